//! `ecomap redact`: a copy of a map without what was said in confidence. Must not know the other commands.

use super::{
    Outcome,
    arguments::{Included, RedactOptions},
    opening::{is_same_file, opened},
    say, write,
};
use crate::{
    file,
    pipeline::{self, Parts},
};

pub(super) fn run(options: &RedactOptions) -> Outcome {
    if is_same_file(&options.map, &options.output) {
        say::error(&format!(
            "the copy would take the place of the map {}: give -o another name",
            options.map.display()
        ));
        return Outcome::Usage;
    }
    let Some(document) = opened(&options.map) else { return Outcome::Failed };
    let has = |part| options.keep.contains(&part);
    let parts = Parts {
        evidence: has(Included::Evidence),
        respondents: has(Included::Respondents),
        notes: has(Included::Notes),
        speaker_notes: has(Included::SpeakerNotes),
    };
    let (copy, removed) = pipeline::redacted(&document, &parts);
    let outcome = write::bytes(&options.output, file::write(&copy).as_bytes(), "copy");
    if outcome == Outcome::Done {
        say::note(&format!("left out: {removed}"));
    }
    outcome
}
