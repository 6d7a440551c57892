//! Rectangles by place, so that asking what is near does not mean asking all. Must not know what they stand for.

use std::collections::BTreeMap;

use crate::model::{Point, Rect};

/// The most cells along one side: a map stretched over a huge canvas must not take all memory.
const MOST: usize = 320;
/// So many rectangles are held in a cell itself.
const IN_PLACE: usize = 7;

/// How many rectangles a cell holds, and the numbers of the first of them.
type Cell = [u32; IN_PLACE + 1];

/// Rectangles in the cells of a grid.
#[derive(Debug)]
pub(super) struct Grid {
    bounds: Rect,
    /// How many cells there are in a canvas unit, across and down.
    cells_a_unit: (f64, f64),
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
    /// What crowded cells hold beyond that.
    more: BTreeMap<usize, Vec<u32>>,
    held: Vec<Held>,
}

/// A rectangle in the grid.
#[derive(Debug)]
struct Held {
    rect: Rect,
    /// Its first cell: column and row.
    first: (u16, u16),
    /// What it is called: its own number, unless it was given another.
    name: u32,
}

impl Grid {
    /// An empty grid over `bounds`; what lies outside is kept in the cells at the edge.
    pub fn new(bounds: Rect) -> Self {
        let count = |length: f64| ((length / 90.0).ceil().clamp(1.0, MOST as f64)) as usize;
        let (columns, rows) = (count(bounds.width), count(bounds.height));
        let a_unit = |count: usize, length: f64| 1.0 / (length / count as f64).max(1.0);
        Self {
            bounds,
            cells_a_unit: (a_unit(columns, bounds.width), a_unit(rows, bounds.height)),
            columns,
            rows,
            cells: vec![[0; IN_PLACE + 1]; columns * rows],
            more: BTreeMap::new(),
            held: Vec::new(),
        }
    }

    /// Adds a rectangle and returns its number: 0 for the first.
    pub fn insert(&mut self, rect: Rect) -> usize {
        self.insert_named(self.held.len(), rect)
    }

    /// Adds a rectangle under a number that others may have as well.
    pub fn insert_as(&mut self, name: usize, rect: Rect) {
        self.insert_named(name, rect);
    }

    /// The same; returns the rectangle's own number, by which it can be taken out again.
    pub fn insert_named(&mut self, name: usize, rect: Rect) -> usize {
        let number = self.held.len();
        let (columns, rows) = self.range(rect);
        self.held.push(Held { rect, first: (columns.0 as u16, rows.0 as u16), name: name as u32 });
        for row in rows.0..=rows.1 {
            for column in columns.0..=columns.1 {
                self.put(row * self.columns + column, number as u32);
            }
        }
        number
    }

    fn put(&mut self, cell: usize, number: u32) {
        let [count, held @ ..] = &mut self.cells[cell];
        match held.get_mut(*count as usize) {
            Some(place) => *place = number,
            None => self.more.entry(cell).or_default().push(number),
        }
        *count += 1;
    }

    fn take(&mut self, cell: usize, number: u32) {
        let [count, held @ ..] = &mut self.cells[cell];
        let in_place = (*count as usize).min(IN_PLACE);
        if let Some(place) = held[..in_place].iter().position(|other| *other == number) {
            held.copy_within(place + 1..in_place, place);
            *count -= 1;
            if let Some(more) = self.more.get_mut(&cell).filter(|more| !more.is_empty()) {
                held[IN_PLACE - 1] = more.remove(0);
            }
        } else if let Some(more) = self.more.get_mut(&cell) {
            let before = more.len();
            more.retain(|other| *other != number);
            *count -= (before - more.len()) as u32;
        }
    }

    /// Takes the rectangle of this number out again. Cheap; meant for a few times as many as there are rectangles.
    pub fn remove(&mut self, number: usize) {
        let (columns, rows) = self.range(self.held[number].rect);
        for row in rows.0..=rows.1 {
            for column in columns.0..=columns.1 {
                self.take(row * self.columns + column, number as u32);
            }
        }
    }

    /// All rectangles with what they are called, in the order in which they were added.
    pub fn all(&self) -> impl Iterator<Item = (usize, Rect)> + '_ {
        self.held.iter().map(|held| (held.name as usize, held.rect))
    }

    /// Calls `found` once for every rectangle that shares more than an edge with `rect`, until it says `false`.
    pub fn each(&self, rect: Rect, mut found: impl FnMut(usize, Rect) -> bool) {
        let (columns, rows) = self.range(rect);
        for row in rows.0..=rows.1 {
            for column in columns.0..=columns.1 {
                let cell = row * self.columns + column;
                let [count, in_place @ ..] = &self.cells[cell];
                let count = *count as usize;
                let more = if count > IN_PLACE { self.more.get(&cell) } else { None };
                for &number in in_place[..count.min(IN_PLACE)].iter().chain(more.into_iter().flatten()) {
                    let held = &self.held[number as usize];
                    if !held.rect.overlaps(rect) {
                        continue;
                    }
                    // Each pair meets in several cells; the first of them speaks.
                    let (its_column, its_row) = (usize::from(held.first.0), usize::from(held.first.1));
                    let first = (its_column.max(columns.0), its_row.max(rows.0));
                    if first == (column, row) && !found(held.name as usize, held.rect) {
                        return;
                    }
                }
            }
        }
    }

    /// Calls `found` for every rectangle that may come nearer than `clear` to a straight line, until it says `false`; for
    /// some of them several times.
    pub fn each_along(&self, from: Point, to: Point, clear: f64, mut found: impl FnMut(usize, Rect) -> bool) {
        let (high, low) = if from.y <= to.y { (from, to) } else { (to, from) };
        let (_, (first, last)) = self.range(Rect::from_corners(from, to).expanded(clear));
        let slope = (low.x - high.x) / (low.y - high.y).max(1e-9);
        let is_level = low.y - high.y < 1e-6;
        let at = |y: f64| high.x + (y.clamp(high.y, low.y) - high.y) * slope;
        let row_height = 1.0 / self.cells_a_unit.1;
        for row in first..=last {
            let edge = self.bounds.y + row as f64 * row_height;
            // What lies above the first row and below the last is held in them.
            let (a, b) = (
                if row == first || is_level { high.x } else { at(edge - clear) },
                if row == last || is_level { low.x } else { at(edge + row_height + clear) },
            );
            let across = Rect::new(a.min(b) - clear, edge, (a - b).abs() + 2.0 * clear, 0.0);
            let ((left, right), _) = self.range(across);
            for cell in row * self.columns + left..=row * self.columns + right {
                let [count, in_place @ ..] = &self.cells[cell];
                let count = *count as usize;
                let more = if count > IN_PLACE { self.more.get(&cell) } else { None };
                for &number in in_place[..count.min(IN_PLACE)].iter().chain(more.into_iter().flatten()) {
                    let held = &self.held[number as usize];
                    if !found(held.name as usize, held.rect) {
                        return;
                    }
                }
            }
        }
    }

    fn range(&self, rect: Rect) -> ((usize, usize), (usize, usize)) {
        let index = |place: f64, start: f64, cells_a_unit: f64, count: usize| {
            ((place - start) * cells_a_unit).clamp(0.0, (count - 1) as f64) as usize
        };
        let column = |x: f64| index(x, self.bounds.x, self.cells_a_unit.0, self.columns);
        let row = |y: f64| index(y, self.bounds.y, self.cells_a_unit.1, self.rows);
        ((column(rect.left()), column(rect.right())), (row(rect.top()), row(rect.bottom())))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scene::path::segment_meets_rect;

    #[test]
    fn each_neighbour_is_found_once_wherever_it_lies() {
        let mut grid = Grid::new(Rect::new(0.0, 0.0, 1000.0, 1000.0));
        let rects = [
            Rect::new(10.0, 10.0, 900.0, 900.0),
            Rect::new(500.0, 500.0, 20.0, 20.0),
            Rect::new(-5000.0, 5000.0, 10.0, 10.0),
        ];
        for rect in rects {
            grid.insert(rect);
        }
        for (query, expected) in [
            (Rect::new(400.0, 400.0, 300.0, 300.0), vec![0, 1]),
            (Rect::new(950.0, 950.0, 300.0, 300.0), vec![]),
            (Rect::new(-6000.0, 4000.0, 3000.0, 3000.0), vec![2]),
        ] {
            let mut found = Vec::new();
            grid.each(query, |number, _| {
                found.push(number);
                true
            });
            found.sort_unstable();
            assert_eq!(found, expected, "{query:?}");
        }
        grid.remove(0);
        grid.each(rects[0], |number, _| {
            assert_eq!(number, 1, "what was taken out is gone");
            true
        });
    }

    #[test]
    fn what_lies_along_a_line_is_found() {
        let bounds = Rect::new(-200.0, 100.0, 3000.0, 1500.0);
        let mut grid = Grid::new(bounds);
        for number in 0..400 {
            let (x, y) = (f64::from(number % 25) * 130.0 - 300.0, f64::from(number / 25) * 110.0);
            grid.insert(Rect::new(x, y, 20.0 + f64::from(number % 7) * 15.0, 30.0));
        }
        let ends = [
            (-400.0, 0.0),
            (2900.0, 1700.0),
            (50.0, 900.0),
            (60.0, 910.0),
            (2000.0, 130.0),
            (-350.0, 1650.0),
            (700.0, 279.0),
            (2900.0, 279.0),
        ];
        let ends = ends.map(|(x, y)| Point::new(x, y));
        for from in ends {
            for to in ends {
                let near = |rect: Rect| segment_meets_rect(from, to, rect.expanded(9.0));
                let expected: BTreeSet<usize> =
                    grid.all().filter(|(_, rect)| near(*rect)).map(|(number, _)| number).collect();
                let mut found = BTreeSet::new();
                grid.each_along(from, to, 9.01, |number, rect| {
                    if near(rect) {
                        found.insert(number);
                    }
                    true
                });
                assert_eq!(found, expected, "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn a_crowded_cell_loses_none() {
        let mut grid = Grid::new(Rect::new(0.0, 0.0, 100.0, 100.0));
        let rect = Rect::new(10.0, 10.0, 20.0, 20.0);
        let mut held: Vec<usize> = (0..30).map(|_| grid.insert(rect)).collect();
        for gone in [3, 29, 0, 12, 7, 6, 5, 4, 1, 2, 20, 8] {
            grid.remove(gone);
            held.retain(|number| *number != gone);
            let mut found = Vec::new();
            grid.each(rect, |number, _| {
                found.push(number);
                true
            });
            assert_eq!(found, held);
        }
    }
}
