//! What the entries of a journal make together: the map before the first step, the steps as a tree of states, and where
//! in it the map is. Both the reader and the writer hold one, so that a journal can be written anew from it.
//! Must not know bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use super::entry::{Entry, Header, Saved, Step, Version};
use crate::model::{Document, Transaction};

/// An entry that does not fit what was told before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it does not fit what stands before it")]
pub struct Misfit;

/// A map's history with its branches, and what is known of the map.
#[derive(Clone, Debug)]
pub struct Log {
    /// Who keeps it, and of which map.
    pub header: Header,
    base: u64,
    document: Document,
    steps: BTreeMap<u64, Step>,
    at: u64,
    tip: u64,
    saved: Option<Saved>,
    versions: Vec<Version>,
    closed: Option<u64>,
    unknown: Vec<Entry>,
}

impl Log {
    /// A history without steps.
    #[must_use]
    pub fn new(header: Header, base: u64, document: Document) -> Self {
        Self {
            header,
            base,
            document,
            steps: BTreeMap::new(),
            at: base,
            tip: base,
            saved: None,
            versions: Vec::new(),
            closed: None,
            unknown: Vec::new(),
        }
    }

    /// The number of the state before the first step.
    #[must_use]
    pub fn base(&self) -> u64 {
        self.base
    }

    /// The map before the first step.
    #[must_use]
    pub fn base_document(&self) -> &Document {
        &self.document
    }

    /// All steps of all branches, by the state after them.
    #[must_use]
    pub fn steps(&self) -> &BTreeMap<u64, Step> {
        &self.steps
    }

    /// The number of the state in which the map is.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The number of the state to which redo leads.
    #[must_use]
    pub fn tip(&self) -> u64 {
        self.tip
    }

    /// What is on the disk, as far as is known.
    #[must_use]
    pub fn saved(&self) -> Option<&Saved> {
        self.saved.as_ref()
    }

    /// States with names, the oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// When the map was closed in order, if it was.
    #[must_use]
    pub fn closed(&self) -> Option<u64> {
        self.closed
    }

    /// When something was last done to the map.
    #[must_use]
    pub fn latest(&self) -> u64 {
        let steps = self.steps.values().map(|step| step.when);
        steps.chain(self.saved.as_ref().map(|saved| saved.when)).fold(self.header.when, u64::max)
    }

    /// Whether the state in which the map is is the one on the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.revision == self.at)
    }

    /// How many steps lie between what is on the disk and where the map is; of a map never saved, all that are done.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        let done = self.line_to(self.at);
        let Some(saved) = &self.saved else { return done.len() };
        let kept = self.line_to(saved.revision);
        let common = done.iter().zip(&kept).take_while(|(one, other)| one.revision == other.revision).count();
        done.len() + kept.len() - 2 * common
    }

    /// Takes in what comes next.
    ///
    /// # Errors
    /// When it does not fit; nothing has changed then.
    pub fn take_in(&mut self, entry: Entry) -> Result<(), Misfit> {
        match entry {
            Entry::Header(_) | Entry::Base { .. } => return Err(Misfit),
            Entry::Step(step) => {
                let fits = step.parent < step.revision && !self.steps.contains_key(&step.revision);
                if !fits || !self.knows(step.parent) {
                    return Err(Misfit);
                }
                (self.at, self.tip) = (step.revision, step.revision);
                self.steps.insert(step.revision, step);
            }
            Entry::At { at, tip } => {
                let on_the_way = at == self.base || self.line_to(tip).iter().any(|step| step.revision == at);
                if !self.knows(tip) || !on_the_way {
                    return Err(Misfit);
                }
                (self.at, self.tip) = (at, tip);
            }
            Entry::Drop { revision } => {
                let is_leaf = self.steps.values().all(|step| step.parent != revision);
                if !is_leaf || self.tip == revision || self.steps.remove(&revision).is_none() {
                    return Err(Misfit);
                }
            }
            Entry::Saved(saved) => {
                self.header.path = Some(saved.path.clone());
                self.saved = Some(saved);
            }
            Entry::Version(version) => {
                self.versions.retain(|other| other.name != version.name);
                self.versions.push(version);
            }
            Entry::NoVersion { name } => self.versions.retain(|version| version.name != name),
            Entry::Named { name, path } => (self.header.name, self.header.path) = (name, path),
            Entry::Closed { when } => {
                self.closed = Some(when);
                return Ok(());
            }
            Entry::Unknown { .. } => self.unknown.push(entry),
        }
        self.closed = None;
        Ok(())
    }

    /// The fewest entries that make this log.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let base = Entry::Base { revision: self.base, document: self.document.clone() };
        let mut entries = vec![Entry::Header(self.header.clone()), base];
        // What is on the disk comes early: a journal that was cut short still tells which file it is about.
        entries.extend(self.saved.clone().map(Entry::Saved));
        entries.push(Entry::Named { name: self.header.name.clone(), path: self.header.path.clone() });
        entries.extend(self.steps.values().cloned().map(Entry::Step));
        entries.push(Entry::At { at: self.at, tip: self.tip });
        entries.extend(self.versions.iter().cloned().map(Entry::Version));
        entries.extend(self.unknown.iter().cloned());
        entries.extend(self.closed.map(|when| Entry::Closed { when }));
        entries
    }

    fn knows(&self, revision: u64) -> bool {
        revision == self.base || self.steps.contains_key(&revision)
    }

    /// The steps that lead from the base to a state, in order; none for one that is not known.
    #[must_use]
    pub fn line_to(&self, revision: u64) -> Vec<&Step> {
        let mut line = Vec::new();
        let mut next = revision;
        // It ends: each parent is smaller than its step.
        while let Some(step) = self.steps.get(&next) {
            line.push(step);
            next = step.parent;
        }
        if next != self.base {
            return Vec::new();
        }
        line.reverse();
        line
    }

    /// The map in a state. `None` when the state is not known, or the steps do not lead there.
    #[must_use]
    pub fn document_at(&self, revision: u64) -> Option<Document> {
        if !self.knows(revision) {
            return None;
        }
        let mut document = self.document.clone();
        for step in self.line_to(revision) {
            document.apply(&step.transaction).ok()?;
        }
        Some(document)
    }

    /// Forgets the oldest steps of the line until no more than so many are left, and branches that hung on them.
    /// Named versions stay: each is whole.
    pub fn shorten(&mut self, most: usize) {
        let line: Vec<u64> = self.line_to(self.tip).iter().map(|step| step.revision).collect();
        let done = line.iter().position(|revision| *revision == self.at).map_or(0, |place| place + 1);
        let Some(cut) = line.len().checked_sub(most).map(|cut| cut.min(done)).filter(|cut| *cut > 0) else {
            return;
        };
        let base = line[cut - 1];
        let Some(document) = self.document_at(base) else { return };
        (self.base, self.document) = (base, document);
        let mut kept: BTreeMap<u64, Step> = BTreeMap::new();
        for (revision, step) in std::mem::take(&mut self.steps) {
            if step.parent == base || kept.contains_key(&step.parent) {
                kept.insert(revision, step);
            }
        }
        self.steps = kept;
    }

    /// Leaves out steps that do not lead anywhere; their number. Holds one map at a time, however many steps there are.
    pub(super) fn mend(&mut self) -> usize {
        let mut sound = BTreeSet::from([self.base]);
        let mut stands = (self.base, self.document.clone());
        for (revision, step) in &self.steps {
            if sound.contains(&step.parent)
                && self.walk(&mut stands, step.parent).is_some()
                && stands.1.apply(&step.transaction).is_ok()
            {
                sound.insert(*revision);
                stands.0 = *revision;
            }
        }
        let last_sound = |mut state: u64| {
            while !sound.contains(&state) {
                state = self.steps.get(&state).map_or(self.base, |step| step.parent);
            }
            state
        };
        (self.at, self.tip) = (last_sound(self.at), last_sound(self.tip));
        let before = self.steps.len();
        self.steps.retain(|revision, _| sound.contains(revision));
        if self.saved.as_ref().is_some_and(|saved| !self.knows(saved.revision)) {
            self.saved = None;
        }
        before - self.steps.len()
    }

    /// Takes a map from the state in which it is to another: back to where the ways part, then forward.
    fn walk(&self, stands: &mut (u64, Document), to: u64) -> Option<()> {
        if stands.0 == to {
            return Some(());
        }
        let (back, forth) = (self.line_to(stands.0), self.line_to(to));
        let common =
            back.iter().zip(&forth).take_while(|(one, other)| one.revision == other.revision).count();
        for step in back[common..].iter().rev() {
            stands.1.apply(&step.transaction.invert()).ok()?;
        }
        for step in &forth[common..] {
            stands.1.apply(&step.transaction).ok()?;
        }
        stands.0 = to;
        Some(())
    }

    /// The path of the map's file, if it has one.
    #[must_use]
    pub fn path(&self) -> Option<&PathBuf> {
        self.header.path.as_ref()
    }

    /// What leads from the state on the disk to where the map is; `None` when either is not known.
    #[must_use]
    pub fn since_saved(&self) -> Option<Transaction> {
        let saved = self.document_at(self.saved.as_ref()?.revision)?;
        Some(Transaction::between(&saved, &self.document_at(self.at)?))
    }
}
