//! Groups, notes and evidence: what stands round organisations and flows.
//! Must not know how they are drawn.

use super::{
    Carried, Colour, Date, EvidenceId, GroupId, OrganisationId, Point, RecordId, Size, StyleOverride,
};

/// How a group is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupLook {
    /// A soft outline that follows its members.
    #[default]
    Hull,
    /// A rectangle round them.
    Frame,
}

/// What a group may hold. Groups nest; membership is a forest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// An organisation.
    Organisation(OrganisationId),
    /// A group within the group.
    Group(GroupId),
}

/// A partnership, a cluster within a cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its title.
    pub label: String,
    /// Its members, each in one group only, sorted.
    pub members: Vec<Member>,
    /// How it is drawn.
    pub look: GroupLook,
    /// Shown as one node; its flows are kept, re-attached and counted.
    pub collapsed: bool,
    /// Nothing moves or changes it by accident.
    pub locked: bool,
    /// Higher is in front.
    pub z_order: i32,
    /// Looks that differ from the scheme's.
    pub style: StyleOverride,
    /// What supports it.
    pub evidence: Vec<EvidenceId>,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

/// How a note is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteLook {
    /// A sticky note.
    #[default]
    Sticky,
    /// Words on the page: a figure's annotation.
    Plain,
}

/// Words on the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The words; lines are kept.
    pub text: String,
    /// Its centre, canvas units; relative to what it is attached to, if it is.
    pub position: Option<Point>,
    /// A size chosen by hand, canvas units; otherwise the text decides.
    pub size: Option<Size>,
    /// How it is drawn.
    pub look: NoteLook,
    /// The colour of its paper, if not the theme's.
    pub colour: Option<Colour>,
    /// What it speaks of: an organisation, a flow or a group.
    pub attached_to: Option<RecordId>,
    /// In the parking lot at the edge: to be dealt with later.
    pub parked: bool,
    /// Nothing moves or changes it by accident.
    pub locked: bool,
    /// Higher is in front.
    pub z_order: i32,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

/// How sure a piece of evidence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The source says so.
    #[default]
    Stated,
    /// We conclude it.
    Inferred,
    /// Sources disagree.
    Contested,
}

impl Confidence {
    /// All, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Inferred, Self::Contested];
    /// Its name in the interface, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Contested => "contested",
        }
    }
}

/// Where something is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Title of the text.
    pub title: String,
    /// Its address; never opened unasked.
    pub url: String,
    /// Page, section or time within it.
    pub page: String,
}

impl Source {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Why something is on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// What was said, paraphrased or word for word.
    pub text: String,
    /// The text is word for word.
    pub quote: bool,
    /// The respondent's role, never the name.
    pub respondent: String,
    /// Where it is written.
    pub source: Source,
    /// How it was had: interview, document, workshop.
    pub method: String,
    /// When.
    pub date: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who wrote it down.
    pub recorded_by: String,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}
