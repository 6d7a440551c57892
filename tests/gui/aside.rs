//! What is put aside in the window and taken back: collapsed groups and parked notes, by keys and by hand.

use ecomap::{
    editor::Command,
    model::{GroupId, NoteId, OrganisationId, RecordId},
    scene::{self, Options, Shown},
    style::{Look, Palette, Theme},
    text::Fonts,
};
use eframe::egui::{Key, Modifiers};

use crate::{stage::Hands, window::Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const MAP: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Four", goals: [(id: "rents", text: "Cheap space"), (id: "skills", text: "Training")]),
    organisations: [
        (
            id: "bfi", name: "BFI", sector: "third-sector", scale: "national", position: (0, 0), roles: ["funder"],
            influence: (height: 5), stances: [(goal: "rents", position: oppose), (goal: "skills", position: support)],
        ),
        (id: "lab-a", name: "Lab A", sector: "universities", scale: "local", position: (300, -40)),
        (id: "lab-b", name: "Lab B", sector: "universities", scale: "local", position: (300, 60)),
    ],
    flows: [
        (id: "bfi--lab-a--funding", from: "bfi", to: "lab-a", kind: "funding"),
        (id: "bfi--lab-b--funding", from: "bfi", to: "lab-b", kind: "funding"),
    ],
    groups: [
        (id: "labs", label: "Labs", members: [organisation("lab-a"), organisation("lab-b")]),
    ],
    notes: [
        (id: "aaaaaa", text: "Who pays for the labs?", position: (100, 160)),
    ],
)
"#;

fn collapsed(window: &Window) -> bool {
    window.map().session.document().group(&GroupId::literal("labs")).expect("it is there").collapsed
}

fn parked(window: &Window) -> bool {
    window.map().session.document().note(&NoteId::literal("aaaaaa")).expect("it is there").parked
}

#[test]
fn a_group_is_collapsed_and_expanded_by_a_key() {
    let mut window = Window::open(MAP);
    window.key(CTRL, Key::E);
    assert!(!collapsed(&window), "nothing is selected");
    window.click("Group: Labs, 2 members");
    window.key(CTRL, Key::E);
    assert!(collapsed(&window));
    window.picture("collapsed");
    window.key(CTRL, Key::E);
    assert!(!collapsed(&window));
    window.key(CTRL, Key::Z);
    assert!(collapsed(&window), "it is a step of its own");
}

#[test]
fn a_note_is_parked_and_brought_back_by_a_key() {
    let mut window = Window::open(MAP);
    let before = window.map().session.document().clone();
    window.click("Note: Who pays for the labs?");
    window.key(CTRL | Modifiers::SHIFT, Key::P);
    assert!(parked(&window));
    window.picture("parked");
    window.key(CTRL | Modifiers::SHIFT, Key::P);
    assert_eq!(*window.map().session.document(), before);
}

fn hands() -> Hands<'static> {
    let document = ecomap::file::read(MAP).expect("it is sound").value;
    Hands::with(document, Look::new(Theme::Light, Palette::default()), [1100.0, 640.0], 1.0)
}

fn perform(hands: &mut Hands<'_>, command: Option<Command>) {
    let session = &mut hands.harness.state_mut().session;
    session.perform(command.expect("there is something to do")).expect("it can be done");
    hands.harness.run();
}

#[test]
fn a_collapsed_group_is_taken_moved_and_opened_by_hand() {
    let mut hands = hands();
    let labs = GroupId::literal("labs");
    let fold = Command::fold(hands.stage().session.document(), std::slice::from_ref(&labs));
    perform(&mut hands, fold);
    hands.picture("collapsed_group");
    hands.drag((200.0, -60.0), (420.0, 100.0));
    let selected = hands.stage().session.selection().records();
    assert_eq!(selected, [RecordId::Group(labs.clone())], "a marquee takes it");
    hands.drag((300.0, 10.0), (340.0, 50.0));
    let moved = [hands.stage().position("lab-a"), hands.stage().position("lab-b")];
    // As far as it snaps to what stands about.
    assert!((moved[0].x - 340.0).abs() < 7.0 && (moved[1].y - 100.0).abs() < 7.0, "{moved:?}");
    hands.double_click(340.0, 50.0);
    assert!(!hands.stage().session.document().group(&labs).expect("it is there").collapsed);
    assert!(!hands.stage().canvas.is_renaming());
}

#[test]
fn a_parked_note_is_dragged_out_of_the_lot() {
    let mut hands = hands();
    let id = NoteId::literal("aaaaaa");
    let park = Command::park(hands.stage().session.document(), std::slice::from_ref(&id));
    perform(&mut hands, park);
    hands.picture("parking_lot");
    let look = Look::new(Theme::Light, Palette::default());
    let scene = scene::build(hands.stage().session.document(), &Options::default(), &look, &Fonts::bundled());
    let lot = scene.notes[0].rect.center();
    hands.drag((lot.x, lot.y), (120.0, 180.0));
    let note = hands.stage().session.document().note(&id).expect("it is there").clone();
    let place = note.position.expect("it has a place");
    assert!(!note.parked);
    assert!((place.x - 120.0).abs() < 1.5 && (place.y - 180.0).abs() < 1.5, "{place:?}");
    assert_eq!(hands.stage().session.history().position(), 2);
}

#[test]
fn towers_and_badges_are_part_of_their_organisation_on_the_canvas() {
    let document = ecomap::file::read(MAP).expect("it is sound").value;
    let mut hands = Hands::with(document, Look::new(Theme::Dark, Palette::default()), [900.0, 520.0], 1.5);
    let bare = hands.picture("workshop-bare");
    let shown = Shown { influence: true, goals: true, ..Shown::window() };
    hands.harness.state_mut().options.shown = shown;
    hands.harness.run();
    assert_ne!(hands.picture("workshop-shown"), bare);
    let options = Options { shown, ..Options::default() };
    let document = hands.stage().session.document();
    let scene = scene::build(document, &options, &Look::default(), &Fonts::bundled());
    let node = scene.node(&OrganisationId::literal("bfi")).expect("it is drawn");
    for mark in node.tower.iter().chain(&node.badges) {
        hands.harness.state_mut().session.select([]);
        hands.click(mark.center().x, mark.center().y);
        let selected = hands.stage().session.selection().records();
        assert_eq!(selected, [RecordId::Organisation(OrganisationId::literal("bfi"))]);
    }
    hands.picture("workshop-selected");
}

#[test]
fn what_is_found_within_a_collapsed_group_is_shown_as_that_group() {
    let mut window = Window::open(MAP);
    window.click("Group: Labs, 2 members");
    window.key(CTRL, Key::E);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Slash);
    window.type_text("lab a");
    let group = RecordId::Group(GroupId::literal("labs"));
    assert!(window.map().find.lit().is_some_and(|lit| lit.contains(&group)));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.map().session.selection().records(), [group]);
    assert!(collapsed(&window), "looking changes nothing");
}
