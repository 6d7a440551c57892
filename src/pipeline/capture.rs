//! From what was captured to one command: new organisations get places among those that stand.
//! Must not know how it was typed, nor who carries the command out.

use crate::{
    editor::{Command, capture::Captured},
    layout,
    model::{Document, GroupId, Member, Note, NoteLook, OrganisationId, Point, RecordId, Rect, Size},
    scene,
    style::Look,
    text::Fonts,
    topology::Topology,
};

/// The command that puts what was captured on the map, as one step: named "Add Watershed", "Add 12 organisations and 15
/// flows". New organisations go near what they are joined to, otherwise near `near` (what was captured or selected
/// last) or where there is room in `visible` (canvas units); never over an organisation or a note. What stands stays.
/// The command does not select: what it speaks of is [`Captured::focus`].
#[must_use]
#[allow(clippy::needless_pass_by_value)] // both are used up: what is captured is placed once
pub fn placed(
    captured: Captured,
    document: &Document,
    near: Option<OrganisationId>,
    visible: Option<Rect>,
    look: &Look,
    fonts: &Fonts,
) -> Command {
    let mut captured = captured;
    let name = captured.name();
    if !captured.organisations.is_empty() {
        let mut after = document.clone();
        if after.apply(&captured.transaction(document)).is_err() {
            debug_assert!(false, "captured on another map");
        }
        let boxes = scene::measured_boxes(&after, &super::measures(&after), look, fonts);
        let others = others(&after);
        let order: Vec<OrganisationId> = captured.organisations.iter().map(|(id, _)| id.clone()).collect();
        let moment = layout::Moment { near: near.as_ref(), visible, others: &others, order: &order };
        let mut places = layout::newcomers(&Topology::new(&after), &after, &boxes, &moment);
        for (id, organisation) in &mut captured.organisations {
            organisation.position = places.remove(id);
        }
    }
    Command::Transaction { name, transaction: captured.transaction(document) }
}

/// Where notes stand and the nodes of collapsed groups.
fn others(document: &Document) -> Vec<Rect> {
    let notes =
        document.notes().values().filter(|note| !note.parked).filter_map(|note| note_box(document, note));
    let collapsed = document.groups().iter().filter(|(_, group)| group.collapsed);
    let groups =
        collapsed.filter_map(|(id, _)| Some(Rect::from_center(middle_of(document, id, 0)?, COLLAPSED)));
    notes.chain(groups).collect()
}

/// The node of a collapsed group, rather too large than too small, canvas units.
const COLLAPSED: Size = Size::new(240.0, 96.0);

/// A note's box, rather too large than too small: its words are not set for this.
fn note_box(document: &Document, note: &Note) -> Option<Rect> {
    const USUAL_WIDTH: f64 = 192.0;
    const WIDTH_OF_A_SIGN: f64 = 8.0;
    const HEIGHT_OF_A_LINE: f64 = 20.0;
    let air = if note.look == NoteLook::Sticky { 24.0 } else { 8.0 };
    let chosen = note.size.filter(|size| size.width.is_finite() && size.height.is_finite());
    let width = chosen.map_or(USUAL_WIDTH, |size| size.width.max(48.0));
    let lines = |paragraph: &str| {
        let signs = paragraph.chars().count() as f64;
        (signs * WIDTH_OF_A_SIGN / (width - air).max(24.0)).ceil().max(1.0)
    };
    let height = note.text.lines().map(lines).sum::<f64>().max(1.0) * HEIGHT_OF_A_LINE + air;
    let size = Size::new(width, chosen.map_or(height, |size| size.height.max(height)));
    let position = note.position.filter(|position| position.is_finite());
    let center = match &note.attached_to {
        None => position?,
        // Where one stands that nobody moved.
        Some(target) => anchor(document, target)? + position.unwrap_or(Point::new(0.0, -72.0)),
    };
    Some(Rect::from_center(center, size))
}

/// The middle of what a note is attached to.
fn anchor(document: &Document, target: &RecordId) -> Option<Point> {
    let place =
        |id: &OrganisationId| document.organisation(id)?.position.filter(|position| position.is_finite());
    match target {
        RecordId::Organisation(id) => place(id),
        RecordId::Flow(id) => {
            let flow = document.flow(id)?;
            Some(place(&flow.from)?.lerp(place(&flow.to)?, 0.5))
        }
        RecordId::Group(id) => middle_of(document, id, 0),
        _ => None,
    }
}

/// The middle of a group's members.
fn middle_of(document: &Document, id: &GroupId, depth: usize) -> Option<Point> {
    // Membership is a forest; a damaged one must not hold us for ever.
    if depth > crate::model::MOST_GROUP_LEVELS {
        return None;
    }
    let members = &document.group(id)?.members;
    let points = members.iter().filter_map(|member| match member {
        Member::Organisation(id) => {
            document.organisation(id)?.position.filter(|position| position.is_finite())
        }
        Member::Group(id) => middle_of(document, id, depth + 1),
    });
    Rect::around(points.map(|point| Rect::new(point.x, point.y, 0.0, 0.0))).map(Rect::center)
}
