//! Files that can't be edited open to look at only, beside what is open: damaged, newer, write-protected, backups.
//! Must not know how files are read.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers};

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// One organisation is of a scale that is not there, one flow leads to nobody.
fn damaged() -> String {
    SMALL.replace("\"national\"", "\"nationl\"").replace("to: \"watershed\"", "to: \"nobody\"")
}

fn put(window: &Window, name: &str, text: &str) -> PathBuf {
    let path = window.home().join(name);
    std::fs::write(&path, text).expect("writes");
    path
}

fn duplicate(window: &mut Window) {
    window.key(CTRL, Key::A);
    window.key(CTRL, Key::D);
}

/// With an edit that is not saved.
fn edited() -> Window {
    let mut window = Window::open(SMALL);
    duplicate(&mut window);
    assert!(window.map().session.is_modified());
    window
}

fn command(window: &mut Window, name: &str) {
    window.key(CTRL, Key::K);
    window.type_text(name);
    window.key(NONE, Key::Enter);
}

fn organisations(window: &Window) -> usize {
    window.map().session.document().organisations().len()
}

#[test]
fn a_damaged_file_opens_beside_what_is_open_and_nothing_of_either_is_touched() {
    let mut window = edited();
    let bad = put(&window, "bad.ron", &damaged());
    window.drop_file(&bad);
    assert_eq!(window.map().name(), "bad.ron", "nothing was asked: nothing goes");
    assert!(window.says("bad.ron is damaged: this is what could be read of it"));
    assert_eq!(organisations(&window), 2);
    window.picture("read_only_damaged");

    window.key(CTRL, Key::A);
    window.key(NONE, Key::Delete);
    assert!(window.says("This map is open to look at only: save a copy to edit it"));
    assert_eq!(organisations(&window), 2);
    assert!(!window.map().session.is_modified());
    window.picture("read_only_refused");
    window.click("Dismiss");

    window.click("What could not be read…");
    assert!(window.says("unknown scale") && window.says("is kept without what is wrong in it"));
    assert!(window.shows("6:58") || window.says("bfi"), "with its line");
    window.picture("read_only_unread");
    window.click("Close");

    window.click("Back to “map.ron”");
    assert_eq!((window.map().name().as_str(), organisations(&window)), ("map.ron", 4));
    assert!(window.map().session.is_modified(), "as it was left");
    window.key(CTRL, Key::Z);
    assert!(!window.map().session.is_modified());
    assert_eq!(std::fs::read_to_string(&bad).expect("reads"), damaged());
    assert!(!window.home().join(".bad.ron.lock").exists(), "who can't write it holds nobody off");
}

#[test]
fn a_copy_of_a_damaged_file_is_edited_and_the_file_itself_is_never_written() {
    let mut window = edited();
    let bad = put(&window, "bad.ron", &damaged());
    window.drop_file(&bad);
    window.key(CTRL, Key::S);
    assert!(window.says("Save map"), "a copy: it is asked where");
    window.key(NONE, Key::Enter);
    assert_eq!(window.map().path.as_deref(), Some(&*window.home().join("bad copy.ron")));
    assert!(!window.shows("Save a copy as…") && window.says("“map.ron” is open beside this map"));
    duplicate(&mut window);
    assert_eq!(organisations(&window), 4);
    window.key(CTRL, Key::S);
    assert!(!window.map().session.is_modified());
    window.picture("read_only_copied");
    window.key(CTRL, Key::W);
    assert_eq!(window.map().name(), "map.ron");
    assert!(window.map().session.is_modified());
    assert_eq!(std::fs::read_to_string(&bad).expect("reads"), damaged());
}

#[test]
fn a_newer_file_is_shown_as_far_as_it_is_understood() {
    let mut window = Window::open(SMALL);
    let text = SMALL.replace("\"1.0\"", "\"2.0\"").replace("name: \"BFI\"", "name: \"BFI\", aura: Violet(3)");
    let newer = put(&window, "newer.ron", &text);
    window.drop_file(&newer);
    assert!(window.says("newer.ron was made by a newer ecomap (format 2.0)"));
    assert_eq!(organisations(&window), 2);
    window.picture("read_only_newer");
    window.key(CTRL, Key::W);
    assert_eq!(window.map().name(), "map.ron");
    let nothing = put(&window, "nothing.ron", "(header: (format: \"ecomap\", version: \"7.0\"), @@@");
    window.drop_file(&nothing);
    assert!(window.says("nothing.ron could not be opened") && window.says("newer than 1.0"));
    assert_eq!(window.map().name(), "map.ron");
}

#[test]
fn a_write_protected_file_is_looked_at_and_a_copy_of_it_edited() {
    let home = tempfile::TempDir::new().expect("a folder");
    let map = home.path().join("map.ron");
    std::fs::write(&map, SMALL).expect("writes");
    let mut permissions = std::fs::metadata(&map).expect("is there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&map, permissions).expect("is ours");
    let mut window = Window::at(home, Some(map.clone()), ecomap::app::settings::Settings::default());
    assert!(window.says("map.ron is write-protected"));
    assert!(!window.home().join(".map.ron.lock").exists());
    duplicate(&mut window);
    assert_eq!(organisations(&window), 2);
    command(&mut window, "Save map as");
    window.key(NONE, Key::Enter);
    assert_eq!(window.map().path.as_deref(), Some(&*window.home().join("map copy.ron")));
    duplicate(&mut window);
    assert_eq!(organisations(&window), 4);
    assert_eq!(std::fs::read_to_string(&map).expect("reads"), SMALL);
}

#[test]
fn a_backup_is_looked_at_beside_the_map() {
    let mut window = edited();
    window.key(CTRL, Key::S);
    duplicate(&mut window);
    command(&mut window, "Backups");
    window.click("Look");
    assert!(window.says("map.ron as it was saved just now"));
    assert_eq!(organisations(&window), 2);
    window.picture("read_only_backup");
    window.click("Back to “map.ron”");
    assert_eq!(organisations(&window), 8);
    assert!(window.map().session.is_modified());
}

#[test]
fn closing_the_window_asks_about_the_map_that_waits() {
    let mut window = edited();
    let bad = put(&window, "bad.ron", &damaged());
    window.drop_file(&bad);
    assert!(!window.close());
    assert!(window.says("Save changes to “map.ron”?"));
    window.click("Cancel");
    assert_eq!(window.map().name(), "map.ron");
    window.drop_file(&bad);
    let mut window = window.again();
    assert!(window.says("“map.ron” was not saved when ecomap last ended"), "its journal was kept on");
    window.click("Restore map");
    assert_eq!(organisations(&window), 4);
}

#[test]
fn the_next_map_asks_about_the_one_that_waits_and_another_to_look_at_does_not() {
    let mut window = edited();
    let (bad, worse) = (put(&window, "bad.ron", &damaged()), put(&window, "worse.ron", &damaged()));
    let good = put(&window, "good.ron", SMALL);
    window.drop_file(&bad);
    window.drop_file(&worse);
    assert_eq!(window.map().name(), "worse.ron");
    assert!(window.shows("Back to “map.ron”"));
    window.drop_file(&good);
    assert!(window.says("Save changes to “map.ron”?"));
    window.click("Save map");
    assert_eq!(window.map().name(), "good.ron");
    let saved = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
    assert_eq!(saved.matches("name: \"BFI\"").count(), 2);
}

#[test]
fn a_format_without_a_reader_is_called_by_its_name() {
    let mut window = Window::open(SMALL);
    for (name, text, words) in [
        ("a.docx", "PK\u{3}\u{4}word/document.xml", "it is a Word document (DOCX)"),
        ("b.puml", "@startuml\na -> b\n@enduml\n", "it is a PlantUML text"),
        ("c.gz", "\u{1f}\u{8}", "it does not begin with a header"),
    ] {
        let path = put(&window, name, text);
        window.drop_file(&path);
        assert!(window.says(&format!("{name} could not be opened")), "{name}");
        assert!(window.says(words), "{name}: {words}");
        window.key(NONE, Key::Escape);
        assert_eq!(window.map().name(), "map.ron");
    }
}

#[test]
fn a_file_of_which_nothing_is_left_is_told_with_its_backups() {
    let mut window = edited();
    window.key(CTRL, Key::S);
    window.key(CTRL, Key::W);
    let map = put(&window, "map.ron", "");
    window.drop_file(&map);
    assert!(window.says("map.ron could not be opened"));
    assert!(window.says("Backups of “map.ron”") && window.says("The file is empty"));
    assert!(window.says("2 organisations, 1 flow") && !window.shows("Bring back"));
    window.picture("read_only_empty");
    window.click("Look");
    assert!(window.says("map.ron as it was saved"));
    assert_eq!(organisations(&window), 2);
    assert_eq!(std::fs::read_to_string(&map).expect("reads"), "", "nothing is written unasked");
}

#[test]
fn a_map_whose_file_is_gone_comes_back_from_the_start_page() {
    let mut window = edited();
    window.key(CTRL, Key::S);
    window.key(CTRL, Key::W);
    let map = window.home().join("map.ron");
    std::fs::remove_file(&map).expect("is there");
    window.settle();
    assert!(window.says("Recent maps") || window.says("RECENT MAPS"));
    window.picture("read_only_gone_start");
    window.click("map.ron");
    assert!(window.says("is no longer there."));
    window.click("Save as…");
    window.key(NONE, Key::Enter);
    let copy = window.home().join("map as it was.ron");
    assert_eq!(std::fs::read_to_string(copy).expect("reads"), SMALL);
}
