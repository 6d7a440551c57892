//! The note tool: a click makes a note, on an organisation one that speaks of it.
//! Must not know how notes are drawn.

use crate::model::{Note, OrganisationId, Point, RecordId};

use super::{Button, Command, Context, Cursor, Effect, Face, Key, ToolEvent, ToolEventKind, ToolKind};

/// What the tool is at.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    /// The button is down on the ground or on an organisation.
    Pressed {
        at: Point,
        on: Option<OrganisationId>,
    },
}

impl State {
    pub(in crate::editor) fn handle(self, event: &ToolEvent, context: &Context) -> (Self, Vec<Effect>) {
        match self {
            Self::Idle if event.presses(Button::Primary) => {
                (Self::Pressed { at: event.at, on: event.organisation() }, vec![])
            }
            Self::Idle if event.kind == ToolEventKind::Key(Key::Escape) => {
                (Self::Idle, vec![Effect::TakeUp(ToolKind::Select)])
            }
            Self::Pressed { at, on } if event.releases(Button::Primary) => {
                let note = note_at(at, on, context);
                (Self::Idle, vec![Effect::PerformAndName(Command::AddNote(note))])
            }
            Self::Pressed { .. } if event.cancels() => (Self::Idle, vec![]),
            state => (state, vec![]),
        }
    }

    pub(in crate::editor) fn face(&self) -> Face {
        let hint = "Click to write a note; on an organisation, a note about it; Esc to stop".into();
        Face { cursor: Cursor::Crosshair, hint, ..Face::default() }
    }
}

/// A note about an organisation stands beside its upper right corner, not on its name.
fn note_at(at: Point, on: Option<OrganisationId>, context: &Context) -> Note {
    /// From the corner of the box to the note's centre, canvas units.
    const BESIDE: Point = Point::new(72.0, -36.0);
    let Some(id) = on else { return Note { position: Some(at), ..Note::default() } };
    let half = context
        .boxes
        .organisations
        .get(&id)
        .map_or(Point::default(), |rect| Point::new(rect.width / 2.0, -rect.height / 2.0));
    Note { position: Some(half + BESIDE), attached_to: Some(RecordId::Organisation(id)), ..Note::default() }
}
