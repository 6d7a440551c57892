//! The key card: what each plain letter does on the canvas, and the choosers that S, C, K, M and T open.
//! Must not know how an edit is carried out.

use eframe::egui::{self, Rect};

use crate::app::{Intent, PanelContext, actions::Action};

/// The key card of one map.
#[derive(Default)]
pub struct KeyCard {
    /// The chooser that is open: the action that opened it.
    pub choosing: Option<Action>,
    /// Whether the whole card is shown.
    pub shown: bool,
}

impl KeyCard {
    /// Opens the chooser of a letter, or steps it on.
    pub fn choose(&mut self, action: Action) {
        self.choosing = Some(action);
    }
}

/// Shows the card over the canvas.
pub fn key_card_ui(
    _ctx: &egui::Context,
    _context: &PanelContext<'_>,
    _card: &mut KeyCard,
    _place: Rect,
) -> Vec<Intent> {
    Vec::new()
}
