//! `ecomap merge`: two maps that began as one, merged, as a merge driver of git does it. Must not know the other
//! commands.

use std::path::Path;

use super::{Outcome, arguments::MergeOptions, opening::report, say, write};
use crate::{
    file::{self, OpenError},
    model::Document,
    pipeline,
};

pub(super) fn run(options: &MergeOptions) -> Outcome {
    let Some(base) = side(&options.base, true) else { return Outcome::NotMerged };
    let Some(ours) = side(&options.ours, false) else { return Outcome::NotMerged };
    let Some(theirs) = side(&options.theirs, false) else { return Outcome::NotMerged };
    let merged = match pipeline::merge(&base, &ours, &theirs) {
        Ok(merged) => merged,
        Err(error) => {
            say::error(&error.to_string());
            return Outcome::NotMerged;
        }
    };
    for (old, new) in &merged.renamed {
        say::note(&format!(
            "both sides gave the id of {old} to different things: one of them is now `{}`",
            new.as_str()
        ));
    }
    if write::bytes(&options.output, file::write(&merged.document).as_bytes(), "merged map") != Outcome::Done
    {
        return Outcome::NotMerged;
    }
    if merged.conflicts.is_empty() {
        return Outcome::Done;
    }
    for conflict in &merged.conflicts {
        say::note(&pipeline::conflict_in_words(&merged.document, conflict));
    }
    let count = pipeline::counted(merged.conflicts.len(), "conflict");
    say::error(&format!(
        "{count} left in {}: open it in ecomap and take one side or the other",
        options.output.display()
    ));
    Outcome::Failed
}

/// One of the maps; none where it can't be read, which is said. Of a file that each side made by itself git hands an
/// empty one as the beginning.
fn side(path: &Path, may_be_empty: bool) -> Option<Document> {
    match pipeline::read(path) {
        Ok(read) => {
            for warning in &read.warnings {
                say::found(path, warning);
            }
            Some(read.value)
        }
        Err(OpenError::Empty) if may_be_empty => Some(Document::bare()),
        Err(error) => {
            report(path, &error);
            None
        }
    }
}
