//! `ecomap compare`: how one map differs from another. Must not know the other commands.

use super::{
    Outcome,
    analyse::{analysed, columns, question},
    arguments::{CompareOptions, DifferenceFormat},
    opening::opened,
    say,
};
use crate::{
    model::Document,
    pipeline::{self, Beside},
};

pub(super) fn run(options: &CompareOptions) -> Outcome {
    let Some(before) = opened(&options.before) else { return Outcome::Usage };
    let Some(after) = opened(&options.after) else { return Outcome::Usage };
    let measures = match measures(&before, &after, options) {
        Ok(measures) => measures,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let difference = pipeline::difference(&before, &after);
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
    };
    if let Err(error) = say::result(text.as_bytes()) {
        say::error(&format!(
            "the difference could not be written to standard output: {}",
            crate::file::disk::in_words(&error)
        ));
        return Outcome::Usage;
    }
    if difference.is_empty() { Outcome::Done } else { Outcome::Failed }
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
