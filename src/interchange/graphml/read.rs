//! Reads GraphML of all dialects. Must not know maps.

use std::collections::HashMap;

use super::looks;
use crate::{
    diagnostics::Diagnostic,
    interchange::{
        Format, ReadError,
        gathering::Gathering,
        graph::{Edge, ForeignGraph, Node, Value, Way},
        own::{self, Own},
        roles::OURS,
        xml,
    },
    model::{Colour, Point},
};

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    /// A field: its column.
    Column(usize),
    /// yEd's drawing.
    Graphics,
    Label,
    X,
    Y,
    Red,
    Green,
    Blue,
    Weight,
    /// The map as a whole.
    Own,
    Title,
    Nothing,
}

#[derive(Debug)]
struct Key<'t> {
    means: Means,
    kind: &'t str,
    default: Option<Value>,
}

struct Reading<'t> {
    gathering: Gathering,
    nodes: HashMap<&'t str, Key<'t>>,
    edges: HashMap<&'t str, Key<'t>>,
    graphs: HashMap<&'t str, Key<'t>>,
    /// Edges wait until all nodes are there: graph, direction unless they say otherwise.
    edges_later: Vec<(xml::Node<'t>, Way)>,
    /// Places are Gephi's: y upward, dots.
    gephi: bool,
}

pub(in crate::interchange) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let tree = xml::parse(text, Format::GraphMl)?;
    let not_so = |reason: &str| ReadError::NotSo { format: Format::GraphMl, reason: reason.into() };
    let top = tree
        .top()
        .filter(|top| top.name() == "graphml")
        .ok_or_else(|| not_so("it does not begin with <graphml>"))?;
    let graphs: Vec<_> = top.named("graph").collect();
    let first = graphs.first().ok_or_else(|| not_so("there is no <graph> in it"))?;
    let mut reading = Reading {
        gathering: Gathering::default(),
        nodes: HashMap::new(),
        edges: HashMap::new(),
        graphs: HashMap::new(),
        edges_later: Vec::new(),
        gephi: false,
    };
    reading.keys(top);
    reading.gathering.graph.ids_tell = true;
    if graphs.len() > 1 {
        let words = format!("the file holds {} graphs: the first was read", graphs.len());
        reading.gathering.warn(Diagnostic::warning(words));
    }
    reading.graph(*first, None)?;
    reading.edges()?;
    reading.gathering.graph.dots = reading.gephi;
    reading.gathering.done()
}

impl<'t> Reading<'t> {
    fn keys(&mut self, top: xml::Node<'t>) {
        let gephi_ids = ["x", "y"].iter().all(|id| {
            top.named("key")
                .any(|key| key.attribute("id") == Some(id) && key.attribute("for") != Some("edge"))
        });
        let has = |id: &str| top.named("key").any(|key| key.attribute("id") == Some(id));
        self.gephi = gephi_ids && (has("r") || has("size"));
        for element in top.named("key") {
            let Some(id) = element.attribute("id") else { continue };
            let name = element.attribute("attr.name").unwrap_or(id);
            let kind = element.attribute("attr.type").unwrap_or("string");
            let yfiles = element.attribute("yfiles.type");
            if yfiles.is_some_and(|yfiles| yfiles.ends_with("graphics")) {
                // yEd numbers nodes as it goes.
                self.gathering.graph.ids_tell = false;
            }
            let class = element.attribute("for").unwrap_or("all");
            let default = element.child("default").map(|default| typed(kind, default.words()));
            let default = default.filter(|default| !default.is_empty());
            if matches!(class, "node" | "all") {
                let means = self.node_means(id, name, yfiles);
                self.nodes.insert(id, Key { means, kind, default: default.clone() });
            }
            if matches!(class, "edge" | "all") {
                let means = self.edge_means(id, name, yfiles);
                self.edges.insert(id, Key { means, kind, default: default.clone() });
            }
            if matches!(class, "graph" | "graphml" | "all") {
                let means = match name.to_ascii_lowercase().as_str() {
                    "description" | "title" | "name" | "label" => Means::Title,
                    _ if id == own::KEY => Means::Own,
                    _ => Means::Nothing,
                };
                self.graphs.insert(id, Key { means, kind, default });
            }
        }
    }

    fn node_means(&mut self, id: &str, name: &str, yfiles: Option<&str>) -> Means {
        match (yfiles, id) {
            (Some("nodegraphics"), _) => return Means::Graphics,
            (Some(_), _) => return Means::Nothing,
            (None, _) => {}
        }
        if self.gephi {
            match id {
                "x" => return Means::X,
                "y" => return Means::Y,
                "r" => return Means::Red,
                "g" => return Means::Green,
                "b" => return Means::Blue,
                "z" => return Means::Nothing,
                _ => {}
            }
        }
        if matches!(name, "label" | "Label" | "nodelabel") && !is_ours(id) {
            return Means::Label;
        }
        Means::Column(self.gathering.graph.node_columns.titled(within(id, "n:"), name))
    }

    fn edge_means(&mut self, id: &str, name: &str, yfiles: Option<&str>) -> Means {
        match (yfiles, id) {
            (Some("edgegraphics"), _) => return Means::Graphics,
            (Some(_), _) => return Means::Nothing,
            (None, "r") if self.gephi => return Means::Red,
            (None, "g") if self.gephi => return Means::Green,
            (None, "b") if self.gephi => return Means::Blue,
            (None, _) => {}
        }
        match name.to_ascii_lowercase().as_str() {
            "label" | "edge label" | "edgelabel" if !is_ours(id) => Means::Label,
            "weight" | "edge weight" if !is_ours(id) => Means::Weight,
            _ => Means::Column(self.gathering.graph.edge_columns.titled(within(id, "e:"), name)),
        }
    }

    fn graph(&mut self, graph: xml::Node<'t>, parent: Option<usize>) -> Result<(), ReadError> {
        let way = if graph.attribute("edgedefault") == Some("undirected") { Way::None } else { Way::Forward };
        for element in graph.children() {
            match element.name() {
                "node" => self.node(element, parent)?,
                "edge" => self.edges_later.push((element, way)),
                "data" if parent.is_none() => self.graph_data(element),
                "hyperedge" => {
                    self.gathering.count(
                        (
                            "edge with more than two ends was left out",
                            "edges with more than two ends were left out",
                        ),
                        element.line(),
                        "",
                    );
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn graph_data(&mut self, data: xml::Node<'t>) {
        let Some(key) = data.attribute("key").and_then(|key| self.graphs.get(key)) else { return };
        match key.means {
            Means::Own => self.gathering.graph.own = Some(Own(data.words().to_owned())),
            Means::Title => data.words().trim().clone_into(&mut self.gathering.graph.title),
            _ => {}
        }
    }

    fn node(&mut self, element: xml::Node<'t>, parent: Option<usize>) -> Result<(), ReadError> {
        let mut node = Node {
            id: element.attribute("id").unwrap_or_default().to_owned(),
            parent,
            line: element.line(),
            ..Node::default()
        };
        let mut gephi = (None, None);
        let mut rgb = [None; 3];
        let mut label = "";
        for data in element.named("data") {
            let Some(id) = data.attribute("key") else { continue };
            let (means, kind) = match self.nodes.get(id) {
                Some(key) => (key.means, key.kind),
                None => (self.undeclared(id, element.line(), true), "string"),
            };
            let number = || data.words().trim().parse::<f64>().ok().filter(|number| number.is_finite());
            match means {
                Means::Graphics => looks::node(data, &mut node),
                Means::Label => label = data.words(),
                Means::X => gephi.0 = number(),
                Means::Y => gephi.1 = number(),
                Means::Red => rgb[0] = number(),
                Means::Green => rgb[1] = number(),
                Means::Blue => rgb[2] = number(),
                Means::Column(column) => put(&mut node.fields, column, kind, data.words()),
                _ => {}
            }
        }
        for key in self.nodes.values() {
            if let (Means::Column(column), Some(default)) = (key.means, &key.default)
                && !node.fields.iter().any(|(found, _)| *found == column)
            {
                node.fields.push((column, default.clone()));
            }
        }
        node.fields.sort_by_key(|(column, _)| *column);
        if let (Some(x), Some(y)) = gephi {
            // Gephi's y goes up. What yEd has moved since is where yEd has it.
            let exact = Point::new(x, 0.0 - y);
            if node.centre.is_none_or(|drawn| drawn.distance(exact) < 2.0) {
                node.centre = Some(exact);
            }
        }
        plain(&mut node.label, label);
        node.looks.colour = node.looks.colour.or_else(|| mixed(rgb));
        let within = element.child("graph");
        let is_folder = element.attribute("yfiles.foldertype").is_some();
        if is_folder || within.is_some_and(|graph| graph.child("node").is_some()) {
            node.part = crate::interchange::graph::Part::Group;
        }
        let index = self.gathering.node(node)?;
        if let Some(within) = within {
            self.graph(within, Some(index))?;
        }
        Ok(())
    }

    fn undeclared(&mut self, id: &str, line: u32, node: bool) -> Means {
        self.gathering.count(
            ("field is not declared: it was read as text", "fields are not declared: they were read as text"),
            line,
            id,
        );
        if node { self.node_means(id, id, None) } else { self.edge_means(id, id, None) }
    }

    fn edges(&mut self) -> Result<(), ReadError> {
        for (element, default) in std::mem::take(&mut self.edges_later) {
            let (Some(from), Some(to)) = (element.attribute("source"), element.attribute("target")) else {
                self.gathering.count(
                    ("edge lacks an end and was left out", "edges lack an end and were left out"),
                    element.line(),
                    "",
                );
                continue;
            };
            let way = match element.attribute("directed") {
                Some("true") => Way::Forward,
                Some("false") => Way::None,
                _ => default,
            };
            let line = element.line();
            let (from, to) = (self.gathering.end(from, line)?, self.gathering.end(to, line)?);
            let id = element.attribute("id").unwrap_or_default().to_owned();
            let mut edge = Edge { id, from, to, way, line, ..Edge::default() };
            let mut rgb = [None; 3];
            let mut label = "";
            for data in element.named("data") {
                let Some(id) = data.attribute("key") else { continue };
                let (means, kind) = match self.edges.get(id) {
                    Some(key) => (key.means, key.kind),
                    None => (self.undeclared(id, line, false), "string"),
                };
                let number = || data.words().trim().parse::<f64>().ok().filter(|number| number.is_finite());
                match means {
                    Means::Graphics => looks::edge(data, &mut edge),
                    Means::Label => label = data.words(),
                    Means::Weight => edge.weight = number(),
                    Means::Red => rgb[0] = number(),
                    Means::Green => rgb[1] = number(),
                    Means::Blue => rgb[2] = number(),
                    Means::Column(column) => put(&mut edge.fields, column, kind, data.words()),
                    _ => {}
                }
            }
            plain(&mut edge.label, label);
            edge.looks.colour = edge.looks.colour.or_else(|| mixed(rgb));
            self.gathering.edge(edge)?;
        }
        Ok(())
    }
}

/// Our own key without the letter that tells those of nodes from those of edges.
fn within<'i>(id: &'i str, before: &str) -> &'i str {
    id.strip_prefix(before).filter(|key| key.starts_with(OURS)).unwrap_or(id)
}

fn put(fields: &mut Vec<(usize, Value)>, column: usize, kind: &str, words: &str) {
    fields.push((column, typed(kind, words)));
}

/// The label as a field has it, unless the drawing says another: drawings lose white space.
fn plain(drawn: &mut String, field: &str) {
    if drawn.is_empty() || drawn.trim() == field.trim() {
        field.clone_into(drawn);
    }
}

fn typed(kind: &str, words: &str) -> Value {
    let text = || Value::Text(words.to_owned());
    match kind {
        "int" | "integer" | "long" | "float" | "double" => {
            let number = words.trim().parse().ok().filter(|number: &f64| number.is_finite());
            number.map_or_else(text, Value::Number)
        }
        "boolean" => text().yes_no().map_or_else(text, Value::YesNo),
        _ => text(),
    }
}

/// The colour of three parts, 0 to 255.
fn mixed(rgb: [Option<f64>; 3]) -> Option<Colour> {
    let [Some(red), Some(green), Some(blue)] = rgb else { return None };
    let part = |part: f64| part.clamp(0.0, 255.0) as u8;
    Some(Colour::new(part(red), part(green), part(blue)))
}

/// Whether it is a field that our writer put beside the names and weights that everybody reads.
fn is_ours(id: &str) -> bool {
    within(within(id, "n:"), "e:").starts_with(OURS)
}
