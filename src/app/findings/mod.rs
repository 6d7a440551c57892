//! The card of the findings: what the measures say of the map, sentence by sentence; a click shows on the map what a
//! sentence speaks of. Follows every edit. Must not know how anything is measured.

mod card;
mod choices;
mod job;

pub use card::findings_card_ui;

use std::sync::Arc;

use eframe::egui::{self, Rect};

use crate::{analysis::Question, editor::Session, pipeline::Analysis};
use job::Work;

/// What the card remembers.
#[derive(Default)]
pub struct FindingsCard {
    open: bool,
    /// The keyboard goes to it within so many frames.
    wants_keyboard: u8,
    /// The keyboard was in it in the last frame.
    has_keyboard: bool,
    /// What is asked of the map.
    question: Question,
    /// The sentence that is shown on the map.
    shown: Option<String>,
    work: Work,
    rect: Option<Rect>,
}

impl FindingsCard {
    /// Shows it, with the keyboard in it, or hides it; who hides it wants nothing more worked out.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        self.wants_keyboard = if self.open { 4 } else { 0 };
        if !self.open {
            self.work.stop();
        }
    }

    /// Hides it.
    pub fn close(&mut self) {
        if self.open {
            self.toggle();
        }
    }

    /// Whether the keyboard was in it in the last frame: at Esc egui takes it away before anybody is asked.
    #[must_use]
    pub fn has_keyboard(&self) -> bool {
        self.open && self.has_keyboard
    }

    /// Whether it is shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// What is asked of the map; a report asks the same.
    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Whether the map is being measured for it.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.open && self.work.is_busy()
    }

    /// Where it stands, while it does.
    #[must_use]
    pub fn rect(&self) -> Option<Rect> {
        self.rect.filter(|_| self.open)
    }

    /// What is known of this state of the map, or of the one before while it is measured.
    fn follow(&mut self, ctx: &egui::Context, session: &Session) -> Option<Arc<Analysis>> {
        job::follow(&mut self.work, ctx, session, &self.question)
    }
}
