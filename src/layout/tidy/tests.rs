//! What tidying keeps, over sketches that nobody thought of.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::{
    layout::{Method, Request, Restriction, Unwatched, run},
    model::{
        Area, AreaId, AreaMeaning, Document, Group, GroupId, MapInfo, Member, Organisation, OrganisationId,
        Point, Record, RecordId, Rect, Size,
    },
    topology::Topology,
};

const BOX: Size = Size::new(120.0, 40.0);

fn id(number: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{number:03}")).expect("a slug")
}

/// A map of organisations at these places; some are pinned.
fn map(places: &[(Point, bool)], areas: &[Rect], group: &[usize]) -> Document {
    let organisations = places.iter().enumerate().map(|(number, &(at, pinned))| {
        let organisation = Organisation { position: Some(at), pinned, ..Organisation::default() };
        (RecordId::Organisation(id(number)), Record::from(organisation))
    });
    let areas = areas.iter().enumerate().map(|(number, extent)| Area {
        id: AreaId::new(&format!("a{number}")).expect("a slug"),
        title: String::new(),
        extent: *extent,
        meaning: AreaMeaning::Title,
        shape: crate::model::AreaShape::Rect,
    });
    let info = MapInfo { areas: areas.collect(), ..MapInfo::default() };
    let group = Group {
        members: group.iter().map(|&one| Member::Organisation(id(one))).collect(),
        ..Group::default()
    };
    let group = (RecordId::Group(GroupId::literal("g")), Record::from(group));
    let rest = [(RecordId::Map, Record::from(info)), group];
    Document::from_records(organisations.chain(rest).collect::<Vec<_>>())
}

fn request(restriction: Restriction, strength: f64) -> Request {
    Request { method: Method::Tidy, restriction, strength, ..Request::default() }
}

/// Where everyone stands afterwards, and how far the order was kept.
fn tidied(document: &Document, sizes: &[Size], request: &Request) -> (Vec<Point>, f64) {
    let boxes: BTreeMap<_, _> = sizes.iter().enumerate().map(|(number, size)| (id(number), *size)).collect();
    let placement = run(&Topology::new(document), document, &boxes, request, &Unwatched).unwrap();
    let places = (0..sizes.len()).map(|number| {
        let stood = document.organisation(&id(number)).unwrap().position.unwrap();
        placement.positions.get(&id(number)).copied().unwrap_or(stood)
    });
    (places.collect(), placement.report.order_kept.unwrap())
}

fn free(places: &[(f64, f64)]) -> Vec<(Point, bool)> {
    places.iter().map(|&(x, y)| (Point::new(x, y), false)).collect()
}

fn points(places: &[(f64, f64)]) -> Vec<Point> {
    places.iter().map(|&(x, y)| Point::new(x, y)).collect()
}

#[test]
fn a_row_that_is_nearly_straight_and_nearly_even_becomes_so() {
    let sketch = free(&[(0.0, 3.0), (202.0, -4.0), (396.0, 1.0), (610.0, 0.0)]);
    let (places, kept) = tidied(&map(&sketch, &[], &[]), &[BOX; 4], &request(Restriction::Free, 1.0));
    assert_eq!(places, points(&[(-3.0, 0.0), (200.0, 0.0), (403.0, 0.0), (606.0, 0.0)]));
    assert_eq!(kept, 1.0);
}

#[test]
fn a_heap_becomes_no_column() {
    let heap = free(&[(7.0, 7.0); 60]);
    let (places, _) = tidied(&map(&heap, &[], &[]), &[BOX; 60], &request(Restriction::Free, 0.5));
    let around = Rect::around(places.iter().map(|at| Rect::from_center(*at, BOX))).unwrap();
    assert!((0.5..3.0).contains(&(around.width / around.height)), "{around:?}");
    assert!(around.expanded(1.0).contains(Point::new(7.0, 7.0)), "{around:?}");
}

#[test]
fn strength_says_how_near_is_near() {
    let sketch = free(&[(0.0, 0.0), (200.0, 15.0)]);
    let with = |strength| tidied(&map(&sketch, &[], &[]), &[BOX; 2], &request(Restriction::Free, strength)).0;
    assert_eq!(with(1.0)[0].y, with(1.0)[1].y);
    assert_eq!(with(0.4), points(&[(0.0, 0.0), (200.0, 15.0)]));
    assert_eq!(with(0.0), points(&[(0.0, 0.0), (200.0, 15.0)]));
}

#[test]
fn what_is_pinned_or_not_chosen_stays_and_others_come_into_line_with_it() {
    let mut sketch = free(&[(0.0, 7.5), (200.0, 0.0), (400.0, 2.0)]);
    sketch[0].1 = true;
    let (places, _) = tidied(&map(&sketch, &[], &[]), &[BOX; 3], &request(Restriction::Free, 1.0));
    assert_eq!(places.iter().map(|at| at.y).collect::<Vec<_>>(), [7.5; 3]);
    let only = Restriction::Only(BTreeSet::from([id(2)]));
    let (places, _) = tidied(&map(&sketch, &[], &[]), &[BOX; 3], &request(only, 1.0));
    assert_eq!(places[..2], points(&[(0.0, 7.5), (200.0, 0.0)]), "not asked to move");
}

#[test]
fn stairs_stay_stairs_and_edges_count_where_sizes_differ() {
    let stairs: Vec<(f64, f64)> = (0..8).map(|n| (f64::from(n) * 140.0, f64::from(n) * 20.0)).collect();
    let document = map(&free(&stairs), &[], &[]);
    assert_eq!(tidied(&document, &[BOX; 8], &request(Restriction::Free, 1.0)).0, points(&stairs));
    let document = map(&free(&[(0.0, 0.0), (200.0, 31.0)]), &[], &[]);
    let sizes = [BOX, Size::new(120.0, 100.0)];
    let (places, _) = tidied(&document, &sizes, &request(Restriction::Free, 1.0));
    assert_eq!(places[0].y - 20.0, places[1].y - 50.0, "their upper edges: {places:?}");
}

#[test]
fn an_overlap_in_a_full_band_stays_in_the_band() {
    let band = Rect::new(-100.0, -30.0, 250.0, 60.0);
    let document = map(&free(&[(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)]), &[band], &[]);
    let (places, _) = tidied(&document, &[BOX; 3], &request(Restriction::Free, 1.0));
    for at in places {
        assert!(band.contains_rect(Rect::from_center(at, BOX)), "{at:?}");
    }
}

#[test]
fn boxes_pushed_apart_are_made_straight_until_nothing_is_left_to_do() {
    // Once left by a unit for the second time: who gave way to an overlap stood in a new line.
    let sketch: Vec<(Point, bool)> = [(12.0, 99.0), (57.0, 49.0), (26.0, 51.0), (77.0, 97.0), (47.0, 80.0)]
        .iter()
        .enumerate()
        .map(|(number, &(x, y))| (Point::new(x, y), number == 4))
        .collect();
    let sides = [
        (192.289_857_610_911_38, 70.652_158_795_665_84),
        (141.021_608_896_756, 30.0),
        (172.001_080_617_612_36, 30.0),
        (181.359_246_662_319_52, 30.0),
        (60.0, 79.772_705_338_082_42),
    ];
    let sizes = sides.map(|(width, height)| Size::new(width, height));
    let asked = request(Restriction::Free, 0.589_455_582_221_007_5);
    let (once, _) = tidied(&map(&sketch, &[], &[]), &sizes, &asked);
    let again: Vec<(Point, bool)> = once.iter().zip(&sketch).map(|(at, one)| (*at, one.1)).collect();
    assert_eq!(tidied(&map(&again, &[], &[]), &sizes, &asked).0, once);
}

fn overlap(a: Point, b: Point, sizes: (Size, Size)) -> bool {
    (a.x - b.x).abs() < f64::midpoint(sizes.0.width, sizes.1.width) - 1e-3
        && (a.y - b.y).abs() < f64::midpoint(sizes.0.height, sizes.1.height) - 1e-3
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 1000 }))]

    #[test]
    fn tidying_keeps_its_word(
        boxes in prop::collection::vec(
            ((0.0_f64..1.0, 0.0_f64..1.0), (60.0_f64..200.0, 30.0_f64..90.0), prop::bool::weighted(0.1)), 1..40),
        spread in prop::sample::select(vec![100.0, 600.0, 1500.0, 4000.0]),
        equal in any::<bool>(),
        strength in 0.0_f64..=1.0,
        banded in any::<bool>(),
        group in 0_usize..4,
    ) {
        let sketch: Vec<(Point, bool)> = boxes.iter()
            .map(|one| (Point::new((one.0.0 * spread).round(), (one.0.1 * spread).round()), one.2)).collect();
        let sizes: Vec<Size> =
            boxes.iter().map(|one| if equal { BOX } else { Size::new(one.1.0, one.1.1) }).collect();
        let areas: Vec<Rect> = if banded {
            (0..3).map(|n| Rect::new(-500.0, f64::from(n) * spread / 3.0, spread + 1000.0, spread / 3.0)).collect()
        } else {
            Vec::new()
        };
        let group: Vec<usize> = (0..group.min(boxes.len())).collect();
        let document = map(&sketch, &areas, &group);
        let asked = request(Restriction::Free, strength);
        let (places, kept) = tidied(&document, &sizes, &asked);
        prop_assert_eq!(&tidied(&document, &sizes, &asked).0, &places);
        let overlaps = |places: &[Point]| {
            let mut pairs = BTreeSet::new();
            for a in 0..places.len() {
                for b in a + 1..places.len() {
                    if overlap(places[a], places[b], (sizes[a], sizes[b])) {
                        pairs.insert((a, b));
                    }
                }
            }
            pairs
        };
        for (a, b) in overlaps(&places) {
            prop_assert!(sketch[a].1 && sketch[b].1 || banded, "{} and {} overlap", a, b);
        }
        for (number, (at, pinned)) in sketch.iter().enumerate() {
            prop_assert!(places[number].is_finite());
            prop_assert!(!pinned || places[number] == *at, "pinned");
            for area in areas.iter().filter(|area| area.contains(*at)) {
                prop_assert!(area.contains(places[number]), "in its band");
            }
        }
        // Where nothing had to give way to an overlap nobody swaps with anybody.
        let clear = sketch.iter().enumerate().all(|(a, one)| sketch.iter().enumerate().all(|(b, other)| {
            let larger = |size: Size| Size::new(size.width + 8.0, size.height + 8.0);
            a == b || !overlap(one.0, other.0, (larger(sizes[a]), larger(sizes[b])))
        }));
        if clear {
            prop_assert_eq!(kept, 1.0);
            for (at, place) in sketch.iter().zip(&places) {
                prop_assert!((at.0 - *place).length() <= 102.0, "{:?} {:?}", at, place);
            }
        }
        // A band that is too full stays too full, and may look different each time.
        prop_assume!(overlaps(&places).iter().all(|&(a, b)| sketch[a].1 && sketch[b].1));
        let again: Vec<(Point, bool)> =
            places.iter().zip(&sketch).map(|(place, one)| (*place, one.1)).collect();
        let (twice, _) = tidied(&map(&again, &areas, &group), &sizes, &asked);
        prop_assert_eq!(twice, places, "twice is once");
    }
}
