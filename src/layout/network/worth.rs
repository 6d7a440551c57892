//! How good a picture of the network is: normalised stress. Must not know how the picture was made.

use super::{
    distances::{Distances, NONE},
    graph::Graph,
};
use crate::{
    chance::Chance,
    layout::{Cancelled, Problem, Watch},
    model::Point,
};

/// Larger maps are measured from so many organisations.
const SOURCES: usize = 256;
const ALL_ARE_SOURCES: usize = 1000;

/// Normalised stress of all pairs that are joined by some way, at the best scale: 1 - (sum of length over distance)^2 /
/// (pairs * sum of (length over distance)^2), distance in flows. `None` when nobody is joined.
pub(super) fn stress(
    problem: &Problem<'_>,
    centres: &[Point],
    watch: &dyn Watch,
) -> Result<Option<f64>, Cancelled> {
    let neighbours: Vec<Vec<u32>> =
        problem.neighbours.iter().map(|around| around.iter().map(|other| *other as u32).collect()).collect();
    let graph = Graph::new(&neighbours);
    let mut sources: Vec<u32> = (0..graph.len() as u32).collect();
    if sources.len() > ALL_ARE_SOURCES {
        Chance::new(1).shuffle(&mut sources);
        sources.truncate(SOURCES);
    }
    let distances = Distances::new(&graph, sources, watch)?;
    let (mut pairs, mut sum, mut squares) = (0_u64, 0.0, 0.0);
    for (node, at) in centres.iter().enumerate() {
        for (source, distance) in distances.pivots.iter().zip(distances.row(node)) {
            if *distance != NONE {
                let ratio = at.distance(centres[*source as usize]) / f64::from(*distance);
                pairs += 1;
                sum += ratio;
                squares += ratio * ratio;
            }
        }
    }
    Ok((pairs > 0 && squares > 0.0).then(|| (1.0 - sum * sum / (pairs as f64 * squares)).max(0.0)))
}
