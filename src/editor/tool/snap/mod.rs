//! Snapping: where a box that is moved, resized or placed comes to stand in line with its neighbours, and the guides
//! that say why. Pure geometry: must not know tools, records or the screen.
//!
//! Each axis is settled by itself: the nearest of edge to edge, centre to centre and equal gaps in a row or a column
//! wins within reach; where no neighbour is near, the grid has its turn. The guides are then read off the box as it
//! stands, so that they never claim what is not so.

mod gaps;
mod lines;
mod span;

use crate::model::{Point, Rect};

use gaps::Row;
use lines::Mark;
use span::{Axis, Span};

/// Two places are one if they differ by less, canvas units.
const SAME: f64 = 0.01;

/// What is drawn to show why something stands where it does, canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guide {
    /// Edges or centres of boxes are in one line: from its one end to its other, upright or level.
    Line {
        /// Left or upper end.
        from: Point,
        /// Right or lower end.
        to: Point,
    },
    /// One of two or more equal gaps in a row or a column, from the edge of one box to that of the next; where the
    /// lowest of those in the row ends, or the rightmost of those in the column.
    Gap {
        /// Left or upper end.
        from: Point,
        /// Right or lower end.
        to: Point,
    },
    /// Where the centre of something new comes, when that is not where the pointer is.
    Spot(Point),
}

/// What a box may snap to.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// Boxes that stand still and are in view.
    pub(super) neighbours: Vec<Rect>,
    /// From how far it snaps, canvas units.
    pub(super) reach: f64,
    /// The distance of the grid's lines, canvas units.
    pub(super) grid: Option<f64>,
}

/// By how much something is to move beyond where the pointer has it, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Snap {
    pub(super) by: Point,
    pub(super) guides: Vec<Guide>,
}

/// A box on its way: its edges, its centre and the gaps beside it snap; otherwise `anchor` comes to the grid.
pub(super) fn moved(rect: Rect, anchor: Point, around: &Around) -> Snap {
    if !rect.is_sane() || !anchor.is_finite() {
        return Snap::default();
    }
    let along = |axis: Axis, anchor: f64| {
        let span = Span::of(rect, axis);
        let row = Row::beside(rect, axis, &around.neighbours);
        let marks = [Mark::Low(span.low), Mark::Middle(span.middle()), Mark::High(span.high)];
        let lines = lines::nearest(&marks, rect, axis, around);
        let gaps = row.nearest(span, around.reach);
        // Of two equally near the line wins: it holds for the eye over any distance.
        let near = match (lines, gaps) {
            (Some(line), Some(gap)) if gap.abs() + SAME < line.abs() => Some(gap),
            (Some(line), _) => Some(line),
            (None, gap) => gap,
        };
        near.or_else(|| to_grid(anchor, around.grid)).unwrap_or(0.0)
    };
    let by = Point::new(along(Axis::Across, anchor.x), along(Axis::Down, anchor.y));
    let rect = rect.translated(by);
    let mut guides = Vec::new();
    for axis in Axis::BOTH {
        let span = Span::of(rect, axis);
        let marks = [Mark::Low(span.low), Mark::Middle(span.middle()), Mark::High(span.high)];
        lines::guides(&marks, rect, axis, around, &mut guides);
        Row::beside(rect, axis, &around.neighbours).guides(span, axis, &mut guides);
    }
    Snap { by, guides }
}

/// A corner on its way to `at`, of the box that it makes there: only its two edges snap.
pub(super) fn corner(at: Point, make: impl Fn(Point) -> Rect, around: &Around) -> Snap {
    if !at.is_finite() {
        return Snap::default();
    }
    let rect = make(at);
    let along = |axis: Axis, edge: f64| {
        lines::nearest(&[Mark::Edge(edge)], rect, axis, around)
            .or_else(|| to_grid(edge, around.grid))
            .unwrap_or(0.0)
    };
    let by = Point::new(along(Axis::Across, at.x), along(Axis::Down, at.y));
    let to = at + by;
    let rect = make(to);
    let mut guides = Vec::new();
    for (axis, edge) in [(Axis::Across, to.x), (Axis::Down, to.y)] {
        let span = Span::of(rect, axis);
        // A box that would get too small does not follow the corner.
        if (span.low - edge).abs() < SAME || (span.high - edge).abs() < SAME {
            lines::guides(&[Mark::Edge(edge)], rect, axis, around, &mut guides);
        }
    }
    Snap { by, guides }
}

/// The centre of something whose size is not known yet: it snaps to centres.
pub(super) fn center(at: Point, around: &Around) -> Snap {
    if !at.is_finite() {
        return Snap::default();
    }
    let spot = |at: Point| Rect::new(at.x, at.y, 0.0, 0.0);
    let along = |axis: Axis, place: f64| {
        lines::nearest(&[Mark::Middle(place)], spot(at), axis, around)
            .or_else(|| to_grid(place, around.grid))
            .unwrap_or(0.0)
    };
    let by = Point::new(along(Axis::Across, at.x), along(Axis::Down, at.y));
    let to = at + by;
    let mut guides = Vec::new();
    for (axis, place) in [(Axis::Across, to.x), (Axis::Down, to.y)] {
        lines::guides(&[Mark::Middle(place)], spot(to), axis, around, &mut guides);
    }
    if by.length() > SAME {
        guides.push(Guide::Spot(to));
    }
    Snap { by, guides }
}

fn to_grid(place: f64, grid: Option<f64>) -> Option<f64> {
    let step = grid.filter(|step| step.is_finite() && *step > 0.0)?;
    Some((place / step).round() * step - place)
}
