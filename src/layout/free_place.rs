//! A free place for newcomers on a map that is already arranged: near what they are joined to, never on top of
//! anything, and nothing that stands moves. Must not know what the places mean beyond the bands the map has.

use std::collections::BTreeMap;

use super::{GAP_ACROSS, GAP_DOWN, Problem};
use crate::model::{AreaMeaning, OrganisationId, Point, Rect, Size};

/// Least room between a newcomer and its neighbours, canvas units.
const CLEARANCE: f64 = 24.0;
/// Side of a square of the grid in which neighbours are looked up, canvas units.
const SQUARE: f64 = 256.0;
/// How many rings round the wished place are tried before it goes below everything.
const RINGS: i32 = 40;

/// What stands, found by place.
#[derive(Default)]
struct Standing {
    squares: BTreeMap<(i64, i64), Vec<Rect>>,
    bounds: Option<Rect>,
}

impl Standing {
    fn squares_of(rect: Rect) -> impl Iterator<Item = (i64, i64)> {
        let square = |value: f64| (value / SQUARE).floor() as i64;
        let (left, right) = (square(rect.left()), square(rect.right()));
        let (top, bottom) = (square(rect.top()), square(rect.bottom()));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    fn add(&mut self, rect: Rect) {
        for square in Self::squares_of(rect) {
            self.squares.entry(square).or_default().push(rect);
        }
        self.bounds = Some(self.bounds.map_or(rect, |bounds| bounds.union(rect)));
    }

    fn is_free(&self, rect: Rect) -> bool {
        let wanted = rect.expanded(CLEARANCE);
        Self::squares_of(wanted)
            .filter_map(|square| self.squares.get(&square))
            .flatten()
            .all(|standing| !standing.overlaps(wanted))
    }
}

/// Places all of `moving` among `fixed`.
pub(super) fn place(
    problem: &Problem<'_>,
    fixed: &[&OrganisationId],
    moving: &[&OrganisationId],
) -> BTreeMap<OrganisationId, Point> {
    let mut known: BTreeMap<OrganisationId, Point> = BTreeMap::new();
    let mut standing = Standing::default();
    for id in fixed {
        if let Some(position) =
            problem.document.organisation(id).and_then(|organisation| organisation.position)
        {
            standing.add(Rect::from_center(position, problem.size(id)));
            known.insert((*id).clone(), position);
        }
    }
    let mut placed = BTreeMap::new();
    // Those with most neighbours in place go first: the others then have more to go by.
    let mut queue: Vec<&OrganisationId> = moving.to_vec();
    queue.sort_by_key(|id| {
        let settled = problem.topology.neighbours(id).filter(|other| known.contains_key(*other)).count();
        (std::cmp::Reverse(settled), (*id).clone())
    });
    for id in queue {
        let size = problem.size(id);
        let position = find(problem, id, size, &known, &standing);
        standing.add(Rect::from_center(position, size));
        known.insert(id.clone(), position);
        placed.insert(id.clone(), position);
    }
    placed
}

fn find(
    problem: &Problem<'_>,
    id: &OrganisationId,
    size: Size,
    known: &BTreeMap<OrganisationId, Point>,
    standing: &Standing,
) -> Point {
    let band = band(problem, id);
    let wish = wish(problem, id, known, band, standing);
    let inside = |rect: Rect| band.is_none_or(|band| band.contains_rect(rect));
    let step = Point::new(size.width + GAP_ACROSS, size.height + GAP_DOWN);
    for ring in 0..=RINGS {
        let tried = ring_places(ring).map(|(x, y)| {
            // Half steps: gaps between what stands are rarely where a whole grid would look.
            wish + Point::new(step.x * f64::from(x) / 2.0, step.y * f64::from(y) / 2.0)
        });
        let free = tried.filter(|place| {
            let rect = Rect::from_center(*place, size);
            inside(rect) && standing.is_free(rect)
        });
        let nearest = free.min_by(|a, b| a.distance(wish).total_cmp(&b.distance(wish)));
        if let Some(place) = nearest {
            return place;
        }
    }
    let bottom = standing.bounds.map_or(0.0, Rect::bottom);
    Point::new(wish.x, bottom + GAP_DOWN + size.height / 2.0)
}

/// The places of a square ring round the middle, in a fixed order.
fn ring_places(ring: i32) -> impl Iterator<Item = (i32, i32)> {
    let side = -ring..=ring;
    side.clone()
        .flat_map(move |y| side.clone().map(move |x| (x, y)))
        .filter(move |(x, y)| x.abs().max(y.abs()) == ring)
}

/// The band that the map has for this organisation's scale or sector.
fn band(problem: &Problem<'_>, id: &OrganisationId) -> Option<Rect> {
    let organisation = problem.document.organisation(id)?;
    let areas = &problem.document.map().areas;
    let fits = |meaning: &AreaMeaning| match meaning {
        AreaMeaning::Title => false,
        AreaMeaning::Scale(scale) => organisation.scale.as_ref() == Some(scale),
        AreaMeaning::Sector(sector) => organisation.sector.as_ref() == Some(sector),
    };
    areas.iter().find(|area| fits(&area.meaning)).map(|area| area.extent)
}

/// Where it would best be: among its neighbours, within its band.
fn wish(
    problem: &Problem<'_>,
    id: &OrganisationId,
    known: &BTreeMap<OrganisationId, Point>,
    band: Option<Rect>,
    standing: &Standing,
) -> Point {
    let others: Vec<Point> =
        problem.topology.neighbours(id).filter_map(|other| known.get(other).copied()).collect();
    let among =
        others.iter().fold(Point::default(), |sum, place| sum + *place) * (1.0 / others.len().max(1) as f64);
    match (others.is_empty(), band) {
        (false, None) => among,
        (true, Some(band)) => band.center(),
        (false, Some(band)) => {
            let x = among.x.clamp(band.left(), band.right());
            Point::new(x, among.y.clamp(band.top(), band.bottom()))
        }
        (true, None) => {
            let bounds = standing.bounds.unwrap_or_default();
            Point::new(bounds.left() + problem.size(id).width / 2.0, bounds.bottom() + GAP_DOWN * 1.5)
        }
    }
}
