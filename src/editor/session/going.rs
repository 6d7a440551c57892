//! Going through the history: undo, redo, to any state of any branch. Nothing is forgotten on the way.
//! Must not know what a step means.

use crate::model::{AreaId, Record, RecordId, Transaction};

use super::{super::Target, Session};

impl Session {
    /// Takes the last step back and selects what it touched; its name. While a gesture is under way it leaves that
    /// and does nothing else.
    pub fn undo(&mut self) -> Option<String> {
        if self.cancel_gesture() {
            return None;
        }
        let step = self.history.last()?;
        let (name, back) = (step.name.clone(), step.transaction.invert());
        self.offered = None;
        self.document.apply(&back).ok()?;
        self.history.step_back();
        self.select_touched(&back);
        Some(name)
    }

    /// Does the step again that was last taken back, and selects what it touches; its name.
    pub fn redo(&mut self) -> Option<String> {
        if self.cancel_gesture() {
            return None;
        }
        let step = self.history.next()?;
        let (name, transaction) = (step.name.clone(), step.transaction.clone());
        self.offered = None;
        self.document.apply(&transaction).ok()?;
        self.history.step_forward();
        self.select_touched(&transaction);
        Some(name)
    }

    /// To the state after so many steps, be it back or forward.
    pub fn go_to(&mut self, position: usize) {
        self.cancel_gesture();
        let position = position.min(self.history.steps().len());
        while self.history.position() > position && self.undo().is_some() {}
        while self.history.position() < position && self.redo().is_some() {}
    }

    /// To a state of the history, by the steps that lead there; those that led elsewhere go aside. Whether it is there.
    pub fn go_to_state(&mut self, revision: u64) -> bool {
        self.cancel_gesture();
        // Branches hang on branches; each way begins on the line.
        let mut way = vec![revision];
        while let Some(last) = way.last().copied().filter(|state| self.history.position_of(*state).is_none())
        {
            match self.history.branches_from(last) {
                Some(from) => way.push(from),
                None => return false,
            }
        }
        while let Some(state) = way.pop() {
            let Some(position) = self.history.position_of(state) else { return false };
            self.go_to(position);
            if let Some(next) = way.last()
                && !self.history.take_up(*next)
            {
                return false;
            }
        }
        true
    }

    /// The name of the step that undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.history.last().map(|step| step.name.as_str())
    }

    /// The name of the step that redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.history.next().map(|step| step.name.as_str())
    }

    fn select_touched(&mut self, transaction: &Transaction) {
        let collapsed = self.document.collapsed_into();
        // What a collapsed group holds is not seen: the group is selected in its place.
        let seen = |id: &RecordId| match collapsed.get(id) {
            Some(group) => Some(Target::Group(group.clone())),
            None => Target::of(id),
        };
        let mut touched: Vec<Target> = transaction.touched().filter_map(seen).collect();
        touched.extend(areas_changed(transaction).into_iter().map(Target::Area));
        // A step that touched nothing on the canvas, such as one of the scheme, leaves the selection alone.
        if !touched.is_empty() {
            self.selection = touched.into_iter().collect();
        }
        self.selection.drop_vanished(&self.document);
    }
}

/// Areas that a transaction adds, takes away or changes.
fn areas_changed(transaction: &Transaction) -> Vec<AreaId> {
    let mut changed = Vec::new();
    for change in transaction.changes() {
        if let (Some(Record::Map(before)), Some(Record::Map(after))) = (&change.before, &change.after) {
            let differs = after.areas.iter().filter(|area| !before.areas.contains(area));
            changed.extend(differs.map(|area| area.id.clone()));
        }
    }
    changed
}
