//! Pajek's networks: numbered vertices, arcs and edges, relations by name. Must not know maps.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Edge, ForeignGraph, Node, Shape, Value, Way},
    holds::{Groups, Held, Holds, Places},
    limits,
    mapping::colour,
    roles::Role,
};
use crate::{
    diagnostics::{Diagnostic, Place},
    model::{Point, Rect},
};

/// Names, kinds as relations, places, weights; nothing else.
pub(super) const HOLDS: Holds = Holds {
    fields: Held::Only { organisations: &[Role::Colour], flows: &[Role::Kind] },
    map: false,
    places: Places::Nearly,
    groups: Groups::Nowhere,
    notes: false,
    ids: false,
    routes: false,
    both_ways: false,
    any_words: false,
    ..Holds::ALL
};

/// The words of a line: bare, or between quotes.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        found.push(word.to_owned());
        rest = after.trim_start();
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Nothing,
    Vertices,
    Arcs(Way),
    Lists(Way),
    Matrix,
}

struct Reading {
    gathering: Gathering,
    section: Section,
    relation: String,
    row: usize,
    /// The most vertices that may be declared: many need no line of their own, but a short file has no million.
    most: usize,
}

/// So many vertices a file of any length may declare.
const DECLARED: usize = 10_000;

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let mut reading = Reading {
        gathering: Gathering::default(),
        section: Section::Nothing,
        relation: String::new(),
        row: 0,
        most: limits::MOST_NODES.min(text.len().max(DECLARED)),
    };
    reading.gathering.graph.dots = true;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('%') {
            continue;
        }
        if line.starts_with('*') {
            reading.heading(line, number)?;
        } else {
            reading.line(line, number)?;
        }
    }
    if reading.gathering.graph.nodes.is_empty() {
        return Err(ReadError::NotSo {
            format: Format::Pajek,
            reason: "there are no *Vertices in it".into(),
        });
    }
    reading.gathering.done()
}

impl Reading {
    fn heading(&mut self, line: &str, number: u32) -> Result<(), ReadError> {
        let words = words(&line[1..]);
        let name = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
        self.relation =
            words.last().filter(|_| words.len() > 2 || line.contains('"')).cloned().unwrap_or_default();
        self.row = 0;
        self.section = match name.as_str() {
            "network" => {
                self.gathering.graph.title = words[1..].join(" ");
                Section::Nothing
            }
            "vertices" => {
                let many: usize = words.get(1).and_then(|many| many.parse().ok()).unwrap_or(0);
                if many > self.most {
                    return Err(ReadError::TooMany { what: "vertices for its length", limit: self.most });
                }
                for index in 1..=many {
                    self.gathering.node(Node { id: index.to_string(), line: number, ..Node::default() })?;
                }
                Section::Vertices
            }
            "arcs" => Section::Arcs(Way::Forward),
            "edges" => Section::Arcs(Way::None),
            "arcslist" => Section::Lists(Way::Forward),
            "edgeslist" => Section::Lists(Way::None),
            "matrix" => Section::Matrix,
            _ => {
                self.gathering.count(
                    (
                        "part is neither vertices nor arcs and was left out",
                        "parts are neither vertices nor arcs and were left out",
                    ),
                    number,
                    line,
                );
                Section::Nothing
            }
        };
        Ok(())
    }

    fn line(&mut self, line: &str, number: u32) -> Result<(), ReadError> {
        let words = words(line);
        match self.section {
            Section::Nothing => {}
            Section::Vertices => self.vertex(&words, number)?,
            Section::Arcs(way) => {
                if let [from, to, rest @ ..] = words.as_slice() {
                    let weight = rest.first().and_then(|word| word.parse::<f64>().ok());
                    let mut edge = self.joined(from, to, way, number)?;
                    edge.weight = weight.filter(|weight| weight.is_finite() && *weight != 1.0);
                    edge.label = after(rest, "l").unwrap_or_default();
                    edge.looks.colour = after(rest, "c").and_then(|word| painted(&word));
                    self.gathering.edge(edge)?;
                }
            }
            Section::Lists(way) => {
                if let [from, targets @ ..] = words.as_slice() {
                    for to in targets {
                        let edge = self.joined(from, to, way, number)?;
                        self.gathering.edge(edge)?;
                    }
                }
            }
            Section::Matrix => {
                self.row += 1;
                let from = self.row.to_string();
                for (column, word) in words.iter().enumerate() {
                    let weight = word.parse::<f64>().unwrap_or(0.0);
                    if weight != 0.0 {
                        let mut edge = self.joined(&from, &(column + 1).to_string(), Way::Forward, number)?;
                        edge.weight = Some(weight).filter(|weight| *weight != 1.0);
                        self.gathering.edge(edge)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn vertex(&mut self, words: &[String], number: u32) -> Result<(), ReadError> {
        let [id, rest @ ..] = words else { return Ok(()) };
        if id.parse::<usize>().is_err() {
            let place = Place { line: number, column: 1 };
            let reason =
                format!("a vertex begins with its number, `{}` is none", super::gathering::shortened(id));
            return Err(ReadError::Syntax { format: Format::Pajek, place, reason });
        }
        let index = self.gathering.end(id, number)?;
        let node = &mut self.gathering.graph.nodes[index];
        node.line = number;
        node.label = rest.first().cloned().unwrap_or_default();
        let numbers: Vec<f64> = rest.iter().skip(1).map_while(|word| word.parse().ok()).collect();
        if let [x, y, ..] = numbers[..] {
            node.centre = Some(Point::new(x, y)).filter(|point| point.is_finite());
        }
        node.looks.shape = rest.iter().skip(1).find_map(|word| Shape::of(word));
        node.looks.colour = after(rest, "ic").and_then(|word| painted(&word));
        Ok(())
    }

    fn joined(&mut self, from: &str, to: &str, way: Way, line: u32) -> Result<Edge, ReadError> {
        let mut edge = Edge {
            from: self.gathering.end(from, line)?,
            to: self.gathering.end(to, line)?,
            way,
            line,
            ..Edge::default()
        };
        if !self.relation.is_empty() {
            let column = self.gathering.graph.edge_columns.index("kind");
            edge.fields.push((column, Value::Text(self.relation.clone())));
        }
        Ok(edge)
    }
}

/// The word after this one.
fn after(words: &[String], key: &str) -> Option<String> {
    let at = words.iter().position(|word| word == key)?;
    words.get(at + 1).cloned()
}

fn painted(word: &str) -> Option<crate::model::Colour> {
    match word.strip_prefix("RGB") {
        Some(digits) => colour(&format!("#{digits}")),
        None => colour(word),
    }
}

/// The kind of a flow that nobody gave one.
const PLAIN: &str = "link";

/// Words between quotes, of which Pajek knows no escape.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "'").replace(['\n', '\r'], " "))
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::new();
    if !graph.title.is_empty() {
        let _ = writeln!(out, "*Network {}", graph.title.replace(['\n', '\r'], " "));
    }
    let _ = writeln!(out, "*Vertices {}", graph.nodes.len());
    let placed = graph.nodes.iter().filter_map(|node| node.centre);
    let extent = Rect::around(placed.map(|point| Rect::new(point.x, point.y, 0.0, 0.0)));
    for (index, node) in graph.nodes.iter().enumerate() {
        let _ = write!(out, "{} {}", index + 1, quoted(&node.label));
        if let (Some(place), Some(extent)) = (node.centre, extent) {
            // Pajek draws within 0 and 1; both ways by the same factor.
            let side = extent.width.max(extent.height).max(1.0);
            let _ = write!(out, " {:.6} {:.6} 0.5", (place.x - extent.x) / side, (place.y - extent.y) / side);
        }
        if let Some(colour) = node.looks.colour {
            let _ = write!(out, " box ic RGB{}", colour.to_string()[1..].to_uppercase());
        }
        out.push('\n');
    }
    // A relation for each kind, arcs and edges apart.
    let columns = graph.edge_columns.list();
    let mut kinds: BTreeMap<String, Vec<&Edge>> = BTreeMap::new();
    for edge in &graph.edges {
        let kind = edge.fields.iter().find(|(column, _)| columns[*column].title == "kind");
        kinds.entry(kind.map(|(_, kind)| kind.words()).unwrap_or_default()).or_default().push(edge);
    }
    // Plain links need no relation: so networkx and igraph, which know none, read a map of nothing else.
    let is_plain = kinds.keys().all(|kind| kind == PLAIN);
    for (number, (kind, edges)) in (1..).zip(&kinds) {
        let relation = if is_plain { String::new() } else { format!(" :{number} {}", quoted(kind)) };
        for (heading, undirected) in [("*Arcs", false), ("*Edges", true)] {
            let mut begun = false;
            for edge in edges.iter().filter(|edge| (edge.way == Way::None) == undirected) {
                if !begun {
                    let _ = writeln!(out, "{heading}{relation}");
                    begun = true;
                }
                let weight = edge.weight.unwrap_or(1.0);
                let mut ends = vec![(edge.from, edge.to)];
                if edge.way == Way::Both {
                    ends.push((edge.to, edge.from));
                }
                for (from, to) in ends {
                    let _ = writeln!(out, "{} {} {weight} l {}", from + 1, to + 1, quoted(&edge.label));
                }
            }
        }
    }
    out
}
