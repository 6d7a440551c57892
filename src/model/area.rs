//! Areas of the canvas: bands, columns, rings and slices, and plain titled parts. Must not know how they are drawn.

use super::{AreaId, Point, Rect, ScaleId, SectorId};

/// What a titled area stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AreaMeaning {
    /// Only what its title says.
    #[default]
    Title,
    /// A band of one scale.
    Scale(ScaleId),
    /// A column of one sector.
    Sector(SectorId),
}

/// The outline of an area within its extent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum AreaShape {
    /// All of it.
    #[default]
    Rect,
    /// The ellipse that touches its sides, without the middle.
    Ring {
        /// The share of the way from the centre to the rim that is left out, 0 (a disc) to below 1.
        hole: f64,
    },
    /// A piece of such a ring. Angles are those of a circle that is then stretched to the extent.
    Slice {
        /// Where it begins, degrees clockwise from the top, 0 to 360.
        from: f64,
        /// Where it ends, degrees clockwise from the top, above `from` and by at most 360.
        to: f64,
        /// As for a ring.
        hole: f64,
    },
}

impl AreaShape {
    /// Whether its numbers can be reckoned with.
    #[must_use]
    pub fn is_sane(self) -> bool {
        let is_hole = |hole: f64| (0.0..1.0).contains(&hole);
        match self {
            Self::Rect => true,
            Self::Ring { hole } => is_hole(hole),
            Self::Slice { from, to, hole } => {
                is_hole(hole) && (0.0..=360.0).contains(&from) && from < to && to - from <= 360.0
            }
        }
    }

    /// Whether a point lies in the area of this shape and extent, rim included.
    #[must_use]
    pub fn contains(self, extent: Rect, point: Point) -> bool {
        let (from, to, hole) = match self {
            Self::Rect => return extent.contains(point),
            Self::Ring { hole } => (0.0, 360.0, hole),
            Self::Slice { from, to, hole } => (from, to, hole),
        };
        let (share, angle) = Self::place_of(extent, point);
        let turned = if angle < from { angle + 360.0 } else { angle };
        (hole..=1.0).contains(&share) && turned <= to
    }

    /// The point at this share of the way from the centre to the rim, 1 being the rim, in this direction: degrees
    /// clockwise from the top, on a circle that is then stretched to the extent.
    #[must_use]
    pub fn point_at(extent: Rect, share: f64, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        let center = extent.center();
        Point::new(center.x + share * sin * extent.width / 2.0, center.y - share * cos * extent.height / 2.0)
    }

    /// How far out a point lies, the rim being 1, and in which direction, degrees clockwise from the top, 0 to 360: what
    /// [`AreaShape::point_at`] takes.
    #[must_use]
    pub fn place_of(extent: Rect, point: Point) -> (f64, f64) {
        let from_center = point - extent.center();
        let x = from_center.x / (extent.width / 2.0).max(f64::MIN_POSITIVE);
        let y = from_center.y / (extent.height / 2.0).max(f64::MIN_POSITIVE);
        let angle = libm::atan2(x, -y).to_degrees();
        (libm::hypot(x, y), if angle < 0.0 { angle + 360.0 } else { angle })
    }
}

/// A titled, faintly tinted part of the canvas: a band, a column, a ring or a slice.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its title; the scale's or sector's name when empty.
    pub title: String,
    /// Where it is, canvas units: the smallest upright box round all of it, for a slice round the whole ring.
    pub extent: Rect,
    /// What it stands for.
    pub meaning: AreaMeaning,
    /// Its outline.
    pub shape: AreaShape,
}

impl Area {
    /// The id of the band of those whose scale nobody states; it means nothing else than its title.
    pub const SCALE_NOT_STATED: &str = "band-not-stated";
    /// The id of the column of those whose sector nobody states.
    pub const SECTOR_NOT_STATED: &str = "column-not-stated";

    /// Whether it is the band or the column of those of whom scale or sector is not stated.
    #[must_use]
    pub fn is_of_not_stated(&self) -> bool {
        self.meaning == AreaMeaning::Title
            && [Self::SCALE_NOT_STATED, Self::SECTOR_NOT_STATED].contains(&self.id.as_str())
    }

    /// Whether it can be drawn: its extent and its shape can be reckoned with.
    #[must_use]
    pub fn is_sane(&self) -> bool {
        self.extent.is_sane() && self.shape.is_sane()
    }

    /// Whether a point lies in it, rim included.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.shape.contains(self.extent, point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_a_band_a_ring_or_a_slice() {
        let extent = Rect::new(-300.0, -200.0, 600.0, 400.0);
        let ring = AreaShape::Ring { hole: 0.5 };
        let right = AreaShape::Slice { from: 45.0, to: 135.0, hole: 0.5 };
        let over_the_top = AreaShape::Slice { from: 315.0, to: 405.0, hole: 0.0 };
        for (shape, point, expected) in [
            (AreaShape::Rect, (299.0, 199.0), true),
            (ring, (299.0, 199.0), false),
            (ring, (0.0, 0.0), false),
            (ring, (0.0, 150.0), true),
            (ring, (-299.0, 0.0), true),
            (right, (200.0, 0.0), true),
            (right, (100.0, 0.0), false),
            (right, (0.0, -150.0), false),
            (over_the_top, (0.0, -150.0), true),
            (over_the_top, (50.0, -150.0), true),
            (over_the_top, (-50.0, -150.0), true),
            (over_the_top, (0.0, 150.0), false),
        ] {
            assert_eq!(shape.contains(extent, Point::new(point.0, point.1)), expected, "{shape:?} {point:?}");
        }
        for degrees in [0.0, 50.0, 170.0, 300.0] {
            let point = AreaShape::point_at(extent, 0.8, degrees);
            let (share, angle) = AreaShape::place_of(extent, point);
            assert!((share - 0.8).abs() < 1e-9 && (angle - degrees).abs() < 1e-9, "{degrees}");
        }
    }

    #[test]
    fn a_shape_that_encloses_nothing_or_too_much_is_not_drawn() {
        let slice = |from, to| AreaShape::Slice { from, to, hole: 0.2 };
        for (shape, expected) in [
            (AreaShape::Ring { hole: 0.0 }, true),
            (AreaShape::Ring { hole: 1.0 }, false),
            (AreaShape::Ring { hole: f64::NAN }, false),
            (slice(10.0, 370.0), true),
            (slice(10.0, 10.0), false),
            (slice(0.0, 361.0), false),
            (slice(f64::INFINITY, 10.0), false),
        ] {
            assert_eq!(shape.is_sane(), expected, "{shape:?}");
        }
    }
}
