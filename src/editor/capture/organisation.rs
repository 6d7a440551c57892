//! A name, and what is said of an organisation after commas or in brackets.
//! Must not know flows.

use std::ops::Range;

use super::{
    Attributes, CaptureProblem, Meaning,
    reader::{Reader, clean_name, problem},
    scan::{Kind, Token, quotes_skipped},
    words::{Found, Strictness, Trait},
};

/// A statement without a sign of flow: a name and what is said of it.
pub(super) fn read(
    reader: &Reader<'_>,
    tokens: &[Token],
    span: &Range<usize>,
    inherited: &Attributes,
) -> Result<Meaning, CaptureProblem> {
    let whole = reader.slice(span);
    let has_comma = tokens.iter().any(|token| token.kind == Kind::Comma);
    let (name, name_span, mut attributes) = if has_comma && reader.is_there(whole) {
        (whole.to_owned(), span.clone(), Attributes::default())
    } else {
        let mut terms = tokens.split(|token| token.kind == Kind::Comma);
        let named = named(reader, terms.next().unwrap_or_default(), span, Where::Alone)?;
        let (name, name_span, mut attributes) = named;
        for term in terms {
            let end = term.first().map_or(span.end, |token| token.span.start);
            let item = reader.trimmed(end..term.last().map_or(end, |token| token.span.end));
            self::item(reader, item, &mut attributes)?;
        }
        (name, name_span, attributes)
    };
    attributes.inherit(inherited);
    Ok(Meaning { mentions: vec![reader.mention(&name, name_span, attributes)?], ..Meaning::default() })
}

/// Where a name stands: what a colon in it probably means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// A statement of its own.
    Alone,
    /// An end of a flow.
    End,
}

/// A name with brackets after it. `around` is where to point when there is nothing.
pub(super) fn named(
    reader: &Reader<'_>,
    tokens: &[Token],
    around: &Range<usize>,
    place: Where,
) -> Result<(String, Range<usize>, Attributes), CaptureProblem> {
    let is_blank = |token: &&Token| token.kind == Kind::Words && reader.slice(&token.span).trim().is_empty();
    let mut tokens: Vec<&Token> = tokens.iter().filter(|token| !is_blank(token)).collect();
    let mut brackets = Vec::new();
    while let Some(bracket) = tokens.pop_if(|token| token.kind == Kind::Bracket) {
        brackets.insert(0, bracket.span.clone());
    }
    if let Some(bracket) = tokens.iter().find(|token| token.kind == Kind::Bracket) {
        let hint = "put the words before the bracket, or the name in double quotes";
        return Err(problem(bracket.span.clone(), "words follow this bracket", hint));
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        let span = brackets.first().cloned().unwrap_or_else(|| around.clone());
        return Err(problem(span, "there is no name", "write the name of an organisation here"));
    };
    let span = reader.trimmed(first.span.start..last.span.end);
    let stray = tokens.iter().skip(1).find(|token| {
        token.kind == Kind::Colon && reader.text[..token.span.start].ends_with(char::is_whitespace)
    });
    if let Some(colon) = stray {
        let hint = match place {
            Where::Alone => "write `A > B : kind` for a flow, or the name in double quotes",
            Where::End => "what flows stands once, at the end of the line",
        };
        return Err(problem(colon.span.clone(), "a colon stands here without a flow before it", hint));
    }
    let written = reader.slice(&span);
    let name = match tokens.as_slice() {
        [token] if token.kind == Kind::Quoted => unquoted(written),
        _ => written.to_owned(),
    };
    let mut attributes = Attributes::default();
    for bracket in brackets {
        items(reader, bracket.start + 1..bracket.end - 1, &mut attributes)?;
    }
    Ok((name, span, attributes))
}

/// A name without the quotes round it.
pub(super) fn unquoted(quoted: &str) -> String {
    let mut signs = quoted.chars();
    let open = signs.next();
    signs.next_back();
    if open == Some('"') { signs.as_str().replace("\"\"", "\"") } else { signs.as_str().to_owned() }
}

/// Several items between commas.
pub(super) fn items(
    reader: &Reader<'_>,
    span: Range<usize>,
    attributes: &mut Attributes,
) -> Result<(), CaptureProblem> {
    let mut rest = span;
    loop {
        let comma = quotes_skipped(reader.slice(&rest), |sign| sign == ',');
        let end = comma.map_or(rest.end, |(place, _)| rest.start + place);
        item(reader, reader.trimmed(rest.start..end), attributes)?;
        if comma.is_none() {
            return Ok(());
        }
        rest.start = end + 1;
    }
}

/// One thing said of an organisation: `third`, `third regional`, `place: Cardiff`, `#tag`.
pub(super) fn item(
    reader: &Reader<'_>,
    span: Range<usize>,
    attributes: &mut Attributes,
) -> Result<(), CaptureProblem> {
    let item = reader.slice(&span);
    if item.is_empty() {
        let hint = "write a sector, a scale or a kind of organisation here, or take the comma out";
        return Err(problem(span, "nothing is said here", hint));
    }
    if let Some(tags) = item.strip_prefix('#') {
        for tag in tags.split('#').map(clean_name).filter(|tag| !tag.is_empty()) {
            add(&mut attributes.tags, tag);
        }
        return Ok(());
    }
    if let Some((key, _)) = item.split_once(':') {
        let value = reader.trimmed(span.start + key.len() + 1..span.end);
        return keyed(reader, key.trim(), span, value, attributes);
    }
    for (trait_, span) in traits(reader, &span, Strictness::Beginning)? {
        set(attributes, trait_, span)?;
    }
    Ok(())
}

fn add(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

fn keyed(
    reader: &Reader<'_>,
    key: &str,
    span: Range<usize>,
    value: Range<usize>,
    attributes: &mut Attributes,
) -> Result<(), CaptureProblem> {
    let text = clean_name(reader.slice(&value).trim_matches('"'));
    if text.is_empty() {
        return Err(problem(span, "nothing stands after the colon", "write it, or take the colon out"));
    }
    match key.to_lowercase().as_str() {
        "place" | "in" => attributes.place = Some(text),
        "tag" | "tags" => add(&mut attributes.tags, text),
        "role" | "roles" => add(&mut attributes.roles, text),
        "kind" | "type" | "sector" | "scale" => item(reader, value, attributes)?,
        other => {
            let message = format!("“{other}” is nothing that can be said of an organisation");
            return Err(problem(span, message, "place, tag, role, kind, sector and scale can be"));
        }
    }
    Ok(())
}

/// What words say of an organisation, each with its place.
pub(super) fn traits(
    reader: &Reader<'_>,
    span: &Range<usize>,
    strictness: Strictness,
) -> Result<Vec<(Trait, Range<usize>)>, CaptureProblem> {
    let words = words_of(reader.slice(span), span.start);
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        let mut several = None;
        let longest = words.len().min(next + 5);
        let hit = (next + 1..=longest).rev().find_map(|end| {
            let run = words[next].start..words[end - 1].end;
            match reader.vocabulary.of_organisation(&reader.text[run.clone()], strictness) {
                Found::One(trait_) => Some((trait_, run, end)),
                Found::Several(names) => {
                    several = Some((names, run));
                    None
                }
                Found::Nothing => None,
            }
        });
        match (hit, several) {
            (Some((trait_, run, end)), _) => {
                found.push((trait_, run));
                next = end;
            }
            (None, Some((names, run))) => return Err(ambiguous(reader, run, &names)),
            (None, None) => {
                let span = if next == 0 { span.clone() } else { words[next].clone() };
                return Err(unknown(reader, span));
            }
        }
    }
    Ok(found)
}

fn unknown(reader: &Reader<'_>, span: Range<usize>) -> CaptureProblem {
    let written = clean_name(reader.slice(&span));
    let hint = match reader.vocabulary.nearest_of_organisation(&written) {
        Some(word) => format!("did you mean {word}? A name with a comma stands in double quotes"),
        None => "a name with a comma stands in double quotes; a place is written `place: Cardiff`".into(),
    };
    problem(span, format!("“{}” is no sector, scale or kind of organisation", shortened(&written)), hint)
}

pub(super) fn ambiguous(reader: &Reader<'_>, span: Range<usize>, names: &[String]) -> CaptureProblem {
    let written = clean_name(reader.slice(&span));
    let (last, others) = names.split_last().expect("several are two at least");
    let message = format!("“{}” may be {} or {last}", shortened(&written), others.join(", "));
    problem(span, message, "write more of the word")
}

pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// Where the words of a text stand.
pub(super) fn words_of(text: &str, base: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, sign) in text.char_indices() {
        match (start, sign.is_whitespace()) {
            (None, false) => start = Some(place),
            (Some(from), true) => {
                words.push(base + from..base + place);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| base + from..base + text.len()));
    words
}

pub(super) fn set(
    attributes: &mut Attributes,
    trait_: Trait,
    span: Range<usize>,
) -> Result<(), CaptureProblem> {
    let twice =
        |what| Err(problem(span, format!("a second {what} is said here"), format!("keep one {what}")));
    match trait_ {
        Trait::Sector(id) => match attributes.sector.replace(id.clone()) {
            Some(other) if other != id => twice("sector"),
            _ => Ok(()),
        },
        Trait::Scale(id) => match attributes.scale.replace(id.clone()) {
            Some(other) if other != id => twice("scale"),
            _ => Ok(()),
        },
        Trait::Kind(kind) => match attributes.kind.replace(kind) {
            Some(other) if other != kind => twice("kind"),
            _ => Ok(()),
        },
    }
}

impl Attributes {
    /// Takes over what is said elsewhere, as far as nothing is said here.
    pub(super) fn inherit(&mut self, other: &Self) {
        self.sector = self.sector.take().or_else(|| other.sector.clone());
        self.scale = self.scale.take().or_else(|| other.scale.clone());
        self.kind = self.kind.or(other.kind);
        self.place = self.place.take().or_else(|| other.place.clone());
        for tag in &other.tags {
            add(&mut self.tags, tag.clone());
        }
        for role in &other.roles {
            add(&mut self.roles, role.clone());
        }
        for (name, value) in &other.extra {
            self.extra.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
