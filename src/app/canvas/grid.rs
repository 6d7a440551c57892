//! The dotted grid under the map, while it is on. Never part of a figure. Must not know what snaps to it.

use eframe::egui::{Color32, Mesh, Pos2, Rect, Shape, vec2};

use super::overlay::Overlay;
use crate::{app::theme::colour, model::Point};

/// Dots stand no closer than this, screen points: from farther away only every second is drawn, every fourth, ...
const CLOSEST: f64 = 14.0;
/// Side of a dot, pixels of the screen; of every fourth, one more.
const DOT: f32 = 1.0;

/// Draws the dots that are in view.
pub fn draw(overlay: &Overlay<'_>, step: f64) {
    let projection = overlay.projection;
    let seen = projection.visible();
    if !(step > 0.0 && projection.zoom > 0.0 && seen.is_sane()) {
        return;
    }
    let mut shown = step;
    while shown * projection.zoom < CLOSEST {
        shown *= 2.0;
    }
    let lines = |from: f64, to: f64| (from / shown).ceil() as i64..=(to / shown).floor() as i64;
    let ink = colour(overlay.look.muted());
    let (faint, strong) = (ink.gamma_multiply(0.5), ink.gamma_multiply(0.85));
    let mut mesh = Mesh::default();
    for down in lines(seen.top(), seen.bottom()) {
        for across in lines(seen.left(), seen.right()) {
            let fourth = down % 4 == 0 && across % 4 == 0;
            let at = Point::new(across as f64 * shown, down as f64 * shown);
            let at = projection.screen_from_canvas(at);
            dot(
                &mut mesh,
                overlay,
                at,
                if fourth { DOT + 1.0 } else { DOT },
                if fourth { strong } else { faint },
            );
        }
    }
    overlay.painter.add(Shape::mesh(mesh));
}

/// A square of whole pixels, so that all dots look alike.
fn dot(mesh: &mut Mesh, overlay: &Overlay<'_>, at: Pos2, side: f32, ink: Color32) {
    let pixels = overlay.painter.ctx().pixels_per_point();
    let side = (side * pixels).round().max(1.0);
    let corner = |place: f32| ((place * pixels - side / 2.0).round()) / pixels;
    let min = Pos2::new(corner(at.x), corner(at.y));
    mesh.add_colored_rect(Rect::from_min_size(min, vec2(side, side) / pixels), ink);
}
