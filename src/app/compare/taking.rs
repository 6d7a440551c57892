//! Making a record what it is on the other map, with what it hangs on, as one step. Must not know how it is asked for.

use std::{collections::BTreeSet, sync::Arc};

use super::job::Found;
use crate::{
    editor::Command,
    model::{Change, Document, Group, Member, Record, RecordId, Transaction},
    pipeline::{Fate, RecordDifference},
};

/// What makes this one record what it is on the other map.
pub(super) fn taken(record: &RecordDifference, found: &Found) -> Command {
    if record.fate == Fate::Added {
        return Command::Delete(vec![record.id.clone()]);
    }
    let comparison = &found.comparison;
    let mut along = BTreeSet::new();
    needed(&comparison.there, &record.id, &mut along);
    let changes = comparison.difference.transaction.changes().iter();
    let turned = changes
        .filter(|change| change.id == record.id || (along.contains(&change.id) && change.after.is_none()))
        .map(|change| {
            let after = change.before.clone().map(|record| unclaimed(record, &change.id, &found.here));
            Change { id: change.id.clone(), before: change.after.clone(), after }
        });
    let name = format!("Take {} from the other map", record.id.kind());
    Command::Transaction { name, transaction: Transaction::new(turned) }
}

/// What a record cannot be without: a flow its ends, a group its members, a note what it speaks of, and what those need.
fn needed(there: &Document, id: &RecordId, along: &mut BTreeSet<RecordId>) {
    let next: Vec<RecordId> = match there.get(id) {
        Some(Record::Flow(flow)) => {
            [&flow.from, &flow.to].map(|end| RecordId::Organisation(end.clone())).to_vec()
        }
        Some(Record::Group(group)) => group.members.iter().map(record_of).collect(),
        Some(Record::Note(note)) => note.attached_to.iter().cloned().collect(),
        _ => Vec::new(),
    };
    for id in next {
        if along.insert(id.clone()) {
            needed(there, &id, along);
        }
    }
}

/// A group without those that are in another group by now: nobody is in two.
fn unclaimed(record: Record, id: &RecordId, here: &Document) -> Record {
    let Record::Group(group) = &record else { return record };
    let others =
        || here.groups().iter().filter(|(other, _)| !matches!(id, RecordId::Group(own) if own == *other));
    let is_free = |member: &Member| !others().any(|(_, other)| other.members.contains(member));
    let members = group.members.iter().filter(|member| is_free(member)).cloned().collect();
    Record::Group(Arc::new(Group { members, ..Group::clone(group) }))
}

fn record_of(member: &Member) -> RecordId {
    match member {
        Member::Organisation(id) => RecordId::Organisation(id.clone()),
        Member::Group(id) => RecordId::Group(id.clone()),
    }
}
