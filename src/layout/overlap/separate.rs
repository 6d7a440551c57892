//! Boxes pushed apart, first along one axis and then along the other, each time as little as can be (Dwyer, Marriott,
//! Stuckey 2006). Must not know heaps: many boxes in one place would become a row.

use std::collections::BTreeSet;

use super::{
    Boxes,
    projection::{Separation, project},
};
use crate::{
    layout::{Cancelled, Watch},
    model::{Point, Size},
};

/// Up to so many boxes both orders of the axes are tried.
const BOTH: usize = 3_000;

/// Pushes boxes apart; only fixed ones, and what is caught between them, may overlap afterwards.
pub(super) fn push(
    centres: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    gap: Size,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let weights: Vec<f64> = fixed.iter().map(|fixed| if *fixed { f64::INFINITY } else { 1.0 }).collect();
    let task = Task { sizes, weights: &weights, gap, watch };
    let first = task.along(centres, [true, false])?;
    let mut best = first;
    if centres.len() <= BOTH {
        let second = task.along(centres, [false, true])?;
        let moved = |to: &[Point]| {
            let squares = to.iter().zip(&*centres).map(|(to, from)| (*to - *from).dot(*to - *from));
            squares.sum::<f64>() + 1e12 * super::overlaps(to, sizes, Size::default()) as f64
        };
        if moved(&second) < moved(&best) {
            best = second;
        }
    }
    centres.copy_from_slice(&best);
    Ok(())
}

struct Task<'a> {
    sizes: &'a [Size],
    weights: &'a [f64],
    gap: Size,
    watch: &'a dyn Watch,
}

impl Task<'_> {
    /// Along the first axis whatever has the shorter way there, along the second all the rest.
    fn along(&self, centres: &[Point], axes: [bool; 2]) -> Result<Vec<Point>, Cancelled> {
        let mut centres = centres.to_vec();
        for (turn, across) in axes.into_iter().enumerate() {
            let boxes = Boxes { centres: &centres, sizes: self.sizes, gap: self.gap };
            let separations = separations(&boxes, across, turn == 0);
            let wanted: Vec<f64> =
                centres.iter().map(|centre| if across { centre.x } else { centre.y }).collect();
            let placed = project(&wanted, self.weights, &separations, self.watch)?;
            for (centre, placed) in centres.iter_mut().zip(placed) {
                *(if across { &mut centre.x } else { &mut centre.y }) = placed;
            }
        }
        Ok(centres)
    }
}

/// What must keep its distance along an axis. With `chooses` only what has the shorter way there.
fn separations(boxes: &Boxes<'_>, across: bool, chooses: bool) -> Vec<Separation> {
    let at = |one: usize| if across { boxes.centres[one].x } else { boxes.centres[one].y };
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| at(a).total_cmp(&at(b)).then(a.cmp(&b)));
    let mut rank = vec![0; boxes.len()];
    for (place, &one) in order.iter().enumerate() {
        rank[one] = place;
    }
    let mut events: Vec<(f64, bool, usize)> = Vec::with_capacity(2 * boxes.len());
    for one in 0..boxes.len() {
        let (low, high) =
            if across { (boxes.top(one), boxes.bottom(one)) } else { (boxes.left(one), boxes.right(one)) };
        events.push((low + super::NOTHING, true, one));
        events.push((high, false, one));
    }
    // Ends come before beginnings: boxes that touch don't meet.
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for (_, begins, one) in events {
        if !begins {
            open.remove(&rank[one]);
            continue;
        }
        let below = open.range(..rank[one]).rev().map(|&place| (order[place], one, order[place]));
        let above = open.range(rank[one]..).map(|&place| (one, order[place], order[place]));
        meet(boxes, across, chooses, below, &mut found);
        meet(boxes, across, chooses, above, &mut found);
        open.insert(rank[one]);
    }
    found
}

/// Looks outward from a box: low, high and the other of the two.
fn meet(
    boxes: &Boxes<'_>,
    across: bool,
    chooses: bool,
    others: impl Iterator<Item = (usize, usize, usize)>,
    found: &mut Vec<Separation>,
) {
    for (low, high, _) in others {
        let (need, between) = (boxes.need(low, high), boxes.centres[high] - boxes.centres[low]);
        let lack_across = need.width - between.x.abs();
        let lack_down = need.height - between.y.abs();
        let (gap, lack, other_lack) =
            if across { (need.width, lack_across, lack_down) } else { (need.height, lack_down, lack_across) };
        if !chooses || lack <= 0.0 {
            found.push(Separation { low, high, gap });
            return;
        }
        if lack <= other_lack {
            found.push(Separation { low, high, gap });
        }
    }
}
