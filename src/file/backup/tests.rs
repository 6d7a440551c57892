//! What is kept of a map that is saved again and again, and what is not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;

const NOW: u64 = 1_700_000_000_000;

struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn shelf(&self, rule: Rule) -> Shelf {
        Shelf::below(&self.folder.path().join("state"), rule)
    }

    fn map(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn version(text: &str) -> Before {
    Before { bytes: text.as_bytes().to_vec(), written: NOW - 1000 }
}

fn texts(backups: &[Backup]) -> Vec<String> {
    backups.iter().map(|backup| fs::read_to_string(&backup.path).unwrap()).collect()
}

#[test]
fn what_is_saved_over_is_kept_byte_for_byte_the_latest_first() {
    let home = Home::new();
    let (shelf, map) = (home.shelf(Rule::default()), home.map("Brístol 2.ron"));
    for (seconds, text) in ["one", "two", "\u{feff}not a map", "\0\u{1}"].into_iter().enumerate() {
        fs::write(&map, text).unwrap();
        let before = before(&map).unwrap().unwrap();
        assert!(shelf.keep(&map, &before, NOW + seconds as u64).unwrap());
    }
    let kept = shelf.of(&map);
    assert_eq!(texts(&kept), ["\0\u{1}", "\u{feff}not a map", "two", "one"]);
    assert!(kept.iter().all(|backup| backup.replaced >= NOW && backup.written <= backup.replaced));
    let folder = shelf.folder_of(&map);
    assert!(folder.file_name().unwrap().to_string_lossy().starts_with("bristol-2-"), "{folder:?}");
    assert!(shelf.of(&home.map("other.ron")).is_empty(), "each map has its own");
    let beside: Vec<_> = fs::read_dir(home.folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "nothing lies beside the map: {beside:?}");
}

#[test]
fn the_same_content_is_kept_once_and_counts_as_saved_over_last() {
    let home = Home::new();
    let (shelf, map) = (home.shelf(Rule::default()), home.map("map.ron"));
    for (seconds, text) in ["one", "two", "one", "one"].into_iter().enumerate() {
        shelf.keep(&map, &version(text), NOW + seconds as u64).unwrap();
    }
    let kept = shelf.of(&map);
    assert_eq!(texts(&kept), ["one", "two"]);
    assert_eq!(kept[0].replaced, NOW + 3);
}

#[test]
fn no_more_is_kept_than_the_rule_says() {
    let home = Home::new();
    let map = home.map("map.ron");
    let shelf = home.shelf(Rule { versions: 3, ..Rule::default() });
    for minute in 0..8 {
        shelf.keep(&map, &version(&format!("version {minute}")), NOW + minute * 60_000).unwrap();
    }
    assert_eq!(texts(&shelf.of(&map))[..2], ["version 7", "version 6"]);
    assert_eq!(shelf.of(&map).len(), 3);

    let none = home.shelf(Rule { versions: 0, ..Rule::default() });
    assert!(!none.keep(&home.map("none.ron"), &version("one"), NOW).unwrap());
    assert!(none.of(&home.map("none.ron")).is_empty());
}

#[test]
fn all_maps_together_stay_below_the_bound_and_each_keeps_its_last_as_long_as_can_be() {
    let home = Home::new();
    let shelf = home.shelf(Rule { bytes: 100, ..Rule::default() });
    let (old, new) = (home.map("old.ron"), home.map("new.ron"));
    for (second, map, letter) in
        [(0, &old, 'a'), (1, &old, 'b'), (2, &new, 'c'), (3, &new, 'd'), (4, &new, 'e')]
    {
        shelf.keep(map, &version(&letter.to_string().repeat(30)), NOW + second).unwrap();
    }
    let first = |map: &PathBuf| -> String { texts(&shelf.of(map)).iter().map(|text| &text[..1]).collect() };
    assert_eq!((first(&old).as_str(), first(&new).as_str()), ("b", "ed"));
    shelf.keep(&new, &version(&"f".repeat(90)), NOW + 5).unwrap();
    assert_eq!((first(&old).as_str(), first(&new).as_str()), ("", "f"), "what was just kept stays");
    let error = shelf.keep(&new, &version(&"g".repeat(101)), NOW + 6).unwrap_err();
    assert!(matches!(error, BackupError::TooLarge { bytes: 101, most: 100 }));
    assert_eq!(first(&new), "f", "nothing had to go for it");
}

#[test]
fn where_nothing_can_be_kept_words_say_so() {
    let home = Home::new();
    let state = home.folder.path().join("state");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("backup"), "a file in the folder's place").unwrap();
    let (shelf, map) = (home.shelf(Rule::default()), home.map("map.ron"));
    let error = shelf.keep(&map, &version("one"), NOW).unwrap_err().to_string();
    assert!(error.starts_with("the folder ") && error.contains("can't be made"), "{error}");
    assert!(shelf.of(&map).is_empty());
}

#[test]
fn nothing_to_lose_is_nothing_to_keep() {
    let home = Home::new();
    let map = home.map("map.ron");
    assert!(before(&map).unwrap().is_none(), "no file");
    fs::write(&map, "").unwrap();
    assert!(before(&map).unwrap().is_none(), "an empty file");
    fs::create_dir(home.map("folder.ron")).unwrap();
    assert!(matches!(before(&home.map("folder.ron")), Err(OpenError::NotAFile { .. })));
}

#[cfg(unix)]
#[test]
fn nobody_else_looks_into_the_folder_and_a_link_leads_to_the_same_backups() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let (shelf, map) = (home.shelf(Rule::default()), home.map("map.ron"));
    fs::write(&map, "one").unwrap();
    shelf.keep(&map, &version("one"), NOW).unwrap();
    let mode = fs::metadata(shelf.folder_of(&map)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let link = home.map("link.ron");
    std::os::unix::fs::symlink(&map, &link).unwrap();
    assert_eq!(shelf.of(&link), shelf.of(&map));
}

#[test]
fn wiped_nothing_stays_and_what_is_not_ours_is_passed_over() {
    let home = Home::new();
    let (shelf, map) = (home.shelf(Rule::default()), home.map("map.ron"));
    assert_eq!(shelf.wipe().unwrap(), 0);
    shelf.keep(&map, &version("one"), NOW).unwrap();
    shelf.keep(&map, &version("two"), NOW + 1).unwrap();
    let folder = shelf.folder_of(&map);
    for other in ["notes.txt", "1-2.ron", "x-2-3.ron", ".1-2-3.ron.99-0.tmp"] {
        fs::write(folder.join(other), "not a backup").unwrap();
    }
    assert_eq!(shelf.of(&map).len(), 2);
    assert_eq!(shelf.wipe().unwrap(), 2);
    assert!(shelf.of(&map).is_empty() && !folder.exists());
}
