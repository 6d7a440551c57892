//! The capture bar: a line in which organisations and flows are typed at the speed of talk.
//! Must not know how a line is read: that is `editor::capture`.

use eframe::egui;

use super::{Intent, PanelContext};

/// The bar at the foot of the canvas.
#[derive(Default)]
pub struct CaptureBar {
    /// Whether it is shown.
    pub open: bool,
}

impl CaptureBar {
    /// Shows the bar and gives it the keyboard.
    pub fn focus(&mut self) {
        self.open = true;
    }
}

/// Shows the bar over the status line.
pub fn capture_ui(_ui: &mut egui::Ui, _context: &PanelContext<'_>, _bar: &mut CaptureBar) -> Vec<Intent> {
    Vec::new()
}
