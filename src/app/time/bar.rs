//! The bar along the foot of the canvas: the date in large type, how much is there, came and went, the slider, and what
//! can be done. Must not know what is hidden, nor how.

use eframe::egui::{self, Align, Key, Layout, Margin, Modifiers, RichText, Ui, vec2};

use super::{
    TimeBar,
    track::{self, Asked, Track, track_ui},
};
use crate::app::words::number;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        canvas::Canvas,
        chrome::parts::{Sign, Weight, sign_button_ui, words_button_ui, words_ui},
        icons,
        theme::{self, UNIT},
    },
    pipeline::time::{State, When},
};

/// Type of the date, points: read from the back of a room.
const LARGE: f32 = 30.0;
const HEAD: f32 = 40.0;
const MARGIN: Margin = Margin { left: 18, right: 14, top: 8, bottom: 4 };
/// A narrower bar says less, points.
const NARROW: f32 = 760.0;

/// Shows the bar while it is open.
pub fn time_bar_ui(ui: &mut Ui, context: &PanelContext<'_>, time: &mut TimeBar) -> Vec<Intent> {
    let mut intents = Vec::new();
    if !time.open {
        return intents;
    }
    let theme = context.theme;
    let has_dates = time.date.is_some();
    let height = HEAD + if has_dates { track::HEIGHT } else { 0.0 };
    let height = height + f32::from(MARGIN.top) + f32::from(MARGIN.bottom);
    let panel = egui::Panel::bottom("time").exact_size(height).resizable(false).show_separator_line(false);
    panel.frame(theme.panel(MARGIN)).show(ui, |ui| {
        ui.painter().hline(ui.clip_rect().x_range(), ui.clip_rect().top() + 0.5, theme.hairline_stroke());
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(ui.available_width(), HEAD);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            buttons_ui(ui, context, time, &mut intents);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| words_of_ui(ui, context, time));
        });
        slider_ui(ui, context, time);
    });
    intents
}

/// The slider, where there are dates.
fn slider_ui(ui: &mut Ui, context: &PanelContext<'_>, time: &mut TimeBar) {
    let Some(date) = time.date else { return };
    let spoken = format!("{}: {}", named(time), time.made.state);
    let track = Track { moments: &time.made.moments, date, beside: time.beside, spoken: &spoken };
    let focus = std::mem::take(&mut time.wants_keyboard);
    let asked = track_ui(ui, context.theme, &track, focus);
    let inside = ui.memory(|memory| memory.has_focus(track::id()));
    if inside && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        time.close();
        ui.memory_mut(|memory| memory.request_focus(Canvas::id()));
    }
    match asked {
        None => return,
        Some(Asked::Play) => time.play(),
        Some(Asked::To(date)) => {
            time.stop();
            let still = ui.style().animation_time == 0.0;
            let now = ui.input(|input| input.time);
            time.go(date, context.session.document(), (now, still));
        }
    }
    ui.ctx().request_repaint();
}

/// The date or the two of them.
fn named(time: &TimeBar) -> String {
    match time.when() {
        None => "No dates".to_owned(),
        Some(When::At(date)) => date.to_string(),
        Some(When::Between(from, to)) => format!("{from} \u{2192} {to}"),
    }
}

/// The date large, the counts beside it.
fn words_of_ui(ui: &mut Ui, context: &PanelContext<'_>, time: &TimeBar) {
    let theme = context.theme;
    ui.spacing_mut().item_spacing.x = 2.0 * UNIT;
    if time.date.is_none() {
        words_ui(ui, "No dates", theme::bold(20.0), theme.ink);
        let words = "Give organisations or flows a beginning or an end, under Dates in the inspector.";
        words_ui(ui, words, theme::regular(13.5), theme.muted);
        return;
    }
    let date = ui.label(RichText::new(named(time)).font(theme::bold(LARGE)).color(theme.ink));
    ui.ctx().accesskit_node_builder(date.id, |node| node.set_live(egui::accesskit::Live::Polite));
    for (number, (words, spoken)) in counts(&time.made.state).into_iter().enumerate() {
        let needed = ui.painter().layout_no_wrap(words.clone(), theme::medium(15.0), theme.ink).size().x;
        if needed > ui.available_width() {
            break;
        }
        let ink = if number == 0 { theme.ink } else { theme.muted };
        let label = words_ui(ui, &words, theme::medium(15.0), ink);
        label.on_hover_text(spoken);
    }
}

/// Short and in full: what is there, what came and went since the moment before, or between the two dates; what has no
/// dates.
fn counts(state: &State) -> Vec<(String, String)> {
    let mut told = vec![(format!("{} there", state.there.total()), format!("There: {}", state.there))];
    if let Some((came, went)) = state.changes {
        told.push((format!("+ {} new", came.total()), format!("New: {came}")));
        told.push((format!("\u{2212} {} gone", went.total()), format!("Gone: {went}")));
    }
    if state.undated.total() > 0 {
        let full = format!("There at any date, for nobody has dated them: {}", state.undated);
        told.push((format!("{} undated", state.undated.total()), full));
    }
    told
}

/// In words where there is room, for this is what a reader of the bar may want to keep.
fn save_ui(ui: &mut Ui, context: &PanelContext<'_>, enabled: bool, intents: &mut Vec<Intent>) {
    let (name, more) = ("Save as view", "The map as it is seen now, with its date, as a step of the story");
    let response = if ui.available_width() > NARROW {
        let button = |ui: &mut Ui| words_button_ui(ui, context.theme, name, Weight::Quiet);
        ui.add_enabled_ui(enabled, button).inner.on_hover_text(more)
    } else {
        let tip = format!("{name}\n{more}");
        let sign =
            Sign { icon: icons::EYE, name, tip: &tip, tip_beside: false, side: 30.0, on: false, enabled };
        sign_button_ui(ui, context.theme, &sign)
    };
    if response.clicked() && enabled {
        intents.push(Intent::Act(Action::SaveView));
    }
}

fn buttons_ui(ui: &mut Ui, context: &PanelContext<'_>, time: &mut TimeBar, intents: &mut Vec<Intent>) {
    let has_dates = time.date.is_some();
    let sign =
        |icon, name, tip, on, enabled| Sign { icon, name, tip, tip_beside: false, side: 30.0, on, enabled };
    ui.spacing_mut().item_spacing.x = 4.0;
    // From right to left.
    let close = sign(icons::X, "Close the time bar", "Close, and show all dates  (Esc)", false, true);
    if sign_button_ui(ui, context.theme, &close).clicked() {
        intents.push(Intent::Act(Action::Time));
    }
    save_ui(ui, context, has_dates, intents);
    let tip = "Dim what is not there\nInstead of hiding it";
    let ghosts = sign(icons::CIRCLE_HALF, "Dim what is not there", tip, time.ghosts, has_dates);
    if sign_button_ui(ui, context.theme, &ghosts).clicked() && has_dates {
        time.toggle_ghosts();
    }
    let tip = "Before and after\nTwo dates at once: what came and what went is marked";
    let both = sign(icons::ARROWS_LEFT_RIGHT, "Before and after", tip, time.beside.is_some(), has_dates);
    if sign_button_ui(ui, context.theme, &both).clicked() && has_dates {
        time.toggle_beside();
    }
    let (icon, name, tip) = match time.is_playing() {
        true => (icons::PAUSE, "Pause", "Pause  (Space)"),
        false => (icons::PLAY, "Play", "Play  (Space)\nOne date after the other, to the last"),
    };
    if sign_button_ui(ui, context.theme, &sign(icon, name, tip, time.is_playing(), has_dates)).clicked()
        && has_dates
    {
        time.play();
    }
    if ui.available_width() > NARROW && !time.made.moments.is_empty() && time.made.state.without_ends > 0 {
        let words = match time.made.state.without_ends {
            1 => "1 flow lacks an end".to_owned(),
            many => format!("{} flows lack an end", number(many)),
        };
        let tip = "Dated to be there while an end is not: not shown";
        words_ui(ui, &words, theme::regular(13.0), context.theme.warning).on_hover_text(tip);
    }
}
