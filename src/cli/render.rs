//! `ecomap render`: a figure of a map. Must not know the other commands.

use std::path::Path;

use super::{
    Outcome,
    arguments::{Faces, Part, RenderOptions},
    say,
};
use crate::{
    file::{self, OpenError},
    pipeline::{self, FigureError, FigureOptions, FontChoice, Format},
    scene::Shown,
};

pub(super) fn run(options: &RenderOptions) -> Outcome {
    let format = match format(options) {
        Ok(format) => format,
        Err(error) => {
            say::error(&error.to_string());
            return Outcome::Usage;
        }
    };
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
    let figure = match pipeline::figure(&map.value, format, &figure_options(options)) {
        Ok(figure) => figure,
        Err(error) => {
            say::error(&error.to_string());
            let is_usage = matches!(
                error,
                FigureError::UnknownPalette(_)
                    | FigureError::UnknownView { .. }
                    | FigureError::OutOfRange { .. }
            );
            return if is_usage { Outcome::Usage } else { Outcome::Failed };
        }
    };
    say::warnings(&figure.warnings);
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

fn figure_options(options: &RenderOptions) -> FigureOptions {
    let greyscale = options.greyscale.then(|| "greyscale".to_owned());
    FigureOptions {
        view: options.view.clone(),
        width_mm: options.width_mm,
        dpi: options.dpi,
        palette: greyscale.or_else(|| options.palette.clone()),
        no_legend: options.no_legend,
        transparent: options.transparent,
        dark: options.dark,
        fonts: match options.fonts {
            Faces::System => FontChoice::System,
            Faces::Bundled => FontChoice::Bundled,
        },
        shown: shown(options),
    }
}

/// What a figure shows, with what is asked for and without what is not wanted.
fn shown(options: &RenderOptions) -> Shown {
    let mut shown = Shown::default();
    let asked = options.show.iter().map(|part| (part, true));
    for (part, on) in asked.chain(options.hide.iter().map(|part| (part, false))) {
        match part {
            Part::Influence => shown.influence = on,
            Part::Goals => shown.goals = on,
            Part::Tags => shown.tags = on,
            Part::Counts => shown.counts = on,
            Part::Parked => shown.parked = on,
        }
    }
    shown
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
