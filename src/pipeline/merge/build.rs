//! One attempt at the merged map: every record by itself, then who lies in which group. Must not know what is done when
//! the attempt does not hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    homes::{Sides, homes},
    values::{Differing, Side, Values, stands},
};
use crate::{
    file::{Tree, record_text},
    model::{Conflict, Document, GoalId, Group, MapInfo, Member, Record, RecordId},
};

/// What earlier attempts have taught.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lessons {
    /// Records that stay, since somebody newly leans on them.
    pub kept: BTreeSet<RecordId>,
    /// Goals that stay, likewise.
    pub goals: BTreeSet<GoalId>,
    /// Values that hold only together: one side's stand. Without a name it is the whole record.
    pub of_one_side: BTreeSet<(RecordId, &'static [&'static str])>,
}

/// An attempt.
pub(super) struct Attempt {
    pub document: Document,
    pub conflicts: Vec<Conflict>,
    /// Who is missed.
    pub wanted: BTreeSet<RecordId>,
}

/// What changes when things are moved about, and is no reason to keep what somebody deleted.
const PLACES: [&str; 3] = ["position", "route", "z_order"];

pub(super) struct Building<'a> {
    pub base: &'a Document,
    pub ours: &'a Document,
    pub theirs: &'a Document,
    pub lead: Side,
    pub lessons: &'a Lessons,
    pub sides: Sides<'a>,
    conflicts: Vec<Conflict>,
}

impl<'a> Building<'a> {
    pub fn new(
        base: &'a Document,
        (ours, theirs): (&'a Document, &'a Document),
        lead: Side,
        lessons: &'a Lessons,
    ) -> Self {
        let sides =
            Sides { base: (base, homes(base)), ours: (ours, homes(ours)), theirs: (theirs, homes(theirs)) };
        Self { base, ours, theirs, lead, lessons, sides, conflicts: Vec::new() }
    }

    pub fn attempt(mut self) -> Attempt {
        let ids: BTreeSet<RecordId> =
            [self.base, self.ours, self.theirs].into_iter().flat_map(Document::record_ids).collect();
        let mut records: BTreeMap<RecordId, Record> = BTreeMap::new();
        for id in ids {
            if let Some(record) = self.record(&id) {
                records.insert(id, record);
            }
        }
        if let Some(Record::Map(map)) = records.get(&RecordId::Map) {
            let map = self.with_goals(map);
            records.insert(RecordId::Map, map.into());
        }
        let housed = self.sides.house(|id| records.contains_key(id));
        let mut members: BTreeMap<RecordId, Vec<Member>> = BTreeMap::new();
        for (member, group) in housed.homes {
            members.entry(RecordId::Group(group)).or_default().push(member);
        }
        for (id, record) in &mut records {
            if let Record::Group(group) = record {
                let members = members.remove(id).unwrap_or_default();
                *record = Group { members, ..Group::clone(group) }.into();
            }
        }
        self.conflicts.extend(housed.conflicts);
        let document = Document::from_records(records);
        Attempt { document, conflicts: self.conflicts, wanted: housed.wanted }
    }

    fn record(&mut self, id: &RecordId) -> Option<Record> {
        let get = |document: &Document| document.get(id).map(without_members);
        let (base, ours, theirs) = (get(self.base), get(self.ours), get(self.theirs));
        match (&ours, &theirs) {
            _ if ours == theirs => ours,
            (None, Some(kept)) => self.one_sided(id, base.as_ref(), kept, Side::Theirs),
            (Some(kept), None) => self.one_sided(id, base.as_ref(), kept, Side::Ours),
            _ if base == theirs => ours,
            _ if base == ours => theirs,
            (Some(ours), Some(theirs)) => Some(self.both(id, base.as_ref(), ours, theirs)),
            (None, None) => None,
        }
    }

    /// A record that only one side has: new, or deleted by the other.
    fn one_sided(
        &mut self,
        id: &RecordId,
        base: Option<&Record>,
        kept: &Record,
        side: Side,
    ) -> Option<Record> {
        let Some(base) = base else { return Some(kept.clone()) };
        let joined = matches!(id, RecordId::Group(group) if self.sides.gained(side, group));
        if !(self.lessons.kept.contains(id) || joined || is_edited(id, base, kept)) {
            return None;
        }
        let text = record_text(id, kept);
        let (ours, theirs) = match side {
            Side::Ours => (text, String::new()),
            Side::Theirs => (String::new(), text),
        };
        self.conflicts.push(Conflict { record: id.clone(), field: String::new(), ours, theirs });
        Some(kept.clone())
    }

    fn both(&mut self, id: &RecordId, base: Option<&Record>, ours: &Record, theirs: &Record) -> Record {
        if self.lessons.of_one_side.iter().any(|(other, fields)| other == id && fields.is_empty()) {
            return self.whole(id, ours, theirs);
        }
        let base = base.map(|record| Tree::of(id, record));
        let (ours_tree, theirs_tree) = (Tree::of(id, ours), Tree::of(id, theirs));
        let mut values = Values { lead: self.lead, differing: Vec::new() };
        let mut merged = values
            .merge(base.as_ref(), Some(&ours_tree), Some(&theirs_tree), "")
            .unwrap_or_else(|| ours_tree.clone());
        for (_, fields) in self.lessons.of_one_side.iter().filter(|(other, _)| other == id) {
            values.differing.retain(|found| !fields.contains(&found.path.as_str()));
            let text = |tree: &Tree, field: &str| tree.at(field).map(Tree::spelt).unwrap_or_default();
            let all =
                |tree: &Tree| fields.iter().map(|field| text(tree, field)).collect::<Vec<_>>().join(",");
            let side = stands(&all(&ours_tree), &all(&theirs_tree));
            for field in *fields {
                let (ours, theirs) = (text(&ours_tree, field), text(&theirs_tree, field));
                let _ = merged.put(field, if side == Side::Ours { &ours } else { &theirs });
                if ours != theirs {
                    values.differing.push(Differing { path: (*field).to_owned(), ours, theirs });
                }
            }
        }
        let Some(record) = merged.record(id) else {
            // Each field was read before; should one not be read again, no side is mixed with the other.
            return self.whole(id, ours, theirs);
        };
        let conflict = |found: Differing| Conflict {
            record: id.clone(),
            field: found.path,
            ours: found.ours,
            theirs: found.theirs,
        };
        self.conflicts.extend(values.differing.into_iter().map(conflict));
        record
    }

    fn whole(&mut self, id: &RecordId, ours: &Record, theirs: &Record) -> Record {
        let (ours_text, theirs_text) = (record_text(id, ours), record_text(id, theirs));
        let side = stands(&ours_text, &theirs_text);
        self.conflicts.push(Conflict {
            record: id.clone(),
            field: String::new(),
            ours: ours_text,
            theirs: theirs_text,
        });
        if side == Side::Ours { ours.clone() } else { theirs.clone() }
    }

    /// The map's own record with the goals that are still spoken of.
    fn with_goals(&mut self, map: &MapInfo) -> MapInfo {
        let mut map = map.clone();
        for goal in &self.lessons.goals {
            if map.goals.iter().any(|other| other.id == *goal) {
                continue;
            }
            let field = format!("goals[{goal}]");
            let raw = |document: &Document| {
                let tree = Tree::of(&RecordId::Map, &Record::Map(document.map().clone()));
                tree.at(&field).map(Tree::spelt).unwrap_or_default()
            };
            let (ours, theirs) = (raw(self.ours), raw(self.theirs));
            let mut goals = self.ours.map().goals.iter().chain(&self.theirs.map().goals);
            map.goals.extend(goals.find(|other| other.id == *goal).cloned());
            self.conflicts.push(Conflict { record: RecordId::Map, field, ours, theirs });
        }
        map
    }
}

/// Members are merged by themselves.
fn without_members(record: Record) -> Record {
    match record {
        Record::Group(group) => Group { members: Vec::new(), ..Group::clone(&group) }.into(),
        other => other,
    }
}

/// Whether somebody changed more of it than where it stands.
fn is_edited(id: &RecordId, before: &Record, after: &Record) -> bool {
    let said = |record: &Record| -> Vec<(String, Tree)> {
        let tree = Tree::of(id, record);
        tree.named().iter().filter(|(name, _)| !PLACES.contains(&name.as_str())).cloned().collect()
    };
    before != after && said(before) != said(after)
}
