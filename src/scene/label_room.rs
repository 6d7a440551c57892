//! What labels of flows keep clear of, by place: things that no label may lie over, lines that it had better not
//! cover, edges of areas. Must not know labels; rectangles and costs are all.

use std::cell::RefCell;

use crate::model::{Point, Rect, Size};

use super::{
    curve::Walk,
    few::Few,
    flows::DrawnFlow,
    grid::Grid,
    lines::{Lines, Piece},
    path::segment_meets_rect,
};

/// How far a label keeps from boxes and their marks, from heads, strokes and rings, from titles, canvas units.
const FROM_NODE: f64 = 3.0;
const FROM_MARK: f64 = 2.0;
const FROM_TITLE: f64 = 3.0;
/// What it costs to cover another flow's line with a label that stands on its own, or beside it, where the covered
/// line looks like the label's own; or only to come near it.
const COVERS_OTHER: f64 = 45.0;
const BESIDE_COVERS_OTHER: f64 = 90.0;
const BESIDE_NEAR_OTHER: f64 = 14.0;
const NEAR_OTHER: f64 = 5.0;
/// How near that is.
const NEAR: f64 = 5.0;
/// What it costs to lie across the edge of an area or of a group.
const ON_EDGE: f64 = 7.0;
/// More lines than this under one label are not counted.
const MOST_LINES: usize = 4;
/// Where so many lines of others pass a square of this side, canvas units, no label can tell whose it is.
const DROWNED: (usize, f64) = (24, 40.0);

/// What labels must or should keep clear of, as it is gathered.
pub(super) struct Clutter {
    bounds: Rect,
    taken: Grid,
    lines: Vec<Piece>,
    edges: Vec<Piece>,
}

/// The same by place.
pub(super) struct Room {
    /// What no label may overlap, each grown by the distance that is kept.
    taken: Grid,
    /// Flows, by the numbers of their strands.
    lines: Lines,
    edges: Lines,
    /// Used while something is looked up: kept, for there are so many places.
    scratch: RefCell<Scratch>,
}

#[derive(Default)]
struct Scratch {
    tally: Tally,
    /// For each piece of line the last look at a part of the canvas that met it, and how many such looks there were.
    met: Vec<u32>,
    looks: u32,
}

/// What stands in one part of the canvas, listed once for all places in it.
#[derive(Default)]
pub(super) struct Nearby {
    within: Rect,
    taken: Vec<Rect>,
    /// With the box round each: left, right, top, bottom.
    lines: Vec<((f64, f64, f64, f64), Piece)>,
    edges: Vec<Piece>,
}

/// No list is made of a part with a side longer than this, canvas units: too much stands in it.
const LONGEST: f64 = 640.0;

impl Nearby {
    /// Whether all that counts for a label here is listed.
    fn holds(&self, rect: Rect) -> bool {
        self.within.contains_rect(rect.expanded(NEAR))
    }
}

/// Lines met at a place.
#[derive(Default)]
struct Tally {
    covered: Few,
    near: Few,
}

impl Tally {
    fn clear(&mut self) {
        self.covered.clear();
        self.near.clear();
    }

    /// Notes how a piece of line meets a place; `around` is the place with what counts as near. Whether that is news.
    fn meet(&mut self, piece: &Piece, rect: Rect, around: Rect) -> bool {
        let (a, b, owner) = (piece.from, piece.to, piece.line);
        if !segment_meets_rect(a, b, around) || self.covered.contains(owner) {
            return false;
        }
        if segment_meets_rect(a, b, rect) {
            self.near.remove(owner);
            self.covered.add(owner)
        } else {
            self.near.add(owner)
        }
    }

    /// What it costs to cover and to come near these.
    fn cost(&self, (covers, comes_near): (f64, f64)) -> f64 {
        let count = |few: &Few| few.len().min(MOST_LINES) as f64;
        covers * count(&self.covered) + comes_near * count(&self.near)
    }

    /// What it will cost at least, whatever else is met: from the most that count on, a near line that turns out to be
    /// covered costs less.
    fn least(&self, costs: (f64, f64)) -> f64 {
        if self.covered.len() < MOST_LINES { self.cost(costs) } else { costs.0 * MOST_LINES as f64 }
    }
}

impl Clutter {
    /// Nothing yet, over this part of the canvas.
    pub fn new(bounds: Rect) -> Self {
        Self { bounds, taken: Grid::new(bounds), lines: Vec::new(), edges: Vec::new() }
    }

    /// All of it by place.
    pub fn sorted(self) -> Room {
        let lines = Lines::new(self.lines, self.bounds);
        let edges = Lines::new(self.edges, self.bounds);
        Room { taken: self.taken, lines, edges, scratch: RefCell::default() }
    }

    pub fn add_node(&mut self, rect: Rect) {
        self.taken.insert(rect.expanded(FROM_NODE));
    }

    pub fn add_title(&mut self, rect: Rect) {
        if rect.width > 0.0 {
            self.taken.insert(rect.expanded(FROM_TITLE));
        }
    }

    /// The edge of an area or a group, as a closed line.
    pub fn add_edge(&mut self, corners: &[Point]) {
        let ends = corners.iter().zip(corners.iter().cycle().skip(1));
        self.edges.extend(ends.map(|(from, to)| Piece { from: *from, to: *to, line: 0 }));
    }

    /// Lines, heads, strokes and rings of the flows, which are numbered as they stand here.
    pub fn add_flows(&mut self, flows: &[DrawnFlow]) {
        self.lines.reserve_exact(flows.iter().map(|flow| pieces(&flow.walk)).sum());
        for (number, flow) in flows.iter().enumerate() {
            for mark in &flow.marks {
                self.taken.insert(mark.expanded(FROM_MARK));
            }
            let (walk, count) = (&flow.walk, pieces(&flow.walk));
            let length = walk.length();
            let mut from = walk.point_at(0.0);
            for piece in 1..=count {
                let to = walk.point_at(length * piece as f64 / count as f64);
                self.add_line(number, from, to);
                from = to;
            }
        }
    }

    /// A straight piece of the line of the flow of this number.
    pub fn add_line(&mut self, number: usize, from: Point, to: Point) {
        self.lines.push(Piece { from, to, line: number });
    }
}

/// In how many straight pieces a line is laid: a straight one in one.
fn pieces(walk: &Walk) -> usize {
    if walk.points().len() == 2 { 1 } else { (walk.length() / 40.0).ceil().clamp(1.0, 200.0) as usize }
}

impl Room {
    /// Lists what stands in a part of the canvas, for labels of this strand; nothing where the part is large.
    pub fn look_at(&self, within: Rect, strand: usize, nearby: &mut Nearby) {
        nearby.taken.clear();
        nearby.lines.clear();
        nearby.edges.clear();
        nearby.within = Rect::default();
        if within.width.max(within.height) > LONGEST {
            return;
        }
        nearby.within = within;
        self.taken.each(within, |_, rect| {
            nearby.taken.push(rect);
            true
        });
        let scratch = &mut *self.scratch.borrow_mut();
        scratch.looks += 1;
        scratch.met.resize(self.lines.len(), 0);
        self.lines.each_near(within, |number, piece| {
            let is_new = std::mem::replace(&mut scratch.met[number], scratch.looks) != scratch.looks;
            if is_new && piece.line != strand && segment_meets_rect(piece.from, piece.to, within) {
                let (a, b) = (piece.from, piece.to);
                nearby.lines.push(((a.x.min(b.x), a.x.max(b.x), a.y.min(b.y), a.y.max(b.y)), *piece));
            }
            true
        });
        self.edges.each_near(within, |_, piece| {
            if segment_meets_rect(piece.from, piece.to, within) {
                nearby.edges.push(*piece);
            }
            true
        });
    }

    /// Whether nothing stands here that no label may lie over.
    pub fn is_free(&self, rect: Rect, nearby: &mut Nearby) -> bool {
        if nearby.holds(rect) {
            let met = nearby.taken.iter().position(|taken| taken.overlaps(rect));
            // What was in the way is asked first the next time.
            met.into_iter().for_each(|met| nearby.taken.swap(0, met));
            return met.is_none();
        }
        let mut is_free = true;
        self.taken.each(rect, |_, _| {
            is_free = false;
            false
        });
        is_free
    }

    /// What the lines and edges under a free place cost for a label of this strand, on its line or beside it: the same
    /// however the rest of the map is drawn. What costs more than `most` is not counted to the end. `nearby` is what
    /// was listed for this strand.
    pub fn cost(&self, rect: Rect, strand: usize, is_beside: bool, most: f64, nearby: &mut Nearby) -> f64 {
        let costs =
            if is_beside { (BESIDE_COVERS_OTHER, BESIDE_NEAR_OTHER) } else { (COVERS_OTHER, NEAR_OTHER) };
        let tally = &mut self.scratch.borrow_mut().tally;
        tally.clear();
        let around = rect.expanded(NEAR);
        if nearby.holds(rect) {
            let (left, right, top, bottom) = (around.x, around.right(), around.y, around.bottom());
            let mut first = 0;
            for number in 0..nearby.lines.len() {
                let (extent, piece) = &nearby.lines[number];
                let is_beside = extent.0 > right || extent.1 < left || extent.2 > bottom || extent.3 < top;
                if !is_beside && tally.meet(piece, rect, around) {
                    // What lies under one place often lies under the next one: it is asked first then.
                    nearby.lines.swap(first, number);
                    first += 1;
                    if tally.least(costs) > most {
                        break;
                    }
                }
            }
            let is_on_edge = nearby.edges.iter().any(|edge| segment_meets_rect(edge.from, edge.to, rect));
            return tally.cost(costs) + if is_on_edge { ON_EDGE } else { 0.0 };
        }
        self.lines.each_near(around, |_, piece| {
            if piece.line != strand {
                tally.meet(piece, rect, around);
            }
            tally.least(costs) <= most
        });
        tally.cost(costs) + self.edge_cost(rect)
    }

    /// Whether a label of this strand would drown here among the lines of others.
    pub fn is_drowned(&self, at: Point, strand: usize) -> bool {
        let (most, side) = DROWNED;
        let square = Rect::from_center(at, Size::new(side, side));
        let lines = &mut self.scratch.borrow_mut().tally.covered;
        lines.clear();
        self.lines.each_near(square, |_, piece| {
            if piece.line != strand && segment_meets_rect(piece.from, piece.to, square) {
                lines.add(piece.line);
            }
            lines.len() < most
        });
        lines.len() >= most
    }

    fn edge_cost(&self, rect: Rect) -> f64 {
        let mut cost = 0.0;
        self.edges.each_near(rect, |_, piece| {
            if segment_meets_rect(piece.from, piece.to, rect) {
                cost = ON_EDGE;
            }
            cost == 0.0
        });
        cost
    }
}
