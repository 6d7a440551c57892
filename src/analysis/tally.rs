//! How many flows of each kind, status, formality and direction there are. Must not know ties.

use std::collections::BTreeMap;

use crate::model::{Direction, Document, FlowKindId, Formality, Status};

/// Flows counted, each once, whatever the conventions leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub flows: usize,
    /// By kind and status.
    pub by_kind: BTreeMap<(FlowKindId, Status), usize>,
    /// By status.
    pub by_status: BTreeMap<Status, usize>,
    /// By formality.
    pub by_formality: BTreeMap<Formality, usize>,
    /// By direction.
    pub by_direction: BTreeMap<Direction, usize>,
    /// From an organisation to itself.
    pub to_oneself: usize,
}

/// Counts the flows of a map.
#[must_use]
pub fn tally(document: &Document) -> Tally {
    let mut tally = Tally { flows: document.flows().len(), ..Tally::default() };
    for flow in document.flows().values() {
        *tally.by_kind.entry((flow.kind.clone(), flow.status)).or_default() += 1;
        *tally.by_status.entry(flow.status).or_default() += 1;
        *tally.by_formality.entry(flow.formality).or_default() += 1;
        *tally.by_direction.entry(flow.direction).or_default() += 1;
        tally.to_oneself += usize::from(flow.from == flow.to);
    }
    tally
}
