//! What is at hand while values become records: the text, what was found fault with, what is carried along unread.
//! Must not know any record.

use super::{
    problems::{MOST, nearest},
    syntax::{Fault, Field, Kind, Node, Span, scan},
    value::Value,
};
use crate::diagnostics::Severity;

/// One step from a record to a value within it.
#[derive(Clone, Copy)]
pub(super) enum Step<'t> {
    /// A field.
    Field(&'t str),
    /// An item of a list by what tells it from the others.
    Key(&'t str),
    /// An item of a list by its place.
    Place(usize),
}

/// The state of reading a text.
pub(super) struct Reading<'t> {
    pub text: &'t str,
    /// The file comes from a newer minor version: what is not understood is kept, not refused.
    pub is_newer: bool,
    pub faults: Vec<Fault>,
    pub path: Vec<Step<'t>>,
    /// Unread fields of the record that is being read: path and raw text.
    pub carried: Vec<(String, String)>,
    /// Where carried text stands: comments within it are kept with it.
    pub carried_spans: Vec<Span>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str, is_newer: bool) -> Self {
        Self {
            text,
            is_newer,
            faults: Vec::new(),
            path: Vec::new(),
            carried: Vec::new(),
            carried_spans: Vec::new(),
        }
    }

    /// Says what is wrong with a value. Always `None`, for the caller to give back.
    pub(super) fn fault<T>(
        &mut self,
        node: &Node<'t>,
        message: impl Into<String>,
        hint: Option<&str>,
    ) -> Option<T> {
        // Of what is broken the scanner has spoken.
        if !matches!(node.kind, Kind::Broken) {
            self.say(Severity::Error, node.span.start, message.into(), hint.map(Into::into));
        }
        None
    }

    /// Says that something else was expected.
    pub(super) fn expected<T>(&mut self, node: &Node<'t>, what: &str, example: &str) -> Option<T> {
        let hint = format!("write {example}");
        self.fault(node, format!("expected {what}, found {}", node.describe()), Some(&hint))
    }

    pub(super) fn say(&mut self, severity: Severity, offset: u32, message: String, hint: Option<String>) {
        self.faults.push(Fault { severity, offset, message, hint });
    }

    /// Reads a field into its slot. What cannot be read leaves the slot as it was.
    pub(super) fn field<T: Value>(&mut self, field: &Field<'t>, slot: &mut T) {
        let faults = self.faults.len();
        let carried = self.carried.len();
        self.path.push(Step::Field(field.name));
        let value = T::read(&field.value, self);
        self.path.pop();
        let is_sound = self.faults[faults..].iter().all(|fault| fault.severity == Severity::Warning);
        if self.is_newer && !is_sound {
            self.faults.truncate(faults);
            self.carried.truncate(carried);
            let message =
                format!("this version cannot read what stands in `{}`; it is kept as it is", field.name);
            self.say(Severity::Warning, field.value.span.start, message, None);
            self.carry(field);
        } else if let Some(value) = value {
            *slot = value;
        }
    }

    /// Reads a field that must be there.
    pub(super) fn required<T: Value>(&mut self, node: &Node<'t>, name: &'static str) -> Option<T> {
        match node.field(name) {
            Some(field) => {
                self.path.push(Step::Field(name));
                let value = T::read(&field.value, self);
                self.path.pop();
                value
            }
            None => self.fault(node, format!("`{name}` is missing"), Some(&format!("add `{name}: ...`"))),
        }
    }

    /// Keeps a field that this version does not know, and says so unless a newer version wrote it.
    pub(super) fn unknown(&mut self, field: &Field<'t>, known: &[&'static str]) {
        if !self.can_be_kept(field) {
            // The scanner has told what is wrong with it.
            return;
        }
        if !self.is_newer {
            let is_listed = self.faults.len() < MOST;
            let near = if is_listed { nearest(field.name, known.iter().copied()) } else { None };
            let hint = match near {
                Some(near) => format!("did you mean `{near}`? As it stands it is kept, but has no effect"),
                None => "it is kept as it stands, but has no effect".into(),
            };
            self.say(Severity::Warning, field.start, format!("unknown field `{}`", field.name), Some(hint));
        }
        self.carry(field);
    }

    /// Whether what stands in a field could be written back: raw text with a fault in it would damage all that is
    /// written around it.
    fn can_be_kept(&self, field: &Field<'t>) -> bool {
        let is_fault = |fault: &Fault| fault.severity == Severity::Error;
        !matches!(field.value.kind, Kind::Broken)
            && (!self.faults.iter().any(is_fault)
                || !scan(field.value.span.of(self.text)).faults.iter().any(is_fault))
    }

    /// Keeps a field as raw text.
    pub(super) fn carry(&mut self, field: &Field<'t>) {
        if !self.can_be_kept(field) {
            return;
        }
        let mut name = String::new();
        for step in &self.path {
            push_step(&mut name, *step);
        }
        push_step(&mut name, Step::Field(field.name));
        // A file holds LF only, whatever system it passed through.
        let raw = field.value.span.of(self.text).replace("\r\n", "\n");
        self.carried.push((name, raw));
        self.carried_spans.push(field.value.span);
    }

    /// What was carried since the last record, in the order in which it is written.
    pub(super) fn take_carried(&mut self) -> Vec<(String, String)> {
        in_order(std::mem::take(&mut self.carried))
    }

    /// Says which fields of a struct are given more than once.
    pub(super) fn repeated_fields(&mut self, fields: &[Field<'t>]) {
        if fields.len() <= 48 {
            for (index, field) in fields.iter().enumerate() {
                if fields[..index].iter().any(|earlier| earlier.name == field.name) {
                    self.repeated_field(field);
                }
            }
            return;
        }
        let mut seen = std::collections::BTreeSet::new();
        for field in fields {
            if !seen.insert(field.name) {
                self.repeated_field(field);
            }
        }
    }

    fn repeated_field(&mut self, field: &Field<'t>) {
        let message = format!("field `{}` is given twice", field.name);
        self.say(Severity::Error, field.start, message, Some("keep one of the two".into()));
    }
}

/// Carried fields by path. Of those that were given twice, which was told, the first: both would be refused when they are
/// read again.
pub(super) fn in_order(mut carried: Vec<(String, String)>) -> Vec<(String, String)> {
    carried.sort_by(|one, other| one.0.cmp(&other.0));
    carried.dedup_by(|later, first| later.0 == first.0);
    carried
}

/// Adds a step to the path by which a carried field is named: `source/shelf`, `areas[national]/tint`.
pub(super) fn push_step(path: &mut String, step: Step<'_>) {
    match step {
        Step::Field(name) => {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(name);
        }
        Step::Key(key) => {
            path.push('[');
            path.push_str(key);
            path.push(']');
        }
        Step::Place(place) => {
            path.push('[');
            path.push_str(&place.to_string());
            path.push(']');
        }
    }
}
