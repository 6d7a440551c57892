//! Notes: sticky ones on paper, plain ones on the page; what they speak of moves them. Must not know where parked ones stand.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    model::{
        Document, GroupId, MOST_GROUP_LEVELS, Member, Note, NoteId, NoteLook, OrganisationId, Point,
        RecordId, Rect, Size,
    },
    style::Look,
    text::{Fonts, Weight},
};

use super::{
    ground::Ground,
    parking,
    path::Path,
    types::{FlowPath, GroupBox, Item, NoteBox, Role, Stroke, Target, middle_of},
    words::{self, Words},
};

const TYPE: f64 = 13.0;
/// Width of the words of a note whose size nobody chose.
pub(super) const WIDTH: f64 = 168.0;
pub(super) const STICKY_AIR: (f64, f64) = (12.0, 9.0);
const PLAIN_AIR: (f64, f64) = (4.0, 2.0);
/// Where an attached note stands if nobody moved it.
const BESIDE: Point = Point::new(0.0, -72.0);

/// Draws the notes that are not parked, back to front.
pub(super) fn draw(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    anchors: &Anchors<'_>,
    look: &Look,
    fonts: &Fonts,
    items: &mut Vec<Item>,
) -> Vec<NoteBox> {
    let mut notes: Vec<_> = shown(document, hidden).filter(|(_, note)| !note.parked).collect();
    notes.sort_by_key(|(id, note)| (note.z_order, (*id).clone()));
    let mut boxes = Vec::new();
    for (id, note) in notes {
        let Some((center, anchor)) = place(document, note, anchors) else { continue };
        let rect = draw_note(&Target::Note(id.clone()), note, center, anchor, look, fonts, items);
        boxes.push(NoteBox { id: id.clone(), rect, parked: false });
    }
    boxes
}

/// Draws the parked notes beside all that is drawn already.
pub(super) fn park(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    look: &Look,
    fonts: &Fonts,
    items: &mut Vec<Item>,
) -> Vec<NoteBox> {
    let in_lot: Vec<_> = shown(document, hidden).filter(|(_, note)| note.parked).collect();
    if in_lot.is_empty() { Vec::new() } else { parking::draw(&in_lot, look, fonts, items) }
}

fn shown<'d>(
    document: &'d Document,
    hidden: &'d BTreeSet<RecordId>,
) -> impl Iterator<Item = (&'d NoteId, &'d Arc<Note>)> {
    document.notes().iter().filter(|(id, _)| !hidden.contains(&RecordId::Note((*id).clone())))
}

/// Where a note's centre stands, and what it is tied to. What is tied to something that is not drawn is not drawn.
fn place(document: &Document, note: &Note, anchors: &Anchors<'_>) -> Option<(Point, Option<Rect>)> {
    let position = note.position.filter(|position| position.is_finite());
    let Some(target) = &note.attached_to else { return position.map(|position| (position, None)) };
    let anchor = anchors.find(document, target)?;
    Some((anchor.center() + position.unwrap_or(BESIDE), Some(anchor)))
}

/// What notes may hold on to.
pub(super) struct Anchors<'a> {
    pub ground: &'a Ground,
    pub flows: &'a [FlowPath],
    pub groups: &'a [GroupBox],
}

impl Anchors<'_> {
    /// The box that stands for a record: its own, or that of the collapsed group which holds it.
    fn find(&self, document: &Document, target: &RecordId) -> Option<Rect> {
        match target {
            RecordId::Organisation(id) => self.node(id),
            RecordId::Flow(id) => {
                if let Some(flow) = self.flows.iter().find(|flow| flow.sums.contains(id)) {
                    return middle_of(flow.own()).map(|point| Rect::new(point.x, point.y, 0.0, 0.0));
                }
                let flow = document.flow(id)?;
                let (from, to) = (self.ground.station_of(&flow.from)?, self.ground.station_of(&flow.to)?);
                (from == to).then(|| self.ground.stations[from].rect)
            }
            RecordId::Group(id) => {
                let drawn = self.groups.iter().find(|group| group.id == *id).map(|group| group.rect);
                drawn.or_else(|| self.holder(document, id, 0))
            }
            _ => None,
        }
    }

    fn node(&self, id: &OrganisationId) -> Option<Rect> {
        self.ground.station_of(id).map(|station| self.ground.stations[station].rect)
    }

    /// The node that stands for the members of a group within a collapsed one.
    fn holder(&self, document: &Document, id: &GroupId, depth: usize) -> Option<Rect> {
        // A damaged forest must not hold us for ever.
        if depth > MOST_GROUP_LEVELS {
            return None;
        }
        document.group(id)?.members.iter().find_map(|member| match member {
            Member::Organisation(id) => self.node(id),
            Member::Group(id) => self.holder(document, id, depth + 1),
        })
    }
}

pub(super) fn draw_note(
    target: &Target,
    note: &Note,
    center: Point,
    anchor: Option<Rect>,
    look: &Look,
    fonts: &Fonts,
    items: &mut Vec<Item>,
) -> Rect {
    let (size, words, air) = measured(note, fonts);
    let rect = Rect::from_center(center, size);
    if let Some(anchor) = anchor
        && let Some(tie) = tie(rect, anchor)
    {
        let stroke = Stroke { colour: look.muted(), width: 1.0, dash: vec![1.0, 3.5] };
        items.push(Item::path(target.clone(), Role::Line, tie, None, Some(stroke)));
    }
    let ink = match note.look {
        NoteLook::Sticky => {
            let stroke = Stroke::full(look.note_outline(note.colour), 1.0);
            let fill = look.note_fill(note.colour);
            let path = Path::rounded_rect(rect, 3.0);
            items.push(Item::path(target.clone(), Role::Body, path, Some(fill), Some(stroke)));
            look.note_ink(note.colour)
        }
        NoteLook::Plain => look.muted(),
    };
    let inner = Rect::new(
        rect.x + air.0,
        rect.y + (rect.height - words.size().height) / 2.0,
        rect.width - 2.0 * air.0,
        words.size().height,
    );
    if !words.is_empty() {
        items.push(Item::text(target.clone(), Role::Label, words.placed(inner, 0.0, ink)));
    }
    rect
}

/// The size of a note's box, canvas units.
#[must_use]
pub fn note_size(note: &Note, fonts: &Fonts) -> Size {
    measured(note, fonts).0
}

/// The size of a note's box, its words, and the air beside and above them.
fn measured(note: &Note, fonts: &Fonts) -> (Size, Words, (f64, f64)) {
    let air = if note.look == NoteLook::Sticky { STICKY_AIR } else { PLAIN_AIR };
    let chosen = note.size.filter(|size| size.width.is_finite() && size.height.is_finite());
    let width = chosen.map_or(WIDTH, |size| (size.width - 2.0 * air.0).max(24.0));
    let style = words::style(TYPE, Weight::Regular);
    let words = Words::paragraphs(&note.text, &style, width, fonts);
    let needed = words.size();
    let needed = Size::new(needed.width + 2.0 * air.0, needed.height + 2.0 * air.1);
    let size =
        chosen.map_or(needed, |size| Size::new(size.width.max(needed.width), size.height.max(needed.height)));
    (size, words, air)
}

/// A dotted line from a note to what it speaks of; none where they touch.
fn tie(note: Rect, anchor: Rect) -> Option<Path> {
    let near = |rect: Rect, point: Point| {
        // Not `clamp`, which panics where the sides of a box beyond all measure are no numbers.
        let within = |value: f64, low: f64, high: f64| value.min(high).max(low);
        Point::new(within(point.x, rect.left(), rect.right()), within(point.y, rect.top(), rect.bottom()))
    };
    let from = near(note, anchor.center());
    let to = near(anchor, from);
    let from = near(note, to);
    let distance = from.distance(to);
    (distance > 6.0 && distance.is_finite()).then(|| Path::line(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_beyond_all_measure_is_none() {
        let near = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(tie(near, Rect::new(100.0, 0.0, 10.0, 10.0)).is_some());
        for far in [f64::NAN, f64::INFINITY, -1.7e308, f64::MAX] {
            let box_there = Rect::new(far, far, far, far);
            assert!(tie(near, box_there).is_none() && tie(box_there, near).is_none(), "{far}");
        }
    }
}
