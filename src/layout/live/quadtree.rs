//! Far heaps count as one: the push of all on one in logarithmic time (Barnes and Hut 1986). Cells lie in the order in
//! which they are visited, each with the number of the first cell after its own. Must not know springs.

use crate::model::Point;

/// A cell counts as one body when it is seen under less than this: its side against its distance.
const WIDE: f64 = 0.9;
/// So many in a cell are not divided further.
const FEW: usize = 4;
/// No cell is divided more often: who stands at one point cannot be told apart.
const DEEPEST: usize = 40;
/// Nearer than this counts as this near, in squares of canvas units.
const NEAREST: f64 = 0.25;

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    middle: Point,
    mass: f64,
    /// The square of its side over the square of [`WIDE`].
    reach: f64,
    /// The cell after it and all in it.
    after: u32,
    /// Who stands in it, where it is not divided: from and to in the order.
    begin: u32,
    end: u32,
}

/// Points in squares within squares.
#[derive(Clone, Debug, Default)]
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    order: Vec<u32>,
}

impl Quadtree {
    /// Over these points.
    pub fn build(&mut self, points: &[Point]) {
        self.cells.clear();
        self.order.clear();
        self.order.extend(0..points.len() as u32);
        if points.is_empty() {
            return;
        }
        let (mut low, mut high) = (points[0], points[0]);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        let side = (high.x - low.x).max(high.y - low.y).max(1e-9);
        let middle = Point::new(f64::midpoint(low.x, high.x), f64::midpoint(low.y, high.y));
        let mut order = std::mem::take(&mut self.order);
        self.divide(points, &mut order, 0, (middle, side), 0);
        self.order = order;
    }

    fn divide(
        &mut self,
        points: &[Point],
        these: &mut [u32],
        begin: usize,
        (middle, side): (Point, f64),
        depth: usize,
    ) {
        let number = self.cells.len();
        let reach = side * side / (WIDE * WIDE);
        let (mass, end) = (these.len() as f64, begin + these.len());
        let sum = these.iter().fold(Point::default(), |sum, one| sum + points[*one as usize]);
        let cell =
            Cell { middle: sum * (1.0 / mass), mass, reach, begin: begin as u32, end: end as u32, after: 0 };
        self.cells.push(cell);
        if these.len() > FEW && depth < DEEPEST {
            self.cells[number].end = begin as u32;
            let down = parted(these, |one| points[one as usize].y < middle.y);
            let mut from = begin;
            let (upper, lower) = these.split_at_mut(down);
            for (half, y) in [(upper, -0.25), (lower, 0.25)] {
                let across = parted(half, |one| points[one as usize].x < middle.x);
                let (left, right) = half.split_at_mut(across);
                for (quarter, x) in [(left, -0.25), (right, 0.25)] {
                    if !quarter.is_empty() {
                        let within = (middle + Point::new(x * side, y * side), side / 2.0);
                        let count = quarter.len();
                        self.divide(points, quarter, from, within, depth + 1);
                        from += count;
                    }
                }
            }
        }
        self.cells[number].after = self.cells.len() as u32;
    }

    /// The push of all others on one of the points: away from each, one over the distance.
    pub fn push(&self, points: &[Point], one: usize) -> Point {
        let (at, mut push, mut next) = (points[one], Point::default(), 0);
        while let Some(cell) = self.cells.get(next) {
            let way = at - cell.middle;
            let square = way.dot(way);
            if cell.reach < square {
                push = push + way * (cell.mass / square);
                next = cell.after as usize;
                continue;
            }
            for other in &self.order[cell.begin as usize..cell.end as usize] {
                if *other as usize != one {
                    let way = at - points[*other as usize];
                    push = push + way * (1.0 / way.dot(way).max(NEAREST));
                }
            }
            next += 1;
        }
        push
    }
}

/// Brings those of which it is so to the front; how many they are.
fn parted(these: &mut [u32], is_first: impl Fn(u32) -> bool) -> usize {
    let mut count = 0;
    for at in 0..these.len() {
        if is_first(these[at]) {
            these.swap(at, count);
            count += 1;
        }
    }
    count
}
