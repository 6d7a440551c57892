//! GEXF 1.0 to 1.3: reads them all by local names, writes 1.2, the last that every reader knows. Must not know maps.

use std::{collections::HashMap, fmt::Write};

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Column, Dash, Edge, ForeignGraph, Looks, Node, Shape, Value, Way, join, split},
    holds::{Groups, Holds},
    mapping::colour,
    own::{self, Own},
    xml::{self, quoted},
};
use crate::{
    diagnostics::Diagnostic,
    model::{Colour, Point},
};

/// All but notes; groups go along with the map as a whole, for Gephi knows none.
pub(super) const HOLDS: Holds = Holds { groups: Groups::AsWords, notes: false, routes: false, ..Holds::ALL };

/// Both ways, too, which a field says: graphology refuses `mutual` and networkx makes two edges of it.
const DIRECTED: &str = "directed";
const UNDIRECTED: &str = "undirected";
/// networkx refuses a file that has the word in small letters beside arrows; graphology and we read either.
const UNDIRECTED_BESIDE_ARROWS: &str = "Undirected";

/// A declared attribute: its column, type and what holds where nothing is said.
#[derive(Debug)]
struct Attribute {
    column: usize,
    kind: String,
    default: Option<Value>,
}

#[derive(Default)]
struct Reading<'t> {
    gathering: Gathering,
    nodes: HashMap<&'t str, Attribute>,
    edges: HashMap<&'t str, Attribute>,
}

/// An attribute whatever case its name has.
fn any_case<'t>(node: xml::Node<'t>, name: &str) -> Option<&'t str> {
    node.attributes().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let tree = xml::parse(text, Format::Gexf)?;
    let not_so = |reason: &str| ReadError::NotSo { format: Format::Gexf, reason: reason.into() };
    let top = tree.top().filter(|top| top.name().eq_ignore_ascii_case("gexf"));
    let top = top.ok_or_else(|| not_so("it does not begin with <gexf>"))?;
    let graph = top.child("graph").ok_or_else(|| not_so("there is no <graph> in it"))?;
    let mut reading = Reading::default();
    reading.gathering.graph.ids_tell = true;
    reading.gathering.graph.dots = true;
    reading.gathering.graph.own = any_case(graph, own::KEY).map(|text| Own(text.to_owned()));
    if let Some(meta) = top.child("meta") {
        let said = |name: &str| {
            let found = meta.children().find(|child| child.name().eq_ignore_ascii_case(name));
            found.map_or("", |found| found.words().trim()).to_owned()
        };
        reading.gathering.graph.title = said("title");
        reading.gathering.graph.description = said("description");
    }
    for attributes in graph.named("attributes") {
        reading.declare(attributes);
    }
    if any_case(graph, "mode") == Some("dynamic") {
        let words =
            "the file is dynamic: its attributes are taken as they are last, times of nodes as fields";
        reading.gathering.warn(Diagnostic::warning(words));
    }
    for nodes in graph.named("nodes") {
        reading.nodes(nodes, None)?;
    }
    reading.parents(graph);
    let way = way(any_case(graph, "defaultedgetype").unwrap_or("undirected"));
    for edge in graph.named("edges").flat_map(|edges| edges.named("edge")) {
        reading.edge(edge, way)?;
    }
    reading.gathering.done()
}

fn way(kind: &str) -> Way {
    match kind.to_ascii_lowercase().as_str() {
        "undirected" => Way::None,
        "mutual" => Way::Both,
        _ => Way::Forward,
    }
}

impl<'t> Reading<'t> {
    fn declare(&mut self, attributes: xml::Node<'t>) {
        let edges = any_case(attributes, "class") == Some("edge");
        for attribute in attributes.named("attribute") {
            let Some(id) = attribute.attribute("id") else { continue };
            let title = attribute.attribute("title").unwrap_or(id);
            let kind = attribute.attribute("type").unwrap_or("string").to_ascii_lowercase();
            let columns = if edges {
                &mut self.gathering.graph.edge_columns
            } else {
                &mut self.gathering.graph.node_columns
            };
            let column = columns.titled(id, title);
            let default = attribute.child("default").map(|default| typed(&kind, default.words()));
            let default = default.filter(|default| !default.is_empty());
            let into = if edges { &mut self.edges } else { &mut self.nodes };
            into.insert(id, Attribute { column, kind, default });
        }
    }

    fn nodes(&mut self, nodes: xml::Node<'t>, parent: Option<usize>) -> Result<(), ReadError> {
        for element in nodes.named("node") {
            let mut node = Node {
                id: any_case(element, "id").unwrap_or_default().to_owned(),
                label: any_case(element, "label").unwrap_or_default().to_owned(),
                looks: looks(element),
                parent,
                line: element.line(),
                ..Node::default()
            };
            if let Some(position) = element.child("position") {
                let place = position.number("x").zip(position.number("y"));
                // Gephi's y goes up.
                node.centre = place.map(|(x, y)| Point::new(x, 0.0 - y));
            }
            self.fields(element, &mut node.fields, false);
            let times = [("start", "start"), ("end", "end")];
            for (name, value) in times.iter().filter_map(|(name, key)| Some((*name, any_case(element, key)?)))
            {
                let column = self.gathering.graph.node_columns.index(name);
                node.fields.push((column, Value::Text(value.to_owned())));
            }
            if let Some(size) = element.child("size").and_then(|size| size.number("value"))
                && self.gathering.graph.own.is_none()
            {
                let column = self.gathering.graph.node_columns.index("size");
                node.fields.push((column, Value::Number(size)));
            }
            let index = self.gathering.node(node)?;
            for within in element.named("nodes") {
                self.nodes(within, Some(index))?;
            }
        }
        Ok(())
    }

    /// Groups that `pid` names.
    fn parents(&mut self, graph: xml::Node<'t>) {
        let named = graph.named("nodes").flat_map(|nodes| nodes.named("node"));
        for element in named {
            let Some(parent) = any_case(element, "pid").and_then(|pid| self.gathering.find(pid)) else {
                continue;
            };
            let Some(index) = any_case(element, "id").and_then(|id| self.gathering.find(id)) else {
                continue;
            };
            if parent != index {
                self.gathering.graph.nodes[index].parent = Some(parent);
            }
        }
    }

    fn fields(&mut self, element: xml::Node<'t>, fields: &mut Vec<(usize, Value)>, edges: bool) {
        for value in element.named("attvalues").flat_map(|values| values.named("attvalue")) {
            let Some(id) = value.attribute("for").or_else(|| value.attribute("id")) else { continue };
            let words = value.attribute("value").unwrap_or_default();
            let declared = if edges { self.edges.get(id) } else { self.nodes.get(id) };
            let field = match declared {
                Some(attribute) => (attribute.column, typed(&attribute.kind, words)),
                None => {
                    self.gathering.count(
                        (
                            "value is of a field that is not declared: it was read as text",
                            "values are of fields that are not declared: they were read as text",
                        ),
                        element.line(),
                        id,
                    );
                    let columns = if edges {
                        &mut self.gathering.graph.edge_columns
                    } else {
                        &mut self.gathering.graph.node_columns
                    };
                    (columns.index(id), Value::Text(words.to_owned()))
                }
            };
            match fields.iter_mut().find(|(column, _)| *column == field.0) {
                Some(known) => *known = field,
                None => fields.push(field),
            }
        }
        let all = if edges { &self.edges } else { &self.nodes };
        let missing = all.values().filter(|it| it.default.is_some());
        let mut added: Vec<(usize, Value)> = missing
            .filter(|it| !fields.iter().any(|(column, _)| *column == it.column))
            .filter_map(|it| Some((it.column, it.default.clone()?)))
            .collect();
        added.sort_by_key(|(column, _)| *column);
        fields.append(&mut added);
    }

    fn edge(&mut self, element: xml::Node<'t>, default: Way) -> Result<(), ReadError> {
        let line = element.line();
        let (Some(from), Some(to)) = (any_case(element, "source"), any_case(element, "target")) else {
            self.gathering.count(
                ("edge lacks an end and was left out", "edges lack an end and were left out"),
                line,
                "",
            );
            return Ok(());
        };
        let (from, to) = (self.gathering.end(from, line)?, self.gathering.end(to, line)?);
        let mut edge = Edge {
            id: any_case(element, "id").unwrap_or_default().to_owned(),
            from,
            to,
            way: any_case(element, "type").map_or(default, way),
            label: any_case(element, "label").unwrap_or_default().to_owned(),
            weight: element.number("weight"),
            looks: looks(element),
            line,
            ..Edge::default()
        };
        self.fields(element, &mut edge.fields, true);
        let said =
            ["kind", "start", "end"].into_iter().filter_map(|name| Some((name, any_case(element, name)?)));
        for (name, value) in said {
            // Our own files say the kind in a field, too.
            if name == "kind" && self.gathering.graph.own.is_some() {
                continue;
            }
            let column = self.gathering.graph.edge_columns.index(name);
            edge.fields.push((column, Value::Text(value.to_owned())));
        }
        self.gathering.edge(edge)
    }
}

fn looks(element: xml::Node<'_>) -> Looks {
    let shape = element.child("shape").and_then(|shape| shape.attribute("value"));
    let painted = element.child("color").and_then(|paint| {
        let part = |name: &str| paint.number(name).map(|part| part.clamp(0.0, 255.0) as u8);
        let by_parts = || Some(Colour::new(part("r")?, part("g")?, part("b")?));
        paint.attribute("hex").and_then(colour).or_else(by_parts)
    });
    Looks {
        colour: painted,
        width: element.child("thickness").and_then(|thickness| thickness.number("value")),
        shape: shape.and_then(Shape::of),
        dash: shape.map(Dash::of),
        ..Looks::default()
    }
}

fn typed(kind: &str, words: &str) -> Value {
    let text = || Value::Text(words.to_owned());
    match kind {
        "integer" | "long" | "double" | "float" | "bigdecimal" | "biginteger" | "byte" | "short" => {
            let number = words.trim().parse().ok().filter(|number: &f64| number.is_finite());
            number.map_or_else(text, Value::Number)
        }
        "boolean" => text().yes_no().map_or_else(text, Value::YesNo),
        kind if kind.starts_with("list") => Value::List(split(words)),
        _ => text(),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "string",
        Value::Number(_) => "double",
        Value::YesNo(_) => "boolean",
        Value::List(_) => "liststring",
    }
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" \
         xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" xmlns:ecomap=\"https://ecomap.invalid/ns/1\" version=\"1.2\">\n  <meta>\n",
    );
    for (name, words) in
        [("creator", "ecomap"), ("title", graph.title.as_str()), ("description", &graph.description)]
    {
        let _ = writeln!(out, "    <{name}>{}</{name}>", xml::escaped(words));
    }
    let has_arrows = graph.edges.is_empty() || graph.edges.iter().any(|edge| edge.way != Way::None);
    let usual = if has_arrows { DIRECTED } else { UNDIRECTED };
    let _ = write!(out, "  </meta>\n  <graph mode=\"static\" defaultedgetype=\"{usual}\"");
    if let Some(own) = &graph.own {
        let _ = write!(out, " {}=\"{}\"", own::KEY, quoted(&own.0));
    }
    out.push_str(">\n");
    let nodes = graph.nodes.iter().map(|node| &node.fields);
    declared(&mut out, "node", graph.node_columns.list(), nodes);
    let edges = graph.edges.iter().map(|edge| &edge.fields);
    declared(&mut out, "edge", graph.edge_columns.list(), edges);
    out.push_str("    <nodes>\n");
    for node in &graph.nodes {
        let _ = writeln!(out, "      <node id=\"{}\" label=\"{}\">", quoted(&node.id), quoted(&node.label));
        values(&mut out, graph.node_columns.list(), &node.fields);
        painted(&mut out, node.looks.colour);
        if let Some(place) = node.centre {
            let _ =
                writeln!(out, "        <viz:position x=\"{}\" y=\"{}\" z=\"0\"/>", place.x, 0.0 - place.y);
        }
        if let Some(size) = node.size {
            let _ = writeln!(out, "        <viz:size value=\"{}\"/>", size.height / 2.0);
        }
        let shape = match node.looks.shape {
            Some(Shape::Box | Shape::RoundBox | Shape::Slanted | Shape::Octagon | Shape::Hexagon) => "square",
            Some(Shape::Diamond) => "diamond",
            Some(Shape::Triangle) => "triangle",
            _ => "disc",
        };
        let _ = writeln!(out, "        <viz:shape value=\"{shape}\"/>\n      </node>");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    // graphology takes the first edge's word for the whole graph's, until it meets another.
    let (arrows, lines): (Vec<&Edge>, Vec<&Edge>) =
        graph.edges.iter().partition(|edge| edge.way != Way::None);
    arrows.iter().for_each(|edge| written(&mut out, graph, edge, DIRECTED));
    let undirected = if has_arrows { UNDIRECTED_BESIDE_ARROWS } else { UNDIRECTED };
    lines.iter().for_each(|edge| written(&mut out, graph, edge, undirected));
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn written(out: &mut String, graph: &ForeignGraph, edge: &Edge, way: &str) {
    let [from, to] = [edge.from, edge.to].map(|index| quoted(&graph.nodes[index].id));
    let _ = write!(
        out,
        "      <edge id=\"{}\" source=\"{from}\" target=\"{to}\" type=\"{way}\" label=\"{}\"",
        quoted(&edge.id),
        quoted(&edge.label)
    );
    // Parallel edges are told apart by their kind.
    let kind = edge.fields.iter().find(|(column, _)| graph.edge_columns.list()[*column].title == "kind");
    if let Some((_, kind)) = kind {
        let _ = write!(out, " kind=\"{}\"", quoted(&kind.words()));
    }
    if let Some(weight) = edge.weight {
        let _ = write!(out, " weight=\"{weight}\"");
    }
    out.push_str(">\n");
    values(out, graph.edge_columns.list(), &edge.fields);
    painted(out, edge.looks.colour);
    if let Some(width) = edge.looks.width {
        let _ = writeln!(out, "        <viz:thickness value=\"{width}\"/>");
    }
    let dash = match edge.looks.dash {
        Some(Dash::Dashed | Dash::DashDotted) => "dashed",
        Some(Dash::Dotted) => "dotted",
        _ => "solid",
    };
    let _ = writeln!(out, "        <viz:shape value=\"{dash}\"/>\n      </edge>");
}

fn painted(out: &mut String, colour: Option<Colour>) {
    if let Some(Colour { red, green, blue }) = colour {
        let _ = writeln!(out, "        <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>");
    }
}

fn declared<'v>(
    out: &mut String,
    class: &str,
    columns: &[Column],
    all: impl Iterator<Item = &'v Vec<(usize, Value)>>,
) {
    let mut types: Vec<Option<&str>> = vec![None; columns.len()];
    for (column, value) in all.flatten() {
        let kind = type_name(value);
        let known = &mut types[*column];
        *known = Some(if known.is_none_or(|known| known == kind) { kind } else { "string" });
    }
    let _ = writeln!(out, "    <attributes class=\"{class}\">");
    for (column, kind) in columns.iter().zip(types) {
        let _ = writeln!(
            out,
            "      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>",
            quoted(&column.key),
            quoted(&column.title),
            kind.unwrap_or("string")
        );
    }
    out.push_str("    </attributes>\n");
}

fn values(out: &mut String, columns: &[Column], fields: &[(usize, Value)]) {
    if fields.is_empty() {
        return;
    }
    out.push_str("        <attvalues>\n");
    for (column, value) in fields {
        let words = match value {
            Value::List(items) => join(items),
            other => other.words(),
        };
        let key = quoted(&columns[*column].key);
        let _ = writeln!(out, "          <attvalue for=\"{key}\" value=\"{}\"/>", quoted(&words));
    }
    out.push_str("        </attvalues>\n");
}
