//! Who could introduce whom: shortest ways between two. Must not know strengths.

use super::{Graph, Way};

/// The shortest ways from one to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Ways {
    /// One of them with both ends: at each step the first by id.
    pub one: Vec<usize>,
    /// How many there are.
    pub count: f64,
    /// Those who stand on every one of them, in order from the beginning.
    pub gates: Vec<usize>,
}

impl Ways {
    /// How many steps it is.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.one.len() - 1
    }
}

/// The shortest ways from one to another; `None` where none leads there, or both are the same.
#[must_use]
pub fn ways(graph: &Graph, from: usize, to: usize, way: Way) -> Option<Ways> {
    if from == to || from.max(to) >= graph.len() {
        return None;
    }
    let flat = (way == Way::Either).then(|| graph.without_direction());
    let graph = flat.as_ref().unwrap_or(graph);
    let (onward, backward) =
        if way == Way::Back { (graph.back(), graph.out()) } else { (graph.out(), graph.back()) };
    // From the end back, so that the way can then be walked from its beginning.
    let (far, _) = counted(graph.len(), to, |node| backward.of(node));
    let steps = far[from]?;
    let (_, count) = counted(graph.len(), from, |node| onward.of(node));
    let mut one = vec![from];
    let mut gates = Vec::new();
    let mut level = vec![from];
    for left in (0..steps).rev() {
        let next = |node: usize| {
            onward.of(node).iter().map(|other| *other as usize).filter(|other| far[*other] == Some(left))
        };
        one.extend(next(one[one.len() - 1]).min());
        level = level.iter().flat_map(|node| next(*node)).collect();
        level.sort_unstable();
        level.dedup();
        if left > 0 && level.len() == 1 {
            gates.push(level[0]);
        }
    }
    Some(Ways { one, count: count[to], gates })
}

/// How many steps each is away, and by how many shortest ways.
fn counted<'a>(
    count: usize,
    begin: usize,
    around: impl Fn(usize) -> &'a [u32],
) -> (Vec<Option<usize>>, Vec<f64>) {
    let mut far = vec![None; count];
    let mut ways = vec![0.0; count];
    (far[begin], ways[begin]) = (Some(0), 1.0);
    let mut level = vec![begin];
    let mut steps = 0;
    while !level.is_empty() {
        steps += 1;
        let mut next = Vec::new();
        for node in level {
            for other in around(node).iter().map(|other| *other as usize) {
                if far[other].is_none() {
                    far[other] = Some(steps);
                    next.push(other);
                }
                if far[other] == Some(steps) {
                    ways[other] += ways[node];
                }
            }
        }
        level = next;
    }
    (far, ways)
}
