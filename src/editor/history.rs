//! The history: named steps, each a transaction, and where in them the map stands.
//! Must not know what a step means.

use crate::model::Transaction;

/// One step that can be taken back.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it did: "Add flow".
    pub name: String,
    /// The changes.
    pub transaction: Transaction,
    /// Under which key the next edit may join it.
    coalesce: Option<String>,
    /// The number of the state after it.
    revision: u64,
}

impl Step {
    /// The number of the state after this step.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// Steps done, and those taken back that can be done again.
#[derive(Clone, Debug)]
pub struct History {
    steps: Vec<Step>,
    position: usize,
    /// Number of the state before the first step.
    first: u64,
    saved: Option<u64>,
    last_number: u64,
}

impl History {
    /// A history without steps, its state saved.
    #[must_use]
    pub(super) fn new() -> Self {
        Self { steps: Vec::new(), position: 0, first: 1, saved: Some(1), last_number: 1 }
    }

    /// All steps, those taken back last.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many of them are done.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The number of the state in which the map is. The same number is the same state.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.position.checked_sub(1).map_or(self.first, |last| self.steps[last].revision)
    }

    /// Whether the state is the saved one.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.revision())
    }

    /// The step that undo would take back.
    #[must_use]
    pub fn last(&self) -> Option<&Step> {
        self.position.checked_sub(1).map(|last| &self.steps[last])
    }

    /// The step that redo would do again.
    #[must_use]
    pub fn next(&self) -> Option<&Step> {
        self.steps.get(self.position)
    }

    /// A number that no state has had.
    pub(super) fn fresh_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    pub(super) fn mark_saved(&mut self) {
        self.saved = Some(self.revision());
        self.seal();
    }

    /// That state was saved, if it is still known.
    pub(super) fn mark_saved_at(&mut self, revision: u64) {
        self.saved = Some(revision);
        self.seal();
    }

    pub(super) fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// The next edit is a step of its own, whatever its key.
    pub(super) fn seal(&mut self) {
        if let Some(last) = self.position.checked_sub(1) {
            self.steps[last].coalesce = None;
        }
    }

    /// Puts a step that has been carried out. What could be done again is forgotten. Edits under one key, one
    /// after the other, are one step; if they cancel out, none.
    pub(super) fn push(&mut self, name: String, transaction: Transaction, coalesce: Option<String>) {
        let can_join = coalesce.is_some()
            && self.next().is_none()
            && !self.is_saved()
            && self.last().is_some_and(|last| last.coalesce == coalesce);
        if can_join && let Some(mut last) = self.pop() {
            last.transaction = last.transaction.squash(&transaction);
            if !last.transaction.is_empty() {
                self.put(last.name, last.transaction, coalesce);
            }
            return;
        }
        self.put(name, transaction, coalesce);
    }

    fn put(&mut self, name: String, transaction: Transaction, coalesce: Option<String>) {
        let revision = self.fresh_number();
        self.steps.truncate(self.position);
        self.steps.push(Step { name, transaction, coalesce, revision });
        self.position += 1;
    }

    /// Forgets the last step done, as if it had never been; steps to do again are forgotten with it.
    pub(super) fn pop(&mut self) -> Option<Step> {
        self.position = self.position.checked_sub(1)?;
        self.steps.truncate(self.position + 1);
        self.steps.pop()
    }

    pub(super) fn step_back(&mut self) {
        self.position = self.position.saturating_sub(1);
        self.seal();
    }

    pub(super) fn step_forward(&mut self) {
        self.position = (self.position + 1).min(self.steps.len());
        self.seal();
    }
}
