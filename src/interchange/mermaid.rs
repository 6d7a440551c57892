//! Mermaid flowcharts, for Markdown and wikis. Written only. Must not know maps.

use std::fmt::Write;

use super::{
    graph::{Dash, ForeignGraph, Node, Part, Shape, Way},
    holds::{Groups, Held, Holds, Places},
    roles::Role,
};

/// Names, kinds as labels, groups, colours.
pub(super) const HOLDS: Holds = Holds {
    fields: Held::Only { organisations: &[Role::Colour, Role::Outline], flows: &[Role::Kind, Role::Colour] },
    map: false,
    places: Places::Nowhere,
    groups: Groups::Names,
    notes: false,
    ids: false,
    routes: false,
    weights: false,
    kind_beside_label: false,
    ..Holds::ALL
};

/// Words between quotes: quotes, line breaks and signs that Mermaid reads as its own are numbered.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for sign in words.chars() {
        match sign {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#38;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            '|' => out.push_str("#124;"),
            '\n' => out.push_str("<br/>"),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    // An empty string is no label.
    if words.trim().is_empty() {
        out.push(' ');
    }
    out.push('"');
    out
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from("flowchart LR\n");
    if !graph.title.is_empty() {
        let _ = writeln!(out, "  accTitle: {}", graph.title.replace(['\n', '\r', ';'], " "));
    }
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len() + 1];
    for (index, node) in graph.nodes.iter().enumerate() {
        within[node.parent.map_or(0, |parent| parent + 1)].push(index);
    }
    for index in &within[0] {
        part(&mut out, graph, *index, &within, 1);
    }
    for edge in &graph.edges {
        let broken = edge.looks.dash.is_some_and(|dash| dash != Dash::Solid);
        let line = match (edge.way, broken) {
            (Way::Both, false) => "<-->",
            (Way::Both, true) => "<-.->",
            (Way::None, false) => "---",
            (Way::None, true) => "-.-",
            (_, false) => "-->",
            (_, true) => "-.->",
        };
        let label =
            if edge.label.trim().is_empty() { String::new() } else { format!("|{}|", quoted(&edge.label)) };
        let _ = writeln!(out, "  n{} {line}{label} n{}", edge.from, edge.to);
    }
    for (index, node) in graph.nodes.iter().enumerate() {
        if let (Part::Node, Some(fill)) = (node.part, node.looks.colour) {
            let ink = node.looks.ink.map(|ink| format!(",color:{ink}")).unwrap_or_default();
            let line = node.looks.outline.map(|line| format!(",stroke:{line}")).unwrap_or_default();
            let _ = writeln!(out, "  style n{index} fill:{fill}{line}{ink}");
        }
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        if let Some(colour) = edge.looks.colour {
            let _ = writeln!(out, "  linkStyle {index} stroke:{colour}");
        }
    }
    out
}

fn part(out: &mut String, graph: &ForeignGraph, index: usize, within: &[Vec<usize>], level: usize) {
    let node = &graph.nodes[index];
    let pad = "  ".repeat(level);
    if node.part != Part::Group {
        let _ = writeln!(out, "{pad}n{index}{}", shaped(node));
        return;
    }
    let _ = writeln!(out, "{pad}subgraph n{index} [{}]", quoted(&node.label));
    for member in &within[index + 1] {
        part(out, graph, *member, within, level + 1);
    }
    let _ = writeln!(out, "{pad}end");
}

fn shaped(node: &Node) -> String {
    let label = quoted(&node.label);
    match node.looks.shape {
        Some(Shape::Ellipse) => format!("([{label}])"),
        Some(Shape::Circle) => format!("(({label}))"),
        Some(Shape::Octagon | Shape::Hexagon) => format!("{{{{{label}}}}}"),
        Some(Shape::Slanted) => format!("[/{label}/]"),
        Some(Shape::Diamond) => format!("{{{label}}}"),
        Some(Shape::Box) => format!("[{label}]"),
        _ => format!("({label})"),
    }
}
