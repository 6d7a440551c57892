//! How far all are from each other in steps: closeness, reach, mean distance and diameter. Must not know strengths.
//!
//! Sixty-four searches go over the network at once, a bit for each (Then, Kaufmann, Chirigati et al., The more the merrier:
//! efficient multi-source graph traversal, 2014). Exact: all numbers are sums of whole numbers.

use super::{Arcs, Cancelled, Graph, Watch, shares};

/// Searches that go together.
const LANES: usize = 64;

/// Which way ties are followed from an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As they lead.
    #[default]
    Out,
    /// Against it: who reaches the organisation.
    Back,
    /// Whichever way.
    Either,
}

/// How far others are, in steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distances {
    /// How many others each reaches, in the order of the graph.
    pub reached: Vec<usize>,
    /// How many steps it is to them together.
    pub steps: Vec<f64>,
    /// How many ordered pairs are so many steps apart; none is 0 steps apart. Ends with the farthest.
    pub pairs_at: Vec<usize>,
}

impl Distances {
    /// The mean of all pairs of which one reaches the other; `None` where there is none. Pairs that do not reach each
    /// other have no distance and are left out: [`Distances::reaching`] says how many there are.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let pairs = self.reaching();
        (pairs > 0).then(|| self.steps.iter().sum::<f64>() / pairs as f64)
    }

    /// The longest of the shortest ways; `None` where nobody reaches anybody.
    #[must_use]
    pub fn diameter(&self) -> Option<usize> {
        self.pairs_at.len().checked_sub(1).filter(|steps| *steps > 0)
    }

    /// How many ordered pairs there are of which the first reaches the second.
    #[must_use]
    pub fn reaching(&self) -> usize {
        self.reached.iter().sum()
    }

    /// Closeness: the inverse of the mean distance to those who are reached, times the share of all others that they
    /// are (Wasserman and Faust, Social Network Analysis, 1994, formula 5.22): so somebody in a small piece of the map
    /// is not close to all. 0 to 1; 0 for who reaches nobody.
    #[must_use]
    pub fn closeness(&self) -> Vec<f64> {
        let others = self.reached.len().saturating_sub(1) as f64;
        let of = |(reached, steps): (&usize, &f64)| {
            let reached = *reached as f64;
            if *steps > 0.0 { reached / others * (reached / steps) } else { 0.0 }
        };
        self.reached.iter().zip(&self.steps).map(of).collect()
    }
}

/// How far each is from all others, or from those within `at_most` steps: their number is what it reaches.
///
/// # Errors
/// When it was called off.
pub fn distances(
    graph: &Graph,
    way: Way,
    at_most: Option<usize>,
    watch: &dyn Watch,
) -> Result<Distances, Cancelled> {
    let flat = (way == Way::Either).then(|| graph.without_direction());
    let graph = flat.as_ref().unwrap_or(graph);
    // Whoever a search against the way arrives at, goes there by the way.
    let arcs = if way == Way::Back { graph.out() } else { graph.back() };
    let count = graph.len();
    let sums = shares::summed((count, LANES, count * 3), None, watch, &|part, sums, watch| {
        let mut search = Search::new(count, at_most.unwrap_or(count));
        for begin in part.clone().step_by(LANES) {
            watch.go_on()?;
            search.go(arcs, begin..(begin + LANES).min(part.end), sums);
        }
        Ok(())
    })?;
    let whole = |sums: &[f64]| sums.iter().map(|sum| *sum as usize).collect::<Vec<_>>();
    let mut pairs_at = whole(&sums[count * 2..]);
    let farthest = pairs_at.iter().rposition(|pairs| *pairs > 0).unwrap_or(0);
    pairs_at.truncate(farthest + 1);
    Ok(Distances { reached: whole(&sums[..count]), steps: sums[count..count * 2].to_vec(), pairs_at })
}

struct Search {
    at_most: usize,
    seen: Vec<u64>,
    next: Vec<u64>,
    level: Vec<(u32, u64)>,
}

impl Search {
    fn new(count: usize, at_most: usize) -> Self {
        Self { at_most, seen: vec![0; count], next: vec![0; count], level: Vec::new() }
    }

    /// Adds for each who is arrived at: from how many beginnings, in how many steps, and the pairs at that distance.
    fn go(&mut self, arcs: &Arcs, beginnings: std::ops::Range<usize>, sums: &mut [f64]) {
        let count = self.seen.len();
        self.seen.fill(0);
        self.level.clear();
        for (lane, node) in beginnings.enumerate() {
            self.seen[node] = 1 << lane;
            self.level.push((node as u32, 1 << lane));
        }
        let mut arriving: Vec<u32> = Vec::new();
        for steps in 1..=self.at_most {
            for (node, lanes) in self.level.drain(..) {
                for other in arcs.of(node as usize) {
                    let at = *other as usize;
                    let new = lanes & !self.seen[at];
                    if new != 0 {
                        if self.next[at] == 0 {
                            arriving.push(*other);
                        }
                        self.next[at] |= new;
                    }
                }
            }
            if arriving.is_empty() {
                return;
            }
            for node in arriving.drain(..) {
                let at = node as usize;
                let lanes = std::mem::take(&mut self.next[at]);
                self.seen[at] |= lanes;
                self.level.push((node, lanes));
                let many = f64::from(lanes.count_ones());
                sums[at] += many;
                sums[count + at] += many * steps as f64;
                sums[count * 2 + steps] += many;
            }
        }
    }
}
