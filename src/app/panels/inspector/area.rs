//! Bands and columns: titled areas of the canvas, each standing for a scale, a sector or only its title.
//! Must not know the rest of the map's form.

use eframe::egui::Ui;

use super::{form::named, map::Map};
use crate::{
    app::{
        intent::Intent,
        widgets::{Choice, Icon, fold_row_ui, hint_ui, pair_ui, quiet_button_ui},
    },
    editor::Command,
    model::{Area, AreaId, AreaMeaning, Document, MapInfo, Rect},
};

/// Where a new area is put on an empty map, canvas units.
const FIRST: Rect = Rect::new(0.0, 0.0, 960.0, 200.0);
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
            shape: crate::model::AreaShape::Rect,
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
    if quiet_button_ui(ui, Some(Icon::Cross), "Remove area", false).clicked() {
        form.subject.ask_for(Intent::Do(Command::DeleteAreas(vec![id.clone()])));
    }
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
