//! The history: named steps, each a transaction, and where in them the map stands. No step is forgotten: going back and
//! doing something else puts the later ones aside.
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
    /// A step of an earlier session: what it did, and the number of the state after it.
    #[must_use]
    pub fn left(name: String, transaction: Transaction, revision: u64) -> Self {
        Self { name, transaction, coalesce: None, revision }
    }

    /// The number of the state after this step.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// Steps that were taken back before something else was done: not forgotten, only aside.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The number of the state from which they go on.
    pub from: u64,
    /// The steps, in their order.
    pub steps: Vec<Step>,
}

/// Steps done, those taken back that can be done again, and those aside.
#[derive(Clone, Debug)]
pub struct History {
    steps: Vec<Step>,
    position: usize,
    aside: Vec<Branch>,
    /// Number of the state before the first step.
    first: u64,
    saved: Option<u64>,
    last_number: u64,
}

impl History {
    /// A history without steps, its state saved.
    #[must_use]
    pub(super) fn new() -> Self {
        Self { steps: Vec::new(), position: 0, aside: Vec::new(), first: 1, saved: Some(1), last_number: 1 }
    }

    /// A history as it was left: the number of its first state, the steps with those to be done again, how many are
    /// done, and what is aside. Nothing of it is saved as far as is known.
    #[must_use]
    pub fn left(first: u64, steps: Vec<Step>, position: usize, aside: Vec<Branch>) -> Self {
        let numbers = steps.iter().chain(aside.iter().flat_map(|branch| &branch.steps)).map(Step::revision);
        let last_number = numbers.fold(first, u64::max);
        let position = position.min(steps.len());
        Self { steps, position, aside, first, saved: None, last_number }
    }

    /// The number of the state before the first step.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.first
    }

    /// Steps that were taken back before something else was done, oldest first.
    #[must_use]
    pub fn aside(&self) -> &[Branch] {
        &self.aside
    }

    /// The number of the saved state, if there is one.
    #[must_use]
    pub fn saved(&self) -> Option<u64> {
        self.saved
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
        self.revision_at(self.position)
    }

    /// The number of the state after so many steps.
    fn revision_at(&self, position: usize) -> u64 {
        position.checked_sub(1).map_or(self.first, |last| self.steps[last].revision)
    }

    /// How many steps lead to this state, of those done and to be done again.
    #[must_use]
    pub fn position_of(&self, revision: u64) -> Option<usize> {
        (0..=self.steps.len()).find(|position| self.revision_at(*position) == revision)
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

    /// The highest number that was given: it grows with every edit.
    #[must_use]
    pub(super) fn newest(&self) -> u64 {
        self.last_number
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

    /// Puts a step that has been carried out. What could be done again goes aside. Edits under one key, one
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
        self.put_aside();
        self.steps.push(Step { name, transaction, coalesce, revision });
        self.position += 1;
    }

    /// What could be done again goes aside.
    fn put_aside(&mut self) {
        let steps = self.steps.split_off(self.position);
        if !steps.is_empty() {
            self.aside.push(Branch { from: self.revision(), steps });
        }
    }

    /// The state from which the branch with this state goes on.
    pub(super) fn branches_from(&self, revision: u64) -> Option<u64> {
        self.branch_with(revision).map(|place| self.aside[place].from)
    }

    fn branch_with(&self, revision: u64) -> Option<usize> {
        let has = |branch: &Branch| branch.steps.iter().any(|step| step.revision == revision);
        self.aside.iter().position(has)
    }

    /// Makes the branch with this state what can be done again, where it goes on from the state in which the map is;
    /// what could be done again goes aside in its place.
    pub(super) fn take_up(&mut self, revision: u64) -> bool {
        let place = self.branch_with(revision).filter(|place| self.aside[*place].from == self.revision());
        let Some(place) = place else { return false };
        let branch = self.aside.remove(place);
        self.put_aside();
        self.steps.extend(branch.steps);
        self.seal();
        true
    }

    /// Forgets the last step done, as if it had never been; steps to do again go aside.
    pub(super) fn pop(&mut self) -> Option<Step> {
        self.put_aside();
        self.position = self.position.checked_sub(1)?;
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
