//! Edits that take records away, with what can't stand without them and every mention of them.
//! Must not know what else could be done with them.

use std::collections::BTreeSet;

use crate::model::{FlowId, Member, OrganisationId, RecordId, View, ViewId};

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
    // Flows before their ends, so that each is still there when its turn comes.
    let is_flow = |id: &&&RecordId| matches!(id, RecordId::Flow(_));
    let in_order: Vec<&RecordId> =
        ids.iter().filter(is_flow).chain(ids.iter().filter(|id| !is_flow(id))).copied().collect();
    for id in in_order {
        // An earlier one may have taken it along: an emptied group.
        if draft.contains(id) {
            one(draft, id)?;
        }
    }
    let gone: Vec<RecordId> =
        draft.map().conflicts.iter().map(|it| it.record.clone()).filter(|id| !draft.contains(id)).collect();
    if !gone.is_empty() {
        draft.change_map(|map| map.conflicts.retain(|conflict| !gone.contains(&conflict.record)));
    }
    Ok(Outcome::named(name))
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
        RecordId::Organisation(organisation) => return organisation_with_flows(draft, organisation),
        RecordId::Group(group) => return group::dissolve(draft, group).map(drop),
        RecordId::Flow(flow) => {
            delete_flow(draft, flow);
            return Ok(());
        }
        RecordId::Sector(_) | RecordId::Scale(_) | RecordId::Family(_) | RecordId::FlowKind(_) => {
            scheme::release(draft, id)?;
        }
        RecordId::Evidence(piece) => evidence::forget(draft, piece)?,
        RecordId::Note(_) | RecordId::View(_) => {}
    }
    draft.remove(id.clone());
    Ok(())
}

fn delete_flow(draft: &mut Draft, id: &FlowId) {
    let id = RecordId::Flow(id.clone());
    note::free_from(draft, std::slice::from_ref(&id));
    draft.remove(id);
}

fn organisation_with_flows(draft: &mut Draft, id: &OrganisationId) -> Result<(), CommandError> {
    let this = RecordId::Organisation(id.clone());
    let select = |is: &dyn Fn(&crate::model::Flow) -> bool| -> Vec<FlowId> {
        draft.flows().iter().filter(|(_, flow)| is(flow)).map(|(id, _)| id.clone()).collect()
    };
    let ending_here = select(&|flow| flow.from == *id || flow.to == *id);
    let brokered = select(&|flow| flow.via.as_ref() == Some(id));
    for flow in &ending_here {
        delete_flow(draft, flow);
    }
    for flow in &brokered {
        draft.change_flow(flow, |flow| flow.via = None);
    }
    note::free_from(draft, std::slice::from_ref(&this));
    group::take_out(draft, &[Member::Organisation(id.clone())], None);
    let focused = |view: &View| view.focus.as_ref().is_some_and(|focus| focus.organisation == *id);
    let views: Vec<ViewId> =
        draft.views().iter().filter(|(_, view)| focused(view)).map(|(id, _)| id.clone()).collect();
    for view_id in views {
        if let Some(view) = draft.view(&view_id) {
            let view = View { focus: None, ..View::clone(view) };
            draft.put(RecordId::View(view_id), view);
        }
    }
    draft.remove(this);
    Ok(())
}
