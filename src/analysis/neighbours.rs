//! Who is tied to whom, whichever way, without strengths and without oneself. Must not know what is measured.

use super::Graph;

/// For each organisation the others it is tied to, in order.
#[derive(Clone, Debug)]
pub(super) struct Neighbours {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Neighbours {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut starts = Vec::with_capacity(graph.len() + 1);
        let mut ends: Vec<u32> = Vec::with_capacity(graph.out().len() * 2);
        starts.push(0);
        for node in 0..graph.len() {
            let begin = ends.len();
            ends.extend(graph.out().of(node).iter().filter(|other| **other as usize != node));
            if graph.is_directed() {
                let out = ends.len();
                ends.extend(graph.back().of(node).iter().filter(|other| **other as usize != node));
                if out > begin && ends.len() > out {
                    ends[begin..].sort_unstable();
                    let mut kept = begin;
                    for at in begin..ends.len() {
                        if kept == begin || ends[kept - 1] != ends[at] {
                            ends[kept] = ends[at];
                            kept += 1;
                        }
                    }
                    ends.truncate(kept);
                }
            }
            starts.push(ends.len() as u32);
        }
        Self { starts, ends }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn of_node(&self, node: usize) -> &[u32] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Each pair counts twice, once at either end.
    pub(super) fn ties(&self) -> usize {
        self.ends.len()
    }

    /// All pairs that are tied, the smaller number first, in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.len()).flat_map(move |node| {
            let others = self.of_node(node).iter().map(|other| *other as usize);
            others.filter(move |other| *other > node).map(move |other| (node, other))
        })
    }
}
