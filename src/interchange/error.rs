//! Why another program's file could not be read, or a map not be written, in words that say what, where, what to do.
//! Must not know any one format's syntax.

use super::Format;
use crate::diagnostics::{Diagnostic, Place};

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// No format was recognised.
    #[error(
        "this is no kind of file that ecomap reads: say which it is with --from, or save it as GraphML, GEXF or CSV"
    )]
    Unknown,
    /// Written only.
    #[error("{} is written, never read", .0.name())]
    WriteOnly(Format),
    /// Larger than any map.
    #[error("the file is {} MB long, more than the {} MB that are read: take a part of it", .size / 1_000_000, .limit / 1_000_000)]
    TooLarge {
        /// Its size in bytes, unpacked.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// More of something than any map has.
    #[error("the file has more than {limit} {what}: no map has so many. Take a part of it")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The most that are read.
        limit: usize,
    },
    /// Nested deeper than any map.
    #[error("line {}: the file nests more than {limit} levels deep: it may be made to do harm", .place.line)]
    TooDeep {
        /// Where.
        place: Place,
        /// The deepest that is read.
        limit: usize,
    },
    /// XML that defines entities of its own.
    #[error(
        "line {}: the file defines XML entities of its own, which are never expanded here: they can be made to fill \
         the memory or to read other files. Save it again with the program that it comes from",
        .place.line
    )]
    Entities {
        /// Where.
        place: Place,
    },
    /// Breaks the format's syntax.
    #[error("line {}, column {}: this is not sound {}: {reason}", .place.line, .place.column, .format.name())]
    Syntax {
        /// The format that it was taken for.
        format: Format,
        /// Where reading stopped.
        place: Place,
        /// What is the matter.
        reason: String,
    },
    /// Sound, but not what the format says.
    #[error("this is not {} as it should be: {reason}", .format.name())]
    NotSo {
        /// The format that it was taken for.
        format: Format,
        /// What is missing.
        reason: String,
    },
}

impl ReadError {
    /// The error as one finding, with its place where there is one.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Syntax { format, place, reason } => {
                Diagnostic::error(format!("this is not sound {}: {reason}", format.name())).at(*place)
            }
            other => Diagnostic::error(other.to_string()),
        }
    }
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Read only.
    #[error("{} is read, never written: choose another format", .0.name())]
    ReadOnly(Format),
    /// Larger than the format allows.
    #[error("{} holds at most {limit} {what}, and the map has {found}", .format.name())]
    TooMany {
        /// The format.
        format: Format,
        /// What there are too many of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many it holds.
        limit: usize,
    },
    /// What packs the file failed.
    #[error("the {} file could not be made: {reason}", .format.name())]
    Packing {
        /// The format.
        format: Format,
        /// What the packer says.
        reason: String,
    },
}
