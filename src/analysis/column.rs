//! The measures of an organisation by name, as columns of a table. Must not know how any is worked out.

use super::{Role, Survey};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A whole number.
    Count(u64),
    /// Any number.
    Number(f64),
    /// Words.
    Words(String),
    /// It has none; [`Column::none`] says why.
    None,
}

impl Cell {
    fn of(number: Option<f64>) -> Self {
        number.map_or(Self::None, Self::Number)
    }
}

/// A measure that each organisation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// How many others it is tied to.
    Degree,
    /// Ties that lead to it.
    DegreeIn,
    /// Ties that lead away.
    DegreeOut,
    /// The share of shortest ways.
    Betweenness,
    /// Closeness along ties.
    Closeness,
    /// Eigenvector centrality.
    Eigenvector,
    /// How many it reaches in two steps.
    Reach,
    /// Burt's constraint.
    Constraint,
    /// Burt's effective size.
    EffectiveSize,
    /// Effective size per contact.
    Efficiency,
    /// The number of its community.
    Community,
    /// The number of its piece.
    Piece,
    /// Whether it is in the core.
    Core,
    /// How many would be parted without it.
    Parted,
    /// The E-I index.
    EI,
    /// A role of a broker.
    Plays(Role),
    /// All roles together.
    Brokerage,
    /// How unlikely so much brokerage is.
    BrokerageZ,
}

impl Column {
    /// All, in the order of a table.
    pub const ALL: [Self; 22] = [
        Self::Degree,
        Self::DegreeIn,
        Self::DegreeOut,
        Self::Betweenness,
        Self::Closeness,
        Self::Eigenvector,
        Self::Reach,
        Self::Constraint,
        Self::EffectiveSize,
        Self::Efficiency,
        Self::Community,
        Self::Piece,
        Self::Core,
        Self::Parted,
        Self::EI,
        Self::Plays(Role::Coordinator),
        Self::Plays(Role::Consultant),
        Self::Plays(Role::Representative),
        Self::Plays(Role::Gatekeeper),
        Self::Plays(Role::Liaison),
        Self::Brokerage,
        Self::BrokerageZ,
    ];

    /// Its name, as typed and as the head of a column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::DegreeIn => "degree-in",
            Self::DegreeOut => "degree-out",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Eigenvector => "eigenvector",
            Self::Reach => "reach",
            Self::Constraint => "constraint",
            Self::EffectiveSize => "effective-size",
            Self::Efficiency => "efficiency",
            Self::Community => "community",
            Self::Piece => "piece",
            Self::Core => "core",
            Self::Parted => "parted",
            Self::EI => "e-i",
            Self::Plays(role) => role.name(),
            Self::Brokerage => "brokerage",
            Self::BrokerageZ => "brokerage-z",
        }
    }

    /// The column of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// What it says, with its source, in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Degree => "How many others it is tied to, whichever way.",
            Self::DegreeIn => "Ties that lead to it.",
            Self::DegreeOut => "Ties that lead away from it.",
            Self::Betweenness => {
                "The share of the shortest ways between others on which it lies, 0 to 1 (Freeman 1977; Brandes 2001)."
            }
            Self::Closeness => {
                "The inverse of its mean distance to whom it reaches along ties, times the share of all others that they are (Wasserman and Faust 1994)."
            }
            Self::Eigenvector => {
                "How well it is tied to those who are well tied themselves; direction does not count, squares sum to 1 (Bonacich 1972)."
            }
            Self::Reach => "How many others it reaches in two steps along ties.",
            Self::Constraint => {
                "How far its ties lead back to the same others: low spans holes, and it can exceed 1 (Burt 1992)."
            }
            Self::EffectiveSize => "Its contacts less those that are redundant (Burt 1992).",
            Self::Efficiency => "Effective size as a share of its contacts (Burt 1992).",
            Self::Community => {
                "The number of its community, 1 the largest: those who hang together more than chance would have it (Traag, Waltman and van Eck 2019)."
            }
            Self::Piece => "The number of its piece, 1 the largest: who is joined at all, whichever way.",
            Self::Core => "Whether it is in the core of fewest exceptions (Lip 2011).",
            Self::Parted => "How many others would be parted from the rest without it.",
            Self::EI => {
                "External less internal ties as a share of its ties, -1 all within its class to 1 all outside (Krackhardt and Stern 1988)."
            }
            Self::Plays(Role::Coordinator) => {
                "How often it stands between two of its own class (Gould and Fernandez 1989)."
            }
            Self::Plays(Role::Consultant) => "How often between two of one other class.",
            Self::Plays(Role::Representative) => "How often from its own class to another.",
            Self::Plays(Role::Gatekeeper) => "How often from another class into its own.",
            Self::Plays(Role::Liaison) => "How often between two other classes.",
            Self::Brokerage => "All five roles together.",
            Self::BrokerageZ => {
                "By how many standard deviations it brokers more than ties at random would have it."
            }
        }
    }

    /// Why somebody has none.
    #[must_use]
    pub fn none(self) -> &'static str {
        match self {
            Self::Constraint | Self::EffectiveSize | Self::Efficiency => "not defined without ties",
            Self::EI => "not defined without ties between organisations that have a class",
            Self::Eigenvector => "it did not settle: long chains keep it from doing so",
            Self::BrokerageZ => "not defined: the organisation has no class, or chance leaves nothing open",
            _ => "not defined",
        }
    }

    /// Its value for an organisation, by its place in the graph.
    #[must_use]
    pub fn value(self, survey: &Survey, node: usize) -> Cell {
        let count = |number: usize| Cell::Count(number as u64);
        match self {
            Self::Degree => count(survey.degrees[node].others),
            Self::DegreeIn => count(survey.degrees[node].incoming),
            Self::DegreeOut => count(survey.degrees[node].outgoing),
            Self::Betweenness => Cell::Number(survey.betweenness[node]),
            Self::Closeness => Cell::Number(survey.closeness[node]),
            Self::Eigenvector => Cell::of(survey.eigenvector.as_ref().map(|all| all[node])),
            Self::Reach => count(survey.reach[node]),
            Self::Constraint => Cell::of(survey.holes[node].constraint),
            Self::EffectiveSize => Cell::of(survey.holes[node].effective_size),
            Self::Efficiency => Cell::of(survey.holes[node].efficiency()),
            Self::Community => count(survey.communities.of[node] + 1),
            Self::Piece => count(survey.pieces.of[node] + 1),
            Self::Core => {
                let is_in = survey.core.members.binary_search(&node).is_ok();
                Cell::Words(if is_in { "core" } else { "periphery" }.to_owned())
            }
            Self::Parted => {
                let cut = survey.joints.cuts.iter().find(|cut| cut.node == node);
                count(cut.map_or(0, super::Cut::parted))
            }
            Self::EI => Cell::of(survey.segregation.of[node].index()),
            Self::Plays(role) => Cell::Count(survey.brokerage.of[node][role as usize]),
            Self::Brokerage => Cell::Count(survey.brokerage.total(node)),
            Self::BrokerageZ => Cell::of(survey.brokerage.z(node, None)),
        }
    }
}

/// The measures of the whole map, by name; `None` where one is not defined.
#[must_use]
pub fn totals(survey: &Survey) -> Vec<(&'static str, Option<f64>)> {
    let count = |number: usize| Some(number as f64);
    let whole = &survey.cohesion;
    vec![
        ("organisations", count(whole.organisations)),
        ("flows", count(survey.tally.flows)),
        ("ties", count(whole.ties)),
        ("pairs tied", count(whole.pairs)),
        ("density", whole.density),
        ("reciprocity", whole.reciprocity),
        ("transitivity", whole.transitivity),
        ("mean clustering", whole.clustering),
        ("mean distance", survey.distances.mean()),
        ("diameter", survey.distances.diameter().map(|steps| steps as f64)),
        ("pieces", count(survey.pieces.sizes.len())),
        ("articulation points", count(survey.joints.cuts.len())),
        ("bridges", count(survey.joints.bridges.len())),
        ("communities", count(survey.communities.count)),
        ("modularity", Some(survey.communities.modularity)),
        ("core size", count(survey.core.members.len())),
        ("core exceptions", count(survey.core.exceptions)),
        ("E-I index", survey.segregation.whole.index()),
        ("E-I index by chance", survey.segregation.by_chance()),
    ]
}
