//! Comparing the open map with others: laid over it or beside it, as a list, as measures, as counts of agreement. Changes
//! nothing itself: it hands back intents and wishes. Must not know where the other maps come from.

mod card;
mod job;
mod list;
mod marks;
mod other_pane;
mod sources;
mod tables;
mod taking;

pub use card::compare_card_ui;
pub use marks::marks_ui;
pub use other_pane::other_pane_ui;
pub use sources::Own;

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{self, Rect as ScreenRect};

use crate::{
    analysis::Column,
    app::canvas::Ghost,
    editor::Session,
    model::{Date, Document, OrganisationId, RecordId, Rect},
    pipeline::{Fate, time::moments},
};
use job::{Asked, Found, Work};
use other_pane::OtherPane;

/// All that may become of a record, in the order of the list.
const FATES: [Fate; 4] = [Fate::Added, Fate::Gone, Fate::Changed, Fate::Moved];

/// A map that is compared with the open one.
#[derive(Clone)]
struct Other {
    name: String,
    document: Arc<Document>,
    /// Organisations there and here that somebody has said are one.
    same: BTreeMap<OrganisationId, OrganisationId>,
}

/// What the card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Differences,
    Measures,
    Agreement,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Choose a file with another map.
    AskFile,
    /// The map as it was when it was last saved.
    Saved,
    /// A state of the history by this name.
    Version(String),
    /// The map as it was at a date.
    At(Date),
    /// The page of backups, to choose one.
    Backups,
    /// Bring a part of the canvas into view.
    Look(Rect),
}

/// What the card remembers.
pub struct CompareCard {
    open: bool,
    wants_keyboard: u8,
    has_keyboard: bool,
    others: Vec<Other>,
    /// Which of them is laid over the map.
    chosen: usize,
    page: Page,
    /// The other map stands beside the open one, not over it.
    beside: bool,
    /// Which of [`FATES`] are shown.
    shown: [bool; 4],
    /// The record of the list that is looked at.
    current: Option<RecordId>,
    /// It is to be scrolled to.
    scrolls: bool,
    column: Column,
    work: Work,
    pane: OtherPane,
    /// The dates at which the map of this state changes: for a large map too long to find in every frame.
    dates: (Option<u64>, Arc<[Date]>),
    rect: Option<ScreenRect>,
}

impl Default for CompareCard {
    fn default() -> Self {
        Self {
            open: false,
            wants_keyboard: 0,
            has_keyboard: false,
            others: Vec::new(),
            chosen: 0,
            page: Page::default(),
            beside: false,
            shown: [true; 4],
            current: None,
            scrolls: false,
            column: Column::Degree,
            work: Work::default(),
            pane: OtherPane::default(),
            dates: (None, Arc::default()),
            rect: None,
        }
    }
}

impl CompareCard {
    /// Shows it, with the keyboard in it, or leaves comparing.
    pub fn toggle(&mut self) {
        if self.open {
            self.close();
        } else {
            (self.open, self.wants_keyboard) = (true, 4);
        }
    }

    /// Leaves comparing: the other maps are forgotten.
    pub fn close(&mut self) {
        self.work.stop();
        *self = Self { column: self.column, ..Self::default() };
    }

    /// Whether the keyboard was in it in the last frame.
    #[must_use]
    pub fn has_keyboard(&self) -> bool {
        self.open && self.has_keyboard
    }

    /// Whether maps are being compared.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether something is being worked out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.open && !self.others.is_empty() && self.work.is_busy()
    }

    /// Where it stands, while it does.
    #[must_use]
    pub fn rect(&self) -> Option<ScreenRect> {
        self.rect.filter(|_| self.open)
    }

    /// Whether another map is still to be chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.others.is_empty()
    }

    /// The dates with which the map can be compared, while another map is still to be chosen.
    #[must_use]
    pub fn dates(&mut self, session: &Session) -> Arc<[Date]> {
        if self.is_empty() && self.dates.0 != Some(session.revision()) {
            self.dates = (Some(session.revision()), moments(session.document()).into());
        }
        Arc::clone(&self.dates.1)
    }

    /// Whether the other map stands beside the open one.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        self.beside && self.open && self.work.ready().is_some()
    }

    /// Takes another map in, and lays it over the open one.
    pub fn add(&mut self, name: String, document: Arc<Document>) {
        (self.open, self.wants_keyboard, self.current) = (true, 4, None);
        self.others.push(Other { name, document, same: BTreeMap::new() });
        self.chosen = self.others.len() - 1;
        self.page = if self.others.len() > 1 { Page::Agreement } else { Page::Differences };
    }

    /// Brings what is known up to date with the open map, once a frame.
    pub fn follow(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
        look: &crate::style::Look,
        fonts: &crate::text::Fonts,
    ) {
        if !self.open || self.others.is_empty() {
            return;
        }
        let other = &self.others[self.chosen];
        let asked = Asked {
            revision: session.revision(),
            chosen: self.chosen,
            of: self.others.len(),
            same: other.same.clone().into_iter().collect(),
            page: self.page,
        };
        if let Some(first) = job::follow(&mut self.work, ctx, session, asked, (&self.others, look, fonts)) {
            // Where nearly all has moved, lines from everywhere say nothing.
            let moved = first.comparison.difference.count(Fate::Moved);
            self.shown[3] = moved <= 40 && moved * 2 <= session.document().organisations().len().max(8);
        }
    }

    /// What went, where it stood: over the map, unless the other map stands beside.
    #[must_use]
    pub fn ghost(&self) -> Option<Arc<Ghost>> {
        let shows = self.open && !self.beside && self.shows(Fate::Gone);
        self.work.ready().filter(|_| shows)?.1.ghost.clone()
    }

    fn shows(&self, fate: Fate) -> bool {
        FATES.iter().zip(self.shown).any(|(one, shown)| *one == fate && shown)
    }

    /// What is found, unless another map was chosen meanwhile.
    fn found(&self) -> Option<Arc<Found>> {
        self.work.ready().map(|(_, found)| Arc::clone(found)).filter(|found| found.chosen == self.chosen)
    }

    /// Goes to the next difference of the list, or to the one before; what it is.
    pub fn step(&mut self, back: bool) -> Option<RecordId> {
        let found = self.found()?;
        let listed: Vec<&RecordId> = list::listed(&found, self.shown).collect();
        let here = self.current.as_ref().and_then(|id| listed.iter().position(|other| *other == id));
        let last = listed.len().checked_sub(1)?;
        let place = match (here, back) {
            (None, false) => 0,
            (None, true) => last,
            (Some(here), false) => (here + 1) % listed.len(),
            (Some(here), true) => here.checked_sub(1).unwrap_or(last),
        };
        let id = listed[place].clone();
        (self.current, self.scrolls, self.page) = (Some(id.clone()), true, Page::Differences);
        Some(id)
    }

    /// Where something stands that is not on the open map any more.
    #[must_use]
    pub fn place_of(&self, id: &RecordId) -> Option<Rect> {
        self.work.ready()?.1.gone.get(id).copied()
    }
}
