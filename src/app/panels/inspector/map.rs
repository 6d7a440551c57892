//! The form of the whole map, shown while nothing is selected: title, sources, what was asked and what was not.
//! Must not know other records' forms.

use eframe::egui::{RichText, Ui};

use super::{
    area::areas_ui,
    by_data,
    form::{Form, named},
    goals::goals_ui,
    sources::sources_ui,
};
use crate::app::chrome::status_line::counted;
use crate::app::{
    intent::Intent,
    words::{capital, number},
};
use crate::{
    app::widgets::{Choice, LABEL_SIZE, hint_ui, muted, pair_ui, quiet_button_ui, section_ui},
    model::{Document, MapInfo, RecordId, Status},
    style::Palette,
};

pub(super) type Map<'a> = Form<'a, MapInfo>;

/// All fields of the map.
pub(super) fn map_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let document = form.context.session.document();
    ui.label(RichText::new(counts(document)).size(LABEL_SIZE).color(muted(ui)));
    let title = named("title", "Title").hint("Untitled map");
    form.text(ui, title, |record| record.title.clone(), |record, title| record.title = title);
    let subtitle = named("subtitle", "Subtitle").hint("What the map shows, in a line");
    form.paragraph(ui, subtitle, 2, |record| record.subtitle.clone(), |record, text| record.subtitle = text);
    let place = named("place", "Place").hint("The place it maps");
    form.text(ui, place, |record| record.place.clone(), |record, place| record.place = place);
    let coverage = named("coverage", "Coverage").hint("Who was asked, and what was not");
    form.paragraph(ui, coverage, 3, |record| record.coverage.clone(), |record, text| record.coverage = text);
    let map = document.map();
    let many = |count: usize| if count == 0 { String::new() } else { number(count) };
    let id = form.subject.id("origin");
    section_ui(ui, id, "Author and dates", "", false, |ui| origin_ui(ui, form));
    let id = form.subject.id("sources");
    section_ui(ui, id, "Sources", &many(map.sources.len()), false, |ui| sources_ui(ui, form));
    let id = form.subject.id("goals");
    section_ui(ui, id, "Goals", &many(map.goals.len()), false, |ui| goals_ui(ui, form));
    let id = form.subject.id("areas");
    section_ui(ui, id, "Bands and columns", &many(map.areas.len()), false, |ui| areas_ui(ui, form));
    let id = form.subject.id("looks");
    section_ui(ui, id, "Looks", "", false, |ui| looks_ui(ui, form));
    let id = form.subject.id("by data");
    let remark = by_data::remark(map);
    section_ui(ui, id, "Appearance by data", &remark, false, |ui| by_data::by_data_ui(ui, form));
    let id = form.subject.id("statuses");
    section_ui(ui, id, "Words for statuses", "", false, |ui| statuses_ui(ui, form));
    if !map.conflicts.is_empty() {
        let id = form.subject.id("conflicts");
        section_ui(ui, id, "Left by a merge", &many(map.conflicts.len()), true, |ui| {
            conflicts_ui(ui, form);
        });
    }
}

/// "8 organisations · 8 flows".
pub(super) fn counts(document: &Document) -> String {
    let parts = [
        (document.organisations().len(), "organisation"),
        (document.flows().len(), "flow"),
        (document.groups().len(), "group"),
        (document.notes().len(), "note"),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .enumerate()
        .filter(|(index, (count, _))| *index < 2 || *count > 0)
        .map(|(_, (count, word))| counted(count, word))
        .collect();
    words.join(" · ")
}

fn origin_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let author = named("author", "Author");
    form.text(ui, author, |record| record.author.clone(), |record, author| record.author = author);
    let licence = named("licence", "Licence").hint("CC BY 4.0");
    form.text(ui, licence, |record| record.licence.clone(), |record, licence| record.licence = licence);
    pair_ui(ui, |left, right| {
        let begun = named("created", "Begun");
        form.written(left, begun, |record| record.created, |record, date| record.created = date, |_| None);
        let as_of = named("as of", "Shows the state of");
        form.written(right, as_of, |record| record.as_of, |record, date| record.as_of = date, |_| None);
    });
}

fn looks_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let palettes: Vec<Choice<String>> = Palette::NAMES
        .into_iter()
        .map(|name| {
            // The default palette is left out of the file.
            let value = if name == "default" { "" } else { name };
            Choice::new(value.to_owned(), capital(&name.replace('-', " ")))
        })
        .collect();
    let palette = named("palette", "Palette");
    form.choice(
        ui,
        palette,
        &palettes,
        |record| if record.palette == "default" { String::new() } else { record.palette.clone() },
        |record, palette| record.palette = palette,
    );
    let first = form.context.session.document().sectors_in_order().first().map(|(id, _)| (*id).clone());
    if let Some(first) = first
        && quiet_button_ui(ui, None, "Own colours", true)
            .on_hover_text("Change hues, tones and lines where the legend shows them")
            .clicked()
    {
        form.subject.ask_for(Intent::EditLooks(RecordId::Sector(first)));
    }
    let background = named("background", "Background").hint("the theme's");
    form.colour(ui, background, |record| record.background, |record, colour| record.background = colour);
}

fn statuses_ui(ui: &mut Ui, form: &mut Map<'_>) {
    for status in Status::ALL {
        let label = capital(status.name());
        form.text(
            ui,
            named(&format!("status {}", status.name()), &label).hint(status.name()),
            |record| record.status_names.get(&status).cloned().unwrap_or_default(),
            |record, name| {
                if name.trim().is_empty() {
                    record.status_names.remove(&status);
                } else {
                    record.status_names.insert(status, name);
                }
            },
        );
    }
}

fn conflicts_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let conflicts = form.context.session.document().map().conflicts.clone();
    for (index, conflict) in conflicts.iter().enumerate() {
        hint_ui(ui, &format!("{}, {}", conflict.record, conflict.field));
        ui.label(format!("Ours: {}", conflict.ours));
        ui.label(format!("Theirs: {}", conflict.theirs));
        if crate::app::widgets::quiet_button_ui(ui, None, "Settled", true).clicked() {
            form.subject.change("Settle conflict", |record| {
                if index < record.conflicts.len() {
                    record.conflicts.remove(index);
                }
            });
        }
    }
}
