//! A tower lying on its side in a row of the panel: a stone for each step of its height.
//! Must not know whose it is.

use eframe::egui::{Color32, Painter, Rect, pos2, vec2};

/// Width of a stone and of the gap after it, points.
const STONE: (f32, f32) = (9.0, 2.0);
/// Thinner stones than this are one bar, points.
const THINNEST: f32 = 3.0;

/// Paints the stones from the left; where there are too many for the room they grow thinner, and at last one bar.
pub(super) fn tower(painter: &Painter, rect: Rect, height: u32, ink: Color32) {
    if height == 0 {
        return;
    }
    let step = (rect.width() / height as f32).min(STONE.0 + STONE.1);
    if step < THINNEST {
        painter.rect_filled(rect, 1.0, ink);
        return;
    }
    let width = (step - STONE.1).max(step * 0.6);
    for stone in 0..height {
        let left = rect.left() + step * stone as f32;
        let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        painter.rect_filled(at, 1.0, ink);
    }
}
