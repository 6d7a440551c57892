//! The bar of a reading: which organisation, how high its tower, large enough for a whole room; and its keys.
//! Must not know the order in which it is read.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Key, Layout, Modifiers, Popup, Rect, Sense, Ui, WidgetInfo, WidgetType, vec2,
};

use super::{
    Rounds,
    bar::{FOOT, MARGIN, NARROW, large, number_size},
    edits,
    influence::{BUTTON, ask, spoken_height, step_button_ui},
    reading::Reading,
    to_canvas,
    tower::tower,
};
use crate::app::words::number;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        canvas::Canvas,
        chrome::parts::{Sign, Weight, sign_button_ui, words_button_ui, words_ui},
        icons, theme,
    },
    model::{OrganisationId, RecordId},
};

/// Room for the tower and its number, points: in a wide and in a narrow bar.
const TOWER_ROOM: (f32, f32) = (240.0, 120.0);

/// What was asked of the reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Go(usize),
    Step(bool),
    Agreed,
    End,
}

/// Shows the reading that is going on.
pub(super) fn reading_ui(ui: &mut Ui, context: &PanelContext<'_>, rounds: &mut Rounds) -> Vec<Intent> {
    let Rounds { reading: Some(reading), panel, .. } = rounds else { return Vec::new() };
    let document = context.session.document();
    let mut asked = keys(ui, reading);
    let (_, _, id) = reading.now();
    let id = id.clone();
    let width = ui.available_width() - f32::from(MARGIN.left + MARGIN.right);
    let narrow = width < NARROW;
    let tower_room = if narrow { TOWER_ROOM.1 } else { TOWER_ROOM.0 };
    let room = width - tower_room;
    let name = large(ui, &edits::name_of(document, &id), room, context.theme);
    let height = name.size().y + FOOT + 28.0 + f32::from(MARGIN.top) + f32::from(MARGIN.bottom);
    let bar = egui::Panel::top("reading").exact_size(height).resizable(false).show_separator_line(false);
    bar.frame(context.theme.panel(MARGIN)).show(ui, |ui| {
        ui.painter().hline(
            ui.clip_rect().x_range(),
            ui.clip_rect().bottom() - 0.5,
            context.theme.hairline_stroke(),
        );
        ui.spacing_mut().item_spacing.y = 4.0;
        place_ui(ui, context, reading);
        let size = vec2(ui.available_width(), name.size().y);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            height_ui(ui, context, &id, tower_room);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (rect, _) = ui.allocate_exact_size(name.size(), Sense::hover());
                ui.painter().galley(rect.min, Arc::clone(&name), context.theme.ink);
            });
        });
        let size = vec2(ui.available_width(), FOOT);
        let row = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(size, row, |ui| buttons_ui(ui, context, reading, narrow, &mut asked));
    });
    let mut intents = Vec::new();
    for ask in asked {
        carry_out(ui, context, (reading, &panel.who), ask, &mut intents);
    }
    if intents.iter().any(|intent| matches!(intent, Intent::Act(Action::ReadInfluence))) {
        to_canvas(ui.ctx());
    }
    intents
}

/// Keys of the reading, unless somebody types or a menu is open.
fn keys(ui: &Ui, reading: &Reading) -> Vec<Ask> {
    let modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if modal || ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
        return Vec::new();
    }
    // A button that has the keyboard is pressed by Enter and left by an arrow.
    let free = ui.memory(|memory| memory.focused().is_none_or(|id| id == Canvas::id()));
    let mut asked = Vec::new();
    let (_, all, _) = reading.now();
    for (key, ask) in [
        (Key::ArrowRight, Ask::Go(reading.at(1))),
        (Key::ArrowDown, Ask::Go(reading.at(1))),
        (Key::PageDown, Ask::Go(reading.at(1))),
        (Key::Space, Ask::Go(reading.at(1))),
        (Key::ArrowLeft, Ask::Go(reading.at(-1))),
        (Key::ArrowUp, Ask::Go(reading.at(-1))),
        (Key::PageUp, Ask::Go(reading.at(-1))),
        (Key::Home, Ask::Go(0)),
        (Key::End, Ask::Go(all - 1)),
        (Key::Enter, Ask::Agreed),
        (Key::Escape, Ask::End),
    ] {
        let turns = matches!(key, Key::PageDown | Key::PageUp | Key::Escape);
        if (free || turns) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            asked.push(ask);
        }
    }
    asked
}

fn carry_out(
    ui: &Ui,
    context: &PanelContext<'_>,
    (reading, who): (&mut Reading, &str),
    asked: Ask,
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    let (_, _, id) = reading.now();
    let one = [id.clone()];
    match asked {
        Ask::Go(at) => {
            let id = RecordId::Organisation(reading.go_to(at));
            intents.push(Intent::Select(vec![id.clone()]));
            intents.push(Intent::Reveal(vec![id]));
        }
        Ask::Step(up) => ask(intents, context, edits::influence(document, &one, up)),
        Ask::Agreed if edits::height(document, &one[0]).is_some() => {
            let agreed = edits::agreed(document, &one, who, edits::today());
            let (at, all, _) = reading.now();
            // What is locked is not agreed on: the reading stays with it.
            let goes_on = agreed.is_ok() && at < all;
            ask(intents, context, agreed);
            if goes_on {
                carry_out(ui, context, (reading, who), Ask::Go(at), intents);
            }
        }
        Ask::Agreed => {}
        Ask::End => intents.push(Intent::Act(Action::ReadInfluence)),
    }
    ui.ctx().request_repaint();
}

/// `3 of 12`, and what is known of the agreement; said aloud with name and height at every step.
fn place_ui(ui: &mut Ui, context: &PanelContext<'_>, reading: &Reading) {
    let document = context.session.document();
    let (at, all, id) = reading.now();
    let words = format!("{} of {}", number(at), number(all));
    ui.horizontal(|ui| {
        ui.set_height(20.0);
        let place = words_ui(ui, &words, theme::bold(15.0), context.theme.muted);
        let spoken = format!(
            "{words}: {}, {}",
            edits::name_of(document, id),
            spoken_height(edits::height(document, id))
        );
        place.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken.as_str()));
        ui.ctx().accesskit_node_builder(place.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        let influence = document.organisation(id).and_then(|organisation| organisation.influence.as_ref());
        if let Some(influence) = influence.filter(|it| it.when.is_some() || !it.agreed_by.is_empty()) {
            let when = influence.when.map(|when| when.to_string());
            let by = Some(&influence.agreed_by).filter(|by| !by.is_empty()).map(|by| format!("by {by}"));
            let parts: Vec<String> = when.into_iter().chain(by).collect();
            words_ui(ui, icons::CHECK, theme::icon(16.0), context.theme.success);
            let words = format!("Agreed {}", parts.join(" "));
            words_ui(ui, &words, theme::regular(14.0), context.theme.muted);
        }
    });
}

fn height_ui(ui: &mut Ui, context: &PanelContext<'_>, id: &OrganisationId, room: f32) {
    let height = edits::height(context.session.document(), id);
    let size = number_size(ui);
    let (words, ink) = match height {
        Some(height) => (height.to_string(), context.theme.ink),
        None => ("no tower".to_owned(), context.theme.muted),
    };
    let galley = ui.painter().layout_no_wrap(words, theme::bold(size), ink);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, ink);
    ui.add_space(8.0);
    let width = (room - rect.width() - 24.0).min(11.0 * height.unwrap_or(0) as f32).max(0.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    tower(
        ui.painter(),
        Rect::from_center_size(rect.center(), rect.size()),
        height.unwrap_or(0),
        context.theme.muted,
    );
}

fn buttons_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    reading: &Reading,
    narrow: bool,
    asked: &mut Vec<Ask>,
) {
    let (at, all, id) = reading.now();
    let built = edits::height(context.session.document(), id).is_some();
    let (next, previous) = (Ask::Go(reading.at(1)), Ask::Go(reading.at(-1)));
    // From right to left.
    for (icon, words, tip, enabled, ask) in [
        (icons::X, "End reading", "End reading  (Esc)", true, Ask::End),
        (icons::CARET_RIGHT, "Next", "Next  (→, PageDown or Space)", at < all, next),
        (icons::CARET_LEFT, "Previous", "Previous  (←, PageUp)", at > 1, previous),
        ("", "Agreed", "Agreed today, and on to the next  (Enter)", built, Ask::Agreed),
    ] {
        let response = if narrow && !icon.is_empty() {
            let sign = Sign { icon, name: words, tip, tip_beside: false, side: 28.0, on: false, enabled };
            sign_button_ui(ui, context.theme, &sign)
        } else {
            let weight = if ask == Ask::Agreed { Weight::Main } else { Weight::Plain };
            let shown = ui.add_enabled_ui(enabled, |ui| words_button_ui(ui, context.theme, words, weight));
            shown.inner.on_hover_text(tip)
        };
        if response.clicked() && enabled {
            asked.push(ask);
        }
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        for (icon, name, up) in [(icons::MINUS, "Lower", false), (icons::PLUS, "Raise", true)] {
            let action = if up { Action::InfluenceUp } else { Action::InfluenceDown };
            let (rect, _) = ui.allocate_exact_size(vec2(BUTTON, BUTTON), Sense::hover());
            let id = egui::Id::new(("reading step", up));
            let response = step_button_ui(ui, context.theme, rect, icon, (name, id));
            if response.on_hover_text(action.entry().tip()).clicked() {
                asked.push(Ask::Step(up));
            }
        }
        ui.add_space(4.0);
        let words = "+ and − correct, Enter is agreed, arrows go on";
        if ui.available_width() > 280.0 {
            words_ui(ui, words, theme::regular(13.0), context.theme.muted);
        }
    });
}
