//! Records, fields and values in words: names instead of ids, no brackets, no quotes. Must not know what differs.

use serde_json::Value;

use super::FieldDifference;
use crate::{
    file::{COMMENT, plain},
    model::{
        Conflict, Count, Document, EvidenceId, FamilyId, FlowKindId, GroupId, OrganisationId, Record,
        RecordId, ScaleId, SectorId, grouped,
    },
};

/// So many signs of a text tell which it is.
const SHOWN: usize = 60;

/// A number of things: "1 record", "3 records".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count as u64), if count == 1 { "" } else { "s" })
}

/// What a record is called: its name, or what it says; of a flow, its ends and its kind. Empty for one without a name.
#[must_use]
pub fn name_of(document: &Document, id: &RecordId) -> String {
    let named = |id: RecordId, text: &str| match name_of(document, &id) {
        name if name.is_empty() => text.to_owned(),
        name => name,
    };
    match document.get(id) {
        Some(Record::Map(map)) => map.title.clone(),
        Some(Record::Sector(it)) => it.name.clone(),
        Some(Record::Scale(it)) => it.name.clone(),
        Some(Record::Family(it)) => it.name.clone(),
        Some(Record::FlowKind(it)) => it.name.clone(),
        Some(Record::Organisation(it)) => it.name.clone(),
        Some(Record::Flow(it)) => {
            let end = |id: &OrganisationId| named(RecordId::Organisation(id.clone()), id.as_str());
            let kind = named(RecordId::FlowKind(it.kind.clone()), it.kind.as_str());
            format!("{} → {}, {kind}", end(&it.from), end(&it.to))
        }
        Some(Record::Group(it)) => it.label.clone(),
        Some(Record::Note(it)) => beginning(&it.text),
        Some(Record::Evidence(it)) => beginning(&it.text),
        Some(Record::View(it)) => it.name.clone(),
        None => String::new(),
    }
}

fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A field that differs: "name: Watershed → Watershed Arts", "tags: + film, - media"; of a new record, its value.
#[must_use]
pub fn field_in_words(
    (before, after): (&Document, &Document),
    id: &RecordId,
    field: &FieldDifference,
    is_new: bool,
) -> String {
    let label = label(&field.path);
    let old = value_in_words(before, id, &field.path, &field.before);
    let new = value_in_words(after, id, &field.path, &field.after);
    if is_new {
        return format!("{label}: {new}");
    }
    let or_none = |value: Value, other: &Value| match (value, other) {
        (Value::Null, Value::Array(_)) => Value::Array(Vec::new()),
        (value, _) => value,
    };
    let (old_value, new_value) = (plain(&field.before), plain(&field.after));
    match (or_none(old_value.clone(), &new_value), or_none(new_value, &old_value)) {
        (Value::Array(old), Value::Array(new)) if !field.is_place() => {
            let words = |document: &Document, value: &Value| in_words(document, id, &field.path, value);
            let new_ones = new
                .iter()
                .filter(|value| !old.contains(value))
                .map(|value| format!("+ {}", words(after, value)));
            let gone = old
                .iter()
                .filter(|value| !new.contains(value))
                .map(|value| format!("- {}", words(before, value)));
            let parts: Vec<String> = new_ones.chain(gone).collect();
            let parts = if parts.is_empty() { "in another order".to_owned() } else { parts.join(", ") };
            format!("{label}: {parts}")
        }
        _ => format!("{label}: {old} → {new}"),
    }
}

/// What is left to decide, with both values: "organisation Watershed: name: Watershed Arts (ours) or Watershed (theirs)".
#[must_use]
pub fn conflict_in_words(document: &Document, conflict: &Conflict) -> String {
    let name = match name_of(document, &conflict.record) {
        _ if conflict.record == RecordId::Map => "the map".to_owned(),
        name if name.is_empty() => conflict.record.to_string(),
        name => format!("{} {name}", conflict.record.kind()),
    };
    if !conflict.field.is_empty() {
        let value = |raw: &str| value_in_words(document, &conflict.record, &conflict.field, raw);
        let (ours, theirs) = (value(&conflict.ours), value(&conflict.theirs));
        return format!("{name}: {}: {ours} (ours) or {theirs} (theirs)", label(&conflict.field));
    }
    match (conflict.ours.is_empty(), conflict.theirs.is_empty()) {
        (true, _) => format!("{name}: deleted by us, still used or changed by them"),
        (_, true) => format!("{name}: deleted by them, still used or changed by us"),
        _ => format!("{name}: our changes and theirs can't both stand"),
    }
}

/// What a field is called: `active_from` as "active from".
#[must_use]
pub fn label(path: &str) -> String {
    if path == COMMENT || path == "//" {
        return "comment".to_owned();
    }
    path.replace(['_', '/'], " ").trim().to_owned()
}

/// A value that the file spells so, in words; a dash where nothing is said.
#[must_use]
pub fn value_in_words(document: &Document, id: &RecordId, path: &str, raw: &str) -> String {
    if raw.is_empty() {
        return "–".to_owned();
    }
    if path.starts_with('/') {
        return raw.to_owned();
    }
    in_words(document, id, path, &plain(raw))
}

fn in_words(document: &Document, id: &RecordId, path: &str, value: &Value) -> String {
    let inside = |value: &Value| in_words(document, id, path, value);
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match referred(document, id, path, text) {
            Some(name) if !name.is_empty() => name,
            _ if is_word(id, path) => text.replace('_', " "),
            _ => text.clone(),
        },
        Value::Array(values) => values.iter().map(inside).collect::<Vec<_>>().join(", "),
        Value::Object(values) if path == "count" => {
            let number = |name: &str| values.get(name).and_then(Value::as_u64);
            Count { low: number("low"), high: number("high") }.to_string()
        }
        Value::Object(values) => {
            let parts = values.iter().map(|(name, value)| format!("{name} {}", inside(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Fields whose values are the program's own words.
fn is_word(id: &RecordId, path: &str) -> bool {
    let field = path.rsplit('/').next().unwrap_or(path);
    ["status", "formality", "direction", "look", "legend", "confidence", "glyph", "pattern", "position"]
        .contains(&field)
        || (field == "kind" && matches!(id, RecordId::Organisation(_)))
}

/// The name of the record to which a text in this field refers.
fn referred(document: &Document, id: &RecordId, path: &str, text: &str) -> Option<String> {
    let first = path.split(['/', '[']).next().unwrap_or(path);
    let found = match first {
        "sector" => RecordId::Sector(SectorId::new(text).ok()?),
        "scale" | "reach" => RecordId::Scale(ScaleId::new(text).ok()?),
        "family" => RecordId::Family(FamilyId::new(text).ok()?),
        "kind" if matches!(id, RecordId::Flow(_)) => RecordId::FlowKind(FlowKindId::new(text).ok()?),
        "hidden_kinds" => RecordId::FlowKind(FlowKindId::new(text).ok()?),
        "from" | "to" | "via" | "members" | "focus" => {
            RecordId::Organisation(OrganisationId::new(text).ok()?)
        }
        "group" => RecordId::Group(GroupId::new(text).ok()?),
        "evidence" => RecordId::Evidence(EvidenceId::new(text).ok()?),
        _ => return None,
    };
    Some(name_of(document, &found))
}
