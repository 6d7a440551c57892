//! Presenting, with a clicker's keys and a presenter's: steps, stops, black-out, spot, dim, notes, and that nothing can
//! be edited and all is as before when it ends.

use std::path::Path;

use ecomap::app::{
    canvas::Projection,
    present::{Presenting, READABLE, label_size},
    settings::{Settings, ThemeChoice},
};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, ViewportCommand, pos2};

use crate::window::Window;

const NONE: Modifiers = Modifiers::NONE;

fn example(name: &str, settings: Settings) -> Window {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    Window::with(Some(path), settings)
}

fn presented(name: &str) -> Window {
    let mut window = example(name, Settings::default());
    window.key(NONE, Key::F5);
    window
}

fn present(window: &Window) -> &Presenting {
    window.map().present.as_ref().expect("presenting")
}

fn at(window: &Window) -> (usize, usize) {
    present(window).at()
}

/// The smallest label of an organisation on the screen, as a part of the picture's height.
fn label_share(window: &Window) -> f64 {
    let canvas = &window.map().canvas;
    let height = f64::from(canvas.viewport().expect("shown").height());
    canvas.zoom() * label_size(canvas.scene().expect("drawn")) / height
}

fn place_of(window: &Window, id: &str) -> Pos2 {
    let canvas = &window.map().canvas;
    let scene = canvas.scene().expect("drawn");
    let node = scene.nodes.iter().find(|node| node.id.as_str() == id).expect("shown");
    let projection = Projection::new(canvas.view(), canvas.viewport().expect("shown"));
    projection.screen_from_canvas(node.rect.center())
}

fn click(window: &mut Window, pos: Pos2) {
    window.harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        window.settle();
    }
}

#[test]
fn the_map_alone_fills_the_window_in_type_that_can_be_read_across_a_room() {
    for name in ["fig3_bristol.ron", "fig5_cardiff_government.ron", "national_software_academy.ron"] {
        let mut window = presented(name);
        let viewport = window.map().canvas.viewport().expect("shown");
        assert_eq!((viewport.width(), viewport.height()), (1280.0, 720.0), "no chrome");
        assert!(!window.shows("File") && !window.says("Saved"));
        loop {
            let here = at(&window);
            assert!(label_share(&window) >= READABLE - 1e-6, "{name} {here:?}: {}", label_share(&window));
            window.picture(&format!("present_{}_{}", name.trim_end_matches(".ron"), here.1));
            window.key(NONE, Key::PageDown);
            if at(&window) == here {
                break;
            }
        }
        window.key(NONE, Key::Z);
        window.picture(&format!("present_{}_whole", name.trim_end_matches(".ron")));
        let visible = window.map().canvas.view();
        let seen = Projection::new(visible, viewport).visible();
        let scene = window.map().canvas.scene().expect("drawn");
        assert!(scene.nodes.iter().all(|node| seen.contains_rect(node.rect)), "Z shows the whole of {name}");
    }
}

#[test]
fn a_clicker_goes_forward_and_back_and_stays_at_the_ends() {
    let mut window = story();
    assert_eq!(present(&window).steps().len(), 3);
    let mut path = vec![at(&window).0];
    for key in [
        Key::PageDown,
        Key::Space,
        Key::ArrowRight,
        Key::PageUp,
        Key::ArrowLeft,
        Key::PageUp,
        Key::End,
        Key::Home,
        Key::Num2,
        Key::Enter,
    ] {
        window.key(NONE, key);
        path.push(at(&window).0);
    }
    assert_eq!(path, [0, 1, 2, 2, 1, 0, 0, 2, 0, 0, 1]);
}

/// A story of three steps that can each be read as they are.
fn story() -> Window {
    let mut window = example("fig3_bristol.ron", Settings::default());
    for words in ["watershed", "rife", "meetups"] {
        window.key(NONE, Key::Slash);
        window.type_text(words);
        window.key(NONE, Key::Escape);
        window.key(Modifiers::COMMAND, Key::Num2);
        window.key(Modifiers::COMMAND, Key::Plus);
        window.key(Modifiers::COMMAND, Key::Plus);
        window.key(Modifiers::SHIFT, Key::F4);
        window.key(NONE, Key::Escape);
    }
    window.key(NONE, Key::F5);
    window
}

#[test]
fn escape_puts_window_view_and_selection_back() {
    let mut window = example("fig3_bristol.ron", Settings::default());
    window.key(NONE, Key::Slash);
    window.type_text("rife");
    window.key(NONE, Key::Escape);
    let (view, selection) = (window.map().canvas.view(), window.map().session.selection().records());
    let key = Key::F5;
    let (physical_key, repeat, modifiers) = (None, false, NONE);
    window.harness.event(Event::Key { key, physical_key, pressed: true, repeat, modifiers });
    window.harness.step();
    let commands = window.commands();
    assert!(commands.contains(&ViewportCommand::Fullscreen(true)), "{commands:?}");
    window.settle();
    assert!(window.map().session.selection().is_empty());
    window.key(NONE, Key::PageDown);
    window.key(NONE, Key::Tab);
    window.key(NONE, Key::Escape);
    assert!(window.map().present.is_none());
    assert!(window.shows("File"));
    let focused = window.focused();
    assert!(focused.starts_with("Rife Magazine"), "the canvas speaks of what is selected on it: {focused}");
    let after = window.map().canvas.view();
    assert!(after.center.distance(view.center) < 1e-6 && (after.zoom - view.zoom).abs() < 1e-6);
    assert_eq!(window.map().session.selection().records(), selection);
}

#[test]
fn nothing_can_be_edited() {
    let mut window = presented("fig3_bristol.ron");
    window.key(NONE, Key::Tab);
    assert_eq!(window.map().session.selection().len(), 1);
    for (modifiers, key) in [
        (NONE, Key::Delete),
        (NONE, Key::F2),
        (NONE, Key::O),
        (Modifiers::COMMAND, Key::X),
        (Modifiers::COMMAND, Key::D),
        (Modifiers::ALT, Key::ArrowLeft),
        (Modifiers::COMMAND, Key::A),
        (Modifiers::COMMAND, Key::L),
        (NONE, Key::S),
    ] {
        window.key(modifiers, key);
    }
    window.paste("Watershed > BFI");
    window.type_text("words");
    let at = place_of(&window, "watershed");
    for pos in [at, at + eframe::egui::vec2(90.0, 60.0)] {
        window.harness.event(Event::PointerMoved(pos));
        let (button, modifiers) = (PointerButton::Primary, NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed: pos == at, modifiers });
        window.settle();
    }
    for _ in 0..2 {
        click(&mut window, pos2(640.0, 640.0));
    }
    assert!(!window.map().session.is_modified() && !window.map().canvas.is_renaming());
    assert!(window.map().present.is_some());
}

#[test]
fn black_out_and_any_key_or_click_comes_back() {
    let mut window = presented("fig3_bristol.ron");
    for key in [Key::B, Key::Period] {
        window.key(NONE, key);
        assert!(present(&window).is_black());
        let here = at(&window);
        window.key(NONE, Key::PageDown);
        assert!(!present(&window).is_black());
        assert_eq!(at(&window), here, "the key that brings the map back does nothing else");
    }
    window.key(NONE, Key::B);
    window.picture("present_black");
    click(&mut window, pos2(300.0, 300.0));
    assert!(!present(&window).is_black());
    assert!(window.map().session.selection().is_empty());
}

#[test]
fn a_click_lights_an_organisation_and_its_neighbours_and_says_who_it_is() {
    let mut window = presented("fig3_bristol.ron");
    window.key(NONE, Key::Z);
    let at = place_of(&window, "watershed");
    click(&mut window, at);
    let lit = window.map().session.selection().records();
    assert_eq!(lit.len(), 1);
    assert!(window.shows("Watershed"));
    assert!(window.says("flows out"));
    window.picture("present_focus");
    window.key(NONE, Key::D);
    assert!(window.map().session.selection().is_empty());
    window.key(NONE, Key::D);
    let built = window.map().canvas.meshes_built();
    let other = place_of(&window, "rife-magazine");
    window.harness.event(Event::PointerMoved(other));
    window.settle();
    assert!(window.map().canvas.meshes_built() > built, "what is under the pointer is lit");
}

#[test]
fn tab_walks_from_organisation_to_organisation_and_the_camera_follows_readably() {
    let mut window = presented("fig3_bristol.ron");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..6 {
        window.key(NONE, Key::Tab);
        let selected = window.map().session.selection().records();
        let id = selected[0].as_str().to_owned();
        let at = place_of(&window, &id);
        let viewport = window.map().canvas.viewport().expect("shown");
        assert!(viewport.contains(at), "{id}");
        assert!(label_share(&window) >= READABLE - 1e-6);
        seen.insert(id);
    }
    assert_eq!(seen.len(), 6);
}

#[test]
fn spot_and_notes_come_and_go_by_key() {
    let mut window = story();
    window.harness.event(Event::PointerMoved(pos2(500.0, 300.0)));
    window.key(NONE, Key::L);
    assert!(present(&window).is_spot());
    window.key(NONE, Key::N);
    assert!(present(&window).shows_notes() && window.says("No speaker notes for this step"));
    window.picture("present_spot_and_notes");
    window.key(NONE, Key::N);
    window.key(NONE, Key::L);
    assert!(!present(&window).is_spot() && !window.says("No speaker notes"));
}

#[test]
fn the_keys_are_shown_for_three_seconds_and_then_all_rests() {
    let mut window = example("fig3_bristol.ron", Settings::default());
    window.harness.key_press_modifiers(NONE, Key::F5);
    window.harness.run_steps(4);
    assert!(window.says("PageDown next"));
    window.picture("present_hint");
    // Frames of a twentieth of a second.
    window.harness.run_steps(80);
    assert!(!window.says("PageDown next"));
    for _ in 0..5 {
        window.harness.step();
        let root = &window.harness.output().viewport_output[&eframe::egui::ViewportId::ROOT];
        assert!(root.repaint_delay > std::time::Duration::from_secs(3600), "{:?}", root.repaint_delay);
    }
    window.key(NONE, Key::F1);
}

#[test]
fn with_less_motion_the_camera_jumps() {
    let mut window =
        example("fig5_cardiff_government.ron", Settings { reduce_motion: true, ..Settings::default() });
    window.key(NONE, Key::F5);
    let before = window.map().canvas.view();
    window.harness.key_press_modifiers(NONE, Key::PageDown);
    window.harness.run_steps(3);
    let soon = window.map().canvas.view();
    assert_ne!(soon, before);
    window.settle();
    assert_eq!(window.map().canvas.view(), soon, "it is there at once");
}

#[test]
fn with_motion_it_glides() {
    let mut window = example("fig5_cardiff_government.ron", Settings::default());
    window.key(NONE, Key::F5);
    window.harness.key_press_modifiers(NONE, Key::PageDown);
    window.harness.run_steps(4);
    let soon = window.map().canvas.view();
    window.settle();
    assert_ne!(window.map().canvas.view(), soon, "it is still on its way after two frames");
}

#[test]
fn in_the_dark_too() {
    let settings = Settings { theme: ThemeChoice::Dark, ..Settings::default() };
    let mut window = example("fig5_cardiff_government.ron", settings);
    window.key(NONE, Key::F5);
    window.picture("present_dark");
    window.key(NONE, Key::Z);
    let at = place_of(&window, "welsh-government");
    click(&mut window, at);
    window.picture("present_dark_focus");
}

#[test]
fn escape_ends_a_presentation_that_was_begun_in_the_card_of_views() {
    let mut window = example("fig3_bristol.ron", Settings::default());
    window.key(Modifiers::SHIFT, Key::F4);
    window.key(NONE, Key::Enter);
    window.click("Present");
    assert!(window.map().present.is_some());
    window.key(NONE, Key::Escape);
    assert!(window.map().present.is_none());
    assert!(window.map().find.open, "the card is there again");
}
