//! The document as a petgraph, for layout, analysis and Explore. Derived, thrown away at any moment, never saved.
//! Must not know positions or looks; its indices mean nothing outside it.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
};

use crate::model::{Document, FlowId, OrganisationId, RecordId};

/// Who is joined to whom. Nodes and edges lie in the order of their ids, so that the same map gives the same graph.
#[derive(Clone, Debug)]
pub struct Topology {
    graph: DiGraph<OrganisationId, FlowId>,
    nodes: BTreeMap<OrganisationId, NodeIndex>,
}

impl Topology {
    /// The graph of a map: every flow is an edge from its first end to its second, whatever its direction says.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        Self::without(document, &BTreeSet::new())
    }

    /// The same without these organisations and flows, and the flows of these organisations.
    #[must_use]
    pub fn without(document: &Document, hidden: &BTreeSet<RecordId>) -> Self {
        let mut graph = DiGraph::with_capacity(document.organisations().len(), document.flows().len());
        let shown = document
            .organisations()
            .keys()
            .filter(|id| !hidden.contains(&RecordId::Organisation((*id).clone())));
        let nodes: BTreeMap<_, _> = shown.map(|id| (id.clone(), graph.add_node(id.clone()))).collect();
        let shown =
            document.flows().iter().filter(|(id, _)| !hidden.contains(&RecordId::Flow((*id).clone())));
        for (id, flow) in shown {
            if let (Some(from), Some(to)) = (nodes.get(&flow.from), nodes.get(&flow.to)) {
                graph.add_edge(*from, *to, id.clone());
            }
        }
        Self { graph, nodes }
    }

    /// The graph itself.
    #[must_use]
    pub fn graph(&self) -> &DiGraph<OrganisationId, FlowId> {
        &self.graph
    }

    /// The node of an organisation.
    #[must_use]
    pub fn node_of(&self, id: &OrganisationId) -> Option<NodeIndex> {
        self.nodes.get(id).copied()
    }

    /// The other ends of all flows of an organisation, forward ones first; itself for a loop, twice for two flows.
    pub fn neighbours(&self, id: &OrganisationId) -> impl Iterator<Item = &OrganisationId> {
        let ways = self.node_of(id).into_iter().flat_map(|node| {
            let forward = self.graph.neighbors_directed(node, Direction::Outgoing);
            forward.chain(self.graph.neighbors_directed(node, Direction::Incoming))
        });
        ways.map(|node| &self.graph[node])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Flow, FlowKindId, Organisation, Record, RecordId};

    #[test]
    fn every_flow_is_an_edge_between_its_ends() {
        let id = OrganisationId::literal;
        let mut records: Vec<(RecordId, Record)> = ["a", "b", "c"]
            .into_iter()
            .map(|name| (RecordId::Organisation(id(name)), Record::from(Organisation::default())))
            .collect();
        for (name, from, to) in [("f", "a", "b"), ("g", "a", "b"), ("h", "b", "b")] {
            let flow = Flow::new(id(from), id(to), FlowKindId::literal("funding"));
            records.push((RecordId::Flow(FlowId::literal(name)), Record::from(flow)));
        }
        let topology = Topology::new(&Document::from_records(records));
        assert_eq!((topology.graph().node_count(), topology.graph().edge_count()), (3, 3));
        let of = |name| topology.neighbours(&id(name)).map(OrganisationId::as_str).collect::<Vec<_>>();
        assert_eq!(of("a"), ["b", "b"]);
        assert_eq!(of("b").len(), 4);
        assert!(of("c").is_empty());
        assert!(of("unknown").is_empty());
    }
}
