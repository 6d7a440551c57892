//! Where a large network begins: found on a thread, so that nobody waits. Must not know what the network is of.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use eframe::egui;

use crate::{
    app::jobs::{Job, Jobs},
    layout::{Watch, live::rested},
    model::{Point, Size},
};

/// A network of more organisations than this is found on a thread before it lives: springs alone would make a heap.
pub(super) const LARGE: usize = 150;

struct Patience(Arc<AtomicBool>);

impl Watch for Patience {
    fn progress(&self, _done: f64) {}

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The search for where a network rests.
#[derive(Default)]
pub(super) struct Beginning {
    jobs: Jobs<(u64, Option<Vec<Point>>)>,
    asked: u64,
    wanted: Option<u64>,
    given_up: Arc<AtomicBool>,
}

impl Beginning {
    /// Begins to search for the places of boxes of these sizes, tied by number.
    pub fn ask(&mut self, ctx: &egui::Context, sizes: Vec<Size>, ties: Vec<(usize, usize)>) {
        self.give_up();
        self.asked += 1;
        self.wanted = Some(self.asked);
        self.given_up = Arc::default();
        let (number, patience) = (self.asked, Patience(Arc::clone(&self.given_up)));
        self.jobs
            .run(ctx, Job::Explore, (number, None), move || (number, rested(&sizes, &ties, &patience).ok()));
    }

    /// Nobody waits any more.
    pub fn give_up(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
        self.wanted = None;
    }

    /// What has been found: places, or none where the search broke down.
    pub fn take(&mut self) -> Option<Option<Vec<Point>>> {
        let found = self.jobs.finished().into_iter().find(|(number, _)| self.wanted == Some(*number))?;
        self.wanted = None;
        Some(found.1)
    }

    /// Whether it is still being searched for.
    pub fn is_busy(&self) -> bool {
        self.wanted.is_some()
    }
}

impl Drop for Beginning {
    fn drop(&mut self) {
        self.give_up();
    }
}
