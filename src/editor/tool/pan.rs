//! The hand: drags the view. Also what the middle button does in every tool.
//! Must not know the map.

use crate::model::Point;

use super::{Button, Cursor, Effect, Face, ToolEvent, ToolEventKind, ToolKind};

/// Where the hand is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    /// Held since the press of `button`; `last` on the screen.
    Panning {
        button: Button,
        last: Point,
    },
}

impl State {
    pub(in crate::editor) fn handle(self, event: &ToolEvent) -> (Self, Vec<Effect>) {
        match (self, event.kind) {
            (_, ToolEventKind::Press { button }) => (Self::Panning { button, last: event.screen_at }, vec![]),
            (Self::Panning { button, last }, ToolEventKind::Move) => {
                let by = event.screen_at - last;
                (Self::Panning { button, last: event.screen_at }, vec![Effect::Pan(by)])
            }
            (Self::Panning { button, .. }, _) if event.releases(button) => (Self::Idle, vec![]),
            (Self::Panning { .. }, _) if event.cancels() => (Self::Idle, vec![]),
            (Self::Idle, ToolEventKind::Key(super::Key::Escape)) => {
                (Self::Idle, vec![Effect::TakeUp(ToolKind::Select)])
            }
            (state, _) => (state, vec![]),
        }
    }

    pub(in crate::editor) fn face(&self) -> Face {
        let cursor = if *self == Self::Idle { Cursor::Grab } else { Cursor::Grabbing };
        Face { cursor, hint: "Drag to move the view".into(), ..Face::default() }
    }
}
