//! Buttons that keep quiet until the pointer comes. Must not know what they do.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use super::{
    CONTROL, GAP, Icon, RADIUS, TEXT_SIZE, accent, control_fill, focus_ring, hover_fill, muted, row_fill,
    strong,
};

/// A square button with a sign; `name` is its tool tip and what a screen reader says.
pub fn icon_button_ui(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(CONTROL), Sense::click());
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), row_fill(ui));
        }
        let colour = if response.hovered() || response.has_focus() { strong(ui) } else { muted(ui) };
        icon.paint(ui.painter(), rect, colour);
        if response.has_focus() {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand)
}

/// A button of words: filled when it is what one came for, otherwise only its words in the accent.
pub fn quiet_button_ui(ui: &mut Ui, icon: Option<Icon>, words: &str, filled: bool) -> Response {
    let font = FontId::new(TEXT_SIZE, eframe::egui::FontFamily::Proportional);
    let ink = if filled { strong(ui) } else { accent(ui) };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
    let sign = if icon.is_some() { 20.0 } else { 0.0 };
    let size = vec2(galley.size().x + sign + 2.0 * GAP, CONTROL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(RADIUS);
        if response.hovered() {
            ui.painter().rect_filled(rect, radius, if filled { hover_fill(ui) } else { row_fill(ui) });
        } else if filled {
            ui.painter().rect_filled(rect, radius, control_fill(ui));
        }
        let ink = if ui.is_enabled() { ink } else { muted(ui) };
        if let Some(icon) = icon {
            let place = eframe::egui::Rect::from_min_size(rect.min, vec2(CONTROL, CONTROL));
            icon.paint(ui.painter(), place, ink);
        }
        let at = rect.left_center() + vec2(GAP + sign, 0.0);
        let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        ui.painter().galley_with_override_text_color(place.min, galley, ink);
        if response.has_focus() {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), words));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
