//! The last step of bands and rings: part of the way where that is asked for, and clear of what a title stands over.
//! Must not know how anyone was arranged.

use super::{Cancelled, Placement, Problem, Request, Watch, overlap, whole};
use crate::model::{Area, Point, Rect, Size};

/// Room between two boxes that would overlap part of the way, canvas units.
const GAP: Size = Size::new(24.0, 16.0);
/// From what has only a title to an arrangement beside it, canvas units.
const BESIDE: f64 = 48.0;

/// How strong a request is, 0 to 1.
pub(super) fn strength(request: &Request) -> f64 {
    if request.strength.is_finite() { request.strength.clamp(0.0, 1.0) } else { 1.0 }
}

/// Everyone at these places, or as far towards them as is asked for. Part of the way nobody stands in a band yet, so
/// none are drawn.
pub(super) fn placed(
    problem: &Problem<'_>,
    mut centres: Vec<Point>,
    areas: Vec<Area>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let strength = strength(request);
    if strength >= 1.0 {
        watch.progress(1.0);
        return Ok(Placement { positions: problem.moved_to(&centres), areas, ..Placement::default() });
    }
    for (node, at) in centres.iter_mut().enumerate() {
        *at = match (problem.stays_at[node], problem.before[node]) {
            (Some(stays), _) => stays,
            (None, Some(before)) => whole(before.lerp(*at, strength)),
            (None, None) => whole(*at),
        };
    }
    // What takes no part stands in the way all the same.
    let mut sizes = problem.sizes.clone();
    let mut stays: Vec<bool> = problem.stays_at.iter().map(Option::is_some).collect();
    for rect in &problem.in_the_way {
        centres.push(rect.center());
        sizes.push(rect.size());
        stays.push(true);
    }
    overlap::remove(&mut centres, &sizes, &stays, GAP, watch)?;
    watch.progress(1.0);
    Ok(Placement { positions: problem.moved_to(&centres[..problem.len()]), ..Placement::default() })
}

/// A placement that went all the way, as far as is asked for.
pub(super) fn shortened(
    problem: &Problem<'_>,
    placement: Placement,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    if strength(request) >= 1.0 {
        return Ok(placement);
    }
    let at = |node: usize| placement.positions.get(problem.ids[node]).copied().or(problem.before[node]);
    let centres = (0..problem.len()).map(|node| at(node).unwrap_or_default()).collect();
    let mut short = placed(problem, centres, Vec::new(), request, watch)?;
    short.positions.retain(|id, _| placement.positions.contains_key(id));
    Ok(short)
}

/// How far an arrangement of these bounds moves so that it does not come to lie under titles that say something else.
pub(super) fn beside_titles(problem: &Problem<'_>, bounds: Rect) -> Point {
    match problem.titled {
        Some(titled) if titled.overlaps(bounds) && titled.height > titled.width => {
            whole(Point::new(titled.right() + BESIDE - bounds.left(), 0.0))
        }
        Some(titled) if titled.overlaps(bounds) => {
            whole(Point::new(0.0, titled.bottom() + BESIDE - bounds.top()))
        }
        _ => Point::default(),
    }
}
