//! The journal and the history of a map that is edited, saved and closed, with each step of the disk refused in each way:
//! what was done is on the disk in the end, or it is said that it is in memory only. Must not know how a journal is
//! written.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use ecomap::{
    editor::{Command, Session},
    file::{
        self,
        journal::{Header, Place, Saved, claim, fingerprint},
    },
    model::{Document, Note, Point, RecordId},
    pipeline::keeping::{Keeping, Left, Moment, left, session_of},
};

use crate::{
    common::maps::map,
    rig::{FAULTS, Plan, Stage},
    words::are_words,
};

const LONG: Duration = Duration::from_secs(20);

pub fn text_of(session: &Session) -> String {
    file::write(session.document())
}

pub fn at(milliseconds: u64) -> Moment {
    Moment { nanoseconds: u128::from(milliseconds) * 1_000_000 }
}

/// One edit: a note with so many words.
pub fn add(session: &mut Session, words: usize) {
    let note =
        Note { text: "who else? ".repeat(words), position: Some(Point::new(0.0, 0.0)), ..Note::default() };
    session.perform(Command::AddNote(note)).unwrap();
}

/// A map that is edited, its file below this folder, its journal too.
pub struct Desk {
    pub session: Session,
    pub keeping: Keeping,
    pub path: std::path::PathBuf,
    now: u64,
}

pub fn place(folder: &Path) -> Place {
    Place::below(&folder.join("home/state"))
}

impl Desk {
    /// A map that is in its file.
    pub fn open(folder: &Path) -> Self {
        let path = folder.join("map.ron");
        let session = Session::new(map(2, 3, 3));
        let header = Header { name: "map".into(), path: Some(path.clone()), when: 1, ..Header::default() };
        let mut keeping = Keeping::new(Some(place(folder)), Arc::new(|| {}), &session, header);
        let text = text_of(&session);
        std::fs::write(&path, &text).unwrap();
        keeping.saved(Self::word(&session, &path, &text, 1), at(1));
        Self { session, keeping, path, now: 1 }
    }

    /// The map that a journal left.
    pub fn restore(folder: &Path) -> Self {
        let (mut found, _) = left(&place(folder));
        let Left { journal, log, .. } = found.remove(0);
        let session = session_of(&log).unwrap();
        let mut keeping = Keeping::of(Some(place(folder)), Arc::new(|| {}), log);
        keeping.take_over(claim(&journal).unwrap(), at(50_000));
        Self { session, keeping, path: folder.join("map.ron"), now: 50_000 }
    }

    fn word(session: &Session, path: &Path, text: &str, when: u64) -> Saved {
        let fingerprint = fingerprint(text.as_bytes());
        Saved { revision: session.revision(), path: path.to_owned(), fingerprint, when }
    }

    pub fn edit(&mut self, words: usize) {
        self.now += 1;
        add(&mut self.session, words);
        self.keeping.follow(&self.session, at(self.now));
    }

    pub fn follow(&mut self) {
        self.keeping.follow(&self.session, at(self.now));
    }

    /// Everything is on the disk.
    pub fn is_kept(&self) -> bool {
        self.keeping.settle(LONG * 10)
    }

    /// The length of the journal, bytes.
    pub fn journal(&self) -> u64 {
        std::fs::metadata(self.keeping.path().unwrap()).map_or(0, |about| about.len())
    }

    /// Other words in a note.
    pub fn replace_last(&mut self, text: String) {
        let (id, note) =
            self.session.document().notes().iter().max_by_key(|(_, note)| note.text.len()).unwrap();
        let note = Note { text, ..Note::clone(note) };
        let command = Command::replace("Edit note", RecordId::Note(id.clone()), note);
        self.session.perform(command).unwrap();
        self.follow();
    }

    pub fn undo(&mut self) {
        self.now += 1;
        self.session.undo();
        self.keeping.follow(&self.session, at(self.now));
    }

    pub fn save(&mut self) -> Result<(), String> {
        self.now += 1;
        let text = text_of(&self.session);
        file::save_bytes(&self.path, text.as_bytes()).map_err(|error| error.to_string())?;
        self.keeping.saved(Self::word(&self.session, &self.path, &text, self.now), at(self.now));
        self.session.mark_saved_at(self.session.revision());
        Ok(())
    }

    pub fn close(self) -> bool {
        let answer = self.keeping.close(at(self.now + 1));
        answer.is_none_or(|answer| answer.wait(LONG))
    }
}

/// The map that the next start has: what is offered, or else what is in the file.
pub fn next_start(folder: &Path) -> Result<Document, String> {
    let begun = Instant::now();
    // Another test may be starting a program: for a moment that holds all files of this one.
    while is_held(folder) && begun.elapsed() < LONG {
        std::thread::sleep(Duration::from_millis(1));
    }
    let (left, unread) = left(&place(folder));
    if left.is_empty() && !unread.is_empty() {
        return Err(format!("{} journals can't be read", unread.len()));
    }
    match left.into_iter().next() {
        Some(left) => Ok(left.document),
        None => file::open(&folder.join("map.ron")).map(|read| read.value).map_err(|error| error.to_string()),
    }
}

fn is_held(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder.join("home/state/journal")).into_iter().flatten().flatten();
    let mut journals =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "journal"));
    journals.any(|path| claim(&path).is_none())
}

fn at_work(folder: &Path, plan: Plan) {
    let what = format!("{plan:?}");
    let mut desk = Desk::open(folder);
    let stage = Stage::begin(folder, Some(plan));
    let mut saved = file::write(desk.session.document());
    for step in 0..6 {
        desk.edit(5);
        if step == 3 {
            match desk.save() {
                Ok(()) => saved = text_of(&desk.session),
                Err(told) => are_words(&told, &folder.display().to_string(), &what),
            }
        }
        if step % 2 == 1 {
            look(&desk, folder, &what);
        }
    }
    let now_on_disk = std::fs::read_to_string(&desk.path).unwrap();
    let is_unsure = now_on_disk == text_of(&desk.session);
    assert!(
        now_on_disk == saved || is_unsure || now_on_disk.len() > saved.len(),
        "{what}: the file is another"
    );
    file::read(&now_on_disk).unwrap_or_else(|error| panic!("{what}: the file is not whole: {error}"));
    // The disk is well again: so is the journal, without a word from anybody.
    stage.mend();
    assert!(desk.keeping.settle(LONG), "{what}: it is written when it can be");
    assert_eq!(desk.keeping.trouble(), None, "{what}");
    let last = desk.session.document().clone();
    drop(desk);
    assert!(next_start(folder).unwrap() == last, "{what}: something is lost");
}

/// What was done is on the disk, or it is said that it is not.
fn look(desk: &Desk, folder: &Path, what: &str) {
    if desk.keeping.settle(LONG) {
        let path = desk.keeping.path().unwrap();
        let reading = file::journal::read(&std::fs::read(path).unwrap()).unwrap();
        let there = reading.log.document_at(reading.log.at()).unwrap();
        assert!(there == *desk.session.document(), "{what}: it is said to be on the disk");
        assert_eq!((reading.lost, reading.misfits), (0, 0), "{what}");
    } else {
        let told = desk.keeping.trouble().unwrap_or_else(|| panic!("{what}: nothing is said"));
        are_words(&told, &folder.display().to_string(), what);
    }
}

#[test]
fn each_step_of_the_journal_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    let stage = Stage::begin(folder.path(), None);
    for step in 0..6 {
        desk.edit(5);
        if step == 3 {
            desk.save().unwrap();
        }
        if step % 2 == 1 {
            assert!(desk.keeping.settle(LONG));
        }
    }
    let steps = stage.count();
    drop(desk);
    assert!(steps > 15, "{steps}");
    let mut tried = 0;
    for at in 0..steps {
        for fault in FAULTS {
            for lasts in [false, true] {
                let folder = tempfile::tempdir().unwrap();
                at_work(folder.path(), Plan { at, fault, lasts });
                tried += 1;
            }
        }
    }
    println!("the journal of a map that is edited and saved: {steps} steps, {tried} refusals, nothing lost");
}

/// Closing a saved map makes its journal its history.
fn closes(plan: Option<Plan>) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    desk.edit(5);
    desk.save().unwrap();
    assert!(desk.keeping.settle(LONG));
    let stage = Stage::begin(folder.path(), plan);
    let last = desk.session.document().clone();
    let is_closed = desk.close();
    assert!(is_closed || plan.is_some());
    let steps = stage.count();
    stage.mend();
    assert!(next_start(folder.path()).unwrap() == last, "closing, {plan:?}");
    steps
}

/// A journal that was left is taken over: it goes when its successor is on the disk, and not before.
fn restores(plan: Option<Plan>) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    desk.edit(5);
    assert!(desk.keeping.settle(LONG));
    let older = desk.keeping.path().unwrap().to_owned();
    assert!(desk.keeping.stay().unwrap().wait(LONG));
    let stage = Stage::begin(folder.path(), plan);
    let mut desk = Desk::restore(folder.path());
    desk.edit(5);
    let is_kept = desk.keeping.settle(LONG);
    desk.keeping.follow(&desk.session, at(60_000));
    let steps = stage.count();
    if !is_kept {
        let told = desk.keeping.trouble().expect("it is said");
        are_words(&told, &folder.path().display().to_string(), &format!("{plan:?}"));
        let is_there =
            |path: &Path| std::fs::read(path).is_ok_and(|bytes| file::journal::read(&bytes).is_ok());
        let own = desk.keeping.path().unwrap();
        assert!(is_there(&older) || is_there(own), "{plan:?}: what was left before is there still");
    }
    stage.mend();
    assert!(desk.keeping.settle(LONG), "{plan:?}");
    let last = desk.session.document().clone();
    drop(desk);
    assert!(next_start(folder.path()).unwrap() == last, "restoring, {plan:?}");
    steps
}

#[test]
fn each_step_of_closing_and_of_restoring_is_refused() {
    for (name, run) in [("closing", closes as fn(Option<Plan>) -> usize), ("restoring", restores)] {
        let steps = run(None);
        assert!(steps >= 5, "{name}: {steps}");
        for at in 0..steps {
            for fault in FAULTS {
                for lasts in [false, true] {
                    run(Some(Plan { at, fault, lasts }));
                }
            }
        }
        println!("{name}: {steps} steps, each refused in {} ways, nothing lost", FAULTS.len() * 2);
    }
}
