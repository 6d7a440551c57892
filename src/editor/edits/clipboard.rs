//! Copies: gathering records for the clipboard, duplicating them, pasting them here or in another map.
//! Must not know how records become text.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Document, EvidenceId, Family, Flow, FlowKind, Group, GroupId, Member, Note, Organisation, OrganisationId,
    Point, Record, RecordId, Rect, Scale, Sector, Size,
};

use super::{
    super::Target, CommandError, Draft, Outcome, evidence::cited, group, note, remap::remapped, scheme, text,
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
    (organisations, groups)
}

fn collect_groups(document: &Document, id: &GroupId, found: &mut BTreeSet<GroupId>) {
    if found.insert(id.clone()) {
        for member in document.group(id).iter().flat_map(|group| &group.members) {
            if let Member::Group(id) = member {
                collect_groups(document, id, found);
            }
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
    // A flow named by itself is doubled between the same two ends.
    for target in targets.iter().filter(|target| matches!(target, Target::Flow(_))) {
        if let Some(id) = target.record()
            && !records.iter().any(|(other, _)| *other == id)
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
    let mut ids = scheme_ids(draft, &records);
    evidence_ids(draft, &records, &mut ids);
    let mut promised = BTreeSet::new();
    for (id, record) in &records {
        let new = match record {
            Record::Organisation(it) => {
                let is_taken = |id: &_| promised.contains(&RecordId::Organisation(OrganisationId::clone(id)));
                RecordId::Organisation(draft.new_organisation_id(&it.name, is_taken))
            }
            Record::Group(it) => {
                let is_taken = |id: &_| promised.contains(&RecordId::Group(GroupId::clone(id)));
                RecordId::Group(draft.new_group_id(&it.label, is_taken))
            }
            Record::Note(it) => RecordId::Note(
                draft.new_note_id(&it.text, |id| promised.contains(&RecordId::Note(id.clone()))),
            ),
            _ => continue,
        };
        promised.insert(new.clone());
        ids.insert((*id).clone(), new);
    }
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
        let is_attached = matches!(record, Record::Note(it) if it.attached_to.as_ref().is_some_and(|to| ids.contains_key(to)));
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
    // What a group that came to nothing was a member of, or a note's target that did not come.
    drop_dangling(draft, &made);
    Ok(in_reading_order(made))
}

/// Organisations, groups and notes; flows only if nothing else was made: they follow their ends.
fn in_reading_order(made: Vec<Target>) -> Vec<Target> {
    let has_nodes = made.iter().any(|target| !matches!(target, Target::Flow(_)));
    made.into_iter().filter(|target| !has_nodes || !matches!(target, Target::Flow(_))).collect()
}

fn drop_dangling(draft: &mut Draft, made: &[Target]) {
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
fn moved(
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

/// For each part of the scheme that the copies mention: the same one here, one of the same name, or a new one.
fn scheme_ids(draft: &mut Draft, records: &[(&RecordId, Record)]) -> BTreeMap<RecordId, RecordId> {
    let brought: BTreeMap<&RecordId, &Record> = records.iter().map(|(id, record)| (*id, record)).collect();
    let mut mentioned: BTreeSet<RecordId> = BTreeSet::new();
    for (_, record) in records {
        match record {
            Record::Organisation(it) => {
                mentioned.extend(it.sector.clone().map(RecordId::Sector));
                mentioned.extend(it.scale.iter().chain(&it.reach).cloned().map(RecordId::Scale));
            }
            Record::Flow(it) => {
                mentioned.insert(RecordId::FlowKind(it.kind.clone()));
            }
            _ => {}
        }
    }
    let mut ids = BTreeMap::new();
    for id in mentioned {
        let here = scheme_id(draft, &id, brought.get(&id).copied(), &brought);
        ids.extend(here.map(|here| (id, here)));
    }
    ids
}

fn scheme_id(
    draft: &mut Draft,
    id: &RecordId,
    record: Option<&Record>,
    brought: &BTreeMap<&RecordId, &Record>,
) -> Option<RecordId> {
    let name = record.and_then(text::name_in).unwrap_or_else(|| id.as_str().replace('-', " "));
    let same_words = |here: &str| here.trim().to_lowercase() == name.trim().to_lowercase();
    if draft.contains(id) && (record.is_none() || text::name_of(draft, id).is_some_and(|it| same_words(&it)))
    {
        return Some(id.clone());
    }
    match id {
        RecordId::Sector(_) => scheme::sector_named(draft, &name).map(RecordId::Sector).or_else(|| {
            let new = RecordId::Sector(draft.new_sector_id(&name, |_| false));
            let blank = || Record::from(Sector { name: name.clone(), ..Sector::default() });
            draft.put(new.clone(), record.cloned().unwrap_or_else(blank));
            Some(new)
        }),
        RecordId::Scale(_) => scheme::scale_named(draft, &name).map(RecordId::Scale).or_else(|| {
            let new = RecordId::Scale(draft.new_scale_id(&name, |_| false));
            let middling = || Scale { lightness: 0.7, chroma: 0.1, outline: 1.6, ..Scale::default() };
            let blank = || Record::from(Scale { name: name.clone(), ..middling() });
            draft.put(new.clone(), record.cloned().unwrap_or_else(blank));
            Some(new)
        }),
        RecordId::FlowKind(_) => {
            scheme::flow_kind_named(draft, &name).map(RecordId::FlowKind).or_else(|| {
                let mut kind = match record {
                    Some(Record::FlowKind(kind)) => FlowKind::clone(kind),
                    _ => FlowKind { name: name.clone(), ..FlowKind::default() },
                };
                kind.family =
                    kind.family.and_then(|family| family_id(draft, &RecordId::Family(family), brought));
                let new = RecordId::FlowKind(draft.new_flow_kind_id(&name, |_| false));
                draft.put(new.clone(), kind);
                Some(new)
            })
        }
        _ => None,
    }
}

fn family_id(
    draft: &mut Draft,
    id: &RecordId,
    brought: &BTreeMap<&RecordId, &Record>,
) -> Option<crate::model::FamilyId> {
    let record = brought.get(id).copied();
    let name = record.and_then(text::name_in).unwrap_or_else(|| id.as_str().replace('-', " "));
    if let Some(family) = scheme::family_named(draft, &name) {
        return Some(family);
    }
    let new = scheme::new_family_id(draft, &name)?;
    let blank = || Record::from(Family { name, ..Family::default() });
    draft.put(RecordId::Family(new.clone()), record.cloned().unwrap_or_else(blank));
    Some(new)
}

/// Evidence that is here already is cited; other evidence comes along under a new id if need be.
fn evidence_ids(draft: &mut Draft, records: &[(&RecordId, Record)], ids: &mut BTreeMap<RecordId, RecordId>) {
    for (id, record) in records {
        let (RecordId::Evidence(old), Record::Evidence(it)) = (id, record) else { continue };
        let is_here = draft.evidence_item(old).is_some_and(|here| here == it);
        let new = if is_here { EvidenceId::clone(old) } else { draft.new_evidence_id(&it.text, |_| false) };
        if !is_here {
            draft.put(RecordId::Evidence(new.clone()), record.clone());
        }
        ids.insert((*id).clone(), RecordId::Evidence(new));
    }
}
