//! `ecomap handout`: a map on paper, with its lists. Must not know the other commands.

use std::path::Path;

use super::{
    Outcome,
    arguments::{Faces, HandoutOptions, Included},
    opening::{is_same_file, opened},
    say, write,
};
use crate::{
    file::disk,
    pipeline::{self, FigureError, FigureOptions, FontChoice, HANDED_OUT, Handout, PagePreset, Parts},
};

pub(super) fn run(options: &HandoutOptions) -> Outcome {
    let included = included(options);
    if let Some(words) = asked_in_vain(options, included) {
        say::error(&words);
        return Outcome::Usage;
    }
    let outputs = [Some(&options.output), options.tables.as_ref()];
    if outputs.into_iter().flatten().any(|output| is_same_file(&options.map, output)) {
        say::error(&format!(
            "the hand-out would take the place of the map {}: give -o another name",
            options.map.display()
        ));
        return Outcome::Usage;
    }
    let Some(document) = opened(&options.map) else { return Outcome::Failed };
    let made = figure_options(options, included).and_then(|asked| pipeline::handout(&document, &asked));
    let handout = match made {
        Ok(handout) => handout,
        Err(error) => {
            say::error(&error.to_string());
            return super::render::failed(&error);
        }
    };
    say::warnings(&handout.warnings);
    let Handout { bytes, tables, removed, .. } = handout.value;
    if !removed.is_empty() {
        say::note(&format!("left out: {removed}"));
    }
    let outcome = write::bytes(&options.output, &bytes, "hand-out");
    match (&options.tables, outcome) {
        (Some(folder), Outcome::Done) => {
            let files = [("organisations.csv", &tables.organisations), ("flows.csv", &tables.flows)];
            tables_into(folder, &files, &options.map).err().unwrap_or(Outcome::Done)
        }
        (_, outcome) => outcome,
    }
}

/// The pages that a hand-out may have: its lists need room.
const PAGES: [PagePreset; 4] =
    [PagePreset::A4Portrait, PagePreset::A4Landscape, PagePreset::A3Portrait, PagePreset::A3Landscape];

/// What is asked for and cannot be had, or would be left out without a word.
fn asked_in_vain(options: &HandoutOptions, included: Parts) -> Option<String> {
    let asked = |part| options.include.contains(&part);
    if included.respondents && !included.evidence {
        return Some("respondents go along with their evidence: leave out --no-evidence".to_owned());
    }
    if options.no_evidence && asked(Included::Evidence) {
        return Some("evidence is both asked for and left out: choose --include or --no-evidence".to_owned());
    }
    if asked(Included::SpeakerNotes) {
        return Some("a hand-out has no speaker notes: leave out speaker-notes".to_owned());
    }
    let name = options.output.extension().map(|name| name.to_string_lossy().to_lowercase());
    if options.output != Path::new("-") && name.as_deref() != Some("pdf") {
        return Some("a hand-out is a PDF: give -o a name that ends in .pdf".to_owned());
    }
    if options.tables.as_deref() == Some(Path::new("-")) {
        return Some("the tables are two files: give --tables a folder".to_owned());
    }
    let page = options.page.as_deref()?;
    if PAGES.iter().any(|known| known.name() == page) {
        return None;
    }
    let names = PAGES.map(PagePreset::name).join(", ");
    Some(format!("there is no page `{page}` for a hand-out: the pages are {names}"))
}

fn tables_into(folder: &Path, files: &[(&str, &Vec<u8>)], map: &Path) -> Result<(), Outcome> {
    if folder.exists() && !folder.is_dir() {
        say::error(&format!("{} is a file: give --tables a folder", folder.display()));
        return Err(Outcome::Failed);
    }
    if let Err(error) = disk::create_folders(folder) {
        say::error(&format!("the folder {} cannot be made: {}", folder.display(), disk::in_words(&error)));
        return Err(Outcome::Failed);
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if is_same_file(map, &path) {
            say::error(&format!("the table {} would take the place of the map", path.display()));
            return Err(Outcome::Usage);
        }
        match write::bytes(&path, bytes, "table") {
            Outcome::Done => {}
            failed => return Err(failed),
        }
    }
    Ok(())
}

fn included(options: &HandoutOptions) -> Parts {
    let has = |part| options.include.contains(&part);
    Parts {
        evidence: !options.no_evidence,
        respondents: has(Included::Respondents),
        notes: has(Included::Notes),
        ..HANDED_OUT
    }
}

fn figure_options(options: &HandoutOptions, included: Parts) -> Result<FigureOptions, FigureError> {
    Ok(FigureOptions {
        view: options.view.clone(),
        page: options.page.as_deref().map(str::parse).transpose()?,
        palette: options.palette.clone(),
        fonts: match options.fonts {
            Faces::System => FontChoice::System,
            Faces::Bundled => FontChoice::Bundled,
        },
        included,
        ..FigureOptions::default()
    })
}
