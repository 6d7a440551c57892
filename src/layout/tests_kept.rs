//! Bands, columns, rings and slices that are kept hold their own, whatever the method and the map.

use proptest::prelude::*;

use super::{
    tests::{id, map, overlaps, sizes, with_areas},
    *,
};
use crate::model::{Area, AreaMeaning, Change, Record, RecordId, Transaction};

fn arranged(document: &Document, request: &Request) -> Placement {
    run(&Topology::new(document), document, &sizes(document), request, &Unwatched)
        .expect("nobody calls it off")
}

/// Organisations as they are after a change of each.
fn changed(mut document: Document, change: impl Fn(&OrganisationId, &mut Organisation)) -> Document {
    let changes = document.organisations().iter().map(|(id, organisation)| {
        let mut after = (**organisation).clone();
        change(id, &mut after);
        let key = RecordId::Organisation(id.clone());
        Change { before: document.get(&key), id: key, after: Some(Record::from(after)) }
    });
    let transaction = Transaction::new(changes.collect::<Vec<_>>());
    document.apply(&transaction).expect("made from this very document");
    document
}

/// Who does not stand in the areas that mean it, or stands in one that means others.
fn strays(document: &Document, placement: &Placement) -> Vec<String> {
    let mut strays = Vec::new();
    for (id, at) in &placement.positions {
        let organisation = document.organisation(id).unwrap();
        for area in &document.map().areas {
            let is_meant = match &area.meaning {
                AreaMeaning::Scale(scale) => organisation.scale.as_ref() == Some(scale),
                AreaMeaning::Sector(sector) => organisation.sector.as_ref() == Some(sector),
                AreaMeaning::Title if area.id.as_str() == Area::SCALE_NOT_STATED => {
                    organisation.scale.is_none()
                }
                AreaMeaning::Title => organisation.sector.is_none(),
            };
            if is_meant != area.contains(*at) {
                strays.push(format!("{id} at {at:?} and {} {:?}", area.id, area.extent));
            }
        }
    }
    strays
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn everyone_of_a_band_that_is_kept_stays_in_it(
        organisations in prop::collection::vec((0_usize..5, 0_usize..5), 1..40),
        ends in prop::collection::vec((0_usize..40, 0_usize..40), 0..70),
        drawn in prop::sample::select(vec![Method::Bands, Method::Grid, Method::Rings]),
        method in prop::sample::select(Method::ALL.to_vec()),
        sideways in any::<bool>(),
        pinned in prop::collection::btree_set(0_usize..40, 0..4),
        seed in 1_u64..9,
    ) {
        let count = organisations.len();
        let flows: Vec<_> = ends.into_iter().filter(|(a, b)| *a < count && *b < count).collect();
        let rows: Vec<_> = organisations.iter().map(|(a, b)| (*a, *b, None)).collect();
        let document = map(&rows, &flows);
        let first = Request { method: drawn, sideways, restriction: Restriction::Free, ..Request::default() };
        let placement = arranged(&document, &first);
        let pinned: Vec<_> = pinned.into_iter().map(id).collect();
        let document = changed(with_areas(document, &placement.areas), |id, it| {
            it.position = placement.positions.get(id).copied();
            it.pinned = pinned.contains(id);
        });
        let request = Request { method, seed, keep_bands: true, restriction: Restriction::Free, ..first };
        let kept = arranged(&document, &request);
        // Nobody of any scale: nothing was drawn that could be kept.
        prop_assert!(kept.areas.is_empty() || placement.areas.is_empty());
        prop_assert!(pinned.iter().all(|id| !kept.positions.contains_key(id)));
        prop_assert_eq!(overlaps(&document, &kept), 0);
        prop_assert_eq!(strays(&document, &kept), Vec::<String>::new());
        prop_assert_eq!(&kept, &arranged(&document, &request));
    }
}

#[test]
fn newcomers_find_a_place_in_their_ring_and_slice() {
    let rows: Vec<_> = (0..24).map(|index| (index % 4, index / 6, None)).collect();
    let document = map(&rows, &[(0, 23), (3, 9), (5, 14), (1, 2)]);
    for method in [Method::Rings, Method::Grid] {
        let first = Request { method, restriction: Restriction::Free, ..Request::default() };
        let placement = arranged(&document, &first);
        let drawn = changed(with_areas(document.clone(), &placement.areas), |id, it| {
            let is_new = id.as_str().ends_with('3');
            it.position = placement.positions.get(id).copied().filter(|_| !is_new);
        });
        let placed = arranged(&drawn, &Request::first_placement());
        assert_eq!(placed.positions.len(), 3, "{method:?}");
        assert_eq!(strays(&drawn, &placed), Vec::<String>::new(), "{method:?}");
        assert_eq!(overlaps(&drawn, &placed), 0, "{method:?}");
    }
}

#[test]
fn tidy_keeps_the_middle_when_asked() {
    let places = [(0.0, 0.0), (30.0, 10.0), (60.0, 14.0), (400.0, 20.0), (700.0, 9.0)];
    let rows: Vec<_> = places.iter().map(|at| (0, 0, Some(*at))).collect();
    let document = map(&rows, &[]);
    let middle = |placement: &Placement| {
        let at = |id: &OrganisationId| {
            placement.positions.get(id).copied().or(document.organisation(id)?.position)
        };
        mean(document.organisations().keys().filter_map(at)).unwrap()
    };
    let before = middle(&Placement::default());
    let tidy = Request { method: Method::Tidy, restriction: Restriction::Free, ..Request::default() };
    let (moved, kept) =
        (arranged(&document, &tidy), arranged(&document, &Request { keep_centre: true, ..tidy }));
    assert!(middle(&moved).distance(before) > 1.0, "or nothing is shown");
    assert!(middle(&kept).distance(before) < 1.0, "{:?}", middle(&kept));
    assert_eq!(overlaps(&document, &kept), 0);
}
