//! A record as a tree of its fields, each value spelt as the file spells it: what comparing and merging work on, so that
//! neither has to know a field. Must not know what two records are compared for.

mod path;
mod plain;

use super::{
    header::{self, Version},
    read::Draft,
    syntax::{Kind, Node, scan},
    v1,
    writing::Out,
};
use crate::{
    diagnostics::Severity,
    model::{MapInfo, Record, RecordId},
};

pub use plain::plain;

/// Structs whose fields are changed each by itself. Every other is one value: half of a size or of a count is none.
const SPLIT: [&str; 4] = ["source", "style", "filter", "page"];

/// Lists of things of which each is there or not. Every other is one value: bends, dashes, what a newer version added.
const SETS: [&str; 20] = [
    "sources",
    "appearance",
    "goals",
    "areas",
    "conflicts",
    "reach",
    "roles",
    "tags",
    "stances",
    "evidence",
    "members",
    "hidden_kinds",
    "sectors",
    "scales",
    "kinds",
    "flow_kinds",
    "statuses",
    "formalities",
    "with",
    "without",
];

/// Lists whose items keep what they are while their fields change, and the field that tells one from the others.
const KEYED: [(&str, &str); 4] =
    [("goals", "id"), ("areas", "id"), ("stances", "goal"), ("appearance", "target")];

/// Under this name a record's tree has the comment that stands before it.
pub const COMMENT: &str = "///";

/// What of a file's header says which version wrote it; the map's own tree has it when that was a newer one.
pub const VERSION: &str = super::write::VERSION_PATH;

/// The brackets round named values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// `(name: value)`
    Round,
    /// `{"name": value}`
    Curly,
}

/// A value of a record, or a whole record. What has its default is not there, as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// One value, as the file spells it.
    Whole(String),
    /// Values by name, in the order of the file.
    Named(Brackets, Vec<(String, Tree)>),
    /// Things of which each is there or not, under what tells them apart; no two alike.
    Items(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a record, its id aside.
    #[must_use]
    pub fn of(id: &RecordId, record: &Record) -> Self {
        let mut out = Out::new(0);
        out.open("(");
        v1::write_records(&[(id.clone(), record.clone())], &mut out);
        out.close(")");
        let scanned = scan(&out.text);
        let mut fields = Vec::new();
        let comment = v1::carried(record).comment.clone();
        if !comment.is_empty() {
            fields.push((COMMENT.to_owned(), comment_tree(&comment)));
        }
        if let Some(node) = record_node(id, &scanned.root) {
            let own = node.fields().iter().filter(|field| field.name != "id");
            fields
                .extend(own.map(|field| (field.name.to_owned(), tree(field.name, &field.value, &out.text))));
        }
        if *id == RecordId::Map {
            let of_file = v1::carried(record).fields.iter().filter(|(path, _)| path.starts_with('/'));
            fields.extend(of_file.map(|(path, raw)| (path.clone(), Self::Whole(raw.clone()))));
        }
        Self::Named(Brackets::Round, fields)
    }

    /// The record of a tree; none when something in it can't be read.
    #[must_use]
    pub fn record(&self, id: &RecordId) -> Option<Record> {
        // Newer than any: what this version can't read was carried along, and shall be again.
        let version = Version { major: 1, minor: u32::MAX };
        let text = self.text_of_file(id, version);
        let draft = Draft::read(&text, version);
        if draft.faults.iter().any(|fault| fault.severity == Severity::Error) {
            return None;
        }
        let found = draft.records().find(|(found, _)| found == id);
        let Some((_, Record::Map(map))) = found else { return found.map(|(_, record)| record) };
        let mut map = MapInfo::clone(&map);
        map.carried.fields.retain(|(path, _)| !path.starts_with('/'));
        let of_file = self.named().iter().filter(|(name, _)| name.starts_with('/') && name != COMMENT);
        map.carried.fields.extend(of_file.map(|(name, raw)| (name.clone(), raw.spelt())));
        map.carried.fields.sort();
        Some(map.into())
    }

    /// A file that holds nothing but this record.
    fn text_of_file(&self, id: &RecordId, version: Version) -> String {
        let comment = self.field(COMMENT).map_or_else(String::new, |comment| match comment {
            Self::Items(lines) => lines.iter().map(|(line, _)| format!("{line}\n")).collect(),
            whole => format!("{}\n", whole.spelt()),
        });
        let fields: String = self
            .named()
            .iter()
            .filter(|(name, _)| !name.starts_with('/'))
            .map(|(name, value)| format!("{name}: {},\n", value.spelt()))
            .collect();
        let header = header::text(version);
        if *id == RecordId::Map {
            return format!("({header}\n{comment}map: (\n{fields}))");
        }
        let section = v1::section(id);
        let list = format!("{section}: [\n{comment}(id: \"{}\",\n{fields})]", id.as_str());
        match v1::scheme_part(id) {
            Some(_) => format!("({header}\nscheme: ({list}))"),
            None => format!("({header}\n{list})"),
        }
    }

    /// The values by name; none where it has no names.
    #[must_use]
    pub fn named(&self) -> &[(String, Self)] {
        match self {
            Self::Named(_, fields) => fields,
            Self::Whole(_) | Self::Items(_) => &[],
        }
    }

    /// The things of a set; none where it is none.
    #[must_use]
    pub fn items(&self) -> &[(String, Self)] {
        match self {
            Self::Items(items) => items,
            Self::Whole(_) | Self::Named(..) => &[],
        }
    }

    /// One of its own values by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.named().iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The value as the file may spell it, in one piece.
    #[must_use]
    pub fn spelt(&self) -> String {
        let joined = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Whole(raw) => raw.clone(),
            Self::Named(brackets, fields) => {
                let parts = fields.iter().map(|(name, value)| format!("{name}: {}", value.spelt()));
                let inside = joined(parts.collect());
                match brackets {
                    Brackets::Round => format!("({inside})"),
                    Brackets::Curly => format!("{{{inside}}}"),
                }
            }
            Self::Items(items) => {
                format!("[{}]", joined(items.iter().map(|(_, item)| item.spelt()).collect()))
            }
        }
    }
}

/// The text of a whole record, for a conflict between one who deleted it and one who changed it.
#[must_use]
pub fn record_text(id: &RecordId, record: &Record) -> String {
    match Tree::of(id, record) {
        Tree::Named(brackets, fields) => {
            Tree::Named(brackets, fields.into_iter().filter(|(name, _)| !name.starts_with('/')).collect())
                .spelt()
        }
        other => other.spelt(),
    }
}

/// The record of such a text under this id.
#[must_use]
pub fn text_record(id: &RecordId, text: &str) -> Option<Record> {
    let scanned = scan(text);
    let is_record = matches!(scanned.root.kind, Kind::Struct { .. }) && scanned.faults.is_empty();
    let fields = scanned.root.fields().iter();
    let fields = fields.map(|field| (field.name.to_owned(), tree(field.name, &field.value, text))).collect();
    if is_record { Tree::Named(Brackets::Round, fields).record(id) } else { None }
}

fn comment_tree(lines: &[String]) -> Tree {
    let items = lines.iter().map(|line| (line.clone(), Tree::Whole(line.clone()))).collect();
    distinct(items).unwrap_or_else(|| Tree::Whole(lines.join("\n")))
}

/// The node of the only record in a text that `write_records` made.
fn record_node<'n, 't>(id: &RecordId, root: &'n Node<'t>) -> Option<&'n Node<'t>> {
    if *id == RecordId::Map {
        return root.field("map").map(|field| &field.value);
    }
    let part = v1::scheme_part(id).map_or(Some(root), |_| root.field("scheme").map(|field| &field.value))?;
    match &part.field(v1::section(id))?.value.kind {
        Kind::List(items) => items.first(),
        _ => None,
    }
}

fn raw(node: &Node<'_>, text: &str) -> String {
    node.span.of(text).to_owned()
}

/// The tree of a field's value.
fn tree(name: &str, node: &Node<'_>, text: &str) -> Tree {
    match &node.kind {
        Kind::Struct { .. } if SPLIT.contains(&name) => struct_tree(node, text),
        Kind::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (raw(key, text), Tree::Whole(raw(value, text))));
            Tree::Named(Brackets::Curly, entries.collect())
        }
        Kind::List(items) if SETS.contains(&name) => {
            let items = items.iter().map(|item| item_tree(name, item, text)).collect();
            distinct(items).unwrap_or_else(|| Tree::Whole(raw(node, text)))
        }
        _ => Tree::Whole(raw(node, text)),
    }
}

fn struct_tree(node: &Node<'_>, text: &str) -> Tree {
    let fields = node.fields().iter();
    let fields = fields.map(|field| (field.name.to_owned(), tree(field.name, &field.value, text)));
    Tree::Named(Brackets::Round, fields.collect())
}

/// An item of a list, under what tells it from the others.
fn item_tree(list: &str, node: &Node<'_>, text: &str) -> (String, Tree) {
    let key = KEYED.iter().find(|(name, _)| *name == list).and_then(|(_, key)| node.field(key));
    match key {
        Some(key) => (raw(&key.value, text).trim_matches('"').to_owned(), struct_tree(node, text)),
        None => (raw(node, text), Tree::Whole(raw(node, text))),
    }
}

/// The items, unless two are alike: then their places count, and the list is one value.
fn distinct(items: Vec<(String, Tree)>) -> Option<Tree> {
    let mut keys: Vec<&String> = items.iter().map(|(key, _)| key).collect();
    keys.sort();
    let is_distinct = keys.windows(2).all(|pair| pair[0] != pair[1]);
    is_distinct.then_some(Tree::Items(items))
}
