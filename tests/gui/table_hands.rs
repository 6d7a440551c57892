//! The table under quick and careless hands: nothing is written, taken or said that was not meant.

use ecomap::app::table::Sort;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::{
    table::{MAP, keys, open, organisation, rows, sector, selected, steps},
    window::Window,
};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const PLAIN: Modifiers = Modifiers::NONE;

/// A key as the system tells of it: a letter comes as text too.
fn press(key: Key, text: &str) -> Vec<eframe::egui::Event> {
    use eframe::egui::Event;
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: PLAIN };
    let text = (!text.is_empty()).then(|| Event::Text(text.to_owned()));
    std::iter::once(event(true)).chain(text).chain([event(false)]).collect()
}

#[test]
fn after_another_key_the_letter_that_opened_the_table_is_a_letter_in_the_same_frame_too() {
    let mut window = open();
    for event in [press(Key::ArrowDown, ""), press(Key::B, "b"), press(Key::Enter, "")].concat() {
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    assert!(window.map().table.open);
    assert_eq!(organisation(&window, "bfi").name, "b");
    window.key(PLAIN, Key::Escape);
    window.key(PLAIN, Key::B);
    window.key(PLAIN, Key::B);
    for event in press(Key::B, "b") {
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    assert!(!window.map().table.open, "in a fresh table it closes it, and writes nothing");
    assert_eq!(steps(&window), 1);
}

#[test]
fn delete_clears_the_cell_and_never_takes_the_row() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    keys(&mut window, &[Key::ArrowDown, Key::Delete]);
    assert_eq!(organisation(&window, "bfi").name, "BFI");
    assert!(window.says("An organisation needs a name. Ctrl+Delete takes rows away."));
    window.key(SHIFT, Key::ArrowDown);
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight, Key::Delete]);
    assert_eq!((sector(&window, "bfi"), sector(&window, "uwe")), (None, None));
    assert!(window.says("Sector cleared"));
    assert_eq!(window.map().session.undo_name(), Some("Clear sector of 2 rows"));
    window.key(PLAIN, Key::Delete);
    assert!(window.says("Sector is empty here. Ctrl+Delete takes rows away."));
    assert_eq!(steps(&window), 1);
    window.key(CTRL, Key::Delete);
    assert_eq!(rows(&window, Sort::Organisations), ["bbc", "watershed", "watershed-2"]);
}

#[test]
fn a_pasted_word_that_could_mean_several_is_told_and_not_written() {
    let mut window = open();
    window.key(CTRL, Key::Home);
    window.key(SHIFT, Key::ArrowDown);
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight, Key::ArrowRight]);
    window.paste("tion\n");
    assert_eq!(steps(&window), 0, "written of a list's first offer before");
    assert!(window.says("“tion” is no scale of this map"));
}

#[test]
fn what_was_refused_is_not_said_to_be_done() {
    use eframe::egui::Event;
    let mut window = open();
    window.key(CTRL, Key::Home);
    // The second is made for a map that the first has changed.
    for text in ["Alpha\tNetwork\n", "Beta\tNetwork\n"] {
        window.harness.input_mut().events.push(Event::Paste(text.to_owned()));
    }
    window.settle();
    assert_eq!(organisation(&window, "bbc").name, "Alpha");
    assert_eq!(steps(&window), 1);
    let told = window.harness.query_all_by_label_contains("changed in 1 row").count();
    let twice = window.harness.query_all_by_label("2 cells changed in 1 row").count();
    assert!(told > 0 && twice <= 1, "told once: {told}, {twice}");
}

#[test]
fn an_edit_elsewhere_leaves_the_selection_while_pairs_are_shown() {
    let mut window = open();
    window.key(CTRL, Key::K);
    window.type_text("consolidate");
    window.key(PLAIN, Key::Enter);
    assert_eq!(selected(&window), ["watershed", "watershed-2"]);
    window.harness.get_by_label_contains("UWE Bristol, universities").click_accesskit();
    window.settle();
    assert_eq!(selected(&window), ["uwe"]);
    window.key(PLAIN, Key::Plus);
    assert_eq!(steps(&window), 1);
    assert_eq!(selected(&window), ["uwe"]);
    assert!(window.map().table.shows_duplicates());
}

#[test]
fn rows_of_what_the_filter_hides_are_hidden_too_and_that_is_said() {
    let mut window = Window::open(MAP);
    window.key(CTRL.plus(SHIFT), Key::F);
    window.click("Third sector");
    window.key(PLAIN, Key::Escape);
    window.key(PLAIN, Key::Escape);
    window.key(PLAIN, Key::B);
    assert!(window.map().table.open);
    assert_eq!(rows(&window, Sort::Organisations), ["bfi", "watershed"]);
    assert!(window.shows("3 hidden by the filter"));
    window.picture("table_hidden");
    window.key(CTRL, Key::PageDown);
    assert_eq!(rows(&window, Sort::Flows), ["bfi--watershed--funding"]);
    assert!(window.shows("2 hidden by the filter"));
    window.key(CTRL.plus(SHIFT), Key::H);
    assert_eq!(rows(&window, Sort::Flows).len(), 3);
    assert!(!window.says("hidden by the filter"));
}
