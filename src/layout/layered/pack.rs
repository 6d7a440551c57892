//! Pieces of a map that nothing joins, side by side in a picture of a figure's shape. Must not know what is in them.

use crate::model::{Point, Size};

/// How wide a picture is for its height.
const SHAPE: f64 = 1.5;

/// The corners of boxes so that none overlaps and all together have about a figure's shape: in rows, the highest
/// first. `gap` is the room between two.
pub(super) fn pack(sizes: &[Size], gap: f64) -> Vec<Point> {
    let area: f64 = sizes.iter().map(|size| (size.width + gap) * (size.height + gap)).sum();
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let width = (area * SHAPE).sqrt().max(widest + gap);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| {
        sizes[*b]
            .height
            .total_cmp(&sizes[*a].height)
            .then(sizes[*b].width.total_cmp(&sizes[*a].width))
            .then(a.cmp(b))
    });
    let mut corners = vec![Point::default(); sizes.len()];
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0);
    for one in order {
        let size = sizes[one];
        if x > 0.0 && x + size.width > width {
            (x, y, row) = (0.0, y + row + gap, 0.0_f64);
        }
        corners[one] = Point::new(x, y);
        x += size.width + gap;
        row = row.max(size.height);
    }
    corners
}
