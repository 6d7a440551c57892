//! Flows of an organisation that is merged into another: turned to the other, joined with those that become alike,
//! dropped where they ran between the two. Must not know organisations' fields.

use std::collections::BTreeMap;

use crate::model::{EvidenceId, FieldValue, Flow, FlowId, OrganisationId, RecordId};

use super::{
    super::Draft,
    add_evidence,
    fields::{Aside, unite_carried, unite_looks},
};

/// What became of the flows.
pub(super) struct Turned {
    /// Flows that go, and what stands for them: the flow that they were joined with, or the organisation.
    pub(super) turned: BTreeMap<RecordId, RecordId>,
    /// What supported flows that are dropped.
    pub(super) evidence: Vec<EvidenceId>,
}

/// A flow that names the one that goes: as it was, and as it will be.
struct Change {
    id: FlowId,
    before: Flow,
    after: Flow,
}

pub(super) fn turn(
    draft: &mut Draft,
    from: &OrganisationId,
    into: &OrganisationId,
    told: &mut Vec<String>,
) -> Turned {
    let mut done = Turned { turned: BTreeMap::new(), evidence: Vec::new() };
    let mut counts = Counts::default();
    for change in changes(draft, from, into) {
        let Change { id, before, mut after } = change;
        if after.from == after.to && before.from != before.to {
            counts.between += 1;
            done.evidence.append(&mut after.evidence);
            done.turned.insert(RecordId::Flow(id), RecordId::Organisation(into.clone()));
            continue;
        }
        counts.brokers += usize::from(keep_broker(draft, &before, &mut after));
        let twin = twin(draft, &id, &before, &after, &done);
        match twin {
            Some(twin) => {
                counts.joined += 1;
                draft.change_flow(&twin, |kept| {
                    counts.weights += usize::from(join(kept, &after));
                    counts.looks += usize::from(!unite_looks(&mut kept.style, &after.style).is_empty());
                });
                done.turned.insert(RecordId::Flow(id), RecordId::Flow(twin));
            }
            None => draft.put(RecordId::Flow(id), after),
        }
    }
    counts.tell(told);
    done
}

/// All flows that name `from`, turned to `into`.
fn changes(draft: &Draft, from: &OrganisationId, into: &OrganisationId) -> Vec<Change> {
    let names = |flow: &Flow| [Some(&flow.from), Some(&flow.to), flow.via.as_ref()].contains(&Some(from));
    let turned = |id: &OrganisationId| if id == from { into.clone() } else { id.clone() };
    draft
        .flows()
        .iter()
        .filter(|(_, flow)| names(flow))
        .map(|(id, flow)| {
            let before = Flow::clone(flow);
            let after = Flow {
                from: turned(&before.from),
                to: turned(&before.to),
                via: before.via.as_ref().map(turned),
                ..before.clone()
            };
            Change { id: id.clone(), before, after }
        })
        .collect()
}

/// A broker that has become an end is no third party; who it was is kept in words. Whether that was so.
fn keep_broker(draft: &Draft, before: &Flow, after: &mut Flow) -> bool {
    let is_end = after.via.as_ref().is_some_and(|via| *via == after.from || *via == after.to);
    if let (true, Some(via)) = (is_end, &before.via) {
        let name = draft.organisation(via).map_or_else(|| via.to_string(), |it| it.name.clone());
        let mut aside = Aside { extra: std::mem::take(&mut after.extra), kept: Vec::new() };
        aside.keep("Brokered by", FieldValue::Text(name));
        after.extra = aside.extra;
        after.via = None;
    }
    is_end
}

/// Another flow that the turned one has become like. Two that were alike before were meant to be two. `turned` may name
/// flows that are still there but will go.
fn twin(draft: &Draft, id: &FlowId, before: &Flow, after: &Flow, done: &Turned) -> Option<FlowId> {
    let alike = |a: &Flow, b: &Flow| a.says_the_same(&Flow { weight: a.weight, ..b.clone() });
    draft
        .flows()
        .iter()
        .filter(|(other_id, other)| *other_id != id && other.between() == after.between())
        .filter(|(other_id, _)| !done.turned.contains_key(&RecordId::Flow((*other_id).clone())))
        .find(|(_, other)| alike(after, other) && !alike(before, other))
        .map(|(id, _)| id.clone())
}

/// Unites what is said of two flows that are alike but for their weight; whether their weights differed.
pub(in crate::editor::edits) fn join(kept: &mut Flow, gone: &Flow) -> bool {
    let mut aside = Aside { extra: std::mem::take(&mut kept.extra), kept: Vec::new() };
    let differ = match (kept.weight, gone.weight) {
        (Some(one), Some(other)) if one != other => {
            aside.keep("Other weight", FieldValue::Number(other));
            true
        }
        (None, other) => {
            kept.weight = other;
            false
        }
        _ => false,
    };
    aside.unite_extra(&gone.extra);
    unite_carried(&mut kept.carried, &gone.carried, &mut aside);
    kept.extra = aside.extra;
    add_evidence(&mut kept.evidence, gone.evidence.iter().cloned());
    if kept.route.is_empty() {
        kept.route.clone_from(&gone.route);
        if kept.from != gone.from {
            kept.route.reverse();
        }
    }
    differ
}

#[derive(Default)]
struct Counts {
    between: usize,
    joined: usize,
    weights: usize,
    looks: usize,
    brokers: usize,
}

impl Counts {
    fn tell(&self, told: &mut Vec<String>) {
        let Self { between, joined, weights, looks, brokers } = *self;
        match between {
            0 => {}
            1 => told.push("The flow between the two is gone, its evidence is kept".to_owned()),
            count => told.push(format!("{count} flows between the two are gone, their evidence is kept")),
        }
        match joined {
            0 => {}
            1 => told.push("1 flow was joined with one that says the same".to_owned()),
            count => told.push(format!("{count} flows were joined with those that say the same")),
        }
        match weights {
            0 => {}
            1 => told.push("1 of them had another weight, kept in a field of the flow".to_owned()),
            count => told.push(format!("{count} of them had other weights, kept in fields of the flows")),
        }
        match looks {
            0 => {}
            1 => told.push("1 of them had other colours or another width, which gave way".to_owned()),
            count => told.push(format!("{count} of them had other colours or widths, which gave way")),
        }
        match brokers {
            0 => {}
            1 => told.push("1 flow has lost its broker, who is one of its ends now".to_owned()),
            count => told.push(format!("{count} flows have lost their brokers, who are ends of them now")),
        }
    }
}
