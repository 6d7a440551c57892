//! Straight pieces of lines by place: which are near, which cross. Must not know what they are pieces of.

use std::cell::Cell;

use crate::model::{Point, Rect};

use super::{curve::Cubic, few::Few, seen::Squares};

/// The least side of a cell, canvas units, and the most cells along one side.
const CELL: f64 = 48.0;
const MOST: usize = 512;
/// A piece is held in every cell that it comes so near to, so that rounding loses none, canvas units.
const CLOSE: f64 = 0.01;

/// A straight piece of the line of this number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub from: Point,
    pub to: Point,
    pub line: usize,
}

/// Pieces in the cells of a grid; each only in those that it passes through. Made once, of all pieces: the cells then
/// lie in one row of memory.
#[derive(Default)]
pub(super) struct Lines {
    cells: Cells,
    pieces: Vec<Piece>,
    /// For each cell where its pieces begin in `held`; one more for the end.
    starts: Vec<u32>,
    held: Vec<u32>,
}

impl Lines {
    /// Pieces most of which lie within `bounds`; what lies outside is kept in the cells at the edge.
    pub fn new(pieces: Vec<Piece>, bounds: Rect) -> Self {
        let cells = Cells::over(bounds);
        // Counted two places further on: filled in, each count becomes the beginning of its cell.
        let mut starts = vec![0_u32; cells.columns * cells.rows + 2];
        let mut passed: Vec<(u32, u32)> = Vec::with_capacity(4 * pieces.len());
        for (number, piece) in pieces.iter().enumerate() {
            cells.each_passed(piece, |cell| {
                starts[cell + 2] += 1;
                passed.push((cell as u32, number as u32));
            });
        }
        for cell in 2..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut held = vec![0; passed.len()];
        for (cell, number) in passed {
            let place = &mut starts[cell as usize + 1];
            held[*place as usize] = number;
            *place += 1;
        }
        starts.pop();
        Self { cells, pieces, starts, held }
    }

    /// The piece of this number: 0 is the first that was given.
    pub fn piece(&self, number: usize) -> &Piece {
        &self.pieces[number]
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Calls `found` with the pieces that may come into `rect` and their numbers, until it says `false`; with some of
    /// them several times.
    pub fn each_near(&self, rect: Rect, mut found: impl FnMut(usize, &Piece) -> bool) {
        if self.pieces.is_empty() {
            return;
        }
        let (first, last) = (
            self.cells.of(Point::new(rect.x, rect.y)),
            self.cells.of(Point::new(rect.right(), rect.bottom())),
        );
        for row in first.1..=last.1 {
            for number in self.held(row * self.cells.columns + first.0, row * self.cells.columns + last.0) {
                if !found(*number as usize, &self.pieces[*number as usize]) {
                    return;
                }
            }
        }
    }

    /// Calls `found` once for each two pieces of different lines that cross, with the numbers of the pieces, the parts of
    /// them before the crossing, and the sine of the angle; the piece that was given first comes first. Two lines that are
    /// both `spared`, at the time, are passed over.
    pub fn each_crossing(&self, spared: &[Cell<bool>], mut found: impl FnMut([usize; 2], [f64; 2], f64)) {
        // The pieces of one cell side by side, for each is asked about all others.
        let mut here: Vec<Piece> = Vec::new();
        for cell in 0..self.starts.len().saturating_sub(1) {
            let held = self.held(cell, cell);
            here.clear();
            here.extend(held.iter().map(|number| self.pieces[*number as usize]));
            for (index, &first) in held.iter().enumerate() {
                let one = here[index];
                let spared_one = &spared[one.line];
                for (&other, &second) in here[index + 1..].iter().zip(&held[index + 1..]) {
                    if one.line == other.line || spared_one.get() && spared[other.line].get() {
                        continue;
                    }
                    let Some((s, t, sine)) = crossing(&one, &other) else { continue };
                    // Two pieces may share several cells: the one with the crossing in it speaks.
                    if self.cells.number(one.from.lerp(one.to, s)) == cell {
                        found([first as usize, second as usize], [s, t], sine);
                    }
                }
            }
        }
    }

    /// The pieces in a row of cells.
    fn held(&self, first: usize, last: usize) -> &[u32] {
        &self.held[self.starts[first] as usize..self.starts[last + 1] as usize]
    }

    /// How many lines other than `own` the curve crosses, counted up to `most`. Where it looks is added to `seen`.
    pub fn crossed_by(&self, cubic: &Cubic, own: usize, most: usize, seen: &Squares) -> usize {
        self.crossed(cubic.start, cubic.steps(3.0), own, most, seen)
    }

    /// How many lines other than `own` the straight line crosses.
    pub fn crossed_by_line(&self, from: Point, to: Point, own: usize, seen: &Squares) -> usize {
        let pieces = (from.distance(to) / 90.0).ceil().clamp(1.0, 80.0);
        let points = (1..=pieces as usize).map(|piece| from.lerp(to, piece as f64 / pieces));
        self.crossed(from, points, own, usize::MAX, seen)
    }

    fn crossed(
        &self,
        start: Point,
        points: impl Iterator<Item = Point>,
        own: usize,
        most: usize,
        seen: &Squares,
    ) -> usize {
        let mut crossed = Few::default();
        let mut from = start;
        for to in points {
            let around = Rect::from_corners(from, to).expanded(0.5);
            seen.add(around);
            self.each_near(around, |_, piece| {
                if piece.line != own && cross(from, to, piece.from, piece.to) {
                    crossed.add(piece.line);
                }
                crossed.len() < most
            });
            if crossed.len() >= most {
                break;
            }
            from = to;
        }
        crossed.len()
    }
}

/// Cells of one size.
#[derive(Default)]
struct Cells {
    bounds: Rect,
    size: (f64, f64),
    columns: usize,
    rows: usize,
}

impl Cells {
    fn over(bounds: Rect) -> Self {
        let size = |length: f64| (length / MOST as f64).max(CELL);
        let size = (size(bounds.width), size(bounds.height));
        let count = |length: f64, size: f64| ((length / size) as usize + 1).min(MOST);
        Self { bounds, size, columns: count(bounds.width, size.0), rows: count(bounds.height, size.1) }
    }

    fn column(&self, x: f64) -> usize {
        ((x - self.bounds.x) / self.size.0).clamp(0.0, (self.columns - 1) as f64) as usize
    }

    fn row(&self, y: f64) -> usize {
        ((y - self.bounds.y) / self.size.1).clamp(0.0, (self.rows - 1) as f64) as usize
    }

    /// Column and row.
    fn of(&self, point: Point) -> (usize, usize) {
        (self.column(point.x), self.row(point.y))
    }

    fn number(&self, point: Point) -> usize {
        self.row(point.y) * self.columns + self.column(point.x)
    }

    /// Calls `found` with the number of every cell that the piece passes through: row by row, those between where it
    /// enters the row and where it leaves it.
    fn each_passed(&self, piece: &Piece, mut found: impl FnMut(usize)) {
        let (high, low) =
            if piece.from.y <= piece.to.y { (piece.from, piece.to) } else { (piece.to, piece.from) };
        let (top, bottom) = (self.row(high.y - CLOSE), self.row(low.y + CLOSE));
        let slope = (low.x - high.x) / (low.y - high.y).max(1e-9);
        for row in top..=bottom {
            let edge = self.bounds.y + row as f64 * self.size.1;
            // What lies above the first row and below the last is held in them.
            let enter = if row == top { high.y } else { edge - CLOSE };
            let leave = if row == bottom { low.y } else { edge + self.size.1 + CLOSE };
            let at = |y: f64| high.x + (y.clamp(high.y, low.y) - high.y) * slope;
            let (a, b) = match (row == top, row == bottom) {
                (true, true) => (high.x, low.x),
                (true, false) => (high.x, at(leave)),
                (false, true) => (at(enter), low.x),
                (false, false) => (at(enter), at(leave)),
            };
            let (first, last) = (self.column(a.min(b) - CLOSE), self.column(a.max(b) + CLOSE));
            (first..=last).for_each(|column| found(row * self.columns + column));
        }
    }
}

/// Whether two straight pieces cross.
pub(super) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, point: Point| (to - from).perpendicular().dot(point - from);
    let (first, second) = (side(a, b, c), side(a, b, d));
    let (third, fourth) = (side(c, d, a), side(c, d, b));
    (first > 0.0) != (second > 0.0) && (third > 0.0) != (fourth > 0.0)
}

/// Where two pieces cross: the part of each, and the sine of their angle; `None` where they do not.
fn crossing(one: &Piece, other: &Piece) -> Option<(f64, f64, f64)> {
    let (first, second) = (one.to - one.from, other.to - other.from);
    let cross = first.x * second.y - first.y * second.x;
    if cross == 0.0 {
        return None;
    }
    let between = other.from - one.from;
    // Parts of the length times `cross`: most pieces are told apart without a division.
    let along_first = between.x * second.y - between.y * second.x;
    let along_second = between.x * first.y - between.y * first.x;
    let is_within =
        |along: f64| if cross > 0.0 { (0.0..cross).contains(&along) } else { along <= 0.0 && along > cross };
    if !is_within(along_first) || !is_within(along_second) {
        return None;
    }
    let sine = cross.abs() / (first.length() * second.length());
    Some((along_first / cross, along_second / cross, sine))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn pieces_cross_only_within_both() {
        assert!(cross(point(0.0, 0.0), point(10.0, 10.0), point(0.0, 10.0), point(10.0, 0.0)));
        assert!(!cross(point(0.0, 0.0), point(4.0, 4.0), point(0.0, 10.0), point(10.0, 0.0)));
        assert!(!cross(point(0.0, 0.0), point(10.0, 0.0), point(0.0, 1.0), point(10.0, 1.0)));
    }

    #[test]
    fn every_crossing_is_found_once_wherever_it_lies() {
        // A fan of lines through one another, in and out of the bounds, over many cells and within one.
        let bounds = Rect::new(0.0, 0.0, 900.0, 700.0);
        let fan = |line: usize| {
            let turn = line as f64 * 0.37;
            let middle = point(450.0 + 31.0 * (line % 7) as f64, 350.0 - 17.0 * (line % 5) as f64);
            let along = point(libm::cos(turn), libm::sin(turn)) * (40.0 + 90.0 * (line % 9) as f64);
            Piece { from: middle - along, to: middle + along, line }
        };
        let pieces: Vec<Piece> = (0..40).map(fan).collect();
        let mut expected = Vec::new();
        for (first, one) in pieces.iter().enumerate() {
            for (second, other) in pieces.iter().enumerate().skip(first + 1) {
                if crossing(one, other).is_some() {
                    expected.push([first, second]);
                }
            }
        }
        let mut found = Vec::new();
        let spared = vec![Cell::new(false); pieces.len()];
        Lines::new(pieces, bounds).each_crossing(&spared, |numbers, _, _| found.push(numbers));
        found.sort_unstable();
        assert!(expected.len() > 200);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_piece_is_found_wherever_it_passes() {
        let piece = Piece { from: point(-300.0, 900.0), to: point(1300.0, -150.0), line: 3 };
        let lines = Lines::new(vec![piece], Rect::new(0.0, 0.0, 1000.0, 700.0));
        for step in 0..=100 {
            let at = piece.from.lerp(piece.to, f64::from(step) / 100.0);
            let mut found = false;
            lines.each_near(Rect::new(at.x - 1.0, at.y - 1.0, 2.0, 2.0), |_, piece| {
                found = piece.line == 3;
                false
            });
            assert!(found, "{at:?}");
        }
    }
}
