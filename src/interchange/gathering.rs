//! Gathers nodes and edges as a reader finds them: ids, edges to what is declared later or never, limits, warnings.
//! Must not know any format.

use std::collections::{BTreeMap, HashMap};

use super::{
    ReadError,
    counted::{Sentence, counted},
    graph::*,
    limits,
};
use crate::diagnostics::{Diagnostic, Place};

/// A foreign graph while it is being read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub(super) graph: ForeignGraph,
    by_id: HashMap<String, usize>,
    warnings: Vec<Diagnostic>,
    /// What happened how often, and first where: told once.
    counted: BTreeMap<Sentence, (usize, u32, String)>,
}

impl Gathering {
    /// Adds a node under its id; of two with one id the second gets its fields added to the first.
    pub(super) fn node(&mut self, node: Node) -> Result<usize, ReadError> {
        if let Some(index) = self.by_id.get(&node.id).copied() {
            self.count(
                (
                    "node has the id of an earlier one and was taken for the same",
                    "nodes have the id of an earlier one and were taken for the same",
                ),
                node.line,
                &node.id,
            );
            let known = &mut self.graph.nodes[index];
            if known.label.is_empty() {
                known.label = node.label;
            }
            known.fields.extend(node.fields);
            known.parent = known.parent.or(node.parent);
            return Ok(index);
        }
        let nodes = &mut self.graph.nodes;
        if nodes.len() >= limits::MOST_NODES {
            return Err(ReadError::TooMany { what: "nodes", limit: limits::MOST_NODES });
        }
        self.by_id.insert(node.id.clone(), nodes.len());
        nodes.push(node);
        Ok(nodes.len() - 1)
    }

    /// The index of a node with this id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The index of the node that an edge names; one that is declared nowhere is made and told.
    pub(super) fn end(&mut self, id: &str, line: u32) -> Result<usize, ReadError> {
        if let Some(index) = self.find(id) {
            return Ok(index);
        }
        self.count(
            (
                "end of an edge names a node that the file does not declare: it was added",
                "ends of edges name nodes that the file does not declare: they were added",
            ),
            line,
            id,
        );
        self.node(Node { id: id.to_owned(), line, ..Node::default() })
    }

    /// Adds an edge.
    pub(super) fn edge(&mut self, edge: Edge) -> Result<(), ReadError> {
        if self.graph.edges.len() >= limits::MOST_EDGES {
            return Err(ReadError::TooMany { what: "edges", limit: limits::MOST_EDGES });
        }
        self.graph.edges.push(edge);
        Ok(())
    }

    /// Counts something that is told once, with how often and where first.
    pub(super) fn count(&mut self, words: Sentence, line: u32, which: &str) {
        let entry = self.counted.entry(words).or_insert_with(|| (0, line, shortened(which)));
        entry.0 += 1;
    }

    /// Tells something.
    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    /// Whether there are no more columns than a map may have.
    fn check(&self) -> Result<(), ReadError> {
        let most = self.graph.node_columns.list().len().max(self.graph.edge_columns.list().len());
        if most > limits::MOST_COLUMNS {
            return Err(ReadError::TooMany { what: "fields", limit: limits::MOST_COLUMNS });
        }
        Ok(())
    }

    /// The graph, and all that there is to say.
    pub(super) fn done(mut self) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
        self.check()?;
        self.break_rings();
        let mut warnings = self.warnings;
        for (words, (times, line, which)) in self.counted {
            let first = if which.is_empty() { String::new() } else { format!("; the first: {which}") };
            let warning = Diagnostic::warning(format!("{}{first}", counted(times, words)));
            let place = Place { line, column: 1 };
            warnings.push(if line > 0 { warning.at(place) } else { warning });
        }
        Ok((self.graph, warnings))
    }

    /// Takes apart groups that hold each other in a ring, and lets only groups hold anything.
    fn break_rings(&mut self) {
        for index in 0..self.graph.nodes.len() {
            let mut above = self.graph.nodes[index].parent;
            let mut steps = 0;
            while let Some(parent) = above {
                steps += 1;
                if parent == index || steps > limits::MOST_LEVELS {
                    let id = self.graph.nodes[index].id.clone();
                    self.graph.nodes[index].parent = None;
                    self.count(
                        (
                            "group holds itself: it was taken out",
                            "groups hold themselves: they were taken out",
                        ),
                        0,
                        &id,
                    );
                    break;
                }
                above = self.graph.nodes[parent].parent;
            }
        }
        let parents: Vec<usize> = self.graph.nodes.iter().filter_map(|node| node.parent).collect();
        for parent in parents {
            self.graph.nodes[parent].part = Part::Group;
        }
    }
}

/// What a message quotes.
pub(super) fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(60).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.replace(['\n', '\r', '\t'], " ")
}
