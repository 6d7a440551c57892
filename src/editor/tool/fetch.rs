//! A parked note dragged out of the parking lot: it comes back where it is let go.
//! Must not know where the parking lot is.

use crate::model::{NoteId, Point};

use super::{super::Target, Command, Context, ToolEvent};

/// A parked note in the hand.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Fetching {
    note: NoteId,
    /// From the pointer to the middle of the note, canvas units.
    grip: Point,
    command: Option<Command>,
}

impl Fetching {
    /// Takes hold of a note that is parked and drawn; none of anything else.
    pub(super) fn start(context: &Context, target: &Target, at: Point, event: &ToolEvent) -> Option<Self> {
        let Target::Note(id) = target else { return None };
        let is_free = context.document.note(id).is_some_and(|note| note.parked && !note.locked);
        let rect = context.boxes.notes.get(id).filter(|_| is_free)?;
        let fetching = Self { note: id.clone(), grip: rect.center() - at, command: None };
        Some(fetching.dragged(event.at, context))
    }

    pub(super) fn dragged(self, at: Point, context: &Context) -> Self {
        let command = Command::bring_back(context.document, &self.note, at + self.grip);
        Self { command, ..self }
    }

    pub(super) fn command(&self) -> Option<Command> {
        self.command.clone()
    }
}
