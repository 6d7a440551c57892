//! `ecomap compare`: how one map differs from another. Must not know the other commands.

use std::path::{Path, PathBuf};

use super::{
    Outcome,
    analyse::{analysed, columns, question},
    arguments::{CompareOptions, DifferenceFormat},
    opening::opened,
    say,
};
use crate::{
    model::Document,
    pipeline::{self, Beside, Comparison},
};

pub(super) fn run(options: &CompareOptions) -> Outcome {
    if options.agreement {
        return agreement(options);
    }
    if let Some(words) = misfit(options) {
        say::error(words);
        return Outcome::Usage;
    }
    let Some(before) = opened(&options.before) else { return Outcome::Usage };
    let Some(after) = opened(&options.after) else { return Outcome::Usage };
    let Comparison { there: before, difference } = beside_each_other(&before, &after, options.by_name);
    let measures = match measures(&before, &after, options) {
        Ok(measures) => measures,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let text = match options.format {
        DifferenceFormat::Text => {
            let beside = measures.as_ref().map(Beside::text).unwrap_or_default();
            difference.text(&before, &after, options.places) + &beside
        }
        DifferenceFormat::Json => {
            let mut all = difference.json(options.places);
            if let (Some(all), Some(measures)) = (all.as_object_mut(), &measures) {
                all.insert("measures".to_owned(), measures.json());
            }
            format!("{all:#}\n")
        }
        // Refused above.
        DifferenceFormat::Csv => String::new(),
    };
    if !printed(text.as_bytes()) {
        return Outcome::Usage;
    }
    if difference.is_empty() { Outcome::Done } else { Outcome::Failed }
}

/// How the maps differ, as the window has it. One name is one organisation only where that is said.
fn beside_each_other(before: &Document, after: &Document, by_name: bool) -> Comparison {
    let namesakes = pipeline::namesakes(before, after);
    if by_name {
        let same: Vec<_> = namesakes.into_iter().map(|one| (one.there, one.here)).collect();
        return pipeline::compared(before, after, &same);
    }
    if !namesakes.is_empty() {
        let (they, are) =
            if namesakes.len() == 1 { ("organisation has", "is") } else { ("organisations have", "are") };
        say::note(&format!(
            "{} {they} one name on both maps and two ids, and {are} listed as gone and as added; with --by-name they are the same",
            namesakes.len()
        ));
    }
    pipeline::compared(before, after, &[])
}

/// What was asked for only makes sense of several maps.
fn misfit(options: &CompareOptions) -> Option<&'static str> {
    if !options.more.is_empty() {
        return Some("two maps are compared; --agreement takes more: on how many of them is what?");
    }
    (options.format == DifferenceFormat::Csv)
        .then_some("a difference is written as text or json; csv goes with --agreement")
}

fn printed(bytes: &[u8]) -> bool {
    let result = say::result(bytes);
    if let Err(error) = &result {
        let words = crate::file::disk::in_words(error);
        say::error(&format!("the difference could not be written to standard output: {words}"));
    }
    result.is_ok()
}

/// On how many of the maps is what.
fn agreement(options: &CompareOptions) -> Outcome {
    let paths: Vec<&PathBuf> = [&options.before, &options.after].into_iter().chain(&options.more).collect();
    let mut maps = Vec::new();
    for path in &paths {
        let Some(document) = opened(path) else { return Outcome::Usage };
        maps.push((name_among(path, &paths), document));
    }
    let named: Vec<(&str, &Document)> = maps.iter().map(|(name, map)| (name.as_str(), map)).collect();
    let found = pipeline::agreement(&named, !options.by_id);
    let bytes = match options.format {
        DifferenceFormat::Text => found.text().into_bytes(),
        DifferenceFormat::Json => format!("{:#}\n", found.json()).into_bytes(),
        DifferenceFormat::Csv => found.csv(),
    };
    if printed(&bytes) { Outcome::Done } else { Outcome::Usage }
}

/// A short name for a map: that of its file, or all of its path where another has that name.
fn name_among(path: &Path, paths: &[&PathBuf]) -> String {
    let alone = paths.iter().filter(|other| other.file_stem() == path.file_stem()).count() < 2;
    let stem = path.file_stem().filter(|_| alone).map(|stem| stem.to_string_lossy().into_owned());
    stem.unwrap_or_else(|| path.display().to_string())
}

/// The measures of both beside each other, where they are asked for: by a list of them, too.
fn measures(before: &Document, after: &Document, options: &CompareOptions) -> Result<Option<Beside>, String> {
    let columns = columns(&options.count)?;
    if !options.measures && columns.is_empty() {
        return Ok(None);
    }
    let [old, new] = [before, after].map(|document| {
        let question = question(document, &options.count)?;
        analysed(document, &question).ok_or_else(|| "the maps could not be measured".to_owned())
    });
    Ok(Some(pipeline::beside((before, &old?), (after, &new?), &columns)))
}
