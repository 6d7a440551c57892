//! Boxes in a heap spread: the picture is made larger until the heap is loose, which changes nothing else, and then
//! each two that overlap push each other off, the way they lay to each other at first. Must not know fixed boxes.

use super::{Boxes, sweep};
use crate::{
    layout::{Cancelled, Watch},
    model::{Point, Size},
};

/// The picture is made larger until each box overlaps with no more others than this; the rest is pushing.
const LOOSE: f64 = 2.0;
/// How often all are pushed at most.
const ROUNDS: usize = 120;
/// Who is near is looked up anew every so many rounds.
const LOOK_ANEW: usize = 6;
/// Those count as near who would overlap if boxes were so much larger.
const NEAR: f64 = 1.25;

/// Spreads the boxes until hardly any overlap.
pub(super) fn spread(
    centres: &mut [Point],
    sizes: &[Size],
    gap: Size,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let original = centres.to_vec();
    enlarge(centres, sizes, gap, watch)?;
    let mut near: Vec<(usize, usize)> = Vec::new();
    let mean = sizes
        .iter()
        .fold(Size::default(), |sum, size| Size::new(sum.width + size.width, sum.height + size.height));
    let more = |sum: f64| sum / sizes.len() as f64 * (NEAR - 1.0);
    let wide = Size::new(gap.width + more(mean.width), gap.height + more(mean.height));
    for round in 0..ROUNDS {
        if round % LOOK_ANEW == 0 {
            watch.go_on()?;
            near.clear();
            sweep::pairs(&Boxes { centres, sizes, gap: wide }, |a, b| {
                near.push((a, b));
                true
            });
        }
        let mut any = false;
        let mut push = |&(a, b): &(usize, usize)| any |= push(centres, &original, sizes, gap, a, b);
        // There and back, so that none is always the first.
        if round % 2 == 0 {
            near.iter().for_each(&mut push);
        } else {
            near.iter().rev().for_each(&mut push);
        }
        if !any {
            break;
        }
    }
    Ok(())
}

/// Makes the picture larger about the middle of all until it is loose.
fn enlarge(centres: &mut [Point], sizes: &[Size], gap: Size, watch: &dyn Watch) -> Result<(), Cancelled> {
    let count = centres.len() as f64;
    let middle = centres.iter().fold(Point::default(), |sum, centre| sum + *centre) * (1.0 / count);
    let most = (LOOSE * count) as usize;
    let larger = |factor: f64| -> Vec<Point> {
        centres.iter().map(|centre| middle + (*centre - middle) * factor).collect()
    };
    let is_loose = |factor: f64| sweep::count(&Boxes { centres: &larger(factor), sizes, gap }, most) < most;
    let (mut low, mut high) = (1.0, 1.0);
    // What lies in one place stays in one place, however large the picture is.
    while high < 1e3 && !is_loose(high) {
        watch.go_on()?;
        (low, high) = (high, high * 2.0);
    }
    for _ in 0..6 {
        watch.go_on()?;
        let middle = f64::midpoint(low, high);
        if is_loose(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    let factor = if high < 1e3 { high } else { 1.0 };
    centres.copy_from_slice(&larger(factor));
    Ok(())
}

/// Pushes two apart if they overlap, along the axis along which they were the further apart at first, seen from boxes
/// of their size. Whether they overlapped.
fn push(centres: &mut [Point], original: &[Point], sizes: &[Size], gap: Size, a: usize, b: usize) -> bool {
    let boxes = Boxes { centres, sizes, gap };
    if !boxes.overlap(a, b) {
        return false;
    }
    let (need, now, first) = (boxes.need(a, b), centres[b] - centres[a], original[b] - original[a]);
    let way = |first: f64, need: f64, now: f64| {
        let sign = if first < 0.0 { -1.0 } else { 1.0 };
        0.5 * sign * (need - sign * now).min(need)
    };
    let is_across = first.x.abs() * need.height > first.y.abs() * need.width;
    let step = if is_across {
        Point::new(way(first.x, need.width, now.x), 0.0)
    } else {
        Point::new(0.0, way(first.y, need.height, now.y))
    };
    centres[a] = centres[a] - step;
    centres[b] = centres[b] + step;
    true
}
