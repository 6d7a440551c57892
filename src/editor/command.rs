//! Commands: what a user intends, as plain data, and what came of it.
//! Must not know how an intent is carried out: that is `edits`.

use crate::model::{
    ApplyError, Area, AreaId, Evidence, EvidenceId, Family, Flow, FlowId, FlowKind, FlowKindId, GroupId,
    MapInfo, Note, NoteId, Organisation, OrganisationId, Point, Record, RecordId, Rect, Scale, Sector,
    Transaction, View,
};

use super::Target;

/// One end of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowEnd {
    /// Where it comes from.
    From,
    /// Where it goes.
    To,
}

/// An edit that a user intends. Distances and places in canvas units.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A new organisation; its id is made from its name.
    AddOrganisation(Organisation),
    /// A new flow. One that says the same as another is refused with [`CommandError::FlowExists`], unless `anyway`.
    AddFlow {
        /// The flow.
        flow: Flow,
        /// Even if another says the same.
        anyway: bool,
    },
    /// A new organisation and a flow to it.
    AddConnected {
        /// Where the flow comes from.
        from: OrganisationId,
        /// The new one.
        organisation: Organisation,
        /// What flows.
        kind: FlowKindId,
    },
    /// Other ends for a flow.
    Reconnect {
        /// The flow.
        flow: FlowId,
        /// The end that moves.
        end: FlowEnd,
        /// Where it goes.
        to: OrganisationId,
        /// Even if another flow then says the same.
        anyway: bool,
    },
    /// Flows turned round.
    Reverse(Vec<FlowId>),
    /// Bends of a flow; none makes it run as it likes.
    Route {
        /// The flow.
        flow: FlowId,
        /// Its bends, from its first end to its second.
        bends: Vec<Point>,
    },
    /// Another name (an organisation's, a sector's), label (flow, group), text (note) or title (map). Keeps the id.
    Rename {
        /// The record.
        id: RecordId,
        /// Its new name.
        name: String,
    },
    /// Records as a form has edited them. They must be there.
    Replace {
        /// The step's name: "Set sector".
        name: String,
        /// The records as they shall be.
        records: Vec<(RecordId, Record)>,
        /// Consecutive edits under one key are one step: a field of a record, while somebody types in it.
        coalesce: Option<String>,
    },
    /// What is said of the whole map. Stances on goals that are no more go too.
    EditMap(MapInfo),
    /// Moved by a gesture: groups with their members, bends of flows with both ends. Locked ones stay.
    Move {
        /// What moves.
        targets: Vec<Target>,
        /// How far.
        by: Point,
    },
    /// As `Move`, in small steps by key: a series of them is one step.
    Nudge {
        /// What moves.
        targets: Vec<Target>,
        /// How far.
        by: Point,
    },
    /// Each moved by its own distance: what aligning and distributing do. Locked ones and parked notes stay.
    MoveEach {
        /// The step's name: "Align left".
        name: String,
        /// What moves, and how far.
        moves: Vec<(Target, Point)>,
    },
    /// Organisations at new places: what a layout does. Locked ones stay unless they have no place yet.
    Place {
        /// The step's name: "Lay out in bands".
        name: String,
        /// Where their centres go.
        positions: Vec<(OrganisationId, Point)>,
    },
    /// A box (organisation, note, area) of another size and place.
    Resize {
        /// What is resized.
        target: Target,
        /// Its box as it was drawn.
        from: Rect,
        /// Its new box.
        to: Rect,
    },
    /// Records taken away with what can't stand without them.
    Delete(Vec<RecordId>),
    /// As `Delete`, for what is on the canvas: areas too.
    DeleteTargets(Vec<Target>),
    /// Copies in the same map, with the flows among them.
    Duplicate {
        /// What is copied.
        targets: Vec<Target>,
        /// How far from the originals.
        by: Point,
    },
    /// Records from the clipboard, under new ids.
    Paste {
        /// As [`super::Session::copy`] gathered them, in this map or another.
        records: Vec<(RecordId, Record)>,
        /// Where their middle goes.
        at: Point,
    },
    /// A group of organisations and groups. Members of other groups leave those.
    AddGroup {
        /// Its title.
        label: String,
        /// Organisations and groups; others are passed over.
        members: Vec<RecordId>,
    },
    /// Groups dissolved; their members go to the group above.
    Ungroup(Vec<GroupId>),
    /// More members for a group.
    AddToGroup {
        /// The group.
        group: GroupId,
        /// Organisations and groups.
        members: Vec<RecordId>,
    },
    /// Out of whatever group they are in.
    RemoveFromGroup(Vec<RecordId>),
    /// A new note.
    AddNote(Note),
    /// A note tied to an organisation, a flow or a group, or set free; it stays where it is.
    AttachNote {
        /// The note.
        note: NoteId,
        /// What it speaks of.
        to: Option<RecordId>,
    },
    /// A new piece of evidence for organisations, flows, groups.
    AddEvidence {
        /// What it supports.
        to: Vec<RecordId>,
        /// The evidence.
        evidence: Evidence,
    },
    /// Evidence that is there already, for more records.
    CiteEvidence {
        /// What it supports.
        to: Vec<RecordId>,
        /// The evidence.
        evidence: EvidenceId,
    },
    /// Evidence no longer for these records; deleted when nothing else cites it.
    RemoveEvidence {
        /// What it no longer supports.
        from: Vec<RecordId>,
        /// The evidence.
        evidence: EvidenceId,
    },
    /// A new sector, last in the legend.
    AddSector(Sector),
    /// A new scale, above the others.
    AddScale(Scale),
    /// A new family of flow kinds.
    AddFamily(Family),
    /// A new flow kind, last of its family.
    AddFlowKind(FlowKind),
    /// One sector, scale, family or flow kind taken into another of the same sort; what used it uses the other.
    MergeScheme {
        /// The one that goes.
        from: RecordId,
        /// The one that stays.
        into: RecordId,
    },
    /// One organisation taken into another with its flows, evidence, notes, membership and views. What both say
    /// differently is kept in fields of the user's own, and [`Done::told`].
    MergeOrganisations {
        /// The one that goes.
        from: OrganisationId,
        /// The one that stays.
        into: OrganisationId,
    },
    /// Sectors, scales, families or flow kinds in this order; those not named follow as they were.
    Reorder(Vec<RecordId>),
    /// A new view, last in the story.
    AddView(View),
    /// A new area; its id is made anew.
    AddArea(Area),
    /// An area with other values under the same id.
    EditArea(Area),
    /// Areas taken away.
    DeleteAreas(Vec<AreaId>),
    /// A new goal of this text.
    AddGoal(String),
    /// Changes made elsewhere (a merge, a reading of a file): checked like every other.
    Transaction {
        /// The step's name.
        name: String,
        /// The changes.
        transaction: Transaction,
    },
}

impl Command {
    /// How far copies stand from their originals, canvas units.
    pub const DUPLICATE_OFFSET: Point = Point::new(24.0, 24.0);

    /// The same command, meant although a flow says the same; none for one that is never refused so.
    #[must_use]
    pub fn anyway(&self) -> Option<Self> {
        match self.clone() {
            Self::AddFlow { flow, .. } => Some(Self::AddFlow { flow, anyway: true }),
            Self::Reconnect { flow, end, to, .. } => Some(Self::Reconnect { flow, end, to, anyway: true }),
            _ => None,
        }
    }

    /// A form's edit of one record, as a step of its own.
    #[must_use]
    pub fn replace(name: impl Into<String>, id: RecordId, record: impl Into<Record>) -> Self {
        Self::Replace { name: name.into(), records: vec![(id, record.into())], coalesce: None }
    }
}

/// Why a command was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CommandError {
    /// The map is open to look at only.
    #[error("this map is open to look at only: save a copy to edit it")]
    ReadOnly,
    /// It speaks of a record that is not there.
    #[error("{0} is not in this map (any more)")]
    NotThere(RecordId),
    /// It speaks of an area that is not there.
    #[error("area `{0}` is not in this map (any more)")]
    NoArea(AreaId),
    /// Another flow says the same.
    #[error("such a flow is there already, and selected now: draw it again only if it is meant")]
    FlowExists(FlowId),
    /// It may not be changed.
    #[error("{0} is locked: unlock it first")]
    Locked(String),
    /// All of it is locked.
    #[error("all of this is locked: unlock something first")]
    AllLocked,
    /// A flow kind has flows.
    #[error(
        "flow kind `{name}` is still used by {count} flow{}: merge it into another kind, or delete its flows first",
        if *count == 1 { "" } else { "s" }
    )]
    InUse {
        /// The kind.
        name: String,
        /// How many flows.
        count: usize,
    },
    /// A view shows this part of the scheme and nothing else of its sort: without it, it would show all.
    #[error(
        "view {view} shows only {part}: choose in it what else to show, or delete it, before you delete {part}"
    )]
    OnlyShown {
        /// The part.
        part: String,
        /// The view.
        view: String,
    },
    /// The scheme has no kind of flow.
    #[error("this map has no kind of flow yet: add one in the legend")]
    NoFlowKind,
    /// Nothing was named that the command is for.
    #[error("there is nothing here to {0}")]
    Nothing(&'static str),
    /// A group would lie within itself.
    #[error("group `{0}` would lie within itself")]
    GroupInItself(GroupId),
    /// Two things that are not of one sort.
    #[error("{0} and {1} are not of the same sort: choose two of one sort")]
    NotAlike(RecordId, RecordId),
    /// A thing merged into itself.
    #[error("{0} can't be merged into itself: choose another")]
    Same(RecordId),
    /// It has no box of its own.
    #[error("{0} has no size of its own to change")]
    NoSize(RecordId),
    /// A place or a distance that is not a number.
    #[error("a place on the canvas must be made of finite numbers")]
    NotFinite,
    /// The result would break an invariant.
    #[error("{record}: {message}")]
    Invalid {
        /// The record that would be broken.
        record: RecordId,
        /// The field, as the file spells it; empty for the whole record.
        field: &'static str,
        /// What would be the matter.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The changes don't fit the map as it is.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

/// What came of a command.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// The step's name, as undo shows it: "Add flow".
    pub name: String,
    /// Whether the map is another now.
    pub changed: bool,
    /// What it made or meant, the main thing first: the new organisation, the copies.
    pub targets: Vec<Target>,
    /// New records, also those that are not on the canvas.
    pub created: Vec<RecordId>,
    /// What had to give way or be joined, each a sentence without a full stop, for the user to know.
    pub told: Vec<String>,
}
