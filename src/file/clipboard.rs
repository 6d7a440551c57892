//! Records as text for the clipboard: a file of the same shape that holds only them.
//! Must not know the clipboard.

use super::{
    errors::OpenError,
    header::{self, CURRENT},
    read::{Draft, text_of},
    v1,
    writing::Out,
};
use crate::{
    diagnostics::{Diagnostic, Severity},
    model::{Record, RecordId},
};

/// Why a text holds no records to paste.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Some other text.
    #[error("there is nothing of a map on the clipboard: copy organisations in ecomap first")]
    Foreign,
    /// Copied in a newer ecomap.
    #[error("what is on the clipboard comes from a newer ecomap: install it here too")]
    TooNew,
    /// Records with mistakes in them.
    #[error("what is on the clipboard cannot be pasted: {}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Damaged(Vec<Diagnostic>),
}

/// These records as text. What they refer to and is not among them stays a mere id.
#[must_use]
pub fn write_records(records: &[(RecordId, Record)]) -> String {
    let mut out = Out::new(0);
    out.open("(");
    out.line(&header::text(CURRENT));
    v1::write_records(records, &mut out);
    out.close(")");
    out.text
}

/// The records in a text, sorted by id: those that [`write_records`] wrote, or those of a whole map or of a part that
/// somebody cut out by hand. The map's own record only if it says something. Whether what they refer to exists is
/// for who takes them in to see.
///
/// # Errors
/// See [`PasteError`].
pub fn read_records(text: &str) -> Result<Vec<(RecordId, Record)>, PasteError> {
    let text = text_of(text.as_bytes()).map_err(|_| PasteError::Foreign)?;
    let version = header::read(text).map_err(|error| match error {
        OpenError::TooNew { .. } => PasteError::TooNew,
        _ => PasteError::Foreign,
    })?;
    let draft = Draft::read(text, version);
    if draft.faults.iter().any(|fault| fault.severity == Severity::Error) {
        let faults = draft.faults.iter().filter(|fault| fault.severity == Severity::Error).cloned().collect();
        return Err(PasteError::Damaged(draft.diagnostics(faults)));
    }
    let says_something = |(id, record): &(RecordId, Record)| match record {
        Record::Map(map) => **map != crate::model::MapInfo::default(),
        _ => *id != RecordId::Map,
    };
    let mut records: Vec<_> = draft.records().filter(says_something).collect();
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(records)
}
