//! What a person says of the columns of a table before it is a graph: which hold names, ids and ends of flows. Must not
//! know tables, nor what other columns mean.

use std::collections::BTreeMap;

/// For what a column of a table is used while the graph is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// The name of an organisation.
    Name,
    /// The id of an organisation or a flow.
    Id,
    /// Where a flow comes from.
    From,
    /// Where a flow goes.
    To,
    /// None of these.
    Field,
}

/// What is said of columns, by their headings; otherwise headings that programs and people use are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    by_heading: BTreeMap<String, Use>,
}

impl Uses {
    /// Says for what a column is used.
    pub fn say(&mut self, heading: &str, is: Use) {
        // There is one column of each sort.
        if is != Use::Field {
            self.by_heading.retain(|_, other| *other != is);
        }
        self.by_heading.insert(heading.to_owned(), is);
    }

    /// What was said of a column.
    #[must_use]
    pub fn of(&self, heading: &str) -> Option<Use> {
        self.by_heading.get(heading).copied()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_heading.is_empty()
    }
}

/// A column that was used for more than a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedColumn {
    /// Its heading.
    pub heading: String,
    /// For what.
    pub used: Use,
    /// It is of a table of flows.
    pub of_edges: bool,
}
