//! The part of the map that a search has looked at: what changes elsewhere cannot change what it found.
//! Must not know what was looked for.

use std::cell::Cell;

use crate::model::Rect;

/// The side of a square, canvas units.
const SQUARE: f64 = 100.0;
/// So many squares lie beside and below each other; beyond them the count begins anew, so that squares far apart share
/// a place: that tells too much, never too little.
const SIDE: usize = 64;

/// Squares of the canvas, row by row; of one that notes nothing there are no rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Squares(Vec<Cell<u64>>);

impl Squares {
    /// None yet, to be added to. The default notes nothing, for searches that nobody asks about later.
    pub fn noting() -> Self {
        Self(vec![Cell::new(0); SIDE])
    }

    /// Whether anything is noted.
    pub fn is_noting(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds all squares that share a point with the rectangle.
    pub fn add(&self, rect: Rect) {
        if self.0.is_empty() {
            return;
        }
        let (from, columns) = span(rect.left(), rect.right());
        let row = if columns >= SIDE { u64::MAX } else { ((1_u64 << columns) - 1).rotate_left(from as u32) };
        let (from, rows) = span(rect.top(), rect.bottom());
        for step in 0..rows.min(SIDE) {
            let cell = &self.0[(from + step) % SIDE];
            cell.set(cell.get() | row);
        }
    }

    /// Whether some square is in both.
    pub fn meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a.get() & b.get() != 0)
    }
}

/// The first square of a stretch, and how many it touches.
fn span(from: f64, to: f64) -> (usize, usize) {
    let square = |place: f64| (place / SQUARE).floor() as i64;
    let (first, last) = (square(from), square(to));
    let count = last.saturating_sub(first).saturating_add(1).clamp(1, SIDE as i64);
    (first.rem_euclid(SIDE as i64) as usize, count as usize)
}

/// Where boxes, and where the straight ways of other flows were looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub boxes: Squares,
    pub lines: Squares,
}

impl Seen {
    /// Nothing yet, to be added to.
    pub fn noting() -> Self {
        Self { boxes: Squares::noting(), lines: Squares::noting() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_always_meets() {
        for (a, b, meet) in [
            (Rect::new(0.0, 0.0, 10.0, 10.0), Rect::new(5.0, 5.0, 10.0, 10.0), true),
            (Rect::new(-500.0, -500.0, 10.0, 10.0), Rect::new(-900.0, -900.0, 3000.0, 900.0), true),
            (Rect::new(0.0, 0.0, 1e9, 10.0), Rect::new(7e8, 5.0, 10.0, 10.0), true),
            (Rect::new(1e9, 1e9, 10.0, 10.0), Rect::new(1e9, 1e9, 10.0, 10.0), true),
            (Rect::new(0.0, 0.0, 10.0, 10.0), Rect::new(600.0, 0.0, 10.0, 10.0), false),
            (Rect::new(5900.0, 0.0, 1000.0, 10.0), Rect::new(6700.0, 5.0, 10.0, 10.0), true),
        ] {
            let squares = |rect: Rect| {
                let squares = Squares::noting();
                squares.add(rect);
                squares
            };
            assert_eq!(squares(a).meet(&squares(b)), meet, "{a:?} {b:?}");
            assert_eq!(squares(b).meet(&squares(a)), meet, "{a:?} {b:?}");
        }
    }
}
