//! When a part of the window panics: the map is kept, a page says so, and one can go on. Must not know which part.

use std::panic::{AssertUnwindSafe, catch_unwind};

use eframe::egui;

use super::Shell;
use crate::app::{
    actions::Action,
    chrome::parts::{Weight, words_button_ui, words_ui},
    launch::take_panic,
    theme,
};

impl Shell {
    /// A frame that a panic cannot end the program from.
    pub(super) fn guarded_frame_ui(&mut self, ui: &mut egui::Ui) {
        if self.fault.is_some() {
            self.fault_ui(ui);
            return;
        }
        if catch_unwind(AssertUnwindSafe(|| self.frame_ui(ui))).is_err() {
            self.fault = Some(take_panic().unwrap_or_default());
            if let Some(workspace) = &mut self.workspace {
                workspace.session.cancel_gesture();
            }
            self.keep_as_it_is();
            ui.ctx().request_repaint();
        }
    }

    fn fault_ui(&mut self, ui: &mut egui::Ui) {
        let theme = self.appearance.theme;
        let words = self.fault.clone().unwrap_or_default();
        egui::CentralPanel::no_frame().show(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, theme.page);
            ui.add_space(ui.available_height() * 0.22);
            ui.vertical_centered(|ui| {
                ui.set_max_width(560.0);
                words_ui(ui, "Something in ecomap went wrong", theme::bold(20.0), theme.ink);
                let detail =
                    "Your map is kept as it was before. Go on, and save it under another name to be sure.";
                words_ui(ui, detail, theme::regular(14.0), theme.muted);
                ui.add_space(12.0);
                if words_button_ui(ui, &theme, "Go on", Weight::Main).clicked() {
                    self.fault = None;
                    ui.ctx().request_repaint();
                }
                if self.workspace.is_some()
                    && words_button_ui(ui, &theme, "Save map as…", Weight::Plain).clicked()
                {
                    self.fault = None;
                    self.act(ui.ctx(), Action::SaveMapAs);
                }
                ui.add_space(24.0);
                let report = format!("For a report of the fault: {words}");
                let label = egui::RichText::new(report).font(theme::regular(12.0)).color(theme.muted);
                ui.add(egui::Label::new(label).selectable(true).wrap());
            });
        });
    }
}
