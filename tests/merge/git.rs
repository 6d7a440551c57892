//! A real repository, two branches, the driver configured: git merges maps, either way to the same map.
//! `ECOMAP_MERGES` says how often. Must not know how maps are merged.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use ecomap::{
    editor::Session,
    file,
    model::{Document, Finding, MapInfo, RecordId, validate},
    pipeline,
};

use crate::{commands, dice::Dice, generated, lost::nothing_is_lost};

fn git(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    // Nobody's settings but the test's own.
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for (name, value) in [("AUTHOR", "Somebody"), ("COMMITTER", "Somebody")] {
        command.env(format!("GIT_{name}_NAME"), value).env(format!("GIT_{name}_EMAIL"), "nobody@example.org");
    }
    command.output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = git(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Numbers for edits: `SplitMix64` (Steele, Lea, Flood 2014).
fn numbers(seed: u64, count: usize) -> Vec<u32> {
    let mut state = seed;
    let mut roll = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % 5000).unwrap()
    };
    (0..count).map(|_| roll()).collect()
}

fn edited(start: &Document, seed: u64) -> Document {
    let mut dice = Dice::new(numbers(seed, 120));
    let mut session = Session::new(start.clone());
    while !dice.is_spent() {
        let command = commands::any(&mut dice, session.document());
        let _ = session.perform(command);
    }
    // As the file gives it back: what is carried along unread is sorted there.
    file::read(file::write(session.document())).unwrap().value
}

/// The map with the sides of its conflicts in an order of their own: who merged is `ours`.
fn whoever_merged(document: &Document) -> String {
    let mut map = MapInfo::clone(document.map());
    for conflict in &mut map.conflicts {
        if conflict.ours > conflict.theirs {
            std::mem::swap(&mut conflict.ours, &mut conflict.theirs);
        }
    }
    let records = document.records().filter(|(id, _)| *id != RecordId::Map);
    file::write(&Document::from_records(records.chain([(RecordId::Map, map.into())])))
}

/// Merges one branch into the other; the map that git leaves, and whether it says that conflicts are left.
fn merged(folder: &Path, into: &str, from: &str) -> (Document, bool) {
    done(folder, &["checkout", "-q", into]);
    let output = git(folder, &["merge", "-q", "--no-edit", from]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() || said.contains("CONFLICT"), "{said}");
    let map = file::open(&folder.join("map.ron")).unwrap().value;
    let has_conflicts = !output.status.success();
    if has_conflicts {
        done(folder, &["merge", "--abort"]);
    } else {
        done(folder, &["reset", "-q", "--hard", &format!("{into}@{{1}}")]);
    }
    (map, has_conflicts)
}

#[test]
fn git_merges_maps_either_way_to_the_same_map() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git here");
        return;
    }
    let driver = format!("'{}' merge %O %A %B -o %A", env!("CARGO_BIN_EXE_ecomap"));
    let mut with_conflicts = 0;
    let rounds = std::env::var("ECOMAP_MERGES").ok().and_then(|count| count.parse().ok()).unwrap_or(12_u64);
    for round in 0..rounds {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let commit = |document: &Document, message: &str| {
            fs::write(folder.join("map.ron"), file::write(document)).unwrap();
            done(folder, &["add", "-A"]);
            done(folder, &["commit", "-q", "--allow-empty", "-m", message]);
        };
        done(folder, &["init", "-q", "-b", "main"]);
        done(folder, &["config", "merge.ecomap.driver", &driver]);
        fs::write(folder.join(".gitattributes"), "*.ron merge=ecomap\n").unwrap();
        let base = generated(&mut Dice::new(numbers(round, 3)));
        let base = file::read(file::write(&base)).unwrap().value;
        commit(&base, "The map");
        let (ours, theirs) = (edited(&base, 100_000 + round), edited(&base, 200_000 + round));
        for (branch, map) in [("ours", &ours), ("theirs", &theirs)] {
            done(folder, &["checkout", "-q", "-b", branch, "main"]);
            commit(map, branch);
        }
        let (one, one_has_conflicts) = merged(folder, "ours", "theirs");
        let (other, other_has_conflicts) = merged(folder, "theirs", "ours");
        assert_eq!(one_has_conflicts, other_has_conflicts, "round {round}");
        assert!(whoever_merged(&one) == whoever_merged(&other), "round {round}: the maps differ");
        assert!(!validate(&one).iter().any(Finding::is_error), "round {round}");
        // What is in conflict is asked of the merge itself; nothing else may be lost.
        let merged = pipeline::merge(&base, &ours, &theirs).unwrap();
        assert_eq!(merged.conflicts.is_empty(), !one_has_conflicts, "round {round}");
        if merged.renamed.is_empty() {
            nothing_is_lost(&base, &ours, &theirs, &one, &merged.conflicts);
            nothing_is_lost(&base, &theirs, &ours, &one, &merged.conflicts);
        }
        with_conflicts += usize::from(one_has_conflicts);
    }
    println!(
        "merged by git {rounds} times, either way: {with_conflicts} left conflicts, nothing else was lost"
    );
    assert!((1..rounds as usize).contains(&with_conflicts), "{with_conflicts} of {rounds} left conflicts");
}
