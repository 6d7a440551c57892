//! The map made ready to be drawn: only the part that is looked at, and drawn together where type is to be larger.
//! Must not know how anything is drawn.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    model::{Document, Point, Record, RecordId, Rect, Size},
    style::Look,
    text::Fonts,
};

use super::{
    node,
    types::{Frame, Options},
};

/// Room round what stands in a window, where areas are cut.
const AIR: f64 = 18.0;

/// A map to be drawn.
pub(super) struct Stage<'a> {
    pub document: Cow<'a, Document>,
    pub hidden: Cow<'a, BTreeSet<RecordId>>,
    /// What the map takes at least, as the places of the document are.
    pub extent: Option<Rect>,
}

/// The map as these options want it: mostly the map itself.
///
/// Larger type is smaller distance: where places are drawn together and words stay as they are, all that belongs to
/// words (boxes, heads, towers, lanes) keeps its proportions, and printed to the same width it has all grown.
pub(super) fn stage<'a>(
    document: &'a Document,
    options: &'a Options,
    look: &Look,
    fonts: &Fonts,
) -> Stage<'a> {
    let (hidden, extent) = (Cow::Borrowed(&*options.hidden), options.extent);
    let mut stage = Stage { document: Cow::Borrowed(document), hidden, extent };
    let window = match &options.frame {
        Frame::Figure(frame) => frame.window,
        Frame::Canvas => None,
    };
    let by = 1.0 / options.type_scale;
    let by = if by.is_finite() && by > 0.0 { by } else { 1.0 };
    let outside = window.map(|window| outside(document, window)).unwrap_or_default();
    let cut = window.filter(|_| !outside.is_empty());
    let drawn_together = |it: Rect| Rect::new(it.x * by, it.y * by, it.width * by, it.height * by);
    stage.extent = stage.extent.filter(|_| window.is_none()).map(drawn_together);
    if !outside.is_empty() {
        stage.hidden.to_mut().extend(outside);
    }
    if by == 1.0 && cut.is_none() {
        return stage;
    }
    let cut = cut.map(|window| whole(document, &stage.hidden, window, look, fonts));
    let records = document.records().map(|(id, record)| (id, placed(record, by, cut)));
    stage.document = Cow::Owned(Document::from_records(records));
    stage
}

/// What stands outside a window: nothing is cut in two, so the middle decides.
fn outside(document: &Document, window: Rect) -> BTreeSet<RecordId> {
    let is_out = |position: Option<Point>| position.is_some_and(|at| !window.contains(at));
    let organisations = document.organisations().iter().filter(|(_, one)| is_out(one.position));
    let organisations = organisations.map(|(id, _)| RecordId::Organisation(id.clone()));
    let notes = document.notes().iter();
    let notes = notes.filter(|(_, note)| note.attached_to.is_none() && !note.parked && is_out(note.position));
    organisations.chain(notes.map(|(id, _)| RecordId::Note(id.clone()))).collect()
}

/// The window grown round the boxes of all that stands in it.
fn whole(document: &Document, hidden: &BTreeSet<RecordId>, window: Rect, look: &Look, fonts: &Fonts) -> Rect {
    let shown = document.organisations().iter();
    let shown = shown.filter(|(id, _)| !hidden.contains(&RecordId::Organisation((*id).clone())));
    let boxes = shown.filter_map(|(_, one)| {
        let size = node::node_size(document, one, look, fonts);
        Some(Rect::from_center(one.position.filter(|at| at.is_finite())?, size).expanded(AIR))
    });
    boxes.fold(window, Rect::union)
}

/// A record whose places are so many times as far from the origin; areas only where they lie in the window.
fn placed(record: Record, by: f64, cut: Option<Rect>) -> Record {
    let size = |size: Size| Size::new(size.width * by, size.height * by);
    match record {
        Record::Organisation(one) => {
            let mut one = (*one).clone();
            one.position = one.position.map(|at| at * by);
            one.size = one.size.map(size);
            Record::from(one)
        }
        Record::Flow(flow) if !flow.route.is_empty() => {
            let mut flow = (*flow).clone();
            flow.route.iter_mut().for_each(|at| *at = *at * by);
            Record::from(flow)
        }
        Record::Note(note) => {
            let mut note = (*note).clone();
            note.position = note.position.map(|at| at * by);
            note.size = note.size.map(size);
            Record::from(note)
        }
        Record::Map(map) => {
            let mut map = (*map).clone();
            map.areas.retain_mut(|area| {
                let extent = cut.map_or(Some(area.extent), |cut| common(area.extent, cut));
                area.extent = extent.unwrap_or_default();
                let Rect { x, y, width, height } = area.extent;
                area.extent = Rect::new(x * by, y * by, width * by, height * by);
                extent.is_some()
            });
            Record::from(map)
        }
        other => other,
    }
}

/// What both cover, if that is more than an edge.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    let low = Point::new(a.left().max(b.left()), a.top().max(b.top()));
    let high = Point::new(a.right().min(b.right()), a.bottom().min(b.bottom()));
    (low.x < high.x && low.y < high.y).then(|| Rect::from_corners(low, high))
}
