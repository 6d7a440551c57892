//! Patterns that repeat a sector without colour: lines and dots cut at the outline by our own reckoning, since not
//! every reader of SVG clips alike. Must not know sectors.

use crate::{
    model::{Pattern, Point, Rect},
    style::Rgba,
};

use super::{
    path::{Path, Segment, polygon_contains},
    types::{Item, Role, Stroke, Target},
};

/// Distance of lines and of dots, canvas units.
const PITCH: f64 = 6.0;
const LINE: f64 = 1.0;
const DOT: f64 = 1.1;

/// The pattern within an outline, kept `inside` units away from it.
pub(super) fn items(
    target: &Target,
    outline: &Path,
    inside: f64,
    pattern: Pattern,
    colour: Rgba,
) -> Vec<Item> {
    let corners: Vec<Point> =
        outline.flatten(0.25).into_iter().next().map(|(points, _)| points).unwrap_or_default();
    let bounds = outline.bounds();
    let directions: &[(f64, f64)] = match pattern {
        Pattern::Plain => return Vec::new(),
        Pattern::Dots => return dots(target, &corners, bounds, inside, colour).into_iter().collect(),
        Pattern::Rising => &[(1.0, -1.0)],
        Pattern::Falling => &[(1.0, 1.0)],
        Pattern::Upright => &[(0.0, 1.0)],
        Pattern::Crossed => &[(1.0, -1.0), (1.0, 1.0)],
    };
    let mut path = Path::default();
    for &(x, y) in directions {
        hatch(&mut path, &corners, bounds, Point::new(x, y).normalised(), inside);
    }
    if path.segments.is_empty() {
        return Vec::new();
    }
    vec![Item::path(target.clone(), Role::Pattern, path, None, Some(Stroke::full(colour, LINE)))]
}

fn dots(target: &Target, corners: &[Point], bounds: Rect, inside: f64, colour: Rgba) -> Option<Item> {
    let mut path = Path::default();
    let keep = inside + DOT + 0.5;
    let columns = (bounds.width / PITCH) as usize;
    let rows = (bounds.height / PITCH) as usize;
    for row in 0..=rows {
        for column in 0..=columns {
            let shift = if row % 2 == 1 { PITCH / 2.0 } else { 0.0 };
            let x = bounds.x + PITCH / 2.0 + shift + column as f64 * PITCH;
            let y = bounds.y + PITCH / 2.0 + row as f64 * PITCH;
            let near = [(-keep, 0.0), (keep, 0.0), (0.0, -keep), (0.0, keep)];
            if near.iter().all(|(dx, dy)| polygon_contains(corners, Point::new(x + dx, y + dy))) {
                path.append(Path::circle(Point::new(x, y), DOT));
            }
        }
    }
    (!path.segments.is_empty()).then(|| Item::path(target.clone(), Role::Pattern, path, Some(colour), None))
}

/// Parallel lines through the polygon.
fn hatch(path: &mut Path, corners: &[Point], bounds: Rect, along: Point, inside: f64) {
    let across = along.perpendicular();
    let center = bounds.center();
    let reach = Point::new(bounds.width, bounds.height).length() / 2.0;
    let count = (reach / PITCH).ceil() as i64;
    for index in -count..=count {
        let origin = center + across * (index as f64 * PITCH);
        let mut cuts = cuts(corners, origin, along);
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.chunks_exact(2) {
            let (from, to) = (pair[0] + inside + LINE, pair[1] - inside - LINE);
            if to - from > 1.0 {
                path.segments.push(Segment::Move(origin + along * from));
                path.segments.push(Segment::Line(origin + along * to));
            }
        }
    }
}

/// Where the line through `origin` crosses the polygon, as distances from `origin`.
fn cuts(corners: &[Point], origin: Point, along: Point) -> Vec<f64> {
    let across = along.perpendicular();
    let side = |point: Point| (point - origin).dot(across);
    let mut cuts = Vec::new();
    for index in 0..corners.len() {
        let (a, b) = (corners[index], corners[(index + 1) % corners.len()]);
        let (from, to) = (side(a), side(b));
        if (from > 0.0) != (to > 0.0) {
            let point = a.lerp(b, from / (from - to));
            cuts.push((point - origin).dot(along));
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pattern_leaves_its_outline() {
        let outline = Path::rounded_rect(Rect::new(0.0, 0.0, 120.0, 40.0), 9.0);
        for pattern in [Pattern::Rising, Pattern::Falling, Pattern::Dots, Pattern::Upright, Pattern::Crossed]
        {
            let items = items(&Target::Page, &outline, 1.0, pattern, Rgba::BLACK);
            assert_eq!(items.len(), 1, "{pattern:?}");
            let super::super::types::Shape::Path { path, .. } = &items[0].shape else {
                panic!("a pattern is a path");
            };
            for (points, _) in path.flatten(0.5) {
                assert!(points.iter().all(|point| outline.contains(*point)), "{pattern:?}");
            }
        }
        assert!(items(&Target::Page, &outline, 1.0, Pattern::Plain, Rgba::BLACK).is_empty());
    }
}
