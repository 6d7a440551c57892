//! Many at one and the same point, spread out about it before anything else: pushed apart two by two they would end as
//! one tall column. Must not know lines or gaps.

use std::collections::BTreeMap;

use super::{CLEAR, Sketch};
use crate::model::Point;

/// So many at one point are a heap; fewer are pushed apart like others that overlap.
const HEAP: usize = 8;
/// How wide a heap becomes for its height.
const SHAPE: f64 = 1.5;

/// Lays every heap out in rows about its point, in the order of ids. Who must keep to a band stays in it.
pub(super) fn spread(sketch: &mut Sketch<'_>) {
    let mut heaps: BTreeMap<(u64, u64), Vec<usize>> = BTreeMap::new();
    for (node, at) in sketch.centres.iter().enumerate() {
        if at.is_finite() && !sketch.held[node] && sketch.bounds[node].is_none() {
            // Adding nought turns -0 into 0.
            heaps.entry(((at.x + 0.0).to_bits(), (at.y + 0.0).to_bits())).or_default().push(node);
        }
    }
    for heap in heaps.values().filter(|heap| heap.len() >= HEAP) {
        let sizes = heap.iter().map(|node| sketch.problem.sizes[*node]);
        let (width, height) =
            sizes.fold((0.0, 0.0), |(w, h): (f64, f64), size| (w.max(size.width), h.max(size.height)));
        let (across, down) = (width + 4.0 * CLEAR.width, height + 4.0 * CLEAR.height);
        let columns = ((heap.len() as f64 * SHAPE * down / across).sqrt().ceil() as usize).max(1);
        let rows = heap.len().div_ceil(columns);
        let middle = Point::new((columns - 1) as f64 / 2.0, (rows - 1) as f64 / 2.0);
        for (number, node) in heap.iter().enumerate() {
            let (column, row) = ((number % columns) as f64, (number / columns) as f64);
            let by = Point::new((column - middle.x) * across, (row - middle.y) * down);
            let at = sketch.centres[*node] + by;
            sketch.centres[*node] = Point::new(at.x.round() + 0.0, at.y.round() + 0.0);
        }
    }
}
