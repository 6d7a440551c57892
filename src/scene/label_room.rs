//! What labels of flows keep clear of, by place: things that no label may lie over, lines that it had better not
//! cover, edges of areas. Must not know labels; rectangles and costs are all.

use std::cell::RefCell;

use crate::model::{Point, Rect};

use super::{
    curve::Walk,
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
    /// The strands covered and those near, while a place is looked at: kept, for there are so many places.
    met: RefCell<[Vec<usize>; 2]>,
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
        Room { taken: self.taken, lines, edges, met: RefCell::default() }
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

    /// Line, heads, stroke and ring of the flow of this number.
    pub fn add_flow(&mut self, number: usize, flow: &DrawnFlow, walk: &Walk) {
        for mark in &flow.marks {
            self.taken.insert(mark.expanded(FROM_MARK));
        }
        let length = walk.length();
        // A straight line is one piece.
        let is_straight = walk.points().len() == 2;
        let count = if is_straight { 1 } else { (length / 40.0).ceil().clamp(1.0, 200.0) as usize };
        let mut from = walk.at(0.0).0;
        for piece in 1..=count {
            let to = walk.at(length * piece as f64 / count as f64).0;
            self.lines.push(Piece { from, to, line: number });
            from = to;
        }
    }
}

impl Room {
    /// Whether nothing stands here that no label may lie over.
    pub fn is_free(&self, rect: Rect) -> bool {
        let mut is_free = true;
        self.taken.each(rect, |_, _| {
            is_free = false;
            false
        });
        is_free
    }

    /// What the lines and edges under a free place cost for a label of this strand, on its line or beside it: the same
    /// however the rest of the map is drawn. What costs more than `most` is not counted to the end.
    pub fn cost(&self, rect: Rect, strand: usize, is_beside: bool, most: f64) -> f64 {
        let (covers, comes_near) =
            if is_beside { (BESIDE_COVERS_OTHER, BESIDE_NEAR_OTHER) } else { (COVERS_OTHER, NEAR_OTHER) };
        let sum = |covered: &[usize], near: &[usize]| {
            covers * covered.len().min(MOST_LINES) as f64 + comes_near * near.len().min(MOST_LINES) as f64
        };
        let mut met = self.met.borrow_mut();
        let [covered, near] = &mut *met;
        covered.clear();
        near.clear();
        let around = rect.expanded(NEAR);
        self.lines.each_near(around, |piece| {
            let (a, b, owner) = (piece.from, piece.to, piece.line);
            if owner == strand || !segment_meets_rect(a, b, around) || covered.contains(&owner) {
                return true;
            }
            let known = near.iter().position(|other| *other == owner);
            if segment_meets_rect(a, b, rect) {
                covered.push(owner);
                known.map(|known| near.swap_remove(known));
            } else if known.is_none() {
                near.push(owner);
            }
            // From the most that count on, a near line that turns out to be covered costs less.
            sum(covered, if covered.len() < MOST_LINES { near } else { &[] }) <= most
        });
        sum(covered, near) + self.edge_cost(rect)
    }

    fn edge_cost(&self, rect: Rect) -> f64 {
        let mut cost = 0.0;
        self.edges.each_near(rect, |piece| {
            if segment_meets_rect(piece.from, piece.to, rect) {
                cost = ON_EDGE;
            }
            cost == 0.0
        });
        cost
    }
}
