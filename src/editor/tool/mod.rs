//! Tools: small state machines that turn pointer and key events into commands. Each state is a value with its own
//! cursor, hint and overlay; none can touch the document. What a gesture would do is its *live* command.
//! Must not know history, drawing or windows.

mod bend;
mod connect;
mod event;
mod fetch;
mod handle;
mod load;
mod note;
mod pan;
mod place;
mod select;
mod snap;

use crate::model::{AreaMeaning, Document, FlowKindId, Organisation, OrganisationId, ScaleId, SectorId};

use super::{Command, CommandError, Selection, Target};
pub use event::{
    Boxes, Button, Cursor, Hit, HitPart, Key, Modifiers, Overlay, Refused, ToolEvent, ToolEventKind,
    ToolKind, ToolResponse,
};
pub use handle::{Corner, handles};
pub(super) use pan::State as PanState;
pub use snap::Guide;

/// What a tool may look at.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) selection: &'a Selection,
    pub(super) boxes: &'a Boxes,
    pub(super) kind: Option<&'a FlowKindId>,
    pub(super) sector: Option<&'a SectorId>,
    pub(super) scale: Option<&'a ScaleId>,
    /// The distance of the grid's lines, while it is on.
    pub(super) grid: Option<f64>,
}

impl Context<'_> {
    /// A new organisation as the palette has it, unnamed. What the palette leaves open, the band or column in which
    /// it comes to stand says.
    pub(in crate::editor) fn organisation_at(&self, at: crate::model::Point) -> Organisation {
        let here = || self.document.map().areas.iter().rev().filter(|area| area.contains(at));
        let sector_here = here().find_map(|area| match &area.meaning {
            AreaMeaning::Sector(id) => Some(id),
            AreaMeaning::Scale(_) | AreaMeaning::Title => None,
        });
        let scale_here = here().find_map(|area| match &area.meaning {
            AreaMeaning::Scale(id) => Some(id),
            AreaMeaning::Sector(_) | AreaMeaning::Title => None,
        });
        Organisation {
            sector: self.sector.or(sector_here).cloned(),
            scale: self.scale.or(scale_here).cloned(),
            position: Some(at),
            ..Organisation::default()
        }
    }

    /// Whether it is a thing on the canvas, on which nothing new is put: not ground, nor a line over ground.
    fn is_solid(&self, target: &Target) -> bool {
        match target {
            Target::Organisation(_) | Target::Note(_) => true,
            Target::Group(id) => self.document.group(id).is_some_and(|group| group.collapsed),
            Target::Flow(_) | Target::Area(_) => false,
        }
    }

    fn organisation_name(&self, id: &OrganisationId) -> String {
        match self.document.organisation(id) {
            Some(organisation) if !organisation.name.is_empty() => organisation.name.clone(),
            _ => "this organisation".to_owned(),
        }
    }

    fn kind_name(&self) -> String {
        let kind = self.kind.and_then(|id| self.document.flow_kind(id));
        kind.map_or_else(|| "flow".to_owned(), |kind| kind.name.clone())
    }
}

/// What a tool asks of the session.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    /// Select this.
    Select(Selection),
    /// Carry this out: the gesture's one transaction.
    Perform(Command),
    /// Carry this out and let the user name what it made.
    PerformAndName(Command),
    /// Let the user rename this.
    Rename(Target),
    /// Move the view by this many screen points.
    Pan(crate::model::Point),
    /// Tell the user why nothing comes of it.
    Refuse(CommandError),
    /// Take up another tool.
    TakeUp(ToolKind),
}

/// How a tool shows itself in its present state.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    pub(super) cursor: Cursor,
    pub(super) hint: String,
    pub(super) overlay: Overlay,
    /// What the release would carry out, shown meanwhile on a copy of the map.
    pub(super) live: Option<Command>,
}

/// A tool in its state.
#[derive(Clone, Debug)]
pub(super) enum Tool {
    Select(select::State),
    Place(place::State),
    Connect(connect::State),
    Pan(pan::State),
    Note(note::State),
}

impl Tool {
    pub(super) fn new(kind: ToolKind) -> Self {
        match kind {
            ToolKind::Select => Self::Select(select::State::Idle),
            ToolKind::Place => Self::Place(place::State::Idle),
            ToolKind::Connect => Self::Connect(connect::State::Idle),
            ToolKind::Pan => Self::Pan(pan::State::Idle),
            ToolKind::Note => Self::Note(note::State::Idle),
        }
    }

    pub(super) fn kind(&self) -> ToolKind {
        match self {
            Self::Select(_) => ToolKind::Select,
            Self::Place(_) => ToolKind::Place,
            Self::Connect(_) => ToolKind::Connect,
            Self::Pan(_) => ToolKind::Pan,
            Self::Note(_) => ToolKind::Note,
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        matches!(
            self,
            Self::Select(select::State::Idle)
                | Self::Place(place::State::Idle)
                | Self::Connect(connect::State::Idle)
                | Self::Pan(pan::State::Idle)
                | Self::Note(note::State::Idle)
        )
    }

    /// The state after the event, and what is asked of the session.
    pub(super) fn handle(self, event: &ToolEvent, context: &Context) -> (Self, Vec<Effect>) {
        match self {
            Self::Select(state) => wrap(state.handle(event, context), Self::Select),
            Self::Place(state) => wrap(state.handle(event, context), Self::Place),
            Self::Connect(state) => wrap(state.handle(event, context), Self::Connect),
            Self::Pan(state) => wrap(state.handle(event), Self::Pan),
            Self::Note(state) => wrap(state.handle(event, context), Self::Note),
        }
    }

    /// How it shows itself; `event` says what is under the pointer.
    pub(super) fn face(&self, event: &ToolEvent, context: &Context) -> Face {
        match self {
            Self::Select(state) => state.face(event, context),
            Self::Place(state) => state.face(event, context),
            Self::Connect(state) => state.face(event, context),
            Self::Pan(state) => state.face(),
            Self::Note(state) => state.face(),
        }
    }
}

fn wrap<State>((state, effects): (State, Vec<Effect>), tool: fn(State) -> Tool) -> (Tool, Vec<Effect>) {
    (tool(state), effects)
}
