//! Which way a picture lies: its widest axis across; the larger scales on top, or as it was drawn before.
//! Must not know how it was found.

use crate::{
    layout::{Problem, division, mean},
    model::Point,
};

/// Turns and mirrors the places of these nodes about their middle.
pub(super) fn orient(problem: &Problem<'_>, nodes: &[usize], centres: &mut [Point]) {
    let Some(middle) = mean(nodes.iter().map(|node| centres[*node])) else { return };
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for node in nodes {
        let at = centres[*node] - middle;
        xx += at.x * at.x;
        xy += at.x * at.y;
        yy += at.y * at.y;
    }
    let across = widest(xx, xy, yy);
    for node in nodes {
        let at = centres[*node] - middle;
        centres[*node] = Point::new(at.dot(across), at.dot(across.perpendicular()));
    }
    let (mirror_x, mirror_y) = mirrors(problem, nodes, centres);
    for node in nodes {
        let at = centres[*node];
        centres[*node] = Point::new(if mirror_x { -at.x } else { at.x }, if mirror_y { -at.y } else { at.y });
    }
}

/// The direction in which points spread most, of these second moments.
fn widest(xx: f64, xy: f64, yy: f64) -> Point {
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    // Of the two forms of the same direction the one that does not lose digits.
    let direction = if half >= 0.0 { Point::new(half + root, xy) } else { Point::new(xy, root - half) };
    let direction = direction.normalised();
    if direction.length() > 0.5 { direction } else { Point::new(1.0, 0.0) }
}

/// Whether left and right, above and below should change sides.
fn mirrors(problem: &Problem<'_>, nodes: &[usize], centres: &[Point]) -> (bool, bool) {
    let before = |node: usize| problem.organisations[node].position.filter(|at| at.is_within_reach());
    let drawn = mean(nodes.iter().filter_map(|node| before(*node)));
    let (mut likeness, mut scales) = (Point::default(), 0.0);
    let mut weight = Point::default();
    for node in nodes {
        let at = centres[*node];
        if let (Some(was), Some(middle)) = (before(*node), drawn) {
            likeness.x += at.x * (was.x - middle.x);
            likeness.y += at.y * (was.y - middle.y);
        }
        let rank = division::scale_of(problem, *node)
            .and_then(|id| problem.document.scale(id))
            .map(|scale| scale.level);
        scales += f64::from(rank.unwrap_or(0)) * at.y;
        let many = problem.neighbours[*node].len() as f64;
        weight = weight + at * many;
    }
    let sign = |value: f64, other: f64| if value == 0.0 { other } else { value };
    (sign(likeness.x, -weight.x) < 0.0, sign(likeness.y, sign(-scales, -weight.y)) < 0.0)
}
