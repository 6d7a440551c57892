//! The power fails after any step, and of what was not yet synced anything may be on the disk: the file is the old or the
//! new one, and the next start has the map as it was at most a second before. Must not know how anything is written.

use std::{
    collections::VecDeque,
    path::Path,
    time::{Duration, Instant},
};

use ecomap::{file, model::Document};

use crate::{
    common::dice::Dice,
    keeping::{Desk, next_start},
    rig::{Act, Stage},
    saving::{WRITERS, Writer},
    world::{Image, World, lay},
};

/// No more work than this may be lost.
const MOST_LOST: Duration = Duration::from_secs(1);

/// Whether a power cut after these steps is one to look at.
type Near<'a> = &'a dyn Fn(&[(Instant, Act)]) -> bool;

/// Goes through the steps that were done and lays down what each power cut may leave; how many images there were.
fn cuts(
    world: World,
    acts: &[(Instant, Act)],
    folder: &Path,
    end: Instant,
    near: Near<'_>,
    judge: &dyn Fn(usize, Instant, &Image),
) -> usize {
    let (mut world, mut dice, mut images) = (world, Dice::new(1), 0);
    let mut rest: VecDeque<_> = acts.iter().collect();
    for step in 0..=acts.len() {
        // Until the next step is done, the power may fail at any moment: the last is the worst.
        let until = rest.front().map_or(end, |(when, _)| *when);
        if near(&acts[step.saturating_sub(2)..(step + 1).min(acts.len())]) {
            for image in world.images(&mut dice) {
                lay(&image, folder);
                judge(step, until, &image);
                images += 1;
            }
        }
        if let Some((_, act)) = rest.pop_front() {
            world.act(act);
        }
    }
    images
}

/// Writes once and cuts everywhere; only these steps are done.
fn written(writer: &Writer, is_done: fn(&Act) -> bool) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join(writer.target);
    (writer.before)(folder.path());
    let before = std::fs::read(&target).ok();
    let world = World::of(folder.path());
    let stage = Stage::begin(folder.path(), None);
    (writer.write)(folder.path()).unwrap();
    let whole = std::fs::read(&target).unwrap();
    let acts: Vec<_> = stage.acts().into_iter().filter(|(_, act)| is_done(act)).collect();
    let last = acts.len();
    cuts(world, &acts, folder.path(), Instant::now(), &|_| true, &|step, _, image| {
        let after = image.get(&target).cloned().flatten();
        let is_new = after.as_ref() == Some(&whole);
        assert!(is_new || after == before, "{}, cut after step {step}: neither old nor new", writer.name);
        assert!(is_new || step < last, "{}: it was said to be written", writer.name);
    })
}

#[test]
fn whatever_is_written_is_the_old_or_the_new_one_after_a_power_cut() {
    for writer in WRITERS.iter().filter(|writer| !writer.name.contains("link")) {
        let images = written(writer, |_| true);
        assert!(images > 10, "{}: {images}", writer.name);
        println!("{}: {images} disks after a power cut", writer.name);
    }
}

/// These tests see what they are to see: a writer that leaves a sync out loses something.
#[test]
fn a_writer_that_does_not_wait_for_the_disk_is_caught() {
    let save = &WRITERS[0];
    for (what, is_done) in [
        ("what is in the file", (|act| !matches!(act, Act::Sync(_))) as fn(&Act) -> bool),
        ("its name", |act| !matches!(act, Act::SyncFolder(_))),
    ] {
        let caught = std::panic::catch_unwind(|| written(save, is_done));
        assert!(caught.is_err(), "{what} was not waited for");
    }
}

/// What the map was, and from when on.
type States = Vec<(Instant, Document)>;

fn was_there(states: &States, document: &Document, until: Instant) -> bool {
    let old = states.iter().rposition(|(when, _)| *when + MOST_LOST < until).unwrap_or(0);
    states[old..].iter().any(|(when, state)| *when <= until && state == document)
}

/// Edits for some seconds; the map is saved now and then, and closed in the end. Every third edit may be a long one, which
/// is taken back again.
fn worked(folder: &Path, mut desk: Desk, edits: usize, long: usize) -> usize {
    let mut states: States = vec![(Instant::now(), desk.session.document().clone())];
    let world = World::of(folder);
    let stage = Stage::begin(folder, None);
    let mut saves: Vec<(Instant, Vec<u8>)> = vec![(Instant::now(), std::fs::read(&desk.path).unwrap())];
    for edit in 0..edits {
        std::thread::sleep(Duration::from_millis(40));
        let is_long = long > 0 && edit % 3 == 2;
        // Before it is done: the journal may have it before this thread goes on.
        let now = Instant::now();
        desk.edit(if is_long { long } else { 5 });
        states.push((now, desk.session.document().clone()));
        if is_long {
            let now = Instant::now();
            desk.undo();
            states.push((now, desk.session.document().clone()));
        }
        if edit % 11 == 10 || edit + 1 == edits {
            desk.save().unwrap();
            saves.push((Instant::now(), file::write(desk.session.document()).into_bytes()));
        }
    }
    // Where edits are long the journal is, too: only what is near a change of names is judged.
    let names = |(_, act): &(Instant, Act)| {
        matches!(act, Act::Create(..) | Act::Rename(..) | Act::Remove(_) | Act::SyncFolder(_))
    };
    let near: Near<'_> = &|acts| long == 0 || acts.iter().any(names);
    let map = desk.path.clone();
    assert!(desk.close());
    let end = Instant::now();
    cuts(world, &stage.acts(), folder, end, near, &|step, until, image| {
        let bytes = image.get(&map).cloned().flatten().expect("the map's file");
        let said = saves.iter().rposition(|(when, _)| *when < until).unwrap_or(0);
        let may_be = &saves[said..(said + 2).min(saves.len())];
        assert!(may_be.iter().any(|(_, text)| *text == bytes), "cut after step {step}: neither old nor new");
        let found = next_start(folder).unwrap_or_else(|error| panic!("cut after step {step}: {error}"));
        assert!(was_there(&states, &found, until), "cut after step {step}: more than a second is lost");
    })
}

#[test]
fn no_power_cut_takes_more_than_a_second_of_work() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path());
    let images = worked(folder.path(), desk, 60, 0);
    println!("edited and saved: {images} disks after a power cut, nothing lost");
}

#[test]
fn no_power_cut_takes_what_was_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path());
    (0..5).for_each(|_| desk.edit(5));
    assert!(desk.keeping.stay().unwrap().wait(MOST_LOST * 20));
    let images = worked_on(folder.path());
    println!("restored and edited: {images} disks after a power cut, nothing lost");
}

fn worked_on(folder: &Path) -> usize {
    let before = World::of(folder);
    let stage = Stage::begin(folder, None);
    let restored = Instant::now();
    let mut desk = Desk::restore(folder);
    let mut states: States = vec![(restored, desk.session.document().clone())];
    for _ in 0..30 {
        std::thread::sleep(Duration::from_millis(40));
        let now = Instant::now();
        desk.edit(5);
        states.push((now, desk.session.document().clone()));
    }
    assert!(desk.keeping.stay().unwrap().wait(MOST_LOST * 20));
    let end = Instant::now();
    cuts(before, &stage.acts(), folder, end, &|_| true, &|step, until, _| {
        let found = next_start(folder).unwrap_or_else(|error| panic!("cut after step {step}: {error}"));
        assert!(was_there(&states, &found, until), "cut after step {step}: more than a second is lost");
    })
}

/// Long edits: the journal is written anew in between.
#[test]
fn no_power_cut_while_a_journal_is_written_anew_loses_anything() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path());
    let images = worked(folder.path(), desk, 13, 35_000);
    println!("written anew: {images} disks after a power cut, nothing lost");
}
