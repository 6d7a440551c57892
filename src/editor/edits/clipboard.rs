//! Copies: gathering records for the clipboard, duplicating them, pasting them here or in another map.
//! Must not know how records become text.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Document, Flow, Group, GroupId, Member, Note, Organisation, OrganisationId, Point, Record, RecordId,
    Rect, Size,
};

use super::{
    super::Target, CommandError, Draft, Outcome, arrivals, evidence::cited, group, note, remap::remapped,
    text,
};

/// The records behind the targets, with all that a paste elsewhere needs: members of groups, flows among the
/// organisations, evidence, the parts of the scheme. A note on something that is not copied is copied free.
pub(in crate::editor) fn gather(document: &Document, targets: &[Target]) -> Vec<(RecordId, Record)> {
    let (organisations, groups) = nodes(document, targets);
    let mut ids: BTreeSet<RecordId> = organisations.iter().cloned().map(RecordId::Organisation).collect();
    ids.extend(groups.into_iter().map(RecordId::Group));
    let among = document
        .flows()
        .iter()
        .filter(|(_, it)| organisations.contains(&it.from) && organisations.contains(&it.to));
    ids.extend(among.map(|(id, _)| RecordId::Flow(id.clone())));
    ids.extend(targets.iter().filter(|it| matches!(it, Target::Note(_))).filter_map(Target::record));
    let needed: Vec<RecordId> =
        ids.iter().filter_map(|id| document.get(id)).flat_map(|record| needs(document, &record)).collect();
    ids.extend(needed);
    let free = |(id, record): (RecordId, Record)| match &record {
        Record::Note(note) if note.attached_to.as_ref().is_some_and(|it| !ids.contains(it)) => {
            let position = note::place_on_canvas(document, note);
            (id, Note { attached_to: None, position, ..Note::clone(note) }.into())
        }
        _ => (id, record),
    };
    ids.iter().filter_map(|id| Some((id.clone(), document.get(id)?))).map(free).collect()
}

/// The organisations and groups meant: those named, and what the groups named hold.
fn nodes(document: &Document, targets: &[Target]) -> (BTreeSet<OrganisationId>, BTreeSet<GroupId>) {
    let mut organisations = BTreeSet::new();
    let mut groups = BTreeSet::new();
    for target in targets {
        match target {
            Target::Organisation(id) => {
                organisations.insert(id.clone());
            }
            Target::Group(id) => {
                organisations.append(&mut group::organisations_of(document, id));
                collect_groups(document, id, &mut groups);
            }
            Target::Flow(_) | Target::Note(_) | Target::Area(_) => {}
        }
    }
    // A group that comes along whole is meant, too, from the innermost outward.
    let is_whole = |id: &GroupId, groups: &BTreeSet<GroupId>| {
        let members = document.group(id).map(|group| group.members.as_slice()).unwrap_or_default();
        let comes = |member: &Member| match member {
            Member::Organisation(id) => organisations.contains(id),
            Member::Group(id) => groups.contains(id),
        };
        !members.is_empty() && members.iter().all(comes)
    };
    loop {
        let more: Vec<GroupId> = document
            .groups()
            .keys()
            .filter(|id| !groups.contains(*id) && is_whole(id, &groups))
            .cloned()
            .collect();
        if more.is_empty() {
            return (organisations, groups);
        }
        groups.extend(more);
    }
}

fn collect_groups(document: &Document, id: &GroupId, found: &mut BTreeSet<GroupId>) {
    let mut waiting = vec![id.clone()];
    while let Some(id) = waiting.pop() {
        if found.insert(id.clone()) {
            let members = document.group(&id).into_iter().flat_map(|group| group.members.clone());
            waiting.extend(members.filter_map(|member| match member {
                Member::Group(id) => Some(id),
                Member::Organisation(_) => None,
            }));
        }
    }
}

/// Evidence and parts of the scheme that a record mentions.
fn needs(document: &Document, record: &Record) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> =
        cited(record).unwrap_or_default().iter().cloned().map(RecordId::Evidence).collect();
    match record {
        Record::Organisation(it) => {
            ids.extend(it.sector.clone().map(RecordId::Sector));
            ids.extend(it.scale.iter().chain(&it.reach).cloned().map(RecordId::Scale));
        }
        Record::Flow(it) => {
            ids.push(RecordId::FlowKind(it.kind.clone()));
            let family = document.flow_kind(&it.kind).and_then(|kind| kind.family.clone());
            ids.extend(family.map(RecordId::Family));
        }
        _ => {}
    }
    ids
}

pub(super) fn duplicate(draft: &mut Draft, targets: &[Target], by: Point) -> Result<Outcome, CommandError> {
    for target in targets {
        target.record().map_or(Ok(()), |id| draft.need(&id))?;
    }
    let mut records = gather(draft, targets);
    let gathered: BTreeSet<RecordId> = records.iter().map(|(id, _)| id.clone()).collect();
    // A flow named by itself is doubled between the same two ends.
    for target in targets.iter().filter(|target| matches!(target, Target::Flow(_))) {
        if let Some(id) = target.record()
            && !gathered.contains(&id)
            && let Some(record) = draft.get(&id)
        {
            records.push((id, record));
        }
    }
    let made = insert(draft, &records, Shift { by, unplaced: None, keep_outside: true })?;
    finish(made, "Duplicate", "duplicate: select organisations, groups, flows or notes first")
}

pub(super) fn paste(
    draft: &mut Draft,
    records: &[(RecordId, Record)],
    at: Point,
) -> Result<Outcome, CommandError> {
    if !at.is_finite() {
        return Err(CommandError::NotFinite);
    }
    let place = |(_, record): &(RecordId, Record)| match record {
        Record::Organisation(it) => it.position,
        Record::Note(it) if it.attached_to.is_none() => it.position,
        _ => None,
    };
    let places = records.iter().filter_map(place).filter(|place| place.is_finite());
    let middle = Rect::around(places.map(|place| Rect::from_center(place, Size::default())));
    let by = at - middle.map_or(at, Rect::center);
    let made = insert(draft, records, Shift { by, unplaced: Some(at), keep_outside: false })?;
    finish(made, "Paste", "paste: flows are pasted together with both their ends")
}

fn finish(made: Vec<Target>, name: &str, nothing: &'static str) -> Result<Outcome, CommandError> {
    if made.is_empty() {
        return Err(CommandError::Nothing(nothing));
    }
    let name = if made.len() == 1 { name.to_owned() } else { format!("{name} {}", made.len()) };
    Ok(Outcome::named(name).selecting(made))
}

#[derive(Clone, Copy)]
struct Shift {
    by: Point,
    /// Where organisations without a place go, one under the other; left without if not said.
    unplaced: Option<Point>,
    /// References to what is not among the copies stay, if it is in the map.
    keep_outside: bool,
}

/// Puts copies under new ids; returns what is on the canvas.
fn insert(
    draft: &mut Draft,
    records: &[(RecordId, Record)],
    shift: Shift,
) -> Result<Vec<Target>, CommandError> {
    let records: Vec<(&RecordId, Record)> = records
        .iter()
        .filter(|(id, record)| record.fits(id))
        .map(|(id, record)| (id, text::cleaned(record)))
        .collect();
    let mut ids = arrivals::scheme_ids(draft, &records);
    arrivals::evidence_ids(draft, &records, &mut ids);
    promise_ids(draft, &records, &mut ids);
    let mut made = Vec::new();
    let mut unplaced = shift.unplaced;
    // Flows last but one: their ids are made of their ends', and notes may be attached to them.
    let turn = |record: &Record| match record {
        Record::Organisation(_) => 0,
        Record::Flow(_) => 1,
        Record::Group(_) => 2,
        Record::Note(_) => 3,
        _ => 4,
    };
    let mut in_turn: Vec<_> = records.iter().filter(|(_, record)| turn(record) < 4).collect();
    in_turn.sort_by_key(|(_, record)| turn(record));
    for (id, record) in in_turn {
        let outside = |id: RecordId| (shift.keep_outside && draft.contains(&id)).then_some(id);
        let mapping = |id: RecordId| ids.get(&id).cloned().or_else(|| outside(id));
        let is_attached = match record {
            Record::Note(it) => it.attached_to.as_ref().is_some_and(|to| ids.contains_key(to)),
            _ => false,
        };
        let Some(record) = remapped(record, &mapping) else { continue };
        let record = moved(draft, record, shift.by, &mut unplaced, is_attached);
        let new = match (&record, ids.get(*id)) {
            (Record::Flow(flow), _) => RecordId::Flow(draft.new_flow_id(flow, |_| false)),
            (_, Some(new)) => new.clone(),
            (_, None) => continue,
        };
        // A group of which nothing came along is none.
        if matches!(&record, Record::Group(group) if group.members.is_empty()) {
            continue;
        }
        draft.set(new.clone(), Some(record))?;
        ids.insert((*id).clone(), new.clone());
        made.extend(Target::of(&new));
    }
    // An id was promised to a group that came to nothing; others may hold it as a member, or speak of it.
    drop_dangling(draft, &made);
    Ok(in_reading_order(made))
}

/// New ids for all but flows, whose ids are made of their ends'.
pub(super) fn promise_ids(
    draft: &Draft,
    records: &[(&RecordId, Record)],
    ids: &mut BTreeMap<RecordId, RecordId>,
) {
    let mut promised: BTreeSet<RecordId> = BTreeSet::new();
    for (id, record) in records {
        let is_taken = |id: RecordId| promised.contains(&id);
        let new = match record {
            Record::Organisation(it) => RecordId::Organisation(
                draft.new_organisation_id(&it.name, |id| is_taken(RecordId::Organisation(id.clone()))),
            ),
            Record::Group(it) => {
                RecordId::Group(draft.new_group_id(&it.label, |id| is_taken(RecordId::Group(id.clone()))))
            }
            Record::Note(it) => {
                RecordId::Note(draft.new_note_id(&it.text, |id| is_taken(RecordId::Note(id.clone()))))
            }
            _ => continue,
        };
        promised.insert(new.clone());
        ids.insert((*id).clone(), new);
    }
}

/// Organisations, groups and notes; flows only if nothing else was made: they follow their ends.
pub(super) fn in_reading_order(made: Vec<Target>) -> Vec<Target> {
    let has_nodes = made.iter().any(|target| !matches!(target, Target::Flow(_)));
    made.into_iter().filter(|target| !has_nodes || !matches!(target, Target::Flow(_))).collect()
}

pub(super) fn drop_dangling(draft: &mut Draft, made: &[Target]) {
    for target in made {
        match target {
            Target::Group(id) => {
                if let Some(group) = draft.group(id).cloned() {
                    let is_there = |member: &Member| match member {
                        Member::Organisation(id) => draft.organisation(id).is_some(),
                        Member::Group(id) => draft.group(id).is_some(),
                    };
                    let members = group.members.iter().filter(|it| is_there(it)).cloned().collect();
                    draft.put(RecordId::Group(id.clone()), Group { members, ..Group::clone(&group) });
                }
            }
            Target::Note(id) => {
                let dangles = |note: &Note| note.attached_to.as_ref().is_some_and(|to| !draft.contains(to));
                if draft.note(id).is_some_and(|note| dangles(note)) {
                    draft.change_note(id, |note| note.attached_to = None);
                }
            }
            Target::Organisation(_) | Target::Flow(_) | Target::Area(_) => {}
        }
    }
}

/// A copy at its new place, unlocked, without the original's comment, without stances on goals of another map.
pub(super) fn moved(
    draft: &Draft,
    record: Record,
    by: Point,
    unplaced: &mut Option<Point>,
    is_attached: bool,
) -> Record {
    /// From one organisation without a place to the next.
    const STEP: Point = Point::new(0.0, 72.0);
    match record {
        Record::Organisation(it) => {
            let mut it = Organisation::clone(&it);
            it.locked = false;
            it.carried.comment.clear();
            it.stances.retain(|stance| draft.map().goals.iter().any(|goal| goal.id == stance.goal));
            it.position = it.position.map(|position| position + by).or_else(|| {
                let place = *unplaced;
                *unplaced = place.map(|place| place + STEP);
                place
            });
            it.into()
        }
        Record::Flow(it) => {
            let mut it = Flow::clone(&it);
            it.carried.comment.clear();
            it.route.iter_mut().for_each(|bend| *bend = *bend + by);
            it.into()
        }
        Record::Group(it) => {
            let mut it = Group::clone(&it);
            it.locked = false;
            it.carried.comment.clear();
            it.into()
        }
        Record::Note(it) => {
            let mut it = Note::clone(&it);
            it.locked = false;
            it.carried.comment.clear();
            if !is_attached {
                it.position = it.position.map(|position| position + by).or(*unplaced);
            }
            it.into()
        }
        other => other,
    }
}
