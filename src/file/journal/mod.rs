//! The journal: every step written down as it is done, so that no map is lost with the program or the machine, and
//! so that the history of a map outlives the window. Never near the user's own file. Times that are written down are
//! handed in; only the pause before the disk must have it is taken here.
//!
//! # The format
//!
//! A journal begins with the line `ecomap journal 1`. Then come frames: the length of the payload (4 bytes, the lowest
//! first), a checksum (8 bytes), the payload. A payload is the number of an entry and what it says; see [`Entry`]. The
//! first entry is the [`Header`], the second the whole map; each further one a step or another thing that happened.
//! Records are spelt as a map's file spells them, so that a journal stays readable as long as files do.
//!
//! * **Torn.** Reading goes to the first frame that is not whole. Everything before it counts.
//! * **Newer.** Entries from 64 on change nothing in the map: a program that does not know one keeps it and goes on.
//!   At an unknown one below, it stops and says so.
//! * **Grown.** A journal is written anew, whole, from what it means ([`Log::entries`]), and takes the old one's place; the
//!   old one goes on until then.

mod anew;
mod bytes;
mod change;
mod entry;
mod frame;
mod log;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod writer;

pub use entry::{Entry, Header, Saved, Step, Version};
pub use frame::{fingerprint, mended};
pub use log::{Log, Misfit};
pub(super) use place::name_of;
pub use place::{Claim, Place, claim, claim_back};
pub use read::{JournalError, Reading, read};
pub use writer::{Answer, Ending, Wake, Writer};

/// The bytes of a journal that says this: what [`read()`] reads. An entry that is too long for a frame is left out with all
/// that follow.
#[must_use]
pub fn bytes_of(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = frame::FIRST_LINE.to_vec();
    let _ = entries.iter().all(|entry| frame::append(&mut bytes, &entry.payload()));
    bytes
}

/// The same, or nothing where an entry is too long for a frame.
fn whole_bytes_of(entries: &[Entry]) -> Option<Vec<u8>> {
    let mut bytes = frame::FIRST_LINE.to_vec();
    entries.iter().all(|entry| frame::append(&mut bytes, &entry.payload())).then_some(bytes)
}
