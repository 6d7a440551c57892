//! Boxes pushed apart, first along one axis and then along the other, each time as little as can be (Dwyer, Marriott,
//! Stuckey 2006). Must not know heaps: many boxes in one place would become a row.

use std::collections::BTreeSet;

use super::{
    Boxes, Task,
    projection::{Separation, project},
};
use crate::{
    layout::Cancelled,
    model::{Point, Size},
};

/// Up to so many boxes both orders of the axes are tried.
const BOTH: usize = 3_000;
/// Up to so many the movement is the least there is; beyond, nearly.
const EXACT: usize = 400;

/// Pushes boxes apart; only fixed ones, and what is caught between them, may overlap afterwards.
pub(super) fn push(centres: &mut [Point], task: &Task<'_>) -> Result<(), Cancelled> {
    let mut best = task.along(centres, [true, false])?;
    if centres.len() <= BOTH {
        let second = task.along(centres, [false, true])?;
        let cost = |to: &[Point]| {
            let squares = to.iter().zip(&*centres).map(|(to, from)| (*to - *from).dot(*to - *from));
            squares.sum::<f64>() + 1e12 * super::overlaps(to, task.sizes, Size::default()) as f64
        };
        if cost(&second) < cost(&best) {
            best = second;
        }
    }
    centres.copy_from_slice(&best);
    Ok(())
}

impl Task<'_> {
    /// Along the first axis whatever has the shorter way there, along the second all the rest.
    fn along(&self, centres: &[Point], axes: [bool; 2]) -> Result<Vec<Point>, Cancelled> {
        let mut centres = centres.to_vec();
        for (turn, across) in axes.into_iter().enumerate() {
            let boxes = Boxes { centres: &centres, sizes: self.sizes, gap: self.gap };
            let mut separations = separations(&boxes, across, turn == 0);
            let mut wanted: Vec<f64> =
                centres.iter().map(|centre| if across { centre.x } else { centre.y }).collect();
            let mut weights: Vec<f64> =
                self.fixed.iter().map(|fixed| if *fixed { f64::INFINITY } else { 1.0 }).collect();
            self.add_walls(across, &mut wanted, &mut weights, &mut separations);
            let placed = if centres.len() > EXACT && weights.iter().all(|weight| weight.is_finite()) {
                halfway(&wanted, &separations)
            } else {
                project(&wanted, &weights, &separations, self.watch)?
            };
            for (centre, placed) in centres.iter_mut().zip(placed) {
                *(if across { &mut centre.x } else { &mut centre.y }) = placed;
            }
        }
        Ok(centres)
    }

    /// Bounds become walls that don't move, the same for all that have the same bounds.
    fn add_walls(
        &self,
        across: bool,
        wanted: &mut Vec<f64>,
        weights: &mut Vec<f64>,
        separations: &mut Vec<Separation>,
    ) {
        for (one, bounds) in self.bounds.iter().enumerate() {
            let Some(bounds) = bounds.filter(|_| !self.fixed[one]) else { continue };
            let (low, high, side) = if across {
                (bounds.left(), bounds.right(), self.sizes[one].width)
            } else {
                (bounds.top(), bounds.bottom(), self.sizes[one].height)
            };
            // Rounding to whole units must not lead through the wall.
            let room = ((high - low - side) / 2.0).clamp(0.0, 0.5);
            let wall = wanted.len();
            wanted.extend([low, high]);
            weights.extend([f64::INFINITY; 2]);
            if high - low >= side {
                separations.push(Separation { low: wall, high: one, gap: side / 2.0 + room });
                separations.push(Separation { low: one, high: wall + 1, gap: side / 2.0 + room });
            }
        }
    }
}

/// Between pushing everybody upward only and downward only: both satisfy all separations, so what lies between does.
/// Not quite the least movement, but in the time of one look at each.
fn halfway(wanted: &[f64], separations: &[Separation]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]).then(a.cmp(&b)));
    let mut above: Vec<Vec<(usize, f64)>> = vec![Vec::new(); wanted.len()];
    let mut below: Vec<Vec<(usize, f64)>> = vec![Vec::new(); wanted.len()];
    for separation in separations {
        above[separation.low].push((separation.high, separation.gap));
        below[separation.high].push((separation.low, separation.gap));
    }
    let (mut up, mut down) = (wanted.to_vec(), wanted.to_vec());
    for &one in &order {
        for &(other, gap) in &above[one] {
            up[other] = up[other].max(up[one] + gap);
        }
    }
    for &one in order.iter().rev() {
        for &(other, gap) in &below[one] {
            down[other] = down[other].min(down[one] - gap);
        }
    }
    up.into_iter().zip(down).map(|(up, down)| f64::midpoint(up, down)).collect()
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
