//! What a format cannot hold of a map, item by item, in words. Must not know any format's syntax.

use std::{collections::BTreeMap, fmt};

/// Of what something is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// The map as a whole.
    Map,
    /// Its organisations.
    Organisations,
    /// Its flows.
    Flows,
    /// Its groups.
    Groups,
    /// Its notes.
    Notes,
}

impl Of {
    /// Its name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Organisations => "organisations",
            Self::Flows => "flows",
            Self::Groups => "groups",
            Self::Notes => "notes",
        }
    }
}

/// One thing that is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost<'a> {
    /// Of what.
    pub of: Of,
    /// What, in words: `evidence`, `further scales`.
    pub what: &'a str,
    /// How often.
    pub times: usize,
}

impl fmt::Display for Lost<'_> {
    /// `organisations: further scales: 3`; of the map as a whole `views: 2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of != Of::Map {
            write!(f, "{}: ", self.of.name())?;
        }
        write!(f, "{}: {}", self.what, self.times)
    }
}

/// What is left out when a map is written to a format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    items: BTreeMap<(Of, String), usize>,
}

impl Loss {
    /// Counts something once more.
    pub(super) fn add(&mut self, of: Of, what: impl Into<String>) {
        self.add_many(of, what, 1);
    }

    /// Counts something so many times more.
    pub(super) fn add_many(&mut self, of: Of, what: impl Into<String>, times: usize) {
        if times > 0 {
            *self.items.entry((of, what.into())).or_default() += times;
        }
    }

    /// Whether nothing is lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many different things are lost.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// What is lost and how often: of the map first, then by name.
    pub fn items(&self) -> impl Iterator<Item = Lost<'_>> {
        self.items.iter().map(|((of, what), times)| Lost { of: *of, what, times: *times })
    }

    /// A line for each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.items().map(|lost| lost.to_string()).collect()
    }
}

impl fmt::Display for Loss {
    /// `pieces of evidence: 12; views: 2`, or `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() { f.write_str("nothing") } else { f.write_str(&self.lines().join("; ")) }
    }
}
