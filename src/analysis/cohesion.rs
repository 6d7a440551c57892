//! How closely a network is knit: density, reciprocity, transitivity. Must not know classes.

use super::{Graph, neighbours::Neighbours};

/// What is said of a whole network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cohesion {
    /// Organisations.
    pub organisations: usize,
    /// Ties between different organisations; both ways counted apart where they have a direction.
    pub ties: usize,
    /// Pairs of organisations with a tie, whichever way.
    pub pairs: usize,
    /// Ties as a share of all that there could be, 0 to 1; `None` for fewer than two organisations.
    pub density: Option<f64>,
    /// The share of ties that are answered by one the other way, 0 to 1; `None` without ties, 1 where ties have no
    /// direction (Wasserman and Faust 1994; networkx' `overall_reciprocity`).
    pub reciprocity: Option<f64>,
    /// Of all paths of two steps, whichever way, the share whose ends are tied, too (Newman, Watts and Strogatz 2002);
    /// `None` where there are no such paths.
    pub transitivity: Option<f64>,
    /// The mean share of pairs of its neighbours that are tied (Watts and Strogatz 1998); 0 for an organisation with
    /// fewer than two neighbours. `None` for an empty network.
    pub clustering: Option<f64>,
}

/// What is said of a whole network. Ties to oneself do not count.
#[must_use]
pub fn cohesion(graph: &Graph) -> Cohesion {
    let count = graph.len();
    let flat = Neighbours::of(graph);
    let pairs = flat.ties() / 2;
    let (mut ties, mut answered) = (0, 0);
    for node in 0..count {
        for other in graph.out().of(node).iter().map(|other| *other as usize) {
            if other != node {
                ties += 1;
                answered += usize::from(graph.out().of(other).binary_search(&(node as u32)).is_ok());
            }
        }
    }
    let part = |some: usize, all: usize| (all > 0).then(|| some as f64 / all as f64);
    let reciprocity = part(answered, ties);
    if !graph.is_directed() {
        ties /= 2;
    }
    let possible = count * count.saturating_sub(1) / if graph.is_directed() { 1 } else { 2 };
    let mut mark = vec![u32::MAX; count];
    let (mut closed, mut open, mut local) = (0, 0, 0.0);
    for node in 0..count {
        let around = flat.of_node(node);
        around.iter().for_each(|other| mark[*other as usize] = node as u32);
        let tied = around.iter().flat_map(|other| flat.of_node(*other as usize));
        let tied = tied.filter(|third| mark[**third as usize] == node as u32).count();
        let paths = around.len() * around.len().saturating_sub(1);
        (closed, open) = (closed + tied, open + paths);
        local += part(tied, paths).unwrap_or(0.0);
    }
    Cohesion {
        organisations: count,
        ties,
        pairs,
        density: part(ties, possible),
        reciprocity,
        transitivity: part(closed, open),
        clustering: (count > 0).then(|| local / count as f64),
    }
}
