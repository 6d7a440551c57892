//! Labels of flows: their words, and a place along the line clear of boxes, other labels, heads and other lines.
//! Must not know who asks; a label that finds no clear place takes the least crowded one and is counted.

use crate::{
    model::{Document, Point, Rect, Size},
    style::{Look, Rgba},
    text::{Fonts, TextStyle, Weight},
};

use super::{
    curve::Walk,
    flows::DrawnFlow,
    grid::Grid,
    path::{Path, segment_meets_rect},
    strands::Strand,
    types::{Item, Role, Target},
    words::{Words, clean},
};

/// Type of a label and of the condition under it.
const LABEL: f64 = 12.0;
const CONDITION: f64 = 11.0;
/// A label wider than this is wrapped; one of more lines than this is cut.
const WIDEST: f64 = 150.0;
const MOST_LINES: usize = 5;
/// The plate's rim round the words.
const RIM: (f64, f64) = (3.0, 0.5);
/// Costs of a place: what it lies over, and how far it is from where one looks first.
const OVER_NODE: f64 = 1000.0;
const OVER_LABEL: f64 = 900.0;
const OVER_MARK: f64 = 400.0;
const OVER_TITLE: f64 = 350.0;
const OVER_LINE: f64 = 60.0;
const COVERS_LINE: f64 = 45.0;
const BESIDE: f64 = 8.0;
const ON_EDGE: f64 = 6.0;

/// The words of a label, measured.
pub(super) struct FlowLabel {
    pub strand: usize,
    name: Words,
    condition: Words,
    size: Size,
    pub is_cut: bool,
}

/// The label of a strand: its own words or its kind's name, how many flows it sums up, and on what condition.
pub(super) fn label(document: &Document, number: usize, strand: &Strand, fonts: &Fonts) -> Option<FlowLabel> {
    let flow = &strand.flow;
    let mut text = clean(&flow.label);
    if text.is_empty() {
        text = document.flow_kind(&flow.kind).map(|kind| clean(&kind.name)).unwrap_or_default();
    }
    if strand.sums.len() > 1 {
        text = format!("{text} \u{d7} {}", strand.sums.len());
    }
    let mut condition = clean(&flow.condition);
    if !condition.is_empty() && !condition.to_lowercase().starts_with("if ") {
        condition = format!("if {condition}");
    }
    let (name, name_is_cut) = set(&text, &TextStyle::new(LABEL).weight(Weight::Medium), fonts);
    let (condition, condition_is_cut) = set(&condition, &TextStyle::new(CONDITION).italic(), fonts);
    if name.is_empty() && condition.is_empty() {
        return None;
    }
    let (a, b) = (name.size(), condition.size());
    let size = Size::new(a.width.max(b.width) + 2.0 * RIM.0, a.height + b.height + 2.0 * RIM.1);
    Some(FlowLabel { strand: number, name, condition, size, is_cut: name_is_cut || condition_is_cut })
}

fn set(text: &str, style: &TextStyle, fonts: &Fonts) -> (Words, bool) {
    if text.is_empty() {
        return (Words { lines: Vec::new(), style: *style }, false);
    }
    // What five lines can hold is decided by the beginning: a book is not set to be thrown away.
    let beginning: String = text.chars().take(600).collect();
    let all = fonts.wrap(&beginning, style, WIDEST, None);
    if all.len() <= MOST_LINES && beginning.len() == text.len() {
        return (Words { lines: all, style: *style }, false);
    }
    let lines = fonts.wrap(&beginning, style, WIDEST, Some(MOST_LINES));
    (Words { lines, style: *style }, true)
}

/// What labels must keep clear of.
pub(super) struct Room {
    nodes: Grid,
    marks: Grid,
    titles: Grid,
    labels: Grid,
    lines: Grid,
    areas: Vec<Rect>,
    /// For each piece in `lines`: its ends and the strand it belongs to.
    pieces: Vec<(Point, Point, usize)>,
}

impl Room {
    /// Nothing yet, over this part of the canvas.
    pub fn new(bounds: Rect) -> Self {
        let grid = || Grid::new(bounds);
        Self {
            nodes: grid(),
            marks: grid(),
            titles: grid(),
            labels: grid(),
            lines: grid(),
            areas: Vec::new(),
            pieces: Vec::new(),
        }
    }

    pub fn add_node(&mut self, rect: Rect) {
        self.nodes.insert(rect.expanded(3.0));
    }

    pub fn add_title(&mut self, rect: Rect) {
        self.titles.insert(rect.expanded(2.0));
    }

    pub fn add_area(&mut self, rect: Rect) {
        self.areas.push(rect);
    }

    pub fn add_flow(&mut self, number: usize, flow: &DrawnFlow, walk: &Walk) {
        for mark in &flow.marks {
            self.marks.insert(mark.expanded(1.5));
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

    fn overlap(grid: &Grid, rect: Rect, cost: f64) -> f64 {
        let mut sum = 0.0;
        grid.each(rect, |_, other| {
            let width = rect.right().min(other.right()) - rect.left().max(other.left());
            let height = rect.bottom().min(other.bottom()) - rect.top().max(other.top());
            let part = width * height / (rect.width * rect.height).max(1.0);
            sum += cost * (0.4 + 0.6 * part.clamp(0.0, 1.0));
            true
        });
        sum
    }

    /// What a place costs in overlaps: under 100 it is clear of all but lines. Not counted beyond `limit`.
    fn cost(&self, rect: Rect, strand: usize, limit: f64) -> f64 {
        let mut cost = 0.0;
        for (grid, each) in [
            (&self.nodes, OVER_NODE),
            (&self.labels, OVER_LABEL),
            (&self.marks, OVER_MARK),
            (&self.titles, OVER_TITLE),
        ] {
            cost += Self::overlap(grid, rect, each);
            if cost >= limit {
                return cost;
            }
        }
        let is_on_edge = |area: &Rect| area.overlaps(rect) && !area.contains_rect(rect);
        if self.areas.iter().any(is_on_edge) {
            cost += ON_EDGE;
        }
        let mut crossed: Vec<usize> = Vec::new();
        self.lines.each(rect, |number, _| {
            let (a, b, owner) = self.pieces[number];
            if owner != strand && !crossed.contains(&owner) && segment_meets_rect(a, b, rect) {
                crossed.push(owner);
                cost += OVER_LINE;
            }
            crossed.len() < 4 && cost < limit
        });
        cost
    }
}

/// A place along the line: how far from the middle (parts of the length), and on which side of it (0: on it).
fn places() -> Vec<(f64, f64, f64)> {
    let mut places = Vec::new();
    for step in 0..=8 {
        let off = f64::from(step) * 0.045;
        for sign in if step == 0 { &[1.0][..] } else { &[-1.0, 1.0][..] } {
            let far = off * 60.0;
            places.push((0.5 + sign * off, 0.0, far));
            places.push((0.5 + sign * off, 1.0, far + BESIDE));
            places.push((0.5 + sign * off, -1.0, far + BESIDE));
        }
    }
    places.sort_by(|a, b| a.2.total_cmp(&b.2));
    places
}

/// Finds a place for every label, those with the least choice first. Returns for each label its box and whether it
/// is clear.
pub(super) fn place(labels: &[FlowLabel], walks: &[Walk], room: &mut Room) -> Vec<(Rect, bool)> {
    let places = places();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| {
        let freedom = |index: usize| {
            let label: &FlowLabel = &labels[index];
            walks[label.strand].length() - label.size.width
        };
        freedom(*a).total_cmp(&freedom(*b)).then(a.cmp(b))
    });
    let mut placed = vec![(Rect::default(), true); labels.len()];
    for index in order {
        let label = &labels[index];
        let walk = &walks[label.strand];
        let mut best = (f64::INFINITY, Rect::default(), 0.0);
        for &(t, side, far) in &places {
            if far >= best.0 {
                break;
            }
            let rect = rect_at(label.size, walk, t, side);
            let far = far + covering(label.size, walk, t, side);
            let overlaps = room.cost(rect, label.strand, best.0 - far);
            let cost = far + overlaps;
            if cost < best.0 {
                best = (cost, rect, overlaps);
            }
        }
        room.labels.insert(best.1.expanded(1.0));
        placed[index] = (best.1, best.2 < OVER_TITLE * 0.4);
    }
    placed
}

fn rect_at(size: Size, walk: &Walk, t: f64, side: f64) -> Rect {
    let (point, along) = walk.at(walk.length() * t);
    let across = along.perpendicular() * side;
    let reach = across.x.abs() * size.width / 2.0 + across.y.abs() * size.height / 2.0 + 2.5;
    Rect::from_center(point + across * reach, size)
}

/// What it costs that a label on the line leaves too little of it to be seen.
fn covering(size: Size, walk: &Walk, t: f64, side: f64) -> f64 {
    if side != 0.0 {
        return 0.0;
    }
    let along = walk.at(walk.length() * t).1;
    let chord = (size.width / along.x.abs().max(1e-6)).min(size.height / along.y.abs().max(1e-6));
    if walk.length() - chord < 34.0 { COVERS_LINE } else { 0.0 }
}

/// Draws a label in its place, on a plate of the ground under it.
pub(super) fn draw(label: &FlowLabel, strand: &Strand, rect: Rect, plate: Rgba, items: &mut Vec<Item>) {
    let target = Target::Flow(strand.id().clone());
    let path = Path::rounded_rect(rect, 4.0);
    items.push(Item::path(target.clone(), Role::Plate, path, Some(plate), None));
    let inner = rect.expanded(-RIM.1);
    let height = label.name.size().height;
    for (words, top, height) in
        [(&label.name, inner.y, height), (&label.condition, inner.y + height, label.condition.size().height)]
    {
        if !words.is_empty() {
            let line = Rect::new(rect.x, top, rect.width, height);
            let block = words.placed(line, 0.5, strand.style.label_colour);
            items.push(Item::text(target.clone(), Role::Label, block));
        }
    }
}

/// The colour of the ground at a point: the page, and over it the tints of areas and groups.
pub(super) fn ground_colour(
    look: &Look,
    areas: &[(Rect, Rgba)],
    groups: &[(&Path, Rgba)],
    at: Point,
) -> Rgba {
    let mut colour = look.page();
    for (rect, fill) in areas {
        if rect.contains(at) {
            colour = fill.over(colour);
        }
    }
    for (outline, fill) in groups {
        if outline.contains(at) {
            colour = fill.over(colour);
        }
    }
    colour
}
