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

/// From how many boxes on a way would be lost in a crowd.
#[derive(Clone, Copy)]
pub(super) struct Most {
    /// More than these are not gone round.
    pub round: usize,
    /// Where more than these stand in the straight way, none is gone round.
    pub straight: usize,
}

/// What a way has to do with.
pub(super) struct Search<'a> {
    pub obstacles: &'a Grid,
    /// Boxes that it may pass through: those it joins.
    pub own: &'a [usize],
    /// How far it keeps from all others, canvas units.
    pub margin: f64,
    pub most: Most,
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
        segment_meets_rect(a, b, self.inside)
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
    let mut net = Net::new(from, to);
    for round in 0..ROUNDS {
        let (turns, cost) = net.shortest(search).ok_or(NoWay::Walled)?;
        let known = net.blocks.len();
        let mut last = from;
        for next in turns.iter().map(|turn| turn.at).chain([to]) {
            add_met(last, next, (from, to), &mut net.blocks, search);
            last = next;
        }
        if net.blocks.len() == known {
            return Ok((turns, cost));
        }
        let most = if round == 0 { search.most.straight } else { search.most.round };
        if net.blocks.len() > most {
            return Err(NoWay::Crowd);
        }
        // In an order that does not hang on how boxes are looked up: of equal ways the first is taken.
        net.blocks[known..].sort_by(|a, b| {
            let (a, b) = ((a.number, a.rect), (b.number, b.rect));
            a.0.cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)).then(a.1.y.total_cmp(&b.1.y))
        });
    }
    Err(NoWay::Crowd)
}

/// Adds the foreign boxes that a straight piece of way meets, until they are a crowd: how large that is does not matter.
fn add_met(a: Point, b: Point, ends: (Point, Point), blocks: &mut Vec<Block>, search: &Search<'_>) {
    if search.seen.boxes.is_noting() {
        let pieces = (a.distance(b) / 120.0).ceil().clamp(1.0, 60.0);
        let at = |piece: usize| a.lerp(b, piece as f64 / pieces);
        for piece in 0..pieces as usize {
            let near = Rect::from_corners(at(piece), at(piece + 1)).expanded(search.margin + 1.0);
            search.seen.boxes.add(near);
        }
    }
    let margin = search.margin + 0.01;
    search.obstacles.each_along(a, b, margin, |number, rect| {
        if segment_meets_rect(a, b, rect.expanded(margin))
            && !search.own.contains(&number)
            && let Some(rect) = with_margin(rect, ends, search.margin)
        {
            let block = Block::new(number, rect);
            let is_known = || blocks.iter().any(|known| known.rect == rect && known.number == number);
            if block.is_met(a, b) && !is_known() {
                blocks.push(block);
            }
        }
        blocks.len() <= search.most.round
    });
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
#[derive(Clone, Copy)]
struct Corner {
    at: Point,
    block: usize,
    /// Away from the block.
    away: Point,
    /// Its number among all corners, also those that lie within a block: it stays when blocks are added.
    number: usize,
    /// From here to the goal.
    left: f64,
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

/// The blocks met so far with their corners, and what is known of which corner sees which: that outlives a round, for
/// blocks are only added.
struct Net {
    from: Point,
    to: Point,
    blocks: Vec<Block>,
    /// For the four corners of each block whether they lie within another, as far as blocks were looked at.
    buried: Vec<bool>,
    /// For each two numbers of corners how many blocks are known not to lie between them, or [`BLOCKED`].
    seen: Vec<u16>,
    /// The corners of this round, the beginning and the end; for each its cost and where one comes from, and whether it
    /// is done with.
    corners: Vec<Corner>,
    best: Vec<(f64, usize)>,
    is_done: Vec<bool>,
    open: BinaryHeap<Open>,
}

/// A block lies between.
const BLOCKED: u16 = u16::MAX;
/// The numbers of both ends; those of corners follow.
const ENDS: [usize; 2] = [0, 1];

impl Net {
    fn new(from: Point, to: Point) -> Self {
        Self {
            from,
            to,
            blocks: Vec::new(),
            buried: Vec::new(),
            seen: Vec::new(),
            corners: Vec::new(),
            best: Vec::new(),
            is_done: Vec::new(),
            open: BinaryHeap::new(),
        }
    }

    /// Lists the corners of all blocks that do not lie within another, then both ends.
    fn list_corners(&mut self) {
        let known = self.buried.len() / 4;
        for (number, block) in self.blocks.iter().enumerate() {
            let others = if number < known { &self.blocks[known..] } else { &self.blocks[..] };
            for (place, at) in block.rect.corners().into_iter().enumerate() {
                let is_buried = || others.iter().any(|other| other.inside.contains(at));
                match self.buried.get_mut(4 * number + place) {
                    Some(buried) => *buried = *buried || is_buried(),
                    None => self.buried.push(is_buried()),
                }
            }
        }
        let aways = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        self.corners.clear();
        for (block, found) in self.blocks.iter().enumerate() {
            for (place, (at, away)) in found.rect.corners().into_iter().zip(aways).enumerate() {
                if !self.buried[4 * block + place] {
                    let number = ENDS.len() + 4 * block + place;
                    let left = at.distance(self.to);
                    self.corners.push(Corner { at, block, away: Point::new(away.0, away.1), number, left });
                }
            }
        }
        for (at, number) in [self.from, self.to].into_iter().zip(ENDS) {
            let left = at.distance(self.to);
            self.corners.push(Corner { at, block: usize::MAX, away: Point::default(), number, left });
        }
        let numbers = ENDS.len() + 4 * self.blocks.len();
        self.seen.resize(numbers * (numbers - 1) / 2, 0);
    }

    /// Whether a block lies between two corners.
    fn is_blocked(&mut self, here: usize, there: usize) -> bool {
        let (a, b) = (&self.corners[here], &self.corners[there]);
        let (low, high) = (a.number.min(b.number), a.number.max(b.number));
        let seen = &mut self.seen[high * (high - 1) / 2 + low];
        if *seen == BLOCKED {
            return true;
        }
        let unknown = &self.blocks[usize::from(*seen)..];
        let is_met = unknown.iter().any(|block| block.is_met(a.at, b.at));
        *seen = if is_met { BLOCKED } else { self.blocks.len() as u16 };
        is_met
    }

    /// The best way round these blocks alone.
    fn shortest(&mut self, search: &Search<'_>) -> Option<(Vec<Turn>, f64)> {
        self.list_corners();
        let count = self.corners.len();
        let (start, goal) = (count - 2, count - 1);
        self.best.clear();
        self.best.resize(count, (f64::INFINITY, usize::MAX));
        self.is_done.clear();
        self.is_done.resize(count, false);
        self.best[start] = (0.0, usize::MAX);
        // One does not come back to the beginning.
        self.is_done[start] = true;
        self.open.clear();
        self.reach_from(start, None, search);
        while let Some(Open { corner: here, .. }) = self.open.pop() {
            if here == goal {
                return Some((self.turns(), self.best[goal].0));
            }
            if std::mem::replace(&mut self.is_done[here], true) {
                continue;
            }
            let before = self.corners[here].at - self.corners[self.best[here].1].at;
            self.reach_from(here, Some(before), search);
        }
        None
    }

    /// Looks where one can go on to from a corner that one came to along `before`.
    fn reach_from(&mut self, here: usize, before: Option<Point>, search: &Search<'_>) {
        let (at, cost_here) = (self.corners[here], self.best[here].0);
        let goal = self.corners.len() - 1;
        let straight = before.map(Point::length);
        for there in 0..self.corners.len() {
            // What is told without a root comes first.
            if self.is_done[there] || there == here {
                continue;
            }
            let next = &self.corners[there];
            let step = next.at - at.at;
            if !is_taut(at.away, next.away, before, step) {
                continue;
            }
            let length = step.length();
            let lower = cost_here + length;
            if lower >= self.best[there].0 || lower + next.left >= self.best[goal].0 {
                continue;
            }
            let turn = |(before, straight): (Point, f64)| turn(before.dot(step), straight * length);
            let cost = lower + before.zip(straight).map_or(0.0, turn);
            if cost >= self.best[there].0 || self.is_blocked(here, there) {
                continue;
            }
            let there_at = self.corners[there].at;
            let crossed = |(lines, own): (&Lines, usize)| {
                lines.crossed_by_line(at.at, there_at, own, &search.seen.lines) as f64 * CROSSING
            };
            let cost = cost + search.others.map_or(0.0, crossed);
            if cost < self.best[there].0 {
                self.best[there] = (cost, here);
                self.open.push(Open { guess: cost + self.corners[there].left, corner: there });
            }
        }
    }

    /// The turns on the way to the goal, from the beginning.
    fn turns(&self) -> Vec<Turn> {
        let mut turns = Vec::new();
        let mut at = self.best[self.corners.len() - 1].1;
        while let Some(corner) = self.corners.get(at) {
            if let Some(block) = self.blocks.get(corner.block) {
                turns.push(Turn { at: corner.at, around: block.number, away: corner.away });
            }
            at = self.best[at].1;
        }
        turns.reverse();
        turns
    }
}

fn cross(a: Point, b: Point) -> f64 {
    a.x * b.y - a.y * b.x
}

/// Whether a thread pulled tight could run so, from a corner `a` to a corner `b` (told by where their boxes are not): it
/// passes a corner's box beside, and turns toward the box.
fn is_taut(a: Point, b: Point, before: Option<Point>, step: Point) -> bool {
    let passes = |away: Point, step: Point| step.x * away.x * step.y * away.y <= 1e-9;
    let is_corner = |away: Point| away.x != 0.0;
    if is_corner(b) && !passes(b, step) || is_corner(a) && !passes(a, step) {
        return false;
    }
    match before {
        Some(before) if is_corner(a) => cross(before, step) * cross(before, a * -1.0) >= -1e-9,
        _ => true,
    }
}

/// What a turn costs, of the product of two steps and of that of their lengths: nothing straight on, all straight back.
fn turn(product: f64, lengths: f64) -> f64 {
    if lengths > 0.0 { TURN * (1.0 - product / lengths) } else { 0.0 }
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
            &Search {
                obstacles: &obstacles,
                own: &[],
                margin: 12.0,
                most: Most { round: 12, straight: 12 },
                others: None,
                seen: &seen,
            },
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
