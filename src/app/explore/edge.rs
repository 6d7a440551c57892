//! A flow in the network. Must not know the document.

use eframe::egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2};
use egui_graphs::{DisplayEdge, DrawContext, EdgeProps, Node};
use petgraph::{EdgeType, stable_graph::IndexType};

use super::{
    node::{FADED, NEAR, NodeFigure, NodeRef},
    sketch::{self, Pen},
};
use crate::app::canvas::MeshBuilder;

/// What an edge carries: which of the network's flows it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EdgeRef(pub usize);

/// How far the flows between the same two organisations stand apart, canvas units.
const APART: f32 = 26.0;
/// An arrow head, canvas units: length and half its width.
const HEAD: (f32, f32) = (11.0, 4.6);
/// A head is never smaller than this part of itself, however small the network is shown.
const SMALLEST_HEAD: f32 = 0.55;
/// How near to a line its flow is meant, canvas units.
const REACH: f32 = 8.0;
/// A curve is drawn in so many pieces.
const PIECES: usize = 16;
/// A loop's width, canvas units.
const LOOP: f32 = 46.0;

/// From afar flows are so strong: what they join is what is looked at.
const CALM: f32 = 0.5;
/// How far the flows between the same two stand apart from afar, points.
const APART_FROM_AFAR: f32 = 2.5;
/// From afar heads are this large, points, and not drawn on flows shorter than some of them.
const FAR_HEAD: (f32, f32) = (5.5, 2.4);
const HEADS_ON_A_FLOW: f32 = 4.0;

/// So many flows are seen one by one; more are calmer, to a point, and below another without heads.
const FEW: f32 = 400.0;
const CALMEST: f32 = 0.24;
const HEADS: f32 = 0.6;

/// How calm each of so many flows is from afar.
pub(super) fn calm(flows: usize) -> f32 {
    (FEW / flows.max(1) as f32).sqrt().clamp(CALMEST, 1.0)
}

/// How a flow is painted.
#[derive(Clone, Debug)]
pub(super) struct EdgeFigure {
    pub pen: Pen,
    pub accent: Color32,
    pub head_at_start: bool,
    pub head_at_end: bool,
    pub open_head: bool,
    pub struck: bool,
    /// Its place among the flows of the same two organisations: 0 in the middle, seen from the smaller id.
    pub lane: f32,
    /// From afar it is so much weaker than where there are few flows.
    pub calm: f32,
    /// Something else is meant.
    pub faded: bool,
    /// It belongs to what is meant.
    pub lit: bool,
    selected: bool,
}

impl From<EdgeProps<EdgeRef>> for EdgeFigure {
    fn from(props: EdgeProps<EdgeRef>) -> Self {
        Self {
            pen: Pen { colour: Color32::TRANSPARENT, width: 1.0, dash: Vec::new() },
            accent: Color32::TRANSPARENT,
            head_at_start: false,
            head_at_end: false,
            open_head: false,
            struck: false,
            lane: 0.0,
            calm: 1.0,
            faded: false,
            lit: false,
            selected: props.selected,
        }
    }
}

impl EdgeFigure {
    /// From rim to rim, canvas units.
    fn curve(&self, start: &NodeFigure, end: &NodeFigure, same: bool) -> Vec<Pos2> {
        let (a, b) = (start.rect(), end.rect());
        if same {
            let top = a.right_top() - Vec2::new(a.width() * 0.25, 0.0);
            let side = a.right_center();
            let reach = LOOP + self.lane.abs() * APART;
            let (first, second) = (top - Vec2::new(0.0, reach), side + Vec2::new(reach, -reach * 0.4));
            return cubic(top, first, second, side);
        }
        let way = (b.center() - a.center()).normalized();
        let bow = way.rot90() * self.lane * APART * 4.0 / 3.0;
        let line = cubic(a.center(), a.center() + bow, b.center() + bow, b.center());
        // What lies under the two boxes is not drawn: that is where the rims are met.
        let line = trimmed(&line, start);
        let back: Vec<Pos2> = line.into_iter().rev().collect();
        trimmed(&back, end).into_iter().rev().collect()
    }

    /// From afar: a straight line from rim to rim, points.
    fn seen_from_afar(&self, (start, end): (&NodeFigure, &NodeFigure), ctx: &DrawContext) -> Vec<Shape> {
        let place = |node: &NodeFigure| ctx.meta.canvas_to_screen_pos(node.at());
        let (a, b) = (place(start), place(end));
        let length = a.distance(b);
        let (rim_a, rim_b) = (start.radius() + 0.5, end.radius() + 0.5);
        if length <= rim_a + rim_b
            || !ctx.painter.clip_rect().intersects(Rect::from_two_pos(a, b).expand(2.0))
        {
            return Vec::new();
        }
        let way = (b - a) / length;
        let aside = way.rot90() * self.lane * APART_FROM_AFAR;
        let (from, to) = (a + way * rim_a + aside, b - way * rim_b + aside);
        let colour = self.pen.colour.gamma_multiply(self.strength(CALM * self.calm));
        let width = if self.lit || self.selected { 1.6 } else { 0.9 };
        let mut shapes = Vec::with_capacity(2);
        if self.selected {
            shapes.push(Shape::line_segment([from, to], Stroke::new(6.0, self.accent.gamma_multiply(0.28))));
        }
        shapes.push(Shape::line_segment([from, to], Stroke::new(width, colour)));
        let is_meant = self.lit || self.selected || self.calm > HEADS && !self.faded;
        if from.distance(to) > HEADS_ON_A_FLOW * FAR_HEAD.0 && is_meant {
            for (wanted, tip, way) in [(self.head_at_end, to, way), (self.head_at_start, from, -way)] {
                let (base, side) = (tip - way * FAR_HEAD.0, way.rot90() * FAR_HEAD.1);
                let corners = vec![tip, base + side, base - side];
                shapes.extend(wanted.then(|| Shape::convex_polygon(corners, colour, Stroke::NONE)));
            }
        }
        shapes
    }

    fn strength(&self, usual: f32) -> f32 {
        match (self.faded, self.lit || self.selected) {
            (_, true) => 1.0,
            (true, false) => usual * FADED,
            (false, false) => usual,
        }
    }

    fn heads(&self, points: &[Pos2], zoom: f32, mesh: &mut MeshBuilder) -> Vec<Pos2> {
        let colour = self.pen.colour.gamma_multiply(self.strength(1.0));
        let scale = zoom.max(SMALLEST_HEAD);
        let mut line = points.to_vec();
        for (wanted, reversed) in [(self.head_at_end, false), (self.head_at_start, true)] {
            if !wanted || line.len() < 2 {
                continue;
            }
            if reversed {
                line.reverse();
            }
            let tip = line[line.len() - 1];
            shorten(&mut line, HEAD.0 * scale);
            let back = (line[line.len() - 1] - tip).normalized();
            let base = tip + back * HEAD.0 * scale;
            let side = back.rot90() * HEAD.1 * scale;
            let corners = [tip, base + side, base - side];
            if self.open_head {
                mesh.stroke(&corners, true, 1.2, colour);
            } else {
                mesh.fill(&corners, colour);
            }
            if reversed {
                line.reverse();
            }
        }
        line
    }
}

/// The points of a cubic.
fn cubic(start: Pos2, first: Pos2, second: Pos2, end: Pos2) -> Vec<Pos2> {
    let point = |step: usize| {
        let t = step as f32 / PIECES as f32;
        let (a, b, c) = (start.lerp(first, t), first.lerp(second, t), second.lerp(end, t));
        a.lerp(b, t).lerp(b.lerp(c, t), t)
    };
    (0..=PIECES).map(point).collect()
}

/// The line from where it leaves the box in which it begins.
fn trimmed(line: &[Pos2], from: &NodeFigure) -> Vec<Pos2> {
    let Some(first) = line.iter().position(|point| !from.covers(*point)).filter(|first| *first > 0) else {
        return line.to_vec();
    };
    let (mut inside, mut outside) = (line[first - 1], line[first]);
    for _ in 0..12 {
        let middle = inside.lerp(outside, 0.5);
        if from.covers(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    std::iter::once(outside).chain(line[first..].iter().copied()).collect()
}

/// Takes so much off the end of a line.
fn shorten(line: &mut Vec<Pos2>, by: f32) {
    let mut left = by;
    while let [.., before, last] = line.as_slice() {
        let (before, last) = (*before, *last);
        let length = before.distance(last);
        line.pop();
        if length > left {
            line.push(last.lerp(before, left / length));
            return;
        }
        left -= length;
        if line.len() < 2 {
            line.push(last.lerp(before, 0.99));
            return;
        }
    }
}

impl<Ty: EdgeType, Ix: IndexType> DisplayEdge<NodeRef, EdgeRef, Ty, Ix, NodeFigure> for EdgeFigure {
    fn shapes(
        &mut self,
        start: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
        end: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
        ctx: &DrawContext,
    ) -> Vec<Shape> {
        if ctx.meta.zoom < NEAR {
            return self.seen_from_afar((start.display(), end.display()), ctx);
        }
        let curve = self.curve(start.display(), end.display(), start.id() == end.id());
        let points: Vec<Pos2> = curve.iter().map(|point| ctx.meta.canvas_to_screen_pos(*point)).collect();
        let bounds = Rect::from_points(&points).expand(8.0);
        if points.len() < 2 || !ctx.painter.clip_rect().intersects(bounds) {
            return Vec::new();
        }
        let zoom = ctx.meta.zoom;
        let mut mesh = sketch::mesh(ctx.ctx);
        if self.selected {
            mesh.stroke(&points, false, (9.0 * zoom).clamp(6.0, 18.0), self.accent.gamma_multiply(0.28));
        }
        let line = self.heads(&points, zoom, &mut mesh);
        self.pen.draw(&mut mesh, (&line, false), zoom, self.strength(1.0));
        if self.struck {
            let middle = line[line.len() / 2];
            let cross = Vec2::new(5.0, -7.0) * zoom.max(SMALLEST_HEAD);
            let colour = self.pen.colour.gamma_multiply(self.strength(1.0));
            mesh.stroke(&[middle - cross, middle + cross], false, 1.2, colour);
        }
        vec![Shape::mesh(mesh.finish())]
    }

    /// Both boxes: the library itself knows no wide nodes.
    fn extra_bounds(
        &self,
        start: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
        end: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
    ) -> Option<(Pos2, Pos2)> {
        let both = start.display().rect().union(end.display().rect());
        Some((both.min, both.max))
    }

    fn update(&mut self, state: &EdgeProps<EdgeRef>) {
        self.selected = state.selected;
    }

    fn is_inside(
        &self,
        start: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
        end: &Node<NodeRef, EdgeRef, Ty, Ix, NodeFigure>,
        pos: Pos2,
    ) -> bool {
        let (start, end, same) = (start.display(), end.display(), start.id() == end.id());
        if start.is_dot() {
            return !same && distance(start.at(), end.at(), pos) * start.zoom < REACH / 2.0;
        }
        self.curve(start, end, same).windows(2).any(|pair| distance(pair[0], pair[1], pos) < REACH)
    }
}

fn distance(from: Pos2, to: Pos2, point: Pos2) -> f32 {
    let way = to - from;
    let along = ((point - from).dot(way) / way.length_sq().max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    point.distance(from + way * along)
}
