//! Who waits for a measure. Must not know what is measured.

/// Who waits for a measure: is told how far it is, and may call it off. Asked from any thread.
pub trait Watch: Sync {
    /// How much is done, 0 to 1.
    fn progress(&self, done: f64);

    /// Whether nobody wants the answer any more.
    fn is_cancelled(&self) -> bool;

    /// Gives up when nobody wants the answer any more; a measure asks this at least every few milliseconds.
    ///
    /// # Errors
    /// When it was called off.
    fn go_on(&self) -> Result<(), CalledOff> {
        if self.is_cancelled() { Err(CalledOff) } else { Ok(()) }
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

/// The measure was called off; there are no numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the measure was called off before it was done; ask again to have its numbers")]
pub struct CalledOff;
