//! Sectors and families as they look to eyes that lack one kind of cone, and sectors of the user's own.

use std::sync::Arc;

use super::looks;
use crate::{
    model::{Change, Document, Record, RecordId, SectorId, Transaction},
    style::{
        Look, Palette, Rgba, Theme, new_sector,
        vision::{Sight, TOLD_APART, difference},
    },
};

/// The least difference between any two of the colours that belong to unlike owners, and whose they are.
fn nearest(colours: &[(String, Rgba)], sight: Sight) -> (f64, String) {
    let mut nearest = (f64::INFINITY, String::new());
    for (index, (owner, colour)) in colours.iter().enumerate() {
        for (other_owner, other) in colours[..index].iter().filter(|(other, _)| other != owner) {
            let found = difference(*colour, *other, sight);
            if found < nearest.0 {
                nearest = (found, format!("{owner} {colour:?} and {other_owner} {other:?}"));
            }
        }
    }
    nearest
}

fn looks_named(name: &str) -> [Look; 2] {
    [Theme::Light, Theme::Dark].map(|theme| Look::new(theme, Palette::named(name).unwrap()))
}

#[test]
fn glyphs_and_outlines_of_the_colour_blind_palette_are_told_apart_by_all_eyes_at_all_scales() {
    let document = Document::default();
    for look in looks_named("colour-blind") {
        let (mut glyphs, mut outlines) = (Vec::new(), Vec::new());
        for (_, sector) in document.sectors_in_order() {
            for scale in document.scales_in_order().into_iter().map(|(_, scale)| Some(&**scale)).chain([None])
            {
                let style = look.node(Some(sector), scale);
                glyphs.push((sector.name.clone(), style.glyph_colour));
                outlines.push((sector.name.clone(), style.outline));
            }
        }
        for sight in Sight::ALL {
            for (what, colours) in [("glyph", &glyphs), ("outline", &outlines)] {
                let (found, whose) = nearest(colours, sight);
                println!("{what} {:?} {sight:?}: {found:.1} {whose}", look.theme);
                assert!(found >= TOLD_APART, "{what} {:?} {sight:?}: {found} {whose}", look.theme);
            }
        }
    }
}

#[test]
fn families_of_the_colour_blind_palette_are_told_apart() {
    let document = Document::default();
    for look in looks_named("colour-blind") {
        let families = document.families().values();
        let colours: Vec<(String, Rgba)> =
            families.map(|family| (family.name.clone(), look.family_swatch(family).colour)).collect();
        for sight in Sight::ALL {
            let (found, whose) = nearest(&colours, sight);
            println!("families {:?} {sight:?}: {found:.1} {whose}", look.theme);
            assert!(found >= 6.0, "{:?} {sight:?}: {found} {whose}", look.theme);
        }
    }
}

#[test]
fn kinds_are_coloured_by_family_where_colours_are_few() {
    let document = Document::default();
    for name in ["colour-blind", "greyscale"] {
        for look in looks_named(name) {
            for kind in document.flow_kinds().values() {
                let family = kind.family.as_ref().and_then(|id| document.family(id)).unwrap();
                let colour = look.flow_swatch(&document, kind, false).colour;
                assert_eq!(colour, look.family_swatch(family).colour, "{name} {}", kind.name);
            }
        }
    }
}

fn with_sector(document: &mut Document, id: &str, sector: crate::model::Sector) {
    let id = RecordId::Sector(SectorId::new(id).unwrap());
    let change = Change { before: document.get(&id), id, after: Some(Record::Sector(Arc::new(sector))) };
    document.apply(&Transaction::new([change])).unwrap();
}

#[test]
fn sectors_of_the_users_own_are_told_apart_up_to_twelve() {
    let mut document = Document::default();
    for number in 6..=12 {
        let mut sector = new_sector(&document, format!("Sector {number}"));
        sector.order = number;
        let hues = document.sectors().values().filter_map(|sector| sector.hue);
        let turn = |hue: f64| (hue - sector.hue.unwrap()).rem_euclid(360.0);
        let gap = hues.map(|hue| turn(hue).min(360.0 - turn(hue))).fold(f64::INFINITY, f64::min);
        println!("sector {number}: {:?}, {gap} degrees from the nearest", sector.hue);
        assert!(gap >= 5.0, "sector {number}: {gap} degrees from the nearest");
        with_sector(&mut document, &format!("own-{number}"), sector);
        for look in looks() {
            assert!(look.sectors_alike(&document).is_empty(), "{number} {look:?}");
        }
    }
}

#[test]
fn sectors_that_are_not_told_apart_are_named() {
    let mut document = Document::default();
    let industry = SectorId::literal("industry");
    let mut twin = document.sector(&industry).map(|sector| (**sector).clone()).unwrap();
    twin.order = 9;
    with_sector(&mut document, "twin", twin.clone());
    for look in looks() {
        let twin = SectorId::literal("twin");
        assert_eq!(look.sectors_like(&document, &industry), [&twin], "{look:?}");
        assert_eq!(look.sectors_alike(&document), [(&industry, &twin)]);
    }
    twin.glyph = crate::model::Glyph::Star;
    with_sector(&mut document, "twin", twin);
    for look in looks() {
        assert!(look.sectors_alike(&document).is_empty(), "another glyph tells them apart: {look:?}");
    }
}
