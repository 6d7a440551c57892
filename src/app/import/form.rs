//! The column of choices: format, columns, words, places and looks, adding, what is to be minded. Must not know how a map
//! is made from them.

use eframe::egui::{Id, Ui};

use super::{Importing, Open, adding::adding_ui, columns::columns_ui, job::Made, values::values_ui, words};
use crate::{
    app::{
        chrome::{
            parts::{Weight, words_button_ui, words_ui},
            status_line::counted,
        },
        theme::{self, Theme},
        widgets::{Choice, combo_ui, field_ui, hint_ui, section_ui, switch_ui},
    },
    interchange::{Colours, Dashes, Mapping, Role},
};

/// What was done in the form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// The file is meant in another way now.
    pub(super) mapping: bool,
    /// It joins the open map in another way now.
    pub(super) adding: bool,
    /// How files of this shape are taken is to be forgotten.
    pub(super) forget: bool,
}

pub(super) fn form_ui(ui: &mut Ui, theme: &Theme, page: &mut Importing, open: Option<Open<'_>>) -> Asked {
    ui.spacing_mut().item_spacing.y = 8.0;
    let mut asked = Asked::default();
    format_ui(ui, page);
    let Some(made) = page.made.take() else {
        return asked;
    };
    if made.is_remembered && !page.is_forgotten {
        hint_ui(ui, "Taken as the last file with these columns was.");
        asked.forget = words_button_ui(ui, theme, "Forget", Weight::Quiet)
            .on_hover_text("Guess anew, for this file and for others with these columns")
            .clicked();
    }
    let mapping = &mut page.mapping;
    minded_ui(ui, theme, &made);
    asked.mapping |= columns_ui(ui, theme, &made.file, mapping, &mut page.uses);
    let scheme = open.filter(|open| !open.read_only).map(|open| open.session.document());
    asked.mapping |= values_ui(ui, theme, &made, mapping, scheme);
    asked.mapping |= looks_ui(ui, &made, mapping);
    if let Some(document) = scheme {
        asked.adding |= adding_ui(ui, theme, &made, document, &mut page.adding);
    }
    page.made = Some(made);
    asked
}

/// As what it is read.
fn format_ui(ui: &mut Ui, page: &mut Importing) {
    let rows: Vec<_> =
        page.formats.iter().map(|format| Choice::new(*format, words::format(*format))).collect();
    let current = page.formats.iter().position(|format| *format == page.format);
    let chosen = field_ui(ui, "Read as", |ui, label| {
        combo_ui(ui, Id::new("import format"), label, &rows, current, "").copied()
    });
    if let Some(format) = chosen {
        page.format = format;
    }
}

/// What is to be minded, each with the line that it speaks of.
fn minded_ui(ui: &mut Ui, theme: &Theme, made: &Made) {
    let count = made.file.warnings.len() + made.warnings.len();
    if count == 0 {
        return;
    }
    section_ui(ui, Id::new("import minded"), "To be minded", &crate::app::words::number(count), true, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for (warning, row) in &made.file.warnings {
            let line = warning.place.map(|place| format!("Line {}: ", place.line)).unwrap_or_default();
            let words = format!("{line}{}", warning.message);
            words_ui(ui, &words, theme::regular(12.5), theme.ink);
            if let Some(row) = row {
                words_ui(ui, row, eframe::egui::FontId::monospace(11.5), theme.muted);
            }
            if let Some(hint) = &warning.hint {
                words_ui(ui, hint, theme::regular(12.0), theme.muted);
            }
        }
        for warning in &made.warnings {
            words_ui(ui, &warning.message, theme::regular(12.5), theme.ink);
        }
    });
}

/// Places, colours, sizes, ids.
fn looks_ui(ui: &mut Ui, made: &Made, mapping: &mut Mapping) -> bool {
    let survey = &made.file.survey;
    let is_ours = made.file.read.graph.own.is_some();
    if is_ours {
        return false;
    }
    let mut changed = false;
    section_ui(ui, Id::new("import looks"), "Places and looks", "", true, |ui| {
        if survey.has_places || mapping.nodes.contains(&Role::X) {
            let mut keeps = !mapping.unplaced;
            if switch(ui, "Keep places", &mut keeps) {
                mapping.unplaced = !keeps;
                changed = true;
            }
        } else {
            hint_ui(ui, "The file has no places: the map is laid out");
        }
        if survey.has_colours.0 {
            changed |= colours(ui, "Keep colours of organisations", &mut mapping.node_colours);
        }
        if survey.has_colours.1 {
            changed |= colours(ui, "Keep colours of flows", &mut mapping.edge_colours);
        }
        if survey.has_dashes {
            let mut informal = mapping.dashes == Dashes::Informal;
            if switch(ui, "Broken lines are informal flows", &mut informal) {
                mapping.dashes = if informal { Dashes::Informal } else { Dashes::Field };
                changed = true;
            }
        }
        if survey.has_ids {
            changed |= switch(ui, "Keep the file’s ids as a field", &mut mapping.ids);
        }
    });
    changed
}

fn colours(ui: &mut Ui, words: &str, colours: &mut Colours) -> bool {
    let mut keeps = *colours == Colours::Keep;
    let changed = switch(ui, words, &mut keeps);
    *colours = if keeps { Colours::Keep } else { Colours::Drop };
    changed
}

fn switch(ui: &mut Ui, words: &str, on: &mut bool) -> bool {
    // The keys that open the map are no press on the switch that has the focus.
    let accepts = ui.input(|input| input.modifiers.command && input.key_pressed(eframe::egui::Key::Enter));
    let clicked = switch_ui(ui, words, Some(*on)).clicked() && !accepts;
    *on ^= clicked;
    clicked
}

/// "132 organisations, 240 flows".
pub(super) fn counts_of(made: &Made) -> String {
    let document = &made.document;
    words::counts(
        document.organisations().len(),
        document.flows().len(),
        document.groups().len(),
        document.notes().len(),
    )
}

/// What was placed, what is not taken, how much there is to mind.
pub(super) fn remarks(made: &Made) -> String {
    let mut said = Vec::new();
    if made.placed > 0 {
        said.push(format!("{} laid out", counted(made.placed, "organisation")));
    }
    let graph = &made.file.read.graph;
    let lost = graph.edges.len().saturating_sub(made.document.flows().len());
    if lost > 0 {
        said.push(format!("{} not taken", counted(lost, "flow")));
    }
    let out = |roles: &[Role]| roles.iter().filter(|role| **role == Role::Ignore).count();
    let left = out(&made.mapping.nodes) + out(&made.mapping.edges);
    if left > 0 {
        said.push(format!("{} left out", counted(left, "column")));
    }
    let minded = made.file.warnings.len() + made.warnings.len();
    if minded > 0 {
        said.push(format!("{} to be minded", counted(minded, "thing")));
    }
    said.join(", ")
}
