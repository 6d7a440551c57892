//! Commands that put things aside and take them back: groups collapsed, notes parked. Each is an edit of records, so
//! that it is undone as every other. Must not know how either is drawn.

use crate::model::{Document, Group, GroupId, Note, NoteId, Point, Record, RecordId};

use super::{Command, edits};

impl Command {
    /// Collapses these groups, or expands them where all are collapsed; none without a group. It hides nothing that
    /// would be lost, so it does so with locked ones too.
    #[must_use]
    pub fn fold(document: &Document, groups: &[GroupId]) -> Option<Self> {
        let found: Vec<_> = groups.iter().filter_map(|id| Some((id, document.group(id)?))).collect();
        let collapsed = !found.iter().all(|(_, group)| group.collapsed);
        let fold = |(id, group): (&GroupId, &std::sync::Arc<Group>)| {
            let group = Group { collapsed, ..Group::clone(group) };
            (RecordId::Group(id.clone()), Record::from(group))
        };
        let records: Vec<_> = found.into_iter().map(fold).collect();
        replacing(if collapsed { "Collapse group" } else { "Expand group" }, records)
    }

    /// Parks these notes, or brings them back where all are parked; none without a note that may be changed. A note
    /// keeps its place for when it comes back.
    #[must_use]
    pub fn park(document: &Document, notes: &[NoteId]) -> Option<Self> {
        let found = notes.iter().filter_map(|id| Some((id, document.note(id).filter(|note| !note.locked)?)));
        let found: Vec<_> = found.collect();
        let parked = !found.iter().all(|(_, note)| note.parked);
        let park = |(id, note): (&NoteId, &std::sync::Arc<Note>)| {
            (RecordId::Note(id.clone()), Record::from(Note { parked, ..Note::clone(note) }))
        };
        let records: Vec<_> = found.into_iter().map(park).collect();
        replacing(if parked { "Park note" } else { "Bring note back" }, records)
    }

    /// Brings a parked note back to a place, canvas units of its centre; none for one that is not parked or is locked.
    #[must_use]
    pub fn bring_back(document: &Document, id: &NoteId, place: Point) -> Option<Self> {
        let note = document.note(id).filter(|note| note.parked && !note.locked)?;
        let from = note.attached_to.as_ref().map(|target| edits::anchor(document, target));
        let position = Some(place - from.unwrap_or_default());
        let note = Note { parked: false, position, ..Note::clone(note) };
        replacing("Bring note back", vec![(RecordId::Note(id.clone()), Record::from(note))])
    }
}

fn replacing(name: &str, records: Vec<(RecordId, Record)>) -> Option<Command> {
    (!records.is_empty()).then(|| Command::Replace { name: name.into(), records, coalesce: None })
}
