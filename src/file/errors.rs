//! What can go wrong with a file, in words that say what, where and what to do.
//! Must not know how files are read or written.

use std::{io, path::PathBuf};

use super::{disk, header::Version};
use crate::{
    diagnostics::{Diagnostic, Place},
    model::Document,
};

/// Why a map could not be opened. The map that was open before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing under this path.
    #[error("there is no file {}: check the name, or whether it was moved", .0.display())]
    NotFound(PathBuf),
    /// A folder, a device, a socket.
    #[error("{} is {what}, not a map: choose a file whose name ends in .ron", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What is there.
        what: &'static str,
    },
    /// The file's permissions do not allow it.
    #[error("{} may not be read by you: ask its owner, or change its permissions", .0.display())]
    NoPermission(PathBuf),
    /// The disk or the system gave up.
    #[error("{} could not be read: {}", .path.display(), disk::in_words(.source))]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing in it but white space and comments.
    #[error("the file is empty: a map begins with ( header: (format: \"ecomap\", version: \"1.0\"), ...")]
    Empty,
    /// Larger than any map.
    #[error("the file is {} MB long, more than the {} MB that a map may have: is it a map at all?", .size / 1_000_000, .limit / 1_000_000)]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The largest that is read, in bytes.
        limit: u64,
    },
    /// Bytes that are no text.
    #[error("line {}, column {}: the file is not UTF-8 text{}", .place.line, .place.column, .hint.map(|hint| format!(": {hint}")).unwrap_or_default())]
    NotUtf8 {
        /// Where the first such byte stands.
        place: Place,
        /// What it may be instead.
        hint: Option<&'static str>,
    },
    /// Text, but not a map's.
    #[error(
        "this is not an ecomap file: {reason}. A map begins with ( header: (format: \"ecomap\", version: \"1.0\"), ..."
    )]
    NotAMap {
        /// What was found instead.
        reason: String,
    },
    /// A picture that holds no map.
    #[error(
        "this is a picture, and no map can be read from it: {reason}. A figure holds its map when it was made with \
         `ecomap render --embed-map`"
    )]
    NoMapInside {
        /// What is the matter.
        reason: String,
    },
    /// Another program's file that cannot be read.
    #[error("{}", .0.message)]
    Foreign(Diagnostic),
    /// A later version of the program made it.
    #[error(
        "the file has format version {found}, newer than {known}, which this ecomap reads: install a newer ecomap to open it"
    )]
    TooNew {
        /// Its version.
        found: Version,
        /// Ours.
        known: Version,
        /// What ours understands of it, to be looked at, if that is anything.
        salvaged: Option<Box<Document>>,
        /// What it does not understand.
        unread: Vec<Diagnostic>,
    },
    /// A map with mistakes in it.
    #[error("the map has {}; the first: {}", count(.diagnostics), .diagnostics.iter().find(|d| d.severity == crate::diagnostics::Severity::Error).map(ToString::to_string).unwrap_or_default())]
    Damaged {
        /// All of them, and the warnings, in the order of the text.
        diagnostics: Vec<Diagnostic>,
        /// What is left of the map without the records that have mistakes: itself without any.
        salvaged: Option<Box<Document>>,
        /// The records that are not in it, or not whole.
        left_out: Vec<Diagnostic>,
    },
}

fn count(diagnostics: &[Diagnostic]) -> String {
    let errors =
        diagnostics.iter().filter(|found| found.severity == crate::diagnostics::Severity::Error).count();
    if errors == 1 { "a mistake".into() } else { format!("{errors} mistakes") }
}

impl OpenError {
    /// The error as a list with places: one for each mistake of a damaged map, otherwise one.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::Damaged { diagnostics, .. } => diagnostics.clone(),
            Self::Foreign(found) => vec![found.clone()],
            Self::NotUtf8 { place, hint } => {
                let found = Diagnostic::error("the file is not UTF-8 text").at(*place);
                vec![Diagnostic { hint: hint.map(Into::into), ..found }]
            }
            Self::NotAMap { reason } => vec![
                Diagnostic::error(format!("this is not an ecomap file: {reason}"))
                    .at(Place { line: 1, column: 1 })
                    .hint("a map begins with ( header: (format: \"ecomap\", version: \"1.0\"), ..."),
            ],
            other => vec![Diagnostic::error(other.to_string())],
        }
    }
}

/// Why a map could not be saved. What was on the disk before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The path names no file.
    #[error("{} is {what}: choose a file name", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What is there.
        what: &'static str,
    },
    /// The folder is not there.
    #[error("the folder {} is not there (any more): choose another place, or make it anew", .0.display())]
    NoFolder(PathBuf),
    /// Nothing may be written into the folder.
    #[error("nothing may be written into the folder {}: save somewhere else, or change its permissions", .0.display())]
    FolderReadOnly(PathBuf),
    /// The file is write-protected.
    #[error("{} is write-protected: save under another name, or change its permissions", .0.display())]
    FileReadOnly(PathBuf),
    /// Nobody could open it again.
    #[error("{} was not saved: the map is {} MB long, and no more than {} MB can be opened again. Take long texts out of it, or make two maps of it; the file is as it was before", .path.display(), .size / 1_000_000, .limit / 1_000_000)]
    TooLarge {
        /// The path.
        path: PathBuf,
        /// The map's length, bytes.
        size: u64,
        /// The longest that is opened, bytes.
        limit: u64,
    },
    /// No space.
    #[error("the disk is full: {} was not saved. Make space or save somewhere else; the file is as it was before", .0.display())]
    DiskFull(PathBuf),
    /// The disk or the system gave up.
    #[error("{} could not be saved: {}. The file is as it was before", .path.display(), disk::in_words(.source))]
    Failed {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It was written and has its name; that it stays when the power fails, the disk did not say.
    #[error("{} was written, but the disk does not say that it will keep it: {}. Save it somewhere else as well", .path.display(), disk::in_words(.source))]
    Unsure {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}
