//! The legend as palette: a click says what new things get, a click with Ctrl gives it to what is selected.

use eframe::egui::Modifiers;
use egui_kittest::kittest::Queryable;

use super::bench::{Bench, flow, organisation, record};
use ecomap::app::Intent;

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
