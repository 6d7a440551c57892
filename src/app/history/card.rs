//! The card of the history over the canvas: named versions on top, steps below. Must not know what a wish does.

use eframe::egui::{self, Id, Key, Modifiers, Rect, ScrollArea, vec2};

use super::{
    HistoryCard, Kept, Wish,
    rows::{Line, lines},
};
use crate::{
    app::{
        PanelContext,
        chrome::{
            corner_card::corner_card_ui,
            parts::{Row, Sign, Weight, caption_ui, row_ui, sign_button_ui, words_button_ui, words_ui},
            status_line::counted,
        },
        icons,
        recovery::ago,
        theme::{self, Theme, UNIT},
        widgets::{Name, TextField, text_field_ui},
    },
    file::journal::{Log, Version},
};

const WIDTH: f32 = 344.0;
const ROW: f32 = 28.0;
/// So many lines of a difference are shown.
const MOST_LINES: usize = 200;

/// Shows the card in the canvas's right upper corner; what is asked for.
pub fn history_card_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    card: &mut HistoryCard,
    kept: Kept<'_>,
    place: Rect,
) -> Option<Wish> {
    if !card.open {
        return None;
    }
    let mut wish = None;
    let shown = corner_card_ui(ctx, context.theme, ("history", WIDTH, 4.0), place, |ui| {
        head_ui(ui, context, card);
        wish = versions_ui(ui, context, card, kept.log);
        wish = other_ui(ui, context, kept.other).or(wish.take());
        wish = steps_ui(ui, context, card, kept).or(wish.take());
    });
    card.rect = Some(shown.rect);
    if shown.has_keyboard && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        card.open = false;
    }
    wish
}

fn head_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, card: &mut HistoryCard) {
    ui.horizontal(|ui| {
        words_ui(ui, "History", theme::bold(15.0), context.theme.ink);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let sign = sign(icons::X, "Close the history", "Close  (Esc)");
            if sign_button_ui(ui, context.theme, &sign).clicked() {
                card.open = false;
            }
        });
    });
}

fn sign<'a>(icon: &'static str, name: &'a str, tip: &'a str) -> Sign<'a> {
    Sign { icon, name, tip, tip_beside: false, side: 26.0, on: false, enabled: true }
}

/// The states that have a name, and a field to name the one in which the map is.
fn versions_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut HistoryCard,
    log: &Log,
) -> Option<Wish> {
    let mut wish = None;
    caption_ui(ui, context.theme, "Named versions");
    ui.horizontal(|ui| {
        let id = Id::new("name of the version");
        let field = TextField {
            id,
            name: Name::Words("Name the map as it is now"),
            hint: "Name the map as it is now",
            rows: 1,
            wrong: false,
            width: Some(ui.available_width() - 64.0),
        };
        let typed = text_field_ui(ui, field, &mut card.naming);
        let entered = typed.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = words_button_ui(ui, context.theme, "Keep", Weight::Plain).clicked();
        let name = card.naming.trim();
        if (clicked || entered) && !name.is_empty() {
            wish = Some(Wish::Name(name.to_owned()));
        }
    });
    for version in log.versions().iter().rev() {
        wish = version_ui(ui, context, card, version).or(wish.take());
    }
    wish
}

fn version_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &HistoryCard,
    version: &Version,
) -> Option<Wish> {
    let mut wish = None;
    let (theme, name) = (context.theme, &version.name);
    let when = ago(version.when / 1000);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let compares = card.compared.as_ref().is_some_and(|(other, _)| other == name);
        let row = Row {
            icon: icons::FLAG,
            words: name,
            beside: &when,
            on: compares,
            height: ROW,
            ..Row::default()
        };
        let size = vec2(ui.available_width() - 3.0 * 28.0, ROW);
        let response = ui.allocate_ui(size, |ui| row_ui(ui, theme, &row)).inner;
        if response.on_hover_text("Show how the map differs from it now").clicked() {
            wish = Some(Wish::Compare(name.clone()));
        }
        let words = format!("Compare with “{name}” on the map");
        let tip = format!("{words}\nWhat came, went, changed and moved since then, in place");
        if sign_button_ui(ui, theme, &sign(icons::ARROWS_LEFT_RIGHT, &words, &tip)).clicked() {
            wish = Some(Wish::LayOver(name.clone()));
        }
        let tip =
            format!("Bring “{name}” back\nThe map becomes what it was then, as one step that can be undone");
        if sign_button_ui(ui, theme, &sign(icons::CLOCK_BACK, &format!("Bring “{name}” back"), &tip))
            .clicked()
        {
            wish = Some(Wish::BringBack(name.clone()));
        }
        let words = format!("Forget the name “{name}”");
        if sign_button_ui(ui, theme, &sign(icons::X, &words, &words)).clicked() {
            wish = Some(Wish::Forget(name.clone()));
        }
    });
    if let Some((_, differs)) = card.compared.as_ref().filter(|(other, _)| other == name) {
        difference_ui(ui, theme, differs);
    }
    wish
}

/// How the map differs from a version, line by line.
fn difference_ui(ui: &mut egui::Ui, theme: &Theme, differs: &[String]) {
    let scroll = ScrollArea::vertical().id_salt("difference").max_height(150.0).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        if differs.is_empty() {
            words_ui(ui, "The map is as it was then", theme::regular(12.5), theme.muted);
        }
        if !differs.is_empty() {
            words_ui(ui, "Since then (+ new, - gone, ~ changed):", theme::medium(12.5), theme.muted);
        }
        for line in differs.iter().take(MOST_LINES) {
            ui.add(
                egui::Label::new(egui::RichText::new(line).font(theme::regular(12.5)).color(theme.muted))
                    .wrap(),
            );
        }
        if differs.len() > MOST_LINES {
            let more = format!("and {} more", counted(differs.len() - MOST_LINES, "line"));
            words_ui(ui, &more, theme::regular(12.5), theme.muted);
        }
    });
}

/// A history of the file that does not lead to the map as it is.
fn other_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, other: Option<&Log>) -> Option<Wish> {
    let other = other?;
    let theme = context.theme;
    ui.add_space(UNIT);
    let steps = counted(other.steps().len(), "step");
    let words = format!(
        "Something else has written this file since ecomap last did ({}). Its history until then has {steps}.",
        ago(other.latest() / 1000)
    );
    ui.add(egui::Label::new(egui::RichText::new(words).font(theme::regular(12.5)).color(theme.muted)).wrap());
    let clicked = words_button_ui(ui, theme, "Open it as another map", Weight::Plain).clicked();
    clicked.then_some(Wish::OpenOther)
}

fn steps_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut HistoryCard,
    kept: Kept<'_>,
) -> Option<Wish> {
    let mut wish = None;
    let theme = context.theme;
    ui.add_space(UNIT);
    caption_ui(ui, theme, "Steps");
    let lines = lines(context.session.history(), kept.log);
    let foot = if kept.lasts { 0.0 } else { 40.0 };
    let height = (ui.available_height() - foot).max(3.0 * ROW);
    let scroll = ScrollArea::vertical().id_salt("steps").max_height(height).auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW, lines.len(), |ui, range| {
        for line in &lines[range] {
            match line {
                Line::Caption(words) => {
                    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
                        ui.add_space(9.0);
                        words_ui(ui, words, theme::medium(12.0), theme.muted);
                    });
                }
                Line::State { revision, words, beside, here, later } => {
                    let icon = match (here, later) {
                        (true, _) => icons::CARET_RIGHT,
                        (false, true) => icons::REDO,
                        (false, false) => "",
                    };
                    let row = Row { icon, words, beside, on: *here, height: ROW, ..Row::default() };
                    let response = row_ui(ui, theme, &row);
                    if *here && std::mem::take(&mut card.wants_keyboard) {
                        response.request_focus();
                    }
                    if response.clicked() {
                        wish = Some(Wish::GoTo(*revision));
                    }
                }
            }
        }
    });
    if !kept.lasts {
        let words = "No history is kept: it goes with this window (View, Keep history)";
        ui.add(
            egui::Label::new(egui::RichText::new(words).font(theme::regular(12.0)).color(theme.muted)).wrap(),
        );
    }
    wish
}
