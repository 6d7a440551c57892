//! Sizes and tones that all controls share, so that forms keep one rhythm. Must not know any control.

use eframe::egui::{Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui};

/// Height of a control, points.
pub const CONTROL: f32 = 28.0;
/// Distance between controls, points.
pub const GAP: f32 = 8.0;
/// Distance inside controls and between a label and its field, points.
pub const INNER: f32 = 4.0;
/// Size of labels above fields, points.
pub const LABEL_SIZE: f32 = 11.5;
/// Size of text in controls, points.
pub const TEXT_SIZE: f32 = 13.0;
/// Radius of a control's corners, points.
pub const RADIUS: u8 = 6;

/// The ground of a field at rest: a long form of outlined boxes is restless, faint grounds are not.
#[must_use]
pub fn control_fill(ui: &Ui) -> Color32 {
    ui.visuals().faint_bg_color
}

/// The ground of a field that the pointer is over.
#[must_use]
pub fn hover_fill(ui: &Ui) -> Color32 {
    ui.visuals().widgets.active.weak_bg_fill
}

/// The ground of a row or a bare button that the pointer is over.
#[must_use]
pub fn row_fill(ui: &Ui) -> Color32 {
    ui.visuals().faint_bg_color
}

/// The one accent of the window.
#[must_use]
pub fn accent(ui: &Ui) -> Color32 {
    ui.visuals().selection.stroke.color
}

/// Ink of labels and counts.
#[must_use]
pub fn muted(ui: &Ui) -> Color32 {
    ui.visuals().weak_text_color()
}

/// Ink of text.
#[must_use]
pub fn strong(ui: &Ui) -> Color32 {
    ui.visuals().text_color()
}

/// A separator's line.
#[must_use]
pub fn hairline(ui: &Ui) -> Stroke {
    Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color)
}

/// The ring round what has the keyboard.
pub fn focus_ring(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(2.0, accent(ui));
    ui.painter().rect_stroke(rect, CornerRadius::same(RADIUS), stroke, StrokeKind::Inside);
}
