//! Work that would freeze the window: opening, writing, drawing figures, each on a thread of its own. A thread that
//! breaks down takes nothing with it: whoever waits gets an answer, and the window is told by [`fault::fell`].
//! Must not know what is done; only that it ends in a value.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::Builder,
};

use eframe::egui;

use super::fault;

/// What a thread is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// Reading a map.
    Open,
    /// Reading another program's file and making its map.
    Import,
    /// Writing the map.
    Save,
    /// Making the files of a figure.
    Export,
    /// Making a picture for the clipboard.
    Copy,
    /// Making what is given to others.
    HandOut,
    /// Counting what other programs' formats cannot hold.
    Count,
    /// Keeping what a file said before it was saved over.
    BackUp,
    /// Looking at what was kept so.
    Backups,
    /// Looking for what earlier runs left.
    Recover,
    /// Reading what somebody else has written.
    Compare,
    /// Merging two maps.
    Merge,
    /// Working out an arrangement.
    Layout,
    /// Making the picture of a large map.
    Picture,
    /// Drawing a figure as it will be.
    Preview,
    /// Counting what rules of appearance ask for.
    Measure,
    /// Measuring the map for its findings.
    Findings,
    /// Finding out where a network begins, and its measures.
    Explore,
    /// Understanding a line of the capture bar.
    Capture,
    /// Looking whether somebody else writes the map's file.
    Watch,
    /// Waiting for the desktop's file dialog.
    Dialog,
    /// Waiting for the system to end the program.
    Signals,
    /// Keeping the report of a fault.
    Report,
}

impl Job {
    /// A word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Import => "import",
            Self::Save => "save",
            Self::Export => "export",
            Self::Copy => "copy",
            Self::HandOut => "hand-out",
            Self::Count => "count",
            Self::BackUp => "back-up",
            Self::Backups => "backups",
            Self::Recover => "recover",
            Self::Compare => "compare",
            Self::Merge => "merge",
            Self::Layout => "layout",
            Self::Picture => "picture",
            Self::Preview => "preview",
            Self::Measure => "measure",
            Self::Findings => "findings",
            Self::Explore => "explore",
            Self::Capture => "capture",
            Self::Watch => "watch",
            Self::Dialog => "dialog",
            Self::Signals => "signals",
            Self::Report => "report",
        }
    }

    /// What has not been done when it broke down, in a sentence without a full stop.
    #[must_use]
    pub fn broke(self) -> &'static str {
        match self {
            Self::Open => "The map could not be opened",
            Self::Import => "The file could not be taken",
            Self::Save => "The map was not saved",
            Self::Export => "The figure was not exported",
            Self::Copy => "No picture was copied",
            Self::HandOut => "The file was not written",
            Self::Count => "What a format cannot hold could not be counted",
            Self::BackUp => "What the file said before it was saved is not kept",
            Self::Backups => "The kept versions could not be looked at",
            Self::Recover => "What earlier runs left could not be looked at",
            Self::Compare => "What somebody else wrote into the file could not be compared",
            Self::Merge => "The two maps were not merged",
            Self::Layout => "This arrangement could not be worked out",
            Self::Picture => "The picture of the map could not be made beside your work",
            Self::Preview => "The preview could not be drawn",
            Self::Measure => "What the looks follow could not be counted",
            Self::Findings => "The map could not be measured",
            Self::Explore => "The network could not be worked out",
            Self::Capture => "The line in the capture bar could not be understood",
            Self::Watch => "ecomap no longer sees when others write the map’s file",
            Self::Dialog => "The desktop’s file dialog broke down",
            Self::Signals => "ecomap no longer hears when the system ends it",
            Self::Report => "The report of a fault could not be kept",
        }
    }
}

/// Does it on a thread. Should it break down, only this ends: the window is told. So it is when the system gives no
/// thread.
pub fn spawn(ctx: &egui::Context, job: Job, work: impl FnOnce() + Send + 'static) {
    let its_ctx = ctx.clone();
    let guarded = move || {
        fault::is_part(job.name());
        let broken = catch_unwind(AssertUnwindSafe(|| {
            fault::rehearse::at("job", job.name());
            work();
        }));
        if let Err(payload) = broken {
            fault::fell(&its_ctx, job, fault::take(&*payload));
            its_ctx.request_repaint();
        }
    };
    let begun = Builder::new().name(format!("ecomap {}", job.name())).spawn(guarded);
    if begun.is_err() {
        fault::fell(ctx, job, fault::refused("the system gave no thread"));
        ctx.request_repaint();
    }
}

/// Running work whose results are all of one type.
pub struct Jobs<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    running: usize,
}

impl<T: Send + 'static> Default for Jobs<T> {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, running: 0 }
    }
}

/// The answer that somebody waits for. Whatever becomes of the thread, there is one.
struct Promise<T> {
    /// None once it was kept.
    gave_up: Option<T>,
    sender: Sender<T>,
    ctx: egui::Context,
}

impl<T> Promise<T> {
    fn keep(mut self, result: T) {
        self.gave_up = Some(result);
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if let Some(result) = self.gave_up.take() {
            // The window may be gone; then nobody waits for the result.
            let _ = self.sender.send(result);
            self.ctx.request_repaint();
        }
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// Does it on a thread and wakes the window when it is done. `gave_up` is the result should the work panic, of which
    /// the user is told.
    pub fn run(
        &mut self,
        ctx: &egui::Context,
        job: Job,
        gave_up: T,
        work: impl FnOnce() -> T + Send + 'static,
    ) {
        self.running += 1;
        let promise = Promise { gave_up: Some(gave_up), sender: self.sender.clone(), ctx: ctx.clone() };
        spawn(ctx, job, move || promise.keep(work()));
    }

    /// What has been finished since last asked.
    pub fn finished(&mut self) -> Vec<T> {
        let finished: Vec<T> = self.receiver.try_iter().collect();
        self.running = self.running.saturating_sub(finished.len());
        finished
    }

    /// Whether something is still being done.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running > 0
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn finished(jobs: &mut Jobs<u8>) -> Vec<u8> {
        let begun = Instant::now();
        let mut all = Vec::new();
        while jobs.is_busy() {
            assert!(begun.elapsed() < Duration::from_secs(20), "a thread does not end");
            all.extend(jobs.finished());
            std::thread::sleep(Duration::from_millis(2));
        }
        all
    }

    #[test]
    fn a_job_that_breaks_down_ends_alone_and_is_told() {
        let (ctx, other) = (egui::Context::default(), egui::Context::default());
        let mut jobs = Jobs::default();
        jobs.run(&ctx, Job::Layout, 0, || {
            let list: Vec<u8> = Vec::new();
            list[list.len()]
        });
        assert_eq!(finished(&mut jobs), [0]);
        jobs.run(&ctx, Job::Layout, 0, || 1);
        assert_eq!(finished(&mut jobs), [1], "the next is done");
        // The answer may come a moment before the word of it.
        let begun = Instant::now();
        let mut fallen = Vec::new();
        while fallen.is_empty() && begun.elapsed() < Duration::from_secs(20) {
            fallen = fault::fallen(&ctx);
        }
        let told: Vec<_> = fallen.iter().map(|(job, fault)| (*job, fault.part, fault.words)).collect();
        assert_eq!(told, [(Job::Layout, "layout", "index out of bounds")]);
        assert!(fault::fallen(&ctx).is_empty(), "once");
        assert!(fault::fallen(&other).is_empty(), "by the window that it concerns");
    }
}
