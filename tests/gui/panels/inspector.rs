//! How the inspector behaves: one and many, mixed values, errors in place, nothing typed is lost.

use super::bench::{Bench, area, edits, flow, group, note, organisation, record};
use super::small_map::small_map;
use ecomap::{editor::Command, model::EvidenceId};

#[test]
fn a_name_is_edited_as_it_is_typed_and_undone_in_one_step() {
    let mut bench = Bench::inspector(&[organisation("local-government")]);
    bench.type_into("Name", "Cardiff");
    bench.type_more("Name", " Council");
    assert_eq!(record(bench.document(), "local-government").name, "Cardiff Council");
    let asked = edits(&bench.harness.state().intents);
    assert!(
        matches!(asked.last(), Some(Command::Replace { name, coalesce: Some(_), .. }) if name == "Edit name"),
        "{asked:?}"
    );
    bench.leave();
    bench.write("Name", "Council");
    assert_eq!(bench.steps(), 2, "coming back to a field begins a new step");
    bench.harness.state_mut().session.undo();
    bench.harness.state_mut().session.undo();
    assert_eq!(*bench.document(), small_map());
}

#[test]
fn what_is_typed_stays_when_something_else_is_selected() {
    let mut bench = Bench::inspector(&[organisation("local-government")]);
    bench.type_into("Name", "Cardiff Council");
    bench.select(&[flow("a")]);
    assert_eq!(record(bench.document(), "local-government").name, "Cardiff Council");
}

#[test]
fn values_that_differ_are_shown_as_mixed_and_set_together() {
    let both = [organisation("welsh-government"), organisation("cardiff-university")];
    let mut bench = Bench::inspector(&both);
    assert_eq!(bench.shown("Sector"), "Mixed");
    assert_eq!(bench.shown("Status"), "Current");
    assert_eq!(bench.value("Name"), "");
    bench.choose("Sector", "Industry");
    for id in ["welsh-government", "cardiff-university"] {
        let sector = record(bench.document(), id).sector.clone();
        assert_eq!(sector.expect("was set").as_str(), "industry");
    }
    assert_eq!(bench.steps(), 1, "many at once are one step");
}

#[test]
fn a_date_that_is_none_is_said_in_place_and_changes_nothing() {
    let mut bench = Bench::inspector(&[organisation("welsh-government")]);
    bench.open("Dates");
    bench.write("Active from", "2019-13");
    assert!(bench.says("is not a date"), "the error says how a date is written");
    assert_eq!(bench.value("Active from"), "2019-13", "what was typed is still there to be mended");
    assert!(edits(&bench.harness.state().intents).is_empty());
    bench.select(&[flow("a")]);
    bench.select(&[organisation("welsh-government")]);
    assert_eq!(bench.value("Active from"), "2019-13", "also after looking at something else");
    bench.write("Active from", "2019-12");
    assert!(!bench.says("is not a date"));
    bench.write("Active to", "2018");
    assert!(bench.says("before it begins"));
    assert_eq!(record(bench.document(), "welsh-government").active_to, None);
}

#[test]
fn a_count_whose_ends_are_the_wrong_way_round_is_said_in_place() {
    let mut bench = Bench::inspector(&[organisation("welsh-government")]);
    bench.open("About");
    bench.write("At least", "50");
    bench.write("At most", "40");
    assert!(bench.says("can't be more than"));
    assert_eq!(record(bench.document(), "welsh-government").count.high, None);
}

#[test]
fn evidence_is_added_edited_linked_and_removed() {
    let mut bench = Bench::inspector(&[flow("a")]);
    bench.open("Evidence");
    bench.write("New evidence", "Said in the second interview");
    bench.click("Add evidence");
    let added = bench.document().flows()["a"].evidence.clone();
    let [added] = &added[..] else { panic!("one piece: {added:?}") };
    assert_eq!(bench.document().evidence()[added].text, "Said in the second interview");
    assert_eq!(bench.value("New evidence"), "", "ready for the next");

    bench.open("Said in the second interview");
    bench.write("Respondent's role", "studio head");
    bench.write("Date", "2017-03");
    bench.click("Inferred");
    bench.write("Source", "Interview 2");
    let piece = &bench.document().evidence()[added];
    assert_eq!((piece.respondent.as_str(), piece.source.title.as_str()), ("studio head", "Interview 2"));
    assert_eq!(piece.confidence.name(), "inferred");

    bench.click("Link what the map has");
    bench.click("It sees itself as a seed funder");
    assert!(bench.document().flows()["a"].evidence.contains(&EvidenceId::literal("abcdef")));

    bench.click("Remove from here");
    assert_eq!(bench.document().flows()["a"].evidence.len(), 1);
}

#[test]
fn what_is_locked_can_only_be_unlocked() {
    let mut bench = Bench::inspector(&[organisation("welsh-government")]);
    bench.open("Position and size");
    bench.click("Locked: nothing moves or changes it");
    assert!(record(bench.document(), "welsh-government").locked);
    bench.click("Unlock");
    assert!(!record(bench.document(), "welsh-government").locked);
}

#[test]
fn with_nothing_selected_the_map_itself_is_edited() {
    let mut bench = Bench::inspector(&[]);
    assert!(bench.says("3 organisations · 2 flows · 1 group · 1 note"));
    bench.write("Title", "Cardiff");
    bench.write("Coverage", "Sixteen interviews, snowballed");
    bench.open("Author and dates");
    bench.write("Begun", "2024-01");
    bench.open("Goals");
    bench.write("New goal", "more studios");
    bench.click("Add goal");
    bench.open("Sources");
    bench.click("Add source");
    bench.open("Bands and columns");
    bench.click("Add band");
    bench.write("Height", "320");
    let map = bench.document().map();
    assert_eq!((map.title.as_str(), map.coverage.as_str()), ("Cardiff", "Sixteen interviews, snowballed"));
    assert_eq!((map.goals.len(), map.areas.len(), map.sources.len()), (2, 2, 1));
    assert_eq!(map.areas[1].extent.height, 320.0, "the new band is selected and can be sized at once");
}

#[test]
fn a_long_list_is_searched_by_typing() {
    let mut bench = Bench::inspector(&[flow("a")]);
    bench.open_list("What flows");
    bench.type_name("advoc");
    assert_eq!(bench.document().flows()["a"].kind.as_str(), "advocacy");
    bench.open_list("What flows");
    assert_eq!(bench.value("Find in the list"), "", "each search begins anew");
}

#[test]
fn groups_notes_and_areas_have_forms_of_their_own() {
    let mut bench = Bench::inspector(&[group("partners")]);
    bench.write("Title", "City region");
    bench.click("Frame");
    bench.click("Remove Cardiff University");
    let record = &bench.document().groups()["partners"];
    assert_eq!((record.label.as_str(), record.members.len()), ("City region", 1));

    bench.select(&[note("note")]);
    bench.write("Text", "ask them twice");
    bench.choose("Speaks of", "Local government");
    bench.click("Parked: to be dealt with later");
    let record = &bench.document().notes()["note"];
    assert_eq!((record.text.as_str(), record.parked), ("ask them twice", true));
    assert!(record.attached_to.is_some());

    bench.select(&[area("band")]);
    bench.write("Title", "Wales");
    bench.choose("Stands for", "Only its title");
    bench.write("Left", "-40");
    let record = &bench.document().map().areas[0];
    assert_eq!((record.title.as_str(), record.extent.x), ("Wales", -40.0));
}
