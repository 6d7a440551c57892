//! The card of the history: every step with its time, those that were set aside, and states with names. Goes to any of
//! them and loses none. Changes nothing itself: it hands back wishes. Must not know where a history is kept.

mod card;
mod rows;

pub use card::history_card_ui;

use eframe::egui::Rect;

use crate::file::journal::Log;

/// What the card remembers.
#[derive(Default)]
pub struct HistoryCard {
    /// It is shown.
    pub open: bool,
    /// The keyboard goes to it with the next frame.
    wants_keyboard: bool,
    /// The name that is being typed for the map as it is.
    naming: String,
    /// The version that is being compared, and how the map differs from it, in lines.
    compared: Option<(String, Vec<String>)>,
    rect: Option<Rect>,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To this state.
    GoTo(u64),
    /// The map as it is gets this name.
    Name(String),
    /// The map becomes what this version was: a step like every other.
    BringBack(String),
    /// How the map differs from this version.
    Compare(String),
    /// This version laid over the map.
    LayOver(String),
    /// The version goes.
    Forget(String),
    /// The history of the file as it was before something else wrote it, as a map of its own.
    OpenOther,
}

/// What is kept of a map.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    /// Steps with their times, and versions.
    pub log: &'a Log,
    /// A history that does not lead to the map as it is.
    pub other: Option<&'a Log>,
    /// It outlives the window.
    pub lasts: bool,
}

impl HistoryCard {
    /// Shows it, with the keyboard in it, or hides it.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        self.wants_keyboard = self.open;
        self.compared = None;
    }

    /// Shows how the map differs from a version, or no longer.
    pub fn show_difference(&mut self, name: String, lines: Vec<String>) {
        let shown = self.compared.as_ref().is_some_and(|(other, _)| *other == name);
        self.compared = (!shown).then_some((name, lines));
    }

    /// The name was taken: another may be typed.
    pub fn named(&mut self) {
        self.naming.clear();
    }

    /// Where it stands, while it does.
    #[must_use]
    pub fn rect(&self) -> Option<Rect> {
        self.rect.filter(|_| self.open)
    }
}
