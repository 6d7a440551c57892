//! The panel of arrangements by keyboard alone: seen before it is kept, one step when it is, no trace when it is not.

use ecomap::{
    app::actions::Action,
    layout::Method,
    model::{Document, OrganisationId, Point},
};
use eframe::egui::{Event, Key, Modifiers};

use crate::window::{SMALL, Window};

const PLAIN: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn bristol() -> Window {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    Window::open(&std::fs::read_to_string(path).expect("an example"))
}

fn place(document: &Document, id: &'static str) -> Point {
    document.organisation(&OrganisationId::literal(id)).and_then(|it| it.position).expect("it has a place")
}

/// Where the canvas shows it.
fn shown(window: &Window, id: &'static str) -> Point {
    let scene = window.map().canvas.scene().expect("it is drawn");
    scene.node(&OrganisationId::literal(id)).expect("it is drawn").rect.center()
}

fn is_open(window: &Window) -> bool {
    window.map().arranging.is_some()
}

#[test]
fn an_arrangement_is_seen_before_it_is_kept_and_is_one_step() {
    let mut window = bristol();
    let before = window.map().session.document().clone();
    let selected = window.map().session.selection().clone();
    window.key(PLAIN, Key::Y);
    assert_eq!(window.focused(), "Tidy", "the keyboard is on the method that is chosen");
    window.key(PLAIN, Key::Num4);
    assert_eq!(window.focused(), "Network");
    window.picture("layout_preview");
    assert!(window.map().session.is_looking_ahead() && window.map().session.is_gesturing());
    assert!(window.map().session.document() == &before, "nothing has moved yet");
    assert_eq!(window.map().session.undo_name(), None);
    let preview = window.map().session.preview().clone();
    assert_eq!(shown(&window, "bfi"), place(&preview, "bfi"), "the canvas shows what would be");
    assert!(preview != before);
    let meshes = window.map().canvas.generation();

    window.key(PLAIN, Key::Enter);
    assert!(!is_open(&window) && !window.map().session.is_gesturing());
    assert!(window.map().session.document() == &preview, "what was seen is what is kept");
    assert_eq!(window.map().canvas.generation(), meshes, "and not drawn anew");
    assert_eq!(window.map().session.undo_name(), Some("Lay out as a network"));
    assert_eq!(window.map().session.selection(), &selected);
    assert_eq!(window.focused(), "Map canvas", "the keyboard is back on the map");
    window.key(CTRL, Key::Z);
    assert!(window.map().session.document() == &before, "one step takes all of it back");
    assert_eq!(window.map().session.undo_name(), None);
}

#[test]
fn esc_leaves_the_map_and_its_view_as_they_were() {
    let mut window = bristol();
    for _ in 0..3 {
        window.key(CTRL, Key::Plus);
    }
    let (before, view) = (window.map().session.document().clone(), window.map().canvas.view());
    let revision = window.map().session.revision();
    for (method, key) in
        Method::ALL.iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6])
    {
        window.key(PLAIN, Key::Y);
        window.key(PLAIN, key);
        let panel = window.map().arranging.as_ref().expect("the panel is open");
        assert_eq!(panel.choices.method, *method);
        let shown = panel.ready().expect("worked out");
        assert_eq!((shown.request.method, shown.report.overlaps), (*method, Some(0)), "{method:?}");
        window.picture(&format!("layout_{}", method.name()));
        window.key(PLAIN, Key::Escape);
        assert!(!is_open(&window));
        assert!(window.map().session.document() == &before);
        assert_eq!(window.map().session.revision(), revision);
        let seen = shown_view(&window);
        assert!(seen.center.distance(view.center) < 1e-6 && seen.zoom == view.zoom, "{method:?}: {seen:?}");
        assert_eq!(self::shown(&window, "bfi"), place(&before, "bfi"));
    }
    assert!(!window.map().session.is_modified());
    assert_eq!(window.map().session.redo_name(), None);
}

fn shown_view(window: &Window) -> ecomap::app::canvas::View {
    window.map().canvas.view()
}

#[test]
fn nothing_is_edited_while_an_arrangement_is_being_chosen() {
    let mut window = bristol();
    window.key(CTRL, Key::A);
    window.key(PLAIN, Key::Y);
    let before = window.map().session.document().clone();
    for (modifiers, key) in [
        (PLAIN, Key::Delete),
        (CTRL, Key::X),
        (CTRL, Key::D),
        (PLAIN, Key::G),
        (PLAIN, Key::L),
        (Modifiers::ALT, Key::ArrowRight),
        (Modifiers::ALT, Key::A),
        (PLAIN, Key::A),
        (PLAIN, Key::F5),
    ] {
        window.key(modifiers, key);
        assert!(window.map().session.document() == &before, "{modifiers:?} {key:?}");
        assert!(is_open(&window) && window.map().session.is_looking_ahead(), "{modifiers:?} {key:?}");
    }
    // Undo leaves it, as it leaves any gesture, and takes nothing back.
    window.key(CTRL, Key::Z);
    assert!(!is_open(&window) && !window.map().session.is_looking_ahead());
    assert!(window.map().session.document() == &before);
    // Then all is as ever.
    window.key(PLAIN, Key::Delete);
    assert!(window.map().session.document().organisations().is_empty());
}

#[test]
fn who_may_move_follows_what_is_selected() {
    let mut window = bristol();
    let before = window.map().session.document().clone();
    window.key(PLAIN, Key::Y);
    assert!(window.shows("All may move") && window.shows("Only what is selected may move"));
    window.key(PLAIN, Key::Escape);
    window.key(CTRL, Key::A);
    window.key(PLAIN, Key::Y);
    let panel = window.map().arranging.as_ref().expect("open");
    assert!(matches!(panel.choices.who, ecomap::app::arrange::choices::Who::Selected));
    window.key(PLAIN, Key::Escape);
    // One organisation alone: walked to, then chosen in the panel.
    window.key(CTRL | Modifiers::SHIFT, Key::A);
    window.key(PLAIN, Key::Y);
    window.click("Only what was added since the map was opened may move");
    assert!(window.says("Nothing was added since the map was opened"));
    window.key(PLAIN, Key::Enter);
    assert!(window.map().session.document() == &before, "nobody moved");
}

#[test]
fn every_control_has_a_name_and_the_palette_knows_each_method() {
    let mut window = bristol();
    for words in [
        "lay out in bands",
        "lay out in a grid",
        "lay out in rings",
        "lay out as a network",
        "lay out in layers",
        "tidy",
    ] {
        window.key(CTRL, Key::K);
        window.type_text(words);
        window.key(PLAIN, Key::Enter);
        assert!(is_open(&window), "{words}");
        window.key(PLAIN, Key::Escape);
        assert!(!is_open(&window), "{words}");
    }
    window.key(CTRL | Modifiers::SHIFT, Key::L);
    for name in [
        "Bands",
        "Grid",
        "Rings",
        "Network",
        "Layers",
        "Tidy",
        "All may move",
        "How tidy",
        "Keep the middle where it is",
        "Keep this arrangement",
        "Cancel",
        "Close the panel",
    ] {
        assert!(window.shows(name), "{name}");
    }
    window.key(PLAIN, Key::Num1);
    assert!(window.shows("Bands stand side by side") && window.shows("How far from your sketch"));
    window.click("Bands stand side by side");
    assert!(window.map().arranging.as_ref().is_some_and(|panel| panel.choices.sideways));
    window.key(PLAIN, Key::Num4);
    window.click("Another try");
    assert_eq!(window.map().arranging.as_ref().map(|panel| panel.choices.seed), Some(2));
    window.click("Cancel");
    assert!(!is_open(&window));
    let entry = Action::Layout.entry();
    assert_eq!(entry.shortcut_text(), "Y");
}

#[test]
fn what_is_kept_of_one_arrangement_is_offered_for_the_next() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::Y);
    window.key(PLAIN, Key::Num5);
    window.key(PLAIN, Key::Enter);
    assert!(!is_open(&window));
    window.key(PLAIN, Key::Y);
    assert_eq!(window.focused(), "Layers");
}

#[test]
fn keys_that_come_in_the_frame_that_opens_the_panel_are_its_own() {
    let mut window = bristol();
    // All are there before the next frame.
    let at_once = |window: &mut Window, keys: &[Key]| {
        let pressed = |key: &Key| Event::Key {
            key: *key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: PLAIN,
        };
        window.harness.input_mut().events.extend(keys.iter().map(pressed));
        window.settle();
    };
    at_once(&mut window, &[Key::Y, Key::Num4]);
    assert_eq!(window.map().arranging.as_ref().map(|panel| panel.choices.method), Some(Method::Network));
    window.key(PLAIN, Key::Escape);
    at_once(&mut window, &[Key::Y, Key::Escape]);
    assert!(!is_open(&window) && !window.map().session.is_modified());
}

#[test]
fn saving_says_why_it_does_not_while_an_arrangement_is_being_chosen() {
    let mut window = bristol();
    let path = window.map().path.clone().expect("it has a file");
    let before = std::fs::read(&path).expect("there");
    window.key(PLAIN, Key::Y);
    window.key(PLAIN, Key::Num4);
    for modifiers in [CTRL, CTRL | Modifiers::SHIFT] {
        window.key(modifiers, Key::S);
        assert!(window.says("Not saved: an arrangement is being chosen"));
        assert!(is_open(&window) && window.map().session.is_looking_ahead());
        assert_eq!(std::fs::read(&path).expect("there"), before);
    }
    window.key(PLAIN, Key::Enter);
    window.key(CTRL, Key::S);
    assert_ne!(std::fs::read(&path).expect("there"), before, "kept, then saved");
}

#[test]
fn the_panel_comes_and_goes_without_moving_or_drawing_the_map_anew() {
    let mut window = bristol();
    let at = |window: &Window| {
        let view = window.map().canvas.view();
        let viewport = window.map().canvas.viewport().expect("it is shown");
        ecomap::app::canvas::Projection::new(view, viewport).screen_from_canvas(Point::default())
    };
    let (place, view, meshes) = (at(&window), shown_view(&window), window.map().canvas.meshes_built());
    window.harness.key_press_modifiers(PLAIN, Key::Y);
    window.harness.step();
    let is_open_alone = window.map().arranging.as_ref().is_some_and(|panel| panel.ready().is_none());
    if is_open_alone {
        // Nothing has been worked out yet.
        assert!(at(&window).distance(place) < 1.0, "{:?} was {place:?}", at(&window));
        assert_eq!(window.map().canvas.meshes_built(), meshes);
    }
    window.settle();
    window.key(PLAIN, Key::Escape);
    assert!(!is_open(&window));
    assert!(at(&window).distance(place) < 1.0, "{:?} was {place:?}", at(&window));
    assert!((shown_view(&window).zoom - view.zoom).abs() < 1e-9);
}
