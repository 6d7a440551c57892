//! What a journal is told, one entry a frame: how each is spelt as bytes. An entry may grow at its end: what follows
//! what is known is passed over. Must not know what entries make together.

use std::path::{Path, PathBuf};

use super::{
    bytes::{Put, Take},
    change::{put_transaction, take_transaction},
};
use crate::{
    file::{read::read, write::write},
    model::{Document, Transaction},
};

/// Entries of this number and above may be passed over by a program that does not know them. What it does not know
/// below changes the map: there it stops.
const MAY_BE_PASSED_OVER: u64 = 64;

/// Who keeps the journal, of which map. Times are milliseconds since 1970, handed in by who has a clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The map's name for people.
    pub name: String,
    /// Its file; none until it is saved.
    pub path: Option<PathBuf>,
    /// When the journal was begun.
    pub when: u64,
    /// The version of the program.
    pub program: String,
    /// The number of its process.
    pub process: u32,
}

/// A step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The number of the state after it.
    pub revision: u64,
    /// The number of the state before it, smaller.
    pub parent: u64,
    /// "Add flow".
    pub name: String,
    /// When it was done.
    pub when: u64,
    /// What it changed.
    pub transaction: Transaction,
}

/// A state is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub revision: u64,
    /// The file.
    pub path: PathBuf,
    /// [`super::fingerprint`] of the file's bytes.
    pub fingerprint: u64,
    /// When it was read or written.
    pub when: u64,
}

/// A state with a name, kept whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// "Before the workshop".
    pub name: String,
    /// When it was named.
    pub when: u64,
    /// The number of the state.
    pub revision: u64,
    /// The map.
    pub document: Document,
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// The first: who and what.
    Header(Header),
    /// The map before the first step.
    Base {
        /// The number of this state.
        revision: u64,
        /// The map.
        document: Document,
    },
    /// A step was done: the map is in the state after it.
    Step(Step),
    /// Undo, redo, going to a state: where the map is, and the last of the steps that can be done again.
    At {
        /// The state in which the map is.
        at: u64,
        /// The state to which redo leads.
        tip: u64,
    },
    /// A step has become part of another, or was never meant.
    Drop {
        /// The state after it.
        revision: u64,
    },
    /// Read from a file, or written.
    Saved(Saved),
    /// A state got a name; an older one of this name is forgotten.
    Version(Version),
    /// A named version was taken away.
    NoVersion {
        /// Its name.
        name: String,
    },
    /// The map has another name or file.
    Named {
        /// Its name for people.
        name: String,
        /// Its file.
        path: Option<PathBuf>,
    },
    /// The map was closed in order.
    Closed {
        /// When.
        when: u64,
    },
    /// Of a newer program, to be kept as it is.
    Unknown {
        /// Its number.
        kind: u64,
        /// What it says.
        bytes: Vec<u8>,
    },
}

#[cfg(unix)]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(std::ffi::OsStr::from_bytes(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(Into::into)
}

fn put_path(put: &mut Put, path: &Path) {
    put.bytes(&path_bytes(path));
}

fn take_path(take: &mut Take<'_>) -> Option<PathBuf> {
    path_of(take.bytes()?)
}

fn take_document(take: &mut Take<'_>) -> Option<Document> {
    Some(read(take.bytes()?).ok()?.value)
}

impl Entry {
    /// Numbers of entries: never changed, only added to.
    fn kind(&self) -> u64 {
        match self {
            Self::Header(_) => 1,
            Self::Base { .. } => 2,
            Self::Step(_) => 3,
            Self::At { .. } => 4,
            Self::Drop { .. } => 5,
            Self::Saved(_) => MAY_BE_PASSED_OVER,
            Self::Version(_) => MAY_BE_PASSED_OVER + 1,
            Self::NoVersion { .. } => MAY_BE_PASSED_OVER + 2,
            Self::Named { .. } => MAY_BE_PASSED_OVER + 3,
            Self::Closed { .. } => MAY_BE_PASSED_OVER + 4,
            Self::Unknown { kind, .. } => *kind,
        }
    }

    /// The payload of its frame.
    pub(super) fn payload(&self) -> Vec<u8> {
        let mut put = Put::default();
        put.number(self.kind());
        match self {
            Self::Header(header) => {
                put.text(&header.name);
                put.maybe(header.path.as_deref(), put_path);
                put.number(header.when);
                put.text(&header.program);
                put.number(header.process.into());
            }
            Self::Base { revision, document } => {
                put.number(*revision);
                put.text(&write(document));
            }
            Self::Step(Step { revision, parent, name, when, transaction }) => {
                put.number(*revision);
                put.number(*parent);
                put.text(name);
                put.number(*when);
                put_transaction(&mut put, transaction);
            }
            Self::At { at, tip } => {
                put.number(*at);
                put.number(*tip);
            }
            Self::Drop { revision } => put.number(*revision),
            Self::Saved(saved) => {
                put.number(saved.revision);
                put_path(&mut put, &saved.path);
                put.number(saved.fingerprint);
                put.number(saved.when);
            }
            Self::Version(Version { name, when, revision, document }) => {
                put.text(name);
                put.number(*when);
                put.number(*revision);
                put.text(&write(document));
            }
            Self::NoVersion { name } => put.text(name),
            Self::Named { name, path } => {
                put.text(name);
                put.maybe(path.as_deref(), put_path);
            }
            Self::Closed { when } => put.number(*when),
            Self::Unknown { bytes, .. } => put.bytes.extend_from_slice(bytes),
        }
        put.bytes
    }

    /// The entry in a payload; `None` when it is none, or one that this program may not pass over.
    pub(super) fn of(payload: &[u8]) -> Option<Self> {
        let mut take = Take { rest: payload };
        let kind = take.number()?;
        let take = &mut take;
        Some(match kind {
            1 => Self::Header(Header {
                name: take.owned()?,
                path: take.maybe(take_path)?,
                when: take.number()?,
                program: take.owned()?,
                process: u32::try_from(take.number()?).ok()?,
            }),
            2 => Self::Base { revision: take.number()?, document: take_document(take)? },
            3 => Self::Step(Step {
                revision: take.number()?,
                parent: take.number()?,
                name: take.owned()?,
                when: take.number()?,
                transaction: take_transaction(take)?,
            }),
            4 => Self::At { at: take.number()?, tip: take.number()? },
            5 => Self::Drop { revision: take.number()? },
            64 => Self::Saved(Saved {
                revision: take.number()?,
                path: take_path(take)?,
                fingerprint: take.number()?,
                when: take.number()?,
            }),
            65 => Self::Version(Version {
                name: take.owned()?,
                when: take.number()?,
                revision: take.number()?,
                document: take_document(take)?,
            }),
            66 => Self::NoVersion { name: take.owned()? },
            67 => Self::Named { name: take.owned()?, path: take.maybe(take_path)? },
            68 => Self::Closed { when: take.number()? },
            kind if kind >= MAY_BE_PASSED_OVER => Self::Unknown { kind, bytes: take.rest.to_vec() },
            _ => return None,
        })
    }
}
