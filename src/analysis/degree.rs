//! How many ties each has. Must not know other measures.

use std::collections::BTreeMap;

use super::{Conventions, Graph};
use crate::{
    model::{Document, FlowKindId},
    topology::Topology,
};

/// The ties of one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Degree {
    /// Ties, both ways counted apart where they have a direction; one to oneself counts twice, as both ends do.
    pub all: usize,
    /// Ties that lead to it.
    pub incoming: usize,
    /// Ties that lead away from it.
    pub outgoing: usize,
    /// How many others it is tied to, whichever way.
    pub others: usize,
    /// How strong the ties that lead to it are together.
    pub strength_in: f64,
    /// How strong the ties that lead away from it are together.
    pub strength_out: f64,
}

/// The degree of each, in the order of the graph.
#[must_use]
pub fn degrees(graph: &Graph) -> Vec<Degree> {
    (0..graph.len()).map(|node| degree(graph, node)).collect()
}

/// The same for each kind of flow that the map has.
#[must_use]
pub fn degrees_by_kind(
    topology: &Topology,
    document: &Document,
    conventions: &Conventions,
) -> BTreeMap<FlowKindId, Vec<Degree>> {
    let mut kinds: Vec<&FlowKindId> = document.flows().values().map(|flow| &flow.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let counts = |kind: &&FlowKindId| conventions.kinds.as_ref().is_none_or(|these| these.contains(*kind));
    let of = |kind: &FlowKindId| degrees(&Graph::new(topology, document, &conventions.of_kind(kind)));
    kinds.into_iter().filter(counts).map(|kind| (kind.clone(), of(kind))).collect()
}

fn degree(graph: &Graph, node: usize) -> Degree {
    let (out, back) = (graph.out(), graph.back());
    let loops = usize::from(out.of(node).binary_search(&(node as u32)).is_ok());
    let mut others: Vec<u32> = [out.of(node), back.of(node)].concat();
    others.sort_unstable();
    others.dedup();
    let (incoming, outgoing) = (back.of(node).len(), out.of(node).len());
    Degree {
        all: if graph.is_directed() { incoming + outgoing } else { outgoing + loops },
        incoming,
        outgoing,
        others: others.len() - loops,
        strength_in: back.strengths_of(node).iter().sum(),
        strength_out: out.strengths_of(node).iter().sum(),
    }
}
