//! Corners by which a box is resized: where they are, and what box a dragged one makes.
//! Must not know which tool drags them.

use crate::model::{Document, Point, Rect};

use super::super::{Selection, Target, edits::MINIMUM_SIZE};
use super::{Boxes, Cursor};

/// A corner of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Left above.
    TopLeft,
    /// Right above.
    TopRight,
    /// Right below.
    BottomRight,
    /// Left below.
    BottomLeft,
}

impl Corner {
    /// All, clockwise from the top left, as `Rect::corners` has them.
    pub const ALL: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomRight, Self::BottomLeft];

    /// The pointer over it.
    #[must_use]
    pub fn cursor(self) -> Cursor {
        match self {
            Self::TopLeft | Self::BottomRight => Cursor::ResizeFalling,
            Self::TopRight | Self::BottomLeft => Cursor::ResizeRising,
        }
    }
}

/// The corners by which the selected thing can be resized: one organisation, note or area, alone and not locked.
#[must_use]
pub fn handles(document: &Document, selection: &Selection, boxes: &Boxes) -> Vec<(Corner, Point)> {
    match selection.only().and_then(|target| resizable(document, target, boxes)) {
        Some(rect) => Corner::ALL.into_iter().zip(rect.corners()).collect(),
        None => Vec::new(),
    }
}

/// The box of what can be resized.
pub(super) fn resizable(document: &Document, target: &Target, boxes: &Boxes) -> Option<Rect> {
    match target {
        Target::Organisation(id) => {
            let free = document.organisation(id).is_some_and(|it| !it.locked);
            boxes.organisations.get(id).copied().filter(|_| free)
        }
        Target::Note(id) => {
            let free = document.note(id).is_some_and(|it| !it.locked);
            boxes.of(document, target).filter(|_| free)
        }
        Target::Area(id) => document.map().areas.iter().find(|area| area.id == *id).map(|area| area.extent),
        Target::Flow(_) | Target::Group(_) => None,
    }
}

/// The box with one corner dragged to a point; the opposite corner stays where it is.
pub(super) fn resized(rect: Rect, corner: Corner, to: Point) -> Rect {
    let width = |edge: f64, fixed: f64| (edge - fixed).max(MINIMUM_SIZE.width);
    let height = |edge: f64, fixed: f64| (edge - fixed).max(MINIMUM_SIZE.height);
    let to_left = || width(rect.right(), to.x);
    let to_right = || width(to.x, rect.left());
    let to_top = || height(rect.bottom(), to.y);
    let to_bottom = || height(to.y, rect.top());
    match corner {
        Corner::TopLeft => Rect::new(rect.right() - to_left(), rect.bottom() - to_top(), to_left(), to_top()),
        Corner::TopRight => Rect::new(rect.left(), rect.bottom() - to_top(), to_right(), to_top()),
        Corner::BottomRight => Rect::new(rect.left(), rect.top(), to_right(), to_bottom()),
        Corner::BottomLeft => Rect::new(rect.right() - to_left(), rect.top(), to_left(), to_bottom()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opposite_corner_stays_and_nothing_gets_too_small() {
        let rect = Rect::new(0.0, 0.0, 100.0, 60.0);
        for (corner, to, expected) in [
            (Corner::BottomRight, Point::new(120.0, 80.0), Rect::new(0.0, 0.0, 120.0, 80.0)),
            (Corner::TopLeft, Point::new(-10.0, -20.0), Rect::new(-10.0, -20.0, 110.0, 80.0)),
            (Corner::TopRight, Point::new(150.0, 10.0), Rect::new(0.0, 10.0, 150.0, 50.0)),
            (Corner::BottomLeft, Point::new(20.0, 90.0), Rect::new(20.0, 0.0, 80.0, 90.0)),
            (Corner::BottomRight, Point::new(-50.0, -50.0), Rect::new(0.0, 0.0, 32.0, 24.0)),
            (Corner::TopLeft, Point::new(500.0, 500.0), Rect::new(68.0, 36.0, 32.0, 24.0)),
        ] {
            assert_eq!(resized(rect, corner, to), expected, "{corner:?} to {to:?}");
        }
    }
}
