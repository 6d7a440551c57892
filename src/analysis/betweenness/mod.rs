//! On how many shortest ways between others each lies. Must not know other measures.
//!
//! Brandes, A faster algorithm for betweenness centrality (2001): exact, one search from each organisation, of which
//! sixteen go over the network at once where all ties are one step (`lanes`), and one by one where they have lengths
//! (`lengths`). Where ties have no direction each pair counts once.

mod lanes;
mod lengths;

use std::num::NonZeroUsize;

use super::{Cancelled, Graph, Watch, shares};

/// How long a tie is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// One step.
    #[default]
    Step,
    /// One over its strength: what flows strongly is near. A tie of strength 0 leads nowhere.
    Inverse,
    /// Its strength itself, where the weights of a map are distances. A tie of length 0 leads nowhere.
    Strength,
}

impl Length {
    fn of(self, strength: f64) -> f64 {
        match self {
            Self::Step => 1.0,
            Self::Inverse if strength > 0.0 => 1.0 / strength,
            Self::Strength if strength > 0.0 => strength,
            Self::Inverse | Self::Strength => f64::INFINITY,
        }
    }
}

/// The betweenness of each, in the order of the graph: for every pair of others the share of their shortest ways that
/// lead over it. `threads` is how many may work, all there are when not set; the numbers are the same, bit for bit.
///
/// # Errors
/// When it was called off.
pub fn betweenness(
    graph: &Graph,
    length: Length,
    threads: Option<NonZeroUsize>,
    watch: &dyn Watch,
) -> Result<Vec<f64>, Cancelled> {
    let count = graph.len();
    let mut sums = match length {
        Length::Step => {
            let order = lanes::order(graph);
            shares::summed((count, lanes::LANES, count), threads, watch, &|part, sums, watch| {
                lanes::add(graph, &order[part], sums, watch)
            })?
        }
        Length::Inverse | Length::Strength => {
            shares::summed((count, 1, count), threads, watch, &|part, sums, watch| {
                lengths::add(graph, length, part, sums, watch)
            })?
        }
    };
    if !graph.is_directed() {
        sums.iter_mut().for_each(|sum| *sum /= 2.0);
    }
    Ok(sums)
}

/// The same as a share of all pairs of others, 0 to 1; 0 where there are fewer than three organisations.
#[must_use]
pub fn normalised_betweenness(graph: &Graph, raw: &[f64]) -> Vec<f64> {
    let others = graph.len().saturating_sub(1) as f64;
    let ordered = others * (others - 1.0);
    let pairs = if graph.is_directed() { ordered } else { ordered / 2.0 };
    raw.iter().map(|number| if pairs > 0.0 { number / pairs } else { 0.0 }).collect()
}
