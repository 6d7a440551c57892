//! Places for what has just been captured: near what it is joined to, or in tidy rows; in view where there is room,
//! never over anything that stands. Must not know how it was captured.

use std::collections::BTreeMap;

use super::{
    Problem, Request, Restriction, Unwatched, bands, free_place, mean,
    region::Region,
    standing::{Clearance, Standing},
    whole,
};
use crate::{
    model::{AreaMeaning, Document, OrganisationId, Point, Rect, Size},
    topology::Topology,
};

/// What is known of the moment of capture.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment<'a> {
    /// What was captured or selected last: who is joined to nobody goes near it.
    pub near: Option<&'a OrganisationId>,
    /// The part of the canvas in view, canvas units.
    pub visible: Option<Rect>,
    /// What stands beside organisations, canvas units: notes, collapsed groups.
    pub others: &'a [Rect],
    /// Newcomers in the order in which they were named: rows keep it. Others follow by id.
    pub order: &'a [OrganisationId],
}

/// From the edge of the view, canvas units.
const EDGE: f64 = 32.0;
/// In a smaller view nothing could be arranged, canvas units.
const SMALLEST_VIEW: Size = Size::new(760.0, 420.0);
/// Boxes of one row begin at steps of this, canvas units, so that rows look alike.
const STEP: f64 = 20.0;
/// More than so many at once are a list.
const LIST: usize = 3;
/// How far beyond its ends a full band is used, canvas units.
const LONGER: f64 = 4000.0;
/// Sets numbers of stripes apart from those of regions.
const STRIPES: usize = usize::MAX / 2;
/// Larger first captures are not arranged in bands: it would take too long.
const MOST_IN_BANDS: usize = 120;

/// Places for all organisations that have none. `boxes` as for [`super::run`].
#[must_use]
pub fn newcomers(
    topology: &Topology,
    document: &Document,
    boxes: &BTreeMap<OrganisationId, Size>,
    moment: &Moment<'_>,
) -> BTreeMap<OrganisationId, Point> {
    let mut problem = Problem::new(topology, document, boxes, &Restriction::Unplaced);
    add_brokers(&mut problem);
    let mut standing = Standing::default();
    for (node, position) in problem.stays_at.iter().enumerate() {
        if let Some(position) = position {
            standing.add(problem.box_at(node, *position));
        }
    }
    moment.others.iter().for_each(|other| standing.add(*other));
    let view = moment.visible.filter(|view| view.is_sane()).map(usable);
    if standing.is_empty() && is_worth_bands(&problem) {
        return arranged(&problem, view);
    }
    let mut placing = Placing { known: problem.stays_at.clone(), standing, view, rows: Vec::new(), problem };
    placing.place_all(moment)
}

/// A broker belongs between those whom it joins.
fn add_brokers(problem: &mut Problem<'_>) {
    let place = |id: &OrganisationId| problem.ids.binary_search(&id).ok();
    let flows = problem.document.flows().values();
    let brokered =
        flows.filter_map(|flow| Some((place(flow.via.as_ref()?)?, place(&flow.from)?, place(&flow.to)?)));
    for (broker, from, to) in brokered.collect::<Vec<_>>() {
        for end in [from, to] {
            problem.neighbours[broker].push(end);
            problem.neighbours[end].push(broker);
        }
    }
    for others in &mut problem.neighbours {
        others.sort_unstable();
        others.dedup();
    }
}

/// A full band or column made longer: rather beyond its end than in another's.
fn stripe(region: Rect) -> Rect {
    let (across, down) = if region.width >= region.height { (LONGER, 0.0) } else { (0.0, LONGER) };
    Rect::new(region.x - across, region.y - down, region.width + 2.0 * across, region.height + 2.0 * down)
}

/// The view without its edge; not too small to be used.
fn usable(view: Rect) -> Rect {
    let width = (view.width - 2.0 * EDGE).max(SMALLEST_VIEW.width);
    let height = (view.height - 2.0 * EDGE).max(SMALLEST_VIEW.height);
    Rect::from_center(view.center(), Size::new(width, height))
}

fn has_bands(problem: &Problem<'_>) -> bool {
    let areas = &problem.document.map().areas;
    areas.iter().any(|area| area.meaning != AreaMeaning::Title && area.extent.is_sane())
}

/// Whether this is a whole map at once, with flows, and nothing says where things belong.
fn is_worth_bands(problem: &Problem<'_>) -> bool {
    let joined = problem.neighbours.iter().filter(|others| !others.is_empty()).count();
    joined >= 3 && joined * 2 > problem.len() && problem.len() <= MOST_IN_BANDS && !has_bands(problem)
}

/// A whole map, arranged by scale and sector about the middle of the view.
fn arranged(problem: &Problem<'_>, view: Option<Rect>) -> BTreeMap<OrganisationId, Point> {
    let request = Request::first_placement();
    let placement = bands::place(problem, &request, &Unwatched);
    let positions = placement.map(|it| it.positions).unwrap_or_default();
    let middle = Rect::around(positions.values().map(|at| Rect::new(at.x, at.y, 0.0, 0.0))).map(Rect::center);
    let by = view.zip(middle).map_or(Point::default(), |(view, middle)| whole(view.center() - middle));
    positions.into_iter().map(|(id, position)| (id, position + by)).collect()
}

struct Placing<'a> {
    problem: Problem<'a>,
    standing: Standing,
    known: Vec<Option<Point>>,
    view: Option<Rect>,
    /// Rows of those who are joined to nobody, by what is meant for them.
    rows: Vec<(usize, Rows)>,
}

impl Placing<'_> {
    fn place_all(&mut self, moment: &Moment<'_>) -> BTreeMap<OrganisationId, Point> {
        let near = moment.near;
        let near = near.and_then(|near| self.problem.ids.iter().position(|id| *id == near));
        let near = near.and_then(|node| Some(self.problem.box_at(node, self.problem.stays_at[node]?)));
        let order = self.in_order(moment.order);
        let alone = order.iter().filter(|node| self.problem.neighbours[**node].is_empty()).count();
        let mut placed = BTreeMap::new();
        for node in order {
            let region = Region::of(&self.problem, node);
            let among = mean(self.problem.neighbours[node].iter().filter_map(|other| self.known[*other]));
            let is_seed = !self.problem.neighbours[node].is_empty() || (alone == 1 && near.is_none());
            let position = match among {
                Some(among) => self.beside(node, among, region),
                None if is_seed => {
                    let middle = self.view.map_or_else(|| self.standing.foot(), Rect::center);
                    let wish = near.map_or(middle, Rect::center);
                    self.beside(node, wish, region)
                }
                None => self.in_rows(node, near, region),
            };
            let position = whole(position);
            self.standing.add(self.problem.box_at(node, position));
            self.known[node] = Some(position);
            placed.insert(self.problem.ids[node].clone(), position);
        }
        placed
    }

    /// Newcomers from those that stand outward along flows, then those who are joined to nobody as they were named.
    fn in_order(&self, named: &[OrganisationId]) -> Vec<usize> {
        let rank: BTreeMap<&OrganisationId, usize> = named.iter().zip(0..).collect();
        let order = free_place::outward(&self.problem);
        let (mut alone, mut order): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|node| self.problem.neighbours[*node].is_empty());
        alone.sort_by_key(|node| rank.get(self.problem.ids[*node]).copied().unwrap_or(usize::MAX));
        order.append(&mut alone);
        order
    }

    /// As near to a wish as there is room: in view if the wish is, and where its scale and sector belong.
    fn beside(&mut self, node: usize, wish: Point, region: Option<Region>) -> Point {
        let size = self.problem.sizes[node];
        let wish = free_place::reachable(region.map_or(wish, |region| region.towards(wish, size)));
        let view = self.view.filter(|view| view.contains(wish));
        let in_view = match (view, region) {
            (Some(view), Some(region)) => region.narrowed(view, region.number * 2 + 1),
            (Some(view), None) => Some(Region::of_box(usize::MAX - 1, view)),
            (None, _) => None,
        };
        let region = region.map(|region| region.numbered(region.number * 2));
        let standing = &mut self.standing;
        in_view
            .and_then(|view| standing.nearest_free(wish, size, Clearance::Roomy, Some(view)))
            .or_else(|| standing.nearest_free(wish, size, Clearance::Roomy, region))
            .or_else(|| standing.nearest_free(wish, size, Clearance::Tight, region))
            .or_else(|| {
                let region = region.filter(|region| !region.is_round())?;
                let stripe = Region::of_box(region.number + STRIPES, stripe(region.bounds));
                standing.nearest_free(wish, size, Clearance::Roomy, Some(stripe))
            })
            .or_else(|| standing.nearest_free(wish, size, Clearance::Roomy, None))
            .unwrap_or_else(|| standing.below(wish, size))
    }

    /// The next free place of the rows that are meant for it.
    fn in_rows(&mut self, node: usize, near: Option<Rect>, region: Option<Region>) -> Point {
        if let Some(round) = region.filter(Region::is_round) {
            let wish = near.map_or_else(|| round.middle(), Rect::center);
            return self.beside(node, wish, region);
        }
        let size = self.problem.sizes[node];
        let key = region.map_or(usize::MAX, |region| region.number);
        let place = match self.rows.iter().position(|(number, _)| *number == key) {
            Some(place) => place,
            None => {
                let rows = self.begin_rows(near, region);
                self.rows.push((key, rows));
                self.rows.len() - 1
            }
        };
        let found = self.rows[place].1.next(size, &self.standing);
        match found {
            Some(position) => position,
            None => self.beside(node, near.map_or(self.standing.foot(), Rect::center), region),
        }
    }

    fn begin_rows(&self, near: Option<Rect>, region: Option<Region>) -> Rows {
        let alone = (0..self.problem.len())
            .filter(|node| self.known[*node].is_none() && self.problem.neighbours[*node].is_empty());
        let (mut largest, mut count) = (Size::new(0.0, 0.0), 0_usize);
        for size in alone.map(|node| self.problem.sizes[node]) {
            largest = Size::new(largest.width.max(size.width), largest.height.max(size.height));
            count += 1;
        }
        let room = Clearance::Roomy.room();
        // A list stands in columns and is read from its top; one or two go on where the last one stands.
        let is_list = count > LIST;
        let across =
            if is_list { ((largest.width.min(320.0) + room.width) / STEP).ceil() * STEP } else { STEP };
        let pitch = Size::new(across, largest.height.min(120.0) + room.height);
        let foot = self.standing.foot();
        let usual = Rect::new(foot.x, foot.y, SMALLEST_VIEW.width * 1.5, SMALLEST_VIEW.height);
        let view = self.view.unwrap_or(usual);
        let (area, is_bounded) = match region {
            Some(region) => {
                let both = region.narrowed(view, region.number).map(|both| both.bounds);
                let fits = both.filter(|both| both.width > largest.width && both.height > largest.height);
                (fits.unwrap_or(region.bounds), true)
            }
            None => (view, false),
        };
        Rows::new(area, is_bounded, near.filter(|near| !is_list && area.contains(near.center())), pitch)
    }
}

/// Places in reading order: on from where one stands, then the rows below, then those above, then below the view.
struct Rows {
    area: Rect,
    pitch: Size,
    /// Left edge and middle of the next place.
    at: Point,
    /// Rows still to come within the area, counted from `at`; then the rest.
    left_below: usize,
    left_above: usize,
    /// Rows below the area that may be used.
    left_beyond: usize,
    /// The lowest row so far.
    lowest: f64,
}

impl Rows {
    fn new(area: Rect, is_bounded: bool, near: Option<Rect>, pitch: Size) -> Self {
        let half = pitch.height / 2.0;
        let at = match near {
            Some(near) => Point::new(near.right(), near.center().y),
            None => Point::new(area.left(), area.top() + half.min(area.height / 2.0)),
        };
        let rows = |height: f64| (height / pitch.height).clamp(0.0, 1000.0).floor() as usize;
        Self {
            left_below: rows(area.bottom() - at.y - half / 2.0),
            left_above: near.map_or(0, |_| rows(at.y - area.top() - half / 2.0)),
            left_beyond: if is_bounded { 0 } else { 5000 },
            lowest: at.y,
            area,
            pitch,
            at,
        }
    }

    fn next(&mut self, size: Size, standing: &Standing) -> Option<Point> {
        loop {
            let steps = ((self.at.x - self.area.left()) / self.pitch.width).ceil().max(0.0);
            let mut left = self.area.left() + steps * self.pitch.width;
            let is_first = |left: f64| left <= self.area.left();
            while left + size.width <= self.area.right() || is_first(left) {
                let center = Point::new(left + size.width / 2.0, self.at.y);
                if standing.is_free(Rect::from_center(center, size), Clearance::Roomy) {
                    self.at.x = left + size.width;
                    return Some(center);
                }
                left += self.pitch.width;
            }
            self.next_row()?;
        }
    }

    fn next_row(&mut self) -> Option<()> {
        self.at.x = self.area.left();
        if self.left_below > 0 {
            self.left_below -= 1;
            self.at.y += self.pitch.height;
        } else if self.left_above > 0 {
            // Back to the top, and down to where it began.
            self.at.y = self.area.top() + self.pitch.height / 2.0;
            self.left_below = self.left_above - 1;
            self.left_above = 0;
        } else if self.left_beyond > 0 {
            self.at.y = self.lowest + self.pitch.height;
            self.left_beyond -= 1;
        } else {
            return None;
        }
        self.lowest = self.lowest.max(self.at.y);
        Some(())
    }
}
