//! From the history of a session to the entries of its journal: what is new since last asked.
//! Must not know where the entries go.

use std::collections::BTreeSet;

use crate::{
    editor::{History, Session, Step},
    file::journal::{self, Entry, Header, Log},
};

/// What a journal has been told of a history.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    /// The states on the line, those to be done again last.
    line: Vec<u64>,
    at: u64,
    known: BTreeSet<u64>,
    /// How many steps are aside.
    aside: usize,
}

impl Follower {
    /// Knows that much: what a log holds.
    #[must_use]
    pub fn of(log: &Log) -> Self {
        Self {
            line: log.line_to(log.tip()).iter().map(|step| step.revision).collect(),
            at: log.at(),
            known: log.steps().keys().copied().collect(),
            aside: log.steps().len() - log.line_to(log.tip()).len(),
        }
    }

    /// Knows all that a history holds, whatever a log has of it.
    #[must_use]
    pub fn knowing(history: &History) -> Self {
        let line: Vec<u64> = history.steps().iter().map(Step::revision).collect();
        let aside: Vec<u64> = steps_aside(history).map(Step::revision).collect();
        Self {
            at: history.revision(),
            known: line.iter().chain(&aside).copied().collect(),
            aside: aside.len(),
            line,
        }
    }

    /// What has happened since last asked, in order: after each entry the map is in a state in which it was. Steps
    /// that are new were done at `now`.
    pub fn follow(&mut self, history: &History, now: u64) -> Vec<Entry> {
        let tip = history.steps().last().map_or(history.first(), Step::revision);
        let known_tip = self.line.last().copied().unwrap_or(history.first());
        let aside = history.aside().iter().map(|branch| branch.steps.len()).sum();
        if (self.at, known_tip, self.aside) == (history.revision(), tip, aside) {
            return Vec::new();
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut told = (self.at, known_tip);
        for step in self.new_steps(history, now) {
            told = (step.revision, step.revision);
            entries.push(Entry::Step(step));
        }
        if told != (history.revision(), tip) {
            entries.push(Entry::At { at: history.revision(), tip });
        }
        let line: Vec<u64> = history.steps().iter().map(Step::revision).collect();
        let same = line.iter().zip(&self.line).take_while(|(one, other)| one == other).count();
        let there: BTreeSet<u64> =
            steps_aside(history).map(Step::revision).chain(line[same..].iter().copied()).collect();
        for gone in self.line[same..].iter().rev().filter(|state| !there.contains(state)) {
            self.known.remove(gone);
            entries.push(Entry::Drop { revision: *gone });
        }
        (self.line, self.at, self.aside) = (line, history.revision(), aside);
        entries
    }

    /// Steps that the journal was not told of, wherever they are now, the oldest first.
    fn new_steps(&mut self, history: &History, now: u64) -> Vec<journal::Step> {
        let line = (history.first(), history.steps());
        let aside = history.aside().iter().map(|branch| (branch.from, branch.steps.as_slice()));
        let mut new = Vec::new();
        for (from, steps) in aside.chain([line]) {
            // New steps stand at the end.
            let known = steps.iter().rposition(|step| self.known.contains(&step.revision()));
            let begin = known.map_or(0, |last| last + 1);
            let mut parent = begin.checked_sub(1).map_or(from, |last| steps[last].revision());
            for step in &steps[begin..] {
                self.known.insert(step.revision());
                new.push(new_step(step, parent, now));
                parent = step.revision();
            }
        }
        new.sort_by_key(|step| step.revision);
        new
    }
}

fn steps_aside(history: &History) -> impl Iterator<Item = &Step> {
    history.aside().iter().flat_map(|branch| &branch.steps)
}

fn new_step(step: &Step, parent: u64, now: u64) -> journal::Step {
    journal::Step {
        revision: step.revision(),
        parent,
        name: step.name.clone(),
        when: now,
        transaction: step.transaction.clone(),
    }
}

/// A log of a session as it is now: of a map whose journal begins late.
#[must_use]
pub fn log_of(session: &Session, header: Header, now: u64) -> Option<Log> {
    let history = session.history();
    let mut first = session.document().clone();
    for step in history.steps()[..history.position()].iter().rev() {
        first.apply(&step.transaction.invert()).ok()?;
    }
    let mut log = Log::new(header, history.first(), first);
    let mut steps = Vec::new();
    let branches = history.aside().iter().map(|branch| (branch.from, branch.steps.as_slice()));
    for (from, branch) in branches.chain([(history.first(), history.steps())]) {
        let mut parent = from;
        for step in branch {
            steps.push(new_step(step, parent, now));
            parent = step.revision();
        }
    }
    steps.sort_by_key(|step| step.revision);
    let tip = history.steps().last().map_or(history.first(), Step::revision);
    let at = Entry::At { at: history.revision(), tip };
    for entry in steps.into_iter().map(Entry::Step).chain([at]) {
        log.take_in(entry).ok()?;
    }
    Some(log)
}

/// The session that a log tells of: its map, and its history with all branches. `None` when the steps do not lead
/// where they should; [`journal::read`] gives no such log.
#[must_use]
pub fn session_of(log: &Log) -> Option<Session> {
    let document = log.document_at(log.at())?;
    let left = |step: &journal::Step| Step::left(step.name.clone(), step.transaction.clone(), step.revision);
    let line = log.line_to(log.tip());
    let position = line.iter().position(|step| step.revision == log.at()).map_or(0, |place| place + 1);
    let mut placed: BTreeSet<u64> = line.iter().map(|step| step.revision).collect();
    let mut aside = Vec::new();
    // The longest way to a step that nothing follows is a branch; the latest first, as the line itself would be.
    let parents: BTreeSet<u64> = log.steps().values().map(|step| step.parent).collect();
    for leaf in log.steps().keys().filter(|revision| !parents.contains(revision)) {
        let way = log.line_to(*leaf);
        let steps: Vec<_> = way.iter().filter(|step| placed.insert(step.revision)).collect();
        if let Some(first) = steps.first() {
            let branch = steps.iter().map(|step| left(step)).collect();
            aside.push(crate::editor::Branch { from: first.parent, steps: branch });
        }
    }
    // The document forgets none of the ids that were given in its history: all steps have been on the way to it.
    let document = with_all_ids(log, document);
    let history = History::left(log.base(), line.iter().map(|step| left(step)).collect(), position, aside);
    let mut session = Session::left(document, history);
    if let Some(saved) = log.saved() {
        session.mark_saved_at(saved.revision);
    }
    Some(session)
}

/// Ids that were given in steps that are taken back or aside are not given again.
fn with_all_ids(log: &Log, document: crate::model::Document) -> crate::model::Document {
    let mut document = document;
    let ids = log.steps().values().flat_map(|step| step.transaction.touched());
    document.remember_ids(ids.cloned());
    document
}
