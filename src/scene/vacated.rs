//! Where room has become free, and since when: whoever has looked for a place later than that need not look again.
//! Must not know what has left.

use crate::model::{Point, Rect};

/// So many squares lie beside and below each other.
const SIDE: usize = 64;

/// Squares of the canvas, with the number of the last departure from each.
pub(super) struct Vacated {
    bounds: Rect,
    squares: Vec<u32>,
    count: u32,
}

impl Vacated {
    /// Nothing has left yet.
    pub fn new(bounds: Rect) -> Self {
        Self { bounds, squares: vec![0; SIDE * SIDE], count: 0 }
    }

    /// How many have left so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Something has left this place.
    pub fn add(&mut self, rect: Rect) {
        self.count += 1;
        let (columns, rows) = self.span(rect);
        for row in rows {
            self.squares[row * SIDE + columns.start..row * SIDE + columns.end].fill(self.count);
        }
    }

    /// Whether something has left these parts after so many had.
    pub fn since(&self, count: u32, rect: Rect) -> bool {
        let (columns, mut rows) = self.span(rect);
        count < self.count
            && rows.any(|row| {
                self.squares[row * SIDE + columns.start..row * SIDE + columns.end]
                    .iter()
                    .any(|last| *last > count)
            })
    }

    fn span(&self, rect: Rect) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let index = |place: f64, length: f64| {
            (place / length.max(1.0) * SIDE as f64).clamp(0.0, (SIDE - 1) as f64) as usize
        };
        let at = |corner: Point| {
            let off = corner - Point::new(self.bounds.x, self.bounds.y);
            (index(off.x, self.bounds.width), index(off.y, self.bounds.height))
        };
        let (first, last) = (at(Point::new(rect.x, rect.y)), at(Point::new(rect.right(), rect.bottom())));
        (first.0..last.0 + 1, first.1..last.1 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_where_and_when() {
        let mut vacated = Vacated::new(Rect::new(-100.0, 0.0, 1000.0, 500.0));
        let (here, there) = (Rect::new(0.0, 100.0, 60.0, 20.0), Rect::new(600.0, 400.0, 60.0, 20.0));
        vacated.add(there);
        let count = vacated.count();
        vacated.add(here);
        assert!(vacated.since(count, here) && !vacated.since(count, there));
        assert!(vacated.since(0, there) && !vacated.since(vacated.count(), here));
        assert!(vacated.since(count, Rect::new(-1e6, -1e6, 2e6, 2e6)), "outside of the bounds, too");
    }
}
