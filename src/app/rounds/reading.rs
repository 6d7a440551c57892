//! The reading of the towers: from the highest down, one at a time, in an order that corrections do not disturb.
//! Must not know how it is shown.

use std::{collections::BTreeSet, sync::Arc};

use super::edits;
use crate::{
    editor::{Session, Target},
    model::{Document, OrganisationId, RecordId},
};

/// A reading that is going on.
pub(super) struct Reading {
    order: Vec<OrganisationId>,
    at: usize,
    /// What is read, for the canvas: all else is faded.
    lit: Arc<BTreeSet<RecordId>>,
}

impl Reading {
    /// Begins with the highest tower. Without any tower all organisations are read, so that the room may build some;
    /// none where there is no organisation.
    pub(super) fn begin(session: &mut Session) -> Option<Self> {
        let document = session.document();
        let mut order = by_height(document);
        let built = order.iter().take_while(|id| edits::height(document, id).is_some()).count();
        if built > 0 {
            order.truncate(built);
        }
        if order.is_empty() {
            return None;
        }
        let mut reading = Self { order, at: 0, lit: Arc::default() };
        let first = reading.go_to(0);
        session.select([Target::Organisation(first)]);
        Some(reading)
    }

    /// Which is being read: its place from 1, how many there are, and itself.
    pub(super) fn now(&self) -> (usize, usize, &OrganisationId) {
        (self.at + 1, self.order.len(), &self.order[self.at])
    }

    /// The one so many places on, the first or the last at the ends.
    pub(super) fn at(&self, by: isize) -> usize {
        self.at.saturating_add_signed(by).min(self.order.len() - 1)
    }

    /// Goes to a place, from 0; which organisation that is.
    pub(super) fn go_to(&mut self, at: usize) -> OrganisationId {
        self.at = at.min(self.order.len() - 1);
        let id = self.order[self.at].clone();
        self.lit = Arc::new(BTreeSet::from([RecordId::Organisation(id.clone())]));
        id
    }

    /// Leaves out what is no longer on the map; whether anything is left to read.
    pub(super) fn follow(&mut self, session: &mut Session) -> bool {
        let read = self.order[self.at].clone();
        let before = self.order.len();
        let gone = |id: &OrganisationId| session.document().organisation(id).is_none();
        let earlier = self.order[..self.at].iter().filter(|id| gone(id)).count();
        self.order.retain(|id| !gone(id));
        if self.order.is_empty() {
            return false;
        }
        if self.order.len() < before {
            let now = self.go_to(self.at - earlier);
            if now != read {
                session.select([Target::Organisation(now)]);
            }
        }
        true
    }

    /// What stands out on the canvas.
    pub(super) fn lit(&self) -> &Arc<BTreeSet<RecordId>> {
        &self.lit
    }
}

/// All organisations: the highest tower first, those of one height by name, those without a tower last.
pub(super) fn by_height(document: &Document) -> Vec<OrganisationId> {
    let mut order = by_name(document);
    // None is less than any height; the sort keeps names in order within a height.
    order.sort_by_key(|id| std::cmp::Reverse(edits::height(document, id)));
    order
}

/// All organisations by name.
pub(super) fn by_name(document: &Document) -> Vec<OrganisationId> {
    let mut order: Vec<_> = document.organisations().iter().collect();
    order.sort_by_cached_key(|(id, organisation)| (organisation.name.to_lowercase(), (*id).clone()));
    order.into_iter().map(|(id, _)| id.clone()).collect()
}
