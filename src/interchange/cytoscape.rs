//! Cytoscape.js: elements with data and positions, parents for groups. Must not know maps.

use serde_json::{Map, Value as Json, json};

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Edge, ForeignGraph, Node, Part, Shape, Way},
    holds::{Holds, Places},
    json::{self, OWN},
    kumu::weigh,
    mapping::colour,
};
use crate::{diagnostics::Diagnostic, model::Point};

/// All but notes.
pub(super) const HOLDS: Holds = Holds { places: Places::AsFields, notes: false, routes: false, ..Holds::ALL };

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let top = json::parse(text, Format::CytoscapeJs)?;
    let mut gathering = Gathering::default();
    gathering.graph.own = json::own(&top);
    gathering.graph.dots = true;
    let elements = top.get("elements").unwrap_or(&top);
    let all: Vec<&Json> = match elements {
        Json::Array(list) => list.iter().collect(),
        Json::Object(_) => {
            json::list(elements, "nodes").iter().chain(json::list(elements, "edges")).collect()
        }
        _ => Vec::new(),
    };
    if let Some(data) = top.get("data") {
        gathering.graph.title = json::text(data, "name").unwrap_or_default();
    }
    let is_edge = |element: &Json| element.get("data").is_some_and(|data| data.get("source").is_some());
    let mut parents = Vec::new();
    for element in all.iter().filter(|element| !is_edge(element)) {
        let Some(data) = element.get("data") else { continue };
        let index = node(element, data, &mut gathering)?;
        parents.extend(json::text(data, "parent").map(|parent| (index, parent)));
    }
    for (index, parent) in parents {
        let parent = gathering.end(&parent, 0)?;
        gathering.graph.nodes[index].parent = Some(parent).filter(|parent| *parent != index);
    }
    for element in all.iter().filter(|element| is_edge(element)) {
        edge(element, &mut gathering)?;
    }
    gathering.done()
}

fn style(element: &Json, key: &str) -> Option<String> {
    let inner = |part: &str| element.get(part).and_then(|part| json::text(part, key));
    inner("style").or_else(|| inner("css"))
}

fn node(element: &Json, data: &Json, gathering: &mut Gathering) -> Result<usize, ReadError> {
    let taken = ["id", "label", "parent"];
    let label = json::text(data, "label").unwrap_or_default();
    let mut node = Node {
        id: json::text(data, "id").unwrap_or_default(),
        label,
        fields: json::fields(data, &taken, &mut gathering.graph.node_columns),
        ..Node::default()
    };
    if node.label.is_empty() && data.get("name").is_none() && !has_own(data) {
        node.label.clone_from(&node.id);
    }
    let record = gathering.graph.node_columns.find("ecomap:record");
    if node.fields.iter().any(|(column, value)| Some(*column) == record && value.words() == "group") {
        node.part = Part::Group;
    }
    if let Some(position) = element.get("position") {
        let place = json::number(position, "x").zip(json::number(position, "y"));
        node.centre = place.map(|(x, y)| Point::new(x, y));
    }
    node.looks.colour = style(element, "background-color").and_then(|word| colour(&word));
    node.looks.shape = style(element, "shape").and_then(|word| Shape::of(&word));
    gathering.node(node)
}

fn has_own(data: &Json) -> bool {
    data.get(OWN).is_some()
}

fn edge(element: &Json, gathering: &mut Gathering) -> Result<(), ReadError> {
    let Some(data) = element.get("data") else { return Ok(()) };
    let Some((from, to)) = json::text(data, "source").zip(json::text(data, "target")) else {
        gathering.count(("edge lacks an end and was left out", "edges lack an end and were left out"), 0, "");
        return Ok(());
    };
    // What others see and ours says exactly is taken from ours.
    let seen: &[&str] = if has_own(data) { &["interaction", "directed", "weight"] } else { &[] };
    let taken = [&["id", "source", "target", "label"], seen].concat();
    let mut edge = Edge {
        id: json::text(data, "id").unwrap_or_default(),
        from: gathering.end(&from, 0)?,
        to: gathering.end(&to, 0)?,
        label: json::text(data, "label").unwrap_or_default(),
        fields: json::fields(data, &taken, &mut gathering.graph.edge_columns),
        ..Edge::default()
    };
    edge.looks.colour = style(element, "line-color").and_then(|word| colour(&word));
    weigh(&mut edge, gathering);
    gathering.edge(edge)
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut nodes = Vec::new();
    for node in &graph.nodes {
        let mut data = Map::new();
        data.insert("id".into(), json!(node.id));
        data.insert("label".into(), json!(node.label));
        if let Some(parent) = node.parent {
            data.insert("parent".into(), json!(graph.nodes[parent].id));
        }
        data.insert(OWN.into(), json::object(graph.node_columns.list(), &node.fields));
        let mut object = Map::new();
        object.insert("data".into(), Json::Object(data));
        if let Some(place) = node.centre {
            object.insert("position".into(), json!({ "x": place.x, "y": place.y }));
        }
        if let Some(colour) = node.looks.colour {
            object.insert("style".into(), json!({ "background-color": colour.to_string() }));
        }
        nodes.push(Json::Object(object));
    }
    let mut edges = Vec::new();
    for edge in &graph.edges {
        let mut data = Map::new();
        data.insert("id".into(), json!(edge.id));
        data.insert("source".into(), json!(graph.nodes[edge.from].id));
        data.insert("target".into(), json!(graph.nodes[edge.to].id));
        data.insert("label".into(), json!(edge.label));
        data.insert("directed".into(), json!(edge.way != Way::None));
        let columns = graph.edge_columns.list();
        if let Some((_, kind)) = edge.fields.iter().find(|(column, _)| columns[*column].title == "kind") {
            data.insert("interaction".into(), json::json(kind));
        }
        data.insert(OWN.into(), json::object(columns, &edge.fields));
        if let Some(weight) = edge.weight {
            data.insert("weight".into(), json::whole(weight));
            data.entry(OWN).or_insert_with(|| json!({}))["ecomap:weight"] = json::whole(weight);
        }
        let mut object = Map::new();
        object.insert("data".into(), Json::Object(data));
        if let Some(colour) = edge.looks.colour {
            object.insert("style".into(), json!({ "line-color": colour.to_string() }));
        }
        edges.push(Json::Object(object));
    }
    let mut top = Map::new();
    top.insert("data".into(), json!({ "name": graph.title }));
    top.insert("elements".into(), json!({ "nodes": nodes, "edges": edges }));
    if let Some(own) = &graph.own {
        top.insert(OWN.into(), json!(own.0));
    }
    json::written(&Json::Object(top))
}
