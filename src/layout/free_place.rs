//! A free place for newcomers on a map that is already arranged: within the areas meant for them, near what they are
//! joined to, never on top of anything; nothing that stands moves. Must not know how areas are drawn.

use std::collections::{BTreeMap, VecDeque};

use super::{
    FAR, Problem, division, mean,
    standing::{Clearance, Standing},
    whole,
};
use crate::model::{AreaMeaning, AreaShape, OrganisationId, Point, Rect, SectorId, Size};

/// Room between an area's edge and what stands in it, canvas units; at the top its title stands.
const MARGIN: f64 = 24.0;
const TITLE_ROOM: f64 = 44.0;
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
        let region = region_of(problem, node);
        let wish = wish(problem, node, &known, &sectors, region, foot);
        let size = problem.sizes[node];
        let position = standing
            .nearest_free(wish, size, Clearance::Roomy, region)
            .or_else(|| standing.nearest_free(wish, size, Clearance::Tight, region))
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
    region: Option<(usize, Rect)>,
    foot: Point,
) -> Point {
    let others = problem.neighbours[node].iter().filter_map(|other| known[*other]);
    let among = mean(others);
    let wish = match region {
        None => among.unwrap_or(foot),
        Some((_, region)) => {
            let usual = Point::new(column_of(problem, sectors, node, region), region.center().y);
            let wish = among.unwrap_or(usual);
            Point::new(
                wish.x.clamp(region.left(), region.right()),
                wish.y.clamp(region.top(), region.bottom()),
            )
        }
    };
    reachable(wish)
}

/// A wish where gaps don't drown in rounding.
pub(super) fn reachable(wish: Point) -> Point {
    Point::new(wish.x.clamp(-FAR, FAR), wish.y.clamp(-FAR, FAR))
}

/// What the map's areas mean for an organisation: its scale's band, its sector's column, or where both meet. With a
/// number that no other such region has.
pub(super) fn region_of(problem: &Problem<'_>, node: usize) -> Option<(usize, Rect)> {
    let areas = &problem.document.map().areas;
    let (scale, sector) = (division::scale_of(problem, node), division::sector_of(problem, node));
    let find = |fits: &dyn Fn(&AreaMeaning) -> bool| {
        let found = areas
            .iter()
            .enumerate()
            .find(|(_, area)| fits(&area.meaning) && area.shape == AreaShape::Rect && area.is_sane());
        found.map(|(number, area)| (number, inner(area.extent)))
    };
    let band = find(&|meaning| matches!(meaning, AreaMeaning::Scale(id) if Some(id) == scale));
    let column = find(&|meaning| matches!(meaning, AreaMeaning::Sector(id) if Some(id) == sector));
    match (band, column) {
        (Some((band, extent)), Some((column, other))) => {
            let number = (band + 1) * (areas.len() + 1) + column;
            Some(common(extent, other).map_or((band, extent), |both| (number, both)))
        }
        (one, other) => one.or(other),
    }
}

/// Where the column of its sector would be in a region that has no columns.
fn column_of(problem: &Problem<'_>, sectors: &[Option<SectorId>], node: usize, region: Rect) -> f64 {
    let sector = division::sector_of(problem, node);
    let column = sectors.iter().position(|one| one.as_ref() == sector).unwrap_or(0);
    region.left() + region.width * (column as f64 + 0.5) / sectors.len().max(1) as f64
}

/// Where boxes may stand in an area.
fn inner(extent: Rect) -> Rect {
    let side = MARGIN.min(extent.width / 4.0);
    let (top, bottom) = (TITLE_ROOM.min(extent.height / 4.0), MARGIN.min(extent.height / 4.0));
    Rect::new(extent.x + side, extent.y + top, extent.width - 2.0 * side, extent.height - top - bottom)
}

pub(super) fn common(a: Rect, b: Rect) -> Option<Rect> {
    a.overlaps(b).then(|| {
        let corner = Point::new(a.left().max(b.left()), a.top().max(b.top()));
        Rect::from_corners(corner, Point::new(a.right().min(b.right()), a.bottom().min(b.bottom())))
    })
}
