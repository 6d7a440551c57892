//! The flow tool: drag from one organisation to another, or click one and then the other. On empty ground the other
//! organisation is made as well. The select tool draws from a node's rim with the same [`Reach`].
//! Must not know how a flow is drawn.

use crate::model::{Direction, Flow, OrganisationId, Point};

use super::{
    super::CommandError, Button, Command, Context, Cursor, Effect, Face, Key, Overlay, ToolEvent,
    ToolEventKind, ToolKind, event::CLICK_SLACK,
};

/// A flow on its way from an organisation to the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Reach {
    from: OrganisationId,
    to: Point,
    over: Option<OrganisationId>,
    /// The pointer has been off the first organisation: coming back to it means a flow to itself.
    has_left: bool,
}

impl Reach {
    pub(super) fn new(from: OrganisationId, event: &ToolEvent) -> Self {
        Self { from, to: event.at, over: None, has_left: false }.followed(event)
    }

    /// The same after the pointer has moved.
    pub(super) fn followed(self, event: &ToolEvent) -> Self {
        let over = event.organisation();
        let has_left = self.has_left || over.as_ref() != Some(&self.from);
        Self { to: event.at, over, has_left, ..self }
    }

    /// What letting go here asks for.
    pub(super) fn effects(&self, context: &Context) -> Vec<Effect> {
        let Some(kind) = context.kind else { return vec![Effect::Refuse(CommandError::NoFlowKind)] };
        match &self.over {
            Some(to) if *to == self.from && !self.has_left => vec![],
            Some(to) => {
                let mut flow = Flow::new(self.from.clone(), to.clone(), kind.clone());
                if context.document.flow_kind(kind).is_some_and(|kind| kind.undirected) {
                    flow.direction = Direction::None;
                }
                vec![Effect::Perform(Command::AddFlow { flow, anyway: false })]
            }
            None => vec![Effect::PerformAndName(Command::AddConnected {
                from: self.from.clone(),
                organisation: context.organisation_at(self.to),
                kind: kind.clone(),
            })],
        }
    }

    pub(super) fn face(&self, context: &Context) -> Face {
        let kind = context.kind_name();
        let from = context.organisation_name(&self.from);
        let hint = match &self.over {
            Some(to) if *to == self.from && !self.has_left => format!("Draw {kind} from {from} to another"),
            Some(to) if *to == self.from => format!("Let go: {kind} from {from} to itself"),
            Some(to) => format!("Let go: {kind} from {from} to {}", context.organisation_name(to)),
            None => format!("Let go here for {kind} from {from} to a new organisation; Esc to leave it"),
        };
        let over = self.over.clone().filter(|over| *over != self.from || self.has_left);
        let overlay = Overlay::Connection { from: self.from.clone(), to: self.to, over };
        Face { cursor: Cursor::Crosshair, hint, overlay, live: None }
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
                    (Self::Dragging(Reach::new(from, event)), vec![])
                }
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Armed(Reach::new(from, event)), vec![])
                }
                _ => (Self::Pressed { from, screen_at }, vec![]),
            },
            Self::Dragging(reach) => match event.kind {
                ToolEventKind::Move => (Self::Dragging(reach.followed(event)), vec![]),
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Idle, reach.followed(event).effects(context))
                }
                _ => (Self::Dragging(reach), vec![]),
            },
            Self::Armed(reach) => match event.kind {
                ToolEventKind::Move => (Self::Armed(reach.followed(event)), vec![]),
                ToolEventKind::Press { button: Button::Primary } => {
                    (Self::Closing(reach.followed(event)), vec![])
                }
                _ => (Self::Armed(reach), vec![]),
            },
            Self::Closing(reach) => match event.kind {
                ToolEventKind::Move => (Self::Closing(reach.followed(event)), vec![]),
                ToolEventKind::Release { button: Button::Primary } => {
                    (Self::Idle, reach.followed(event).effects(context))
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
