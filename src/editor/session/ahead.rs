//! Looking ahead: a step is shown before it is taken, as a gesture is while the button is held. Must not know who
//! proposes the step.

use crate::model::Document;

use super::{
    super::{Command, CommandError, Done},
    Preview, Session,
};

impl Session {
    /// Begins to look ahead: until that ends, no tool edits, and what is shown may differ from the map. Whatever ends
    /// a gesture ends this too: another edit, undo, leaving the map.
    pub fn look_ahead(&mut self) {
        self.cancel_gesture();
        self.ahead = true;
    }

    /// Whether somebody looks ahead.
    #[must_use]
    pub fn is_looking_ahead(&self) -> bool {
        self.ahead
    }

    /// Shows what a step would make of the map; `document` is the map as it would be. The number under which it is to
    /// be shown, as [`Self::preview_revision`] has it; nothing happens where nobody looks ahead.
    pub fn show_ahead(&mut self, command: Command, document: Document) -> Option<u64> {
        if !self.ahead {
            return None;
        }
        let revision = self.history.fresh_number();
        self.preview = Some(Preview { command, document, revision });
        Some(revision)
    }

    /// Takes the step that is shown, as one of its own; none where none is.
    pub fn keep_ahead(&mut self) -> Option<Result<Done, CommandError>> {
        let command = self.preview.take().filter(|_| self.ahead)?.command;
        self.cancel_gesture();
        self.history.seal();
        let done = self.carry_out(&command);
        self.history.seal();
        Some(done)
    }
}
