//! What goes along with those who move, and what is said: read as a specification.

use super::*;
use crate::{
    layout::Unwatched,
    model::{
        AreaId, AreaMeaning, Flow, FlowId, FlowKindId, Group, GroupId, MapInfo, Member, Note, NoteId, Record,
        ScaleId, default_scheme,
    },
    style::Theme,
};

fn organisation(at: (f64, f64)) -> Organisation {
    Organisation { position: Some(Point::new(at.0, at.1)), ..Organisation::default() }
}

/// Two that overlap at the left, two that stand free far to the right.
fn records() -> Vec<(RecordId, Record)> {
    let mut records = default_scheme();
    for (id, at) in [("a", (0.0, 0.0)), ("b", (10.0, 5.0)), ("c", (4000.0, 0.0)), ("d", (4400.0, 0.0))] {
        records.push((RecordId::Organisation(OrganisationId::literal(id)), organisation(at).into()));
    }
    records
}

fn bent(from: &'static str, to: &'static str, bends: &[(f64, f64)]) -> Record {
    let ends = (OrganisationId::literal(from), OrganisationId::literal(to));
    let route = bends.iter().map(|(x, y)| Point::new(*x, *y)).collect();
    Flow { route, ..Flow::new(ends.0, ends.1, FlowKindId::literal("funding")) }.into()
}

/// The map with these records more, and these organisations moved.
fn shifted(
    more: Vec<(RecordId, Record)>,
    moves: &[(&'static str, (f64, f64))],
    then: impl FnOnce(&Shift<'_>) -> (Vec<Change>, Vec<String>),
) -> (Document, Vec<String>) {
    let document = Document::from_records(records().into_iter().chain(more));
    let look = Look::of(&document, Theme::Light);
    let sizes = scene::node_boxes(&document, &look, &Fonts::bundled());
    let positions =
        moves.iter().map(|(id, at)| (OrganisationId::literal(id), Point::new(at.0, at.1))).collect();
    let shift =
        Shift { document: &document, positions: &positions, sizes: &sizes, folded: &Folded::default() };
    let (changes, told) = then(&shift);
    let mut after = document.clone();
    after.apply(&Transaction::new(changes)).unwrap();
    (after, told)
}

/// Where whom goes, the bends afterwards, and whether their loss is told.
type Case<'a> = (&'a [(&'static str, (f64, f64))], &'a [(f64, f64)], bool);

#[test]
fn bends_go_along_with_both_ends_or_go() {
    let flow = |id: &'static str| RecordId::Flow(FlowId::literal(id));
    let bends = [(100.0, 100.0), (200.0, 100.0)];
    let cases: &[Case<'_>] = &[
        (&[], &bends, false),
        (&[("d", (0.0, 900.0))], &bends, false),
        (&[("a", (50.0, 60.0)), ("b", (60.0, 65.0))], &[(150.0, 160.0), (250.0, 160.0)], false),
        (&[("a", (50.0, 60.0)), ("b", (64.0, 65.0))], &[(152.0, 160.0), (252.0, 160.0)], false),
        (&[("a", (50.0, 60.0))], &[], true),
        (&[("a", (50.0, 60.0)), ("b", (300.0, 65.0))], &[], true),
    ];
    for (moves, expected, is_told) in cases {
        let (after, told) = shifted(vec![(flow("f"), bent("a", "b", &bends))], moves, |shift| {
            let mut told = Vec::new();
            (bends::changed(shift, &mut told), told)
        });
        let route = &after.flow(&FlowId::literal("f")).unwrap().route;
        let route: Vec<_> = route.iter().map(|bend| (bend.x, bend.y)).collect();
        assert_eq!((route.as_slice(), !told.is_empty()), (*expected, *is_told), "{moves:?}: {told:?}");
    }
}

#[test]
fn loose_notes_keep_to_their_neighbour_and_never_lie_over_a_box() {
    let note = |at: (f64, f64), locked, attached: Option<&'static str>| {
        let attached_to = attached.map(|id| RecordId::Organisation(OrganisationId::literal(id)));
        let position = Some(Point::new(at.0, at.1));
        let note = Note { text: "Who pays?".into(), position, locked, attached_to, ..Note::default() };
        vec![(RecordId::Note(NoteId::literal("n")), Record::from(note))]
    };
    let free = Request { restriction: Restriction::Free, ..Request::default() };
    let run = |more, moves: &[(&'static str, (f64, f64))]| {
        let (after, told) = shifted(more, moves, |shift| {
            let mut told = Vec::new();
            (notes::changed(shift, &free, &Fonts::bundled(), &mut told), told)
        });
        (after.note(&NoteId::literal("n")).unwrap().position.unwrap(), told)
    };
    // By the side of `c`: with it. Far from all: with the middle of the map. Attached: its own affair.
    assert_eq!(run(note((4000.0, 90.0), false, None), &[("c", (4100.0, 50.0))]).0, Point::new(4100.0, 140.0));
    let all = [("a", (0.0, 70.0)), ("b", (10.0, 75.0)), ("c", (4000.0, 70.0)), ("d", (4400.0, 70.0))];
    assert_eq!(run(note((2000.0, 900.0), false, None), &all).0, Point::new(2000.0, 970.0));
    assert_eq!(run(note((20.0, 30.0), false, Some("a")), &all).0, Point::new(20.0, 30.0));
    // Somebody comes to stand there: aside, and that is said. A locked one stays, and that is said.
    let (place, told) = run(note((2000.0, 0.0), false, None), &[("b", (2000.0, 0.0))]);
    assert!(place != Point::new(2000.0, 0.0) && place.distance(Point::new(2000.0, 0.0)) < 200.0, "{place:?}");
    assert!(told.iter().any(|words| words.contains("1 note moved aside")), "{told:?}");
    let (place, told) = run(note((2000.0, 0.0), true, None), &[("b", (2000.0, 0.0))]);
    assert_eq!(place, Point::new(2000.0, 0.0));
    assert!(told.iter().any(|words| words.contains("1 locked note lies over a box")), "{told:?}");
}

fn area(id: &'static str, meaning: AreaMeaning, extent: Rect) -> Area {
    let shape = crate::model::AreaShape::Rect;
    Area { id: AreaId::literal(id), title: "Here".into(), extent, meaning, shape }
}

fn with_areas(areas: Vec<Area>) -> Vec<(RecordId, Record)> {
    vec![(RecordId::Map, MapInfo { areas, ..MapInfo::default() }.into())]
}

#[test]
fn bands_are_replaced_titles_go_along_or_stay() {
    let old = || {
        with_areas(vec![
            area(
                "band",
                AreaMeaning::Scale(ScaleId::literal("local")),
                Rect::new(-100.0, -100.0, 300.0, 300.0),
            ),
            area("band-not-stated", AreaMeaning::Title, Rect::new(0.0, 300.0, 10.0, 10.0)),
            area("quarter", AreaMeaning::Title, Rect::new(3900.0, -100.0, 700.0, 200.0)),
        ])
    };
    let new = area("new", AreaMeaning::Scale(ScaleId::literal("local")), Rect::new(0.0, 0.0, 9.0, 9.0));
    let free = |method| Request { method, restriction: Restriction::Free, ..Request::default() };
    let only = Request {
        restriction: Restriction::Only([OrganisationId::literal("c")].into()),
        ..free(Method::Network)
    };
    let keeping = Request { keep_bands: true, ..free(Method::Network) };
    let both = [("c", (4000.0, 500.0)), ("d", (4400.0, 500.0))];
    let cases = [
        (free(Method::Bands), vec![new.clone()], &both[..], vec!["new", "quarter"], 400.0, false),
        (free(Method::Network), vec![], &both, vec!["quarter"], 400.0, true),
        (keeping, vec![], &both, vec!["band", "band-not-stated", "quarter"], 400.0, false),
        (free(Method::Tidy), vec![], &both, vec!["band", "band-not-stated", "quarter"], 400.0, false),
        (only, vec![], &both[..1], vec!["band", "band-not-stated", "quarter"], -100.0, false),
    ];
    for (request, made, moves, expected, top, is_told) in cases {
        let (after, told) = shifted(old(), moves, |shift| {
            let mut told = Vec::new();
            (areas::changed(shift, &made, &request, &mut told).into_iter().collect(), told)
        });
        let ids: Vec<_> = after.map().areas.iter().map(|area| area.id.as_str()).collect();
        assert_eq!((ids, !told.is_empty()), (expected, is_told), "{request:?}: {told:?}");
        let quarter = after.map().areas.iter().find(|area| area.id.as_str() == "quarter");
        assert_eq!(quarter.map(|area| area.extent.top()), Some(top), "{request:?}");
    }
}

#[test]
fn a_title_encloses_its_own_or_is_taken_away() {
    let quarter = Rect::new(3800.0, -200.0, 800.0, 400.0);
    let run = |moves: &[(&'static str, (f64, f64))], strength, restriction: Restriction| {
        let areas = with_areas(vec![
            area("band", AreaMeaning::Scale(ScaleId::literal("local")), Rect::new(-500.0, 0.0, 9.0, 9.0)),
            area("quarter", AreaMeaning::Title, quarter),
        ]);
        let request = Request { method: Method::Bands, restriction, strength, ..Request::default() };
        let (after, told) = shifted(areas, moves, |shift| {
            let mut told = Vec::new();
            (areas::changed(shift, &[], &request, &mut told).into_iter().collect(), told)
        });
        let areas = after.map().areas.clone();
        (
            areas.iter().find(|it| it.id.as_str() == "quarter").map(|it| it.extent),
            areas.len(),
            told.join("; "),
        )
    };
    let free = || Restriction::Free;
    // Nobody moves; together; apart, with the same margins; apart, with others near: closer; among others: gone.
    assert_eq!(run(&[], 1.0, free()).0, Some(quarter));
    let along = run(&[("c", (4000.0, 900.0)), ("d", (4400.0, 900.0))], 1.0, free());
    assert_eq!(along.0, Some(quarter.translated(Point::new(0.0, 900.0))));
    let apart = run(&[("c", (4000.0, 900.0)), ("d", (4400.0, 1200.0))], 1.0, free());
    assert_eq!(apart.0, Some(Rect::new(3800.0, 700.0, 800.0, 700.0)));
    let near = run(&[("c", (4000.0, 900.0)), ("d", (4400.0, 1200.0)), ("a", (4200.0, 750.0))], 1.0, free());
    assert!(near.0.is_some_and(|it| it.top() > 760.0 && it.width < 800.0) && near.2.is_empty(), "{near:?}");
    let gone = run(&[("c", (4000.0, 900.0)), ("a", (4200.0, 450.0))], 1.0, free());
    let words = "The area “Here” was taken away: others stand among its organisations; undo brings it back";
    assert_eq!((gone.0, gone.2.as_str()), (None, words));
    // Part of the way there are no bands any more; who comes new is only spoken of.
    let part = run(&[("a", (70.0, 0.0))], 0.5, free());
    assert_eq!((part.0, part.1), (Some(quarter), 1));
    let new = run(&[("a", (4200.0, 0.0))], 1.0, Restriction::Unplaced);
    assert_eq!(new.0, Some(quarter));
}

#[test]
fn who_stands_under_a_title_is_kept_together() {
    let quarter = area("quarter", AreaMeaning::Title, Rect::new(3800.0, -200.0, 800.0, 400.0));
    let flows = [("a", "c"), ("b", "d"), ("a", "d"), ("b", "c")].into_iter().enumerate();
    let flows = flows.map(|(index, (from, to))| {
        let id = FlowId::new(&format!("f{index}")).unwrap();
        (RecordId::Flow(id), bent(from, to, &[]))
    });
    let records = records().into_iter().chain(with_areas(vec![quarter])).chain(flows);
    let document = Document::from_records(records);
    let look = Look::of(&document, Theme::Light);
    for method in [Method::Network, Method::Layered] {
        let request = Request { method, restriction: Restriction::Free, ..Request::default() };
        let arranged = arrange(&document, &request, &look, &Fonts::bundled(), &Unwatched).unwrap();
        assert!(arranged.document.groups().is_empty());
        let [area] = arranged.document.map().areas.as_slice() else {
            panic!("{method:?}: {:?}", arranged.told);
        };
        for (id, organisation) in arranged.document.organisations() {
            let is_in = area.contains(organisation.position.unwrap());
            assert_eq!(is_in, ["c", "d"].contains(&id.as_str()), "{id} by {method:?}");
        }
    }
}

#[test]
fn what_still_overlaps_is_counted_and_named_and_who_is_held_is_said() {
    let pinned = |id: &'static str, at| {
        let it = Organisation { pinned: true, name: id.into(), ..organisation(at) };
        (RecordId::Organisation(OrganisationId::literal(id)), Record::from(it))
    };
    let more = [pinned("a", (0.0, 0.0)), pinned("b", (10.0, 5.0))];
    let document = Document::from_records(records().into_iter().chain(more));
    let look = Look::of(&document, Theme::Light);
    for method in Method::ALL {
        let request = Request { method, restriction: Restriction::Free, ..Request::default() };
        let arranged = arrange(&document, &request, &look, &Fonts::bundled(), &Unwatched).unwrap();
        assert_eq!((arranged.held, arranged.report.overlaps), (2, Some(1)), "{method:?}");
        let words = "Two boxes lie over each other: “a” and “b” (pinned or locked)";
        assert!(arranged.told.iter().any(|told| told == words), "{method:?}: {:?}", arranged.told);
        assert!(arranged.summary(method).contains("2 pinned or locked and stayed"), "{method:?}");
        for id in ["a", "b"].map(OrganisationId::literal) {
            assert_eq!(arranged.document.organisation(&id), document.organisation(&id), "{method:?}");
        }
        let again = arrange(&document, &request, &look, &Fonts::bundled(), &Unwatched).unwrap();
        assert_eq!(again.transaction, arranged.transaction, "{method:?}");
        let mut back = arranged.document;
        back.apply(&arranged.transaction.invert()).unwrap();
        assert_eq!(back, document, "{method:?}");
    }
}

fn group(id: &'static str, collapsed: bool, members: Vec<Member>) -> (RecordId, Record) {
    let label = format!("Those of {id}");
    (RecordId::Group(GroupId::literal(id)), Group { label, members, collapsed, ..Group::default() }.into())
}

fn member(id: &'static str) -> Member {
    Member::Organisation(OrganisationId::literal(id))
}

/// What is drawn: boxes of organisations and of collapsed groups.
fn drawn(document: &Document) -> Vec<Rect> {
    let fonts = Fonts::bundled();
    let look = Look::of(document, Theme::Light);
    let scene = scene::build(document, &scene::Options::default(), &look, &fonts);
    let groups = scene.groups.iter().filter(|group| group.collapsed).map(|group| group.rect);
    scene.nodes.iter().map(|node| node.rect).chain(groups).collect()
}

#[test]
fn a_collapsed_group_is_arranged_as_the_one_box_that_is_drawn() {
    let fonts = Fonts::bundled();
    // Of those at the right one has no place; the box of their group lies over what stands between them.
    let new = RecordId::Organisation(OrganisationId::literal("e"));
    let between = RecordId::Organisation(OrganisationId::literal("f"));
    let flow = |id: &'static str| RecordId::Flow(FlowId::literal(id));
    let inner = Member::Group(GroupId::literal("inner"));
    let more = vec![
        (new, Organisation::default().into()),
        (between, organisation((4190.0, 10.0)).into()),
        (flow("f"), bent("a", "c", &[])),
        (flow("g"), bent("c", "d", &[])),
        group("inner", false, vec![member("d"), member("e")]),
        group("outer", true, vec![member("c"), inner]),
        group("all", false, vec![member("a"), Member::Group(GroupId::literal("outer"))]),
    ];
    for is_pinned in [false, true] {
        let mut document = Document::from_records(records().into_iter().chain(more.clone()));
        if is_pinned {
            let (id, of) = (OrganisationId::literal("d"), organisation((4400.0, 0.0)));
            let pinned = Organisation { pinned: true, ..of.clone() };
            let pin = change(RecordId::Organisation(id), of, pinned);
            document.apply(&Transaction::new(vec![pin])).unwrap();
        }
        let look = Look::of(&document, Theme::Light);
        for method in Method::ALL {
            let request = Request { method, restriction: Restriction::Free, ..Request::default() };
            let arranged = arrange(&document, &request, &look, &fonts, &Unwatched).unwrap();
            let boxes = drawn(&arranged.document);
            assert_eq!(boxes.len(), 4, "a, b, f and the group");
            for (index, one) in boxes.iter().enumerate() {
                assert!(!boxes[..index].iter().any(|other| other.overlaps(*one)), "{method:?}: {boxes:?}");
            }
            assert_eq!(arranged.report.overlaps, Some(0), "{method:?}: {:?}", arranged.told);
            let at =
                |id| arranged.document.organisation(&OrganisationId::literal(id)).unwrap().position.unwrap();
            assert_eq!(at("d") - at("c"), Point::new(400.0, 0.0), "{method:?}: they go together");
            let stayed = at("c") == Point::new(4000.0, 0.0);
            assert!(stayed || !is_pinned, "{method:?}: none goes without the other");
        }
    }
}

#[test]
fn a_map_without_places_is_opened_with_collapsed_groups_as_one_box_each() {
    let fonts = Fonts::bundled();
    let named = |id: String| OrganisationId::new(&id).expect("a slug");
    let of = |count: usize| (0..count).map(|index| named(format!("n{index}")));
    let mut records: Vec<(RecordId, Record)> = default_scheme();
    records.extend(of(12).map(|id| (RecordId::Organisation(id), Organisation::default().into())));
    let members = of(7).map(Member::Organisation).collect();
    records.push(group("folded", true, members));
    let document = Document::from_records(records);
    let look = Look::of(&document, Theme::Light);
    let opened = crate::pipeline::opened(document, &look, &fonts);
    assert_eq!(opened.placed, 12, "those within it have places too");
    let boxes = drawn(&opened.document);
    assert_eq!(boxes.len(), 6, "five and the group");
    for (index, one) in boxes.iter().enumerate() {
        assert!(!boxes[..index].iter().any(|other| other.overlaps(*one)), "{boxes:?}");
    }
    // Packed for one box, not for seven.
    let whole = Rect::around(boxes.iter().copied()).unwrap();
    let filled: f64 = boxes.iter().map(|it| it.width * it.height).sum();
    assert!(whole.width * whole.height < 12.0 * filled, "{whole:?}");
}
