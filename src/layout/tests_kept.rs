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
fn changed(mut document: Document, change: impl Fn(usize, &mut Organisation)) -> Document {
    let changes = document.organisations().iter().enumerate().map(|(index, (id, organisation))| {
        let mut after = (**organisation).clone();
        change(index, &mut after);
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
        let document = changed(with_areas(document, &placement.areas), |index, it| {
            it.position = placement.positions.get(&id(index)).copied();
            it.pinned = pinned.contains(&index);
        });
        let request = Request { method, seed, keep_bands: true, restriction: Restriction::Free, ..first };
        let kept = arranged(&document, &request);
        prop_assert!(kept.areas.is_empty());
        prop_assert!(pinned.iter().all(|index| !kept.positions.contains_key(&id(*index))));
        prop_assert_eq!(overlaps(&document, &kept), 0);
        prop_assert_eq!(strays(&document, &kept), Vec::<String>::new());
        prop_assert_eq!(&kept, &arranged(&document, &request));
    }
}
