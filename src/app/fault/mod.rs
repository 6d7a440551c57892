//! When a part of the program breaks down: what is known of it becomes a report without anything of the map, told to the
//! window that it concerns. Must not know what broke down, nor what is done about it.

mod again;
pub mod rehearse;
mod report;
mod words;

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::VecDeque,
    panic::{self, PanicHookInfo},
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use eframe::egui;

pub use again::{Aftermath, Again, Behind, leave_behind, left_behind};
pub use report::{Fault, latest};

use super::jobs::Job;

/// So many actions are remembered.
const MOST_ACTIONS: usize = 20;
/// More faults of threads that nobody began are not told.
const MOST_STRAYS: usize = 4;

/// The part of the program that is the window's own thread.
pub const WINDOW: &str = "window";
/// A thread that neither the window nor a job of it is: a library's.
const STRAY: &str = "a thread of a library";

thread_local! {
    /// Which part of the program runs on this thread.
    static PART: Cell<&'static str> = const { Cell::new(STRAY) };
    /// The fault that this thread has not answered for yet.
    static LAST: RefCell<Option<Fault>> = const { RefCell::new(None) };
}

/// What was done last, by the names in the table of actions.
static TRAIL: Mutex<Trail> = Mutex::new(Trail(VecDeque::new()));
/// Faults of threads that nobody answers for.
static STRAYS: Mutex<Vec<Fault>> = Mutex::new(Vec::new());

/// Names of actions and how often each was done in a row.
struct Trail(VecDeque<(&'static str, u32)>);

impl Trail {
    fn note(&mut self, action: &'static str) {
        match self.0.back_mut() {
            Some((last, times)) if *last == action => *times = times.saturating_add(1),
            _ => self.0.push_back((action, 1)),
        }
        if self.0.len() > MOST_ACTIONS {
            self.0.pop_front();
        }
    }
}

/// Remembers an action by its name in the table, which is about to be carried out.
pub fn note(action: &'static str) {
    TRAIL.lock().unwrap_or_else(PoisonError::into_inner).note(action);
    rehearse::at("action", action);
}

/// This thread is that part of the program.
pub fn is_part(part: &'static str) {
    PART.set(part);
}

/// From now on each panic is written down before anything else is done about it; then what was done until now.
pub fn watch() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let fault = noted(info);
        if PART.get() == STRAY {
            let mut strays = STRAYS.lock().unwrap_or_else(PoisonError::into_inner);
            if strays.len() < MOST_STRAYS {
                strays.push(fault);
            }
        } else {
            // The first is the cause of what comes after it.
            LAST.with(|last| {
                if let Ok(mut last) = last.try_borrow_mut() {
                    last.get_or_insert(fault);
                }
            });
        }
        usual(info);
    }));
}

fn noted(info: &PanicHookInfo<'_>) -> Fault {
    let place = info.location().map(|place| report::place(place.file(), place.line(), place.column()));
    fault(words::told(info.payload()), place)
}

fn fault(words: &'static str, place: Option<String>) -> Fault {
    let trail = TRAIL.lock().unwrap_or_else(PoisonError::into_inner);
    let actions = trail.0.iter().copied().collect();
    drop(trail);
    let when = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Fault { words, place: place.unwrap_or_default(), part: PART.get(), actions, when }
}

/// The fault for which this thread unwound with `payload`. Its place is known only to those who [`watch`].
#[must_use]
pub fn take(payload: &(dyn Any + Send)) -> Fault {
    let noted = LAST.with(|last| last.try_borrow_mut().ok().and_then(|mut last| last.take()));
    noted.unwrap_or_else(|| fault(words::told(payload), None))
}

/// A fault that is no panic: the system refused what must not fail.
#[must_use]
pub fn refused(words: &'static str) -> Fault {
    fault(words, None)
}

/// Jobs of a window that broke down, until it has told of them.
#[derive(Clone, Default)]
struct Fallen(Vec<(Job, Fault)>);

fn fallen_id() -> egui::Id {
    egui::Id::new("jobs that broke down")
}

/// A job of this window broke down.
pub fn fell(ctx: &egui::Context, job: Job, fault: Fault) {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Fallen>(fallen_id()).0.push((job, fault)));
}

/// Jobs of this window that broke down since last asked.
#[must_use]
pub fn fallen(ctx: &egui::Context) -> Vec<(Job, Fault)> {
    ctx.data_mut(|data| data.remove_temp::<Fallen>(fallen_id())).unwrap_or_default().0
}

/// Faults of threads that nobody answers for, since last asked.
#[must_use]
pub fn strays() -> Vec<Fault> {
    std::mem::take(&mut *STRAYS.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_counts_what_is_done_again_and_forgets_what_is_long_ago() {
        let mut trail = Trail(VecDeque::new());
        for action in ["Undo", "Undo", "Undo", "Redo", "Undo"] {
            trail.note(action);
        }
        assert_eq!(Vec::from(trail.0.clone()), [("Undo", 3), ("Redo", 1), ("Undo", 1)]);
        for _ in 0..30 {
            trail.note("Zoom in");
            trail.note("Zoom out");
        }
        assert_eq!(trail.0.len(), MOST_ACTIONS);
    }
}
