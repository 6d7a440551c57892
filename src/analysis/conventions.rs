//! What counts as a tie, and how much. Must not know what is measured with it.

use std::collections::BTreeSet;

use crate::model::{Direction, Flow, FlowKindId, Formality, Status};

/// How a flow counts whose direction says neither one way nor both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// As a tie each way.
    #[default]
    BothWays,
    /// As a tie from its first end to its second, as it was drawn.
    AsDrawn,
    /// Not at all.
    LeftOut,
}

/// How strong a tie is that several flows make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// 1, however many flows run there: parallel flows are one tie.
    #[default]
    Once,
    /// The number of the flows.
    Counted,
    /// The sum of their weights; a flow whose weight nobody stated counts 1, one of weight 0 is a tie all the same.
    Weighed,
}

/// What counts as a tie between two organisations.
///
/// The default is how the study's maps were counted: flows both ways and without a direction make a tie each way,
/// forward ones one tie; parallel flows are one tie; flows to oneself, absent and ended ones are left out; wanted and
/// proposed ones are kept. So a measure describes the drawing, wishes included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Whether ties have a direction. If not, every flow joins its ends and the two readings below only leave out.
    pub directed: bool,
    /// How flows without a way count, such as a collaboration.
    pub no_direction: Reading,
    /// How flows count whose way nobody stated.
    pub not_known: Reading,
    /// How strong parallel flows are together.
    pub strength: Strength,
    /// Which flows count, by whether they are there.
    pub statuses: BTreeSet<Status>,
    /// Whether flows that lead back to where they came from count.
    pub self_flows: bool,
    /// Only flows of these kinds count; all when not set.
    pub kinds: Option<BTreeSet<FlowKindId>>,
    /// Only flows of this formality count; all when not set.
    pub formality: Option<Formality>,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            directed: true,
            no_direction: Reading::BothWays,
            not_known: Reading::BothWays,
            strength: Strength::Once,
            statuses: BTreeSet::from([Status::Current, Status::Wanted, Status::Proposed]),
            self_flows: false,
            kinds: None,
            formality: None,
        }
    }
}

impl Conventions {
    /// The same without regard to direction.
    #[must_use]
    pub fn undirected() -> Self {
        Self { directed: false, ..Self::default() }
    }

    /// The same of flows of one kind only.
    #[must_use]
    pub fn of_kind(&self, kind: &FlowKindId) -> Self {
        Self { kinds: Some(BTreeSet::from([kind.clone()])), ..self.clone() }
    }

    /// What counts, in a sentence for a report.
    #[must_use]
    pub fn words(&self) -> String {
        let reading = |reading: Reading| match reading {
            Reading::BothWays => "as a tie each way",
            Reading::AsDrawn => "from first end to second, as drawn",
            Reading::LeftOut => "not at all",
        };
        let way = if self.directed {
            let (none, unknown) = (reading(self.no_direction), reading(self.not_known));
            format!(
                "Flows both ways count as a tie each way, without direction {none}, of unknown direction {unknown}"
            )
        } else {
            "Direction does not count".to_owned()
        };
        let parallel = match self.strength {
            Strength::Once => "parallel flows are one tie",
            Strength::Counted => "a tie is as strong as the number of its flows",
            Strength::Weighed => "a tie is as strong as the weights of its flows together",
        };
        let listed: Vec<&str> = self.statuses.iter().map(|status| status.name()).collect();
        let own = if self.self_flows { "flows to oneself count" } else { "flows to oneself do not" };
        format!("{way}; {parallel}; counted are flows that are {}; {own}.", listed.join(", "))
    }

    /// Which ways a flow makes ties, from its first end and from its second; `None` when it does not count.
    pub(super) fn ways(&self, flow: &Flow) -> Option<(bool, bool)> {
        let counts = self.statuses.contains(&flow.status)
            && (self.self_flows || flow.from != flow.to)
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&flow.kind))
            && self.formality.is_none_or(|formality| formality == flow.formality);
        let read = |reading: Reading| match reading {
            Reading::BothWays => Some((true, true)),
            Reading::AsDrawn => Some((true, false)),
            Reading::LeftOut => None,
        };
        let ways = match flow.direction {
            Direction::Forward => Some((true, false)),
            Direction::Both => Some((true, true)),
            Direction::None => read(self.no_direction),
            Direction::Unknown => read(self.not_known),
        };
        ways.filter(|_| counts)
    }

    /// What one flow adds to the strength of a tie.
    pub(super) fn adds(&self, flow: &Flow) -> f64 {
        match self.strength {
            Strength::Once | Strength::Counted => 1.0,
            Strength::Weighed => flow.weight.filter(|weight| weight.is_finite()).unwrap_or(1.0).max(0.0),
        }
    }
}
