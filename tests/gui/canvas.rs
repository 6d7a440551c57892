//! What hands can do on the canvas.

use ecomap::model::Document;
use eframe::egui::{Key, Modifiers, PointerButton, pos2};
use egui_kittest::kittest::Queryable;

use crate::stage::{Hands, three};

fn selected(hands: &Hands<'_>) -> Vec<String> {
    hands.stage().session.selection().records().iter().map(|id| id.as_str().to_owned()).collect()
}

#[test]
fn a_click_selects_and_a_click_on_the_ground_selects_nothing() {
    let mut hands = Hands::on(three());
    hands.click(0.0, 0.0);
    assert_eq!(selected(&hands), ["watershed"]);
    hands.click(250.0, 0.0);
    assert_eq!(selected(&hands), ["uwe-bristol"]);
    hands.click_with(0.0, 0.0, Modifiers::SHIFT);
    assert_eq!(selected(&hands), ["uwe-bristol", "watershed"]);
    hands.click(125.0, 150.0);
    assert!(selected(&hands).is_empty());
}

#[test]
fn a_drag_moves_in_one_step_and_undo_takes_it_back() {
    let mut hands = Hands::on(three());
    hands.drag((0.0, 0.0), (40.0, 90.0));
    let moved = hands.stage().position("watershed");
    assert!((moved.x - 40.0).abs() < 1.0 && (moved.y - 90.0).abs() < 1.0, "{moved:?}");
    assert_eq!(hands.stage().session.history().position(), 1);
    let back = hands.harness.state_mut().session.undo();
    assert!(back.is_some());
    assert_eq!(hands.stage().position("watershed").y, 0.0);
}

#[test]
fn escape_in_the_middle_of_a_drag_leaves_nothing_behind() {
    let mut hands = Hands::on(three());
    hands.hold((0.0, 0.0), (40.0, 90.0));
    assert!(hands.stage().session.is_gesturing());
    hands.key(Key::Escape, Modifiers::NONE);
    assert!(!hands.stage().session.is_gesturing());
    let at = hands.stage().screen(40.0, 90.0);
    hands.release(at);
    assert_eq!(hands.stage().session.history().position(), 0);
    assert_eq!(hands.stage().position("watershed").x, 0.0);
}

#[test]
fn a_double_click_makes_an_organisation_and_takes_its_name() {
    let mut hands = Hands::on(three());
    hands.double_click(250.0, 150.0);
    assert!(hands.stage().canvas.is_renaming());
    hands.type_words("Pervasive Media Studio");
    hands.key(Key::Enter, Modifiers::NONE);
    assert!(!hands.stage().canvas.is_renaming());
    assert_eq!(hands.stage().names(), ["BBC", "Pervasive Media Studio", "UWE Bristol", "Watershed"]);
    assert_eq!(hands.stage().session.history().position(), 1);
    // The keyboard is the canvas's again.
    hands.key(Key::Delete, Modifiers::NONE);
    assert_eq!(hands.stage().names().len(), 3);
}

#[test]
fn escape_while_naming_a_new_organisation_leaves_nothing_behind() {
    let mut hands = Hands::on(three());
    hands.double_click(250.0, 150.0);
    hands.type_words("oops");
    hands.key(Key::Escape, Modifiers::NONE);
    assert_eq!(hands.stage().names().len(), 3);
    assert_eq!(hands.stage().session.history().position(), 0);
}

#[test]
fn a_drag_from_the_rim_draws_a_flow() {
    let mut hands = Hands::on(three());
    let rim = hands.stage().rim("watershed");
    hands.drag(rim, (250.0, 0.0));
    let flows: Vec<_> = hands.stage().session.document().flows().values().cloned().collect();
    assert_eq!(flows.len(), 1);
    assert_eq!((flows[0].from.as_str(), flows[0].to.as_str()), ("watershed", "uwe-bristol"));
}

#[test]
fn a_drag_from_the_rim_to_the_ground_makes_the_other_organisation_too() {
    let mut hands = Hands::on(three());
    let rim = hands.stage().rim("watershed");
    hands.drag(rim, (100.0, 160.0));
    assert!(hands.stage().canvas.is_renaming());
    hands.type_words("Knowle West Media Centre");
    hands.key(Key::Enter, Modifiers::NONE);
    let document = hands.stage().session.document();
    assert_eq!((document.organisations().len(), document.flows().len()), (4, 1));
    assert_eq!(hands.stage().session.history().position(), 1);
}

#[test]
fn a_marquee_selects_what_lies_in_it() {
    let mut hands = Hands::on(three());
    hands.drag((-100.0, -80.0), (340.0, 80.0));
    let mut inside = selected(&hands);
    inside.sort();
    assert_eq!(inside, ["uwe-bristol", "watershed"]);
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    let mut hands = Hands::on(three());
    let pointer = pos2(200.0, 450.0);
    for lines in [1.0, 3.0, -2.0, -40.0, 80.0] {
        let (before, zoom) = (hands.stage().canvas_point(pointer), hands.stage().canvas.zoom());
        hands.wheel(pointer, lines, Modifiers::NONE);
        assert_ne!(hands.stage().canvas.zoom(), zoom);
        assert!(hands.stage().canvas_point(pointer).distance(before) < 0.01);
    }
    assert_eq!(hands.stage().canvas.zoom(), 8.0);
}

#[test]
fn the_middle_button_and_the_space_bar_move_the_view() {
    let mut hands = Hands::on(three());
    let before = hands.stage().canvas.view().center;
    hands.button(0.0, 100.0, PointerButton::Middle, true, Modifiers::NONE);
    let to = hands.stage().screen(80.0, 100.0);
    hands.harness.event(eframe::egui::Event::PointerMoved(to));
    hands.harness.run();
    hands.button(0.0, 100.0, PointerButton::Middle, false, Modifiers::NONE);
    assert!((hands.stage().canvas.view().center.x - before.x + 80.0).abs() < 0.5);
    hands.harness.key_down(Key::Space);
    hands.harness.run();
    hands.drag((0.0, 0.0), (10.0, 10.0));
    hands.harness.key_up(Key::Space);
    hands.harness.run();
    assert_eq!(hands.stage().session.history().position(), 0);
    assert!(selected(&hands).is_empty());
}

#[test]
fn keys_rename_nudge_and_delete_what_is_selected() {
    let mut hands = Hands::on(three());
    hands.click(500.0, 0.0);
    for (key, shift, x, y) in [
        (Key::ArrowRight, false, 501.0, 0.0),
        (Key::ArrowDown, true, 501.0, 10.0),
        (Key::ArrowLeft, true, 491.0, 10.0),
    ] {
        hands.key(key, Modifiers { alt: true, shift, ..Modifiers::NONE });
        let at = hands.stage().position("bbc");
        assert_eq!((at.x, at.y), (x, y), "{key:?}");
    }
    assert_eq!(hands.stage().session.history().position(), 1, "a series of nudges is one step");
    hands.key(Key::Enter, Modifiers::NONE);
    hands.type_words("BBC Wales");
    hands.key(Key::Tab, Modifiers::NONE);
    assert_eq!(hands.stage().names(), ["BBC Wales", "UWE Bristol", "Watershed"]);
    hands.key(Key::F2, Modifiers::NONE);
    hands.type_words("something else");
    hands.key(Key::Escape, Modifiers::NONE);
    assert_eq!(hands.stage().names(), ["BBC Wales", "UWE Bristol", "Watershed"]);
    hands.key(Key::Delete, Modifiers::NONE);
    assert_eq!(hands.stage().names(), ["UWE Bristol", "Watershed"]);
}

#[test]
fn a_click_beside_the_field_keeps_what_was_typed() {
    let mut hands = Hands::on(three());
    hands.double_click(500.0, 0.0);
    hands.type_words("BBC Cymru");
    hands.click(250.0, 150.0);
    assert!(!hands.stage().canvas.is_renaming());
    assert_eq!(hands.stage().names()[0], "BBC Cymru");
}

#[test]
fn the_right_button_selects_and_opens_a_menu() {
    let mut hands = Hands::on(three());
    hands.button(0.0, 0.0, PointerButton::Secondary, true, Modifiers::NONE);
    hands.button(0.0, 0.0, PointerButton::Secondary, false, Modifiers::NONE);
    assert_eq!(selected(&hands), ["watershed"]);
    hands.harness.get_by_label("Rename");
    hands.harness.get_by_label("Delete").click();
    hands.harness.run();
    let wanted = format!("{:?}", hands.stage().intents);
    assert_eq!(wanted, "[Act(Delete)]");
}

#[test]
fn organisations_and_flows_can_be_heard() {
    let mut hands = Hands::on(three());
    let rim = hands.stage().rim("watershed");
    hands.drag(rim, (250.0, 0.0));
    hands.harness.get_by_label("Map canvas");
    hands.harness.get_by_label("Watershed, third sector, local; 1 flow out, 0 in");
    hands.harness.get_by_label("BBC, government, national; no flows");
    hands.harness.get_by_label("Funding from Watershed to UWE Bristol");
    hands.harness.get_by_label("BBC, government, national; no flows").click_accesskit();
    hands.harness.run();
    assert_eq!(selected(&hands), ["bbc"]);
}

#[test]
fn at_rest_no_frame_is_asked_for_and_nothing_is_built_again() {
    let mut hands = Hands::on(three());
    hands.click(0.0, 0.0);
    hands.harness.run();
    let built = hands.stage().canvas.meshes_built();
    for _ in 0..10 {
        hands.harness.step();
        let root = &hands.harness.output().viewport_output[&eframe::egui::ViewportId::ROOT];
        assert!(root.repaint_delay > std::time::Duration::from_secs(3600), "{:?}", root.repaint_delay);
    }
    hands.hover(260.0, 120.0);
    hands.hover(265.0, 122.0);
    assert_eq!(hands.stage().canvas.meshes_built(), built, "hovering draws nothing anew");
}

#[test]
fn the_first_organisation_comes_to_an_empty_map() {
    let mut hands = Hands::on(Document::default());
    hands.double_click(0.0, 0.0);
    hands.type_words("First");
    hands.key(Key::Enter, Modifiers::NONE);
    assert_eq!(hands.stage().names(), ["First"]);
}

#[test]
fn a_note_keeps_its_words_however_writing_ends() {
    for (key, modifiers, kept) in [
        (Key::Escape, Modifiers::NONE, "ask the BBC"),
        (Key::Enter, Modifiers::COMMAND, "ask the BBC"),
        (Key::Enter, Modifiers::NONE, "ask the BBC"),
    ] {
        let mut hands = Hands::on(three());
        hands.harness.state_mut().session.set_tool(ecomap::editor::ToolKind::Note);
        hands.click(250.0, 150.0);
        hands.type_words("ask the BBC");
        hands.key(key, modifiers);
        let notes: Vec<_> =
            hands.stage().session.document().notes().values().map(|note| note.text.clone()).collect();
        assert_eq!(notes, [kept], "{key:?}");
        assert!(!hands.stage().canvas.is_renaming());
    }
    let mut hands = Hands::on(three());
    hands.harness.state_mut().session.set_tool(ecomap::editor::ToolKind::Note);
    hands.click(250.0, 150.0);
    hands.key(Key::Escape, Modifiers::NONE);
    assert!(hands.stage().session.document().notes().is_empty(), "an empty one leaves nothing behind");
}
