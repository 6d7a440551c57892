//! What a command would make of a map, without making it. Must not know sessions and their history.

use crate::model::{Document, RecordId};

use super::{
    Command, CommandError,
    edits::{self, Purpose},
};

/// A map as a command would leave it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The map.
    pub document: Document,
    /// The records that are new or other than before, in the order of the changes.
    pub touched: Vec<RecordId>,
}

/// Tries a command out on a copy, to show what it would do. The invariants are checked when it is meant.
///
/// # Errors
/// In words, when the command can't be carried out on this document.
pub fn tried(document: &Document, command: &Command) -> Result<Trial, CommandError> {
    let edit = edits::edit(document, command, Purpose::Preview)?;
    let touched = edit.transaction.touched().filter(|&id| edit.document.contains(id)).cloned().collect();
    Ok(Trial { document: edit.document, touched })
}
