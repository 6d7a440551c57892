//! Yes or no: a tick box with its words. Must not know what is switched.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, vec2,
};

use super::{CONTROL, GAP, Icon, TEXT_SIZE, accent, control_fill, focus_ring, hover_fill, muted, strong};

/// A tick box; `None` is mixed. Clicking a mixed one switches all on: the caller reads `clicked`.
pub fn switch_ui(ui: &mut Ui, words: &str, value: Option<bool>) -> Response {
    let font = FontId::proportional(TEXT_SIZE);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), strong(ui));
    let size = vec2((galley.size().x + 16.0 + 2.0 * GAP).min(ui.available_width()), CONTROL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let center = rect.left_center() + vec2(8.0, 0.0);
        let square = Rect::from_center_size(center, vec2(16.0, 16.0));
        let radius = CornerRadius::same(4);
        let on = value == Some(true);
        let fill = if on {
            accent(ui)
        } else if response.hovered() {
            hover_fill(ui)
        } else {
            control_fill(ui)
        };
        ui.painter().rect_filled(square, radius, fill);
        if on {
            Icon::Tick.paint(ui.painter(), square, ui.visuals().extreme_bg_color);
        } else {
            let outline = Stroke::new(1.0, muted(ui));
            ui.painter().rect_stroke(square, radius, outline, StrokeKind::Inside);
        }
        if value.is_none() {
            let dash = Stroke::new(2.0, strong(ui));
            ui.painter().hline(square.shrink(4.0).x_range(), square.center().y, dash);
        }
        let ink = if ui.is_enabled() { strong(ui) } else { muted(ui) };
        ui.painter().text(rect.left_center() + vec2(16.0 + GAP, 0.0), Align2::LEFT_CENTER, words, font, ink);
        if response.has_focus() {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), value.unwrap_or(false), words)
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}
