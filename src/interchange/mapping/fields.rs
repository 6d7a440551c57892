//! Fields of the user's own: how a column is typed, and what it is called. Must not know any one record.

use std::collections::BTreeSet;

use super::words;
use crate::{
    interchange::{
        graph::{Column, Value, join},
        roles::{FieldType, Role},
    },
    model::{ExtraFields, FieldValue},
};

/// A column as fields take it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) role: Role,
    /// What the field is called, where it becomes one.
    name: String,
    kind: FieldType,
}

/// How columns are taken; `values` are those of a column.
pub(super) fn fields<'v>(
    columns: &[Column],
    roles: &[Role],
    all: impl Iterator<Item = &'v (usize, Value)>,
) -> Vec<Field> {
    let mut seen = vec![Seen::default(); columns.len()];
    for (column, value) in all {
        if let Some(seen) = seen.get_mut(*column)
            && roles.get(*column).is_none_or(|role| *role == Role::Extra)
        {
            seen.look(value);
        }
    }
    let mut taken = BTreeSet::new();
    let mut named = |column: &Column| {
        let own = Role::of_key(&column.key).and_then(|(_, name)| name);
        if let Some(name) = own {
            return words::clean(name);
        }
        let title = if column.title.trim().is_empty() { &column.key } else { &column.title };
        let title = words::name(title);
        let mut name = title.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{title} {number}");
            number += 1;
        }
        name
    };
    let role = |index: usize| roles.get(index).copied().unwrap_or_default();
    let fields = columns.iter().zip(&seen).enumerate().map(|(index, (column, seen))| {
        let kind = match role(index) {
            Role::ExtraOf(kind) => kind,
            _ => seen.kind(),
        };
        Field { role: role(index), name: named(column), kind }
    });
    fields.collect()
}

/// What all values of a column have in common.
#[derive(Clone, Copy, Debug)]
struct Seen {
    number: bool,
    date: bool,
    yes_no: bool,
    link: bool,
    any: bool,
}

impl Default for Seen {
    fn default() -> Self {
        Self { number: true, date: true, yes_no: true, link: true, any: false }
    }
}

impl Seen {
    fn look(&mut self, value: &Value) {
        let Value::Text(text) = value else { return };
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.any = true;
        self.number &= is_number(text);
        self.yes_no &= matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no");
        // A bare year is a number.
        self.date &= text.len() > 4 && words::date(text).is_some();
        self.link &= words::is_link(text);
    }

    fn kind(self) -> FieldType {
        match self {
            Self { any: false, .. } => FieldType::Text,
            Self { number: true, .. } => FieldType::Number,
            Self { yes_no: true, .. } => FieldType::YesNo,
            Self { date: true, .. } => FieldType::Date,
            Self { link: true, .. } => FieldType::Link,
            _ => FieldType::Text,
        }
    }
}

/// A number that loses nothing by being one: no zeros before it, no plus sign, no more digits than are kept.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let signs =
        digits.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | 'e' | 'E' | '-' | '+'));
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let begins = digits.starts_with(|sign: char| sign.is_ascii_digit());
    begins && signs && !padded && count <= 17 && text.parse::<f64>().is_ok_and(f64::is_finite)
}

impl Field {
    /// Puts the value among the fields of a record, under the column's name.
    pub(super) fn keep(&self, value: &Value, extra: &mut ExtraFields) {
        let own = matches!(self.role, Role::ExtraOf(_));
        if value.is_empty() && !own {
            return;
        }
        keep(&self.name, typed(self.kind, value), extra);
    }
}

/// Puts a value under this name, or, where that has another, under the name with a number.
pub(super) fn keep(name: &str, value: FieldValue, extra: &mut ExtraFields) {
    match extra.get(name) {
        None => {
            extra.insert(name.to_owned(), value);
        }
        Some(same) if *same == value => {}
        Some(_) => {
            let free = (2..).map(|number| format!("{name} {number}")).find(|name| !extra.contains_key(name));
            extra.extend(free.map(|name| (name, value)));
        }
    }
}

fn typed(kind: FieldType, value: &Value) -> FieldValue {
    let as_text = || match value {
        Value::Text(text) => FieldValue::Text(words::clean(text)),
        Value::List(items) => FieldValue::Text(words::clean(&join(items))),
        Value::Number(number) => FieldValue::Number(*number),
        Value::YesNo(yes) => FieldValue::YesNo(*yes),
    };
    let found = match (kind, value) {
        (FieldType::Text, _) => None,
        (FieldType::Number, _) => value.number().map(FieldValue::Number),
        (FieldType::Date, Value::Text(text)) => words::date(text).map(FieldValue::Date),
        (FieldType::YesNo, _) => value.yes_no().map(FieldValue::YesNo),
        (FieldType::Link, Value::Text(text)) => Some(FieldValue::Link(words::clean(text))),
        _ => None,
    };
    found.unwrap_or_else(as_text)
}
