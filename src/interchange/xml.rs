//! A small tree of an XML text: names, attributes, words, lines. Nothing is expanded, fetched or guessed; what defines
//! entities is refused. Must not know what the elements mean.

use std::ops::Range;

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::{Format, ReadError, limits};
use crate::diagnostics::Place;

type Span = Range<u32>;

#[derive(Clone, Debug, Default)]
struct Element {
    name: Span,
    attributes: Span,
    words: Span,
    line: u32,
    first: u32,
    next: u32,
}

/// The tree. Index 0 is the document, above its elements.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// All names, values and words, one after the other.
    text: String,
    elements: Vec<Element>,
    attributes: Vec<(Span, Span)>,
}

/// One element of the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    index: u32,
}

impl<'t> Node<'t> {
    fn element(self) -> &'t Element {
        &self.tree.elements[self.index as usize]
    }

    /// Its name without the namespace's prefix.
    pub(super) fn name(self) -> &'t str {
        self.tree.of(&self.element().name)
    }

    /// The line it begins on, from 1.
    pub(super) fn line(self) -> u32 {
        self.element().line
    }

    /// Its own words, without those of elements within.
    pub(super) fn words(self) -> &'t str {
        self.tree.of(&self.element().words)
    }

    /// All attributes, with their prefixes.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let range = &self.element().attributes;
        let listed = &self.tree.attributes[range.start as usize..range.end as usize];
        listed.iter().map(move |(name, value)| (self.tree.of(name), self.tree.of(value)))
    }

    /// The value of an attribute, named with its prefix if it has one.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// A finite number in an attribute.
    pub(super) fn number(self, name: &str) -> Option<f64> {
        self.attribute(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// The elements within it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let tree = self.tree;
        let node = move |index: u32| (index != 0).then_some(Node { tree, index });
        std::iter::successors(node(self.element().first), move |child| node(child.element().next))
    }

    /// The first element of this name within it.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The elements of this name within it.
    pub(super) fn named<'n>(self, name: &'n str) -> impl Iterator<Item = Self> + use<'t, 'n> {
        self.children().filter(move |child| child.name() == name)
    }
}

impl Tree {
    fn of(&self, span: &Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// The document: its children are what stands at the top.
    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// The element that the whole document is.
    pub(super) fn top(&self) -> Option<Node<'_>> {
        self.root().children().next()
    }

    fn keep(&mut self, words: &str) -> Span {
        let start = self.text.len() as u32;
        self.text.push_str(words);
        start..self.text.len() as u32
    }

    /// Adds to the words of an element, copying what it has where something else has come between.
    fn add_words(&mut self, index: usize, words: &str) {
        let span = self.elements[index].words.clone();
        if span.is_empty() {
            self.elements[index].words = self.keep(words);
        } else if span.end as usize == self.text.len() {
            self.text.push_str(words);
            self.elements[index].words.end = self.text.len() as u32;
        } else if !words.trim().is_empty() {
            let both = format!("{}{words}", self.of(&span));
            self.elements[index].words = self.keep(&both);
        }
    }
}

struct Building<'t> {
    tree: Tree,
    text: &'t str,
    format: Format,
    /// Open elements, each with its latest child.
    open: Vec<(u32, u32)>,
    line: u32,
    counted_to: usize,
}

/// Reads a text as a tree.
///
/// # Errors
/// Where the syntax is broken, something nests too deep, or the text defines entities.
pub(super) fn parse(text: &str, format: Format) -> Result<Tree, ReadError> {
    let mut reader = Reader::from_str(text);
    let tree = Tree { elements: vec![Element::default()], ..Tree::default() };
    let mut building = Building { tree, text, format, open: vec![(0, 0)], line: 1, counted_to: 0 };
    building.tree.text.reserve(text.len() / 2);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        building.count_lines(at);
        match reader.read_event() {
            Ok(Event::Start(start)) => building.start(&start, true)?,
            Ok(Event::Empty(start)) => building.start(&start, false)?,
            Ok(Event::End(_)) => {
                building.open.pop();
            }
            Ok(Event::Text(words)) => building.words(&words.xml10_content()),
            Ok(Event::CData(words)) => building.words(&words.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let word = match entity.resolve_char_ref() {
                    Ok(Some(sign)) => sign.to_string(),
                    _ => resolve_predefined_entity(&entity)
                        .map_or_else(|| format!("&{};", &*entity), str::to_owned),
                };
                building.words(&word);
            }
            Ok(Event::DocType(kind)) if kind.to_ascii_uppercase().contains("<!ENTITY") => {
                return Err(ReadError::Entities { place: building.place(at) });
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(at);
                return Err(building.broken(at, error.to_string()));
            }
        }
    }
    if building.open.len() > 1 {
        return Err(building.broken(text.len(), "the file ends before all of its elements do".into()));
    }
    Ok(building.tree)
}

impl Building<'_> {
    fn count_lines(&mut self, to: usize) {
        if let Some(passed) = self.text.as_bytes().get(self.counted_to..to) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u32;
            self.counted_to = to;
        }
    }

    fn place(&self, at: usize) -> Place {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) as u32 + 1;
        Place { line, column }
    }

    fn broken(&self, at: usize, reason: String) -> ReadError {
        ReadError::Syntax { format: self.format, place: self.place(at), reason }
    }

    fn words(&mut self, words: &str) {
        if let Some((index, _)) = self.open.last() {
            self.tree.add_words(*index as usize, words);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, opens: bool) -> Result<(), ReadError> {
        limits::depth(self.open.len(), self.line)?;
        let first_attribute = self.tree.attributes.len() as u32;
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.broken(self.counted_to, error.to_string()))?;
            let name = self.tree.keep(attribute.key.as_ref());
            let value = match quick_xml::escape::unescape(&attribute.value) {
                Ok(value) => self.tree.keep(&value),
                Err(_) => self.tree.keep(&attribute.value),
            };
            self.tree.attributes.push((name, value));
        }
        let name = self.tree.keep(start.local_name().as_ref());
        let index = self.tree.elements.len() as u32;
        self.tree.elements.push(Element {
            name,
            attributes: first_attribute..self.tree.attributes.len() as u32,
            line: self.line,
            ..Element::default()
        });
        if let Some((parent, latest)) = self.open.last_mut() {
            let (parent, before) = (*parent as usize, std::mem::replace(latest, index));
            if before == 0 {
                self.tree.elements[parent].first = index;
            } else {
                self.tree.elements[before as usize].next = index;
            }
        }
        if opens {
            self.open.push((index, 0));
        }
        Ok(())
    }
}

/// Words as they stand between tags.
pub(super) fn escaped(words: &str) -> String {
    escape(words, false)
}

/// Words as they stand in an attribute between double quotes.
pub(super) fn quoted(words: &str) -> String {
    escape(words, true)
}

fn escape(words: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for sign in words.chars() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            // XML has no way to write these.
            sign if sign.is_control() && !matches!(sign, '\n' | '\t' | '\u{7f}'..='\u{9f}') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            sign => out.push(sign),
        }
    }
    out
}
