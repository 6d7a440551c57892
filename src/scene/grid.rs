//! Rectangles by place, so that asking what is near does not mean asking all. Must not know what they stand for.

use crate::model::Rect;

/// The most cells along one side: a map stretched over a huge canvas must not take all memory.
const MOST: usize = 320;

/// Rectangles in the cells of a grid.
#[derive(Debug)]
pub(super) struct Grid {
    bounds: Rect,
    cell: (f64, f64),
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
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
        let cell = ((bounds.width / columns as f64).max(1.0), (bounds.height / rows as f64).max(1.0));
        Self { bounds, cell, columns, rows, cells: vec![Vec::new(); columns * rows], held: Vec::new() }
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
                self.cells[row * self.columns + column].push(number as u32);
            }
        }
        number
    }

    /// Takes the rectangle of this number out again. Cheap; meant for a few times as many as there are rectangles.
    pub fn remove(&mut self, number: usize) {
        let (columns, rows) = self.range(self.held[number].rect);
        for row in rows.0..=rows.1 {
            for column in columns.0..=columns.1 {
                self.cells[row * self.columns + column].retain(|other| *other as usize != number);
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
                for &number in &self.cells[row * self.columns + column] {
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

    fn range(&self, rect: Rect) -> ((usize, usize), (usize, usize)) {
        let index = |place: f64, start: f64, cell: f64, count: usize| {
            ((place - start) / cell).clamp(0.0, (count - 1) as f64) as usize
        };
        let column = |x: f64| index(x, self.bounds.x, self.cell.0, self.columns);
        let row = |y: f64| index(y, self.bounds.y, self.cell.1, self.rows);
        ((column(rect.left()), column(rect.right())), (row(rect.top()), row(rect.bottom())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
