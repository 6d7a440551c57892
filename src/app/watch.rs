//! Whether somebody else writes the open map's file: looked at now and then on a thread, never on the interface's, and
//! nothing is drawn anew unless it changed. Must not know what is done about it.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::Duration,
};

use eframe::egui;

use super::{
    jobs::{self, Job},
    workspace::OnDisk,
};

/// How often the file is looked at.
const EVERY: Duration = Duration::from_millis(1500);

/// A file and how it was last read or written.
type Watched = (PathBuf, OnDisk);

#[derive(Default)]
struct Shared {
    watched: Option<Watched>,
    /// How the file is now, where that is something else and nobody was told.
    seen: Option<OnDisk>,
    /// How it was when somebody was last told.
    told: Option<OnDisk>,
}

/// Looks at one file.
#[derive(Default)]
pub struct Watch {
    shared: Arc<Mutex<Shared>>,
    watched: Option<Watched>,
    runs: bool,
}

impl Watch {
    /// Looks at this file from now on; at none where there is none.
    pub fn follow(&mut self, ctx: &egui::Context, watched: Option<Watched>) {
        if watched == self.watched {
            return;
        }
        self.watched.clone_from(&watched);
        let is_there = watched.is_some();
        {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            *shared = Shared { watched, ..Shared::default() };
        }
        if is_there && !std::mem::replace(&mut self.runs, true) {
            let shared = Arc::downgrade(&self.shared);
            let its_ctx = ctx.clone();
            jobs::spawn(ctx, Job::Watch, move || look(&shared, &its_ctx));
        }
    }

    /// How the file is now, said once for each change.
    pub fn take(&mut self) -> Option<OnDisk> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).seen.take()
    }
}

/// Looks until nobody wants to know any more.
fn look(shared: &Weak<Mutex<Shared>>, ctx: &egui::Context) {
    loop {
        thread::sleep(EVERY);
        let Some(shared) = shared.upgrade() else { return };
        let watched = shared.lock().unwrap_or_else(PoisonError::into_inner).watched.clone();
        let Some((path, then)) = watched else { continue };
        // Not while the lock is held: a network's folder may keep us waiting. A file that is gone is no news: it may be
        // on its way back, and saving writes it anew.
        let Some(now) = OnDisk::of(&path).filter(|now| *now != then) else { continue };
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let is_still_watched = shared.watched.as_ref() == Some(&(path, then));
        if is_still_watched && shared.told.as_ref() != Some(&now) {
            shared.told = Some(now.clone());
            shared.seen = Some(now);
            ctx.request_repaint();
        }
    }
}
