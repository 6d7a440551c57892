//! Edits that take records away, with what can't stand without them and every mention of them.
//! Must not know what else could be done with them.

use std::collections::BTreeSet;

use crate::model::{Conflict, Member, OrganisationId, RecordId, View, ViewId};

use super::{super::Target, CommandError, Draft, Outcome, area, evidence, group, note, scheme, spoken};

pub(super) fn targets(draft: &mut Draft, targets: &[Target]) -> Result<Outcome, CommandError> {
    let ids: Vec<RecordId> = targets.iter().filter_map(Target::record).collect();
    let areas: Vec<_> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Area(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    if areas.is_empty() {
        return records(draft, &ids);
    }
    let outcome = area::delete(draft, &areas)?;
    if ids.is_empty() {
        return Ok(outcome);
    }
    records(draft, &ids)?;
    Ok(Outcome::named(format!("Delete {}", targets.len())))
}

pub(super) fn records(draft: &mut Draft, ids: &[RecordId]) -> Result<Outcome, CommandError> {
    let ids: BTreeSet<&RecordId> = ids.iter().collect();
    if ids.is_empty() {
        return Err(CommandError::Nothing("delete"));
    }
    for id in &ids {
        draft.need(id)?;
        if is_locked(draft, id) {
            return Err(CommandError::Locked(spoken(draft, id)));
        }
    }
    let name = match ids.first() {
        Some(id) if ids.len() == 1 => format!("Delete {}", id.kind()),
        _ => format!("Delete {}", ids.len()),
    };
    let of_sort = |is: fn(&RecordId) -> bool| ids.iter().copied().filter(move |id| is(id)).cloned();
    // Flows and organisations at once, so that a whole map goes as fast as one node; flows first, while their ends
    // still tell where their notes stand.
    flows(draft, of_sort(|id| matches!(id, RecordId::Flow(_))).collect());
    organisations(draft, &ids.iter().copied().filter_map(organisation).cloned().collect());
    // Views before the scheme: those that go have no say in what of it may go.
    let views = of_sort(|id| matches!(id, RecordId::View(_)));
    let others =
        of_sort(|id| !matches!(id, RecordId::Flow(_) | RecordId::Organisation(_) | RecordId::View(_)));
    for id in views.chain(others) {
        // An organisation may have taken it along: an emptied group.
        if draft.contains(&id) {
            one(draft, &id)?;
        }
    }
    let is_settled = |conflict: &Conflict| draft.has_taken(&conflict.record);
    if draft.map().conflicts.iter().any(is_settled) {
        let mut conflicts = draft.map().conflicts.clone();
        conflicts.retain(|conflict| !is_settled(conflict));
        draft.change_map(|map| map.conflicts = conflicts);
    }
    Ok(Outcome::named(name))
}

fn organisation(id: &RecordId) -> Option<&OrganisationId> {
    match id {
        RecordId::Organisation(id) => Some(id),
        _ => None,
    }
}

fn is_locked(draft: &Draft, id: &RecordId) -> bool {
    match id {
        RecordId::Organisation(id) => draft.organisation(id).is_some_and(|it| it.locked),
        RecordId::Group(id) => draft.group(id).is_some_and(|it| it.locked),
        RecordId::Note(id) => draft.note(id).is_some_and(|it| it.locked),
        _ => false,
    }
}

fn one(draft: &mut Draft, id: &RecordId) -> Result<(), CommandError> {
    match id {
        RecordId::Map => return Err(CommandError::Nothing("delete: the map itself stays")),
        RecordId::Group(group) => return group::dissolve(draft, group).map(drop),
        RecordId::Sector(_) | RecordId::Scale(_) | RecordId::Family(_) | RecordId::FlowKind(_) => {
            scheme::release(draft, id)?;
        }
        RecordId::Evidence(piece) => evidence::forget(draft, piece)?,
        RecordId::Organisation(_) | RecordId::Flow(_) | RecordId::Note(_) | RecordId::View(_) => {}
    }
    draft.remove(id.clone());
    Ok(())
}

fn flows(draft: &mut Draft, ids: BTreeSet<RecordId>) {
    note::free_from(draft, &ids);
    for id in ids {
        draft.remove(id);
    }
}

fn organisations(draft: &mut Draft, ids: &BTreeSet<OrganisationId>) {
    if ids.is_empty() {
        return;
    }
    let (mut ending_here, mut brokered) = (BTreeSet::new(), Vec::new());
    for (id, flow) in draft.flows() {
        if ids.contains(&flow.from) || ids.contains(&flow.to) {
            ending_here.insert(RecordId::Flow(id.clone()));
        } else if flow.via.as_ref().is_some_and(|via| ids.contains(via)) {
            brokered.push(id.clone());
        }
    }
    flows(draft, ending_here);
    for flow in &brokered {
        draft.change_flow(flow, |flow| flow.via = None);
    }
    note::free_from(draft, &ids.iter().cloned().map(RecordId::Organisation).collect());
    group::take_out(draft, &ids.iter().cloned().map(Member::Organisation).collect(), None);
    let focused = |view: &View| view.focus.as_ref().is_some_and(|focus| ids.contains(&focus.organisation));
    let views: Vec<(ViewId, View)> = draft
        .views()
        .iter()
        .filter(|(_, view)| focused(view))
        .map(|(id, view)| (id.clone(), View { focus: None, ..View::clone(view) }))
        .collect();
    for (id, view) in views {
        draft.put(RecordId::View(id), view);
    }
    for id in ids {
        draft.remove(RecordId::Organisation(id.clone()));
    }
}
