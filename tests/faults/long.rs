//! Journals that grow for ever, and edits that no journal can hold: what the next start has is the map as it was. Must not
//! know how they are kept short.

use std::time::{Duration, Instant};

use crate::keeping::{Desk, next_start};

/// The bound that is asked for, bytes.
const MOST: u64 = 300_000;

#[test]
fn a_journal_has_an_end_and_the_session_has_all_its_steps() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    desk.keeping.bound(MOST);
    let first = desk.session.document().clone();
    let mut longest = 0;
    desk.edit(1);
    for step in 0..400 {
        desk.replace_last(format!("{step} {}", "who else? ".repeat(300)));
        if step % 20 == 19 {
            assert!(desk.is_kept());
            longest = longest.max(desk.journal());
            // The shorter one is written while the old one goes on.
            let begun = Instant::now();
            while desk.journal() > MOST && begun.elapsed() < Duration::from_secs(20) {
                desk.follow();
                std::thread::sleep(Duration::from_millis(5));
            }
            assert!(desk.journal() <= MOST, "after {step} steps: {}", desk.journal());
        }
    }
    assert!(longest > MOST, "it was too long: {longest}");
    assert!(longest < 2 * MOST, "400 steps of 6,000 bytes: {longest}");
    // Beyond what the journal holds: it has all of it again, as long as that takes.
    for _ in 0..401 {
        desk.undo();
    }
    assert!(desk.session.document() == &first, "every step can be taken back");
    assert!(desk.is_kept());
    drop(desk);
    assert!(next_start(folder.path()).unwrap() == first, "the next start has the map as it was");
}

#[test]
fn whatever_is_done_with_a_short_journal_the_next_start_has_the_map() {
    for seed in 0..12_usize {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(folder.path());
        desk.keeping.bound(20_000);
        for step in 0..120 {
            // Up and down, further each time; what is done after going down puts the rest aside.
            match (step * 7 + seed * 13) % (5 + seed) {
                0..4 => desk.edit(100),
                4 if step > 60 => (0..40).for_each(|_| desk.undo()),
                _ => desk.undo(),
            }
        }
        assert!(desk.is_kept(), "{seed}");
        let last = desk.session.document().clone();
        drop(desk);
        assert!(next_start(folder.path()).unwrap() == last, "{seed}");
    }
}

#[test]
#[ignore = "takes some gigabytes of memory"]
fn an_edit_that_is_too_long_for_a_journal_is_kept_as_the_map_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    desk.edit(5);
    // Before it 120 MB, after it 45 MB: 160 MB may be written down at once, and 64 MB be opened.
    desk.edit(12_000_000);
    desk.replace_last("who or what else? ".repeat(2_500_000));
    let _ = desk.is_kept();
    desk.follow();
    assert!(desk.is_kept(), "it begins with the map as it is");
    desk.edit(5);
    assert!(desk.is_kept());
    let last = desk.session.document().clone();
    drop(desk);
    assert!(next_start(folder.path()).unwrap() == last);
}
