//! The mapping that a foreign graph most probably means: by our own keys, by titles that programs and people use, by
//! what the values are. Must not know how a map is built from it.

use std::collections::{BTreeMap, BTreeSet};

use super::{ClassWords, Colours, Dashes, Mapping, Meaning, words};
use crate::{
    interchange::{
        graph::{Column, ForeignGraph, Part, Value},
        own::Own,
        roles::Role,
    },
    model::{Colour, Document, Rect},
};

/// More different words than this make no sectors and no kinds of flow.
const MOST_MEANINGS: usize = 24;
/// The part of the canvas that a box with a name needs round itself, canvas units squared.
const ROOM: f64 = 200.0 * 110.0;

const NODE_TITLES: [(Role, &[&str]); 17] = [
    (Role::Sector, &["sector", "sectors", "industry sector", "sector 1", "nature of institution"]),
    (Role::Scale, &["scale", "geographic scale", "geographical scale"]),
    (Role::Place, &["place", "location", "city", "address locality", "town"]),
    (Role::Tags, &["tags", "tag", "keywords"]),
    (Role::Description, &["description", "note", "notes", "descripcion", "summary", "about", "desc"]),
    (Role::Url, &["url", "website", "web", "link", "homepage", "web site"]),
    (Role::Roles, &["roles", "role"]),
    (Role::Status, &["status"]),
    (Role::ActiveFrom, &["active from", "founded", "start date", "since", "began", "start"]),
    (Role::ActiveTo, &["active to", "closed", "end date", "ended", "end"]),
    (Role::X, &["x", "xpos"]),
    (Role::Y, &["y", "ypos"]),
    (Role::Reach, &["reach"]),
    (Role::Name, &["name", "label", "title", "nombre"]),
    (Role::Group, &["group", "cluster"]),
    (Role::Colour, &["color", "colour"]),
    (Role::Count, &["count", "how many"]),
];

const EDGE_TITLES: [(Role, &[&str]); 10] = [
    (
        Role::Kind,
        &[
            "kind",
            "type",
            "connection type",
            "relation",
            "relationship",
            "interaction",
            "edge type",
            "label e",
            "labele",
            "flow",
            "tipo",
            "category",
        ],
    ),
    (Role::Direction, &["direction", "directed"]),
    (Role::Formality, &["formality"]),
    (Role::Status, &["status"]),
    (Role::Label, &["label", "edge label", "name", "title"]),
    (Role::Weight, &["weight", "value", "strength", "edge weight", "amount"]),
    (Role::ActiveFrom, &["active from", "since", "from date", "start date", "start"]),
    (Role::ActiveTo, &["active to", "until", "to date", "end date", "end"]),
    (Role::Condition, &["condition"]),
    (Role::Colour, &["color", "colour"]),
];

/// Titles of columns that are a sector if their words are few, and a kind of organisation if they are such words.
const TYPES: [&str; 10] = [
    "type",
    "element type",
    "node type",
    "category",
    "kind",
    "class",
    "organisation type",
    "organization type",
    "tipo",
    "sector type",
];

pub(super) fn mapping(graph: &ForeignGraph) -> Mapping {
    let scheme = scheme_of(graph);
    let mut mapping =
        Mapping { spread: spread(graph), sizes: true, ids: graph.ids_tell, ..Mapping::default() };
    mapping.nodes = roles(graph.node_columns.list(), &NODE_TITLES);
    mapping.edges = roles(graph.edge_columns.list(), &EDGE_TITLES);
    let ours = graph.own.is_some() || is_ours(graph);
    if ours {
        mapping.node_colours = Colours::Drop;
        mapping.edge_colours = Colours::Drop;
        mapping.dashes = Dashes::Drop;
        mapping.sizes = false;
        mapping.ids = false;
        mapping.spread = 1.0;
    } else {
        types(graph, &mut mapping);
        ticks(graph, &mut mapping, &scheme);
        mapping.labels_are_kinds = labels_are_kinds(graph, &mapping, &scheme);
        mapping.node_colours = colours(graph.nodes.iter().map(|node| node.looks.colour));
        mapping.edge_colours = colours(graph.edges.iter().map(|edge| edge.looks.colour));
    }
    meanings(graph, &mut mapping, &scheme);
    mapping
}

/// Whether our own writers made it, though nothing is left of the map as a whole.
fn is_ours(graph: &ForeignGraph) -> bool {
    let columns = graph.node_columns.list().iter().chain(graph.edge_columns.list());
    columns.into_iter().any(|column| Role::of_key(&column.key).is_some())
}

fn roles(columns: &[Column], titles: &[(Role, &[&str])]) -> Vec<Role> {
    let mut taken = BTreeSet::new();
    let role = |column: &Column| {
        if let Some((role, _)) = Role::of_key(&column.key) {
            return role;
        }
        let title = words::folded(&column.title);
        let key = words::folded(&column.key);
        let means = |names: &[&str]| names.contains(&title.as_str()) || names.contains(&key.as_str());
        let found = titles.iter().find(|(role, names)| means(names) && !taken.contains(role));
        let role = found.map_or(Role::Extra, |(role, _)| *role);
        if role != Role::Extra {
            taken.insert(role);
        }
        role
    };
    columns.iter().map(role).collect()
}

fn values(graph: &ForeignGraph, column: usize) -> impl Iterator<Item = &Value> {
    let nodes = graph.nodes.iter().filter(|node| node.part == Part::Node);
    nodes.flat_map(move |node| {
        node.fields.iter().filter(move |(index, _)| *index == column).map(|(_, value)| value)
    })
}

fn edge_values(graph: &ForeignGraph, column: usize) -> impl Iterator<Item = &Value> {
    graph.edges.iter().filter_map(move |edge| {
        edge.fields.iter().find(|(index, _)| *index == column).map(|(_, value)| value)
    })
}

/// The distinct words of a column, no more than make sense as meanings; none where there are more.
fn few<'v>(values: impl Iterator<Item = &'v Value>) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for value in values {
        let words = value.words();
        if words.trim().is_empty() {
            continue;
        }
        found.insert(words.trim().to_owned());
        if found.len() > MOST_MEANINGS {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A column called type or category: kinds of organisation or sectors.
fn types(graph: &ForeignGraph, mapping: &mut Mapping) {
    let columns = graph.node_columns.list();
    // A column that is called sector but has a word of its own for nearly everybody is none.
    for index in 0..columns.len() {
        if matches!(mapping.nodes[index], Role::Sector | Role::Scale) && few(values(graph, index)).is_none() {
            mapping.nodes[index] = Role::Extra;
        }
        if mapping.nodes[index] == Role::Status
            && !values(graph, index).all(|value| words::status(&value.words()).is_some())
        {
            mapping.nodes[index] = Role::Extra;
        }
    }
    let mut has_sector = mapping.nodes.contains(&Role::Sector);
    let mut has_kind = mapping.nodes.contains(&Role::Kind);
    for name in TYPES {
        let titled = |column: &Column| words::folded(&column.title) == name;
        let Some(index) = columns.iter().position(titled) else { continue };
        if mapping.nodes[index] != Role::Extra {
            continue;
        }
        let Some(found) = few(values(graph, index)) else { continue };
        let kinds = found.iter().filter(|word| words::organisation_kind(word).is_some()).count();
        if kinds * 2 > found.len() && !has_kind && kinds == found.len() {
            mapping.nodes[index] = Role::Kind;
            has_kind = true;
        } else if !has_sector && !found.iter().all(|word| word.parse::<f64>().is_ok()) {
            mapping.nodes[index] = Role::Sector;
            has_sector = true;
        }
    }
    for index in 0..graph.edge_columns.list().len() {
        if mapping.edges[index] == Role::Kind && few(edge_values(graph, index)).is_none() {
            mapping.edges[index] = Role::Extra;
        }
        if mapping.edges[index] == Role::Weight
            && !edge_values(graph, index).all(|value| value.number().is_some_and(|weight| weight >= 0.0))
        {
            mapping.edges[index] = Role::Extra;
        }
    }
}

/// Columns of ticks, a sector each, where nothing else says the sector and one of them is called like a sector.
fn ticks(graph: &ForeignGraph, mapping: &mut Mapping, scheme: &Document) {
    if mapping.nodes.contains(&Role::Sector) {
        return;
    }
    let columns = graph.node_columns.list();
    let mut filled = vec![(false, true); columns.len()];
    for (column, value) in graph.nodes.iter().flat_map(|node| &node.fields) {
        if !value.is_empty() {
            filled[*column] = (true, filled[*column].1 && value.is_tick());
        }
    }
    let is_free = |index: &usize| mapping.nodes[*index] == Role::Extra && filled[*index] == (true, true);
    let found: Vec<usize> = (0..columns.len()).filter(is_free).collect();
    let known =
        |index: &usize| matches!(words::sector(scheme, columns[*index].title.trim()), Meaning::Known(_));
    if found.len() >= 2 && found.iter().any(known) {
        found.into_iter().for_each(|index| mapping.nodes[index] = Role::SectorTick);
    }
}

/// Words on edges are kinds of flow where nothing else says the kind, and they are few or known.
fn labels_are_kinds(graph: &ForeignGraph, mapping: &Mapping, scheme: &Document) -> bool {
    if mapping.edges.contains(&Role::Kind) {
        return false;
    }
    let labelled: Vec<&str> =
        graph.edges.iter().map(|edge| edge.label.trim()).filter(|label| !label.is_empty()).collect();
    let distinct: BTreeSet<&str> = labelled.iter().copied().collect();
    if distinct.is_empty() || distinct.len() > MOST_MEANINGS {
        return false;
    }
    let known = |label: &&&str| matches!(words::flow_kind(scheme, label), Meaning::Known(_));
    let numbers = distinct.iter().all(|label| label.parse::<f64>().is_ok());
    let most_are_known = distinct.iter().filter(known).count() * 2 >= distinct.len();
    !numbers && (most_are_known || distinct.len() * 3 <= labelled.len())
}

/// One colour for all says nothing: it is the program's own.
fn colours(colours: impl Iterator<Item = Option<Colour>>) -> Colours {
    let distinct: BTreeSet<Option<Colour>> = colours.take(100_000).collect();
    if distinct.len() > 1 { Colours::Keep } else { Colours::Drop }
}

fn meanings(graph: &ForeignGraph, mapping: &mut Mapping, scheme: &Document) {
    let found = class_words(graph, mapping);
    mapping.sectors = meant(found.sectors, |word| words::sector(scheme, word));
    mapping.scales = meant(found.scales, |word| words::scale(scheme, word));
    mapping.organisation_kinds = meant(found.organisation_kinds, words::organisation_kind);
    mapping.flow_kinds = meant(found.flow_kinds, |word| words::flow_kind(scheme, word));
}

pub(super) fn follow(graph: &ForeignGraph, mapping: &mut Mapping) {
    let before = mapping.clone();
    meanings(graph, mapping, &scheme_of(graph));
    keep(&mut mapping.sectors, &before.sectors);
    keep(&mut mapping.scales, &before.scales);
    keep(&mut mapping.organisation_kinds, &before.organisation_kinds);
    keep(&mut mapping.flow_kinds, &before.flow_kinds);
}

fn keep<M: Clone>(now: &mut BTreeMap<String, M>, before: &BTreeMap<String, M>) {
    for (word, meaning) in now {
        if let Some(said) = before.get(word) {
            meaning.clone_from(said);
        }
    }
}

/// The scheme that came with the file, or the usual one.
pub(super) fn scheme_of(graph: &ForeignGraph) -> Document {
    graph.own.as_ref().and_then(Own::read).map(|(document, _)| document).unwrap_or_default()
}

pub(super) fn class_words(graph: &ForeignGraph, mapping: &Mapping) -> ClassWords {
    let mut sectors = BTreeMap::new();
    let mut scales = BTreeMap::new();
    let mut organisation_kinds = BTreeMap::new();
    for node in &graph.nodes {
        for (column, value) in &node.fields {
            match mapping.nodes.get(*column) {
                Some(Role::Sector) => count(&mut sectors, value),
                Some(Role::SectorTick) if value.is_tick() => {
                    count_word(&mut sectors, graph.node_columns.list()[*column].title.trim());
                }
                Some(Role::Scale) => count(&mut scales, value),
                Some(Role::Kind) if node.part == Part::Node => count(&mut organisation_kinds, value),
                Some(Role::Reach) => {
                    value.items().into_iter().for_each(|word| *scales.entry(word).or_default() += 1);
                }
                _ => {}
            }
        }
    }
    let mut flow_kinds: BTreeMap<String, usize> = BTreeMap::new();
    for edge in &graph.edges {
        let kinds = edge.fields.iter().filter(|(column, _)| mapping.edges.get(*column) == Some(&Role::Kind));
        kinds.for_each(|(_, value)| count(&mut flow_kinds, value));
        if mapping.labels_are_kinds {
            count_word(&mut flow_kinds, edge.label.trim());
        }
    }
    ClassWords {
        sectors: by_frequency(sectors),
        scales: by_frequency(scales),
        organisation_kinds: by_frequency(organisation_kinds),
        flow_kinds: by_frequency(flow_kinds),
    }
}

fn count(found: &mut BTreeMap<String, usize>, value: &Value) {
    match value {
        Value::Text(text) => count_word(found, text.trim()),
        other => count_word(found, &other.words()),
    }
}

fn count_word(found: &mut BTreeMap<String, usize>, word: &str) {
    match found.get_mut(word) {
        Some(times) => *times += 1,
        None => {
            found.insert(word.to_owned(), 1);
        }
    }
}

fn by_frequency(found: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut list: Vec<_> = found.into_iter().filter(|(word, _)| !word.is_empty()).collect();
    list.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    list
}

fn meant<M>(found: Vec<(String, usize)>, mean: impl Fn(&str) -> M) -> BTreeMap<String, M> {
    found.into_iter().map(|(word, _)| (word.clone(), mean(&word))).collect()
}

/// How much further apart dots must stand for boxes with names to have room.
fn spread(graph: &ForeignGraph) -> f64 {
    let placed: Vec<_> = graph.nodes.iter().filter_map(|node| node.centre).collect();
    if !graph.dots || placed.len() < 2 {
        return 1.0;
    }
    let points = placed.iter().map(|point| Rect::new(point.x, point.y, 0.0, 0.0));
    let Some(extent) = Rect::around(points) else { return 1.0 };
    let needed = placed.len() as f64 * ROOM;
    let had = extent.width.max(extent.height * 0.1) * extent.height.max(extent.width * 0.1);
    if had > 0.0 && had.is_finite() { libm::sqrt(needed / had).clamp(1.0, 1e6) } else { 1.0 }
}
