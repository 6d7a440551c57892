//! Two organisations made one, with all that hangs on either: flows, evidence, notes, memberships, views.
//! Nothing said of either is lost silently: what cannot stand goes to a field of its own, or is told.
//! Must not know how duplicates are found.

mod fields;
mod flows;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    EvidenceId, GroupId, Member, Note, NoteId, Organisation, OrganisationId, Point, Record, RecordId,
};

use super::{CommandError, Draft, Outcome, group, note, remap::remapped, spoken};
pub(super) use fields::unite;
pub(super) use flows::join;

/// How far a note is moved aside that would lie on another, canvas units.
const ASIDE: Point = Point::new(20.0, 20.0);

pub(super) fn merge(
    draft: &mut Draft,
    from: &OrganisationId,
    into: &OrganisationId,
) -> Result<Outcome, CommandError> {
    let (gone, stays) = (draft.need_organisation(from)?, draft.need_organisation(into)?);
    let ids = [from, into].map(|id| RecordId::Organisation(id.clone()));
    if from == into {
        return Err(CommandError::Same(ids[0].clone()));
    }
    for (id, record) in ids.iter().zip([&gone, &stays]) {
        if record.locked {
            return Err(CommandError::Locked(spoken(draft, id)));
        }
    }
    let mut told = Vec::new();
    let mut one = Organisation::clone(&stays);
    fields::unite(draft, &mut one, &gone, &mut told);
    draft.put(ids[1].clone(), one);
    let left = leave_group(draft, from, into, &mut told);
    let flows = flows::turn(draft, from, into, &mut told);
    let mut turned: BTreeMap<RecordId, RecordId> = BTreeMap::from([(ids[0].clone(), ids[1].clone())]);
    turned.extend(flows.turned);
    turn_mentions(draft, &turned);
    for id in turned.keys() {
        draft.remove(id.clone());
    }
    let evidence = left.into_iter().chain(flows.evidence);
    draft.change_organisation(into, |it| add_evidence(&mut it.evidence, evidence));
    Ok(Outcome::named("Merge organisations").selecting([into.clone()]).telling(told))
}

fn add_evidence(list: &mut Vec<EvidenceId>, more: impl IntoIterator<Item = EvidenceId>) {
    for id in more {
        if !list.contains(&id) {
            list.push(id);
        }
    }
}

/// Membership is a forest: where the one that stays has a group of its own, the other leaves its group. What supported
/// a group that is emptied by that is returned.
fn leave_group(
    draft: &mut Draft,
    from: &OrganisationId,
    into: &OrganisationId,
    told: &mut Vec<String>,
) -> Vec<EvidenceId> {
    let homes = group::homes(draft);
    let home = |id: &OrganisationId| homes.get(&Member::Organisation(id.clone())).cloned();
    let (Some(left), Some(kept)) = (home(from), home(into)) else { return Vec::new() };
    let member = BTreeSet::from([Member::Organisation(from.clone())]);
    if left == kept {
        group::take_out(draft, &member, Some(&left));
        return Vec::new();
    }
    let before = draft.groups().clone();
    group::take_out(draft, &member, None);
    let name = spoken_before(&before, &left);
    let emptied: Vec<_> = before.iter().filter(|(id, _)| draft.group(id).is_none()).collect();
    told.push(if emptied.is_empty() {
        format!("It stays in its own group and is not in {name}")
    } else {
        format!("It stays in its own group; {name} was empty and is gone")
    });
    emptied.into_iter().flat_map(|(_, group)| group.evidence.clone()).collect()
}

fn spoken_before(groups: &BTreeMap<GroupId, std::sync::Arc<crate::model::Group>>, id: &GroupId) -> String {
    let label = groups.get(id).map(|group| group.label.trim()).unwrap_or_default();
    if label.is_empty() {
        format!("group `{id}`")
    } else {
        format!("“{}”", super::text::shortened(label))
    }
}

/// Whatever still mentions what goes mentions what stays: groups, notes, views, conflicts of an earlier merge. Flows
/// have been turned before.
fn turn_mentions(draft: &mut Draft, turned: &BTreeMap<RecordId, RecordId>) {
    let mapping = |id: RecordId| Some(turned.get(&id).cloned().unwrap_or(id));
    let changed: Vec<(RecordId, Record)> = draft
        .records()
        .filter(|(id, _)| matches!(id, RecordId::Group(_) | RecordId::View(_)))
        .filter_map(|(id, record)| {
            let after = remapped(&record, &mapping)?;
            (after != record).then_some((id, after))
        })
        .collect();
    for (id, record) in changed {
        draft.put(id, record);
    }
    turn_notes(draft, turned);
    if draft.map().conflicts.iter().any(|conflict| turned.contains_key(&conflict.record)) {
        draft.change_map(|map| {
            for conflict in &mut map.conflicts {
                if let Some(record) = turned.get(&conflict.record) {
                    conflict.record = record.clone();
                }
            }
        });
    }
}

/// Notes go along with what they speak of, and none comes to lie on another.
fn turn_notes(draft: &mut Draft, turned: &BTreeMap<RecordId, RecordId>) {
    let goes = |note: &Note| note.attached_to.as_ref().and_then(|id| turned.get(id)).cloned();
    let going: Vec<(NoteId, RecordId)> =
        draft.notes().iter().filter_map(|(id, note)| Some((id.clone(), goes(note)?))).collect();
    for (id, target) in going {
        let there: Vec<Point> = draft
            .notes()
            .values()
            .filter(|note| note.attached_to.as_ref() == Some(&target))
            .filter_map(|note| note::offset(note))
            .collect();
        draft.change_note(&id, |it| {
            let mut place = note::offset(it).unwrap_or_default();
            if there.contains(&place) {
                while there.contains(&place) {
                    place = place + ASIDE;
                }
                it.position = Some(place);
            }
            it.attached_to = Some(target);
        });
    }
}
