//! The words of DOT: names, numbers, quoted and HTML strings, signs. Must not know what they mean.

use std::borrow::Cow;

use super::{ReadError, broken};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A name, a number or a string; whether it was quoted, and so is no keyword.
    Word(Cow<'t, str>, bool),
    Open,
    Close,
    OpenList,
    CloseList,
    Semicolon,
    Comma,
    Equals,
    Colon,
    /// Whether it points.
    Edge(bool),
    End,
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    pub(super) line: u32,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn take(&mut self, length: usize) -> &'t str {
        let taken = &self.text[self.at..self.at + length];
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count() as u32;
        self.at += length;
        taken
    }

    fn skip_blank(&mut self) -> Result<(), ReadError> {
        loop {
            let rest = self.rest();
            let blank = rest.len()
                - rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}').len();
            self.take(blank);
            let rest = self.rest();
            let at_line_start = self.at == 0 || self.text[..self.at].ends_with('\n');
            if rest.starts_with("//") || (rest.starts_with('#') && at_line_start) {
                let end = rest.find('\n').unwrap_or(rest.len());
                self.take(end);
            } else if rest.starts_with("/*") {
                let end = rest.find("*/").ok_or_else(|| broken(self.line, "a comment has no end"))?;
                self.take(end + 2);
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn next(&mut self) -> Result<Token<'t>, ReadError> {
        self.skip_blank()?;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(Token::End) };
        let sign = match first {
            '{' => Token::Open,
            '}' => Token::Close,
            '[' => Token::OpenList,
            ']' => Token::CloseList,
            ';' => Token::Semicolon,
            ',' => Token::Comma,
            '=' => Token::Equals,
            ':' => Token::Colon,
            '"' => return self.string(),
            '<' => return self.html(),
            '-' if rest.starts_with("->") || rest.starts_with("--") => {
                let points = rest.starts_with("->");
                self.take(2);
                return Ok(Token::Edge(points));
            }
            _ => return self.word(),
        };
        self.take(1);
        Ok(sign)
    }

    fn word(&mut self) -> Result<Token<'t>, ReadError> {
        let rest = self.rest();
        let number = rest.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '.'));
        let belongs = |(at, sign): &(usize, char)| {
            if number {
                sign.is_ascii_digit() || *sign == '.' || (*sign == '-' && *at == 0)
            } else {
                sign.is_alphanumeric() || *sign == '_' || !sign.is_ascii() && !sign.is_whitespace()
            }
        };
        let length: usize = rest.char_indices().take_while(belongs).map(|(_, sign)| sign.len_utf8()).sum();
        if length == 0 {
            let sign = rest.chars().next().unwrap_or_default();
            return Err(broken(
                self.line,
                format!("`{sign}` stands where a name, a string or a sign is due"),
            ));
        }
        Ok(Token::Word(Cow::Borrowed(self.take(length)), false))
    }

    /// A string; parts that a plus sign joins are one.
    fn string(&mut self) -> Result<Token<'t>, ReadError> {
        let mut words = self.part()?;
        loop {
            let (at, line) = (self.at, self.line);
            self.skip_blank()?;
            if self.rest().starts_with('+') {
                self.take(1);
                self.skip_blank()?;
                if self.rest().starts_with('"') {
                    let more = self.part()?;
                    words.to_mut().push_str(&more);
                    continue;
                }
            }
            (self.at, self.line) = (at, line);
            return Ok(Token::Word(words, true));
        }
    }

    fn part(&mut self) -> Result<Cow<'t, str>, ReadError> {
        let line = self.line;
        let bytes = self.rest().as_bytes();
        let mut at = 1;
        let mut plain = true;
        loop {
            match bytes.get(at) {
                None => return Err(broken(line, "a string has no end")),
                Some(b'"') => break,
                Some(b'\\') => {
                    plain &= !matches!(bytes.get(at + 1), Some(b'"' | b'\n' | b'\r'));
                    at += 2;
                }
                Some(_) => at += 1,
            }
        }
        let taken = self.take(at + 1);
        let inner = &taken[1..at];
        if plain {
            return Ok(Cow::Borrowed(inner));
        }
        Ok(Cow::Owned(inner.replace("\\\r\n", "").replace("\\\n", "").replace("\\\"", "\"")))
    }

    /// A label in HTML: its words, without tags.
    fn html(&mut self) -> Result<Token<'t>, ReadError> {
        let line = self.line;
        let mut depth = 0;
        for (at, sign) in self.rest().char_indices() {
            match sign {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let taken = self.take(at + 1);
                return Ok(Token::Word(
                    Cow::Owned(crate::interchange::plain_text::without_tags(&taken[1..at])),
                    true,
                ));
            }
        }
        Err(broken(line, "a label in HTML has no end"))
    }
}
