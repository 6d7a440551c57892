//! The goals: written, put in order, taken away; and who supports, opposes or stays out of each.
//! Must not know towers.

use eframe::egui::{self, CornerRadius, Id, Key, Margin, Stroke, Ui, vec2};

use super::{edits, influence::ask, panel::Panel};
use crate::{
    app::{
        Intent, PanelContext,
        chrome::{
            parts::{Sign, sign_button_ui, words_ui},
            status_line::counted,
        },
        icons,
        theme::{self, RADIUS},
        widgets::{Name, TextField, hint_ui, name_text_field, segments_ui, text_field_ui},
    },
    editor::Command,
    model::{Document, Goal, GoalId, OrganisationId, Position, RecordId},
    scene::goal_letter,
};

/// Shows the goals, and a field for the next.
pub(super) fn goals_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    let goals = &document.map().goals;
    let foot = egui::Panel::bottom("new goal").show_separator_line(false).resizable(false);
    foot.frame(egui::Frame::new().inner_margin(Margin { top: 6, ..Margin::ZERO })).show(ui, |ui| {
        new_goal_ui(ui, panel, intents);
    });
    if goals.is_empty() {
        let words =
            "A goal is something that some in the room want and others may not. Write the first below.";
        hint_ui(ui, words);
        return;
    }
    let selected = context.session.selection().organisations();
    let current = panel.current_goal(document);
    egui::ScrollArea::vertical().id_salt("goals").auto_shrink(false).show(ui, |ui| {
        for (index, goal) in goals.iter().enumerate() {
            let is_current = current.as_ref() == Some(&goal.id);
            let shown = card(context, is_current).show(ui, |ui| {
                ui.set_width(ui.available_width());
                text_ui(ui, context, (index, goal), intents);
                stance_ui(ui, context, goal, (index, &selected), intents);
                who_ui(ui, context, &goal.id, intents);
            });
            if ui.input(|input| input.pointer.any_pressed()) && ui.rect_contains_pointer(shown.response.rect)
            {
                panel.goal = Some(goal.id.clone());
            }
        }
    });
}

fn card(context: &PanelContext<'_>, current: bool) -> egui::Frame {
    let line = if current { Stroke::new(1.5, context.theme.accent) } else { context.theme.hairline_stroke() };
    egui::Frame::new().stroke(line).corner_radius(CornerRadius::same(RADIUS)).inner_margin(Margin::same(8))
}

fn new_goal_ui(ui: &mut Ui, panel: &mut Panel, intents: &mut Vec<Intent>) {
    let id = Id::new("new goal of the room");
    let field = TextField {
        id,
        name: Name::Words("New goal"),
        hint: "New goal: type it and press Enter",
        rows: 1,
        wrong: false,
        width: None,
    };
    let response = text_field_ui(ui, field, &mut panel.new_goal);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && !panel.new_goal.trim().is_empty() {
        intents.push(Intent::Do(Command::AddGoal(std::mem::take(&mut panel.new_goal))));
        // The room has more than one.
        response.request_focus();
    }
}

/// The goal's words, to be edited in place, and its place among the others.
fn text_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    (index, goal): (usize, &Goal),
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    let last = document.map().goals.len() - 1;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let letter =
            egui::RichText::new(goal_letter(index)).font(theme::bold(14.0)).color(context.theme.muted);
        egui::Frame::new().inner_margin(Margin::symmetric(2, 0)).show(ui, |ui| ui.label(letter));
        ui.add_space(4.0);
        let mut text = goal.text.clone();
        let width = ui.available_width() - 3.0 * 28.0 - 8.0;
        let edit = egui::TextEdit::multiline(&mut text)
            .id(Id::new(("goal words", goal.id.as_str())))
            .font(theme::medium(14.0))
            .desired_rows(1)
            .desired_width(width)
            .return_key(None)
            .margin(vec2(2.0, 4.0))
            .frame(egui::Frame::NONE);
        let response = ui.add(edit);
        name_text_field(ui, &response, &format!("Goal {}", index + 1), &text);
        if response.has_focus() {
            let line = Stroke::new(2.0, context.theme.accent);
            ui.painter().hline(response.rect.x_range(), response.rect.bottom(), line);
        }
        if response.changed() {
            let step = ("Edit goal", Some(format!("words of goal {}", goal.id)));
            let edit = |goals: &mut Vec<Goal>| {
                if let Some(goal) = goals.get_mut(index) {
                    goal.text.clone_from(&text);
                }
            };
            intents.push(Intent::Do(edits::goals(document, step, edit)));
        }
        if response.lost_focus() {
            intents.push(Intent::Seal);
        }
        let name = goal.text.trim();
        for (icon, verb, enabled, step) in [
            (icons::CARET_UP, "Move up", index > 0, "Move goal"),
            (icons::CARET_DOWN, "Move down", index < last, "Move goal"),
            (icons::TRASH, "Delete", true, "Delete goal"),
        ] {
            let name = format!("{verb} goal {name}");
            let sign =
                Sign { icon, name: &name, tip: verb, tip_beside: false, side: 28.0, on: false, enabled };
            if sign_button_ui(ui, context.theme, &sign).clicked() {
                intents.push(Intent::Do(edits::goals(document, (step, None), |goals| match verb {
                    "Move up" => goals.swap(index, index - 1),
                    "Move down" => goals.swap(index, index + 1),
                    _ => drop(goals.remove(index)),
                })));
            }
        }
    });
}

/// Where what is selected stands on the goal.
fn stance_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    goal: &Goal,
    (index, selected): (usize, &[OrganisationId]),
    intents: &mut Vec<Intent>,
) {
    const CHOICES: [Option<Position>; 4] =
        [Some(Position::Support), Some(Position::Oppose), Some(Position::Neutral), None];
    let document = context.session.document();
    let stances: Vec<Option<Position>> = selected
        .iter()
        .filter_map(|id| document.organisation(id))
        .map(|organisation| edits::stance_of(organisation, &goal.id))
        .collect();
    let Some(first) = stances.first() else { return };
    let shared = stances.iter().all(|stance| stance == first).then_some(*first);
    let current = shared.and_then(|stance| CHOICES.iter().position(|choice| *choice == stance));
    let who = match selected {
        [id] => edits::name_of(document, id),
        several => counted(several.len(), "organisation"),
    };
    let label = words_ui(ui, &who, theme::regular(12.0), context.theme.muted).id;
    let names = ["Support", "Oppose", "Neutral", "None"];
    let options = names.map(|name| (name, name));
    let id = Id::new(("stance", index));
    if let Some(chosen) = segments_ui(ui, id, label, &options, current) {
        ask(intents, context, edits::stance(document, selected, &goal.id, CHOICES[chosen]));
    }
}

/// Who is for, against and neither; a click selects them.
fn who_ui(ui: &mut Ui, context: &PanelContext<'_>, goal: &GoalId, intents: &mut Vec<Intent>) {
    let document = context.session.document();
    let mut nobody = true;
    ui.spacing_mut().item_spacing.y = 2.0;
    for (position, word, ink) in [
        (Position::Support, "For", context.theme.success),
        (Position::Oppose, "Against", context.theme.danger),
        (Position::Neutral, "Neutral", context.theme.muted),
    ] {
        let ids = with_stance(document, goal, position);
        if ids.is_empty() {
            continue;
        }
        nobody = false;
        let names: Vec<String> = ids.iter().map(|id| edits::name_of(document, id)).collect();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let sign = match position {
                Position::Support => icons::PLUS,
                Position::Oppose => icons::MINUS,
                Position::Neutral => icons::CIRCLE,
            };
            words_ui(ui, sign, theme::icon(14.0), ink);
            let words = format!("{word} {}: {}", ids.len(), names.join(", "));
            let words = egui::RichText::new(words).font(theme::regular(12.5)).color(context.theme.ink);
            let label = egui::Label::new(words).wrap().sense(egui::Sense::click());
            let response = ui.add(label).on_hover_text("Click to select them on the map");
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                intents.push(Intent::Select(ids.into_iter().map(RecordId::Organisation).collect()));
            }
        });
    }
    if nobody {
        hint_ui(ui, "Nobody has taken a stance yet. Select organisations, then W or a click here.");
    }
}

fn with_stance(document: &Document, goal: &GoalId, position: Position) -> Vec<OrganisationId> {
    let organisations = document.organisations().iter();
    let these = organisations.filter(|(_, one)| edits::stance_of(one, goal) == Some(position));
    these.map(|(id, _)| id.clone()).collect()
}
