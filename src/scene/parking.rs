//! The parking lot: parked notes in a column at the right of the map, under a title. Their own places are kept in
//! their records for when they come back. Must not know what they speak of.

use crate::{
    model::{Note, NoteId, Point, Rect, Size},
    style::Look,
    text::Fonts,
};

use std::sync::Arc;

use super::{
    notes::{STICKY_AIR, WIDTH, draw_note},
    placed::moved,
    types::{Item, NoteBox, Role, Target},
    words::{self, Words},
};

/// Between the map and the first column, and between columns and notes.
const BESIDE_MAP: f64 = 56.0;
const BETWEEN: f64 = 20.0;
const UNDER: f64 = 10.0;
const UNDER_TITLE: f64 = 12.0;
/// A column is as high as the map, but never lower than this.
const LOWEST: f64 = 420.0;

/// Draws parked notes beside all that is drawn already.
pub(super) fn draw(
    notes: &[(&NoteId, &Arc<Note>)],
    look: &Look,
    fonts: &Fonts,
    items: &mut Vec<Item>,
) -> Vec<NoteBox> {
    let map = Rect::around(items.iter().map(|item| item.bounds)).unwrap_or_default();
    let left = if items.is_empty() { map.x } else { map.right() + BESIDE_MAP };
    let title = Words::line("PARKING LOT", &words::capitals(), fonts);
    let size = title.size();
    let place = Rect::new(left, map.top(), size.width, size.height);
    items.push(Item::text(Target::Page, Role::Label, title.placed(place, 0.0, look.muted())));
    let (top, width) = (place.bottom() + UNDER_TITLE, WIDTH + 2.0 * STICKY_AIR.0);
    let foot = map.bottom().max(map.top() + LOWEST);
    let mut corner = Point::new(left, top);
    let mut boxes = Vec::with_capacity(notes.len());
    for (id, note) in notes {
        let paper = Note { size: Some(Size::new(width, 0.0)), ..Note::clone(note) };
        // How high it is is known once it is drawn; then it goes where there is room.
        let mut drawn = Vec::new();
        let rect =
            draw_note(&Target::Note((*id).clone()), &paper, Point::default(), None, look, fonts, &mut drawn);
        if corner.y > top && corner.y + rect.height > foot {
            corner = Point::new(corner.x + width + BETWEEN, top);
        }
        let by = corner - Point::new(rect.x, rect.y);
        items.extend(drawn.into_iter().map(|item| moved(item, by)));
        boxes.push(NoteBox { id: (*id).clone(), rect: rect.translated(by), parked: true });
        corner.y += rect.height + UNDER;
    }
    boxes
}
