//! What stands after the colon of a flow: what flows, how, on what condition, through whom.
//! Must not know the ends.

use std::ops::Range;

use crate::model::{FlowKindId, Formality, Status};

use super::super::names::folded;
use super::{
    CaptureProblem,
    organisation::{ambiguous, shortened, unquoted, words_of},
    reader::{Reader, clean_name, problem},
    words::{Found, Manner},
};

/// What is said of a flow.
#[derive(Clone, Debug, Default)]
pub(super) struct After {
    pub kinds: Vec<FlowKindId>,
    pub formality: Option<(Formality, Range<usize>)>,
    pub status: Option<(Status, Range<usize>)>,
    pub label: Option<String>,
    pub condition: Option<String>,
    /// A name, and where it stands.
    pub via: Option<(String, Range<usize>)>,
}

/// Reads what stands at `span`.
pub(super) fn read(reader: &Reader<'_>, span: Range<usize>) -> Result<After, CaptureProblem> {
    let mut after = After::default();
    read_into(reader, span.clone(), &mut after)?;
    if reader.slice(&span).trim_matches([',', ' ', '\t']).is_empty() {
        let span = span.start.saturating_sub(1)..span.end;
        return Err(problem(
            span,
            "nothing stands after the colon",
            "write what flows, or take the colon out",
        ));
    }
    Ok(after)
}

/// Reads more of it: a cell of a table.
pub(super) fn read_into(
    reader: &Reader<'_>,
    span: Range<usize>,
    after: &mut After,
) -> Result<(), CaptureProblem> {
    let mut at = span.start;
    while at < span.end {
        let rest = &reader.text[at..span.end];
        let Some(sign) = rest.chars().next() else { break };
        match sign {
            ',' => at += 1,
            _ if sign.is_whitespace() || sign.is_control() => at += sign.len_utf8(),
            '"' | '“' | '„' | '«' => at = label(rest, at, after)?,
            '(' => at = in_parentheses(reader, rest, at, after)?,
            _ => match clause(reader, at, &span, after)? {
                Some(end) => at = end,
                None => {
                    let end = at + words_end(rest);
                    words(reader, at..end, after)?;
                    at = end;
                }
            },
        }
    }
    Ok(())
}

/// Up to where words go: a comma, a quote, a parenthesis, or a word that opens a clause.
fn words_end(rest: &str) -> usize {
    let delimiter = rest.find([',', '"', '“', '„', '«', '(']).unwrap_or(rest.len());
    let clause =
        words_of(&rest[..delimiter], 0).into_iter().skip(1).find(|word| opens(&rest[word.clone()]).is_some());
    clause.map_or(delimiter, |word| word.start)
}

fn opens(word: &str) -> Option<&'static str> {
    ["if", "via"].into_iter().find(|clause| word.eq_ignore_ascii_case(clause))
}

fn twice(span: Range<usize>, what: &str) -> CaptureProblem {
    problem(span, format!("a second {what} is said here"), format!("keep one {what}"))
}

fn label(rest: &str, at: usize, after: &mut After) -> Result<usize, CaptureProblem> {
    let quoted = quoted(rest, at)?;
    let span = at..at + quoted.len();
    if after.label.replace(clean_name(&unquoted(quoted))).is_some() {
        return Err(twice(span, "label"));
    }
    Ok(span.end)
}

/// The quoted text at the beginning, with its quotes.
fn quoted(rest: &str, at: usize) -> Result<&str, CaptureProblem> {
    let open = rest.chars().next().unwrap_or('"');
    let inside = &rest[open.len_utf8()..];
    let close = match open {
        '"' => plain_end(inside),
        '«' => inside.find('»').map(|place| place + '»'.len_utf8()),
        _ => inside.find(['”', '“']).map(|place| place + '”'.len_utf8()),
    };
    let unclosed = || problem(at..at + rest.len(), "this quote is never closed", "close it");
    close.map(|end| &rest[..open.len_utf8() + end]).ok_or_else(unclosed)
}

/// After the first quote that is not doubled.
fn plain_end(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

fn parenthesis(rest: &str, at: usize, after: &mut After) -> Result<usize, CaptureProblem> {
    let mut depth = 0_usize;
    for (place, sign) in rest.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let span = at..at + place + 1;
            set_condition(&rest[1..place], span.clone(), after)?;
            return Ok(span.end);
        }
    }
    Err(problem(at..at + rest.len(), "this parenthesis is never closed", "close it"))
}

/// A condition in parentheses; formality and status are such in parentheses too.
fn in_parentheses(
    reader: &Reader<'_>,
    rest: &str,
    at: usize,
    after: &mut After,
) -> Result<usize, CaptureProblem> {
    let manners = rest.find(')').and_then(|close| {
        let inside = at + 1..at + close;
        Some((manners(reader, inside)?, at + close + 1))
    });
    let Some((manners, end)) = manners else { return parenthesis(rest, at, after) };
    for (manner, span) in manners {
        set(after, manner, span)?;
    }
    Ok(end)
}

/// Formality and status, where whole words of them are all that stands there.
fn manners(reader: &Reader<'_>, span: Range<usize>) -> Option<Vec<(Manner, Range<usize>)>> {
    let whole = |span: Range<usize>| {
        let written = folded(reader.slice(&span));
        let word = reader.vocabulary.manners.iter().find(|word| word.folded == written)?;
        Some((word.means.clone(), span))
    };
    let mut found = Vec::new();
    let mut start = span.start;
    for part in reader.slice(&span).split(',') {
        let place = reader.trimmed(start..start + part.len());
        start += part.len() + 1;
        match whole(place) {
            Some(one) => found.push(one),
            None => {
                let first = start - part.len() - 1;
                let words = words_of(part, first);
                let each: Option<Vec<_>> = words.into_iter().map(whole).collect();
                found.extend(each.filter(|each| !each.is_empty())?);
            }
        }
    }
    Some(found)
}

fn set_condition(text: &str, span: Range<usize>, after: &mut After) -> Result<(), CaptureProblem> {
    let text = clean_name(text);
    if text.is_empty() {
        return Err(problem(span, "no condition stands here", "write it, or take this out"));
    }
    if after.condition.replace(text).is_some() {
        return Err(twice(span, "condition"));
    }
    Ok(())
}

/// `if ...` or `via ...`, up to a comma; none when the words here are others.
fn clause(
    reader: &Reader<'_>,
    at: usize,
    span: &Range<usize>,
    after: &mut After,
) -> Result<Option<usize>, CaptureProblem> {
    let rest = &reader.text[at..span.end];
    let word = rest.split_whitespace().next().unwrap_or_default();
    let Some(clause) = opens(word.trim_end_matches(',')) else { return Ok(None) };
    let start = at + clause.len();
    let tail = &reader.text[start..span.end];
    if clause == "if" {
        let end = start + comma_outside(tail);
        set_condition(&reader.text[start..end], at..end, after)?;
        return Ok(Some(end));
    }
    let name_start = start + (tail.len() - tail.trim_start().len());
    let tail = &reader.text[name_start..span.end];
    let (name, end) = if tail.starts_with(['"', '“', '„', '«']) {
        let quoted = quoted(tail, name_start)?;
        (unquoted(quoted), name_start + quoted.len())
    } else {
        let end = words_of(&tail[..comma_outside(tail)], 0).into_iter().find(|word| {
            let word = &tail[word.clone()];
            opens(word).is_some()
        });
        let end = name_start + end.map_or(comma_outside(tail), |word| word.start);
        (reader.text[name_start..end].to_owned(), end)
    };
    if clean_name(&name).is_empty() {
        return Err(problem(
            at..end.max(at + clause.len()),
            "nobody is named after `via`",
            "write the broker's name",
        ));
    }
    let name_span = reader.trimmed(name_start..end);
    if after.via.replace((name, name_span.clone())).is_some() {
        return Err(twice(name_span, "broker"));
    }
    Ok(Some(end))
}

/// The first comma outside parentheses and quotes, or the end.
fn comma_outside(text: &str) -> usize {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (place, sign) in text.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !is_quoted => return place,
            _ => {}
        }
    }
    // What is never closed hides no comma.
    if depth > 0 || is_quoted { text.find(',').unwrap_or(text.len()) } else { text.len() }
}

/// Words of the scheme: kinds, formality, status.
fn words(reader: &Reader<'_>, span: Range<usize>, after: &mut After) -> Result<(), CaptureProblem> {
    let words = words_of(reader.slice(&span), span.start);
    let mut next = 0;
    while next < words.len() {
        let mut several = None;
        let how_first = !after.kinds.is_empty();
        let hit = (next + 1..=words.len().min(next + 5)).rev().find_map(|end| {
            let run = words[next].start..words[end - 1].end;
            match reader.vocabulary.of_flow(&reader.text[run.clone()], how_first) {
                Found::One(manner) => Some((manner, run, end)),
                Found::Several(names) => {
                    several = Some((names, run));
                    None
                }
                Found::Nothing => None,
            }
        });
        match (hit, several) {
            (Some((manner, run, end)), _) => {
                set(after, manner, run)?;
                next = end;
            }
            (None, Some((names, run))) => return Err(ambiguous(reader, run, &names)),
            (None, None) => {
                let first = words[next].start;
                return Err(unknown(
                    reader,
                    if next == 0 { first..words[words.len() - 1].end } else { words[next].clone() },
                ));
            }
        }
    }
    Ok(())
}

fn unknown(reader: &Reader<'_>, span: Range<usize>) -> CaptureProblem {
    let written = clean_name(reader.slice(&span));
    let hint = match reader.vocabulary.nearest_of_flow(&written) {
        Some(word) => format!("did you mean {word}? A condition stands in parentheses, a label in quotes"),
        None => "add it to the legend, or write a condition in parentheses, a label in quotes".to_owned(),
    };
    let message = format!("“{}” is no kind of flow, formality or status", shortened(&written));
    problem(span, message, hint)
}

fn set(after: &mut After, manner: Manner, span: Range<usize>) -> Result<(), CaptureProblem> {
    match manner {
        Manner::Kind(kind) => {
            if !after.kinds.contains(&kind) {
                after.kinds.push(kind);
            }
        }
        Manner::Formality(formality) => match &after.formality {
            Some((other, _)) if *other != formality => return Err(twice(span, "formality")),
            _ => after.formality = Some((formality, span)),
        },
        Manner::Status(status) => match &after.status {
            Some((other, _)) if *other != status => return Err(twice(span, "status")),
            _ => after.status = Some((status, span)),
        },
    }
    Ok(())
}

/// The words in which the end of an unfinished text stands.
pub(super) struct OpenClause {
    /// Where they begin.
    pub start: usize,
    /// A broker's name, or free words of a condition or label; none for words of the scheme.
    pub name: Option<bool>,
}

/// What is being written at the end of what stands after a colon.
pub(super) fn open_clause(said: &str) -> OpenClause {
    let mut at = 0;
    while let Some(sign) = said[at..].chars().next() {
        let rest = &said[at..];
        let free = OpenClause { start: at, name: Some(false) };
        match sign {
            '"' | '“' | '„' | '«' => match quoted(rest, at) {
                Ok(quoted) => at += quoted.len(),
                Err(_) => return free,
            },
            '(' => match parenthesis(rest, at, &mut After::default()) {
                Ok(end) => at = end,
                Err(_) => return free,
            },
            _ if sign == ',' || sign.is_whitespace() => at += sign.len_utf8(),
            _ => {
                let word_end =
                    rest.find(|sign: char| sign.is_whitespace() || sign == ',').unwrap_or(rest.len());
                let clause = opens(&rest[..word_end]).filter(|_| word_end < rest.len());
                let end = at
                    + match clause {
                        Some(_) => comma_outside(rest),
                        None => words_end(rest),
                    };
                if end == said.len() {
                    return match clause {
                        Some("via") => OpenClause { start: at + word_end, name: Some(true) },
                        Some(_) => free,
                        None => OpenClause { start: at, name: None },
                    };
                }
                at = end;
            }
        }
    }
    // What is closed takes nothing more in, and nothing may be stuck to it.
    let is_closed = said.trim_end().ends_with([')', '"', '”', '“', '»']);
    OpenClause { start: said.len(), name: is_closed.then_some(false) }
}
