//! Chips: small words that are on or off, or that can be taken away. Must not know what they mean.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, vec2,
};

use super::{GAP, Icon, control_fill, focus_ring, hairline, hover_fill, muted, strong};

/// Height of a chip, points.
const HEIGHT: f32 = 24.0;
const TEXT: f32 = 12.0;

/// A chip that is on, off or (`None`) mixed.
pub fn chip_ui(ui: &mut Ui, words: &str, on: Option<bool>) -> Response {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(TEXT), strong(ui));
    let size = vec2(galley.size().x + 2.0 * (GAP + 2.0), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(12);
        let chosen = on == Some(true);
        let fill = if chosen {
            ui.visuals().selection.bg_fill
        } else if response.hovered() {
            hover_fill(ui)
        } else {
            control_fill(ui)
        };
        ui.painter().rect_filled(rect, radius, fill);
        if on.is_none() {
            let outline = Stroke::new(1.0, muted(ui));
            ui.painter().rect_stroke(rect, radius, outline, StrokeKind::Inside);
        }
        let ink = if chosen { ui.visuals().strong_text_color() } else { muted(ui) };
        let ink = if response.hovered() && !chosen { strong(ui) } else { ink };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, FontId::proportional(TEXT), ink);
        if response.has_focus() {
            focus_ring(ui, rect);
        }
    }
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), on.unwrap_or(false), words)
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A word with a cross; returns whether the cross was clicked. `shared` is false where only some have it.
pub fn removable_chip_ui(ui: &mut Ui, words: &str, shared: bool) -> bool {
    let cross = 18.0;
    let room = (ui.available_width().max(80.0) - cross - 2.0 * GAP).max(20.0);
    let mut job = eframe::egui::text::LayoutJob::simple_singleline(
        words.to_owned(),
        FontId::proportional(TEXT),
        strong(ui),
    );
    job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + GAP + 2.0 + cross + 2.0, HEIGHT);
    let (rect, body) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::same(12);
    ui.painter().rect_filled(rect, radius, control_fill(ui));
    if !shared {
        ui.painter().rect_stroke(rect, radius, hairline(ui), StrokeKind::Inside);
    }
    let ink = if shared { strong(ui) } else { muted(ui) };
    let place = Align2::LEFT_CENTER.anchor_size(rect.left_center() + vec2(GAP + 2.0, 0.0), galley.size());
    ui.painter().galley_with_override_text_color(place.min, galley, ink);
    let right = rect.right_center() - vec2(cross / 2.0 + 2.0, 0.0);
    let place = Rect::from_center_size(right, vec2(cross, HEIGHT));
    let response = ui.interact(place, body.id.with("cross"), Sense::click());
    Icon::Cross.paint(ui.painter(), place, if response.hovered() { strong(ui) } else { muted(ui) });
    if response.has_focus() {
        focus_ring(ui, place);
    }
    let name = format!("Remove {words}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name.as_str()));
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand).clicked()
}
