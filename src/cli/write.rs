//! Writing what a command made, to a file or to standard output. Must not know what it is.

use std::path::Path;

use super::{Outcome, say};
use crate::file;

/// Writes the bytes of `what`; a failure is said.
pub(super) fn bytes(path: &Path, bytes: &[u8], what: &str) -> Outcome {
    let written = if path == Path::new("-") {
        say::result(bytes).map_err(|error| {
            format!("the {what} could not be written to standard output: {}", file::disk::in_words(&error))
        })
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
