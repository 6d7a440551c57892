//! Lanes between two boxes, and the least bend with which they clear what stands between.
//! Must not know outlines or kinds: boxes, aims and numbers of lanes are all.

use crate::model::{Point, Rect};

use super::{
    curve::Cubic,
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
/// Ways longer than this are searched in coarser steps.
const LONG: f64 = 800.0;
/// Boxes in the straight way that are too many for one bow, where ways are many.
const CROWD: usize = 2;
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
pub(super) struct Around<'a> {
    pub obstacles: &'a Grid,
    /// The straight ways of all bundles, and which of them is this one's.
    pub others: (&'a Lines, usize),
    /// What was looked at.
    pub seen: &'a Seen,
    /// Ways are few: each may be searched long.
    pub thorough: bool,
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
    // Fine steps make no difference to a long way: the search ends sooner, for it runs while a box is dragged.
    let leans = if best.0 > 1 && !around.thorough { &LEANS[..1] } else { &LEANS[..] };
    let step = if lanes.length() > LONG && !around.thorough { 2 } else { 1 };
    for lean in leans {
        let mut clear: Option<(f64, Bend)> = None;
        for size in BOWS.into_iter().step_by(step) {
            let is_dear = clear.is_some_and(|(cost, _)| size >= cost);
            if is_dear || size > 0.6 * lanes.length() + 24.0 {
                break;
            }
            for signed in [size, -size] {
                let bend = Bend { first: signed * lean.0, second: signed * lean.1 };
                let met = met(bend, best.0.max(1));
                if met == 0 {
                    let spare = clear.map_or(f64::INFINITY, |(least, _)| (least - size) / CROSSING);
                    let cost = size + CROSSING * crossed(bend, spare.ceil() as usize) as f64;
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
            let curve = [lanes.curve(*index, bend)];
            let own = [ends.0, ends.1];
            met += foreign_boxes(&curve, CLEAR, &own, limit - met, around.obstacles, &around.seen.boxes);
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
    let mut points = Vec::new();
    for cubic in curve {
        if points.is_empty() {
            points.push(cubic.start);
        }
        if cubic.is_straight() {
            // Long straight lines in pieces: the box round a slanting line would hold half the map.
            let pieces = (cubic.start.distance(cubic.end) / 90.0).ceil().clamp(1.0, 60.0);
            points.extend((1..=pieces as usize).map(|piece| cubic.point(piece as f64 / pieces)));
        } else {
            cubic.flatten_into(2.5, &mut points);
        }
    }
    let mut met: Vec<usize> = Vec::new();
    for pair in points.windows(2) {
        let around = Rect::from_corners(pair[0], pair[1]).expanded(clear + 0.01);
        seen.add(around);
        obstacles.each(around, |number, rect| {
            if !own.contains(&number)
                && !met.contains(&number)
                && segment_meets_rect(pair[0], pair[1], rect.expanded(clear))
            {
                met.push(number);
            }
            met.len() < limit
        });
        if met.len() >= limit {
            break;
        }
    }
    met.len()
}
