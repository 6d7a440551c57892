//! The panel: methods, options, what the preview came to, and the two ways out. Must not carry anything out.

use eframe::egui::{
    self, Align, CornerRadius, Id, Layout, Rect, ScrollArea, Sense, Slider, Ui, WidgetInfo, WidgetType, vec2,
};

use super::{
    Arranging, Shown, Trouble, Wish,
    choices::{self, Choices, Who},
    tiles, trouble_words,
};
use crate::{
    app::{
        PanelContext,
        chrome::parts::{Sign, Weight, sign_button_ui, words_button_ui, words_ui},
        icons,
        theme::{self, Theme, UNIT},
        widgets::{Choice, combo_is_open, combo_ui, segments_ui, switch_ui},
    },
    editor::Session,
    layout::Method,
    model::{OrganisationId, grouped},
};

/// Width of the panel, points.
pub const WIDTH: f32 = 268.0;
/// What stands round its contents, points.
const MARGIN: f32 = 12.0;
/// Height of its head with what is between the parts, points.
const HEAD: f32 = 28.0 + 3.0 * UNIT;
/// The options are scrolled rather than given less than this, points.
const LEAST: f32 = 96.0;
/// So much of what could not be done is told; the rest is counted.
const MOST_TOLD: usize = 3;

/// Shows the panel at the left of `place`, beside what covers `covered` of it.
pub fn arrange_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    arranging: &mut Arranging,
    place: Rect,
    covered: f32,
) -> Option<Wish> {
    let height = (place.height() - 24.0).max(120.0);
    let mut wish = None;
    let shown = egui::Area::new(Id::new("arrange panel"))
        .order(egui::Order::Middle)
        .fixed_pos(place.left_top() + vec2(covered, 12.0))
        .constrain_to(place)
        .show(ctx, |ui| {
            context.theme.floating().inner_margin(MARGIN).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
                arranging.on_button = false;
                wish = head_ui(ui, context.theme, arranging);
                let room = (height - HEAD - arranging.foot - 2.0 * MARGIN).max(LEAST);
                ScrollArea::vertical().id_salt("arrange").max_height(room).show(ui, |ui| {
                    ui.set_width(WIDTH);
                    ui.add_space(2.0);
                    options_ui(ui, context, arranging);
                });
                // What it came to and the ways out are in sight however low the window is.
                let foot = ui.scope(|ui| {
                    outcome_ui(ui, context.theme, arranging);
                    foot_ui(ui, context.theme, arranging)
                });
                wish = wish.or(foot.inner);
                let high = foot.response.rect.height();
                if (arranging.foot - high).abs() > 0.5 {
                    arranging.foot = high;
                    arranging.follows = arranging.on_tile;
                    ui.ctx().request_repaint();
                }
            });
        });
    arranging.rect = Some(shown.response.rect);
    wish
}

fn head_ui(ui: &mut Ui, theme: &Theme, arranging: &mut Arranging) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        words_ui(ui, "Arrange", theme::bold(15.0), theme.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, tip) = ("Close the panel", "Leave the map as it was  (Esc)");
            let sign =
                Sign { icon: icons::X, name, tip, tip_beside: false, side: 28.0, on: false, enabled: true };
            let response = sign_button_ui(ui, theme, &sign);
            arranging.on_button |= response.has_focus();
            if response.clicked() {
                wish = Some(Wish::Close);
            }
        });
    });
    wish
}

fn options_ui(ui: &mut Ui, context: &PanelContext<'_>, arranging: &mut Arranging) {
    tiles_ui(ui, context.theme, arranging);
    words_ui(ui, tiles::words(arranging.choices.method), theme::regular(12.5), context.theme.muted);
    who_ui(ui, context, &mut arranging.choices);
    strength_ui(ui, context.theme, &mut arranging.choices);
    method_ui(ui, context, arranging);
}

fn tiles_ui(ui: &mut Ui, theme: &Theme, arranging: &mut Arranging) {
    arranging.on_tile = false;
    let gap = 6.0;
    let width = (WIDTH - 2.0 * gap) / 3.0;
    let mut clicked = None;
    for (row, methods) in Method::ALL.chunks(3).enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (column, method) in methods.iter().enumerate() {
                let chosen = arranging.choices.method == *method;
                let number = row * 3 + column + 1;
                let response = tiles::tile_ui(ui, theme, (*method, number), width, chosen);
                if chosen && !arranging.opened {
                    arranging.opened = true;
                    arranging.follows = true;
                    response.request_focus();
                }
                // In large type the second row may lie beyond the edge, also once there is more to say below.
                if chosen && std::mem::take(&mut arranging.follows) {
                    response.scroll_to_me(None);
                }
                arranging.on_tile |= response.has_focus();
                if response.clicked() {
                    clicked = Some(*method);
                }
            }
        });
    }
    if let Some(method) = clicked {
        arranging.choose(method);
    }
}

fn label_ui(ui: &mut Ui, theme: &Theme, words: &str) -> Id {
    ui.spacing_mut().item_spacing.y = theme::HALF;
    words_ui(ui, words, theme::regular(11.5), theme.muted).id
}

fn who_ui(ui: &mut Ui, context: &PanelContext<'_>, choices: &mut Choices) {
    ui.scope(|ui| {
        let label = label_ui(ui, context.theme, "Who may move");
        let now = Who::ALL.iter().position(|who| *who == choices.who);
        if let Some(index) = segments_ui(ui, Id::new("arrange who"), label, &Who::NAMES, now) {
            choices.who = Who::ALL[index];
        }
        if let Some(words) = nobody(context.session, choices.who) {
            words_ui(ui, words, theme::regular(12.0), context.theme.warning);
        }
    });
}

/// Why nobody would move.
fn nobody(session: &Session, who: Who) -> Option<&'static str> {
    match who {
        Who::Selected if choices::selected(session).is_empty() => Some("No organisation is selected."),
        Who::New if choices::newcomers(session).is_empty() => {
            Some("Nothing was added since the map was opened.")
        }
        _ => None,
    }
}

fn strength_ui(ui: &mut Ui, theme: &Theme, choices: &mut Choices) {
    let is_tidy = choices.method == Method::Tidy;
    let (name, value) = if is_tidy {
        ("How tidy", &mut choices.tidiness)
    } else {
        ("How far from your sketch", &mut choices.strength)
    };
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            label_ui(ui, theme, name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                words_ui(ui, &format!("{value} %"), theme::medium(12.0), theme.ink);
            });
        });
        ui.spacing_mut().slider_width = WIDTH;
        ui.spacing_mut().slider_rail_height = 4.0;
        let lowest = if is_tidy { 0 } else { 5 };
        let slider = Slider::new(value, lowest..=100).show_value(false).step_by(5.0);
        let response = ui.add(slider);
        let now = f64::from(*value);
        response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), now, name));
    });
}

fn method_ui(ui: &mut Ui, context: &PanelContext<'_>, arranging: &mut Arranging) {
    let theme = context.theme;
    let choices = &mut arranging.choices;
    if choices::has_direction(choices.method) {
        ui.scope(|ui| {
            let (name, ways) = match choices.method {
                Method::Layered => {
                    ("Flows run", [("To the right", "Flows run to the right"), ("Down", "Flows run down")])
                }
                _ => (
                    "Bands stand",
                    [
                        ("One above the other", "Bands stand one above the other"),
                        ("Side by side", "Bands stand side by side"),
                    ],
                ),
            };
            let label = label_ui(ui, theme, name);
            let now = Some(usize::from(choices.sideways));
            if let Some(index) = segments_ui(ui, Id::new("arrange direction"), label, &ways, now) {
                choices.sideways = index == 1;
            }
        });
    }
    if choices.method == Method::Rings {
        centre_ui(ui, context, choices);
    }
    if choices::has_bands(context.session.document())
        && switch_ui(ui, "Keep the bands that are drawn", Some(choices.keep_bands)).clicked()
    {
        choices.keep_bands = !choices.keep_bands;
    }
    if switch_ui(ui, "Keep the middle where it is", Some(choices.keep_centre)).clicked() {
        choices.keep_centre = !choices.keep_centre;
    }
    if choices::has_chance(choices.method) {
        let response = words_button_ui(ui, theme, "Another try", Weight::Plain);
        arranging.on_button |= response.has_focus();
        if response.clicked() {
            choices.seed += 1;
        }
    }
}

fn centre_ui(ui: &mut Ui, context: &PanelContext<'_>, choices: &mut Choices) {
    ui.scope(|ui| {
        let label = label_ui(ui, context.theme, "In the middle");
        let document = context.session.document();
        let id = Id::new("arrange centre");
        // A long list is gathered only where it is seen.
        let is_open = combo_is_open(ui, id);
        let wanted = |one: &&OrganisationId| is_open || choices.centre.as_ref() == Some(*one);
        let mut named: Vec<(String, &OrganisationId)> = document
            .organisations()
            .iter()
            .filter(|(id, _)| wanted(id))
            .map(|(id, it)| (it.name.trim().to_owned(), id))
            .collect();
        named.sort_by_cached_key(|(name, id)| (name.to_lowercase(), (*id).clone()));
        let nobody = std::iter::once(Choice::new(None, "Nobody"));
        let rows = named.into_iter().map(|(name, id)| {
            let name = if name.is_empty() { id.to_string() } else { name };
            Choice::new(Some(id.clone()), name)
        });
        let rows: Vec<Choice<Option<OrganisationId>>> = nobody.chain(rows).collect();
        let now = rows.iter().position(|row| row.value == choices.centre);
        if let Some(chosen) = combo_ui(ui, id, label, &rows, now, "Nobody") {
            choices.centre = chosen.clone();
        }
    });
}

/// What the preview came to, or how far it is.
fn outcome_ui(ui: &mut Ui, theme: &Theme, arranging: &Arranging) {
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), theme.hairline_stroke());
    ui.add_space(2.0);
    if let Some(done) = arranging.work.done(ui.ctx()) {
        progress_ui(ui, theme, done);
        return;
    }
    match (arranging.work.trouble(), &arranging.shown) {
        (Some(trouble), _) => {
            let ink = if trouble == Trouble::Fault { theme.danger } else { theme.ink };
            words_ui(ui, &format!("{}.", trouble_words(trouble)), theme::medium(12.5), ink);
        }
        (None, Some(shown)) => shown_ui(ui, theme, shown),
        (None, None) => {
            words_ui(ui, "Working it out…", theme::regular(12.5), theme.muted);
        }
    }
}

fn shown_ui(ui: &mut Ui, theme: &Theme, shown: &Shown) {
    ui.spacing_mut().item_spacing.y = theme::HALF;
    let first = match shown.moved {
        0 => "Nothing moves".to_owned(),
        1 => "1 organisation moves".to_owned(),
        many => format!("{} organisations move", grouped(many as u64)),
    };
    words_ui(ui, &first, theme::medium(13.0), theme.ink);
    let mut rest = shown.measures.clone();
    match shown.held {
        0 => {}
        1 => rest.push("1 is pinned or locked and stays".to_owned()),
        many => rest.push(format!("{} are pinned or locked and stay", grouped(many as u64))),
    }
    words_ui(ui, &crate::app::words::capital(&rest.join(", ")), theme::regular(12.5), theme.muted);
    for words in shown.told.iter().take(MOST_TOLD) {
        minded_ui(ui, theme, &format!("{words}."));
    }
    if shown.told.len() > MOST_TOLD {
        let more = format!("and {} more", shown.told.len() - MOST_TOLD);
        words_ui(ui, &more, theme::regular(12.5), theme.muted);
    }
}

/// Words with the sign of what is to be minded, wrapped beside it.
fn minded_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        words_ui(ui, icons::WARNING, theme::icon(14.0), theme.warning);
        ui.vertical(|ui| words_ui(ui, words, theme::regular(12.5), theme.ink));
    });
}

fn progress_ui(ui: &mut Ui, theme: &Theme, done: f64) {
    let percent = (done * 100.0).floor();
    let words =
        if percent > 0.0 { format!("Working it out: {percent} %") } else { "Working it out…".to_owned() };
    words_ui(ui, &words, theme::medium(12.5), theme.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    let round = CornerRadius::same(3);
    ui.painter().rect_filled(rect, round, theme.pressed);
    let filled = rect.with_max_x(rect.left() + rect.width() * done.clamp(0.02, 1.0) as f32);
    ui.painter().rect_filled(filled, round, theme.accent);
    response.widget_info(|| {
        let mut info =
            WidgetInfo::labeled(WidgetType::ProgressIndicator, true, "Working out the arrangement");
        info.value = Some(percent);
        info
    });
}

fn foot_ui(ui: &mut Ui, theme: &Theme, arranging: &mut Arranging) -> Option<Wish> {
    let mut wish = None;
    let size = vec2(WIDTH, theme::CONTROL_HEIGHT);
    ui.add_space(2.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if arranging.work.done(ui.ctx()).is_some() {
            let response = words_button_ui(ui, theme, "Stop", Weight::Plain);
            arranging.on_button |= response.has_focus();
            if response.clicked() {
                arranging.work.stop();
            }
            return;
        }
        let can_keep = arranging.ready().is_some();
        let keep = ui
            .add_enabled_ui(can_keep, |ui| words_button_ui(ui, theme, "Keep this arrangement", Weight::Main));
        arranging.on_button |= keep.inner.has_focus();
        if keep.inner.clicked() {
            wish = Some(Wish::Keep);
        }
        let leave = words_button_ui(ui, theme, "Cancel", Weight::Plain);
        arranging.on_button |= leave.has_focus();
        if leave.clicked() {
            wish = Some(Wish::Close);
        }
    });
    wish
}
