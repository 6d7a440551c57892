//! A map whose picture takes longer to make than anybody waits between two frames: the window goes on with the picture
//! before, nothing is begun on it that would go wrong, and in the end the map is seen as it is.

use std::time::{Duration, Instant};

use ecomap::{
    editor::{Command, Target},
    model::{
        Document, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Point, Record, RecordId, SectorId,
        Transaction,
    },
    scene::{Scene, build},
    style::{Look, Palette, Theme},
};
use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase};

use crate::stage::Hands;

/// So many organisations, ...
const MANY: usize = 1_800;
/// ... in rows of so many, ...
const IN_A_ROW: usize = 60;
/// ... this far from one another, canvas units.
const APART: Point = Point { x: 200.0, y: 90.0 };
/// How far all of them are moved.
const AWAY: Point = Point { x: 0.0, y: 4000.0 };

fn id(number: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{number}")).expect("a slug")
}

fn home(number: usize) -> Point {
    Point::new((number % IN_A_ROW) as f64 * APART.x, (number / IN_A_ROW) as f64 * APART.y)
}

/// Organisations in rows; few flows, for their ways take longest where nothing is optimised.
fn large() -> Document {
    let organisations = (0..MANY).map(|number| {
        let one = Organisation {
            name: format!("Number {number}"),
            sector: Some(SectorId::literal("third-sector")),
            position: Some(home(number)),
            ..Organisation::default()
        };
        (RecordId::Organisation(id(number)), Record::from(one))
    });
    let flows = (0..20).map(|number| {
        let flow = Flow::new(id(number), id(number + 1), FlowKindId::literal("funding"));
        (RecordId::Flow(FlowId::new(&format!("f{number}")).expect("a slug")), Record::from(flow))
    });
    Document::from_records(
        Document::default().records().chain(organisations).chain(flows).collect::<Vec<_>>(),
    )
}

/// A window over it that is as close to its first organisations as it takes to hit one.
fn hands() -> Hands<'static> {
    let mut hands = Hands::on(large());
    hands.harness.state_mut().canvas.zoom_to_records(&[RecordId::Organisation(id(0))]);
    hands.harness.run();
    assert!(!hands.stage().canvas.is_behind());
    hands
}

/// All organisations are elsewhere, as one step.
fn move_all(hands: &mut Hands<'_>, by: Point) {
    let session = &mut hands.harness.state_mut().session;
    let before = session.document().clone();
    let moved = before.organisations().iter().map(|(id, one)| {
        let position = one.position.map(|at| at + by);
        (
            RecordId::Organisation(id.clone()),
            Record::from(Organisation { position, ..Organisation::clone(one) }),
        )
    });
    let moved: Vec<_> = moved.collect();
    let after = Document::from_records(before.records().chain(moved).collect::<Vec<_>>());
    let transaction = Transaction::between(&before, &after);
    session
        .perform(Command::Transaction { name: "Move all".to_owned(), transaction })
        .expect("nothing is locked");
}

fn perform(hands: &mut Hands<'_>, command: Command) {
    hands.harness.state_mut().session.perform(command).expect("it can be done");
}

/// One frame with these events.
fn frame(hands: &mut Hands<'_>, events: impl IntoIterator<Item = Event>) {
    hands.harness.input_mut().events.extend(events);
    hands.harness.step();
}

/// Until the picture is there, as frames go by.
fn wait(hands: &mut Hands<'_>) {
    let begun = Instant::now();
    while hands.stage().canvas.is_behind() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the picture never comes");
        std::thread::sleep(Duration::from_millis(5));
        hands.harness.step();
    }
}

fn shown<'h>(hands: &'h Hands<'_>) -> &'h Scene {
    hands.stage().canvas.scene().expect("it is drawn")
}

/// Where the first organisation is seen.
fn first(hands: &Hands<'_>) -> Point {
    shown(hands).node(&id(0)).expect("it is drawn").rect.center()
}

/// The picture that the map has when nobody is in a hurry.
#[track_caller]
fn assert_right(hands: &Hands<'_>, why: &str) {
    let stage = hands.stage();
    let right = build(stage.session.document(), &stage.options, &stage.look, &stage.fonts);
    assert!(!stage.canvas.is_behind(), "{why}");
    // Not `assert_eq`: a difference would be printed for hours.
    assert!(format!("{:?}", shown(hands)) == format!("{right:?}"), "{why}: what is seen is not the map");
}

fn press(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

#[test]
fn the_window_goes_on_while_the_picture_is_made() {
    let mut hands = hands();
    let view = hands.stage().canvas.view();
    move_all(&mut hands, AWAY);
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: [0.0, -2.0].into(),
        phase: TouchPhase::Move,
        modifiers: Modifiers::SHIFT,
    };
    let over = hands.stage().screen(0.0, 0.0);
    frame(&mut hands, [Event::PointerMoved(over), wheel]);
    assert!(hands.stage().canvas.is_behind());
    assert_eq!(first(&hands), home(0), "what was shown stays");
    assert_eq!(hands.stage().position("o0"), home(0) + AWAY, "the map is as it is");
    assert!(hands.stage().canvas.view().center != view.center, "the view moves meanwhile");
    let generation = hands.stage().canvas.generation();
    wait(&mut hands);
    assert_right(&hands, "moved");
    assert_eq!(hands.stage().canvas.generation(), generation + 1, "drawn once");
}

#[test]
fn the_way_back_takes_one_frame() {
    let mut hands = hands();
    move_all(&mut hands, AWAY);
    frame(&mut hands, []);
    wait(&mut hands);
    let built = hands.stage().canvas.meshes_built();
    for (back, at) in [(true, home(0)), (false, home(0) + AWAY), (true, home(0))] {
        let session = &mut hands.harness.state_mut().session;
        assert!(if back { session.undo() } else { session.redo() }.is_some());
        frame(&mut hands, []);
        assert!(!hands.stage().canvas.is_behind(), "nothing is waited for");
        assert_eq!(first(&hands), at);
        assert_right(&hands, if back { "undone" } else { "done again" });
    }
    // Seen from where it was seen before, its mesh is there too; the other's was made for another place.
    assert!(hands.stage().canvas.meshes_built() <= built + 1);
}

#[test]
fn whatever_is_done_meanwhile_the_newest_state_is_seen_in_the_end() {
    type Doing = fn(&mut Hands<'_>);
    let doings: [(&str, Doing); 6] = [
        ("a name", |hands| {
            perform(
                hands,
                Command::Rename { id: RecordId::Organisation(id(7)), name: "Quite another".to_owned() },
            );
        }),
        ("undo", |hands| drop(hands.harness.state_mut().session.undo())),
        ("moved on", |hands| move_all(hands, AWAY)),
        ("hidden", |hands| {
            let hidden = (0..100).map(|number| RecordId::Organisation(id(number))).collect();
            hands.harness.state_mut().options.hidden = std::sync::Arc::new(hidden);
        }),
        ("dark", |hands| hands.harness.state_mut().look = Look::new(Theme::Dark, Palette::default())),
        ("deleted", |hands| {
            let gone = (0..MANY / 2).map(|number| RecordId::Organisation(id(number))).collect();
            perform(hands, Command::Delete(gone));
        }),
    ];
    let mut hands = hands();
    for (why, doing) in doings {
        move_all(&mut hands, AWAY);
        frame(&mut hands, []);
        assert!(hands.stage().canvas.is_behind(), "{why}");
        doing(&mut hands);
        frame(&mut hands, []);
        wait(&mut hands);
        assert_right(&hands, why);
    }
}

#[test]
fn a_click_selects_what_is_seen_and_a_drag_on_it_moves_nothing() {
    let mut hands = hands();
    move_all(&mut hands, AWAY);
    let before = hands.stage().session.document().clone();
    let (from, to) = (hands.stage().screen(0.0, 0.0), hands.stage().screen(60.0, 40.0));
    let drag = [Event::PointerMoved(from), press(from, true), Event::PointerMoved(to), press(to, false)];
    frame(&mut hands, drag.clone());
    assert!(hands.stage().canvas.is_behind());
    let first_one = Target::Organisation(id(0));
    assert_eq!(hands.stage().session.selection().only(), Some(&first_one), "it is seen there");
    assert!(!hands.stage().session.is_gesturing());
    wait(&mut hands);
    assert!(*hands.stage().session.document() == before, "nothing was dragged");
    // Two clicks are not a double-click.
    hands.harness.run_steps(40);
    frame(&mut hands, [Event::PointerMoved(from), press(from, true), press(from, false)]);
    assert!(hands.stage().session.selection().is_empty(), "it is no longer there");

    // What is seen but gone can't be selected, be it pressed again and again.
    hands.harness.state_mut().session.undo();
    frame(&mut hands, []);
    wait(&mut hands);
    let all = (0..MANY / 2).map(|number| RecordId::Organisation(id(number))).collect();
    perform(&mut hands, Command::Delete(all));
    let double = [press(from, true), press(from, false), press(from, true), press(from, false)];
    frame(&mut hands, [Event::PointerMoved(from)].into_iter().chain(double));
    assert!(shown(&hands).node(&id(0)).is_some() && hands.stage().canvas.is_behind());
    assert!(hands.stage().session.selection().is_empty());
    assert!(hands.stage().intents.is_empty(), "nothing to be told: {:?}", hands.stage().intents);
    wait(&mut hands);
    assert_right(&hands, "deleted");
    assert_eq!(
        hands.stage().session.document().organisations().len(),
        MANY - MANY / 2,
        "and nothing was made"
    );
}

#[test]
fn what_goes_by_boxes_waits_for_them() {
    let mut hands = hands();
    // The keyboard is on the canvas.
    hands.click(0.0, 0.0);
    move_all(&mut hands, AWAY);
    let key = Event::Key {
        key: Key::ArrowUp,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    hands.harness.state_mut().session.select([Target::Organisation(id(0))]);
    frame(&mut hands, [key]);
    let session = &hands.stage().session;
    let new = session
        .document()
        .organisations()
        .iter()
        .find(|(other, _)| !large().organisations().contains_key(*other));
    let (_, new) = new.expect("there is a neighbour");
    let at = new.position.expect("it has a place");
    let from = home(0) + AWAY;
    assert!(at.x == from.x && (1.0..400.0).contains(&(from.y - at.y)), "above where it is now: {at:?}");
}
