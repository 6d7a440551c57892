//! Sums in lanes: written so that a compiler may take several terms at once, and so that the order of additions, and
//! with it every bit of the result, is the same on every machine. Must not know what is summed.

use super::distances::NONE;

/// Terms taken at once.
pub(super) const LANES: usize = 8;

/// Where pivots stand, filled up to whole lanes.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    pub(super) x: Vec<f32>,
    pub(super) y: Vec<f32>,
}

/// The pull of many pivots on one place: weights one over distance squared, towards the wished distance.
#[inline]
pub(super) fn pull(at: [f32; 2], distances: &[u16], x: &[f32], y: &[f32]) -> [f32; 2] {
    let mut sum_x = [0.0_f32; LANES];
    let mut sum_y = [0.0_f32; LANES];
    let chunks = distances.chunks_exact(LANES).zip(x.chunks_exact(LANES)).zip(y.chunks_exact(LANES));
    for ((wished, x), y) in chunks {
        for lane in 0..LANES {
            let (dx, dy) = (x[lane] - at[0], y[lane] - at[1]);
            let length = (dx * dx + dy * dy + 1e-12).sqrt();
            let wish = f32::from(wished[lane]);
            let share = (length - wish) / (wish * wish * length);
            let share = if wished[lane] == NONE { 0.0 } else { share };
            sum_x[lane] += share * dx;
            sum_y[lane] += share * dy;
        }
    }
    [total(sum_x), total(sum_y)]
}

/// A step of annealed descent: each term goes as far as `step` times its weight lets it, at most its whole way; together
/// no further than their mean.
#[inline]
pub(super) fn leap(at: [f32; 2], distances: &[u16], x: &[f32], y: &[f32], step: f32) -> [f32; 2] {
    let mut sum_x = [0.0_f32; LANES];
    let mut sum_y = [0.0_f32; LANES];
    let mut ways = [0.0_f32; LANES];
    let chunks = distances.chunks_exact(LANES).zip(x.chunks_exact(LANES)).zip(y.chunks_exact(LANES));
    for ((wished, x), y) in chunks {
        for lane in 0..LANES {
            let (dx, dy) = (x[lane] - at[0], y[lane] - at[1]);
            let length = (dx * dx + dy * dy + 1e-12).sqrt();
            let wish = f32::from(wished[lane]);
            let way = (step / (wish * wish)).min(1.0);
            let way = if wished[lane] == NONE { 0.0 } else { way };
            let share = way * (length - wish) / length;
            sum_x[lane] += share * dx;
            sum_y[lane] += share * dy;
            ways[lane] += way;
        }
    }
    let ways = total(ways).max(1.0);
    [total(sum_x) / ways, total(sum_y) / ways]
}

/// Their weights together.
pub(super) fn weight(distances: &[u16]) -> f32 {
    let mut sum = [0.0_f32; LANES];
    for wished in distances.chunks_exact(LANES) {
        for lane in 0..LANES {
            let wish = f32::from(wished[lane]);
            sum[lane] += if wished[lane] == NONE { 0.0 } else { 1.0 / (wish * wish) };
        }
    }
    total(sum)
}

fn total(lanes: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}
