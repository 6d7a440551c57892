//! Backups in the window: kept with each save, looked through, brought back, written elsewhere.
//! Must not know how they are kept.

use std::path::PathBuf;

use ecomap::{
    app::settings::Settings,
    file::backup::{Backup, Rule, Shelf},
};
use eframe::egui::{Key, Modifiers};

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn command(window: &mut Window, name: &str) {
    window.key(CTRL, Key::K);
    window.type_text(name);
    window.key(NONE, Key::Enter);
}

fn backups(window: &Window) -> Vec<Backup> {
    Shelf::below(window.home(), Rule::default()).of(&window.home().join("map.ron"))
}

fn texts(window: &Window) -> Vec<String> {
    let text = |backup: &Backup| std::fs::read_to_string(&backup.path).expect("reads");
    backups(window).iter().map(text).collect()
}

fn organisations(window: &Window) -> usize {
    window.map().session.document().organisations().len()
}

/// Another organisation.
fn duplicate(window: &mut Window) {
    window.key(NONE, Key::Escape);
    window.key(CTRL, Key::A);
    window.key(CTRL, Key::D);
}

fn save(window: &mut Window) {
    window.key(CTRL, Key::S);
    assert!(!window.map().session.is_modified());
}

/// Saved over twice: the file as it was, then as ecomap wrote it first.
fn saved_twice() -> Window {
    let mut window = Window::open(SMALL);
    for _ in 0..2 {
        duplicate(&mut window);
        save(&mut window);
    }
    window
}

#[test]
fn each_save_keeps_what_the_file_said_before_and_never_beside_it() {
    let mut window = saved_twice();
    let kept = texts(&window);
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1], SMALL, "byte for byte");
    save(&mut window);
    assert_eq!(texts(&window), kept, "saved again as it is: nothing is lost, nothing is kept");
    let map = window.home().join("map.ron");
    let beside = map.parent().expect("a folder").read_dir().expect("reads");
    let rons = beside.filter(|one| one.as_ref().is_ok_and(|one| one.path().extension() == map.extension()));
    assert_eq!(rons.count(), 2, "the map and the settings");
}

#[test]
fn a_version_is_compared_and_brought_back_in_one_step() {
    let mut window = saved_twice();
    assert_eq!(organisations(&window), 8);
    command(&mut window, "Backups");
    assert!(window.says("Backups of “map.ron”"));
    assert!(window.says("2 organisations, 1 flow"), "what is in the first");
    assert!(window.says("Since then: 6 added"));
    assert!(window.says("+ organisation BFI"));
    window.picture("backups");
    assert!(window.focused().starts_with("Saved "), "{}", window.focused());
    window.key(NONE, Key::ArrowDown);
    assert!(window.says("Since then: "));
    window.picture("backups_second");
    window.click("Bring back");
    assert_eq!(organisations(&window), 2);
    assert!(window.map().session.is_modified());
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 8, "one step");
    assert!(!window.map().session.is_modified());
}

#[test]
fn a_version_is_written_elsewhere_as_it_was() {
    let mut window = saved_twice();
    command(&mut window, "Backups");
    window.key(NONE, Key::End);
    window.click("Save as…");
    assert!(window.says("Save an earlier version"));
    window.key(NONE, Key::Enter);
    let copy: PathBuf = window.home().join("map as it was.ron");
    assert_eq!(std::fs::read_to_string(&copy).expect("it is written"), SMALL);
    assert_eq!(window.map().path.as_deref(), Some(&*window.home().join("map.ron")), "the map stays the map");
}

#[test]
fn what_somebody_else_wrote_and_is_replaced_is_kept_too() {
    let mut window = Window::open(SMALL);
    duplicate(&mut window);
    let theirs = SMALL.replace("Watershed", "Arnolfini Gallery");
    std::fs::write(window.home().join("map.ron"), &theirs).expect("writes");
    window.key(CTRL, Key::S);
    window.click("Replace file");
    assert_eq!(texts(&window), [theirs]);
}

#[test]
fn a_damaged_version_is_listed_with_the_reason_and_can_be_written_elsewhere() {
    let mut window = Window::open(SMALL);
    duplicate(&mut window);
    std::fs::write(
        window.home().join("map.ron"),
        "(header: (format: \"ecomap\", version: \"1.0\"), organisations: [",
    )
    .expect("writes");
    window.key(CTRL, Key::S);
    window.click("Replace file");
    command(&mut window, "Backups");
    assert!(window.says("This version can’t be read whole"));
    assert!(!window.shows("Bring back") && window.shows("Save as…"));
    window.picture("backups_damaged");
}

#[test]
fn where_no_backup_can_be_kept_the_map_is_saved_and_words_say_so_once() {
    let mut window = Window::open(SMALL);
    std::fs::write(window.home().join("backup"), "a file in the folder's place").expect("writes");
    duplicate(&mut window);
    save(&mut window);
    assert!(window.says("map.ron is saved, but what it said before is not kept"));
    window.picture("backups_refused");
    window.click("Dismiss");
    duplicate(&mut window);
    save(&mut window);
    assert!(!window.says("is not kept"), "said once");
    let text = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
    assert_eq!(text.matches("name: \"BFI\"").count(), 4);
}

#[test]
fn how_much_is_kept_is_chosen_on_the_page_and_switched_off_with_the_history() {
    let mut window = saved_twice();
    command(&mut window, "Backups");
    window.click("Keep 5 versions");
    window.click("Keep 365 days");
    assert_eq!((window.shell().settings().backups, window.shell().settings().backup_days), (5, 365));
    window.key(NONE, Key::Escape);
    assert!(!window.says("Backups of"));
    command(&mut window, "Keep history");
    duplicate(&mut window);
    save(&mut window);
    assert_eq!(backups(&window).len(), 2, "no more are kept");
    command(&mut window, "Backups");
    assert!(window.says("No more are kept"));
    window.key(NONE, Key::Escape);
    command(&mut window, "Wipe kept histories");
    window.click("Wipe them all");
    assert!(window.says("2 backups wiped"));
    assert!(backups(&window).is_empty());
    command(&mut window, "Backups");
    assert!(window.says("None is kept") || window.says("none is kept"));
}

#[test]
fn a_map_without_file_has_none_and_says_so() {
    let mut window = Window::with(None, Settings::default());
    window.key(CTRL, Key::N);
    command(&mut window, "Backups");
    assert!(window.says("This map has no backups: it has no file yet"));
}
