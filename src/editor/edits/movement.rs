//! Edits of places and sizes: moving, nudging, placing, resizing.
//! Must not know who wants it: a gesture, a key, a layout.

use std::collections::BTreeSet;

use crate::model::{FlowId, Note, NoteId, OrganisationId, Point, RecordId, Rect, Size};

use super::{super::Target, CommandError, Draft, Outcome, area, group, note};

/// No box is made smaller by hand, canvas units.
pub(in crate::editor) const MINIMUM_SIZE: Size = Size::new(32.0, 24.0);

pub(super) fn shift(draft: &mut Draft, targets: &[Target], by: Point) -> Result<Outcome, CommandError> {
    let count = move_all(draft, targets, by)?;
    let name = if count == 1 { "Move".to_owned() } else { format!("Move {count}") };
    Ok(Outcome::named(name))
}

pub(super) fn nudge(draft: &mut Draft, targets: &[Target], by: Point) -> Result<Outcome, CommandError> {
    move_all(draft, targets, by)?;
    Ok(Outcome::named("Nudge").joining(Some(format!("nudge {targets:?}"))))
}

/// Moves what may be moved, and tells how much that was.
fn move_all(draft: &mut Draft, targets: &[Target], by: Point) -> Result<usize, CommandError> {
    if !by.is_finite() {
        return Err(CommandError::NotFinite);
    }
    for target in targets {
        match target {
            Target::Area(id) => drop(area::need(draft, id)?),
            other => other.record().map_or(Ok(()), |id| draft.need(&id))?,
        }
    }
    let organisations = organisations_to_move(draft, targets);
    let notes = notes_to_move(draft, targets, &organisations);
    let areas: BTreeSet<_> = targets.iter().filter_map(area_of).collect();
    let flows = flows_to_move(draft, targets, &organisations);
    let count = organisations.len() + notes.len() + areas.len();
    if count == 0 && flows.is_empty() {
        let anything = targets.iter().any(|target| !matches!(target, Target::Flow(_)));
        return Err(if targets.iter().any(|target| is_parked(draft, target)) {
            PARKED
        } else if anything {
            CommandError::AllLocked
        } else {
            CommandError::Nothing("move")
        });
    }
    for id in &organisations {
        draft.change_organisation(id, |it| it.position = it.position.map(|position| position + by));
    }
    for id in &flows {
        draft.change_flow(id, |flow| flow.route.iter_mut().for_each(|bend| *bend = *bend + by));
    }
    for id in &notes {
        draft.change_note(id, |note| note.position = note::offset(note).map(|position| position + by));
    }
    if !areas.is_empty() {
        draft.change_map(|map| {
            for area in map.areas.iter_mut().filter(|area| areas.contains(&&area.id)) {
                area.extent = area.extent.translated(by);
            }
        });
    }
    Ok(count)
}

/// Why a parked note is not moved: its place is not to be seen.
const PARKED: CommandError = CommandError::Nothing("move: bring parked notes back first");

fn is_parked(draft: &Draft, target: &Target) -> bool {
    match target {
        Target::Note(id) => draft.note(id).is_some_and(|note| note.parked),
        _ => false,
    }
}

fn area_of(target: &Target) -> Option<&crate::model::AreaId> {
    match target {
        Target::Area(id) => Some(id),
        _ => None,
    }
}

/// Organisations named, and those in groups named; neither locked ones nor those in locked groups.
fn organisations_to_move(draft: &Draft, targets: &[Target]) -> BTreeSet<OrganisationId> {
    let mut found = BTreeSet::new();
    for target in targets {
        match target {
            Target::Organisation(id) => {
                found.insert(id.clone());
            }
            Target::Group(id) if draft.group(id).is_some_and(|group| !group.locked) => {
                found.append(&mut group::organisations_of(draft, id));
            }
            _ => {}
        }
    }
    found.retain(|id| draft.organisation(id).is_some_and(|it| !it.locked && it.position.is_some()));
    found
}

/// Notes named, unless locked, parked, without a place, or attached to something that moves and takes them along.
fn notes_to_move(
    draft: &Draft,
    targets: &[Target],
    organisations: &BTreeSet<OrganisationId>,
) -> BTreeSet<NoteId> {
    let goes_along = |target: &RecordId| match target {
        RecordId::Organisation(id) => organisations.contains(id),
        RecordId::Flow(id) => draft
            .flow(id)
            .is_some_and(|flow| organisations.contains(&flow.from) && organisations.contains(&flow.to)),
        RecordId::Group(id) => {
            let members = group::organisations_of(draft, id);
            !members.is_empty() && members.is_subset(organisations)
        }
        _ => false,
    };
    let may_move = |id: &&NoteId| {
        draft
            .note(id)
            .is_some_and(|note| note::is_movable(note) && !note.attached_to.as_ref().is_some_and(goes_along))
    };
    let named = targets.iter().filter_map(|target| match target {
        Target::Note(id) => Some(id),
        _ => None,
    });
    named.filter(may_move).cloned().collect()
}

/// Flows with bends whose two ends move, or that are named alone.
fn flows_to_move(
    draft: &Draft,
    targets: &[Target],
    organisations: &BTreeSet<OrganisationId>,
) -> BTreeSet<FlowId> {
    let flow_id = |target: &Target| match target {
        Target::Flow(id) => Some(id.clone()),
        _ => None,
    };
    // All of them are flows, or the ends decide.
    let alone: BTreeSet<FlowId> = targets.iter().map(flow_id).collect::<Option<_>>().unwrap_or_default();
    let bent = draft.flows().iter().filter(|(_, flow)| !flow.route.is_empty());
    bent.filter(|(id, flow)| {
        let both_ends = organisations.contains(&flow.from) && organisations.contains(&flow.to);
        both_ends || alone.contains(*id)
    })
    .map(|(id, _)| id.clone())
    .collect()
}

/// Moves each by its own distance: what is locked or parked stays, and a note ends up where it was sent, however far
/// what it is tied to has taken it along.
pub(super) fn move_each(
    draft: &mut Draft,
    name: &str,
    moves: &[(Target, Point)],
) -> Result<Outcome, CommandError> {
    if moves.iter().any(|(_, by)| !by.is_finite()) {
        return Err(CommandError::NotFinite);
    }
    if !moves.is_empty() && moves.iter().all(|(target, _)| is_parked(draft, target)) {
        return Err(PARKED);
    }
    let (notes, others): (Vec<_>, Vec<_>) =
        moves.iter().cloned().partition(|(target, _)| matches!(target, Target::Note(_)));
    let mut sent = Vec::new();
    for (target, by) in notes {
        let Target::Note(id) = target else { continue };
        let note = draft.need_note(&id)?;
        sent.push((id, by, anchor_of(draft, &note)));
    }
    let mut waiting = others;
    // Those that go equally far go together, so that bends between them go along.
    while let Some((_, by)) = waiting.first().cloned() {
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, other)| *other == by);
        waiting = later;
        let targets: Vec<Target> = now.into_iter().map(|(target, _)| target).collect();
        match move_all(draft, &targets, by) {
            Ok(_) | Err(CommandError::AllLocked | CommandError::Nothing(_)) => {}
            Err(error) => return Err(error),
        }
    }
    for (id, by, from) in sent {
        let note = draft.need_note(&id)?;
        let rest = by - (anchor_of(draft, &note) - from);
        if note::is_movable(&note) && rest.length() > 1e-9 {
            draft.change_note(&id, |note| note.position = note::offset(note).map(|at| at + rest));
        }
    }
    Ok(Outcome::named(name))
}

/// From where a note's place is counted.
fn anchor_of(draft: &Draft, note: &Note) -> Point {
    note.attached_to.as_ref().map_or_else(Point::default, |to| note::anchor(draft, to))
}

pub(super) fn place(
    draft: &mut Draft,
    name: &str,
    positions: &[(OrganisationId, Point)],
) -> Result<Outcome, CommandError> {
    for (id, position) in positions {
        let organisation = draft.need_organisation(id)?;
        if !position.is_finite() {
            return Err(CommandError::NotFinite);
        }
        if !organisation.locked || organisation.position.is_none() {
            draft.change_organisation(id, |it| it.position = Some(*position));
        }
    }
    Ok(Outcome::named(name))
}

pub(super) fn resize(
    draft: &mut Draft,
    target: &Target,
    from: Rect,
    to: Rect,
) -> Result<Outcome, CommandError> {
    if !from.is_sane() || !to.is_sane() {
        return Err(CommandError::NotFinite);
    }
    let size = Size::new(to.width.max(MINIMUM_SIZE.width), to.height.max(MINIMUM_SIZE.height));
    let to = Rect::new(to.x, to.y, size.width, size.height);
    // By how much the middle moves: so it matters not from where a place is counted.
    let by = to.center() - from.center();
    match target {
        Target::Organisation(id) => {
            let organisation = draft.need_organisation(id)?;
            refuse_locked(draft, organisation.locked, target)?;
            draft.change_organisation(id, |it| {
                it.size = Some(size);
                it.position = Some(it.position.map_or(to.center(), |position| position + by));
            });
        }
        Target::Note(id) => {
            let old = draft.need_note(id)?;
            refuse_locked(draft, old.locked, target)?;
            draft.change_note(id, |note| {
                note.size = Some(size);
                note.position = note::offset(note).map(|position| position + by);
            });
        }
        Target::Area(id) => {
            area::need(draft, id)?;
            draft.change_map(|map| {
                for area in map.areas.iter_mut().filter(|area| area.id == *id) {
                    area.extent = to;
                }
            });
        }
        Target::Flow(_) | Target::Group(_) => {
            let id = target.record().unwrap_or(RecordId::Map);
            draft.need(&id)?;
            return Err(CommandError::NoSize(id));
        }
    }
    Ok(Outcome::named("Resize").joining(Some(format!("resize {target:?}"))))
}

fn refuse_locked(draft: &Draft, locked: bool, target: &Target) -> Result<(), CommandError> {
    match target.record() {
        Some(id) if locked => Err(CommandError::Locked(super::spoken(draft, &id))),
        _ => Ok(()),
    }
}
