//! What is asked of the map: by what organisations are classed, and what counts as a tie. Must not know what is found.

use std::collections::BTreeSet;

use eframe::egui::{self, Id};

use crate::{
    analysis::{By, Conventions, NotStated, Question, Reading, Strength},
    app::{
        chrome::parts::{Weight, words_button_ui},
        theme::Theme,
        widgets::{
            Choice, chip_ui, combo_is_open, combo_ui, field_ui, fold_row_ui, hint_ui, segments_ui, switch_ui,
        },
        words::capital,
    },
    model::{Document, FlowKindId, Formality, Status},
};

/// What every map can be classed by.
const OWN: [By; 4] = [By::Sector, By::Scale, By::Kind, By::Place];

/// What organisations are classed by: sector, scale, kind, place, or a field of the author's own.
pub(super) fn classes_ui(ui: &mut egui::Ui, document: &Document, question: &mut Question) {
    let id = Id::new("findings by");
    let words = |by: &By| match by {
        By::Kind => "Kind of node".to_owned(),
        By::Field(field) => field.clone(),
        by => capital(by.name()),
    };
    let mut classes = vec![question.by.clone()];
    if combo_is_open(ui, id) {
        classes = OWN.to_vec();
        let fields: BTreeSet<&String> =
            document.organisations().values().flat_map(|one| one.extra.keys()).collect();
        classes.extend(fields.into_iter().cloned().map(By::Field));
        if !classes.contains(&question.by) {
            classes.push(question.by.clone());
        }
    }
    let current = classes.iter().position(|by| *by == question.by);
    let choices: Vec<Choice<By>> = classes.iter().map(|by| Choice::new(by.clone(), words(by))).collect();
    field_ui(ui, "Organisations are classed by", |ui, label| {
        if let Some(by) = combo_ui(ui, id, label, &choices, current, "") {
            question.by = by.clone();
        }
    });
}

/// What counts as a tie, under a row that opens.
pub(super) fn counts_ui(ui: &mut egui::Ui, theme: &Theme, document: &Document, question: &mut Question) {
    let usual = question.conventions == Conventions::default() && question.not_stated == NotStated::default();
    let remark = if usual { "as usual" } else { "changed" };
    fold_row_ui(ui, Id::new("findings, what counts"), "What counts as a tie", remark, |ui| {
        statuses_ui(ui, &mut question.conventions.statuses);
        ways_ui(ui, &mut question.conventions);
        kinds_ui(ui, document, &mut question.conventions);
        let name = question.by.name().to_owned();
        let options =
            [("A class", "A class of their own"), ("Left out", "Left out of what is told by class")];
        let values = [NotStated::OneClass, NotStated::LeftOut];
        chosen_ui(ui, &format!("Those without a {name}"), options, values, &mut question.not_stated);
        let own = switch_ui(ui, "Flows to oneself count", Some(question.conventions.self_flows));
        if own.clicked() {
            question.conventions.self_flows ^= true;
        }
        if !usual && words_button_ui(ui, theme, "Count as usual", Weight::Quiet).clicked() {
            *question = Question { by: question.by.clone(), ..Question::default() };
        }
    });
}

fn statuses_ui(ui: &mut egui::Ui, statuses: &mut BTreeSet<Status>) {
    field_ui(ui, "Flows count that are", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for status in Status::ALL {
                let on = statuses.contains(&status);
                if chip_ui(ui, &capital(status.name()), Some(on)).clicked() && !statuses.remove(&status) {
                    statuses.insert(status);
                }
            }
        });
        if statuses.is_empty() {
            hint_ui(ui, "None are counted: no organisation has a tie.");
        }
    });
}

fn ways_ui(ui: &mut egui::Ui, conventions: &mut Conventions) {
    let options = [("Counts", "Ties have a direction"), ("Left out", "Every flow joins its ends")];
    chosen_ui(ui, "Direction", options, [true, false], &mut conventions.directed);
    let options = [
        ("Each way", "A tie each way"),
        ("As drawn", "From the first end to the second"),
        ("Not at all", "No tie"),
    ];
    let readings = [Reading::BothWays, Reading::AsDrawn, Reading::LeftOut];
    chosen_ui(ui, "Flows without a direction", options, readings, &mut conventions.no_direction);
    // In the terminal, too, both are read alike.
    conventions.not_known = conventions.no_direction;
    let options = [
        ("One tie", "One tie, however many"),
        ("Counted", "As strong as they are many"),
        ("Weighed", "As strong as their weights together"),
    ];
    let strengths = [Strength::Once, Strength::Counted, Strength::Weighed];
    chosen_ui(ui, "Parallel flows", options, strengths, &mut conventions.strength);
}

fn kinds_ui(ui: &mut egui::Ui, document: &Document, conventions: &mut Conventions) {
    field_ui(ui, "Kind of flow", |ui, label| {
        let mut choices: Vec<Choice<Option<FlowKindId>>> = vec![Choice::new(None, "All kinds")];
        let kinds = document.flow_kinds_in_order().into_iter();
        choices.extend(kinds.map(|(id, kind)| Choice::new(Some(id.clone()), kind.name.clone())));
        let only = conventions.kinds.as_ref().and_then(|kinds| kinds.first().cloned());
        let current = choices.iter().position(|choice| choice.value == only);
        if let Some(kind) = combo_ui(ui, Id::new("findings, kind"), label, &choices, current, "Gone") {
            conventions.kinds = kind.clone().map(|kind| BTreeSet::from([kind]));
        }
    });
    let options = [("Any", "Any formality"), ("Formal", "Formal only"), ("Informal", "Informal only")];
    let values = [None, Some(Formality::Formal), Some(Formality::Informal)];
    chosen_ui(ui, "Formality", options, values, &mut conventions.formality);
}

/// One of a few, under its label.
fn chosen_ui<V: Copy + PartialEq, const N: usize>(
    ui: &mut egui::Ui,
    label: &str,
    options: [(&str, &str); N],
    values: [V; N],
    value: &mut V,
) {
    field_ui(ui, label, |ui, of| {
        let current = values.iter().position(|one| one == value);
        let clicked = segments_ui(ui, Id::new(("findings", of)), of, &options, current);
        if let Some(chosen) = clicked.and_then(|index| values.get(index)) {
            *value = *chosen;
        }
    });
}
