//! The organisation: whatever stands as a node of the map.
//! Must not know how it is drawn.

use super::{
    Carried, Count, Date, EvidenceId, ExtraFields, GoalId, Point, ScaleId, SectorId, Size, StyleOverride,
};

/// What a node stands for. The outline's shape shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganisationKind {
    /// One organisation.
    #[default]
    Organisation,
    /// A part of one: a department, a team.
    Unit,
    /// Several organisations shown as one node.
    Group,
    /// A network of organisations or people.
    Network,
    /// A cluster.
    Cluster,
    /// A programme or project.
    Programme,
    /// A fund.
    Fund,
    /// A place or building.
    Place,
    /// An event.
    Event,
    /// A person.
    Person,
    /// A policy or strategy.
    Policy,
    /// An idea, such as a culture.
    Concept,
    /// Something that several organisations formed together.
    JointFormation,
}

impl OrganisationKind {
    /// All kinds, in the order of the interface.
    pub const ALL: [Self; 13] = [
        Self::Organisation,
        Self::Unit,
        Self::Group,
        Self::Network,
        Self::Cluster,
        Self::Programme,
        Self::Fund,
        Self::Place,
        Self::Event,
        Self::Person,
        Self::Policy,
        Self::Concept,
        Self::JointFormation,
    ];

    /// Its name in the interface, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Unit => "unit",
            Self::Group => "group of organisations",
            Self::Network => "network",
            Self::Cluster => "cluster",
            Self::Programme => "programme",
            Self::Fund => "fund",
            Self::Place => "place",
            Self::Event => "event",
            Self::Person => "person",
            Self::Policy => "policy",
            Self::Concept => "concept",
            Self::JointFormation => "joint formation",
        }
    }
}

/// How much weight a room gave an organisation, as a tower beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Influence {
    /// Height of the tower in stones; none is a statement too.
    pub height: u32,
    /// Who agreed on it.
    pub agreed_by: String,
    /// When.
    pub when: Option<Date>,
}

/// Where an organisation stands on a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Works for it.
    Support,
    /// Works against it.
    Oppose,
    /// Neither.
    Neutral,
}

/// One organisation's position on one goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The goal, one of the map's.
    pub goal: GoalId,
    /// For, against or neither.
    pub position: Position,
}

/// A node of the map. Its id is the key under which the document holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organisation {
    /// What it is called; may be empty while it is being named.
    pub name: String,
    /// What the node stands for.
    pub kind: OrganisationKind,
    /// Its sector; `None` is *not stated*.
    pub sector: Option<SectorId>,
    /// Its scale; `None` is *not stated*.
    pub scale: Option<ScaleId>,
    /// Further scales that it reaches, without `scale`.
    pub reach: Vec<ScaleId>,
    /// Where it is; a place is not a scale.
    pub place: String,
    /// How many it stands for.
    pub count: Count,
    /// Parts that it plays: "anchor", "broker".
    pub roles: Vec<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// A sentence or two.
    pub description: String,
    /// Web address.
    pub url: String,
    /// Its tower, if a room built one.
    pub influence: Option<Influence>,
    /// Its positions on the map's goals, one a goal.
    pub stances: Vec<Stance>,
    /// When it began.
    pub active_from: Option<Date>,
    /// When it ended.
    pub active_to: Option<Date>,
    /// Whether it is there, wanted, proposed, gone.
    pub status: super::Status,
    /// The centre of its box, canvas units; `None` until it is placed.
    pub position: Option<Point>,
    /// A size chosen by hand, canvas units; otherwise the label decides.
    pub size: Option<Size>,
    /// Layouts leave it where it is.
    pub pinned: bool,
    /// Nothing moves or changes it by accident.
    pub locked: bool,
    /// Higher is in front.
    pub z_order: i32,
    /// Looks that differ from the scheme's.
    pub style: StyleOverride,
    /// What supports that it is on the map.
    pub evidence: Vec<EvidenceId>,
    /// The user's own fields.
    pub extra: ExtraFields,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}
