//! The flow: a typed link from one organisation to another.
//! Must not know how it is drawn.

use super::{Carried, Date, EvidenceId, ExtraFields, FlowKindId, OrganisationId, Point, StyleOverride};

/// Which way something flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the first end to the second.
    #[default]
    Forward,
    /// Both ways.
    Both,
    /// A link without a way, such as a collaboration.
    None,
    /// It has one, but nobody said which.
    Unknown,
}

/// Whether the link is a formal one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formality {
    /// By contract, statute, membership.
    Formal,
    /// By acquaintance.
    Informal,
    /// Nobody said. Most ties are like this.
    #[default]
    NotStated,
}

/// Whether something is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is there.
    #[default]
    Current,
    /// Somebody wishes for it.
    Wanted,
    /// Somebody has proposed it.
    Proposed,
    /// It is missing, and that is a finding: how silos are drawn.
    Absent,
    /// It was there.
    Ended,
}

impl Direction {
    /// All, in the order of the interface.
    pub const ALL: [Self; 4] = [Self::Forward, Self::Both, Self::None, Self::Unknown];
    /// Its name in the interface, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Both => "both ways",
            Self::None => "no direction",
            Self::Unknown => "direction not known",
        }
    }
}

impl Formality {
    /// All, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::Formal, Self::Informal, Self::NotStated];
    /// Its name in the interface, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Informal => "informal",
            Self::NotStated => "not stated",
        }
    }
}

impl Status {
    /// All, in the order of the interface.
    pub const ALL: [Self; 5] = [Self::Current, Self::Wanted, Self::Proposed, Self::Absent, Self::Ended];
    /// Its name in the interface unless the scheme renames it, lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Wanted => "wanted",
            Self::Proposed => "proposed",
            Self::Absent => "absent",
            Self::Ended => "ended",
        }
    }
}

/// A link of the map. Its id is the key under which the document holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Where it comes from.
    pub from: OrganisationId,
    /// Where it goes; may be the same organisation: units trade inside one body.
    pub to: OrganisationId,
    /// What flows.
    pub kind: FlowKindId,
    /// Which way.
    pub direction: Direction,
    /// By contract or by acquaintance.
    pub formality: Formality,
    /// There, wanted, absent.
    pub status: Status,
    /// Words on the line; the kind's name when empty.
    pub label: String,
    /// On what condition it flows.
    pub condition: String,
    /// The broker of a three-party link; neither end.
    pub via: Option<OrganisationId>,
    /// How much, in the user's own measure; no meaning in the drawing unless switched on. Finite, not negative.
    pub weight: Option<f64>,
    /// When it began.
    pub active_from: Option<Date>,
    /// When it ended.
    pub active_to: Option<Date>,
    /// Bends set by hand, from `from` to `to`, canvas units.
    pub route: Vec<Point>,
    /// Higher is in front.
    pub z_order: i32,
    /// Looks that differ from the scheme's.
    pub style: StyleOverride,
    /// What supports it.
    pub evidence: Vec<EvidenceId>,
    /// The user's own fields.
    pub extra: ExtraFields,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

impl Flow {
    /// A current flow of this kind, forward, nothing else said.
    #[must_use]
    pub fn new(from: OrganisationId, to: OrganisationId, kind: FlowKindId) -> Self {
        Self {
            from,
            to,
            kind,
            direction: Direction::default(),
            formality: Formality::default(),
            status: Status::default(),
            label: String::new(),
            condition: String::new(),
            via: None,
            weight: None,
            active_from: None,
            active_to: None,
            route: Vec::new(),
            z_order: 0,
            style: StyleOverride::default(),
            evidence: Vec::new(),
            extra: ExtraFields::new(),
            carried: Carried::default(),
        }
    }

    /// Its ends and its kind, the same for flows that may say the same: to find those among many.
    #[must_use]
    pub fn between(&self) -> (&OrganisationId, &OrganisationId, &FlowKindId) {
        let (from, to) = (&self.from, &self.to);
        if from <= to { (from, to, &self.kind) } else { (to, from, &self.kind) }
    }

    /// Whether the other says the same thing: ends, kind, direction, formality, status, dates, label, condition,
    /// via and weight. Both ways and without a way, from one to the other says the same as from the other to the one.
    /// Drawing such a flow twice is rarely meant.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let either_way = matches!(self.direction, Direction::Both | Direction::None);
        self.between() == other.between()
            && (either_way || self.from == other.from)
            && self.direction == other.direction
            && self.formality == other.formality
            && self.status == other.status
            && self.label == other.label
            && self.condition == other.condition
            && self.via == other.via
            && self.weight == other.weight
            && self.active_from == other.active_from
            && self.active_to == other.active_to
    }
}
