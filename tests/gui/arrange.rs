//! Arranging by hand: guides on the canvas, the actions of the menu, the row of signs in the inspector.

use ecomap::{
    editor::{Target, held},
    model::{OrganisationId, Point},
};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Rect};
use egui_kittest::kittest::Queryable;

use crate::{
    stage::{Hands, three},
    window::{SMALL, Window},
};

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

fn at(window: &Window, id: &'static str) -> Point {
    let document = window.map().session.document();
    document.organisation(&OrganisationId::literal(id)).and_then(|it| it.position).expect("it has a place")
}

#[test]
fn a_drag_ends_in_line_with_a_neighbour_and_ctrl_holds_it_off() {
    let mut hands = Hands::on(three());
    hands.hold((0.0, 0.0), (252.0, 120.0));
    hands.picture("guides");
    let to = hands.stage().screen(252.0, 120.0);
    hands.release(to);
    assert_eq!(hands.stage().position("watershed").x, 250.0, "under UWE Bristol, centre to centre");

    let mut hands = Hands::on(three());
    hands.button(0.0, 0.0, PointerButton::Primary, true, Modifiers::NONE);
    hands.hover(252.0, 120.0);
    // Ctrl alone is enough: the pointer need not move.
    hands.harness.event(Event::ModifiersChanged(CTRL));
    hands.harness.run();
    let pos = hands.stage().screen(252.0, 120.0);
    hands.harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed: false,
        modifiers: CTRL,
    });
    hands.harness.run();
    let x = hands.stage().position("watershed").x;
    assert!((x - 252.0).abs() < 0.5 && x != 250.0, "{x}");
}

#[test]
fn actions_align_distribute_and_undo_as_one_step() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    let before = window.map().session.document().clone();
    window.key(ALT, Key::A);
    assert_eq!(window.map().session.undo_name(), Some("Align left"));
    window.key(CTRL, Key::Z);
    assert_eq!(*window.map().session.document(), before);
    window.key(CTRL, Key::A);
    window.key(ALT, Key::H);
    let xs: Vec<f64> = before
        .organisations()
        .keys()
        .map(|id| {
            window.map().session.document().organisation(id).and_then(|it| it.position).expect("placed").x
        })
        .collect();
    assert!(xs.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6), "{xs:?}");
}

#[test]
fn the_inspector_shows_a_row_of_signs_for_several() {
    let mut window = Window::open(SMALL);
    assert!(!window.says("Align left"));
    window.key(CTRL, Key::A);
    assert!(window.says("Align left"));
    window.picture("arranging_row");
    window.click("Align centres");
    assert_eq!(window.map().session.undo_name(), Some("Align centres"));
}

#[test]
fn letters_lock_pin_and_stack() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    let id = OrganisationId::literal("watershed");
    window.key(Modifiers::NONE, Key::L);
    let locked =
        |window: &Window| window.map().session.document().organisation(&id).is_some_and(|it| it.locked);
    assert!(locked(&window));
    window.picture("locked");
    let place = at(&window, "watershed");
    window.key(ALT, Key::A);
    assert_eq!(at(&window, "watershed"), place, "nothing locked moves");
    window.key(Modifiers::NONE, Key::L);
    assert!(!locked(&window));
    window.key(Modifiers::NONE, Key::X);
    let targets: Vec<Target> = vec![id.clone().into()];
    assert!(held(window.map().session.document(), &targets, ecomap::editor::Held::Pinned));
    window.key(Modifiers::NONE, Key::CloseBracket);
    assert_eq!(window.map().session.undo_name(), Some("Pin"), "all of them are in front of nothing");
}

#[test]
fn the_grid_is_drawn_kept_and_nudged_along() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::Quote);
    assert_eq!(window.map().session.grid(), Some(16.0));
    window.picture("grid");
    window.key(CTRL, Key::A);
    window.key(ALT, Key::ArrowRight);
    assert_eq!([at(&window, "bfi").x, at(&window, "watershed").x], [16.0, 316.0], "to the next line");
    window.key(ALT | Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(at(&window, "bfi").y, 64.0, "over four lines");
    window.key(CTRL, Key::Quote);
    assert_eq!(window.map().session.grid(), None);
}

#[test]
fn the_arrange_menu_opens() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::A);
    window.click("Arrange");
    assert!(window.says("Distribute across"));
    window.picture("arrange_menu");
    let row: Rect = window.harness.get_by_label_contains("Bring to front").rect();
    assert!(row.width() > 100.0);
}
