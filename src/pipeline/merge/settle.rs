//! Deciding what a merge left to decide: one side's value put in place, as a command like every other. Must not know who
//! decides.

use std::sync::Arc;

use super::{
    HELD_TOGETHER,
    homes::{GROUP_FIELD, record_of},
};
use crate::{
    editor::Command,
    file::{Tree, record_text, text_record},
    model::{
        Change, Conflict, Document, Group, GroupId, MapInfo, Member, Record, RecordId, Transaction, validate,
    },
};

/// Whose value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

impl Take {
    /// The value of a conflict, as the file spells it; empty where there is none.
    #[must_use]
    pub fn of(self, conflict: &Conflict) -> &str {
        match self {
            Self::Ours => &conflict.ours,
            Self::Theirs => &conflict.theirs,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }

    /// The step's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "Take ours",
            Self::Theirs => "Take theirs",
        }
    }
}

/// The command that takes one side's value and lets the conflict go; none where the value can't be read.
#[must_use]
pub fn settle(document: &Document, conflict: &Conflict, take: Take) -> Option<Command> {
    if deletes(conflict, take) && document.contains(&conflict.record) {
        // With what can't stand without it; the conflict goes with the record.
        return Some(Command::Delete(vec![conflict.record.clone()]));
    }
    let mut records = settled(document, conflict, take)?;
    if !is_sound(&with(document, records.clone()), &conflict.record) {
        // By itself it does not hold: with what belongs to it, perhaps.
        let mut after = document.clone();
        for other in document.map().conflicts.iter().filter(|other| belong_together(conflict, other)) {
            after = with(&after, settled(&after, other, take)?);
        }
        let changes = Transaction::between(document, &after);
        records =
            changes.changes().iter().filter_map(|it| Some((it.id.clone(), it.after.clone()?))).collect();
    }
    Some(Command::Replace { name: take.name().into(), records, coalesce: None })
}

/// Whether two conflicts are about values that hold only together.
fn belong_together(one: &Conflict, other: &Conflict) -> bool {
    let both = |fields: &[&str]| fields.contains(&&*one.field) && fields.contains(&&*other.field);
    one.record == other.record && (one == other || HELD_TOGETHER.iter().any(|(_, fields)| both(fields)))
}

fn is_sound(document: &Document, id: &RecordId) -> bool {
    !validate(document).iter().any(|finding| finding.is_error() && finding.record == *id)
}

/// The map with these records in place of what was there.
fn with(document: &Document, records: Vec<(RecordId, Record)>) -> Document {
    let mut after = document.clone();
    let changes =
        records.into_iter().map(|(id, record)| Change { before: after.get(&id), after: Some(record), id });
    let transaction = Transaction::new(changes.collect::<Vec<_>>());
    after.apply(&transaction).expect("made from this very document");
    after
}

/// The command that takes one side's value everywhere, and how many conflicts it leaves: what this side deleted is for
/// each to decide by itself. None when it would do nothing.
#[must_use]
pub fn settle_all(document: &Document, take: Take) -> (Option<Command>, usize) {
    let mut after = document.clone();
    for conflict in &document.map().conflicts {
        if deletes(conflict, take) || ends_a_goal(conflict, take) {
            continue;
        }
        after = with(&after, settled(&after, conflict, take).unwrap_or_default());
    }
    let transaction = Transaction::between(document, &after);
    let name = format!("{} everywhere", take.name());
    let left = after.map().conflicts.len();
    ((!transaction.is_empty()).then_some(Command::Transaction { name, transaction }), left)
}

/// The group in which a record lies, by its id; empty for none.
#[must_use]
pub fn home_of(document: &Document, id: &RecordId) -> String {
    let lies_in = |group: &Group| group.members.iter().any(|member| record_of(member) == *id);
    let home = document.groups().iter().find(|(_, group)| lies_in(group));
    home.map(|(id, _)| id.to_string()).unwrap_or_default()
}

/// Whether a record still says what a conflict about the whole of it says.
#[must_use]
pub fn same_text(id: &RecordId, record: &Record, text: &str) -> bool {
    let record = match record {
        // Who lies in a group is asked of them.
        Record::Group(group) => Group { members: Vec::new(), ..Group::clone(group) }.into(),
        other => other.clone(),
    };
    record_text(id, &record) == text
}

fn deletes(conflict: &Conflict, take: Take) -> bool {
    conflict.field.is_empty() && take.of(conflict).is_empty()
}

/// Whether stances would go with a goal.
fn ends_a_goal(conflict: &Conflict, take: Take) -> bool {
    conflict.record == RecordId::Map && conflict.field.starts_with("goals[") && take.of(conflict).is_empty()
}

/// The records as they shall be, the map's own without the conflict among them.
fn settled(document: &Document, conflict: &Conflict, take: Take) -> Option<Vec<(RecordId, Record)>> {
    let text = take.of(conflict);
    let id = &conflict.record;
    let mut records = match document.get(id) {
        // Somebody has deleted it since.
        None => Vec::new(),
        Some(_) if conflict.field.is_empty() && take.other().of(conflict).is_empty() => Vec::new(),
        Some(Record::Group(now)) if conflict.field.is_empty() => match text_record(id, text)? {
            Record::Group(group) => {
                vec![(id.clone(), Group { members: now.members.clone(), ..Group::clone(&group) }.into())]
            }
            _ => return None,
        },
        Some(_) if conflict.field.is_empty() => vec![(id.clone(), text_record(id, text)?)],
        Some(_) if conflict.field == GROUP_FIELD => housed(document, id, text)?,
        Some(record) => {
            let mut tree = Tree::of(id, &record);
            let fits = tree.put(&conflict.field, text);
            let record = tree.record(id).filter(|_| fits)?;
            let is_read =
                Tree::of(id, &record).at(&conflict.field).map_or(text.is_empty(), |_| !text.is_empty());
            if !is_read {
                return None;
            }
            vec![(id.clone(), record)]
        }
    };
    let of_map = records.iter().position(|(id, _)| *id == RecordId::Map);
    let map = match of_map.map(|place| records.swap_remove(place).1) {
        Some(Record::Map(map)) => map,
        _ => Arc::clone(document.map()),
    };
    let mut map = MapInfo::clone(&map);
    map.conflicts.retain(|other| other != conflict);
    records.push((RecordId::Map, map.into()));
    Some(records)
}

/// The groups with a member in this one, or in none.
fn housed(document: &Document, id: &RecordId, text: &str) -> Option<Vec<(RecordId, Record)>> {
    let member = match id {
        RecordId::Organisation(id) => Member::Organisation(id.clone()),
        RecordId::Group(id) => Member::Group(id.clone()),
        _ => return None,
    };
    debug_assert_eq!(record_of(&member), *id);
    let home = match text.trim_matches('"') {
        "" => None,
        text => Some(GroupId::new(text).ok().filter(|id| document.group(id).is_some())?),
    };
    // Into a group that lies within it: that one comes out first.
    let freed = home.as_ref().and_then(|home| within(document, home, id));
    let leaves = |other: &Member| *other == member || freed.as_ref() == Some(other);
    let groups = document.groups().iter().filter_map(|(id, group)| {
        let mut members: Vec<Member> = group.members.iter().filter(|other| !leaves(other)).cloned().collect();
        if home.as_ref() == Some(id) {
            members.push(member.clone());
            members.sort();
        }
        let is_other = members != group.members;
        is_other.then(|| (RecordId::Group(id.clone()), Group { members, ..Group::clone(group) }.into()))
    });
    Some(groups.collect())
}

/// The member of a group in which, however deep, another group lies; none where it does not.
fn within(document: &Document, inner: &GroupId, outer: &RecordId) -> Option<Member> {
    let mut member = Member::Group(inner.clone());
    for _ in 0..=document.groups().len() {
        let home = home_of(document, &record_of(&member));
        if home == outer.as_str() && matches!(outer, RecordId::Group(_)) {
            return Some(member);
        }
        member = Member::Group(GroupId::new(&home).ok()?);
    }
    None
}
