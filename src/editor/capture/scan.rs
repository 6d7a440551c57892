//! A line cut into tokens: words, names in quotes, brackets, signs of flow, commas, colons, semicolons.
//! Must not know what they mean together.

use std::ops::Range;

use crate::model::{Direction, Formality, Status};

/// A sign between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// `<`: it runs from the second end to the first.
    pub reversed: bool,
    pub direction: Direction,
    pub formality: Formality,
    pub status: Status,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, with blanks around.
    Words,
    /// A name in quotes, with them.
    Quoted,
    /// `[...]`, with its brackets.
    Bracket,
    Sign(Sign),
    /// Signs of a flow in an order that means nothing.
    NoSign,
    Comma,
    Colon,
    Semicolon,
    /// A quote or a bracket that is never closed, and all after it.
    Unclosed(char),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes in the whole text.
    pub span: Range<usize>,
}

/// Cuts a line into tokens; together they cover it.
pub(super) fn tokens(text: &str, line: Range<usize>) -> Vec<Token> {
    let mut scan = Scan::new(&text[line.clone()], line.start);
    while scan.at < scan.line.len() {
        scan.step();
    }
    scan.end_words();
    scan.tokens
}

struct Scan<'a> {
    line: &'a str,
    /// Where the line begins in the text.
    base: usize,
    at: usize,
    /// Where the words began that are being gathered.
    words: usize,
    tokens: Vec<Token>,
    /// For each `(` that is closed, where.
    closed: Vec<(usize, usize)>,
    /// Places of quotes that may end a name, in order.
    ends: Vec<usize>,
}

impl<'a> Scan<'a> {
    fn new(line: &'a str, base: usize) -> Self {
        Self {
            line,
            base,
            at: 0,
            words: 0,
            tokens: Vec::new(),
            closed: parentheses(line),
            ends: quote_ends(line),
        }
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.tokens.push(Token { kind, span: self.base + self.at..self.base + end });
        (self.at, self.words) = (end, end);
    }

    fn end_words(&mut self) {
        if self.words < self.at {
            let span = self.base + self.words..self.base + self.at;
            self.tokens.push(Token { kind: Kind::Words, span });
            self.words = self.at;
        }
    }

    /// Whether no word has begun since the last delimiter.
    fn is_at_start(&self) -> bool {
        self.line[self.words..self.at].trim().is_empty()
    }

    fn is_at_word(&self) -> bool {
        self.words == self.at
            || self.line[..self.at].ends_with(|sign: char| sign.is_whitespace() || sign == '(')
    }

    fn step(&mut self) {
        let rest = &self.line[self.at..];
        let Some(sign) = rest.chars().next() else { return };
        let one = self.at + sign.len_utf8();
        let simple = match sign {
            ',' => Some(Kind::Comma),
            ':' => Some(Kind::Colon),
            ';' => Some(Kind::Semicolon),
            _ => None,
        };
        if let Some(kind) = simple {
            self.end_words();
            return self.push(kind, one);
        }
        match sign {
            '"' | '“' | '„' | '«' if self.is_at_word() => self.quoted(sign),
            '(' => {
                let close = self.closed.binary_search_by_key(&self.at, |(open, _)| *open);
                self.at = close.map_or(one, |place| self.closed[place].1 + 1);
            }
            '[' => {
                self.end_words();
                let inside = quotes_skipped(&rest[1..], |sign| matches!(sign, '[' | ']'));
                match inside.filter(|(_, sign)| *sign == ']') {
                    Some((place, _)) => self.push(Kind::Bracket, one + place + 1),
                    None => self.push(Kind::Unclosed('['), self.line.len()),
                }
            }
            _ if is_of_sign(sign) => self.sign(),
            _ => self.at = one,
        }
    }

    fn quoted(&mut self, open: char) {
        let start = self.at + open.len_utf8();
        let end = match open {
            '"' => self.plain_quote_end(start),
            '«' => self.line[start..].find('»').map(|place| start + place + '»'.len_utf8()),
            _ => {
                let close = self.line[start..].find(['”', '“']);
                close.map(|place| start + place + '”'.len_utf8())
            }
        };
        match end {
            Some(end) if self.is_at_start() && is_end_of_name(&self.line[end..]) => {
                self.end_words();
                self.push(Kind::Quoted, end);
            }
            // Quotes that are a part of a name: what they enclose is no delimiter either.
            Some(end) => self.at = end,
            None if self.is_at_start() => {
                self.end_words();
                self.push(Kind::Unclosed(open), self.line.len());
            }
            None => self.at = start,
        }
    }

    /// After the quote that ends what began at `start`.
    fn plain_quote_end(&self, start: usize) -> Option<usize> {
        let run = self.line[start..].bytes().take_while(|byte| *byte == b'"').count();
        if run % 2 == 1 && is_end_of_word(&self.line[start + run..]) {
            return Some(start + run);
        }
        let from = self.ends.partition_point(|end| *end <= start + run);
        self.ends.get(from).copied()
    }

    fn sign(&mut self) {
        let rest = &self.line[self.at..];
        let end = self.at + rest.find(|sign| !is_of_sign(sign)).unwrap_or(rest.len());
        match sign_of(&self.line[self.at..end]) {
            Some(kind) => {
                self.end_words();
                self.push(kind, end);
            }
            None => self.at = end,
        }
    }
}

/// For each parenthesis that is closed: where it opens and where it closes.
fn parentheses(line: &str) -> Vec<(usize, usize)> {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for (place, sign) in line.char_indices() {
        match sign {
            '(' => open.push(place),
            ')' => closed.extend(open.pop().map(|start| (start, place))),
            _ => {}
        }
    }
    closed.sort_unstable();
    closed
}

/// After each quote that may end a name: not doubled, and a delimiter or a blank follows.
fn quote_ends(line: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut run = 0;
    for (place, byte) in line.bytes().enumerate() {
        if byte == b'"' {
            run += 1;
            if line.as_bytes().get(place + 1) != Some(&b'"') {
                if run % 2 == 1 && is_end_of_word(&line[place + 1..]) {
                    ends.push(place + 1);
                }
                run = 0;
            }
        }
    }
    ends
}

fn is_end_of_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|sign| {
        sign.is_whitespace() || matches!(sign, ',' | ':' | ';' | '[' | ']' | '(' | ')') || is_of_sign(sign)
    })
}

fn is_end_of_name(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with([',', ':', ';', '[', ']']) || {
        let end = rest.find(|sign| !is_of_sign(sign)).unwrap_or(rest.len());
        sign_of(&rest[..end]).is_some()
    }
}

/// The first sign outside quotes that is looked for.
pub(super) fn quotes_skipped(text: &str, wanted: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let mut quote = None;
    for (place, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(close), _) if sign == close => quote = None,
            (None, '"') if text[place + 1..].contains('"') => quote = Some('"'),
            (None, _) if wanted(sign) => return Some((place, sign)),
            _ => {}
        }
    }
    None
}

const FORWARD: &str = "→⟶⇒➔➜➝";
const BACK: &str = "←⟵⇐";
const BOTH: &str = "↔⟷⇔⇄";

fn is_of_sign(sign: char) -> bool {
    matches!(sign, '<' | '>' | '-' | '~' | '?' | '=')
        || [FORWARD, BACK, BOTH].iter().any(|all| all.contains(sign))
}

/// What a run of such signs means; none when it is a part of a name: "Tech-Seed", "Who?".
fn sign_of(run: &str) -> Option<Kind> {
    let points =
        |sign: char| matches!(sign, '<' | '>') || [FORWARD, BACK, BOTH].iter().any(|all| all.contains(sign));
    let all = |wanted: char| run.len() >= 2 && run.chars().all(|sign| sign == wanted);
    let plain = Sign {
        reversed: false,
        direction: Direction::Forward,
        formality: Formality::NotStated,
        status: Status::Current,
    };
    if !run.contains(points) {
        let undirected = Sign { direction: Direction::None, ..plain };
        return match () {
            () if all('-') => Some(Kind::Sign(undirected)),
            () if all('~') => Some(Kind::Sign(Sign { formality: Formality::Informal, ..undirected })),
            () => None,
        };
    }
    let mut shape = run.to_owned();
    for (arrows, ascii) in [(FORWARD, ">"), (BACK, "<"), (BOTH, "<>")] {
        shape = shape.replace(|sign| arrows.contains(sign), ascii);
    }
    let inner = shape.trim_start_matches('<').trim_end_matches('>');
    let heads = (shape.starts_with('<'), shape.ends_with('>'));
    let once = shape.matches(['<', '>']).count() == usize::from(heads.0) + usize::from(heads.1);
    let queries = inner.matches('?').count();
    if !once || queries > 1 || (inner.contains('~') && inner.contains(['-', '='])) {
        return Some(Kind::NoSign);
    }
    // ">=" is a comparison, "=>" an arrow.
    let (reversed, direction) = match heads {
        (true, true) => (false, Direction::Both),
        (true, false) => (true, Direction::Forward),
        (false, true) => (false, Direction::Forward),
        (false, false) => return Some(Kind::NoSign),
    };
    let formality = if inner.contains('~') { Formality::Informal } else { Formality::NotStated };
    let status = if queries == 1 { Status::Wanted } else { Status::Current };
    Some(Kind::Sign(Sign { reversed, direction, formality, status }))
}
