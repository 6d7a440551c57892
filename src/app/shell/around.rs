//! What stands round the canvas, in its place and over it: who is drawn where. Must not carry out a wish.

use eframe::egui::{self, Margin, Rect};

use super::parts::{Part, Parts};
use crate::app::{
    PanelContext,
    actions::Situation,
    capture::{CaptureBar, capture_ui},
    chrome::tool_strip::{STRIP_WIDTH, tool_strip_ui},
    conflicts::conflicts_ui,
    explore::Explore,
    find::{Find, hidden_strip_ui},
    intent::Intent,
    panels::{InspectorState, LegendState, inspector_ui, legend_ui},
    read_only::{ReadOnly, read_only_ui},
    rounds::{Rounds, influence_ui, round_ui},
    table::{Table, table_alone_ui, table_ui},
    theme::{self, SIDE_WIDTH},
    time::{TimeBar, time_bar_ui},
};

/// How much of the side's height the legend has until the user says otherwise.
const LEGEND_SHARE: f32 = 0.55;

/// Room under which the live network does not stand beside the map, points: both would be too narrow to read.
const BESIDE: f32 = 900.0;

/// What is shown in the canvas's place, if anything is; where.
pub(super) fn instead_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    table: Option<&mut Table>,
    explore: Option<&mut Explore>,
    intents: &mut Vec<Intent>,
) -> Option<Rect> {
    if let Some(table) = table {
        intents.extend(table_alone_ui(ui, context, table));
        return Some(ui.max_rect());
    }
    let explore = explore?;
    if explore.is_beside() && ui.available_width() >= BESIDE {
        let panel = egui::Panel::right("explore beside")
            .default_size(ui.available_width() * 0.5)
            .size_range(BESIDE * 0.4..=ui.available_width() - BESIDE * 0.4)
            .frame(egui::Frame::new());
        panel.show(ui, |ui| intents.extend(explore.explore_ui(ui, context)));
        return None;
    }
    let shown = egui::CentralPanel::no_frame().show(ui, |ui| explore.explore_ui(ui, context));
    intents.extend(shown.inner);
    Some(shown.response.rect)
}

/// What stands round the canvas, unless the map is presented.
pub(super) struct Around<'a> {
    pub(super) parts: &'a mut Parts,
    pub(super) panels: &'a mut bool,
    pub(super) inspector: &'a mut InspectorState,
    pub(super) legend: &'a mut LegendState,
    pub(super) capture: &'a mut CaptureBar,
    pub(super) rounds: &'a mut Rounds,
    pub(super) find: &'a mut Find,
    pub(super) time: &'a mut TimeBar,
    pub(super) table: Option<&'a mut Table>,
    /// What is hidden is said in a strip, for there is no canvas alone on which to say it.
    pub(super) hidden_strip: bool,
    /// What a merge left to decide is shown.
    pub(super) conflicts: bool,
    /// The map is open to look at only.
    pub(super) read_only: Option<&'a ReadOnly>,
    /// The map that waits beside it.
    pub(super) beside: Option<&'a str>,
}

/// From the rim inward: whoever comes first has the outer place.
pub(super) fn around_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    around: Around<'_>,
    intents: &mut Vec<Intent>,
) {
    let parts = around.parts;
    let panels = *around.panels;
    parts.show(ui, Part::ReadOnly, |ui| {
        intents.extend(read_only_ui(ui, context, around.read_only, around.beside));
    });
    if around.conflicts {
        parts.show(ui, Part::Conflicts, |ui| intents.extend(conflicts_ui(ui, context)));
    }
    parts.show(ui, Part::Capture, |ui| intents.extend(capture_ui(ui, context, around.capture, panels)));
    let side = egui::Panel::right("side")
        .default_size(SIDE_WIDTH)
        .size_range(240.0..=480.0)
        .drag_to_open(false)
        .show_separator_line(false)
        .frame(context.theme.panel(Margin::ZERO));
    side.show_collapsible(ui, around.panels, |ui| {
        let left = ui.max_rect().left() + 0.5;
        ui.painter().vline(left, ui.clip_rect().y_range(), context.theme.hairline_stroke());
        side_ui(ui, context, around.inspector, around.legend, parts, intents);
    });
    parts.show(ui, Part::Rounds, |ui| intents.extend(round_ui(ui, context, around.rounds)));
    if around.hidden_strip {
        parts.show(ui, Part::Find, |ui| intents.extend(hidden_strip_ui(ui, context, around.find)));
    }
    parts.show(ui, Part::Influence, |ui| intents.extend(influence_ui(ui, context, around.rounds)));
    if let Some(table) = around.table {
        table.focus_if(parts.take_wish(Part::Table));
        parts.show(ui, Part::Table, |ui| intents.extend(table_ui(ui, context, table)));
    }
    parts.show(ui, Part::Time, |ui| intents.extend(time_bar_ui(ui, context, around.time)));
}

/// What floats over the canvas, unless the map is presented. Beside a `ghost` an empty map asks for nothing.
pub(super) fn over_canvas_ui(
    ui: &egui::Ui,
    context: &PanelContext<'_>,
    situation: &Situation,
    (parts, ghost): (&mut Parts, bool),
    place: Rect,
    intents: &mut Vec<Intent>,
) {
    parts.arrive(ui.ctx(), Part::Tools);
    let strip = place.with_max_x(place.left() + STRIP_WIDTH);
    parts.stands(Part::Tools, strip);
    intents.extend(tool_strip_ui(ui.ctx(), context.theme, situation, place));
    let document = context.session.preview();
    let is_empty = document.organisations().is_empty() && document.notes().is_empty();
    if is_empty && !ghost {
        empty_words_ui(ui, context.theme, place);
    }
}

/// The legend above the inspector, each with its own scroll, the line between them to be dragged.
fn side_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    inspector: &mut InspectorState,
    legend: &mut LegendState,
    parts: &mut Parts,
    intents: &mut Vec<Intent>,
) {
    let height = ui.available_height();
    let margin = Margin { left: 16, right: 12, top: 8, bottom: 8 };
    // A height that was squeezed at a large text size must not stay at a small one.
    let text_size = (ui.ctx().zoom_factor() * 100.0).round() as i32;
    let top = egui::Panel::top(egui::Id::new(("legend", text_size)))
        .resizable(true)
        .default_size(height * LEGEND_SHARE)
        .size_range(120.0..=(height - 160.0).max(121.0))
        .frame(egui::Frame::new());
    top.show(ui, |ui| {
        parts.arrive(ui.ctx(), Part::Legend);
        parts.stands(Part::Legend, ui.max_rect());
        egui::ScrollArea::vertical().id_salt("legend").auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                intents.extend(legend_ui(ui, context, legend));
            });
        });
    });
    parts.arrive(ui.ctx(), Part::Inspector);
    parts.stands(Part::Inspector, ui.available_rect_before_wrap());
    egui::ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            intents.extend(inspector_ui(ui, context, inspector));
        });
    });
}

/// What to do on an empty map, in the middle of the canvas, out of the way of the pointer.
fn empty_words_ui(ui: &egui::Ui, theme: &theme::Theme, place: Rect) {
    let painter = ui.painter_at(place);
    let middle = place.center();
    let lines = [
        ("Press A and type a name, or double-click to place one", theme::medium(16.0), theme.ink, -14.0),
        ("“A > B : funding” draws two organisations and their flow", theme::regular(13.5), theme.muted, 12.0),
    ];
    for (words, font, ink, down) in lines {
        painter.text(middle + egui::vec2(0.0, down), egui::Align2::CENTER_CENTER, words, font, ink);
    }
}
