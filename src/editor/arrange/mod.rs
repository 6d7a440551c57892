//! Arranging what is selected: aligning, distributing, stacking, holding fast. Pure functions from a map, a selection
//! and boxes to one command, for the window's actions.
//! Must not know tools, history or how boxes are drawn.

mod align;
mod hold;
mod stack;

use std::collections::BTreeSet;

use crate::model::{Document, GroupId, Point, Rect};

use super::{Boxes, Target, edits};

pub use align::{Arrangement, arrangeable, arranged};
pub use hold::{Held, held, toggled};
pub use stack::{Stacking, stacked};

/// How far an arrow key moves what is selected: from grid line to grid line where there is a grid, else by `step`.
/// `way` is whole steps right and down; the first of the targets that has a box comes to the grid. Canvas units.
#[must_use]
pub fn nudged(
    document: &Document,
    targets: &[Target],
    boxes: &Boxes,
    way: Point,
    step: f64,
    grid: Option<f64>,
) -> Point {
    let center = targets.iter().find_map(|target| boxes.of(document, target)).map(Rect::center);
    let (Some(grid), Some(center)) = (grid, center.filter(|center| center.is_finite())) else {
        return way * step;
    };
    let along = |way: f64, from: f64| {
        if way == 0.0 {
            return 0.0;
        }
        // From between two lines the first step goes to the next.
        let lines = from / grid;
        let near = lines.round();
        let start = if (lines - near).abs() < 1e-6 {
            near
        } else if way > 0.0 {
            lines.floor()
        } else {
            lines.ceil()
        };
        (start + way) * grid - from
    };
    Point::new(along(way.x, center.x), along(way.y, center.y))
}

/// What is among the targets and in no group that is: each thing once, as a whole.
fn outermost(document: &Document, targets: &[Target]) -> Vec<Target> {
    let chosen: BTreeSet<&GroupId> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Group(id) => Some(id),
            _ => None,
        })
        .collect();
    let inside = edits::inside(document, &chosen);
    let mut seen = BTreeSet::new();
    let is_inside = |target: &Target| target.record().is_some_and(|id| inside.contains(&id));
    let outermost = targets.iter().filter(|target| target.exists_in(document) && !is_inside(target));
    outermost.filter(|target| seen.insert(*target)).cloned().collect()
}
