//! Looks of records that are alike in all that looks are made of, worked out once for all of them.
//! Must not know how looks are made.

use std::collections::BTreeMap;

use crate::{
    model::{
        Direction, Document, Flow, FlowKindId, Formality, Organisation, OrganisationKind, ScaleId, SectorId,
        Status,
    },
    style::{ByData, FlowStyle, Look, NodeStyle},
};

type NodeKey = (Option<SectorId>, Option<ScaleId>, OrganisationKind, Status);
type FlowKey = (FlowKindId, Formality, Direction, Status, bool);

/// The looks of one map in one look. What has a style of its own is worked out by itself.
#[derive(Default)]
pub(super) struct Looks {
    nodes: BTreeMap<NodeKey, NodeStyle>,
    flows: BTreeMap<FlowKey, FlowStyle>,
}

impl Looks {
    /// See [`Look::organisation_by`].
    pub fn organisation(
        &mut self,
        document: &Document,
        organisation: &Organisation,
        data: &ByData,
        look: &Look,
    ) -> NodeStyle {
        let made = || look.organisation_by(document, organisation, data);
        if !organisation.style.is_empty() || *data != ByData::default() {
            return made();
        }
        let (sector, scale) = (organisation.sector.clone(), organisation.scale.clone());
        self.nodes.entry((sector, scale, organisation.kind, organisation.status)).or_insert_with(made).clone()
    }

    /// See [`Look::flow`].
    pub fn flow(&mut self, document: &Document, flow: &Flow, by_family: bool, look: &Look) -> FlowStyle {
        let made = || look.flow(document, flow, by_family);
        if !flow.style.is_empty() {
            return made();
        }
        let key = (flow.kind.clone(), flow.formality, flow.direction, flow.status, by_family);
        self.flows.entry(key).or_insert_with(made).clone()
    }
}
