//! Which shape a table has: nodes, edges, a matrix, a plain list; and the graph that all tables make together.
//! Must not know how a table was stored.

use std::collections::HashMap;

use super::{Row, Sheet, Value, Way, workbook::OWN_SHEET};
use crate::{
    diagnostics::Diagnostic,
    interchange::{
        Format, ReadError,
        counted::Sentence,
        gathering::Gathering,
        graph::{Edge, ForeignGraph, Node},
        mapping::folded,
        own::Own,
        uses::{Use, UsedColumn, Uses},
    },
};

const FROM: [&str; 9] =
    ["from", "source", "vertex 1", "source id", "from id", "from label", "origen", "start", "node 1"];
const TO: [&str; 10] =
    ["to", "target", "vertex 2", "target id", "to id", "to label", "destino", "end", "node 2", "destination"];
const LABEL: [&str; 10] = [
    "label",
    "name",
    "nombre",
    "title",
    "vertex",
    "node",
    "factor",
    "organisation",
    "organization",
    "organisation name",
];
const ID: [&str; 4] = ["id", "node id", "identifier", "key"];

const NAMELESS: Sentence = (
    "row has neither a name nor an id and was left out",
    "rows have neither a name nor an id and were left out",
);
const NO_END: Sentence = ("row lacks an end and was left out", "rows lack an end and were left out");
const UNDECLARED: Sentence = (
    "end of an edge names a node that no table declares: it was added",
    "ends of edges name nodes that no table declares: they were added",
);

/// A table with its headings.
struct Table {
    name: String,
    head: Vec<String>,
    rows: Vec<Row>,
}

struct Building<'u> {
    /// What was said of columns.
    uses: &'u Uses,
    gathering: Gathering,
    /// Nodes by what edges may call them: label, where it is not the id.
    by_label: HashMap<String, usize>,
    /// Whether some table declares nodes.
    declared: bool,
    /// Key and title of columns as our own writer had them, by sheet and heading.
    keys: HashMap<(String, String), (String, String)>,
}

pub(super) fn graph(
    format: Format,
    sheets: Vec<Sheet>,
    uses: &Uses,
) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let mut building = Building {
        uses,
        gathering: Gathering::default(),
        by_label: HashMap::new(),
        declared: false,
        keys: HashMap::new(),
    };
    building.gathering.graph.ids_tell = true;
    let mut tables = Vec::new();
    for sheet in sheets {
        if sheet.name == OWN_SHEET {
            building.own(&sheet);
        } else if !folded(&sheet.name).contains("ignore") {
            tables.extend(sections(sheet));
        }
    }
    tables.retain(|table| !table.head.is_empty() || !table.rows.is_empty());
    if tables.is_empty() {
        return Err(ReadError::NotSo { format, reason: "there is no table with anything in it".into() });
    }
    let (edges, nodes): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(|table| is_edges(table, uses));
    let only = nodes.len() == 1 && edges.is_empty();
    for table in nodes {
        match () {
            () if is_matrix(&table) => building.matrix(&table)?,
            () if only && is_bare_pairs(&table) => building.pairs(&table)?,
            () => building.nodes(&table)?,
        }
    }
    for table in &edges {
        building.edges(table)?;
    }
    building.gathering.done()
}

fn words(row: &[Value], column: usize) -> String {
    row.get(column).map(|cell| cell.words().trim().to_owned()).unwrap_or_default()
}

fn is_blank(row: &[Value]) -> bool {
    row.iter().all(Value::is_empty)
}

/// Two blank rows part two tables, each with its own headings.
fn sections(sheet: Sheet) -> Vec<Table> {
    let mut parts: Vec<Vec<Row>> = vec![Vec::new()];
    let mut blank = 0;
    for row in sheet.rows {
        if is_blank(&row.1) {
            blank += 1;
            continue;
        }
        if blank >= 2 && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(Vec::new());
        }
        blank = 0;
        if let Some(part) = parts.last_mut() {
            part.push(row);
        }
    }
    let table = |mut rows: Vec<Row>| {
        if rows.is_empty() {
            return None;
        }
        let (line, first) = rows.remove(0);
        let head: Vec<String> = (0..first.len()).map(|column| words(&first, column)).collect();
        let known = |title: &String| {
            let title = folded(title);
            [&FROM[..], &TO[..], &LABEL[..], &ID[..]].iter().any(|list| list.contains(&title.as_str()))
        };
        // A list of names, or of pairs, without headings.
        if head.len() <= 2 && !head.iter().any(known) {
            rows.insert(0, (line, first));
            return Some(Table { name: sheet.name.clone(), head: Vec::new(), rows });
        }
        Some(Table { name: sheet.name.clone(), head, rows })
    };
    parts.into_iter().filter_map(table).collect()
}

/// Whether the first row names columns, and all rows have cells for them. What stands behind the last title is no cell of
/// a table.
pub(super) fn is_titled(sheet: &Sheet) -> bool {
    let mut rows = sheet.rows.iter().filter(|(_, row)| !is_blank(row));
    let Some((_, head)) = rows.next() else { return false };
    let known = |cell: &Value| {
        let title = folded(cell.words().trim());
        [&FROM[..], &TO[..], &LABEL[..], &ID[..]].iter().any(|list| list.contains(&title.as_str()))
    };
    let mut below = rows.peekable();
    head.len() >= 2
        && below.peek().is_some()
        && head.iter().any(known)
        && below.all(|(_, row)| row.len() <= head.len() && row.len() >= 2)
}

fn column(head: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| head.iter().position(|title| folded(title) == *name))
}

fn is_edges(table: &Table, uses: &Uses) -> bool {
    used(uses, &table.head, Use::From).is_some() && used(uses, &table.head, Use::To).is_some()
}

/// The column that is said to be used so, or is by its heading.
fn used(uses: &Uses, head: &[String], wanted: Use) -> Option<usize> {
    let said = head.iter().position(|title| uses.of(title) == Some(wanted));
    let names: &[&str] = match wanted {
        Use::Name => &LABEL,
        Use::Id => &ID,
        Use::From => &FROM,
        Use::To => &TO,
        Use::Field => &[],
    };
    let is_free = |title: &String| !title.is_empty() && uses.of(title).is_none();
    let called = |name: &&str| head.iter().position(|title| is_free(title) && folded(title) == **name);
    said.or_else(|| names.iter().find_map(called))
}

/// Headings and first cells are the same names.
fn is_matrix(table: &Table) -> bool {
    let names: Vec<String> =
        table.head.iter().skip(1).map(|name| folded(name)).filter(|name| !name.is_empty()).collect();
    if names.len() < 2 || table.rows.len() < 2 {
        return false;
    }
    let down: std::collections::BTreeSet<String> =
        table.rows.iter().map(|(_, row)| folded(&words(row, 0))).collect();
    let same = names.iter().filter(|name| down.contains(*name)).count();
    same * 10 >= names.len() * 6 && same * 10 >= down.len() * 5
}

/// Two columns without headings in which names return: who is joined to whom.
fn is_bare_pairs(table: &Table) -> bool {
    let is_pair = |row: &[Value]| !words(row, 0).is_empty() && !words(row, 1).is_empty();
    table.head.is_empty() && !table.rows.is_empty() && table.rows.iter().all(|(_, row)| is_pair(row))
}

impl Building<'_> {
    fn own(&mut self, sheet: &Sheet) {
        let text: String = sheet.rows.iter().filter_map(|(_, row)| row.first()).map(Value::words).collect();
        self.gathering.graph.own = (!text.is_empty()).then_some(Own(text));
        for (_, row) in &sheet.rows {
            let cell = |index: usize| row.get(index).map(Value::words).unwrap_or_default();
            if !cell(3).is_empty() {
                self.keys.insert((cell(1), cell(2).trim().to_owned()), (cell(3), cell(4)));
            }
        }
    }

    /// Columns that become more than fields, for whoever looks at the file.
    fn note_used(&mut self, head: &[String], found: &[(Option<usize>, Use)], of_edges: bool) {
        for (column, is) in found {
            if let Some(heading) = column.and_then(|column| head.get(column)) {
                let one = UsedColumn { heading: heading.clone(), used: *is, of_edges };
                if !self.gathering.graph.used.contains(&one) {
                    self.gathering.graph.used.push(one);
                }
            }
        }
    }

    /// The column of the graph that a heading is.
    fn column(&mut self, table: &str, heading: &str, edges: bool) -> usize {
        let known = self.keys.get(&(table.to_owned(), heading.to_owned())).cloned();
        let (key, title) = known.unwrap_or_else(|| (heading.to_owned(), heading.to_owned()));
        let graph = &mut self.gathering.graph;
        let columns = if edges { &mut graph.edge_columns } else { &mut graph.node_columns };
        columns.titled(&key, &title)
    }

    /// A cell as a value, if there is anything in it.
    fn value(&self, cell: &Value) -> Option<Value> {
        let is_there = match cell {
            // Our own writer leaves cells blank that say nothing; white space is a word.
            Value::Text(text) if self.gathering.graph.own.is_some() => !text.is_empty(),
            other => !other.is_empty(),
        };
        is_there.then(|| cell.clone())
    }

    fn nodes(&mut self, table: &Table) -> Result<(), ReadError> {
        self.declared = true;
        let id = used(self.uses, &table.head, Use::Id);
        let said = |at: &usize| table.head.get(*at).is_some_and(|title| self.uses.of(title).is_some());
        let free = || (0..table.head.len().max(1)).find(|at| Some(*at) != id && !said(at));
        let label = used(self.uses, &table.head, Use::Name).or_else(free);
        self.note_used(&table.head, &[(label, Use::Name), (id, Use::Id)], false);
        let titles: Vec<Option<usize>> = (0..table.head.len())
            .map(|at| {
                let taken = Some(at) == id || Some(at) == label || table.head[at].is_empty();
                (!taken).then(|| self.column(&table.name, &table.head[at], false))
            })
            .collect();
        for (line, row) in &table.rows {
            let own = self.gathering.graph.own.is_some();
            let raw = |column: usize| row.get(column).map(Value::words).unwrap_or_default();
            let name =
                label.map(|column| if own { raw(column) } else { words(row, column) }).unwrap_or_default();
            let key = id.map(|column| words(row, column)).filter(|id| !id.is_empty());
            let key = key.unwrap_or_else(|| name.clone());
            if key.is_empty() {
                self.gathering.count(NAMELESS, *line, "");
                continue;
            }
            let mut node = Node { id: key, label: name.clone(), line: *line, ..Node::default() };
            for (column, cell) in titles.iter().zip(row) {
                let Some(column) = column else { continue };
                node.fields.extend(self.value(cell).map(|value| (*column, value)));
            }
            let index = self.gathering.node(node)?;
            self.by_label.entry(name).or_insert(index);
        }
        Ok(())
    }

    fn end(&mut self, name: &str, line: u32) -> Result<usize, ReadError> {
        if let Some(index) = self.gathering.find(name).or_else(|| self.by_label.get(name).copied()) {
            return Ok(index);
        }
        if self.declared {
            self.gathering.count(UNDECLARED, line, name);
        }
        self.gathering.node(Node { id: name.into(), label: name.into(), line, ..Node::default() })
    }

    fn edges(&mut self, table: &Table) -> Result<(), ReadError> {
        let find = |wanted| used(self.uses, &table.head, wanted);
        let (Some(from), Some(to)) = (find(Use::From), find(Use::To)) else {
            return Ok(());
        };
        let id = find(Use::Id);
        self.note_used(&table.head, &[(Some(from), Use::From), (Some(to), Use::To), (id, Use::Id)], true);
        let label = column(&table.head, &["label", "edge label", "name"]);
        let weight = column(&table.head, &["weight", "edge weight", "value", "strength"]);
        let is_way = |at: &usize| {
            let filled = table.rows.iter().map(|(_, row)| words(row, *at)).filter(|word| !word.is_empty());
            ["direction", "directed", "type"].contains(&folded(&table.head[*at]).as_str())
                && filled.into_iter().all(|word| way(&word).is_some())
        };
        let direction = (0..table.head.len()).find(is_way);
        let fixed = [Some(from), Some(to), id, label, weight, direction];
        let titles: Vec<Option<usize>> = (0..table.head.len())
            .map(|at| {
                let taken = fixed.contains(&Some(at)) || table.head[at].is_empty();
                (!taken).then(|| self.column(&table.name, &table.head[at], true))
            })
            .collect();
        // Onodo leaves the cell of a link without a way blank.
        let blank_is_none = direction.is_some_and(|at| folded(&table.head[at]) == "directed");
        for (line, row) in &table.rows {
            let (source, targets) = (words(row, from), words(row, to));
            if source.is_empty() || targets.is_empty() {
                self.gathering.count(NO_END, *line, &(source + &targets));
                continue;
            }
            let said = direction.map(|column| words(row, column)).unwrap_or_default();
            let own = self.gathering.graph.own.is_some();
            let raw = |column: usize| row.get(column).map(Value::words).unwrap_or_default();
            let mut edge = Edge {
                id: id.map(|column| words(row, column)).unwrap_or_default(),
                from: self.end(&source, *line)?,
                way: way(&said).unwrap_or(if blank_is_none { Way::None } else { Way::Forward }),
                label: label
                    .map(|column| if own { raw(column) } else { words(row, column) })
                    .unwrap_or_default(),
                weight: weight.and_then(|column| row.get(column)?.number()),
                line: *line,
                ..Edge::default()
            };
            for (column, cell) in titles.iter().zip(row) {
                let Some(column) = column else { continue };
                edge.fields.extend(self.value(cell).map(|value| (*column, value)));
            }
            // Several targets in one cell are several edges.
            let known = self.gathering.find(&targets).or_else(|| self.by_label.get(&targets).copied());
            let targets: Vec<&str> =
                if known.is_some() { vec![&targets] } else { targets.split('|').collect() };
            for target in targets.into_iter().map(str::trim).filter(|target| !target.is_empty()) {
                let to = self.end(target, *line)?;
                self.gathering.edge(Edge { to, ..edge.clone() })?;
            }
        }
        Ok(())
    }

    fn pairs(&mut self, table: &Table) -> Result<(), ReadError> {
        for (line, row) in &table.rows {
            let from = self.end(&words(row, 0), *line)?;
            let to = self.end(&words(row, 1), *line)?;
            self.gathering.edge(Edge { from, to, line: *line, ..Edge::default() })?;
        }
        Ok(())
    }

    fn matrix(&mut self, table: &Table) -> Result<(), ReadError> {
        for (line, row) in &table.rows {
            let name = words(row, 0);
            if !name.is_empty() {
                self.end(&name, *line)?;
            }
        }
        for (line, row) in &table.rows {
            let name = words(row, 0);
            if name.is_empty() {
                continue;
            }
            let from = self.end(&name, *line)?;
            for (column, title) in table.head.iter().enumerate().skip(1) {
                let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) else { continue };
                let weight = cell.number();
                if weight == Some(0.0) || title.is_empty() {
                    continue;
                }
                let to = self.end(title, *line)?;
                let label = if weight.is_some() || words(row, column).len() == 1 {
                    String::new()
                } else {
                    words(row, column)
                };
                let weight = weight.filter(|weight| *weight != 1.0);
                self.gathering.edge(Edge { from, to, label, weight, line: *line, ..Edge::default() })?;
            }
        }
        self.symmetric();
        Ok(())
    }

    /// A matrix that is its own mirror says links without a way, each once.
    fn symmetric(&mut self) {
        let edges = &mut self.gathering.graph.edges;
        let key = |edge: &Edge| (edge.from, edge.to);
        let there: std::collections::BTreeSet<(usize, usize)> = edges.iter().map(key).collect();
        if edges.is_empty() || !edges.iter().all(|edge| there.contains(&(edge.to, edge.from))) {
            return;
        }
        edges.retain(|edge| edge.from <= edge.to);
        edges.iter_mut().for_each(|edge| edge.way = Way::None);
    }
}

fn way(word: &str) -> Option<Way> {
    Some(match folded(word).as_str() {
        "directed" | "true" | "1" | "yes" | "one way" => Way::Forward,
        "undirected" | "false" | "0" | "no" | "none" => Way::None,
        "mutual" | "both" | "bidirectional" => Way::Both,
        _ => return None,
    })
}
