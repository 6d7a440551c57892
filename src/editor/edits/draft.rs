//! A draft: a copy of the document on which an edit is worked out, and the list of what it touched.
//! Must not know what the edit means.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{
    Change, Document, Flow, FlowId, MapInfo, Note, NoteId, Organisation, OrganisationId, Record, RecordId,
    Transaction,
};

use super::CommandError;

/// The document as the edit has left it so far.
pub(super) struct Draft {
    document: Document,
    touched: BTreeSet<RecordId>,
}

impl std::ops::Deref for Draft {
    type Target = Document;
    fn deref(&self) -> &Document {
        &self.document
    }
}

impl Draft {
    pub(super) fn new(document: &Document) -> Self {
        Self { document: document.clone(), touched: BTreeSet::new() }
    }

    /// The changes made, and the document with them.
    pub(super) fn finish(self, before: &Document) -> (Transaction, Document) {
        let changes = self.touched.into_iter().map(|id| Change {
            before: before.get(&id),
            after: self.document.get(&id),
            id,
        });
        (Transaction::new(changes), self.document)
    }

    /// Puts a record of any kind, or takes it away.
    ///
    /// # Errors
    /// When the record's kind does not fit the id.
    pub(super) fn set(&mut self, id: RecordId, record: Option<Record>) -> Result<(), CommandError> {
        let change = Change { before: self.document.get(&id), after: record, id: id.clone() };
        self.document.apply(&Transaction::new([change]))?;
        self.touched.insert(id);
        Ok(())
    }

    /// Carries out all of a transaction at once.
    ///
    /// # Errors
    /// When a record is not as the transaction has it before, or does not fit its id; nothing has changed then.
    pub(super) fn apply(&mut self, transaction: &Transaction) -> Result<(), CommandError> {
        self.document.apply(transaction)?;
        self.touched.extend(transaction.touched().cloned());
        Ok(())
    }

    /// Puts a record under an id of its own kind.
    pub(super) fn put(&mut self, id: RecordId, record: impl Into<Record>) {
        let result = self.set(id, Some(record.into()));
        debug_assert!(result.is_ok(), "a record was put under an id of another kind");
    }

    /// Takes a record away.
    pub(super) fn remove(&mut self, id: RecordId) {
        let result = self.set(id, None);
        debug_assert!(result.is_ok(), "the map's own record was taken away");
    }

    /// Whether the edit has taken this record away.
    pub(super) fn has_taken(&self, id: &RecordId) -> bool {
        self.touched.contains(id) && !self.document.contains(id)
    }

    pub(super) fn need(&self, id: &RecordId) -> Result<(), CommandError> {
        if self.contains(id) { Ok(()) } else { Err(CommandError::NotThere(id.clone())) }
    }

    pub(super) fn need_organisation(&self, id: &OrganisationId) -> Result<Arc<Organisation>, CommandError> {
        self.organisation(id)
            .cloned()
            .ok_or_else(|| CommandError::NotThere(RecordId::Organisation(id.clone())))
    }

    pub(super) fn need_flow(&self, id: &FlowId) -> Result<Arc<Flow>, CommandError> {
        self.flow(id).cloned().ok_or_else(|| CommandError::NotThere(RecordId::Flow(id.clone())))
    }

    pub(super) fn need_note(&self, id: &NoteId) -> Result<Arc<Note>, CommandError> {
        self.note(id).cloned().ok_or_else(|| CommandError::NotThere(RecordId::Note(id.clone())))
    }

    pub(super) fn change_organisation(
        &mut self,
        id: &OrganisationId,
        change: impl FnOnce(&mut Organisation),
    ) {
        if let Some(record) = self.organisation(id) {
            let mut record = Organisation::clone(record);
            change(&mut record);
            self.put(RecordId::Organisation(id.clone()), record);
        }
    }

    pub(super) fn change_flow(&mut self, id: &FlowId, change: impl FnOnce(&mut Flow)) {
        if let Some(record) = self.flow(id) {
            let mut record = Flow::clone(record);
            change(&mut record);
            self.put(RecordId::Flow(id.clone()), record);
        }
    }

    pub(super) fn change_note(&mut self, id: &NoteId, change: impl FnOnce(&mut Note)) {
        if let Some(record) = self.note(id) {
            let mut record = Note::clone(record);
            change(&mut record);
            self.put(RecordId::Note(id.clone()), record);
        }
    }

    pub(super) fn change_map(&mut self, change: impl FnOnce(&mut MapInfo)) {
        let mut map = MapInfo::clone(self.map());
        change(&mut map);
        self.put(RecordId::Map, map);
    }
}
