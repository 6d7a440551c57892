//! Arranging what is selected: aligning, distributing, stacking, holding fast. Pure functions from a map, a selection
//! and boxes to one command, for the window's actions.
//! Must not know tools, history or how boxes are drawn.

mod align;
mod hold;
mod stack;

use std::collections::BTreeSet;

use crate::model::{Document, OrganisationId, Point, Rect};

use super::{Boxes, Target, edits};

pub use align::{Arrangement, arrangeable, arranged};
pub use hold::{Held, held, toggled};
pub use stack::{Stacking, stacked};

/// How far an arrow key moves what is selected: from grid line to grid line where there is a grid, else by `step`.
/// `way` is whole steps right and down; the first of the targets that has a box comes to the grid. Canvas units.
#[must_use]
pub fn nudged(targets: &[Target], boxes: &Boxes, way: Point, step: f64, grid: Option<f64>) -> Point {
    let center = targets.iter().find_map(|target| boxes.of(target)).map(Rect::center);
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
    let groups: Vec<_> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Group(id) => Some((id, edits::organisations_of(document, id))),
            _ => None,
        })
        .collect();
    let within = |members: &BTreeSet<OrganisationId>, target: &Target| match target {
        Target::Organisation(id) => members.contains(id),
        Target::Group(id) => {
            let own = edits::organisations_of(document, id);
            own.is_subset(members) && own.len() < members.len()
        }
        _ => false,
    };
    let is_inside = |target: &Target| groups.iter().any(|(_, members)| within(members, target));
    let mut found: Vec<Target> = Vec::new();
    for target in targets {
        if target.exists_in(document) && !is_inside(target) && !found.contains(target) {
            found.push(target.clone());
        }
    }
    found
}
