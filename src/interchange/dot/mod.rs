//! DOT, the language of Graphviz: a reader of the subset that Graphviz writes and people write, and a writer. Must not
//! know maps.

mod lexer;
mod parser;
mod statements;
mod write;

use super::{Format, ReadError, graph::ForeignGraph, holds::Holds};
use crate::diagnostics::{Diagnostic, Place};

/// All but notes; bends go along as fields, for Graphviz routes anew.
pub(super) const HOLDS: Holds = Holds { notes: false, routes: false, ..Holds::ALL };

pub(super) use write::write;

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let drawn = statements::read(text)?;
    parser::graph(&drawn)
}

fn broken(line: u32, reason: impl Into<String>) -> ReadError {
    ReadError::Syntax { format: Format::Dot, place: Place { line, column: 1 }, reason: reason.into() }
}

/// Words of a label or of our own fields: `\n` is a line break, `\\` a backslash, `\N` the id.
fn unescaped(words: &str, id: &str) -> String {
    if !words.contains('\\') {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(sign) = signs.next() {
        match (sign, if sign == '\\' { signs.next() } else { None }) {
            ('\\', Some('n' | 'l' | 'r')) => out.push('\n'),
            ('\\', Some('N')) => out.push_str(id),
            ('\\', Some(other)) => out.push(other),
            (sign, _) => out.push(sign),
        }
    }
    out
}
