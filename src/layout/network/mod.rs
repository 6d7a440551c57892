//! Who is joined stands near: distances in the picture are, as well as they can be, numbers of flows. Pieces that are
//! not joined are packed, groups keep to themselves, boxes don't overlap. Must not know text or drawing.

mod bounded;
mod distances;
mod graph;
mod groups;
mod lanes;
mod orient;
mod pack;
mod room;
mod start;
mod stress;
#[cfg(test)]
mod tests;
mod worth;

pub(super) use bounded::{brought_in, within};
use graph::Graph;
use groups::Groups;

use super::{Cancelled, FAR, GAP_ACROSS, Placement, Problem, Report, Request, Watch, mean, overlap, whole};
use crate::model::{Point, Rect, Size};

/// Between any two boxes at least, canvas units.
const GAP: Size = Size::new(36.0, 32.0);

/// A map of no more organisations than this is small, one of more than that is large.
const SMALL: f64 = 120.0;
const LARGE: f64 = 500.0;
/// By how much a small map is drawn wider, and lower.
const WIDER: f64 = 0.2;

/// Places for everyone who does not stay.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let centres = spread(problem, request.seed, watch)?;
    watch.progress(0.9);
    finish(problem, request, centres, watch)
}

/// The middles of all boxes, before they are asked to keep anything.
pub(super) fn spread(problem: &Problem<'_>, seed: u64, watch: &dyn Watch) -> Result<Vec<Point>, Cancelled> {
    let mut net = Net::new(problem);
    let mut pieces = Vec::new();
    let mut isolates = Vec::new();
    let mut anchored = Vec::new();
    let components = net.graph.components();
    let (mut done, all) = (0, net.graph.len().max(1));
    for (number, nodes) in components.iter().enumerate() {
        let share = nodes.len() as f64 / all as f64;
        let part = Part { watch, from: 0.8 * done as f64 / all as f64, share: 0.8 * share };
        done += nodes.len();
        let members: Vec<usize> =
            nodes.iter().map(|node| *node as usize).filter(|node| *node < problem.len()).collect();
        let stays = members.iter().any(|node| problem.stays_at[*node].is_some());
        if members.len() == 1 && !stays {
            isolates.push(members[0]);
            continue;
        }
        net.solve(nodes, seed.wrapping_add(number as u64), &part)?;
        if stays {
            anchored.extend(members);
        } else {
            orient::orient(problem, &members, &mut net.centres);
            net.bring_to_canvas(&members);
            net.groups.separate(problem, &members, &mut net.centres, watch)?;
            pieces.push(members);
        }
    }
    let Net { mut centres, groups, .. } = net;
    anchored.sort_unstable();
    groups.separate(problem, &anchored, &mut centres, watch)?;
    let near = anchored.iter().filter(|node| is_near(centres[**node]));
    let standing = Rect::around(near.map(|node| problem.box_at(*node, centres[*node])));
    pack::pack(problem, pieces, &isolates, standing, &mut centres);
    Ok(centres)
}

/// Everyone as far as asked for, in whole units.
fn finish(
    problem: &Problem<'_>,
    request: &Request,
    mut centres: Vec<Point>,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let moving: Vec<usize> = (0..problem.len()).filter(|node| problem.stays_at[*node].is_none()).collect();
    let was = |node: usize| problem.organisations[node].position.filter(|at| at.is_within_reach());
    let mut shifted = false;
    if request.keep_centre
        && let Some(before) = mean(moving.iter().filter_map(|node| was(*node)))
        && let Some(after) =
            mean(moving.iter().filter(|node| was(**node).is_some()).map(|node| centres[*node]))
    {
        let by = whole(before - after);
        moving.iter().for_each(|node| centres[*node] = centres[*node] + by);
        shifted = moving.len() < problem.len();
    }
    let strength = if request.strength.is_finite() { request.strength.clamp(0.0, 1.0) } else { 1.0 };
    if strength < 1.0 {
        for node in &moving {
            if let Some(before) = was(*node) {
                centres[*node] = before.lerp(centres[*node], strength);
            }
        }
    }
    for node in &moving {
        centres[*node] = whole(centres[*node]);
    }
    let stays: Vec<bool> = problem.stays_at.iter().map(Option::is_some).collect();
    if strength < 1.0 || shifted || stays.contains(&true) {
        overlap::remove(&mut centres, &problem.sizes, &stays, GAP, watch)?;
        moving.iter().for_each(|node| centres[*node] = whole(centres[*node]));
    }
    let positions = moving.iter().map(|node| (problem.ids[*node].clone(), centres[*node])).collect();
    let report = Report {
        stress: worth::stress(problem, &centres, watch)?,
        overlaps: Some(overlap::overlaps(&centres, &problem.sizes, Size::new(0.0, 0.0))),
        ..Report::default()
    };
    watch.progress(1.0);
    Ok(Placement { positions, areas: Vec::new(), report })
}

/// The map as a graph: organisations, and a hub in each group that draws its members together.
struct Net<'a> {
    problem: &'a Problem<'a>,
    groups: Groups,
    graph: Graph,
    /// Canvas units to a hop, across and down.
    unit: Size,
    centres: Vec<Point>,
}

impl<'a> Net<'a> {
    fn new(problem: &'a Problem<'a>) -> Self {
        let groups = Groups::new(problem);
        let stands_too_far = |node: &usize| problem.stays_at[*node].is_some_and(|at| !is_near(at));
        let mut neighbours: Vec<Vec<u32>> = (0..problem.len())
            .map(|node| {
                if stands_too_far(&node) {
                    return Vec::new();
                }
                let around = problem.neighbours[node].iter().filter(|other| !stands_too_far(other));
                around.map(|other| *other as u32).collect()
            })
            .collect();
        groups.add_hubs(&mut neighbours, |node| !stands_too_far(&node));
        Self {
            unit: unit(problem),
            groups,
            graph: Graph::new(&neighbours),
            centres: problem.stays_at.iter().map(|at| at.unwrap_or_default()).collect(),
            problem,
        }
    }

    /// Brings a component that has been turned as it shall lie from hops to canvas units.
    fn bring_to_canvas(&mut self, nodes: &[usize]) {
        for node in nodes {
            let at = self.centres[*node];
            self.centres[*node] = Point::new(at.x * self.unit.width, at.y * self.unit.height);
        }
    }

    /// Places for the free ones of a component: in hops, or, where somebody stays, on the canvas.
    fn solve(&mut self, nodes: &[u32], seed: u64, watch: &dyn Watch) -> Result<(), Cancelled> {
        let stays_at = |node: u32| self.problem.stays_at.get(node as usize).copied().flatten();
        let middle = mean(nodes.iter().filter_map(|node| stays_at(*node))).unwrap_or_default();
        let fixed: Vec<Option<[f32; 2]>> = nodes
            .iter()
            .map(|node| {
                let at = stays_at(*node)? - middle;
                Some([(at.x / self.unit.width) as f32, (at.y / self.unit.height) as f32])
            })
            .collect();
        let places = stress::solve(&self.graph.part(nodes), &fixed, seed, watch)?;
        let anyone_stays = fixed.iter().any(Option::is_some);
        for (node, place) in nodes.iter().zip(places) {
            let node = *node as usize;
            if node < self.problem.len() && self.problem.stays_at[node].is_none() {
                let at = Point::new(f64::from(place[0]), f64::from(place[1]));
                self.centres[node] = at;
                if anyone_stays {
                    self.bring_to_canvas(&[node]);
                    self.centres[node] = middle + self.centres[node];
                }
            }
        }
        Ok(())
    }
}

/// Whether others can be arranged about one that stands here.
fn is_near(at: Point) -> bool {
    at.x.abs() <= FAR && at.y.abs() <= FAR
}

/// Canvas units to a hop: as it is among those that stay, or so that two boxes and a flow's label fit.
fn unit(problem: &Problem<'_>) -> Size {
    let count = problem.len().max(1) as f64;
    let (width, height) =
        problem.sizes.iter().fold((0.0, 0.0), |(w, h), size| (w + size.width, h + size.height));
    let usual = (width + height) / (2.0 * count) + GAP_ACROSS;
    // Boxes and labels are wide: a small map that is read word by word is wider than it is high.
    let stretch = 1.0 + WIDER * ((LARGE - count) / (LARGE - SMALL)).clamp(0.0, 1.0);
    let unit = Size::new(usual * stretch, usual / stretch);
    let mut seen: Vec<f64> = Vec::new();
    for (node, at) in problem.stays_at.iter().enumerate() {
        let later = problem.neighbours[node].iter().filter(|other| **other > node);
        let ways = later.filter_map(|other| {
            let way = problem.stays_at[*other]? - at.as_ref().copied()?;
            Some(Point::new(way.x / unit.width, way.y / unit.height).length())
        });
        seen.extend(ways);
    }
    if seen.len() < 3 {
        return unit;
    }
    seen.sort_by(f64::total_cmp);
    let factor = seen[seen.len() / 2].clamp(0.6, 3.0);
    Size::new(unit.width * factor, unit.height * factor)
}

/// A share of the whole work.
struct Part<'a> {
    watch: &'a dyn Watch,
    from: f64,
    share: f64,
}

impl Watch for Part<'_> {
    fn progress(&self, done: f64) {
        self.watch.progress(self.from + self.share * done);
    }

    fn is_cancelled(&self) -> bool {
        self.watch.is_cancelled()
    }
}
