//! Which part of the map the network is of. Must not know how it is shown.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    analysis::{Conventions, Graph},
    model::{Document, OrganisationId, RecordId, Status},
    topology::Topology,
};

/// More organisations than this are not pulled about at once.
pub(super) const MOST: usize = 2_000;
/// How many the best joined are.
pub(super) const BEST: usize = 300;
/// Steps that may be gone at most.
pub(super) const FARTHEST: usize = 5;

/// Of what the network is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole map, whatever a filter hides.
    Whole,
    /// What the map shows.
    #[default]
    Shown,
    /// Of that, what was selected.
    Selection,
    /// Of that, who is within some steps of what was selected.
    Around,
    /// Of that, those with the most ties.
    Best,
}

impl Scope {
    /// All, in the order of the interface.
    pub const ALL: [Self; 5] = [Self::Shown, Self::Whole, Self::Selection, Self::Around, Self::Best];

    /// Its words in the bar.
    pub fn words(self) -> &'static str {
        match self {
            Self::Whole => "The whole map",
            Self::Shown => "What the map shows",
            Self::Selection => "The selection",
            Self::Around => "Steps around",
            Self::Best => "The best joined",
        }
    }
}

/// Of what, around whom, how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub scope: Scope,
    /// What was selected when it was asked for.
    pub chosen: BTreeSet<OrganisationId>,
    pub steps: usize,
}

impl Default for Span {
    fn default() -> Self {
        Self { scope: Scope::default(), chosen: BTreeSet::new(), steps: 1 }
    }
}

impl Span {
    /// Looks at something else: at these, where it is about somebody.
    pub fn turn_to(&mut self, scope: Scope, selected: BTreeSet<OrganisationId>, document: &Document) {
        self.scope = scope;
        if !matches!(scope, Scope::Selection | Scope::Around) {
            return;
        }
        if !selected.is_empty() {
            self.chosen = selected;
        } else if self.chosen.is_empty() {
            // Nobody was named: the one with the most ties has the most to show.
            let graph = graph(document, &BTreeSet::new());
            self.chosen = best(&graph, 1).into_iter().collect();
        }
    }

    /// What the network leaves out, when a filter hides this.
    pub fn left_out(&self, document: &Document, hidden: &Arc<BTreeSet<RecordId>>) -> Arc<BTreeSet<RecordId>> {
        let kept: BTreeSet<OrganisationId> = match self.scope {
            Scope::Whole => return Arc::default(),
            Scope::Shown => return Arc::clone(hidden),
            Scope::Selection => self.chosen.clone(),
            Scope::Around => {
                let graph = graph(document, hidden);
                let begin: Vec<usize> =
                    self.chosen.iter().filter_map(|id| graph.ids().binary_search(id).ok()).collect();
                let steps = graph.steps_from(&begin);
                let near = steps.iter().zip(graph.ids());
                let near = near.filter(|(steps, _)| steps.is_some_and(|steps| steps <= self.steps));
                near.map(|(_, id)| id.clone()).collect()
            }
            Scope::Best => best(&graph(document, hidden), BEST).into_iter().collect(),
        };
        let others = document.organisations().keys().filter(|id| !kept.contains(*id));
        let mut out = BTreeSet::clone(hidden);
        out.extend(others.cloned().map(RecordId::Organisation));
        Arc::new(out)
    }
}

/// All ties that are drawn, whatever they say.
fn graph(document: &Document, hidden: &BTreeSet<RecordId>) -> Graph {
    let conventions = Conventions { statuses: BTreeSet::from(Status::ALL), ..Conventions::undirected() };
    Graph::new(&Topology::without(document, hidden), document, &conventions)
}

/// Those with the most ties, the first the best.
fn best(graph: &Graph, count: usize) -> Vec<OrganisationId> {
    let mut ranks: BTreeMap<(std::cmp::Reverse<usize>, usize), ()> = BTreeMap::new();
    for node in 0..graph.len() {
        ranks.insert((std::cmp::Reverse(graph.out().of(node).len()), node), ());
    }
    ranks.keys().take(count).map(|(_, node)| graph.ids()[*node].clone()).collect()
}
