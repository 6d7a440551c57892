//! How bad a picture is, were its flows straight: lines that cross, lines through boxes, long lines.
//! Must not know why anyone stands where they stand.

use std::collections::BTreeSet;

use super::Problem;
use crate::model::{Point, Rect};

/// A line through a box it does not belong to misleads more than two that cross.
const THROUGH_A_BOX: f64 = 2.5;
const CROSSING: f64 = 1.0;
/// Canvas units of line that weigh as much as a crossing.
const LONG: f64 = 500.0;
/// How many pairs of lines, and of a line and a box, are looked at in a small map.
const LOOKED_AT: usize = 500_000;
/// How near a line may come to a box, canvas units.
const BERTH: f64 = 10.0;

/// Boxes and the straight lines between them.
pub(super) struct Drawing<'a> {
    problem: &'a Problem<'a>,
    lines: Vec<(usize, usize)>,
    lines_of: Vec<Vec<usize>>,
    /// The centres of the boxes.
    pub(super) positions: Vec<Point>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(problem: &'a Problem<'a>, positions: Vec<Point>) -> Self {
        let mut lines = Vec::new();
        let mut lines_of = vec![Vec::new(); problem.len()];
        for (node, others) in problem.neighbours.iter().enumerate() {
            for other in others.iter().filter(|other| **other > node) {
                lines_of[node].push(lines.len());
                lines_of[*other].push(lines.len());
                lines.push((node, *other));
            }
        }
        Self { problem, lines, lines_of, positions }
    }

    /// Whether the map is small enough to be a figure: only then is it worth while to look at every pair of lines.
    pub(super) fn is_small(&self) -> bool {
        self.lines.len() * (self.lines.len() + self.positions.len()) <= LOOKED_AT
    }

    /// How many comparisons it takes to see how bad all of it is.
    pub(super) fn effort(&self) -> usize {
        self.lines.len() * (self.lines.len() / 2 + self.positions.len())
    }

    /// How bad all of it is; nought for a large map.
    pub(super) fn badness(&self) -> f64 {
        if !self.is_small() {
            return 0.0;
        }
        let all: BTreeSet<usize> = (0..self.lines.len()).collect();
        self.badness_of(&all, &[])
    }

    /// What the picture gains (below nought) when `node` goes there and `other`, if anyone, takes its place.
    pub(super) fn gain(
        &mut self,
        node: usize,
        there: Point,
        other: Option<usize>,
        effort: &mut usize,
    ) -> f64 {
        let moved: Vec<usize> = [node].into_iter().chain(other).collect();
        let lines: BTreeSet<usize> = moved.iter().flat_map(|node| &self.lines_of[*node]).copied().collect();
        *effort +=
            lines.len() * (self.lines.len() + self.positions.len()) + moved.len() * self.lines.len() + 1;
        let before = self.badness_of(&lines, &moved);
        let here = self.positions[node];
        self.exchange(node, there, other);
        let after = self.badness_of(&lines, &moved);
        self.positions[node] = here;
        if let Some(other) = other {
            self.positions[other] = there;
        }
        after - before
    }

    /// Puts `node` there, and `other` where it was.
    pub(super) fn exchange(&mut self, node: usize, there: Point, other: Option<usize>) {
        if let Some(other) = other {
            self.positions[other] = self.positions[node];
        }
        self.positions[node] = there;
    }

    /// What is bad about these lines, and about all others where they meet these boxes.
    fn badness_of(&self, lines: &BTreeSet<usize>, boxes: &[usize]) -> f64 {
        let mut badness = 0.0;
        for line in lines {
            let (a, b) = self.ends(*line);
            badness += a.distance(b) / LONG;
            for other in 0..self.lines.len() {
                // Of two lines that are both looked at, the second counts the crossing.
                let counted = other > *line && lines.contains(&other);
                if !counted && other != *line && self.cross(*line, other) {
                    badness += CROSSING;
                }
            }
            let through = (0..self.positions.len()).filter(|node| self.runs_through(*line, *node)).count();
            badness += THROUGH_A_BOX * through as f64;
        }
        for node in boxes {
            let others = (0..self.lines.len()).filter(|line| !lines.contains(line));
            badness += THROUGH_A_BOX * others.filter(|line| self.runs_through(*line, *node)).count() as f64;
        }
        badness
    }

    fn ends(&self, line: usize) -> (Point, Point) {
        let (a, b) = self.lines[line];
        (self.positions[a], self.positions[b])
    }

    fn cross(&self, one: usize, other: usize) -> bool {
        let ((a, b), (c, d)) = (self.lines[one], self.lines[other]);
        if a == c || a == d || b == c || b == d {
            return false;
        }
        let ((a, b), (c, d)) = (self.ends(one), self.ends(other));
        let side = |from: Point, to: Point, point: Point| (to - from).perpendicular().dot(point - from);
        side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
    }

    fn runs_through(&self, line: usize, node: usize) -> bool {
        let (a, b) = self.lines[line];
        if a == node || b == node {
            return false;
        }
        let (from, to) = self.ends(line);
        meets(from, to, self.problem.box_at(node, self.positions[node]).expanded(BERTH))
    }
}

/// Whether a straight line meets a rectangle (Liang and Barsky 1984).
fn meets(from: Point, to: Point, rect: Rect) -> bool {
    let way = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, low, high) in [
        (way.x, rect.left() - from.x, rect.right() - from.x),
        (way.y, rect.top() - from.y, rect.bottom() - from.y),
    ] {
        if step == 0.0 {
            if low > 0.0 || high < 0.0 {
                return false;
            }
        } else {
            let (near, far) = (low / step, high / step);
            enter = enter.max(near.min(far));
            leave = leave.min(near.max(far));
        }
    }
    enter <= leave
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_meets_what_it_runs_through() {
        let rect = Rect::new(10.0, 10.0, 20.0, 10.0);
        for (from, to, expected) in [
            ((0.0, 15.0), (40.0, 15.0), true),
            ((0.0, 0.0), (40.0, 0.0), false),
            ((0.0, 15.0), (5.0, 15.0), false),
            ((0.0, 0.0), (40.0, 30.0), true),
            ((20.0, 0.0), (20.0, 40.0), true),
            ((0.0, 30.0), (5.0, 0.0), false),
            ((15.0, 15.0), (16.0, 16.0), true),
        ] {
            let (from, to) = (Point::new(from.0, from.1), Point::new(to.0, to.1));
            assert_eq!(meets(from, to, rect), expected, "{from:?} to {to:?}");
        }
    }
}
