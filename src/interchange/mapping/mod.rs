//! How a foreign graph becomes a map: what each field is to us, and what each foreign word means in our scheme. A value
//! that can be shown, changed and used again. Must not know any format.

mod build;
mod fields;
mod guess;
mod homes;
mod records;
mod taken;
mod words;

use std::collections::BTreeMap;

use super::{graph::ForeignGraph, roles::Role};
use crate::{
    diagnostics::Warned,
    model::{Document, FlowKindId, OrganisationKind, ScaleId, SectorId},
};

pub(crate) use records::route_words;
pub(crate) use words::{colour, count_words, folded};

/// What a foreign word means in the scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning<Id> {
    /// A record that the scheme has.
    Known(Id),
    /// A new record with this name.
    New(String),
    /// Not stated.
    Unstated,
}

/// What becomes of colours in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colours {
    /// Each node and edge keeps its own, over the scheme's.
    #[default]
    Keep,
    /// The scheme alone colours.
    Drop,
}

/// What the dashes of lines mean in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dashes {
    /// A field of the user's own, `line`.
    #[default]
    Field,
    /// A broken line is an informal flow.
    Informal,
    /// Not taken.
    Drop,
}

/// How a foreign graph is taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// What each column of nodes is, in the order of the graph's columns.
    pub nodes: Vec<Role>,
    /// What each column of edges is.
    pub edges: Vec<Role>,
    /// Words on edges are kinds of flow, not labels.
    pub labels_are_kinds: bool,
    /// The sector that each word means; a word that is not here names a new one.
    pub sectors: BTreeMap<String, Meaning<SectorId>>,
    /// The scale that each word means.
    pub scales: BTreeMap<String, Meaning<ScaleId>>,
    /// The kind of flow that each word means.
    pub flow_kinds: BTreeMap<String, Meaning<FlowKindId>>,
    /// The kind of organisation that each word means; a word that means none is kept as a field.
    pub organisation_kinds: BTreeMap<String, Option<OrganisationKind>>,
    /// What becomes of the nodes' colours.
    pub node_colours: Colours,
    /// What becomes of the edges' colours.
    pub edge_colours: Colours,
    /// What dashes mean.
    pub dashes: Dashes,
    /// Positions are spread by this factor, 1 as they are.
    pub spread: f64,
    /// Positions are not taken: the map is laid out anew.
    pub unplaced: bool,
    /// A column that is the name goes before the file's own label, which is then a field.
    pub names: bool,
    /// Boxes keep their sizes; otherwise names decide.
    pub sizes: bool,
    /// Ids that tell something are kept as a field.
    pub ids: bool,
}

/// The words of a file that are classes of the scheme, with how many organisations or flows have each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassWords {
    /// Sectors.
    pub sectors: Vec<(String, usize)>,
    /// Scales, further scales among them.
    pub scales: Vec<(String, usize)>,
    /// Kinds of organisation.
    pub organisation_kinds: Vec<(String, usize)>,
    /// Kinds of flow.
    pub flow_kinds: Vec<(String, usize)>,
}

impl Mapping {
    /// What the graph most probably means: by the keys of our own writers, by titles, by values.
    #[must_use]
    pub fn guess(graph: &ForeignGraph) -> Self {
        guess::mapping(graph)
    }

    /// Follows other roles: words of columns that are classes now get a meaning, those of others lose theirs. What a word
    /// was said to mean stays.
    pub fn follow(&mut self, graph: &ForeignGraph) {
        guess::follow(graph, self);
    }

    /// The scheme that known meanings are of: what came with the file, or the usual one.
    #[must_use]
    pub fn scheme(graph: &ForeignGraph) -> Document {
        guess::scheme_of(graph)
    }

    /// How often each word of a class stands in the file, the most frequent first.
    #[must_use]
    pub fn words(&self, graph: &ForeignGraph) -> ClassWords {
        guess::class_words(graph, self)
    }

    /// The map that the graph is by this mapping, and what there is to say about it.
    #[must_use]
    pub fn document(&self, graph: &ForeignGraph) -> Warned<Document> {
        build::document(graph, self)
    }
}
