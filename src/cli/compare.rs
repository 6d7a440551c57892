//! `ecomap compare`: how one map differs from another. Must not know the other commands.

use super::{
    Outcome,
    arguments::{CompareOptions, DifferenceFormat},
    opening::opened,
    say,
};
use crate::pipeline;

pub(super) fn run(options: &CompareOptions) -> Outcome {
    let Some(before) = opened(&options.before) else { return Outcome::Usage };
    let Some(after) = opened(&options.after) else { return Outcome::Usage };
    let difference = pipeline::difference(&before, &after);
    let text = match options.format {
        DifferenceFormat::Text => difference.text(&before, &after, options.places),
        DifferenceFormat::Json => format!("{:#}\n", difference.json(options.places)),
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
