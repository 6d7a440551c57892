//! Faults on purpose, so that tests of a real window see what follows from a real panic and not from a pretended one.
//!
//! `ECOMAP_PANIC_AT` says where, with commas between: `frame:120` (the window's thread, in its 120th frame), `logic:120`
//! (the same before a frame is drawn), `paint:120` (while the frame is painted, outside all code of ours), `job:layout`
//! (the thread of each job of that name), `action:Zoom in` (when the action of that name is carried out). A program
//! that was started again after a fault rehearses only what ends in `!`.
//!
//! Honoured only in builds with debug assertions or the feature `inspection`: what is given to users must not break
//! down because of a word in the environment, whoever put it there. Must not know what follows from a fault.

#[cfg(any(debug_assertions, feature = "inspection"))]
mod rehearsed {
    use std::{
        collections::BTreeMap,
        sync::{Mutex, OnceLock, PoisonError},
    };

    use super::super::Aftermath;

    static COUNTS: Mutex<BTreeMap<&str, u64>> = Mutex::new(BTreeMap::new());

    fn wanted() -> &'static [(String, String)] {
        static WANTED: OnceLock<Vec<(String, String)>> = OnceLock::new();
        WANTED.get_or_init(|| {
            let wanted = std::env::var("ECOMAP_PANIC_AT").unwrap_or_default();
            of(&wanted, Aftermath::from_environment().is_some())
        })
    }

    pub(super) fn of(wanted: &str, again: bool) -> Vec<(String, String)> {
        let due = |one: &&str| !again || one.ends_with('!');
        let parted = |one: &str| {
            let (what, name) = one.trim_end_matches('!').split_once(':')?;
            Some((what.to_owned(), name.to_owned()))
        };
        wanted.split(',').filter(due).filter_map(parted).collect()
    }

    pub(super) fn is_due(what: &str, name: &str) -> bool {
        wanted().iter().any(|(wanted, its_name)| wanted == what && its_name == name)
    }

    pub(super) fn is_next(what: &'static str) -> bool {
        if wanted().is_empty() {
            return false;
        }
        let count = {
            let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(what).or_default();
            *count += 1;
            *count
        };
        is_due(what, &count.to_string())
    }
}

/// Breaks down if that is wanted here.
pub fn at(what: &str, name: &str) {
    #[cfg(any(debug_assertions, feature = "inspection"))]
    if rehearsed::is_due(what, name) {
        fail(what);
    }
    #[cfg(not(any(debug_assertions, feature = "inspection")))]
    let _ = (what, name);
}

/// Whether the next of its kind is to break down: frames are counted.
#[must_use]
pub fn is_next(what: &'static str) -> bool {
    #[cfg(any(debug_assertions, feature = "inspection"))]
    return rehearsed::is_next(what);
    #[cfg(not(any(debug_assertions, feature = "inspection")))]
    {
        let _ = what;
        false
    }
}

/// Breaks down if that is wanted of the next of its kind.
pub fn next(what: &'static str) {
    if is_next(what) {
        fail(what);
    }
}

/// Breaks down. The message is made while the program runs, as one with a name of the map in it would be.
pub fn fail(what: &str) {
    let name = String::from("Größe GmbH");
    assert!(name.is_empty(), "a rehearsed fault at {what}, of {name}");
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::rehearsed::of;

    #[test]
    fn a_program_that_was_started_again_rehearses_only_what_is_to_be_seen_twice() {
        let pair = |what: &str, name: &str| (what.to_owned(), name.to_owned());
        let wanted = "frame:120,job:layout!,action:Zoom in";
        let all = [pair("frame", "120"), pair("job", "layout"), pair("action", "Zoom in")];
        assert_eq!(of(wanted, false), all);
        assert_eq!(of(wanted, true), [pair("job", "layout")]);
        assert_eq!(of("", false), []);
        assert_eq!(of("nonsense", false), []);
    }
}
