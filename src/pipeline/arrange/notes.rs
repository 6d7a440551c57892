//! Loose notes: they go along with what they stood near, and move aside rather than lie over a box. Attached ones
//! follow what they speak of by themselves. Must not know how places of organisations are found.

use super::{Shift, change};
use crate::{
    layout::{self, Request, Restriction},
    model::{Change, Note, NoteId, OrganisationId, Point, RecordId, Rect},
    pipeline::redact::counted,
    scene,
    text::Fonts,
};

/// A note keeps to an organisation no further away than this, from edge to edge, canvas units.
const NEAR: f64 = 160.0;

/// The notes that change.
pub(super) fn changed(
    shift: &Shift<'_>,
    request: &Request,
    fonts: &Fonts,
    told: &mut Vec<String>,
) -> Vec<Change> {
    let notes = shift.document.notes().iter().filter(|(_, note)| note.attached_to.is_none() && !note.parked);
    let placed: Vec<(&NoteId, &Note, Rect)> = notes
        .filter_map(|(id, note)| {
            let at = note.position.filter(|at| at.is_within_reach())?;
            Some((id, &**note, Rect::from_center(at, scene::note_size(note, fonts))))
        })
        .collect();
    if placed.is_empty() || shift.positions.is_empty() {
        return Vec::new();
    }
    let before = shift.boxes_before();
    let mut standing: Vec<Rect> = shift.boxes_after().into_iter().map(|(_, rect)| rect).collect();
    let fall_back = if request.restriction == Restriction::Free { drift(shift) } else { Point::default() };
    let mut waiting = Vec::new();
    let mut covered = 0;
    for (id, note, rect) in placed {
        if note.locked {
            let lies_over = |rects: &[Rect]| rects.iter().any(|other| other.overlaps(rect));
            let was = before.iter().any(|(_, other)| other.overlaps(rect));
            covered += usize::from(!was && lies_over(&standing));
            standing.push(rect);
        } else {
            waiting.push((id, note, rect, wish(shift, &before, rect, fall_back)));
        }
    }
    if covered > 0 {
        let notes = counted(covered, "locked note lies", "locked notes lie");
        told.push(format!("{notes} over a box now: unlock and move, or pin who stood there"));
    }
    let wishes: Vec<Rect> = waiting.iter().map(|(_, _, _, wish)| *wish).collect();
    let places = layout::aside(&standing, &wishes);
    let mut moved_aside = 0;
    let changed = waiting.into_iter().zip(places).filter_map(|((id, note, rect, wish), place)| {
        moved_aside += usize::from(place != wish.center());
        (place != rect.center()).then(|| {
            let after = Note { position: Some(place), ..note.clone() };
            change(RecordId::Note(id.clone()), note.clone(), after)
        })
    });
    let changes = changed.collect();
    if moved_aside > 0 {
        told.push(format!("{} moved aside", counted(moved_aside, "note", "notes")));
    }
    changes
}

/// Where a note would stand: as it stood to the organisation nearest to it, if one is near.
fn wish(shift: &Shift<'_>, before: &[(&OrganisationId, Rect)], rect: Rect, fall_back: Point) -> Rect {
    let near = before.iter().map(|(id, other)| (gap(rect, *other), id));
    let nearest = near.filter(|(gap, _)| *gap <= NEAR).min_by(|a, b| a.0.total_cmp(&b.0));
    let by = nearest.map_or(Some(fall_back), |(_, id)| shift.by(id)).unwrap_or_default();
    rect.translated(by)
}

/// How far two boxes are apart; nought where they meet.
fn gap(a: Rect, b: Rect) -> f64 {
    let across = (a.left() - b.right()).max(b.left() - a.right()).max(0.0);
    let down = (a.top() - b.bottom()).max(b.top() - a.bottom()).max(0.0);
    Point::new(across, down).length()
}

/// By how much the middle of the map moves.
fn drift(shift: &Shift<'_>) -> Point {
    let middle = |boxes: Vec<(&OrganisationId, Rect)>| {
        Rect::around(boxes.into_iter().map(|(_, rect)| rect)).map(Rect::center)
    };
    let by =
        middle(shift.boxes_after()).zip(middle(shift.boxes_before())).map(|(after, before)| after - before);
    let by = by.unwrap_or_default();
    Point::new(by.x.round() + 0.0, by.y.round() + 0.0)
}
