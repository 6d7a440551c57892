//! The history outlives the window: undo after closing, steps gone to, versions brought back, maps restored.

use eframe::egui::{Key, Modifiers};

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// With one edit: everything selected and taken away.
fn edited() -> Window {
    let mut window = Window::open(SMALL);
    clear(&mut window);
    window
}

fn clear(window: &mut Window) {
    window.key(CTRL, Key::A);
    window.key(NONE, Key::Delete);
    assert_eq!(organisations(window), 0);
}

fn organisations(window: &Window) -> usize {
    window.map().session.document().organisations().len()
}

/// Saved, closed, and opened again in another window.
fn saved_and_open_again(mut window: Window, between: impl FnOnce(&Window)) -> Window {
    window.key(CTRL, Key::S);
    assert!(window.close());
    between(&window);
    let mut window = window.again();
    assert!(!window.says("was not saved"));
    window.click("map.ron");
    window
}

fn journals(window: &Window, folder: &str) -> usize {
    window.home().join(folder).read_dir().map_or(0, |entries| {
        entries
            .filter(|entry| {
                entry.as_ref().is_ok_and(|it| it.path().extension().is_some_and(|end| end == "journal"))
            })
            .count()
    })
}

#[test]
fn undo_works_after_saving_closing_and_opening() {
    let mut window = saved_and_open_again(edited(), |window| {
        assert_eq!((journals(window, "journal"), journals(window, "history")), (0, 1));
        let text = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
        assert!(!text.contains("Watershed"), "nothing of the history is in the file");
    });
    assert!(!window.map().session.is_modified());
    assert_eq!(organisations(&window), 0);
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2);
    assert!(window.map().session.is_modified());
    window.key(CTRL, Key::Y);
    assert_eq!(organisations(&window), 0);
    assert!(window.close(), "as it was saved");
}

#[test]
fn a_history_is_not_applied_to_a_file_that_something_else_wrote() {
    let mut window = saved_and_open_again(edited(), |window| {
        std::fs::write(window.home().join("map.ron"), SMALL.replace("Watershed", "Arnolfini"))
            .expect("writes");
    });
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2, "there is nothing to undo");
    window.key(CTRL, Key::H);
    assert!(window.says("Something else has written this file"));
    window.picture("history_other");
    window.click("Open it as another map");
    assert_eq!(organisations(&window), 0);
    assert_eq!(window.map().path, None, "a map of its own");
    window.key(CTRL, Key::Z);
    assert!(window.map().session.document().organisations().values().any(|one| one.name == "Watershed"));
}

#[test]
fn what_was_given_up_can_be_done_again_after_opening() {
    let mut window = saved_and_open_again(edited(), |_| {});
    window.key(CTRL, Key::Z);
    assert!(!window.close());
    window.click("Discard changes");
    let mut window = window.again();
    assert!(!window.says("was not saved"));
    window.click("map.ron");
    assert_eq!(organisations(&window), 0, "as it was saved");
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2);
}

#[test]
fn a_restored_map_can_be_undone() {
    let mut window = edited().again();
    window.picture("restored_offer_empty");
    window.click("Restore map");
    assert_eq!(organisations(&window), 0);
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2);
    assert!(!window.map().session.is_modified(), "that is what was saved");
    window.key(CTRL, Key::Y);
    assert!(window.map().session.is_modified());
    assert_eq!(journals(&window, "journal"), 1, "its own; the one that was left is gone");
}

#[test]
fn a_map_that_was_left_goes_only_when_it_is_thrown_away() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    window.key(Modifiers::ALT, Key::ArrowRight);
    let mut window = window.again();
    window.picture("restored_offer");
    window.click("Throw away…");
    window.click("Keep it");
    let mut window = window.again();
    window.click("Save elsewhere…");
    assert!(window.says("Save map"));
    window.key(NONE, Key::Escape);
    let mut window = window.again();
    window.click("Throw away…");
    window.click("Throw away");
    assert!(!window.says("was not saved"));
    assert_eq!(journals(&window, "journal"), 0);
    assert!(!window.again().says("was not saved"));
}

#[test]
fn the_card_goes_to_any_step_and_loses_none() {
    let mut window = edited();
    window.key(CTRL, Key::H);
    window.click("Before the first step");
    assert_eq!(organisations(&window), 2);
    window.key(CTRL, Key::A);
    window.key(Modifiers::ALT, Key::ArrowRight);
    assert!(window.says("Set aside after “Before the first step”"));
    window.picture("history");
    window.click("Delete 3");
    assert_eq!(organisations(&window), 0);
    window.click("Nudge");
    assert_eq!(organisations(&window), 2);
}

#[test]
fn a_version_is_named_compared_and_brought_back() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::H);
    window.click("Name the map as it is now");
    window.type_text("Before the workshop");
    window.click("Keep");
    window.click("Close the history");
    clear(&mut window);
    let mut window = saved_and_open_again(window, |_| {});
    window.key(CTRL, Key::H);
    window.click("Before the workshop");
    assert!(window.says("Watershed"), "what differs is said");
    window.picture("history_versions");
    window.click("Bring “Before the workshop” back");
    assert_eq!(organisations(&window), 2);
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 0, "one step, undone like any other");
    window.click("Forget the name “Before the workshop”");
    assert!(!window.shows("Before the workshop"));
}

#[test]
fn switched_off_nothing_is_written_and_wiped_nothing_stays() {
    let mut window = saved_and_open_again(edited(), |_| {});
    window.key(CTRL, Key::Z);
    let command = |window: &mut Window, name: &str| {
        window.key(CTRL, Key::K);
        window.type_text(name);
        window.key(NONE, Key::Enter);
    };
    command(&mut window, "Wipe kept histories");
    window.click("Wipe them all");
    assert_eq!(journals(&window, "history"), 0);
    command(&mut window, "Keep history");
    assert!(!window.shell().settings().history);
    assert!(window.says("what was done since the last save is lost"));
    window.key(CTRL, Key::S);
    assert!(window.close());
    assert_eq!((journals(&window, "journal"), journals(&window, "history")), (0, 0));
}
