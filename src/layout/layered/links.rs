//! What the flows of a map say about who comes before whom. Must not know layers.

use std::collections::BTreeMap;

use crate::{layout::Problem, model::Direction};

/// All flows between two organisations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// How many flows it stands for.
    pub(super) weight: u32,
    /// Whether more of them lead from the first to the second than back; else nobody comes before anybody.
    pub(super) directed: bool,
    /// How much room its words need along the way, canvas units.
    pub(super) words: f64,
}

/// About how wide a letter of a label is, canvas units.
const LETTER: f64 = 6.2;

/// The links between these organisations, told by their places in `nodes`, in the order of their ends.
pub(super) fn links(problem: &Problem<'_>, nodes: &[usize]) -> Vec<Link> {
    let index: BTreeMap<_, usize> =
        nodes.iter().enumerate().map(|(index, node)| (problem.ids[*node], index)).collect();
    // How many there are, how many more lead on than back, and how long their words are.
    let mut pairs: BTreeMap<(usize, usize), (u32, i64, f64)> = BTreeMap::new();
    for flow in problem.document.flows().values() {
        let (Some(from), Some(to)) = (index.get(&flow.from), index.get(&flow.to)) else { continue };
        if from == to {
            continue;
        }
        let forward = if flow.direction == Direction::Forward { 1 } else { 0 };
        let (ends, forward) = if from < to { ((*from, *to), forward) } else { ((*to, *from), -forward) };
        let label = if flow.label.is_empty() {
            problem.document.flow_kinds().get(&flow.kind).map_or(0, |kind| kind.name.chars().count())
        } else {
            flow.label.chars().count()
        };
        let pair = pairs.entry(ends).or_default();
        pair.0 += 1;
        pair.1 += forward;
        pair.2 = pair.2.max(label as f64 * LETTER);
    }
    let link = |((a, b), (weight, forward, words)): ((usize, usize), (u32, i64, f64))| {
        let (from, to) = if forward < 0 { (b, a) } else { (a, b) };
        Link { from, to, weight, directed: forward != 0, words }
    };
    pairs.into_iter().map(link).collect()
}
