//! Which flows are drawn as one line: at collapsed groups, and where bundles are asked for.
//! Must not know how the line looks.

use super::{change::Change, ground::Ground, shown::Shown};
use crate::model::{Direction, Flow, FlowKindId, Formality, Status};

/// What flows have in common that are drawn as one line: all that the line shows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alike {
    ends: (usize, usize),
    /// Not set where lines hold several kinds.
    kind: Option<FlowKindId>,
    /// Not set where a line may have heads of several flows.
    direction: Option<Direction>,
    formality: Formality,
    /// What is wanted, missing or over is not summed up with what is there.
    status: Status,
    broker: Option<usize>,
    /// What came or went is not summed up with what stayed.
    change: Option<Change>,
}

impl Alike {
    /// What has to be the same for a flow between these stations to share a line; `None` where it has its own.
    pub fn of(
        (flow, change): (&Flow, Option<Change>),
        (from, to): (usize, usize),
        ground: &Ground,
        at_group: bool,
        shown: Shown,
    ) -> Option<Self> {
        let bundled = shown.is_bundled();
        if !at_group && !bundled {
            return None;
        }
        let either_way = bundled && flow.direction != Direction::Unknown;
        // Which end is written first says nothing where the line points to neither or to both.
        let is_ordered = flow.direction == Direction::Forward && !either_way;
        let broker = flow.via.as_ref().and_then(|via| ground.station_of(via));
        // A line for several kinds is full, whether somebody stated that its flows are formal or nobody said.
        let formality = match flow.formality {
            Formality::Formal if shown.one_line_a_pair => Formality::NotStated,
            formality => formality,
        };
        Some(Self {
            ends: if is_ordered { (from, to) } else { (from.min(to), from.max(to)) },
            kind: (!shown.one_line_a_pair).then(|| flow.kind.clone()),
            direction: (!either_way).then_some(flow.direction),
            formality,
            status: flow.status,
            broker: broker.filter(|station| *station != from && *station != to),
            change,
        })
    }
}
