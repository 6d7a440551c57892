//! Who hangs together more than chance would have it. Must not know other measures.
//!
//! Modularity (Newman and Girvan 2004) by the Leiden algorithm: Traag, Waltman and van Eck, From Louvain to Leiden:
//! guaranteeing well-connected communities (2019). Direction does not count: ties either way add up. Other divisions
//! may be nearly as good; the seed decides which is found, and the same seed finds the same on every machine.

mod level;
mod moving;
mod refining;

use super::{Cancelled, Graph, Watch};
use crate::chance::Chance;
use level::Level;

/// Rounds at most; each starts from what the one before found.
const ROUNDS: usize = 6;
/// A round that gains less modularity than this was the last.
const GAIN: f64 = 1e-7;

/// A division of the organisations.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The community of each in the order of the graph, from 0: the largest first, of equals the one with the first
    /// organisation.
    pub of: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// Modularity of the division, -0.5 to 1; 0 where there are no ties.
    pub modularity: f64,
}

/// Finds communities. A `resolution` of 1 is the usual modularity; more makes them smaller.
///
/// # Errors
/// When it was called off.
pub fn communities(
    graph: &Graph,
    resolution: f64,
    seed: u64,
    watch: &dyn Watch,
) -> Result<Communities, Cancelled> {
    let ground = Level::of_graph(&graph.without_direction());
    let mut chance = Chance::new(seed);
    let mut of: Vec<u32> = (0..graph.len() as u32).collect();
    let mut best = ground.modularity(&of, resolution);
    for round in 0..ROUNDS {
        let mut found = of.clone();
        improve(&ground, &mut found, resolution, &mut chance, watch)?;
        let quality = ground.modularity(&found, resolution);
        let gained = quality - best;
        if gained > 0.0 {
            (best, of) = (quality, found);
        }
        watch.progress((round + 1) as f64 / ROUNDS as f64);
        if gained < GAIN {
            break;
        }
    }
    let (of, count) = numbered(&of);
    Ok(Communities { of, count, modularity: best })
}

/// The modularity of any division: how much more of the ties lie inside than chance would put there, -0.5 to 1.
#[must_use]
pub fn modularity(graph: &Graph, of: &[usize], resolution: f64) -> f64 {
    let mut names = of.to_vec();
    names.sort_unstable();
    names.dedup();
    let number = |name: &usize| names.binary_search(name).unwrap_or(0) as u32;
    let of: Vec<u32> = of.iter().map(number).collect();
    Level::of_graph(&graph.without_direction()).modularity(&of, resolution)
}

/// One round: move, refine, draw together, and again on what was drawn together, until nothing moves.
fn improve(
    ground: &Level,
    of: &mut [u32],
    resolution: f64,
    chance: &mut Chance,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    // Where each organisation is in the level that is worked on.
    let mut place: Vec<u32> = (0..ground.len() as u32).collect();
    let mut drawn: Option<Level> = None;
    let mut now = of.to_vec();
    loop {
        watch.go_on()?;
        let level = drawn.as_ref().unwrap_or(ground);
        moving::move_all(level, &mut now, resolution, chance);
        let count = level::tidied(&mut now);
        for (one, at) in of.iter_mut().zip(&place) {
            *one = now[*at as usize];
        }
        if count == level.len() {
            return Ok(());
        }
        let mut refined = refining::refine(level, &now, resolution, chance);
        let parts = level::tidied(&mut refined);
        if parts == level.len() {
            return Ok(());
        }
        let mut next = vec![0; parts];
        for (node, part) in refined.iter().enumerate() {
            next[*part as usize] = now[node];
        }
        place.iter_mut().for_each(|at| *at = refined[*at as usize]);
        drawn = Some(level.drawn_together(&refined, parts));
        now = next;
    }
}

/// Numbers communities: the largest first, of equals the one with the first organisation.
fn numbered(of: &[u32]) -> (Vec<usize>, usize) {
    let count = of.iter().map(|one| *one as usize + 1).max().unwrap_or(0);
    let mut found: Vec<(usize, usize, usize)> = (0..count).map(|name| (0, usize::MAX, name)).collect();
    for (node, name) in of.iter().enumerate() {
        let one = &mut found[*name as usize];
        one.0 += 1;
        one.1 = one.1.min(node);
    }
    found.retain(|(size, ..)| *size > 0);
    found.sort_by_key(|(size, first, _)| (std::cmp::Reverse(*size), *first));
    let mut number = vec![0; count];
    found.iter().enumerate().for_each(|(at, (.., name))| number[*name] = at);
    (of.iter().map(|name| number[*name as usize]).collect(), found.len())
}
