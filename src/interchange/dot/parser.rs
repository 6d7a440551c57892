//! What the attributes of a drawn graph mean: labels, places, looks, clusters. Must not know the language.

use super::{
    Diagnostic, ForeignGraph, ReadError,
    statements::{Attributes, Drawn},
    unescaped,
};
use crate::{
    interchange::{
        gathering::Gathering,
        graph::{Dash, Edge, Looks, Node, Part, Shape, Value, Way},
        mapping::colour,
        own::{self, Own},
        roles::OURS,
    },
    model::{Point, Size},
};

/// Points in an inch.
const INCH: f64 = 72.0;

/// Attributes that only say how Graphviz lays out or paints.
const TAKEN: [&str; 36] = [
    "fixedsize",
    "labelangle",
    "labeldistance",
    "rank",
    "ordering",
    "peripheries",
    "labeljust",
    "labelloc",
    "arrowsize",
    "regular",
    "sides",
    "decorate",
    "label",
    "pos",
    "width",
    "height",
    "shape",
    "style",
    "fillcolor",
    "color",
    "penwidth",
    "fontcolor",
    "fontname",
    "fontsize",
    "margin",
    "pin",
    "dir",
    "arrowhead",
    "arrowtail",
    "constraint",
    "lp",
    "xlp",
    "minlen",
    "headport",
    "tailport",
    "weight",
];

fn get<'a>(attributes: &'a Attributes<'_>, key: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_ref())
}

fn number(attributes: &Attributes<'_>, key: &str) -> Option<f64> {
    get(attributes, key)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

pub(super) fn graph(drawn: &Drawn<'_>) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let mut gathering = Gathering::default();
    let whole = &drawn.subgraphs[0].attributes;
    gathering.graph.own = get(whole, own::KEY).map(|text| Own(unescaped(text, "")));
    gathering.graph.title = get(whole, "label").map(|label| unescaped(label, "")).unwrap_or_default();
    gathering.graph.ids_tell = true;
    gathering.graph.dots = !drawn.nodes.iter().any(|node| get(&node.attributes, "width").is_some());
    // The group that each subgraph is or lies in.
    let mut homes: Vec<Option<usize>> = vec![None; drawn.subgraphs.len()];
    for (index, subgraph) in drawn.subgraphs.iter().enumerate().skip(1) {
        let outer = homes[subgraph.parent];
        let is_cluster =
            subgraph.name.starts_with("cluster") || get(&subgraph.attributes, "cluster") == Some("true");
        homes[index] = outer;
        if is_cluster {
            let mut node = Node {
                id: if subgraph.name.is_empty() {
                    format!("cluster {index}")
                } else {
                    subgraph.name.clone().into_owned()
                },
                label: get(&subgraph.attributes, "label")
                    .map(|label| unescaped(label, ""))
                    .unwrap_or_default(),
                part: Part::Group,
                parent: outer,
                ..Node::default()
            };
            let fill =
                get(&subgraph.attributes, "fillcolor").or_else(|| get(&subgraph.attributes, "bgcolor"));
            node.looks.colour = fill.and_then(colour);
            node.fields = fields(&subgraph.attributes, &mut gathering, false, false);
            // A cluster that a node's name shadows keeps apart.
            if gathering.find(&node.id).is_some() {
                node.id = format!("{} {index}", node.id);
            }
            homes[index] = Some(gathering.node(node)?);
        }
    }
    let first = gathering.graph.nodes.len();
    for drawn in &drawn.nodes {
        let node = node(drawn, &homes, &mut gathering);
        gathering.graph.nodes.push(node);
    }
    for drawn_edge in &drawn.edges {
        let mut edge = edge(drawn_edge, drawn.directed, &mut gathering);
        edge.from += first;
        edge.to += first;
        gathering.edge(edge)?;
    }
    gathering.done()
}

fn looks(attributes: &Attributes<'_>) -> Looks {
    let style = get(attributes, "style").unwrap_or_default();
    let line = get(attributes, "color").and_then(|word| colour(word.split(':').next().unwrap_or(word)));
    let filled = style.contains("filled") || get(attributes, "fillcolor").is_some();
    let fill = get(attributes, "fillcolor").and_then(colour).or(line.filter(|_| style.contains("filled")));
    let shape = get(attributes, "shape").and_then(Shape::of);
    Looks {
        colour: fill.filter(|_| filled),
        outline: line,
        width: number(attributes, "penwidth"),
        ink: get(attributes, "fontcolor").and_then(colour),
        shape: if style.contains("rounded") { Some(Shape::RoundBox) } else { shape },
        dash: (!style.is_empty()).then(|| Dash::of(style)),
    }
}

fn node(
    drawn: &super::statements::DrawnNode<'_>,
    homes: &[Option<usize>],
    gathering: &mut Gathering,
) -> Node {
    let attributes = &drawn.attributes;
    let label = get(attributes, "label").map(|label| unescaped(label, &drawn.id));
    let place = get(attributes, "pos").and_then(|pos| {
        let mut parts = pos.trim_end_matches('!').split(',').map(|part| part.trim().parse::<f64>().ok());
        // Graphviz's y goes up.
        Some(Point::new(parts.next()??, 0.0 - parts.next()??)).filter(|point| point.is_finite())
    });
    let size = number(attributes, "width").zip(number(attributes, "height"));
    Node {
        id: drawn.id.clone().into_owned(),
        label: label.unwrap_or_else(|| drawn.id.clone().into_owned()),
        centre: place,
        size: size.map(|(width, height)| Size::new(width * INCH, height * INCH)),
        looks: looks(attributes),
        parent: homes[drawn.home],
        fields: fields(attributes, gathering, false, true),
        line: drawn.line,
        ..Node::default()
    }
}

fn edge(drawn: &super::statements::DrawnEdge<'_>, directed: bool, gathering: &mut Gathering) -> Edge {
    let attributes = &drawn.attributes;
    let none = get(attributes, "arrowhead") == Some("none");
    let way = match get(attributes, "dir") {
        Some("both") => Way::Both,
        Some("back") => Way::Back,
        Some("none") => Way::None,
        Some("forward") => Way::Forward,
        _ if !directed && !drawn.points || none => Way::None,
        _ => Way::Forward,
    };
    let painted = looks(attributes);
    let weight = number(attributes, "ecomap:weight").or_else(|| number(attributes, "weight"));
    Edge {
        from: drawn.from,
        to: drawn.to,
        way,
        label: get(attributes, "label").map(|label| unescaped(label, "")).unwrap_or_default(),
        weight,
        looks: Looks {
            colour: painted.outline,
            width: painted.width,
            dash: painted.dash,
            ..Looks::default()
        },
        fields: fields(attributes, gathering, true, true),
        line: drawn.line,
        ..Edge::default()
    }
}

/// Attributes that are neither Graphviz's own nor taken, as fields.
fn fields(
    attributes: &Attributes<'_>,
    gathering: &mut Gathering,
    edges: bool,
    foreign: bool,
) -> Vec<(usize, Value)> {
    let columns = if edges { &mut gathering.graph.edge_columns } else { &mut gathering.graph.node_columns };
    let kept = attributes.iter().filter_map(|(key, value)| {
        if key.starts_with(OURS) {
            let key = unescaped(key, "");
            let taken = matches!(key.as_str(), own::KEY | "ecomap:weight");
            return (!taken).then(|| (columns.index(&key), Value::Text(unescaped(value, ""))));
        }
        let is_plain = foreign && !TAKEN.contains(&key.as_ref()) && !key.starts_with('_');
        is_plain.then(|| (columns.index(key), Value::Text(unescaped(value, ""))))
    });
    kept.collect()
}
