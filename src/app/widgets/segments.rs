//! The segmented control: one of a few, all in sight. Must not know what is chosen.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Id, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{CONTROL, RADIUS, control_fill, focus_ring, hover_fill, muted, strong};

/// Segments over the whole width; returns the index that was clicked. `current` is `None` where values are mixed.
/// Each option is a short word and its full name (tool tip and screen reader). `label` is what stands over it: a widget of
/// the same frame, for a screen reader that follows a label to nowhere breaks down; or none.
pub fn segments_ui(
    ui: &mut Ui,
    id: Id,
    label: impl Into<Option<Id>>,
    options: &[(&str, &str)],
    current: Option<usize>,
) -> Option<usize> {
    let label = label.into();
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, CONTROL), Sense::hover());
    let radius = CornerRadius::same(RADIUS);
    ui.painter().rect_filled(rect, radius, control_fill(ui));
    let widths = shares(ui, options, width);
    let mut clicked = None;
    let mut left = rect.left();
    for (index, ((word, name), width)) in options.iter().zip(widths).enumerate() {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, CONTROL));
        left += width;
        let chosen = current == Some(index);
        let response = ui.interact(cell, id.with(index), Sense::click());
        let inner = cell.shrink(2.0);
        let inner_radius = CornerRadius::same(RADIUS - 2);
        if chosen {
            ui.painter().rect_filled(inner, inner_radius, ui.visuals().selection.bg_fill);
        } else if response.hovered() {
            ui.painter().rect_filled(inner, inner_radius, hover_fill(ui));
        }
        let ink = if chosen {
            ui.visuals().strong_text_color()
        } else if response.hovered() {
            strong(ui)
        } else {
            muted(ui)
        };
        ui.painter().text(cell.center(), Align2::CENTER_CENTER, word, FontId::proportional(12.0), ink);
        if response.has_focus() {
            focus_ring(ui, cell);
        }
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), chosen, *name));
        let response = match label {
            Some(label) => response.labelled_by(label),
            None => response,
        };
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let response = if word == name { response } else { response.on_hover_text(*name) };
        if response.clicked() {
            clicked = Some(index);
        }
    }
    clicked
}

/// Widths of the cells: what each word needs, and the rest shared evenly.
fn shares(ui: &Ui, options: &[(&str, &str)], width: f32) -> Vec<f32> {
    let font = FontId::proportional(12.0);
    let need = |word: &str| {
        ui.painter()
            .layout_no_wrap(word.to_owned(), font.clone(), eframe::egui::Color32::PLACEHOLDER)
            .size()
            .x
    };
    let needs: Vec<f32> = options.iter().map(|(word, _)| need(word)).collect();
    let rest = (width - needs.iter().sum::<f32>()) / options.len().max(1) as f32;
    needs.iter().map(|need| need + rest).collect()
}
