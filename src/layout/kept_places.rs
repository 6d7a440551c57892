//! The last word on who stands where within bands and rings that are kept: nobody over another, nobody outside while
//! there is room. Must not know how places were wished for.

use std::collections::BTreeMap;

use super::{
    Problem, division, free_place,
    kept::Cells,
    mean,
    region::Region,
    standing::{Clearance, Standing},
    whole,
};
use crate::model::{OrganisationId, Point, Rect, Size};

/// Between two boxes where a region is packed anew, canvas units: as much of it as there is room for.
const PACKED: [f64; 5] = [40.0, 24.0, 12.0, 6.0, 2.0];
/// Rows are tried this far apart where nothing fits in one, canvas units.
const STEP: f64 = 6.0;

/// The places that were found, each where it is free, else as near as may be: within its region, then anywhere. Those
/// who have no region stay, or, with `moves_all`, stand outside every region.
pub(super) fn places(
    problem: &Problem<'_>,
    cells: &Cells,
    positions: &[Option<Point>],
    moves_all: bool,
) -> BTreeMap<OrganisationId, Point> {
    let mut is_moved = vec![false; problem.len()];
    cells.values().flat_map(|(_, members)| members).for_each(|node| is_moved[*node] = true);
    let waits = |node: &usize| {
        let may_wait = moves_all || problem.before[*node].is_none();
        !is_moved[*node] && problem.stays_at[*node].is_none() && may_wait
    };
    let stay = (0..problem.len()).filter(|node| !is_moved[*node] && !waits(node));
    let stay =
        stay.filter_map(|node| Some(problem.box_at(node, problem.stays_at[node].or(problem.before[node])?)));
    let mut boxes: Vec<Rect> = stay.chain(problem.in_the_way.iter().copied()).collect();
    let mut placed: BTreeMap<OrganisationId, Point> = BTreeMap::new();
    let mut without_room = Vec::new();
    for (region, members) in cells.values() {
        let near: Vec<Rect> =
            boxes.iter().copied().filter(|it| it.overlaps(region.bounds.expanded(100.0))).collect();
        let wishes: Vec<Point> =
            members.iter().map(|node| whole(positions[*node].unwrap_or(region.middle()))).collect();
        let sizes: Vec<Size> = members.iter().map(|node| problem.sizes[*node]).collect();
        let mut found = as_wished(region, &near, &wishes, &sizes);
        if found.contains(&None)
            && let Some(packed) = packed(region, &near, &wishes, &sizes)
        {
            found = packed.into_iter().map(Some).collect();
        }
        for ((node, at), wish) in members.iter().zip(found).zip(wishes) {
            match at {
                Some(at) => {
                    boxes.push(problem.box_at(*node, at));
                    placed.insert(problem.ids[*node].clone(), at);
                }
                None => without_room.push((*node, wish)),
            }
        }
    }
    let mut standing = Standing::default();
    boxes.iter().for_each(|rect| standing.add(*rect));
    let mut put = |node: usize, wish: Point, clearance: Clearance, standing: &mut Standing| {
        let size = problem.sizes[node];
        let found = standing.nearest_free(free_place::reachable(wish), size, clearance, None);
        let at = whole(found.unwrap_or_else(|| standing.below(wish, size)));
        standing.add(Rect::from_center(at, size));
        placed.insert(problem.ids[node].clone(), at);
    };
    for (node, wish) in without_room {
        put(node, wish, Clearance::Tight, &mut standing);
    }
    if moves_all {
        // Who belongs to no band must not seem to.
        let areas = problem.document.map().areas.iter();
        areas.filter(|area| division::gives_way(area)).for_each(|area| standing.add(area.extent));
    }
    for node in (0..problem.len()).filter(waits) {
        let among = || mean(problem.neighbours[node].iter().filter_map(|other| positions[*other]));
        let wish = positions[node].filter(|_| moves_all).or_else(among);
        let wish = wish.unwrap_or_else(|| standing.foot());
        put(node, wish, Clearance::Roomy, &mut standing);
    }
    placed
}

/// Who stands well stays; others find the free place that is nearest, if there is one.
fn as_wished(region: &Region, near: &[Rect], wishes: &[Point], sizes: &[Size]) -> Vec<Option<Point>> {
    let mut standing = Standing::default();
    near.iter().for_each(|rect| standing.add(*rect));
    let mut found: Vec<Option<Point>> = wishes
        .iter()
        .zip(sizes)
        .map(|(wish, size)| {
            let here = Rect::from_center(*wish, *size);
            // Whole units may lead over the edge by a half.
            let stands_well = region.holds(here.expanded(-1.0)) && standing.touches_nothing(here);
            stands_well.then(|| {
                standing.add(here);
                *wish
            })
        })
        .collect();
    for ((found, wish), size) in
        found.iter_mut().zip(wishes).zip(sizes).filter(|((found, _), _)| found.is_none())
    {
        let wish = region.towards(*wish, *size);
        let mut find = |clearance| standing.nearest_free(wish, *size, clearance, Some(*region));
        let at = find(Clearance::Tight).or_else(|| find(Clearance::Beside)).map(whole);
        if let Some(at) = at {
            standing.add(Rect::from_center(at, *size));
            *found = Some(at);
        }
    }
    found
}

/// All of a region in rows round what stands there, in the order of their wishes; none where even that is too much.
fn packed(region: &Region, near: &[Rect], wishes: &[Point], sizes: &[Size]) -> Option<Vec<Point>> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    let high = sizes.iter().map(|size| size.height).fold(1.0, f64::max);
    let row = |node: &usize| ((wishes[*node].y - region.bounds.top()) / high).floor();
    order
        .sort_by(|a, b| row(a).total_cmp(&row(b)).then(wishes[*a].x.total_cmp(&wishes[*b].x)).then(a.cmp(b)));
    PACKED.into_iter().find_map(|gap| in_rows(region, near, &order, sizes, gap))
}

fn in_rows(region: &Region, near: &[Rect], order: &[usize], sizes: &[Size], gap: f64) -> Option<Vec<Point>> {
    let bounds = region.bounds;
    let mut places = vec![Point::default(); order.len()];
    let mut taken = near.to_vec();
    let mut corner = Point::new(bounds.left().ceil(), bounds.top().ceil());
    let mut foot = corner.y;
    for node in order {
        let size = sizes[*node];
        loop {
            // Whole centres, whatever the size.
            let at = whole(corner + Point::new((size.width / 2.0).ceil(), (size.height / 2.0).ceil()));
            let here = Rect::from_center(at, size);
            if here.bottom() > bounds.bottom() {
                return None;
            }
            let clear = here.expanded(gap / 2.0 - 0.5);
            if let Some(other) = taken.iter().find(|other| other.expanded(gap / 2.0).overlaps(clear)) {
                corner.x = (other.right() + gap).ceil();
            } else if here.right() > bounds.right() {
                let is_empty = foot <= corner.y;
                corner = Point::new(bounds.left().ceil(), if is_empty { corner.y + STEP } else { foot });
            } else if region.holds(here) {
                taken.push(here);
                places[*node] = at;
                foot = foot.max((here.bottom() + gap).ceil());
                corner.x = (here.right() + gap).ceil();
                break;
            } else {
                corner.x += STEP;
            }
            if corner.x > bounds.right() {
                let is_empty = foot <= corner.y;
                corner = Point::new(bounds.left().ceil(), if is_empty { corner.y + STEP } else { foot });
            }
        }
    }
    Some(places)
}
