//! Lines one by one: bullets taken off, outlines, headings, several statements on a line.
//! Must not know what a single statement says.

use std::ops::Range;

use crate::model::{Direction, FlowKindId, Formality, Status};

use super::{
    Attributes, CaptureProblem, Meaning, Mention,
    after::After,
    flow, organisation,
    reader::{Reader, clean_name, problem},
    scan::{self, Kind, Token},
    words::{Found, Manner, Strictness},
};
use crate::editor::names::folded;

/// What lines further in lie under.
struct Level {
    indent: i32,
    above: Above,
}

enum Above {
    /// An organisation that those below are joined to.
    Organisation(Mention),
    /// A heading: the statement it is, and what it says.
    Heading { line: usize, is_used: bool, says: Heading },
}

/// What a heading says of what is below.
#[derive(Clone, Default)]
struct Heading {
    attributes: Attributes,
    kind: Option<FlowKindId>,
    group: Option<String>,
}

/// A line without what marks it as one of a list.
struct Line {
    /// All of it, without blanks around.
    whole: Range<usize>,
    /// Without its bullet or number.
    content: Range<usize>,
    indent: i32,
    /// `# Title`: how deep.
    title: Option<i32>,
}

/// Reads a text line by line.
pub(super) fn read(reader: &mut Reader<'_>) {
    let lines = lines(reader);
    let mut levels: Vec<Level> = Vec::new();
    for line in lines {
        let tokens = scan::tokens(reader.text, line.content.clone());
        let heading = heading_of(reader, &line, &tokens);
        leave(&mut levels, &line, heading.is_some(), reader);
        match heading {
            Some(label) => {
                let says = heading_says(reader, label);
                let meaning = Meaning { is_heading: true, ..Meaning::default() };
                reader.push(line.whole.clone(), Ok(meaning));
                let above = Above::Heading { line: reader.lines.len() - 1, is_used: false, says };
                levels.push(Level { indent: line.title.unwrap_or(line.indent), above });
            }
            None => statements(reader, &line, &tokens, &mut levels),
        }
    }
    for level in levels {
        close(&level, reader);
    }
}

/// Leaves the levels that this line does not lie under.
fn leave(levels: &mut Vec<Level>, line: &Line, is_heading: bool, reader: &mut Reader<'_>) {
    let indent = line.title.unwrap_or(line.indent);
    while let Some(level) = levels.pop_if(|level| match level.above {
        // One blank more is no indent but a slip.
        Above::Organisation(_) => level.indent + 1 >= indent,
        Above::Heading { .. } => level.indent > indent || (level.indent == indent && is_heading),
    }) {
        close(&level, reader);
    }
}

/// A heading with nothing under it says nothing: it is handed back.
fn close(level: &Level, reader: &mut Reader<'_>) {
    if let Above::Heading { line, is_used: false, .. } = level.above
        && let Some(line) = reader.lines.get_mut(line)
    {
        let hint = "write what stands under it on the next lines, or take the colon out";
        line.meaning = Err(problem(line.span.clone(), "nothing stands under this heading", hint));
    }
}

fn lines(reader: &Reader<'_>) -> Vec<Line> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (place, sign) in reader.text.char_indices().filter(|(_, sign)| matches!(sign, '\n' | '\r')) {
        spans.push(start..place);
        start = place + sign.len_utf8();
    }
    spans.push(start..reader.text.len());
    spans.retain(|span| !reader.slice(span).trim().is_empty());
    let is_numbered = |span: &&Range<usize>| number_end(reader.slice(span).trim_start()).is_some();
    let numbered = spans.iter().filter(is_numbered).count() >= 2;
    spans.into_iter().map(|span| line(reader, span, numbered)).collect()
}

fn line(reader: &Reader<'_>, span: Range<usize>, numbered: bool) -> Line {
    let whole = reader.trimmed(span.clone());
    let blank = &reader.text[span.start..whole.start];
    let indent = blank.chars().map(|sign| if sign == '\t' { 4 } else { 1 }).sum();
    let text = reader.slice(&whole);
    let hashes = text.len() - text.trim_start_matches('#').len();
    let (mark, title) = if (1..=6).contains(&hashes) && text[hashes..].starts_with(char::is_whitespace) {
        // Titles lie above every line, whatever its indent.
        (hashes, Some(hashes as i32 - 100))
    } else {
        (bullet_end(text).or_else(|| number_end(text).filter(|_| numbered)).unwrap_or(0), None)
    };
    let mut content = reader.trimmed(whole.start + mark..whole.end);
    for tick in ["[ ] ", "[x] ", "[X] "] {
        if mark > 0 && reader.slice(&content).starts_with(tick) {
            content = reader.trimmed(content.start + tick.len()..content.end);
            break;
        }
    }
    Line { whole, content, indent, title }
}

/// A line without blanks, bullets and numbers.
pub(super) fn unmarked(line: &str) -> &str {
    let text = line.trim();
    let mark = bullet_end(text).or_else(|| number_end(text)).unwrap_or(0);
    text[mark..].trim_start()
}

/// What of an unfinished line stands after its bullet or number.
pub(super) fn unmarked_from(line: &str) -> &str {
    let text = line.trim_start();
    let mark = bullet_end(text).or_else(|| number_end(text)).unwrap_or(0);
    text[mark..].trim_start()
}

/// After a bullet that a blank follows.
fn bullet_end(text: &str) -> Option<usize> {
    let bullet = text.chars().next().filter(|sign| "-*•‣◦▪●–—+·".contains(*sign))?;
    text[bullet.len_utf8()..].starts_with(char::is_whitespace).then_some(bullet.len_utf8())
}

/// After `12. ` or `(3) `, if the text begins so.
fn number_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let end = text.len() - inner.len() + digits;
    let is_number = (1..=4).contains(&digits) && text[end..].starts_with(['.', ')']);
    (is_number && text[end + 1..].starts_with(char::is_whitespace)).then_some(end + 1)
}

/// The label of a heading: `Label:` alone on its line, or `# Label`.
fn heading_of(reader: &Reader<'_>, line: &Line, tokens: &[Token]) -> Option<String> {
    let plain = tokens.iter().all(|token| matches!(token.kind, Kind::Words | Kind::Colon | Kind::Quoted));
    let text = reader.slice(&line.content);
    let label = match line.title {
        Some(_) => text.trim_end_matches(':'),
        None => text.strip_suffix(':')?,
    };
    let label = clean_name(label);
    (plain && !label.trim_matches(':').is_empty()).then_some(label)
}

fn heading_says(reader: &Reader<'_>, label: String) -> Heading {
    let mut heading = Heading::default();
    let exact = reader.vocabulary.flow_kinds.iter().find(|kind| kind.folded == folded(&label));
    if let Some(Manner::Kind(kind)) = exact.map(|word| &word.means) {
        heading.kind = Some(kind.clone());
        return heading;
    }
    // Read as if it stood in the text: a heading is short, and spans are not asked for.
    let words: Vec<&str> = label.split_whitespace().collect();
    let mut attributes = Attributes::default();
    let mut next = 0;
    while next < words.len() {
        let found = (next + 1..=words.len().min(next + 5)).rev().find_map(|end| {
            match reader.vocabulary.of_organisation(&words[next..end].join(" "), Strictness::Most) {
                Found::One(trait_) => Some((trait_, end)),
                _ => None,
            }
        });
        let end = found
            .and_then(|(trait_, end)| organisation::set(&mut attributes, trait_, 0..0).ok().map(|()| end));
        let Some(end) = end else {
            heading.group = Some(label);
            return heading;
        };
        next = end;
    }
    heading.attributes = attributes;
    heading
}

/// All that headings above say; marks them as used.
fn inherited(levels: &mut [Level]) -> Heading {
    let mut all = Heading::default();
    for level in levels.iter_mut().rev() {
        if let Above::Heading { is_used, says, .. } = &mut level.above {
            *is_used = true;
            all.attributes.inherit(&says.attributes);
            all.kind = all.kind.or_else(|| says.kind.clone());
            all.group = all.group.or_else(|| says.group.clone());
        }
    }
    all
}

fn statements(reader: &mut Reader<'_>, line: &Line, tokens: &[Token], levels: &mut Vec<Level>) {
    let is_blank = |tokens: &&[Token]| {
        tokens.iter().all(|token| token.kind == Kind::Words && reader.slice(&token.span).trim().is_empty())
    };
    let parts = tokens.split(|token| token.kind == Kind::Semicolon);
    let parts: Vec<&[Token]> = parts.filter(|part| !is_blank(part)).collect();
    let above = inherited(levels);
    if parts.is_empty() {
        // A bullet or a semicolon alone.
        let nothing =
            problem(line.whole.clone(), "there is no name", "write the name of an organisation here");
        return reader.push(line.whole.clone(), Err(nothing));
    }
    let parent = levels.last().and_then(|level| match &level.above {
        Above::Organisation(mention) => Some(mention.clone()),
        Above::Heading { .. } => None,
    });
    let mut own = None;
    for (number, part) in parts.iter().enumerate() {
        let content = part_span(reader, part);
        let meaning = statement(reader, part, &content, &above, parent.as_ref());
        own = match &meaning {
            Ok(meaning) if parts.len() == 1 && !has_sign(part) => meaning.mentions.first().cloned(),
            _ => None,
        };
        // What marks the line belongs to its first statement.
        let start = if number == 0 { line.whole.start } else { content.start };
        reader.push(start..content.end, meaning);
    }
    if let Some(mention) = own {
        // Its own attributes are said by its own statement.
        let mention = Mention { attributes: Attributes::default(), ..mention };
        levels.push(Level { indent: line.indent, above: Above::Organisation(mention) });
    }
}

fn part_span(reader: &Reader<'_>, part: &[Token]) -> Range<usize> {
    let start = part.first().map_or(0, |token| token.span.start);
    reader.trimmed(start..part.last().map_or(start, |token| token.span.end))
}

fn has_sign(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token.kind, Kind::Sign(_) | Kind::NoSign))
}

fn statement(
    reader: &Reader<'_>,
    tokens: &[Token],
    span: &Range<usize>,
    above: &Heading,
    parent: Option<&Mention>,
) -> Result<Meaning, CaptureProblem> {
    let unclosed = tokens.iter().find_map(|token| match token.kind {
        Kind::Unclosed(open) => Some((open, token.span.clone())),
        _ => None,
    });
    if let Some((open, span)) = unclosed {
        let what = if open == '[' { "bracket" } else { "quote" };
        return Err(problem(reader.trimmed(span), format!("this {what} is never closed"), "close it"));
    }
    let mut meaning = if has_sign(tokens) {
        flow::read(reader, tokens, span, above.kind.as_ref())?
    } else {
        organisation::read(reader, tokens, span, &above.attributes)?
    };
    meaning.group.clone_from(&above.group);
    if let Some(parent) = parent.filter(|_| !has_sign(tokens)) {
        join(reader, parent, span, &mut meaning)?;
    }
    Ok(meaning)
}

/// Joins what an indented line names to what it stands under.
fn join(
    reader: &Reader<'_>,
    parent: &Mention,
    span: &Range<usize>,
    meaning: &mut Meaning,
) -> Result<(), CaptureProblem> {
    let to = meaning.add(parent.clone());
    let member = reader.vocabulary.flow_kinds.iter().find(|word| word.folded == "member of");
    let kind = match member.map(|word| &word.means) {
        Some(Manner::Kind(kind)) => Some(kind),
        _ => None,
    };
    if to == 0 {
        return Err(problem(span.clone(), "this would be a member of itself", "indent it less"));
    }
    let manner = (Formality::NotStated, Status::Current);
    flow::draw(reader, (0, to, Direction::Forward), manner, &After::default(), (kind, None), span, meaning)
}
