//! What bands, grids and rings promise: everyone in the band, the column, the ring and the slice that is theirs,
//! whatever the map; nobody moves who must not.

use proptest::prelude::*;

use super::{
    tests::{id, map, overlaps, sizes, with_areas},
    *,
};
use crate::model::{Area, AreaMeaning, AreaShape, Change, Record, RecordId, ScaleId, Transaction};

fn asked(method: Method) -> Request {
    Request { method, restriction: Restriction::Free, ..Request::default() }
}

fn arranged(document: &Document, request: &Request) -> Placement {
    run(&Topology::new(document), document, &sizes(document), request, &Unwatched)
        .expect("nobody calls it off")
}

fn changed(mut document: Document, index: usize, change: impl FnOnce(&mut Organisation)) -> Document {
    let key = RecordId::Organisation(id(index));
    let mut after = (**document.organisation(&id(index)).unwrap()).clone();
    change(&mut after);
    let change = Change { id: key.clone(), before: document.get(&key), after: Some(Record::from(after)) };
    document.apply(&Transaction::new([change])).expect("only one changes");
    document
}

/// Whether all of a box lies in an area.
fn holds(area: &Area, rect: Rect) -> bool {
    let corners = rect.corners();
    let middles = (0..4).map(|side| corners[side].lerp(corners[(side + 1) % 4], 0.5));
    corners.into_iter().chain(middles).all(|point| area.contains(point))
}

/// Everyone who moved stands in all areas that mean them, wholly, and in none that means others.
fn strays(document: &Document, placement: &Placement) -> Vec<String> {
    let mut strays = Vec::new();
    for (id, at) in &placement.positions {
        let organisation = document.organisation(id).unwrap();
        let rect = Rect::from_center(*at, sizes(document)[id]);
        for area in &placement.areas {
            let is_meant = match &area.meaning {
                AreaMeaning::Scale(scale) => organisation.scale.as_ref() == Some(scale),
                AreaMeaning::Sector(sector) => organisation.sector.as_ref() == Some(sector),
                AreaMeaning::Title if area.id.as_str() == Area::SCALE_NOT_STATED => {
                    organisation.scale.is_none()
                }
                AreaMeaning::Title => organisation.sector.is_none(),
            };
            let is_in = if is_meant { holds(area, rect) } else { !area.contains(*at) };
            if !is_in {
                strays.push(format!("{id} at {at:?} and {}", area.id));
            }
        }
    }
    strays
}

const METHODS: [Method; 3] = [Method::Bands, Method::Grid, Method::Rings];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn everyone_stands_where_scale_and_sector_say(
        organisations in prop::collection::vec(
            (0_usize..5, 0_usize..5, prop::option::weighted(0.6, (-900.0..900.0, -900.0..900.0))), 1..50),
        ends in prop::collection::vec((0_usize..50, 0_usize..50), 0..80),
        method in prop::sample::select(METHODS.to_vec()),
        sideways in any::<bool>(),
        axes in prop::sample::select(vec![Axes::Both, Axes::Scales, Axes::Sectors]),
        reach in prop::collection::vec((0_usize..50, 0_usize..4), 0..4),
    ) {
        let count = organisations.len();
        let flows: Vec<_> = ends.into_iter().filter(|(a, b)| *a < count && *b < count).collect();
        let mut document = map(&organisations, &flows);
        for (index, scale) in reach.into_iter().filter(|(index, _)| *index < count) {
            let scale = ScaleId::literal(["local", "regional", "national", "international"][scale]);
            document = changed(document, index, |it| it.reach = vec![scale]);
        }
        let request = Request { sideways, axes, ..asked(method) };
        let placement = arranged(&document, &request);
        prop_assert_eq!(placement.positions.len(), count);
        prop_assert!(placement.positions.values().all(|at| at.is_finite()));
        prop_assert!(placement.areas.iter().all(Area::is_sane));
        prop_assert_eq!(overlaps(&document, &placement), 0);
        prop_assert_eq!(strays(&document, &placement), Vec::<String>::new());
        prop_assert_eq!(&placement, &arranged(&document, &request));
    }

    #[test]
    fn the_pinned_stay_and_others_keep_clear(
        organisations in prop::collection::vec(
            (0_usize..5, 0_usize..5, (-900.0..900.0, -900.0..900.0)), 1..40),
        pinned in prop::collection::btree_set(0_usize..40, 0..6),
        ends in prop::collection::vec((0_usize..40, 0_usize..40), 0..60),
        method in prop::sample::select(METHODS.to_vec()),
        sideways in any::<bool>(),
        only in any::<bool>(),
        strength in prop::sample::select(vec![0.4, 1.0]),
    ) {
        let count = organisations.len();
        let flows: Vec<_> = ends.into_iter().filter(|(a, b)| *a < count && *b < count).collect();
        let rows: Vec<_> = organisations.iter().map(|(a, b, at)| (*a, *b, Some(*at))).collect();
        let mut document = map(&rows, &flows);
        let pinned: Vec<_> = pinned.into_iter().filter(|index| *index < count).collect();
        for index in &pinned {
            document = changed(document, *index, |it| it.pinned = true);
        }
        let restriction = if only {
            Restriction::Only((0..count).filter(|index| index % 3 == 0).map(id).collect())
        } else {
            Restriction::Free
        };
        let request = Request { sideways, strength, restriction, ..asked(method) };
        let placement = arranged(&document, &request);
        prop_assert!(pinned.iter().all(|index| !placement.positions.contains_key(&id(*index))));
        prop_assert!(!only || placement.areas.is_empty());
        prop_assert_eq!(overlaps(&document, &placement), 0);
        if !only && strength >= 1.0 {
            prop_assert_eq!(strays(&document, &placement), Vec::<String>::new());
        }
    }
}

#[test]
fn odd_maps_are_arranged_by_every_method() {
    let star: Vec<_> = (1..2000).map(|leaf| (0, leaf)).collect();
    for (name, rows, flows) in [
        ("nobody", vec![], vec![]),
        ("one", vec![(0, 0, None)], vec![(0, 0)]),
        ("one of whom nothing is known", vec![(9, 9, None)], vec![]),
        ("500 of one cell", vec![(1, 2, None); 500], vec![]),
        ("none stated", vec![(9, 9, None); 40], vec![(0, 1), (1, 2)]),
        ("a star of 2,000", (0..2000).map(|it| (it % 5, it % 4, None)).collect(), star),
        ("all at one point", vec![(1, 1, Some((5.0, 5.0))); 60], vec![(0, 1)]),
        ("far away", vec![(1, 1, Some((1e12, -1e12))), (2, 1, Some((f64::NAN, 0.0)))], vec![(0, 1)]),
    ] {
        let document = map(&rows, &flows);
        for method in METHODS {
            for sideways in [false, true] {
                let placement = arranged(&document, &Request { sideways, ..asked(method) });
                assert_eq!(placement.positions.len(), rows.len(), "{name}: {method:?}");
                assert_eq!(overlaps(&document, &placement), 0, "{name}: {method:?}");
                assert!(strays(&document, &placement).is_empty(), "{name}: {method:?}");
            }
        }
    }
}

#[test]
fn any_organisation_stands_in_the_middle_of_the_rings() {
    let document = map(&[(0, 2, None), (1, 0, None), (2, 1, None), (3, 0, None)], &[(0, 1), (2, 3)]);
    let placement = arranged(&document, &Request { centre: Some(id(2)), ..asked(Method::Rings) });
    let middle = placement.areas[0].extent.center();
    assert!(placement.positions[&id(2)].distance(middle) < 1.0);
    let held = Request { centre: Some(id(2)), ..asked(Method::Rings) };
    let pinned = changed(document, 2, |it| {
        (it.pinned, it.position) = (true, Some(Point::new(321.0, -17.0)));
    });
    let placement = arranged(&pinned, &held);
    assert!(placement.areas[0].extent.center().distance(Point::new(321.0, -17.0)) < 1.0);
}

#[test]
fn kept_bands_keep_everyone() {
    let extents = [("national", 0.0), ("local", 400.0)];
    let areas = extents.map(|(scale, top)| Area {
        id: crate::model::AreaId::literal(scale),
        title: String::new(),
        extent: Rect::new(0.0, top, 1600.0, 380.0),
        meaning: AreaMeaning::Scale(ScaleId::literal(scale)),
        shape: AreaShape::Rect,
    });
    let rows: Vec<_> = (0..16).map(|it| (it % 4, (it % 2) * 2, Some((0.0, 0.0)))).collect();
    let document = with_areas(map(&rows, &[(0, 1), (2, 3), (4, 1)]), &areas);
    for method in [Method::Bands, Method::Grid] {
        let placement = arranged(&document, &Request { keep_bands: true, ..asked(method) });
        assert!(placement.areas.is_empty(), "the map has its own");
        assert_eq!(overlaps(&document, &placement), 0);
        for (index, (_, scale, _)) in rows.iter().enumerate() {
            let rect = Rect::from_center(placement.positions[&id(index)], sizes(&document)[&id(index)]);
            let band = &areas[if *scale == 2 { 0 } else { 1 }];
            assert!(band.extent.contains_rect(rect), "{index}: {rect:?}");
        }
    }
}

#[test]
fn a_title_keeps_its_ground_and_new_bands_take_the_place_of_old_ones() {
    let title = Area {
        id: crate::model::AreaId::literal("harbour"),
        title: "The harbour".into(),
        extent: Rect::new(-50.0, -50.0, 600.0, 300.0),
        meaning: AreaMeaning::Title,
        shape: AreaShape::Rect,
    };
    let old = Area {
        id: crate::model::AreaId::literal("old"),
        meaning: AreaMeaning::Scale(ScaleId::literal("local")),
        ..title.clone()
    };
    let document = with_areas(map(&[(0, 0, None), (1, 9, None)], &[]), &[title.clone(), old]);
    for method in METHODS {
        let placement = arranged(&document, &asked(method));
        let areas = placement.areas_over(&document.map().areas);
        assert_eq!(areas.iter().filter(|area| area.id == title.id).count(), 1);
        assert!(areas.iter().all(|area| area.id.as_str() != "old"));
        for area in &placement.areas {
            assert!(!area.extent.overlaps(title.extent), "{method:?}: {:?}", area.extent);
        }
        let again = Placement { areas: placement.areas.clone(), ..Placement::default() }.areas_over(&areas);
        assert_eq!(again, areas, "what nobody states is replaced too");
    }
}

struct CalledOff(std::sync::atomic::AtomicUsize);

impl Watch for CalledOff {
    fn progress(&self, _done: f64) {}

    fn is_cancelled(&self) -> bool {
        self.0.fetch_sub(1, std::sync::atomic::Ordering::Relaxed) == 1
    }
}

#[test]
fn it_can_be_called_off_while_it_runs() {
    let rows: Vec<_> = (0..200).map(|it| (it % 5, it % 4, None)).collect();
    let flows: Vec<_> = (1..200).map(|it| (it / 3, it)).collect();
    let document = map(&rows, &flows);
    for method in METHODS {
        for asked_before in [1, 2, 5, 10] {
            let watch = CalledOff(asked_before.into());
            let answer = run(&Topology::new(&document), &document, &sizes(&document), &asked(method), &watch);
            assert_eq!(answer, Err(Cancelled), "{method:?}");
        }
    }
}

#[test]
fn reach_needs_room_over_the_bands_that_are_reached() {
    // One local body reaches to the national band; others stand in the bands between.
    let rows: Vec<_> = (0..9).map(|it| (it % 3, it % 3, None)).collect();
    let mut document = map(&rows, &[(0, 1), (0, 2), (0, 4), (0, 5)]);
    document = changed(document, 0, |it| it.reach = ["regional", "national"].map(ScaleId::literal).to_vec());
    let placement = arranged(&document, &asked(Method::Bands));
    let own = Rect::from_center(placement.positions[&id(0)], sizes(&document)[&id(0)]);
    for other in 1..9 {
        let rect = Rect::from_center(placement.positions[&id(other)], sizes(&document)[&id(other)]);
        let is_above = rect.bottom() < own.top() && rect.left() < own.right() && own.left() < rect.right();
        assert!(!is_above, "{other} stands in the pillar");
    }
}

#[test]
fn a_hub_stands_amid_those_who_are_joined_to_it() {
    let star: Vec<_> = (1..1000).map(|leaf| (0, leaf)).collect();
    let document = map(&vec![(9, 9, None); 1000], &star);
    for method in [Method::Bands, Method::Grid] {
        let placement = arranged(&document, &asked(method));
        let all =
            Rect::around(placement.positions.values().map(|at| Rect::from_center(*at, Size::new(1.0, 1.0))));
        let (all, hub) = (all.unwrap(), placement.positions[&id(0)]);
        let aside = hub - all.center();
        assert!(
            aside.x.abs() < all.width / 5.0 && aside.y.abs() < all.height / 5.0,
            "{method:?}: {hub:?} in {all:?}"
        );
    }
}
