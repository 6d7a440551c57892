//! Edits of flows: adding, re-attaching, turning round, bending.
//! Must not know how a flow is drawn.

use crate::model::{Direction, Flow, FlowId, FlowKindId, OrganisationId, Point, RecordId};

use super::{super::FlowEnd, CommandError, Draft, Outcome, text};

pub(super) fn add(draft: &mut Draft, flow: &Flow, anyway: bool) -> Result<Outcome, CommandError> {
    if !anyway && let Some(twin) = twin(draft, flow, None) {
        return Err(CommandError::FlowExists(twin));
    }
    let id = put(draft, flow)?;
    Ok(Outcome::named("Add flow").selecting([id]))
}

/// Puts a flow under a new id, its ends and kind checked.
pub(super) fn put(draft: &mut Draft, flow: &Flow) -> Result<FlowId, CommandError> {
    draft.need_organisation(&flow.from)?;
    draft.need_organisation(&flow.to)?;
    if let Some(via) = &flow.via {
        draft.need_organisation(via)?;
    }
    need_kind(draft, &flow.kind)?;
    let mut flow = flow.clone();
    text::clean_flow(&mut flow);
    let id = draft.new_flow_id(&flow, |_| false);
    draft.put(RecordId::Flow(id.clone()), flow);
    Ok(id)
}

fn need_kind(draft: &Draft, kind: &FlowKindId) -> Result<(), CommandError> {
    if draft.flow_kinds().is_empty() {
        return Err(CommandError::NoFlowKind);
    }
    draft.need(&RecordId::FlowKind(kind.clone()))
}

/// The flow as its kind is usually drawn: without a direction where the kind has none.
pub(super) fn of_kind(draft: &Draft, mut flow: Flow) -> Flow {
    if draft.flow_kind(&flow.kind).is_some_and(|kind| kind.undirected) {
        flow.direction = Direction::None;
    }
    flow
}

/// Another flow that says the same.
fn twin(draft: &Draft, flow: &Flow, except: Option<&FlowId>) -> Option<FlowId> {
    let alike = |(id, other): &(&FlowId, _)| Some(*id) != except && flow.says_the_same(other_of(other));
    draft.flows().iter().find(alike).map(|(id, _)| id.clone())
}

fn other_of<'a>(flow: &&'a std::sync::Arc<Flow>) -> &'a Flow {
    flow
}

pub(super) fn reconnect(
    draft: &mut Draft,
    id: &FlowId,
    end: FlowEnd,
    to: &OrganisationId,
    anyway: bool,
) -> Result<Outcome, CommandError> {
    draft.need_organisation(to)?;
    let mut flow = Flow::clone(&*draft.need_flow(id)?);
    match end {
        FlowEnd::From => flow.from = to.clone(),
        FlowEnd::To => flow.to = to.clone(),
    }
    // A broker that has become an end is no third party.
    if flow.via.as_ref() == Some(to) {
        flow.via = None;
    }
    if !anyway && let Some(twin) = twin(draft, &flow, Some(id)) {
        return Err(CommandError::FlowExists(twin));
    }
    draft.put(RecordId::Flow(id.clone()), flow);
    Ok(Outcome::named("Re-attach flow").selecting([id.clone()]))
}

pub(super) fn reverse(draft: &mut Draft, ids: &[FlowId]) -> Result<Outcome, CommandError> {
    if ids.is_empty() {
        return Err(CommandError::Nothing("turn round"));
    }
    for id in ids {
        draft.need_flow(id)?;
        draft.change_flow(id, |flow| {
            std::mem::swap(&mut flow.from, &mut flow.to);
            flow.route.reverse();
        });
    }
    let name =
        if ids.len() == 1 { "Reverse flow".to_owned() } else { format!("Reverse {} flows", ids.len()) };
    Ok(Outcome::named(name).selecting(ids.iter().cloned()))
}

pub(super) fn route(draft: &mut Draft, id: &FlowId, bends: &[Point]) -> Result<Outcome, CommandError> {
    draft.need_flow(id)?;
    if !bends.iter().all(|bend| bend.is_finite()) {
        return Err(CommandError::NotFinite);
    }
    draft.change_flow(id, |flow| flow.route = bends.to_vec());
    Ok(Outcome::named("Bend flow").selecting([id.clone()]))
}
