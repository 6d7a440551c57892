//! Bands, columns, rings and slices: titled areas of the canvas, each standing for a scale, a sector or only its title.
//! Must not know the rest of the map's form.

use eframe::egui::Ui;

use super::{form::named, map::Map};
use crate::{
    app::{
        intent::Intent,
        widgets::{Choice, Icon, fold_row_ui, hint_ui, pair_ui, quiet_button_ui},
    },
    editor::Command,
    model::{Area, AreaId, AreaMeaning, AreaShape, Document, MapInfo, Rect},
};

/// Where a new area is put on an empty map, canvas units.
const FIRST: Rect = Rect::new(0.0, 0.0, 960.0, 200.0);
/// The hole of an area that becomes a ring or a slice, a share of the way from its centre to its rim.
const FIRST_HOLE: f64 = 0.5;
/// Between two areas, canvas units.
const APART: f64 = 8.0;

/// All areas of the map, and the button that adds one.
pub(super) fn areas_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let document = form.context.session.document();
    let areas = document.map().areas.clone();
    if areas.is_empty() {
        hint_ui(ui, "Bands stand for scales, columns for sectors.");
    }
    for area in &areas {
        let id = form.subject.id(&format!("area {}", area.id));
        fold_row_ui(ui, id, &name(document, area), "", |ui| area_ui(ui, form, &area.id));
    }
    if quiet_button_ui(ui, Some(Icon::Plus), "Add band", true).clicked() {
        let lowest =
            areas.iter().map(|area| area.extent).reduce(|a, b| if b.bottom() > a.bottom() { b } else { a });
        let extent = lowest.map_or(FIRST, |rect| Rect { y: rect.bottom() + APART, ..rect });
        let area = Area {
            id: AreaId::literal("area"),
            title: String::new(),
            extent,
            meaning: AreaMeaning::Title,
            shape: AreaShape::Rect,
        };
        form.subject.ask_for(Intent::Do(Command::AddArea(area)));
    }
}

/// What an area is called: its title, or what it stands for.
pub(super) fn name(document: &Document, area: &Area) -> String {
    let meant = match &area.meaning {
        AreaMeaning::Title => None,
        AreaMeaning::Scale(id) => document.scale(id).map(|scale| scale.name.clone()),
        AreaMeaning::Sector(id) => document.sector(id).map(|sector| sector.name.clone()),
    };
    if area.title.is_empty() {
        meant.unwrap_or_else(|| "Untitled area".to_owned())
    } else {
        area.title.clone()
    }
}

fn meanings(document: &Document) -> Vec<Choice<AreaMeaning>> {
    let mut choices = vec![Choice::new(AreaMeaning::Title, "Only its title")];
    for (id, scale) in document.scales_in_order() {
        choices.push(Choice::new(AreaMeaning::Scale(id.clone()), &scale.name).under("Scale"));
    }
    for (id, sector) in document.sectors_in_order() {
        choices.push(Choice::new(AreaMeaning::Sector(id.clone()), &sector.name).under("Sector"));
    }
    choices
}

fn find<'a>(record: &'a MapInfo, id: &AreaId) -> Option<&'a Area> {
    record.areas.iter().find(|area| area.id == *id)
}

fn edit(record: &mut MapInfo, id: &AreaId, change: impl FnOnce(&mut Area)) {
    if let Some(area) = record.areas.iter_mut().find(|area| area.id == *id) {
        change(area);
    }
}

/// All fields of one area.
pub(super) fn area_ui(ui: &mut Ui, form: &mut Map<'_>, id: &AreaId) {
    let key = |field: &str| format!("area {id} {field}");
    form.text(
        ui,
        named(&key("title"), "Title").hint("the scale's or sector's name"),
        |record| find(record, id).map_or_else(String::new, |area| area.title.clone()),
        |record, title| edit(record, id, |area| area.title = title),
    );
    let choices = meanings(form.context.session.document());
    form.choice(
        ui,
        named(&key("meaning"), "Stands for"),
        &choices,
        |record| find(record, id).map(|area| area.meaning.clone()).unwrap_or_default(),
        |record, meaning| edit(record, id, |area| area.meaning = meaning),
    );
    pair_ui(ui, |left, right| {
        extent(left, form, id, "Left", |rect| rect.x, |rect, x| rect.x = x);
        extent(right, form, id, "Top", |rect| rect.y, |rect, y| rect.y = y);
    });
    pair_ui(ui, |left, right| {
        extent(left, form, id, "Width", |rect| rect.width, |rect, width| rect.width = width);
        extent(right, form, id, "Height", |rect| rect.height, |rect, height| rect.height = height);
    });
    shape_ui(ui, form, id);
    if quiet_button_ui(ui, Some(Icon::Cross), "Remove area", false).clicked() {
        form.subject.ask_for(Intent::Do(Command::DeleteAreas(vec![id.clone()])));
    }
}

/// What an area looks like, without its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rectangle,
    Ring,
    Slice,
}

fn kind(shape: AreaShape) -> Kind {
    match shape {
        AreaShape::Rect => Kind::Rectangle,
        AreaShape::Ring { .. } => Kind::Ring,
        AreaShape::Slice { .. } => Kind::Slice,
    }
}

/// A shape of this kind; what it has in common with the old one stays.
fn of_kind(kind: Kind, old: AreaShape) -> AreaShape {
    let hole = match old {
        AreaShape::Rect => FIRST_HOLE,
        AreaShape::Ring { hole } | AreaShape::Slice { hole, .. } => hole,
    };
    match (kind, old) {
        (Kind::Slice, AreaShape::Slice { .. }) => old,
        (Kind::Rectangle, _) => AreaShape::Rect,
        (Kind::Ring, _) => AreaShape::Ring { hole },
        (Kind::Slice, _) => AreaShape::Slice { from: 0.0, to: 90.0, hole },
    }
}

/// The numbers of a shape that are not its extent.
const HOLE: Number = Number {
    label: "Hole, % of the way out",
    get: |shape| match shape {
        AreaShape::Rect => None,
        AreaShape::Ring { hole } | AreaShape::Slice { hole, .. } => Some((hole * 1e6).round() / 1e4),
    },
    set: |shape, percent| match shape {
        AreaShape::Rect => {}
        AreaShape::Ring { hole } | AreaShape::Slice { hole, .. } => *hole = percent / 100.0,
    },
};
const FROM: Number = Number {
    label: "From, ° from the top",
    get: |shape| match shape {
        AreaShape::Slice { from, .. } => Some(from),
        _ => None,
    },
    set: |shape, degrees| {
        if let AreaShape::Slice { from, .. } = shape {
            *from = degrees;
        }
    },
};
const TO: Number = Number {
    label: "To, ° from the top",
    get: |shape| match shape {
        AreaShape::Slice { to, .. } => Some(to),
        _ => None,
    },
    set: |shape, degrees| {
        if let AreaShape::Slice { to, .. } = shape {
            *to = degrees;
        }
    },
};

/// A number of a shape: its name, how it is read and how it is written.
#[derive(Clone, Copy)]
struct Number {
    label: &'static str,
    get: fn(AreaShape) -> Option<f64>,
    set: fn(&mut AreaShape, f64),
}

fn shape_ui(ui: &mut Ui, form: &mut Map<'_>, id: &AreaId) {
    let shape = form.context.session.document().map().areas.iter().find(|area| area.id == *id);
    let shape = shape.map(|area| area.shape).unwrap_or_default();
    form.segments(
        ui,
        named(&format!("area {id} shape"), "Shape"),
        &[
            (Kind::Rectangle, "Rectangle", "The area is a rectangle: a band or a column"),
            (Kind::Ring, "Ring", "The area is a ring"),
            (Kind::Slice, "Slice", "The area is a slice of a ring"),
        ],
        |record| find(record, id).map_or(Kind::Rectangle, |area| kind(area.shape)),
        |record, kind| edit(record, id, |area| area.shape = of_kind(kind, area.shape)),
    );
    if let AreaShape::Slice { .. } = shape {
        pair_ui(ui, |left, right| {
            number(left, form, id, FROM);
            number(right, form, id, TO);
        });
    }
    if shape != AreaShape::Rect {
        number(ui, form, id, HOLE);
    }
}

fn number(ui: &mut Ui, form: &mut Map<'_>, id: &AreaId, number: Number) {
    form.written(
        ui,
        named(&format!("area {id} {}", number.label), number.label),
        |record| find(record, id).and_then(|area| (number.get)(area.shape)),
        |record, value| {
            if let Some(value) = value {
                edit(record, id, |area| (number.set)(&mut area.shape, value));
            }
        },
        |record| {
            let good = find(record, id).is_none_or(|area| area.shape.is_sane());
            let words =
                "A hole is 0 to below 100 %; a slice begins at 0 to 360° and ends later, by at most 360°.";
            (!good).then(|| words.to_owned())
        },
    );
}

fn extent(
    ui: &mut Ui,
    form: &mut Map<'_>,
    id: &AreaId,
    label: &str,
    get: fn(&Rect) -> f64,
    set: fn(&mut Rect, f64),
) {
    form.written(
        ui,
        named(&format!("area {id} {label}"), label),
        |record| find(record, id).map(|area| get(&area.extent)),
        |record, value| {
            if let Some(value) = value {
                edit(record, id, |area| set(&mut area.extent, value));
            }
        },
        |record| {
            let good = find(record, id).is_none_or(|area| area.extent.is_sane());
            (!good).then(|| "Width and height can't be below 0.".to_owned())
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_becomes_another_and_keeps_what_both_have() {
        let ring = AreaShape::Ring { hole: 0.3 };
        let slice = AreaShape::Slice { from: 30.0, to: 120.0, hole: 0.2 };
        for (kind, old, expected) in [
            (Kind::Ring, AreaShape::Rect, AreaShape::Ring { hole: FIRST_HOLE }),
            (Kind::Ring, slice, AreaShape::Ring { hole: 0.2 }),
            (Kind::Slice, slice, slice),
            (Kind::Slice, ring, AreaShape::Slice { from: 0.0, to: 90.0, hole: 0.3 }),
            (Kind::Rectangle, slice, AreaShape::Rect),
        ] {
            assert_eq!(of_kind(kind, old), expected, "{old:?} as {kind:?}");
            assert!(of_kind(kind, old).is_sane());
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let mut shape = AreaShape::Slice { from: 30.0, to: 120.0, hole: 0.2 };
        for (number, value) in [(HOLE, 35.0), (FROM, 45.0), (TO, 200.0)] {
            (number.set)(&mut shape, value);
            assert_eq!((number.get)(shape), Some(value), "{}", number.label);
        }
        assert_eq!(shape, AreaShape::Slice { from: 45.0, to: 200.0, hole: 0.35 });
        assert_eq!((FROM.get)(AreaShape::Rect), None);
    }
}
