//! GML: lists in brackets, words between quotes. Must not know maps.

use std::fmt::Write;

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Column, Edge, ForeignGraph, Looks, Node, Shape, Value, Way},
    holds::{Groups, Holds, Places},
    limits,
    mapping::colour,
    own::Own,
};
use crate::{
    diagnostics::{Diagnostic, Place},
    model::{Point, Size},
};

/// All but notes; groups go along with the map as a whole.
pub(super) const HOLDS: Holds = Holds {
    places: Places::AsFields,
    groups: Groups::AsWords,
    notes: false,
    ids: false,
    routes: false,
    ..Holds::ALL
};

/// A value: a number, words, or a list of keys with values.
#[derive(Debug)]
enum Item {
    Number(f64),
    Words(String),
    List(Vec<(String, Item)>, u32),
}

impl Item {
    fn list(&self) -> &[(String, Item)] {
        if let Self::List(list, _) = self { list } else { &[] }
    }

    fn get(&self, key: &str) -> Option<&Item> {
        self.list().iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, item)| item)
    }

    fn number(&self, key: &str) -> Option<f64> {
        match self.get(key)? {
            Self::Number(number) => Some(*number),
            Self::Words(words) => words.trim().parse().ok(),
            Self::List(..) => None,
        }
    }

    fn words(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Self::Number(number) => Some(number.to_string()),
            Self::Words(words) => Some(words.clone()),
            Self::List(..) => None,
        }
    }
}

struct Reading<'t> {
    rest: &'t str,
    line: u32,
}

impl<'t> Reading<'t> {
    fn broken(&self, reason: &str) -> ReadError {
        ReadError::Syntax {
            format: Format::Gml,
            place: Place { line: self.line, column: 1 },
            reason: reason.into(),
        }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count() as u32;
        self.rest = rest;
        taken
    }

    fn skip(&mut self) {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.take(blank);
            if !self.rest.starts_with('#') {
                return;
            }
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn word(&mut self) -> &'t str {
        let end = self.rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '[' | ']' | '"'));
        self.take(end.unwrap_or(self.rest.len()))
    }

    fn list(&mut self, depth: usize) -> Result<Vec<(String, Item)>, ReadError> {
        limits::depth(depth, self.line)?;
        let mut list = Vec::new();
        loop {
            self.skip();
            if self.rest.is_empty() || self.rest.starts_with(']') {
                return Ok(list);
            }
            let key = self.word().to_owned();
            if key.is_empty() {
                return Err(self.broken("a key is due here"));
            }
            self.skip();
            let line = self.line;
            let item = match self.rest.chars().next() {
                None => return Err(self.broken("the file ends where a value is due")),
                Some('[') => {
                    self.take(1);
                    let inner = self.list(depth + 1)?;
                    if !self.rest.starts_with(']') {
                        return Err(self.broken("a list has no end"));
                    }
                    self.take(1);
                    Item::List(inner, line)
                }
                Some('"') => {
                    let end = self.rest[1..].find('"').ok_or_else(|| self.broken("a string has no end"))?;
                    let words = self.take(end + 2);
                    Item::Words(unescaped(&words[1..=end]))
                }
                Some(_) => {
                    let word = self.word();
                    match word.parse::<f64>() {
                        Ok(number) if number.is_finite() => Item::Number(number),
                        _ => Item::Words(word.to_owned()),
                    }
                }
            };
            list.push((key, item));
        }
    }
}

fn unescaped(words: &str) -> String {
    quick_xml::escape::unescape(words).map_or_else(|_| words.to_owned(), std::borrow::Cow::into_owned)
}

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let mut reading = Reading { rest: text, line: 1 };
    let top = Item::List(reading.list(0)?, 1);
    if !reading.rest.is_empty() {
        return Err(reading.broken("a `]` stands where nothing is open"));
    }
    let Some(graph) = top.get("graph") else {
        return Err(ReadError::NotSo { format: Format::Gml, reason: "there is no graph in it".into() });
    };
    let mut gathering = Gathering::default();
    gathering.graph.own = graph.words("ecomapMap").map(Own);
    gathering.graph.title = graph.words("label").unwrap_or_default();
    gathering.graph.dots = true;
    let way = if graph.number("directed") == Some(1.0) { Way::Forward } else { Way::None };
    let of =
        |name: &'static str| graph.list().iter().filter(move |(key, _)| key == name).map(|(_, item)| item);
    let mut parents = Vec::new();
    for item in of("node") {
        let index = node(item, &mut gathering)?;
        parents.extend(item.words("gid").map(|parent| (index, parent)));
    }
    for (index, parent) in parents {
        let parent = gathering.find(&parent).filter(|parent| *parent != index);
        gathering.graph.nodes[index].parent = parent;
    }
    for item in of("edge") {
        edge(item, way, &mut gathering)?;
    }
    gathering.done()
}

fn line(item: &Item) -> u32 {
    if let Item::List(_, line) = item { *line } else { 0 }
}

fn fields(item: &Item, taken: &[&str], edges: bool, gathering: &mut Gathering) -> Vec<(usize, Value)> {
    let columns = if edges { &mut gathering.graph.edge_columns } else { &mut gathering.graph.node_columns };
    let mut found: Vec<(usize, Value)> = Vec::new();
    for (key, value) in item.list() {
        if key == "ecomap" {
            for (_, field) in value.list() {
                if let (Some(key), Some(words)) = (field.words("key"), field.words("text")) {
                    found.push((columns.index(&key), Value::Text(words)));
                }
            }
        } else if !taken.iter().any(|known| key.eq_ignore_ascii_case(known)) {
            let value = match value {
                Item::Number(number) => Value::Number(*number),
                Item::Words(words) => Value::Text(words.clone()),
                Item::List(..) => continue,
            };
            found.push((columns.index(key), value));
        }
    }
    found
}

fn node(item: &Item, gathering: &mut Gathering) -> Result<usize, ReadError> {
    let mut node = Node {
        id: item.words("id").unwrap_or_default(),
        label: item.words("label").unwrap_or_default(),
        fields: fields(
            item,
            &["id", "label", "graphics", "gid", "isGroup", "LabelGraphics"],
            false,
            gathering,
        ),
        line: line(item),
        ..Node::default()
    };
    if let Some(graphics) = item.get("graphics") {
        let place = graphics.number("x").zip(graphics.number("y"));
        node.centre = place.map(|(x, y)| Point::new(x, y));
        let size = graphics.number("w").zip(graphics.number("h"));
        node.size = size.map(|(width, height)| Size::new(width, height));
        gathering.graph.dots &= size.is_none();
        let painted = |key: &str| graphics.words(key).and_then(|word| colour(&word));
        node.looks = Looks {
            colour: painted("fill"),
            outline: painted("outline"),
            shape: graphics.words("type").and_then(|word| Shape::of(&word)),
            ..Looks::default()
        };
    }
    gathering.node(node)
}

fn edge(item: &Item, way: Way, gathering: &mut Gathering) -> Result<(), ReadError> {
    let line = line(item);
    let Some((from, to)) = item.words("source").zip(item.words("target")) else {
        gathering.count(
            ("edge lacks an end and was left out", "edges lack an end and were left out"),
            line,
            "",
        );
        return Ok(());
    };
    let mut edge = Edge {
        from: gathering.end(&from, line)?,
        to: gathering.end(&to, line)?,
        way,
        label: item.words("label").unwrap_or_default(),
        weight: item.number("weight"),
        fields: fields(
            item,
            &["id", "key", "source", "target", "label", "weight", "graphics"],
            true,
            gathering,
        ),
        line,
        ..Edge::default()
    };
    if let Some(graphics) = item.get("graphics") {
        edge.looks.colour = graphics.words("fill").and_then(|word| colour(&word));
        let points = graphics.get("Line").map_or(&[][..], Item::list).iter();
        let points = points.filter_map(|(_, point)| point.number("x").zip(point.number("y")));
        let mut route: Vec<Point> = points.map(|(x, y)| Point::new(x, y)).collect();
        // The first and the last lie in the boxes.
        if route.len() > 2 {
            route.pop();
            route.remove(0);
            edge.route = route;
        }
    }
    gathering.edge(edge)
}

/// Words between quotes: plain ASCII, all else as numbered characters.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for sign in words.chars() {
        match sign {
            '"' => out.push_str("&quot;"),
            '&' => out.push_str("&amp;"),
            ' '..='~' => out.push(sign),
            sign => {
                let _ = write!(out, "&#{};", u32::from(sign));
            }
        }
    }
    out.push('"');
    out
}

fn put(out: &mut String, columns: &[Column], fields: &[(usize, Value)]) {
    if fields.is_empty() {
        return;
    }
    out.push_str("    ecomap [\n");
    for (column, value) in fields {
        let (key, words) = (quoted(&columns[*column].key), quoted(&value.words()));
        let _ = writeln!(out, "      field [ key {key} text {words} ]");
    }
    out.push_str("    ]\n");
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from("Creator \"ecomap\"\ngraph [\n  directed 1\n  multigraph 1\n");
    if !graph.title.is_empty() {
        let _ = writeln!(out, "  label {}", quoted(&graph.title));
    }
    if let Some(own) = &graph.own {
        let _ = writeln!(out, "  ecomapMap {}", quoted(&own.0));
    }
    for (index, node) in graph.nodes.iter().enumerate() {
        let _ = writeln!(out, "  node [\n    id {index}\n    label {}", quoted(&node.label));
        out.push_str("    graphics [\n");
        for (key, number) in [
            ("x", node.centre.map(|centre| centre.x)),
            ("y", node.centre.map(|centre| centre.y)),
            ("w", node.size.map(|size| size.width)),
            ("h", node.size.map(|size| size.height)),
        ] {
            if let Some(number) = number {
                let _ = writeln!(out, "      {key} {number:?}");
            }
        }
        if let Some(colour) = node.looks.colour {
            let _ = writeln!(out, "      fill \"{colour}\"");
        }
        out.push_str("      type \"roundrectangle\"\n    ]\n");
        put(&mut out, graph.node_columns.list(), &node.fields);
        out.push_str("  ]\n");
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        let _ = writeln!(out, "  edge [\n    key {index}\n    source {}\n    target {}", edge.from, edge.to);
        let _ = writeln!(out, "    label {}", quoted(&edge.label));
        if let Some(weight) = edge.weight {
            let _ = writeln!(out, "    weight {weight:?}");
        }
        if let Some(colour) = edge.looks.colour {
            let _ = writeln!(out, "    graphics [ fill \"{colour}\" ]");
        }
        put(&mut out, graph.edge_columns.list(), &edge.fields);
        out.push_str("  ]\n");
    }
    out.push_str("]\n");
    out
}
