//! What may be meant by the word at the cursor.
//! Must not know how it is shown.

use std::ops::Range;

use super::{
    Setting, after, lists,
    organisation::words_of,
    reader::{Reader, clean_name},
    scan::{self, Kind, Token},
    table,
    words::{Found, Manner, Strictness, Trait, Word},
};
use crate::editor::names::{Forms, Likeness, folded};

/// No more are offered.
const MOST: usize = 12;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionOf {
    /// An organisation of the map.
    Organisation,
    /// A sector.
    Sector,
    /// A scale.
    Scale,
    /// A kind of organisation.
    OrganisationKind,
    /// A kind of flow.
    Kind,
    /// Formal or informal.
    Formality,
    /// Wanted, absent ...
    Status,
}

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it stands for in the text, bytes.
    pub replace: Range<usize>,
    /// What is written instead: a name in quotes where it needs them.
    pub text: String,
    /// What to show for it.
    pub shown: String,
    /// What it is.
    pub what: CompletionOf,
}

/// What may be meant at the cursor (a byte of the text), the likeliest first: names that begin so, then names of which
/// a later word begins so, then names of which this is a short form. Nothing while nothing is typed of a name.
#[must_use]
pub fn complete(text: &str, cursor: usize, setting: &Setting<'_>) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    if table::is_table(text) {
        return Vec::new();
    }
    let reader = Reader::new(text, setting);
    let start = text[..cursor].rfind(['\n', '\r']).map_or(0, |place| place + 1);
    let content = cursor - lists::unmarked_from(&text[start..cursor]).len();
    let tokens = scan::tokens(text, content..cursor);
    let statement =
        tokens.iter().rposition(|token| token.kind == Kind::Semicolon).map_or(0, |place| place + 1);
    let tokens = &tokens[statement..];
    let begin = tokens.first().map_or(cursor, |token| token.span.start);
    let mut found = offers(&reader, tokens, begin, cursor);
    let written = |completion: &Completion| &text[completion.replace.clone()] == completion.text.as_str();
    found.retain(|completion| !written(completion));
    found.truncate(MOST);
    found
}

fn offers(reader: &Reader<'_>, tokens: &[Token], begin: usize, cursor: usize) -> Vec<Completion> {
    let sign = tokens.iter().rposition(|token| matches!(token.kind, Kind::Sign(_) | Kind::NoSign));
    let colon = sign.and_then(|sign| {
        tokens[sign..].iter().find(|token| token.kind == Kind::Colon).map(|token| token.span.end)
    });
    if let Some(colon) = colon {
        return after_colon(reader, colon, cursor);
    }
    match tokens.last().map(|token| token.kind) {
        Some(Kind::Unclosed('[')) => {
            let open = tokens.last().map_or(begin, |token| token.span.start) + 1;
            let comma = reader.text[open..cursor].rfind(',').map_or(open, |place| open + place + 1);
            return said_of_organisation(reader, comma, cursor);
        }
        Some(Kind::Unclosed(quote)) => {
            let open = tokens.last().map_or(begin, |token| token.span.start);
            return names(reader, open, open + quote.len_utf8(), cursor);
        }
        Some(Kind::Bracket | Kind::Quoted | Kind::Colon) => return Vec::new(),
        _ => {}
    }
    let is_delimiter = |token: &&Token| matches!(token.kind, Kind::Sign(_) | Kind::NoSign | Kind::Comma);
    let delimiter = tokens.iter().rev().find(is_delimiter);
    let from = delimiter.map_or(begin, |token| token.span.end);
    if sign.is_none() && delimiter.is_some() {
        let mut found = said_of_organisation(reader, from, cursor);
        found.extend(names(reader, from, from, cursor));
        return found;
    }
    names(reader, from, from, cursor)
}

/// To the end of the word in which the cursor stands.
fn word_end(reader: &Reader<'_>, cursor: usize) -> usize {
    let rest = &reader.text[cursor..];
    cursor + rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len())
}

fn after_colon(reader: &Reader<'_>, colon: usize, cursor: usize) -> Vec<Completion> {
    let said = &reader.text[colon..cursor];
    let clause = after::open_clause(said);
    let from = colon + clause.start;
    match clause.name {
        Some(true) => return names(reader, from, from, cursor),
        Some(false) => return Vec::new(),
        None => {}
    }
    let has_kind = said[..clause.start]
        .split([',', ' '])
        .any(|word| matches!(reader.vocabulary.of_flow(word, false), Found::One(Manner::Kind(_))));
    let vocabulary = &reader.vocabulary;
    let words: Vec<&Word<Manner>> = if has_kind {
        vocabulary.manners.iter().chain(&vocabulary.flow_kinds).collect()
    } else {
        vocabulary.flow_kinds.iter().chain(&vocabulary.manners).collect()
    };
    let reads = |text: &str, means: &Manner| vocabulary.of_flow(text, has_kind) == Found::One(means.clone());
    vocabulary_offers(reader, from, cursor, &words, reads, |manner| match manner {
        Manner::Kind(_) => CompletionOf::Kind,
        Manner::Formality(_) => CompletionOf::Formality,
        Manner::Status(_) => CompletionOf::Status,
    })
}

fn said_of_organisation(reader: &Reader<'_>, from: usize, cursor: usize) -> Vec<Completion> {
    let vocabulary = &reader.vocabulary;
    let words: Vec<&Word<Trait>> = vocabulary.fields.iter().chain(&vocabulary.organisation_kinds).collect();
    let reads = |text: &str, means: &Trait| {
        vocabulary.of_organisation(text, Strictness::Beginning) == Found::One(means.clone())
    };
    vocabulary_offers(reader, from, cursor, &words, reads, |trait_| match trait_ {
        Trait::Sector(_) => CompletionOf::Sector,
        Trait::Scale(_) => CompletionOf::Scale,
        Trait::Kind(_) => CompletionOf::OrganisationKind,
    })
}

/// Words of the vocabulary that begin as the longest run of words does before the cursor that begins any.
fn vocabulary_offers<T: PartialEq>(
    reader: &Reader<'_>,
    from: usize,
    cursor: usize,
    words: &[&Word<T>],
    reads: impl Fn(&str, &T) -> bool,
    what: impl Fn(&T) -> CompletionOf,
) -> Vec<Completion> {
    let typed = &reader.text[from..cursor];
    let mut starts: Vec<usize> = words_of(typed, from).into_iter().map(|word| word.start).collect();
    if starts.is_empty() || typed.ends_with(char::is_whitespace) {
        starts.push(cursor);
    }
    for start in starts {
        let query = folded(&reader.text[start..cursor]);
        let levels = [
            |word: &str, query: &str| word.starts_with(query),
            |word: &str, query: &str| {
                word.match_indices(' ').any(|(at, _)| word[at + 1..].starts_with(query))
            },
        ];
        let mut found: Vec<Completion> = Vec::new();
        for fits in levels.into_iter().take(if query.is_empty() { 1 } else { 2 }) {
            for word in words.iter().filter(|word| fits(&word.folded, &query)) {
                let text = word.name.trim();
                let is_new = !found.iter().any(|other| other.text == text);
                if is_new && reads(text, &word.means) {
                    found.push(Completion {
                        replace: start..word_end(reader, cursor),
                        text: text.to_owned(),
                        shown: word.name.clone(),
                        what: what(&word.means),
                    });
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Organisations of the map. What is typed begins at `from`; with a quote before it, `open` is where that stands.
fn names(reader: &Reader<'_>, open: usize, from: usize, cursor: usize) -> Vec<Completion> {
    let typed = &reader.text[from..cursor];
    let query = folded(typed);
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let start = if open == from { from + (typed.len() - typed.trim_start().len()) } else { open };
    let short = Forms::of(typed);
    let mut ranked: Vec<(usize, String, &str)> = Vec::new();
    for organisation in reader.setting.document.organisations().values() {
        let name = folded(&organisation.name);
        let rank = match () {
            () if name.is_empty() => continue,
            () if name.starts_with(&query) => 0,
            () if name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(&query)) => 1,
            () if short.likeness(&Forms::of(&organisation.name)) == Some(Likeness::Abbreviation) => 2,
            () => continue,
        };
        ranked.push((rank, name, &organisation.name));
    }
    ranked.sort();
    ranked.dedup_by(|a, b| a.1 == b.1);
    let offer = |(_, _, name): (usize, String, &str)| Completion {
        replace: start..word_end(reader, cursor),
        text: written(name),
        shown: clean_name(name),
        what: CompletionOf::Organisation,
    };
    ranked.into_iter().take(MOST).map(offer).collect()
}

/// A name as it is typed: in quotes where a sign of it would mean something else.
#[must_use]
pub fn written(name: &str) -> String {
    let name = clean_name(name);
    let tokens = scan::tokens(&name, 0..name.len());
    let is_plain = matches!(tokens.as_slice(), [token] if token.kind == Kind::Words);
    let is_marked = name.starts_with(['#', '"', '“', '„', '«']) || lists::unmarked(&name) != name;
    if is_plain && !is_marked { name } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}
