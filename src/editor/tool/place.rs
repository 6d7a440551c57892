//! The organisation tool: a click makes one, with the sector and scale that the palette has current.
//! Must not know how it is named afterwards.

use crate::model::Point;

use super::{
    Button, Command, Context, Cursor, Effect, Face, Key, Selection, ToolEvent, ToolEventKind, ToolKind,
};

/// What the tool is at.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    /// The button is down; the organisation comes where it was pressed.
    Pressed {
        at: Point,
    },
}

impl State {
    pub(in crate::editor) fn handle(self, event: &ToolEvent, context: &Context) -> (Self, Vec<Effect>) {
        match self {
            Self::Idle if event.presses(Button::Primary) => match &event.hit {
                // Never one on top of another thing: a click on that selects it.
                Some(hit) if context.is_solid(&hit.target) => {
                    (Self::Idle, vec![Effect::Select(Selection::one(hit.target.clone()))])
                }
                _ => (Self::Pressed { at: event.at }, vec![]),
            },
            Self::Idle if event.kind == ToolEventKind::Key(Key::Escape) => {
                (Self::Idle, vec![Effect::TakeUp(ToolKind::Select)])
            }
            Self::Pressed { at } if event.releases(Button::Primary) => {
                let organisation = context.organisation_at(at);
                (Self::Idle, vec![Effect::PerformAndName(Command::AddOrganisation(organisation))])
            }
            Self::Pressed { .. } if event.cancels() => (Self::Idle, vec![]),
            state => (state, vec![]),
        }
    }

    pub(in crate::editor) fn face(&self, event: &ToolEvent, context: &Context) -> Face {
        let cursor = if event.organisation().is_some() { Cursor::Pointing } else { Cursor::Crosshair };
        let sector = context.sector.and_then(|id| context.document.sector(id));
        let scale = context.scale.and_then(|id| context.document.scale(id));
        let words: Vec<&str> =
            sector.map(|it| it.name.as_str()).into_iter().chain(scale.map(|it| it.name.as_str())).collect();
        let of = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        Face { cursor, hint: format!("Click to place an organisation{of}; Esc to stop"), ..Face::default() }
    }
}
