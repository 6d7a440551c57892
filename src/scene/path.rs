//! Outlines and lines of the picture: straight and cubic segments, and what can be asked of them.
//! Must not know what they outline.

use crate::model::{Point, Rect};

use super::curve::Cubic;

/// How far the handles of a cubic that stands for a quarter circle reach, as a part of the radius.
pub(super) const QUARTER: f64 = 0.552_284_749_8;

/// Coordinates that differ by less are the same, canvas units: far less than any figure writes.
const SAME: f64 = 1e-6;

/// One step of a path. Coordinates are canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begin anew here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve: two handles, then its end.
    Cubic(Point, Point, Point),
    /// Back to the last `Move`.
    Close,
}

/// A line or an outline; may have several parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// Its steps; the first is a `Move`.
    pub segments: Vec<Segment>,
}

impl Path {
    /// A straight line.
    #[must_use]
    pub fn line(from: Point, to: Point) -> Self {
        Self { segments: vec![Segment::Move(from), Segment::Line(to)] }
    }

    /// A closed outline through these corners.
    #[must_use]
    pub fn polygon(corners: &[Point]) -> Self {
        let mut segments = Vec::with_capacity(corners.len() + 1);
        for (index, corner) in corners.iter().enumerate() {
            segments.push(if index == 0 { Segment::Move(*corner) } else { Segment::Line(*corner) });
        }
        if !segments.is_empty() {
            segments.push(Segment::Close);
        }
        Self { segments }
    }

    /// A rectangle whose corners are rounded by `radius` (less where the rectangle is too small for it).
    #[must_use]
    pub fn rounded_rect(rect: Rect, radius: f64) -> Self {
        Self::rounded_corners(rect, [radius; 4])
    }

    /// A rectangle with a radius for each corner, clockwise from the top left; 0 is a sharp corner.
    #[must_use]
    pub fn rounded_corners(rect: Rect, radii: [f64; 4]) -> Self {
        let most = rect.width.min(rect.height) / 2.0;
        let corners = rect.corners();
        let mut path = Self { segments: Vec::with_capacity(9) };
        for index in 0..4 {
            let corner = corners[index];
            let radius = radii[index].clamp(0.0, most);
            let before = (corners[(index + 3) % 4] - corner).normalised();
            let after = (corners[(index + 1) % 4] - corner).normalised();
            let start = corner + before * radius;
            path.segments.push(if index == 0 { Segment::Move(start) } else { Segment::Line(start) });
            if radius > 0.0 {
                let rest = radius * (1.0 - QUARTER);
                let end = corner + after * radius;
                path.segments.push(Segment::Cubic(corner + before * rest, corner + after * rest, end));
            }
        }
        path.segments.push(Segment::Close);
        path
    }

    /// The rectangle and the radius, where the path is a rectangle whose four corners are rounded alike.
    #[must_use]
    pub fn as_rounded_rect(&self) -> Option<(Rect, f64)> {
        use Segment::{Close, Cubic, Line, Move};
        let &[
            Move(left),
            Cubic(a, b, top),
            Line(top_end),
            Cubic(c, d, right),
            Line(right_end),
            Cubic(e, f, bottom),
            Line(bottom_end),
            Cubic(g, h, left_end),
            Close,
        ] = self.segments.as_slice()
        else {
            return None;
        };
        let rect = Rect::from_corners(Point::new(left.x, top.y), Point::new(right.x, bottom.y));
        let radius = top.x - left.x;
        let rest = radius * (1.0 - QUARTER);
        let (low, high) = (Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom()));
        let is_at = |point: Point, x: f64, y: f64| (point.x - x).abs() < SAME && (point.y - y).abs() < SAME;
        let is_one = is_at(left, low.x, low.y + radius)
            && is_at(a, low.x, low.y + rest)
            && is_at(b, low.x + rest, low.y)
            && is_at(top, low.x + radius, low.y)
            && is_at(top_end, high.x - radius, low.y)
            && is_at(c, high.x - rest, low.y)
            && is_at(d, high.x, low.y + rest)
            && is_at(right, high.x, low.y + radius)
            && is_at(right_end, high.x, high.y - radius)
            && is_at(e, high.x, high.y - rest)
            && is_at(f, high.x - rest, high.y)
            && is_at(bottom, high.x - radius, high.y)
            && is_at(bottom_end, low.x + radius, high.y)
            && is_at(g, low.x + rest, high.y)
            && is_at(h, low.x, high.y - rest)
            && is_at(left_end, low.x, high.y - radius);
        (radius > 0.0 && is_one).then_some((rect, radius))
    }

    /// An ellipse that touches the sides of `rect`.
    #[must_use]
    pub fn ellipse(rect: Rect) -> Self {
        let center = rect.center();
        let (a, b) = (rect.width / 2.0, rect.height / 2.0);
        let at = |x: f64, y: f64| center + Point::new(x * a, y * b);
        let k = QUARTER;
        Self {
            segments: vec![
                Segment::Move(at(-1.0, 0.0)),
                Segment::Cubic(at(-1.0, -k), at(-k, -1.0), at(0.0, -1.0)),
                Segment::Cubic(at(k, -1.0), at(1.0, -k), at(1.0, 0.0)),
                Segment::Cubic(at(1.0, k), at(k, 1.0), at(0.0, 1.0)),
                Segment::Cubic(at(-k, 1.0), at(-1.0, k), at(-1.0, 0.0)),
                Segment::Close,
            ],
        }
    }

    /// A circle.
    #[must_use]
    pub fn circle(center: Point, radius: f64) -> Self {
        Self::ellipse(Rect::new(center.x - radius, center.y - radius, 2.0 * radius, 2.0 * radius))
    }

    /// Connected cubics as one open line.
    #[must_use]
    pub fn from_cubics(curve: &[Cubic]) -> Self {
        let mut path = Self { segments: Vec::with_capacity(curve.len() + 1) };
        path.segments.extend(curve.first().map(|cubic| Segment::Move(cubic.start)));
        curve.iter().for_each(|cubic| path.add_cubic(cubic));
        path
    }

    /// Goes on along a cubic that begins where the path ends.
    pub(super) fn add_cubic(&mut self, cubic: &Cubic) {
        self.segments.push(if cubic.is_straight() {
            Segment::Line(cubic.end)
        } else {
            Segment::Cubic(cubic.first, cubic.second, cubic.end)
        });
    }

    /// Adds the parts of another path.
    pub fn append(&mut self, other: Self) {
        self.segments.extend(other.segments);
    }

    /// The same, moved.
    #[must_use]
    pub fn translated(&self, by: Point) -> Self {
        let segments = self.segments.iter().map(|segment| match *segment {
            Segment::Move(to) => Segment::Move(to + by),
            Segment::Line(to) => Segment::Line(to + by),
            Segment::Cubic(a, b, to) => Segment::Cubic(a + by, b + by, to + by),
            Segment::Close => Segment::Close,
        });
        Self { segments: segments.collect() }
    }

    /// The smallest box round all that is drawn, without the width of a stroke.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let mut bounds: Option<Rect> = None;
        let mut at = Point::default();
        for segment in &self.segments {
            let piece = match *segment {
                Segment::Move(to) | Segment::Line(to) => {
                    at = to;
                    Rect::from_corners(to, to)
                }
                Segment::Cubic(first, second, end) => {
                    let cubic = Cubic { start: at, first, second, end };
                    at = end;
                    cubic.bounds()
                }
                Segment::Close => continue,
            };
            bounds = Some(bounds.map_or(piece, |bounds| bounds.union(piece)));
        }
        bounds.unwrap_or_default()
    }

    /// The path as straight lines that stray from it by at most about `tolerance` canvas units; whether each is closed.
    #[must_use]
    pub fn flatten(&self, tolerance: f64) -> Vec<(Vec<Point>, bool)> {
        let mut parts: Vec<(Vec<Point>, bool)> = Vec::new();
        for segment in &self.segments {
            match *segment {
                Segment::Move(to) => parts.push((vec![to], false)),
                Segment::Line(to) => {
                    if let Some((points, _)) = parts.last_mut() {
                        points.push(to);
                    }
                }
                Segment::Cubic(first, second, end) => {
                    if let Some((points, _)) = parts.last_mut()
                        && let Some(&start) = points.last()
                    {
                        Cubic { start, first, second, end }.flatten_into(tolerance, points);
                    }
                }
                Segment::Close => {
                    if let Some((_, closed)) = parts.last_mut() {
                        *closed = true;
                    }
                }
            }
        }
        parts
    }

    /// Whether the point lies inside one of the closed parts.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.flatten(0.25).iter().any(|(points, closed)| *closed && polygon_contains(points, point))
    }

    /// Distance from the point to the nearest line of the path, canvas units; infinite for an empty path.
    #[must_use]
    pub fn distance(&self, point: Point) -> f64 {
        let mut nearest = f64::INFINITY;
        for (points, closed) in self.flatten(0.25) {
            let ends = if closed { points.len() } else { points.len().saturating_sub(1) };
            for index in 0..ends {
                let next = points[(index + 1) % points.len()];
                nearest = nearest.min(segment_distance(points[index], next, point));
            }
        }
        nearest
    }
}

/// Whether a closed polygon holds the point (even-odd; the polygon need not be convex).
pub(super) fn polygon_contains(corners: &[Point], point: Point) -> bool {
    let mut inside = false;
    let mut previous = match corners.last() {
        Some(last) => *last,
        None => return false,
    };
    for &corner in corners {
        if (corner.y > point.y) != (previous.y > point.y) {
            let along = (point.y - corner.y) / (previous.y - corner.y);
            if point.x < corner.x + along * (previous.x - corner.x) {
                inside = !inside;
            }
        }
        previous = corner;
    }
    inside
}

/// Distance from a point to a straight piece of line.
pub(super) fn segment_distance(a: Point, b: Point, point: Point) -> f64 {
    segment_square(a, b, point).sqrt()
}

/// The square of that: of many the nearest is told without a root for each.
pub(super) fn segment_square(a: Point, b: Point, point: Point) -> f64 {
    let along = b - a;
    let length = along.dot(along);
    let t = if length > 0.0 { ((point - a).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    let off = point - (a + along * t);
    off.dot(off)
}

/// Whether a straight piece of line enters the rectangle: no upright, no level and no slanting line lies between them.
pub(super) fn segment_meets_rect(a: Point, b: Point, rect: Rect) -> bool {
    if a.x.max(b.x) < rect.x
        || a.y.max(b.y) < rect.y
        || a.x.min(b.x) > rect.right()
        || a.y.min(b.y) > rect.bottom()
    {
        return false;
    }
    let (along, off) = (b - a, rect.center() - a);
    let reach = (along.x.abs() * rect.height + along.y.abs() * rect.width) / 2.0;
    (along.x * off.y - along.y * off.x).abs() <= reach
}

/// The parts of a straight piece of line between which it lies in the rectangle, 0 to 1; `None` where it does not.
pub(super) fn within_rect(a: Point, b: Point, rect: Rect) -> Option<(f64, f64)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, delta, low, high) in
        [(a.x, b.x - a.x, rect.left(), rect.right()), (a.y, b.y - a.y, rect.top(), rect.bottom())]
    {
        if delta.abs() < 1e-12 {
            if start < low || start > high {
                return None;
            }
        } else {
            let (first, second) = ((low - start) / delta, (high - start) / delta);
            enter = enter.max(first.min(second));
            leave = leave.min(first.max(second));
        }
    }
    (enter <= leave).then_some((enter, leave))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_box_holds_its_middle_but_not_its_corner() {
        let path = Path::rounded_rect(Rect::new(0.0, 0.0, 100.0, 40.0), 9.0);
        for (x, y, inside) in [
            (50.0, 20.0, true),
            (0.5, 0.5, false),
            (9.0, 1.0, true),
            (101.0, 20.0, false),
            (99.0, 20.0, true),
        ] {
            assert_eq!(path.contains(Point::new(x, y)), inside, "{x}, {y}");
        }
        assert_eq!(path.bounds(), Rect::new(0.0, 0.0, 100.0, 40.0));
    }

    #[test]
    fn a_box_rounded_alike_at_all_corners_is_told_from_other_outlines() {
        let rect = Rect::new(-20.4, 1e5 + 0.3, 130.0, 38.0);
        let rounded = Path::rounded_rect(rect, 9.0).translated(Point::new(0.1, -0.7));
        let (found, radius) = rounded.as_rounded_rect().unwrap();
        let off =
            [found.x + 20.3, found.y - 1e5 + 0.4, found.width - 130.0, found.height - 38.0, radius - 9.0];
        assert!(off.iter().all(|off| off.abs() < 1e-6), "{off:?}");
        // As round as it can be, there is nothing straight at its sides.
        assert_eq!(
            Path::rounded_rect(Rect::new(0.0, 0.0, 60.0, 20.0), 99.0).as_rounded_rect().unwrap().1,
            10.0
        );
        let mut dented = Path::rounded_rect(rect, 9.0);
        dented.segments[4] = Segment::Line(rect.center());
        for other in [
            Path::rounded_corners(rect, [9.0, 9.0, 9.0, 4.0]),
            Path::rounded_corners(rect, [9.0, 0.0, 9.0, 9.0]),
            Path::rounded_rect(rect, 0.0),
            Path::ellipse(rect),
            Path::polygon(&rect.corners()),
            Path::default(),
            dented,
        ] {
            assert_eq!(other.as_rounded_rect(), None, "{other:?}");
        }
    }

    #[test]
    fn a_flattened_circle_stays_a_circle() {
        let circle = Path::circle(Point::new(5.0, 5.0), 10.0);
        for (points, closed) in circle.flatten(0.1) {
            assert!(closed);
            for point in points {
                assert!((point.distance(Point::new(5.0, 5.0)) - 10.0).abs() < 0.1);
            }
        }
    }

    #[test]
    fn lines_meet_rectangles_only_where_they_pass_through() {
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        for (a, b, meets) in [
            ((-5.0, 5.0), (15.0, 5.0), true),
            ((-5.0, -5.0), (5.0, -1.0), false),
            ((2.0, 2.0), (3.0, 3.0), true),
            ((-5.0, 12.0), (12.0, 12.0), false),
            ((-4.0, 5.0), (5.0, -4.0), true),
            ((-6.0, 5.0), (5.0, -6.0), false),
        ] {
            let (a, b) = (Point::new(a.0, a.1), Point::new(b.0, b.1));
            assert_eq!(segment_meets_rect(a, b, rect), meets, "{a:?} {b:?}");
        }
    }
}
