//! From a path to a map that can be shown: read it, and find a place for what has none.
//! Must not know who asks.

use std::{borrow::Cow, collections::BTreeMap, io::Read, path::Path};

use super::{arrange::folded::Folded, embedded, exchange};
use crate::{
    diagnostics::Warned,
    file::{self, OpenError},
    layout,
    model::{Change, Document, Organisation, OrganisationId, Point, Record, RecordId, Transaction},
    scene,
    style::Look,
    text::Fonts,
    topology::Topology,
    watch::{Cancelled, Watch},
};

/// A map as it was read, and what was placed so that it can be shown.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The map; everything on it has a place.
    pub document: Document,
    /// How many organisations had none.
    pub placed: usize,
}

/// Reads a map as it is, also one that a figure holds (see [`super::embedded`](fn@super::embedded)) and one that another
/// program's file means (see [`super::import`]). `-` is standard input.
///
/// # Errors
/// When there is no such file, or it is not a sound map.
pub fn read(path: &Path) -> Result<Warned<Document>, OpenError> {
    match exchange::look(path)? {
        exchange::Looked::Map(map) => Ok(*map),
        exchange::Looked::Foreign(bytes, format) => exchange::import(&bytes, format),
    }
}

/// Whether a path leads to a figure or to another program's file rather than to a map: a map must never be saved there.
/// Looks at the beginning.
#[must_use]
pub fn is_foreign(path: &Path) -> bool {
    let mut start = Vec::new();
    let file = std::fs::File::open(path).and_then(|file| file.take(64 * 1024).read_to_end(&mut start));
    file.is_ok() && (embedded::is_figure(&start) || exchange::foreign(path, &start).is_some())
}

/// What stands in a file; `-` is standard input. Never more than a map may have, and a byte.
///
/// # Errors
/// When there is no such file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, OpenError> {
    if path != Path::new("-") {
        return file::bytes(path);
    }
    let mut bytes = Vec::new();
    let unreadable = |source| OpenError::Unreadable { path: "standard input".into(), source };
    // One byte more than may be read, so that the reader sees that there was more.
    std::io::stdin().take(file::MAX_SIZE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Opens a map and places what has no position. The file is not changed.
///
/// # Errors
/// When there is no such file, or it is not a sound map.
pub fn open(path: &Path, look: &Look, fonts: &Fonts) -> Result<Warned<Opened>, OpenError> {
    Ok(read(path)?.map(|document| opened(document, look, fonts)))
}

/// A map as it was read, made ready to be shown.
#[must_use]
pub fn opened(document: Document, look: &Look, fonts: &Fonts) -> Opened {
    opened_watched(document, look, fonts, &layout::Unwatched).expect("nobody calls it off")
}

/// The same, and it can be called off.
///
/// # Errors
/// When `watch` calls it off.
pub fn opened_watched(
    mut document: Document,
    look: &Look,
    fonts: &Fonts,
    watch: &dyn Watch,
) -> Result<Opened, Cancelled> {
    let transaction = placing(&document, look, fonts, watch)?;
    let placed = organisations_in(&transaction);
    document.apply(&transaction).expect("made from this very document");
    Ok(Opened { document, placed })
}

fn organisations_in(transaction: &Transaction) -> usize {
    let is_organisation = |change: &&Change| matches!(change.id, RecordId::Organisation(_));
    transaction.changes().iter().filter(is_organisation).count()
}

/// A map made ready to be shown, and how many organisations were placed for that: the map itself where all have a place.
pub(super) fn ready<'d>(document: &'d Document, look: &Look, fonts: &Fonts) -> (Cow<'d, Document>, usize) {
    let transaction = place(document, look, fonts);
    if transaction.is_empty() {
        return (Cow::Borrowed(document), 0);
    }
    let placed = organisations_in(&transaction);
    let mut copy = document.clone();
    copy.apply(&transaction).expect("made from this very document");
    (Cow::Owned(copy), placed)
}

/// What gives every organisation without a position a place, a collapsed group as the one box that is drawn for
/// it; what has one stays where it is. Empty if all have one.
#[must_use]
pub fn place(document: &Document, look: &Look, fonts: &Fonts) -> Transaction {
    placing(document, look, fonts, &layout::Unwatched).expect("nobody calls it off")
}

fn placing(
    document: &Document,
    look: &Look,
    fonts: &Fonts,
    watch: &dyn Watch,
) -> Result<Transaction, Cancelled> {
    let all_placed = document.organisations().values().all(|organisation| organisation.position.is_some());
    if all_placed {
        return Ok(Transaction::default());
    }
    let request = layout::Request { method: first_method(document), ..layout::Request::first_placement() };
    let sizes = scene::measured_boxes(document, &super::measures(document), look, fonts);
    let folded = Folded::new(document, &sizes, look, fonts);
    let drawn = folded.document(document, &request);
    let drawn = drawn.as_ref().unwrap_or(document);
    let boxes = folded.sizes(&sizes);
    let topology = Topology::new(drawn);
    let mut placement = layout::run(&topology, drawn, &boxes, &request, watch)?;
    placement.positions = folded.unfold(placement.positions);
    placement.positions.retain(|id, _| document.organisation(id).is_some_and(|it| it.position.is_none()));
    let mut changes = moves(document, &placement.positions);
    if !placement.areas.is_empty() {
        let mut map = (**document.map()).clone();
        map.areas = placement.areas_over(&map.areas);
        changes.push(Change {
            id: RecordId::Map,
            before: document.get(&RecordId::Map),
            after: Some(Record::from(map)),
        });
    }
    Ok(Transaction::new(changes))
}

/// By scale and sector where somebody stated either, by who is joined to whom where not.
#[must_use]
pub fn first_method(document: &Document) -> layout::Method {
    let is_stated = |it: &Organisation| it.scale.is_some() || it.sector.is_some();
    let is_stated = document.organisations().values().any(|organisation| is_stated(organisation));
    if is_stated { layout::Method::Bands } else { layout::Method::Network }
}

/// The changes that bring organisations to these places.
pub(super) fn moves(document: &Document, positions: &BTreeMap<OrganisationId, Point>) -> Vec<Change> {
    let moved = positions.iter().filter_map(|(id, position)| {
        let before = document.organisation(id)?;
        let mut after = (**before).clone();
        after.position = Some(*position);
        Some(Change {
            id: RecordId::Organisation(id.clone()),
            before: Some(Record::Organisation(before.clone())),
            after: Some(Record::from(after)),
        })
    });
    moved.collect()
}
