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
    interchange::{ColumnFacts, Format, Mapping, Role, Use, UsedColumn, Uses},
};

/// Width of what can be chosen, points.
pub(super) const CHOICE: f32 = 172.0;
/// More columns are not shown: they are taken as is probable.
const MOST: usize = 200;

/// What a column can be said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Say {
    /// What becomes of its values.
    Role(Role),
    /// What the graph is made of, where the file is a table.
    Use(Use),
}

const USES: [(Use, &str); 4] = [
    (Use::Name, "Name of the organisation"),
    (Use::Id, "Id"),
    (Use::From, "Flow comes from"),
    (Use::To, "Flow goes to"),
];

/// Shows them; whether a role was changed.
pub(super) fn columns_ui(
    ui: &mut Ui,
    theme: &Theme,
    file: &File,
    mapping: &mut Mapping,
    uses: &mut Uses,
) -> bool {
    let mut changed = false;
    let remark = |count: usize| crate::app::chrome::status_line::counted(count, "column");
    let survey = &file.survey;
    let graph = &file.read.graph;
    let is_table = matches!(file.read.format, Format::Csv | Format::Xlsx) && graph.own.is_none();
    let used = |of_edges| graph.used.iter().filter(move |one| one.of_edges == of_edges);
    let has_labels = survey.labels.filled > 0 && used(false).next().is_none();
    let nodes = survey.nodes.len() + used(false).count() + usize::from(has_labels);
    section_ui(ui, Id::new("import nodes"), "Organisations", &remark(nodes), true, |ui| {
        if has_labels {
            let words = if mapping.names { "Extra field" } else { "Name" };
            fixed_ui(ui, theme, "The file’s own names", &survey.labels, words);
        }
        used(false).for_each(|one| used_ui(ui, theme, one, &survey.labels, uses));
        let list = List { theme, table: &NODE_ROLES, is_table, of_edges: false };
        changed |= list.ui(ui, &survey.nodes, &mut mapping.nodes, uses);
        if changed {
            // The file's own label gives way to the column that a person says is the name.
            mapping.names = mapping.nodes.contains(&Role::Name) && graph.own.is_none();
        }
    });
    let edges = survey.edges.len() + used(true).count() + usize::from(survey.edge_labels.filled > 0);
    if edges == 0 {
        return changed;
    }
    section_ui(ui, Id::new("import edges"), "Flows", &remark(edges), true, |ui| {
        used(true).for_each(|one| used_ui(ui, theme, one, &ColumnFacts::default(), uses));
        if survey.edge_labels.filled > 0 {
            changed |= labels_ui(ui, theme, &survey.edge_labels, mapping);
        }
        let list = List { theme, table: &EDGE_ROLES, is_table, of_edges: true };
        changed |= list.ui(ui, &survey.edges, &mut mapping.edges, uses);
    });
    changed
}

/// A column of a table of which the graph is made.
fn used_ui(ui: &mut Ui, theme: &Theme, one: &UsedColumn, facts: &ColumnFacts, uses: &mut Uses) {
    let rows: Vec<Choice<Use>> = USES
        .into_iter()
        .map(|(is, words)| Choice::new(is, words))
        .chain([Choice::new(Use::Field, "Something else")])
        .collect();
    let now = uses.of(&one.heading).unwrap_or(one.used);
    let current = rows.iter().position(|row| row.value == now);
    let id = Id::new(("import used", one.of_edges, &one.heading));
    let samples = if one.used == Use::Name { facts.samples.join(" · ") } else { String::new() };
    let chosen = pair_row_ui(ui, theme, &one.heading, &samples, |ui, label| {
        combo_ui(ui, id, label, &rows, current, "").copied()
    });
    if let Some(chosen) = chosen.filter(|chosen| *chosen != now) {
        uses.say(&one.heading, chosen);
    }
}

/// Words that the file itself has on its flows: labels, or kinds.
fn labels_ui(ui: &mut Ui, theme: &Theme, facts: &ColumnFacts, mapping: &mut Mapping) -> bool {
    let rows = [Choice::new(false, "Label"), Choice::new(true, "Kind of flow")];
    let current = usize::from(mapping.labels_are_kinds);
    let chosen = row_ui(ui, theme, "The file’s own words on flows", facts, |ui, label| {
        combo_ui(ui, Id::new("import edge labels"), label, &rows, Some(current), "").copied()
    });
    let changed = chosen.filter(|kinds| *kinds != mapping.labels_are_kinds);
    mapping.labels_are_kinds = changed.unwrap_or(mapping.labels_are_kinds);
    changed.is_some()
}

/// The columns of organisations, or of flows.
struct List<'a> {
    theme: &'a Theme,
    table: &'a [(&'static str, Role, &'static str)],
    is_table: bool,
    of_edges: bool,
}

impl List<'_> {
    fn ui(&self, ui: &mut Ui, columns: &[ColumnFacts], roles: &mut [Role], uses: &mut Uses) -> bool {
        let mut changed = false;
        for (index, (facts, now)) in columns.iter().zip(roles.iter_mut()).take(MOST).enumerate() {
            let said = uses.of(&facts.title).filter(|is| self.is_table && *is != Use::Field);
            let current = said.map_or(Say::Role(*now), Say::Use);
            let id = Id::new(("import column", self.of_edges, index));
            let chosen = row_ui(ui, self.theme, &facts.title, facts, |ui, label| {
                let rows = self.rows();
                let at = rows.iter().position(|row| row.value == current);
                combo_ui(ui, id, label, &rows, at, &role(*now, self.table)).copied()
            });
            match chosen {
                Some(Say::Role(role)) => {
                    changed |= role != *now;
                    *now = role;
                    if said.is_some() {
                        uses.say(&facts.title, Use::Field);
                    }
                }
                Some(Say::Use(is)) => uses.say(&facts.title, is),
                None => {}
            }
        }
        if columns.len() > MOST {
            let words = format!("{} more columns are taken as extra fields", columns.len() - MOST);
            hint_ui(ui, &words);
        }
        changed
    }

    fn rows(&self) -> Vec<Choice<Say>> {
        let is_of_graph = |role: &Role| self.is_table && matches!(role, Role::Name | Role::Id);
        let shown = self.table.iter().filter(|(heading, role, _)| !heading.is_empty() && !is_of_graph(role));
        let mut rows: Vec<_> = shown
            .map(|(heading, role, words)| Choice::new(Say::Role(*role), *words).under(*heading))
            .collect();
        if self.is_table {
            let uses =
                USES.iter().map(|(is, words)| Choice::new(Say::Use(*is), *words).under("Of the table"));
            rows.extend(uses);
        }
        rows
    }
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
