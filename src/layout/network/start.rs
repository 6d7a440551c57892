//! Where everyone begins: `PivotMDS` (Brandes, Pich 2006). Must not know what is done afterwards.

use super::distances::{Distances, NONE};
use crate::{
    chance::Chance,
    layout::{Cancelled, Watch},
};

/// Rounds of power iteration: a start need not be exact.
const ROUNDS: usize = 24;
/// More pivots make no better start.
const MOST_PIVOTS: usize = 64;

/// Positions, distances' own unit, of nodes that are all joined.
pub(super) fn places(
    distances: &Distances,
    nodes: usize,
    seed: u64,
    watch: &dyn Watch,
) -> Result<Vec<[f32; 2]>, Cancelled> {
    let pivots = distances.pivots.len().min(MOST_PIVOTS);
    let matrix = centred(distances, nodes, pivots);
    let mut random = Chance::new(seed);
    let first = axis(&matrix, pivots, None, &mut random, watch)?;
    let second = axis(&matrix, pivots, Some(&first.direction), &mut random, watch)?;
    let jitter = 0.02;
    let places = (0..nodes).map(|node| {
        [
            (first.along[node] as f32) + jitter * random.centred(),
            (second.along[node] as f32) + jitter * random.centred(),
        ]
    });
    Ok(places.collect())
}

/// Squared distances, centred over rows and columns.
fn centred(distances: &Distances, nodes: usize, pivots: usize) -> Vec<f32> {
    let mut matrix = vec![0.0_f32; nodes * pivots];
    let mut columns = vec![0.0_f64; pivots];
    for node in 0..nodes {
        let row = &mut matrix[node * pivots..(node + 1) * pivots];
        for ((value, distance), column) in row.iter_mut().zip(distances.row(node)).zip(&mut columns) {
            let distance = if *distance == NONE { 0.0 } else { f32::from(*distance) };
            *value = distance * distance;
            *column += f64::from(*value);
        }
    }
    let columns: Vec<f32> = columns.iter().map(|sum| (sum / nodes.max(1) as f64) as f32).collect();
    let all = columns.iter().sum::<f32>() / pivots.max(1) as f32;
    for row in matrix.chunks_exact_mut(pivots.max(1)) {
        let mean = row.iter().sum::<f32>() / pivots as f32;
        for (value, column) in row.iter_mut().zip(&columns) {
            *value = -0.5 * (*value - mean - column + all);
        }
    }
    matrix
}

struct Axis {
    direction: Vec<f64>,
    along: Vec<f64>,
}

/// The direction of largest spread, at right angles to `other`.
fn axis(
    matrix: &[f32],
    pivots: usize,
    other: Option<&[f64]>,
    random: &mut Chance,
    watch: &dyn Watch,
) -> Result<Axis, Cancelled> {
    let mut direction: Vec<f64> = (0..pivots).map(|_| f64::from(random.centred())).collect();
    let mut along = vec![0.0; matrix.len() / pivots.max(1)];
    let mut spread = 0.0_f64;
    for _ in 0..ROUNDS {
        watch.go_on()?;
        if let Some(other) = other {
            let common: f64 = direction.iter().zip(other).map(|(a, b)| a * b).sum();
            direction.iter_mut().zip(other).for_each(|(value, other)| *value -= common * other);
        }
        let length = direction.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length <= f64::MIN_POSITIVE {
            break;
        }
        direction.iter_mut().for_each(|value| *value /= length);
        let mut image = vec![0.0_f64; pivots];
        spread = 0.0;
        for (row, along) in matrix.chunks_exact(pivots).zip(&mut along) {
            *along = row.iter().zip(&direction).map(|(value, part)| f64::from(*value) * part).sum();
            spread += *along * *along;
            row.iter().zip(&mut image).for_each(|(value, part)| *part += f64::from(*value) * *along);
        }
        direction = image;
    }
    let length = direction.iter().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    direction.iter_mut().for_each(|value| *value /= length);
    // Squared distances grow with the fourth power of spread: bring them back to distances.
    let pieces = along.len().max(1) as f64;
    let scale = (spread / pieces).sqrt().sqrt().max(f64::MIN_POSITIVE);
    let scale = scale * (pivots.max(1) as f64).sqrt().sqrt();
    let scale = if spread > 0.0 { 1.0 / scale } else { 0.0 };
    along.iter_mut().for_each(|value| *value *= scale);
    Ok(Axis { direction, along })
}

/// A place as found, and where its node is fixed.
type Pair = ([f64; 2], [f64; 2]);

/// Turns, mirrors and shifts the places so that those with a fixed place come as near to it as they can; then puts them
/// there.
pub(super) fn fit(places: &mut [[f32; 2]], fixed: &[Option<[f32; 2]>]) {
    let pairs: Vec<Pair> = places
        .iter()
        .zip(fixed)
        .filter_map(|(place, fixed)| Some((place.map(f64::from), (*fixed)?.map(f64::from))))
        .collect();
    if pairs.is_empty() {
        return;
    }
    let count = pairs.len() as f64;
    let mean = |side: &dyn Fn(&Pair) -> f64| pairs.iter().map(side).sum::<f64>() / count;
    let from = [mean(&|pair| pair.0[0]), mean(&|pair| pair.0[1])];
    let to = [mean(&|pair| pair.1[0]), mean(&|pair| pair.1[1])];
    // As complex numbers: the best turn of the places, and of the places mirrored.
    let (mut turned, mut mirrored) = ([0.0, 0.0], [0.0, 0.0]);
    for (place, fixed) in &pairs {
        let (x, y) = (place[0] - from[0], place[1] - from[1]);
        let (u, v) = (fixed[0] - to[0], fixed[1] - to[1]);
        turned = [turned[0] + x * u + y * v, turned[1] + x * v - y * u];
        mirrored = [mirrored[0] + x * u - y * v, mirrored[1] + x * v + y * u];
    }
    let length = |turn: [f64; 2]| (turn[0] * turn[0] + turn[1] * turn[1]).sqrt();
    let (turn, mirror) = if length(mirrored) > length(turned) { (mirrored, -1.0) } else { (turned, 1.0) };
    let size = length(turn);
    let turn = if size > 0.0 { [turn[0] / size, turn[1] / size] } else { [1.0, 0.0] };
    for (place, fixed) in places.iter_mut().zip(fixed) {
        let (x, y) = (f64::from(place[0]) - from[0], (f64::from(place[1]) - from[1]) * mirror);
        let free = [to[0] + x * turn[0] - y * turn[1], to[1] + x * turn[1] + y * turn[0]];
        *place = fixed.unwrap_or(free.map(|value| value as f32));
    }
}
