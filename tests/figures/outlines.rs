//! Plain geometry for the audit of pictures: outlines as polygons, what they share, how far they are from a line.
//! Must not know scenes; takes nothing from the program but points and flattened paths.

use ecomap::{model::Point, scene};

/// Less than this in common is none: rounding, and outlines that touch, canvas units.
const TOUCH: f64 = 0.05;

/// From where to where, across and down.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    low: (f64, f64),
    high: (f64, f64),
}

impl Span {
    pub fn of_points(points: &[Point]) -> Self {
        let mut span =
            Self { low: (f64::INFINITY, f64::INFINITY), high: (f64::NEG_INFINITY, f64::NEG_INFINITY) };
        for point in points {
            span.low = (span.low.0.min(point.x), span.low.1.min(point.y));
            span.high = (span.high.0.max(point.x), span.high.1.max(point.y));
        }
        span
    }

    pub fn union(self, other: Self) -> Self {
        Self {
            low: (self.low.0.min(other.low.0), self.low.1.min(other.low.1)),
            high: (self.high.0.max(other.high.0), self.high.1.max(other.high.1)),
        }
    }

    pub fn is_near(&self, other: Self, distance: f64) -> bool {
        self.low.0 <= other.high.0 + distance
            && other.low.0 <= self.high.0 + distance
            && self.low.1 <= other.high.1 + distance
            && other.low.1 <= self.high.1 + distance
    }
}

/// Polygons, filled.
#[derive(Clone, Debug)]
pub struct Outline {
    parts: Vec<Vec<Point>>,
    span: Span,
}

impl Outline {
    fn new(parts: Vec<Vec<Point>>) -> Self {
        let span = Span::of_points(&parts.concat());
        Self { parts, span }
    }

    pub fn of_path(path: &scene::Path) -> Self {
        Self::new(path.flatten(0.1).into_iter().map(|(points, _)| points).collect())
    }

    pub fn of_box(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        Self::new(vec![corners.map(|(x, y)| Point::new(x, y)).to_vec()])
    }

    pub fn span(&self) -> Span {
        self.span
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.parts.iter().flat_map(|part| {
            let next = part.iter().cycle().skip(1);
            part.iter().zip(next).map(|(a, b)| (*a, *b))
        })
    }

    /// Whether the point lies within, by counting the edges on a ray to the right.
    fn contains(&self, point: Point) -> bool {
        self.parts.iter().any(|part| {
            let next = part.iter().cycle().skip(1);
            let crossed = part.iter().zip(next).filter(|(a, b)| {
                (a.y > point.y) != (b.y > point.y)
                    && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
            });
            crossed.count() % 2 == 1
        })
    }

    /// Whether both share more than a touch.
    pub fn meets(&self, other: &Self) -> bool {
        if !self.span.is_near(other.span, -TOUCH) {
            return false;
        }
        let within = |one: &Self, all: &Self| one.parts.iter().flatten().any(|corner| all.contains(*corner));
        within(self, other)
            || within(other, self)
            || self.edges().any(|(a, b)| other.edges().any(|(c, d)| cross(a, b, c, d)))
    }

    /// Whether the line enters the outline.
    pub fn meets_line(&self, line: &[Point]) -> bool {
        Span::of_points(line).is_near(self.span, 0.0)
            && (line.iter().any(|point| self.contains(*point))
                || line.windows(2).any(|pair| self.edges().any(|(a, b)| cross(pair[0], pair[1], a, b))))
    }

    /// How far it is to the nearest point of the line; nothing where the line enters.
    pub fn distance_to_line(&self, line: &[Point]) -> f64 {
        if self.meets_line(line) {
            return 0.0;
        }
        let mut least = f64::INFINITY;
        for pair in line.windows(2) {
            for (a, b) in self.edges() {
                for (from, to, point) in
                    [(pair[0], pair[1], a), (pair[0], pair[1], b), (a, b, pair[0]), (a, b, pair[1])]
                {
                    least = least.min(distance(from, to, point));
                }
            }
        }
        least
    }
}

/// Whether two straight pieces cross.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, at: Point| {
        (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
    };
    (side(a, b, c) > 0.0) != (side(a, b, d) > 0.0) && (side(c, d, a) > 0.0) != (side(c, d, b) > 0.0)
}

fn distance(from: Point, to: Point, point: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let long = dx * dx + dy * dy;
    let along = if long > 0.0 { ((point.x - from.x) * dx + (point.y - from.y) * dy) / long } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (from.x + along * dx - point.x, from.y + along * dy - point.y);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_meet_where_they_share_more_than_an_edge() {
        let one = Outline::of_box(0.0, 0.0, 10.0, 10.0);
        for (left, top, right, bottom, meets) in [
            (10.0, 0.0, 20.0, 10.0, false),
            (9.0, 9.0, 20.0, 20.0, true),
            (2.0, 2.0, 3.0, 3.0, true),
            (-5.0, 4.0, 20.0, 6.0, true),
            (-5.0, 12.0, 20.0, 14.0, false),
        ] {
            let other = Outline::of_box(left, top, right, bottom);
            assert_eq!((one.meets(&other), other.meets(&one)), (meets, meets), "{left} {top}");
        }
        let line = [Point::new(-5.0, 15.0), Point::new(20.0, 15.0)];
        assert_eq!(one.distance_to_line(&line), 5.0);
        assert!(one.meets_line(&[Point::new(-5.0, 5.0), Point::new(20.0, 5.0)]));
    }
}
