//! Boxes seen along one axis: spans. So that what holds for rows holds for columns.
//! Must not know what snaps.

use crate::model::{Point, Rect};

/// Along what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

impl Axis {
    pub(super) const BOTH: [Self; 2] = [Self::Across, Self::Down];

    pub(super) fn other(self) -> Self {
        match self {
            Self::Across => Self::Down,
            Self::Down => Self::Across,
        }
    }

    /// The point so far along this axis, and so far along the other.
    pub(super) fn point(self, along: f64, beside: f64) -> Point {
        match self {
            Self::Across => Point::new(along, beside),
            Self::Down => Point::new(beside, along),
        }
    }
}

/// From where to where a box reaches along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Span {
    pub(super) fn of(rect: Rect, axis: Axis) -> Self {
        match axis {
            Axis::Across => Self { low: rect.left(), high: rect.right() },
            Axis::Down => Self { low: rect.top(), high: rect.bottom() },
        }
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    pub(super) fn size(self) -> f64 {
        self.high - self.low
    }

    /// What both share, if it is more than a place.
    pub(super) fn shared(self, other: Self) -> Option<Self> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low < high).then_some(Self { low, high })
    }

    /// How far apart they are; nothing when they touch.
    pub(super) fn distance(self, other: Self) -> f64 {
        (other.low - self.high).max(self.low - other.high).max(0.0)
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}
