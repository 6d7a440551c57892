//! The ways of flows: curves from rim to rim that bend only as much as they must.
//! Must not know how they are painted or labelled.

use crate::model::{Document, Point, Rect};

use super::{
    curve::{Cubic, Walk, reverse},
    grid::Grid,
    ground::{Ground, Station},
    path::segment_meets_rect,
    ports::{self, Aim, Joint},
    strands::{Bundle, Strand, bundles},
};

/// Distance of parallel flows in the middle of their way, canvas units.
const LANE: f64 = 19.0;
/// More of it where lanes run upright, for labels lie flat.
const UPRIGHT_LANE: f64 = 9.0;
/// How far a way keeps from the box of an organisation that it does not touch.
const CLEAR: f64 = 9.0;
/// How far a way may bow, canvas units, tried in this order; each to both sides.
const BOWS: [f64; 9] = [24.0, 44.0, 66.0, 92.0, 122.0, 156.0, 196.0, 242.0, 300.0];

/// How bows lean: evenly, to the beginning, to the end.
const LEANS: [(f64, f64); 3] = [(1.0, 1.0), (1.6, 0.3), (0.3, 1.6)];

/// The way of one strand.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// Connected cubics from the outline of `from` to the outline of `to`.
    pub curve: Vec<Cubic>,
    /// Where it passes its broker.
    pub broker: Option<Point>,
}

/// The ways of all strands, in their order.
pub(super) fn ways(document: &Document, strands: &[Strand], ground: &Ground) -> Vec<Way> {
    let mut ways = vec![Way::default(); strands.len()];
    let obstacles = obstacles(ground);
    let bundles = bundles(document, strands, ground);
    let (loops, straight): (Vec<Bundle>, Vec<Bundle>) =
        bundles.into_iter().partition(|bundle| bundle.low == bundle.high);
    for (bundle, lanes) in straight.iter().zip(lanes(&straight, ground, &obstacles)) {
        lay_bundle(bundle, &lanes, strands, ground, &obstacles, &mut ways);
    }
    for bundle in &loops {
        for (lane, &number) in bundle.strands.iter().enumerate() {
            ways[number].curve = self_loop(&ground.stations[bundle.low], lane, &obstacles);
        }
    }
    for (number, strand) in strands.iter().enumerate() {
        if !strand.is_loop() && strand.is_led(ground) {
            ways[number] = led(strand, ground);
        }
    }
    ways
}

/// All boxes by place; numbers are those of the stations.
pub(super) fn obstacles(ground: &Ground) -> Grid {
    let bounds = Rect::around(ground.stations.iter().map(|station| station.rect)).unwrap_or_default();
    let mut grid = Grid::new(bounds);
    for station in &ground.stations {
        grid.insert(station.rect);
    }
    grid
}

/// The lanes of every bundle, their ends spread where several would meet. The bend that a bundle will need decides
/// which side of its boxes it leaves by, so it is looked for before the ends are spread, and again after.
fn lanes(bundles: &[Bundle], ground: &Ground, obstacles: &Grid) -> Vec<Lanes> {
    let rects: Vec<Rect> = ground.stations.iter().map(|station| station.rect).collect();
    let all = |aims: &[Aim]| -> Vec<Lanes> {
        let pairs = bundles.iter().zip(aims);
        pairs
            .map(|(bundle, aim)| {
                Lanes::new(*aim, bundle.strands.len(), rects[bundle.low], rects[bundle.high])
            })
            .collect()
    };
    let mut aims: Vec<Aim> =
        bundles.iter().map(|bundle| ports::facing(rects[bundle.low], rects[bundle.high])).collect();
    let joints: Vec<Joint> = bundles
        .iter()
        .zip(all(&aims))
        .map(|(bundle, lanes)| {
            let bend = least_bend(&lanes, (bundle.low, bundle.high), obstacles);
            let middle = lanes.curve(lanes.last / 2.0, bend);
            Joint {
                low: bundle.low,
                high: bundle.high,
                width: lanes.last * lanes.at_ends,
                leaves: (middle.first - middle.start, middle.second - middle.end),
            }
        })
        .collect();
    ports::spread(&mut aims, &joints, &rects);
    all(&aims)
}

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
struct Bend {
    first: f64,
    second: f64,
}

/// The lanes between two boxes.
struct Lanes {
    aim: Aim,
    across: Point,
    /// Distance on the way, and at the boxes.
    gap: f64,
    at_ends: f64,
    /// The number of the last lane; the first is 0.
    last: f64,
}

impl Lanes {
    fn new(aim: Aim, count: usize, low: Rect, high: Rect) -> Self {
        let along = (aim.high - aim.low).normalised();
        let last = count.saturating_sub(1) as f64;
        let at_ends = end_gap(last, aim, low, high);
        Self { aim, across: along.perpendicular(), gap: lane_gap(along), at_ends, last }
    }

    fn curve(&self, index: f64, bend: Bend) -> Cubic {
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

    fn length(&self) -> f64 {
        self.aim.low.distance(self.aim.high)
    }
}

fn lay_bundle(
    bundle: &Bundle,
    lanes: &Lanes,
    strands: &[Strand],
    ground: &Ground,
    obstacles: &Grid,
    ways: &mut [Way],
) {
    let bend = least_bend(lanes, (bundle.low, bundle.high), obstacles);
    for (index, &number) in bundle.strands.iter().enumerate() {
        let mut curve = vec![lanes.curve(index as f64, bend)];
        trim(&mut curve, &ground.stations[bundle.low], &ground.stations[bundle.high]);
        if strands[number].from != bundle.low {
            reverse(&mut curve);
        }
        ways[number].curve = curve;
    }
}

/// The least bend with which all lanes clear all foreign boxes, or the one that meets fewest of them. Even bows are
/// tried first, then ones that lean to either end.
fn least_bend(lanes: &Lanes, ends: (usize, usize), obstacles: &Grid) -> Bend {
    let outer: &[f64] = if lanes.last > 0.0 { &[0.0, lanes.last] } else { &[0.0] };
    let own = [ends.0, ends.1];
    let met = |bend: Bend, limit: usize| {
        let mut met = 0;
        for index in outer {
            if met >= limit {
                break;
            }
            met += foreign_boxes(&[lanes.curve(*index, bend)], CLEAR, &own, limit - met, obstacles);
        }
        met
    };
    let mut best = (met(Bend::default(), usize::MAX), Bend::default());
    for lean in LEANS {
        for size in BOWS {
            if best.0 == 0 || size > 0.6 * lanes.length() + 24.0 {
                break;
            }
            for size in [size, -size] {
                let bend = Bend { first: size * lean.0, second: size * lean.1 };
                let met = met(bend, best.0);
                if met < best.0 {
                    best = (met, bend);
                }
            }
        }
    }
    best.1
}

/// How many boxes other than `own` the curve enters or comes nearer to than `clear`; counted up to `limit`.
pub(super) fn foreign_boxes(
    curve: &[Cubic],
    clear: f64,
    own: &[usize],
    limit: usize,
    obstacles: &Grid,
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
            cubic.flatten_into(1.5, &mut points);
        }
    }
    let mut met: Vec<usize> = Vec::new();
    for pair in points.windows(2) {
        let around = Rect::from_corners(pair[0], pair[1]).expanded(clear + 0.01);
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

/// Cuts away what lies within the outlines at both ends. Where the nodes overlap the curve is left as it is.
fn trim(curve: &mut Vec<Cubic>, start: &Station, end: &Station) {
    let whole = curve.clone();
    let mut is_good = cut_inside(curve, start);
    reverse(curve);
    is_good &= cut_inside(curve, end);
    reverse(curve);
    if !is_good {
        *curve = whole;
    }
}

/// Cuts the beginning that lies within the outline; `false` when nothing of the curve lies outside.
fn cut_inside(curve: &mut Vec<Cubic>, station: &Station) -> bool {
    while curve.len() > 1 && station.contains(curve[0].end) {
        curve.remove(0);
    }
    const STEPS: usize = 24;
    let cubic = curve[0];
    if !station.contains(cubic.start) {
        return true;
    }
    let mut inside = 0.0;
    for step in 1..=STEPS {
        let t = step as f64 / STEPS as f64;
        if station.contains(cubic.point(t)) {
            inside = t;
            continue;
        }
        let mut outside = t;
        for _ in 0..16 {
            let middle = f64::midpoint(inside, outside);
            if station.contains(cubic.point(middle)) { inside = middle } else { outside = middle }
        }
        curve[0] = cubic.split(outside).1;
        return true;
    }
    false
}

/// A way through bends or past a broker.
fn led(strand: &Strand, ground: &Ground) -> Way {
    let (from, to) = (&ground.stations[strand.from], &ground.stations[strand.to]);
    let mut points = vec![from.rect.center()];
    points.extend(strand.flow.route.iter().copied().filter(|point| point.is_finite()));
    let mut way = Way::default();
    if let Some(broker) = strand.broker(ground)
        && points.len() == 1
    {
        let place = beside(&ground.stations[broker], from.rect.center(), to.rect.center());
        points.push(place);
        way.broker = Some(place);
    }
    points.push(to.rect.center());
    way.curve = through(&points);
    trim(&mut way.curve, from, to);
    if way.broker.is_none()
        && let Some(broker) = strand.broker(ground)
    {
        // Bends set by hand lead; the ring stands where they come nearest to the broker.
        way.broker = Some(nearest(&way.curve, ground.stations[broker].rect.center()));
    }
    way
}

/// The point just beside a broker's outline where a way along `from` to `to` touches it: the part of the outline that
/// lies furthest toward the straight way.
fn beside(broker: &Station, from: Point, to: Point) -> Point {
    let center = broker.rect.center();
    let along = (to - from).normalised();
    let mut toward = along.perpendicular();
    let side = (from - center).dot(toward);
    // Where the way would go through the middle: pass above, or to the left of what stands upright.
    let is_wrong = if side.abs() < 1.0 { toward.y > 0.3 || toward.x > 0.95 } else { side < 0.0 };
    if is_wrong {
        toward = toward * -1.0;
    }
    broker.furthest(toward) + toward * (broker.rim() + 5.0)
}

fn nearest(curve: &[Cubic], point: Point) -> Point {
    let walk = Walk::along(curve);
    let by_distance = |a: &&Point, b: &&Point| a.distance(point).total_cmp(&b.distance(point));
    walk.points().iter().min_by(by_distance).copied().unwrap_or(point)
}

/// A smooth line through all points (Catmull and Rom's, with handles no longer than a third of the shorter side, so
/// that it never swings past a bend).
fn through(points: &[Point]) -> Vec<Cubic> {
    let count = points.len();
    let direction = |index: usize| {
        if index == 0 || index + 1 == count {
            Point::default()
        } else {
            let reach =
                points[index].distance(points[index - 1]).min(points[index].distance(points[index + 1]));
            (points[index + 1] - points[index - 1]).normalised() * reach
        }
    };
    let mut curve = Vec::with_capacity(count);
    for index in 0..count - 1 {
        let (start, end) = (points[index], points[index + 1]);
        let first = start + direction(index) * 0.4;
        let second = end - direction(index + 1) * 0.4;
        curve.push(Cubic { start, first, second, end });
    }
    curve
}

/// A loop at a corner that no other box stands near; further loops lie round the first.
fn self_loop(station: &Station, lane: usize, obstacles: &Grid) -> Vec<Cubic> {
    let rect = station.rect;
    let grow = 15.0 * lane as f64;
    let own = |corner: Rect| {
        let mut others = 0;
        obstacles.each(corner, |_, other| {
            others += usize::from(other != rect);
            true
        });
        others
    };
    let corners = [(1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let reach = 34.0 + grow;
    let free = corners.iter().min_by_key(|(x, y)| {
        let corner = rect.center() + Point::new(x * rect.width / 2.0, y * rect.height / 2.0);
        own(Rect::from_center(corner, crate::model::Size::new(2.0 * reach, 2.0 * reach)))
    });
    let (x, y) = free.copied().unwrap_or((1.0, -1.0));
    let corner = rect.center() + Point::new(x * rect.width / 2.0, y * rect.height / 2.0);
    let inner_x = (20.0 + grow * 0.7).min(rect.width * 0.45);
    let inner_y = (rect.height * 0.36 + grow * 0.3).min(rect.height * 0.48);
    let start = corner + Point::new(-x * inner_x, -y * inner_y);
    let end = corner + Point::new(-x * inner_x * 0.8, -y * inner_y);
    let far = 40.0 + grow * 1.2;
    let first = Point::new(start.x, corner.y + y * far * 1.15);
    let second = Point::new(corner.x + x * far * 1.25, end.y);
    let mut curve = vec![Cubic { start, first, second, end }];
    trim(&mut curve, station, station);
    curve
}
