//! A free place for newcomers on a map that is already arranged: within the areas meant for them, near what they are
//! joined to, never on top of anything; nothing that stands moves. Must not know how areas are drawn.

use std::collections::{BTreeMap, VecDeque};

use super::{
    FAR, Problem, division, mean,
    region::Region,
    standing::{Clearance, Standing},
    whole,
};
use crate::model::{OrganisationId, Point, Rect, SectorId, Size};

/// A note whose size nobody told, canvas units.
const USUAL_NOTE: Size = Size::new(180.0, 110.0);

/// Places everyone who does not stay.
pub(super) fn place(problem: &Problem<'_>) -> BTreeMap<OrganisationId, Point> {
    let mut standing = Standing::default();
    let mut known = problem.stays_at.clone();
    for (node, position) in known.iter().enumerate() {
        if let Some(position) = position {
            standing.add(problem.box_at(node, *position));
        }
    }
    for note in problem.document.notes().values() {
        if let Some(position) = note.position {
            standing.add(Rect::from_center(position, note.size.unwrap_or(USUAL_NOTE)));
        }
    }
    let sectors = division::sectors(problem);
    let foot = standing.foot();
    let mut placed = BTreeMap::new();
    for node in outward(problem) {
        let region = Region::of(problem, node);
        let wish = wish(problem, node, &known, &sectors, region, foot);
        let size = problem.sizes[node];
        let position = standing
            .nearest_free(wish, size, Clearance::Roomy, region)
            .or_else(|| standing.nearest_free(wish, size, Clearance::Tight, region))
            .or_else(|| standing.nearest_free(wish, size, Clearance::Beside, Some(region?)))
            .or_else(|| standing.nearest_free(wish, size, Clearance::Roomy, None))
            .unwrap_or_else(|| standing.below(wish, size));
        let position = whole(position);
        standing.add(problem.box_at(node, position));
        known[node] = Some(position);
        placed.insert(problem.ids[node].clone(), position);
    }
    placed
}

/// Newcomers in the order in which flows lead to them from those that stay, so that each finds its neighbours in
/// place; then the others, from the best joined on.
pub(super) fn outward(problem: &Problem<'_>) -> Vec<usize> {
    let mut seen: Vec<bool> = problem.stays_at.iter().map(Option::is_some).collect();
    let mut starts: Vec<usize> = (0..problem.len()).filter(|node| !seen[*node]).collect();
    starts.sort_by_key(|node| (std::cmp::Reverse(problem.neighbours[*node].len()), *node));
    let mut order = Vec::new();
    let mut queue: VecDeque<usize> = (0..problem.len()).filter(|node| seen[*node]).collect();
    let mut starts = starts.into_iter();
    loop {
        while let Some(node) = queue.pop_front() {
            if problem.stays_at[node].is_none() {
                order.push(node);
            }
            for other in &problem.neighbours[node] {
                if !std::mem::replace(&mut seen[*other], true) {
                    queue.push_back(*other);
                }
            }
        }
        let Some(start) = starts.find(|start| !seen[*start]) else { return order };
        seen[start] = true;
        queue.push_back(start);
    }
}

/// Where it would best be: among its neighbours, or in the middle of what is meant for it, or at the foot.
fn wish(
    problem: &Problem<'_>,
    node: usize,
    known: &[Option<Point>],
    sectors: &[Option<SectorId>],
    region: Option<Region>,
    foot: Point,
) -> Point {
    let others = problem.neighbours[node].iter().filter_map(|other| known[*other]);
    let among = mean(others);
    let wish = match region {
        None => among.unwrap_or(foot),
        Some(region) if region.is_round() => {
            region.towards(among.unwrap_or_else(|| region.middle()), problem.sizes[node])
        }
        Some(region) => {
            let bounds = region.bounds;
            let usual = Point::new(column_of(problem, sectors, node, bounds), bounds.center().y);
            region.towards(among.unwrap_or(usual), problem.sizes[node])
        }
    };
    reachable(wish)
}

/// A wish where gaps don't drown in rounding.
pub(super) fn reachable(wish: Point) -> Point {
    Point::new(wish.x.clamp(-FAR, FAR), wish.y.clamp(-FAR, FAR))
}

/// Where the column of its sector would be in a region that has no columns.
fn column_of(problem: &Problem<'_>, sectors: &[Option<SectorId>], node: usize, region: Rect) -> f64 {
    let sector = division::sector_of(problem, node);
    let column = sectors.iter().position(|one| one.as_ref() == sector).unwrap_or(0);
    region.left() + region.width * (column as f64 + 0.5) / sectors.len().max(1) as f64
}
