//! Kumu's JSON: a blueprint, and a project's full export with its first map. Written is a blueprint. Must not know maps.

use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};

use super::{
    Format, ReadError,
    gathering::Gathering,
    graph::{Edge, ForeignGraph, Looks, Node, Part, Shape, Value, Way},
    holds::{Groups, Holds, Places},
    json::{self, OWN},
    mapping::colour,
};
use crate::{diagnostics::Diagnostic, model::Point};

/// All as fields; Kumu places and groups by rules of its own.
pub(super) const HOLDS: Holds =
    Holds { places: Places::AsFields, groups: Groups::AsWords, notes: false, routes: false, ..Holds::ALL };

fn way(word: Option<&str>) -> Way {
    match word {
        Some("undirected") => Way::None,
        Some("mutual") => Way::Both,
        _ => Way::Forward,
    }
}

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let top = json::parse(text, Format::KumuJson)?;
    if !top.is_object() || (top.get("elements").is_none() && top.get("connections").is_none()) {
        let reason = "there are neither elements nor connections in it".into();
        return Err(ReadError::NotSo { format: Format::KumuJson, reason });
    }
    let mut gathering = Gathering::default();
    gathering.graph.own = json::own(&top);
    gathering.graph.title = json::text(&top, "name").unwrap_or_default();
    gathering.graph.description = json::text(&top, "description").unwrap_or_default();
    let mut by_label: HashMap<String, String> = HashMap::new();
    for object in json::list(&top, "elements") {
        element(object, &mut gathering, &mut by_label)?;
    }
    let maps = json::list(&top, "maps");
    let chosen = json::text(&top, "defaultMap");
    let map =
        maps.iter().find(|map| chosen.is_some() && json::text(map, "_id") == chosen).or_else(|| maps.first());
    if maps.len() > 1 {
        let words = format!("the project has {} maps: places come from its default one", maps.len());
        gathering.warn(Diagnostic::warning(words));
    }
    if let Some(map) = map {
        places(map, &mut gathering);
    }
    for object in json::list(&top, "connections") {
        connection(object, &mut gathering, &by_label)?;
    }
    let loops = json::list(&top, "loops").len();
    if loops > 0 {
        gathering.warn(Diagnostic::warning(format!("{loops} loops were left out: a map has none")));
    }
    gathering.done()
}

const TAKEN: [&str; 6] = ["_id", "id", "label", "from", "to", "attributes"];

/// What is written for Kumu beside our own fields.
const SEEN: [&str; 8] = ["type", "description", "tags", "url", "sector", "scale", "place", "group"];

fn fields(object: &Json, edges: bool, gathering: &mut Gathering) -> Vec<(usize, Value)> {
    let inner = object.get("attributes").unwrap_or(object);
    let way: &[&str] = if edges { &["direction"] } else { &[] };
    // What Kumu sees and ours says exactly is taken from ours.
    let seen: &[&str] = if inner.get(OWN).is_some() { &SEEN } else { &[] };
    let without = [&TAKEN[..], way, seen].concat();
    let columns = if edges { &mut gathering.graph.edge_columns } else { &mut gathering.graph.node_columns };
    let mut found = json::fields(inner, &without, columns);
    for key in ["delayed", "reversed"] {
        if edges && object.get("attributes").is_some() && object.get(key) == Some(&json!(true)) {
            found.push((columns.index(key), Value::YesNo(true)));
        }
    }
    found
}

fn element(
    object: &Json,
    gathering: &mut Gathering,
    by_label: &mut HashMap<String, String>,
) -> Result<(), ReadError> {
    let inner = object.get("attributes").unwrap_or(object);
    let label = json::text(inner, "label").unwrap_or_default();
    let id = json::text(object, "_id").or_else(|| json::text(object, "id")).unwrap_or_else(|| label.clone());
    let fields = fields(object, false, gathering);
    by_label.entry(label.clone()).or_insert_with(|| id.clone());
    gathering.node(Node { id, label, fields, ..Node::default() })?;
    Ok(())
}

fn places(map: &Json, gathering: &mut Gathering) {
    for placed in json::list(map, "elements") {
        let index = json::text(placed, "element").and_then(|id| gathering.find(&id));
        let Some(index) = index else { continue };
        let node = &mut gathering.graph.nodes[index];
        if let Some(position) = placed.get("position") {
            let place = json::number(position, "x").zip(json::number(position, "y"));
            node.centre = place.map(|(x, y)| Point::new(x, y));
        }
        if let Some(style) = placed.get("style") {
            node.looks = Looks {
                colour: json::text(style, "color").and_then(|word| colour(&word)),
                shape: json::text(style, "shape").and_then(|word| Shape::of(&word)),
                ..Looks::default()
            };
        }
    }
    gathering.graph.dots = true;
}

fn connection(
    object: &Json,
    gathering: &mut Gathering,
    by_label: &HashMap<String, String>,
) -> Result<(), ReadError> {
    let end = |key: &str| {
        let name = json::text(object, key)?;
        Some(by_label.get(&name).cloned().unwrap_or(name))
    };
    let Some((from, to)) = end("from").zip(end("to")) else {
        gathering.count(
            ("connection lacks an end and was left out", "connections lack an end and were left out"),
            0,
            "",
        );
        return Ok(());
    };
    let inner = object.get("attributes").unwrap_or(object);
    let mut edge = Edge {
        id: json::text(object, "_id").or_else(|| json::text(object, "id")).unwrap_or_default(),
        from: gathering.end(&from, 0)?,
        to: gathering.end(&to, 0)?,
        way: way(object.get("direction").and_then(Json::as_str)),
        label: json::text(inner, "label").unwrap_or_default(),
        fields: fields(object, true, gathering),
        ..Edge::default()
    };
    weigh(&mut edge, gathering);
    gathering.edge(edge)
}

/// Our own weight out of the fields.
pub(super) fn weigh(edge: &mut Edge, gathering: &mut Gathering) {
    let Some(weight) = gathering.graph.edge_columns.find("ecomap:weight") else { return };
    if let Some((_, value)) = edge.fields.iter().find(|(column, _)| *column == weight) {
        edge.weight = value.number();
        edge.fields.retain(|(column, _)| *column != weight);
    }
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    // Kumu's own words for what it knows, and all of it once more, exactly, under our key.
    let known = |title: &str| SEEN.contains(&title);
    let mut elements = Vec::new();
    for node in graph.nodes.iter().filter(|node| node.part == Part::Node) {
        let mut object = Map::new();
        object.insert("id".into(), json!(node.id));
        object.insert("label".into(), json!(node.label));
        let columns = graph.node_columns.list();
        for (column, value) in &node.fields {
            let title = columns[*column].title.as_str();
            if title == "kind" {
                object.insert("type".into(), json::json(value));
            } else if known(title) {
                object.insert(title.to_owned(), json::json(value));
            }
        }
        json::put(&mut object, columns, &node.fields);
        elements.push(Json::Object(object));
    }
    let mut connections = Vec::new();
    for edge in &graph.edges {
        let mut object = Map::new();
        object.insert("id".into(), json!(edge.id));
        object.insert("from".into(), json!(graph.nodes[edge.from].id));
        object.insert("to".into(), json!(graph.nodes[edge.to].id));
        let way = match edge.way {
            Way::Forward | Way::Back => "directed",
            Way::Both => "mutual",
            Way::None => "undirected",
        };
        object.insert("direction".into(), json!(way));
        object.insert("label".into(), json!(edge.label));
        let columns = graph.edge_columns.list();
        if let Some((_, kind)) = edge.fields.iter().find(|(column, _)| columns[*column].title == "kind") {
            object.insert("type".into(), json::json(kind));
        }
        json::put(&mut object, columns, &edge.fields);
        if let Some(weight) = edge.weight {
            object.entry(OWN).or_insert_with(|| json!({}))["ecomap:weight"] = json::whole(weight);
        }
        connections.push(Json::Object(object));
    }
    let mut top = Map::new();
    top.insert("elements".into(), json!(elements));
    top.insert("connections".into(), json!(connections));
    if let Some(own) = &graph.own {
        top.insert(OWN.into(), json!(own.0));
    }
    json::written(&Json::Object(top))
}
