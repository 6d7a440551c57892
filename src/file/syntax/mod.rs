//! The syntax of a map's text: values, fields and comments, each with its place, borrowed from the text.
//! Must not know what any field means; what is wrong is said as [`Fault`]s, and reading goes on.

mod lines;
mod scanner;
mod structure;

pub(super) use lines::Lines;
pub(super) use scanner::{leading_trivia, scan, scan_header};

use crate::diagnostics::Severity;

/// How deep values may lie in one another. Far above what any map needs, far below what a stack holds.
pub(super) const MAX_DEPTH: usize = 64;

/// How many values a text may hold: several times what the longest map does, and few enough for the memory.
const MAX_VALUES: usize = 8_000_000;

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// First byte.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        // Texts longer than this are refused before they are scanned.
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: short(start), end: short(end) }
    }

    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value with its place.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub span: Span,
    pub kind: Kind<'t>,
}

/// What a value is, as far as the signs tell.
#[derive(Debug)]
pub(super) enum Kind<'t> {
    /// A text between quotes without any escape: its inside.
    Text(&'t str),
    /// A text with escapes, or a raw one; `ron` reads it from the span.
    Quoted,
    /// What begins as a number does; also a date without quotes.
    Number(&'t str),
    /// A bare word: an enum value, `true`, `None`, `inf`.
    Word(&'t str),
    /// `(a: 1, b: 2)` or `Name(a: 1)`.
    Struct { fields: Vec<Field<'t>> },
    /// `(1, 2)`, `name(1)` or `()`.
    Tuple { name: Option<&'t str>, items: Vec<Node<'t>> },
    /// `[1, 2]`.
    List(Vec<Node<'t>>),
    /// `{"a": 1}`.
    Map(Vec<(Node<'t>, Node<'t>)>),
    /// Something that could not be read; a fault says why.
    Broken,
}

/// A field of a struct.
#[derive(Debug)]
pub(super) struct Field<'t> {
    pub name: &'t str,
    /// Where the name begins.
    pub start: u32,
    pub value: Node<'t>,
}

impl<'t> Node<'t> {
    /// The fields of a struct; none for anything else.
    pub(super) fn fields(&self) -> &[Field<'t>] {
        match &self.kind {
            Kind::Struct { fields } => fields,
            _ => &[],
        }
    }

    /// One field of a struct.
    pub(super) fn field(&self, name: &str) -> Option<&Field<'t>> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// What it is, in words, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Text(_) | Kind::Quoted => "a text",
            Kind::Number(_) => "a number",
            Kind::Word(_) => "a bare word",
            Kind::Struct { .. } => "a record",
            Kind::Tuple { .. } => "values in round brackets",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a table in curly brackets",
            Kind::Broken => "something unreadable",
        }
    }
}

/// Something wrong at one place of the text.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub severity: Severity,
    /// Byte of the text.
    pub offset: u32,
    pub message: String,
    pub hint: Option<String>,
}

/// A scanned text.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    pub root: Node<'t>,
    /// All comments, in order.
    pub comments: Vec<Span>,
    pub faults: Vec<Fault>,
    /// The text ends where something is still open.
    pub cut_off: bool,
}
