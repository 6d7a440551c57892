//! Maps to begin with. Must not know the window.

use crate::model::{
    Area, AreaId, AreaMeaning, Change, Document, MapInfo, Record, RecordId, Rect, Transaction,
};

const COLUMN: f64 = 208.0;
const BAND: f64 = 152.0;
const GAP: f64 = 8.0;
/// Room over the bands for the columns' titles.
const HEAD: f64 = 52.0;

/// An empty map with the study's scheme.
#[must_use]
pub fn empty() -> Document {
    Document::default()
}

/// The study's scheme laid out: a band for each scale, the large ones on top, and a column for each sector.
#[must_use]
pub fn sectors_by_scale() -> Document {
    let mut document = Document::default();
    let areas = areas_of(&document);
    let before = document.get(&RecordId::Map);
    let map = MapInfo { areas, ..MapInfo::default() };
    let change = Change { id: RecordId::Map, before, after: Some(Record::from(map)) };
    document
        .apply(&Transaction::new([change]))
        .expect("a new map's own record is as it was read a line above");
    document
}

fn areas_of(document: &Document) -> Vec<Area> {
    let sectors = document.sectors_in_order();
    let scales = document.scales_in_order();
    let width = sectors.len() as f64 * (COLUMN + GAP) - GAP;
    let height = scales.len() as f64 * (BAND + GAP) - GAP;
    let bands = (0_i32..).zip(scales.iter().rev()).map(|(row, (id, _))| Area {
        id: AreaId::new(&format!("band-{id}")).expect("an id with a word before it is an id"),
        title: String::new(),
        extent: Rect::new(0.0, f64::from(row) * (BAND + GAP), width, BAND),
        meaning: AreaMeaning::Scale((*id).clone()),
        shape: crate::model::AreaShape::Rect,
    });
    let columns = (0_i32..).zip(&sectors).map(|(column, (id, _))| Area {
        id: AreaId::new(&format!("column-{id}")).expect("an id with a word before it is an id"),
        title: String::new(),
        extent: Rect::new(f64::from(column) * (COLUMN + GAP), -HEAD - GAP, COLUMN, height + HEAD + GAP),
        meaning: AreaMeaning::Sector((*id).clone()),
        shape: crate::model::AreaShape::Rect,
    });
    // Columns lie behind: between and above the bands they are seen.
    columns.chain(bands).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::validate;

    #[test]
    fn templates_are_sound_and_differ() {
        for document in [empty(), sectors_by_scale()] {
            assert!(validate(&document).is_empty());
            assert!(document.organisations().is_empty());
        }
        assert_eq!(sectors_by_scale().map().areas.len(), 9);
    }
}
