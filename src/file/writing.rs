//! The text of a map while it is written: fields, lists, what is carried along.
//! Must not know any record.

use super::{
    reading::{Step, push_step},
    value::Value,
};

/// A list of small values longer than this, in bytes, is written one a line.
const LONG_LINE: usize = 100;

/// Whether a text shows this sign by its number: what ends the text, what breaks the line, and what would make an editor
/// show the rest of the line in another order than it stands there.
fn is_escaped(sign: char) -> bool {
    matches!(sign, '"' | '\\' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || sign.is_control()
}

/// The text so far.
pub(super) struct Out<'c> {
    pub text: String,
    /// Four spaces each.
    indent: usize,
    /// Within a value that stands on one line.
    is_inline: bool,
    is_first: bool,
    carried: &'c [(String, String)],
    path: String,
}

impl<'c> Out<'c> {
    pub(super) fn new(indent: usize) -> Self {
        Self {
            text: String::new(),
            indent,
            is_inline: false,
            is_first: true,
            carried: &[],
            path: String::new(),
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A line of its own.
    pub(super) fn line(&mut self, text: &str) {
        self.start_line();
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn start_line(&mut self) {
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
    }

    /// Opens something over several lines.
    pub(super) fn open(&mut self, text: &str) {
        self.line(text);
        self.indent += 1;
    }

    /// Closes it.
    pub(super) fn close(&mut self, text: &str) {
        self.indent -= 1;
        self.line(text);
    }

    /// How deep the next line stands.
    pub(super) fn depth(&self) -> usize {
        self.indent
    }

    /// A field of its own line as raw text.
    pub(super) fn raw_line(&mut self, name: &str, raw: &str) {
        self.start_line();
        self.text.push_str(&format!("{name}: {raw},\n"));
    }

    /// Writes the fields of a record, which carries these unread ones.
    pub(super) fn record(&mut self, carried: &'c [(String, String)], fields: impl FnOnce(&mut Self)) {
        self.carried = carried;
        self.path.clear();
        self.is_inline = false;
        fields(self);
        self.carried = &[];
    }

    /// The comment that stands before a record.
    pub(super) fn comment(&mut self, lines: &[String]) {
        for line in lines {
            self.line(line);
        }
    }

    fn named(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        if self.is_inline {
            if !self.is_first {
                self.text.push_str(", ");
            }
            self.is_first = false;
        } else {
            self.start_line();
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        value(self);
        if !self.is_inline {
            self.text.push_str(",\n");
        }
    }

    /// A field, left out when it has its default; then what an older file carried in its stead is written.
    pub(super) fn field<T: Value>(&mut self, name: &'static str, value: &T) {
        if !value.is_default() {
            return self.required(name, value);
        }
        if self.carried.is_empty() {
            return;
        }
        let length = self.step(Step::Field(name));
        let raw = self.carried.iter().find(|(path, _)| *path == self.path).map(|(_, raw)| raw.as_str());
        let within = |path: &str| path.strip_prefix(&self.path).is_some_and(|rest| rest.starts_with('/'));
        let has_within = value.is_struct() && self.carried.iter().any(|(path, _)| within(path));
        self.path.truncate(length);
        if let Some(raw) = raw {
            self.raw(name, raw);
        } else if has_within {
            self.required(name, value);
        }
    }

    /// A field, whatever its value.
    pub(super) fn required<T: Value>(&mut self, name: &'static str, value: &T) {
        let length = self.step(Step::Field(name));
        self.named(name, |out| value.write(out));
        self.path.truncate(length);
    }

    /// A field as raw text.
    pub(super) fn raw(&mut self, name: &str, raw: &str) {
        self.named(name, |out| out.text.push_str(raw));
    }

    /// The fields that are carried at this place and are none of `known`.
    pub(super) fn carried(&mut self, known: &[&str]) {
        for (path, raw) in self.carried {
            let name = match path.strip_prefix(self.path.as_str()) {
                Some(rest) if self.path.is_empty() => rest,
                Some(rest) => rest.strip_prefix('/').unwrap_or_default(),
                None => continue,
            };
            if !name.is_empty() && !name.contains(['/', '[']) && !known.contains(&name) {
                self.raw(name, raw);
            }
        }
    }

    /// Goes a step down, if anybody wants to know; gives the length to cut the path back to.
    fn step(&mut self, step: Step<'_>) -> usize {
        let length = self.path.len();
        if !self.carried.is_empty() {
            push_step(&mut self.path, step);
        }
        length
    }

    /// A struct on one line.
    pub(super) fn inline_struct(&mut self, fields: impl FnOnce(&mut Self)) {
        let before = (self.is_inline, self.is_first);
        (self.is_inline, self.is_first) = (true, true);
        self.text.push('(');
        fields(self);
        self.text.push(')');
        (self.is_inline, self.is_first) = before;
    }

    /// A list: on one line if it is short and its items are small, otherwise an item a line.
    pub(super) fn list<T: Value>(&mut self, items: &[T], is_tall: bool) {
        let was_inline = std::mem::replace(&mut self.is_inline, true);
        let start = self.text.len();
        if was_inline || !is_tall || items.is_empty() {
            self.text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    self.text.push_str(", ");
                }
                self.item(place, item);
            }
            self.text.push(']');
        }
        if !was_inline && !items.is_empty() && (is_tall || self.text.len() - start > LONG_LINE) {
            self.text.truncate(start);
            self.text.push_str("[\n");
            self.indent += 1;
            for (place, item) in items.iter().enumerate() {
                self.start_line();
                self.item(place, item);
                self.text.push_str(",\n");
            }
            self.indent -= 1;
            self.start_line();
            self.text.push(']');
        }
        self.is_inline = was_inline;
    }

    fn item<T: Value>(&mut self, place: usize, item: &T) {
        let length = self.step(item.key().map_or(Step::Place(place), Step::Key));
        item.write(self);
        self.path.truncate(length);
    }

    /// A table of named values: on one line if it is short, otherwise an entry a line.
    pub(super) fn table(&mut self, entries: &[(String, String)]) {
        let length: usize = entries.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
        if self.is_inline || length <= LONG_LINE {
            self.text.push('{');
            for (place, (name, value)) in entries.iter().enumerate() {
                let comma = if place > 0 { ", " } else { "" };
                self.text.push_str(&format!("{comma}{name}: {value}"));
            }
            self.text.push('}');
            return;
        }
        self.text.push('{');
        self.text.push('\n');
        self.indent += 1;
        for (name, value) in entries {
            self.line(&format!("{name}: {value},"));
        }
        self.indent -= 1;
        self.start_line();
        self.text.push('}');
    }

    /// A text between quotes, on one line whatever it holds.
    pub(super) fn quoted(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(is_escaped) {
            self.text.push_str(&rest[..at]);
            let sign = rest[at..].chars().next().unwrap_or_default();
            match sign {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                other => self.text.push_str(&format!("\\u{{{:x}}}", u32::from(other))),
            }
            rest = &rest[at + sign.len_utf8()..];
        }
        self.text.push_str(rest);
        self.text.push('"');
    }
}
