//! The tables that are written, in Kumu's shape: elements with their label first, connections from and to.
//! Must not know how a table is stored.

use super::{Column, ForeignGraph, Role, Value, Way, join};

type Table = (Vec<String>, Vec<Vec<Option<Value>>>);

/// The heading of a column: Kumu's word where it has one.
pub(super) fn heading(column: &Column, taken: &[String]) -> String {
    let role = Role::of_key(&column.key).map(|(role, _)| role);
    let title = match role {
        Some(Role::Kind) => "Type".to_owned(),
        Some(Role::Url) => "URL".to_owned(),
        Some(Role::ExtraOf(_)) | None => column.title.clone(),
        Some(role) => capital(role.title()),
    };
    let clash = |title: &str| taken.iter().any(|other| other.trim().eq_ignore_ascii_case(title.trim()));
    let title = if title.trim().is_empty() { "Field".to_owned() } else { title };
    let mut free = title.clone();
    let mut number = 2;
    while clash(&free) {
        free = format!("{title} {number}");
        number += 1;
    }
    free
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// Lists as Kumu parts them.
fn cell(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::Text(join(items)),
        other => other.clone(),
    }
}

fn text(words: &str) -> Option<Value> {
    (!words.is_empty()).then(|| Value::Text(words.to_owned()))
}

/// Headings and rows of nodes.
pub(super) fn nodes(graph: &ForeignGraph) -> Table {
    let mut head: Vec<String> = ["ID", "Label"].map(str::to_owned).to_vec();
    let first = head.len();
    for column in graph.node_columns.list() {
        head.push(heading(column, &head));
    }
    let rows = graph.nodes.iter().map(|node| {
        let mut row = vec![None; head.len()];
        row[0] = text(&node.id);
        row[1] = text(&node.label);
        for (column, value) in &node.fields {
            row[first + column] = Some(cell(value));
        }
        row
    });
    let rows = rows.collect();
    (head, rows)
}

/// Headings and rows of edges. The ends are ids, since the elements have them.
pub(super) fn edges(graph: &ForeignGraph) -> Table {
    let mut head: Vec<String> =
        ["ID", "From", "To", "Direction", "Label", "Weight"].map(str::to_owned).to_vec();
    let first = head.len();
    for column in graph.edge_columns.list() {
        head.push(heading(column, &head));
    }
    let rows = graph.edges.iter().map(|edge| {
        let mut row = vec![None; head.len()];
        row[0] = text(&edge.id);
        row[1] = text(&graph.nodes[edge.from].id);
        row[2] = text(&graph.nodes[edge.to].id);
        row[3] = text(match edge.way {
            Way::Forward | Way::Back => "directed",
            Way::Both => "mutual",
            Way::None => "undirected",
        });
        row[4] = text(&edge.label);
        row[5] = edge.weight.map(Value::Number);
        for (column, value) in &edge.fields {
            row[first + column] = Some(cell(value));
        }
        row
    });
    let rows = rows.collect();
    (head, rows)
}

/// One table of everything as people read it: who, what, to whom.
pub(super) fn plain(graph: &ForeignGraph) -> Table {
    let head =
        ["From", "Flow", "To", "Direction", "Sector of from", "Scale of from", "Sector of to", "Scale of to"];
    let field = |index: usize, title: &str| {
        let node = &graph.nodes[index];
        let found = node.fields.iter().find(|(column, _)| graph.node_columns.list()[*column].title == title);
        found.map(|(_, value)| cell(value))
    };
    let mut joined = vec![false; graph.nodes.len()];
    let mut rows: Vec<Vec<Option<Value>>> = Vec::new();
    for edge in &graph.edges {
        joined[edge.from] = true;
        joined[edge.to] = true;
        let way = match edge.way {
            Way::Forward | Way::Back => "from to",
            Way::Both => "both ways",
            Way::None => "no direction",
        };
        rows.push(vec![
            text(&graph.nodes[edge.from].label),
            text(&edge.label),
            text(&graph.nodes[edge.to].label),
            text(way),
            field(edge.from, "sector"),
            field(edge.from, "scale"),
            field(edge.to, "sector"),
            field(edge.to, "scale"),
        ]);
    }
    for (index, node) in graph.nodes.iter().enumerate().filter(|(index, _)| !joined[*index]) {
        let mut row = vec![None; head.len()];
        row[0] = text(&node.label);
        row[4] = field(index, "sector");
        row[5] = field(index, "scale");
        rows.push(row);
    }
    (head.map(str::to_owned).to_vec(), rows)
}
