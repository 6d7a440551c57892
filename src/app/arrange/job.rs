//! The arrangement that is wanted, worked out on a thread with its picture: a new wish calls the last one off, and the
//! last good picture stays until there is a better one. Must not know what can be chosen.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use eframe::egui;

use crate::{
    app::{
        canvas::Picture,
        jobs::{Job, Jobs},
        progress::Progress,
    },
    layout::{Cancelled, Request, Watch},
    model::Document,
    pipeline::{self, Arranged},
    scene::Options,
    style::Look,
    text::Fonts,
};

/// A slider comes to rest before work begins anew.
const REST: Duration = Duration::from_millis(120);
/// Work that is done sooner shows no progress: it would only flicker.
const SOON: Duration = Duration::from_millis(180);
/// The part of the work that the arrangement itself is; the rest is its picture.
const ARRANGING: f64 = 0.85;

/// An arrangement and its picture.
pub struct Ready {
    /// What it is.
    pub arranged: Arranged,
    /// What was asked for.
    pub request: Request,
    /// What it looks like.
    pub picture: Picture,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The user stopped it, or wants another.
    Stopped,
    /// The layout broke down.
    Fault,
}

/// What is worked out at the moment.
struct Running {
    number: u64,
    request: Request,
    progress: Arc<Progress>,
    since: Instant,
}

/// The number of the job, and what came of it.
type Made = (u64, Result<Box<Ready>, Trouble>);

/// What an arrangement is worked out from.
pub struct Ground<'a> {
    /// The map.
    pub document: &'a Document,
    /// How it looks.
    pub look: &'a Look,
    /// Its fonts.
    pub fonts: &'a Fonts,
    /// With what it is drawn.
    pub options: &'a Options,
}

/// What works an arrangement out.
pub type Arranger = fn(&Document, &Request, &Look, &Fonts, &dyn Watch) -> Result<Arranged, Cancelled>;

/// The work on arrangements of one map.
pub struct Work {
    arranger: Arranger,
    jobs: Jobs<Made>,
    /// How many there have been.
    begun: u64,
    running: Option<Running>,
    wanted: Option<(Request, Instant)>,
    /// What came last, well or not.
    answered: Option<Request>,
    trouble: Option<Trouble>,
}

impl Default for Work {
    fn default() -> Self {
        Self::with(pipeline::arrange)
    }
}

impl Work {
    /// With another arranger than the program's: one that breaks down, where that is what is looked at.
    pub fn with(arranger: Arranger) -> Self {
        let jobs = Jobs::default();
        Self { arranger, jobs, begun: 0, running: None, wanted: None, answered: None, trouble: None }
    }

    /// Asks for this arrangement, once a frame; what has been made of the latest wish.
    pub fn follow(&mut self, ctx: &egui::Context, request: &Request, ground: &Ground<'_>) -> Option<Ready> {
        let ready = self.take();
        if self.wanted.as_ref().is_none_or(|(wanted, _)| wanted != request) {
            self.call_off();
            let now = Instant::now();
            let only_strength = self.wanted.as_ref().is_some_and(|(wanted, _)| {
                Request { strength: request.strength, ..wanted.clone() } == *request
            });
            let since = if only_strength { now } else { now.checked_sub(REST).unwrap_or(now) };
            self.wanted = Some((request.clone(), since));
        }
        self.begin(ctx, ground);
        ready
    }

    /// Works it out once more, although it was stopped.
    pub fn again(&mut self) {
        self.answered = None;
        self.wanted = None;
    }

    fn take(&mut self) -> Option<Ready> {
        let mut ready = None;
        for (number, result) in self.jobs.finished() {
            // Others were called off meanwhile.
            let Some(running) = self.running.take_if(|running| running.number == number) else { continue };
            self.answered = Some(running.request);
            match result {
                Ok(made) => (ready, self.trouble) = (Some(*made), None),
                Err(trouble) => self.trouble = Some(trouble),
            }
        }
        ready
    }

    fn begin(&mut self, ctx: &egui::Context, ground: &Ground<'_>) {
        let Some((wanted, since)) = &self.wanted else { return };
        if self.running.is_some() || self.answered.as_ref() == Some(wanted) {
            return;
        }
        let waited = since.elapsed();
        if waited < REST {
            ctx.request_repaint_after(REST - waited);
            return;
        }
        let request = wanted.clone();
        let progress = Progress::new(ctx);
        self.trouble = None;
        self.begun += 1;
        let number = self.begun;
        let since = Instant::now();
        self.running =
            Some(Running { number, request: request.clone(), progress: Arc::clone(&progress), since });
        let (document, look) = (ground.document.clone(), ground.look.clone());
        let (fonts, options) = (ground.fonts.clone(), ground.options.clone());
        let arranger = self.arranger;
        // Should it break down, that is the answer; the window lives on.
        let gave_up = (number, Err(Trouble::Fault));
        self.jobs.run(ctx, Job::Layout, gave_up, move || {
            let work = || {
                let arranged =
                    arranger(&document, &request, &look, &fonts, &*progress).map_err(|_| Trouble::Stopped)?;
                let picture = Picture::of(&arranged.document, &look, &options, &fonts);
                progress.go_on().map_err(|_| Trouble::Stopped)?;
                Ok(Box::new(Ready { arranged, request, picture }))
            };
            (number, work())
        });
    }

    /// Stops what is running, at the user's wish.
    pub fn stop(&mut self) {
        if let Some(running) = &self.running {
            self.answered = Some(running.request.clone());
            self.trouble = Some(Trouble::Stopped);
        }
        self.call_off();
    }

    fn call_off(&mut self) {
        if let Some(running) = self.running.take() {
            running.progress.stop();
        }
    }

    /// Whether something is being worked out or waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
            || self.wanted.as_ref().is_some_and(|(wanted, _)| self.answered.as_ref() != Some(wanted))
    }

    /// How much is done, 0 to 1, if it takes long enough to be worth saying; asks for a frame when it will be.
    #[must_use]
    pub fn done(&self, ctx: &egui::Context) -> Option<f64> {
        let running = self.running.as_ref()?;
        let waited = running.since.elapsed();
        if waited < SOON {
            ctx.request_repaint_after(SOON - waited);
            return None;
        }
        Some(ARRANGING * running.progress.done())
    }

    /// Why there is no answer to the last wish.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }
}

impl Drop for Work {
    /// Nobody waits any more.
    fn drop(&mut self) {
        self.call_off();
    }
}
