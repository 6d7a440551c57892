//! Search and filters, and the bar that says when something is hidden.
//! Must not know how a filter is matched: that is `pipeline`.

use std::collections::BTreeSet;

use eframe::egui;

use super::{Intent, PanelContext};
use crate::model::{Document, RecordId};

/// What is searched for and what is hidden.
#[derive(Default)]
pub struct Find {
    /// Whether the search is shown.
    pub open: bool,
}

impl Find {
    /// Shows the search and gives it the keyboard.
    pub fn focus(&mut self) {
        self.open = true;
    }

    /// What the filters hide.
    #[must_use]
    pub fn hidden(&mut self, _document: &Document, _revision: u64) -> BTreeSet<RecordId> {
        BTreeSet::new()
    }
}

/// Shows search, filters and what is hidden, above the canvas.
pub fn find_ui(_ui: &mut egui::Ui, _context: &PanelContext<'_>, _find: &mut Find) -> Vec<Intent> {
    Vec::new()
}
