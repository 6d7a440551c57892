//! Who is joined to whom, packed: all ends in one row (compressed sparse rows).
//! Must not know what the nodes are.

/// An undirected graph without loops or parallels.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Where each node's ends begin in `ends`; one more at the end.
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Graph {
    /// The graph of these neighbours, each mentioned from both sides.
    pub(super) fn new(neighbours: &[Vec<u32>]) -> Self {
        let mut starts = Vec::with_capacity(neighbours.len() + 1);
        let mut ends = Vec::with_capacity(neighbours.iter().map(Vec::len).sum());
        starts.push(0);
        for around in neighbours {
            ends.extend_from_slice(around);
            starts.push(ends.len() as u32);
        }
        Self { starts, ends }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The neighbours of a node.
    pub(super) fn around(&self, node: usize) -> &[u32] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The graph of these nodes alone, numbered in their order; they are ascending, and joined to no others.
    pub(super) fn part(&self, nodes: &[u32]) -> Self {
        if nodes.len() == self.len() {
            return self.clone();
        }
        let number = |node: &u32| nodes.binary_search(node).map_or(0, |number| number as u32);
        let mut part = Self { starts: vec![0], ..Self::default() };
        for node in nodes {
            part.ends.extend(self.around(*node as usize).iter().map(number));
            part.starts.push(part.ends.len() as u32);
        }
        part
    }

    /// The nodes of each component in ascending order; components by their first node.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for first in 0..self.len() {
            if std::mem::replace(&mut seen[first], true) {
                continue;
            }
            let mut nodes = vec![first as u32];
            let mut next = 0;
            while next < nodes.len() {
                let node = nodes[next] as usize;
                next += 1;
                for other in self.around(node) {
                    if !std::mem::replace(&mut seen[*other as usize], true) {
                        nodes.push(*other);
                    }
                }
            }
            nodes.sort_unstable();
            components.push(nodes);
        }
        components
    }
}
