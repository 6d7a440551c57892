//! How far long work is, in one line of the terminal. Must not know what the work is.

use std::{
    io::{IsTerminal, Write},
    sync::atomic::{AtomicU32, Ordering},
};

use crate::watch::Watch;

/// How far it is, in one line of a terminal that is written over; nothing where nobody watches.
pub(super) struct Progress {
    work: &'static str,
    is_shown: bool,
    percent: AtomicU32,
}

impl Progress {
    /// Of work that is called so.
    pub(super) fn new(work: &'static str) -> Self {
        Self { work, is_shown: std::io::stderr().is_terminal(), percent: AtomicU32::new(u32::MAX) }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if self.is_shown && self.percent.load(Ordering::Relaxed) != u32::MAX {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Watch for Progress {
    fn progress(&self, done: f64) {
        let percent = (done.clamp(0.0, 1.0) * 100.0) as u32;
        if self.is_shown && self.percent.swap(percent, Ordering::Relaxed) != percent {
            // Nobody is left to tell when standard error is gone.
            let _ = write!(std::io::stderr(), "\r{}: {percent} %", self.work);
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}
