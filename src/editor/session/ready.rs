//! A step that was worked out away from the session, for one that takes longer than anybody waits between two frames: it
//! is taken in an instant where the map is still the one it was worked out for, and carried out anew where it is not.
//! Must not know threads.

use crate::model::{Document, RecordId};

use super::{
    super::{
        Command, CommandError, Done, Selection, Target,
        edits::{self, Edit, Purpose},
    },
    Session, created_by,
};

/// The map as it was when a step began to be worked out.
#[derive(Clone, Debug)]
pub struct Standing {
    document: Document,
    revision: u64,
    newest: u64,
}

/// A step that only has to be taken.
#[derive(Clone, Debug)]
pub struct Ready {
    of: Standing,
    edit: Edit,
    created: Vec<RecordId>,
    selection: Selection,
}

impl Standing {
    /// The map.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Works a command out, with all that is looked at before an edit; what is selected once it is taken.
    ///
    /// # Errors
    /// In words, when the command can't be carried out on this map.
    pub fn work_out(self, command: &Command, select: Vec<Target>) -> Result<Ready, CommandError> {
        let mut edit = edits::edit(&self.document, command, Purpose::Perform)?;
        let mut selection: Selection = select.iter().cloned().collect();
        selection.drop_vanished(&edit.document);
        edit.select = Some(select);
        Ok(Ready { of: self, created: created_by(&edit.transaction), edit, selection })
    }
}

impl Session {
    /// The map as it is, for a step that is worked out elsewhere.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let (revision, newest) = (self.revision(), self.history.newest());
        Standing { document: self.document.clone(), revision, newest }
    }

    /// Takes a step that was worked out: one, whatever it does. A gesture that is under way is left first.
    ///
    /// # Errors
    /// In words, when nothing may be edited, or the map was changed meanwhile so that the step no longer fits; nothing
    /// has changed then.
    pub fn take(&mut self, ready: Ready) -> Result<Done, CommandError> {
        self.cancel_gesture();
        if self.read_only {
            return Err(CommandError::ReadOnly);
        }
        self.offered = None;
        let Ready { of, edit, created, selection } = ready;
        if !self.stands_as(&of) {
            return self.take_in(edit);
        }
        let Edit { name, transaction, document, select, coalesce, told } = edit;
        let changed = !transaction.is_empty();
        if changed {
            self.document = document;
            self.history.push(name.clone(), transaction, coalesce);
        }
        self.selection = selection;
        Ok(Done { name, changed, targets: select.unwrap_or_default(), created, told })
    }

    /// Whether nothing was done since. Numbers may be those of another session: then the records are others.
    fn stands_as(&self, of: &Standing) -> bool {
        (self.revision(), self.history.newest()) == (of.revision, of.newest)
            && !of.document.differs_in_more_than(0, &self.document)
    }
}
