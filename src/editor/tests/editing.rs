//! Edits of every sort on the small map, and what is refused.

use super::{Command, after, flow, kind, map, organisation, record, refusal};
use crate::{
    editor::{CommandError, FlowEnd, Session, Target},
    model::{
        AreaId, Direction, Evidence, EvidenceId, Flow, FlowId, FlowKindId, GroupId, MapInfo, Member, NoteId,
        Organisation, Point, RecordId, Rect, ScaleId, SectorId, Stance,
    },
};

fn position(document: &crate::model::Document, id: &'static str) -> Point {
    document.organisation(&organisation(id)).and_then(|it| it.position).expect("it has a place")
}

#[test]
fn moving_takes_along_what_belongs_together() {
    let by = Point::new(10.0, 20.0);
    let both = vec![Target::Organisation(organisation("a")), Target::Organisation(organisation("b"))];
    let note = Target::Note(NoteId::literal("n"));
    for (targets, moved, bend_moves) in [
        (both.clone(), vec!["a", "b"], true),
        (vec![both[0].clone()], vec!["a"], false),
        (vec![Target::Group(GroupId::literal("pair"))], vec!["a", "b"], true),
        (vec![Target::Group(GroupId::literal("all"))], vec!["a", "b"], true),
        (vec![both[0].clone(), note.clone()], vec!["a"], false),
    ] {
        let document = after(Command::Move { targets: targets.clone(), by });
        for id in ["a", "b", "c", "d"] {
            let expected = if moved.contains(&id) { position(&map(), id) + by } else { position(&map(), id) };
            assert_eq!(position(&document, id), expected, "{id} of {targets:?}");
        }
        let bend = document.flow(&FlowId::literal("f")).unwrap().route[0];
        assert_eq!(bend.x, if bend_moves { 260.0 } else { 250.0 }, "{targets:?}");
        let note = document.note(&NoteId::literal("n")).unwrap();
        assert_eq!(note.position, Some(Point::new(10.0, 20.0)), "it follows what it speaks of: {targets:?}");
    }
    let alone = after(Command::Move { targets: vec![note], by });
    assert_eq!(alone.note(&NoteId::literal("n")).unwrap().position, Some(Point::new(20.0, 40.0)));
    let band = after(Command::Move { targets: vec![AreaId::literal("band").into()], by });
    assert_eq!(band.map().areas[0].extent, Rect::new(10.0, -180.0, 600.0, 150.0));
}

fn all_refused(cases: impl IntoIterator<Item = (Command, &'static str)>) {
    for (command, words) in cases {
        assert_eq!(refusal(&command), words);
    }
}

#[test]
fn refusals_on_the_canvas_say_what_and_why() {
    let into_itself = Command::AddToGroup {
        group: GroupId::literal("pair"),
        members: vec![RecordId::Group(GroupId::literal("all"))],
    };
    let funding = Flow::new(organisation("a"), organisation("b"), kind("funding"));
    all_refused([
        (
            Command::Move { targets: vec![organisation("c").into()], by: Point::new(1.0, 1.0) },
            "all of this is locked: unlock something first",
        ),
        (
            Command::Move { targets: vec![organisation("a").into()], by: Point::new(f64::NAN, 1.0) },
            "a place on the canvas must be made of finite numbers",
        ),
        (
            Command::AddFlow { flow: funding.clone(), anyway: false },
            "such a flow is there already, and selected now: draw it again only if it is meant",
        ),
        (
            Command::AddFlow { flow: Flow { kind: kind("gossip"), ..funding.clone() }, anyway: false },
            "flow kind `gossip` is not in this map (any more)",
        ),
        (
            Command::AddFlow { flow: Flow { via: Some(organisation("a")), ..funding }, anyway: false },
            "flow `a--b--funding`: the broker `a` is one of the flow's own ends",
        ),
        (into_itself, "group `pair` would lie within itself"),
        (
            Command::AddGroup { label: "x".into(), members: vec![flow("f")] },
            "there is nothing here to group: select organisations first",
        ),
    ]);
}

#[test]
fn refusals_of_forms_say_what_and_why() {
    all_refused([
        (
            Command::MergeScheme {
                from: RecordId::Sector(SectorId::literal("industry")),
                into: RecordId::Scale(ScaleId::literal("local")),
            },
            "sector `industry` and scale `local` are not of the same sort: choose two of one sort",
        ),
        (
            Command::MergeScheme { from: record("a"), into: record("a") },
            "organisation `a` can't be merged into itself: choose another",
        ),
        (
            Command::Resize {
                target: FlowId::literal("f").into(),
                from: Rect::default(),
                to: Rect::default(),
            },
            "flow `f` has no size of its own to change",
        ),
        (
            Command::replace("Set", record("nobody"), Organisation::default()),
            "organisation `nobody` is not in this map (any more)",
        ),
        (
            Command::replace(
                "Set",
                record("a"),
                Organisation { sector: Some(SectorId::literal("circus")), ..Organisation::default() },
            ),
            "organisation `a`: there is no sector `circus`",
        ),
        (
            Command::replace("Set", record("a"), MapInfo::default()),
            "organisation `a` can't hold what this change puts there",
        ),
        (
            Command::AddEvidence { to: vec![RecordId::Map], evidence: Evidence::default() },
            "there is nothing here to support with evidence",
        ),
        (
            Command::DeleteAreas(vec![AreaId::literal("nowhere")]),
            "area `nowhere` is not in this map (any more)",
        ),
    ]);
}

#[test]
fn a_form_may_unlock_what_gestures_can_not_move() {
    let mut session = Session::new(map());
    let gamma = session.document().organisation(&organisation("c")).unwrap().as_ref().clone();
    session
        .perform(Command::replace("Unlock", record("c"), Organisation { locked: false, ..gamma }))
        .unwrap();
    session.perform(Command::Delete(vec![record("c")])).unwrap();
}

#[test]
fn flows_are_re_attached_turned_and_bent() {
    let id = FlowId::literal("f");
    let reconnect =
        |end, to| Command::Reconnect { flow: id.clone(), end, to: organisation(to), anyway: false };
    let document = after(reconnect(FlowEnd::To, "d"));
    assert_eq!(document.flow(&id).unwrap().to, organisation("d"));
    let brokered = FlowId::literal("g");
    let command =
        Command::Reconnect { flow: brokered.clone(), end: FlowEnd::To, to: organisation("a"), anyway: false };
    assert_eq!(after(command).flow(&brokered).unwrap().via, None, "an end is no broker");
    let turned = after(Command::Reverse(vec![id.clone()]));
    assert_eq!(turned.flow(&id).unwrap().from, organisation("b"));
    let straight = after(Command::Route { flow: id.clone(), bends: vec![] });
    assert!(straight.flow(&id).unwrap().route.is_empty());
}

#[test]
fn groups_nest_and_stay_a_forest() {
    let inner = after(Command::AddGroup { label: "Inner".into(), members: vec![record("a"), flow("f")] });
    let made = GroupId::literal("inner");
    assert_eq!(inner.group(&made).unwrap().members, [Member::Organisation(organisation("a"))]);
    let pair = inner.group(&GroupId::literal("pair")).unwrap();
    assert!(pair.members.contains(&Member::Group(made)), "it stays where its members were");
    let whole = vec![RecordId::Group(GroupId::literal("pair")), record("a"), record("d")];
    let outer = after(Command::AddGroup { label: "Outer".into(), members: whole });
    let members = &outer.group(&GroupId::literal("outer")).unwrap().members;
    assert_eq!(members.len(), 2, "a is in by way of its group: {members:?}");
    let taken = after(Command::RemoveFromGroup(vec![record("c")]));
    assert_eq!(taken.group(&GroupId::literal("all")).unwrap().members.len(), 1);
    let ungrouped = after(Command::Ungroup(vec![GroupId::literal("all")]));
    assert_eq!(ungrouped.groups().len(), 1);
}

#[test]
fn a_note_stays_where_it_is_when_it_is_tied_or_freed() {
    let note = NoteId::literal("n");
    let freed = after(Command::AttachNote { note: note.clone(), to: None });
    assert_eq!(freed.note(&note).unwrap().position, Some(Point::new(110.0, 120.0)));
    let moved = after(Command::AttachNote { note: note.clone(), to: Some(record("b")) });
    assert_eq!(moved.note(&note).unwrap().position, Some(Point::new(-290.0, 20.0)));
}

#[test]
fn evidence_is_cited_and_goes_with_its_last_citation() {
    let id = EvidenceId::literal("e");
    let cited = after(Command::CiteEvidence { to: vec![record("b"), record("a")], evidence: id.clone() });
    assert_eq!(cited.organisation(&organisation("a")).unwrap().evidence.len(), 1, "not twice");
    assert_eq!(cited.organisation(&organisation("b")).unwrap().evidence, std::slice::from_ref(&id));
    let one = after(Command::RemoveEvidence { from: vec![record("a")], evidence: id.clone() });
    assert!(one.evidence().contains_key(&id), "the flow still cites it");
    let none = after(Command::RemoveEvidence { from: vec![record("a"), flow("f")], evidence: id.clone() });
    assert!(!none.evidence().contains_key(&id));
}

#[test]
fn merging_moves_the_users() {
    let into = FlowKindId::literal("investment");
    let kinds = |from: &'static str| Command::MergeScheme {
        from: RecordId::FlowKind(kind(from)),
        into: RecordId::FlowKind(into.clone()),
    };
    let document = after(kinds("funding"));
    assert_eq!(document.flow(&FlowId::literal("f")).unwrap().kind, into);
    let scales = Command::MergeScheme {
        from: RecordId::Scale(ScaleId::literal("local")),
        into: RecordId::Scale(ScaleId::literal("regional")),
    };
    let document = after(scales);
    let regional = ScaleId::literal("regional");
    assert_eq!(document.organisation(&organisation("a")).unwrap().scale.as_ref(), Some(&regional));
    assert_eq!(document.map().areas[0].meaning, crate::model::AreaMeaning::Scale(regional));
}

#[test]
fn an_order_holds_for_those_named_first() {
    let joint = RecordId::Sector(SectorId::literal("joint"));
    let document = after(Command::Reorder(vec![joint]));
    let order: Vec<&str> = document.sectors_in_order().iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(order, ["joint", "government", "industry", "universities", "third-sector"]);
}

#[test]
fn a_goal_takes_its_stances_along() {
    let mut session = Session::new(map());
    session.perform(Command::AddGoal("Keep graduates".into())).unwrap();
    let goal = session.document().map().goals[0].id.clone();
    let alpha = session.document().organisation(&organisation("a")).unwrap().as_ref().clone();
    let stances = vec![Stance { goal, position: crate::model::Position::Support }];
    session.perform(Command::replace("Set stance", record("a"), Organisation { stances, ..alpha })).unwrap();
    session.perform(Command::EditMap(MapInfo::default())).unwrap();
    assert!(session.document().organisation(&organisation("a")).unwrap().stances.is_empty());
}

#[test]
fn words_are_kept_as_a_map_keeps_them() {
    for (typed, kept) in [
        ("  UWE Bristol ", "UWE Bristol"),
        ("a\tb", "a b"),
        ("two\r\nlines", "two\nlines"),
        ("bell\u{7}", "bell"),
        ("</text><script>", "</text><script>"),
    ] {
        let document = after(Command::Rename { id: record("a"), name: typed.into() });
        assert_eq!(document.organisation(&organisation("a")).unwrap().name, kept, "{typed:?}");
    }
}

#[test]
fn places_of_a_layout_leave_the_locked_alone() {
    let to = Point::new(5.0, 5.0);
    let positions = ["a", "c"].map(|id| (organisation(id), to)).to_vec();
    let document = after(Command::Place { name: "Lay out".into(), positions });
    assert_eq!(position(&document, "a"), to);
    assert_eq!(position(&document, "c"), position(&map(), "c"));
}

#[test]
fn a_flow_without_a_way_or_both_ways_is_there_from_either_end() {
    let between = |from, to, direction| Flow {
        direction,
        ..Flow::new(organisation(from), organisation(to), kind("trade"))
    };
    for (direction, same) in [
        (Direction::Forward, false),
        (Direction::Unknown, false),
        (Direction::Both, true),
        (Direction::None, true),
    ] {
        let mut session = Session::new(map());
        let add = |flow| Command::AddFlow { flow, anyway: false };
        session.perform(add(between("c", "d", direction))).expect("adds");
        let again = session.perform(add(between("d", "c", direction)));
        assert_eq!(matches!(again, Err(CommandError::FlowExists(_))), same, "{direction:?}");
        if same {
            let flow = between("d", "c", direction);
            session.perform(Command::AddFlow { flow, anyway: true }).expect("adds");
        }
        let warned = crate::model::validate(session.document())
            .iter()
            .any(|finding| finding.message.contains("says the same"));
        assert_eq!(warned, same, "{direction:?}");
    }
}

#[test]
fn a_map_that_is_open_to_look_at_refuses_every_edit_until_it_may_be_edited() {
    let mut session = Session::new(map());
    session.set_read_only(true);
    session.select([Target::Organisation(organisation("a"))]);
    let delete = || Command::DeleteTargets(vec![Target::Organisation(organisation("a"))]);
    assert!(matches!(session.perform(delete()), Err(CommandError::ReadOnly)));
    session.look_ahead();
    let without = after(delete());
    session.show_ahead(delete(), without);
    assert!(matches!(session.keep_ahead(), Some(Err(CommandError::ReadOnly))));
    let undone = session.undo();
    assert_eq!((session.document(), session.is_modified(), undone), (&map(), false, None));
    session.set_read_only(false);
    assert!(session.perform(delete()).is_ok());
}
