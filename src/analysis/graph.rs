//! Who is tied to whom, in rows of numbers. Must not know what is measured.

use petgraph::visit::EdgeRef as _;

use super::{Conventions, Strength};
use crate::{
    model::{Document, OrganisationId},
    topology::Topology,
};

/// For each organisation the ties that lead one way, row by row (compressed sparse rows).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arcs {
    starts: Vec<u32>,
    ends: Vec<u32>,
    strengths: Vec<f64>,
}

impl Arcs {
    /// From (from, to, strength) in any order; ties with the same ends become one, by `join`.
    fn new(count: usize, mut arcs: Vec<(u32, u32, f64)>, join: impl Fn(f64, f64) -> f64) -> Self {
        arcs.sort_by_key(|(from, to, _)| (*from, *to));
        arcs.dedup_by(|later, kept| {
            let same = (later.0, later.1) == (kept.0, kept.1);
            if same {
                kept.2 = join(kept.2, later.2);
            }
            same
        });
        let mut starts = vec![0; count + 1];
        for (from, ..) in &arcs {
            starts[*from as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let ends = arcs.iter().map(|(_, to, _)| *to).collect();
        Self { starts, ends, strengths: arcs.iter().map(|(.., strength)| *strength).collect() }
    }

    fn turned_round(&self) -> Self {
        let count = self.starts.len() - 1;
        let arcs = (0..count).flat_map(|from| {
            let row = self.of(from).iter().zip(self.strengths_of(from));
            row.map(move |(to, strength)| (*to, from as u32, *strength))
        });
        Self::new(count, arcs.collect(), |kept, _| kept)
    }

    fn row(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    /// The other ends of the ties of one, in order.
    #[must_use]
    pub fn of(&self, node: usize) -> &[u32] {
        &self.ends[self.row(node)]
    }

    /// How strong these ties are, in the same order.
    #[must_use]
    pub fn strengths_of(&self, node: usize) -> &[f64] {
        &self.strengths[self.row(node)]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// The network of a map as its conventions read it: an organisation is its place in the order of ids.
#[derive(Clone, Debug)]
pub struct Graph {
    ids: Vec<OrganisationId>,
    directed: bool,
    out: Arcs,
    /// What leads to each; nothing of its own where ties have no direction.
    back: Option<Arcs>,
}

impl Graph {
    /// The ties between the organisations of a topology, which leaves out what is hidden.
    #[must_use]
    pub fn new(topology: &Topology, document: &Document, conventions: &Conventions) -> Self {
        let ids: Vec<OrganisationId> = topology.graph().node_weights().cloned().collect();
        let mut arcs = Vec::new();
        for edge in topology.graph().edge_references() {
            let Some(flow) = document.flow(edge.weight()) else { continue };
            let Some((forward, backward)) = conventions.ways(flow) else { continue };
            let (from, to) = (edge.source().index() as u32, edge.target().index() as u32);
            let adds = conventions.adds(flow);
            let is_loop = from == to;
            if forward {
                arcs.push((from, to, adds));
            }
            if !is_loop && (backward || !conventions.directed) {
                arcs.push((to, from, adds));
            }
        }
        let joined = |kept: f64, more: f64| match conventions.strength {
            Strength::Once => kept,
            Strength::Counted | Strength::Weighed => kept + more,
        };
        Self::of(ids, Arcs::new(topology.graph().node_count(), arcs, joined), conventions.directed)
    }

    /// The network of a list of ties (from, to, strength) between organisations by number; the strengths of ties with
    /// the same ends add up. Numbers beyond the organisations are left out.
    #[must_use]
    pub fn from_ties(ids: Vec<OrganisationId>, ties: &[(usize, usize, f64)], directed: bool) -> Self {
        let known = ties.iter().filter(|(from, to, _)| *from.max(to) < ids.len());
        let mut arcs = Vec::new();
        for (from, to, strength) in known {
            arcs.push((*from as u32, *to as u32, *strength));
            if !directed && from != to {
                arcs.push((*to as u32, *from as u32, *strength));
            }
        }
        let out = Arcs::new(ids.len(), arcs, |kept, more| kept + more);
        Self::of(ids, out, directed)
    }

    fn of(ids: Vec<OrganisationId>, out: Arcs, directed: bool) -> Self {
        let back = directed.then(|| out.turned_round());
        Self { ids, directed, out, back }
    }

    /// How many organisations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether ties have a direction.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// The organisations, in the order of ids.
    #[must_use]
    pub fn ids(&self) -> &[OrganisationId] {
        &self.ids
    }

    /// The ties that lead away from each; where ties have no direction, all of them.
    #[must_use]
    pub fn out(&self) -> &Arcs {
        &self.out
    }

    /// The ties that lead to each; where ties have no direction, all of them.
    #[must_use]
    pub fn back(&self) -> &Arcs {
        self.back.as_ref().unwrap_or(&self.out)
    }

    /// The same without direction: the strengths of both ways add up.
    #[must_use]
    pub fn without_direction(&self) -> Self {
        if !self.directed {
            return self.clone();
        }
        let mut arcs = Vec::with_capacity(self.out.len() * 2);
        for from in 0..self.len() {
            for (to, strength) in self.out.of(from).iter().zip(self.out.strengths_of(from)) {
                arcs.push((from as u32, *to, *strength));
                if *to as usize != from {
                    arcs.push((*to, from as u32, *strength));
                }
            }
        }
        let out = Arcs::new(self.len(), arcs, |kept, more| kept + more);
        Self::of(self.ids.clone(), out, false)
    }

    /// How many steps each is from one of these, ties taken either way; `None` where none of them can be reached.
    #[must_use]
    pub fn steps_from(&self, begin: &[usize]) -> Vec<Option<usize>> {
        let mut steps = vec![None; self.len()];
        let mut row: Vec<usize> = begin.iter().copied().filter(|node| *node < self.len()).collect();
        let mut far = 0;
        while !row.is_empty() {
            row.retain(|node| steps[*node].is_none());
            row.iter().for_each(|node| steps[*node] = Some(far));
            let around = row.iter().flat_map(|node| self.out.of(*node).iter().chain(self.back().of(*node)));
            row = around.map(|node| *node as usize).filter(|node| steps[*node].is_none()).collect();
            row.sort_unstable();
            row.dedup();
            far += 1;
        }
        steps
    }
}
