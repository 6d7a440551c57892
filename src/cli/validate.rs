//! `ecomap validate`: every finding of every map. Must not know the other commands.

use std::path::Path;

use super::{Outcome, arguments::ValidateOptions, say};
use crate::{
    diagnostics::{Diagnostic, Severity},
    pipeline,
};

pub(super) fn run(options: &ValidateOptions) -> Outcome {
    let mut text = String::new();
    let mut outcome = Outcome::Done;
    for path in &options.maps {
        for found in findings(path) {
            if found.severity == Severity::Error {
                outcome = Outcome::Failed;
            }
            text.push_str(&say::finding(path, &found));
            text.push('\n');
        }
    }
    if let Err(error) = say::result(text.as_bytes()) {
        say::error(&format!(
            "the findings could not be written to standard output: {}",
            crate::file::disk::in_words(&error)
        ));
        return Outcome::Failed;
    }
    outcome
}

fn findings(path: &Path) -> Vec<Diagnostic> {
    match pipeline::read(path) {
        Ok(read) => read.warnings,
        Err(error) => error.diagnostics(),
    }
}
