//! The legend as palette: a click says what new things get, a click with Ctrl gives it to what is selected.

use eframe::egui::{Event, Modifiers, PointerButton, accesskit::Role};
use egui_kittest::kittest::Queryable;

use super::{
    bench::{Bench, flow, organisation, record},
    small_map::small_map,
};
use ecomap::{
    app::Intent,
    model::{AppearanceTarget, Glyph, Pattern},
    style::Look,
};

#[test]
fn a_click_makes_an_entry_current() {
    let mut bench = Bench::legend(&[]);
    bench.click("Industry");
    bench.click("Regional, 1");
    bench.click("Convening, 1");
    let session = bench.session();
    assert_eq!(session.current_sector().expect("a sector").as_str(), "industry");
    assert_eq!(session.current_scale().expect("a scale").as_str(), "regional");
    assert_eq!(session.current_kind().expect("a kind").as_str(), "convening");
    assert_eq!(bench.steps(), 0, "choosing is not an edit");
}

#[test]
fn kinds_that_do_not_occur_wait_in_their_families() {
    let mut bench = Bench::legend(&[]);
    assert!(bench.harness.query_by_label("Mandate").is_none());
    bench.click("Authority");
    bench.click("Mandate");
    assert_eq!(bench.session().current_kind().expect("a kind").as_str(), "mandate");
}

#[test]
fn a_click_with_ctrl_gives_it_to_what_is_selected() {
    let mut bench = Bench::legend(&[organisation("local-government"), flow("a")]);
    bench.harness.get_by_label("Third sector").click_modifiers(Modifiers::COMMAND);
    bench.run();
    bench.harness.get_by_label("Convening, 1").click_modifiers(Modifiers::COMMAND);
    bench.run();
    let sector = record(bench.document(), "local-government").sector.clone();
    assert_eq!(sector.expect("was set").as_str(), "third-sector");
    assert_eq!(bench.document().flows()["a"].kind.as_str(), "convening");
    assert_eq!(bench.steps(), 2);
}

#[test]
fn the_scheme_is_edited_where_it_is_shown() {
    let mut bench = Bench::legend(&[]);
    bench.click("Add sector");
    bench.type_name("Press");
    assert!(bench.document().sectors().contains_key("press"));

    bench.click("More for Press");
    bench.click("Rename");
    bench.type_name(" and media");
    assert!(bench.document().sectors()["press"].name.contains("media"), "the id is for life");

    bench.click("More for Press and media");
    bench.click("Move up");
    let order: Vec<_> =
        bench.document().sectors_in_order().iter().map(|(id, _)| id.as_str().to_owned()).collect();
    assert_eq!(order[4..], ["press", "joint"]);

    bench.click("More for Press and media");
    bench.click("Delete");
    assert!(!bench.document().sectors().contains_key("press"));
}

#[test]
fn one_sector_is_merged_into_another() {
    let mut bench = Bench::legend(&[]);
    bench.click("More for Government");
    bench.click("Merge into");
    bench.click_menu("Industry");
    assert!(!bench.document().sectors().contains_key("government"));
    let sector = record(bench.document(), "local-government").sector.clone();
    assert_eq!(sector.expect("was moved").as_str(), "industry");
}

#[test]
fn a_flow_kind_is_added_to_a_family() {
    let mut bench = Bench::legend(&[]);
    bench.click("Add flow kind or family");
    bench.click("Flow kind in Social");
    bench.type_name("gossip");
    let kind = &bench.document().flow_kinds()["gossip"];
    assert_eq!(kind.family.as_ref().expect("a family").as_str(), "social");
}

#[test]
fn all_that_have_it_can_be_selected() {
    let mut bench = Bench::legend(&[]);
    bench.click("More for Government");
    bench.click("Select all 2");
    assert_eq!(bench.session().selection().organisations().len(), 2);
    assert!(bench.harness.state().intents.iter().any(|intent| matches!(intent, Intent::Select(_))));
}

#[test]
fn a_sectors_looks_are_changed_under_it_one_step_each() {
    let mut bench = Bench::legend(&[]);
    bench.click("More for Joint");
    bench.click("Change look");
    bench.choose("Hue", "Violet");
    assert_eq!(bench.document().sectors()["joint"].hue, Some(285.0));
    bench.choose("Glyph", "Triangle");
    bench.choose("Pattern in grey", "Falling lines");
    let joint = bench.document().sectors()["joint"].clone();
    assert_eq!((joint.glyph, joint.pattern), (Glyph::Triangle, Pattern::Falling));
    assert_eq!(bench.steps(), 3);
    bench.choose("Hue", "Orange");
    assert!(bench.says("Can't be told apart from Industry"));
    bench.write("In degrees", "140");
    assert_eq!(bench.document().sectors()["joint"].hue, Some(140.0));
    assert_eq!(bench.steps(), 5, "typing a number is one step");
    bench.write("In degrees", "400");
    assert_eq!(bench.document().sectors()["joint"].hue, Some(140.0), "no such angle");
    bench.click("Done");
    assert!(bench.harness.query_by_label("Glyph").is_none());
}

#[test]
fn looks_opened_by_a_tap_take_the_keyboard() {
    let mut bench = Bench::legend(&[]);
    bench.click("More for Joint");
    let pos = bench.harness.get_by_label("Change look").rect().center();
    let button = |pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    // Pressed and let go within one frame.
    bench.harness.input_mut().events.extend([Event::PointerMoved(pos), button(true), button(false)]);
    bench.run();
    let hue = bench.harness.get_by_role_and_label(Role::ComboBox, "Hue");
    assert!(hue.is_focused());
}

#[test]
fn a_scales_tone_and_a_flow_kinds_line_are_changed_too() {
    let mut bench = Bench::legend(&[]);
    bench.click("More for International");
    bench.click("Change look");
    bench.choose("Tone", "Deepest");
    bench.write("Outline, units", "4");
    let scale = bench.document().scales()["international"].clone();
    assert!((scale.lightness - 0.26).abs() < 1e-9 && (scale.outline - 4.0).abs() < 1e-9, "{scale:?}");
    bench.choose("Tone", "Strong");
    assert!(bench.says("In grey it can't be told apart from National"));
    bench.click("More for Convening");
    bench.click("Change look");
    bench.choose("Line", "Short dashes");
    bench.write("Colour", "#123456");
    let kind = bench.document().flow_kinds()["convening"].clone();
    assert_eq!((kind.dash.len(), kind.colour), (2, "#123456".parse().ok()));
}

#[test]
fn own_colours_lead_from_the_maps_form_to_the_legend() {
    let mut bench = Bench::of(small_map(), &[], Look::default(), (true, true));
    bench.open("Looks");
    bench.click("Own colours");
    assert!(bench.harness.query_by_label("Pattern in grey").is_some());
}

#[test]
fn appearance_by_data_is_chosen_in_the_maps_form() {
    let mut bench = Bench::inspector(&[]);
    bench.open("Appearance by data");
    bench.choose("Size of boxes", "Number of flows");
    bench.choose("Tone of fills", "Influence");
    assert!(bench.says("Tone no longer says scale"));
    let rules = |bench: &Bench| -> Vec<(AppearanceTarget, String)> {
        let rules = bench.document().map().appearance.iter();
        rules.map(|rule| (rule.target, rule.field.clone())).collect()
    };
    let expected =
        [(AppearanceTarget::Size, "flows".to_owned()), (AppearanceTarget::Tone, "influence".to_owned())];
    assert_eq!(rules(&bench), expected);
    assert_eq!(bench.steps(), 2);
    bench.choose("Size of boxes", "As the label needs");
    assert_eq!(rules(&bench), expected[1..]);
    bench.choose("Size of boxes", "Degree, how many others it is tied to");
    assert_eq!(rules(&bench)[0], (AppearanceTarget::Size, "degree".to_owned()));
}
