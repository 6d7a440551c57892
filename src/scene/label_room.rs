//! What labels of flows keep clear of, by place: things that no label may lie over, lines that it had better not
//! cover, edges of areas. Must not know labels; rectangles and costs are all.

use crate::model::{Point, Rect};

use super::{curve::Walk, flows::DrawnFlow, grid::Grid, path::segment_meets_rect};

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

/// What labels must or should keep clear of.
pub(super) struct Room {
    /// What no label may overlap, each grown by the distance that is kept.
    taken: Grid,
    lines: Grid,
    /// For each piece in `lines`: its ends and the strand it belongs to.
    pieces: Vec<(Point, Point, usize)>,
    edges: Grid,
    borders: Vec<(Point, Point)>,
}

impl Room {
    /// Nothing yet, over this part of the canvas.
    pub fn new(bounds: Rect) -> Self {
        Self {
            taken: Grid::new(bounds),
            lines: Grid::new(bounds),
            pieces: Vec::new(),
            edges: Grid::new(bounds),
            borders: Vec::new(),
        }
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
        for (a, b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            self.edges.insert(Rect::from_corners(*a, *b).expanded(0.5));
            self.borders.push((*a, *b));
        }
    }

    /// Line, heads, stroke and ring of the flow of this number.
    pub fn add_flow(&mut self, number: usize, flow: &DrawnFlow, walk: &Walk) {
        for mark in &flow.marks {
            self.taken.insert(mark.expanded(FROM_MARK));
        }
        let length = walk.length();
        // Short pieces, so that the box round each holds little but the line.
        let count = (length / 40.0).ceil().clamp(1.0, 200.0) as usize;
        let mut previous = walk.at(0.0).0;
        for piece in 1..=count {
            let next = walk.at(length * piece as f64 / count as f64).0;
            self.lines.insert(Rect::from_corners(previous, next).expanded(1.0));
            self.pieces.push((previous, next, number));
            previous = next;
        }
    }

    /// Whether nothing stands here that no label may lie over.
    pub fn is_free(&self, rect: Rect) -> bool {
        let mut is_free = true;
        self.taken.each(rect, |_, _| {
            is_free = false;
            false
        });
        is_free
    }

    /// What the lines and edges under a free place cost for a label of this strand, on its line or beside it. The same
    /// however the rest of the map is drawn.
    pub fn cost(&self, rect: Rect, strand: usize, is_beside: bool) -> f64 {
        let mut covered: Vec<usize> = Vec::new();
        let mut near: Vec<usize> = Vec::new();
        let around = rect.expanded(NEAR);
        self.lines.each(around, |number, _| {
            let (a, b, owner) = self.pieces[number];
            if owner == strand || covered.contains(&owner) {
                return true;
            }
            if segment_meets_rect(a, b, rect) {
                covered.push(owner);
            } else if !near.contains(&owner) && segment_meets_rect(a, b, around) {
                near.push(owner);
            }
            true
        });
        near.retain(|owner| !covered.contains(owner));
        let each = |count: usize, cost: f64| cost * count.min(MOST_LINES) as f64;
        let (covers, comes_near) =
            if is_beside { (BESIDE_COVERS_OTHER, BESIDE_NEAR_OTHER) } else { (COVERS_OTHER, NEAR_OTHER) };
        each(covered.len(), covers) + each(near.len(), comes_near) + self.edge_cost(rect)
    }

    fn edge_cost(&self, rect: Rect) -> f64 {
        let mut cost = 0.0;
        self.edges.each(rect, |number, _| {
            let (a, b) = self.borders[number];
            if segment_meets_rect(a, b, rect) {
                cost = ON_EDGE;
            }
            cost == 0.0
        });
        cost
    }
}
