//! The window's own `eframe::App`: passes each frame on to its parts and carries out what they ask for.
//! Must not know how any part does its work.

use std::path::PathBuf;

use eframe::egui;

use super::{appearance::Appearance, settings::Settings};
use crate::text::Fonts;

/// The window.
pub struct Shell {
    appearance: Appearance,
}

impl Shell {
    /// A window that opens this map, or the start page.
    #[must_use]
    pub fn new(ctx: &egui::Context, _map: Option<PathBuf>) -> Self {
        let appearance = Appearance::new(ctx, &Settings::default(), Fonts::with_system());
        Self { appearance }
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::no_frame().show(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, self.appearance.theme.page);
        });
    }
}
