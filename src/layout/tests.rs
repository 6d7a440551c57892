//! What a placement promises, over maps made at random and over odd ones made by hand.

use proptest::prelude::*;

use super::*;
use crate::model::{
    Flow, FlowId, FlowKindId, Organisation, Record, RecordId, Rect, ScaleId, SectorId, default_scheme,
};

const SECTORS: [&str; 4] = ["government", "industry", "universities", "third-sector"];
const SCALES: [&str; 4] = ["local", "regional", "national", "international"];

fn id(index: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{index}")).expect("a slug")
}

/// A map of organisations, each with (sector, scale, place), and flows between them.
fn map(organisations: &[(usize, usize, Option<(f64, f64)>)], flows: &[(usize, usize)]) -> Document {
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

fn sizes(document: &Document) -> BTreeMap<OrganisationId, Size> {
    let size = |index: usize| Size::new(100.0 + (index % 7) as f64 * 18.0, 38.0 + (index % 3) as f64 * 18.0);
    document.organisations().keys().enumerate().map(|(index, id)| (id.clone(), size(index))).collect()
}

fn placed(document: &Document) -> Placement {
    run(&Topology::new(document), document, &sizes(document), &Request::first_placement())
}

/// Pairs of which at least one was placed now and whose boxes overlap.
fn overlaps(document: &Document, placement: &Placement) -> usize {
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
    let placement = placed(&document);
    let at = |index| placement.positions[&id(index)];
    assert!(at(1).y < at(0).y, "national stands above local");
    assert!((at(0).y - at(2).y).abs() < 0.5, "one scale, one band");
    assert!(at(0).x < at(1).x, "government stands left of industry");
    assert!((at(1).x - at(2).x).abs() < 0.5, "one sector, one column");
    assert!(at(3).y > at(0).y && at(3).x > at(2).x, "what is not stated comes last");
    let titles: Vec<_> = placement.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(titles, ["band-national", "band-local", "band-not-stated"]);
    for (index, band) in [(1, 0), (0, 1), (2, 1), (3, 2)] {
        let size = sizes(&document)[&id(index)];
        assert!(placement.areas[band].extent.contains_rect(Rect::from_center(at(index), size)), "{index}");
    }
}

#[test]
fn a_newcomer_stands_in_its_band_near_its_neighbour() {
    let mut document = map(&[(0, 2, Some((600.0, 60.0))), (0, 0, None)], &[(0, 1)]);
    let mut info = (**document.map()).clone();
    info.areas = vec![Area {
        id: crate::model::AreaId::literal("local"),
        title: String::new(),
        extent: Rect::new(0.0, 200.0, 1000.0, 200.0),
        meaning: crate::model::AreaMeaning::Scale(ScaleId::literal("local")),
    }];
    let change = crate::model::Change {
        id: RecordId::Map,
        before: document.get(&RecordId::Map),
        after: Some(Record::from(info)),
    };
    document.apply(&crate::model::Transaction::new([change])).expect("only the areas change");
    let position = placed(&document).positions[&id(1)];
    assert!((200.0..400.0).contains(&position.y), "within its band: {position:?}");
    assert!((position.x - 600.0).abs() < 200.0, "near its neighbour: {position:?}");
}
