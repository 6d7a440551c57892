//! The sketch as it is, made tidy: overlaps removed with the least movement, near-alignments made straight, near-equal
//! gaps made even. Must not know how the sketch came about.
//!
//! What is kept: nobody who is tidy moves, not by a bit, and tidying twice is tidying once
//! (where there is room for all). Making straight and even
//! never swaps two boxes, along neither axis, and moves nobody further than three times the nearness (at most 72
//! units). Two boxes can only swap where one of them moved to take an overlap away; the report says how many pairs
//! kept their order. Everyone stays in the bands and columns where they stand, even where those are too full: what
//! then still overlaps is counted.

mod even;
mod heaps;
mod lines;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{
    Cancelled, Method, Placement, Problem, Report, Request, Restriction, Watch, free_place, mean, network,
    overlap,
    region::Region,
    standing::{Clearance, Standing},
    whole,
};
use crate::model::{Area, AreaShape, GroupId, Member, OrganisationId, Point, Rect, Size};

/// At full strength two centres or edges are nearly in line when they are so far apart, canvas units: half a usual box.
const NEAREST: f64 = 24.0;
/// Boxes that overlapped come to stand so far apart, canvas units; those that are nearer count as overlapping.
const CLEAR: Size = Size::new(8.0, 8.0);
/// Who is no further away than this, from edge to edge, can share a line with one; canvas units.
const REACH: f64 = 3.0 * super::GAP_ACROSS;
/// Less is no difference, canvas units.
const SAME: f64 = 1e-3;
/// So often lines and gaps are looked for at most; far fewer do.
const ROUNDS: usize = 40;
/// So often all is begun anew at most; most need one, to see that nothing is left.
const PASSES: usize = 8;
/// A note whose size nobody told, canvas units.
const USUAL_NOTE: Size = Size::new(180.0, 110.0);

/// Tidies. Those that have no place yet get a free one first.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let mut sketch = Sketch::new(problem, request, watch)?;
    let before = sketch.centres.clone();
    let near = NEAREST * if request.strength.is_finite() { request.strength.clamp(0.0, 1.0) } else { 1.0 };
    // What has been pushed apart stands in other lines: it is looked at anew until there is nothing left to do.
    for _ in 0..PASSES {
        let began = sketch.centres.clone();
        sketch.tidy(near, watch)?;
        if sketch.centres.iter().zip(&began).all(|(at, was)| at == was || !at.is_finite()) {
            break;
        }
        sketch = sketch.anew();
    }
    if request.keep_centre {
        sketch.keep_centre(&before, watch)?;
    }
    let mut positions: BTreeMap<OrganisationId, Point> = BTreeMap::new();
    for node in 0..problem.len() {
        let stood = problem.organisations[node].position;
        if stood != Some(sketch.centres[node]) && !sketch.held[node] && sketch.centres[node].is_finite() {
            positions.insert(problem.ids[node].clone(), sketch.centres[node]);
        }
    }
    let report = Report {
        order_kept: Some(overlap::order_kept(&before, &sketch.centres)),
        overlaps: Some(overlap::overlaps(&sketch.centres, &problem.sizes, Size::default())),
        stress: None,
    };
    Ok(Placement { positions, areas: Vec::new(), report })
}

/// Left to right, or top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    Across,
    Down,
}

impl Axis {
    fn of(self, point: Point) -> f64 {
        match self {
            Self::Across => point.x,
            Self::Down => point.y,
        }
    }

    fn side(self, size: Size) -> f64 {
        match self {
            Self::Across => size.width,
            Self::Down => size.height,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Across => Self::Down,
            Self::Down => Self::Across,
        }
    }

    fn with(self, point: Point, value: f64) -> Point {
        match self {
            Self::Across => Point::new(value, point.y),
            Self::Down => Point::new(point.x, value),
        }
    }
}

/// The sketch while it is worked on.
struct Sketch<'a> {
    problem: &'a Problem<'a>,
    centres: Vec<Point>,
    /// Who does not move.
    held: Vec<bool>,
    /// Bands, columns, rings, slices and titled areas.
    areas: Vec<&'a Area>,
    /// Those in which each stands, by number.
    cells: Vec<Vec<usize>>,
    /// What each must stay within.
    bounds: Vec<Option<Rect>>,
    /// Who belongs to each group, also by way of groups within it.
    groups: Vec<Vec<usize>>,
    /// Notes, which boxes keep off.
    notes: Vec<Rect>,
    /// Of those, the ones that nobody will move out of the way.
    locked_notes: Vec<Rect>,
}

impl<'a> Sketch<'a> {
    fn new(problem: &'a Problem<'a>, request: &Request, watch: &dyn Watch) -> Result<Self, Cancelled> {
        let stood: Vec<Option<Point>> =
            problem.organisations.iter().map(|it| it.position.filter(|at| at.is_finite())).collect();
        let newcomers = if stood.iter().all(Option::is_none) && !problem.has_bands() {
            // There is no sketch yet: one grown outward from the first of them would be a column, or a star.
            let restriction = Restriction::Free;
            let afresh =
                Request { method: Method::Network, restriction, seed: request.seed, ..Request::default() };
            network::place(problem, &afresh, watch)?.positions
        } else if stood.contains(&None) {
            let held = Problem { stays_at: stood.clone(), ..problem.clone() };
            free_place::place(&held)
        } else {
            BTreeMap::new()
        };
        let nowhere = Point::new(f64::NAN, f64::NAN);
        let centre = |node: usize| {
            stood[node].or_else(|| newcomers.get(problem.ids[node]).copied()).unwrap_or(nowhere)
        };
        let held = |node: usize| {
            stood[node].is_some()
                && (request.restriction == Restriction::Unplaced || problem.stays_at[node].is_some())
        };
        let all = 0..problem.len();
        Ok(Self::at(problem, all.clone().map(centre).collect(), all.map(held).collect()))
    }

    /// The same organisations where they have come to stand, as if they had been drawn there.
    fn anew(self) -> Self {
        Self::at(self.problem, self.centres, self.held)
    }

    fn at(problem: &'a Problem<'a>, centres: Vec<Point>, held: Vec<bool>) -> Self {
        let document = problem.document;
        let areas: Vec<&'a Area> = document.map().areas.iter().filter(|area| area.is_sane()).collect();
        let cells: Vec<Vec<usize>> = centres
            .iter()
            .map(|at| (0..areas.len()).filter(|&area| areas[area].contains(*at)).collect())
            .collect();
        let bounds = (0..problem.len()).map(|node| {
            let within =
                |area: &usize| stays_within(problem.box_at(node, centres[node]), areas[*area].extent);
            cells[node].iter().map(within).reduce(common)
        });
        let notes = document.notes().values().filter(|note| note.attached_to.is_none() && !note.parked);
        let notes: Vec<(Rect, bool)> = notes
            .filter_map(|note| {
                let rect = Rect::from_center(note.position?, note.size.unwrap_or(USUAL_NOTE));
                rect.is_sane().then_some((rect, note.locked))
            })
            .collect();
        Self {
            bounds: bounds.collect(),
            areas,
            held,
            cells,
            groups: document.groups().keys().map(|id| members(problem, id)).collect(),
            locked_notes: notes.iter().filter(|note| note.1).map(|note| note.0).collect(),
            notes: notes.into_iter().map(|note| note.0).collect(),
            centres,
            problem,
        }
    }

    /// Takes all apart, then makes straight and even whatever is nearly so.
    fn tidy(&mut self, near: f64, watch: &dyn Watch) -> Result<(), Cancelled> {
        heaps::spread(self);
        self.take_apart(watch)?;
        for round in 0..ROUNDS {
            watch.progress(round as f64 / ROUNDS as f64);
            let mut any = false;
            if near > 0.0 {
                for axis in [Axis::Down, Axis::Across] {
                    watch.go_on()?;
                    any |= lines::straighten(self, axis, near);
                }
                for axis in [Axis::Across, Axis::Down] {
                    watch.go_on()?;
                    any |= even::even(self, axis, near);
                }
            }
            if !any {
                break;
            }
        }
        Ok(())
    }

    fn rect(&self, node: usize) -> Rect {
        self.problem.box_at(node, self.centres[node])
    }

    /// Moves all who moved, and those joined in line with them, back by what their middle moved; if then somebody stood
    /// over another or left a band, only by as much of it as does not.
    fn keep_centre(&mut self, before: &[Point], watch: &dyn Watch) -> Result<(), Cancelled> {
        let moves =
            |node: &usize| !self.held[*node] && before[*node].is_finite() && self.centres[*node].is_finite();
        let moving: Vec<usize> = (0..self.centres.len()).filter(moves).collect();
        let middle = |at: &[Point]| mean(moving.iter().map(|node| at[*node]));
        let (Some(was), Some(is)) = (middle(before), middle(&self.centres)) else { return Ok(()) };
        let by = whole(was - is);
        let tidied = self.centres.clone();
        for share in [1.0, 0.5, 0.25] {
            watch.go_on()?;
            let by = whole(by * share);
            if by == Point::default() {
                break;
            }
            moving.iter().for_each(|node| self.centres[*node] = tidied[*node] + by);
            let stands_well = |node: &usize| {
                let rect = self.rect(*node);
                let is_in = self.bounds[*node].is_none_or(|bounds| bounds.contains_rect(rect));
                // Those who move keep their distances; only who stays may be in the way.
                let stay = (0..self.centres.len()).filter(|other| moving.binary_search(other).is_err());
                is_in
                    && self.stands_in_its_areas(*node)
                    && !stay
                        .map(|other| self.rect(other))
                        .chain(self.notes.iter().copied())
                        .any(|it| it.overlaps(rect))
            };
            if moving.iter().all(stands_well) {
                return Ok(());
            }
        }
        self.centres = tidied;
        Ok(())
    }

    /// Removes overlaps, also those with notes that are locked.
    fn take_apart(&mut self, watch: &dyn Watch) -> Result<(), Cancelled> {
        let count = self.centres.len();
        let mut places = self.centres.clone();
        let mut sizes = self.problem.sizes.clone();
        let mut held = self.held.clone();
        let mut bounds = self.bounds.clone();
        for note in &self.locked_notes {
            places.push(note.center());
            sizes.push(note.size());
            held.push(true);
            bounds.push(None);
        }
        overlap::remove_within(&mut places, &sizes, &held, &bounds, CLEAR, watch)?;
        places.truncate(count);
        self.centres = places;
        self.bring_back();
        Ok(())
    }

    /// Who was pushed out of a ring or a slice, whose rims no wall follows, gets the nearest free place in it.
    fn bring_back(&mut self) {
        let is_out = |node: &usize| !self.stands_in_its_areas(*node) && !self.held[*node];
        let out: Vec<usize> = (0..self.centres.len()).filter(is_out).collect();
        let mut standing = Standing::default();
        for node in (0..self.centres.len()).filter(|node| out.binary_search(node).is_err()) {
            standing.add(self.rect(node));
        }
        for node in out {
            let own = self.cells[node].iter().map(|area| self.areas[*area]);
            let size = self.problem.sizes[node];
            let region = Region::of_areas(&own.collect::<Vec<_>>());
            let wish = region.map_or(self.centres[node], |region| region.towards(self.centres[node], size));
            let mut find = |clearance| standing.nearest_free(wish, size, clearance, region);
            if let Some(at) = find(Clearance::Tight).or_else(|| find(Clearance::Beside)) {
                self.centres[node] = whole(at);
            }
            standing.add(self.rect(node));
        }
    }

    fn stands_in_its_areas(&self, node: usize) -> bool {
        self.cells[node].iter().all(|area| {
            let area = self.areas[*area];
            // Walls hold those in a rectangle, to less than is seen.
            area.shape == AreaShape::Rect || area.contains(self.centres[node])
        })
    }

    /// Lets some move along an axis if that swaps nobody, makes nobody overlap, takes nobody out of a band or group or
    /// into one, and breaks no line. Whether they moved.
    fn try_moves(&mut self, axis: Axis, moves: &[(usize, f64)]) -> bool {
        let moves: Vec<(usize, f64)> = moves
            .iter()
            .copied()
            .filter(|&(node, to)| (axis.of(self.centres[node]) - to).abs() > SAME)
            .collect();
        if moves.is_empty() || moves.iter().any(|&(node, _)| self.held[node]) {
            return false;
        }
        let before = self.centres.clone();
        for &(node, to) in &moves {
            self.centres[node] = axis.with(self.centres[node], to);
        }
        let is_fine = moves.iter().all(|&(node, _)| self.is_fine(axis, node, &before))
            && self.groups.iter().all(|group| self.is_group_kept(group, &moves, &before));
        if !is_fine {
            self.centres = before;
        }
        is_fine
    }

    fn is_fine(&self, axis: Axis, node: usize, before: &[Point]) -> bool {
        let rect = self.rect(node);
        let is_out = self.bounds[node].is_some_and(|bounds| !bounds.contains_rect(rect));
        if is_out || !self.stands_in_its_areas(node) {
            return false;
        }
        let old = self.problem.box_at(node, before[node]);
        if self.notes.iter().any(|note| rect.overlaps(*note) && !old.overlaps(*note)) {
            return false;
        }
        (0..self.centres.len()).filter(|&other| other != node).all(|other| {
            let other_old = self.problem.box_at(other, before[other]);
            let (was, is) = (
                axis.of(before[other]) - axis.of(before[node]),
                axis.of(self.centres[other]) - axis.of(self.centres[node]),
            );
            // Who came into line stays so: let go again they could part the other way round, and would have swapped.
            let in_order = if was.abs() <= SAME { is.abs() <= SAME } else { was * is >= 0.0 };
            let clear = !is_near(rect, self.rect(other)) || is_near(old, other_old);
            let was_in_line = self.are_in_reach(node, other)
                && lines::KINDS.iter().any(|kind| {
                    let apart = |at: &[Point]| kind.at(self, axis, node, at) - kind.at(self, axis, other, at);
                    apart(before).abs() <= SAME && apart(&self.centres).abs() > SAME
                });
            in_order && clear && !was_in_line
        })
    }

    /// Whether a group's members still are by themselves.
    fn is_group_kept(&self, group: &[usize], moves: &[(usize, f64)], before: &[Point]) -> bool {
        let around =
            |at: &[Point]| Rect::around(group.iter().map(|&node| self.problem.box_at(node, at[node])));
        let (Some(was), Some(is)) = (around(before), around(&self.centres)) else { return true };
        let moved = was != is;
        let outside = (0..self.centres.len()).filter(|node| group.binary_search(node).is_err());
        let mut concerned = outside.filter(|node| moved || moves.iter().any(|(one, _)| one == node));
        concerned.all(|node| {
            !self.rect(node).overlaps(is) || self.problem.box_at(node, before[node]).overlaps(was)
        })
    }

    /// Whether two can share a line: in the same bands and columns, and not far from each other.
    fn are_in_reach(&self, a: usize, b: usize) -> bool {
        let (one, other) = (self.rect(a), self.rect(b));
        let across = (one.left() - other.right()).max(other.left() - one.right());
        let down = (one.top() - other.bottom()).max(other.top() - one.bottom());
        across.max(down) <= REACH && self.cells[a] == self.cells[b]
    }
}

/// Whether two are nearer to each other than is clear.
fn is_near(a: Rect, b: Rect) -> bool {
    let across = (a.left() - b.right()).max(b.left() - a.right());
    let down = (a.top() - b.bottom()).max(b.top() - a.bottom());
    across < CLEAR.width - SAME && down < CLEAR.height - SAME
}

/// What a box must stay within so that it stays in its area. Who looks out already may go on doing so, but no further.
fn stays_within(own: Rect, area: Rect) -> Rect {
    let side = |low: f64, high: f64, own_low: f64, side: f64| {
        // Less than is seen, so that who stands at the very edge is still within.
        let first = low.min(own_low) - SAME / 10.0;
        let last = (high - side).max(own_low) + side + SAME / 10.0;
        if high - low < side { (own_low - SAME / 10.0, own_low + side + SAME / 10.0) } else { (first, last) }
    };
    let (left, right) = side(area.left(), area.right(), own.left(), own.width);
    let (top, bottom) = side(area.top(), area.bottom(), own.top(), own.height);
    Rect::new(left, top, right - left, bottom - top)
}

/// What two rectangles have in common; nought wide or high where nothing.
fn common(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().max(b.left()), a.top().max(b.top()));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    Rect::new(left, top, (right - left).max(0.0), (bottom - top).max(0.0))
}

/// The organisations of a group and of the groups within it, in order.
fn members(problem: &Problem<'_>, group: &GroupId) -> Vec<usize> {
    let mut open = vec![group];
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    while let Some(group) = open.pop() {
        let Some(record) = problem.document.group(group).filter(|_| seen.insert(group)) else { continue };
        for member in &record.members {
            match member {
                Member::Group(inner) => open.push(inner),
                Member::Organisation(id) => found.extend(problem.ids.binary_search(&id).ok()),
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
