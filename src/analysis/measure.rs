//! The measures by name, as one number for each organisation. Must not know how any is worked out.

use std::collections::BTreeMap;

use super::{Cancelled, Graph, Length, Watch, betweenness, communities, degrees, normalised_betweenness};
use crate::model::OrganisationId;

/// The seed of communities wherever nobody chose one.
const SEED: u64 = 1;

/// A number that each organisation has by its place in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How many others it is tied to.
    Degree,
    /// On which share of the shortest ways between others it lies, 0 to 1.
    Betweenness,
    /// The number of its community, from 1; the largest is the first.
    Community,
}

impl Measure {
    /// All, in the order of the interface.
    pub const ALL: [Self; 3] = [Self::Degree, Self::Betweenness, Self::Community];

    /// Its name in a file, where a rule of appearance follows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Betweenness => "betweenness",
            Self::Community => "community",
        }
    }

    /// The measure of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Degree => "How many others an organisation is tied to, whichever way.",
            Self::Betweenness => "On which share of the shortest ways between others an organisation lies.",
            Self::Community => {
                "Which community an organisation belongs to: those who hang together more than chance would have it."
            }
        }
    }

    /// Its number for each organisation of a graph.
    ///
    /// # Errors
    /// When it was called off.
    pub fn values(
        self,
        graph: &Graph,
        watch: &dyn Watch,
    ) -> Result<BTreeMap<OrganisationId, f64>, Cancelled> {
        let numbers: Vec<f64> = match self {
            Self::Degree => degrees(graph).iter().map(|degree| degree.others as f64).collect(),
            Self::Betweenness => {
                let raw = betweenness(graph, Length::Step, None, watch)?;
                normalised_betweenness(graph, &raw)
            }
            Self::Community => {
                let found = communities(graph, 1.0, SEED, watch)?;
                found.of.iter().map(|community| (community + 1) as f64).collect()
            }
        };
        Ok(graph.ids().iter().cloned().zip(numbers).collect())
    }
}

/// These measures of a network, by name: what rules of appearance and Explore follow.
///
/// # Errors
/// When it was called off.
pub fn measured(
    graph: &Graph,
    measures: &[Measure],
    watch: &dyn Watch,
) -> Result<BTreeMap<String, BTreeMap<OrganisationId, f64>>, Cancelled> {
    measures.iter().map(|measure| Ok((measure.name().to_owned(), measure.values(graph, watch)?))).collect()
}
