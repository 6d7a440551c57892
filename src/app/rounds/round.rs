//! A round: its kind, and what was drawn in it. Must not know how it is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::words::capital;
use crate::app::words::number;
use crate::{
    app::chrome::status_line::counted,
    editor::{Session, Since},
    model::{Document, FlowKindId, RecordId},
};

/// One kind of flow being drawn.
pub(super) struct Round {
    /// What is drawn.
    pub(super) kind: FlowKindId,
    /// The steps that are the round's own.
    pub(super) since: Since,
}

impl Round {
    /// Begins where the session stands.
    pub(super) fn begin(kind: FlowKindId, session: &mut Session) -> Self {
        Self { kind, since: Since::now(session) }
    }

    /// How many steps it could take back.
    pub(super) fn steps(&self, session: &Session) -> usize {
        self.since.steps(session.history()).len()
    }

    /// How many flows of its kind it has brought that are still there.
    pub(super) fn flows(&self, session: &Session) -> usize {
        let steps = self.since.steps(session.history()).iter();
        let changes = steps.flat_map(|step| step.transaction.changes());
        let new: BTreeSet<_> = changes
            .filter(|change| change.before.is_none())
            .filter_map(|change| match &change.id {
                RecordId::Flow(id) => session.document().flow(id).map(|flow| (id, flow)),
                _ => None,
            })
            .filter(|(_, flow)| flow.kind == self.kind)
            .map(|(id, _)| id)
            .collect();
        new.len()
    }
}

/// What rounds brought: flows by kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(BTreeMap<FlowKindId, usize>);

impl Tally {
    /// Adds a round.
    pub(super) fn add(&mut self, kind: FlowKindId, flows: usize) {
        *self.0.entry(kind).or_default() += flows;
    }

    /// How many flows the rounds of a kind brought; none when there was no such round.
    pub(super) fn of(&self, kind: &FlowKindId) -> Option<usize> {
        self.0.get(kind).copied()
    }

    /// `Funding 7, knowledge 4; 11 flows in all`, in the order of the scheme.
    pub(super) fn words(&self, document: &Document) -> String {
        let kinds = document.flow_kinds_in_order();
        let parts: Vec<String> = kinds
            .iter()
            .filter_map(|(id, kind)| self.of(id).map(|flows| format!("{} {}", kind.name, number(flows))))
            .collect();
        let all = counted(self.0.values().sum(), "flow");
        let words = match parts.len() {
            0 | 1 => parts.concat(),
            _ => format!("{}; {all} in all", parts.join(", ")),
        };
        capital(&words)
    }
}
