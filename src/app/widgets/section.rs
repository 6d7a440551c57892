//! Sections that fold, hairlines and captions: what gives a long form its order. Must not know what they hold.

use eframe::egui::{
    Align2, CursorIcon, FontId, Frame, Id, Margin, Rect, RichText, Sense, Ui, WidgetInfo, WidgetType,
    collapsing_header::CollapsingState, pos2, text::LayoutJob, text::TextWrapping, vec2,
};

use super::{CONTROL, GAP, Icon, LABEL_SIZE, focus_ring, hairline, muted, strong};
use crate::app::fonts;

/// A hairline across the panel.
pub fn hairline_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, hairline(ui));
}

/// A small, spaced, muted title in capitals, as the figure's legend has them.
pub fn caption_ui(ui: &mut Ui, words: &str) {
    let text = RichText::new(words.to_uppercase())
        .font(fonts::font(fonts::BOLD, 10.5))
        .extra_letter_spacing(1.0)
        .color(muted(ui));
    ui.label(text);
}

/// A section under a hairline: a row that opens and closes what lies under it, with a muted remark at its right end.
/// Remembers whether it is open under `id`.
pub fn section_ui(
    ui: &mut Ui,
    id: Id,
    title: &str,
    remark: &str,
    open_at_first: bool,
    add: impl FnOnce(&mut Ui),
) {
    hairline_ui(ui);
    fold(ui, id, title, remark, (open_at_first, fonts::font(fonts::MEDIUM, 13.0)), add);
}

/// A row that opens and closes what lies under it, for a fold within a section. Closed at first.
pub fn fold_row_ui(ui: &mut Ui, id: Id, title: &str, remark: &str, add: impl FnOnce(&mut Ui)) {
    fold(ui, id, title, remark, (false, FontId::proportional(13.0)), |ui| {
        let inside = Frame::new().inner_margin(Margin { left: 19, ..Margin::ZERO });
        let shown = inside.show(ui, |ui| add(ui)).response.rect;
        // A line at the left says what belongs to the row, without a box in a box.
        ui.painter().vline(shown.left() + 6.0, shown.y_range(), hairline(ui));
    });
}

fn fold(
    ui: &mut Ui,
    id: Id,
    title: &str,
    remark: &str,
    (open_at_first, font): (bool, FontId),
    add: impl FnOnce(&mut Ui),
) {
    let mut state = CollapsingState::load_with_default_open(ui.ctx(), id, open_at_first);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CONTROL), Sense::click());
    if response.clicked() {
        state.toggle(ui);
    }
    if ui.is_rect_visible(rect) {
        let warm = response.hovered() || response.has_focus();
        let sign = if state.is_open() { Icon::ChevronDown } else { Icon::ChevronRight };
        let place = Rect::from_min_size(rect.min, vec2(12.0, CONTROL));
        sign.paint(ui.painter(), place, if warm { strong(ui) } else { muted(ui) });
        let small = FontId::proportional(LABEL_SIZE);
        let said = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, remark, small, muted(ui));
        let left = rect.left() + 12.0 + GAP;
        let mut job = LayoutJob::simple_singleline(title.to_owned(), font, strong(ui));
        job.wrap = TextWrapping::truncate_at_width((said.left() - GAP - left).max(0.0));
        let galley = ui.painter().layout_job(job);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size());
        ui.painter().galley(place.min, galley, strong(ui));
        if response.has_focus() {
            focus_ring(ui, rect.expand2(vec2(INSET, 0.0)));
        }
    }
    let open = state.is_open();
    let name = if remark.is_empty() { title.to_owned() } else { format!("{title}, {remark}") };
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::CollapsingHeader, ui.is_enabled(), open, name.as_str())
    });
    response.on_hover_cursor(CursorIcon::PointingHand);
    state.show_body_unindented(ui, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        add(ui);
    });
    state.store(ui.ctx());
}

/// How far a section's focus ring stands out from its words, points.
const INSET: f32 = 4.0;
