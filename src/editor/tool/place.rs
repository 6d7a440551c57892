//! The organisation tool: a click makes one, with the sector and scale that the palette has current.
//! Must not know how it is named afterwards.

use crate::model::Point;

use super::{
    Button, Command, Context, Cursor, Effect, Face, Guide, Key, Overlay, Selection, ToolEvent, ToolEventKind,
    ToolKind, load,
};

/// What the tool is at.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    /// The button is down; the organisation comes where it was pressed.
    Pressed {
        at: Point,
        guides: Vec<Guide>,
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
                _ => {
                    let (at, guides) = load::placed(event, context);
                    (Self::Pressed { at, guides }, vec![])
                }
            },
            Self::Idle if event.kind == ToolEventKind::Key(Key::Escape) => {
                (Self::Idle, vec![Effect::TakeUp(ToolKind::Select)])
            }
            Self::Pressed { at, .. } if event.releases(Button::Primary) => {
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
        let guides = match self {
            Self::Pressed { guides, .. } => guides.clone(),
            Self::Idle if event.hit.as_ref().is_some_and(|hit| context.is_solid(&hit.target)) => vec![],
            Self::Idle => load::placed(event, context).1,
        };
        let overlay = if guides.is_empty() { Overlay::None } else { Overlay::Guides(guides) };
        let hint = format!("Click to place an organisation{of}; Ctrl holds off snapping; Esc to stop");
        Face { cursor, hint, overlay, live: None }
    }
}
