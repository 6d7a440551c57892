//! The one way in which a document changes: for each record touched, what it was before and what it is after.
//! Undo, compare, merge and the journal are all this type. Must not know what an edit means.

use std::collections::BTreeMap;

use super::{Document, Record, RecordId};

/// One record, before and after. `None` is *not there*.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record.
    pub id: RecordId,
    /// What it was.
    pub before: Option<Record>,
    /// What it is to be.
    pub after: Option<Record>,
}

/// Why a transaction could not be carried out. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// Somebody else changed the record meanwhile.
    #[error("{0} is no longer as this change expects it")]
    NotAsBefore(RecordId),
    /// A record under an id of another kind, or the map's own record taken away.
    #[error("{0} can't hold what this change puts there")]
    Misfit(RecordId),
}

/// A set of changes that belong together: carried out wholly or not at all. Sorted by id, one change a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transaction {
    changes: Vec<Change>,
}

impl Transaction {
    /// A transaction of these changes: what changes nothing is left out, of several changes to one record the first
    /// `before` and the last `after` count.
    #[must_use]
    pub fn new(changes: impl IntoIterator<Item = Change>) -> Self {
        let mut by_id: BTreeMap<RecordId, (Option<Record>, Option<Record>)> = BTreeMap::new();
        for change in changes {
            by_id
                .entry(change.id)
                .and_modify(|(_, after)| after.clone_from(&change.after))
                .or_insert((change.before, change.after));
        }
        let changes = by_id
            .into_iter()
            .filter(|(_, (before, after))| before != after)
            .map(|(id, (before, after))| Change { id, before, after })
            .collect();
        Self { changes }
    }

    /// What leads from one document to the other.
    #[must_use]
    pub fn between(from: &Document, to: &Document) -> Self {
        let ids = from.record_ids().chain(to.record_ids());
        Self::new(ids.map(|id| Change { before: from.get(&id), after: to.get(&id), id }))
    }

    /// The changes, sorted by id.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The transaction that takes this one back.
    #[must_use]
    pub fn invert(&self) -> Self {
        let changes = self.changes.iter().map(|change| Change {
            id: change.id.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        });
        Self { changes: changes.collect() }
    }

    /// One transaction that does what this one and then the next do.
    #[must_use]
    pub fn squash(&self, next: &Self) -> Self {
        Self::new(self.changes.iter().chain(&next.changes).cloned())
    }

    /// Ids of all records that it touches.
    pub fn touched(&self) -> impl Iterator<Item = &RecordId> {
        self.changes.iter().map(|change| &change.id)
    }
}
