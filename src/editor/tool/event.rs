//! What tools are told and what they answer: plain values that any window can make and show.
//! Must not know any one tool.

use std::collections::BTreeMap;

use crate::model::{Document, GroupId, NoteId, OrganisationId, Point, Rect};

use super::{
    super::{Command, CommandError, Target},
    snap::Guide,
};

/// A tool of the tool strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToolKind {
    /// Point, mark, drag, resize; draw a flow from a node's rim.
    #[default]
    Select,
    /// A click makes an organisation.
    Place,
    /// Draws flows.
    Connect,
    /// Drags the view.
    Pan,
    /// A click makes a note.
    Note,
}

impl ToolKind {
    /// All, in the order of the tool strip.
    pub const ALL: [Self; 5] = [Self::Select, Self::Place, Self::Connect, Self::Pan, Self::Note];
}

/// A button of the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Usually the left one; a finger.
    Primary,
    /// Usually the right one.
    Secondary,
    /// The wheel.
    Middle,
}

/// A key that tools know. All other keys belong to the table of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Leaves what is under way; then the tool.
    Escape,
    /// Renames what is selected.
    Enter,
}

/// Keys held down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Adds to the selection.
    pub shift: bool,
    /// Holds off snapping.
    pub ctrl: bool,
    /// Copies while dragging.
    pub alt: bool,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolEventKind {
    /// A button went down.
    Press {
        /// Which.
        button: Button,
    },
    /// The pointer moved, or hovers.
    Move,
    /// A button came up.
    Release {
        /// Which.
        button: Button,
    },
    /// The second click of two: sent in place of its press, or after its release.
    DoubleClick,
    /// A key went down.
    Key(Key),
    /// The window lost the pointer or its focus: whatever is under way is left.
    Cancel,
}

/// Which part of something is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPart {
    /// Its inside.
    Body,
    /// The outline of a node, from which flows are drawn.
    Rim,
    /// A flow's line.
    Line,
    /// A flow's label.
    Label,
    /// The title of a group or an area.
    Title,
}

/// What is under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The top-most thing.
    pub target: Target,
    /// The part of it.
    pub part: HitPart,
    /// What is drawn with it as one thing, such as the flows that share its line: selected together.
    pub with: Vec<Target>,
}

impl Hit {
    /// A part of one thing that is drawn by itself.
    #[must_use]
    pub fn new(target: Target, part: HitPart) -> Self {
        Self { target, part, with: Vec::new() }
    }

    /// All that is meant by it.
    #[must_use]
    pub fn all(&self) -> Vec<Target> {
        std::iter::once(&self.target).chain(&self.with).cloned().collect()
    }
}

/// Something that happened, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolEvent {
    /// What.
    pub kind: ToolEventKind,
    /// Where on the canvas, canvas units.
    pub at: Point,
    /// Where on the screen, screen points; tells a click from a drag.
    pub screen_at: Point,
    /// What is under the pointer.
    pub hit: Option<Hit>,
    /// Keys held down.
    pub modifiers: Modifiers,
    /// Screen points a canvas unit.
    pub zoom: f64,
}

impl ToolEvent {
    /// Canvas units of so many screen points.
    pub(super) fn reach(&self, screen_points: f64) -> f64 {
        if self.zoom.is_finite() && self.zoom > 0.0 { screen_points / self.zoom } else { screen_points }
    }

    pub(super) fn organisation(&self) -> Option<OrganisationId> {
        match self.hit.as_ref().map(|hit| &hit.target) {
            Some(Target::Organisation(id)) => Some(id.clone()),
            _ => None,
        }
    }

    pub(in crate::editor) fn presses(&self, button: Button) -> bool {
        self.kind == ToolEventKind::Press { button }
    }

    pub(super) fn releases(&self, button: Button) -> bool {
        self.kind == ToolEventKind::Release { button }
    }

    /// Whether it ends a gesture without result.
    pub(in crate::editor) fn cancels(&self) -> bool {
        matches!(self.kind, ToolEventKind::Key(Key::Escape) | ToolEventKind::Cancel)
    }
}

/// A press that moves less than this is a click, screen points.
pub(super) const CLICK_SLACK: f64 = 4.0;

/// Boxes on the canvas as they are drawn, canvas units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boxes {
    /// Of the organisations.
    pub organisations: BTreeMap<OrganisationId, Rect>,
    /// Of the notes.
    pub notes: BTreeMap<NoteId, Rect>,
    /// Of the collapsed groups.
    pub groups: BTreeMap<GroupId, Rect>,
    /// Of the open groups, round their members.
    pub frames: BTreeMap<GroupId, Rect>,
    /// The part of the canvas that is seen: what is out of sight is not snapped to. None: all is seen.
    pub view: Option<Rect>,
}

impl Boxes {
    /// The box of a target where it stands by its own place; none for flows, areas and what is not drawn. A parked note
    /// has none either: where it is drawn is the parking lot's affair, and its own place waits until it comes back.
    #[must_use]
    pub fn of(&self, document: &Document, target: &Target) -> Option<Rect> {
        match target {
            Target::Note(id) if document.note(id).is_some_and(|note| note.parked) => None,
            Target::Organisation(id) => self.organisations.get(id).copied(),
            Target::Note(id) => self.notes.get(id).copied(),
            Target::Group(id) => self.groups.get(id).or_else(|| self.frames.get(id)).copied(),
            Target::Flow(_) | Target::Area(_) => None,
        }
    }
}

/// What the pointer looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// The arrow.
    #[default]
    Default,
    /// A hand that points.
    Pointing,
    /// A hand that could take hold.
    Grab,
    /// A hand that holds.
    Grabbing,
    /// Four arrows.
    Move,
    /// An arrow with a plus: a copy.
    Copy,
    /// A cross.
    Crosshair,
    /// For the corners at top left and bottom right.
    ResizeFalling,
    /// For the corners at top right and bottom left.
    ResizeRising,
    /// A barred circle.
    NotAllowed,
}

/// What is drawn over the map while a gesture lasts, canvas units.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The rectangle of a marquee.
    Marquee(Rect),
    /// A flow that is being drawn.
    Connection {
        /// Where it begins.
        from: OrganisationId,
        /// Where the pointer is.
        to: Point,
        /// The organisation there.
        over: Option<OrganisationId>,
        /// Why a new organisation would come to stand here.
        guides: Vec<Guide>,
    },
    /// Why what is moved, resized or placed comes to stand here.
    Guides(Vec<Guide>),
}

/// A command of a gesture that was refused: the window may say why and offer another way.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What was wanted; none where it could not even be said, as without any flow kind.
    pub command: Option<Command>,
    /// Why not.
    pub error: CommandError,
}

/// What the window is to do and show.
#[derive(Clone, Debug, Default)]
pub struct ToolResponse {
    /// The pointer.
    pub cursor: Cursor,
    /// What can be done now, for the status line.
    pub hint: String,
    /// What is drawn over the map.
    pub overlay: Overlay,
    /// Begin naming this in place.
    pub begin_rename: Option<Target>,
    /// Move the view by this, screen points, with the pointer.
    pub pan_by: Option<Point>,
    /// A step was made; its name.
    pub done: Option<String>,
    /// A step was refused.
    pub refused: Option<Refused>,
}
