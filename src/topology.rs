//! The document as a petgraph, for layout, analysis and Explore. Derived, thrown away at any moment, never saved.
//! Must not know positions or looks; its indices mean nothing outside it.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
};

use crate::model::{self, Document, FlowId, OrganisationId, RecordId, Status};

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

/// How many flows an organisation takes part in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlowCount {
    /// All of them; one that leads back to where it came from is one.
    pub all: usize,
    /// Those that lead to it: forward ones at their second end, those that go both ways.
    pub incoming: usize,
    /// Those that lead away from it.
    pub outgoing: usize,
}

/// Counts the flows of every organisation that has some. Only flows that are there count: what is wanted, proposed,
/// absent or ended does not; a flow without a direction, or whose direction is not known, leads neither in nor out.
#[must_use]
pub fn flow_counts(document: &Document) -> BTreeMap<OrganisationId, FlowCount> {
    let mut counts: BTreeMap<OrganisationId, FlowCount> = BTreeMap::new();
    for flow in document.flows().values().filter(|flow| flow.status == Status::Current) {
        let both = flow.direction == model::Direction::Both;
        let forward = both || flow.direction == model::Direction::Forward;
        let from = counts.entry(flow.from.clone()).or_default();
        from.all += 1;
        from.outgoing += usize::from(forward);
        from.incoming += usize::from(both && flow.from != flow.to);
        let to = counts.entry(flow.to.clone()).or_default();
        to.all += usize::from(flow.from != flow.to);
        to.incoming += usize::from(forward);
        to.outgoing += usize::from(both && flow.from != flow.to);
    }
    counts
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

    #[test]
    fn flows_are_counted_by_where_they_lead() {
        let id = OrganisationId::literal;
        let flow = |from, to, direction, status| Flow {
            direction,
            status,
            ..Flow::new(id(from), id(to), FlowKindId::literal("funding"))
        };
        use model::Direction as D;
        let flows = [
            flow("a", "b", D::Forward, Status::Current),
            flow("a", "b", D::Both, Status::Current),
            flow("b", "b", D::Forward, Status::Current),
            flow("a", "c", D::None, Status::Current),
            flow("a", "c", D::Forward, Status::Wanted),
        ];
        let names = ["f", "g", "h", "i", "j"].map(FlowId::literal);
        let records = names.into_iter().zip(flows).map(|(id, flow)| (RecordId::Flow(id), Record::from(flow)));
        let counts = flow_counts(&Document::from_records(records.collect::<Vec<_>>()));
        for (name, all, incoming, outgoing) in [("a", 3, 1, 2), ("b", 3, 3, 2), ("c", 1, 0, 0)] {
            assert_eq!(counts[&id(name)], FlowCount { all, incoming, outgoing }, "{name}");
        }
    }
}
