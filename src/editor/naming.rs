//! First names. What is made on the canvas has no name yet, and ids are made from names: so the first name, given
//! right after, remakes the step that made the thing, under an id from that name. One step, one good id.
//! Must not know who gives the name.

use std::collections::BTreeMap;

use crate::model::{Change, Document, Record, RecordId, Transaction};

use super::edits::remapped;

/// Whether the step made this and it has no name yet.
pub(super) fn is_unnamed(step: &Transaction, id: &RecordId) -> bool {
    step.changes().iter().any(|change| {
        change.id == *id
            && change.before.is_none()
            && match &change.after {
                Some(Record::Organisation(it)) => it.name.trim().is_empty(),
                Some(Record::Group(it)) => it.label.trim().is_empty(),
                Some(Record::Note(it)) => it.text.trim().is_empty(),
                _ => false,
            }
    })
}

/// The step under ids made from the first name of `id`, and how ids are called now. `before` is the map without the
/// step. None for a kind of record that is not named so.
pub(super) fn under_first_name(
    before: &Document,
    step: &Transaction,
    id: &RecordId,
    name: &str,
) -> Option<(Transaction, BTreeMap<RecordId, RecordId>)> {
    let own = match id {
        RecordId::Organisation(_) => RecordId::Organisation(before.new_organisation_id(name, |_| false)),
        RecordId::Group(_) => RecordId::Group(before.new_group_id(name, |_| false)),
        RecordId::Note(_) => RecordId::Note(before.new_note_id(name, |_| false)),
        _ => return None,
    };
    let mut ids = BTreeMap::from([(id.clone(), own)]);
    let new_ends = |record: &Record, ids: &BTreeMap<RecordId, RecordId>| {
        remapped(record, &|id: RecordId| Some(ids.get(&id).cloned().unwrap_or(id)))
    };
    // A flow's id is made of its ends'.
    for change in step.changes().iter().filter(|change| change.before.is_none()) {
        if let (RecordId::Flow(_), Some(record)) = (&change.id, &change.after)
            && let Some(Record::Flow(turned)) = new_ends(record, &ids)
            && Record::Flow(turned.clone()) != *record
        {
            let taken = |id: &_| ids.values().any(|other| *other == RecordId::Flow(Clone::clone(id)));
            let new = before.new_flow_id(&turned, taken);
            ids.insert(change.id.clone(), RecordId::Flow(new));
        }
    }
    let changes = step.changes().iter().map(|change| Change {
        id: ids.get(&change.id).unwrap_or(&change.id).clone(),
        before: change.before.clone(),
        after: change.after.as_ref().and_then(|record| new_ends(record, &ids)),
    });
    Some((Transaction::new(changes), ids))
}
