//! The columns of a file: what each is called, what stands in it, and what it is to the map. Must not know how a map is
//! made from it.

use eframe::egui::{Id, Ui, vec2};

use super::{
    job::File,
    words::{EDGE_ROLES, NODE_ROLES, role},
};
use crate::{
    app::{
        chrome::parts::{cut, words_ui},
        theme::{self, Theme},
        widgets::{Choice, combo_ui, hint_ui, section_ui},
    },
    interchange::{ColumnFacts, Mapping, Role},
};

/// Width of what can be chosen, points.
pub(super) const CHOICE: f32 = 172.0;
/// More columns are not shown: they are taken as is probable.
const MOST: usize = 200;

/// Shows them; whether a role was changed.
pub(super) fn columns_ui(ui: &mut Ui, theme: &Theme, file: &File, mapping: &mut Mapping) -> bool {
    let mut changed = false;
    let remark = |count: usize| crate::app::chrome::status_line::counted(count, "column");
    let survey = &file.survey;
    let nodes = survey.nodes.len() + usize::from(survey.labels.filled > 0);
    section_ui(ui, Id::new("import nodes"), "Organisations", &remark(nodes), true, |ui| {
        if survey.labels.filled > 0 {
            let words = if mapping.names { "Extra field" } else { "Name" };
            fixed_ui(ui, theme, "The file’s own names", &survey.labels, words);
        }
        changed |= list_ui(ui, theme, &survey.nodes, &mut mapping.nodes, &NODE_ROLES);
        if changed {
            // The file's own label gives way to the column that a person says is the name.
            mapping.names = mapping.nodes.contains(&Role::Name) && file.read.graph.own.is_none();
        }
    });
    let edges = survey.edges.len() + usize::from(survey.edge_labels.filled > 0);
    if edges == 0 {
        return changed;
    }
    section_ui(ui, Id::new("import edges"), "Flows", &remark(edges), true, |ui| {
        if survey.edge_labels.filled > 0 {
            changed |= labels_ui(ui, theme, &survey.edge_labels, mapping);
        }
        changed |= list_ui(ui, theme, &survey.edges, &mut mapping.edges, &EDGE_ROLES);
    });
    changed
}

/// Words that the file itself has on its flows: labels, or kinds.
fn labels_ui(ui: &mut Ui, theme: &Theme, facts: &ColumnFacts, mapping: &mut Mapping) -> bool {
    let rows = [Choice::new(false, "Label"), Choice::new(true, "Kind of flow")];
    let current = usize::from(mapping.labels_are_kinds);
    let chosen = row_ui(ui, theme, "The file’s own words on flows", facts, |ui, label| {
        combo_ui(ui, Id::new("import edge labels"), label, &rows, Some(current), "").copied()
    });
    if let Some(kinds) = chosen {
        mapping.labels_are_kinds = kinds;
    }
    chosen.is_some()
}

fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    columns: &[ColumnFacts],
    roles: &mut [Role],
    table: &[(&'static str, Role, &'static str)],
) -> bool {
    let mut changed = false;
    let is_edge = table.len() == EDGE_ROLES.len();
    for (index, (facts, now)) in columns.iter().zip(roles.iter_mut()).take(MOST).enumerate() {
        let rows: Vec<Choice<Role>> = table
            .iter()
            .filter(|(heading, ..)| !heading.is_empty())
            .map(|(heading, role, words)| Choice::new(*role, *words).under(*heading))
            .collect();
        let current = rows.iter().position(|row| row.value == *now);
        let id = Id::new(("import column", is_edge, index));
        let chosen = row_ui(ui, theme, &facts.title, facts, |ui, label| {
            combo_ui(ui, id, label, &rows, current, &role(*now, table)).copied()
        });
        if let Some(chosen) = chosen {
            *now = chosen;
            changed = true;
        }
    }
    if columns.len() > MOST {
        let words = format!("{} more columns are taken as extra fields", columns.len() - MOST);
        hint_ui(ui, &words);
    }
    changed
}

/// A row that cannot be changed.
fn fixed_ui(ui: &mut Ui, theme: &Theme, title: &str, facts: &ColumnFacts, words: &str) {
    row_ui(ui, theme, title, facts, |ui, _| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            words_ui(ui, words, theme::regular(13.0), theme.muted);
        });
    });
}

/// Name and samples at the left, what it is at the right.
pub(super) fn row_ui<R>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    facts: &ColumnFacts,
    add: impl FnOnce(&mut Ui, Id) -> R,
) -> R {
    let samples =
        if facts.samples.is_empty() { "nothing in it".to_owned() } else { facts.samples.join(" · ") };
    pair_row_ui(ui, theme, title, &samples, add)
}

/// Words in two lines at the left, a control at the right.
pub(super) fn pair_row_ui<R>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    below: &str,
    add: impl FnOnce(&mut Ui, Id) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let left = (ui.available_width() - CHOICE - 8.0).max(60.0);
        let label = ui
            .allocate_ui(vec2(left, 36.0), |ui| {
                ui.set_width(left);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let line = cut(title, theme::medium(13.0), theme.ink, left);
                    let label = ui.label(line).on_hover_text(title).id;
                    if !below.is_empty() {
                        ui.label(cut(below, theme::regular(11.5), theme.muted, left)).on_hover_text(below);
                    }
                    label
                })
                .inner
            })
            .inner;
        ui.vertical(|ui| {
            ui.set_width(CHOICE);
            add(ui, label)
        })
        .inner
    })
    .inner
}
