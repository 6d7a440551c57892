//! Lines that stand for several flows: switched on and off, kept in views, clicked and hovered; in a whole window.

use std::path::Path;

use ecomap::{
    app::settings::Settings,
    model::{FlowId, View},
};
use eframe::egui::{Key, Modifiers};

use crate::window::Window;

const NONE: Modifiers = Modifiers::NONE;

fn example(name: &str, settings: Settings) -> Window {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    Window::with(Some(path), settings)
}

/// Does what is found under these words among all that can be done.
fn perform(window: &mut Window, words: &str) {
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text(words);
    window.key(NONE, Key::Enter);
}

/// What each line stands for.
fn lines(window: &Window) -> Vec<Vec<FlowId>> {
    let scene = window.map().canvas.scene().expect("drawn");
    scene.flows.iter().map(|line| line.sums.clone()).collect()
}

fn views(window: &Window) -> Vec<View> {
    let views = ecomap::app::find::views_in_order(window.map().session.document());
    views.into_iter().map(|(_, view)| view).collect()
}

const PAIR: &str = "One line a pair";
const MAP: &str = "fig5_cardiff_government.ron";

#[test]
fn a_view_keeps_how_flows_are_drawn() {
    let mut window = example(MAP, Settings::default());
    let each = lines(&window);
    perform(&mut window, PAIR);
    let summed = lines(&window);
    assert!(summed.len() < each.len(), "two flows between the same two are one line");
    window.key(Modifiers::SHIFT, Key::F4);
    assert_eq!(views(&window)[0].page.with, ["one-line-a-pair"]);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    perform(&mut window, PAIR);
    assert_eq!(lines(&window), each);
    window.key(Modifiers::SHIFT, Key::F4);
    assert_eq!(views(&window)[1].page.with, Vec::<String>::new());
    for (row, expected) in [("1   Step 1", &summed), ("2   Step 2", &each), ("1   Step 1", &summed)] {
        window.click(row);
        assert_eq!(lines(&window), *expected, "{row}");
    }
    // What is seen now is kept in the view that is chosen.
    perform(&mut window, PAIR);
    window.click("Update from now");
    assert_eq!(views(&window)[0].page.with, Vec::<String>::new());
}

#[test]
fn steps_are_presented_as_they_were_kept() {
    let mut window = example(MAP, Settings::default());
    let each = lines(&window);
    window.key(Modifiers::SHIFT, Key::F4);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    perform(&mut window, PAIR);
    let summed = lines(&window);
    assert_ne!(summed, each);
    window.key(Modifiers::SHIFT, Key::F4);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::F5);
    assert_eq!(lines(&window), each);
    window.key(NONE, Key::Num2);
    window.key(NONE, Key::Enter);
    assert_eq!(lines(&window), summed);
    window.key(NONE, Key::Escape);
    assert_eq!(lines(&window), summed, "as it was before");
}
