//! How two maps differ: records that came, went, changed field by field, or only moved. Headless; must not know which
//! of the two is right.

mod words;

use std::fmt::Write;

use serde_json::{Value, json};

use crate::{
    file::{Tree, plain},
    model::{Document, Record, RecordId, Transaction},
};
use words::field_in_words;
pub use words::{conflict_in_words, counted, label, name_of, value_in_words};

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is there no more.
    Gone,
    /// It says something else.
    Changed,
    /// It says the same and stands elsewhere.
    Moved,
}

impl Fate {
    /// In a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Gone => '-',
            Self::Changed | Self::Moved => '~',
        }
    }
}

/// One value of a record before and after, as the file spells it; empty for the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// Which, as [`Tree::at`] finds it.
    pub path: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

impl FieldDifference {
    /// Whether it says only where something stands.
    #[must_use]
    pub fn is_place(&self) -> bool {
        let last = self.path.rsplit('/').next().unwrap_or_default();
        ["position", "size", "route", "z_order", "extent"].contains(&last)
    }
}

/// One record that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordDifference {
    /// Which.
    pub id: RecordId,
    /// What it is called where it is there, after before before.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// Its values that differ, in the order of the file; of one that came all that it says, of one that went none.
    pub fields: Vec<FieldDifference>,
}

/// How one map differs from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What makes the one the other.
    pub transaction: Transaction,
    /// The records, by kind and then by name.
    pub records: Vec<RecordDifference>,
}

/// How `after` differs from `before`: records under one id are one record.
#[must_use]
pub fn difference(before: &Document, after: &Document) -> Difference {
    let transaction = Transaction::between(before, after);
    let mut records: Vec<RecordDifference> = transaction
        .changes()
        .iter()
        .map(|change| {
            let document = if change.after.is_some() { after } else { before };
            let name = name_of(document, &change.id);
            let fields = fields(&change.id, change.before.as_ref(), change.after.as_ref());
            let fate = match (&change.before, &change.after) {
                (None, _) => Fate::Added,
                (_, None) => Fate::Gone,
                _ if fields.iter().all(FieldDifference::is_place) => Fate::Moved,
                _ => Fate::Changed,
            };
            let fields = if fate == Fate::Gone { Vec::new() } else { fields };
            RecordDifference { id: change.id.clone(), name, fate, fields }
        })
        .collect();
    // The kinds come in the order of the file already: within each, by name.
    records.sort_by(|one, other| {
        let by_name = || one.name.to_lowercase().cmp(&other.name.to_lowercase());
        let is_alike = one.id.kind() == other.id.kind();
        if is_alike { by_name().then_with(|| one.id.cmp(&other.id)) } else { one.id.cmp(&other.id) }
    });
    Difference { transaction, records }
}

fn fields(id: &RecordId, before: Option<&Record>, after: Option<&Record>) -> Vec<FieldDifference> {
    let tree = |record: Option<&Record>| record.map(|record| Tree::of(id, record));
    let mut fields = Vec::new();
    gather(tree(before).as_ref(), tree(after).as_ref(), "", &mut fields);
    fields
}

fn gather(before: Option<&Tree>, after: Option<&Tree>, path: &str, fields: &mut Vec<FieldDifference>) {
    if before == after {
        return;
    }
    let of = |tree: Option<&'_ Tree>| -> Vec<(String, Tree)> {
        match tree {
            Some(Tree::Named(_, list) | Tree::Items(list)) => list.clone(),
            _ => Vec::new(),
        }
    };
    let present = [before, after];
    let all = |is: fn(&Tree) -> bool| present.into_iter().flatten().all(is);
    let is_split = all(|tree| matches!(tree, Tree::Named(..)))
        || all(|tree| tree.items().iter().any(|(_, item)| !item.named().is_empty()));
    if !is_split {
        let spelt = |tree: Option<&Tree>| tree.map(Tree::spelt).unwrap_or_default();
        fields.push(FieldDifference { path: path.into(), before: spelt(before), after: spelt(after) });
        return;
    }
    let (old, new) = (of(before), of(after));
    let is_keyed = present
        .into_iter()
        .flatten()
        .any(|tree| !matches!(tree, Tree::Named(crate::file::Brackets::Round, _)));
    let mut names: Vec<&String> = new.iter().map(|(name, _)| name).collect();
    names.extend(old.iter().map(|(name, _)| name).filter(|name| new.iter().all(|(other, _)| other != *name)));
    for name in names {
        let value = |list: &'_ [(String, Tree)]| {
            list.iter().find(|(other, _)| other == name).map(|(_, it)| it.clone())
        };
        let at = match (path, is_keyed) {
            ("", _) => name.clone(),
            (path, true) => format!("{path}[{name}]"),
            (path, false) => format!("{path}/{name}"),
        };
        gather(value(&old).as_ref(), value(&new).as_ref(), &at, fields);
    }
}

impl Difference {
    /// Whether the maps say the same and look the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many records have this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.records.iter().filter(|record| record.fate == fate).count()
    }

    /// The difference for people: a line for each record, its fields below, names for ids. What only moved is counted,
    /// and listed where `places` are asked for.
    #[must_use]
    pub fn text(&self, before: &Document, after: &Document, places: bool) -> String {
        let mut text = String::new();
        for record in self.records.iter().filter(|record| places || record.fate != Fate::Moved) {
            // Writing to a text can't fail.
            let _ = writeln!(text, "{} {}", record.fate.sign(), heading(record));
            for words in Self::told(before, after, record, places) {
                let _ = writeln!(text, "    {words}");
            }
        }
        let moved = self.count(Fate::Moved);
        if moved > 0 && !places {
            let _ = writeln!(text, "{} only moved", counted(moved, "record"));
        }
        text
    }

    /// What is different of one record, a line for each field: "name: Watershed → Watershed Arts". Empty for what went.
    #[must_use]
    pub fn told(before: &Document, after: &Document, record: &RecordDifference, places: bool) -> Vec<String> {
        let is_new = record.fate == Fate::Added;
        let fields = record.fields.iter().filter(|field| places || !field.is_place());
        fields.map(|field| field_in_words((before, after), &record.id, field, is_new)).collect()
    }

    /// How many records came, went, changed and moved, in a sentence without a full stop.
    #[must_use]
    pub fn summary(&self) -> String {
        let parts: Vec<String> = [Fate::Added, Fate::Gone, Fate::Changed, Fate::Moved]
            .into_iter()
            .filter(|fate| self.count(*fate) > 0)
            .map(|fate| format!("{} {}", self.count(fate), fate.name()))
            .collect();
        if parts.is_empty() { "no difference".into() } else { parts.join(", ") }
    }

    /// The difference for programs.
    #[must_use]
    pub fn json(&self, places: bool) -> Value {
        let listed = self.records.iter().filter(|record| places || record.fate != Fate::Moved);
        let records: Vec<Value> = listed
            .map(|record| {
                let fields = record.fields.iter().filter(|field| places || !field.is_place());
                let fields: Vec<Value> = fields
                    .map(|field| {
                        json!({"field": field.path, "before": plain(&field.before), "after": plain(&field.after)})
                    })
                    .collect();
                json!({
                    "change": record.fate.name(),
                    "kind": record.id.kind(),
                    "id": record.id.as_str(),
                    "name": record.name,
                    "fields": fields,
                })
            })
            .collect();
        json!({
            "same": self.is_empty(),
            "added": self.count(Fate::Added),
            "gone": self.count(Fate::Gone),
            "changed": self.count(Fate::Changed),
            "moved": self.count(Fate::Moved),
            "records": records,
        })
    }
}

fn heading(record: &RecordDifference) -> String {
    match (&record.id, record.name.is_empty()) {
        (RecordId::Map, _) => "the map".to_owned(),
        (id, true) => id.to_string(),
        (id, false) => format!("{} {}", id.kind(), record.name),
    }
}
