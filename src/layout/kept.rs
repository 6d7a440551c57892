//! Everyone arranged within the bands and columns that the author drew: they stay as they are. Must not know how
//! they are drawn.

use std::collections::BTreeMap;

use super::{
    Cancelled, Placement, Problem, Watch, free_place,
    lines::{Room, nearest, steps},
    mean,
    standing::{Clearance, Standing},
    whole,
};
use crate::model::{Point, Rect};

/// How often all are ordered by those whom they are joined to.
const SWEEPS: usize = 6;
/// Lines are no nearer to each other than this, canvas units.
const LEAST_ACROSS: f64 = 14.0;

/// Places everyone who has a band or a column; all others stay, or find a free place if they have none yet.
pub(super) fn place(
    problem: &Problem<'_>,
    room: &Room,
    strength: f64,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let mut cells: BTreeMap<usize, (Rect, Vec<usize>)> = BTreeMap::new();
    let mut positions: Vec<Option<Point>> = problem.before.clone();
    for node in (0..problem.len()).filter(|node| problem.stays_at[*node].is_none()) {
        if let Some((number, region)) = free_place::region_of(problem, node) {
            cells.entry(number).or_insert((region, Vec::new())).1.push(node);
            positions[node].get_or_insert(region.center());
        }
    }
    for sweep in 0..=SWEEPS {
        for (region, members) in cells.values_mut() {
            watch.go_on()?;
            fill(problem, room, *region, members, &mut positions, sweep > 0);
        }
    }
    for (before, at) in problem.before.iter().zip(&mut positions) {
        *at = before.zip(*at).map(|(before, at)| before.lerp(at, strength)).or(*at);
    }
    Ok(Placement { positions: settled(problem, &cells, &positions), ..Placement::default() })
}

/// Puts the members of a region in lines, by where those stand whom they are joined to.
fn fill(
    problem: &Problem<'_>,
    room: &Room,
    region: Rect,
    members: &mut [usize],
    positions: &mut [Option<Point>],
    by_neighbours: bool,
) {
    let wish = |node: usize, positions: &[Option<Point>]| {
        let others = problem.neighbours[node].iter().filter_map(|other| positions[*other]);
        mean(others).filter(|_| by_neighbours).or(positions[node]).unwrap_or(region.center())
    };
    let wishes: BTreeMap<usize, Point> = members.iter().map(|node| (*node, wish(*node, positions))).collect();
    let long = |node: &usize| problem.sizes[*node].width + room.apart;
    let length: f64 = members.iter().map(long).sum();
    let count = ((length / region.width.max(1.0)).ceil() as usize).clamp(1, members.len().max(1));
    // By height into lines of about the same length, then along each.
    members.sort_by(|a, b| wishes[a].y.total_cmp(&wishes[b].y).then(a.cmp(b)));
    let mut lines: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut so_far = 0.0;
    for node in members.iter() {
        let line = ((so_far + long(node) / 2.0) / length.max(1.0) * count as f64) as usize;
        lines[line.min(count - 1)].push(*node);
        so_far += long(node);
    }
    let thick = |line: &[usize]| line.iter().map(|node| problem.sizes[*node].height).fold(0.0, f64::max);
    let boxes: f64 = lines.iter().map(|line| thick(line)).sum();
    let gaps = count as f64 - 1.0;
    let across = ((region.height - boxes) / gaps.max(1.0)).clamp(LEAST_ACROSS, room.across);
    let mut at = region.center().y - (boxes + across * gaps) / 2.0;
    for line in &mut lines {
        line.sort_by(|a, b| wishes[a].x.total_cmp(&wishes[b].x).then(a.cmp(b)));
        let half = |node: Option<&usize>| node.map_or(0.0, |node| problem.sizes[*node].width / 2.0);
        let along: Vec<f64> = line.iter().map(|node| wishes[node].x).collect();
        let first = region.left() + half(line.first());
        let last = region.right() - half(line.last());
        let height = thick(line);
        for (node, x) in line.iter().zip(nearest(&along, &steps(problem, line, room), first, last)) {
            positions[*node] = Some(Point::new(x, at + height / 2.0));
        }
        at += height + across;
    }
}

/// The places that were found, each where it is free, else as near as may be: within its region, then anywhere.
fn settled(
    problem: &Problem<'_>,
    cells: &BTreeMap<usize, (Rect, Vec<usize>)>,
    positions: &[Option<Point>],
) -> BTreeMap<crate::model::OrganisationId, Point> {
    let mut standing = Standing::default();
    let moves: Vec<(usize, usize, Rect)> = cells
        .iter()
        .flat_map(|(number, (region, members))| members.iter().map(|node| (*node, *number, *region)))
        .collect();
    let mut is_moved = vec![false; problem.len()];
    moves.iter().for_each(|(node, ..)| is_moved[*node] = true);
    let mut placed = BTreeMap::new();
    for node in (0..problem.len()).filter(|node| !is_moved[*node]) {
        if let Some(at) = problem.stays_at[node].or(problem.before[node]) {
            standing.add(problem.box_at(node, at));
        }
    }
    for (node, number, region) in moves {
        let size = problem.sizes[node];
        let wish = whole(positions[node].unwrap_or(region.center()));
        let here = Rect::from_center(wish, size);
        let is_free = standing.touches_nothing(here) && region.expanded(1.0).contains_rect(here);
        let at = if is_free {
            wish
        } else {
            let within = Some((number, region));
            standing
                .nearest_free(wish, size, Clearance::Tight, within)
                .or_else(|| standing.nearest_free(wish, size, Clearance::Tight, None))
                .unwrap_or_else(|| standing.below(wish, size))
        };
        let at = whole(at);
        standing.add(Rect::from_center(at, size));
        placed.insert(problem.ids[node].clone(), at);
    }
    for node in (0..problem.len()).filter(|node| !is_moved[*node] && problem.before[*node].is_none()) {
        let wish = mean(problem.neighbours[node].iter().filter_map(|other| positions[*other]));
        let wish = free_place::reachable(wish.unwrap_or_else(|| standing.foot()));
        let size = problem.sizes[node];
        let found = standing.nearest_free(wish, size, Clearance::Roomy, None);
        let at = whole(found.unwrap_or_else(|| standing.below(wish, size)));
        standing.add(Rect::from_center(at, size));
        placed.insert(problem.ids[node].clone(), at);
    }
    placed
}
