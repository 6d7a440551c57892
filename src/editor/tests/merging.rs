//! Two organisations made one: what is united, what gives way, and what is said of it.

use super::*;
use crate::model::{
    Colour, Count, Date, FieldValue, Goal, GoalId, Influence, OrganisationKind, Position, Size, Stance,
    Status, StyleOverride,
};

fn merge(from: &'static str, into: &'static str) -> Command {
    Command::MergeOrganisations { from: organisation(from), into: organisation(into) }
}

/// What becomes of two organisations that say these things, in a map of nothing else, and what is told.
fn united(into: Organisation, from: Organisation) -> (Organisation, Vec<String>) {
    let goal = Goal { id: GoalId::literal("jobs"), text: "More jobs".into() };
    let map = MapInfo { goals: vec![goal], ..MapInfo::default() };
    let records =
        [(RecordId::Map, Record::from(map)), (record("into"), into.into()), (record("from"), from.into())];
    let document = Document::from_records(default_scheme().into_iter().chain(records));
    let mut session = Session::new(document.clone());
    let done = session.perform(merge("from", "into")).expect("merges");
    let one = Organisation::clone(session.document().organisation(&organisation("into")).expect("stays"));
    assert!(session.document().organisation(&organisation("from")).is_none());
    session.undo();
    assert_eq!(*session.document(), document, "one step");
    (one, done.told)
}

fn with(change: impl FnOnce(&mut Organisation)) -> Organisation {
    let mut organisation = Organisation::default();
    change(&mut organisation);
    organisation
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.into())
}

type Change = fn(&mut Organisation);

/// What the first says, what the second says, and where the second answer is kept.
#[rustfmt::skip]
fn second_answers() -> [(Change, Change, &'static str, FieldValue); 10] {
    let date = |words: &str| words.parse::<Date>().expect("a date");
    [
        (
            |a| a.name = "BFI".into(),
            |b| b.name = "British Film Institute".into(),
            "Also called",
            text("British Film Institute"),
        ),
        (|a| a.place = "London".into(), |b| b.place = "Leeds".into(), "Other place", text("Leeds")),
        (
            |a| a.url = "https://a".into(),
            |b| b.url = "https://b".into(),
            "Other web address",
            FieldValue::Link("https://b".into()),
        ),
        (
            |a| a.kind = OrganisationKind::Fund,
            |b| b.kind = OrganisationKind::Network,
            "Other kind",
            text("network"),
        ),
        (
            |a| a.sector = Some(SectorId::literal("industry")),
            |b| b.sector = Some(SectorId::literal("government")),
            "Other sector",
            text("Government"),
        ),
        (|a| a.status = Status::Current, |b| b.status = Status::Wanted, "Other status", text("wanted")),
        (
            |a| a.count = Count { low: Some(40), high: Some(50) },
            |b| b.count = Count { low: Some(1000), high: None },
            "Other count",
            text("over 1,000"),
        ),
        (
            |a| a.influence = Some(Influence { height: 3, ..Influence::default() }),
            |b| b.influence = Some(Influence { height: 1, agreed_by: "the room".into(), when: None }),
            "Other influence",
            text("1 stone, agreed by the room"),
        ),
        (
            |a| a.stances = vec![Stance { goal: GoalId::literal("jobs"), position: Position::Support }],
            |b| b.stances = vec![Stance { goal: GoalId::literal("jobs"), position: Position::Oppose }],
            "Other stance on More jobs",
            text("oppose"),
        ),
        (
            |a| a.active_from = "2019".parse().ok(),
            |b| b.active_from = "2017".parse().ok(),
            "Other beginning",
            FieldValue::Date(date("2017")),
        ),
    ]
}

#[test]
fn what_only_one_says_is_taken_and_the_second_answer_is_kept_aside() {
    for (a, b, name, value) in second_answers() {
        let (one, told) = united(with(a), with(b));
        let mut expected = with(a);
        expected.extra.insert(name.to_owned(), value);
        assert_eq!(one, expected);
        assert_eq!(told, [format!("Kept under More fields: {name}")]);
        // A status is always stated; everything else is taken where nothing is said.
        if name != "Other status" {
            assert_eq!(united(Organisation::default(), with(b)), (with(b), Vec::new()), "{name}");
            assert_eq!(united(with(a), Organisation::default()), (with(a), Vec::new()), "{name}");
        }
    }
}

#[test]
fn lists_are_united_and_descriptions_follow_each_other() {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let scale = |id: &'static str| ScaleId::literal(id);
    let into = with(|a| {
        a.tags = words(&["film", "arts"]);
        a.roles = words(&["anchor"]);
        a.description = "A cinema.".into();
        a.scale = Some(scale("local"));
        a.extra.insert("budget".into(), FieldValue::Number(1.0));
    });
    let from = with(|b| {
        b.tags = words(&["arts", "media"]);
        b.roles = words(&["broker"]);
        b.description = "A studio.".into();
        b.scale = Some(scale("regional"));
        b.reach = vec![scale("local"), scale("national")];
        b.extra.insert("budget".into(), FieldValue::Number(2.0));
        b.extra.insert("staff".into(), FieldValue::Number(9.0));
    });
    let (one, told) = united(into, from);
    assert_eq!(one.tags, ["film", "arts", "media"]);
    assert_eq!(one.roles, ["anchor", "broker"]);
    assert_eq!(one.description, "A cinema.\n\nA studio.");
    assert_eq!((one.scale, one.reach), (Some(scale("local")), vec![scale("regional"), scale("national")]));
    let extra: Vec<_> = one.extra.into_iter().collect();
    let number = |name: &str, value| (name.to_owned(), FieldValue::Number(value));
    assert_eq!(extra, [number("budget", 1.0), number("budget 2", 2.0), number("staff", 9.0)]);
    assert_eq!(told, ["Regional is one of its further scales now", "Kept under More fields: budget 2"]);
}

#[test]
fn dates_that_would_turn_the_span_round_stay_aside() {
    let (one, _) =
        united(with(|a| a.active_to = "2010".parse().ok()), with(|b| b.active_from = "2015".parse().ok()));
    assert_eq!(one.active_from, None);
    assert!(one.extra.contains_key("Other beginning"));
}

#[test]
fn flows_notes_and_views_go_along() {
    let document = after(merge("a", "d"));
    let f = document.flow(&FlowId::literal("f")).expect("stays under its id");
    assert_eq!((f.from.as_str(), f.to.as_str()), ("d", "b"));
    assert_eq!(document.flow(&FlowId::literal("g")).and_then(|g| g.via.clone()), Some(organisation("d")));
    let n = document.note(&NoteId::literal("n")).expect("stays");
    assert_eq!((&n.attached_to, n.position), (&Some(record("d")), Some(Point::new(10.0, 20.0))));
    let focus = document.view(&ViewId::literal("v")).and_then(|view| view.focus.clone());
    assert_eq!(focus.map(|focus| focus.organisation), Some(organisation("d")));
    let d = document.organisation(&organisation("d")).expect("stays");
    assert_eq!((d.scale.clone(), d.evidence.len()), (Some(ScaleId::literal("local")), 1));
    // It had no group and takes the other's place.
    let pair = document.group(&GroupId::literal("pair")).expect("stays");
    assert!(pair.members.contains(&Member::Organisation(organisation("d"))));
    assert_eq!(pair.members.len(), 2);
}

#[test]
fn a_flow_between_the_two_goes_and_its_evidence_stays() {
    let mut session = Session::new(map());
    let done = session.perform(merge("a", "b")).expect("merges");
    let document = session.document();
    assert!(document.flow(&FlowId::literal("f")).is_none());
    let b = document.organisation(&organisation("b")).expect("stays");
    assert_eq!(b.evidence, [EvidenceId::literal("e")]);
    // a brokered for b: it is an end now, and its name is kept.
    let g = document.flow(&FlowId::literal("g")).expect("stays");
    assert_eq!((g.via.clone(), g.extra.get("Brokered by")), (None, Some(&text("Alpha"))));
    assert_eq!(
        done.told,
        [
            "Kept under More fields: Also called",
            "The flow between the two is gone, its evidence is kept",
            "1 flow has lost its broker, who is one of its ends now",
        ]
    );
    assert_eq!(session.selection().organisations(), [organisation("b")]);
}

#[test]
fn a_loop_stays_a_loop() {
    let mut session = Session::new(map());
    let anyway = false;
    let flow = Flow::new(organisation("a"), organisation("a"), kind("trade"));
    session.perform(Command::AddFlow { flow, anyway }).expect("adds");
    session.perform(merge("a", "b")).expect("merges");
    let ends: Vec<_> =
        session.document().flows().values().map(|it| (it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(ends, [("b", "b"), ("b", "c")]);
}

#[test]
fn flows_that_become_alike_are_one_with_the_evidence_of_both() {
    let other = || EvidenceId::literal("other");
    let twin = |weight| {
        let flow = Flow::new(organisation("d"), organisation("b"), kind("funding"));
        Record::from(Flow { weight, evidence: vec![other()], ..flow })
    };
    for (weight, own, extra, told) in [
        (None, Some(2.0), None, vec!["1 flow was joined with one that says the same"]),
        (
            Some(5.0),
            Some(2.0),
            Some(FieldValue::Number(2.0)),
            vec![
                "1 flow was joined with one that says the same",
                "1 of them had another weight, kept in a field of the flow",
            ],
        ),
    ] {
        let small = map();
        let records = small.records().map(|(id, record)| match record {
            Record::Flow(it) if id == flow("f") => (id, Flow { weight: own, ..Flow::clone(&it) }.into()),
            record => (id, record),
        });
        let more = [
            (flow("twin"), twin(weight)),
            (RecordId::Evidence(other()), Evidence { text: "other".into(), ..Evidence::default() }.into()),
        ];
        let mut session = Session::new(Document::from_records(records.chain(more).collect::<Vec<_>>()));
        let done = session.perform(merge("a", "d")).expect("merges");
        let document = session.document();
        assert!(document.flow(&FlowId::literal("f")).is_none(), "the one that was there stays");
        let kept = document.flow(&FlowId::literal("twin")).expect("stays");
        assert_eq!(kept.evidence, [other(), EvidenceId::literal("e")]);
        assert_eq!(kept.weight, weight.or(own));
        assert_eq!(kept.extra.get("Other weight"), extra.as_ref());
        assert_eq!(done.told[1..], told);
    }
}

#[test]
fn a_group_that_is_emptied_leaves_its_evidence() {
    let mut session = Session::new(map());
    session.perform(Command::AddGroup { label: "Alone".into(), members: vec![record("d")] }).expect("groups");
    let evidence = EvidenceId::literal("e");
    let to = vec![RecordId::Group(GroupId::literal("alone"))];
    session.perform(Command::CiteEvidence { to, evidence: evidence.clone() }).expect("cites");
    let done = session.perform(merge("d", "b")).expect("merges");
    assert!(session.document().group(&GroupId::literal("alone")).is_none());
    let b = session.document().organisation(&organisation("b")).expect("stays");
    assert_eq!(b.evidence, [evidence]);
    assert!(done.told.contains(&"It stays in its own group; “Alone” was empty and is gone".to_owned()));
}

#[test]
fn it_is_refused_in_words() {
    for (command, words) in [
        (merge("a", "a"), "organisation `a` can't be merged into itself: choose another"),
        (merge("a", "nobody"), "organisation `nobody` is not in this map (any more)"),
        (merge("c", "a"), "“Gamma” is locked: unlock it first"),
        (merge("a", "c"), "“Gamma” is locked: unlock it first"),
    ] {
        assert_eq!(refusal(&command), words);
    }
}

#[test]
fn looks_and_pins_that_give_way_are_told() {
    let colour = |red| Some(Colour { red, green: 0, blue: 0 });
    let styled = |colour, width| StyleOverride { colour, outline: None, width };
    let at = |x| Some(Point::new(x, 0.0));
    let (one, told) = united(
        with(|a| (a.position, a.style) = (at(0.0), styled(colour(1), None))),
        with(|b| {
            (b.position, b.style, b.pinned) = (at(9.0), styled(colour(2), Some(3.0)), true);
            b.size = Some(Size::new(90.0, 40.0));
        }),
    );
    assert_eq!(one.style, styled(colour(1), Some(3.0)), "what only the other says is taken");
    assert!(!one.pinned && one.size.is_none());
    assert_eq!(
        told,
        [
            "The other’s size, set by hand, gave way",
            "It is not pinned, as the other was",
            "The other’s own colour gave way",
        ]
    );
    let (one, told) = united(Organisation::default(), with(|b| (b.position, b.pinned) = (at(9.0), true)));
    assert!(one.pinned, "it stands where the other was pinned");
    assert!(told.is_empty());
}
