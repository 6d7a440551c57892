//! Whose contacts are tied to each other, and who spans the holes between them. Must not know other measures.
//!
//! Burt, Structural Holes: The Social Structure of Competition (1992), chapter 2; direction adds up, as there.

use super::Graph;

/// What one's contacts leave one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// How many others it is tied to, whichever way; a tie of strength 0 is one all the same.
    pub contacts: usize,
    /// Burt's constraint: how far its ties lead, straight or round a corner, back to the same others. About 0 to 1, with
    /// few contacts more than 1; `None` for who has no ties of any strength.
    pub constraint: Option<f64>,
    /// Contacts less those that are redundant, since others of its contacts are tied to them (for ties that are all alike
    /// Borgatti's contacts - 2 x ties among them / contacts, 1997); `None` for who has no contacts.
    pub effective_size: Option<f64>,
}

impl Hole {
    /// The effective size as a share of the contacts; `None` without any.
    #[must_use]
    pub fn efficiency(&self) -> Option<f64> {
        self.effective_size.map(|size| size / self.contacts as f64)
    }
}

/// Constraint and effective size of each, in the order of the graph. Ties to oneself do not count.
#[must_use]
pub fn holes(graph: &Graph) -> Vec<Hole> {
    let ties = Mutual::of(graph);
    let mut reach = vec![0.0; graph.len()];
    let mut mark = vec![u32::MAX; graph.len()];
    (0..graph.len()).map(|node| ties.hole(node, &mut reach, &mut mark)).collect()
}

/// The ties of both ways together, row by row: `a_ij + a_ji`, and as a share of all of a row.
struct Mutual {
    starts: Vec<u32>,
    ends: Vec<u32>,
    strengths: Vec<f64>,
    whole: Vec<f64>,
    strongest: Vec<f64>,
}

impl Mutual {
    fn of(graph: &Graph) -> Self {
        let (count, most) = (graph.len(), graph.out().len() * 2);
        let mut made = Self {
            starts: Vec::with_capacity(count + 1),
            ends: Vec::with_capacity(most),
            strengths: Vec::with_capacity(most),
            whole: Vec::with_capacity(count),
            strongest: Vec::with_capacity(count),
        };
        made.starts.push(0);
        for node in 0..count {
            let begin = made.ends.len();
            made.add_row(graph, node);
            let row = &made.strengths[begin..];
            made.whole.push(row.iter().sum());
            made.strongest.push(row.iter().copied().fold(0.0, f64::max));
            made.starts.push(made.ends.len() as u32);
        }
        made
    }

    /// Both rows lie in order: they are merged.
    fn add_row(&mut self, graph: &Graph, node: usize) {
        let (out, back) = (graph.out(), graph.back());
        let (there, here) = (out.of(node), back.of(node));
        let (to, from) = (out.strengths_of(node), back.strengths_of(node));
        let (mut one, mut two) = (0, 0);
        while one < there.len() || two < here.len() {
            let next = match (there.get(one), here.get(two)) {
                (Some(a), Some(b)) => *a.min(b),
                (a, b) => *a.or(b).unwrap_or(&0),
            };
            let mut strength = 0.0;
            if there.get(one) == Some(&next) {
                strength += to[one];
                one += 1;
            }
            if here.get(two) == Some(&next) {
                strength += from[two];
                two += 1;
            }
            if next as usize != node {
                self.ends.push(next);
                self.strengths.push(strength);
            }
        }
    }

    fn row(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.starts[node] as usize..self.starts[node + 1] as usize;
        self.ends[row.clone()].iter().map(|end| *end as usize).zip(self.strengths[row].iter().copied())
    }

    /// `reach` and `mark` are scratch; only what is marked with this node is read.
    fn hole(&self, node: usize, reach: &mut [f64], mark: &mut [u32]) -> Hole {
        let whole = self.whole[node];
        let contacts = (self.starts[node + 1] - self.starts[node]) as usize;
        for (other, strength) in self.row(node) {
            mark[other] = node as u32;
            reach[other] = if whole > 0.0 { strength / whole } else { 0.0 };
        }
        let mut redundant = 0.0;
        for (over, strength) in self.row(node).filter(|(_, strength)| *strength > 0.0) {
            let share = strength / whole;
            let passed = share / self.whole[over];
            for (other, strength) in self.row(over).filter(|(other, _)| mark[*other] == node as u32) {
                reach[other] += passed * strength;
                if self.strongest[other] > 0.0 {
                    redundant += share * strength / self.strongest[other];
                }
            }
        }
        let constraint = self.row(node).map(|(other, _)| reach[other] * reach[other]).sum();
        Hole {
            contacts,
            constraint: (whole > 0.0).then_some(constraint),
            effective_size: (contacts > 0).then_some(contacts as f64 - redundant),
        }
    }
}
