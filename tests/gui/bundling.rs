//! Lines that stand for several flows: switched on and off, kept in views, clicked and hovered; in a whole window.

use std::path::Path;

use ecomap::{
    app::{canvas::Projection, settings::Settings},
    model::{FlowId, Point, View},
};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};

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
const SIDE_BY_SIDE: &str = "One line side by side";
const KIND: &str = "One line a kind of flow";
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

/// Where a canvas point is on the screen.
fn on_screen(window: &Window, at: Point) -> Pos2 {
    let canvas = &window.map().canvas;
    Projection::new(canvas.view(), canvas.viewport().expect("shown")).screen_from_canvas(at)
}

fn hover(window: &mut Window, at: Pos2) {
    window.harness.event(Event::PointerMoved(at));
    window.settle();
}

fn click(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    hover(window, at);
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        window.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        window.settle();
    }
}

fn selected(window: &Window) -> Vec<FlowId> {
    let mut flows = window.map().session.selection().flows();
    flows.sort();
    flows
}

#[test]
fn each_switch_changes_the_picture_and_gives_it_back() {
    let picture = |window: &Window| {
        let scene = window.map().canvas.scene().expect("drawn");
        (format!("{:?}", scene.items), format!("{:?}", scene.flows))
    };
    let map = |words: &str| if words == SIDE_BY_SIDE { "platform1_orchestrator.ron" } else { MAP };
    for words in [PAIR, SIDE_BY_SIDE] {
        let mut window = example(map(words), Settings::default());
        let before = picture(&window);
        perform(&mut window, words);
        assert_ne!(picture(&window), before, "{words}");
        perform(&mut window, words);
        assert!(picture(&window) == before, "{words}: as it was");
        assert!(!window.map().session.is_modified(), "{words}: a way of looking");
    }
    // One a kind and one a pair leave each other.
    let mut window = example(MAP, Settings::default());
    let before = picture(&window);
    perform(&mut window, PAIR);
    perform(&mut window, KIND);
    assert!(picture(&window) == before, "no two of one kind are between the same two");
}

#[test]
fn a_line_of_several_flows_names_them_and_selects_them_all() {
    let mut window = example(MAP, Settings { one_line_a_pair: true, ..Settings::default() });
    let scene = window.map().canvas.scene().expect("drawn");
    let line = scene.flows.iter().find(|line| line.sums.len() > 1).expect("a sum").clone();
    let at = on_screen(&window, line.curve[0].point(0.2));
    hover(&mut window, at);
    assert!(window.says("2 flows: Welsh Government to Finance Wales, "), "named while the pointer is on it");
    click(&mut window, at, NONE);
    assert_eq!(selected(&window), line.sums);
    let elsewhere = on_screen(&window, Point::new(-4000.0, -4000.0));
    hover(&mut window, elsewhere);
    assert!(window.says("2 flows"), "the inspector tells how many");
    // With shift all of them go out of what is selected, and come in again.
    click(&mut window, at, Modifiers::SHIFT);
    assert_eq!(selected(&window), Vec::<FlowId>::new());
    click(&mut window, at, Modifiers::SHIFT);
    assert_eq!(selected(&window), line.sums);
}

#[test]
fn a_stem_selects_all_its_flows_and_a_twig_its_own() {
    let mut window =
        example("platform1_orchestrator.ron", Settings { shared_stems: true, ..Settings::default() });
    let scene = window.map().canvas.scene().expect("drawn").clone();
    let stem = &scene.stems[0];
    let at = on_screen(&window, stem.curve[0].point(0.2));
    click(&mut window, at, NONE);
    assert_eq!(selected(&window), {
        let mut all = stem.sums.clone();
        all.sort();
        all
    });
    window.picture("bundling_stem");
    let twig = scene.flows.iter().find(|line| stem.sums.contains(&line.id)).expect("a twig");
    let at = on_screen(&window, twig.own()[0].point(0.7));
    click(&mut window, at, NONE);
    assert_eq!(selected(&window), std::slice::from_ref(&twig.id));
    window.picture("bundling_twig");
}
