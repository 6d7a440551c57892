//! Fields as they are gathered from a record, and the words and looks that values of ours are to others. Must not know what
//! a format holds.

use crate::{
    interchange::{
        graph::{Dash, Shape, Value},
        roles::{FieldType, Role},
    },
    model::{
        Carried, Colour, ExtraFields, FieldValue, Organisation, OrganisationKind, Point, Position, Size,
        StyleOverride,
    },
    style::{NodeShape, Rgba},
};

/// Fields while they are gathered.
#[derive(Default)]
pub(super) struct Fields(pub(super) Vec<(Role, String, Value)>);

impl Fields {
    pub(super) fn put(&mut self, role: Role, value: Value) {
        self.0.push((role, String::new(), value));
    }

    pub(super) fn text(&mut self, role: Role, text: &str) {
        if !text.is_empty() {
            self.put(role, Value::Text(text.to_owned()));
        }
    }

    pub(super) fn shown(&mut self, role: Role, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(role, Value::Text(value.to_string()));
        }
    }

    pub(super) fn yes(&mut self, role: Role, yes: bool) {
        if yes {
            self.put(role, Value::YesNo(true));
        }
    }

    pub(super) fn number(&mut self, role: Role, number: Option<f64>) {
        if let Some(number) = number {
            self.put(role, Value::Number(number));
        }
    }

    pub(super) fn list(&mut self, role: Role, items: &[String]) {
        if !items.is_empty() {
            self.put(role, Value::List(items.to_vec()));
        }
    }

    pub(super) fn style(&mut self, style: &StyleOverride) {
        self.shown(Role::Colour, style.colour);
        self.shown(Role::Outline, style.outline);
        self.number(Role::LineWidth, style.width);
    }

    pub(super) fn place(&mut self, place: Option<Point>) {
        self.number(Role::X, place.map(|point| point.x));
        self.number(Role::Y, place.map(|point| point.y));
    }

    pub(super) fn size(&mut self, size: Option<Size>) {
        self.number(Role::Width, size.map(|size| size.width));
        self.number(Role::Height, size.map(|size| size.height));
    }

    pub(super) fn order(&mut self, order: i32) {
        self.number(Role::Order, (order != 0).then_some(f64::from(order)));
    }

    pub(super) fn extra(&mut self, extra: &ExtraFields) {
        for (name, value) in extra {
            let (kind, value) = match value {
                FieldValue::Text(text) => (FieldType::Text, Value::Text(text.clone())),
                FieldValue::Link(text) => (FieldType::Link, Value::Text(text.clone())),
                FieldValue::Date(date) => (FieldType::Date, Value::Text(date.to_string())),
                FieldValue::Number(number) => (FieldType::Number, Value::Number(*number)),
                FieldValue::YesNo(yes) => (FieldType::YesNo, Value::YesNo(*yes)),
            };
            self.0.push((Role::ExtraOf(kind), name.clone(), value));
        }
    }
}

pub(super) fn colour(colour: Rgba) -> Colour {
    Colour::new(colour.red, colour.green, colour.blue)
}

pub(super) fn shape(kind: OrganisationKind) -> Shape {
    match NodeShape::of(kind) {
        NodeShape::Box => Shape::RoundBox,
        NodeShape::Stack => Shape::Box,
        NodeShape::Pill => Shape::Ellipse,
        NodeShape::CutCorner => Shape::Octagon,
        NodeShape::Tab => Shape::Slanted,
        NodeShape::Circle => Shape::Circle,
    }
}

pub(super) fn dash(dashes: &[f64]) -> Dash {
    match dashes.first() {
        None => Dash::Solid,
        Some(first) if *first <= 1.0 => Dash::Dotted,
        Some(_) if dashes.len() > 2 => Dash::DashDotted,
        Some(_) => Dash::Dashed,
    }
}

/// What a word of the scheme is written as: its name where that leads back to it, otherwise its id.
pub(super) fn word<'n>(id: &str, name: &'n str, all: impl Iterator<Item = (&'n str, &'n str)>) -> String {
    let mut clash = name.trim() != name || name.is_empty();
    for (other, called) in all {
        clash |= other != id && (called == name || other == name);
    }
    if clash { id.to_owned() } else { name.to_owned() }
}

pub(super) fn stances(it: &Organisation) -> Vec<String> {
    let word = |position: Position| match position {
        Position::Support => "support",
        Position::Oppose => "oppose",
        Position::Neutral => "neutral",
    };
    it.stances.iter().map(|stance| format!("{}:{}", stance.goal, word(stance.position))).collect()
}

pub(super) fn carried(carried: &Carried) -> usize {
    usize::from(!carried.comment.is_empty()) + carried.fields.len()
}
