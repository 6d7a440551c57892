//! What holds together, and by whom: pieces, organisations and ties whose loss would part them. Must not know strengths.
//!
//! Hopcroft and Tarjan, Efficient algorithms for graph manipulation (1973), without recursion. Direction does not count,
//! and parallel flows are one tie: a bridge may be several flows.

use super::{Graph, neighbours::Neighbours};

/// The pieces of a network: within one, everybody can be reached whichever way ties lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// The piece of each in the order of the graph, from 0: the largest first, of equals the one with the first.
    pub of: Vec<usize>,
    /// How many organisations each has; somebody without ties is a piece alone.
    pub sizes: Vec<usize>,
}

/// An organisation without which its piece falls apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Which, by its place in the graph.
    pub node: usize,
    /// How many organisations the parts have that are left, the largest first; two at least.
    pub parts: Vec<usize>,
}

impl Cut {
    /// How many would be parted from the largest part.
    #[must_use]
    pub fn parted(&self) -> usize {
        self.parts.iter().skip(1).sum()
    }
}

/// A tie without which its piece falls apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Its ends, the smaller number first.
    pub ends: (usize, usize),
    /// How many organisations would be parted: those of the smaller side.
    pub parted: usize,
}

/// The organisations and the ties whose loss parts others, in the order of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joints {
    /// Articulation points.
    pub cuts: Vec<Cut>,
    /// Bridges.
    pub bridges: Vec<Bridge>,
}

/// The pieces, ties taken either way.
#[must_use]
pub fn pieces(graph: &Graph) -> Pieces {
    let flat = Neighbours::of(graph);
    let mut of = vec![usize::MAX; graph.len()];
    let mut sizes = Vec::new();
    for begin in 0..graph.len() {
        if of[begin] != usize::MAX {
            continue;
        }
        let mut waiting = vec![begin as u32];
        of[begin] = sizes.len();
        let mut size = 0;
        while let Some(node) = waiting.pop() {
            size += 1;
            for other in flat.of_node(node as usize) {
                if of[*other as usize] == usize::MAX {
                    of[*other as usize] = sizes.len();
                    waiting.push(*other);
                }
            }
        }
        sizes.push(size);
    }
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|piece| std::cmp::Reverse(sizes[*piece]));
    let mut number = vec![0; sizes.len()];
    order.iter().enumerate().for_each(|(at, piece)| number[*piece] = at);
    Pieces {
        of: of.iter().map(|piece| number[*piece]).collect(),
        sizes: order.iter().map(|piece| sizes[*piece]).collect(),
    }
}

/// Articulation points and bridges.
#[must_use]
pub fn joints(graph: &Graph) -> Joints {
    let flat = Neighbours::of(graph);
    let mut dive = Dive::new(flat.len());
    let mut found = Joints::default();
    for begin in 0..flat.len() {
        if dive.entered[begin] == 0 {
            dive.from(begin, &flat, &mut found);
        }
    }
    found.cuts.sort_by_key(|cut| cut.node);
    found.bridges.sort_by_key(|bridge| bridge.ends);
    found
}

/// A search in depth: when each was entered, the earliest that it leads back to, and how many lie under it.
struct Dive {
    clock: u32,
    entered: Vec<u32>,
    low: Vec<u32>,
    under: Vec<usize>,
    /// The parts that hang on each alone.
    hanging: Vec<Vec<usize>>,
}

impl Dive {
    fn new(count: usize) -> Self {
        Self {
            clock: 0,
            entered: vec![0; count],
            low: vec![0; count],
            under: vec![1; count],
            hanging: vec![Vec::new(); count],
        }
    }

    fn enter(&mut self, node: usize) {
        self.clock += 1;
        self.entered[node] = self.clock;
        self.low[node] = self.clock;
    }

    fn from(&mut self, begin: usize, flat: &Neighbours, found: &mut Joints) {
        let mut path: Vec<(usize, usize)> = vec![(begin, 0)];
        let mut members = vec![begin];
        let mut bridges: Vec<(usize, usize)> = Vec::new();
        self.enter(begin);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let Some(other) = flat.of_node(node).get(*next).map(|other| *other as usize) else {
                path.pop();
                if let Some((above, _)) = path.last() {
                    self.leave(node, *above, &mut bridges);
                }
                continue;
            };
            *next += 1;
            let above = path.len().checked_sub(2).map(|at| path[at].0);
            if self.entered[other] == 0 {
                self.enter(other);
                members.push(other);
                path.push((other, 0));
            } else if Some(other) != above {
                self.low[node] = self.low[node].min(self.entered[other]);
            }
        }
        let size = members.len();
        found.bridges.extend(bridges.into_iter().map(|(above, below)| Bridge {
            ends: (above.min(below), above.max(below)),
            parted: self.under[below].min(size - self.under[below]),
        }));
        for node in members {
            let mut parts = std::mem::take(&mut self.hanging[node]);
            let rest = size - 1 - parts.iter().sum::<usize>();
            parts.extend((rest > 0).then_some(rest));
            if parts.len() > 1 {
                parts.sort_unstable_by_key(|part| std::cmp::Reverse(*part));
                found.cuts.push(Cut { node, parts });
            }
        }
    }

    /// Goes back up, and sees what hangs on the upper one alone.
    fn leave(&mut self, node: usize, above: usize, bridges: &mut Vec<(usize, usize)>) {
        self.under[above] += self.under[node];
        self.low[above] = self.low[above].min(self.low[node]);
        if self.low[node] >= self.entered[above] {
            self.hanging[above].push(self.under[node]);
        }
        if self.low[node] > self.entered[above] {
            bridges.push((above, node));
        }
    }
}
