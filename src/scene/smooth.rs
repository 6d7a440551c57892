//! A smooth curve through the turns of a way, and the lanes beside it. Must not know boxes.

use crate::model::Point;

use super::curve::Cubic;

/// How far handles may reach, canvas units, tried in this order: long ones make calm curves, short ones keep close to
/// the straight pieces between turns.
pub(super) const REACHES: [f64; 6] = [f64::INFINITY, 180.0, 110.0, 70.0, 42.0, 22.0];

/// The direction in which a curve passes the point `index`: half way between where it comes from and where it goes.
fn direction(points: &[Point], index: usize) -> Point {
    let before = (points[index] - points[index - 1]).normalised();
    let after = (points[index + 1] - points[index]).normalised();
    let sum = before + after;
    if sum.length() > 1e-6 { sum.normalised() } else { before.perpendicular() }
}

/// A smooth curve through all points, at least two. `reach` tells for the number of a point how far its handle reaches at
/// most, back (`false`) or on (`true`); it is not asked for the ends.
pub(super) fn through(points: &[Point], reach: impl Fn(usize, bool) -> f64) -> Vec<Cubic> {
    let last = points.len().saturating_sub(1);
    let mut curve = Vec::with_capacity(last);
    for index in 0..last {
        let (start, end) = (points[index], points[index + 1]);
        let longest = start.distance(end) * 0.4;
        let leaves = |point: usize| direction(points, point) * longest.min(reach(point, point == index));
        let cubic = match (index == 0, index + 1 == last) {
            (true, true) => Cubic::straight(start, end),
            (true, false) => {
                let second = end - leaves(index + 1);
                Cubic { start, first: start.lerp(second, 0.5), second, end }
            }
            (false, true) => {
                let first = start + leaves(index);
                Cubic { start, first, second: end.lerp(first, 0.5), end }
            }
            (false, false) => {
                Cubic { start, first: start + leaves(index), second: end - leaves(index + 1), end }
            }
        };
        curve.push(cubic);
    }
    curve
}

/// The curve beside this one, to its left by so much at its beginning, on its way, and at its end.
pub(super) fn beside(curve: &[Cubic], at_start: f64, on_way: f64, at_end: f64) -> Vec<Cubic> {
    let last = curve.len().saturating_sub(1);
    let mut lane = Vec::with_capacity(curve.len());
    for (index, cubic) in curve.iter().enumerate() {
        let from = if index == 0 { at_start } else { on_way };
        let to = if index == last { at_end } else { on_way };
        let (out, into) = (cubic.direction(0.0), cubic.direction(1.0));
        let start = cubic.start + out.perpendicular() * from;
        let end = cubic.end + into.perpendicular() * to;
        let length = cubic.start.distance(cubic.end);
        let part = if length > 0.0 { (start.distance(end) / length).clamp(0.2, 3.0) } else { 1.0 };
        let first = start + (cubic.first - cubic.start) * part;
        let second = end + (cubic.second - cubic.end) * part;
        lane.push(Cubic { start, first, second, end });
    }
    lane
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bend() -> Vec<Point> {
        [(0.0, 0.0), (200.0, 80.0), (320.0, 80.0), (500.0, 0.0)].map(|(x, y)| Point::new(x, y)).to_vec()
    }

    #[test]
    fn the_curve_passes_every_point_without_a_kink() {
        for reach in REACHES {
            let curve = through(&bend(), |_, _| reach);
            assert_eq!(curve.len(), 3);
            for (pair, point) in curve.windows(2).zip(&bend()[1..]) {
                assert_eq!((pair[0].end, pair[1].start), (*point, *point));
                assert!(pair[0].direction(1.0).dot(pair[1].direction(0.0)) > 0.999_999);
            }
        }
    }

    #[test]
    fn a_lane_keeps_its_distance() {
        let curve = through(&bend(), |_, _| 110.0);
        let lane = beside(&curve, 10.0, 10.0, 10.0);
        for (cubic, other) in curve.iter().zip(&lane) {
            for t in [0.1, 0.3, 0.5, 0.7, 0.9] {
                let nearest = (0..=400)
                    .map(|step| cubic.point(f64::from(step) / 400.0).distance(other.point(t)))
                    .fold(f64::INFINITY, f64::min);
                assert!((8.0..12.5).contains(&nearest) || !(0.2..=0.8).contains(&t), "{nearest}");
            }
        }
    }
}
