//! How far work on a thread is, and whether anybody still wants it: the thread tells, the window asks. Must not know what
//! is worked out.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use eframe::egui;

use super::jobs::{Job, Jobs};
use crate::watch::Watch;

/// What a thread and the window that waits for it share.
pub struct Progress {
    ctx: egui::Context,
    permille: AtomicU32,
    stopped: AtomicBool,
}

impl Progress {
    /// Nothing is done yet; the window gets a frame for each percent.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Arc<Self> {
        let (permille, stopped) = (AtomicU32::new(0), AtomicBool::new(false));
        Arc::new(Self { ctx: ctx.clone(), permille, stopped })
    }

    /// Nobody wants it any more.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// How much is done, 0 to 1.
    #[must_use]
    pub fn done(&self) -> f64 {
        f64::from(self.permille.load(Ordering::Relaxed)) / 1000.0
    }

    /// How much is done, in whole percent.
    #[must_use]
    pub fn percent(&self) -> u32 {
        self.permille.load(Ordering::Relaxed) / 10
    }
}

impl Watch for Progress {
    fn progress(&self, done: f64) {
        let permille = (done.clamp(0.0, 1.0) * 1000.0) as u32;
        let before = self.permille.fetch_max(permille, Ordering::Relaxed);
        if permille / 10 > before / 10 {
            self.ctx.request_repaint();
        }
    }

    fn is_cancelled(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// What is asked of a map again whenever map or question are others: a new question calls the last one off, and the last
/// answer stays until there is a better one.
pub struct Inquiry<Q, A> {
    jobs: Jobs<Option<(Q, Arc<A>)>>,
    running: Option<(Q, Arc<Progress>)>,
    ready: Option<(Q, Arc<A>)>,
    /// What could not be worked out is not tried again.
    failed: Option<Q>,
}

impl<Q: Send + 'static, A: Send + Sync + 'static> Default for Inquiry<Q, A> {
    fn default() -> Self {
        Self { jobs: Jobs::default(), running: None, ready: None, failed: None }
    }
}

impl<Q: Clone + PartialEq + Send + 'static, A: Send + Sync + 'static> Inquiry<Q, A> {
    /// Asks, once a frame. `begin` is called where work begins: it takes what the thread needs, and gives what the thread
    /// does; that answers with none where it was called off.
    pub fn follow<W>(&mut self, ctx: &egui::Context, job: Job, question: Q, begin: impl FnOnce(Q) -> W)
    where
        W: FnOnce(&Progress) -> Option<A> + Send + 'static,
    {
        for answer in self.jobs.finished() {
            let running = self.running.take();
            match answer {
                Some(answer) => self.ready = Some(answer),
                // Called off, or broken down: only the latter is remembered.
                None => {
                    let broken = running.filter(|(_, progress)| !progress.is_cancelled());
                    self.failed = broken.map(|(question, _)| question);
                }
            }
        }
        let is_known = self.ready.as_ref().is_some_and(|(known, _)| *known == question);
        match &self.running {
            _ if is_known || self.failed.as_ref() == Some(&question) => {}
            Some((other, progress)) if *other != question => progress.stop(),
            Some(_) => {}
            None => {
                let progress = Progress::new(ctx);
                self.running = Some((question.clone(), Arc::clone(&progress)));
                let work = begin(question.clone());
                self.jobs
                    .run(ctx, job, None, move || work(&progress).map(|found| (question, Arc::new(found))));
            }
        }
    }

    /// The last answer, and to what.
    #[must_use]
    pub fn ready(&self) -> Option<(&Q, &Arc<A>)> {
        self.ready.as_ref().map(|(question, answer)| (question, answer))
    }

    /// The last answer is of nothing that is asked any more.
    pub fn forget(&mut self) {
        self.stop();
        self.ready = None;
    }

    /// Calls off what is being worked out.
    pub fn stop(&mut self) {
        if let Some((_, progress)) = &self.running {
            progress.stop();
        }
    }

    /// How much is done of what is being worked out, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        self.running.as_ref().map(|(_, progress)| progress.percent())
    }

    /// Whether something is being worked out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }

    /// Whether it broke down.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }
}
