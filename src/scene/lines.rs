//! Straight ways by place: which of them a curve would cross. Must not know what bends them.

use crate::model::{Point, Rect};

use super::{curve::Cubic, grid::Grid, seen::Squares};

/// Straight lines in short pieces.
pub(super) struct Lines {
    grid: Grid,
    pieces: Vec<(Point, Point, usize)>,
}

impl Lines {
    /// Lines given by their numbers and ends; a number may have several. Most of them lie within `bounds`.
    pub fn new(lines: &[(usize, Point, Point)], bounds: Rect) -> Self {
        let mut all = Self { grid: Grid::new(bounds), pieces: Vec::new() };
        for &(number, from, to) in lines {
            let count = (from.distance(to) / 90.0).ceil().clamp(1.0, 80.0);
            let at = |piece: f64| from.lerp(to, piece / count);
            for piece in 0..count as usize {
                let (a, b) = (at(piece as f64), at(piece as f64 + 1.0));
                // Upright and level lines are widened, or they would share nothing with what they cross.
                all.grid.insert(Rect::from_corners(a, b).expanded(0.5));
                all.pieces.push((a, b, number));
            }
        }
        all
    }

    /// How many lines other than `own` the curve crosses. Where it looks is added to `seen`.
    pub fn crossed_by(&self, cubic: &Cubic, own: usize, seen: &Squares) -> usize {
        let mut points = vec![cubic.start];
        cubic.flatten_into(3.0, &mut points);
        self.crossed(&points, own, seen)
    }

    /// How many lines other than `own` the straight line crosses.
    pub fn crossed_by_line(&self, from: Point, to: Point, own: usize, seen: &Squares) -> usize {
        let pieces = (from.distance(to) / 90.0).ceil().clamp(1.0, 80.0);
        let points: Vec<Point> =
            (0..=pieces as usize).map(|piece| from.lerp(to, piece as f64 / pieces)).collect();
        self.crossed(&points, own, seen)
    }

    fn crossed(&self, points: &[Point], own: usize, seen: &Squares) -> usize {
        let mut crossed: Vec<usize> = Vec::new();
        for pair in points.windows(2) {
            let around = Rect::from_corners(pair[0], pair[1]).expanded(0.5);
            seen.add(around);
            self.grid.each(around, |piece, _| {
                let (a, b, number) = self.pieces[piece];
                if number != own && !crossed.contains(&number) && cross(pair[0], pair[1], a, b) {
                    crossed.push(number);
                }
                true
            });
        }
        crossed.len()
    }
}

/// Whether two straight pieces cross.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, point: Point| (to - from).perpendicular().dot(point - from);
    let (first, second) = (side(a, b, c), side(a, b, d));
    let (third, fourth) = (side(c, d, a), side(c, d, b));
    (first > 0.0) != (second > 0.0) && (third > 0.0) != (fourth > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cross_only_within_both() {
        let point = |x: f64, y: f64| Point::new(x, y);
        assert!(cross(point(0.0, 0.0), point(10.0, 10.0), point(0.0, 10.0), point(10.0, 0.0)));
        assert!(!cross(point(0.0, 0.0), point(4.0, 4.0), point(0.0, 10.0), point(10.0, 0.0)));
        assert!(!cross(point(0.0, 0.0), point(10.0, 0.0), point(0.0, 1.0), point(10.0, 1.0)));
    }
}
