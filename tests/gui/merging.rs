//! What a merge left to decide, and a file that somebody else writes: seen, decided, merged in the window.
//! Must not know how maps are merged.

use std::{thread, time::Duration};

use eframe::egui::{Key, Modifiers};

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;

const LEFT: &str = r#"(header: (format: "ecomap", version: "1.0"), map: (title: "Bristol", conflicts: [
    (record: organisation("a"), field: "sector", ours: "\"joint\"", theirs: "\"industry\""),
    (record: organisation("a"), field: "group", ours: "\"g\"", theirs: ""),
    (record: organisation("b"), theirs: "(name: \"Beta\")"),
]), organisations: [
    (id: "a", name: "Alpha", sector: "industry", position: (0, 0)),
    (id: "b", name: "Beta", position: (300, 0)),
], groups: [(id: "g", label: "Partners", members: ["a"])])"#;

/// How many conflicts are left in the open map.
fn left(window: &Window) -> usize {
    window.map().session.document().map().conflicts.len()
}

/// Runs an action by its name.
fn command(window: &mut Window, name: &str) {
    window.key(CTRL, Key::K);
    window.type_text(name);
    window.key(Modifiers::NONE, Key::Enter);
}

/// Waits until the window says this, as long as a slow machine may need.
fn wait_for(window: &mut Window, words: &str) {
    for _ in 0..100 {
        window.settle();
        if window.says(words) {
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
    panic!("nothing says `{words}`");
}

#[test]
fn each_conflict_is_decided_in_one_step_and_undone() {
    let mut window = Window::open(LEFT);
    assert!(window.says("3 conflicts left by a merge"));
    window.picture("conflicts");
    window.click("Ours: Joint");
    assert_eq!(left(&window), 2);
    let sector = |window: &Window| {
        let alpha = window.map().session.document().organisations().values().next().cloned();
        alpha.and_then(|alpha| alpha.sector.as_ref().map(ToString::to_string))
    };
    assert_eq!(sector(&window).as_deref(), Some("joint"));
    window.key(CTRL, Key::Z);
    assert_eq!((left(&window), sector(&window).as_deref()), (3, Some("industry")));
    window.click("Theirs: in no group");
    assert!(window.map().session.document().groups().values().all(|group| group.members.is_empty()));
    window.click("Ours: delete it");
    assert_eq!(window.map().session.document().organisations().len(), 1);
    window.click("Take theirs everywhere");
    assert_eq!(left(&window), 0);
    assert!(!window.says("left by a merge"), "the panel goes with the last of them");
}

#[test]
fn a_file_that_somebody_else_wrote_is_merged_when_that_is_asked_for() {
    let mut window = Window::open(SMALL);
    let map = window.home().join("map.ron");
    window.key(CTRL, Key::A);
    window.key(CTRL, Key::D);
    assert!(window.map().session.is_modified());
    let theirs = SMALL.replace("Watershed", "Arnolfini Gallery");
    std::fs::write(&map, &theirs).expect("writes");
    wait_for(&mut window, "was changed by somebody else: 1 changed");
    assert!(
        !window.map().session.document().organisations().values().any(|it| it.name == "Arnolfini Gallery")
    );
    command(&mut window, "Changes in the file");
    assert!(window.says("name: Watershed → Arnolfini Gallery"));
    window.picture("changed_underneath");
    window.click("Merge");
    wait_for(&mut window, "Merged with the file");
    assert!(
        window.map().session.document().organisations().values().any(|it| it.name == "Arnolfini Gallery")
    );
    assert_eq!(std::fs::read_to_string(&map).expect("reads"), theirs, "nothing is written unasked");
    window.key(CTRL, Key::S);
    assert!(!window.says("Replace"), "what is in the file is in the map");
    assert!(!window.map().session.is_modified());
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert!(window.map().session.document().organisations().values().any(|it| it.name == "Watershed"));
}

#[test]
fn a_file_that_somebody_else_wrote_is_reloaded_when_that_is_asked_for() {
    let mut window = Window::open(SMALL);
    let map = window.home().join("map.ron");
    std::fs::write(&map, SMALL.replace("Watershed", "Arnolfini Gallery")).expect("writes");
    wait_for(&mut window, "was changed by somebody else");
    command(&mut window, "Changes in the file");
    window.click("Reload");
    assert!(
        window.map().session.document().organisations().values().any(|it| it.name == "Arnolfini Gallery")
    );
    assert!(!window.map().session.is_modified());
}

#[test]
fn who_has_a_map_open_is_told_to_the_next_and_saving_asks_first() {
    let home = tempfile::TempDir::new().expect("a folder");
    let map = home.path().join("map.ron");
    std::fs::write(&map, SMALL).expect("writes");
    let lock = home.path().join(".map.ron.lock");
    std::fs::write(&lock, "(who:\"ann\",host:\"elsewhere\",process:7,started:1,since:0,number:0)")
        .expect("writes");
    let mut window = Window::at(home, Some(map), ecomap::app::settings::Settings::default());
    assert!(window.says("map.ron is open elsewhere: ann on elsewhere"));
    window.key(CTRL, Key::A);
    window.key(CTRL, Key::D);
    window.key(CTRL, Key::S);
    assert!(window.says("Save “map.ron” all the same?"));
    window.click("Save anyway");
    assert!(!window.map().session.is_modified());
    assert!(std::fs::read_to_string(&lock).expect("reads").contains("ann"), "hers stays hers");
}

#[test]
fn a_map_open_here_has_a_lock_beside_it_until_it_is_closed() {
    let mut window = Window::open(SMALL);
    let lock = window.home().join(".map.ron.lock");
    assert!(lock.exists());
    window.key(CTRL, Key::W);
    assert!(window.shell().workspace().is_none() && !lock.exists());
}
