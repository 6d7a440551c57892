//! Kind is colour, formality and status are dash, direction is heads; every label is read.

use super::looks;
use crate::{
    model::{
        Colour, Direction, Document, Flow, FlowKindId, Formality, OrganisationId, Status, StyleOverride,
    },
    style::{FLOW_WIDTH, FlowStyle, Look, Rgba},
};

fn flow(kind: &'static str) -> Flow {
    Flow::new(OrganisationId::literal("a"), OrganisationId::literal("b"), FlowKindId::literal(kind))
}

fn shown(look: &Look, flow: &Flow) -> FlowStyle {
    look.flow(&Document::default(), flow, false)
}

#[test]
fn a_flow_has_the_colour_of_its_kind_or_its_family() {
    let look = Look::default();
    let document = Document::default();
    assert_eq!(look.flow(&document, &flow("funding"), false).colour, Rgba::new(0x0f, 0x7a, 0x4f));
    assert_eq!(look.flow(&document, &flow("service"), false).colour, Rgba::new(0x8a, 0x5a, 0x00));
    assert_eq!(look.flow(&document, &flow("service"), true).colour, Rgba::new(0x0f, 0x7a, 0x4f));
    assert_eq!(look.flow(&document, &flow("no-such-kind"), false).colour, look.muted());
}

#[test]
fn lines_and_labels_are_seen_in_every_look() {
    let document = Document::default();
    for look in looks() {
        for (id, kind) in document.flow_kinds() {
            for by_family in [false, true] {
                for status in Status::ALL {
                    let mut flow = flow("funding");
                    flow.kind = id.clone();
                    flow.status = status;
                    let style = look.flow(&document, &flow, by_family);
                    let what = format!("{} {status:?} {look:?}: {style:?}", kind.name);
                    let (label, line) =
                        if look.palette.name() == "high-contrast" { (7.0, 4.5) } else { (4.5, 3.0) };
                    assert!(style.label_colour.contrast(look.page()) >= label, "label of {what}");
                    assert!(style.colour.contrast(look.page()) >= line, "line of {what}");
                }
            }
        }
    }
}

#[test]
fn labels_are_read_on_page_bands_and_groups() {
    let document = Document::default();
    for look in looks() {
        let grounds = [
            look.page(),
            look.area_fill(0),
            look.area_fill(1),
            look.group_fill().over(look.page()),
            look.group_fill().over(look.area_fill(0)),
            look.group_fill().over(look.group_fill().over(look.area_fill(0))),
        ];
        for (id, kind) in document.flow_kinds() {
            let mut flow = flow("funding");
            flow.kind = id.clone();
            let label = look.flow(&document, &flow, false).label_colour;
            for ground in grounds {
                assert!(label.contrast(ground) >= 4.5, "{} on {ground:?}: {look:?}", kind.name);
            }
        }
        // The legend's words and the line under it stand on the page.
        assert!(look.ink().contrast(look.page()) >= 4.5 && look.muted().contrast(look.page()) >= 4.5);
    }
}

#[test]
fn dash_says_formality_and_status() {
    let look = Look::default();
    let plain = shown(&look, &flow("funding"));
    assert!(plain.dash.is_empty() && !plain.struck && (plain.width - FLOW_WIDTH).abs() < f64::EPSILON);
    let formal = shown(&look, &Flow { formality: Formality::Formal, ..flow("funding") });
    assert_eq!(formal, plain);
    let informal = shown(&look, &Flow { formality: Formality::Informal, ..flow("funding") });
    assert_eq!(informal.dash.len(), 2);
    let page = look.page();
    for status in [Status::Wanted, Status::Proposed] {
        let style = shown(&look, &Flow { status, ..flow("funding") });
        assert!(style.dash[0] < 1.0 && style.dash != informal.dash, "dotted: {style:?}");
        assert!(style.colour.contrast(page) < plain.colour.contrast(page), "paler: {style:?}");
        assert_eq!(style.label_colour, plain.label_colour);
    }
    let absent = shown(&look, &Flow { status: Status::Absent, ..flow("funding") });
    assert!(absent.struck && absent.width < 1.0 && absent.dash.is_empty(), "{absent:?}");
    let ended = shown(&look, &Flow { status: Status::Ended, ..flow("funding") });
    assert!(ended.colour.contrast(page) < plain.colour.contrast(page) && !ended.struck, "{ended:?}");
}

#[test]
fn heads_say_direction() {
    for (direction, start, end, open) in [
        (Direction::Forward, false, true, false),
        (Direction::Both, true, true, false),
        (Direction::None, false, false, false),
        (Direction::Unknown, true, true, true),
    ] {
        let style = shown(&Look::default(), &Flow { direction, ..flow("funding") });
        assert_eq!(
            (style.head_at_start, style.head_at_end, style.open_head),
            (start, end, open),
            "{direction:?}"
        );
    }
}

#[test]
fn what_the_user_chose_is_kept_and_the_label_is_read() {
    let yellow = Colour::new(255, 240, 0);
    let style = StyleOverride { colour: Some(yellow), width: Some(5.0), outline: None };
    let look = Look::default();
    let found = shown(&look, &Flow { style, ..flow("funding") });
    assert_eq!(found.colour, yellow.into());
    assert!((found.width - 5.0).abs() < f64::EPSILON);
    assert!(found.label_colour.contrast(look.page()) >= 4.5);
    for width in [f64::NAN, f64::INFINITY, -2.0, 1e12] {
        let style = StyleOverride { width: Some(width), ..StyleOverride::default() };
        let width = shown(&look, &Flow { style, ..flow("funding") }).width;
        assert!((0.0..=24.0).contains(&width), "{width}");
    }
}

#[test]
fn families_are_told_apart_in_grey() {
    let document = Document::default();
    for look in looks().filter(Look::pattern_fills) {
        let mut tones: Vec<f64> = document
            .families()
            .values()
            .map(|family| look.family_swatch(family).colour.cie_lightness())
            .collect();
        tones.sort_by(f64::total_cmp);
        assert!(tones.windows(2).all(|pair| pair[1] - pair[0] >= 6.0), "{look:?}: {tones:?}");
    }
}
