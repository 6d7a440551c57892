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
    Way { curve, broker }
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

/// A loop at a corner that no other box stands near; further loops lie round the first.
pub(super) fn self_loop(station: &Station, lane: usize, obstacles: &Grid) -> Vec<Cubic> {
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
        own(Rect::from_center(corner, Size::new(2.0 * reach, 2.0 * reach)))
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
