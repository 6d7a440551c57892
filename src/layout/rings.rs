//! Scales as rings, the smallest in the middle, for that is the place that a map is about; sectors as slices. Rings are
//! ellipses half as wide again as they are high. Must not know how rings are drawn.

use std::f64::consts::TAU;

use super::{
    Cancelled, Placement, Problem, Request, Restriction, Watch,
    crossings::Drawing,
    division::Division,
    mean, part_way,
    sector_ring::{Lot, Ring, STRETCH, Wedge},
    whole,
};
use crate::model::{Area, AreaShape, Point, Rect, Size};

/// Between two rings, of the smaller axis, canvas units.
const GAP: f64 = 8.0;
/// Room for what stands in the middle beyond its box, canvas units.
const MIDDLE: f64 = 26.0;
/// No slice is slimmer, radians: its title must find room.
const LEAST_SLICE: f64 = TAU / 14.0;
/// How often all rings are ordered.
const SWEEPS: usize = 6;
/// The same for maps larger than this many organisations.
const FEWER_SWEEPS: usize = 2;
const LARGE: usize = 400;
/// So many slices are tried in every order round the circle; more stand in the order of the legend.
const MOST_ORDERS: usize = 7;
/// Comparisons that seating somebody anew takes, about.
const SEATING: usize = 400;
/// How many comparisons are made at most to take out crossings: some hundredths of a second.
const EFFORT: usize = 8_000_000;

/// Places everyone.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let alone = matches!(request.restriction, Restriction::Only(_)).then(|| problem.of_those_who_move());
    let is_part = alone.is_some();
    let problem = alone.as_ref().unwrap_or(problem);
    if problem.len() == 0 {
        return Ok(Placement::default());
    }
    let division = Division::new(problem, request.axes);
    let middle = request.centre.as_ref().and_then(|id| problem.ids.iter().position(|one| *one == id));
    let mut rings = Rings::new(problem, &division, middle);
    rings.lay(&[], watch)?;
    let by = rings.offset(request, is_part);
    let stays = problem.stays_at.iter().enumerate();
    let stays = stays.filter_map(|(node, at)| Some(problem.box_at(node, (*at)?)));
    let fixed: Vec<Rect> = stays.chain(problem.in_the_way.iter().copied()).collect();
    if !fixed.is_empty() {
        // Again without those who stay, round them.
        for cell in rings.cells.iter_mut().flatten() {
            cell.retain(|node| problem.stays_at[*node].is_none());
        }
        let fixed: Vec<Rect> = fixed.into_iter().map(|rect| rect.translated(by * -1.0)).collect();
        rings.lay(&fixed, watch)?;
    }
    rings.untangle(watch)?;
    let positions: Vec<Point> = rings.positions.iter().map(|at| *at + by).collect();
    let areas = if is_part { Vec::new() } else { rings.areas(by) };
    part_way::placed(problem, positions, areas, request, watch)
}

struct Rings<'a> {
    problem: &'a Problem<'a>,
    division: &'a Division,
    middle: Option<usize>,
    /// Bands of the division from the middle outward.
    bands: Vec<usize>,
    wedges: Vec<Wedge>,
    /// Columns of the division, clockwise; one for each wedge.
    columns: Vec<usize>,
    /// Members of each ring and wedge, clockwise.
    cells: Vec<Vec<Vec<usize>>>,
    rings: Vec<Ring>,
    /// About the middle, canvas units.
    positions: Vec<Point>,
    /// What stays, about the middle.
    fixed: Vec<Rect>,
}

impl<'a> Rings<'a> {
    fn new(problem: &'a Problem<'a>, division: &'a Division, middle: Option<usize>) -> Self {
        let stated = (0..division.scales.len()).rev().filter(|band| division.scales[*band].is_some());
        let unstated = (0..division.scales.len()).filter(|band| division.scales[*band].is_none());
        // A scale that is only reached has nobody to show.
        let has_members = |band: &usize| {
            let row = &division.members[band * division.sectors.len()..(band + 1) * division.sectors.len()];
            row.iter().flatten().any(|node| Some(*node) != middle)
        };
        let bands: Vec<usize> = stated.chain(unstated).filter(has_members).collect();
        let columns = order_of_slices(problem, division);
        let cell = |band: usize, column: usize| {
            let members = &division.members[band * division.sectors.len() + column];
            members.iter().copied().filter(|node| Some(*node) != middle).collect::<Vec<_>>()
        };
        let cells: Vec<Vec<Vec<usize>>> =
            bands.iter().map(|band| columns.iter().map(|column| cell(*band, *column)).collect()).collect();
        let wedges = wedges(problem, &cells);
        let positions = vec![Point::default(); problem.len()];
        Self {
            problem,
            division,
            middle,
            bands,
            wedges,
            columns,
            cells,
            rings: Vec::new(),
            positions,
            fixed: Vec::new(),
        }
    }

    /// From the middle outward, ring by ring; and again, in an order with fewer crossings.
    fn lay(&mut self, fixed: &[Rect], watch: &dyn Watch) -> Result<(), Cancelled> {
        self.fixed = fixed.to_vec();
        let sweeps = if self.problem.len() > LARGE { FEWER_SWEEPS } else { SWEEPS };
        for sweep in 0..=sweeps {
            if sweep > 0 {
                self.order(sweep);
            }
            // Radii are settled once everyone is in order; in between it is enough to know who stands beside whom.
            if sweep == 0 || sweep == sweeps {
                self.find_radii(watch)?;
            }
            for ring in 0..self.cells.len() {
                watch.go_on()?;
                self.seat_ring(ring);
            }
        }
        Ok(())
    }

    fn find_radii(&mut self, watch: &dyn Watch) -> Result<(), Cancelled> {
        self.rings.clear();
        let mut inner = self.hole();
        for ring in 0..self.cells.len() {
            watch.go_on()?;
            let lots: Vec<Lot> = self.lots(ring);
            let found = Ring::around(inner, &lots, &self.fixed, self.division.by_scale, watch)?;
            inner = found.outer + GAP;
            self.rings.push(found);
        }
        Ok(())
    }

    /// What is left free in the middle.
    fn hole(&self) -> f64 {
        self.middle.map_or(0.0, |node| {
            let size = self.problem.sizes[node];
            libm::hypot(size.width / STRETCH, size.height) / 2.0 + MIDDLE
        })
    }

    fn lots(&self, ring: usize) -> Vec<Lot> {
        let sizes = |cell: &Vec<usize>| cell.iter().map(|node| self.problem.sizes[*node]).collect();
        let cells = self.cells[ring].iter().zip(&self.wedges);
        cells.map(|(cell, wedge)| Lot { wedge: *wedge, sizes: sizes(cell) }).collect()
    }

    fn seat_ring(&mut self, ring: usize) {
        for cell in 0..self.wedges.len() {
            self.seat(ring, cell);
        }
    }

    fn seat(&mut self, ring: usize, cell: usize) {
        let members = &self.cells[ring][cell];
        let sizes: Vec<Size> = members.iter().map(|node| self.problem.sizes[*node]).collect();
        let lot = Lot { wedge: self.wedges[cell], sizes };
        let places = self.rings[ring].seat(&lot, &self.fixed);
        for (node, place) in members.iter().zip(places) {
            self.positions[*node] = place;
        }
    }

    /// Orders every cell by the direction in which its members' neighbours lie.
    fn order(&mut self, sweep: usize) {
        let count = self.cells.len();
        for step in 0..count {
            let ring = if sweep.is_multiple_of(2) { step } else { count - 1 - step };
            for cell in 0..self.wedges.len() {
                let start = self.wedges[cell].from;
                let direction = |node: &usize| {
                    let others = self.problem.neighbours[*node].iter().map(|other| self.positions[*other]);
                    let at = mean(others.filter(|at| at.length() > 1.0))
                        .filter(|at| at.length() > 1.0)
                        .unwrap_or(self.positions[*node]);
                    // From the middle of the wedge, so that those opposite do not all gather at one end.
                    let half = TAU / 2.0 - (self.wedges[cell].to - start) / 2.0;
                    let angle = libm::atan2(at.x / STRETCH, -at.y);
                    (angle - start + half).rem_euclid(TAU) - half
                };
                let mut keyed: Vec<(f64, usize)> =
                    self.cells[ring][cell].iter().map(|node| (direction(node), *node)).collect();
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                self.cells[ring][cell] = keyed.into_iter().map(|(_, node)| node).collect();
            }
            self.seat_ring(ring);
        }
    }

    /// Exchanges two of a cell as long as the picture gets better: only in maps of a figure's size.
    fn untangle(&mut self, watch: &dyn Watch) -> Result<(), Cancelled> {
        let mut drawing = Drawing::new(self.problem, self.positions.clone());
        let mut effort = 0;
        let mut better = drawing.is_small() && drawing.effort() > 0;
        let mut badness = drawing.badness();
        while better && effort < EFFORT {
            better = false;
            for ring in 0..self.cells.len() {
                for cell in 0..self.wedges.len() {
                    let count = self.cells[ring][cell].len();
                    for pair in (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))) {
                        watch.go_on()?;
                        if effort > EFFORT {
                            return Ok(());
                        }
                        effort += drawing.effort() + count * SEATING;
                        let before: Vec<usize> = self.cells[ring][cell].clone();
                        self.cells[ring][cell].swap(pair.0, pair.1);
                        self.seat(ring, cell);
                        drawing.positions.clone_from(&self.positions);
                        let now = drawing.badness();
                        if now < badness - 1e-6 && self.is_clear(ring, cell) {
                            badness = now;
                            better = true;
                        } else {
                            self.cells[ring][cell] = before;
                            self.seat(ring, cell);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the boxes of a cell lie within it and off each other: another order may not fit any more.
    fn is_clear(&self, ring: usize, cell: usize) -> bool {
        let members = &self.cells[ring][cell];
        let sizes: Vec<Size> = members.iter().map(|node| self.problem.sizes[*node]).collect();
        self.rings[ring].fits(&Lot { wedge: self.wedges[cell], sizes }, &self.fixed)
    }

    /// Where the middle comes to lie.
    fn offset(&self, request: &Request, is_part: bool) -> Point {
        let problem = self.problem;
        if let Some(at) = self.middle.and_then(|node| problem.stays_at[node]) {
            return at;
        }
        let stays: Vec<Point> = problem
            .stays_at
            .iter()
            .zip(&self.positions)
            .filter_map(|(stays, at)| Some((*stays)? - *at))
            .collect();
        let keeps = request.keep_centre || is_part;
        if !stays.is_empty() {
            whole(mean(stays.into_iter()).unwrap_or_default())
        } else if keeps && let Some(before) = mean(problem.before.iter().copied().flatten()) {
            whole(before)
        } else {
            // Nothing lies left of or above the origin.
            let outer = self.rings.last().map_or(0.0, |ring| ring.outer);
            let corner = whole(Point::new((outer * STRETCH).ceil(), outer.ceil()));
            corner + part_way::beside_titles(problem, Rect::from_corners(Point::default(), corner * 2.0))
        }
    }

    /// Rings from the middle outward, then slices over them.
    fn areas(&self, by: Point) -> Vec<Area> {
        let extent = |outer: f64| Rect::from_center(by, Size::new(2.0 * outer * STRETCH, 2.0 * outer));
        let share = |inner: f64, outer: f64| ((inner / outer) * 1e4).round() / 1e4;
        let rings = self.rings.iter().zip(&self.bands).filter_map(|(ring, band)| {
            let shape = AreaShape::Ring { hole: share(ring.inner, ring.outer) };
            self.division.band_area(*band, extent(ring.outer), shape)
        });
        let outer = self.rings.last().map_or(0.0, |ring| ring.outer);
        let degrees = |angle: f64| (angle.to_degrees() * 1e3).round() / 1e3;
        let slices = self.wedges.iter().zip(&self.columns).filter_map(|(wedge, column)| {
            let from = degrees(wedge.from).rem_euclid(360.0);
            let to = from + degrees(wedge.to - wedge.from).min(360.0);
            let shape = AreaShape::Slice { from, to, hole: share(self.hole(), outer) };
            self.division.column_area(*column, extent(outer), shape)
        });
        if outer > 0.0 { rings.chain(slices).collect() } else { Vec::new() }
    }
}

/// Slices in an order in which those between which most flows run stand side by side; the legend's where that is as
/// good, or where there are many.
fn order_of_slices(problem: &Problem<'_>, division: &Division) -> Vec<usize> {
    let count = division.sectors.len();
    let order: Vec<usize> = (0..count).collect();
    if !(4..=MOST_ORDERS).contains(&count) {
        return order;
    }
    let mut flows = vec![vec![0_usize; count]; count];
    for (node, others) in problem.neighbours.iter().enumerate() {
        let one = division.column_of(problem, node);
        for other in others {
            flows[one][division.column_of(problem, *other)] += 1;
        }
    }
    let length = |order: &[usize]| {
        let mut sum = 0;
        for (at, one) in order.iter().enumerate() {
            for (there, other) in order.iter().enumerate().skip(at + 1) {
                sum += flows[*one][*other] * (there - at).min(count - (there - at));
            }
        }
        sum
    };
    let mut best = (length(&order), order.clone());
    let mut trial = order;
    // The first stays: only the order round the circle counts.
    permute(&mut trial, 1, &mut |trial| {
        let length = length(trial);
        if length < best.0 || (length == best.0 && *trial < *best.1) {
            best = (length, trial.to_vec());
        }
    });
    best.1
}

fn permute(items: &mut [usize], from: usize, visit: &mut impl FnMut(&[usize])) {
    if from + 1 >= items.len() {
        return visit(items);
    }
    for other in from..items.len() {
        items.swap(from, other);
        permute(items, from + 1, visit);
        items.swap(from, other);
    }
}

/// Slices as wide as their fullest ring needs, the first one at the top.
fn wedges(problem: &Problem<'_>, cells: &[Vec<Vec<usize>>]) -> Vec<Wedge> {
    let count = cells.first().map_or(1, Vec::len);
    if count == 1 {
        return vec![Wedge::new(-TAU / 2.0, TAU / 2.0)];
    }
    let need = |cell: usize| {
        let of_ring = |(ring, cells): (usize, &Vec<Vec<usize>>)| {
            let length: f64 = cells[cell]
                .iter()
                .map(|node| problem.sizes[*node].width / STRETCH + problem.sizes[*node].height + 40.0)
                .sum();
            length / (ring as f64 + 1.0)
        };
        cells.iter().enumerate().map(of_ring).fold(0.0, f64::max)
    };
    let needs: Vec<f64> = (0..count).map(need).collect();
    let least = LEAST_SLICE.min(TAU / 2.0 / count as f64);
    let sum: f64 = needs.iter().sum::<f64>().max(1.0);
    let spare = TAU - least * count as f64;
    let widths: Vec<f64> = needs.iter().map(|need| least + spare * need / sum).collect();
    let scale = TAU / widths.iter().sum::<f64>();
    let mut from = -widths[0] * scale / 2.0;
    let wedge = |width: &f64| {
        let wedge = Wedge::new(from, from + width * scale);
        from = wedge.to;
        wedge
    };
    widths.iter().map(wedge).collect()
}
