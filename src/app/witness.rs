//! Says in which state the map is and what is being written, as lines in the file that `ECOMAP_WITNESS` names: how a test
//! that kills a real window knows what was done, and when. Only in builds with debug assertions or the feature
//! `inspection`: nothing of a map goes anywhere because of a word in a user's environment. Must not know who reads.

#[cfg(any(debug_assertions, feature = "inspection"))]
mod told {
    use std::{
        fmt::Arguments,
        fs::{File, OpenOptions},
        io::Write,
        sync::{Mutex, OnceLock, PoisonError},
    };

    struct Told {
        file: File,
        revision: Option<u64>,
    }

    fn told() -> Option<&'static Mutex<Told>> {
        static TOLD: OnceLock<Option<Mutex<Told>>> = OnceLock::new();
        let begin = || {
            let path = std::env::var_os("ECOMAP_WITNESS")?;
            let file = OpenOptions::new().create(true).append(true).open(path).ok()?;
            Some(Mutex::new(Told { file, revision: None }))
        };
        TOLD.get_or_init(begin).as_ref()
    }

    /// Whether the map was in another state when last asked; always false where nobody reads.
    pub(super) fn is_new(revision: u64) -> bool {
        let Some(told) = told() else { return false };
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.revision.replace(revision) != Some(revision)
    }

    /// One line, whole: what is killed now has said it or has not.
    pub(super) fn tell(line: Arguments<'_>) {
        if let Some(told) = told() {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            // A test that reads nothing fails by that.
            let _ = told.file.write_all(format!("{line}\n").as_bytes());
        }
    }
}

#[cfg(any(debug_assertions, feature = "inspection"))]
mod said {
    use super::told::{is_new, tell};
    use crate::{
        editor::Session,
        file::{self, journal::fingerprint},
    };

    /// The map is in this state; said before it is kept, so that whatever is restored was said.
    pub fn state(session: &Session, milliseconds: u64) {
        if is_new(session.revision()) {
            let text = file::write(session.document());
            tell(format_args!("state {} {milliseconds}", fingerprint(text.as_bytes())));
        }
    }

    /// This is about to be written to the map's file.
    pub fn saving(text: &str) {
        tell(format_args!("saving {}", fingerprint(text.as_bytes())));
    }

    /// This was written to the map's file.
    pub fn saved(text: &str) {
        tell(format_args!("saved {}", fingerprint(text.as_bytes())));
    }
}

#[cfg(not(any(debug_assertions, feature = "inspection")))]
mod said {
    use crate::editor::Session;

    /// Nobody reads.
    pub fn state(_session: &Session, _milliseconds: u64) {}

    /// Nobody reads.
    pub fn saving(_text: &str) {}

    /// Nobody reads.
    pub fn saved(_text: &str) {}
}

pub use said::{saved, saving, state};
