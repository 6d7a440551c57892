//! What a placement promises, over maps made at random and over odd ones made by hand.

use proptest::prelude::*;

use super::*;
use crate::model::{
    Area, AreaMeaning, Flow, FlowId, FlowKindId, Organisation, Record, RecordId, Rect, ScaleId, SectorId,
    default_scheme,
};

const SECTORS: [&str; 4] = ["government", "industry", "universities", "third-sector"];
const SCALES: [&str; 4] = ["local", "regional", "national", "international"];

pub(super) fn id(index: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{index}")).expect("a slug")
}

/// Sector and scale by number, and a place.
pub(super) type Row = (usize, usize, Option<(f64, f64)>);

/// A map of these organisations, and flows between them.
pub(super) fn map(organisations: &[Row], flows: &[(usize, usize)]) -> Document {
    let nodes = organisations.iter().enumerate().map(|(index, (sector, scale, place))| {
        let organisation = Organisation {
            sector: SECTORS.get(*sector).map(|id| SectorId::literal(id)),
            scale: SCALES.get(*scale).map(|id| ScaleId::literal(id)),
            position: place.map(|(x, y)| Point::new(x, y)),
            ..Organisation::default()
        };
        (RecordId::Organisation(id(index)), Record::from(organisation))
    });
    let edges = flows.iter().enumerate().map(|(index, (from, to))| {
        let flow = Flow::new(id(*from), id(*to), FlowKindId::literal("funding"));
        (RecordId::Flow(FlowId::new(&format!("f{index}")).expect("a slug")), Record::from(flow))
    });
    Document::from_records(default_scheme().into_iter().chain(nodes).chain(edges))
}

pub(super) fn sizes(document: &Document) -> BTreeMap<OrganisationId, Size> {
    let size = |index: usize| Size::new(100.0 + (index % 7) as f64 * 18.0, 38.0 + (index % 3) as f64 * 18.0);
    document.organisations().keys().enumerate().map(|(index, id)| (id.clone(), size(index))).collect()
}

fn placed(document: &Document) -> Placement {
    run(&Topology::new(document), document, &sizes(document), &Request::first_placement(), &Unwatched)
        .expect("nobody calls it off")
}

pub(super) fn with_areas(mut document: Document, areas: &[Area]) -> Document {
    let info = crate::model::MapInfo { areas: areas.to_vec(), ..(**document.map()).clone() };
    let change = crate::model::Change {
        id: RecordId::Map,
        before: document.get(&RecordId::Map),
        after: Some(Record::from(info)),
    };
    document.apply(&crate::model::Transaction::new([change])).expect("only the areas change");
    document
}

/// Pairs of which at least one was placed now and whose boxes overlap.
pub(super) fn overlaps(document: &Document, placement: &Placement) -> usize {
    let sizes = sizes(document);
    let mut boxes: Vec<(Rect, bool)> = document
        .organisations()
        .iter()
        .filter_map(|(id, organisation)| {
            let new = placement.positions.get(id);
            let position = new.copied().or(organisation.position)?;
            Some((Rect::from_center(position, sizes[id]), new.is_some()))
        })
        .collect();
    boxes.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let mut count = 0;
    for (index, (a, a_is_new)) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|(b, _)| b.left() < a.right());
        count += near.filter(|(b, b_is_new)| (*a_is_new || *b_is_new) && a.overlaps(*b)).count();
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn newcomers_overlap_nothing_and_move_nothing(
        organisations in prop::collection::vec(
            (0_usize..5, 0_usize..5, prop::option::weighted(0.4, (-900.0..900.0, -900.0..900.0))), 0..60),
        ends in prop::collection::vec((0_usize..60, 0_usize..60), 0..90),
    ) {
        let count = organisations.len();
        let flows: Vec<_> = ends.into_iter().filter(|(a, b)| *a < count && *b < count).collect();
        let document = map(&organisations, &flows);
        let placement = placed(&document);
        for (id, organisation) in document.organisations() {
            prop_assert_eq!(organisation.position.is_none(), placement.positions.contains_key(id));
        }
        prop_assert!(placement.positions.values().all(|position| position.is_finite()));
        prop_assert_eq!(overlaps(&document, &placement), 0);
        prop_assert_eq!(&placement, &placed(&document));
    }
}

#[test]
fn odd_maps_get_a_sane_picture() {
    let star: Vec<_> = (1..5000).map(|leaf| (0, leaf)).collect();
    let clique: Vec<_> = (0..60).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    for (name, count, flows) in [
        ("nobody", 0, vec![]),
        ("one", 1, vec![]),
        ("one with a loop", 1, vec![(0, 0)]),
        ("500 isolates", 500, vec![]),
        ("a star of 5,000", 5000, star),
        ("a clique", 60, clique),
    ] {
        let document = map(&vec![(9, 9, None); count], &flows);
        let placement = placed(&document);
        assert_eq!(placement.positions.len(), count, "{name}");
        assert_eq!(overlaps(&document, &placement), 0, "{name}");
        assert!(placement.areas.is_empty(), "{name}: one band is no division");
    }
}

#[test]
fn bands_stand_by_scale_and_columns_by_sector() {
    // (sector, scale): local government, national industry, local industry, a node of which nothing is stated.
    let document = map(&[(0, 0, None), (1, 2, None), (1, 0, None), (9, 9, None)], &[(0, 1)]);
    let request = Request { method: Method::Grid, ..Request::default() };
    let placement = run(&Topology::new(&document), &document, &sizes(&document), &request, &Unwatched)
        .expect("nobody calls it off");
    let at = |index| placement.positions[&id(index)];
    assert!(at(1).y < at(0).y, "national stands above local");
    assert!((at(0).y - at(2).y).abs() < 0.5, "one scale, one band");
    assert!(at(0).x < at(1).x, "government stands left of industry");
    assert!(at(3).y > at(0).y && at(3).x > at(2).x, "what is not stated comes last");
    let titles: Vec<_> = placement.areas.iter().map(|area| area.id.as_str()).collect();
    let columns = ["column-government", "column-industry", "column-not-stated"];
    assert_eq!(titles, [&columns[..], &["band-national", "band-local", "band-not-stated"]].concat());
    for (index, column, band) in [(1, 1, 3), (0, 0, 4), (2, 1, 4), (3, 2, 5)] {
        let rect = Rect::from_center(at(index), sizes(&document)[&id(index)]);
        for area in [column, band] {
            assert!(placement.areas[area].extent.contains_rect(rect), "{index}");
        }
    }
}

#[test]
fn a_newcomer_stands_in_its_band_near_its_neighbour() {
    let document = map(&[(0, 2, Some((600.0, 60.0))), (0, 0, None)], &[(0, 1)]);
    let area = Area {
        id: crate::model::AreaId::literal("local"),
        title: String::new(),
        extent: Rect::new(0.0, 200.0, 1000.0, 200.0),
        meaning: AreaMeaning::Scale(ScaleId::literal("local")),
        shape: crate::model::AreaShape::Rect,
    };
    let document = with_areas(document, &[area]);
    let position = placed(&document).positions[&id(1)];
    assert!((200.0..400.0).contains(&position.y), "within its band: {position:?}");
    assert!((position.x - 600.0).abs() < 200.0, "near its neighbour: {position:?}");
}

#[test]
fn newcomers_keep_to_the_areas_that_mean_them() {
    let extents = [("national", 0.0), ("local", 400.0)];
    let areas = extents.map(|(scale, top)| Area {
        id: crate::model::AreaId::literal(scale),
        title: String::new(),
        extent: Rect::new(0.0, top, 1600.0, 380.0),
        meaning: AreaMeaning::Scale(ScaleId::literal(scale)),
        shape: crate::model::AreaShape::Rect,
    });
    // Nobody has a place yet; the author has drawn bands.
    let document =
        with_areas(map(&[(0, 2, None), (3, 2, None), (1, 0, None), (0, 0, None)], &[(0, 3)]), &areas);
    let placement = placed(&document);
    assert!(placement.areas.is_empty(), "the map has its own");
    for (index, area) in [(0, 0), (1, 0), (2, 1), (3, 1)] {
        let rect = Rect::from_center(placement.positions[&id(index)], sizes(&document)[&id(index)]);
        assert!(areas[area].extent.contains_rect(rect), "{index}: {rect:?}");
    }
    assert!(placement.positions[&id(0)].x < placement.positions[&id(1)].x, "sectors in their order");
}

#[test]
fn newcomers_find_a_place_whatever_stands() {
    let crowd: Vec<_> = (0..1500).map(|_| (9, 9, None)).collect();
    let far = |x: f64, y: f64| vec![(9, 9, Some((x, y))), (9, 9, None), (9, 9, None)];
    for (name, organisations, flows) in [
        ("one hub of 1,500", [vec![(9, 9, Some((0.0, 0.0)))], crowd.clone()].concat(), 1..1501),
        ("nobody joined", [vec![(9, 9, Some((0.0, 0.0)))], crowd].concat(), 1..1),
        ("far away", far(1e12, -1e12), 1..3),
        ("further than numbers tell apart", far(1e300, 1e300), 1..3),
    ] {
        let flows: Vec<_> = flows.map(|leaf| (0, leaf)).collect();
        let document = map(&organisations, &flows);
        let placement = placed(&document);
        assert_eq!(placement.positions.len(), organisations.len() - 1, "{name}");
        assert_eq!(overlaps(&document, &placement), 0, "{name}");
    }
}

#[test]
fn pinned_and_locked_ones_stay_when_all_are_arranged() {
    let mut document = map(&[(0, 0, Some((5.5, 7.5))), (1, 0, Some((5.5, 7.5))), (2, 0, None)], &[(0, 1)]);
    let pinned = Organisation { pinned: true, ..(**document.organisation(&id(0)).unwrap()).clone() };
    let change = crate::model::Change {
        id: RecordId::Organisation(id(0)),
        before: document.get(&RecordId::Organisation(id(0))),
        after: Some(Record::from(pinned)),
    };
    document.apply(&crate::model::Transaction::new([change])).expect("only a pin");
    let request = Request { restriction: Restriction::Free, ..Request::default() };
    let placement = run(&Topology::new(&document), &document, &sizes(&document), &request, &Unwatched)
        .expect("nobody calls it off");
    assert_eq!(placement.positions.keys().cloned().collect::<Vec<_>>(), [id(1), id(2)]);
    assert_eq!(overlaps(&document, &placement), 0);
}

#[test]
fn flows_pass_boxes_by() {
    // A ladder in one cell whose ids say nothing about who is joined to whom.
    let flows = [(0, 5), (5, 2), (2, 7), (7, 1), (1, 6), (6, 3), (3, 4)];
    let document = map(&[(0, 0, None); 8], &flows);
    let placement = placed(&document);
    let topology = Topology::new(&document);
    let sizes = sizes(&document);
    let problem = Problem::new(&topology, &document, &sizes, &Restriction::Free);
    let positions = placement.positions.values().copied().collect();
    let length: f64 =
        flows.iter().map(|(a, b)| placement.positions[&id(*a)].distance(placement.positions[&id(*b)])).sum();
    let badness = crossings::Drawing::new(&problem, positions).badness();
    assert!(badness * 500.0 - length < 1.0, "a path can be laid without a crossing: {badness}");
}

#[test]
fn part_of_the_way_is_part_of_the_way() {
    for method in [Method::Network, Method::Layered, Method::Bands, Method::Rings] {
        let sketch =
            |number: usize| Point::new((number * 7 % 20) as f64 * 900.0, (number * 3 % 20) as f64 * 700.0);
        let rows: Vec<Row> = (0..20)
            .map(|number| (number % 3, number % 4, Some((sketch(number).x, sketch(number).y))))
            .collect();
        let flows: Vec<(usize, usize)> = (0..19).map(|number| (number, number / 3 + 1)).collect();
        let mut document = map(&rows, &flows);
        let fourth = RecordId::Organisation(id(4));
        let before = document.get(&fourth);
        let pinned = Organisation { pinned: true, ..(**document.organisation(&id(4)).unwrap()).clone() };
        let change = crate::model::Change { id: fourth, before, after: Some(pinned.into()) };
        document.apply(&crate::model::Transaction::new(vec![change])).unwrap();
        let at = |strength: f64| {
            let request = Request { method, restriction: Restriction::Free, strength, ..Request::default() };
            run(&Topology::new(&document), &document, &BTreeMap::new(), &request, &Unwatched).unwrap()
        };
        let (none, half, all) = (at(0.0), at(0.5), at(1.0));
        let mut near = 0;
        for number in 0..20 {
            assert_eq!(half.positions.contains_key(&id(number)), number != 4, "{method:?}");
            let Some(end) = all.positions.get(&id(number)) else { continue };
            assert_eq!(none.positions[&id(number)], sketch(number), "{method:?}: nobody moves");
            let way = sketch(number).lerp(*end, 0.5).distance(half.positions[&id(number)]);
            near += usize::from(way < 2.0);
        }
        // All but those who would stand on somebody else there.
        assert!(near >= 12, "{method:?}: {near}");
        let boxes: Vec<Rect> = (0..20)
            .map(|number| half.positions.get(&id(number)).copied().unwrap_or(sketch(number)))
            .map(|at| Rect::from_center(at, USUAL_BOX))
            .collect();
        for (number, rect) in boxes.iter().enumerate() {
            assert!(boxes[..number].iter().all(|other| !other.overlaps(*rect)), "{method:?}");
        }
    }
}
