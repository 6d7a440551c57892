//! The signs of the text: white space, comments, words, numbers, quoted texts.
//! Must not know how values are put together; that is `structure`.

use super::{Fault, Kind, Node, Scan, Span};
use crate::diagnostics::Severity;

/// After so many mistakes of syntax nothing more is looked for: no person mends them one by one, and a text made to keep
/// us busy must not.
const MAX_FAULTS: usize = 200;

/// After so many texts without an end the rest is passed over.
const MAX_UNCLOSED: usize = 40;

/// Reads signs off the text. `at` only grows.
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    pub bytes: &'t [u8],
    pub at: usize,
    /// The closing brackets that are waited for, outermost first.
    pub open: Vec<u8>,
    pub comments: Vec<Span>,
    pub faults: Vec<Fault>,
    pub cut_off: bool,
    /// Where the scanner stood when it last found fault: one mistake is said once.
    reported_at: usize,
    /// How many texts had no end so far.
    unclosed: usize,
    /// How many values were read so far.
    pub values: usize,
}

/// Scans a whole text.
pub(in crate::file) fn scan(text: &str) -> Scan<'_> {
    let mut scanner = Scanner::new(text);
    scanner.opening();
    let root = scanner.value();
    scanner.trivia();
    if scanner.at < text.len() {
        scanner.fault(
            "something stands behind the end of the map",
            Some("delete it, or look for a bracket too many".into()),
        );
    }
    Scan { root, comments: scanner.comments, faults: scanner.faults, cut_off: scanner.cut_off }
}

/// Scans only the first field of the text: its name and value. `None` when the text does not begin as a map does.
pub(in crate::file) fn scan_header(text: &str) -> Option<(&str, Node<'_>)> {
    let mut scanner = Scanner::new(text);
    scanner.opening();
    if scanner.peek() != Some(b'(') {
        return None;
    }
    scanner.at += 1;
    scanner.open.push(b')');
    scanner.trivia();
    let name = scanner.field_name()?;
    scanner.trivia();
    Some((name, scanner.value()))
}

/// How much white space and comment stands at the beginning of a text, in bytes.
pub(in crate::file) fn leading_trivia(text: &str) -> usize {
    let mut scanner = Scanner::new(text);
    scanner.trivia();
    scanner.at
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            comments: Vec::new(),
            faults: Vec::new(),
            cut_off: false,
            reported_at: usize::MAX,
            unclosed: 0,
            values: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The sign at the scanner's place, as messages show it.
    pub(super) fn found(&self) -> String {
        let word = &self.text[self.at..self.at + self.word_length(self.at)];
        if !word.is_empty() {
            return format!("`{}`", word.chars().take(40).collect::<String>());
        }
        match self.text[self.at..].chars().next() {
            None => "the end of the file".into(),
            Some(sign) if sign.is_control() => format!("the control character U+{:04X}", u32::from(sign)),
            Some(sign) => format!("`{sign}`"),
        }
    }

    pub(super) fn fault(&mut self, message: impl Into<String>, hint: Option<String>) {
        self.fault_at(self.at, message, hint);
    }

    /// Says what is wrong at `offset`, unless something was already said while the scanner stood here.
    pub(super) fn fault_at(&mut self, offset: usize, message: impl Into<String>, hint: Option<String>) {
        if self.has_said(self.at) {
            return;
        }
        self.reported_at = self.at;
        let offset = Span::new(offset, offset).start;
        self.faults.push(Fault { severity: Severity::Error, offset, message: message.into(), hint });
        if self.faults.len() == MAX_FAULTS {
            let message = format!("no more mistakes of syntax are looked for, after {MAX_FAULTS}");
            self.faults.push(Fault { severity: Severity::Error, offset, message, hint: None });
        }
    }

    /// Whether something was already said while the scanner stood here, or so much that nothing more is said.
    pub(super) fn has_said(&self, at: usize) -> bool {
        self.reported_at == at || self.is_over()
    }

    fn is_over(&self) -> bool {
        self.faults.len() > MAX_FAULTS
    }

    /// Says why and passes over the rest of the text.
    pub(super) fn give_up(&mut self, why: &str) {
        self.fault(why, None);
        self.at = self.bytes.len();
        self.reported_at = self.at;
    }

    /// What may stand before the first value: white space, comments, `#![enable(...)]`.
    fn opening(&mut self) {
        self.trivia();
        while self.bytes[self.at..].starts_with(b"#![") {
            let line = self.bytes[self.at..].iter().position(|byte| *byte == b'\n');
            self.at = line.map_or(self.bytes.len(), |length| self.at + length);
            self.trivia();
        }
    }

    /// White space and comments.
    pub(super) fn trivia(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                b'/' if self.bytes.get(self.at + 1) == Some(&b'/') => {
                    let start = self.at;
                    let length = self.bytes[start..].iter().position(|byte| *byte == b'\n');
                    self.at = length.map_or(self.bytes.len(), |length| start + length);
                    self.comments.push(Span::new(start, self.at));
                }
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.block_comment(),
                0x80.. => match self.text[self.at..].chars().next() {
                    Some(sign) if sign.is_whitespace() || sign == '\u{feff}' => self.at += sign.len_utf8(),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match &self.bytes[self.at..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.at += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        break;
                    }
                }
                _ => self.at += 1,
            }
        }
        if depth > 0 {
            self.fault_at(start, "this comment is not closed", Some("end it with */".into()));
        }
        self.comments.push(Span::new(start, self.at));
    }

    /// The length of the word at `from`, in bytes; 0 when there is none.
    fn word_length(&self, from: usize) -> usize {
        let begins = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80;
        if !self.bytes.get(from).is_some_and(begins) {
            return 0;
        }
        let rest = &self.bytes[from..];
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        rest.iter().position(|byte| !goes_on(byte)).unwrap_or(rest.len())
    }

    /// Takes `name:` and gives the name, if that is what stands here. White space before the colon is allowed.
    pub(super) fn field_name(&mut self) -> Option<&'t str> {
        let length = self.word_length(self.at);
        if length == 0 {
            return None;
        }
        let start = self.at;
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let mut colon = start + length;
        colon += self.bytes[colon..].iter().take_while(|byte| blank(byte)).count();
        match self.bytes.get(colon) {
            Some(b':') => {}
            Some(b'=') => {
                self.at = colon;
                self.fault("a field is written with `:`, not with `=`", None);
            }
            _ => return None,
        }
        self.at = colon + 1;
        Some(&self.text[start..start + length])
    }

    /// Whether `name:` stands here.
    pub(super) fn sees_field(&self) -> bool {
        let length = self.word_length(self.at);
        let rest = &self.bytes[self.at + length..];
        length > 0 && rest.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b':')
    }

    pub(super) fn word(&mut self) -> Option<&'t str> {
        let start = self.at;
        self.at += self.word_length(start);
        (self.at > start).then(|| &self.text[start..self.at])
    }

    /// A number, or what looks like one: `-1.5e3`, `0x1F`, `1_000`, `2019-05-31`, `-inf`.
    pub(super) fn number(&mut self) -> Node<'t> {
        let start = self.at;
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
        let rest = &self.bytes[start..];
        self.at += rest.iter().position(|byte| !part(byte)).unwrap_or(rest.len());
        Node { span: Span::new(start, self.at), kind: Kind::Number(&self.text[start..self.at]) }
    }

    /// A text between double quotes.
    pub(super) fn quoted(&mut self) -> Node<'t> {
        let start = self.at;
        let mut end = start + 1;
        let mut escaped = false;
        loop {
            let rest = &self.bytes[end..];
            let Some(length) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                return self.unclosed(start);
            };
            end += length;
            if self.bytes[end] == b'"' {
                break;
            }
            escaped = true;
            end = (end + 2).min(self.bytes.len());
        }
        let inside = &self.text[start + 1..end];
        let next = self.text[end + 1..].chars().next();
        // A text over several lines that ends where a word or another text begins: its quote was forgotten.
        if next.is_some_and(|sign| sign.is_alphanumeric() || sign == '"') && inside.contains('\n') {
            return self.unclosed(start);
        }
        self.at = end + 1;
        let kind = if escaped { Kind::Quoted } else { Kind::Text(inside) };
        Node { span: Span::new(start, self.at), kind }
    }

    /// Says that a text is not closed and goes on at the end of its first line.
    fn unclosed(&mut self, start: usize) -> Node<'t> {
        if !self.text[start..].contains('\n') {
            self.cut_off = true;
            self.fault(
                "the file ends within this text",
                Some("was it cut off? Look for an older copy of it".into()),
            );
            self.at = self.bytes.len();
            self.reported_at = self.at;
            return Node { span: Span::new(start, self.at), kind: Kind::Broken };
        }
        let hint = Some("put a \" at its end".to_owned());
        self.fault("the quotation mark of this text is not closed", hint);
        self.unclosed += 1;
        if self.unclosed > MAX_UNCLOSED {
            // Each such text may be looked for up to the end of the file: not for ever.
            self.at = self.bytes.len();
            return Node { span: Span::new(start, self.at), kind: Kind::Broken };
        }
        let line = self.text[start..].lines().next().unwrap_or_default();
        let closing = |sign: char| matches!(sign, ',' | ')' | ']' | '}') || sign.is_whitespace();
        self.at = start + line.trim_end_matches(closing).len().max(1);
        Node { span: Span::new(start, self.at), kind: Kind::Broken }
    }

    /// A text in single quotes, which RON does not have.
    pub(super) fn single_quoted(&mut self) -> Node<'t> {
        let start = self.at;
        self.fault("a text stands in double quotes", Some("write \"...\" instead of '...'".into()));
        let line = self.text[start..].lines().next().unwrap_or_default();
        self.at = start + line[1..].find('\'').map_or(line.len(), |length| length + 2);
        Node { span: Span::new(start, self.at), kind: Kind::Broken }
    }

    /// A raw text, `r"..."` or `r#"..."#`; `None` when none stands here.
    pub(super) fn raw_quoted(&mut self) -> Option<Node<'t>> {
        let start = self.at;
        let rest = self.bytes[start..].strip_prefix(b"r")?;
        let marks = rest.iter().take_while(|byte| **byte == b'#').count();
        if rest.get(marks) != Some(&b'"') {
            return None;
        }
        let closing = format!("\"{}", "#".repeat(marks));
        let inside = start + 1 + marks + 1;
        let Some(length) = self.text[inside..].find(&closing) else {
            return Some(self.unclosed(start));
        };
        self.at = inside + length + closing.len();
        Some(Node { span: Span::new(start, self.at), kind: Kind::Quoted })
    }
}
