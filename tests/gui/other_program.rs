//! Saving for another program: what a format cannot hold is said before anything is written, by mouse and by keyboard,
//! and no file is written over unasked.

use ecomap::{app::settings::Settings, interchange::Format};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

/// A map with groups, notes, views, evidence and all the rest.
const RICH: &str = include_str!("../fixtures/file/golden.ron");

fn open(text: &str) -> Window {
    let mut window = Window::open(text);
    window.key(CTRL_SHIFT, Key::I);
    assert!(window.shell().other_program().is_some(), "the page is open");
    window
}

fn format(window: &Window) -> Format {
    window.shell().other_program().expect("the page is open").format
}

/// Chooses in the list what begins with these words.
fn choose(window: &mut Window, name: &str) {
    let row = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::RadioButton && node.label().is_some_and(|label| label.starts_with(name))
    };
    window
        .harness
        .root()
        .children_recursive()
        .find(row)
        .unwrap_or_else(|| panic!("no row {name}"))
        .click_accesskit();
    window.settle();
}

/// Answers the dialog in the window.
fn name(window: &mut Window, words: &str) {
    assert!(window.says("File name"), "it asks where to write");
    window.key(CTRL, Key::A);
    window.type_text(words);
    window.key(NONE, Key::Enter);
}

#[test]
fn what_is_lost_is_said_before_anything_is_written() {
    let mut window = open(RICH);
    assert_eq!(format(&window), Format::GraphMl);
    for words in ["Pieces of evidence: 1", "Views: 1", "Notes: 1", "Links to evidence: 1", "Own fields: 3"] {
        assert!(window.shows(words), "{words}");
    }
    assert!(
        window.says("Evidence, respondents, views with their speaker notes, and comments never go along")
    );
    window.picture("other-program-1-graphml");
    choose(&mut window, "Mermaid");
    for words in
        ["Positions: 3", "Further scales: 1", "Weight: 1", "That they are collapsed: 1", "Sources: 2"]
    {
        assert!(window.shows(words), "{words}");
    }
    assert!(window.says("ecomap does not open it again"));
    // A longer sheet is turned by keys.
    let top = |window: &Window| window.harness.get_by_label("Pieces of evidence: 1").rect().top();
    let before = top(&window);
    window.key(NONE, Key::PageDown);
    assert!(top(&window) < before, "it is scrolled");
    window.key(NONE, Key::PageUp);
    assert!((top(&window) - before).abs() < 1.0);
    window.picture("other-program-2-mermaid");
    let files: Vec<_> = std::fs::read_dir(window.home()).expect("reads").flatten().collect();
    assert!(files.iter().all(|file| !file.path().to_string_lossy().ends_with(".mmd")));
}

#[test]
fn a_plain_map_is_held_whole_and_every_row_says_how_much_it_holds() {
    let mut window = open(SMALL);
    assert!(window.shows("Everything is held"));
    assert!(window.says("it is the same map"));
    for words in ["GraphML, yEd, Gephi", "holds everything", "left out"] {
        assert!(window.says(words), "{words}");
    }
    window.picture("other-program-3-whole");
}

#[test]
fn it_is_written_by_keyboard_alone_and_the_format_is_remembered() {
    let mut window = open(SMALL);
    assert_eq!(window.focused(), "Save…", "Enter saves at once");
    choose(&mut window, "GEXF");
    assert_eq!(format(&window), Format::Gexf);
    // Arrows go through the list.
    window.key(NONE, Key::ArrowDown);
    assert_eq!(format(&window), Format::Xlsx);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(format(&window), Format::Gexf);
    window.key(NONE, Key::Home);
    assert_eq!(format(&window), Format::GraphMl);
    window.key(NONE, Key::End);
    assert_eq!(format(&window), Format::Table);
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(format(&window), Format::Pajek);
    assert_ne!(window.focused(), "Save…");
    window.key(NONE, Key::Enter);
    assert_eq!(format(&window), Format::Pajek, "Enter on the format that is chosen takes it");
    name(&mut window, "network");
    assert!(window.shell().other_program().is_none(), "the page is left");
    assert!(window.says("Wrote network.net"));
    let text = std::fs::read_to_string(window.home().join("network.net")).expect("is there");
    assert!(text.starts_with("*Network Two"), "{text}");
    assert!(!window.map().session.is_modified(), "the map is as it was");
    // The next time it is chosen already.
    window.key(CTRL_SHIFT, Key::I);
    assert_eq!(format(&window), Format::Pajek);
    window.key(NONE, Key::Escape);
    assert!(window.shell().other_program().is_none());
}

#[test]
fn notes_stay_behind_unless_they_are_asked_for() {
    let mut window = open(RICH);
    choose(&mut window, "JSON Canvas");
    assert!(window.shows("Notes: 1"), "they are left out");
    window.key(CTRL, Key::Enter);
    name(&mut window, "without");
    let read =
        |window: &Window, name: &str| std::fs::read_to_string(window.home().join(name)).expect("is there");
    assert!(!read(&window, "without.canvas").contains("Ask again"));
    window.key(CTRL_SHIFT, Key::I);
    window.harness.get_by_label("Notes (1)").click_accesskit();
    window.settle();
    assert!(!window.shows("Notes: 1"));
    assert!(window.says("1 note stands in the file, 1 of them parked. Whoever opens it reads them."));
    window.picture("other-program-4-notes");
    window.key(CTRL, Key::Enter);
    name(&mut window, "with");
    let text = read(&window, "with.canvas");
    assert!(text.contains("Ask again") && !text.contains("Brings people together"), "{text}");
    // Chosen anew each time.
    window.key(CTRL_SHIFT, Key::I);
    assert!(window.shows("Notes: 1"));
}

#[test]
fn of_two_files_each_is_asked_about() {
    let mut window = open(SMALL);
    choose(&mut window, "Two CSV tables");
    assert!(window.shows("map-organisations.csv") && window.shows("map-flows.csv"));
    let taken = window.home().join("two-flows.csv");
    std::fs::write(&taken, "precious").expect("writes");
    window.key(CTRL, Key::Enter);
    name(&mut window, "two.csv");
    assert!(window.says("Replace “two-flows.csv”?"));
    window.key(NONE, Key::Escape);
    assert_eq!(std::fs::read_to_string(&taken).expect("reads"), "precious");
    assert!(!window.home().join("two-organisations.csv").exists(), "nothing was written");
    assert!(window.shell().other_program().is_some(), "the page waits");
    std::fs::write(window.home().join("two-organisations.csv"), "precious").expect("writes");
    window.key(CTRL, Key::Enter);
    name(&mut window, "two.csv");
    assert!(window.says("Replace “two-organisations.csv” and “two-flows.csv”?"));
    window.click("Replace files");
    assert!(window.says("Wrote two-organisations.csv and two-flows.csv"));
    assert!(std::fs::read_to_string(taken).expect("reads").contains("watershed"));
}

#[cfg(unix)]
#[test]
fn it_never_takes_the_place_of_its_map() {
    let home = tempfile::tempdir().expect("is made");
    let (map, other_name) = (home.path().join("real.ron"), home.path().join("map.gml"));
    std::fs::write(&map, SMALL).expect("writes");
    std::os::unix::fs::symlink(&map, &other_name).expect("links");
    let mut window = Window::at(home, Some(map.clone()), Settings::default());
    window.key(CTRL_SHIFT, Key::I);
    choose(&mut window, "GML");
    window.key(CTRL, Key::Enter);
    name(&mut window, "map");
    window.click("Replace file");
    assert!(window.says("That is the map itself"));
    assert_eq!(std::fs::read_to_string(&map).expect("reads"), SMALL);
}

#[test]
fn what_cannot_be_written_is_said_and_the_page_stays() {
    let mut window = open(SMALL);
    std::fs::create_dir(window.home().join("taken-flows.csv")).expect("is made");
    choose(&mut window, "Two CSV tables");
    window.key(CTRL, Key::Enter);
    name(&mut window, "taken.csv");
    window.click("Replace file");
    assert!(window.says("taken.csv was not written"));
    assert!(window.says("taken-organisations.csv was written before"));
    assert!(window.shell().other_program().is_some());
    window.picture("other-program-5-trouble");
}

#[test]
fn it_stands_in_the_menu_and_waits_for_a_map() {
    let mut window = Window::open(SMALL);
    window.click("File");
    window.click("Save for another program…");
    assert!(window.shell().other_program().is_some());
    window.click("Cancel");
    assert!(window.shell().other_program().is_none());
    let mut window = Window::new();
    window.key(CTRL_SHIFT, Key::I);
    assert!(window.shell().other_program().is_none());
}

#[test]
fn it_is_looked_at_in_all_sizes_and_lights() {
    use ecomap::app::settings::ThemeChoice;
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron"),
    )
    .expect("is there");
    for (theme, word) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        for (width, height) in [(1280.0, 800.0), (1600.0, 1000.0), (800.0, 600.0)] {
            let home = tempfile::tempdir().expect("is made");
            let map = home.path().join("bristol.ron");
            std::fs::write(&map, &text).expect("writes");
            let mut window = Window::at(home, Some(map), Settings { theme, ..Settings::default() });
            window.harness.set_size(eframe::egui::vec2(width, height));
            window.settle();
            window.key(CTRL_SHIFT, Key::I);
            for (name, part) in [("GraphML", "graphml"), ("Plain table", "table")] {
                choose(&mut window, name);
                // Words for everything, whatever the size: rows of what is lost are there for a screen reader.
                assert!(window.says("Pieces of evidence"), "{width}");
                window.picture(&format!("other-program-{word}-{width}-{part}"));
            }
        }
    }
}
