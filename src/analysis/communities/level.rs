//! A network whose nodes may be several organisations drawn together. Must not know how it is divided.

use super::super::Graph;

/// Ties without direction; what ties a node to itself is kept apart.
#[derive(Clone, Debug)]
pub(super) struct Level {
    starts: Vec<u32>,
    ties: Vec<(u32, f64)>,
    loops: Vec<f64>,
    /// The ends of ties that each has, by strength; a loop has two.
    pub strength: Vec<f64>,
    /// All ends of ties.
    pub all: f64,
}

impl Level {
    pub fn of_graph(graph: &Graph) -> Self {
        let mut starts = vec![0];
        let mut ties = Vec::with_capacity(graph.out().len());
        let mut loops = vec![0.0; graph.len()];
        for (node, inner) in loops.iter_mut().enumerate() {
            for (other, strength) in graph.out().of(node).iter().zip(graph.out().strengths_of(node)) {
                if *other as usize == node {
                    *inner += strength;
                } else {
                    ties.push((*other, *strength));
                }
            }
            starts.push(ties.len() as u32);
        }
        Self::new(starts, ties, loops)
    }

    fn new(starts: Vec<u32>, ties: Vec<(u32, f64)>, loops: Vec<f64>) -> Self {
        let mut level = Self { starts, ties, strength: Vec::new(), all: 0.0, loops };
        let strength =
            |node: usize| level.ties(node).iter().map(|tie| tie.1).sum::<f64>() + 2.0 * level.loops[node];
        level.strength = (0..level.loops.len()).map(strength).collect();
        level.all = level.strength.iter().sum();
        level
    }

    pub fn len(&self) -> usize {
        self.loops.len()
    }

    /// Whom a node is tied to, and how strongly.
    pub fn ties(&self, node: usize) -> &[(u32, f64)] {
        &self.ties[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Every part becomes one node.
    pub fn drawn_together(&self, part: &[u32], parts: usize) -> Self {
        let mut first = vec![0_usize; parts + 1];
        part.iter().for_each(|part| first[*part as usize + 1] += 1);
        for at in 0..parts {
            first[at + 1] += first[at];
        }
        let mut members = vec![0_u32; part.len()];
        let mut next = first.clone();
        for (node, part) in part.iter().enumerate() {
            members[next[*part as usize]] = node as u32;
            next[*part as usize] += 1;
        }
        let (mut starts, mut ties, mut loops) = (vec![0], Vec::new(), vec![0.0; parts]);
        let (mut sum, mut met) = (vec![0.0; parts], Vec::new());
        let mut is_met = vec![false; parts];
        for own in 0..parts {
            for node in &members[first[own]..first[own + 1]] {
                let node = *node as usize;
                loops[own] += self.loops[node];
                for (other, strength) in self.ties(node) {
                    let there = part[*other as usize] as usize;
                    if there == own {
                        loops[own] += strength / 2.0;
                        continue;
                    }
                    if !std::mem::replace(&mut is_met[there], true) {
                        met.push(there as u32);
                    }
                    sum[there] += strength;
                }
            }
            for there in met.drain(..) {
                is_met[there as usize] = false;
                ties.push((there, std::mem::take(&mut sum[there as usize])));
            }
            starts.push(ties.len() as u32);
        }
        Self::new(starts, ties, loops)
    }

    /// The modularity of a division whose names are small numbers.
    pub fn modularity(&self, of: &[u32], resolution: f64) -> f64 {
        if self.all <= 0.0 {
            return 0.0;
        }
        let count = of.iter().map(|one| *one as usize + 1).max().unwrap_or(0);
        let (mut inside, mut total) = (vec![0.0; count], vec![0.0; count]);
        for node in 0..self.len() {
            let own = of[node] as usize;
            total[own] += self.strength[node];
            let within = self.ties(node).iter().filter(|(other, _)| of[*other as usize] as usize == own);
            inside[own] += within.map(|tie| tie.1).sum::<f64>() + 2.0 * self.loops[node];
        }
        let share =
            |(inside, total): (&f64, &f64)| inside / self.all - resolution * (total / self.all).powi(2);
        inside.iter().zip(&total).map(share).sum()
    }
}

/// Gives names 0, 1, 2 in the order in which they are met; how many there are.
pub(super) fn tidied(of: &mut [u32]) -> usize {
    let count = of.iter().map(|one| *one as usize + 1).max().unwrap_or(0);
    let mut number = vec![u32::MAX; count];
    let mut next = 0;
    for name in of.iter_mut() {
        let number = &mut number[*name as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *name = *number;
    }
    next as usize
}
