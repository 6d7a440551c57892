//! Writes DOT: places in points, sizes in inches, clusters, looks; our own fields as attributes. Must not know maps.

use std::fmt::Write;

use crate::interchange::{
    graph::{Column, Dash, Edge, ForeignGraph, Node, Part, Shape, Value, Way},
    own,
};

/// A string between quotes.
fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for sign in words.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

pub(in crate::interchange) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from("digraph {\n");
    out.push_str("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontsize=11];\n");
    if !graph.title.is_empty() {
        let _ = writeln!(out, "  label={};", quoted(&graph.title));
    }
    if let Some(own) = &graph.own {
        let _ = writeln!(out, "  {}={};", quoted(own::KEY), quoted(&own.0));
    }
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len() + 1];
    for (index, node) in graph.nodes.iter().enumerate() {
        within[node.parent.map_or(0, |parent| parent + 1)].push(index);
    }
    for index in &within[0] {
        part(&mut out, graph, *index, &within, 1);
    }
    for one in &graph.edges {
        edge(&mut out, graph, one);
    }
    out.push_str("}\n");
    out
}

fn part(out: &mut String, graph: &ForeignGraph, index: usize, within: &[Vec<usize>], level: usize) {
    let node = &graph.nodes[index];
    let pad = "  ".repeat(level);
    if node.part != Part::Group {
        own_node(out, graph, node, &pad);
        return;
    }
    let _ = writeln!(out, "{pad}subgraph {} {{", quoted(&format!("cluster_{}", node.id)));
    let _ = writeln!(out, "{pad}  label={};", quoted(&node.label));
    if let Some(colour) = node.looks.colour {
        let _ = writeln!(out, "{pad}  style=filled; fillcolor=\"{colour}\";");
    }
    for (column, value) in &node.fields {
        let key = &graph.node_columns.list()[*column].key;
        let _ = writeln!(out, "{pad}  {}={};", quoted(key), quoted(&value.words()));
    }
    // The id without what makes it a cluster.
    let _ =
        writeln!(out, "{pad}  \"ecomap:id\"={};", quoted(node.id.strip_prefix("group:").unwrap_or(&node.id)));
    for member in &within[index + 1] {
        part(out, graph, *member, within, level + 1);
    }
    let _ = writeln!(out, "{pad}}}");
}

fn attributes(out: &mut String, columns: &[Column], fields: &[(usize, Value)]) {
    for (column, value) in fields {
        let _ = write!(out, ", {}={}", quoted(&columns[*column].key), quoted(&value.words()));
    }
}

fn own_node(out: &mut String, graph: &ForeignGraph, node: &Node, pad: &str) {
    let _ = write!(out, "{pad}{} [label={}", quoted(&node.id), quoted(&node.label));
    if let Some(place) = node.centre {
        let _ = write!(out, ", pos=\"{},{}\"", place.x, 0.0 - place.y);
    }
    if let Some(size) = node.size {
        let _ = write!(out, ", width={:.4}, height={:.4}", size.width / 72.0, size.height / 72.0);
    }
    if let Some(colour) = node.looks.colour {
        let _ = write!(out, ", fillcolor=\"{colour}\"");
    }
    if let Some(outline) = node.looks.outline {
        let _ = write!(out, ", color=\"{outline}\"");
    }
    if let Some(ink) = node.looks.ink {
        let _ = write!(out, ", fontcolor=\"{ink}\"");
    }
    let shape = match node.looks.shape {
        Some(Shape::Ellipse | Shape::Circle) => Some(("ellipse", "filled")),
        Some(Shape::Octagon) => Some(("octagon", "filled")),
        Some(Shape::Slanted) => Some(("parallelogram", "filled")),
        Some(Shape::Box) => Some(("box", "filled")),
        Some(Shape::Diamond) => Some(("diamond", "filled")),
        Some(Shape::Hexagon) => Some(("hexagon", "filled")),
        Some(Shape::Triangle) => Some(("triangle", "filled")),
        Some(Shape::Star) => Some(("star", "filled")),
        Some(Shape::RoundBox) | None => None,
    };
    if let Some((shape, style)) = shape {
        let _ = write!(out, ", shape={shape}, style={style}");
    }
    attributes(out, graph.node_columns.list(), &node.fields);
    out.push_str("];\n");
}

fn edge(out: &mut String, graph: &ForeignGraph, edge: &Edge) {
    let [from, to] = [edge.from, edge.to].map(|index| quoted(&graph.nodes[index].id));
    let _ = write!(out, "  {from} -> {to} [label={}", quoted(&edge.label));
    match edge.way {
        Way::Forward => {}
        Way::Back => out.push_str(", dir=back"),
        Way::Both => out.push_str(", dir=both"),
        Way::None => out.push_str(", dir=none"),
    }
    if let Some(colour) = edge.looks.colour {
        let _ = write!(out, ", color=\"{colour}\"");
    }
    if let Some(dash) = edge.looks.dash.filter(|dash| *dash != Dash::Solid) {
        let _ = write!(out, ", style={}", if dash == Dash::Dotted { "dotted" } else { "dashed" });
    }
    if let Some(weight) = edge.weight {
        let _ = write!(out, ", \"ecomap:weight\"={}", quoted(&weight.to_string()));
    }
    if !edge.id.is_empty() {
        let _ = write!(out, ", \"ecomap:id\"={}", quoted(&edge.id));
    }
    attributes(out, graph.edge_columns.list(), &edge.fields);
    out.push_str("];\n");
}
