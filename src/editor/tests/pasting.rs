//! Copying, duplicating, pasting: in the same map and in another.

use super::{Command, after, flow, map, organisation, record};
use crate::{
    editor::{Session, Target},
    model::{
        Document, FlowKindId, GroupId, Organisation, OrganisationId, Point, RecordId, Rect, SectorId, Size,
        default_scheme,
    },
};

fn copied(targets: Vec<Target>) -> Vec<(RecordId, crate::model::Record)> {
    let mut session = Session::new(map());
    session.select(targets);
    session.copy()
}

fn both() -> Vec<Target> {
    vec![Target::Organisation(organisation("a")), Target::Organisation(organisation("b"))]
}

#[test]
fn copies_have_the_flows_among_them_and_new_ids() {
    let document = after(Command::Duplicate { targets: both(), by: Command::DUPLICATE_OFFSET });
    let copy = document.organisation(&organisation("alpha")).unwrap();
    assert_eq!((copy.name.as_str(), copy.position), ("Alpha", Some(Point::new(124.0, 124.0))));
    let flow = document.flow(&crate::model::FlowId::literal("alpha--beta--funding")).unwrap();
    assert_eq!(flow.route, [Point::new(274.0, 74.0)]);
    assert_eq!(document.evidence().len(), 1, "the copy cites the same evidence");
    assert_eq!(flow.evidence.len(), 1);
    assert_eq!(document.flows().len(), 3, "no flow to what was not copied");
}

#[test]
fn a_group_is_copied_with_what_it_holds() {
    let targets = vec![Target::Group(GroupId::literal("pair"))];
    let document = after(Command::Duplicate { targets, by: Command::DUPLICATE_OFFSET });
    assert_eq!(document.organisations().len(), 6);
    assert_eq!(document.group(&GroupId::literal("group")).unwrap().members.len(), 2);
}

#[test]
fn a_flow_by_itself_is_doubled_between_the_same_ends() {
    let targets = vec![Target::of(&flow("f")).unwrap()];
    let document = after(Command::Duplicate { targets, by: Command::DUPLICATE_OFFSET });
    assert_eq!(document.flows().values().filter(|flow| flow.to == organisation("b")).count(), 2);
}

#[test]
fn a_paste_is_centred_where_it_is_asked_for() {
    let at = Point::new(1000.0, 1000.0);
    let document = after(Command::Paste { records: copied(both()), at });
    let places =
        ["alpha", "beta"].map(|id| document.organisation(&organisation(id)).unwrap().position.unwrap());
    let around = Rect::around(places.map(|place| Rect::from_center(place, Size::default()))).unwrap();
    assert_eq!(around.center(), at);
    assert_eq!(places[1] - places[0], Point::new(300.0, 0.0));
}

#[test]
fn another_map_gets_what_it_lacks_and_maps_the_rest_by_name() {
    // The other map calls industry by another id, and has no flow kinds at all.
    let mut records: Vec<_> =
        default_scheme().into_iter().filter(|(id, _)| !matches!(id, RecordId::FlowKind(_))).collect();
    for (id, _) in &mut records {
        if *id == RecordId::Sector(SectorId::literal("industry")) {
            *id = RecordId::Sector(SectorId::literal("firms"));
        }
    }
    let mut session = Session::new(Document::from_records(records));
    session.perform(Command::Paste { records: copied(both()), at: Point::default() }).unwrap();
    let document = session.document();
    let beta = document.organisation(&organisation("beta")).unwrap();
    assert_eq!(beta.sector, Some(SectorId::literal("firms")));
    let kinds: Vec<&FlowKindId> = document.flow_kinds().keys().collect();
    assert_eq!(kinds, [&FlowKindId::literal("funding")]);
    assert_eq!(document.flows().len(), 1);
    assert_eq!(document.evidence().len(), 1);
    assert_eq!(session.history().steps().len(), 1);
}

#[test]
fn a_flow_is_pasted_only_with_its_ends() {
    let only_flow: Vec<_> =
        copied(both()).into_iter().filter(|(id, _)| matches!(id, RecordId::Flow(_))).collect();
    let mut session = Session::new(map());
    let error = session.perform(Command::Paste { records: only_flow, at: Point::default() }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is nothing here to paste: flows are pasted together with both their ends"
    );
}

#[test]
fn a_copy_is_not_locked() {
    let targets = vec![Target::Organisation(organisation("c"))];
    let document = after(Command::Duplicate { targets, by: Command::DUPLICATE_OFFSET });
    assert!(!document.organisation(&organisation("gamma")).unwrap().locked);
}

#[test]
fn organisations_without_a_place_are_pasted_one_under_the_other() {
    let unplaced =
        |id: &'static str| (record(id), Organisation { name: id.into(), ..Organisation::default() }.into());
    let records = vec![unplaced("x"), unplaced("y")];
    let document = after(Command::Paste { records, at: Point::new(50.0, 50.0) });
    let place =
        |id: &'static str| document.organisation(&OrganisationId::literal(id)).unwrap().position.unwrap();
    assert!(place("y").y - place("x").y > 60.0);
}

#[test]
fn a_group_comes_along_when_all_that_it_holds_does() {
    for (chosen, groups) in [(&["a"][..], 0), (&["a", "b"], 1), (&["a", "b", "c"], 2)] {
        let targets = chosen.iter().map(|id| Target::Organisation(organisation(id))).collect();
        let records = copied(targets);
        let found = records.iter().filter(|(id, _)| matches!(id, RecordId::Group(_))).count();
        assert_eq!(found, groups, "{chosen:?}");
    }
}
