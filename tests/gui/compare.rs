//! Comparing in the window: another map laid over or beside, listed, taken from, matched by name, counted.

use ecomap::app::settings::{Settings, ThemeChoice};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

/// Another map of the same: the BFI stands elsewhere, Watershed is called otherwise and is of another scale, the Arnolfini
/// and its flow are not on ours.
const OTHER: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Two"),
    organisations: [
        (id: "arnolfini", name: "Arnolfini", sector: "third-sector", scale: "local", position: (150, 220)),
        (id: "bfi", name: "BFI", sector: "third-sector", scale: "national", position: (-40, -160)),
        (id: "watershed", name: "Watershed Media", sector: "third-sector", scale: "regional", position: (300, 0)),
    ],
    flows: [
        (id: "arnolfini--watershed--knowledge", from: "arnolfini", to: "watershed", kind: "knowledge"),
    ],
)
"#;

/// The small map, compared with this one.
fn with(other: &str, theme: ThemeChoice) -> Window {
    let home = tempfile::TempDir::new().expect("a folder");
    let (map, there) = (home.path().join("map.ron"), home.path().join("other.ron"));
    std::fs::write(&map, SMALL).expect("writes");
    std::fs::write(&there, other).expect("writes");
    let mut window = Window::at(home, Some(map), Settings { theme, ..Settings::default() });
    window.key(SHIFT, Key::J);
    add(&mut window, "other.ron");
    window
}

/// Drops another map on the window.
fn add(window: &mut Window, file: &str) {
    let path = window.home().join(file);
    window.drop_file(&path);
}

fn organisations(window: &Window) -> usize {
    window.map().session.document().organisations().len()
}

#[test]
fn what_differs_is_listed_by_what_became_of_it_and_the_map_stays() {
    for (name, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
        let mut window = with(OTHER, theme);
        for words in ["Show 1 added", "Show 2 gone", "Show 1 changed", "Show 1 moved"] {
            assert!(window.shows(words), "{words}");
        }
        for words in
            ["Gone organisation Arnolfini", "Moved organisation BFI", "name: Watershed Media → Watershed"]
        {
            assert!(window.says(words), "{words}");
        }
        window.picture(&format!("compare_over_{name}"));
        window.click("Side by side");
        assert!(window.says("The other map, other.ron, to look at only"));
        let canvas = &window.map().canvas;
        let across = canvas.scene().expect("it is drawn").map.width * canvas.view().zoom;
        assert!(across < 420.0, "all of the map is beside the card: {across}");
        window.picture(&format!("compare_beside_{name}"));
        assert!(!window.map().session.is_modified(), "comparing changes nothing");
        assert_eq!(window.map().session.undo_name(), None);
    }
}

#[test]
fn keys_go_from_one_to_the_next_and_esc_leaves() {
    let mut window = with(OTHER, ThemeChoice::Light);
    let selected = |window: &Window| {
        let records = window.map().session.selection().records();
        records.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    window.key(NONE, Key::F3);
    assert!(selected(&window).contains("bfi--watershed--funding"), "{}", selected(&window));
    window.key(NONE, Key::F3);
    assert_eq!(selected(&window), "", "what went can't be selected, but is looked at");
    window.key(SHIFT, Key::F3);
    assert!(selected(&window).contains("bfi--watershed--funding"));
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    assert!(!window.shows("Show 1 added"), "left");
}

#[test]
fn what_went_can_be_brought_and_taken_back() {
    let mut window = with(OTHER, ThemeChoice::Light);
    window.click("Gone organisation Arnolfini");
    window.click("Bring it to this map");
    assert_eq!(organisations(&window), 3);
    assert!(window.shows("Show 1 gone"), "the list follows");
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2);
    assert!(window.shows("Show 2 gone"));
}

#[test]
fn one_name_under_two_ids_is_one_only_when_that_is_said() {
    let other = OTHER.replace("\"bfi\"", "\"o-17\"");
    let mut window = with(&other, ThemeChoice::Light);
    assert!(window.shows("Show 2 added"));
    window.click("One name, two ids, 0 of 1 taken for one");
    window.picture("compare_names");
    window.click("Take all for one");
    assert!(window.shows("Show 1 added"));
    assert!(window.shows("Show 1 moved"));
}

#[test]
fn measures_stand_beside_each_other_and_agreement_is_counted() {
    let mut window = with(OTHER, ThemeChoice::Light);
    window.click("Measures of both maps");
    assert!(window.says("organisations: 3, 2"));
    window.picture("compare_measures");
    add(&mut window, "other.ron");
    assert!(window.says("2 of 3 organisations and 0 of 2 flows are on all 3 maps"));
    assert!(window.says("Arnolfini: ○●●, 2 of 3"));
    window.picture("compare_agreement");
}

#[test]
fn a_named_state_of_the_history_is_laid_over_the_map() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::H);
    window.harness.get_by_label("Name the map as it is now").focus();
    window.settle();
    window.type_text("Before");
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Escape);
    window.key(CTRL, Key::A);
    window.key(NONE, Key::Delete);
    window.key(SHIFT, Key::J);
    window.click("Before");
    assert!(window.shows("Show 3 gone"));
    window.picture("compare_version");
}
