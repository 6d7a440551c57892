//! Cubic Bézier curves: points, directions, parts, lengths. Must not know that they are flows.

use crate::model::{Point, Rect};

/// A cubic Bézier curve, canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cubic {
    /// Where it begins.
    pub start: Point,
    /// The handle of its beginning.
    pub first: Point,
    /// The handle of its end.
    pub second: Point,
    /// Where it ends.
    pub end: Point,
}

impl Cubic {
    /// A straight line written as a cubic.
    #[must_use]
    pub fn straight(start: Point, end: Point) -> Self {
        Self { start, first: start.lerp(end, 1.0 / 3.0), second: start.lerp(end, 2.0 / 3.0), end }
    }

    /// A line from `start` to `end` whose middle stands off the straight way by `bow` (a vector, canvas units).
    #[must_use]
    pub fn bowed(start: Point, end: Point, bow: Point) -> Self {
        let straight = Self::straight(start, end);
        // The middle of a cubic is moved by three quarters of what both handles are moved.
        let handle = bow * (4.0 / 3.0);
        Self { first: straight.first + handle, second: straight.second + handle, ..straight }
    }

    /// Whether both handles lie on the straight way (to a hundredth of a unit).
    #[must_use]
    pub fn is_straight(&self) -> bool {
        let along = (self.end - self.start).normalised();
        let off = |point: Point| (point - self.start).dot(along.perpendicular()).abs();
        off(self.first) < 0.01 && off(self.second) < 0.01
    }

    /// Whether it is straight and its parts are as long as they are in `t` (to a millionth of a unit).
    #[must_use]
    pub fn is_even(&self) -> bool {
        let bend = |a: Point, b: Point, c: Point| a - b * 2.0 + c;
        let (one, other) =
            (bend(self.start, self.first, self.second), bend(self.first, self.second, self.end));
        one.dot(one).max(other.dot(other)) < 1e-12
    }

    /// The point at `t`, 0 to 1.
    #[must_use]
    pub fn point(&self, t: f64) -> Point {
        let u = 1.0 - t;
        self.start * (u * u * u)
            + self.first * (3.0 * u * u * t)
            + self.second * (3.0 * u * t * t)
            + self.end * (t * t * t)
    }

    /// The direction at `t`, of length 1 (zero only where the curve is a point).
    #[must_use]
    pub fn direction(&self, t: f64) -> Point {
        let u = 1.0 - t;
        let derivative = (self.first - self.start) * (u * u)
            + (self.second - self.first) * (2.0 * u * t)
            + (self.end - self.second) * (t * t);
        if derivative.length() > 1e-9 {
            derivative.normalised()
        } else {
            (self.end - self.start).normalised()
        }
    }

    /// Both parts, before and after `t` (de Casteljau).
    #[must_use]
    pub fn split(&self, t: f64) -> (Self, Self) {
        let a = self.start.lerp(self.first, t);
        let b = self.first.lerp(self.second, t);
        let c = self.second.lerp(self.end, t);
        let (d, e) = (a.lerp(b, t), b.lerp(c, t));
        let middle = d.lerp(e, t);
        (
            Self { start: self.start, first: a, second: d, end: middle },
            Self { start: middle, first: e, second: c, end: self.end },
        )
    }

    /// Adds the points after `start`, so many that the line strays by at most about `tolerance`.
    pub fn flatten_into(&self, tolerance: f64, points: &mut Vec<Point>) {
        points.extend(self.steps(tolerance));
    }

    /// The same points, one by one.
    pub(super) fn steps(&self, tolerance: f64) -> impl Iterator<Item = Point> + use<> {
        // Wang's bound for the number of equal steps of a cubic.
        let bend = (self.start - self.first * 2.0 + self.second)
            .length()
            .max((self.first - self.second * 2.0 + self.end).length());
        let steps = (0.75 * bend / tolerance.max(1e-3)).sqrt().ceil().clamp(1.0, 64.0);
        let cubic = *self;
        (1..=steps as usize).map(move |index| cubic.point(index as f64 / steps))
    }

    /// How long it is, as a [`Walk`] along it would be.
    fn length(&self) -> f64 {
        if self.is_straight() {
            return self.end.distance(self.start);
        }
        let mut walked = 0.0;
        let mut from = self.start;
        for to in self.steps(WALK) {
            walked += to.distance(from);
            from = to;
        }
        walked
    }

    /// The smallest box round the curve.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let x = extent([self.start.x, self.first.x, self.second.x, self.end.x]);
        let y = extent([self.start.y, self.first.y, self.second.y, self.end.y]);
        Rect::from_corners(Point::new(x.0, y.0), Point::new(x.1, y.1))
    }
}

/// The least and the greatest value of a cubic in one coordinate: at its ends, or where its derivative is nothing.
fn extent([start, first, second, end]: [f64; 4]) -> (f64, f64) {
    let (mut low, mut high) = (start.min(end), start.max(end));
    if first.min(second) >= low && first.max(second) <= high {
        return (low, high);
    }
    // The derivative, a third of it: a t^2 + b t + c.
    let c = first - start;
    let b = 2.0 * (second - 2.0 * first + start);
    let a = end - 3.0 * second + 3.0 * first - start;
    let root = (b * b - 4.0 * a * c).max(0.0).sqrt();
    let candidates =
        if a.abs() < 1e-9 { [-c / b, f64::NAN] } else { [(-b + root) / (2.0 * a), (-b - root) / (2.0 * a)] };
    for t in candidates {
        if t > 0.0 && t < 1.0 {
            let u = 1.0 - t;
            let value =
                start * u * u * u + 3.0 * first * u * u * t + 3.0 * second * u * t * t + end * t * t * t;
            (low, high) = (low.min(value), high.max(value));
        }
    }
    (low, high)
}

/// How far a walk strays from its curve, canvas units.
const WALK: f64 = 0.2;

/// A polyline with the length walked up to each point.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    points: Vec<Point>,
    lengths: Vec<f64>,
}

impl Walk {
    /// The walk along connected cubics.
    #[must_use]
    pub fn along(curve: &[Cubic]) -> Self {
        let mut points = Vec::with_capacity(2 * curve.len());
        points.extend(curve.first().map(|cubic| cubic.start));
        for cubic in curve {
            if cubic.is_straight() {
                points.push(cubic.end);
            } else {
                cubic.flatten_into(WALK, &mut points);
            }
        }
        let mut lengths = Vec::with_capacity(points.len());
        let (mut walked, mut last) = (0.0, points.first().copied().unwrap_or_default());
        for point in &points {
            walked += point.distance(last);
            last = *point;
            lengths.push(walked);
        }
        Self { points, lengths }
    }

    /// Its points.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How long it is, canvas units.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// The smallest box round it.
    pub(super) fn bounds(&self) -> Rect {
        around(self.points.iter().copied())
    }

    /// The smallest box round the part between two distances along it.
    pub(super) fn bounds_between(&self, from: f64, to: f64) -> Rect {
        let first = self.lengths.partition_point(|length| *length <= from);
        let last = self.lengths.partition_point(|length| *length < to).max(first);
        let between = self.points[first..last].iter().copied();
        around([self.point_at(from), self.point_at(to)].into_iter().chain(between))
    }

    /// The point and the direction after `distance` canvas units.
    #[must_use]
    pub fn at(&self, distance: f64) -> (Point, Point) {
        match self.piece_at(distance) {
            Some((a, b, t)) => (a.lerp(b, t), (b - a).normalised()),
            None => (self.points.first().copied().unwrap_or_default(), Point::new(1.0, 0.0)),
        }
    }

    /// The point alone: to find the direction takes a root.
    pub(super) fn point_at(&self, distance: f64) -> Point {
        match self.piece_at(distance) {
            Some((a, b, t)) => a.lerp(b, t),
            None => self.points.first().copied().unwrap_or_default(),
        }
    }

    /// The ends of the straight piece after `distance` canvas units, and the part of it before that.
    fn piece_at(&self, distance: f64) -> Option<(Point, Point, f64)> {
        let last = self.points.len().checked_sub(1).filter(|last| *last > 0)?;
        let index = if last == 1 {
            1
        } else {
            self.lengths.partition_point(|length| *length < distance).clamp(1, last)
        };
        let (before, piece) = (self.lengths[index - 1], self.lengths[index] - self.lengths[index - 1]);
        let t = if piece > 0.0 { ((distance - before) / piece).clamp(0.0, 1.0) } else { 0.0 };
        Some((self.points[index - 1], self.points[index], t))
    }
}

fn around(points: impl Iterator<Item = Point>) -> Rect {
    Rect::around(points.map(|point| Rect::new(point.x, point.y, 0.0, 0.0))).unwrap_or_default()
}

/// Connected cubics without their first and last `from_start` and `from_end` canvas units.
#[must_use]
pub fn shortened(curve: &[Cubic], from_start: f64, from_end: f64) -> Vec<Cubic> {
    let mut curve = curve.to_vec();
    if from_start > 0.0 {
        cut_start(&mut curve, from_start);
    }
    if from_end > 0.0 {
        reverse(&mut curve);
        cut_start(&mut curve, from_end);
        reverse(&mut curve);
    }
    curve
}

/// Turns connected cubics round.
pub fn reverse(curve: &mut [Cubic]) {
    curve.reverse();
    for cubic in curve {
        *cubic = Cubic { start: cubic.end, first: cubic.second, second: cubic.first, end: cubic.start };
    }
}

fn cut_start(curve: &mut Vec<Cubic>, mut distance: f64) {
    while let Some(&cubic) = curve.first() {
        let length = cubic.length();
        if length <= distance && curve.len() > 1 {
            distance -= length;
            curve.remove(0);
            continue;
        }
        if length <= distance {
            // Too short for what is taken away: a last point stays, so that the direction is kept.
            curve[0] = cubic.split(0.98).1;
            return;
        }
        curve[0] = cubic.split(parameter_at(&cubic, distance, length)).1;
        return;
    }
}

/// Where on a cubic of this length `distance` canvas units have been walked.
fn parameter_at(cubic: &Cubic, distance: f64, length: f64) -> f64 {
    if cubic.is_even() {
        return (distance / length).clamp(0.0, 1.0);
    }
    if cubic.is_straight() {
        // Handles on the straight way need not be thirds; the walk below would be exact but slow.
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if cubic.point(middle).distance(cubic.start) < distance { low = middle } else { high = middle }
        }
        return (low + high) / 2.0;
    }
    const STEPS: usize = 48;
    let mut walked = 0.0;
    let mut previous = cubic.start;
    for step in 1..=STEPS {
        let point = cubic.point(step as f64 / STEPS as f64);
        let piece = point.distance(previous);
        if walked + piece >= distance {
            let part = if piece > 0.0 { (distance - walked) / piece } else { 0.0 };
            return (step as f64 - 1.0 + part) / STEPS as f64;
        }
        walked += piece;
        previous = point;
    }
    (distance / length).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_bowed_line_stands_off_by_its_bow() {
        let bow = Point::new(0.0, -12.0);
        let cubic = Cubic::bowed(Point::new(0.0, 0.0), Point::new(100.0, 0.0), bow);
        assert!(cubic.point(0.5).distance(Point::new(50.0, -12.0)) < 1e-9);
        assert!(!cubic.is_straight());
        assert!(Cubic::bowed(cubic.start, cubic.end, Point::default()).is_straight());
    }

    #[test]
    fn a_shortened_line_loses_what_it_is_told_to() {
        let straight = [Cubic::straight(Point::new(0.0, 0.0), Point::new(100.0, 0.0))];
        let curved = [Cubic::bowed(Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(0.0, 30.0))];
        for curve in [&straight[..], &curved[..]] {
            let whole = Walk::along(curve).length();
            let rest = Walk::along(&shortened(curve, 10.0, 20.0)).length();
            assert!((whole - rest - 30.0).abs() < 0.3, "{whole} {rest}");
        }
    }

    #[test]
    fn a_walk_knows_where_it_is() {
        let walk = Walk::along(&[Cubic::straight(Point::new(0.0, 0.0), Point::new(100.0, 0.0))]);
        assert!(walk.at(25.0).0.distance(Point::new(25.0, 0.0)) < 1e-9);
        assert!(walk.at(1e9).0.distance(Point::new(100.0, 0.0)) < 1e-9);
        assert_eq!(walk.at(50.0).1, Point::new(1.0, 0.0));
    }
}
