//! The window as a whole: nothing is lost by closing, opening, quitting; files that cannot be opened harm nothing.

use ecomap::{
    app::actions::TABLE,
    text::{Fonts, TextStyle},
};
use eframe::egui::{Event, FontId, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;

/// With one edit: everything selected and taken away.
fn edited() -> Window {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    window.key(Modifiers::NONE, Key::Delete);
    assert!(window.map().session.document().organisations().is_empty());
    window
}

#[test]
fn the_start_page_begins_maps_and_lists_examples() {
    let mut window = Window::new();
    assert!(window.shell().workspace().is_none());
    assert!(window.says("Recent maps") || window.says("RECENT MAPS"));
    window.picture("start_page");
    window.click("Sectors by scale");
    assert_eq!(window.map().session.document().map().areas.len(), 9);
    window.picture("sectors_by_scale");
    window.key(CTRL, Key::W);
    assert!(window.shell().workspace().is_none(), "an untouched map is left without a question");
    window.click("Bristol");
    assert!(window.map().session.document().organisations().len() > 15);
    assert!(window.map().path.is_none(), "an example is never written over");
    window.picture("example");
}

#[test]
fn all_keys_stand_on_their_page() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::NONE, Key::F1);
    let with_keys = TABLE.iter().filter(|entry| !entry.shortcuts.is_empty());
    let left_out: Vec<&str> = with_keys.map(|entry| entry.name).filter(|name| !window.shows(name)).collect();
    assert_eq!(left_out, [""; 0]);
}

#[test]
fn f6_goes_on_where_no_canvas_is_shown() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::NONE, Key::E);
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..12 {
        window.key(Modifiers::NONE, Key::F6);
        met.insert(window.focused());
    }
    assert!(met.len() > 3, "round the parts, not always to what is not there: {met:?}");
}

#[test]
fn tab_goes_along_the_flows_and_then_leaves_the_canvas() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    window.key(Modifiers::NONE, Key::Tab);
    assert!(window.focused().starts_with("Funding from BFI"), "{}", window.focused());
    window.key(Modifiers::NONE, Key::Tab);
    let outside = window.focused();
    assert!(
        !outside.starts_with("Funding") && !outside.contains("sector") && outside != "Map canvas",
        "{outside}"
    );
}

#[test]
fn the_menu_of_the_canvas_has_the_keyboard_while_it_is_open() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    let before = window.map().session.selection().records();
    window.key(Modifiers::SHIFT, Key::F10);
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.map().session.selection().records(), before, "nobody walks under an open menu");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.map().session.selection().records(), before, "one Esc does one thing");
}

#[test]
fn letters_decide_what_enter_does_also_when_both_come_in_one_frame() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::K);
    let (key, modifiers) = (Key::Enter, Modifiers::NONE);
    let enter = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    // Not queued: a queue would give each a frame of its own.
    window.harness.input_mut().events.extend([Event::Text("select a".to_owned()), enter]);
    window.settle();
    assert_eq!(window.map().session.selection().len(), 3, "all is selected");
    assert_eq!(window.map().session.undo_name(), None, "and nothing else was done");
}

#[test]
fn a_command_is_found_and_done_from_the_keyboard() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::K);
    window.type_text("select a");
    window.picture("command_palette");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.map().session.selection().len(), 3);
    window.key(CTRL, Key::K);
    window.type_text("tool");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Search commands and recent maps"));
    // Down moves on: from "Zoom in" to "Zoom out".
    let before = window.map().canvas.zoom();
    window.key(CTRL, Key::K);
    window.type_text("zoom");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.map().canvas.zoom() < before);
}

#[test]
fn letters_take_up_tools_but_not_while_one_types() {
    use ecomap::editor::ToolKind;
    let mut window = Window::open(SMALL);
    for (key, tool) in [
        (Key::O, ToolKind::Place),
        (Key::F, ToolKind::Connect),
        (Key::N, ToolKind::Note),
        (Key::H, ToolKind::Pan),
        (Key::V, ToolKind::Select),
    ] {
        window.key(Modifiers::NONE, key);
        assert_eq!(window.map().session.tool(), tool);
    }
    window.key(CTRL, Key::K);
    window.key(Modifiers::NONE, Key::O);
    assert_eq!(window.map().session.tool(), ToolKind::Select, "the letter belongs to the search");
}

#[test]
fn closing_asks_while_edits_are_not_saved() {
    let mut window = edited();
    assert!(!window.close(), "closed without asking");
    assert!(window.says("Save changes to “map.ron”?"));
    window.picture("unsaved");
    window.click("Cancel");
    assert!(!window.says("Save changes"));
    assert!(!window.close());
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Save changes"), "Escape is Cancel");

    assert!(!window.close());
    window.click("Save map");
    let written = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
    assert!(!written.contains("Watershed"));
    assert!(window.close(), "nothing is unsaved now");
}

#[test]
fn discarded_changes_are_gone_and_the_file_is_as_it_was() {
    let mut window = edited();
    window.close();
    window.click("Discard changes");
    assert!(window.close(), "nobody asks again");
    assert_eq!(std::fs::read_to_string(window.home().join("map.ron")).expect("reads"), SMALL);
}

#[test]
fn opening_another_map_asks_first() {
    let mut window = edited();
    window.key(CTRL, Key::N);
    assert!(window.says("Save changes to “map.ron”?"));
    window.click("Cancel");
    assert_eq!(window.map().name(), "map.ron");
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert_eq!(window.map().name(), "New map");
}

#[test]
fn a_damaged_file_shows_its_mistakes_and_harms_nothing() {
    let mut window = Window::open(SMALL);
    let bad = window.home().join("bad.ron");
    let text = SMALL.replace("\"national\"", "\"nationl\"").replace("to: \"watershed\"", "to: \"nobody\"");
    std::fs::write(&bad, text).expect("writes");
    window.drop_file(&bad);
    window.click("What could not be read…");
    assert!(window.says("What could not be read of bad.ron"));
    assert!(window.says("unknown scale"));
    window.picture("findings");
    window.click("Close");
    assert!(!window.says("What could not be read of"), "one Close is enough");
    window.key(Modifiers::COMMAND, Key::W);
    assert_eq!(window.map().name(), "map.ron");
}

#[test]
fn files_that_are_no_maps_are_refused_in_words() {
    let mut window = Window::open(SMALL);
    let home = window.home().to_owned();
    std::fs::write(home.join("empty.ron"), "").expect("writes");
    std::fs::write(home.join("letter.txt"), "Dear all,").expect("writes");
    std::fs::create_dir(home.join("folder.ron")).expect("makes");
    for name in ["empty.ron", "letter.txt", "folder.ron", "missing.ron"] {
        window.drop_file(&home.join(name));
        assert!(window.says(&format!("{name} could not be opened")), "{name}");
        assert_eq!(window.map().name(), "map.ron");
        if window.shows("Copy findings") {
            window.key(Modifiers::NONE, Key::Escape);
        }
    }
    window.picture("refused");
}

#[test]
fn saving_under_another_name_works_in_the_window() {
    let mut window = edited();
    window.key(CTRL.plus(Modifiers::SHIFT), Key::S);
    assert!(window.says("File name"), "the built-in dialog is there");
    window.picture("save_as");
    window.key(CTRL, Key::A);
    window.type_text("other");
    window.key(Modifiers::NONE, Key::Enter);
    let other = window.home().join("other.ron");
    assert!(other.is_file(), "the extension is added");
    assert_eq!(window.map().path.as_deref(), Some(other.as_path()));
    assert!(!window.map().session.is_modified());
    assert_eq!(std::fs::read_to_string(window.home().join("map.ron")).expect("reads"), SMALL);
    assert_eq!(window.shell().settings().recent.first(), Some(&other));
}

#[test]
fn nothing_is_written_over_unasked() {
    let mut window = edited();
    std::fs::write(window.home().join("taken.ron"), "precious").expect("writes");
    window.key(CTRL.plus(Modifiers::SHIFT), Key::S);
    window.key(CTRL, Key::A);
    window.type_text("taken");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("Replace “taken.ron”?"));
    window.click("Cancel");
    assert_eq!(std::fs::read_to_string(window.home().join("taken.ron")).expect("reads"), "precious");
}

#[test]
fn an_answer_is_for_the_map_it_was_asked_for() {
    let mut window = Window::open(SMALL);
    let second = window.home().join("second.ron");
    std::fs::write(&second, SMALL.replace("Watershed", "Arnolfini")).expect("writes");
    // The second map is read while the dialog comes up for the first.
    let modifiers = CTRL.plus(Modifiers::SHIFT);
    let save_as = Event::Key { key: Key::S, physical_key: None, pressed: true, repeat: false, modifiers };
    let input = window.harness.input_mut();
    input.dropped_files.push(Window::dropped(&second));
    input.events.push(save_as);
    window.settle();
    assert_eq!(window.map().name(), "second.ron");
    assert!(window.says("File name"));
    window.key(CTRL, Key::A);
    window.type_text("other");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!window.home().join("other.ron").exists(), "the map that was to be there is gone");
    assert!(window.says("other.ron was not written"));
    assert_eq!(window.map().name(), "second.ron");
}

#[test]
fn a_file_dropped_while_something_is_asked_is_not_opened() {
    let mut window = edited();
    let second = window.home().join("second.ron");
    std::fs::write(&second, SMALL).expect("writes");
    window.key(CTRL.plus(Modifiers::SHIFT), Key::S);
    window.drop_file(&second);
    assert!(!window.says("Save changes"));
    assert_eq!(window.map().name(), "map.ron");
    assert!(window.says("The dropped file was not opened"));
}

/// A new name is being typed over Watershed's.
fn typing(name: &str) -> Window {
    let mut window = Window::open(SMALL);
    let at = middle(&window, "Watershed, third sector");
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.settle();
    window.key(Modifiers::NONE, Key::F2);
    window.key(CTRL, Key::A);
    window.type_text(name);
    assert!(window.map().canvas.is_renaming());
    assert!(!window.map().session.is_modified(), "it is not in the map yet");
    window
}

#[test]
fn what_is_being_typed_on_the_map_is_saved_with_it() {
    let mut window = typing("Arnolfini");
    window.key(CTRL, Key::S);
    assert!(std::fs::read_to_string(window.home().join("map.ron")).expect("reads").contains("Arnolfini"));
    assert!(!window.map().canvas.is_renaming());
    assert!(window.close(), "all of it is saved");
}

#[test]
fn what_is_being_typed_on_the_map_is_not_lost_by_leaving_it() {
    let mut window = typing("Arnolfini");
    assert!(!window.close(), "closed without asking");
    window.click("Cancel");

    let mut window = typing("Arnolfini");
    window.key(CTRL, Key::W);
    assert!(window.says("Save changes to “map.ron”?"));

    let mut window = typing("Arnolfini");
    assert!(window.end());
    let mut window = window.again();
    window.click("Restore map");
    let document = window.map().session.document();
    assert!(document.organisations().values().any(|one| one.name == "Arnolfini"));
}

#[test]
fn of_two_savings_at_once_the_later_is_on_disk() {
    let mut window = edited();
    window.harness.key_press_modifiers(CTRL, Key::S);
    window.harness.key_press_modifiers(CTRL, Key::Z);
    window.harness.key_press_modifiers(CTRL, Key::S);
    window.settle();
    let written = std::fs::read_to_string(window.home().join("map.ron")).expect("reads");
    assert!(written.contains("Watershed"), "as it was when it was last asked for");
    assert!(!window.map().session.is_modified());
    assert_eq!(window.map().saving, 0);
    assert!(window.close());
}

#[test]
fn what_was_given_up_is_not_offered_again() {
    // Asking for a file keeps the edits, should the desktop's dialog take the program with it.
    let asked = || {
        let mut window = edited();
        window.key(CTRL.plus(Modifiers::SHIFT), Key::S);
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.home().join("journal").read_dir().expect("is there").next().is_some());
        window
    };
    let mut window = asked();
    window.close();
    window.click("Discard changes");
    assert!(!window.again().says("was not saved"), "discarded");

    let mut window = asked();
    window.key(CTRL, Key::Z);
    assert!(window.close(), "nothing is unsaved");
    assert!(!window.again().says("was not saved"), "taken back");
}

#[test]
fn a_window_that_is_lost_keeps_what_was_not_saved() {
    let mut window = edited().again();
    assert!(window.says("“map.ron” was not saved when ecomap last ended"));
    window.click("Restore map");
    assert!(window.map().session.document().organisations().is_empty());
}

#[test]
fn a_cut_takes_away_only_what_it_copied() {
    let third = "        (id: \"spike\", name: \"Spike\", position: (0, 220)),\n    ],\n    flows";
    let mut window = Window::open(&SMALL.replace("    ],\n    flows", third));
    let flow = middle(&window, "BFI, third sector").lerp(middle(&window, "Watershed, third sector"), 0.5);
    for (at, modifiers) in [(middle(&window, "Spike"), Modifiers::NONE), (flow, Modifiers::SHIFT)] {
        window.harness.hover_at(at);
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            window
                .harness
                .event_modifiers(Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
            window.harness.step();
        }
        window.settle();
    }
    assert_eq!(window.map().session.selection().len(), 2, "Spike and the flow beside it");
    window.harness.event(Event::Cut);
    window.settle();
    let document = window.map().session.document();
    assert_eq!(
        (document.organisations().len(), document.flows().len()),
        (2, 1),
        "the flow is not on the clipboard"
    );
    assert!(window.says("1 part of the selection cannot be copied and stayed"));
}

#[test]
fn what_somebody_else_wrote_is_not_replaced_unasked() {
    let mut window = edited();
    let map = window.home().join("map.ron");
    let theirs = SMALL.replace("Watershed", "Arnolfini Gallery");
    std::fs::write(&map, &theirs).expect("writes");
    window.key(CTRL, Key::S);
    assert!(window.says("Replace “map.ron”?"));
    assert!(window.says("changed on disk since it was opened"));
    window.picture("changed_on_disk");
    window.click("Cancel");
    assert_eq!(std::fs::read_to_string(&map).expect("reads"), theirs);
    assert!(window.map().session.is_modified());
    window.key(CTRL, Key::S);
    window.click("Replace file");
    assert!(!window.map().session.is_modified());
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::S);
    assert!(!window.says("Replace"), "its own writing is no change");
    assert!(std::fs::read_to_string(&map).expect("reads").contains("Watershed"));
}

#[test]
fn copies_go_from_window_to_window_as_text() {
    let mut from = Window::open(SMALL);
    from.key(CTRL, Key::A);
    let text = from.copy().expect("something is on the clipboard");
    let mut to = Window::new();
    to.key(CTRL, Key::N);
    to.paste(&text);
    let document = to.map().session.document();
    assert_eq!((document.organisations().len(), document.flows().len()), (2, 1));
    to.key(CTRL, Key::Z);
    assert!(to.map().session.document().organisations().is_empty(), "one step");
    to.paste("ask the BBC");
    let notes: Vec<_> = to.map().session.document().notes().values().map(|note| note.text.clone()).collect();
    assert_eq!(notes, ["ask the BBC"]);
}

#[test]
fn what_is_remembered_is_there_the_next_time() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::K);
    window.type_text("dark");
    window.key(Modifiers::NONE, Key::Enter);
    window.picture("dark");
    window.key(Modifiers::NONE, Key::P);
    let mut window = window.again();
    assert!(!window.shell().settings().panels);
    assert!(window.shows("map.ron"), "it is among the recent ones");
    window.picture("start_page_dark");
    window.click("map.ron");
    assert_eq!(window.map().session.document().map().title, "Two");
}

#[test]
fn what_the_system_ends_is_there_the_next_time() {
    let mut window = edited();
    assert!(window.end(), "no question: nobody would answer it");
    assert_eq!(std::fs::read_to_string(window.home().join("map.ron")).expect("reads"), SMALL);
    let mut window = window.again();
    assert!(window.says("“map.ron” was not saved when ecomap last ended"));
    window.picture("recovered");
    window.click("Restore map");
    assert!(window.map().session.document().organisations().is_empty(), "with its edits");
    assert!(window.map().session.is_modified());
    window.key(CTRL, Key::S);
    assert!(!std::fs::read_to_string(window.home().join("map.ron")).expect("reads").contains("Watershed"));
    let window = window.again();
    assert!(!window.says("was not saved"), "once saved it is not offered again");
}

#[test]
fn signs_that_the_bundled_face_lacks_are_drawn_in_the_panels_too() {
    let name = "ქართული";
    let mut window = Window::open(&SMALL.replace("Watershed", name));
    window.key(CTRL, Key::A);
    window.picture("georgian");
    let line = Fonts::with_system().line(name, &TextStyle::new(13.0));
    let drawn = window.harness.ctx.fonts_mut(|fonts| fonts.has_glyphs(&FontId::proportional(13.0), name));
    assert_eq!(drawn, line.missing.is_empty(), "as far as the system has a face for them");
}

#[test]
fn at_rest_nothing_is_repainted() {
    for mut window in [Window::new(), Window::open(SMALL)] {
        window.harness.run_steps(30);
        let output = window.harness.output().viewport_output.values();
        let delay = output.map(|output| output.repaint_delay).min().expect("a window");
        assert!(delay > std::time::Duration::from_secs(3600), "repaints after {delay:?}");
    }
}

/// The middle of what a screen reader names with these words.
fn middle(window: &Window, words: &str) -> Pos2 {
    window.harness.get_by_label_contains(words).rect().center()
}

#[test]
fn a_flow_that_is_there_already_is_added_only_when_asked_twice() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::NONE, Key::F);
    let (from, to) = (middle(&window, "BFI, third sector"), middle(&window, "Watershed, third sector"));
    window.harness.drag_at(from);
    for step in 1..=4 {
        window.harness.hover_at(from.lerp(to, step as f32 / 4.0));
        window.harness.step();
    }
    window.harness.drop_at(to);
    window.settle();
    assert_eq!(window.map().session.document().flows().len(), 1, "refused at first");
    window.picture("flow_refused");
    window.click("Add anyway");
    assert_eq!(window.map().session.document().flows().len(), 2);
    assert!(!window.shows("Add anyway"), "the offer is taken");
    window.key(CTRL, Key::Z);
    assert_eq!(window.map().session.document().flows().len(), 1, "one step");
}
