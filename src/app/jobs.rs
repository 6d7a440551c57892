//! Work that would freeze the window: opening, writing, drawing figures, each on a thread of its own.
//! Must not know what is done; only that it ends in a value.

use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui;

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

impl<T: Send + 'static> Jobs<T> {
    /// Does it on a thread and wakes the window when it is done. `gave_up` is the result should the work panic.
    pub fn run(&mut self, ctx: &egui::Context, gave_up: T, work: impl FnOnce() -> T + Send + 'static) {
        self.running += 1;
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        std::thread::spawn(move || {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or(gave_up);
            // The window may be gone; then nobody waits for the result.
            let _ = sender.send(result);
            ctx.request_repaint();
        });
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
