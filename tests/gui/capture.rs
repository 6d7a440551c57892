//! The capture bar: lines typed make the map, what can't be read stays, what may be there already is said.

use std::collections::BTreeSet;

use ecomap::model::{Document, RecordId};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::{
    cardiff,
    window::{SMALL, Window},
};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// An empty map with the keyboard in the bar.
fn empty() -> Window {
    let mut window = Window::new();
    window.key(CTRL, Key::N);
    window.key(CTRL, Key::L);
    window
}

fn small() -> Window {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::L);
    window
}

fn document(window: &Window) -> &Document {
    window.map().session.document()
}

fn names(window: &Window) -> Vec<String> {
    document(window).organisations().values().map(|one| one.name.clone()).collect()
}

/// `A > B: kind`, sorted.
fn flows(window: &Window) -> Vec<String> {
    let document = document(window);
    let name = |id| document.organisation(id).map(|one| one.name.clone()).unwrap_or_default();
    let mut flows: Vec<String> = document
        .flows()
        .values()
        .map(|flow| format!("{} > {}: {}", name(&flow.from), name(&flow.to), flow.kind))
        .collect();
    flows.sort();
    flows
}

fn line(window: &mut Window, text: &str) {
    window.type_text(text);
    window.key(NONE, Key::Enter);
}

fn bar_text(window: &Window) -> &str {
    window.map().capture.text()
}

#[test]
fn lines_make_the_map_and_the_bar_stays_for_the_next() {
    let mut window = empty();
    window.picture("capture-1-empty");
    line(&mut window, "Watershed, third, regional");
    line(&mut window, "Watershed > UWE Bristol : knowledge");
    line(&mut window, "BFI; BBC > Watershed : funding");
    assert_eq!(names(&window), ["BBC", "BFI", "UWE Bristol", "Watershed"]);
    assert_eq!(flows(&window), ["BBC > Watershed: funding", "Watershed > UWE Bristol: knowledge"]);
    let document = document(&window);
    let watershed = document.organisations().values().find(|one| one.name == "Watershed").expect("there");
    assert_eq!(watershed.sector.as_ref().map(ToString::to_string).as_deref(), Some("third-sector"));
    assert_eq!(watershed.scale.as_ref().map(ToString::to_string).as_deref(), Some("regional"));
    assert!(document.organisations().values().all(|one| one.position.is_some()), "all have a place");
    assert_eq!(bar_text(&window), "");
    assert!(window.says("Added 2 organisations and 1 flow"), "what was done is said");
    window.picture("capture-2-three-lines");
}

#[test]
fn one_line_is_one_step_and_an_empty_bar_takes_it_back() {
    let mut window = empty();
    line(&mut window, "Watershed");
    line(&mut window, "A > B; C > D : funding");
    assert_eq!(window.map().session.history().position(), 2);
    window.key(CTRL, Key::Z);
    assert_eq!(names(&window), ["Watershed"]);
    window.key(CTRL, Key::Z);
    assert!(names(&window).is_empty());
    window.key(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(names(&window), ["Watershed"]);
    window.type_text("half a line");
    window.key(CTRL, Key::Z);
    assert_eq!(names(&window), ["Watershed"], "while something is typed the key is the field's");
}

#[test]
fn a_line_that_cannot_be_read_stays_and_says_why() {
    let mut window = empty();
    line(&mut window, "Watershed > UWE > : funding");
    assert_eq!(bar_text(&window), "Watershed > UWE > : funding");
    assert!(names(&window).is_empty(), "nothing of it is half done");
    window.picture("capture-3-error");
    assert!(window.says("There is no name. Write the name of an organisation here"), "it is read out");
    line(&mut window, "");
    assert!(names(&window).is_empty());
}

#[test]
fn the_readable_statements_are_done_and_the_others_stay() {
    let mut window = empty();
    line(&mut window, "BFI; Watershed > ; BBC");
    assert_eq!(names(&window), ["BBC", "BFI"]);
    assert_eq!(bar_text(&window), "Watershed >");
    line(&mut window, " BBC : funding");
    assert_eq!(flows(&window), ["Watershed > BBC: funding"]);
    assert_eq!(bar_text(&window), "");
}

#[test]
fn a_probable_duplicate_is_said_and_one_key_takes_the_one_that_is_there() {
    let mut window = small();
    window.type_text("Watersheed > BFI : knowledge");
    assert!(window.says("Did you mean “Watershed”?"));
    window.picture("capture-4-duplicate");
    window.key(CTRL, Key::Enter);
    assert_eq!(names(&window), ["BFI", "Watershed"]);
    assert_eq!(flows(&window), ["BFI > Watershed: funding", "Watershed > BFI: knowledge"]);
    assert_eq!(bar_text(&window), "");

    let mut window = small();
    line(&mut window, "Watersheed");
    assert_eq!(names(&window), ["BFI", "Watershed", "Watersheed"], "plain Enter does what was typed");

    let mut window = small();
    window.type_text("Watersheed > BFI : knowledge");
    window.click("Use Watershed");
    assert_eq!(names(&window), ["BFI", "Watershed"], "so does the mouse");
}

#[test]
fn completions_are_taken_by_tab_by_arrows_and_by_the_mouse_and_never_by_surprise() {
    let mut window = small();
    window.type_text("Wat");
    window.picture("capture-5-list");
    assert!(window.shows("Watershed, on the map"));
    window.key(NONE, Key::Tab);
    assert_eq!(bar_text(&window), "Watershed");
    assert!(!window.shows("Watershed, on the map"));
    window.type_text(" > BFI : kn");
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::Enter);
    assert!(bar_text(&window).starts_with("Watershed > BFI : knowledge"), "Enter takes the row walked to");
    assert_eq!(flows(&window).len(), 1, "and does nothing else yet");
    window.key(NONE, Key::Enter);
    assert_eq!(flows(&window).len(), 2);

    line(&mut window, "Wat");
    assert_eq!(names(&window), ["BFI", "Wat", "Watershed"], "Enter takes what was typed");

    window.type_text("BF");
    window.click("BFI, on the map");
    assert_eq!(bar_text(&window), "BFI");
    window.type_text("!");
    assert_eq!(bar_text(&window), "BFI!", "the keyboard is in the line after the click");
}

#[test]
fn escape_closes_the_list_then_leaves_and_the_bar_is_always_one_key_away() {
    let mut window = small();
    window.type_text("Wat");
    window.key(NONE, Key::Escape);
    assert!(!window.shows("Watershed, on the map"));
    window.type_text("e");
    assert_eq!(bar_text(&window), "Wate", "the keyboard stayed");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::O);
    assert_eq!(
        window.map().session.tool(),
        ecomap::editor::ToolKind::Place,
        "letters are the canvas's again"
    );
    assert_eq!(bar_text(&window), "Wate", "what was typed is kept");
    window.key(NONE, Key::A);
    window.type_text("r");
    assert_eq!(bar_text(&window), "Water");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    window.key(CTRL, Key::L);
    window.type_text("s");
    assert_eq!(bar_text(&window), "Waters");
}

#[test]
fn earlier_lines_come_back_with_the_arrows() {
    let mut window = empty();
    line(&mut window, "Watershed");
    line(&mut window, "BFI");
    window.key(NONE, Key::ArrowUp);
    assert_eq!(bar_text(&window), "BFI");
    window.key(NONE, Key::ArrowUp);
    assert_eq!(bar_text(&window), "Watershed");
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::ArrowDown);
    assert_eq!(bar_text(&window), "");
}

#[test]
fn a_pasted_list_is_shown_first_and_then_one_step() {
    let mut window = empty();
    window
        .paste("Watershed, third, local\nUWE Bristol, uni\nBFI > Watershed, UWE Bristol : funding\nBBC > \n");
    window.picture("capture-6-list-pasted");
    assert!(names(&window).is_empty(), "nothing is done before it has been seen");
    assert!(window.says("3 organisations, 2 flows, 1 line not understood"));
    window.key(NONE, Key::Enter);
    assert_eq!(names(&window), ["BFI", "UWE Bristol", "Watershed"]);
    assert_eq!(flows(&window).len(), 2);
    assert_eq!(bar_text(&window), "BBC >", "what can't be read stays");
    assert_eq!(window.map().session.history().position(), 1, "one step");
}

#[test]
fn a_pasted_list_stands_in_place_of_what_is_selected() {
    let mut window = empty();
    window.type_text("abc");
    window.key(Modifiers::SHIFT, Key::Home);
    window.paste("One\nTwo");
    assert_eq!(bar_text(&window), "One\nTwo");
    window.key(CTRL, Key::A);
    window.paste("Three\nFour\n");
    assert_eq!(bar_text(&window), "Three\nFour");
    window.paste("teen\nFive");
    assert_eq!(bar_text(&window), "Three\nFourteen\nFive", "nothing is selected after it");
}

#[test]
fn what_was_added_is_said_as_long_as_ctrl_z_takes_it_back() {
    let mut window = empty();
    line(&mut window, "Watershed");
    assert!(window.says("Added Watershed"));
    window.key(NONE, Key::Escape);
    assert!(window.says("Added Watershed"), "leaving the line changes nothing");
    window.key(NONE, Key::Delete);
    assert!(names(&window).is_empty());
    assert!(!window.says("Added Watershed"), "it is the deletion that would be taken back");
    window.key(CTRL, Key::Z);
    assert_eq!(names(&window), ["Watershed"]);
}

#[test]
fn the_card_never_stands_over_the_line() {
    let mut window = small();
    // As in a frame in which others have used the passes up.
    window.harness.ctx.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN);
    for text in ["W", "a", "tersheed > BFI", " : kn", "owledge"] {
        window.type_text(text);
        assert_card_over(&window, "Capture line");
    }
    window.key(CTRL, Key::A);
    for lines in ["A\nB", "\nC\nD\nE", "\nF >\nG\nH\nWatersheed"] {
        window.paste(lines);
        let field = window.harness.get_by_label("Capture line").rect();
        let says = window.harness.query_all_by_label_contains("organisation");
        // What is only spoken has no place.
        use egui_kittest::kittest::NodeT as _;
        let seen = says.filter(|node| node.accesskit_node().bounding_box().is_some());
        let counts = seen.map(|node| node.rect()).filter(|rect| rect.top() > 600.0).map(|rect| rect.top());
        let counts = counts.fold(f32::INFINITY, f32::min);
        assert!(field.bottom() < counts, "{field:?} {counts}");
    }
}

/// Of what is offered and asked nothing is lower than the top of the line.
fn assert_card_over(window: &Window, line: &str) {
    let top = window.harness.get_by_label(line).rect().top();
    for part in ["Watershed, on the map", "BFI, on the map", "Use Watershed"] {
        for node in window.harness.query_all_by_label(part) {
            assert!(node.rect().bottom() <= top, "{part}: {:?} {top}", node.rect());
        }
    }
}

#[test]
fn the_card_of_lines_shows_the_caret_and_goes_with_the_keyboard() {
    let mut window = empty();
    let lines: Vec<String> = (1..=20).map(|number| format!("Place {number}")).collect();
    window.paste(&lines.join("\n"));
    window.picture("capture-13-long-list");
    let field = window.harness.get_by_label("Capture line").rect();
    let counts = window.harness.get_by_label_contains("20 organisations").rect();
    assert!(field.bottom() < counts.top(), "the last line, with the caret, is in view: {field:?} {counts:?}");
    window.harness.hover_at(field.left_bottom() + eframe::egui::vec2(20.0, -10.0));
    window.settle();
    window.key(NONE, Key::Escape);
    assert!(window.harness.query_by_label("Capture line").is_none(), "the pointer does not hold it");
    window.key(CTRL, Key::L);
    assert!(window.harness.query_by_label("Capture line").is_some());
    assert_eq!(bar_text(&window).lines().count(), 20);
}

#[test]
fn a_list_pasted_on_the_canvas_is_offered_in_the_bar() {
    let mut window = Window::open(SMALL);
    window.paste("UWE Bristol\nBBC > BFI : funding\n");
    assert_eq!(names(&window), ["BFI", "Watershed"]);
    assert!(window.says("2 organisations, 1 flow"));
    window.key(NONE, Key::Enter);
    assert_eq!(names(&window), ["BBC", "BFI", "UWE Bristol", "Watershed"]);
}

#[test]
fn a_table_from_a_spreadsheet_can_be_pasted() {
    let mut window = empty();
    window.paste("from\tto\tkind\nBFI\tWatershed\tfunding\nBBC\tWatershed\tknowledge\n");
    window.key(NONE, Key::Enter);
    assert_eq!(flows(&window), ["BBC > Watershed: knowledge", "BFI > Watershed: funding"]);
}

#[test]
fn a_slow_frame_mixes_nothing_up() {
    let mut window = Window::open(SMALL);
    let key =
        |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let text = |text: &str| Event::Text(text.to_owned());
    let events = [
        key(Key::A, NONE),
        text("a"),
        text("Alpha"),
        key(Key::Enter, NONE),
        text("Beta > Gamma : funding"),
        key(Key::Enter, NONE),
        key(Key::Escape, NONE),
        key(Key::O, NONE),
        text("o"),
    ];
    // All in one frame.
    window.harness.input_mut().events.extend(events);
    window.settle();
    assert_eq!(names(&window), ["Alpha", "Beta", "BFI", "Gamma", "Watershed"]);
    assert_eq!(window.map().session.tool(), ecomap::editor::ToolKind::Place);
}

#[test]
fn a_ghost_stands_where_the_thing_will_stand_and_changes_nothing() {
    let mut window = small();
    let before = window.map().session.revision();
    window.type_text("Watershed > UWE Bristol : knowledge");
    assert_eq!(window.map().session.revision(), before);
    let ghost = window.map().capture.ghost().expect("it is shown");
    assert_eq!(ghost.things(), 2, "the new organisation and the flow");
    window.picture("capture-7-ghost");
    window.key(NONE, Key::Enter);
    assert!(window.map().capture.ghost().is_none());
    assert_eq!(names(&window), ["BFI", "UWE Bristol", "Watershed"]);
    window.picture("capture-8-after-the-ghost");
}

#[test]
fn what_is_new_is_selected_and_in_view_and_what_stood_does_not_move() {
    let mut window = small();
    let before = places(&window);
    line(&mut window, "UWE Bristol");
    let selected = window.map().session.selection().records();
    let ids: Vec<String> = selected.iter().map(ToString::to_string).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    let after = places(&window);
    assert!(before.iter().all(|place| after.contains(place)), "{before:?} {after:?}");
    let visible = window.map().canvas.visible().expect("shown");
    let RecordId::Organisation(id) = &selected[0] else { panic!("{ids:?}") };
    let at = document(&window).organisation(id).and_then(|one| one.position).expect("a place");
    assert!(visible.contains(at));
}

fn places(window: &Window) -> Vec<(String, String)> {
    let all = document(window).organisations().iter();
    all.map(|(id, one)| (id.to_string(), format!("{:?}", one.position))).collect()
}

/// A map of twelve organisations with sectors and scales and fifteen flows, as a facilitator would type it.
const TALK: &[&str] = &[
    "Watershed,th,l",
    "BFI,th,n",
    "UWE,u,r",
    "BBC,g,n",
    "Arts Council,g,n",
    "Aardman,ind,int",
    "Bristol Council,g,l",
    "KWMC,th,l",
    "Pervasive,j,l",
    "Spike,th,l",
    "Bath Uni,u,r",
    "Toshiba,ind,int",
    "BFI > Watershed, KWMC, Spike :fu",
    "Arts Council > Watershed, Spike, KWMC :fu",
    "UWE > Pervasive, Watershed :kn",
    "Bath Uni > Pervasive, Toshiba :kn",
    "Bristol Council > Watershed, KWMC :fu",
    "BBC > Aardman :fu",
    "Toshiba > Pervasive, UWE :fu",
];

#[test]
fn a_map_of_twelve_and_fifteen_takes_at_most_five_hundred_keys() {
    let mut window = empty();
    for text in TALK {
        line(&mut window, text);
        assert_eq!(bar_text(&window), "", "{text} is understood");
    }
    let document = document(&window);
    assert_eq!((document.organisations().len(), document.flows().len()), (12, 15));
    assert!(document.organisations().values().all(|one| one.sector.is_some() && one.scale.is_some()));
    let kinds: BTreeSet<_> = document.flows().values().map(|flow| flow.kind.clone()).collect();
    assert_eq!(kinds.len(), 2);
    let keys = 1 + TALK.iter().map(|line| cardiff::key_strokes(line)).sum::<usize>();
    assert!(keys <= 500, "{keys} key strokes");
    window.picture("capture-9-twelve-and-fifteen");
    window.key(NONE, Key::Escape);
    window.picture("capture-10-quiet");
}

#[test]
fn the_field_has_a_name() {
    let window = small();
    window.harness.get_by_label("Capture line");
}

#[test]
fn figure_5_is_typed_from_an_empty_map() {
    let mut window = empty();
    for text in cardiff::LINES {
        for part in text.split_inclusive('\t') {
            window.type_text(part.trim_end_matches('\t'));
            if part.ends_with('\t') {
                window.key(NONE, Key::Tab);
            }
        }
        window.picture("capture-11-cardiff-typing");
        window.key(NONE, Key::Enter);
        assert_eq!(bar_text(&window), "", "{text:?} is understood");
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron");
    let example = ecomap::file::open(&path).expect("the example opens").value;
    assert_eq!(cardiff::organisations(document(&window)), cardiff::organisations(&example));
    assert_eq!(cardiff::flows(document(&window)), cardiff::flows(&example));
    window.picture("capture-12-cardiff");
}

#[test]
fn the_ghost_comes_along_when_another_part_of_the_map_is_looked_at() {
    let mut window = small();
    window.type_text("Knowle West");
    let before = window.map().capture.ghost().expect("a ghost");
    let pointer = window.map().canvas.viewport().expect("a canvas").center();
    window.harness.hover_at(eframe::egui::pos2(pointer.x, pointer.y));
    let delta = eframe::egui::vec2(-4000.0, 0.0);
    let (unit, phase) = (eframe::egui::MouseWheelUnit::Point, eframe::egui::TouchPhase::Move);
    window.harness.event(eframe::egui::Event::MouseWheel { unit, delta, phase, modifiers: NONE });
    window.settle();
    let after = window.map().capture.ghost().expect("a ghost");
    assert!(!std::sync::Arc::ptr_eq(&before, &after), "it stands where Enter would put it now");
}

#[test]
fn a_card_without_room_asks_for_no_second_pass_in_every_frame() {
    let mut window = small();
    window.harness.set_size(eframe::egui::vec2(640.0, 130.0));
    window.settle();
    window.type_text("W");
    let passes = |window: &Window| {
        let ctx = &window.harness.ctx;
        ctx.cumulative_pass_nr() - ctx.cumulative_frame_nr()
    };
    window.harness.run_steps(3);
    let before = passes(&window);
    window.harness.run_steps(5);
    assert_eq!(passes(&window), before);
}
