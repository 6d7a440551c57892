//! A value as the file spells it, as data for other programs and as words for people. Must not know records.

use serde_json::{Map, Number, Value};

use crate::file::syntax::{Kind, Node, scan};

/// The value of a text as the file spells it: texts, numbers, yes and no, lists, and tables of named values; nothing
/// for an empty text or `None`. What is no value stays the text that it is.
#[must_use]
pub fn plain(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let scanned = scan(text);
    if scanned.faults.is_empty() { value(&scanned.root, text) } else { Value::String(text.to_owned()) }
}

fn value(node: &Node<'_>, text: &str) -> Value {
    let raw = node.span.of(text);
    let list = |items: &[Node<'_>]| Value::Array(items.iter().map(|item| value(item, text)).collect());
    match &node.kind {
        Kind::Text(inside) => Value::String((*inside).to_owned()),
        Kind::Quoted => Value::String(ron::from_str(raw).unwrap_or_else(|_| raw.to_owned())),
        Kind::Number(number) => number_of(number),
        Kind::Word("true") => Value::Bool(true),
        Kind::Word("false") => Value::Bool(false),
        Kind::Word("None") => Value::Null,
        Kind::Word(word) => Value::String((*word).to_owned()),
        Kind::Struct { fields } => Value::Object(
            fields.iter().map(|field| (field.name.to_owned(), value(&field.value, text))).collect(),
        ),
        Kind::Tuple { name: None, items } | Kind::List(items) => list(items),
        Kind::Tuple { name: Some(name), items } => {
            let inside = match items.as_slice() {
                [one] => value(one, text),
                more => list(more),
            };
            Value::Object(Map::from_iter([((*name).to_owned(), inside)]))
        }
        Kind::Map(entries) => {
            let entries = entries.iter().map(|(key, inside)| {
                let key = match value(key, text) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                (key, value(inside, text))
            });
            Value::Object(entries.collect())
        }
        Kind::Broken => Value::String(raw.to_owned()),
    }
}

fn number_of(text: &str) -> Value {
    if let Ok(whole) = text.parse::<i64>() {
        return Value::Number(whole.into());
    }
    let number = text.parse().ok().and_then(Number::from_f64);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
