//! Hue is sector, tone is scale; every label is read; what is not stated looks unfinished.

use proptest::prelude::*;

use super::looks;
use crate::{
    model::{
        Colour, Document, Organisation, OrganisationKind, Pattern, Scale, ScaleId, Sector, SectorId, Status,
        StyleOverride,
    },
    style::{Look, NodeShape, NodeStyle, Palette, Rgba, Theme, oklch::Oklch, vision::Lab},
};

fn organisation(sector: Option<&'static str>, scale: Option<&'static str>) -> Organisation {
    Organisation {
        sector: sector.map(SectorId::literal),
        scale: scale.map(ScaleId::literal),
        ..Organisation::default()
    }
}

fn assert_readable(look: &Look, style: &NodeStyle, what: &str) {
    let ground = style.fill.unwrap_or_else(|| look.page());
    assert!(style.ink.contrast(ground) >= 4.5, "ink of {what}: {look:?} {style:?}");
    assert!(style.glyph_colour.contrast(ground) >= 3.0, "glyph of {what}: {look:?} {style:?}");
    if style.pattern != Pattern::Plain {
        assert!(style.ink.contrast(style.pattern_colour) >= 4.5, "ink on pattern of {what}: {style:?}");
        assert!(style.pattern_colour.contrast(ground) >= 1.25, "pattern of {what}: {style:?}");
    }
}

#[test]
fn the_scheme_is_coloured_as_the_look_says() {
    let document = Document::default();
    let look = Look::default();
    for (sector, hue) in [
        ("government", 255.0),
        ("industry", 62.0),
        ("universities", 315.0),
        ("third-sector", 155.0),
        ("joint", 200.0),
    ] {
        for (scale, lightness, width) in [
            ("local", 0.92, 1.0),
            ("regional", 0.785, 1.6),
            ("national", 0.50, 2.2),
            ("international", 0.36, 3.0),
        ] {
            let style = look.organisation(&document, &organisation(Some(sector), Some(scale)));
            let fill = Oklch::from(style.fill.unwrap());
            assert!((fill.l - lightness).abs() < 0.01, "{sector} {scale}: {fill:?}");
            let turn = (fill.h - hue).abs();
            assert!(turn < 6.0, "{sector} {scale}: {fill:?}");
            let outline = Oklch::from(style.outline);
            assert!((outline.l - 0.42).abs() < 0.01 && (outline.h - hue).abs() < 6.0, "{outline:?}");
            assert!((style.outline_width - width).abs() < f64::EPSILON);
            assert!(style.outline_dash.is_empty() && style.glyph.is_some());
            let expected = if lightness > 0.6 { Rgba::new(0x1f, 0x23, 0x28) } else { Rgba::WHITE };
            assert_eq!(style.ink, expected, "{sector} {scale}");
        }
    }
}

#[test]
fn what_is_not_stated_looks_unfinished() {
    let document = Document::default();
    for look in looks() {
        let no_sector = look.organisation(&document, &organisation(None, Some("national")));
        assert!(no_sector.fill.is_none() && no_sector.glyph.is_none() && no_sector.outline_dash.is_empty());
        let no_scale = look.organisation(&document, &organisation(Some("industry"), None));
        assert!(no_scale.fill.is_some() && !no_scale.outline_dash.is_empty());
        let neither = look.organisation(&document, &organisation(None, None));
        assert!(neither.fill.is_none() && !neither.outline_dash.is_empty());
        let unknown = look.organisation(&document, &organisation(Some("no-such"), Some("no-such")));
        assert_eq!(unknown, neither, "a sector that the scheme lacks is not stated");
    }
}

#[test]
fn labels_are_read_in_every_look_at_every_status() {
    let document = Document::default();
    for look in looks() {
        let sectors = document.sectors().keys().map(Some).chain([None]);
        for sector in sectors {
            for scale in document.scales().keys().map(Some).chain([None]) {
                for status in Status::ALL {
                    let organisation = Organisation {
                        sector: sector.cloned(),
                        scale: scale.cloned(),
                        status,
                        ..Organisation::default()
                    };
                    let style = look.organisation(&document, &organisation);
                    assert_readable(&look, &style, &format!("{sector:?} {scale:?} {status:?}"));
                    assert!(style.outline.contrast(look.page()) >= 3.0, "outline: {look:?} {style:?}");
                }
            }
        }
    }
}

#[test]
fn neighbouring_scales_differ_in_grey_in_every_look() {
    let document = Document::default();
    let grey = |colour: Rgba| Lab { l: colour.cie_lightness(), a: 0.0, b: 0.0 };
    for look in looks() {
        let sectors = document.sectors_in_order().into_iter().map(|(_, sector)| Sector::clone(sector));
        for sector in sectors.chain([Sector::default()]) {
            let tones: Vec<Lab> = document
                .scales_in_order()
                .iter()
                .filter_map(|(_, scale)| look.node(Some(&sector), Some(scale)).fill)
                .map(grey)
                .collect();
            for pair in tones.windows(2) {
                let found = pair[0].difference(pair[1]);
                assert!(found >= 10.0, "{} {look:?}: {found} {tones:?}", sector.name);
            }
        }
    }
}

#[test]
fn sectors_have_signs_and_patterns_of_their_own() {
    let document = Document::default();
    for look in looks().filter(Look::pattern_fills) {
        let styles: Vec<NodeStyle> =
            document.sectors_in_order().iter().map(|(_, sector)| look.sector_swatch(Some(sector))).collect();
        for (index, style) in styles.iter().enumerate() {
            let fill = style.fill.unwrap();
            assert!(fill.red == fill.green && fill.green == fill.blue, "grey: {fill:?}");
            assert!(styles[..index].iter().all(|other| other.pattern != style.pattern), "{styles:?}");
            assert!(styles[..index].iter().all(|other| other.glyph != style.glyph), "{styles:?}");
        }
    }
}

#[test]
fn high_contrast_is_higher() {
    let document = Document::default();
    for theme in [Theme::Light, Theme::Dark] {
        let look = Look::new(theme, Palette::named("high-contrast").unwrap());
        for sector in document.sectors().values() {
            for scale in document.scales().values() {
                let style = look.node(Some(sector), Some(scale));
                let contrast = style.ink.contrast(style.fill.unwrap());
                assert!(contrast >= 7.0, "{theme:?} {} {}: {contrast}", sector.name, scale.name);
                assert!(style.outline.contrast(look.page()) >= 7.0);
            }
        }
    }
}

#[test]
fn each_kind_has_a_shape() {
    use OrganisationKind as Kind;
    for (kinds, shape) in [
        (&[Kind::Organisation, Kind::Unit][..], NodeShape::Box),
        (&[Kind::Group], NodeShape::Stack),
        (&[Kind::Network, Kind::Cluster, Kind::JointFormation], NodeShape::Pill),
        (&[Kind::Programme, Kind::Fund, Kind::Policy, Kind::Concept], NodeShape::CutCorner),
        (&[Kind::Event, Kind::Place], NodeShape::Tab),
        (&[Kind::Person], NodeShape::Circle),
    ] {
        for kind in kinds {
            let organisation = Organisation { kind: *kind, ..Organisation::default() };
            assert_eq!(Look::default().organisation(&Document::default(), &organisation).shape, shape);
        }
    }
}

#[test]
fn what_the_user_chose_is_kept() {
    let look = Look::default();
    let style = StyleOverride {
        colour: Some(Colour::new(0x12, 0x34, 0x56)),
        outline: Some(Colour::new(0xff, 0, 0)),
        width: Some(4.0),
    };
    let changed = Organisation { style, ..organisation(Some("industry"), Some("local")) };
    let found = look.organisation(&Document::default(), &changed);
    assert_eq!(found.fill, Some(Rgba::new(0x12, 0x34, 0x56)));
    assert_eq!(found.outline, Rgba::new(0xff, 0, 0));
    assert!((found.outline_width - 4.0).abs() < f64::EPSILON);
    assert_eq!(found.ink, Rgba::WHITE);
    for width in [f64::NAN, f64::INFINITY, -1.0, 1e9] {
        let style = StyleOverride { width: Some(width), ..StyleOverride::default() };
        let width = look
            .organisation(&Document::default(), &Organisation { style, ..Organisation::default() })
            .outline_width;
        assert!((0.0..=12.0).contains(&width));
    }
}

#[test]
fn statuses_are_told_apart() {
    let document = Document::default();
    for look in looks() {
        let styles = [Status::Current, Status::Wanted, Status::Absent, Status::Ended].map(|status| {
            look.organisation(
                &document,
                &Organisation { status, ..organisation(Some("industry"), Some("national")) },
            )
        });
        for (index, style) in styles.iter().enumerate() {
            assert!(!styles[..index].contains(style), "{look:?}: {style:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_are_read_on_any_scheme(
        hue in prop::option::of(-720.0..720.0f64),
        lightness in -0.5..1.5f64,
        chroma in 0.0..0.5f64,
        own in prop::option::of(any::<[u8; 3]>()),
    ) {
        let sector = Sector { hue, pattern: Pattern::Crossed, ..Sector::default() };
        let scale = Scale { lightness, chroma, outline: 1.0, ..Scale::default() };
        for look in looks() {
            let style = look.node(Some(&sector), Some(&scale));
            assert_readable(&look, &style, "any scheme");
            let colour = own.map(|[red, green, blue]| Colour::new(red, green, blue));
            let organisation = Organisation {
                style: StyleOverride { colour, ..StyleOverride::default() },
                ..organisation(Some("industry"), Some("local"))
            };
            assert_readable(&look, &look.organisation(&Document::default(), &organisation), "a chosen colour");
        }
    }
}
