//! The measures of the map on a thread: an edit calls the last work off, and what was found stays until there is better.
//! Must not know how it is shown.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use eframe::egui;

use crate::{
    analysis::{Question, Watch},
    app::jobs::{Job, Jobs},
    editor::Session,
    pipeline::{self, Analysis},
};

/// Which state of the map was asked about, and what.
type Asked = (u64, Question);

/// How far the work is, and whether anybody still wants it.
struct Progress {
    ctx: egui::Context,
    percent: AtomicU32,
    stopped: AtomicBool,
}

impl Watch for Progress {
    fn progress(&self, done: f64) {
        let percent = (done.clamp(0.0, 1.0) * 100.0) as u32;
        if percent > self.percent.fetch_max(percent, Ordering::Relaxed) {
            self.ctx.request_repaint();
        }
    }

    fn is_cancelled(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// The work, and what came of it.
#[derive(Default)]
pub(super) struct Work {
    jobs: Jobs<Option<(Asked, Arc<Analysis>)>>,
    running: Option<(Asked, Arc<Progress>)>,
    ready: Option<(Asked, Arc<Analysis>)>,
    /// What could not be worked out is not tried again.
    failed: Option<Asked>,
}

impl Work {
    /// What is known; asks anew when the map is another. To be asked in every frame.
    pub(super) fn follow(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
        question: &Question,
    ) -> Option<Arc<Analysis>> {
        for found in self.jobs.finished() {
            let running = self.running.take();
            match found {
                Some(found) => self.ready = Some(found),
                // Called off, or broken down: only the latter is remembered.
                None => {
                    self.failed =
                        running.filter(|(_, progress)| !progress.is_cancelled()).map(|(asked, _)| asked);
                }
            }
        }
        let revision = session.revision();
        let is_wanted = |(of, asked): &Asked| *of == revision && asked == question;
        let is_known = self.ready.as_ref().is_some_and(|(asked, _)| is_wanted(asked));
        match &self.running {
            _ if is_known || self.failed.as_ref().is_some_and(is_wanted) => {}
            Some((asked, progress)) if !is_wanted(asked) => progress.stopped.store(true, Ordering::Relaxed),
            Some(_) => {}
            None => self.begin(ctx, session, (revision, question.clone())),
        }
        // What is said of sectors is not said of scales.
        self.ready.as_ref().filter(|((_, asked), _)| asked == question).map(|(_, found)| Arc::clone(found))
    }

    fn begin(&mut self, ctx: &egui::Context, session: &Session, asked: Asked) {
        let progress = Arc::new(Progress {
            ctx: ctx.clone(),
            percent: AtomicU32::new(0),
            stopped: AtomicBool::new(false),
        });
        self.running = Some((asked.clone(), Arc::clone(&progress)));
        let document = session.document().clone();
        self.jobs.run(ctx, Job::Findings, None, move || {
            let found = pipeline::analyse(&document, &asked.1, &*progress).ok()?;
            Some((asked, Arc::new(found)))
        });
    }

    /// Calls off what is being worked out.
    pub(super) fn stop(&mut self) {
        if let Some((_, progress)) = &self.running {
            progress.stopped.store(true, Ordering::Relaxed);
        }
    }

    /// How much is done of what is being worked out, in percent.
    pub(super) fn percent(&self) -> Option<u32> {
        self.running.as_ref().map(|(_, progress)| progress.percent.load(Ordering::Relaxed))
    }

    /// Whether something is being worked out.
    pub(super) fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }

    /// Whether it broke down.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }
}
