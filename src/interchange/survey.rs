//! What stands in the columns of a file, to be looked at before anything is made of it. Must not know what columns mean.

use super::graph::{Column, Dash, ForeignGraph, Value};

/// So many different values are shown of a column.
const SAMPLES: usize = 3;
/// Longer values are cut off, characters.
const LONGEST: usize = 60;

/// A column as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnFacts {
    /// What it is called.
    pub title: String,
    /// The first different values in it, at most three, each on one line.
    pub samples: Vec<String>,
    /// In how many nodes or edges it says anything.
    pub filled: usize,
}

/// The columns of nodes and of edges, in the order of the graph's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Of nodes, groups and notes.
    pub nodes: Vec<ColumnFacts>,
    /// Of edges.
    pub edges: Vec<ColumnFacts>,
    /// The file's own labels of nodes.
    pub labels: ColumnFacts,
    /// Words that the file itself has on edges.
    pub edge_labels: ColumnFacts,
    /// Whether any node has a place of its own.
    pub has_places: bool,
    /// Whether any node or edge has a colour of its own: nodes, edges.
    pub has_colours: (bool, bool),
    /// Whether ids say something that names do not.
    pub has_ids: bool,
    /// Whether lines of edges differ in their dashes.
    pub has_dashes: bool,
}

impl Survey {
    /// Of this graph.
    #[must_use]
    pub fn of(graph: &ForeignGraph) -> Self {
        let mut survey = Self {
            nodes: titled(graph.node_columns.list()),
            edges: titled(graph.edge_columns.list()),
            ..Self::default()
        };
        for node in &graph.nodes {
            survey.labels.look(&node.label);
            node.fields.iter().for_each(|(column, value)| look(&mut survey.nodes, *column, value));
            survey.has_ids |= graph.ids_tell && node.id != node.label && !node.label.is_empty();
            survey.has_places |= node.centre.is_some();
            survey.has_colours.0 |= node.looks.colour.is_some();
        }
        for edge in &graph.edges {
            survey.edge_labels.look(&edge.label);
            edge.fields.iter().for_each(|(column, value)| look(&mut survey.edges, *column, value));
            survey.has_dashes |= edge.looks.dash.is_some_and(|dash| dash != Dash::Solid);
            survey.has_colours.1 |= edge.looks.colour.is_some();
        }
        survey
    }
}

fn titled(columns: &[Column]) -> Vec<ColumnFacts> {
    let facts = |column: &Column| {
        let title = if column.title.trim().is_empty() { &column.key } else { &column.title };
        ColumnFacts { title: title.trim().to_owned(), ..ColumnFacts::default() }
    };
    columns.iter().map(facts).collect()
}

fn look(columns: &mut [ColumnFacts], column: usize, value: &Value) {
    let Some(facts) = columns.get_mut(column) else { return };
    match value {
        Value::Text(text) => facts.look(text),
        other => facts.look(&other.words()),
    }
}

impl ColumnFacts {
    fn look(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        self.filled += 1;
        if self.samples.len() == SAMPLES {
            return;
        }
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(LONGEST).collect();
        let short = if short.len() < line.len() { format!("{short}…") } else { short };
        if !self.samples.contains(&short) {
            self.samples.push(short);
        }
    }
}
