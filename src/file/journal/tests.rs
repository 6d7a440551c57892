//! The writer on real files: what is there when, who may take it up, and what happens when the disk refuses.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{Ending, Entry, Header, Log, Place, Saved, Step, Writer, claim, read};
use crate::model::{Change, Document, Note, NoteId, Record, RecordId, Transaction};

const LONG: Duration = Duration::from_secs(10);

fn log() -> Log {
    Log::new(Header { name: "Bristol".into(), ..Header::default() }, 1, Document::default())
}

fn step(revision: u64) -> Entry {
    let id = RecordId::Note(NoteId::new(&format!("note-{revision}")).unwrap());
    let note = Note { text: "words ".repeat(50), ..Note::default() };
    let change = Change { id, before: None, after: Some(Record::from(note)) };
    let transaction = Transaction::new([change]);
    Entry::Step(Step { revision, parent: revision - 1, name: "Add note".into(), when: revision, transaction })
}

fn begin(place: &Place, begun: u128) -> Writer {
    Writer::begin(place.new_journal(begun), log(), Arc::new(|| {}))
}

fn steps_in(path: &Path) -> usize {
    read(&fs::read(path).unwrap()).unwrap().log.steps().len()
}

fn eventually(what: &str, is: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < LONG, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_journal_is_left_only_when_nobody_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::below(folder.path());
    let (one, other) = (begin(&place, 7), begin(&place, 7));
    assert_ne!(one.path(), other.path(), "begun at the same moment");
    one.write(vec![step(2), step(3)]);
    assert!(one.sync().wait(LONG) && other.sync().wait(LONG));
    assert_eq!(steps_in(one.path()), 2);
    assert_eq!(place.left(), Vec::<std::path::PathBuf>::new(), "both are being written");
    let path = one.path().to_owned();
    drop(one);
    assert_eq!(place.left(), std::slice::from_ref(&path));
    let held = claim(&path).expect("nobody holds it");
    assert!(claim(&path).is_none(), "two windows do not take up the same");
    assert!(place.left().is_empty());
    held.remove().unwrap();
    assert!(other.end(Ending::Vanish).wait(LONG));
    assert_eq!(fs::read_dir(folder.path().join("journal")).unwrap().count(), 0);
}

#[test]
fn a_journal_becomes_the_history_of_a_state_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::below(folder.path());
    let map = folder.path().join("map.ron");
    fs::write(&map, "a map").unwrap();
    for fingerprint in 1..=6 {
        let writer = begin(&place, 7);
        let saved = Saved { revision: 2, path: map.clone(), fingerprint, when: 9 };
        writer.write(vec![step(2), Entry::Saved(saved), Entry::Closed { when: 10 }]);
        assert!(writer.end(Ending::Become(place.history_of(&map, fingerprint))).wait(LONG));
        assert_eq!(steps_in(&place.history_of(&map, fingerprint)), 1);
        place.tidy(&map);
    }
    assert!(place.left().is_empty());
    assert_eq!(place.histories_of(&map).len(), 4, "the last states of the file");
    assert!(place.histories_of(&folder.path().join("other.ron")).is_empty());
    assert_eq!(place.wipe().unwrap(), 4);
    assert!(place.histories_of(&map).is_empty());
}

#[test]
fn what_the_disk_refuses_stays_in_memory_and_is_written_when_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    // A file where the folder should be.
    fs::write(&state, "in the way").unwrap();
    let writer = begin(&Place::below(&state), 7);
    writer.write(vec![step(2)]);
    eventually("the trouble is told", || writer.trouble().is_some());
    writer.write(vec![step(3)]);
    assert!(!writer.sync().wait(LONG), "it is not on the disk");
    fs::remove_file(&state).unwrap();
    eventually("it is tried again", || writer.trouble().is_none());
    assert_eq!(steps_in(writer.path()), 2, "nothing of it is lost");
}

#[test]
fn a_journal_that_has_grown_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let writer = begin(&Place::below(folder.path()), 7);
    let mut last = 1;
    // A field that is typed in: each letter replaces the step before.
    for _ in 0..60 {
        let mut entries = Vec::new();
        for _ in 0..400 {
            let Entry::Step(new) = step(last + 1) else { continue };
            entries.push(Entry::Step(Step { parent: 1, ..new }));
            entries.extend((last > 1).then_some(Entry::Drop { revision: last }));
            last += 1;
        }
        writer.write(entries);
    }
    assert!(writer.sync().wait(LONG));
    assert_eq!(steps_in(writer.path()), 1);
    // The old one goes on while the new one is written.
    let length = || fs::metadata(writer.path()).unwrap().len();
    eventually("24,000 steps of 400 bytes leave one", || length() < 2_000_000);
    assert_eq!(steps_in(writer.path()), 1);
    assert!(Place::below(folder.path()).left().is_empty(), "the new one is held as the old one was");
}
