//! The outlines of nodes and the signs inside them. Must not know organisations: a shape and a rectangle is all.

use crate::{
    model::{Glyph, Point, Rect, Size},
    style::NodeShape,
};

use super::path::{Path, QUARTER, Segment};

/// Radius of a box's corners.
pub(super) const RADIUS: f64 = 9.0;
/// How far the sheet behind a stack looks out, to the right and upward.
pub(super) const SHEET: f64 = 5.0;
/// How much of a corner is cut.
pub(super) const CUT: f64 = 12.0;
/// Height of a tab.
pub(super) const TAB: f64 = 7.0;
/// The largest radius of a pill's ends.
const PILL: f64 = 30.0;

/// The outlines to be drawn, back to front: one, or the sheets of a stack. Together they are the node's outline.
pub(super) fn sheets(shape: NodeShape, rect: Rect) -> Vec<Path> {
    match shape {
        NodeShape::Box => vec![Path::rounded_rect(rect, RADIUS)],
        NodeShape::Stack => {
            let sheet = Rect::new(
                rect.x,
                rect.y + SHEET,
                (rect.width - SHEET).max(0.0),
                (rect.height - SHEET).max(0.0),
            );
            let behind = sheet.translated(Point::new(SHEET, -SHEET));
            vec![Path::rounded_rect(behind, RADIUS), Path::rounded_rect(sheet, RADIUS)]
        }
        NodeShape::Pill => vec![Path::rounded_rect(rect, PILL)],
        NodeShape::CutCorner => vec![cut_corner(rect)],
        NodeShape::Tab => vec![tab(rect)],
        NodeShape::Circle => vec![Path::ellipse(rect)],
    }
}

/// Two rectangles that lie within the outline and leave little of it out.
pub(super) fn inner(shape: NodeShape, rect: Rect) -> [Rect; 2] {
    const EDGE: f64 = 1e-6;
    let within = |rect: Rect, x: f64, y: f64| {
        let size = Size::new((rect.width - 2.0 * x).max(0.0), (rect.height - 2.0 * y).max(0.0));
        Rect::from_center(rect.center(), size)
    };
    let bars = |rect: Rect, corner: f64| {
        let corner = corner.min(rect.width / 2.0).min(rect.height / 2.0);
        [within(rect, EDGE, corner), within(rect, corner, EDGE)]
    };
    // Where a cut takes half a side, only the middle is sure.
    let cut = |rect: Rect| {
        let (corner, x, y) = (CUT + RADIUS, rect.width / 2.0, rect.height / 2.0);
        if corner > x.min(y) { [within(rect, corner.min(x), corner.min(y)); 2] } else { bars(rect, corner) }
    };
    match shape {
        NodeShape::Box => bars(rect, RADIUS),
        NodeShape::Pill => bars(rect, PILL),
        NodeShape::Stack => {
            let size = Size::new((rect.width - SHEET).max(0.0), (rect.height - SHEET).max(0.0));
            bars(Rect::new(rect.x, rect.y + SHEET, size.width, size.height), RADIUS)
        }
        NodeShape::CutCorner => cut(rect),
        NodeShape::Tab => {
            let height = (rect.height - TAB).max(0.0);
            cut(Rect::new(rect.x, rect.y + TAB, rect.width, height))
        }
        NodeShape::Circle => {
            let (a, b) = (rect.width / 2.0, rect.height / 2.0);
            [within(rect, a * 0.12, b * 0.6), within(rect, a * 0.4, b * 0.25)]
        }
    }
}

/// The same at the size of a legend's sample.
pub(super) fn small_sheets(shape: NodeShape, rect: Rect) -> Vec<Path> {
    let [top_left, top_right, bottom_right, bottom_left] = rect.corners();
    match shape {
        NodeShape::Box => vec![Path::rounded_rect(rect, 4.5)],
        NodeShape::Stack => {
            let sheet = Rect::new(rect.x, rect.y + 3.0, rect.width - 3.0, rect.height - 3.0);
            let behind = sheet.translated(Point::new(3.0, -3.0));
            vec![Path::rounded_rect(behind, 4.0), Path::rounded_rect(sheet, 4.0)]
        }
        NodeShape::CutCorner => vec![rounded(&[
            (top_left, 4.0),
            (top_right - Point::new(7.0, 0.0), 1.0),
            (top_right + Point::new(0.0, 7.0), 1.0),
            (bottom_right, 4.0),
            (bottom_left, 4.0),
        ])],
        NodeShape::Tab => vec![rounded(&[
            (top_left, 2.5),
            (top_left + Point::new(8.0, 0.0), 1.5),
            (top_left + Point::new(11.0, 4.0), 1.5),
            (top_right + Point::new(0.0, 4.0), 4.0),
            (bottom_right, 4.0),
            (bottom_left, 4.0),
        ])],
        NodeShape::Pill | NodeShape::Circle => sheets(shape, rect),
    }
}

/// The outline as one path: several closed parts for a stack.
pub(super) fn outline(shape: NodeShape, rect: Rect) -> Path {
    let mut whole = Path::default();
    for sheet in sheets(shape, rect) {
        whole.append(sheet);
    }
    whole
}

/// How much room a shape takes from its rectangle before words may stand there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Insets {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// The insets of a shape round words of this size, in a box at least `minimum` high.
pub(super) fn insets(shape: NodeShape, width: f64, height: f64, minimum: f64) -> Insets {
    let (side, foot) = (12.0, 10.0);
    let plain = Insets { left: side, right: side, top: foot, bottom: foot };
    match shape {
        NodeShape::Box => plain,
        NodeShape::Stack => Insets { right: side + SHEET, top: foot + SHEET, ..plain },
        NodeShape::CutCorner => Insets { right: side + CUT / 3.0, ..plain },
        NodeShape::Tab => Insets { top: foot + TAB, ..plain },
        NodeShape::Pill => {
            // The words' corners stay as far from the round ends as they would from straight sides.
            let radius = ((height + 2.0 * foot).max(minimum) / 2.0).min(PILL);
            let reach = (height / 2.0).min(radius) - 3.0;
            let end = radius - (radius * radius - reach * reach).max(0.0).sqrt() + 2.0;
            Insets { left: side + end, right: side + end, ..plain }
        }
        NodeShape::Circle => {
            // An ellipse through the corners of the words' box, grown by some air: (w/a)^2 + (h/b)^2 = 1 with a = 0.68 w.
            let (air_x, air_y) = (6.0, 3.0);
            let (half_width, half_height) = (width / 2.0 + air_x, height / 2.0 + air_y);
            let stretch = 1.32;
            let a = half_width * stretch;
            let b = half_height / (1.0_f64 - 1.0 / (stretch * stretch)).sqrt();
            let (x, y) = (a - width / 2.0, b - height / 2.0);
            Insets { left: x.max(side), right: x.max(side), top: y.max(foot), bottom: y.max(foot) }
        }
    }
}

fn cut_corner(rect: Rect) -> Path {
    let cut = CUT.min(rect.width / 2.0).min(rect.height / 2.0);
    let [top_left, top_right, bottom_right, bottom_left] = rect.corners();
    rounded(&[
        (top_left, RADIUS),
        (top_right - Point::new(cut, 0.0), 2.0),
        (top_right + Point::new(0.0, cut), 2.0),
        (bottom_right, RADIUS),
        (bottom_left, RADIUS),
    ])
}

fn tab(rect: Rect) -> Path {
    let height = TAB.min(rect.height / 3.0);
    let width = (rect.width * 0.42).min(56.0);
    let [top_left, top_right, bottom_right, bottom_left] = rect.corners();
    let shoulder = Point::new(top_left.x + width, top_left.y + height);
    rounded(&[
        (top_left, 5.0),
        (Point::new(top_left.x + width - height, top_left.y), 3.0),
        (shoulder, 3.0),
        (top_right + Point::new(0.0, height), RADIUS),
        (bottom_right, RADIUS),
        (bottom_left, RADIUS),
    ])
}

/// A polygon whose corners are rounded, each by its own radius.
pub(super) fn rounded(corners: &[(Point, f64)]) -> Path {
    let count = corners.len();
    let mut path = Path::default();
    for index in 0..count {
        let (corner, radius) = corners[index];
        let before = corners[(index + count - 1) % count].0 - corner;
        let after = corners[(index + 1) % count].0 - corner;
        let radius = radius.min(before.length() / 2.0).min(after.length() / 2.0);
        let (before, after) = (before.normalised(), after.normalised());
        let start = corner + before * radius;
        path.segments.push(if index == 0 { Segment::Move(start) } else { Segment::Line(start) });
        let rest = radius * (1.0 - QUARTER);
        path.segments.push(Segment::Cubic(
            corner + before * rest,
            corner + after * rest,
            corner + after * radius,
        ));
    }
    path.segments.push(Segment::Close);
    path
}

/// The sign of a sector round `center`, about `size` units wide and high, all signs of like weight to the eye.
pub(super) fn glyph(glyph: Glyph, center: Point, size: f64) -> Path {
    let half = size / 2.0;
    match glyph {
        Glyph::Square => {
            let side = half * 0.9;
            Path::rounded_rect(Rect::new(center.x - side, center.y - side, 2.0 * side, 2.0 * side), 0.8)
        }
        Glyph::Circle => Path::circle(center, half),
        // A triangle stands on its foot; its weight, not its box, is centred.
        Glyph::Triangle => star(center + Point::new(0.0, half * 0.22), 3, half * 1.18, None),
        Glyph::Diamond => star(center, 4, half * 1.18, None),
        Glyph::Pentagon => star(center, 5, half * 1.1, None),
        // Broad, with a point at either side: a regular one would be taken for a disc where it is small.
        Glyph::Hexagon => {
            let at = |x: f64, y: f64| center + Point::new(x * half, y * half);
            let (point, shoulder, high) = (1.26, 0.58, 0.94);
            Path::polygon(&[
                at(-point, 0.0),
                at(-shoulder, -high),
                at(shoulder, -high),
                at(point, 0.0),
                at(shoulder, high),
                at(-shoulder, high),
            ])
        }
        Glyph::Star => star(center, 5, half * 1.25, Some(half * 0.55)),
        Glyph::Cross => {
            let (long, thin) = (half, half * 0.36);
            let at = |x: f64, y: f64| center + Point::new(x, y);
            Path::polygon(&[
                at(-thin, -long),
                at(thin, -long),
                at(thin, -thin),
                at(long, -thin),
                at(long, thin),
                at(thin, thin),
                at(thin, long),
                at(-thin, long),
                at(-thin, thin),
                at(-long, thin),
                at(-long, -thin),
                at(-thin, -thin),
            ])
        }
    }
}

/// A regular polygon with a corner at the top, or a star whose dents lie at `inner`.
fn star(center: Point, corners: usize, outer: f64, inner: Option<f64>) -> Path {
    let steps = if inner.is_some() { 2 * corners } else { corners };
    let points: Vec<Point> = (0..steps)
        .map(|step| {
            let angle = std::f64::consts::TAU * step as f64 / steps as f64;
            let radius = if step % 2 == 1 { inner.unwrap_or(outer) } else { outer };
            center + Point::new(libm::sin(angle), -libm::cos(angle)) * radius
        })
        .collect();
    Path::polygon(&points)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [NodeShape; 6] = [
        NodeShape::Box,
        NodeShape::Stack,
        NodeShape::Pill,
        NodeShape::CutCorner,
        NodeShape::Tab,
        NodeShape::Circle,
    ];

    #[test]
    fn every_outline_stays_in_its_box_and_touches_its_sides() {
        let rect = Rect::new(10.0, 20.0, 160.0, 56.0);
        for shape in ALL {
            let bounds = outline(shape, rect).bounds();
            for (side, expected) in [
                (bounds.left(), rect.left()),
                (bounds.right(), rect.right()),
                (bounds.top(), rect.top()),
                (bounds.bottom(), rect.bottom()),
            ] {
                assert!((side - expected).abs() < 1e-6, "{shape:?}: {bounds:?}");
            }
        }
    }

    #[test]
    fn what_is_surely_inside_is() {
        for shape in ALL {
            for rect in [Rect::new(10.0, 20.0, 160.0, 56.0), Rect::new(-5.0, 0.0, 20.0, 100.0)] {
                let outline = outline(shape, rect);
                for inner in inner(shape, rect) {
                    let shrunk = inner.expanded(-1e-6);
                    assert!(shrunk.corners().iter().all(|at| outline.contains(*at)), "{shape:?} {rect:?}");
                }
            }
        }
    }

    #[test]
    fn words_stand_inside_every_outline() {
        for shape in ALL {
            for (width, height) in [(30.0, 18.0), (140.0, 18.0), (140.0, 54.0), (60.0, 36.0)] {
                let room = insets(shape, width, height, 38.0);
                let whole = Rect::new(
                    0.0,
                    0.0,
                    width + room.left + room.right,
                    (height + room.top + room.bottom).max(38.0),
                );
                let outline = outline(shape, whole);
                let words = Rect::new(
                    room.left,
                    room.top + (whole.height - room.top - room.bottom - height) / 2.0,
                    width,
                    height,
                );
                for corner in words.corners() {
                    assert!(outline.contains(corner), "{shape:?} {width} x {height}: {corner:?}");
                }
                assert!(room.left >= 12.0 && room.right >= 12.0, "{shape:?}");
            }
        }
    }
}
