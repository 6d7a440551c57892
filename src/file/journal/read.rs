//! From the bytes of a journal to the map and its history. Never panics, whatever the bytes; what is broken off is
//! said. Must not know files on disk.

use super::{
    entry::Entry,
    frame::{FIRST_LINE, Frames},
    log::Log,
};

/// Why nothing can be had from a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Some other file.
    #[error("this is no journal of ecomap")]
    Foreign,
    /// A newer program's.
    #[error("a newer ecomap wrote this journal: install it here to restore the map")]
    TooNew,
    /// It broke off before the map was in it.
    #[error("the journal broke off before the map was written down")]
    NoMap,
}

/// What a journal holds.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The map and its history.
    pub log: Log,
    /// How many bytes at the end could not be read: the program or the machine stopped while they were written.
    pub lost: usize,
    /// Steps that were whole, and still do not fit the map: they are left out.
    pub misfits: usize,
    /// A newer program wrote what follows; this one may not pass over it.
    pub is_newer: bool,
}

/// Reads a journal up to the first frame that is not whole.
///
/// # Errors
/// See [`JournalError`].
pub fn read(bytes: &[u8]) -> Result<Reading, JournalError> {
    let Some(mut frames) = Frames::of(bytes) else {
        let other_number = bytes.starts_with(&FIRST_LINE[..15]) && bytes.get(15) != FIRST_LINE.get(15);
        return Err(if other_number { JournalError::TooNew } else { JournalError::Foreign });
    };
    let Some(Entry::Header(header)) = frames.next().and_then(Entry::of) else {
        return Err(JournalError::NoMap);
    };
    let mut log = match frames.next().and_then(Entry::of) {
        Some(Entry::Base { revision, document }) => Log::new(header, revision, document),
        _ => return Err(JournalError::NoMap),
    };
    let mut good = frames.at;
    let mut is_newer = false;
    while let Some(payload) = frames.next() {
        // The frame is whole, so that what it says is what was written: by a newer program, if it can't be understood.
        let Some(entry) = Entry::of(payload) else {
            is_newer = true;
            break;
        };
        if log.take_in(entry).is_err() {
            break;
        }
        good = frames.at;
    }
    let misfits = log.mend();
    Ok(Reading { log, lost: bytes.len() - good, misfits, is_newer })
}
