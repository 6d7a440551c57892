//! Writes GraphML: yEd's drawing, Gephi's keys, plain fields. Must not know maps.

use std::fmt::Write;

use crate::{
    interchange::{
        boxes,
        graph::{Column, Dash, Edge, ForeignGraph, Node, Part, Shape, Value, Way, join},
        own,
        xml::{escaped, quoted},
    },
    model::{Colour, Rect},
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xmlns:y=\"http://www.yworks.com/xml/graphml\" xmlns:yed=\"http://www.yworks.com/xml/yed/3\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd\">\n";

/// Id, class, name, type of the keys that Gephi, networkx and igraph look for.
const PLAIN: [(&str, &str, &str, &str); 8] = [
    ("label", "node", "label", "string"),
    ("x", "node", "x", "double"),
    ("y", "node", "y", "double"),
    ("r", "node", "r", "int"),
    ("g", "node", "g", "int"),
    ("b", "node", "b", "int"),
    ("edgelabel", "edge", "label", "string"),
    ("weight", "edge", "weight", "double"),
];

pub(in crate::interchange) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from(HEAD);
    for (id, class, name, kind) in PLAIN {
        let _ =
            writeln!(out, "  <key id=\"{id}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    out.push_str("  <key id=\"nodegraphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n");
    out.push_str("  <key id=\"edgegraphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n");
    let _ = writeln!(
        out,
        "  <key id=\"{}\" for=\"graph\" attr.name=\"ecomap map\" attr.type=\"string\"/>",
        own::KEY
    );
    out.push_str("  <key id=\"title\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/>\n");
    let node_types = types(graph.node_columns.list().len(), graph.nodes.iter().map(|node| &node.fields));
    let edge_types = types(graph.edge_columns.list().len(), graph.edges.iter().map(|edge| &edge.fields));
    keys(&mut out, "node", "n:", graph.node_columns.list(), &node_types);
    keys(&mut out, "edge", "e:", graph.edge_columns.list(), &edge_types);
    // Readers of others refuse a graph of both: which way an edge goes is said by its arrows and its field.
    let undirected = !graph.edges.is_empty() && graph.edges.iter().all(|edge| edge.way == Way::None);
    let default = if undirected { "undirected" } else { "directed" };
    let _ = writeln!(out, "  <graph id=\"G\" edgedefault=\"{default}\">");
    if !graph.title.is_empty() {
        let _ = writeln!(out, "    <data key=\"title\">{}</data>", escaped(&graph.title));
    }
    if let Some(own) = &graph.own {
        let _ = writeln!(out, "    <data key=\"{}\">{}</data>", own::KEY, escaped(&own.0));
    }
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len() + 1];
    for (index, node) in graph.nodes.iter().enumerate() {
        within[node.parent.map_or(0, |parent| parent + 1)].push(index);
    }
    let boxes = boxes::of_groups(graph);
    for index in &within[0] {
        node(&mut out, graph, *index, &within, &boxes, 2);
    }
    for one in &graph.edges {
        edge(&mut out, graph, one);
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn types<'v>(columns: usize, all: impl Iterator<Item = &'v Vec<(usize, Value)>>) -> Vec<&'static str> {
    let mut found: Vec<Option<&'static str>> = vec![None; columns];
    for (column, value) in all.flatten() {
        let kind = match value {
            Value::Number(_) => "double",
            Value::YesNo(_) => "boolean",
            Value::Text(_) | Value::List(_) => "string",
        };
        let known = &mut found[*column];
        *known = Some(if known.is_none_or(|known| known == kind) { kind } else { "string" });
    }
    found.into_iter().map(|kind| kind.unwrap_or("string")).collect()
}

fn keys(out: &mut String, class: &str, before: &str, columns: &[Column], types: &[&str]) {
    for (column, kind) in columns.iter().zip(types) {
        let (id, name) = (quoted(&column.key), quoted(&column.title));
        let _ = writeln!(
            out,
            "  <key id=\"{before}{id}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
}

fn fields(out: &mut String, before: &str, columns: &[Column], fields: &[(usize, Value)], pad: &str) {
    for (column, value) in fields {
        let words = match value {
            Value::List(items) => join(items),
            other => other.words(),
        };
        let key = quoted(&columns[*column].key);
        let _ = writeln!(out, "{pad}  <data key=\"{before}{key}\">{}</data>", escaped(&words));
    }
}

fn node(
    out: &mut String,
    graph: &ForeignGraph,
    index: usize,
    within: &[Vec<usize>],
    boxes: &[Option<Rect>],
    level: usize,
) {
    let one = &graph.nodes[index];
    let pad = "  ".repeat(level);
    let id = quoted(&one.id);
    let folder = if one.part == Part::Group { " yfiles.foldertype=\"group\"" } else { "" };
    let _ = writeln!(out, "{pad}<node id=\"{id}\"{folder}>");
    let _ = writeln!(out, "{pad}  <data key=\"label\">{}</data>", escaped(&one.label));
    if let Some(centre) = one.centre {
        let _ = writeln!(out, "{pad}  <data key=\"x\">{}</data>", centre.x);
        let _ = writeln!(out, "{pad}  <data key=\"y\">{}</data>", 0.0 - centre.y);
    }
    if let Some(Colour { red, green, blue }) = one.looks.colour {
        for (key, part) in [("r", red), ("g", green), ("b", blue)] {
            let _ = writeln!(out, "{pad}  <data key=\"{key}\">{part}</data>");
        }
    }
    fields(out, "n:", graph.node_columns.list(), &one.fields, &pad);
    match one.part {
        Part::Group => group_drawing(out, one, boxes[index], &pad),
        _ => drawing(out, one, &pad),
    }
    if one.part == Part::Group {
        let _ = writeln!(out, "{pad}  <graph id=\"{id}:\" edgedefault=\"directed\">");
        for member in &within[index + 1] {
            node(out, graph, *member, within, boxes, level + 2);
        }
        let _ = writeln!(out, "{pad}  </graph>");
    }
    let _ = writeln!(out, "{pad}</node>");
}

fn line_type(dash: Option<Dash>) -> &'static str {
    match dash {
        None | Some(Dash::Solid) => "line",
        Some(Dash::Dashed) => "dashed",
        Some(Dash::Dotted) => "dotted",
        Some(Dash::DashDotted) => "dashed_dotted",
    }
}

fn drawing(out: &mut String, one: &Node, pad: &str) {
    let name = if one.part == Part::Note { "UMLNoteNode" } else { "ShapeNode" };
    let _ = writeln!(out, "{pad}  <data key=\"nodegraphics\">\n{pad}    <y:{name}>");
    if let (Some(centre), Some(size)) = (one.centre, one.size) {
        let corner = Rect::from_center(centre, size);
        let _ = writeln!(
            out,
            "{pad}      <y:Geometry height=\"{}\" width=\"{}\" x=\"{}\" y=\"{}\"/>",
            size.height, size.width, corner.x, corner.y
        );
    }
    match one.looks.colour {
        Some(colour) => {
            let _ = writeln!(out, "{pad}      <y:Fill color=\"{colour}\" transparent=\"false\"/>");
        }
        None => {
            let _ = writeln!(out, "{pad}      <y:Fill hasColor=\"false\" transparent=\"false\"/>");
        }
    }
    if let Some(outline) = one.looks.outline {
        let _ = writeln!(
            out,
            "{pad}      <y:BorderStyle color=\"{outline}\" type=\"{}\" width=\"{}\"/>",
            line_type(one.looks.dash),
            one.looks.width.unwrap_or(1.0)
        );
    }
    let ink = one.looks.ink.unwrap_or(Colour::new(0, 0, 0));
    let _ = writeln!(
        out,
        "{pad}      <y:NodeLabel textColor=\"{ink}\" modelName=\"internal\" modelPosition=\"c\">{}</y:NodeLabel>",
        escaped(&one.label)
    );
    if one.part != Part::Note {
        let _ = writeln!(out, "{pad}      <y:Shape type=\"{}\"/>", shape_name(one.looks.shape));
    }
    let _ = writeln!(out, "{pad}    </y:{name}>\n{pad}  </data>");
}

fn shape_name(shape: Option<Shape>) -> &'static str {
    match shape {
        None | Some(Shape::RoundBox) => "roundrectangle",
        Some(Shape::Box) => "rectangle",
        Some(Shape::Ellipse | Shape::Circle) => "ellipse",
        Some(Shape::Diamond) => "diamond",
        Some(Shape::Hexagon) => "hexagon",
        Some(Shape::Triangle) => "triangle",
        Some(Shape::Star) => "star5",
        Some(Shape::Slanted) => "parallelogram",
        Some(Shape::Octagon) => "octagon",
    }
}

fn group_drawing(out: &mut String, one: &Node, extent: Option<Rect>, pad: &str) {
    let _ = writeln!(
        out,
        "{pad}  <data key=\"nodegraphics\">\n{pad}    <y:ProxyAutoBoundsNode>\n{pad}      <y:Realizers active=\"0\">\n{pad}        <y:GroupNode>"
    );
    if let Some(extent) = extent {
        let _ = writeln!(
            out,
            "{pad}          <y:Geometry height=\"{}\" width=\"{}\" x=\"{}\" y=\"{}\"/>",
            extent.height, extent.width, extent.x, extent.y
        );
    }
    if let Some(colour) = one.looks.colour {
        let _ = writeln!(out, "{pad}          <y:Fill color=\"{colour}\" transparent=\"false\"/>");
    }
    let _ = writeln!(
        out,
        "{pad}          <y:NodeLabel modelName=\"internal\" modelPosition=\"t\">{}</y:NodeLabel>\n{pad}          \
         <y:Shape type=\"roundrectangle\"/>\n{pad}          <y:State closed=\"false\"/>\n{pad}        </y:GroupNode>\n\
         {pad}      </y:Realizers>\n{pad}    </y:ProxyAutoBoundsNode>\n{pad}  </data>",
        escaped(&one.label)
    );
}

fn edge(out: &mut String, graph: &ForeignGraph, one: &Edge) {
    let [from, to] = [one.from, one.to].map(|index| quoted(&graph.nodes[index].id));
    let _ = writeln!(out, "    <edge id=\"{}\" source=\"{from}\" target=\"{to}\">", quoted(&one.id));
    if !one.label.is_empty() {
        let _ = writeln!(out, "      <data key=\"edgelabel\">{}</data>", escaped(&one.label));
    }
    if let Some(weight) = one.weight {
        let _ = writeln!(out, "      <data key=\"weight\">{weight}</data>");
    }
    fields(out, "e:", graph.edge_columns.list(), &one.fields, "    ");
    out.push_str("      <data key=\"edgegraphics\">\n        <y:PolyLineEdge>\n");
    out.push_str("          <y:Path sx=\"0\" sy=\"0\" tx=\"0\" ty=\"0\">");
    for point in &one.route {
        let _ = write!(out, "<y:Point x=\"{}\" y=\"{}\"/>", point.x, point.y);
    }
    out.push_str("</y:Path>\n");
    let colour = one.looks.colour.unwrap_or(Colour::new(0, 0, 0));
    let _ = writeln!(
        out,
        "          <y:LineStyle color=\"{colour}\" type=\"{}\" width=\"{}\"/>",
        line_type(one.looks.dash),
        one.looks.width.unwrap_or(1.0)
    );
    let (source, target) = match one.way {
        Way::Forward => ("none", "standard"),
        Way::Back => ("standard", "none"),
        Way::Both => ("standard", "standard"),
        Way::None => ("none", "none"),
    };
    let _ = writeln!(out, "          <y:Arrows source=\"{source}\" target=\"{target}\"/>");
    if !one.label.is_empty() {
        let _ = writeln!(out, "          <y:EdgeLabel>{}</y:EdgeLabel>", escaped(&one.label));
    }
    out.push_str("        </y:PolyLineEdge>\n      </data>\n    </edge>\n");
}
