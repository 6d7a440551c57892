//! What a screen reader follows: each label that a control names stands in the window. Whoever follows one to nowhere breaks
//! down, and takes the program with it.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

use crate::window::{SMALL, Window};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Follows the labels of all that is in the window; how many there are.
fn labels(window: &Window) -> usize {
    let nodes = window.harness.root().children_recursive();
    nodes.map(|node| node.accesskit_node().labelled_by().count()).sum()
}

#[test]
fn every_label_leads_somewhere() {
    for (what, modifiers, key) in [
        ("nothing more", NONE, Key::Escape),
        ("find", NONE, Key::Slash),
        ("the filter", CTRL | SHIFT, Key::F),
        ("the table", NONE, Key::B),
        ("influence", NONE, Key::I),
        ("a round", NONE, Key::R),
        ("arranging", NONE, Key::Y),
        ("exploring", NONE, Key::E),
        ("the history", CTRL, Key::H),
        ("the findings", NONE, Key::J),
        ("comparing", SHIFT, Key::J),
        ("time", CTRL, Key::T),
        ("the export page", CTRL | SHIFT, Key::E),
    ] {
        let mut window = Window::open(SMALL);
        // Something is selected: its form is there, too.
        window.key(NONE, Key::Tab);
        window.key(modifiers, key);
        window.settle();
        assert!(labels(&window) > 0, "{what}: no control has a label");
    }
}
