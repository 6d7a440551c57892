//! Opening the map that a command works on, and keeping outputs off it. Must not know what is made of it.

use std::path::Path;

use super::say;
use crate::{file::OpenError, model::Document, pipeline};

/// The map; none where it cannot be opened, which is said.
pub(super) fn opened(path: &Path) -> Option<Document> {
    match pipeline::read(path) {
        Ok(read) => {
            say::warnings(&read.warnings);
            Some(read.value)
        }
        Err(error) => {
            report(path, &error);
            None
        }
    }
}

/// Says why a map can't be opened.
pub(super) fn report(path: &Path, error: &OpenError) {
    let found = error.diagnostics();
    if found.iter().any(|found| found.place.is_some()) {
        for found in found {
            say::found(path, &found);
        }
    } else {
        say::error(&error.to_string());
    }
}

/// Whether both names lead to one file. A `-` is no file, and what is not there yet is no other's.
pub(super) fn is_same_file(map: &Path, output: &Path) -> bool {
    let is_stream = |path: &Path| path == Path::new("-");
    match (map.canonicalize(), output.canonicalize()) {
        (Ok(map_file), Ok(figure_file)) => !is_stream(map) && !is_stream(output) && map_file == figure_file,
        _ => false,
    }
}
