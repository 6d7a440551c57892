//! Starting again after a fault of the window: the program takes its own place, under its own number, and is told which
//! journal to go on from. Not without end: one that has only just started again stays where it is. Must not know the
//! window.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Names the report of the fault after which this program was started; empty where none could be kept.
const REPORT: &str = "ECOMAP_AFTER_FAULT";
/// Names the journal of the map that was open.
const JOURNAL: &str = "ECOMAP_GO_ON_FROM";
/// A program that was started again and breaks down sooner than this does not start a third time by itself.
const SOON: Duration = Duration::from_secs(20);

/// What stood in the window, for the thread on which it broke down.
static BEHIND: Mutex<Option<Behind>> = Mutex::new(None);

/// After what this program was started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// The file of the report, if it could be kept.
    pub report: Option<PathBuf>,
    /// The journal of the map that was open, if one was.
    pub journal: Option<PathBuf>,
}

impl Aftermath {
    /// What the environment says; none in a program that somebody has started.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        let path = |text: OsString| (!text.is_empty()).then(|| PathBuf::from(text));
        let report = path(std::env::var_os(REPORT)?);
        Some(Self { report, journal: std::env::var_os(JOURNAL).and_then(path) })
    }
}

/// What a window that broke down leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The state folder.
    pub state: PathBuf,
    /// The journal of its map.
    pub journal: Option<PathBuf>,
    /// Nothing is lost when the program ends now.
    pub whole: bool,
}

/// The window breaks down: what is left of it.
pub fn leave_behind(behind: Behind) {
    *BEHIND.lock().unwrap_or_else(PoisonError::into_inner) = Some(behind);
}

/// What a window that broke down has left.
#[must_use]
pub fn left_behind() -> Option<Behind> {
    BEHIND.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Whether and how this program starts again.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    began: Instant,
    once: bool,
}

impl Again {
    /// Of a program that begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self { began: Instant::now(), once: std::env::var_os(REPORT).is_some() }
    }

    /// Whether it may start again by itself: not when it has done so a moment ago.
    #[must_use]
    pub fn is_due(&self) -> bool {
        !self.once || self.began.elapsed() >= SOON
    }

    /// Takes this program's place; comes back only when that can't be done. Whatever is not on the disk is gone with
    /// it.
    #[must_use]
    pub fn start(&self, after: &Aftermath) -> io::Error {
        let mut command = Command::new(program());
        command.env(REPORT, after.report.as_deref().unwrap_or(Path::new("")));
        match &after.journal {
            Some(journal) => command.env(JOURNAL, journal),
            None => command.env_remove(JOURNAL),
        };
        take_place(command)
    }
}

/// This program's file. Where an update has taken it away, the system still has it.
fn program() -> PathBuf {
    let usual = std::env::current_exe().ok().filter(|path| path.exists());
    let running = PathBuf::from("/proc/self/exe");
    usual.unwrap_or(running)
}

/// The number of the process stays, so whoever waits for it or ends it goes on doing so.
#[cfg(unix)]
fn take_place(mut command: Command) -> io::Error {
    std::os::unix::process::CommandExt::exec(&mut command)
}

#[cfg(not(unix))]
fn take_place(mut command: Command) -> io::Error {
    match command.spawn() {
        Ok(_) => std::process::exit(0),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_has_only_just_started_again_stays() {
        let began = Instant::now();
        assert!(Again { began, once: false }.is_due());
        assert!(!Again { began, once: true }.is_due());
        if let Some(long_ago) = began.checked_sub(SOON) {
            assert!(Again { began: long_ago, once: true }.is_due());
        }
    }
}
