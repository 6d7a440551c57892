//! `ecomap render`: a figure of a map. Must not know the other commands.

use std::path::Path;

use super::{
    Outcome,
    arguments::{Faces, Included, LegendOption, Part, RenderOptions, Words},
    say,
};
use crate::{
    file::{self, OpenError},
    model::LegendPlace,
    pipeline::{self, FigureError, FigureOptions, FontChoice, Format, Parts},
    scene::{Footer, Shown},
};

pub(super) fn run(options: &RenderOptions) -> Outcome {
    let format = match format(options) {
        Ok(format) => format,
        Err(error) => {
            say::error(&error.to_string());
            return Outcome::Usage;
        }
    };
    if let Some(words) = asked_in_vain(options, format) {
        say::error(words);
        return Outcome::Usage;
    }
    if is_same_file(&options.map, &options.output) {
        say::error(&format!(
            "the figure would take the place of the map {}: give -o another name",
            options.map.display()
        ));
        return Outcome::Usage;
    }
    let map = match pipeline::read(&options.map) {
        Ok(read) => read,
        Err(error) => {
            report(&options.map, &error);
            return Outcome::Failed;
        }
    };
    say::warnings(&map.warnings);
    let made = figure_options(options).and_then(|asked| pipeline::figure(&map.value, format, &asked));
    let figure = match made {
        Ok(figure) => figure,
        Err(error) => {
            say::error(&error.to_string());
            let is_usage = matches!(
                error,
                FigureError::UnknownPalette(_)
                    | FigureError::UnknownPage(_)
                    | FigureError::UnknownView { .. }
                    | FigureError::OutOfRange { .. }
            );
            return if is_usage { Outcome::Usage } else { Outcome::Failed };
        }
    };
    say::warnings(&figure.warnings);
    if let Some(words) = &figure.value.embedded {
        say::note(words);
    }
    hand_out(&options.output, &figure.value.bytes)
}

/// Whether both names lead to one file. A `-` is no file, and what is not there yet is no other's.
fn is_same_file(map: &Path, figure: &Path) -> bool {
    let is_stream = |path: &Path| path == Path::new("-");
    match (map.canonicalize(), figure.canonicalize()) {
        (Ok(map_file), Ok(figure_file)) => !is_stream(map) && !is_stream(figure) && map_file == figure_file,
        _ => false,
    }
}

fn format(options: &RenderOptions) -> Result<Format, FigureError> {
    match &options.format {
        Some(name) => name.to_lowercase().parse(),
        None => Format::of(&options.output),
    }
}

fn figure_options(options: &RenderOptions) -> Result<FigureOptions, FigureError> {
    let greyscale = options.greyscale.then(|| "greyscale".to_owned());
    let (shown, footer, title) = shown(options);
    Ok(FigureOptions {
        view: options.view.clone(),
        page: options.page.as_deref().map(str::parse).transpose()?,
        width_mm: options.width_mm,
        height_mm: options.height_mm,
        margin_mm: options.margin_mm,
        minimum_type_pt: options.min_type_pt,
        legend: legend(options),
        no_title: options.no_title || !title,
        caption: options.caption.clone(),
        footer,
        page_number: None,
        dpi: options.dpi,
        palette: greyscale.or_else(|| options.palette.clone()),
        transparent: options.transparent,
        dark: options.dark,
        fonts: match options.fonts {
            Faces::System => FontChoice::System,
            Faces::Bundled => FontChoice::Bundled,
        },
        shown,
        outlines: options.text == Words::Outlines,
        embed: options.embed_map.then(|| parts(&options.include)),
        included: parts(&options.include),
    })
}

fn legend(options: &RenderOptions) -> Option<LegendPlace> {
    match options.legend {
        _ if options.no_legend => Some(LegendPlace::Off),
        None => None,
        Some(LegendOption::Below) => Some(LegendPlace::Below),
        Some(LegendOption::Beside) => Some(LegendPlace::Beside),
        Some(LegendOption::Inside) => Some(LegendPlace::Inside),
        Some(LegendOption::Off) => Some(LegendPlace::Off),
    }
}

/// What goes along with the map in the figure.
fn parts(included: &[Included]) -> Parts {
    let has = |part| included.contains(&part);
    Parts {
        evidence: has(Included::Evidence),
        respondents: has(Included::Respondents),
        notes: has(Included::Notes),
        speaker_notes: has(Included::SpeakerNotes),
    }
}

/// What a figure shows in the map, under it and over it, with what is asked for and without what is not wanted.
fn shown(options: &RenderOptions) -> (Shown, Footer, bool) {
    let (mut shown, mut footer, mut title) = (Shown::default(), Footer::default(), true);
    let asked = options.show.iter().map(|part| (part, true));
    for (part, on) in asked.chain(options.hide.iter().map(|part| (part, false))) {
        *match part {
            Part::Influence => &mut shown.influence,
            Part::Goals => &mut shown.goals,
            Part::Tags => &mut shown.roles,
            Part::Counts => &mut shown.counts,
            Part::Parked => &mut shown.parked,
            Part::Title => &mut title,
            Part::Meaning => &mut footer.meaning,
            Part::Source => &mut footer.source,
            Part::Totals => &mut footer.totals,
            Part::Coverage => &mut footer.coverage,
        } = on;
    }
    (shown, footer, title)
}

/// What is asked for and would be left out without a word.
fn asked_in_vain(options: &RenderOptions, format: Format) -> Option<&'static str> {
    let asked = |part| options.include.contains(&part);
    if options.embed_map && format != Format::Svg {
        return Some(
            "only an SVG can hold the map: give -o a name that ends in .svg, or leave out --embed-map",
        );
    }
    match format {
        Format::Html if asked(Included::Respondents) && !asked(Included::Evidence) => {
            Some("respondents go along with their evidence: `--include evidence,respondents`")
        }
        Format::Svg | Format::Png | Format::Pdf if !options.include.is_empty() && !options.embed_map => Some(
            "`--include` says what goes along with a page (.html), or with the map in an SVG (--embed-map)",
        ),
        _ => None,
    }
}

fn report(path: &Path, error: &OpenError) {
    let found = error.diagnostics();
    if found.iter().any(|found| found.place.is_some()) {
        for found in found {
            say::found(path, &found);
        }
    } else {
        say::error(&error.to_string());
    }
}

fn hand_out(path: &Path, bytes: &[u8]) -> Outcome {
    let written = if path == Path::new("-") {
        say::result(bytes).map_err(|error| format!("the figure could not be written: {error}"))
    } else {
        file::save_bytes(path, bytes).map_err(|error| error.to_string())
    };
    match written {
        Ok(()) => Outcome::Done,
        Err(words) => {
            say::error(&words);
            Outcome::Failed
        }
    }
}
