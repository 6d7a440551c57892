//! A way through the gaps between boxes, from corner to corner: the shortest that turns little and crosses few flows.
//! Must not know lanes or curves: points and boxes are all.

use std::{cmp::Ordering, collections::BinaryHeap};

use crate::model::{Point, Rect};

use super::{grid::Grid, lines::Lines, path::segment_meets_rect, seen::Seen};

/// What a turn costs, canvas units: all of it for a turn straight back.
const TURN: f64 = 90.0;
/// What crossing another flow costs, canvas units.
const CROSSING: f64 = 26.0;
/// How often boxes newly met are looked at before the search gives up.
const ROUNDS: usize = 14;

/// A bend of a way: where, and round which corner of which box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn {
    pub at: Point,
    /// The number of the box.
    pub around: usize,
    /// Away from the box: each coordinate 1 or -1; nothing where the place is given.
    pub away: Point,
}

impl Turn {
    /// A place that the way must pass, beside this box.
    pub fn given(at: Point, around: usize) -> Self {
        Self { at, around, away: Point::default() }
    }

    /// Whether it goes round a corner, and may do so further out.
    pub fn is_at_corner(&self) -> bool {
        self.away.x != 0.0
    }
}

/// What a way has to do with.
pub(super) struct Search<'a> {
    pub obstacles: &'a Grid,
    /// Boxes that it may pass through: those it joins.
    pub own: &'a [usize],
    /// How far it keeps from all others, canvas units.
    pub margin: f64,
    /// More boxes than this are not gone round: the way would be lost in a crowd.
    pub most: usize,
    /// The straight ways of other flows, and which of them is this one's.
    pub others: Option<(&'a Lines, usize)>,
    /// What was looked at.
    pub seen: &'a Seen,
}

/// A foreign box with its margin.
#[derive(Clone, Copy)]
struct Block {
    number: usize,
    rect: Rect,
    /// What lies within: a way along the edge does not pass through.
    inside: Rect,
}

impl Block {
    fn new(number: usize, rect: Rect) -> Self {
        Self { number, rect, inside: rect.expanded(-0.05) }
    }

    /// Whether a piece of way passes through it.
    fn is_met(&self, a: Point, b: Point) -> bool {
        let inside = &self.inside;
        // Most are told by this alone.
        let is_beside = a.x.max(b.x) < inside.x
            || a.y.max(b.y) < inside.y
            || a.x.min(b.x) > inside.right()
            || a.y.min(b.y) > inside.bottom();
        !is_beside && segment_meets_rect(a, b, *inside)
    }
}

/// Why there is no way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoWay {
    /// None leads there so wide.
    Walled,
    /// Too many boxes stand between: a narrower way would be no better.
    Crowd,
}

/// The turns of the best way from `from` to `to`, and its cost in canvas units.
pub(super) fn find(from: Point, to: Point, search: &Search<'_>) -> Result<(Vec<Turn>, f64), NoWay> {
    let mut blocks: Vec<Block> = Vec::new();
    for _ in 0..ROUNDS {
        let (turns, cost) = shortest(from, to, &blocks, search).ok_or(NoWay::Walled)?;
        let known = blocks.len();
        let mut last = from;
        for next in turns.iter().map(|turn| turn.at).chain([to]) {
            add_met(last, next, (from, to), &mut blocks, search);
            last = next;
        }
        if blocks.len() == known {
            return Ok((turns, cost));
        }
        if blocks.len() > search.most {
            return Err(NoWay::Crowd);
        }
        // In an order that does not hang on how boxes are looked up: of equal ways the first is taken.
        blocks[known..].sort_by(|a, b| {
            let (a, b) = ((a.number, a.rect), (b.number, b.rect));
            a.0.cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)).then(a.1.y.total_cmp(&b.1.y))
        });
    }
    Err(NoWay::Crowd)
}

/// Adds the foreign boxes that a straight piece of way meets.
fn add_met(a: Point, b: Point, ends: (Point, Point), blocks: &mut Vec<Block>, search: &Search<'_>) {
    let pieces = (a.distance(b) / 120.0).ceil().clamp(1.0, 60.0);
    for piece in 0..pieces as usize {
        let (start, end) = (a.lerp(b, piece as f64 / pieces), a.lerp(b, (piece as f64 + 1.0) / pieces));
        let near = Rect::from_corners(start, end).expanded(search.margin + 0.01);
        search.seen.boxes.add(near);
        search.obstacles.each(near, |number, rect| {
            if !search.own.contains(&number)
                && let Some(rect) = with_margin(rect, ends, search.margin)
            {
                let block = Block::new(number, rect);
                let is_known = || blocks.iter().any(|known| known.rect == rect && known.number == number);
                if block.is_met(a, b) && !is_known() {
                    blocks.push(block);
                }
            }
            true
        });
    }
}

/// The box with as much margin as leaves both ends outside; `None` where an end lies in the box itself.
fn with_margin(rect: Rect, ends: (Point, Point), margin: f64) -> Option<Rect> {
    let gap = |point: Point| {
        let x = (rect.left() - point.x).max(point.x - rect.right());
        let y = (rect.top() - point.y).max(point.y - rect.bottom());
        x.max(y)
    };
    let nearest = gap(ends.0).min(gap(ends.1));
    (nearest > 1.0).then(|| rect.expanded(margin.min(nearest * 0.9)))
}

/// A point that the search may reach: the corner of a block, or an end.
struct Corner {
    at: Point,
    block: usize,
    /// Away from the block.
    away: Point,
}

/// A point to go on from, the cheapest first; of equals the one found first.
#[derive(PartialEq)]
struct Open {
    guess: f64,
    corner: usize,
}

impl Eq for Open {}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.guess.total_cmp(&self.guess).then(other.corner.cmp(&self.corner))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The best way round these blocks alone.
fn shortest(from: Point, to: Point, blocks: &[Block], search: &Search<'_>) -> Option<(Vec<Turn>, f64)> {
    let mut corners = corners(blocks);
    let (start, goal) = (corners.len(), corners.len() + 1);
    for at in [from, to] {
        corners.push(Corner { at, block: usize::MAX, away: Point::default() });
    }
    let mut best = vec![(f64::INFINITY, usize::MAX); corners.len()];
    let mut is_done = vec![false; corners.len()];
    best[start] = (0.0, usize::MAX);
    // What was in the way last is often in the way again.
    let mut latest = 0;
    let mut is_blocked = |a: Point, b: Point| {
        if blocks.get(latest).is_some_and(|block| block.is_met(a, b)) {
            return true;
        }
        let met = blocks.iter().position(|block| block.is_met(a, b));
        latest = met.unwrap_or(latest);
        met.is_some()
    };
    let mut open = BinaryHeap::from([Open { guess: 0.0, corner: start }]);
    while let Some(Open { corner: here, .. }) = open.pop() {
        if here == goal {
            return Some((back(&corners, &best, blocks, goal), best[goal].0));
        }
        if std::mem::replace(&mut is_done[here], true) {
            continue;
        }
        let before = (here != start).then(|| corners[here].at - corners[best[here].1].at);
        for there in (0..corners.len()).filter(|there| *there != start && *there != here) {
            let step = corners[there].at - corners[here].at;
            // What is told without a root comes first.
            if is_done[there] || !is_taut(&corners, here, there, before, step) {
                continue;
            }
            let lower = best[here].0 + step.length();
            let is_dear = || lower + corners[there].at.distance(to) >= best[goal].0;
            if lower >= best[there].0 || is_dear() {
                continue;
            }
            let cost = lower + before.map_or(0.0, |before| turn(before, step));
            if cost >= best[there].0 || is_blocked(corners[here].at, corners[there].at) {
                continue;
            }
            let crossed = |(lines, own): (&Lines, usize)| {
                let (from, to) = (corners[here].at, corners[there].at);
                lines.crossed_by_line(from, to, own, &search.seen.lines) as f64 * CROSSING
            };
            let cost = cost + search.others.map_or(0.0, crossed);
            if cost < best[there].0 {
                best[there] = (cost, here);
                open.push(Open { guess: cost + corners[there].at.distance(to), corner: there });
            }
        }
    }
    None
}

/// The corners of all blocks that do not lie within another.
fn corners(blocks: &[Block]) -> Vec<Corner> {
    let mut corners = Vec::with_capacity(4 * blocks.len() + 2);
    let aways = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    for (block, found) in blocks.iter().enumerate() {
        for (at, away) in found.rect.corners().into_iter().zip(aways) {
            if !blocks.iter().any(|other| other.inside.contains(at)) {
                corners.push(Corner { at, block, away: Point::new(away.0, away.1) });
            }
        }
    }
    corners
}

fn cross(a: Point, b: Point) -> f64 {
    a.x * b.y - a.y * b.x
}

/// Whether a thread pulled tight could run so: it passes a corner's box beside, and turns toward the box.
fn is_taut(corners: &[Corner], here: usize, there: usize, before: Option<Point>, step: Point) -> bool {
    let passes = |away: Point, step: Point| step.x * away.x * step.y * away.y <= 1e-9;
    let (a, b) = (corners[here].away, corners[there].away);
    let is_corner = |away: Point| away.x != 0.0;
    if is_corner(b) && !passes(b, step) || is_corner(a) && !passes(a, step) {
        return false;
    }
    match before {
        Some(before) if is_corner(a) => cross(before, step) * cross(before, a * -1.0) >= -1e-9,
        _ => true,
    }
}

/// What a turn costs: nothing straight on, all straight back.
fn turn(before: Point, step: Point) -> f64 {
    let lengths = before.length() * step.length();
    if lengths > 0.0 { TURN * (1.0 - before.dot(step) / lengths) } else { 0.0 }
}

/// The turns on the way to the goal, from the beginning.
fn back(corners: &[Corner], best: &[(f64, usize)], blocks: &[Block], goal: usize) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut at = best[goal].1;
    while at < corners.len() {
        if let Some(block) = blocks.get(corners[at].block) {
            turns.push(Turn { at: corners[at].at, around: block.number, away: corners[at].away });
        }
        at = best[at].1;
    }
    turns.reverse();
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Size;

    fn grid(rects: &[Rect]) -> Grid {
        let mut grid = Grid::new(Rect::around(rects.iter().copied()).unwrap_or_default());
        for rect in rects {
            grid.insert(*rect);
        }
        grid
    }

    fn found(from: Point, to: Point, rects: &[Rect]) -> Result<(Vec<Turn>, f64), NoWay> {
        let (obstacles, seen) = (grid(rects), Seen::default());
        find(
            from,
            to,
            &Search { obstacles: &obstacles, own: &[], margin: 12.0, most: 12, others: None, seen: &seen },
        )
    }

    #[test]
    fn a_way_through_a_crowd_is_given_up() {
        let crowd: Vec<Rect> = (0..40).map(|n| Rect::new(60.0 * f64::from(n), -10.0, 40.0, 20.0)).collect();
        let found = found(Point::new(-50.0, 0.0), Point::new(2500.0, 0.0), &crowd);
        assert_eq!(found.unwrap_err(), NoWay::Crowd);
    }

    #[test]
    fn a_clear_way_has_no_turns() {
        let rects = [Rect::new(0.0, 100.0, 50.0, 50.0)];
        let (turns, cost) = found(Point::new(0.0, 0.0), Point::new(300.0, 0.0), &rects).unwrap();
        assert!(turns.is_empty());
        assert!((cost - 300.0).abs() < 1e-9);
    }

    #[test]
    fn a_way_goes_round_the_nearer_side_and_keeps_its_margin() {
        let rects = [Rect::new(100.0, -60.0, 100.0, 80.0)];
        let (turns, _) = found(Point::new(0.0, 0.0), Point::new(300.0, 0.0), &rects).unwrap();
        let at: Vec<Point> = turns.iter().map(|turn| turn.at).collect();
        assert_eq!(at, [Point::new(88.0, 32.0), Point::new(212.0, 32.0)]);
    }

    #[test]
    fn a_wall_is_passed_through_its_gap() {
        let wall = |y: f64| Rect::from_center(Point::new(200.0, y), Size::new(60.0, 120.0));
        let rects = [wall(-230.0), wall(-100.0), wall(80.0), wall(210.0)];
        let (turns, _) = found(Point::new(0.0, 60.0), Point::new(400.0, 90.0), &rects).unwrap();
        assert!(turns.iter().all(|turn| turn.at.y > -40.0 && turn.at.y < 20.0), "{turns:?}");
    }

    #[test]
    fn an_end_inside_a_foreign_box_is_no_hindrance() {
        let rects = [Rect::new(-20.0, -20.0, 100.0, 40.0)];
        assert!(found(Point::new(0.0, 0.0), Point::new(300.0, 0.0), &rects).unwrap().0.is_empty());
    }
}
