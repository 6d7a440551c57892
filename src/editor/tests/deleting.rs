//! Deleting: what goes along, what stays and where.

use super::{Command, after, flow, map, organisation, record, refusal};
use crate::{
    editor::Session,
    model::{
        EvidenceId, Filter, FlowKindId, GroupId, Member, NoteId, Point, RecordId, ScaleId, SectorId, View,
        ViewId,
    },
};

#[test]
fn an_organisation_takes_its_flows_and_every_mention() {
    let document = after(Command::Delete(vec![record("a")]));
    assert!(!document.contains(&flow("f")), "a flow can't be without an end");
    let brokered = document.flows().values().next().unwrap();
    assert_eq!(brokered.via, None, "a flow can be without its broker");
    let note = document.note(&NoteId::literal("n")).unwrap();
    assert_eq!(
        (&note.attached_to, note.position),
        (&None, Some(Point::new(110.0, 120.0))),
        "it stays in place"
    );
    assert_eq!(document.group(&GroupId::literal("pair")).unwrap().members.len(), 1);
    assert_eq!(document.view(&ViewId::literal("v")).unwrap().focus, None);
    assert_eq!(document.evidence().len(), 1, "what people said is kept");
}

#[test]
fn a_group_that_loses_its_last_member_goes_too() {
    let document = after(Command::Delete(vec![record("a"), record("b")]));
    assert!(document.group(&GroupId::literal("pair")).is_none());
    assert_eq!(
        document.group(&GroupId::literal("all")).unwrap().members,
        [Member::Organisation(organisation("c"))]
    );
}

#[test]
fn a_deleted_group_leaves_its_members_to_the_group_above() {
    let document = after(Command::Delete(vec![RecordId::Group(GroupId::literal("pair"))]));
    assert_eq!(document.organisations().len(), 4);
    assert_eq!(document.group(&GroupId::literal("all")).unwrap().members.len(), 3);
}

#[test]
fn evidence_goes_out_of_all_that_cites_it() {
    let document = after(Command::Delete(vec![RecordId::Evidence(EvidenceId::literal("e"))]));
    assert!(document.organisation(&organisation("a")).unwrap().evidence.is_empty());
    assert!(document.flows().values().all(|flow| flow.evidence.is_empty()));
}

#[test]
fn parts_of_the_scheme_go_out_of_what_uses_them() {
    let document = after(Command::Delete(vec![
        RecordId::Sector(SectorId::literal("industry")),
        RecordId::Scale(ScaleId::literal("local")),
    ]));
    assert_eq!(document.organisation(&organisation("b")).unwrap().sector, None);
    assert_eq!(document.organisation(&organisation("a")).unwrap().scale, None);
    assert_eq!(document.map().areas[0].title, "Local", "the band keeps the words it showed");
}

#[test]
fn what_must_not_go_says_why() {
    for (ids, words) in [
        (vec![record("c")], "“Gamma” is locked: unlock it first"),
        (vec![record("a"), record("c")], "“Gamma” is locked: unlock it first"),
        (vec![record("nobody")], "organisation `nobody` is not in this map (any more)"),
        (vec![], "there is nothing here to delete"),
        (vec![RecordId::Map], "there is nothing here to delete: the map itself stays"),
        (
            vec![RecordId::FlowKind(FlowKindId::literal("funding"))],
            "flow kind `funding` is still used by 1 flow: merge it into another kind, or delete its flows first",
        ),
    ] {
        assert_eq!(refusal(&Command::Delete(ids)), words);
    }
}

#[test]
fn a_kind_and_its_flows_go_together() {
    let document =
        after(Command::Delete(vec![RecordId::FlowKind(FlowKindId::literal("funding")), flow("f")]));
    assert!(document.flow_kind(&FlowKindId::literal("funding")).is_none());
}

#[test]
fn an_id_is_never_given_again_after_deletion() {
    let mut session = Session::new(map());
    let delta = || map().organisation(&organisation("d")).unwrap().as_ref().clone();
    session.perform(Command::AddOrganisation(delta())).unwrap();
    session.perform(Command::Delete(vec![record("delta")])).unwrap();
    let done = session.perform(Command::AddOrganisation(delta())).unwrap();
    assert_eq!(done.created, [record("delta-2")]);
}

#[test]
fn what_a_view_shows_alone_stays_while_the_view_does() {
    let sector = || SectorId::literal("industry");
    let filters = [
        (RecordId::Sector(sector()), Filter { sectors: vec![Some(sector())], ..Filter::default() }),
        (
            RecordId::Scale(ScaleId::literal("local")),
            Filter { scales: vec![Some(ScaleId::literal("local"))], ..Filter::default() },
        ),
        (
            RecordId::FlowKind(FlowKindId::literal("talent")),
            Filter { flow_kinds: vec![FlowKindId::literal("talent")], ..Filter::default() },
        ),
    ];
    for (id, filter) in filters {
        let mut session = Session::new(map());
        let view = View { name: "Close up".into(), filter, ..View::default() };
        let added = session.perform(Command::AddView(view)).unwrap().created;
        let before = session.document().clone();
        let refused = session.perform(Command::Delete(vec![id.clone()])).unwrap_err().to_string();
        assert!(refused.starts_with("view “Close up” shows only "), "{refused}");
        assert_eq!(*session.document(), before);
        session.perform(Command::Delete([vec![id.clone()], added].concat())).unwrap();
        assert!(!session.document().contains(&id), "they may go together");
    }
    let both = Filter { sectors: vec![Some(sector()), None], ..Filter::default() };
    let mut session = Session::new(map());
    session.perform(Command::AddView(View { filter: both, ..View::default() })).unwrap();
    session.perform(Command::Delete(vec![RecordId::Sector(sector())])).unwrap();
}
