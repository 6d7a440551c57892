//! The laser spot, the black screen and the small map that says where one is. Must not know steps.

use eframe::egui::{
    self, Color32, CornerRadius, CursorIcon, Id, LayerId, Mesh, Order, Painter, Pos2, Rect, Shape, Stroke,
    StrokeKind, Vec2, vec2,
};

use super::over::edge;
use crate::{app::theme::Theme, model, scene::Scene};

/// Radius of the spot's bright middle and of its glow, points.
const SPOT: (f32, f32) = (8.0, 30.0);
/// Between the small map and the edge of its plate, points.
const AIR: f32 = 8.0;
/// Points round the spot.
const CORNERS: u32 = 40;

fn front(ctx: &egui::Context) -> Painter {
    ctx.layer_painter(LayerId::new(Order::Tooltip, Id::new("presenting")))
}

/// Nothing is seen.
pub(super) fn black_out(ctx: &egui::Context, theme: &Theme, place: Rect) {
    front(ctx).rect_filled(place.expand(2.0), 0.0, theme.blackout);
    ctx.set_cursor_icon(CursorIcon::None);
}

/// A soft disc of light in place of the pointer.
pub(super) fn spot_ui(ctx: &egui::Context, theme: &Theme) {
    let Some(at) = ctx.pointer_hover_pos() else { return };
    ctx.set_cursor_icon(CursorIcon::None);
    let (core, glow) = SPOT;
    let mut mesh = Mesh::default();
    disc(&mut mesh, at, core, glow, theme.laser.gamma_multiply(0.6), Color32::TRANSPARENT);
    disc(&mut mesh, at, 0.0, core, theme.laser, theme.laser.gamma_multiply(0.95));
    front(ctx).add(Shape::mesh(mesh));
}

/// A ring that fades from one colour to another; a disc where the inner radius is nothing.
fn disc(mesh: &mut Mesh, at: Pos2, inner: f32, outer: f32, from: Color32, to: Color32) {
    let first = mesh.vertices.len() as u32;
    for corner in 0..=CORNERS {
        let way = Vec2::angled(std::f32::consts::TAU * corner as f32 / CORNERS as f32);
        mesh.colored_vertex(at + way * inner, from);
        mesh.colored_vertex(at + way * outer, to);
        if corner > 0 {
            let here = first + 2 * corner;
            mesh.add_triangle(here - 2, here - 1, here);
            mesh.add_triangle(here, here - 1, here + 1);
        }
    }
}

/// The whole of a step in small, with a frame round what is seen of it.
pub(super) fn overview_ui(
    ctx: &egui::Context,
    theme: &Theme,
    scene: &Scene,
    frame: model::Rect,
    seen: model::Rect,
    place: Rect,
) {
    // At the foot, no higher than what the parts of a step leave free there.
    let edge = edge(place);
    let most = vec2(place.width() * 0.14, place.height() * 0.115 - edge - 2.0 * AIR);
    let scale = (most.x / frame.width.max(1.0) as f32).min(most.y / frame.height.max(1.0) as f32);
    let size = vec2(frame.width as f32, frame.height as f32) * scale;
    let card = Rect::from_min_size(place.right_bottom() - Vec2::splat(edge + AIR) - size, size);
    let painter = front(ctx).with_clip_rect(card.expand(AIR + 1.0));
    let plate = card.expand(AIR);
    painter.rect(plate, CornerRadius::same(10), theme.surface, theme.hairline_stroke(), StrokeKind::Inside);
    let on_card = |rect: model::Rect| {
        let min =
            card.min + vec2((rect.left() - frame.left()) as f32, (rect.top() - frame.top()) as f32) * scale;
        Rect::from_min_size(min, vec2(rect.width as f32, rect.height as f32) * scale)
    };
    for node in &scene.nodes {
        let small = on_card(node.rect).intersect(card);
        if small.is_positive() {
            painter.rect_filled(small, CornerRadius::same(1), theme.faint);
        }
    }
    let seen = on_card(seen).intersect(card.expand(4.0));
    painter.rect(
        seen,
        CornerRadius::same(3),
        theme.accent.gamma_multiply(0.12),
        Stroke::new(2.0, theme.accent),
        StrokeKind::Inside,
    );
}
