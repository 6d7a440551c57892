//! A figure says only what is so: further scales are shown and explained, and bands are not said to hold what they
//! do not.

use ecomap::{
    model::{
        Area, AreaId, AreaMeaning, Document, MapInfo, Organisation, OrganisationId, Point, Record, RecordId,
        Rect, ScaleId, SectorId, default_scheme,
    },
    scene::{Item, Role, Target},
};

use crate::{figure, legend, words};

/// One organisation of this scale and reach, in the middle of a band of local ones.
fn in_a_local_band(scale: Option<&'static str>, reach: &[&'static str]) -> Document {
    let band = Area {
        id: AreaId::literal("local"),
        title: String::new(),
        extent: Rect::new(0.0, 0.0, 400.0, 200.0),
        meaning: AreaMeaning::Scale(ScaleId::literal("local")),
        shape: ecomap::model::AreaShape::Rect,
    };
    let organisation = Organisation {
        name: "Watershed".into(),
        sector: Some(SectorId::literal("third-sector")),
        scale: scale.map(ScaleId::literal),
        reach: reach.iter().copied().map(ScaleId::literal).collect(),
        position: Some(Point::new(200.0, 100.0)),
        ..Organisation::default()
    };
    let records = [
        (RecordId::Map, Record::from(MapInfo { areas: vec![band], ..MapInfo::default() })),
        (RecordId::Organisation(OrganisationId::literal("watershed")), Record::from(organisation)),
    ];
    Document::from_records(default_scheme().into_iter().chain(records))
}

#[test]
fn bands_are_said_to_show_scale_only_as_far_as_they_do() {
    for (scale, reach, stray) in [
        (Some("local"), &[][..], false),
        (Some("national"), &["local"], false),
        (Some("national"), &[], true),
        (None, &[], true),
    ] {
        let scene = figure(&in_a_local_band(scale, reach));
        let footer = words(&scene, |item| item.target == Target::Legend).join(" ");
        assert!(footer.contains("bands show scale"), "{footer}");
        let confessed = footer.contains("one organisation stands elsewhere");
        assert_eq!(confessed, stray, "{scale:?} {reach:?}: {footer}");
    }
}

#[test]
fn every_further_scale_is_a_bar_and_stands_in_the_legend() {
    for (reach, names) in [
        (&[][..], &["Local"][..]),
        (&["regional"], &["Local", "Regional", "also reaches these scales"]),
        // The scale of its own is no further one.
        (&["national", "local", "regional"], &["Local", "Regional", "National", "also reaches these scales"]),
    ] {
        let scene = figure(&in_a_local_band(Some("local"), reach));
        let is_bar =
            |item: &&Item| matches!(item.target, Target::Organisation(_)) && item.role == Role::Swatch;
        let bars: Vec<Rect> = scene.items.iter().filter(is_bar).map(|item| item.bounds).collect();
        assert_eq!(bars.len(), reach.iter().filter(|id| **id != "local").count());
        let inside = scene.nodes[0].rect;
        assert!(bars.iter().all(|bar| inside.contains_rect(*bar)), "{bars:?} in {inside:?}");
        let said = legend(&scene);
        let start = said.iter().position(|words| words == "SCALE").unwrap() + 1;
        assert_eq!(said[start..start + names.len()], *names);
    }
}
