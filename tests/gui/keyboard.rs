//! The canvas and the window without a mouse: each key, and that Tab comes everywhere and out again.

use std::collections::BTreeSet;

use ecomap::{
    app::{Intent, actions::Action, canvas::Canvas},
    editor::ToolKind,
    model::{Document, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Point, Record, RecordId},
};
use eframe::egui::{Event, Key, Modifiers, Pos2, TouchDeviceId, TouchId, TouchPhase};
use egui_kittest::kittest::Queryable;

use crate::{
    stage::{Hands, three},
    window::{SMALL, Window},
};

const PLAIN: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

/// A cross: one in the middle, one on each side, flows between the middle and all but the left one.
fn cross() -> Document {
    let place = |id: &'static str, x: f64, y: f64| {
        let organisation =
            Organisation { name: id.to_owned(), position: Some(Point::new(x, y)), ..Organisation::default() };
        (RecordId::Organisation(OrganisationId::literal(id)), Record::from(organisation))
    };
    let flow = |id: &'static str, from: &'static str, to: &'static str| {
        let ends = (OrganisationId::literal(from), OrganisationId::literal(to));
        let flow = Flow::new(ends.0, ends.1, FlowKindId::literal("funding"));
        (RecordId::Flow(FlowId::literal(id)), Record::from(flow))
    };
    let records = [
        place("middle", 0.0, 0.0),
        place("left", -300.0, 10.0),
        place("right", 300.0, -10.0),
        place("top", 20.0, -200.0),
        place("foot", -20.0, 200.0),
        flow("to-top", "middle", "top"),
        flow("from-right", "right", "middle"),
        flow("to-foot", "middle", "foot"),
    ];
    Document::from_records(Document::default().records().chain(records).collect::<Vec<_>>())
}

fn selected(hands: &Hands<'_>) -> Vec<String> {
    hands.stage().session.selection().records().iter().map(|id| id.as_str().to_owned()).collect()
}

fn has_keyboard(hands: &Hands<'_>) -> bool {
    hands.harness.ctx.memory(|memory| memory.has_focus(Canvas::id()))
}

#[test]
fn arrows_walk_from_the_middle_of_the_view_to_what_lies_that_way() {
    let mut hands = Hands::on(cross());
    for (key, to) in [
        (Key::ArrowLeft, "middle"),
        (Key::ArrowLeft, "left"),
        (Key::ArrowLeft, "left"),
        (Key::ArrowRight, "middle"),
        (Key::ArrowUp, "top"),
        (Key::ArrowDown, "middle"),
        (Key::ArrowDown, "foot"),
        (Key::ArrowUp, "middle"),
        (Key::ArrowRight, "right"),
    ] {
        hands.key(key, PLAIN);
        assert_eq!(selected(&hands), [to], "{key:?}");
        assert!(has_keyboard(&hands), "{key:?}");
    }
    assert!(hands.stage().canvas.hint().starts_with("right, sector not stated"));
    hands.picture("keyboard-walk");
}

#[test]
fn shift_and_an_arrow_take_more_along() {
    let mut hands = Hands::on(cross());
    hands.key(Key::ArrowLeft, PLAIN);
    hands.key(Key::ArrowRight, SHIFT);
    assert_eq!(selected(&hands), ["middle", "right"]);
    hands.key(Key::ArrowLeft, SHIFT);
    assert_eq!(selected(&hands), ["right", "middle"], "the last is the one in focus");
    hands.key(Key::ArrowDown, SHIFT);
    assert_eq!(selected(&hands), ["right", "middle", "foot"]);
    hands.picture("keyboard-several");
}

#[test]
fn the_view_follows_the_walk() {
    let mut hands = Hands::on(cross());
    hands.harness.state_mut().canvas.set_zoom(4.0);
    hands.harness.run();
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::ArrowUp] {
        hands.key(key, PLAIN);
        let id = selected(&hands).remove(0);
        let id = OrganisationId::new(&id).expect("an id");
        let at = hands.stage().session.document().organisation(&id).and_then(|one| one.position);
        let at = at.expect("it has a place");
        let seen = hands.stage().screen(at.x, at.y);
        assert!(hands.stage().rect.shrink(20.0).contains(seen), "{key:?}: {seen:?}");
    }
}

#[test]
fn tab_goes_along_the_flows_and_out() {
    let mut hands = Hands::on(cross());
    hands.key(Key::ArrowLeft, PLAIN);
    for (modifiers, to) in [
        (PLAIN, "to-top"),
        (PLAIN, "from-right"),
        (PLAIN, "to-foot"),
        (SHIFT, "from-right"),
        (SHIFT, "to-top"),
        (SHIFT, "middle"),
        (PLAIN, "to-top"),
        (PLAIN, "from-right"),
    ] {
        hands.key(Key::Tab, modifiers);
        assert_eq!(selected(&hands), [to]);
        assert!(has_keyboard(&hands));
    }
    hands.picture("keyboard-flow");
    assert!(hands.stage().canvas.hint().starts_with("Funding from right to middle"));
    hands.key(Key::Enter, PLAIN);
    assert_eq!(selected(&hands), ["right"], "Enter goes on to the other end");
    hands.key(Key::Tab, PLAIN);
    hands.key(Key::ArrowLeft, PLAIN);
    assert_eq!(selected(&hands), ["middle"], "an arrow goes to the end that lies that way");
    for _ in 0..3 {
        hands.key(Key::Tab, PLAIN);
    }
    assert_eq!(selected(&hands), ["to-foot"]);
    hands.key(Key::Tab, PLAIN);
    // There is nowhere else to go on this stage: that Tab leaves is tried in a whole window.
    assert_eq!(selected(&hands), ["to-foot"], "after the last flow Tab goes along no other");
}

#[test]
fn ctrl_and_an_arrow_make_a_neighbour_and_escape_leaves_nothing() {
    let mut hands = Hands::on(three());
    hands.click(500.0, 0.0);
    hands.key(Key::ArrowRight, CTRL);
    assert!(hands.stage().canvas.is_renaming());
    hands.type_words("BBC Wales");
    hands.key(Key::Enter, PLAIN);
    let document = hands.stage().session.document();
    let flow = document.flows().values().next().expect("a flow to it");
    assert_eq!((flow.from.as_str(), flow.to.as_str()), ("bbc", "bbc-wales"));
    let at = hands.stage().position("bbc-wales");
    assert!(at.x > 620.0 && at.y == 0.0, "{at:?}");
    assert_eq!(hands.stage().session.history().position(), 1);
    hands.key(Key::ArrowDown, CTRL);
    hands.key(Key::Escape, PLAIN);
    assert_eq!(hands.stage().names().len(), 4);
    assert_eq!(hands.stage().session.history().position(), 1);
}

#[test]
fn the_first_organisation_needs_no_mouse() {
    let mut hands = Hands::on(Document::default());
    hands.key(Key::ArrowRight, CTRL);
    hands.type_words("First");
    hands.key(Key::Enter, PLAIN);
    hands.harness.state_mut().session.set_tool(ToolKind::Place);
    hands.key(Key::Enter, PLAIN);
    hands.type_words("Second");
    hands.key(Key::Enter, PLAIN);
    assert_eq!(hands.stage().names(), ["First", "Second"]);
    assert!(hands.stage().session.document().flows().is_empty());
}

#[test]
fn a_flow_between_two_that_stand_is_drawn_by_keys() {
    let mut hands = Hands::on(cross());
    let begin = |hands: &mut Hands<'_>| {
        let stage = hands.harness.state_mut();
        assert!(stage.canvas.begin_flow(ToolKind::Select, &mut stage.session));
        hands.harness.run();
    };
    hands.key(Key::ArrowLeft, PLAIN);
    begin(&mut hands);
    hands.key(Key::ArrowLeft, PLAIN);
    assert!(hands.stage().session.is_gesturing());
    assert!(hands.stage().canvas.hint().contains("from middle to left"), "{}", hands.stage().canvas.hint());
    hands.picture("keyboard-connect");
    hands.key(Key::Escape, PLAIN);
    assert!(!hands.stage().session.is_gesturing());
    assert_eq!(selected(&hands), ["middle"], "Esc drops the flow alone");
    assert_eq!(hands.stage().session.document().flows().len(), 3);
    begin(&mut hands);
    hands.key(Key::Enter, PLAIN);
    assert_eq!(hands.stage().session.document().flows().len(), 3, "no flow to itself in haste");
    hands.key(Key::ArrowLeft, PLAIN);
    hands.key(Key::Enter, PLAIN);
    let document = hands.stage().session.document();
    assert!(
        document.flows().values().any(|flow| flow.from.as_str() == "middle" && flow.to.as_str() == "left")
    );
    assert_eq!(document.flows().len(), 4);
    assert_eq!(hands.stage().session.tool(), ToolKind::Select);
    hands.key(Key::ArrowLeft, PLAIN);
    assert_eq!(selected(&hands), ["left"]);
}

#[test]
fn a_mouse_takes_over_from_a_flow_that_keys_began() {
    let mut hands = Hands::on(three());
    hands.click(0.0, 0.0);
    let stage = hands.harness.state_mut();
    stage.canvas.begin_flow(ToolKind::Select, &mut stage.session);
    hands.harness.run();
    hands.drag((250.0, 0.0), (500.0, 0.0));
    let flows: Vec<_> = hands.stage().session.document().flows().values().cloned().collect();
    assert_eq!(flows.len(), 1);
    assert_eq!((flows[0].from.as_str(), flows[0].to.as_str()), ("uwe-bristol", "bbc"));
}

#[test]
fn keys_resize_and_bend() {
    let mut hands = Hands::on(cross());
    hands.key(Key::ArrowLeft, PLAIN);
    hands.key(Key::ArrowRight, CTRL | SHIFT);
    hands.key(Key::ArrowDown, CTRL | SHIFT);
    let size = |hands: &Hands<'_>| {
        let id = OrganisationId::literal("middle");
        hands.stage().session.document().organisation(&id).and_then(|one| one.size)
    };
    assert!(size(&hands).is_some_and(|size| size.width > 60.0 && size.height > 40.0));
    assert_eq!(hands.stage().position("middle"), Point::default());
    assert_eq!(hands.stage().session.history().position(), 1, "a run of presses is one step");
    hands.key(Key::Tab, PLAIN);
    let route = |hands: &Hands<'_>| {
        hands.stage().session.document().flow(&FlowId::literal("to-top")).map(|flow| flow.route.clone())
    };
    hands.key(Key::ArrowRight, ALT | SHIFT);
    hands.key(Key::ArrowRight, ALT);
    assert_eq!(route(&hands), Some(vec![Point::new(58.0, -100.0)]));
    hands.key(Key::ArrowLeft, ALT);
    hands.key(Key::ArrowLeft, ALT | SHIFT);
    assert_eq!(route(&hands), Some(vec![]), "straight again");
}

#[test]
fn escape_leaves_the_selection_and_then_the_canvas() {
    let mut hands = Hands::on(cross());
    hands.key(Key::ArrowLeft, PLAIN);
    hands.key(Key::Escape, PLAIN);
    assert!(selected(&hands).is_empty());
    assert!(hands.stage().intents.is_empty());
    hands.key(Key::Escape, PLAIN);
    assert!(matches!(hands.stage().intents.as_slice(), [Intent::Act(Action::NextPart)]));
}

#[test]
fn the_menu_opens_by_key_and_is_walked_by_arrows() {
    let mut hands = Hands::on(three());
    hands.click(0.0, 0.0);
    hands.key(Key::F10, SHIFT);
    hands.picture("keyboard-menu");
    assert!(hands.harness.get_by_label("Rename").is_focused());
    hands.key(Key::ArrowDown, PLAIN);
    assert!(hands.harness.get_by_label("Duplicate").is_focused());
    hands.key(Key::Enter, PLAIN);
    assert_eq!(format!("{:?}", hands.stage().intents), "[Act(Duplicate)]");
    assert!(hands.harness.query_by_label("Rename").is_none(), "it is closed");
    hands.key(Key::ArrowRight, PLAIN);
    assert_eq!(selected(&hands), ["uwe-bristol"], "the keyboard is the canvas's again");
}

#[test]
fn a_resting_finger_opens_the_menu_and_moves_nothing() {
    let mut hands = Hands::on(three());
    let at = hands.stage().screen(0.0, 0.0);
    let touch = |phase, pos: Pos2| Event::Touch {
        device_id: TouchDeviceId(1),
        id: TouchId(1),
        phase,
        pos,
        force: None,
    };
    hands.harness.event(touch(TouchPhase::Start, at));
    hands.harness.event(Event::PointerMoved(at));
    let press = |pressed| Event::PointerButton {
        pos: at,
        button: eframe::egui::PointerButton::Primary,
        pressed,
        modifiers: PLAIN,
    };
    hands.harness.event(press(true));
    hands.harness.run_steps(70);
    hands.harness.get_by_label("Rename");
    hands.harness.event(touch(TouchPhase::End, at));
    hands.harness.event(press(false));
    hands.harness.run_steps(2);
    hands.harness.get_by_label("Rename");
    assert_eq!(selected(&hands), ["watershed"]);
    assert!(!hands.stage().session.is_gesturing());
    assert_eq!(hands.stage().session.history().position(), 0);
}

/// The name of what has the keyboard.
fn focused(window: &Window) -> String {
    window.focused()
}

#[test]
fn tab_is_never_a_trap() {
    for (modifiers, select) in [(PLAIN, false), (PLAIN, true), (SHIFT, false), (SHIFT, true)] {
        let mut window = Window::open(SMALL);
        if select {
            window.key(PLAIN, Key::ArrowLeft);
            assert!(focused(&window).contains("third sector"), "{}", focused(&window));
        } else {
            assert_eq!(focused(&window), "Map canvas");
        }
        let mut seen = BTreeSet::new();
        let mut comes_back = 0;
        for _ in 0..240 {
            window.harness.key_press_modifiers(modifiers, Key::Tab);
            window.harness.run_ok();
            let name = focused(&window);
            comes_back += usize::from(name == "File");
            seen.insert(name);
        }
        for part in ["File", "Zoom in", "Select", "Funding from BFI to Watershed"] {
            let wanted = (select && modifiers == PLAIN) || !part.starts_with("Funding");
            assert!(!wanted || seen.iter().any(|name| name.starts_with(part)), "{part} is not in {seen:#?}");
        }
        assert!(comes_back >= 2, "it goes round: {seen:#?}");
    }
}

#[test]
fn f6_goes_round_the_parts_of_the_window() {
    let mut window = Window::open(SMALL);
    let mut there = vec![focused(&window)];
    for _ in 0..7 {
        window.key(PLAIN, Key::F6);
        there.push(focused(&window));
    }
    assert_eq!(there.first().map(String::as_str), Some("Map canvas"), "{there:?}");
    assert_eq!(there.last().map(String::as_str), Some("Map canvas"), "{there:?}");
    assert_eq!(there[1], "Select", "{there:?}");
    assert_eq!(there[6], "File", "{there:?}");
    assert!(there.iter().any(|name| name == "Capture line"), "{there:?}");
    assert_eq!(there.iter().collect::<BTreeSet<_>>().len(), 7, "{there:?}");
    let mut back = vec![focused(&window)];
    for _ in 0..7 {
        window.key(SHIFT, Key::F6);
        back.push(focused(&window));
    }
    back.reverse();
    assert_eq!(back, there);
    window.key(PLAIN, Key::Escape);
    assert_eq!(focused(&window), "Select", "Esc with nothing to leave leaves the canvas");
    window.key(PLAIN, Key::ArrowDown);
    window.key(PLAIN, Key::F6);
    assert_eq!(focused(&window), there[2]);
}
