//! JSON Canvas 1.0: boxes, groups by where they lie, arrows. Must not know maps.

use serde_json::{Map, Value as Json, json};

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Edge, ForeignGraph, Node, Part, Way},
    holds::{Holds, Places},
    json::{self, OWN},
    mapping::colour,
};
use crate::{
    diagnostics::Diagnostic,
    model::{Colour, Rect, Size},
};

/// All, through keys of our own; places are whole numbers.
pub(super) const HOLDS: Holds = Holds { places: Places::AsFields, routes: false, ..Holds::ALL };

/// The six colours that have numbers.
const PRESETS: [Colour; 6] = [
    Colour::new(0xfb, 0x46, 0x4c),
    Colour::new(0xe9, 0x97, 0x3f),
    Colour::new(0xe0, 0xde, 0x71),
    Colour::new(0x44, 0xcf, 0x6e),
    Colour::new(0x53, 0xdf, 0xdd),
    Colour::new(0xa8, 0x82, 0xff),
];
/// Words longer than this that nothing is joined to are a note.
const NOTE: usize = 120;

fn painted(object: &Json) -> Option<Colour> {
    let word = json::text(object, "color")?;
    let preset = word.parse::<usize>().ok().filter(|number| (1..=6).contains(number));
    preset.map(|number| PRESETS[number - 1]).or_else(|| colour(&word))
}

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let top = json::parse(text, Format::Canvas)?;
    if !top.is_object() {
        return Err(ReadError::NotSo { format: Format::Canvas, reason: "it is no object with nodes".into() });
    }
    let mut gathering = Gathering::default();
    gathering.graph.own = json::own(&top);
    let mut rects: Vec<(usize, Rect)> = Vec::new();
    for object in json::list(&top, "nodes") {
        let (node, rect) = node(object, &mut gathering);
        let index = gathering.node(node)?;
        rects.extend(rect.map(|rect| (index, rect)));
    }
    homes(&mut gathering, &rects);
    for object in json::list(&top, "edges") {
        edge(object, &mut gathering)?;
    }
    if gathering.graph.own.is_none() {
        notes(&mut gathering.graph);
    }
    gathering.done()
}

fn node(object: &Json, gathering: &mut Gathering) -> (Node, Option<Rect>) {
    let kind = json::text(object, "type").unwrap_or_default();
    let number = |key: &str| json::number(object, key);
    let rect = number("x").zip(number("y")).zip(number("width").zip(number("height")));
    let rect = rect.map(|((x, y), (width, height))| Rect::new(x, y, width, height));
    let words = |key: &str| json::text(object, key).unwrap_or_default();
    let label = match kind.as_str() {
        "text" => words("text"),
        "file" => words("file") + &words("subpath"),
        "link" => words("url"),
        _ => words("label"),
    };
    let taken = ["id", "type", "x", "y", "width", "height", "color", "text", "label", "file", "subpath"];
    let mut node = Node {
        id: words("id"),
        label,
        part: if kind == "group" { Part::Group } else { Part::Node },
        centre: rect.map(Rect::center),
        size: rect.map(|rect| Size::new(rect.width, rect.height)),
        fields: json::fields(object, &taken, &mut gathering.graph.node_columns),
        ..Node::default()
    };
    let record = gathering.graph.node_columns.find("ecomap:record");
    if node.fields.iter().any(|(column, value)| Some(*column) == record && value.words() == "note") {
        node.part = Part::Note;
    }
    node.looks.colour = painted(object);
    (node, rect)
}

/// Each box belongs to the smallest group that it lies in.
fn homes(gathering: &mut Gathering, rects: &[(usize, Rect)]) {
    let is_group = |index: usize, gathering: &Gathering| gathering.graph.nodes[index].part == Part::Group;
    let mut groups: Vec<(usize, Rect)> =
        rects.iter().filter(|(index, _)| is_group(*index, gathering)).copied().collect();
    groups.sort_by(|(_, one), (_, other)| (one.width * one.height).total_cmp(&(other.width * other.height)));
    groups.truncate(1_000);
    for (index, rect) in rects {
        let larger = |group: &Rect| group.width * group.height > rect.width * rect.height;
        let home = groups.iter().find(|(group, extent)| {
            group != index
                && extent.contains(rect.center())
                && (!is_group(*index, gathering) || larger(extent))
        });
        gathering.graph.nodes[*index].parent = home.map(|(group, _)| *group);
    }
    // Our own files say it: boxes may overlap.
    let said = gathering.graph.node_columns.find("ecomap:parent");
    if gathering.graph.own.is_some() {
        for (index, _) in rects {
            let fields = &gathering.graph.nodes[*index].fields;
            let parent = fields.iter().find(|(column, _)| Some(*column) == said);
            let parent = parent.and_then(|(_, value)| gathering.find(&value.words()));
            gathering.graph.nodes[*index].parent = parent;
            gathering.graph.nodes[*index].fields.retain(|(column, _)| Some(*column) != said);
        }
    }
}

fn edge(object: &Json, gathering: &mut Gathering) -> Result<(), ReadError> {
    let ends = json::text(object, "fromNode").zip(json::text(object, "toNode"));
    let Some((from, to)) = ends else {
        gathering.count(("edge lacks an end and was left out", "edges lack an end and were left out"), 0, "");
        return Ok(());
    };
    let arrow = |key: &str, default: bool| {
        object.get(key).and_then(Json::as_str).map_or(default, |end| end != "none")
    };
    let way = match (arrow("fromEnd", false), arrow("toEnd", true)) {
        (false, true) => Way::Forward,
        (true, false) => Way::Back,
        (true, true) => Way::Both,
        (false, false) => Way::None,
    };
    let taken = ["id", "fromNode", "toNode", "fromSide", "toSide", "fromEnd", "toEnd", "color", "label"];
    let mut edge = Edge {
        id: json::text(object, "id").unwrap_or_default(),
        from: gathering.end(&from, 0)?,
        to: gathering.end(&to, 0)?,
        way,
        label: json::text(object, "label").unwrap_or_default(),
        fields: json::fields(object, &taken, &mut gathering.graph.edge_columns),
        ..Edge::default()
    };
    edge.looks.colour = painted(object);
    super::kumu::weigh(&mut edge, gathering);
    gathering.edge(edge)
}

/// Long words that nothing is joined to are a note; a box of Markdown is called by its first line.
fn notes(graph: &mut ForeignGraph) {
    let mut joined = vec![false; graph.nodes.len()];
    for edge in &graph.edges {
        joined[edge.from] = true;
        joined[edge.to] = true;
    }
    let description = graph.node_columns.index("description");
    for (node, joined) in graph.nodes.iter_mut().zip(joined) {
        if node.part != Part::Node {
            continue;
        }
        if !joined && (node.label.chars().count() > NOTE) {
            node.part = Part::Note;
            continue;
        }
        let text = std::mem::take(&mut node.label);
        let mut lines = text.trim().lines();
        let first = lines.next().unwrap_or_default().trim_start_matches(['#', '*', '-', ' ']);
        node.label = first.trim_end_matches(['*', ' ']).to_owned();
        let rest = lines.collect::<Vec<_>>().join("\n");
        if !rest.trim().is_empty() {
            node.fields.push((description, super::graph::Value::Text(rest.trim().to_owned())));
        }
    }
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let boxes = json::group_boxes(graph);
    let round = |number: f64| json!(libm::round(number) as i64);
    let mut nodes = Vec::new();
    // Groups lie behind, the outer ones first.
    let depth = |mut index: usize| {
        let mut depth = 0;
        while let Some(parent) = graph.nodes[index].parent {
            depth += 1;
            index = parent;
        }
        depth
    };
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_key(|index| (graph.nodes[*index].part != Part::Group, depth(*index), *index));
    for index in order {
        let node = &graph.nodes[index];
        let own = node.centre.zip(node.size).map(|(centre, size)| Rect::from_center(centre, size));
        let rect = if node.part == Part::Group { boxes[index] } else { own };
        let rect = rect.unwrap_or(Rect::new(0.0, 0.0, 150.0, 60.0));
        let mut object = Map::new();
        object.insert("id".into(), json!(node.id));
        let (kind, key) = if node.part == Part::Group { ("group", "label") } else { ("text", "text") };
        object.insert("type".into(), json!(kind));
        object.insert(key.into(), json!(node.label));
        for (key, number) in [("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height)] {
            object.insert(key.into(), round(number));
        }
        if let Some(colour) = node.looks.colour {
            object.insert("color".into(), json!(colour.to_string()));
        }
        json::put(&mut object, graph.node_columns.list(), &node.fields);
        if let Some(parent) = node.parent {
            let ours = object.entry(OWN).or_insert_with(|| json!({}));
            ours["ecomap:parent"] = json!(graph.nodes[parent].id);
        }
        nodes.push(Json::Object(object));
    }
    let edges: Vec<Json> = graph.edges.iter().map(|edge| written(graph, edge)).collect();
    let mut top = Map::new();
    top.insert("nodes".into(), json!(nodes));
    top.insert("edges".into(), json!(edges));
    if let Some(own) = &graph.own {
        top.insert(OWN.into(), json!(own.0));
    }
    json::written(&Json::Object(top))
}

fn written(graph: &ForeignGraph, edge: &Edge) -> Json {
    let mut object = Map::new();
    object.insert("id".into(), json!(edge.id));
    object.insert("fromNode".into(), json!(graph.nodes[edge.from].id));
    object.insert("toNode".into(), json!(graph.nodes[edge.to].id));
    let end = |arrow: bool| json!(if arrow { "arrow" } else { "none" });
    object.insert("fromEnd".into(), end(matches!(edge.way, Way::Both | Way::Back)));
    object.insert("toEnd".into(), end(matches!(edge.way, Way::Both | Way::Forward)));
    if let Some(colour) = edge.looks.colour {
        object.insert("color".into(), json!(colour.to_string()));
    }
    if !edge.label.is_empty() {
        object.insert("label".into(), json!(edge.label));
    }
    json::put(&mut object, graph.edge_columns.list(), &edge.fields);
    if let Some(weight) = edge.weight {
        let ours = object.entry(OWN).or_insert_with(|| json!({}));
        ours["ecomap:weight"] = json::whole(weight);
    }
    Json::Object(object)
}
