//! Presenting: the map alone on the screen, step by step.
//! Must not edit anything.

use eframe::egui;

use super::{Intent, PanelContext};

/// A presentation that is going on.
#[derive(Default)]
pub struct Presenting {
    /// Which step of the story is shown.
    pub step: usize,
}

/// What stands over the canvas while presenting.
pub fn present_ui(
    _ui: &mut egui::Ui,
    _context: &PanelContext<'_>,
    _presenting: &mut Presenting,
) -> Vec<Intent> {
    Vec::new()
}
