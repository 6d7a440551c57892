//! Rounds: one kind of flow at a time, with its question on the screen; and the panel of influence and goals.
//! Must not know how a flow is drawn.

use eframe::egui;

use super::{Intent, PanelContext};

/// What the rounds remember.
#[derive(Default)]
pub struct Rounds {
    /// Whether a round is on.
    pub on: bool,
    /// Whether the panel of influence and goals is shown.
    pub influence: bool,
}

impl Rounds {
    /// Begins a round, or ends it.
    pub fn toggle(&mut self) {
        self.on = !self.on;
    }
}

/// Shows the question above the canvas while a round is on.
pub fn round_ui(_ui: &mut egui::Ui, _context: &PanelContext<'_>, _rounds: &mut Rounds) -> Vec<Intent> {
    Vec::new()
}

/// Shows influence and goals at the left of the canvas.
pub fn influence_ui(_ui: &mut egui::Ui, _context: &PanelContext<'_>, _rounds: &mut Rounds) -> Vec<Intent> {
    Vec::new()
}
