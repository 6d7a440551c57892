//! Ways that keep no lane: through bends set by hand, round a corner back to the same node; and where a way passes its
//! broker.
//! Must not know what else is drawn.

use crate::model::{Point, Rect, Size};

use super::{
    curve::{Cubic, Walk},
    grid::Grid,
    ground::{Ground, Station},
    strands::Strand,
    ways::{Way, trim},
};

/// A way through bends set by hand.
pub(super) fn by_hand(strand: &Strand, ground: &Ground) -> Way {
    let (from, to) = (&ground.stations[strand.from], &ground.stations[strand.to]);
    let mut points = vec![from.rect.center()];
    points.extend(strand.flow.route.iter().copied().filter(|point| point.is_finite()));
    points.push(to.rect.center());
    let mut curve = through(&points);
    trim(&mut curve, from, to);
    // Bends set by hand lead; the ring stands where they come nearest to the broker.
    let broker = strand.broker(ground).map(|broker| nearest(&curve, ground.stations[broker].rect.center()));
    Way { curve, broker, ..Way::default() }
}

/// Where a way past a broker passes it.
pub(super) fn place_beside(strand: &Strand, broker: usize, ground: &Ground) -> Point {
    let center = |station: usize| ground.stations[station].rect.center();
    beside(&ground.stations[broker], center(strand.from), center(strand.to))
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

/// A loop at a corner: the first where fewest other boxes stand near, each further one at the next best, the fifth
/// round the first.
pub(super) fn self_loop(station: &Station, lane: usize, obstacles: &Grid) -> Vec<Cubic> {
    let rect = station.rect;
    let mut corners = [(1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let round = lane / corners.len();
    let grow = 15.0 * round as f64;
    let corner = |(x, y): (f64, f64)| rect.center() + Point::new(x * rect.width, y * rect.height) * 0.5;
    let crowd = |at: &(f64, f64)| {
        let mut others = 0;
        obstacles.each(Rect::from_center(corner(*at), Size::new(84.0, 84.0)), |_, other| {
            others += usize::from(other != rect);
            true
        });
        others
    };
    corners.sort_by_key(crowd);
    let (x, y) = corners[lane % corners.len()];
    let corner = corner((x, y));
    let inner_x = (22.0 + grow * 0.7).min(rect.width * 0.45);
    let inner_y = (rect.height * 0.36 + grow * 0.3).min(rect.height * 0.48);
    let start = corner + Point::new(-x * inner_x, -y * inner_y);
    let far = 72.0 + grow * 1.2;
    let first = Point::new(start.x - x * 4.0, corner.y + y * far * 1.1);
    let second = Point::new(corner.x + x * far * 1.2, start.y - y * 4.0);
    let mut curve = vec![Cubic { start, first, second, end: start }];
    trim(&mut curve, station, station);
    curve
}
