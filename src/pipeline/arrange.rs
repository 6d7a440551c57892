//! An arrangement of a map: boxes from the scene, places from a layout, and all that goes along with those who move,
//! as one transaction. Must not know who asks for it.

mod areas;
mod bends;
pub(super) mod folded;
mod notes;
mod overlaps;
mod words;

use std::collections::BTreeMap;

use super::open::moves;
use crate::{
    layout::{self, Cancelled, Method, Report, Request, Restriction, Watch},
    model::{Area, Change, Document, Organisation, OrganisationId, Point, RecordId, Rect, Size, Transaction},
    scene,
    style::Look,
    text::Fonts,
    topology::Topology,
};
use folded::Folded;

/// A map as it would be arranged. Nothing has been changed yet.
#[derive(Clone, Debug)]
pub struct Arranged {
    /// The step's name, as undo shows it: "Lay out in bands".
    pub name: &'static str,
    /// All that changes: one step.
    pub transaction: Transaction,
    /// The map as it would be.
    pub document: Document,
    /// How many organisations move or get their first place.
    pub moved: usize,
    /// Of those that were asked to move, how many stay because they are pinned or locked.
    pub held: usize,
    /// What can be said of it; overlaps are always counted.
    pub report: Report,
    /// What could not be done, and what had to give way: sentences without a full stop.
    pub told: Vec<String>,
}

/// Arranges a map. Flows' bends go along where both ends move by nearly the same distance, and are taken away where
/// not; collapsed groups go as the one box that is drawn for them; attached notes keep to what they speak of; loose
/// ones go along with what they stood near, and move aside rather than lie over a box. Bands, columns and rings that
/// are made take the place of those the map had; areas that are only a title enclose those who stood in them, and are
/// taken away where others would stand among them. The same request gives the same bytes.
///
/// # Errors
/// When `watch` calls it off.
pub fn arrange(
    document: &Document,
    request: &Request,
    look: &Look,
    fonts: &Fonts,
    watch: &dyn Watch,
) -> Result<Arranged, Cancelled> {
    let sizes = scene::measured_boxes(document, &super::measures(document), look, fonts);
    let folded = Folded::new(document, &sizes, look, fonts);
    let drawn = folded.document(document, request);
    let drawn = drawn.as_ref().unwrap_or(document);
    let grouped = areas::with_groups(drawn, &folded.request(request));
    let asked = grouped.as_ref().unwrap_or(drawn);
    let (topology, boxes) = (Topology::new(asked), folded.sizes(&sizes));
    let mut placement = layout::run(&topology, asked, &boxes, &folded.request(request), watch)?;
    placement.positions = folded.unfold(placement.positions);
    watch.go_on()?;
    // Whatever a layout says: who is held stays.
    placement.positions.retain(|id, at| {
        at.is_within_reach() && document.organisation(id).is_some_and(|it| may_move(id, it, request))
    });
    let shift = Shift { document, positions: &placement.positions, sizes: &sizes, folded: &folded };
    let mut changes = moves(document, &placement.positions);
    let moved = changes.len();
    let mut told: Vec<String> = words::given_up(document, request).into_iter().collect();
    if !placement.positions.is_empty() {
        changes.extend(areas::changed(&shift, &placement.areas, request, &mut told));
    }
    changes.extend(bends::changed(&shift, &mut told));
    changes.extend(notes::changed(&shift, request, fonts, &mut told));
    watch.go_on()?;
    let found = overlaps::found(&shift);
    told.extend(overlaps::told(&shift, &found));
    let report = Report { overlaps: Some(found.len()), ..placement.report };
    let transaction = Transaction::new(changes);
    let mut after = document.clone();
    after.apply(&transaction).expect("made from this very document");
    let held = held(document, request);
    Ok(Arranged { name: step_name(request.method), transaction, document: after, moved, held, report, told })
}

/// What a step of this method is called.
#[must_use]
pub fn step_name(method: Method) -> &'static str {
    match method {
        Method::Bands => "Lay out in bands",
        Method::Grid => "Lay out in a grid",
        Method::Rings => "Lay out in rings",
        Method::Network => "Lay out as a network",
        Method::Layered => "Lay out in layers",
        Method::Tidy => "Tidy",
    }
}

/// Whether a layout may give this organisation another place.
fn may_move(id: &OrganisationId, organisation: &Organisation, request: &Request) -> bool {
    is_asked(id, organisation, request) && (organisation.position.is_none() || !is_held(organisation))
}

fn is_held(organisation: &Organisation) -> bool {
    organisation.pinned || organisation.locked
}

/// Whether it is one of those that the request speaks of.
fn is_asked(id: &OrganisationId, organisation: &Organisation, request: &Request) -> bool {
    organisation.position.is_none()
        || match &request.restriction {
            Restriction::Unplaced => false,
            Restriction::Free => true,
            Restriction::Only(these) => these.contains(id),
        }
}

fn held(document: &Document, request: &Request) -> usize {
    let organisations = document.organisations().iter();
    organisations.filter(|(id, it)| is_asked(id, it, request) && !may_move(id, it, request)).count()
}

/// Who stands where, before and after.
struct Shift<'a> {
    document: &'a Document,
    positions: &'a BTreeMap<OrganisationId, Point>,
    sizes: &'a BTreeMap<OrganisationId, Size>,
    folded: &'a Folded,
}

impl Shift<'_> {
    fn before(&self, id: &OrganisationId) -> Option<Point> {
        self.document.organisation(id)?.position.filter(|at| at.is_finite())
    }

    fn after(&self, id: &OrganisationId) -> Option<Point> {
        self.positions.get(id).copied().or_else(|| self.before(id))
    }

    /// How far it moves; none for what had no place.
    fn by(&self, id: &OrganisationId) -> Option<Point> {
        Some(self.after(id)? - self.before(id)?)
    }

    fn rect(&self, id: &OrganisationId, center: Point) -> Option<Rect> {
        Some(Rect::from_center(center, *self.sizes.get(id)?))
    }

    /// All boxes that are drawn as they will stand, in the order of ids.
    fn boxes_after(&self) -> Vec<(&OrganisationId, Rect)> {
        self.boxes(|id| self.rect(id, self.after(id)?))
    }

    /// All boxes that are drawn as they stand.
    fn boxes_before(&self) -> Vec<(&OrganisationId, Rect)> {
        self.boxes(|id| self.rect(id, self.before(id)?))
    }

    fn boxes(&self, of: impl Fn(&OrganisationId) -> Option<Rect>) -> Vec<(&OrganisationId, Rect)> {
        let alone = self.document.organisations().keys().filter(|id| !self.folded.hides(id));
        let mut boxes: Vec<_> = alone.filter_map(|id| Some((id, of(id)?))).collect();
        boxes.extend(self.folded.boxes(&of));
        boxes.sort_by_key(|(id, _)| *id);
        boxes
    }

    /// By how much all of these move; none where they do not go together, or nobody is named.
    fn together<'i>(&self, ids: impl IntoIterator<Item = &'i OrganisationId>) -> Option<Point> {
        let mut distances = ids.into_iter().map(|id| self.by(id));
        let first = distances.next()??;
        let (mut sum, mut count) = (first, 1.0);
        for distance in distances {
            let distance = distance?;
            if distance.distance(first) > SAME_DISTANCE {
                return None;
            }
            (sum, count) = (sum + distance, count + 1.0);
        }
        let mean = sum * (1.0 / count);
        Some(Point::new(mean.x.round() + 0.0, mean.y.round() + 0.0))
    }
}

/// Who moves by distances that differ by no more than this goes together, canvas units.
const SAME_DISTANCE: f64 = 16.0;

/// A change of one record.
fn change(
    id: RecordId,
    before: impl Into<crate::model::Record>,
    after: impl Into<crate::model::Record>,
) -> Change {
    Change { id, before: Some(before.into()), after: Some(after.into()) }
}

/// Whether an area says to whom it belongs: a layout may take the place of such a one.
fn has_meaning(area: &Area) -> bool {
    // The band of those whose scale nobody stated is drawn by layouts beside the others.
    area.meaning != crate::model::AreaMeaning::Title || area.is_of_not_stated()
}

#[cfg(test)]
mod tests;
