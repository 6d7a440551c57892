//! Comparing in the window: another map laid over or beside, listed, taken from, matched by name, counted.

use ecomap::{
    app::{
        canvas::Projection,
        settings::{Settings, ThemeChoice},
    },
    model::{GroupId, NoteId, OrganisationId, Point, RecordId},
};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

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

/// Another map with a note and a group that ours has not; of its members one is gone, too.
const SKETCHED: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Two"),
    organisations: [
        (id: "arnolfini", name: "Arnolfini", sector: "third-sector", scale: "local", position: (150, 220)),
        (id: "bfi", name: "BFI", sector: "third-sector", scale: "national", position: (0, 0)),
        (id: "watershed", name: "Watershed", sector: "third-sector", scale: "local", position: (300, 0)),
    ],
    flows: [
        (id: "bfi--watershed--funding", from: "bfi", to: "watershed", kind: "funding"),
    ],
    groups: [
        (id: "screen", label: "Screen", members: ["bfi", "arnolfini"]),
    ],
    notes: [
        (id: "ask", text: "Ask the BFI who else is meant", position: (-20, 190)),
    ],
)
"#;

#[test]
fn notes_and_groups_that_are_gone_stand_where_they_stood() {
    for (name, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
        let mut window = with(SKETCHED, theme);
        assert!(window.shows("Show 3 gone"));
        let comparing = &window.map().comparing;
        let ghost = comparing.ghost().expect("what went is shown");
        assert_eq!(ghost.things(), 3, "an organisation, a group and a note");
        let (note, group) =
            (RecordId::Note(NoteId::literal("ask")), RecordId::Group(GroupId::literal("screen")));
        let note_at = comparing.place_of(&note).expect("the note has a place").center();
        assert!(note_at.distance(Point::new(-20.0, 190.0)) < 1.0, "{note_at:?}");
        let around = comparing.place_of(&group).expect("the group has a place");
        assert!(around.contains(Point::new(0.0, 0.0)) && around.contains(Point::new(150.0, 220.0)));
        assert!(!around.contains(Point::new(300.0, 0.0)), "Watershed was not in it");
        window.click("Gone note Ask the BFI who else is meant");
        assert!(window.map().session.selection().is_empty(), "what is gone can't be selected");
        window.click("Gone group Screen");
        window.picture(&format!("compare_ghosts_{name}"));
        window.click("Side by side");
        window.picture(&format!("compare_ghosts_beside_{name}"));
        window.click("Laid over");
        window.click("Show 3 gone");
        assert!(window.map().comparing.ghost().is_none(), "it goes with the marks");
    }
}

#[test]
fn a_group_comes_back_with_its_members_and_a_note_alone() {
    let mut window = with(SKETCHED, ThemeChoice::Light);
    window.click("Gone note Ask the BFI who else is meant");
    window.click("Bring it to this map");
    assert_eq!(window.map().session.document().notes().len(), 1);
    assert_eq!(organisations(&window), 2);
    window.click("Gone group Screen");
    window.click("Bring it to this map");
    assert_eq!(organisations(&window), 3, "a group without its member would not be that group");
    let group = window.map().session.document().group(&GroupId::literal("screen")).cloned();
    assert_eq!(group.expect("it is back").members.len(), 2);
    assert!(window.says("Both maps say the same and look the same."));
    window.key(CTRL, Key::Z);
    assert_eq!(organisations(&window), 2, "one step");
}

#[test]
fn who_is_in_another_group_by_now_stays_there() {
    let ours = SMALL.replace(
        "    flows: [",
        "    groups: [(id: \"film\", label: \"Film\", members: [\"bfi\"])],\n    flows: [",
    );
    let home = tempfile::TempDir::new().expect("a folder");
    let (map, there) = (home.path().join("map.ron"), home.path().join("other.ron"));
    std::fs::write(&map, ours).expect("writes");
    std::fs::write(&there, SKETCHED).expect("writes");
    let mut window = Window::at(home, Some(map), Settings::default());
    window.key(SHIFT, Key::J);
    add(&mut window, "other.ron");
    window.click("Gone group Screen");
    window.click("Bring it to this map");
    let document = window.map().session.document();
    let members = |id| document.group(&GroupId::literal(id)).map_or(0, |group| group.members.len());
    assert_eq!((members("film"), members("screen")), (1, 1), "nobody is in two groups");
}

/// The small map with the card open, nothing compared yet, and these files beside it.
fn choosing(files: &[(&str, &str)]) -> Window {
    let home = tempfile::TempDir::new().expect("a folder");
    let map = home.path().join("map.ron");
    std::fs::write(&map, SMALL).expect("writes");
    for (name, text) in files {
        std::fs::write(home.path().join(name), text).expect("writes");
    }
    Window::at(home, Some(map), Settings::default())
}

/// Chooses a file in the dialog.
fn choose(window: &mut Window, file: &str) {
    assert!(window.says("Compare with a map"), "the dialog is open");
    let row = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| label.ends_with(file)) && node.role() == Role::Button
    };
    let rows = window.harness.root().children_recursive();
    rows.filter(row).last().unwrap_or_else(|| panic!("no row {file}")).click();
    window.settle();
    window.harness.get_by_role_and_label(Role::Button, "Compare").click();
    window.settle();
    assert!(!window.says("Compare with a map"), "the dialog has closed");
}

#[test]
fn a_file_is_chosen_in_the_dialog_by_key_and_by_menu() {
    let mut window = choosing(&[("other.ron", OTHER)]);
    window.key(SHIFT, Key::J);
    window.click("A map in a file…");
    window.picture("compare_dialog");
    choose(&mut window, "other.ron");
    assert!(window.shows("Show 2 gone"));
    assert_eq!(window.map().name(), "map.ron", "the open map stays");
    window.click("Leave comparing");
    window.click("View");
    window.click("Compare with…");
    window.click("A map in a file…");
    choose(&mut window, "other.ron");
    assert!(window.shows("Show 2 gone"));
}

#[test]
fn the_dialog_can_be_cancelled() {
    let mut window = choosing(&[("other.ron", OTHER)]);
    window.key(SHIFT, Key::J);
    for by_key in [true, false] {
        window.click("A map in a file…");
        assert!(window.says("Compare with a map"));
        if by_key {
            window.key(NONE, Key::Escape);
        } else {
            let cancel = |node: &egui_kittest::Node<'_>| {
                let label = node.accesskit_node().label();
                label.is_some_and(|label| label.ends_with("Cancel"))
            };
            let nodes = window.harness.root().children_recursive();
            nodes.filter(cancel).last().expect("it can be cancelled").click();
            window.settle();
        }
        assert!(!window.says("Compare with a map"));
        assert!(window.shows("A map in a file…"), "the card still asks");
        assert!(window.map().comparing.is_empty());
        assert!(!window.map().session.is_modified());
    }
}

#[test]
fn a_broken_file_is_said_and_another_can_be_chosen() {
    let broken = OTHER.replace("organisations: [", "organisations: [[");
    let mut window = choosing(&[("broken.ron", &broken), ("other.ron", OTHER)]);
    window.key(SHIFT, Key::J);
    window.click("A map in a file…");
    choose(&mut window, "broken.ron");
    assert!(window.says("broken.ron can't be compared"));
    assert!(window.map().comparing.is_empty());
    window.picture("compare_broken");
    window.click("A map in a file…");
    choose(&mut window, "other.ron");
    assert!(window.shows("Show 2 gone"));
}

#[test]
fn the_same_file_differs_in_nothing() {
    let mut window = choosing(&[]);
    window.key(SHIFT, Key::J);
    window.click("A map in a file…");
    choose(&mut window, "map.ron");
    assert!(window.says("Both maps say the same and look the same."));
    window.picture("compare_same");
}

#[test]
fn the_map_of_another_program_is_compared_too() {
    let graph = r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">
        <node id="n0"/><node id="n1"/><edge source="n0" target="n1"/></graph></graphml>"#;
    let mut window = choosing(&[("network.graphml", graph)]);
    window.key(SHIFT, Key::J);
    window.click("A map in a file…");
    choose(&mut window, "network.graphml");
    for words in [
        "Added organisation BFI",
        "Added organisation Watershed",
        "Gone organisation n0",
        "Gone organisation n1",
    ] {
        assert!(window.shows(words), "{words}");
    }
    window.picture("compare_foreign");
}

#[test]
fn what_went_is_looked_at_beside_the_card() {
    for size in [[1280.0, 800.0], [1600.0, 1000.0]] {
        let mut window = with(SKETCHED, ThemeChoice::Light);
        window.harness.set_size(size.into());
        window.settle();
        for (words, id) in [
            ("Gone organisation Arnolfini", RecordId::Organisation(OrganisationId::literal("arnolfini"))),
            ("Gone note Ask the BFI who else is meant", RecordId::Note(NoteId::literal("ask"))),
            ("Gone group Screen", RecordId::Group(GroupId::literal("screen"))),
        ] {
            window.click(words);
            let map = window.map();
            let rect = map.comparing.place_of(&id).expect("it has a place");
            let viewport = map.canvas.viewport().expect("it is shown");
            let seen = Projection::new(map.canvas.view(), viewport).screen_rect(rect);
            let card = map.comparing.rect().expect("the card is open");
            assert!(viewport.contains_rect(seen) && !card.intersects(seen), "{words}: {seen:?} and {card:?}");
        }
    }
}
