//! The column of choices. Must not know how a figure is made or where it goes.

use eframe::egui::{Id, Ui};

use super::{
    choices::{Choices, Ground, Measure, Of},
    words,
};
use crate::{
    app::{
        widgets::{
            Choice, Name, TextField, caption_ui, combo_ui, error_ui, field_ui, hairline_ui, hint_ui, pair_ui,
            segments_ui, switch_ui, text_field_ui,
        },
        words::capital,
    },
    model::{Document, LegendPlace, ViewId},
    pipeline::{Format, PagePreset, PageReport, Parts},
    style::Palette,
};

/// Shows the choices; whether Enter in a line asks for the export.
pub(super) fn form_ui(
    ui: &mut Ui,
    document: &Document,
    choices: &mut Choices,
    report: Option<&PageReport>,
) -> bool {
    let mut enter = false;
    ui.spacing_mut().item_spacing.y = 8.0;
    what_ui(ui, document, choices);
    format_ui(ui, choices, report, &mut enter);
    if choices.format != Format::Html {
        part_ui(ui, "Page");
        page_ui(ui, choices, report, &mut enter);
    }
    part_ui(ui, "Looks");
    looks_ui(ui, choices);
    part_ui(ui, "Words");
    words_part_ui(ui, document, choices);
    part_ui(ui, "Beside the names");
    shown_ui(ui, choices);
    enter
}

fn part_ui(ui: &mut Ui, title: &str) {
    ui.add_space(4.0);
    hairline_ui(ui);
    ui.add_space(2.0);
    caption_ui(ui, title);
}

fn id(name: &str) -> Id {
    Id::new(("export", name))
}

/// A field with a list; what was chosen.
fn combo<V: Clone>(
    ui: &mut Ui,
    name: &str,
    rows: &[Choice<V>],
    current: Option<usize>,
    otherwise: &str,
) -> Option<V> {
    field_ui(ui, name, |ui, label| combo_ui(ui, id(name), label, rows, current, otherwise).cloned())
}

/// One of a few words.
fn segments(ui: &mut Ui, name: &str, options: &[(&str, &str)], current: Option<usize>) -> Option<usize> {
    field_ui(ui, name, |ui, label| segments_ui(ui, id(name), label, options, current))
}

/// A number; whether it was changed, and whether Enter was pressed in it.
fn measure_ui(ui: &mut Ui, name: &str, hint: &str, measure: &mut Measure, enter: &mut bool) -> bool {
    field_ui(ui, name, |ui, label| {
        let wrong = measure.is_wrong();
        let look = TextField { wrong, ..TextField::line(id(name), label, hint) };
        let field = text_field_ui(ui, look, &mut measure.0);
        *enter |= field.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        if wrong {
            error_ui(ui, "Type a number, such as 85");
        }
        field.changed()
    })
}

fn switch(ui: &mut Ui, words: &str, on: &mut bool) {
    // The keys that export are no press on the switch that has the focus.
    let exports = ui.input(|input| input.modifiers.command && input.key_pressed(eframe::egui::Key::Enter));
    if switch_ui(ui, words, Some(*on)).clicked() && !exports {
        *on = !*on;
    }
}

/// Of what the figure is made.
fn what_ui(ui: &mut Ui, document: &Document, choices: &mut Choices) {
    let views = crate::app::find::views_in_order(document);
    if views.is_empty() && choices.seen.is_none() {
        return;
    }
    let name = |id: &ViewId, view: &crate::model::View| {
        if view.name.trim().is_empty() { id.to_string() } else { view.name.clone() }
    };
    let mut rows = vec![Choice::new(Of::Map, "Whole map")];
    if let Some(seen) = &choices.seen {
        rows.push(Choice::new(Of::Seen, words::seen(&seen.view)));
    }
    if views.len() > 1 {
        rows.push(Choice::new(Of::Views, format!("All {} views, a page each", views.len())));
    }
    let of_view = |(id, view): &(ViewId, crate::model::View)| {
        Choice::new(Of::View(id.clone()), name(id, view)).under("Views")
    };
    rows.extend(views.iter().map(of_view));
    let current = rows.iter().position(|row| row.value == choices.of);
    if let Some(of) = combo(ui, "Figure of", &rows, current, "") {
        choices.turn_to(of, document);
    }
}

fn format_ui(ui: &mut Ui, choices: &mut Choices, report: Option<&PageReport>, enter: &mut bool) {
    if choices.of == Of::Views {
        hint_ui(ui, "One PDF: the pages in the order of the story, each with the caption of its view");
        return;
    }
    let mut formats = Format::ALL;
    // Pixels last: what is made of lines is printed better.
    formats.sort_by_key(|format| *format == Format::Png);
    let names = formats.map(words::format);
    let current = formats.iter().position(|format| *format == choices.format);
    if let Some(index) = segments(ui, "Format", &names, current) {
        choices.format = formats[index];
    }
    match choices.format {
        Format::Svg => svg_ui(ui, choices),
        Format::Html => along_ui(ui, &mut choices.along),
        Format::Png | Format::Pdf => {}
    }
    if choices.format == Format::Png {
        pair_ui(ui, |left, right| {
            measure_ui(left, "Dots an inch", "300", &mut choices.dpi, enter);
            field_ui(right, "Makes", |ui, _| {
                ui.add_space(5.0);
                match (report, choices.dpi.value()) {
                    (Some(page), Some(dpi)) => hint_ui(ui, &words::pixels(page, dpi)),
                    _ => hint_ui(ui, "…"),
                }
            });
        });
    }
}

/// What becomes of words, and what goes along.
fn svg_ui(ui: &mut Ui, choices: &mut Choices) {
    let kinds = [
        ("Text", "Words as text, to be searched and edited"),
        ("Outlines", "Words as outlines, alike everywhere, also without the typeface"),
    ];
    if let Some(index) = segments(ui, "Words of the SVG", &kinds, Some(usize::from(choices.outlines))) {
        choices.outlines = index == 1;
    }
    switch(ui, "Embed the map, to open it again", &mut choices.embed);
    if choices.embed {
        along_ui(ui, &mut choices.along);
    }
}

/// What was said in confidence: left out unless it is ticked.
fn along_ui(ui: &mut Ui, along: &mut Parts) {
    hint_ui(ui, &words::left_out(along));
    pair_ui(ui, |left, right| {
        switch(left, "Evidence", &mut along.evidence);
        switch(right, "Respondents", &mut along.respondents);
        switch(left, "Notes", &mut along.notes);
        switch(right, "Speaker notes", &mut along.speaker_notes);
    });
}

/// A row of the list of pages.
#[derive(Clone, PartialEq)]
enum PageRow {
    Preset(PagePreset),
    OwnSize,
    Own,
}

fn page_ui(ui: &mut Ui, choices: &mut Choices, report: Option<&PageReport>, enter: &mut bool) {
    let presets = PagePreset::ALL.into_iter();
    let mut rows: Vec<Choice<PageRow>> =
        presets.map(|preset| Choice::new(PageRow::Preset(preset), preset.label())).collect();
    rows.push(Choice::new(PageRow::OwnSize, "The map’s own size"));
    rows.push(Choice::new(PageRow::Own, "Own measures"));
    let now = match choices.preset {
        Some(preset) => PageRow::Preset(preset),
        None if choices.is_own_size() => PageRow::OwnSize,
        None => PageRow::Own,
    };
    let current = rows.iter().position(|row| row.value == now);
    match combo(ui, "Page", &rows, current, "") {
        Some(PageRow::Preset(preset)) => choices.take_preset(preset),
        Some(PageRow::OwnSize) => choices.take_own_size(),
        Some(PageRow::Own) => {
            choices.preset = None;
            ui.memory_mut(|memory| memory.request_focus(id("Width, mm")));
        }
        None => {}
    }
    let mut own = false;
    pair_ui(ui, |left, right| {
        own |= measure_ui(left, "Width, mm", "the map’s own", &mut choices.width, enter);
        own |= measure_ui(right, "Height, mm", "as needed", &mut choices.height, enter);
    });
    if own {
        choices.preset = None;
    }
    pair_ui(ui, |left, right| {
        measure_ui(left, "Margin, mm", "as suits", &mut choices.margin, enter);
        measure_ui(right, "Smallest type, pt", "none asked for", &mut choices.minimum, enter);
    });
    switch(ui, "Keep places", &mut choices.keep_places);
    if report.is_some_and(|report| report.places_adapted) {
        hint_ui(ui, "Moved for this page alone, so that type has room; the map stays as it is");
    }
}

fn looks_ui(ui: &mut Ui, choices: &mut Choices) {
    let mut rows = vec![Choice::new(String::new(), "As the map has it")];
    rows.extend(
        Palette::NAMES.into_iter().map(|name| Choice::new(name.to_owned(), capital(&name.replace('-', " ")))),
    );
    let current = rows.iter().position(|row| row.value == choices.palette);
    if let Some(palette) = combo(ui, "Palette", &rows, current, &choices.palette.clone()) {
        choices.palette = palette;
    }
    let grounds = [
        ("White", "White"),
        ("Dark", "Dark"),
        ("Transparent", "Transparent: what lies under it shows through"),
    ];
    let current = Ground::ALL.iter().position(|ground| *ground == choices.ground);
    // A page for browsers always has a ground.
    let grounds = if choices.format == Format::Html { &grounds[..2] } else { &grounds[..] };
    if let Some(index) = segments(ui, "Ground", grounds, current) {
        choices.ground = Ground::ALL[index];
    }
    let places = [LegendPlace::Below, LegendPlace::Beside, LegendPlace::Inside, LegendPlace::Off];
    let names = [
        ("Below", "Legend below the map"),
        ("Beside", "Legend beside the map"),
        ("Inside", "Legend in a free corner of the map"),
        ("Off", "No legend"),
    ];
    let current = places.iter().position(|place| *place == choices.legend);
    if let Some(index) = segments(ui, "Legend", &names, current) {
        choices.legend = places[index];
    }
}

fn words_part_ui(ui: &mut Ui, document: &Document, choices: &mut Choices) {
    if choices.format != Format::Html {
        switch(ui, "Title and subtitle", &mut choices.title);
    }
    if choices.of == Of::Views {
        hint_ui(ui, "Each page has the caption of its view");
    } else {
        field_ui(ui, "Caption", |ui, label| {
            let look = TextField {
                id: id("Caption"),
                name: Name::Label(label),
                hint: "Words under the figure",
                rows: 2,
                wrong: false,
                width: None,
            };
            text_field_ui(ui, look, &mut choices.caption);
        });
    }
    let footer = &mut choices.footer;
    switch(ui, "What carries meaning", &mut footer.meaning);
    switch(ui, "Source and date", &mut footer.source);
    switch(ui, "Number of organisations and flows", &mut footer.totals);
    if !document.map().coverage.trim().is_empty() {
        switch(ui, "Coverage: what was asked and what was not", &mut footer.coverage);
    }
}

fn shown_ui(ui: &mut Ui, choices: &mut Choices) {
    let shown = &mut choices.shown;
    switch(ui, "Towers of influence", &mut shown.influence);
    switch(ui, "Goals", &mut shown.goals);
    switch(ui, "Roles", &mut shown.roles);
    switch(ui, "How many an organisation stands for", &mut shown.counts);
    switch(ui, "Parked notes", &mut shown.parked);
    switch(ui, "One line a kind of flow", &mut shown.one_line_a_kind);
    switch(ui, "One line a pair of organisations", &mut shown.one_line_a_pair);
    switch(ui, "One line for flows side by side", &mut shown.shared_stems);
}
