//! How far nodes are from a few (the pivots) along flows: 64 searches in one, bit by bit (Then, Kaufmann, Chirigati and
//! others 2014). Must not know positions.

use super::{graph::Graph, lanes::LANES};
use crate::layout::{Cancelled, Watch};

/// No distance: a node to itself, what cannot be reached, filling.
pub(super) const NONE: u16 = u16::MAX;
/// What is further counts as this far.
const FURTHEST: u16 = u16::MAX - 1;

/// Rows of distances, one per node: to each pivot.
#[derive(Clone, Debug)]
pub(super) struct Distances {
    pub(super) pivots: Vec<u32>,
    /// Length of a row: the pivots, filled up to whole lanes.
    pub(super) stride: usize,
    rows: Vec<u16>,
}

impl Distances {
    pub(super) fn row(&self, node: usize) -> &[u16] {
        &self.rows[node * self.stride..(node + 1) * self.stride]
    }

    /// The longest of all; at least 1.
    pub(super) fn furthest(&self) -> u16 {
        self.rows.iter().copied().filter(|distance| *distance != NONE).max().unwrap_or(1)
    }

    /// Distances of all nodes to these.
    ///
    /// # Errors
    /// When called off.
    pub(super) fn new(graph: &Graph, pivots: Vec<u32>, watch: &dyn Watch) -> Result<Self, Cancelled> {
        let stride = pivots.len().div_ceil(LANES) * LANES;
        let mut found = Self { stride, rows: vec![NONE; stride * graph.len()], pivots };
        found.search(graph, watch)?;
        Ok(found)
    }

    fn search(&mut self, graph: &Graph, watch: &dyn Watch) -> Result<(), Cancelled> {
        let mut seen = vec![0_u64; graph.len()];
        let mut next = vec![0_u64; graph.len()];
        let (mut front, mut coming): (Vec<(u32, u64)>, Vec<u32>) = (Vec::new(), Vec::new());
        for (batch, pivots) in self.pivots.chunks(64).enumerate() {
            seen.fill(0);
            front.clear();
            for (bit, pivot) in pivots.iter().enumerate() {
                seen[*pivot as usize] |= 1 << bit;
                front.push((*pivot, 1 << bit));
            }
            let mut distance = 0_u16;
            while !front.is_empty() {
                watch.go_on()?;
                distance = distance.saturating_add(1).min(FURTHEST);
                for (node, bits) in &front {
                    for other in graph.around(*node as usize) {
                        let fresh = bits & !seen[*other as usize];
                        if fresh != 0 {
                            if next[*other as usize] == 0 {
                                coming.push(*other);
                            }
                            next[*other as usize] |= fresh;
                        }
                    }
                }
                front.clear();
                for node in coming.drain(..) {
                    let mut bits = std::mem::take(&mut next[node as usize]);
                    seen[node as usize] |= bits;
                    front.push((node, bits));
                    let row = node as usize * self.stride + batch * 64;
                    while bits != 0 {
                        self.rows[row + bits.trailing_zeros() as usize] = distance;
                        bits &= bits - 1;
                    }
                }
            }
        }
        Ok(())
    }
}
