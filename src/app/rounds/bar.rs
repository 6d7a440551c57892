//! The bar of a round: its question in large type, what it has brought, and what can be done with it.
//! Must not know what a round counts.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Align2, Galley, Layout, Margin, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{Rounds, frame, question, round::Round, to_canvas};
use crate::app::words::number;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::parts::{Sign, Weight, cut, sign_button_ui, words_button_ui},
        icons,
        theme::{self, Theme},
        widgets::name_text_field,
        words::capital,
    },
    editor::ToolKind,
    model::FlowKind,
};

/// Sizes of the question, points: the largest that fits on a line is taken, or the last one, broken into lines.
const LARGE: [f32; 8] = [34.0, 31.0, 28.0, 25.0, 22.0, 19.0, 16.0, 14.0];
/// No smaller than this on the screen, pixels of a display at 100 %: it is read from across a room.
const LEAST: f32 = 28.0;
/// Room for the number of flows, points.
const COUNT_ROOM: f32 = 132.0;
/// A narrower bar has signs for buttons and no words beside its number, points.
pub(super) const NARROW: f32 = 720.0;
/// Round the bar's contents.
pub(super) const MARGIN: Margin = Margin { left: 22, right: 18, top: 13, bottom: 10 };
/// Height of the row of buttons, points.
pub(super) const FOOT: f32 = 32.0;

/// Shows the bar while a round is on.
pub(super) fn bar_ui(ui: &mut Ui, context: &PanelContext<'_>, rounds: &mut Rounds) -> Vec<Intent> {
    rounds.outer = Some(ui.available_rect_before_wrap());
    let document = context.session.document();
    let Rounds { round: Some(round), rewriting, .. } = rounds else { return Vec::new() };
    let Some(kind) = document.flow_kind(&round.kind) else { return Vec::new() };
    let width = ui.available_width() - f32::from(MARGIN.left) - f32::from(MARGIN.right);
    let narrow = width < NARROW;
    let count_room = if narrow { 56.0 } else { COUNT_ROOM };
    let asked = large(ui, &question::of(kind), width - count_room - 40.0, context.theme);
    let height = asked.size().y + FOOT + 6.0 + f32::from(MARGIN.top) + f32::from(MARGIN.bottom);
    let mut intents = Vec::new();
    let panel = egui::Panel::top("round").exact_size(height).resizable(false).show_separator_line(false);
    panel.frame(context.theme.panel(MARGIN)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let size = vec2(ui.available_width(), asked.size().y);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            count_ui(ui, context, round, kind, narrow);
            let rest = Layout::left_to_right(Align::Center);
            ui.with_layout(rest, |ui| {
                question_ui(ui, context, (round, kind), rewriting, &asked, &mut intents);
            });
        });
        let size = vec2(ui.available_width(), FOOT);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            buttons_ui(ui, context, round, narrow, &mut intents);
            let rest = Layout::left_to_right(Align::Center);
            ui.with_layout(rest, |ui| foot_ui(ui, context, kind));
        });
    });
    intents
}

/// Words as large as the room allows.
pub(super) fn large(ui: &Ui, words: &str, room: f32, theme: &Theme) -> Arc<Galley> {
    let lay = |size, width| ui.painter().layout(words.to_owned(), theme::bold(size), theme.ink, width);
    let sizes = sizes(ui);
    let on_a_line = sizes.iter().map(|size| lay(*size, f32::INFINITY)).find(|galley| galley.size().x <= room);
    let least = sizes.last().copied().unwrap_or(LEAST);
    on_a_line.unwrap_or_else(|| lay(least, room.max(120.0)))
}

/// Sizes that are large enough on the screen at the present text size, points; never none.
fn sizes(ui: &Ui) -> Vec<f32> {
    let zoom = ui.ctx().zoom_factor();
    LARGE.into_iter().filter(|size| size * zoom >= LEAST - 0.1).collect()
}

/// The size of a number beside large words, points.
pub(super) fn number_size(ui: &Ui) -> f32 {
    let [size, ..] = LARGE;
    size / ui.ctx().zoom_factor().max(1.0).sqrt()
}

/// The question, or the field in which it is rewritten.
fn question_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    (round, kind): (&Round, &FlowKind),
    rewriting: &mut Option<String>,
    asked: &Arc<Galley>,
    intents: &mut Vec<Intent>,
) {
    if let Some(words) = rewriting {
        if let Some(kept) = rewrite_ui(ui, context.theme, words) {
            if kept {
                let command = question::rewrite(context.session.document(), &round.kind, words);
                intents.extend(command.map(Intent::Do));
            }
            *rewriting = None;
            to_canvas(ui.ctx());
        }
        return;
    }
    let (rect, response) = ui.allocate_exact_size(asked.size(), Sense::click());
    ui.painter().galley(rect.min, Arc::clone(asked), context.theme.ink);
    let words = question::of(kind);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words.as_str()));
    let response = response.on_hover_text("Double-click to rewrite the question");
    let tip = Action::RoundQuestion.entry().tip();
    let sign = Sign {
        icon: icons::PENCIL,
        name: "Rewrite the question",
        tip: &tip,
        tip_beside: false,
        side: 28.0,
        on: false,
        enabled: true,
    };
    if sign_button_ui(ui, context.theme, &sign).clicked() || response.double_clicked() {
        intents.push(Intent::Act(Action::RoundQuestion));
    }
}

/// Whether the words are to be kept, once the keyboard has left them.
fn rewrite_ui(ui: &mut Ui, theme: &Theme, words: &mut String) -> Option<bool> {
    let id = egui::Id::new("round question");
    let size = sizes(ui).last().copied().unwrap_or(LEAST);
    let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    let edit = egui::TextEdit::singleline(words)
        .id(id)
        .font(theme::bold(size))
        .hint_text("Made from the kind's name")
        .desired_width(f32::INFINITY)
        .margin(Margin::ZERO)
        .frame(egui::Frame::NONE);
    let mut output = edit.show(ui);
    let response = output.response.response.clone();
    name_text_field(ui, &response, "Question of this round", words);
    let line = Stroke::new(2.0, theme.accent);
    ui.painter().hline(response.rect.x_range(), response.rect.bottom() + 1.0, line);
    let fresh = egui::Id::new("round question fresh");
    if !ui.memory(|memory| memory.has_focus(id)) && !response.lost_focus() {
        response.request_focus();
        ui.data_mut(|data| data.insert_temp(fresh, true));
    }
    if ui.data_mut(|data| data.remove_temp::<bool>(fresh)).is_some() {
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(words.chars().count()),
        );
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), id);
    }
    match (escape, response.lost_focus()) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}

/// How many flows the round has brought; said aloud when it changes.
fn count_ui(ui: &mut Ui, context: &PanelContext<'_>, round: &Round, kind: &FlowKind, narrow: bool) {
    let flows = round.flows(context.session);
    let words = if flows == 1 { "flow" } else { "flows" };
    let size = number_size(ui);
    let figure = number(flows);
    let number =
        ui.painter().layout_no_wrap(figure.clone(), theme::bold(size), frame::kind_ink(context, kind));
    let beside = format!("{words} in\nthis round");
    let beside = ui.painter().layout_no_wrap(beside, theme::medium(12.5), context.theme.muted);
    let room = if narrow { 0.0 } else { beside.size().x + 8.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(number.size().x + room, number.size().y), Sense::hover());
    ui.painter().galley(rect.min, number, context.theme.ink);
    if !narrow {
        let at = Align2::RIGHT_CENTER.anchor_size(rect.right_center(), beside.size());
        ui.painter().galley(at.min, beside, context.theme.muted);
    }
    let name = format!("{figure} {words} in this round");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name.as_str()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    response.on_hover_text(name);
}

/// The kind on a ground of its colour, and what to do now.
fn foot_ui(ui: &mut Ui, context: &PanelContext<'_>, kind: &FlowKind) {
    let ink = frame::kind_ink(context, kind);
    let name = capital(&kind.name);
    let galley = ui.painter().layout_no_wrap(name.clone(), theme::bold(14.0), context.theme.page);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 62.0, 28.0), Sense::hover());
    ui.painter().rect_filled(rect, 14.0, ink);
    arrow(ui, kind, pos2(rect.left() + 14.0, rect.center().y), context.theme);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + 48.0, rect.center().y), galley.size());
    ui.painter().galley(at.min, galley, context.theme.page);
    let spoken = format!("Round of {}", kind.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken.as_str()));
    let room = ui.available_width() - 12.0;
    if room < 120.0 {
        return;
    }
    ui.add_space(4.0);
    let galley = ui.painter().layout_job(cut(hint(context), theme::regular(13.0), context.theme.muted, room));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, context.theme.muted);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, hint(context)));
}

/// The kind's line with its head, thick enough to be seen from afar.
fn arrow(ui: &Ui, kind: &FlowKind, from: egui::Pos2, theme: &Theme) {
    let (length, ink) = (24.0, theme.page);
    let to = from + vec2(length, 0.0);
    let end = if kind.undirected { to } else { to - vec2(6.0, 0.0) };
    let pattern: Vec<f32> = kind.dash.iter().map(|length| *length as f32).collect();
    if pattern.len() < 2 {
        ui.painter().line_segment([from, end], Stroke::new(3.0, ink));
    } else {
        for dash in crate::app::canvas::dashes(&[from, end], false, &pattern) {
            ui.painter().line(dash, Stroke::new(3.0, ink));
        }
    }
    if !kind.undirected {
        let head = vec![to, to + vec2(-10.0, -6.0), to + vec2(-10.0, 6.0)];
        ui.painter().add(egui::Shape::convex_polygon(head, ink, Stroke::NONE));
    }
}

fn hint(context: &PanelContext<'_>) -> &'static str {
    match context.session.tool() {
        _ if context.session.document().organisations().len() < 2 => {
            "Put organisations on the map first: press A to type"
        }
        ToolKind::Connect => "Click two organisations, or press A to type",
        _ => "F takes up the flow again",
    }
}

fn buttons_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    round: &Round,
    narrow: bool,
    intents: &mut Vec<Intent>,
) {
    let steps = round.steps(context.session);
    // From right to left.
    for (action, icon, words, weight, enabled) in [
        (Action::RoundEnd, icons::X, "End round", Weight::Plain, true),
        (Action::Round, icons::ARROWS_CLOCKWISE, "Next round", Weight::Main, true),
        (Action::RoundTakeBackAll, icons::CLOCK_BACK, "Take back round", Weight::Quiet, steps > 0),
        (Action::RoundTakeBack, icons::UNDO, "Take back last", Weight::Quiet, steps > 0),
    ] {
        let tip = action.entry().tip();
        let response = if narrow {
            let sign =
                Sign { icon, name: words, tip: &tip, tip_beside: false, side: 28.0, on: false, enabled };
            sign_button_ui(ui, context.theme, &sign)
        } else {
            let shown = ui.add_enabled_ui(enabled, |ui| words_button_ui(ui, context.theme, words, weight));
            shown.inner.on_hover_text(&tip)
        };
        if response.clicked() && enabled {
            intents.push(Intent::Act(action));
        }
    }
}
