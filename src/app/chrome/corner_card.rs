//! A card in the canvas's right upper corner, and the keyboard in it. Must not know what stands on it.

use eframe::egui::{self, Align2, LayerId, Margin, Rect, Response, Ui};

use crate::app::theme::Theme;

/// A card takes this part of the window's width, ...
const PART: f32 = 0.25;
/// ... but is never narrower: the map beside it is what it speaks of. Points.
const LEAST: f32 = 288.0;

/// A card that was shown.
pub struct Shown {
    /// Where it stands, screen points.
    pub rect: Rect,
    /// Whether the keyboard is in it.
    pub has_keyboard: bool,
}

/// Shows a card of no more than this width, less in a small window, with so much room between what stands below each other, points.
pub fn corner_card_ui(
    ctx: &egui::Context,
    theme: &Theme,
    (name, width, between): (&'static str, f32, f32),
    place: Rect,
    add: impl FnOnce(&mut Ui),
) -> Shown {
    let room = place.shrink(12.0);
    let width = width.min((ctx.content_rect().width() * PART).max(LEAST));
    let shown = egui::Area::new(name.into())
        .order(egui::Order::Middle)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(room.right_top())
        .constrain_to(place)
        .show(ctx, |ui| {
            theme.floating().inner_margin(Margin::same(12)).show(ui, |ui| {
                ui.set_width(width.min(room.width() - 24.0));
                ui.set_max_height(room.height() - 24.0);
                ui.spacing_mut().item_spacing.y = between;
                add(ui);
            });
        });
    Shown { rect: shown.response.rect, has_keyboard: has_keyboard(ctx, shown.response.layer_id) }
}

fn has_keyboard(ctx: &egui::Context, layer: LayerId) -> bool {
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    focused.is_some_and(|response| response.layer_id == layer)
}

/// A card that comes up is measured first, and nothing in it can take the keyboard then: this takes it within so many
/// frames as are `left`.
pub fn take_keyboard(response: &Response, left: &mut u8) {
    if *left > 0 {
        *left = if response.has_focus() { 0 } else { *left - 1 };
        response.request_focus();
        response.ctx.request_repaint();
    }
}
