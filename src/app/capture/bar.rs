//! The bar itself: the box with the line in it, and at its right what Enter will do.
//! Must not know how words are read, nor carry an order out.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, Margin, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};

use super::{
    CaptureBar,
    card::{Answer, Card, card_ui, marks},
    chips,
    field::{Look, Shown, field_ui, letter_of},
    keys::Order,
    list::key_cap,
    understand::{Understood, offers},
};
use crate::app::{
    PanelContext,
    chrome::parts::cut,
    icons,
    theme::{self, RADIUS, Theme},
};

/// Height of the bar, points.
const HEIGHT: f32 = 52.0;
/// Height of the box in it, points.
const BOX: f32 = 38.0;
/// Size of the line's type, points: read from the back of a room.
const TYPE: f32 = 17.0;
/// The line itself is never narrower, points.
const NARROWEST: f32 = 340.0;
/// Room for the key top of Enter and what stands round it, points.
const ENTER: f32 = 68.0;
/// What Enter does is said beside the line while there is so much room for it, points.
const BESIDE: f32 = 150.0;

/// Shows the bar; the order that the mouse gave.
pub(super) fn bar_ui(ui: &mut Ui, context: &PanelContext<'_>, bar: &mut CaptureBar) -> Option<Order> {
    let theme = context.theme;
    let panel = egui::Panel::bottom("capture bar")
        .exact_size(HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(theme.panel(Margin::symmetric(12, 0)));
    let lines = bar.holds_lines();
    let shown = panel.show(ui, |ui| {
        ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top() + 0.5, theme.hairline_stroke());
        let place = ui.max_rect();
        let place = Rect::from_center_size(place.center(), vec2(place.width(), BOX));
        let field = (!lines).then(|| line_ui(ui, context, bar, place));
        ground_click(ui, bar, place);
        (place, field)
    });
    let (place, field) = shown.inner;
    let answer = over_ui(ui, context, bar, place);
    if let Some(shown) = field.as_ref().or(answer.shown.as_ref()) {
        typed(ui, context, bar, shown);
    }
    if bar.holds_lines() != lines {
        // The field is elsewhere from the next frame on.
        bar.hold_focus();
        bar.caret_wanted = Some(letter_of(&bar.text, bar.caret));
    }
    bar.think(ui.ctx(), context);
    if lines {
        counts_ui(ui, context, bar, place);
    }
    match (answer.offer, answer.takes_existing) {
        (Some(offer), _) => {
            bar.hold_focus();
            Some(Order::Choose(offer))
        }
        (None, true) => {
            bar.hold_focus();
            Some(Order::TakeExisting)
        }
        (None, false) => None,
    }
}

/// The box, lit while it has the keyboard.
fn box_ui(ui: &Ui, theme: &Theme, bar: &CaptureBar, place: Rect) {
    let line = if bar.focused { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.outline) };
    ui.painter().rect(place, CornerRadius::same(RADIUS), theme.field, line, StrokeKind::Inside);
    let ink = if bar.focused { theme.accent } else { theme.muted };
    let at = pos2(place.left() + 20.0, place.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, icons::PLUS, theme::icon(17.0), ink);
}

/// A click anywhere in the box brings the keyboard.
fn ground_click(ui: &Ui, bar: &mut CaptureBar, place: Rect) {
    let left = place.with_max_x(place.left() + 38.0);
    let response = ui.interact(left, ui.id().with("capture ground"), Sense::CLICK);
    if response.on_hover_cursor(CursorIcon::Text).clicked() {
        bar.hold_focus();
    }
}

/// The box with the line in it; the field as it was shown.
fn line_ui(ui: &mut Ui, context: &PanelContext<'_>, bar: &mut CaptureBar, place: Rect) -> Shown {
    let theme = context.theme;
    box_ui(ui, theme, bar, place);
    let font = theme::regular(TYPE);
    let typed = ui.painter().layout_no_wrap(bar.text.clone(), font.clone(), theme.ink).size().x;
    let inner = Rect::from_min_max(pos2(place.left() + 38.0, place.top()), place.max - vec2(12.0, 0.0));
    let left = inner.left() + (typed + 32.0).max(NARROWEST).min(inner.width());
    let beside = Rect::from_min_max(pos2(left, inner.top()), inner.max);
    let from = beside_ui(ui, context, bar, beside);
    bar.crowded = beside.width() < BESIDE;
    let height = ui.painter().layout_no_wrap("M".to_owned(), font.clone(), theme.ink).size().y;
    let field = Rect::from_center_size(
        pos2((inner.left() + from) / 2.0, place.center().y),
        vec2(from - inner.left(), height),
    );
    let look = Look { theme, font, lines: false, caret: bar.caret_wanted.take() };
    let shown =
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| field_ui(ui, &look, &mut bar.text)).inner;
    marks(ui, theme, fresh(bar).as_deref(), tells(bar), &shown);
    shown
}

/// What was understood, if it was of these very words.
fn fresh(bar: &CaptureBar) -> Option<Arc<Understood>> {
    bar.mind.last().filter(|understood| understood.text == bar.text).cloned()
}

/// Whether problems are told of, not only marked.
fn tells(bar: &CaptureBar) -> bool {
    bar.insisted || fresh(bar).is_some_and(|understood| understood.is_wrong())
}

/// What a screen reader is to say of the line: what is refused, what can't be read, what may be there already.
pub(super) fn told(bar: &CaptureBar) -> String {
    if !bar.refused.is_empty() {
        return bar.refused.clone();
    }
    let Some(understood) = fresh(bar).filter(|_| bar.focused) else { return String::new() };
    match (understood.problems.first().filter(|_| tells(bar)), understood.doubts.first()) {
        (Some(problem), _) => format!("{}. {}", problem.words, problem.hint),
        (None, Some(doubt)) => format!("{} Control and Enter takes it", doubt.words),
        (None, None) => String::new(),
    }
}

/// The card over the bar, while the keyboard is in the line or the card is pressed.
fn over_ui(ui: &Ui, context: &PanelContext<'_>, bar: &mut CaptureBar, place: Rect) -> Answer {
    let (pointer, pressed) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.latest_pos(), pointer.any_pressed() || pointer.any_down() || pointer.any_released())
    });
    let inside = pressed && bar.card.is_some_and(|card| pointer.is_some_and(|at| card.contains(at)));
    if inside {
        // What is pressed here is part of the line: the keyboard stays with it.
        bar.hold_focus();
    }
    if !(bar.focused || bar.focus_frames > 0 || inside) {
        bar.card = None;
        return Answer::default();
    }
    let understood = fresh(bar);
    let tells = tells(bar);
    let caret = if bar.holds_lines() { bar.caret_wanted.take() } else { None };
    let look = Look { theme: context.theme, font: theme::regular(TYPE - 2.0), lines: true, caret };
    let does = bar.crowded && !bar.holds_lines();
    let lines = bar.text.contains('\n').then_some((&mut bar.text, look));
    let card = Card {
        theme: context.theme,
        list: &bar.list,
        understood: understood.as_deref(),
        refused: &bar.refused,
        does,
        tells,
        lines,
    };
    let answer = card_ui(ui.ctx(), card, place.expand2(vec2(0.0, (HEIGHT - BOX) / 2.0)), bar.card);
    bar.card = answer.rect;
    answer
}

/// What was typed: thought about, and completed.
fn typed(ui: &Ui, context: &PanelContext<'_>, bar: &mut CaptureBar, shown: &Shown) {
    let moved = std::mem::replace(&mut bar.caret, shown.caret) != shown.caret;
    bar.selected = shown.selected.clone();
    if shown.response.changed() {
        bar.insisted = false;
        bar.refused.clear();
        bar.said.clear();
        bar.past.forget_place();
        let offers = offers(&bar.question(context), bar.caret);
        bar.list.show(offers);
        ui.ctx().request_repaint();
    } else if moved {
        bar.list.close();
    }
}

/// In the box, at its right: what Enter will do. Where it begins.
fn beside_ui(ui: &mut Ui, context: &PanelContext<'_>, bar: &CaptureBar, room: Rect) -> f32 {
    let theme = context.theme;
    let understood = bar.mind.last().filter(|_| !bar.text.trim().is_empty());
    match understood {
        Some(understood) if room.width() >= BESIDE => {
            let missing = if tells(bar) { "" } else { &understood.missing };
            let words = if understood.words.is_empty() { missing } else { &understood.words };
            does_ui(ui, theme, understood, words, room)
        }
        Some(_) => room.right(),
        None if !bar.said.is_empty() => said_ui(ui, theme, &bar.said, room),
        None if bar.focused => keys_ui(ui, theme, &[("Enter", "adds"), ("Esc", "to the map")], room),
        None => keys_ui(ui, theme, &[("A", "to type")], room),
    }
}

/// Pictures and words of what Enter does; pictures go first where there is no room for both.
fn does_ui(ui: &Ui, theme: &Theme, understood: &Understood, words: &str, room: Rect) -> f32 {
    let middle = room.center().y;
    let cap = if understood.does_something() { ENTER } else { 0.0 };
    let pictures = chips::width(ui, theme, &understood.chips);
    let space = (room.width() - cap).max(40.0);
    let font = theme::regular(13.5);
    let full = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), theme.muted).size().x;
    let fits = full.min(180.0) + pictures <= space;
    let space = if fits { space - pictures } else { space };
    let galley = ui.painter().layout_job(cut(words, font, theme.muted, space));
    let at = Align2::RIGHT_CENTER.anchor_size(pos2(room.right(), middle), galley.size());
    ui.painter().galley(at.min, galley, theme.muted);
    let mut left = at.left() - 8.0;
    if cap > 0.0 {
        left = key_cap(ui, theme, pos2(left, middle), "Enter").left();
    }
    left -= 16.0;
    if fits { chips::paint(ui, theme, &understood.chips, left, middle) } else { left }
}

/// What was done last.
fn said_ui(ui: &mut Ui, theme: &Theme, said: &str, room: Rect) -> f32 {
    let middle = room.center().y;
    let right = key_cap(ui, theme, pos2(room.right(), middle), "Ctrl+Z").left() - 10.0;
    let galley =
        ui.painter().layout_job(cut(said, theme::regular(13.5), theme.ink, right - room.left() - 30.0));
    let at = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), galley.size());
    ui.painter().galley(at.min, galley, theme.ink);
    let sign = pos2(at.left() - 14.0, middle);
    ui.painter().text(sign, Align2::CENTER_CENTER, icons::CHECK, theme::icon(15.0), theme.success);
    let response = ui.interact(at, ui.id().with("said"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, said));
    sign.x - 20.0
}

/// Keys and what they do, from a right edge; where they begin.
fn keys_ui(ui: &Ui, theme: &Theme, keys: &[(&str, &str)], room: Rect) -> f32 {
    let mut right = room.right();
    for (key, words) in keys.iter().rev() {
        let middle = room.center().y;
        let galley = ui.painter().layout_no_wrap((*words).to_owned(), theme::regular(12.5), theme.muted);
        let at = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), galley.size());
        ui.painter().galley(at.min, galley, theme.muted);
        right = key_cap(ui, theme, pos2(at.left() - 7.0, middle), key).left() - 16.0;
    }
    right
}

/// In place of the line, while there are several: what they come to together.
fn counts_ui(ui: &mut Ui, context: &PanelContext<'_>, bar: &CaptureBar, place: Rect) {
    let theme = context.theme;
    box_ui(ui, theme, bar, place);
    let middle = place.center().y;
    let understood = fresh(bar);
    let room = place.with_max_x(place.right() - 12.0);
    let keys: &[(&str, &str)] = match &understood {
        _ if !bar.focused => &[("A", "to go on")],
        Some(understood) if understood.does_something() => &[("Enter", "adds them"), ("Esc", "to the map")],
        _ => &[("Esc", "to the map")],
    };
    let right = keys_ui(ui, theme, keys, room);
    let words = understood.map_or_else(|| "Reading…".to_owned(), |understood| understood.summary());
    let left = place.left() + 38.0;
    let galley = ui.painter().layout_job(cut(&words, theme::medium(15.0), theme.ink, right - left - 8.0));
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
    ui.painter().galley(at.min, galley, theme.ink);
    let response = ui.interact(at, ui.id().with("counts"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words.as_str()));
}
