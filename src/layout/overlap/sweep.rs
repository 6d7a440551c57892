//! Which boxes overlap: a sweep from left to right. Must not know what is done about it.

use std::collections::BTreeMap;

use super::Boxes;

/// Calls `found` with every pair of boxes that are nearer than the gap, the lower number first; stops when it says
/// `false`.
pub(super) fn pairs(boxes: &Boxes<'_>, mut found: impl FnMut(usize, usize) -> bool) {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| boxes.left(a).total_cmp(&boxes.left(b)).then(a.cmp(&b)));
    // Rows as high as the usual box: whatever overlaps upright meets in one of them.
    let heights = (0..boxes.len()).map(|one| boxes.bottom(one) - boxes.top(one));
    let row_height = (heights.sum::<f64>() / boxes.len().max(1) as f64).max(1e-3);
    let mut rows: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let mut tall: Vec<usize> = Vec::new();
    let mut seen = vec![usize::MAX; boxes.len()];
    for one in order {
        let left = boxes.left(one);
        let row = |value: f64| (value / row_height).floor() as i64;
        let (first, last) = (row(boxes.top(one)), row(boxes.bottom(one)));
        let is_tall = last - first > 64;
        let mut go_on = true;
        let mut look = |open: &mut Vec<usize>| {
            open.retain(|&other| boxes.right(other) > left);
            for &other in open.iter() {
                if seen[other] != one && boxes.overlap(one, other) {
                    seen[other] = one;
                    go_on &= found(one.min(other), one.max(other));
                }
            }
        };
        look(&mut tall);
        if is_tall {
            rows.range_mut(first..=last).for_each(|(_, open)| look(open));
            tall.push(one);
        } else {
            for row in first..=last {
                let open = rows.entry(row).or_default();
                look(open);
                open.push(one);
            }
        }
        if !go_on {
            return;
        }
    }
}

/// How many pairs overlap, up to `most`.
pub(super) fn count(boxes: &Boxes<'_>, most: usize) -> usize {
    let mut count = 0;
    pairs(boxes, |_, _| {
        count += 1;
        count < most
    });
    count
}
