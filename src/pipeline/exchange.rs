//! Maps to and from other programs' files: what the window and the terminal both do about them. Must not know either.

use std::path::Path;

use super::{embedded, place};
use crate::{
    diagnostics::Warned,
    file::{self, OpenError},
    interchange::{self, Dress, Format, Loss, Part, Read, Uses, WriteError, Writing},
    model::{Document, Record, RecordId},
    scene,
    style::{Look, Theme},
    text::Fonts,
};

/// The format of another program that a file has; none for maps and figures of ours.
#[must_use]
pub fn foreign(path: &Path, bytes: &[u8]) -> Option<Format> {
    let is_map = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
    if is_map { None } else { Format::recognise(bytes, Some(path)) }
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Looked {
    /// A map of ours, as it was read.
    Map(Box<Warned<Document>>),
    /// Another program's file: its bytes, and what it seems to be.
    Foreign(Vec<u8>, Format),
}

/// Reads a map, also one that a figure holds, and leaves another program's file unread. `-` is standard input.
///
/// # Errors
/// When there is no such file, or it is not a sound map.
pub fn look(path: &Path) -> Result<Looked, OpenError> {
    let bytes = super::bytes(path)?;
    match foreign(path, &bytes) {
        Some(format) => Ok(Looked::Foreign(bytes, format)),
        None if embedded::is_figure(&bytes) => embedded::read(&bytes).map(|map| Looked::Map(Box::new(map))),
        None => file::read(&bytes).map(|map| Looked::Map(Box::new(map))),
    }
}

/// Reads another program's file, with what is said of the columns of a table, for a mapping to be looked at.
///
/// # Errors
/// When it is broken, or larger than any map.
pub fn read_foreign(bytes: &[u8], format: Format, uses: &Uses) -> Result<Warned<Read>, OpenError> {
    interchange::read_as_said(bytes, format, uses).map_err(|error| OpenError::Foreign(error.diagnostic()))
}

/// Reads another program's file as the map that it most probably means.
///
/// # Errors
/// When it is broken, or larger than any map.
pub fn import(bytes: &[u8], format: Format) -> Result<Warned<Document>, OpenError> {
    let read = read_foreign(bytes, format, &Uses::default())?;
    let mut mapped = read.value.document();
    mapped.warnings.splice(0..0, read.warnings);
    Ok(mapped)
}

/// Writes a map for another program as it is drawn, and says what is lost.
///
/// # Errors
/// When the format is read only, or holds less than the map has.
pub fn export(
    document: &Document,
    writing: impl Into<Writing>,
    fonts: &Fonts,
) -> Result<(Vec<Part>, Loss), WriteError> {
    let look = Look::of(document, Theme::Light);
    let placed = place(document, &look, fonts);
    let places = placed.changes().iter().filter_map(|change| match (&change.id, &change.after) {
        (RecordId::Organisation(id), Some(Record::Organisation(it))) => Some((id.clone(), it.position?)),
        _ => None,
    });
    let places = places.collect();
    let sizes = scene::measured_boxes(document, &super::measures(document), &look, fonts);
    interchange::write(document, &Dress { look, sizes, places }, writing)
}
