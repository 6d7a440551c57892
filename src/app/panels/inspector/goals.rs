//! What organisations may support or oppose: the map's goals. Must not know the rest of the map's form.

use eframe::egui::{Ui, vec2};

use super::{form::named, map::Map, written::clean};
use crate::{
    app::{
        intent::Intent,
        widgets::{
            CONTROL, INNER, Icon, TextField, field_ui, icon_button_ui, quiet_button_ui, text_field_ui,
        },
    },
    editor::Command,
    model::MapInfo,
};

/// Each goal with its cross, and a field for the next.
pub(super) fn goals_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let goals = form.context.session.document().map().goals.clone();
    let mut gone = None;
    for (index, goal) in goals.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = INNER;
            let width = ui.available_width() - CONTROL - INNER;
            ui.allocate_ui(vec2(width, CONTROL), |ui| {
                form.text(
                    ui,
                    named(&format!("goal {}", goal.id), &format!("Goal {}", index + 1)),
                    |record| record.goals.get(index).map_or_else(String::new, |goal| goal.text.clone()),
                    |record, text| {
                        if let Some(goal) = record.goals.get_mut(index) {
                            goal.text = text;
                        }
                    },
                );
            });
            ui.vertical(|ui| {
                ui.add_space(18.0);
                if icon_button_ui(ui, Icon::Cross, &format!("Remove goal {}", index + 1)).clicked() {
                    gone = Some(index);
                }
            });
        });
    }
    if let Some(index) = gone {
        // The organisations' stances on it go too: that is what this command is for.
        let mut map = MapInfo::clone(form.context.session.document().map());
        map.goals.remove(index);
        form.subject.ask_for(Intent::Do(Command::EditMap(map)));
    }
    new_goal_ui(ui, form);
}

fn new_goal_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let key = form.subject.draft_key("new goal");
    let mut text = form.drafts.get(&key, "").unwrap_or_default();
    let id = form.subject.id("new goal");
    let response = field_ui(ui, "New goal", |ui, label| {
        text_field_ui(ui, TextField::line(id, label, "What some want and others may not"), &mut text)
    });
    if response.changed() {
        form.drafts.keep(&key, &text, "");
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    let goal = clean(text.trim(), false);
    let add = ui
        .add_enabled_ui(!goal.is_empty(), |ui| quiet_button_ui(ui, Some(Icon::Plus), "Add goal", true))
        .inner;
    if (add.clicked() || entered) && !goal.is_empty() {
        form.drafts.drop(&key);
        form.subject.ask_for(Intent::Do(Command::AddGoal(goal)));
    }
}
