//! An organisation in the network: from near the box of the map, from afar a dot. Must not know the document.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, epaint::RectShape,
};
use egui_graphs::{DisplayNode, DrawContext, NodeProps};
use petgraph::{EdgeType, stable_graph::IndexType};

use super::{dress::Costume, sketch::Sketch};
use crate::app::theme;

/// What a node carries: which of the network's organisations it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeRef(pub usize);

/// How far the ring of what is selected stands off, points.
const RING: f32 = 4.0;
/// Shown smaller than this, boxes could not be read: organisations are dots, screen points a canvas unit.
pub(super) const NEAR: f32 = 0.5;
/// What is not meant is so strong beside what is.
pub(super) const FADED: f32 = 0.14;
/// Dots are as large as said where the network is shown so large; smaller where it is smaller, to a point.
const FULL: f32 = 0.3;
const SMALLEST: f32 = 0.55;
/// A dot is taken hold of so far round it, points.
const REACH: f32 = 3.0;

/// How a node is shown.
#[derive(Clone, Debug)]
pub(super) struct NodeFigure {
    pub costume: Costume,
    pub accent: Color32,
    /// Something else is meant.
    pub faded: bool,
    /// Screen points a canvas unit, as of the frame that is drawn.
    pub zoom: f32,
    at: Pos2,
    selected: bool,
    hovered: bool,
}

impl NodeFigure {
    /// Its box, canvas units.
    pub fn rect(&self) -> Rect {
        Rect::from_center_size(self.at, self.costume.sketch.size)
    }

    /// Whether it is a dot.
    pub fn is_dot(&self) -> bool {
        self.zoom < NEAR
    }

    /// Its radius as a dot, points.
    pub fn radius(&self) -> f32 {
        let share = (self.zoom / FULL).sqrt().clamp(SMALLEST, 1.0);
        self.costume.radius * if self.costume.mark.is_some() { share.max(0.8) } else { share }
    }

    /// Where it stands, canvas units.
    pub fn at(&self) -> Pos2 {
        self.at
    }

    /// What it covers, canvas units.
    pub fn extent(&self) -> Rect {
        if !self.is_dot() {
            return self.rect();
        }
        let radius = self.radius() / self.zoom.max(f32::MIN_POSITIVE);
        Rect::from_center_size(self.at, Vec2::splat(2.0 * radius))
    }

    /// Whether a point lies in its outline, round corners left out.
    pub fn covers(&self, point: Pos2) -> bool {
        if self.is_dot() {
            return point.distance(self.at) * self.zoom < self.radius();
        }
        let corner = self.costume.sketch.corner;
        self.rect().shrink(corner).distance_to_pos(point) < corner.max(0.1)
    }

    fn dot(&self, ctx: &DrawContext, middle: Pos2, strength: f32) -> Vec<Shape> {
        let Costume { fill, line, mark, ink, .. } = &self.costume;
        let radius = self.radius();
        let mut shapes = vec![
            Shape::circle_filled(middle, radius + 0.6, line.gamma_multiply(strength)),
            Shape::circle_filled(middle, radius - 0.7, fill.gamma_multiply(strength)),
        ];
        if let Some(number) = mark {
            let font = theme::medium((radius * 1.25).clamp(9.0, 13.0));
            let galley = ctx.painter.layout_no_wrap(number.to_string(), font, ink.gamma_multiply(strength));
            let place = Align2::CENTER_CENTER.anchor_size(middle, galley.size());
            shapes.push(Shape::galley(place.min, galley, *ink));
        }
        shapes
    }

    /// The number of its community on a corner of its box.
    fn badge(&self, ctx: &DrawContext, rect: Rect, strength: f32) -> Vec<Shape> {
        let Some(number) = self.costume.mark else { return Vec::new() };
        let at = rect.left_top() + Vec2::splat(2.0);
        let font = theme::bold((11.0 * self.zoom).clamp(8.0, 12.0));
        let galley =
            ctx.painter.layout_no_wrap(number.to_string(), font, self.costume.ink.gamma_multiply(strength));
        let radius = galley.size().max_elem() * 0.62;
        let place = Align2::CENTER_CENTER.anchor_size(at, galley.size());
        vec![
            Shape::circle_filled(at, radius + 1.0, self.costume.line.gamma_multiply(strength)),
            Shape::circle_filled(at, radius, self.costume.fill.gamma_multiply(strength)),
            Shape::galley(place.min, galley, self.costume.ink),
        ]
    }
}

impl From<NodeProps<NodeRef>> for NodeFigure {
    fn from(props: NodeProps<NodeRef>) -> Self {
        let bare = Costume {
            sketch: Arc::new(Sketch::default()),
            fill: Color32::TRANSPARENT,
            line: Color32::TRANSPARENT,
            radius: 0.0,
            mark: None,
            ink: Color32::TRANSPARENT,
        };
        Self {
            costume: bare,
            accent: Color32::TRANSPARENT,
            faded: false,
            zoom: 1.0,
            at: props.location(),
            selected: props.selected,
            hovered: props.hovered,
        }
    }
}

impl<E: Clone, Ty: EdgeType, Ix: IndexType> DisplayNode<NodeRef, E, Ty, Ix> for NodeFigure {
    fn closest_boundary_point(&self, dir: Vec2) -> Pos2 {
        let half = self.extent().size() / 2.0;
        let share = |half: f32, part: f32| if part == 0.0 { f32::INFINITY } else { half / part.abs() };
        let reach = share(half.x, dir.x).min(share(half.y, dir.y));
        if reach.is_finite() { self.at + dir * reach } else { self.at }
    }

    fn shapes(&mut self, ctx: &DrawContext) -> Vec<Shape> {
        let middle = ctx.meta.canvas_to_screen_pos(self.at);
        let zoom = ctx.meta.zoom;
        self.zoom = zoom;
        let extent = self.extent().size() * zoom;
        let rect = Rect::from_center_size(middle, extent);
        if !ctx.painter.clip_rect().expand(8.0).intersects(rect) {
            return Vec::new();
        }
        let strength = if self.faded { FADED } else { 1.0 };
        let is_dot = self.is_dot();
        let mut shapes = if is_dot {
            self.dot(ctx, middle, strength)
        } else {
            let mut shapes = self.costume.sketch.shapes(ctx.painter, middle, zoom, strength);
            shapes.extend(self.badge(ctx, rect, strength));
            shapes
        };
        if self.selected || self.hovered {
            let (width, strength) = if self.selected { (2.5, 1.0) } else { (1.5, 0.45) };
            let ring = Stroke::new(width, self.accent.gamma_multiply(strength));
            if is_dot {
                shapes.push(Shape::circle_stroke(middle, self.radius() + RING, ring));
            } else {
                let corner = (self.costume.sketch.corner * zoom + RING).min(255.0) as u8;
                let corners = CornerRadius::same(corner);
                shapes.push(RectShape::stroke(rect.expand(RING), corners, ring, StrokeKind::Middle).into());
            }
        }
        shapes
    }

    fn update(&mut self, state: &NodeProps<NodeRef>) {
        self.at = state.location();
        self.selected = state.selected;
        self.hovered = state.hovered;
    }

    fn is_inside(&self, pos: Pos2) -> bool {
        if self.is_dot() {
            return pos.distance(self.at) * self.zoom < self.radius() + REACH;
        }
        self.covers(pos)
    }
}
