//! `ecomap handout`: a map on paper, with its lists. Must not know the other commands.

use std::path::Path;

use super::{
    Outcome,
    arguments::{Faces, HandoutOptions, Included},
    opening::{is_same_file, opened},
    say, write,
};
use crate::pipeline::{self, FigureError, FigureOptions, FontChoice, HANDED_OUT, Handout, Parts};

pub(super) fn run(options: &HandoutOptions) -> Outcome {
    let included = included(options);
    if included.respondents && !included.evidence {
        say::error("respondents go along with their evidence: leave out --no-evidence");
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
    if let Some(folder) = &options.tables {
        let files = [("organisations.csv", &tables.organisations), ("flows.csv", &tables.flows)];
        if let Err(outcome) = tables_into(folder, &files, &options.map) {
            return outcome;
        }
    }
    write::bytes(&options.output, &bytes, "hand-out")
}

fn tables_into(folder: &Path, files: &[(&str, &Vec<u8>)], map: &Path) -> Result<(), Outcome> {
    if let Err(error) = std::fs::create_dir_all(folder) {
        say::error(&format!("the folder {} cannot be made: {error}", folder.display()));
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
