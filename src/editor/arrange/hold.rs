//! Locks and pins, switched on or off for all that is selected. Must not know how either is shown.

use std::collections::BTreeSet;

use crate::model::{Document, Group, Note, Organisation, OrganisationId, Record, RecordId};

use super::super::{Command, CommandError, Target, edits};

/// By what something is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// Nothing moves or changes it by accident.
    Locked,
    /// Layouts leave it where it is; a hand moves it.
    Pinned,
}

/// Whether all of the targets that can be held so are, and there is one.
#[must_use]
pub fn held(document: &Document, targets: &[Target], by: Held) -> bool {
    let records = holdable(document, targets, by);
    !records.is_empty() && records.iter().all(|(_, record)| is_held(record, by))
}

/// The command that holds the targets, or sets them free where all are held: organisations, notes and groups can be
/// locked, organisations pinned, those of a group with it.
///
/// # Errors
/// When none of them can be held so.
pub fn toggled(document: &Document, targets: &[Target], by: Held) -> Result<Command, CommandError> {
    let records = holdable(document, targets, by);
    if records.is_empty() {
        return Err(CommandError::Nothing(match by {
            Held::Locked => "lock: select an organisation, a group or a note",
            Held::Pinned => "pin: select an organisation or a group",
        }));
    }
    let on = !held(document, targets, by);
    let name = match (by, on) {
        (Held::Locked, true) => "Lock",
        (Held::Locked, false) => "Unlock",
        (Held::Pinned, true) => "Pin",
        (Held::Pinned, false) => "Unpin",
    };
    let changed = records.into_iter().filter(|(_, record)| is_held(record, by) != on);
    let records = changed.map(|(id, record)| (id, with(record, by, on))).collect();
    Ok(Command::Replace { name: name.to_owned(), records, coalesce: None })
}

fn holdable(document: &Document, targets: &[Target], by: Held) -> Vec<(RecordId, Record)> {
    let mut ids = BTreeSet::new();
    let organisation = |id: &OrganisationId| RecordId::Organisation(id.clone());
    for target in targets {
        match (target, by) {
            (Target::Group(id), Held::Pinned) => {
                ids.extend(edits::organisations_of(document, id).iter().map(organisation));
            }
            (Target::Organisation(_), _) | (Target::Group(_) | Target::Note(_), Held::Locked) => {
                ids.extend(target.record());
            }
            (Target::Note(_), Held::Pinned) | (Target::Flow(_) | Target::Area(_), _) => {}
        }
    }
    ids.into_iter().filter_map(|id| document.get(&id).map(|record| (id, record))).collect()
}

fn is_held(record: &Record, by: Held) -> bool {
    match (record, by) {
        (Record::Organisation(it), Held::Locked) => it.locked,
        (Record::Organisation(it), Held::Pinned) => it.pinned,
        (Record::Group(it), Held::Locked) => it.locked,
        (Record::Note(it), Held::Locked) => it.locked,
        _ => false,
    }
}

fn with(record: Record, by: Held, on: bool) -> Record {
    match (record, by) {
        (Record::Organisation(it), Held::Locked) => {
            Organisation { locked: on, ..Organisation::clone(&it) }.into()
        }
        (Record::Organisation(it), Held::Pinned) => {
            Organisation { pinned: on, ..Organisation::clone(&it) }.into()
        }
        (Record::Group(it), Held::Locked) => Group { locked: on, ..Group::clone(&it) }.into(),
        (Record::Note(it), Held::Locked) => Note { locked: on, ..Note::clone(&it) }.into(),
        (other, _) => other,
    }
}
