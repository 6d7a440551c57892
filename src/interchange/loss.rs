//! What a format cannot hold of a map, item by item, in words. Must not know any format's syntax.

use std::{collections::BTreeMap, fmt};

/// What is left out when a map is written to a format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    items: BTreeMap<String, usize>,
}

impl Loss {
    /// Counts something once more.
    pub(super) fn add(&mut self, what: impl Into<String>) {
        self.add_many(what, 1);
    }

    /// Counts something so many times more.
    pub(super) fn add_many(&mut self, what: impl Into<String>, times: usize) {
        if times > 0 {
            *self.items.entry(what.into()).or_default() += times;
        }
    }

    /// Whether nothing is lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What is lost and how often, by name.
    pub fn items(&self) -> impl Iterator<Item = (&str, usize)> {
        self.items.iter().map(|(what, times)| (what.as_str(), *times))
    }

    /// A line for each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.items().map(|(what, times)| format!("{what}: {times}")).collect()
    }
}

impl fmt::Display for Loss {
    /// `sources of evidence: 12; views: 2`, or `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() { f.write_str("nothing") } else { f.write_str(&self.lines().join("; ")) }
    }
}
