//! What the measures say, in plain sentences with their numbers. Must not know how they are shown or written.
//!
//! Written as an honest analyst would: nobody is first among equals, what is not defined is not told, and each sentence
//! says what it does not show. Headless: the same map gives the same sentences.

mod anchors;
mod brokers;
mod holding;
mod introductions;
mod missing;
mod silos;
mod teller;

use super::{Cancelled, Survey, Watch};
use crate::model::{Document, RecordId};
use teller::Teller;

/// What is true of all findings.
pub const CAVEAT: &str = "A map that people drew from what they know, and that grew from one name to the next, is not a \
                          census: the numbers describe the drawing, not the place. Who was not named was not asked, and a tie \
                          that nobody drew may be there all the same.";

/// What a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// How large and how dense the map is.
    Glance,
    /// Whose loss would be felt.
    HoldsTogether,
    /// Who stands between classes.
    Brokers,
    /// Who keeps to their own.
    Silos,
    /// Who has the most ties.
    Anchors,
    /// What is not there.
    Missing,
    /// Who could introduce whom.
    Introductions,
}

impl Heading {
    /// All, in the order of a report.
    pub const ALL: [Self; 7] = [
        Self::Glance,
        Self::HoldsTogether,
        Self::Brokers,
        Self::Silos,
        Self::Anchors,
        Self::Missing,
        Self::Introductions,
    ];

    /// Its words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Glance => "At a glance",
            Self::HoldsTogether => "Who holds it together",
            Self::Brokers => "Who brokers between whom",
            Self::Silos => "Who keeps to their own",
            Self::Anchors => "Who the anchors are",
            Self::Missing => "What is missing",
            Self::Introductions => "Who could introduce whom",
        }
    }
}

/// One thing that the measures say.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it speaks of.
    pub heading: Heading,
    /// What was found, in a sentence with its numbers.
    pub sentence: String,
    /// The same numbers by name.
    pub numbers: Vec<(String, f64)>,
    /// What the sentence does not say; empty where [`CAVEAT`] is enough.
    pub caveat: String,
    /// The records it speaks of, to be shown on the map.
    pub shows: Vec<RecordId>,
}

/// What the measures of a map say, by heading.
///
/// # Errors
/// When it was called off.
pub fn findings(document: &Document, survey: &Survey, watch: &dyn Watch) -> Result<Vec<Finding>, Cancelled> {
    let teller = Teller { document, survey };
    let mut found = holding::glance(&teller);
    if survey.graph.is_empty() {
        return Ok(found);
    }
    found.extend(holding::holding(&teller));
    found.extend(brokers::brokers(&teller, watch)?);
    found.extend(silos::silos(&teller));
    found.extend(anchors::anchors(&teller));
    found.extend(missing::missing(&teller));
    watch.go_on()?;
    found.extend(introductions::introductions(&teller, watch)?);
    Ok(found)
}
