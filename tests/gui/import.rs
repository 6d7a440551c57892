//! The page of imports: another program's file is looked at, its columns and words get a meaning, and it becomes a map or
//! joins the open one in one step. Nothing is changed before.

use std::path::PathBuf;

use ecomap::{
    app::{
        import::Importing,
        settings::{Settings, ThemeChoice},
    },
    interchange::Role,
    model::{Document, Organisation, ScaleId, SectorId},
};
use eframe::egui::{Key, Modifiers, accesskit};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

const TABLE: &str = "Name,Branche,Stage,Town,Money\n\
    Watershed,Arts,local,Bristol,3\n\
    Knowle West Media Centre,Arts,local,Bristol,2\n\
    UWE Bristol,School,regional,Bristol,8\n\
    British Film Institute,Firm,national,London,9\n";

/// A window with the small map open, and the file dropped on it.
fn dropped(name: &str, text: &str) -> Window {
    let mut window = Window::open(SMALL);
    let path = file(&window, name, text);
    window.drop_file(&path);
    assert!(window.shell().import().is_some(), "the page is open");
    window
}

fn file(window: &Window, name: &str, text: &str) -> PathBuf {
    let path = window.home().join(name);
    std::fs::write(&path, text).expect("writes");
    path
}

/// Opens a list and takes a row of it.
fn choose(window: &mut Window, list: &str, row: &str) {
    let node = window.harness.get_by_role_and_label(accesskit::Role::ComboBox, list);
    node.scroll_to_me();
    window.settle();
    window.harness.get_by_role_and_label(accesskit::Role::ComboBox, list).click();
    window.settle();
    window.harness.get_by_role_and_label(accesskit::Role::Button, row).click_accesskit();
    window.settle();
}

fn document(window: &Window) -> Document {
    window.map().session.document().clone()
}

fn named<'d>(document: &'d Document, name: &str) -> &'d Organisation {
    let found = document.organisations().values().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("{name} is there"))
}

#[test]
fn a_dropped_table_is_looked_at_first_and_esc_leaves_all_as_it_was() {
    let mut window = dropped("orgs.csv", TABLE);
    let before = document(&window);
    assert!(window.says("Import “orgs.csv”"));
    assert!(window.says("4 organisations, 0 flows"));
    assert!(window.says("Arts · School · Firm"), "samples are shown");
    window.picture("import-1-page");
    window.key(NONE, Key::Escape);
    assert!(window.shell().import().is_none());
    assert_eq!(document(&window), before);
    assert!(!window.map().session.is_modified());
}

#[test]
fn a_role_is_changed_a_word_gets_a_class_and_it_becomes_a_map_of_its_own() {
    let mut window = dropped("orgs.csv", TABLE);
    choose(&mut window, "Branche", "Sector");
    choose(&mut window, "Money", "Leave out");
    choose(&mut window, "Stage", "Scale");
    choose(&mut window, "School", "Universities and higher education");
    window.picture("import-2-mapped");
    window.click("Open as new map");
    assert!(window.shell().import().is_none(), "the page is gone");
    let map = document(&window);
    assert_eq!(map.organisations().len(), 4);
    let uwe = named(&map, "UWE Bristol");
    assert_eq!(uwe.sector.as_ref().map(SectorId::as_str), Some("universities"));
    assert_eq!(uwe.scale.as_ref().map(ScaleId::as_str), Some("regional"));
    assert_eq!(uwe.place, "Bristol");
    assert!(uwe.extra.is_empty(), "what is left out is left out: {:?}", uwe.extra);
    assert_eq!(named(&map, "Watershed").sector.as_ref().map(SectorId::as_str), Some("arts"));
    assert!(map.organisations().values().all(|it| it.position.is_some()), "it is laid out");
    assert!(window.map().session.is_modified(), "it is in no file of ours yet");
    window.picture("import-3-opened");
}

#[test]
fn a_role_is_found_by_typing_in_its_list_and_all_goes_by_keyboard() {
    let mut window = dropped("orgs.csv", TABLE);
    window.harness.get_by_role_and_label(accesskit::Role::ComboBox, "Branche").focus();
    window.settle();
    window.key(NONE, Key::Enter);
    window.type_text("tags");
    window.key(NONE, Key::Enter);
    let nodes = |window: &Window| {
        window.shell().import().and_then(Importing::made).expect("read").mapping.nodes.clone()
    };
    assert_eq!(nodes(&window)[0], Role::Tags);
    // Esc closes a list first, then the page.
    window.harness.get_by_role_and_label(accesskit::Role::ComboBox, "Stage").focus();
    window.settle();
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Escape);
    assert!(window.shell().import().is_some());
    window.key(CTRL, Key::Enter);
    assert_eq!(document(&window).organisations().len(), 4);
}

#[test]
fn it_joins_the_open_map_in_one_step_and_undo_is_the_start() {
    let mut window = dropped("orgs.csv", TABLE);
    let before = document(&window);
    // Watershed is there already; a name written out is asked about.
    assert!(window.says("1 organisation is there already"));
    choose(&mut window, "British Film Institute", "The same");
    window.picture("import-4-adding");
    window.click("Add to this map");
    let after = document(&window);
    assert_eq!(after.organisations().len(), 4, "two were there already");
    assert!(!window.says("of the file stay"), "bands in which it was only looked at are none of the file's");
    window.picture("import-5-added");
    let here = named(&after, "Watershed");
    assert_eq!(here.sector.as_ref().map(SectorId::as_str), Some("third-sector"), "what is said here stays");
    assert_eq!(here.position, named(&before, "Watershed").position);
    assert_eq!(after.flows().len(), before.flows().len());
    window.key(CTRL, Key::Z);
    assert_eq!(document(&window), before);
}

#[test]
fn unsaved_work_is_asked_about_and_the_page_waits() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    window.key(Modifiers::ALT, Key::ArrowRight);
    let path = file(&window, "orgs.csv", TABLE);
    window.drop_file(&path);
    window.click("Open as new map");
    assert!(window.says("Save changes to"));
    window.key(NONE, Key::Escape);
    assert!(window.shell().import().is_some(), "nothing is lost of the page");
    window.click("Open as new map");
    window.click("Discard changes");
    assert!(window.shell().import().is_none());
    assert_eq!(document(&window).organisations().len(), 4);
}

#[test]
fn a_shape_is_remembered_and_forgotten() {
    let mut window = dropped("orgs.csv", TABLE);
    choose(&mut window, "Branche", "Tags");
    window.click("Add to this map");
    let other = file(&window, "others.csv", "Name,Branche,Stage,Town,Money\nBBC,Radio,national,London,1\n");
    window.drop_file(&other);
    let role = |window: &Window| {
        let made = window.shell().import().and_then(Importing::made).expect("read");
        made.mapping.nodes[0]
    };
    assert_eq!(role(&window), Role::Tags);
    assert!(window.says("Taken as the last file with these columns was"));
    window.click("Forget");
    assert_ne!(role(&window), Role::Tags);
    window.key(NONE, Key::Escape);
    window.drop_file(&other);
    assert_ne!(role(&window), Role::Tags);
}

#[test]
fn a_table_with_titles_pasted_on_the_canvas_is_looked_at_and_joins_the_map() {
    let mut window = Window::open(SMALL);
    let before = document(&window);
    window.paste("From\tTo\tType\nBFI\tWatershed\tfunding\nBBC\tWatershed\tknowledge\n");
    assert!(window.says("Import “Pasted table”"));
    window.picture("import-7-pasted");
    // Enter adds it: it is this map that it was pasted on.
    window.key(NONE, Key::Enter);
    let after = document(&window);
    assert_eq!((after.organisations().len(), after.flows().len()), (3, 2), "one flow was there already");
    window.key(CTRL, Key::Z);
    assert_eq!(document(&window), before);
    // Without titles it is a list for the capture bar, as ever.
    window.paste("BBC\tWatershed\tknowledge\nBFI\tBBC\tfunding\n");
    assert!(window.shell().import().is_none());
    assert!(window.map().capture.text().contains("BBC"));
}

#[test]
fn ends_of_flows_can_be_said_of_a_table_that_does_not_call_them_so() {
    let mut window =
        dropped("grants.csv", "Giver,Taker,Sum,What\nBFI,Watershed,3,grant\nUWE,Watershed,4,loan\n");
    assert!(window.says("2 organisations, 0 flows"), "it is taken for a list of organisations");
    choose(&mut window, "Giver", "Flow comes from");
    choose(&mut window, "Taker", "Flow goes to");
    assert!(window.says("3 organisations, 2 flows"));
    choose(&mut window, "What", "Kind of flow");
    choose(&mut window, "Sum", "Weight");
    window.picture("import-8-ends");
    window.click("Open as new map");
    let map = document(&window);
    let mut flows: Vec<_> = map.flows().values().map(|it| (it.kind.to_string(), it.weight)).collect();
    flows.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(flows, [("funding".to_owned(), Some(3.0)), ("loan".to_owned(), Some(4.0))]);
}

#[test]
fn a_broken_file_says_so_and_another_format_can_be_tried() {
    let mut window = dropped("net.json", "{\"elements\": [");
    assert!(window.says("not sound Kumu JSON"));
    window.picture("import-6-broken");
    window.click("Open as new map");
    assert!(window.shell().import().is_some(), "there is nothing to be opened");
    choose(&mut window, "Read as", "JSON Canvas");
    assert!(window.says("not sound JSON Canvas"));
}

#[test]
fn the_window_begins_with_the_page_for_a_file_on_the_command_line() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("orgs.csv");
    std::fs::write(&path, TABLE).expect("writes");
    let mut window = Window::at(home, Some(path), Settings::default());
    assert!(window.shell().import().is_some());
    assert!(!window.shows("Add to this map"), "there is no map to add to");
    // Enter opens at once.
    window.key(NONE, Key::Enter);
    assert_eq!(document(&window).organisations().len(), 4);
}

#[test]
fn in_the_dark_and_with_large_type_all_is_there() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("orgs.csv");
    std::fs::write(&path, TABLE).expect("writes");
    let settings = Settings { theme: ThemeChoice::Dark, text_size: 150, ..Settings::default() };
    let mut window = Window::at(home, Some(path), settings);
    window.picture("import-9-dark-150");
    for name in ["Open as new map", "Cancel"] {
        let button = window.harness.get_by_label(name).rect();
        assert!(window.harness.ctx.content_rect().contains_rect(button), "{name} is in the window: {button}");
    }
}

/// A table of so many rows that to read it, or to add it, takes longer than anybody waits between two frames.
fn thousands(rows: usize) -> String {
    let rows = (0..rows).map(|row| format!("Partner {row}\tlocal\tTown {}\n", row % 97));
    std::iter::once("Name\tScale\tPlace\n".to_owned()).chain(rows).collect()
}

/// Pastes the table, and shows two frames while it is being read.
fn pasted(window: &mut Window, rows: usize) {
    window.harness.event(eframe::egui::Event::Paste(thousands(rows)));
    window.harness.run_steps(2);
    assert!(window.shell().import().is_some_and(Importing::is_busy), "it is read beside the window");
}

#[test]
fn a_large_table_that_is_still_read_is_left_by_esc_and_the_map_is_as_it_was() {
    let mut window = Window::open(SMALL);
    let before = file_text(&document(&window));
    // It takes seconds to read: Esc comes long before.
    pasted(&mut window, 20_000);
    window.harness.key_press_modifiers(CTRL, Key::Enter);
    window.harness.run_steps(2);
    assert!(window.says("As soon as it is read…"), "the page goes on while the file is read");
    window.key(NONE, Key::Escape);
    assert!(window.shell().import().is_none());
    assert_eq!(file_text(&document(&window)), before);
    assert!(!window.map().session.is_modified());
    assert_eq!(window.map().session.history().steps().len(), 0);
}

#[test]
fn a_large_table_is_added_between_two_frames_and_one_undo_takes_it_back() {
    let mut window = Window::open(SMALL);
    let before = document(&window);
    pasted(&mut window, 2_000);
    window.settle();
    window.harness.key_press_modifiers(CTRL, Key::Enter);
    let seen = (0..6).map(|_| {
        window.harness.step();
        (window.shell().import().is_none(), window.map().canvas.is_behind())
    });
    let seen: Vec<_> = seen.collect();
    assert!(seen.contains(&(true, true)), "its picture is made beside the window: {seen:?}");
    let session = &window.map().session;
    assert_eq!(session.document().organisations().len(), before.organisations().len() + 2_000);
    assert_eq!(session.selection().len(), 2_000, "what is new is selected");
    assert!(window.shell().import().is_none());
    window.settle();
    assert!(!window.map().canvas.is_behind());
    window.picture("import-10-thousands");
    assert_eq!(window.map().session.history().steps().len(), 1);
    window.key(CTRL, Key::Z);
    assert_eq!(file_text(&document(&window)), file_text(&before));
    assert!(!window.map().session.is_modified());
    // And once more: the map grows as much, and nobody waits.
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(document(&window).organisations().len(), before.organisations().len() + 2_000);
}

fn file_text(document: &Document) -> String {
    ecomap::file::write(document)
}
