//! The flow tool: drag from one organisation to another, or click one and then the other. On empty ground the other
//! organisation is made as well. The select tool draws from a node's rim with the same [`Reach`].
//! Must not know how a flow is drawn.

use crate::model::{Direction, Flow, OrganisationId, Point};

use super::{
    super::CommandError, Button, Command, Context, Cursor, Effect, Face, Guide, Key, Overlay, ToolEvent,
    ToolEventKind, ToolKind, event::CLICK_SLACK, load,
};

/// What is under the end of a flow on its way.
#[derive(Clone, Debug, PartialEq)]
enum End {
    /// The organisation from which it comes; the pointer has not left it yet.
    Home,
    /// An organisation; also the first, when the pointer has come back to it: a flow to itself.
    At(OrganisationId),
    /// Ground: here the other organisation is made.
    Ground,
    /// Something that is neither, such as a note.
    Blocked,
}

/// A flow on its way from an organisation to the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Reach {
    from: OrganisationId,
    to: Point,
    end: End,
    guides: Vec<Guide>,
}

impl Reach {
    pub(super) fn new(from: OrganisationId, event: &ToolEvent, context: &Context) -> Self {
        Self { from, to: event.at, end: End::Home, guides: Vec::new() }.followed(event, context)
    }

    /// The same after the pointer has moved.
    pub(super) fn followed(self, event: &ToolEvent, context: &Context) -> Self {
        let end = match event.organisation() {
            Some(id) if id == self.from && self.end == End::Home => End::Home,
            Some(id) => End::At(id),
            None if event.hit.as_ref().is_some_and(|hit| context.is_solid(&hit.target)) => End::Blocked,
            None => End::Ground,
        };
        let (to, guides) = match end {
            End::Ground => load::placed(event, context),
            End::Home | End::At(_) | End::Blocked => (event.at, Vec::new()),
        };
        Self { to, end, guides, ..self }
    }

    /// What letting go here asks for.
    pub(super) fn effects(&self, context: &Context) -> Vec<Effect> {
        let Some(kind) = context.kind else { return vec![Effect::Refuse(CommandError::NoFlowKind)] };
        match &self.end {
            End::Home | End::Blocked => vec![],
            End::At(to) => {
                let mut flow = Flow::new(self.from.clone(), to.clone(), kind.clone());
                if context.document.flow_kind(kind).is_some_and(|kind| kind.undirected) {
                    flow.direction = Direction::None;
                }
                vec![Effect::Perform(Command::AddFlow { flow, anyway: false })]
            }
            End::Ground => vec![Effect::PerformAndName(Command::AddConnected {
                from: self.from.clone(),
                organisation: context.organisation_at(self.to),
                kind: kind.clone(),
            })],
        }
    }

    pub(super) fn face(&self, context: &Context) -> Face {
        let kind = context.kind_name();
        let from = context.organisation_name(&self.from);
        let hint = match &self.end {
            End::Home => format!("Draw {kind} from {from} to another"),
            End::At(to) if *to == self.from => format!("Let go: {kind} from {from} to itself"),
            End::At(to) => format!("Let go: {kind} from {from} to {}", context.organisation_name(to)),
            End::Ground => {
                format!(
                    "Let go here for {kind} from {from} to a new organisation; Ctrl holds off snapping; Esc to leave it"
                )
            }
            End::Blocked => "A flow goes to an organisation, or to free ground".to_owned(),
        };
        let cursor = if self.end == End::Blocked { Cursor::NotAllowed } else { Cursor::Crosshair };
        let over = match &self.end {
            End::At(to) => Some(to.clone()),
            End::Home | End::Ground | End::Blocked => None,
        };
        let guides = self.guides.clone();
        let overlay = Overlay::Connection { from: self.from.clone(), to: self.to, over, guides };
        Face { cursor, hint, overlay, live: None }
    }
}

/// What the tool is at.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    /// The button is down on the first organisation.
    Pressed {
        from: OrganisationId,
        screen_at: Point,
    },
    /// Dragging from it.
    Dragging(Reach),
    /// The first was clicked; the second is awaited.
    Armed(Reach),
    /// The button is down for the second.
    Closing(Reach),
}

impl State {
    pub(in crate::editor) fn handle(self, event: &ToolEvent, context: &Context) -> (Self, Vec<Effect>) {
        if event.cancels() {
            let was_idle = self == Self::Idle && event.kind == ToolEventKind::Key(Key::Escape);
            let effects = if was_idle { vec![Effect::TakeUp(ToolKind::Select)] } else { vec![] };
            return (Self::Idle, effects);
        }
        match self {
            Self::Idle => match event.organisation() {
                Some(from) if event.presses(Button::Primary) => {
                    (Self::Pressed { from, screen_at: event.screen_at }, vec![])
                }
                _ => (Self::Idle, vec![]),
            },
            Self::Pressed { from, screen_at } => match event.kind {
                ToolEventKind::Move if event.screen_at.distance(screen_at) >= CLICK_SLACK => {
                    (Self::Dragging(Reach::new(from, event, context)), vec![])
                }
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Armed(Reach::new(from, event, context)), vec![])
                }
                _ => (Self::Pressed { from, screen_at }, vec![]),
            },
            Self::Dragging(reach) => match event.kind {
                ToolEventKind::Move => (Self::Dragging(reach.followed(event, context)), vec![]),
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Idle, reach.followed(event, context).effects(context))
                }
                _ => (Self::Dragging(reach), vec![]),
            },
            Self::Armed(reach) => match event.kind {
                ToolEventKind::Move => (Self::Armed(reach.followed(event, context)), vec![]),
                ToolEventKind::Press { button: Button::Primary } => {
                    (Self::Closing(reach.followed(event, context)), vec![])
                }
                _ => (Self::Armed(reach), vec![]),
            },
            Self::Closing(reach) => match event.kind {
                ToolEventKind::Move => (Self::Closing(reach.followed(event, context)), vec![]),
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Idle, reach.followed(event, context).effects(context))
                }
                _ => (Self::Closing(reach), vec![]),
            },
        }
    }

    pub(in crate::editor) fn face(&self, event: &ToolEvent, context: &Context) -> Face {
        match self {
            Self::Idle | Self::Pressed { .. } => {
                let cursor = if event.organisation().is_some() { Cursor::Crosshair } else { Cursor::Default };
                let kind = context.kind_name();
                let hint =
                    format!("Drag from one organisation to another for {kind}, or click both; Esc to stop");
                Face { cursor, hint, ..Face::default() }
            }
            Self::Dragging(reach) | Self::Armed(reach) | Self::Closing(reach) => reach.face(context),
        }
    }
}
