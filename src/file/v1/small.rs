//! Version 1: small values made of several: points, extents, counts, references, the user's own fields.
//! Must not know which record holds them.

use std::collections::BTreeMap;

use super::leaf::expect_text;
use crate::{
    file::{
        reading::Reading,
        syntax::{Kind, Node},
        value::{StandIn, Value, shape},
        writing::Out,
    },
    model::{
        AreaMeaning, AreaShape, Count, Date, ExtraFields, FieldValue, Member, Point, RecordId, Rect, Size,
        Source, Status, StyleOverride,
    },
};

/// So many numbers, `(1, 2)` or `(x: 1, y: 2)`.
fn numbers<'t, const N: usize>(
    node: &Node<'t>,
    reading: &mut Reading<'t>,
    what: &str,
    names: [&'static str; N],
) -> Option<[f64; N]> {
    let mut numbers = [0.0; N];
    let mut is_sound = true;
    let mut take = |place: usize, node: &Node<'t>, reading: &mut Reading<'t>| match f64::read(node, reading) {
        Some(number) => numbers[place] = number,
        None => is_sound = false,
    };
    match &node.kind {
        Kind::Tuple { name: None, items } if items.len() == N => {
            for (place, item) in items.iter().enumerate() {
                take(place, item, reading);
            }
        }
        Kind::Struct { fields }
            if fields.len() == N && names.iter().all(|name| node.field(name).is_some()) =>
        {
            for field in fields {
                let place = names.iter().position(|name| *name == field.name).unwrap_or(0);
                take(place, &field.value, reading);
            }
        }
        _ => {
            let example: Vec<String> = names.iter().map(|name| format!("{name}: 10")).collect();
            return reading.expected(node, what, &format!("({})", example.join(", ")));
        }
    }
    is_sound.then_some(numbers)
}

fn write_numbers(out: &mut Out<'_>, numbers: &[(&str, f64)]) {
    for (place, (name, number)) in numbers.iter().enumerate() {
        out.push(if place == 0 { "(" } else { ", " });
        if !name.is_empty() {
            out.push(name);
            out.push(": ");
        }
        number.write(out);
    }
    out.push(")");
}

impl Value for Point {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        numbers(node, reading, "a position", ["x", "y"]).map(|[x, y]| Self::new(x, y))
    }

    fn write(&self, out: &mut Out<'_>) {
        write_numbers(out, &[("", self.x), ("", self.y)]);
    }
}

impl StandIn for Point {
    fn stand_in() -> Self {
        Self::default()
    }
}

impl Value for Size {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        numbers(node, reading, "a size", ["width", "height"]).map(|[width, height]| Self::new(width, height))
    }

    fn write(&self, out: &mut Out<'_>) {
        write_numbers(out, &[("width", self.width), ("height", self.height)]);
    }
}

impl Value for Rect {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let [x, y, width, height] = numbers(node, reading, "an extent", ["x", "y", "width", "height"])?;
        Some(Self::new(x, y, width, height))
    }

    fn write(&self, out: &mut Out<'_>) {
        write_numbers(out, &[("x", self.x), ("y", self.y), ("width", self.width), ("height", self.height)]);
    }
}

impl StandIn for Rect {
    fn stand_in() -> Self {
        Self::default()
    }
}

/// `(low: 40, high: 50)`; by hand also `12`.
impl Value for Count {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        if let Kind::Number(_) = node.kind {
            return u64::read(node, reading).map(|number| Self { low: Some(number), high: Some(number) });
        }
        Range::read(node, reading).map(|range| Self { low: range.low, high: range.high })
    }

    fn write(&self, out: &mut Out<'_>) {
        Range { low: self.low, high: self.high }.write(out);
    }

    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Default, PartialEq)]
struct Range {
    low: Option<u64>,
    high: Option<u64>,
}

shape!(Range, "a count", default Self::default(), fields { low, high });
shape!(Source, "a source", default Self::default(), fields { title, url, page });
shape!(StyleOverride, "a style", default Self::default(), fields { colour, outline, width });

/// The name and the inside of `name("inside")`.
fn named<'n, 't>(node: &'n Node<'t>) -> Option<(&'t str, &'n Node<'t>)> {
    match &node.kind {
        Kind::Tuple { name: Some(name), items } => match items.as_slice() {
            [inside] => Some((name, inside)),
            _ => None,
        },
        _ => None,
    }
}

fn write_named(out: &mut Out<'_>, name: &str, inside: &str) {
    out.push(name);
    out.push("(");
    out.quoted(inside);
    out.push(")");
}

impl Value for AreaMeaning {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match (named(node), &node.kind) {
            (Some(("scale", id)), _) => Value::read(id, reading).map(Self::Scale),
            (Some(("sector", id)), _) => Value::read(id, reading).map(Self::Sector),
            (None, Kind::Word("title")) => Some(Self::Title),
            _ => reading.expected(
                node,
                "what the area stands for",
                "scale(\"national\"), sector(\"industry\") or title",
            ),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        match self {
            Self::Title => out.push("title"),
            Self::Scale(id) => write_named(out, "scale", id.as_str()),
            Self::Sector(id) => write_named(out, "sector", id.as_str()),
        }
    }

    fn is_default(&self) -> bool {
        *self == Self::Title
    }
}

/// A ring is written with the share that its hole takes, `ring(0.4)`; a slice with where it begins and ends as well,
/// degrees clockwise from the top, `slice(30, 120, 0.2)`.
impl Value for AreaShape {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let read = match &node.kind {
            Kind::Word("rect") => Some(Self::Rect),
            Kind::Tuple { name: Some(name), items } => {
                let numbers: Option<Vec<f64>> = items.iter().map(|item| f64::read(item, reading)).collect();
                match (*name, numbers.as_deref()) {
                    ("ring", Some([hole])) => Some(Self::Ring { hole: *hole }),
                    ("slice", Some([from, to, hole])) => {
                        Some(Self::Slice { from: *from, to: *to, hole: *hole })
                    }
                    // What is no number has been reported.
                    (_, None) => return None,
                    _ => None,
                }
            }
            _ => None,
        };
        match read {
            Some(shape) if shape.is_sane() => Some(shape),
            _ => reading.expected(
                node,
                "the shape of an area",
                "rect, ring(0.4) with the share of its hole, or slice(30, 120, 0.4) with degrees clockwise from the top",
            ),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let (name, numbers): (_, &[f64]) = match self {
            Self::Rect => return out.push("rect"),
            Self::Ring { hole } => ("ring", &[*hole]),
            Self::Slice { from, to, hole } => ("slice", &[*from, *to, *hole]),
        };
        out.push(name);
        for (place, number) in numbers.iter().enumerate() {
            out.push(if place == 0 { "(" } else { ", " });
            number.write(out);
        }
        out.push(")");
    }

    fn is_default(&self) -> bool {
        *self == Self::Rect
    }
}

/// An organisation is written as its id alone, a group as `group("id")`.
impl Value for Member {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match (named(node), &node.kind) {
            (Some(("organisation", id)), _) => Value::read(id, reading).map(Self::Organisation),
            (Some(("group", id)), _) => Value::read(id, reading).map(Self::Group),
            (None, Kind::Text(_) | Kind::Quoted) => Value::read(node, reading).map(Self::Organisation),
            _ => reading.expected(node, "a member", "the id of an organisation in quotes, or group(\"id\")"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        match self {
            Self::Organisation(id) => id.write(out),
            Self::Group(id) => write_named(out, "group", id.as_str()),
        }
    }
}

macro_rules! record_ids {
    ($($word:literal = $kind:ident),* $(,)?) => {
        impl Value for RecordId {
            fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
                match (named(node), &node.kind) {
                    (None, Kind::Word("map")) => Some(Self::Map),
                    $((Some(($word, id)), _) => Value::read(id, reading).map(Self::$kind),)*
                    _ => reading.expected(
                        node,
                        "which record",
                        "organisation(\"id\"), flow(\"id\") or group(\"id\")",
                    ),
                }
            }

            fn write(&self, out: &mut Out<'_>) {
                match self {
                    Self::Map => out.push("map"),
                    $(Self::$kind(id) => write_named(out, $word, id.as_str()),)*
                }
            }
        }
    };
}

record_ids! {
    "sector" = Sector,
    "scale" = Scale,
    "family" = Family,
    "flow_kind" = FlowKind,
    "organisation" = Organisation,
    "flow" = Flow,
    "group" = Group,
    "note" = Note,
    "evidence" = Evidence,
    "view" = View,
}

impl StandIn for RecordId {
    fn stand_in() -> Self {
        Self::Map
    }
}

impl Value for FieldValue {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match (named(node), &node.kind) {
            (Some(("date", date)), _) => Date::read(date, reading).map(Self::Date),
            (Some(("link", link)), _) => String::read(link, reading).map(Self::Link),
            (None, Kind::Text(_) | Kind::Quoted) => String::read(node, reading).map(Self::Text),
            (None, Kind::Number(_)) => f64::read(node, reading).map(Self::Number),
            (None, Kind::Word("true" | "false" | "yes" | "no")) => bool::read(node, reading).map(Self::YesNo),
            (None, Kind::Word("inf" | "NaN")) => f64::read(node, reading).map(Self::Number),
            _ => reading.expected(
                node,
                "a text, a number, true, false, date(...) or link(...)",
                "\"text\", 12, true, date(\"2019-05\") or link(\"https://...\")",
            ),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        match self {
            Self::Text(text) => out.quoted(text),
            Self::Number(number) => number.write(out),
            Self::Date(date) => write_named(out, "date", &date.to_string()),
            Self::YesNo(yes) => yes.write(out),
            Self::Link(link) => write_named(out, "link", link),
        }
    }
}

/// A table: its entries with the nodes of their keys.
fn entries<'n, 't>(node: &'n Node<'t>, reading: &mut Reading<'t>) -> Option<&'n [(Node<'t>, Node<'t>)]> {
    match &node.kind {
        Kind::Map(entries) => Some(entries),
        _ => reading.expected(node, "a table", "{\"name\": ..., ...}"),
    }
}

/// The value written as it stands within a line.
fn spelt(value: &impl Value) -> String {
    let mut out = Out::new(0);
    value.write(&mut out);
    out.text
}

impl Value for ExtraFields {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let mut fields = Self::new();
        for (key, value) in entries(node, reading)? {
            let name = match key.kind {
                Kind::Word(word) => Some(word.to_owned()),
                _ => expect_text(key, reading, "the field's name").map(Into::into),
            };
            let value = FieldValue::read(value, reading);
            let (Some(name), Some(value)) = (name, value) else { continue };
            if fields.insert(name, value).is_some() {
                reading.fault::<()>(key, "this name is given twice", Some("keep one of the two"));
            }
        }
        Some(fields)
    }

    fn write(&self, out: &mut Out<'_>) {
        let entries: Vec<_> = self.iter().map(|(name, value)| (spelt(name), spelt(value))).collect();
        out.table(&entries);
    }

    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

impl Value for BTreeMap<Status, String> {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let mut names = Self::new();
        for (key, value) in entries(node, reading)? {
            let status = Status::read(key, reading);
            let name = String::read(value, reading);
            let (Some(status), Some(name)) = (status, name) else { continue };
            if names.insert(status, name).is_some() {
                reading.fault::<()>(key, "this status is given twice", Some("keep one of the two"));
            }
        }
        Some(names)
    }

    fn write(&self, out: &mut Out<'_>) {
        let entries: Vec<_> = self.iter().map(|(status, name)| (spelt(status), spelt(name))).collect();
        out.table(&entries);
    }

    fn is_default(&self) -> bool {
        self.is_empty()
    }
}
