//! Lanes between two boxes, and the least bend with which they clear what stands between.
//! Must not know outlines or kinds: boxes, aims and numbers of lanes are all.

use std::cell::RefCell;

use crate::model::{Point, Rect};

use super::{
    curve::Cubic,
    few::Few,
    grid::Grid,
    lines::Lines,
    path::segment_meets_rect,
    ports::Aim,
    seen::{Seen, Squares},
};

/// Distance of parallel flows in the middle of their way, canvas units.
const LANE: f64 = 19.0;
/// More of it where lanes run upright, for labels lie flat.
const UPRIGHT_LANE: f64 = 9.0;
/// How far a way keeps from the box of an organisation that it does not touch.
pub(super) const CLEAR: f64 = 9.0;
/// How far a way may bow, canvas units, tried in this order; each to both sides.
const BOWS: [f64; 13] = [22.0, 33.0, 44.0, 55.0, 66.0, 80.0, 96.0, 116.0, 140.0, 168.0, 202.0, 246.0, 300.0];
/// How much further a way may bow to cross one flow less, canvas units.
const CROSSING: f64 = 26.0;
/// More crossed flows than this are not told apart: in a crowd no bow is worth counting thousands.
const MANY_CROSSED: usize = 256;
/// Ways longer than this are searched in coarser steps.
const LONG: f64 = 800.0;
/// Boxes in the straight way that are too many for one bow, where ways are many.
const CROWD: usize = 2;
/// How far the pieces stray that a bent way is looked at by, canvas units.
const BENT: f64 = 2.5;
/// What is near a curve no longer than this is looked up at once, canvas units.
const NEARBY: f64 = 420.0;
/// How bows lean: evenly, to the beginning, to the end.
const LEANS: [(f64, f64); 3] = [(1.0, 1.0), (1.6, 0.3), (0.3, 1.6)];

fn lane_gap(along: Point) -> f64 {
    LANE + UPRIGHT_LANE * along.y.abs()
}

/// Distance of lanes where they meet the boxes: less than on the way where a box is too small for it.
fn end_gap(lanes: f64, aim: Aim, low: Rect, high: Rect) -> f64 {
    if lanes == 0.0 {
        return 0.0;
    }
    let along = (aim.high - aim.low).normalised();
    let across = along.perpendicular();
    let room = room_across(low, aim.low, across).min(room_across(high, aim.high, across));
    lane_gap(along).min(2.0 * room / lanes)
}

/// How far one may go from `at` to either side along `across` and stay well within the box.
fn room_across(rect: Rect, at: Point, across: Point) -> f64 {
    let inner = rect.expanded(-7.0);
    let reach = |delta: f64, low: f64, high: f64, at: f64| {
        if delta.abs() < 1e-6 { f64::INFINITY } else { ((high - at).min(at - low) / delta.abs()).max(0.0) }
    };
    let x = reach(across.x, inner.left(), inner.right(), at.x);
    let y = reach(across.y, inner.top(), inner.bottom(), at.y);
    x.min(y).max(2.0)
}

/// How far the handles of a curve stand off its straight way, to the left as seen from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bend {
    pub first: f64,
    pub second: f64,
}

/// The lanes between two boxes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lanes {
    pub aim: Aim,
    across: Point,
    /// Distance on the way, and at the boxes.
    gap: f64,
    at_ends: f64,
    /// The number of the last lane; the first is 0.
    pub last: f64,
}

impl Lanes {
    pub fn new(aim: Aim, count: usize, low: Rect, high: Rect) -> Self {
        let along = (aim.high - aim.low).normalised();
        let last = count.saturating_sub(1) as f64;
        let at_ends = end_gap(last, aim, low, high);
        Self { aim, across: along.perpendicular(), gap: lane_gap(along), at_ends, last }
    }

    /// A lane's curve, from inside the one box to inside the other.
    pub fn curve(&self, index: f64, bend: Bend) -> Cubic {
        let place = self.last / 2.0 - index;
        let shift = self.across * (place * self.at_ends);
        let straight = Cubic::straight(self.aim.low + shift, self.aim.high + shift);
        // The middle of a cubic is moved by three quarters of what both handles are moved.
        let handle = |bend: f64| self.across * ((place * (self.gap - self.at_ends) + bend) * 4.0 / 3.0);
        Cubic {
            first: straight.first + handle(bend.first),
            second: straight.second + handle(bend.second),
            ..straight
        }
    }

    /// How far a lane lies to the left of the middle: at the boxes, and on its way.
    pub fn offsets(&self, index: f64) -> (f64, f64) {
        let place = self.last / 2.0 - index;
        (place * self.at_ends, place * self.gap)
    }

    /// How wide all lanes are on their way.
    pub fn width(&self) -> f64 {
        self.last * self.gap
    }

    /// The lane in the middle, which may lie between two.
    pub fn middle(&self, bend: Bend) -> Cubic {
        self.curve(self.last / 2.0, bend)
    }

    /// How wide all lanes are where they meet the boxes.
    pub fn width_at_ends(&self) -> f64 {
        self.last * self.at_ends
    }

    fn length(&self) -> f64 {
        self.aim.low.distance(self.aim.high)
    }
}

/// What a bundle's bend has to do with.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub obstacles: &'a Grid,
    /// The boxes that any bend may meet, while bends are tried.
    pub listed: Option<&'a Listed>,
    /// The straight ways of all bundles, and which of them is this one's.
    pub others: (&'a Lines, usize),
    /// What was looked at.
    pub seen: &'a Seen,
    /// Ways are few: each may be searched long.
    pub thorough: bool,
}

/// The foreign boxes that any bend of some lanes may meet, with what is kept clear round them, and their numbers.
pub(super) struct Listed {
    /// Those in reach of all bends; `None` where that is too far to list them.
    all: Option<Vec<(usize, Rect)>>,
    /// Those that were met last: what was in the way of one bend is often in the way of the next one.
    latest: RefCell<Vec<(usize, Rect)>>,
}

/// So many are looked at first.
const LATEST: usize = 4;

impl Listed {
    fn of(lanes: &Lanes, ends: (usize, usize), around: &Around<'_>) -> Self {
        let length = lanes.length();
        let list = || {
            let lean = LEANS.iter().map(|lean| lean.0).fold(1.0, f64::max);
            let reach = lean * longest_bow(length) * 4.0 / 3.0 + lanes.width() + CLEAR + 1.0;
            let within = Rect::from_corners(lanes.aim.low, lanes.aim.high).expanded(reach);
            around.seen.boxes.add(within);
            let mut listed = Vec::new();
            around.obstacles.each(within, |number, rect| {
                if number != ends.0 && number != ends.1 {
                    listed.push((number, rect.expanded(CLEAR)));
                }
                true
            });
            listed
        };
        Self { all: (length <= NEARBY).then(list), latest: RefCell::default() }
    }

    /// How many of them a curve between these boxes meets, counted up to `limit`.
    fn met(&self, cubic: &Cubic, ends: (usize, usize), limit: usize, around: &Around<'_>) -> usize {
        let hull = cubic.hull();
        let may_meet = |rect: &Rect| {
            rect.x <= hull.right()
                && rect.right() >= hull.x
                && rect.y <= hull.bottom()
                && rect.bottom() >= hull.y
        };
        let mut met = Few::default();
        let mut latest = self.latest.borrow_mut();
        for (number, rect) in latest.iter().rev() {
            if may_meet(rect) && !met.contains(*number) && cubic.meets(*rect) {
                met.add(*number);
            }
            if met.len() >= limit {
                return met.len();
            }
        }
        let mut note = |number: usize, rect: Rect| {
            if latest.len() >= LATEST {
                latest.remove(0);
            }
            latest.push((number, rect));
        };
        let Some(all) = &self.all else {
            let (own, seen) = ([ends.0, ends.1], &around.seen.boxes);
            let note = |number: usize, rect: Rect| note(number, rect.expanded(CLEAR));
            foreign_along(cubic, CLEAR, (&own, limit), around.obstacles, seen, &mut met, note);
            return met.len();
        };
        for (number, rect) in all {
            if may_meet(rect) && !met.contains(*number) && cubic.meets(*rect) {
                met.add(*number);
                note(*number, *rect);
                if met.len() >= limit {
                    break;
                }
            }
        }
        met.len()
    }
}

/// The longest bow of a way of this length.
fn longest_bow(length: f64) -> f64 {
    (0.6 * length + 24.0).min(BOWS[BOWS.len() - 1])
}

/// The least bend with which all lanes clear all foreign boxes, or the one that meets fewest of them. Even bows are
/// tried first, then ones that lean to either end. Of bends that clear all boxes a somewhat larger one is taken where
/// it crosses fewer flows. Beside it how many boxes it meets.
pub(super) fn least_bend(lanes: &Lanes, ends: (usize, usize), around: &Around<'_>) -> (Bend, usize) {
    let met = |bend: Bend, limit: usize| met(lanes, bend, ends, limit, around);
    let crossed = |bend: Bend, most: usize| {
        let (lines, number) = around.others;
        let middle = lanes.middle(bend);
        lines.crossed_by(&middle, number, most, &around.seen.lines)
    };
    // Among many ways, one through a crowd is rarely freed by one bow: it goes through the gaps.
    let most = if around.thorough { usize::MAX } else { CROWD + 1 };
    let mut best = (met(Bend::default(), most), Bend::default());
    if best.0 == 0 || (best.0 > CROWD && !around.thorough) {
        return (best.1, best.0);
    }
    let listed = Listed::of(lanes, ends, around);
    let around = Around { listed: Some(&listed), ..*around };
    let met = |bend: Bend, limit: usize| self::met(lanes, bend, ends, limit, &around);
    // Fine steps make no difference to a long way: the search ends sooner, for it runs while a box is dragged.
    let leans = if best.0 > 1 && !around.thorough { &LEANS[..1] } else { &LEANS[..] };
    let step = if lanes.length() > LONG && !around.thorough { 2 } else { 1 };
    for lean in leans {
        let mut clear: Option<(f64, Bend)> = None;
        for size in BOWS.into_iter().step_by(step) {
            let is_dear = clear.is_some_and(|(cost, _)| size >= cost);
            if is_dear || size > longest_bow(lanes.length()) {
                break;
            }
            for signed in [size, -size] {
                let bend = Bend { first: signed * lean.0, second: signed * lean.1 };
                let met = met(bend, best.0.max(1));
                if met == 0 {
                    let spare = clear.map_or(f64::INFINITY, |(least, _)| (least - size) / CROSSING);
                    let cost =
                        size + CROSSING * crossed(bend, (spare.ceil() as usize).min(MANY_CROSSED)) as f64;
                    if clear.is_none_or(|(least, _)| cost < least) {
                        clear = Some((cost, bend));
                    }
                } else if met < best.0 {
                    best = (met, bend);
                }
            }
        }
        if let Some((_, bend)) = clear {
            return (bend, 0);
        }
    }
    (best.1, best.0)
}

/// The bend found before the ends were spread, where it still serves; otherwise a new one. A way that met boxes with
/// every bend is not searched again where ways are many.
pub(super) fn settled_bend(
    lanes: &Lanes,
    before: &Lanes,
    bend: Bend,
    ends: (usize, usize),
    around: &Around<'_>,
) -> Bend {
    if lanes.aim == before.aim {
        return bend;
    }
    if bend != Bend::default() {
        let hopeless = !around.thorough && met(before, bend, ends, 1, around) > 0;
        if hopeless || met(lanes, bend, ends, 1, around) == 0 {
            return bend;
        }
    }
    least_bend(lanes, ends, around).0
}

/// How many foreign boxes the outer lanes meet, counted up to `limit`.
pub(super) fn met(
    lanes: &Lanes,
    bend: Bend,
    ends: (usize, usize),
    limit: usize,
    around: &Around<'_>,
) -> usize {
    let outer: &[f64] = if lanes.last > 0.0 { &[0.0, lanes.last] } else { &[0.0] };
    let mut met = 0;
    for index in outer {
        if met < limit {
            let (curve, own, limit) = (lanes.curve(*index, bend), [ends.0, ends.1], limit - met);
            met += match around.listed {
                Some(listed) => listed.met(&curve, ends, limit, around),
                None => foreign_boxes(&[curve], CLEAR, &own, limit, around.obstacles, &around.seen.boxes),
            };
        }
    }
    met
}

/// How many boxes other than `own` the curve enters or comes nearer to than `clear`; counted up to `limit`. Where it
/// looks is added to `seen`.
pub(super) fn foreign_boxes(
    curve: &[Cubic],
    clear: f64,
    own: &[usize],
    limit: usize,
    obstacles: &Grid,
    seen: &Squares,
) -> usize {
    let mut met = Few::default();
    for cubic in curve {
        if met.len() >= limit {
            break;
        }
        let around = cubic.hull().expanded(clear + 0.01);
        if around.width.max(around.height) > NEARBY {
            foreign_along(cubic, clear, (own, limit), obstacles, seen, &mut met, |_, _| ());
            continue;
        }
        // Boxes near a short curve are few, and mostly its own: they are looked up once for all its pieces.
        seen.add(around);
        obstacles.each(around, |number, rect| {
            if !own.contains(&number) && !met.contains(number) && cubic.meets(rect.expanded(clear)) {
                met.add(number);
            }
            met.len() < limit
        });
    }
    met.len().min(limit)
}

/// The same for a long curve, along it: the box round a slanting line would hold half the map.
fn foreign_along(
    cubic: &Cubic,
    clear: f64,
    (own, limit): (&[usize], usize),
    obstacles: &Grid,
    seen: &Squares,
    met: &mut Few,
    mut note: impl FnMut(usize, Rect),
) {
    let mut look = |from: Point, to: Point| {
        let around = Rect::from_corners(from, to).expanded(clear + 0.01);
        obstacles.each_along(from, to, clear + 0.01, |number, rect| {
            if around.overlaps(rect)
                && segment_meets_rect(from, to, rect.expanded(clear))
                && !own.contains(&number)
                && met.add(number)
            {
                note(number, rect);
            }
            met.len() < limit
        });
        met.len() < limit
    };
    let seen_along = |from: Point, to: Point| {
        let pieces = (from.distance(to) / 90.0).ceil().clamp(1.0, 60.0);
        let at = |piece: usize| from.lerp(to, piece as f64 / pieces);
        for piece in 0..pieces as usize {
            seen.add(Rect::from_corners(at(piece), at(piece + 1)).expanded(clear + 1.0));
        }
    };
    let mut from = cubic.start;
    let straight = cubic.is_straight().then_some(cubic.end);
    let bent = straight.is_none().then(|| cubic.steps(BENT));
    for to in straight.into_iter().chain(bent.into_iter().flatten()) {
        if seen.is_noting() {
            seen_along(from, to);
        }
        if !look(from, to) {
            break;
        }
        from = to;
    }
}

impl Cubic {
    /// The smallest box round its ends and handles.
    fn hull(&self) -> Rect {
        let low = |a: f64, b: f64, c: f64, d: f64| a.min(b).min(c.min(d));
        let high = |a: f64, b: f64, c: f64, d: f64| a.max(b).max(c.max(d));
        let (a, b, c, d) = (self.start, self.first, self.second, self.end);
        let (x, y) = (low(a.x, b.x, c.x, d.x), low(a.y, b.y, c.y, d.y));
        Rect::new(x, y, high(a.x, b.x, c.x, d.x) - x, high(a.y, b.y, c.y, d.y) - y)
    }

    /// Whether it enters the rectangle.
    fn meets(&self, rect: Rect) -> bool {
        if self.is_straight() {
            return segment_meets_rect(self.start, self.end, rect);
        }
        let mut from = self.start;
        self.steps(BENT).any(|to| segment_meets_rect(std::mem::replace(&mut from, to), to, rect))
    }
}
