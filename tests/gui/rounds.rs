//! Rounds, influence and goals in the window, as a facilitator works: by keys and by clicks.

use ecomap::{
    app::workspace::Workspace,
    editor::ToolKind,
    model::{FlowKindId, Organisation, OrganisationId, Position},
};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::Window;

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

/// Four organisations in a row, a flow, two towers, a goal.
const ROOM: &str = r#"(
    header: (format: "ecomap", version: "1.0"),
    map: (title: "Room", goals: [(id: "space", text: "Affordable space")]),
    organisations: [
        (id: "bfi", name: "BFI", sector: "third-sector", scale: "national", influence: (height: 2), position: (0, 0)),
        (id: "knowle-west", name: "Knowle West", sector: "third-sector", scale: "local", position: (600, 0)),
        (id: "uwe", name: "UWE Bristol", sector: "universities", scale: "regional", influence: (height: 5), position: (300, 150)),
        (id: "watershed", name: "Watershed", sector: "third-sector", scale: "local", position: (300, 0)),
    ],
    flows: [
        (id: "bfi--watershed--funding", from: "bfi", to: "watershed", kind: "funding"),
    ],
)
"#;

fn room() -> Window {
    Window::open(ROOM)
}

fn flows(window: &Window) -> Vec<String> {
    let flows = window.map().session.document().flows().values();
    let mut words: Vec<_> = flows.map(|flow| format!("{} > {}: {}", flow.from, flow.to, flow.kind)).collect();
    words.sort();
    words
}

fn steps(window: &Window) -> usize {
    window.map().session.history().position()
}

/// The middle of an organisation's box.
fn middle(window: &Window, name: &str) -> Pos2 {
    let spoken = format!("{name}, ");
    let node = window.harness.query_all_by_label_contains(&spoken).find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.contains("flow") && label.contains(';')
    });
    node.expect("it is on the canvas").rect().center()
}

fn click_at(window: &mut Window, pos: Pos2) {
    for pressed in [true, false] {
        window.harness.event(Event::PointerMoved(pos));
        let (button, modifiers) = (PointerButton::Primary, NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    // Two clicks are not a double-click.
    window.harness.run_steps(10);
    window.settle();
}

fn click_click(window: &mut Window, from: &str, to: &str) {
    for name in [from, to] {
        let at = middle(window, name);
        click_at(window, at);
    }
}

/// Presses what may be out of sight, as a screen reader does.
fn press(window: &mut Window, name: &str) {
    window.harness.get_by_label(name).click_accesskit();
    window.settle();
}

/// R, some letters of the kind, Enter.
fn begin(window: &mut Window, letters: &str) {
    window.key(NONE, Key::R);
    window.type_text(letters);
    window.key(NONE, Key::Enter);
}

fn organisation<'a>(map: &'a Workspace, id: &'static str) -> &'a Organisation {
    map.session.document().organisation(&OrganisationId::literal(id)).expect("it is there")
}

fn height(window: &Window, id: &'static str) -> Option<u32> {
    organisation(window.map(), id).influence.as_ref().map(|influence| influence.height)
}

fn selected(window: &Window) -> Vec<String> {
    window.map().session.selection().records().iter().map(|id| id.as_str().to_owned()).collect()
}

#[test]
fn a_round_begins_by_a_digit_by_letters_or_with_the_current_kind() {
    for (keys, kind) in [("1", "funding"), ("3", "knowledge"), ("tal", "talent"), ("", "funding")] {
        let mut window = room();
        window.key(NONE, Key::R);
        assert!(window.says("Which kind of flow is this round about?"));
        if !keys.is_empty() {
            window.type_text(keys);
        }
        if keys.parse::<u8>().is_err() {
            window.key(NONE, Key::Enter);
        }
        let rounds = &window.map().rounds;
        assert_eq!(rounds.kind(), Some(&FlowKindId::literal(kind)), "{keys:?}");
        assert_eq!(window.map().session.tool(), ToolKind::Connect);
        assert!(!window.says("Which kind of flow"));
    }
}

#[test]
fn a_round_asks_its_question_and_counts_what_is_clicked() {
    let mut window = room();
    window.key(NONE, Key::R);
    window.picture("round_chooser");
    window.key(NONE, Key::Escape);
    assert!(!window.map().rounds.is_on(), "nothing was chosen");
    begin(&mut window, "know");
    assert!(window.says("Who passes knowledge to whom?"));
    assert!(window.shows("0 flows in this round"));
    click_click(&mut window, "Watershed", "UWE Bristol");
    click_click(&mut window, "UWE Bristol", "Knowle West");
    assert!(window.shows("2 flows in this round"));
    window.picture("round");
    assert_eq!(
        flows(&window),
        ["bfi > watershed: funding", "uwe > knowle-west: knowledge", "watershed > uwe: knowledge"]
    );
}

#[test]
fn the_kind_is_locked_while_the_round_is_on() {
    let mut window = room();
    begin(&mut window, "know");
    press(&mut window, "Funding, 1");
    assert_eq!(window.map().session.current_kind(), Some(&FlowKindId::literal("knowledge")));
    assert!(window.says("This round is about knowledge"));
    window.key(SHIFT, Key::R);
    assert!(!window.map().rounds.is_on());
    press(&mut window, "Funding, 1");
    assert_eq!(window.map().session.current_kind(), Some(&FlowKindId::literal("funding")));
}

#[test]
fn a_round_takes_back_its_own_and_no_more() {
    let mut window = room();
    window.key(CTRL, Key::A);
    window.key(Modifiers { alt: true, ..NONE }, Key::ArrowRight);
    let before = (steps(&window), window.map().session.document().clone());
    begin(&mut window, "know");
    click_click(&mut window, "Watershed", "UWE Bristol");
    click_click(&mut window, "UWE Bristol", "Knowle West");
    click_click(&mut window, "BFI", "Knowle West");
    window.key(NONE, Key::U);
    assert!(window.shows("2 flows in this round"));
    window.click("Take back last");
    assert!(window.shows("1 flow in this round"));
    click_click(&mut window, "BFI", "Knowle West");
    window.key(SHIFT, Key::U);
    assert!(window.shows("0 flows in this round"));
    assert_eq!((steps(&window), window.map().session.document().clone()), before);
    for _ in 0..3 {
        window.key(NONE, Key::U);
        window.key(SHIFT, Key::U);
    }
    assert_eq!(steps(&window), before.0, "what stood before the round stands");
}

#[test]
fn the_next_round_remembers_what_was_done() {
    let mut window = room();
    begin(&mut window, "know");
    click_click(&mut window, "Watershed", "UWE Bristol");
    window.key(NONE, Key::R);
    assert!(window.says("Knowledge, Who passes knowledge to whom?, on now"));
    window.key(NONE, Key::Enter);
    assert_eq!(window.map().rounds.kind(), Some(&FlowKindId::literal("information")), "the next one is lit");
    window.key(NONE, Key::R);
    assert!(window.says("Knowledge, Who passes knowledge to whom?, 1 flow"));
    window.picture("round_next");
    window.key(NONE, Key::Escape);
    assert!(window.map().rounds.is_on(), "Escape goes back to the round");
    window.click("End round");
    assert!(!window.map().rounds.is_on());
    assert!(window.says("Knowledge 1, information 0; 1 flow in all"));
}

#[test]
fn escape_leaves_what_is_under_way_and_never_the_round() {
    let mut window = room();
    begin(&mut window, "know");
    let at = middle(&window, "Watershed");
    click_at(&mut window, at);
    assert!(window.map().session.is_gesturing());
    for _ in 0..4 {
        window.key(NONE, Key::Escape);
        assert!(!window.map().session.is_gesturing());
        assert!(window.map().rounds.is_on());
    }
    window.key(NONE, Key::F);
    click_click(&mut window, "Watershed", "BFI");
    assert!(window.shows("1 flow in this round"));
}

#[test]
fn the_question_is_rewritten_in_place_in_one_step() {
    let mut window = room();
    begin(&mut window, "know");
    let before = steps(&window);
    window.key(NONE, Key::Q);
    window.picture("round_question");
    window.type_text("Who learns from whom?");
    window.key(NONE, Key::Enter);
    assert!(window.shows("Who learns from whom?"));
    assert_eq!(steps(&window), before + 1);
    window.key(CTRL, Key::Z);
    assert!(window.shows("Who passes knowledge to whom?"));
    window.click("Rewrite the question");
    window.type_text("nonsense");
    window.key(NONE, Key::Escape);
    assert!(window.shows("Who passes knowledge to whom?"), "Escape drops what was typed");
    assert!(window.map().rounds.is_on());
    // An empty one is made from the kind's name.
    window.key(NONE, Key::Q);
    window.key(CTRL, Key::A);
    window.key(NONE, Key::Delete);
    window.key(NONE, Key::Enter);
    assert!(window.shows("Knowledge: from whom to whom?"));
}

#[test]
fn a_round_whose_kind_is_gone_ends_with_a_word() {
    let mut window = room();
    begin(&mut window, "anch");
    assert!(window.map().rounds.is_on());
    press(&mut window, "More for Anchoring");
    window.click("Delete");
    assert!(!window.map().rounds.is_on());
    assert!(window.says("The round has ended"));
}

#[test]
fn towers_grow_and_shrink_by_key_and_a_quick_series_is_one_step() {
    let mut window = room();
    let at = middle(&window, "Watershed");
    click_at(&mut window, at);
    for (key, expected) in
        [(Key::Minus, 0), (Key::Minus, 0), (Key::Plus, 1), (Key::Equals, 2), (Key::Plus, 3)]
    {
        window.key(NONE, key);
        assert_eq!(height(&window, "watershed"), Some(expected));
    }
    assert_eq!(steps(&window), 1);
    assert!(window.shell().settings().influence, "what is built is seen");
    window.key(CTRL, Key::Z);
    assert_eq!(height(&window, "watershed"), None, "no tower is not a tower of none");
}

#[test]
fn the_panel_lists_towers_and_says_who_agreed() {
    let mut window = room();
    window.key(NONE, Key::I);
    assert!(window.shows("UWE Bristol, height 5") && window.shows("Watershed, no tower yet"));
    let order: Vec<f32> = ["UWE Bristol, height 5", "BFI, height 2", "Knowle West, no tower yet"]
        .iter()
        .map(|name| window.harness.get_by_label(name).rect().top())
        .collect();
    assert!(order.is_sorted(), "the highest first: {order:?}");
    window.click("Raise BFI");
    window.click("Raise BFI");
    assert_eq!((height(&window, "bfi"), steps(&window)), (Some(4), 1));
    window.click("BFI, height 4");
    assert_eq!(selected(&window), ["bfi"]);
    window.harness.get_by_label("Agreed by").focus();
    window.settle();
    window.type_text("the room");
    window.click("Agreed now");
    window.picture("influence");
    let influence = organisation(window.map(), "bfi").influence.clone().expect("a tower");
    assert_eq!(influence.agreed_by, "the room");
    assert!(influence.when.is_some());
    // The next tower is agreed on by the same room.
    window.click("UWE Bristol, height 5");
    window.click("Agreed now");
    let influence = organisation(window.map(), "uwe").influence.clone().expect("a tower");
    assert_eq!(influence.agreed_by, "the room");
    window.key(CTRL, Key::Z);
    let influence = organisation(window.map(), "uwe").influence.clone().expect("a tower");
    assert_eq!((influence.agreed_by.as_str(), influence.when), ("", None), "one step");
}

#[test]
fn a_date_that_is_none_stays_in_the_field_with_a_word() {
    let mut window = room();
    window.key(NONE, Key::I);
    window.click("UWE Bristol, height 5");
    for (typed, kept) in [("2024-13", None), ("2024-05", Some("2024-05"))] {
        window.harness.get_by_label("When").focus();
        window.settle();
        window.key(CTRL, Key::A);
        window.type_text(typed);
        window.key(NONE, Key::Tab);
        let when = organisation(window.map(), "uwe").influence.as_ref().and_then(|influence| influence.when);
        assert_eq!(when.map(|when| when.to_string()).as_deref(), kept);
        assert_eq!(window.says("Write 2019, 2019-05 or 2019-05-31."), kept.is_none());
    }
}

#[test]
fn the_towers_are_read_from_the_highest_corrected_and_agreed_on() {
    let mut window = room();
    window.key(SHIFT, Key::I);
    assert!(window.shows("1 of 2: UWE Bristol, height 5"));
    assert_eq!(selected(&window), ["uwe"]);
    window.picture("reading");
    window.key(NONE, Key::ArrowRight);
    assert!(window.shows("2 of 2: BFI, height 2"));
    window.key(NONE, Key::PageDown);
    assert!(window.shows("2 of 2: BFI, height 2"), "the last is the last");
    for _ in 0..4 {
        window.key(NONE, Key::Plus);
    }
    assert!(window.shows("2 of 2: BFI, height 6"), "a correction does not change the order");
    window.key(NONE, Key::ArrowLeft);
    window.key(NONE, Key::Enter);
    assert!(organisation(window.map(), "uwe").influence.as_ref().is_some_and(|it| it.when.is_some()));
    assert!(window.shows("2 of 2: BFI, height 6"), "agreed, and on to the next");
    window.key(NONE, Key::Escape);
    assert!(!window.map().rounds.is_reading());
    window.key(SHIFT, Key::I);
    assert!(window.shows("1 of 2: BFI, height 6"));
}

#[test]
fn what_is_read_is_corrected_wherever_undo_has_led_the_selection() {
    let mut window = room();
    window.key(SHIFT, Key::I);
    window.key(NONE, Key::Plus);
    window.key(NONE, Key::ArrowRight);
    window.key(CTRL, Key::Z);
    assert_eq!(selected(&window), ["uwe"], "undo shows what it took back");
    window.key(NONE, Key::Plus);
    assert!(window.shows("2 of 2: BFI, height 3"));
    assert_eq!(selected(&window), ["bfi"]);
}

#[test]
fn what_is_deleted_is_read_no_more() {
    let mut window = room();
    window.key(SHIFT, Key::I);
    window.key(NONE, Key::Delete);
    assert!(window.shows("1 of 1: BFI, height 2"));
    window.key(NONE, Key::Delete);
    assert!(!window.map().rounds.is_reading());
}

#[test]
fn goals_are_written_ordered_and_taken_away() {
    let mut window = room();
    window.key(NONE, Key::I);
    window.click("Goals");
    window.harness.get_by_label("New goal").focus();
    window.settle();
    for goal in ["Fair pay", "A film office"] {
        window.type_text(goal);
        window.key(NONE, Key::Enter);
    }
    let goals = |window: &Window| -> Vec<String> {
        window.map().session.document().map().goals.iter().map(|goal| goal.text.clone()).collect()
    };
    assert_eq!(goals(&window), ["Affordable space", "Fair pay", "A film office"]);
    window.click("Move up goal Fair pay");
    assert_eq!(goals(&window), ["Fair pay", "Affordable space", "A film office"]);
    window.click("Delete goal A film office");
    assert_eq!(goals(&window), ["Fair pay", "Affordable space"]);
    assert_eq!(steps(&window), 4, "a step each");
    window.harness.get_by_label("Goal 1").focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.type_text("Fair");
    window.type_text(" wages");
    assert_eq!(goals(&window)[0], "Fair wages");
    assert_eq!(steps(&window), 5, "typing is one step");
}

#[test]
fn stances_are_taken_by_click_and_by_key() {
    let mut window = room();
    window.key(NONE, Key::I);
    window.click("Goals");
    let at = middle(&window, "Watershed");
    click_at(&mut window, at);
    window.click("Support");
    let stance = |window: &Window, id| organisation(window.map(), id).stances.first().map(|it| it.position);
    assert_eq!(stance(&window, "watershed"), Some(Position::Support));
    assert!(window.says("For 1: Watershed"));
    let at = middle(&window, "UWE Bristol");
    click_at(&mut window, at);
    for expected in [Some(Position::Support), Some(Position::Oppose), Some(Position::Neutral), None] {
        window.key(NONE, Key::W);
        assert_eq!(stance(&window, "uwe"), expected);
    }
    window.key(NONE, Key::W);
    window.key(NONE, Key::W);
    assert!(window.says("Against 1: UWE Bristol"));
    window.picture("goals");
    window.click("Against 1: UWE Bristol");
    assert_eq!(selected(&window), ["uwe"]);
    window.click("Delete goal Affordable space");
    assert_eq!(stance(&window, "uwe"), None, "a stance on a goal that is gone goes with it");
    window.key(CTRL, Key::Z);
    assert_eq!(stance(&window, "uwe"), Some(Position::Oppose), "in one step");
}

#[test]
fn what_is_locked_keeps_its_tower() {
    let text = ROOM.replace("influence: (height: 2)", "influence: (height: 2), locked: true");
    let mut window = Window::open(&text);
    window.key(NONE, Key::I);
    window.click("Raise BFI");
    assert_eq!(height(&window, "bfi"), Some(2));
    assert!(window.says("“BFI” is locked: unlock it first"));
}

#[test]
fn towers_stay_shown_without_the_panel_and_are_remembered() {
    let mut window = room();
    window.key(NONE, Key::I);
    window.key(NONE, Key::I);
    assert!(!window.map().rounds.panel_is_open());
    assert!(window.shell().settings().influence && window.shell().settings().goals);
    let window = window.again();
    assert!(window.shell().settings().influence && window.shell().settings().goals);
}

#[test]
fn a_round_can_be_chosen_while_the_network_is_shown() {
    let mut window = room();
    window.key(NONE, Key::E);
    window.key(NONE, Key::R);
    assert!(window.says("Which kind of flow is this round about?"));
    window.key(NONE, Key::Escape);
    assert!(!window.map().rounds.is_choosing());
    begin(&mut window, "know");
    assert!(window.map().explore.is_none(), "flows are drawn on the map");
}

#[test]
fn a_button_of_the_reading_is_pressed_by_enter() {
    let mut window = room();
    window.key(SHIFT, Key::I);
    window.harness.get_by_label("Next").focus();
    window.settle();
    window.key(NONE, Key::Enter);
    assert!(window.shows("2 of 2: BFI, height 2"));
    assert!(organisation(window.map(), "uwe").influence.as_ref().is_some_and(|it| it.when.is_none()));
}

#[test]
fn a_small_screen_keeps_one_side_for_the_map() {
    let mut window = room();
    assert!(window.shell().settings().panels);
    window.key(NONE, Key::I);
    assert!(!window.shell().settings().panels, "folded to make room");
    window.key(NONE, Key::I);
    assert!(window.shell().settings().panels, "and unfolded again");
    window.key(NONE, Key::P);
    window.key(NONE, Key::I);
    window.key(NONE, Key::I);
    assert!(!window.shell().settings().panels, "what was folded before stays so");
}

#[test]
fn at_rest_a_round_and_a_reading_ask_for_no_frame() {
    for keys in [vec![(NONE, Key::R), (NONE, Key::Enter), (NONE, Key::I)], vec![(SHIFT, Key::I)]] {
        let mut window = room();
        for (modifiers, key) in keys {
            window.key(modifiers, key);
        }
        window.harness.run_steps(30);
        let output = window.harness.output().viewport_output.values();
        let delay = output.map(|output| output.repaint_delay).min().expect("a window");
        assert!(delay > std::time::Duration::from_secs(3600), "repaints after {delay:?}");
    }
}

#[test]
fn larger_text_keeps_the_round_in_its_place() {
    let mut window = room();
    begin(&mut window, "tal");
    for _ in 0..5 {
        window.key(CTRL.plus(SHIFT), Key::Period);
    }
    window.settle();
    assert_eq!(window.shell().settings().text_size, 200);
    window.picture("round_200");
    for name in ["Who sends people to whom?", "End round", "Next round", "0 flows in this round"] {
        let rect = window.harness.get_by_label(name).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 640.0 && rect.width() > 8.0, "{name}: {rect:?}");
    }
    window.key(SHIFT, Key::R);
    window.key(SHIFT, Key::I);
    window.picture("reading_200");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::I);
    window.picture("influence_200");
}

#[test]
fn what_is_typed_in_a_round_is_of_its_kind() {
    let mut window = room();
    begin(&mut window, "know");
    window.key(CTRL, Key::L);
    for line in ["Watershed > BFI", "Watershed > Pervasive Media Studio", "UWE Bristol > Watershed : funding"]
    {
        window.type_text(line);
        window.key(NONE, Key::Enter);
    }
    assert!(window.shows("2 flows in this round"), "a kind that is written is another");
    window.picture("round_typed");
    window.click("Take back round");
    assert_eq!(flows(&window), ["bfi > watershed: funding"]);
    assert_eq!(steps(&window), 0);
}

#[test]
fn a_whole_round_is_drawn_by_keys_alone() {
    let mut window = room();
    begin(&mut window, "know");
    // Enter begins a flow where the keyboard is, an arrow walks to its other end, Enter ends it.
    window.key(NONE, Key::ArrowRight);
    let from = selected(&window);
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::ArrowRight);
    window.key(NONE, Key::Enter);
    assert_eq!(from.len(), 1);
    assert!(window.shows("1 flow in this round"), "{:?}", flows(&window));
    assert_eq!(window.map().session.tool(), ToolKind::Connect, "the next flow needs no other tool");
    window.key(SHIFT, Key::U);
    assert!(window.shows("0 flows in this round"));
    window.key(SHIFT, Key::R);
    assert!(!window.map().rounds.is_on());
}

#[test]
fn a_reading_stays_with_what_could_not_be_agreed_on() {
    let mut window =
        Window::open(&ROOM.replace("influence: (height: 5)", "influence: (height: 5), locked: true"));
    window.key(SHIFT, Key::I);
    assert!(window.shows("1 of 2: UWE Bristol, height 5"));
    window.key(NONE, Key::Enter);
    assert!(window.says("“UWE Bristol” is locked: unlock it first"));
    assert!(window.shows("1 of 2: UWE Bristol, height 5"), "nobody thinks that it was agreed on");
}
