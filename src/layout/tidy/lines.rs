//! Boxes that nearly share a line are put on it: their centres, else one of their edges. Must not know gaps.

use super::{Axis, SAME, Sketch};
use crate::model::Point;

/// What of a box lies on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Centre,
    /// The left or upper edge.
    Low,
    /// The right or lower edge.
    High,
}

/// All kinds of lines, the calmest first.
pub(super) const KINDS: [Kind; 3] = [Kind::Centre, Kind::Low, Kind::High];

impl Kind {
    /// How far from the centre the line is.
    fn offset(self, side: f64) -> f64 {
        match self {
            Self::Centre => 0.0,
            Self::Low => -side / 2.0,
            Self::High => side / 2.0,
        }
    }

    /// Where a box, were it at such a centre, has this line.
    pub(super) fn at(self, sketch: &Sketch<'_>, axis: Axis, node: usize, centres: &[Point]) -> f64 {
        axis.of(centres[node]) + self.offset(axis.side(sketch.problem.sizes[node]))
    }
}

/// Straightens lines across the axis. Whether anyone moved.
pub(super) fn straighten(sketch: &mut Sketch<'_>, axis: Axis, near: f64) -> bool {
    let mut any = false;
    for kind in KINDS {
        for members in nearly(sketch, axis, kind, near) {
            any |= put_in_line(sketch, axis, kind, &members, near);
        }
    }
    any
}

/// Those that nearly share a line, by neighbours that do; the largest first.
fn nearly(sketch: &Sketch<'_>, axis: Axis, kind: Kind, near: f64) -> Vec<Vec<usize>> {
    let at = |node: usize| kind.at(sketch, axis, node, &sketch.centres);
    let mut order: Vec<usize> =
        (0..sketch.centres.len()).filter(|&node| sketch.centres[node].is_finite()).collect();
    order.sort_by(|&a, &b| at(a).total_cmp(&at(b)).then(a.cmp(&b)));
    let mut sets: Vec<usize> = (0..sketch.centres.len()).collect();
    for (place, &low) in order.iter().enumerate() {
        for &high in order[place + 1..].iter().take_while(|&&high| at(high) - at(low) <= near) {
            // A line is made of those beside each other, not of those one above the other.
            let beside = axis.other();
            let apart = (beside.of(sketch.centres[high]) - beside.of(sketch.centres[low])).abs();
            let (a, b) = (sketch.problem.sizes[low], sketch.problem.sizes[high]);
            let is_beside = apart >= f64::midpoint(beside.side(a), beside.side(b));
            if is_beside && sketch.are_in_reach(low, high) {
                let (a, b) = (root(&mut sets, low), root(&mut sets, high));
                sets[a.max(b)] = a.min(b);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for node in order {
        found.entry(root(&mut sets, node)).or_default().push(node);
    }
    let mut found: Vec<Vec<usize>> = found.into_values().filter(|members| members.len() > 1).collect();
    found.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.iter().min().copied()));
    found
}

fn root(sets: &mut [usize], mut one: usize) -> usize {
    while sets[one] != one {
        sets[one] = sets[sets[one]];
        one = sets[one];
    }
    one
}

fn put_in_line(sketch: &mut Sketch<'_>, axis: Axis, kind: Kind, members: &[usize], near: f64) -> bool {
    let at = |node: usize| kind.at(sketch, axis, node, &sketch.centres);
    let (low, high) = members
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), &node| (low.min(at(node)), high.max(at(node))));
    // What runs on like stairs is no line that somebody meant.
    if high - low <= SAME || high - low > 2.0 * near {
        return false;
    }
    let mut targets: Vec<f64> = Vec::new();
    let held: Vec<f64> = members.iter().filter(|&&node| sketch.held[node]).map(|&node| at(node)).collect();
    match held.split_first() {
        Some((first, rest)) if rest.iter().all(|other| (other - first).abs() <= SAME) => targets.push(*first),
        Some(_) => return false,
        None => {
            // The line on which most of them stand already; else between them.
            let on = |line: f64| members.iter().filter(|&&node| (at(node) - line).abs() <= SAME).count();
            let mut lines: Vec<(usize, f64)> = members.iter().map(|&node| (on(at(node)), at(node))).collect();
            let mean = lines.iter().map(|line| line.1).sum::<f64>() / lines.len() as f64;
            let far = |line: &(usize, f64)| (line.1 - mean).abs();
            lines.sort_by(|a, b| b.0.cmp(&a.0).then(far(a).total_cmp(&far(b))).then(a.1.total_cmp(&b.1)));
            lines.dedup_by(|a, b| (a.1 - b.1).abs() <= SAME);
            if lines[0].0 == 1 {
                targets.push(mean.round() + 0.0);
            }
            targets.extend(lines.iter().take(3).map(|line| line.1));
        }
    }
    let offset = |node: usize| kind.offset(axis.side(sketch.problem.sizes[node]));
    let moves: Vec<Vec<(usize, f64)>> = targets
        .iter()
        .map(|target| members.iter().map(|&node| (node, target - offset(node))).collect())
        .collect();
    moves.iter().any(|moves: &Vec<(usize, f64)>| {
        let moving: Vec<(usize, f64)> =
            moves.iter().copied().filter(|&(node, _)| !sketch.held[node]).collect();
        sketch.try_moves(axis, &moving)
    })
}
