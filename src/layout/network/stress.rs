//! Places in which the distance of two nodes is, as well as it can be, the number of flows between them (weights one
//! over distance squared): stress, sampled at pivots (Ortmann, Klimenta, Brandes 2016), made small by annealed descent
//! (Zheng, Pawar, Goodman 2018) whose steps take a few pivots at once, then by majorisation (Gansner, Koren, North
//! 2004). Must not know boxes, labels or the canvas.

use super::{
    distances::Distances,
    graph::Graph,
    lanes::{self, LANES, Spots},
    start,
};
use crate::{
    chance::Chance,
    layout::{Cancelled, Watch},
};

/// So many nodes are each other's pivots: full stress.
const ALL_ARE_PIVOTS: usize = 1500;
/// Otherwise so many terms in all ...
const TERMS: usize = 7_000_000;
/// ... and between so many pivots.
const FEWEST_PIVOTS: usize = 300;
const MOST_PIVOTS: usize = 700;
/// Rounds of annealed descent, then of majorisation.
const DESCENTS: usize = 15;
const MAJORISATIONS: usize = 12;
/// Pivots per step of the descent.
const STEP: usize = 2 * LANES;
/// The last descent's step, as a share of a term's whole way at distance 1.
const LAST_STEP: f32 = 0.1;
/// Asked after so many terms whether anybody still waits: about a millisecond.
const TERMS_PER_LOOK: usize = 300_000;

/// Positions, in hops, of nodes that are all joined. Nodes with a place in
/// `fixed` keep it exactly.
pub(super) fn solve(
    graph: &Graph,
    fixed: &[Option<[f32; 2]>],
    seed: u64,
    watch: &dyn Watch,
) -> Result<Vec<[f32; 2]>, Cancelled> {
    if graph.len() <= 1 {
        return Ok((0..graph.len()).map(|node| fixed[node].unwrap_or_default()).collect());
    }
    let mut random = Chance::new(seed);
    let distances = Distances::new(graph, pivots(graph.len(), &mut random), watch)?;
    watch.progress(0.1);
    let mut places = start::places(&distances, graph.len(), random.next(), watch)?;
    start::fit(&mut places, fixed);
    watch.progress(0.15);
    let mut descent = Descent::new(graph, &distances, places, fixed);
    descent.anneal(&mut random, watch)?;
    descent.settle(watch)?;
    Ok(descent.places)
}

/// From whom distances are reckoned among so many: all, or as many as there is time for.
pub(super) fn pivots(count: usize, random: &mut Chance) -> Vec<u32> {
    let mut pivots: Vec<u32> = (0..count as u32).collect();
    random.shuffle(&mut pivots);
    if count > ALL_ARE_PIVOTS {
        pivots.truncate((TERMS / count).clamp(FEWEST_PIVOTS, MOST_PIVOTS));
    }
    pivots
}

struct Descent<'a> {
    graph: &'a Graph,
    distances: &'a Distances,
    places: Vec<[f32; 2]>,
    /// Who may move.
    moving: Vec<u32>,
    spots: Spots,
    /// Which pivot a node is; one that is none is `u32::MAX`.
    pivot_of: Vec<u32>,
}

impl<'a> Descent<'a> {
    fn new(
        graph: &'a Graph,
        distances: &'a Distances,
        places: Vec<[f32; 2]>,
        fixed: &[Option<[f32; 2]>],
    ) -> Self {
        let mut spots = Spots { x: vec![0.0; distances.stride], y: vec![0.0; distances.stride] };
        let mut pivot_of = vec![u32::MAX; graph.len()];
        for (pivot, node) in distances.pivots.iter().enumerate() {
            [spots.x[pivot], spots.y[pivot]] = places[*node as usize];
            pivot_of[*node as usize] = pivot as u32;
        }
        let moving = (0..graph.len()).filter(|node| fixed[*node].is_none()).map(|node| node as u32);
        Self { graph, distances, moving: moving.collect(), places, spots, pivot_of }
    }

    fn put(&mut self, node: usize, place: [f32; 2]) {
        self.places[node] = place;
        if let Some(x) = self.spots.x.get_mut(self.pivot_of[node] as usize) {
            *x = place[0];
            self.spots.y[self.pivot_of[node] as usize] = place[1];
        }
    }

    /// Large steps that grow smaller: out of bad beginnings.
    fn anneal(&mut self, random: &mut Chance, watch: &dyn Watch) -> Result<(), Cancelled> {
        let furthest = f32::from(self.distances.furthest());
        let first = furthest * furthest;
        let steps = self.distances.stride.div_ceil(STEP);
        let nodes_per_look = (TERMS_PER_LOOK / self.distances.stride.max(1)).max(1);
        for round in 0..DESCENTS {
            let share = round as f32 / (DESCENTS - 1) as f32;
            let step = libm::powf(first, 1.0 - share) * libm::powf(LAST_STEP, share);
            let mut order = self.moving.clone();
            random.shuffle(&mut order);
            for (count, node) in order.into_iter().enumerate() {
                if count.is_multiple_of(nodes_per_look) {
                    watch.go_on()?;
                }
                let row = self.distances.row(node as usize);
                let mut place = self.places[node as usize];
                let begin = random.below(steps);
                for which in (begin..steps).chain(0..begin) {
                    let part = which * STEP..((which + 1) * STEP).min(row.len());
                    let (x, y) = (&self.spots.x[part.clone()], &self.spots.y[part.clone()]);
                    let by = lanes::leap(place, &row[part], x, y, step);
                    place = [place[0] + by[0], place[1] + by[1]];
                }
                self.put(node as usize, place);
            }
            watch.progress(0.15 + 0.65 * (round + 1) as f64 / DESCENTS as f64);
        }
        Ok(())
    }

    /// Each node to the best place as all others stand.
    fn settle(&mut self, watch: &dyn Watch) -> Result<(), Cancelled> {
        let sampled = self.distances.pivots.len() < self.graph.len();
        let nodes_per_look = (TERMS_PER_LOOK / self.distances.stride.max(1)).max(1);
        let moving = std::mem::take(&mut self.moving);
        let weights: Vec<f32> =
            moving.iter().map(|node| lanes::weight(self.distances.row(*node as usize))).collect();
        for round in 0..MAJORISATIONS {
            for (count, (node, weight)) in moving.iter().zip(&weights).enumerate() {
                if count.is_multiple_of(nodes_per_look) {
                    watch.go_on()?;
                }
                let (node, mut weight) = (*node as usize, *weight);
                let place = self.places[node];
                let mut by = lanes::pull(place, self.distances.row(node), &self.spots.x, &self.spots.y);
                if sampled {
                    let (pull, more) = self.pull_of_neighbours(node);
                    by = [by[0] + pull[0], by[1] + pull[1]];
                    weight += more;
                }
                if weight > 0.0 {
                    self.put(node, [place[0] + by[0] / weight, place[1] + by[1] / weight]);
                }
            }
            watch.progress(0.8 + 0.2 * (round + 1) as f64 / MAJORISATIONS as f64);
        }
        Ok(())
    }

    /// What the nearest do, who are seldom pivots; and their weight.
    fn pull_of_neighbours(&self, node: usize) -> ([f32; 2], f32) {
        let (mut sum, mut weights) = ([0.0, 0.0], 0.0);
        let place = self.places[node];
        for other in self.graph.around(node) {
            let other = self.places[*other as usize];
            let (dx, dy) = (other[0] - place[0], other[1] - place[1]);
            let length = (dx * dx + dy * dy + 1e-12).sqrt();
            let share = (length - 1.0) / length;
            sum = [sum[0] + share * dx, sum[1] + share * dy];
            weights += 1.0;
        }
        (sum, weights)
    }
}
