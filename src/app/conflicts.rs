//! What a merge left to decide, in a panel below the map: each with both values, to take one or the other. Must not
//! carry anything out.

use eframe::egui::{self, Align, Layout, Margin, RichText, vec2};

use super::{
    Intent, Notice, PanelContext,
    actions::Action,
    chrome::parts::{Weight, words_button_ui, words_ui},
    theme::{self, UNIT},
};
use crate::{
    file::Tree,
    model::{Conflict, RecordId},
    pipeline::{self, GROUP_FIELD, Take, settle, settle_all},
};

/// So many signs of a value stand on its button; the rest is in its tip.
const SHOWN: usize = 36;
/// The height at first, points.
const HEIGHT: f32 = 190.0;

/// Shows the panel while there is something to decide.
#[must_use]
pub fn conflicts_ui(ui: &mut egui::Ui, context: &PanelContext<'_>) -> Vec<Intent> {
    let conflicts = &context.session.document().map().conflicts;
    let mut intents = Vec::new();
    if conflicts.is_empty() {
        return intents;
    }
    let frame = context.theme.panel(Margin { left: 16, right: 12, top: 6, bottom: 6 });
    let panel =
        egui::Panel::bottom("conflicts").resizable(true).default_size(HEIGHT).size_range(110.0..=420.0);
    panel.frame(frame).show(ui, |ui| {
        head_ui(ui, context, conflicts.len(), &mut intents);
        egui::ScrollArea::vertical().auto_shrink(false).show_rows(
            ui,
            theme::CONTROL_HEIGHT,
            conflicts.len(),
            |ui, rows| {
                for conflict in &conflicts[rows] {
                    row_ui(ui, context, conflict, &mut intents);
                }
            },
        );
    });
    intents
}

fn head_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, count: usize, intents: &mut Vec<Intent>) {
    let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let words = format!("{} left by a merge", pipeline::counted(count, "conflict"));
        words_ui(ui, &words, theme::bold(13.5), context.theme.ink);
        words_ui(
            ui,
            "Both values are kept in the map until you take one",
            theme::regular(12.5),
            context.theme.muted,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if words_button_ui(ui, context.theme, "Hide", Weight::Quiet).clicked() {
                intents.push(Intent::Act(Action::Conflicts));
            }
            for (take, words) in
                [(Take::Theirs, "Take theirs everywhere"), (Take::Ours, "Take ours everywhere")]
            {
                if words_button_ui(ui, context.theme, words, Weight::Plain).clicked() {
                    let (command, left) = settle_all(context.session.document(), take);
                    intents.extend(command.map(Intent::Do));
                    if left > 0 {
                        let words = format!("{} left", pipeline::counted(left, "conflict"));
                        let why = "What this side deleted: decide each by itself.";
                        intents.push(Intent::Say(Notice::warning(words).detail(why)));
                    }
                }
            }
        });
    });
}

fn row_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, conflict: &Conflict, intents: &mut Vec<Intent>) {
    let document = context.session.document();
    ui.horizontal(|ui| {
        let head = heading(context, conflict);
        let text = RichText::new(&head).font(theme::medium(13.0)).color(context.theme.ink);
        let label = egui::Label::new(text).truncate();
        let width = (ui.available_width() * 0.36).clamp(160.0, 420.0);
        let size = vec2(width, theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(width);
            ui.add(label).on_hover_text(&head);
        });
        for (take, side) in [(Take::Ours, "Ours"), (Take::Theirs, "Theirs")] {
            let value = value(context, conflict, take);
            let weight = if stands(context, conflict, take) { Weight::Main } else { Weight::Plain };
            let button = words_button_ui(ui, context.theme, &format!("{side}: {}", cut(&value)), weight);
            let kept = if weight == Weight::Main { "It stands now." } else { "" };
            let button = button.on_hover_text(format!("{} for {head}: {value}. {kept}", take.name()));
            if button.clicked() {
                intents.push(match settle(document, conflict, take) {
                    Some(command) => Intent::Do(command),
                    None => Intent::Say(
                        Notice::warning("This value can't be read by this version")
                            .detail("Take the other, or change the field by hand."),
                    ),
                });
            }
        }
        let is_shown = matches!(
            conflict.record,
            RecordId::Organisation(_) | RecordId::Flow(_) | RecordId::Group(_) | RecordId::Note(_)
        );
        if is_shown && words_button_ui(ui, context.theme, "Show on map", Weight::Quiet).clicked() {
            intents.push(Intent::Select(vec![conflict.record.clone()]));
            intents.push(Intent::Reveal(vec![conflict.record.clone()]));
        }
        ui.add_space(UNIT);
    });
}

/// "organisation Watershed: sector".
fn heading(context: &PanelContext<'_>, conflict: &Conflict) -> String {
    let name = match pipeline::name_of(context.session.document(), &conflict.record) {
        _ if conflict.record == RecordId::Map => "the map".to_owned(),
        name if name.is_empty() => conflict.record.to_string(),
        name => format!("{} {name}", conflict.record.kind()),
    };
    if conflict.field.is_empty() { name } else { format!("{name}: {}", pipeline::label(&conflict.field)) }
}

fn value(context: &PanelContext<'_>, conflict: &Conflict, take: Take) -> String {
    let raw = take.of(conflict);
    match (conflict.field.as_str(), raw) {
        ("", "") => "delete it".to_owned(),
        ("", _) if conflict.ours.is_empty() || conflict.theirs.is_empty() => "keep it".to_owned(),
        (GROUP_FIELD, "") => "in no group".to_owned(),
        (_, "") => "nothing".to_owned(),
        (field, raw) => pipeline::value_in_words(context.session.document(), &conflict.record, field, raw),
    }
}

/// Whether the map says so now.
fn stands(context: &PanelContext<'_>, conflict: &Conflict, take: Take) -> bool {
    let document = context.session.document();
    let raw = take.of(conflict);
    let Some(record) = document.get(&conflict.record) else { return raw.is_empty() };
    match conflict.field.as_str() {
        "" => !raw.is_empty() && pipeline::same_text(&conflict.record, &record, raw),
        GROUP_FIELD => pipeline::home_of(document, &conflict.record) == raw.trim_matches('"'),
        field => Tree::of(&conflict.record, &record).at(field).map(Tree::spelt).unwrap_or_default() == raw,
    }
}

fn cut(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN && line.len() == value.len() {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>().trim_end())
}
