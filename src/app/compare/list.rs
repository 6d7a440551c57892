//! The list of differences, grouped by what became of each record. Must not know where anything stands.

use eframe::egui::{
    self, Align, Align2, CornerRadius, Rect, ScrollArea, Sense, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    CompareCard, FATES,
    job::Found,
    marks::{ink, sign},
    taking::taken,
};
use crate::{
    app::{
        Intent, PanelContext,
        chrome::parts::{Weight, caption_ui, cut, focus_ring, words_button_ui, words_ui},
        theme::{self, RADIUS_SMALL, Theme},
        words::{capital, number},
    },
    model::RecordId,
    pipeline::{Difference, Fate, RecordDifference},
};

const ROW: f32 = 26.0;

/// What is listed, in order.
pub(super) fn listed(found: &Found, shown: [bool; 4]) -> impl Iterator<Item = &RecordId> {
    FATES.into_iter().zip(shown).filter(|(_, shown)| *shown).flat_map(move |(fate, _)| {
        found
            .comparison
            .difference
            .records
            .iter()
            .filter(move |record| record.fate == fate)
            .map(|one| &one.id)
    })
}

enum Line<'a> {
    Caption(Fate, usize),
    Record(&'a RecordDifference),
    Field(String),
    Take(&'a RecordDifference),
}

/// The list; the record that was clicked.
pub(super) fn list_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    found: &Found,
    intents: &mut Vec<Intent>,
) -> Option<RecordId> {
    let lines = lines(card, found);
    let mut clicked = None;
    if found.comparison.difference.is_empty() {
        words_ui(ui, "Both maps say the same and look the same.", theme::regular(13.0), context.theme.muted);
        return None;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut scroll = ScrollArea::vertical().id_salt("differences").auto_shrink([false, true]);
    let current = lines
        .iter()
        .position(|line| matches!(line, Line::Record(one) if card.current.as_ref() == Some(&one.id)));
    if let Some(place) = current.filter(|_| std::mem::take(&mut card.scrolls)) {
        let height = ui.available_height();
        scroll = scroll.vertical_scroll_offset((place as f32 * ROW - height / 3.0).max(0.0));
    }
    scroll.show_rows(ui, ROW, lines.len(), |ui, range| {
        for line in &lines[range] {
            match line {
                Line::Caption(fate, count) => caption_row_ui(ui, context.theme, *fate, *count),
                Line::Record(record) => {
                    let on = card.current.as_ref() == Some(&record.id);
                    if record_ui(ui, context.theme, record, on).clicked() {
                        clicked = Some(record.id.clone());
                    }
                }
                Line::Field(words) => field_ui(ui, context.theme, words),
                Line::Take(record) => {
                    let intent = take_ui(ui, context, record, found);
                    intents.extend(intent);
                }
            }
        }
    });
    if let Some(id) = &clicked {
        card.current = Some(id.clone());
    }
    clicked
}

fn lines<'a>(card: &CompareCard, found: &'a Found) -> Vec<Line<'a>> {
    let Difference { records, .. } = &found.comparison.difference;
    let (before, after) = (&found.comparison.there, &found.here);
    let mut lines = Vec::new();
    for (fate, _) in FATES.into_iter().zip(card.shown).filter(|(_, shown)| *shown) {
        let mut own = records.iter().filter(|record| record.fate == fate).peekable();
        if own.peek().is_none() {
            continue;
        }
        lines.push(Line::Caption(fate, found.comparison.difference.count(fate)));
        for record in own {
            lines.push(Line::Record(record));
            let is_current = card.current.as_ref() == Some(&record.id);
            if fate == Fate::Changed || is_current {
                let told = Difference::told(before, after, record, fate == Fate::Moved);
                lines.extend(told.into_iter().map(Line::Field));
            }
            if is_current {
                lines.push(Line::Take(record));
            }
        }
    }
    lines
}

fn caption_row_ui(ui: &mut egui::Ui, theme: &Theme, fate: Fate, count: usize) {
    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
        ui.set_min_height(ROW);
        ui.with_layout(egui::Layout::left_to_right(Align::Max), |ui| {
            caption_ui(ui, theme, &format!("{} {}", fate.name(), number(count)));
        });
    });
}

fn record_ui(ui: &mut egui::Ui, theme: &Theme, record: &RecordDifference, on: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let kind = match &record.id {
        RecordId::Map => "the map",
        id => id.kind(),
    };
    let name = if record.name.is_empty() { record.id.to_string() } else { record.name.clone() };
    if ui.is_rect_visible(rect) {
        let fill = match (on, response.hovered() || response.has_focus()) {
            (true, _) => theme.accent_soft,
            (false, true) => theme.hover,
            (false, false) => egui::Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), fill);
        let middle = rect.center().y;
        sign(ui.painter(), theme, record.fate, pos2(rect.left() + 14.0, middle), 8.0);
        let font = theme::regular(12.0);
        let beside = ui.painter().text(
            pos2(rect.right() - 8.0, middle),
            Align2::RIGHT_CENTER,
            kind,
            font,
            theme.muted,
        );
        let left = rect.left() + 30.0;
        let job = cut(&name, theme::regular(13.0), theme.ink, beside.left() - 8.0 - left);
        let galley = ui.painter().layout_job(job);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
        ui.painter().galley(at.min, galley, theme.ink);
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0), RADIUS_SMALL, theme);
        }
    }
    let words = format!("{} {kind} {name}", capital(record.fate.name()));
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, &words));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn field_ui(ui: &mut egui::Ui, theme: &Theme, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let line = words.replace('\n', " ");
    let room = Rect::from_min_max(rect.min + vec2(30.0, 0.0), rect.max - vec2(8.0, 0.0));
    let galley = ui.painter().layout_job(cut(&line, theme::regular(12.5), theme.muted, room.width()));
    let at = Align2::LEFT_CENTER.anchor_size(room.left_center(), galley.size());
    ui.painter().galley(at.min, galley, theme.muted);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &line));
    response.on_hover_text(words);
}

/// Makes this one record what it is on the other map, as a step that can be undone.
fn take_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    record: &RecordDifference,
    found: &Found,
) -> Option<Intent> {
    let (words, tip) = match record.fate {
        Fate::Added => ("Take it off this map", "As on the other map, where it is not; undo brings it back"),
        Fate::Gone => {
            ("Bring it to this map", "As it stands on the other map, as one step that can be undone")
        }
        Fate::Changed | Fate::Moved => {
            ("Take theirs", "As it is on the other map, as one step that can be undone")
        }
    };
    let mut asked = None;
    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            let size = vec2(ui.available_width(), ROW);
            ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().interact_size.y = ROW;
                let button = words_button_ui(ui, context.theme, words, Weight::Quiet).on_hover_text(tip);
                asked = button.clicked().then(|| taken(record, found));
            });
        });
    });
    asked.map(Intent::Do)
}

/// The words and the colour of what became of records, for the legend.
pub(super) fn legend_ui(ui: &mut egui::Ui, theme: &Theme, card: &mut CompareCard, found: &Found) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (place, fate) in FATES.into_iter().enumerate() {
            let count = found.comparison.difference.count(fate);
            let words = format!("{} {}", number(count), fate.name());
            let galley = ui.painter().layout_no_wrap(words.clone(), theme::regular(12.0), theme.ink);
            let size = vec2(galley.size().x + 34.0, 26.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let on = card.shown[place];
            let fill = if response.hovered() { theme.pressed } else { theme.hover };
            let radius = CornerRadius::same(13);
            let fill = if on { fill } else { egui::Color32::TRANSPARENT };
            ui.painter().rect_filled(rect, radius, fill);
            let line = if on { ink(theme, fate) } else { theme.hairline };
            let line = egui::Stroke::new(1.0, line.gamma_multiply(if on { 0.5 } else { 1.0 }));
            ui.painter().rect_stroke(rect, radius, line, egui::StrokeKind::Inside);
            sign(ui.painter(), theme, fate, rect.left_center() + vec2(14.0, 0.0), 8.0);
            let at = Align2::LEFT_CENTER.anchor_size(rect.left_center() + vec2(26.0, 0.0), galley.size());
            let tone = if on { theme.ink } else { theme.muted };
            ui.painter().galley_with_override_text_color(at.min, galley, tone);
            if response.has_focus() {
                focus_ring(ui, rect, 13, theme);
            }
            let name = format!("Show {words}");
            response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, &name));
            let tip = match fate {
                Fate::Added => "On this map, not on the other: a whole ring and a plus",
                Fate::Gone => "On the other map only: pale, in a broken ring with a minus",
                Fate::Changed => "On both, saying something else: a dotted ring and a wave",
                Fate::Moved => "On both, standing elsewhere: a thin line from the old place",
            };
            if response.on_hover_text(tip).clicked() {
                card.shown[place] = !on;
            }
        }
    });
}
