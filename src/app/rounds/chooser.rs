//! The choice of the kind for a round: a digit, some letters of its name, or Enter for the one that is lit.
//! Must not know what a round does.

use eframe::egui::{
    self, Align2, CornerRadius, Event, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::{Rounds, question, round::Tally, to_canvas};
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::parts::{Row, cut, hairline_ui, row_ui, words_ui},
        chrome::status_line::counted,
        icons,
        theme::{self, RADIUS, RADIUS_SMALL},
        widgets::{Swatch, paint_swatch},
        words::capital,
    },
    editor::Session,
    model::{FlowKind, FlowKindId},
};

const ROW: f32 = 36.0;
const ROWS_IN_VIEW: f32 = 11.0;
const WIDTH: f32 = 640.0;
/// Where names and questions begin in a row, points from its left.
const COLUMNS: (f32, f32) = (92.0, 226.0);

/// An open choice.
pub(super) struct Chooser {
    words: String,
    chosen: usize,
    /// The lit row is to be brought into view.
    moved: bool,
}

/// A kind that can be chosen.
struct Found<'a> {
    id: &'a FlowKindId,
    kind: &'a FlowKind,
    /// Flows of its rounds so far, if there was one.
    flows: Option<usize>,
    /// The round that is on is about it.
    on: bool,
}

impl Chooser {
    /// The current kind is lit; after a round, the next of the scheme that has had none.
    pub(super) fn new(session: &Session, on: Option<&FlowKindId>, tally: &Tally) -> Self {
        let kinds = session.document().flow_kinds_in_order();
        let current = on.or_else(|| session.current_kind());
        let at = kinds.iter().position(|(id, _)| Some(*id) == current).unwrap_or(0);
        let had =
            |index: usize| kinds.get(index).is_some_and(|(id, _)| tally.of(id).is_some() || on == Some(*id));
        let next = (at..kinds.len()).chain(0..at).find(|index| !had(*index));
        Self { words: String::new(), chosen: next.unwrap_or(at), moved: true }
    }

    /// Up and down, and a digit as the first sign, are taken before the field can have them.
    fn keys(&mut self, ctx: &egui::Context) -> Option<usize> {
        let pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        self.chosen = (self.chosen + down).saturating_sub(up);
        self.moved |= down + up > 0;
        if !self.words.is_empty() {
            return None;
        }
        ctx.input_mut(|input| {
            let digit = |event: &Event| match event {
                Event::Text(text) => text.parse::<usize>().ok().filter(|digit| (1..=9).contains(digit)),
                _ => None,
            };
            let at = input.events.iter().position(|event| digit(event).is_some())?;
            let event = input.events.remove(at);
            digit(&event).map(|digit| digit - 1)
        })
    }
}

/// Shows the choice, if one is open.
pub fn chooser_ui(ctx: &egui::Context, context: &PanelContext<'_>, rounds: &mut Rounds) -> Vec<Intent> {
    let is_on = rounds.is_on();
    let on = rounds.kind().cloned();
    let Rounds { chooser: Some(chooser), tally, .. } = rounds else { return Vec::new() };
    let digit = chooser.keys(ctx);
    let mut found = search(context, &chooser.words, tally);
    found.iter_mut().for_each(|found| found.on = on.as_ref() == Some(found.id));
    let end = is_on && (chooser.words.is_empty() || "end the rounds".contains(&chooser.words.to_lowercase()));
    chooser.chosen = chooser.chosen.min((found.len() + usize::from(end)).saturating_sub(1));
    let enter = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let height = ctx.content_rect().height();
    let area = egui::Modal::default_area("round chooser".into())
        .anchor(Align2::CENTER_TOP, vec2(0.0, (height * 0.1).min(96.0)));
    let modal = egui::Modal::new("round chooser".into())
        .area(area)
        .frame(context.theme.floating().corner_radius(RADIUS + 4).inner_margin(10))
        .backdrop_color(context.theme.veil)
        .show(ctx, |ui| {
            ui.set_width(WIDTH.min(ctx.content_rect().width() - 32.0));
            field_ui(ui, context, chooser);
            list_ui(ui, context, chooser, &found, end)
        });
    let chosen = digit.or_else(|| enter.then_some(chooser.chosen)).or(modal.inner);
    let intent = chosen.and_then(|index| match found.get(index) {
        Some(found) => Some(Intent::BeginRound(found.id.clone())),
        None => (end && index == found.len()).then_some(Intent::Act(Action::RoundEnd)),
    });
    if intent.is_some() || escape || modal.backdrop_response.clicked() {
        rounds.chooser = None;
        to_canvas(ctx);
    }
    intent.into_iter().collect()
}

/// The kinds with these letters, in the order of the scheme; those whose name begins with them first.
fn search<'a>(context: &PanelContext<'a>, words: &str, tally: &Tally) -> Vec<Found<'a>> {
    let wanted = words.trim().to_lowercase();
    let mut found: Vec<(u8, Found<'a>)> = Vec::new();
    for (id, kind) in context.session.document().flow_kinds_in_order() {
        let name = kind.name.to_lowercase();
        let rank = if name.starts_with(&wanted) {
            0
        } else if name.contains(&wanted) {
            1
        } else if question::of(kind).to_lowercase().contains(&wanted) {
            2
        } else {
            continue;
        };
        found.push((rank, Found { id, kind, flows: tally.of(id), on: false }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

fn field_ui(ui: &mut Ui, context: &PanelContext<'_>, chooser: &mut Chooser) {
    let theme = context.theme;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        words_ui(ui, "Which kind of flow is this round about?", theme::bold(17.0), theme.ink);
    });
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let edit = egui::TextEdit::singleline(&mut chooser.words)
            .id(egui::Id::new("round chooser words"))
            .hint_text("A digit, or some letters of its name")
            .font(theme::regular(15.0))
            .desired_width(f32::INFINITY)
            .margin(vec2(0.0, 4.0))
            .frame(egui::Frame::NONE);
        let response = ui.add(edit);
        response.request_focus();
        if response.changed() {
            chooser.chosen = 0;
        }
    });
    hairline_ui(ui, theme, 0.0);
}

fn list_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    chooser: &mut Chooser,
    found: &[Found<'_>],
    end: bool,
) -> Option<usize> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    if found.is_empty() && !end {
        let words = "No kind has these letters. New kinds are added in the legend.";
        words_ui(ui, words, theme::regular(13.0), context.theme.muted);
    }
    let room = (ui.ctx().content_rect().height() - 230.0).max(ROW * 3.0);
    let moved = std::mem::take(&mut chooser.moved);
    // What was found last time must not decide how much room there is now.
    let rows = (found.len() + usize::from(end)).max(1) as f32;
    let height = (ROW * rows.min(ROWS_IN_VIEW)).min(room);
    let area = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.show(ui, |ui| {
        for (index, found) in found.iter().enumerate() {
            let digit = (index < 9 && chooser.words.is_empty()).then_some(index + 1);
            let lit = index == chooser.chosen;
            let response = kind_ui(ui, context, found, digit, lit);
            if lit && moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(index);
            }
        }
        if end {
            let lit = chooser.chosen == found.len();
            let keys = Action::RoundEnd.entry().shortcut_text();
            let row = Row {
                icon: icons::X,
                words: "End the rounds",
                keys: &keys,
                lit,
                height: ROW,
                ..Row::default()
            };
            let response = row_ui(ui, context.theme, &row);
            if lit && moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(found.len());
            }
        }
    });
    clicked
}

fn kind_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    found: &Found<'_>,
    digit: Option<usize>,
    lit: bool,
) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = capital(&found.kind.name);
    let asked = question::of(found.kind);
    let state = match (found.on, found.flows) {
        (true, _) => "on now".to_owned(),
        (false, Some(flows)) => counted(flows, "flow"),
        (false, None) => String::new(),
    };
    if ui.is_rect_visible(rect) {
        let fill = match (lit, response.hovered()) {
            (true, _) => context.theme.accent_soft,
            (false, true) => context.theme.hover,
            (false, false) => context.theme.surface,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), fill);
        cap(ui, context, rect, digit);
        let swatch = Swatch::Flow(context.look.flow_swatch(context.session.document(), found.kind, false));
        let place = Rect::from_center_size(pos2(rect.left() + 62.0, rect.center().y), swatch.size());
        paint_swatch(ui.painter(), place, &swatch);
        let had = found.flows.is_some() && !found.on;
        let right = said(ui, context, rect, &state, had);
        for (left, words, font, ink) in [
            (COLUMNS.0, &name, theme::medium(15.0), context.theme.ink),
            (COLUMNS.1, &asked, theme::regular(13.0), context.theme.muted),
        ] {
            let left = rect.left() + left;
            let galley = ui.painter().layout_job(cut(words, font, ink, (right - 8.0 - left).max(0.0)));
            let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size());
            ui.painter().galley(at.min, galley, ink);
        }
    }
    let parts = [name.as_str(), &asked, &state].into_iter().filter(|part| !part.is_empty());
    let spoken = parts.collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, lit, spoken.as_str()));
    response
}

/// The digit that chooses a row, as a key.
fn cap(ui: &Ui, context: &PanelContext<'_>, row: Rect, digit: Option<usize>) {
    let Some(digit) = digit else { return };
    let rect = Rect::from_center_size(pos2(row.left() + 24.0, row.center().y), vec2(24.0, 22.0));
    let line = Stroke::new(1.0, context.theme.outline);
    ui.painter().rect(rect, CornerRadius::same(5), context.theme.field, line, StrokeKind::Inside);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, digit, theme::medium(13.0), context.theme.muted);
}

/// What has been of a kind, at the end of its row; where that begins.
fn said(ui: &Ui, context: &PanelContext<'_>, row: Rect, state: &str, had: bool) -> f32 {
    let at = row.right_center() - vec2(12.0, 0.0);
    let ink = if had { context.theme.success } else { context.theme.muted };
    let words = ui.painter().text(at, Align2::RIGHT_CENTER, state, theme::medium(12.5), ink);
    if !had {
        return words.left();
    }
    let at = words.left_center() - vec2(6.0, 0.0);
    ui.painter().text(at, Align2::RIGHT_CENTER, icons::CHECK, theme::icon(14.0), ink).left()
}
