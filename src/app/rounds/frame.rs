//! The round's frame round the canvas, in the colour and the dashes of its kind. Must not know what the round does.

use eframe::egui::{self, Color32, Rect, Stroke, StrokeKind, Ui};

use super::Rounds;
use crate::{
    app::{PanelContext, canvas::dashes, theme},
    model::FlowKind,
};

/// Width of the frame, points.
pub(super) const WIDTH: f32 = 5.0;

/// The colour of a kind's flows on this page.
pub(super) fn kind_ink(context: &PanelContext<'_>, kind: &FlowKind) -> Color32 {
    theme::colour(context.look.flow_swatch(context.session.document(), kind, false).colour)
}

/// Paints the frame while a round is on, from the top of its bar to the foot of `place`.
pub fn frame_ui(ui: &Ui, context: &PanelContext<'_>, rounds: &Rounds, place: Rect) {
    let kind = rounds.kind().and_then(|id| context.session.document().flow_kind(id));
    let (Some(kind), Some(outer)) = (kind, rounds.outer) else { return };
    let rect = Rect::from_min_max(outer.min, egui::pos2(outer.right(), place.bottom()));
    let stroke = Stroke::new(WIDTH, kind_ink(context, kind));
    let painter = ui.painter().with_clip_rect(rect);
    let pattern: Vec<f32> = kind.dash.iter().map(|length| *length as f32 * WIDTH / 2.0).collect();
    if pattern.len() < 2 {
        painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
        return;
    }
    let rim = rect.shrink(WIDTH / 2.0);
    let corners = [rim.left_top(), rim.right_top(), rim.right_bottom(), rim.left_bottom()];
    for dash in dashes(&corners, true, &pattern) {
        painter.line(dash, stroke);
    }
}
