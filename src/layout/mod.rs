//! Positions for what has none. Headless and deterministic: the same map gives the same places on every machine.
//! Must not know text or drawing: it is told how large the boxes are.

mod aside;
mod bands;
mod crossings;
mod division;
mod free_place;
mod grid;
mod kept;
mod kept_places;
mod layered;
mod lines;
pub mod live;
pub(crate) mod narrow;
mod network;
mod newcomers;
mod order;
pub(crate) mod overlap;
mod part_way;
mod region;
mod request;
mod rings;
mod sector_ring;
mod settle;
mod standing;
mod tidy;

use std::collections::{BTreeMap, BTreeSet};

pub use aside::aside;
pub use newcomers::{Moment, newcomers};
use petgraph::graph::NodeIndex;
pub use request::{Axes, Method, Placement, Report, Request, Restriction};

pub use crate::watch::{Cancelled, Unwatched, Watch};

use crate::{
    model::{Document, Organisation, OrganisationId, Point, Rect, Size},
    topology::Topology,
};

/// Room between two boxes side by side, canvas units: a flow's label fits in.
pub(crate) const GAP_ACROSS: f64 = 96.0;
/// Room between two boxes one above the other, canvas units.
pub(crate) const GAP_DOWN: f64 = 64.0;
/// A box whose size nobody told, canvas units.
const USUAL_BOX: Size = Size::new(160.0, 48.0);
/// No place further from the origin than this is wished for, canvas units: beyond it, gaps drown in rounding.
const FAR: f64 = 1e9;

/// Finds places. `boxes` are the sizes of all organisations, canvas units; one that is missing counts as 160 x 48.
///
/// # Errors
/// When `watch` calls it off.
pub fn run(
    topology: &Topology,
    document: &Document,
    boxes: &BTreeMap<OrganisationId, Size>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    watch.go_on()?;
    let problem = Problem::new(topology, document, boxes, &request.restriction);
    let anyone_stays = problem.stays_at.iter().any(Option::is_some);
    let has_areas = problem.has_bands();
    if request.restriction == Restriction::Unplaced && (anyone_stays || has_areas) {
        // The author's own bands count for more than a fresh grid.
        return Ok(Placement { positions: free_place::place(&problem), ..Placement::default() });
    }
    if request.keep_bands && has_areas && request.method != Method::Tidy {
        return kept::place(&problem, request, &bands::room(false), watch);
    }
    match request.method {
        Method::Layered => {
            part_way::shortened(&problem, layered::place(&problem, request, watch)?, request, watch)
        }
        Method::Network => network::place(&problem, request, watch),
        Method::Tidy => tidy::place(&problem, request, watch),
        Method::Rings => rings::place(&problem, request, watch),
        Method::Bands | Method::Grid => bands::place(&problem, request, watch),
    }
}

/// The task in numbers: an organisation is its place in the order of ids, which is its node's index too.
#[derive(Clone)]
struct Problem<'a> {
    document: &'a Document,
    ids: Vec<&'a OrganisationId>,
    organisations: Vec<&'a Organisation>,
    sizes: Vec<Size>,
    /// Where those stand that do not move.
    stays_at: Vec<Option<Point>>,
    neighbours: Vec<Vec<usize>>,
    /// Where everyone stood before.
    before: Vec<Option<Point>>,
    /// Boxes of those who take no part and stay.
    in_the_way: Vec<Rect>,
    /// What lies under areas that are only a title, all of it.
    titled: Option<Rect>,
}

impl<'a> Problem<'a> {
    fn new(
        topology: &Topology,
        document: &'a Document,
        boxes: &BTreeMap<OrganisationId, Size>,
        restriction: &Restriction,
    ) -> Self {
        let organisations: Vec<&Organisation> =
            document.organisations().values().map(AsRef::as_ref).collect();
        let stays_at = |(id, organisation): (&OrganisationId, &&Organisation)| {
            let held = organisation.pinned || organisation.locked;
            let stays = match restriction {
                Restriction::Unplaced => true,
                Restriction::Free => held,
                Restriction::Only(these) => held || !these.contains(id),
            };
            organisation.position.filter(|position| stays && position.is_finite())
        };
        let neighbours = (0..organisations.len()).map(|node| {
            let around = topology.graph().neighbors_undirected(NodeIndex::new(node));
            let others: BTreeSet<usize> =
                around.map(NodeIndex::index).filter(|other| *other != node).collect();
            others.into_iter().collect()
        });
        Self {
            document,
            ids: document.organisations().keys().collect(),
            sizes: document.organisations().keys().map(|id| sane(boxes.get(id))).collect(),
            stays_at: document.organisations().keys().zip(&organisations).map(stays_at).collect(),
            neighbours: neighbours.collect(),
            before: organisations.iter().map(|it| it.position.filter(|at| at.is_finite())).collect(),
            in_the_way: Vec::new(),
            titled: titled(document),
            organisations,
        }
    }

    /// Whether the author drew anything that means a scale or a sector.
    fn has_bands(&self) -> bool {
        let areas = &self.document.map().areas;
        areas.iter().any(|area| division::gives_way(area) && area.is_sane())
    }

    fn len(&self) -> usize {
        self.ids.len()
    }

    /// The same as if everyone might move.
    fn unheld(&self) -> Self {
        Self { stays_at: vec![None; self.len()], in_the_way: Vec::new(), ..self.clone() }
    }

    /// The same mirrored at the diagonal: what ran across the page runs down it.
    fn turned(&self) -> Self {
        let turned = |points: &[Option<Point>]| points.iter().map(|at| at.map(Point::turned)).collect();
        Self {
            sizes: self.sizes.iter().map(|size| Size::new(size.height, size.width)).collect(),
            stays_at: turned(&self.stays_at),
            before: turned(&self.before),
            in_the_way: self.in_the_way.iter().map(|rect| rect.turned()).collect(),
            titled: self.titled.map(Rect::turned),
            ..self.clone()
        }
    }

    /// The task of those alone who move; all others are in the way.
    fn of_those_who_move(&self) -> Self {
        let moving: Vec<usize> = (0..self.len()).filter(|node| self.stays_at[*node].is_none()).collect();
        let own = |node: &usize| {
            let others = self.neighbours[*node].iter();
            others.filter_map(|other| moving.binary_search(other).ok()).collect()
        };
        let stay = self.stays_at.iter().enumerate().filter_map(|(node, at)| Some(self.box_at(node, (*at)?)));
        Self {
            document: self.document,
            ids: moving.iter().map(|node| self.ids[*node]).collect(),
            organisations: moving.iter().map(|node| self.organisations[*node]).collect(),
            sizes: moving.iter().map(|node| self.sizes[*node]).collect(),
            stays_at: vec![None; moving.len()],
            neighbours: moving.iter().map(own).collect(),
            before: moving.iter().map(|node| self.before[*node]).collect(),
            in_the_way: stay.collect(),
            titled: self.titled,
        }
    }

    /// These places for all who move, by id, in whole units.
    fn moved_to(&self, positions: &[Point]) -> BTreeMap<OrganisationId, Point> {
        let moves = self.ids.iter().zip(positions).zip(&self.stays_at).filter(|(_, stays)| stays.is_none());
        moves.map(|((id, at), _)| ((*id).clone(), whole(*at))).collect()
    }

    fn box_at(&self, node: usize, center: Point) -> Rect {
        Rect::from_center(center, self.sizes[node])
    }
}

/// Round all areas that are only a title, as far as they can be reckoned with.
fn titled(document: &Document) -> Option<Rect> {
    let is_near = |rect: &Rect| rect.corners().iter().all(|corner| corner.is_within_reach());
    let titled = document.map().areas.iter().filter(|area| !division::gives_way(area) && area.is_sane());
    Rect::around(titled.map(|area| area.extent).filter(is_near))
}

/// A box that can be reckoned with, whatever was told.
fn sane(size: Option<&Size>) -> Size {
    let side = |told: f64, usual: f64| if told.is_finite() { told.clamp(1.0, 1e6) } else { usual };
    size.map_or(USUAL_BOX, |size| {
        Size::new(side(size.width, USUAL_BOX.width), side(size.height, USUAL_BOX.height))
    })
}

/// In whole units, so that the file reads well. Gaps are far larger than what rounding takes.
fn whole(point: Point) -> Point {
    // Adding nought turns -0 into 0.
    let side = |value: f64| value.clamp(-2.0 * FAR, 2.0 * FAR).round() + 0.0;
    Point::new(side(point.x), side(point.y))
}

/// The mean of some points; `None` for none.
fn mean(points: impl Iterator<Item = Point>) -> Option<Point> {
    let (sum, count) = points.fold((Point::default(), 0_u32), |(sum, count), point| (sum + point, count + 1));
    (count > 0).then(|| sum * (1.0 / f64::from(count)))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_bands;
#[cfg(test)]
mod tests_kept;
