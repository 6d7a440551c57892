//! What a gesture has in its hand and what stands round it, taken down when the gesture begins: neighbours do not
//! change while it lasts.
//! Must not know how anything snaps.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{GroupId, GroupLook, OrganisationId, Point, RecordId, Rect};

use super::{
    super::{
        Command, Target,
        edits::{self, Purpose},
    },
    Context, ToolEvent, snap,
};

/// From how far boxes snap to each other, screen points.
const REACH: f64 = 6.0;

/// What moves, and what does not. Canvas units.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Load {
    /// Round all that moves; none when nothing that moves has a box.
    rect: Option<Rect>,
    /// What comes to the grid: the centre of the thing taken hold of, the corner of an area.
    anchor: Point,
    /// What stands still.
    standing: Arc<[Rect]>,
    /// What moves: where copies are made it stands still too.
    moving: Arc<[Rect]>,
}

impl Load {
    /// Targets taken up by one of them.
    pub(super) fn new(targets: &[Target], held: &Target, context: &Context) -> Self {
        let parts = Parts::of(targets, context);
        let box_of = |target: &Target| box_of(target, context);
        let moving: Vec<Rect> = parts.moving.iter().filter_map(box_of).collect();
        let held_box = box_of(held).filter(|_| parts.moves(held)).or_else(|| moving.first().copied());
        let anchor = match (held, held_box) {
            (Target::Area(_), Some(rect)) => Point::new(rect.left(), rect.top()),
            (_, Some(rect)) => rect.center(),
            (_, None) => Point::default(),
        };
        Self {
            rect: Rect::around(moving.iter().copied()),
            anchor,
            standing: standing(&parts, context).into(),
            moving: moving.into(),
        }
    }

    /// How far it goes when the pointer has gone this far.
    pub(super) fn moved(&self, by: Point, copies: bool, event: &ToolEvent, context: &Context) -> snap::Snap {
        let Some(rect) = self.rect.filter(|_| !event.modifiers.ctrl) else {
            return snap::Snap { by, ..snap::Snap::default() };
        };
        let moving: &[Rect] = if copies { &self.moving } else { &[] };
        let around = around(self.standing.iter().chain(moving), event, context);
        let snap::Snap { by: further, guides } = snap::moved(rect.translated(by), self.anchor + by, &around);
        snap::Snap { by: by + further, guides }
    }

    /// Where a corner goes when the pointer is there.
    pub(super) fn corner(
        &self,
        to: Point,
        make: impl Fn(Point) -> Rect,
        event: &ToolEvent,
        context: &Context,
    ) -> (Point, Vec<snap::Guide>) {
        if event.modifiers.ctrl {
            return (to, Vec::new());
        }
        let snap::Snap { by, guides } = snap::corner(to, make, &around(self.standing.iter(), event, context));
        (to + by, guides)
    }
}

/// Where something new goes whose centre the pointer shows.
pub(super) fn placed(event: &ToolEvent, context: &Context) -> (Point, Vec<snap::Guide>) {
    if event.modifiers.ctrl {
        return (event.at, Vec::new());
    }
    let standing = standing(&Parts::default(), context);
    let snap::Snap { by, guides } = snap::center(event.at, &around(standing.iter(), event, context));
    (event.at + by, guides)
}

fn around<'a>(boxes: impl Iterator<Item = &'a Rect>, event: &ToolEvent, context: &Context) -> snap::Around {
    let in_view = |rect: &&Rect| context.boxes.view.is_none_or(|view| view.overlaps(**rect));
    let neighbours = boxes.filter(in_view).filter(|rect| rect.is_sane()).copied().collect();
    snap::Around { neighbours, reach: event.reach(REACH), grid: context.grid }
}

/// The parts of a drag.
#[derive(Default)]
struct Parts {
    /// What has a box of its own and moves.
    moving: Vec<Target>,
    /// All records that move, members of groups too.
    records: BTreeSet<RecordId>,
    /// Only areas move.
    areas: bool,
}

impl Parts {
    fn of(targets: &[Target], context: &Context) -> Self {
        // The edit itself says what moves and what is locked.
        let command = Command::Move { targets: targets.to_vec(), by: Point::new(1.0, 0.0) };
        let Ok(edit) = edits::edit(context.document, &command, Purpose::Preview) else {
            return Self::default();
        };
        let records: BTreeSet<RecordId> = edit.transaction.touched().cloned().collect();
        let mut moving: Vec<Target> = targets
            .iter()
            .filter(|target| match target {
                Target::Group(id) => members(context, id).iter().any(|id| records.contains(&record(id))),
                Target::Area(_) => true,
                Target::Flow(_) => false,
                other => other.record().is_some_and(|id| records.contains(&id)),
            })
            .cloned()
            .collect();
        // Members are within the box of a group that has one.
        let is_group = |target: &Target| matches!(target, Target::Group(_));
        if moving.iter().any(|target| is_group(target) && box_of(target, context).is_none()) {
            moving.extend(
                records.iter().filter(|id| matches!(id, RecordId::Organisation(_))).filter_map(Target::of),
            );
        }
        let areas = !moving.is_empty() && moving.iter().all(|target| matches!(target, Target::Area(_)));
        Self { moving, records, areas }
    }

    fn moves(&self, target: &Target) -> bool {
        self.moving.contains(target)
    }
}

fn record(id: &OrganisationId) -> RecordId {
    RecordId::Organisation(id.clone())
}

/// The organisations in a group and in the groups within it.
fn members(context: &Context, id: &GroupId) -> BTreeSet<OrganisationId> {
    edits::organisations_of(context.document, id)
}

fn box_of(target: &Target, context: &Context) -> Option<Rect> {
    match target {
        Target::Area(id) => {
            let areas = &context.document.map().areas;
            areas.iter().find(|area| area.id == *id).map(|area| area.extent)
        }
        other => context.boxes.of(context.document, other),
    }
}

/// The boxes that nothing of the drag moves. Areas have only areas for neighbours, and nothing else has them.
fn standing(parts: &Parts, context: &Context) -> Vec<Rect> {
    let boxes = context.boxes;
    if parts.areas {
        let areas = context.document.map().areas.iter();
        let still = areas.filter(|area| !parts.moves(&Target::Area(area.id.clone())));
        return still.map(|area| area.extent).collect();
    }
    let moves = |id: &RecordId| parts.records.contains(id);
    let organisations =
        boxes.organisations.iter().filter(|(id, _)| !moves(&record(id))).map(|(_, rect)| *rect);
    let notes = boxes.notes.iter().filter(|(id, _)| {
        let Some(note) = context.document.note(id) else { return false };
        let attached = note.attached_to.as_ref();
        !note.parked && !moves(&RecordId::Note((*id).clone())) && !attached.is_some_and(moves)
    });
    // An open group counts where it is drawn as a box: a soft outline has no edges to stand in line with.
    let is_box =
        |id: &GroupId| context.document.group(id).is_some_and(|group| group.look == GroupLook::Frame);
    let frames = boxes.frames.iter().filter(|(id, _)| is_box(id));
    let groups = boxes
        .groups
        .iter()
        .chain(frames)
        .filter(|(id, _)| !members(context, id).iter().any(|id| moves(&record(id))));
    organisations.chain(notes.map(|(_, rect)| *rect)).chain(groups.map(|(_, rect)| *rect)).collect()
}
