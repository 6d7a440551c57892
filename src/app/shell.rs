//! The window's own `eframe::App`: passes each frame on to its parts and carries out what they ask for.
//! Must not know how any part does its work.

use std::path::PathBuf;

use eframe::egui;

use super::theme::Theme;

/// The window.
pub struct Shell {
    theme: Theme,
}

impl Shell {
    /// A window that opens this map, or the start page.
    #[must_use]
    pub fn new(ctx: &egui::Context, _map: Option<PathBuf>) -> Self {
        let theme = Theme::new(false);
        theme.apply(ctx);
        Self { theme }
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::no_frame().show(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, self.theme.page);
        });
    }
}
