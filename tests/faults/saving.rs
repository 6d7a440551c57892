//! Each thing that is written in one piece, with each of its steps refused in each way. Must not know how it is written.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use ecomap::{
    file::{
        self, Lock, Taken,
        backup::{Before, Rule, Shelf},
        disk::{create_folders, in_words},
        journal::{Place, claim},
    },
    model::Document,
};

use crate::{
    common::maps::map,
    rig::{FAULTS, Fault, Plan, Stage},
    words::are_words,
    world::image_of,
};

/// Something that is written; what went wrong, in words.
pub struct Writer {
    pub name: &'static str,
    /// The file that is written.
    pub target: &'static str,
    /// What is there before it begins.
    pub before: fn(&Path),
    pub write: fn(&Path) -> Result<(), String>,
}

pub fn old() -> Document {
    map(2, 3, 3)
}

pub fn new() -> Document {
    map(5, 6, 6)
}

fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

fn put_old(folder: &Path) {
    put(&folder.join("map.ron"), &file::write(&old()));
}

pub const WRITERS: &[Writer] = &[
    Writer {
        name: "save",
        target: "map.ron",
        before: put_old,
        write: |folder| file::save(&folder.join("map.ron"), &new()).map_err(|error| error.to_string()),
    },
    Writer {
        name: "save as",
        target: "other.ron",
        before: put_old,
        write: |folder| file::save(&folder.join("other.ron"), &new()).map_err(|error| error.to_string()),
    },
    #[cfg(unix)]
    Writer {
        name: "save through a link",
        target: "map.ron",
        before: |folder| {
            put_old(folder);
            std::os::unix::fs::symlink("map.ron", folder.join("link.ron")).unwrap();
        },
        write: |folder| file::save(&folder.join("link.ron"), &new()).map_err(|error| error.to_string()),
    },
    Writer {
        name: "a figure",
        target: "figure.png",
        before: |folder| put(&folder.join("figure.png"), "the old figure"),
        write: |folder| {
            file::save_bytes(&folder.join("figure.png"), &[7; 100_000]).map_err(|error| error.to_string())
        },
    },
    #[cfg(feature = "gui")]
    Writer {
        name: "settings",
        target: "config/ecomap/settings.ron",
        before: |_| {},
        write: |folder| {
            let folders = ecomap::app::settings::Folders::below(&folder.join("config/ecomap"));
            ecomap::app::settings::Settings::default().save(&folders).map_err(|error| error.to_string())
        },
    },
    Writer {
        name: "tables in a new folder",
        target: "new/tables/organisations.csv",
        before: |_| {},
        write: |folder| {
            let tables = folder.join("new/tables");
            create_folders(&tables).map_err(|error| {
                format!("the folder {} cannot be made: {}", tables.display(), in_words(&error))
            })?;
            file::save_bytes(&tables.join("organisations.csv"), b"id,name\n")
                .map_err(|error| error.to_string())
        },
    },
];

fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

#[test]
fn each_step_of_each_writer_is_refused() {
    for writer in WRITERS {
        let (_folder, whole, steps) = once(writer, None);
        assert!(steps >= 5, "{}: create, write, sync, rename, sync the folder", writer.name);
        let refusals = (0..steps).flat_map(|at| {
            FAULTS.into_iter().flat_map(move |fault| [false, true].map(|lasts| Plan { at, fault, lasts }))
        });
        let mut said = 0;
        for plan in refusals {
            said += refuse(writer, plan, whole.as_deref().unwrap());
        }
        println!(
            "{}: {steps} steps, each refused in {} ways; {said} failures told",
            writer.name,
            2 * FAULTS.len()
        );
    }
}

/// Whether the failure was one that is told.
fn refuse(writer: &Writer, plan: Plan, whole: &[u8]) -> usize {
    let what = format!("{}, {plan:?}", writer.name);
    let folder = tempfile::tempdir().unwrap();
    (writer.before)(folder.path());
    let target = folder.path().join(writer.target);
    let before = bytes(&target);
    let others = image_of(folder.path()).len();
    let stage = Stage::begin(folder.path(), Some(plan));
    let result = (writer.write)(folder.path());
    let after = bytes(&target);
    let is_new = after.as_deref() == Some(whole);
    assert!(is_new || after == before, "{what}: neither the old nor the new");
    match &result {
        Ok(()) => assert!(is_new, "{what}: it is said to be written"),
        Err(told) => {
            are_words(told, &folder.path().display().to_string(), &what);
            let says_it_is_there = told.contains("was written, but");
            assert_eq!(is_new, says_it_is_there, "{what}: {told}");
        }
    }
    // Where the disk refuses only once, nothing else is left; a name that it won't take back stays.
    if !plan.lasts && before.is_some() {
        assert_eq!(image_of(folder.path()).len(), others, "{what}: something is left beside it");
    }
    stage.mend();
    (writer.write)(folder.path()).unwrap_or_else(|error| panic!("{what}: later: {error}"));
    assert_eq!(bytes(&target).as_deref(), Some(whole), "{what}: later");
    usize::from(result.is_err())
}

/// Writes it on a disk that is well; what is there then, and how many steps it took.
fn once(writer: &Writer, plan: Option<Plan>) -> (tempfile::TempDir, Option<Vec<u8>>, usize) {
    let folder = tempfile::tempdir().unwrap();
    (writer.before)(folder.path());
    let stage = Stage::begin(folder.path(), plan);
    (writer.write)(folder.path()).unwrap();
    let whole = bytes(&folder.path().join(writer.target));
    (folder, whole, stage.count())
}

#[test]
fn a_lock_that_cannot_be_written_keeps_nobody_from_working() {
    for fault in FAULTS {
        for at in 0..3 {
            for lasts in [false, true] {
                let what = format!("{fault:?} at {at}, {lasts}");
                let folder = tempfile::tempdir().unwrap();
                put_old(folder.path());
                let map = folder.path().join("map.ron");
                let stage = Stage::begin(folder.path(), Some(Plan { at, fault, lasts }));
                let taken = Lock::take(&map);
                let is_ours = matches!(taken, Taken::Ours(_));
                assert_eq!(is_ours, at == 2, "{what}: made, written; the third step takes it away");
                // Where the folder is protected that is known, and the map is opened to look at; saving a copy works.
                let is_denied =
                    matches!(fault, Fault::Denied | Fault::ReadOnly) && matches!(taken, Taken::Forbidden);
                assert!(is_ours || is_denied || matches!(taken, Taken::Untold), "{what}: {taken:?}");
                drop(taken);
                assert_eq!(bytes(&map), Some(file::write(&old()).into_bytes()), "{what}");
                stage.mend();
                // What could not be taken away is of this process, or unfinished: after a while that is nobody's.
                if let Ok(left) = fs::File::options().write(true).open(Lock::beside(&map)) {
                    left.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
                }
                assert!(matches!(Lock::take(&map), Taken::Ours(_)), "{what}: later");
            }
        }
    }
}

#[test]
fn what_cannot_be_taken_away_is_said_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::below(folder.path());
    let (journals, histories) = (folder.path().join("journal"), folder.path().join("history"));
    let made: Vec<PathBuf> =
        [journals.join("1-2-3.journal"), histories.join("a.journal"), histories.join("b.journal")].into();
    for fault in FAULTS {
        for at in 0..2 {
            for path in &made {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                put(path, "ecomap journal 1\n");
            }
            let stage = Stage::begin(folder.path(), Some(Plan { at, fault, lasts: true }));
            let error = place.wipe().expect_err("a history cannot be taken away");
            assert!(!in_words(&error).contains("os error"));
            stage.mend();
            assert_eq!(place.wipe().unwrap(), 2 - at, "{fault:?} at {at}: what was left");
            let stage = Stage::begin(folder.path(), Some(Plan { at: 0, fault, lasts: false }));
            assert!(claim(&made[0]).unwrap().remove().is_err());
            assert_eq!(place.left(), [made[0].clone()], "it is offered again");
            stage.mend();
            claim(&made[0]).unwrap().remove().unwrap();
        }
    }
}

/// What a map's file said before is kept, or it is said why not; what was kept before stays, and so does the map.
#[test]
fn each_step_of_keeping_a_backup_is_refused() {
    let kept = |plan: Option<Plan>| {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("map.ron");
        let shelf = Shelf::below(&folder.path().join("home/state"), Rule { versions: 2, ..Rule::default() });
        let keep = |text: &str, now: u64| {
            let before = Before { bytes: text.as_bytes().to_vec(), written: now };
            shelf.keep(&map, &before, now).map_err(|error| error.to_string())
        };
        let on_shelf =
            || -> Vec<Vec<u8>> { shelf.of(&map).iter().filter_map(|backup| bytes(&backup.path)).collect() };
        // Of these two the older goes when the third comes.
        let stage = Stage::begin(folder.path(), plan);
        let first = keep("the first version of the map", 1_000);
        let was_there = on_shelf();
        let results = [keep("the second", 2_000), keep("the third", 3_000)];
        let what = format!("a backup, {plan:?}");
        for (result, text) in [(&first, "the first"), (&results[0], "the second"), (&results[1], "the third")]
        {
            let is_there = on_shelf().iter().any(|kept| kept.starts_with(text.as_bytes()));
            match result {
                Ok(_) => assert!(is_there || text != "the third", "{what}: {text} is said to be kept"),
                Err(told) => are_words(told, &folder.path().display().to_string(), &what),
            }
        }
        if results.iter().all(Result::is_err) {
            assert!(was_there.iter().all(|kept| on_shelf().contains(kept)), "{what}: what was kept stays");
        }
        assert!(!map.exists(), "{what}: never beside the map");
        let steps = stage.count();
        stage.mend();
        shelf.wipe().unwrap();
        assert!(on_shelf().is_empty());
        steps
    };
    let steps = kept(None);
    assert!(steps > 15, "{steps}");
    for (at, fault) in (0..steps).flat_map(|at| FAULTS.map(|fault| (at, fault))) {
        for lasts in [false, true] {
            kept(Some(Plan { at, fault, lasts }));
        }
    }
    println!("three backups: {steps} steps, each refused in {} ways", 2 * FAULTS.len());
}
