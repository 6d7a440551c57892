//! An organisation in the network. Must not know the document.

use std::sync::Arc;

use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, epaint::RectShape};
use egui_graphs::{DisplayNode, DrawContext, NodeProps};
use petgraph::{EdgeType, stable_graph::IndexType};

use super::sketch::Sketch;

/// What a node carries: which of the network's organisations it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeRef(pub usize);

/// How far the ring of what is selected stands off, points.
const RING: f32 = 4.0;

/// How a node is shown.
#[derive(Clone, Debug)]
pub(super) struct NodeFigure {
    pub sketch: Arc<Sketch>,
    pub accent: Color32,
    at: Pos2,
    selected: bool,
    hovered: bool,
}

impl NodeFigure {
    /// Its box, canvas units.
    pub fn rect(&self) -> Rect {
        Rect::from_center_size(self.at, self.sketch.size)
    }

    /// Whether a point lies in its outline, round corners left out.
    pub fn covers(&self, point: Pos2) -> bool {
        let inner = self.rect().shrink(self.sketch.corner);
        inner.distance_to_pos(point) < self.sketch.corner.max(0.1)
    }
}

impl From<NodeProps<NodeRef>> for NodeFigure {
    fn from(props: NodeProps<NodeRef>) -> Self {
        Self {
            sketch: Arc::default(),
            accent: Color32::TRANSPARENT,
            at: props.location(),
            selected: props.selected,
            hovered: props.hovered,
        }
    }
}

impl<E: Clone, Ty: EdgeType, Ix: IndexType> DisplayNode<NodeRef, E, Ty, Ix> for NodeFigure {
    fn closest_boundary_point(&self, dir: Vec2) -> Pos2 {
        let half = self.sketch.size / 2.0;
        let share = |half: f32, part: f32| if part == 0.0 { f32::INFINITY } else { half / part.abs() };
        let reach = share(half.x, dir.x).min(share(half.y, dir.y));
        if reach.is_finite() { self.at + dir * reach } else { self.at }
    }

    fn shapes(&mut self, ctx: &DrawContext) -> Vec<Shape> {
        let middle = ctx.meta.canvas_to_screen_pos(self.at);
        let zoom = ctx.meta.zoom;
        let rect = Rect::from_center_size(middle, self.sketch.size * zoom);
        if !ctx.painter.clip_rect().expand(8.0).intersects(rect) {
            return Vec::new();
        }
        let mut shapes = self.sketch.shapes(ctx.painter, middle, zoom);
        if self.selected || self.hovered {
            let (width, strength) = if self.selected { (2.5, 1.0) } else { (1.5, 0.45) };
            let ring = Stroke::new(width, self.accent.gamma_multiply(strength));
            let corners = CornerRadius::same((self.sketch.corner * zoom + RING).min(255.0) as u8);
            shapes.push(RectShape::stroke(rect.expand(RING), corners, ring, StrokeKind::Middle).into());
        }
        shapes
    }

    fn update(&mut self, state: &NodeProps<NodeRef>) {
        self.at = state.location();
        self.selected = state.selected;
        self.hovered = state.hovered;
    }

    fn is_inside(&self, pos: Pos2) -> bool {
        self.covers(pos)
    }
}
