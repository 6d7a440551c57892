//! Who waits for long work: is told how far it is, and may call it off. Must not know what the work is.

/// Who waits for a layout or a measure. Asked from any thread.
pub trait Watch: Sync {
    /// How much is done, 0 to 1.
    fn progress(&self, done: f64);

    /// Whether nobody wants the answer any more.
    fn is_cancelled(&self) -> bool;

    /// Gives up when nobody wants the answer any more; long work asks this at least every few milliseconds.
    ///
    /// # Errors
    /// When it was called off.
    fn go_on(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// Nobody looks on; it is never called off.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _done: f64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The work was called off; there is no answer, and nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was called off before it was done; nothing has changed")]
pub struct Cancelled;
