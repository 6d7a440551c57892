//! Edits of notes, and where a note stands: its place is told from what it is attached to.
//! Must not know how a note is drawn.

use std::collections::BTreeSet;

use crate::model::{Document, MOST_GROUP_LEVELS, Member, Note, NoteId, Point, RecordId, Rect, Size};

use super::{CommandError, Draft, Outcome, text};

/// The point from which the places of attached notes are counted, canvas units: an organisation's centre, the middle
/// between a flow's ends, the middle of a group's members. The origin where nothing has a place.
pub(in crate::editor) fn anchor(document: &Document, target: &RecordId) -> Point {
    match target {
        RecordId::Organisation(id) => {
            document.organisation(id).and_then(|it| it.position).unwrap_or_default()
        }
        RecordId::Flow(id) => document.flow(id).map_or_else(Point::default, |flow| {
            let end = |id| anchor(document, &RecordId::Organisation(id));
            end(flow.from.clone()).lerp(end(flow.to.clone()), 0.5)
        }),
        RecordId::Group(_) => {
            let mut places = Vec::new();
            member_places(document, target, 0, &mut places);
            Rect::around(places).map_or_else(Point::default, Rect::center)
        }
        _ => Point::default(),
    }
}

fn member_places(document: &Document, group: &RecordId, depth: usize, places: &mut Vec<Rect>) {
    let RecordId::Group(id) = group else { return };
    // Pasted groups are looked at before it is known that they are a forest and not too deep.
    if depth > MOST_GROUP_LEVELS {
        return;
    }
    for member in document.group(id).iter().flat_map(|group| &group.members) {
        match member {
            Member::Organisation(id) => {
                let position = document.organisation(id).and_then(|it| it.position);
                places.extend(position.map(|at| Rect::from_center(at, Size::default())));
            }
            Member::Group(id) => member_places(document, &RecordId::Group(id.clone()), depth + 1, places),
        }
    }
}

/// Where an attached note stands that nobody moved: above what it speaks of, canvas units, as the scene draws it.
const BESIDE: Point = Point::new(0.0, -72.0);

/// The note's place as it counts: from its anchor, or from the origin. None for one that is not on the canvas.
pub(super) fn offset(note: &Note) -> Option<Point> {
    note.position.or_else(|| note.attached_to.as_ref().map(|_| BESIDE))
}

/// Whether hands can move it: it has a place and is not locked. The place that a parked note keeps for when it comes back
/// is out of their reach.
pub(super) fn is_movable(note: &Note) -> bool {
    !note.locked && !note.parked && offset(note).is_some()
}

/// Where the note's centre is on the canvas.
pub(super) fn place_on_canvas(document: &Document, note: &Note) -> Option<Point> {
    let from = note.attached_to.as_ref().map_or_else(Point::default, |target| anchor(document, target));
    offset(note).map(|position| from + position)
}

pub(super) fn add(draft: &mut Draft, note: &Note) -> Result<Outcome, CommandError> {
    if let Some(target) = &note.attached_to {
        draft.need(target)?;
    }
    let mut note = note.clone();
    text::clean(&mut note.text);
    let id = draft.new_note_id(&note.text, |_| false);
    draft.put(RecordId::Note(id.clone()), note);
    Ok(Outcome::named("Add note").selecting([id]))
}

pub(super) fn attach(draft: &mut Draft, id: &NoteId, to: Option<&RecordId>) -> Result<Outcome, CommandError> {
    let note = draft.need_note(id)?;
    if let Some(target) = to {
        draft.need(target)?;
    }
    let from = to.map_or_else(Point::default, |target| anchor(draft, target));
    let position = place_on_canvas(draft, &note).map(|place| place - from);
    draft.change_note(id, |note| {
        note.attached_to = to.cloned();
        note.position = position;
    });
    let name = if to.is_some() { "Attach note" } else { "Detach note" };
    Ok(Outcome::named(name).selecting([id.clone()]))
}

/// Sets free what is attached to records that are about to go; the notes stay where they are.
pub(super) fn free_from(draft: &mut Draft, gone: &BTreeSet<RecordId>) {
    let attached = |note: &Note| note.attached_to.as_ref().is_some_and(|target| gone.contains(target));
    let freed: Vec<(NoteId, Option<Point>)> = draft
        .notes()
        .iter()
        .filter(|(_, note)| attached(note))
        .map(|(id, note)| (id.clone(), place_on_canvas(draft, note)))
        .collect();
    for (id, place) in freed {
        draft.change_note(&id, |note| {
            note.attached_to = None;
            note.position = place;
        });
    }
}
