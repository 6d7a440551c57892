//! A statement with signs of flow: ends, chains, and what stands after the colon.
//! Must not know lists and tables.

use std::ops::Range;

use crate::model::{Direction, ExtraFields, FlowKindId, Formality, Status};

use super::{
    CaptureProblem, Link, Meaning, Mention,
    after::{self, After},
    organisation::{Where, named},
    reader::{Reader, problem},
    scan::{Kind, Sign, Token},
};

/// One statement draws no more flows than this.
const MOST_LINKS: usize = 1000;

/// Reads a statement with at least one sign of flow. `kind` is what flows where nothing is said.
pub(super) fn read(
    reader: &Reader<'_>,
    tokens: &[Token],
    span: &Range<usize>,
    kind: Option<&FlowKindId>,
) -> Result<Meaning, CaptureProblem> {
    if let Some(token) = tokens.iter().find(|token| token.kind == Kind::NoSign) {
        let message = format!("“{}” is no sign of a flow", reader.slice(&token.span));
        return Err(problem(token.span.clone(), message, "the signs are > < <> -- ~> ?>"));
    }
    let last = tokens.iter().rposition(|token| matches!(token.kind, Kind::Sign(_))).unwrap_or(0);
    let colon =
        tokens.iter().skip(last).position(|token| token.kind == Kind::Colon).map(|place| place + last);
    let after = match colon {
        Some(colon) => after::read(reader, tokens[colon].span.end..span.end)?,
        None => After::default(),
    };
    let mut meaning = Meaning::default();
    let ends = ends(reader, &tokens[..colon.unwrap_or(tokens.len())], span, &mut meaning)?;
    links(reader, &ends, &after, kind, span, &mut meaning)?;
    Ok(meaning)
}

/// One place of a chain: the organisations there, and the sign that follows.
type End = (Vec<usize>, Option<Sign>);

fn ends(
    reader: &Reader<'_>,
    tokens: &[Token],
    span: &Range<usize>,
    meaning: &mut Meaning,
) -> Result<Vec<End>, CaptureProblem> {
    let is_delimiter = |token: &&Token| matches!(token.kind, Kind::Sign(_) | Kind::Comma);
    if tokens.iter().filter(is_delimiter).count() > MOST_LINKS {
        let message = format!("a statement names at most {MOST_LINKS} organisations");
        return Err(problem(span.clone(), message, "write it as several statements"));
    }
    let mut ends = Vec::new();
    let mut start = 0_usize;
    for end in 0..=tokens.len() {
        let sign = match tokens.get(end).map(|token| (token.kind, token.span.clone())) {
            Some((Kind::Sign(sign), span)) => Some((sign, span)),
            Some(_) => continue,
            None => None,
        };
        // Where a name is missing, the sign that wants one is pointed at.
        let near = sign.as_ref().map(|(_, span)| span.clone());
        let before = start.checked_sub(1).map(|place| tokens[place].span.clone());
        let around = before.or(near).unwrap_or_else(|| span.clone());
        let mut members = Vec::new();
        for term in tokens[start..end].split(|token| token.kind == Kind::Comma) {
            let (name, name_span, attributes) = named(reader, term, &around, Where::End)?;
            members.push(meaning.add(reader.mention(&name, name_span, attributes)?));
        }
        ends.push((members, sign.map(|(sign, _)| sign)));
        start = end + 1;
    }
    Ok(ends)
}

fn links(
    reader: &Reader<'_>,
    ends: &[End],
    after: &After,
    usual: Option<&FlowKindId>,
    span: &Range<usize>,
    meaning: &mut Meaning,
) -> Result<(), CaptureProblem> {
    let count: usize = ends.windows(2).map(|pair| pair[0].0.len().saturating_mul(pair[1].0.len())).sum();
    if count.saturating_mul(after.kinds.len().max(1)) > MOST_LINKS {
        let message = format!("these would be more than {MOST_LINKS} flows");
        return Err(problem(span.clone(), message, "write them as several statements"));
    }
    let via = via(reader, after, meaning)?;
    for pair in ends.windows(2) {
        let ((from, Some(sign)), (to, _)) = (&pair[0], &pair[1]) else { continue };
        let manner = manner(sign, after)?;
        for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
            let (from, to) = if sign.reversed { (to, from) } else { (from, to) };
            draw(reader, (from, to, sign.direction), manner, after, (usual, via.as_ref()), span, meaning)?;
        }
    }
    Ok(())
}

/// Formality and status, as the sign and the words say.
fn manner(sign: &Sign, after: &After) -> Result<(Formality, Status), CaptureProblem> {
    let formality = match &after.formality {
        Some((formality, span))
            if sign.formality == Formality::Informal && *formality != Formality::Informal =>
        {
            return Err(contradiction(span, "~ says informal"));
        }
        Some((formality, _)) => *formality,
        None => sign.formality,
    };
    let status = match &after.status {
        Some((status, span)) if sign.status == Status::Wanted && *status != Status::Wanted => {
            return Err(contradiction(span, "? says wanted"));
        }
        Some((status, _)) => *status,
        None => sign.status,
    };
    Ok((formality, status))
}

fn contradiction(span: &Range<usize>, what: &str) -> CaptureProblem {
    problem(span.clone(), format!("the sign says something else: {what}"), "keep one of the two")
}

fn via(
    reader: &Reader<'_>,
    after: &After,
    meaning: &mut Meaning,
) -> Result<Option<(usize, Range<usize>)>, CaptureProblem> {
    let Some((name, span)) = &after.via else { return Ok(None) };
    let mention = reader.mention(name, span.clone(), super::Attributes::default())?;
    Ok(Some((meaning.add(mention), span.clone())))
}

/// Draws one flow of each kind.
pub(super) fn draw(
    reader: &Reader<'_>,
    (from, to, direction): (usize, usize, Direction),
    (formality, status): (Formality, Status),
    after: &After,
    (usual, via): (Option<&FlowKindId>, Option<&(usize, Range<usize>)>),
    span: &Range<usize>,
    meaning: &mut Meaning,
) -> Result<(), CaptureProblem> {
    if let Some((broker, span)) = via.filter(|(broker, _)| *broker == from || *broker == to) {
        let message =
            format!("“{}” is an end of this flow and can't broker it", meaning.mentions[*broker].name);
        return Err(problem(span.clone(), message, "name a third organisation, or leave `via` out"));
    }
    let usual = after.kinds.is_empty().then(|| usual.cloned().or_else(|| reader.usual_kind())).flatten();
    if after.kinds.is_empty() && usual.is_none() {
        let hint = "add a kind of flow in the legend";
        return Err(problem(span.clone(), "this map has no kind of flow yet", hint));
    }
    for kind in after.kinds.iter().chain(&usual) {
        let undirected = reader.setting.document.flow_kind(kind).is_some_and(|kind| kind.undirected);
        let direction = match direction {
            Direction::Forward if undirected => Direction::None,
            said => said,
        };
        let link = Link {
            from,
            to,
            kind: kind.clone(),
            direction,
            formality,
            status,
            label: after.label.clone().unwrap_or_default(),
            condition: after.condition.clone().unwrap_or_default(),
            via: via.map(|(broker, _)| *broker),
            extra: ExtraFields::new(),
        };
        if !meaning.links.contains(&link) {
            meaning.links.push(link);
        }
    }
    Ok(())
}

impl Meaning {
    /// The place of an organisation among those that are named; named twice, all that is said of it counts.
    pub(super) fn add(&mut self, mention: Mention) -> usize {
        let same = |other: &Mention| match (&mention.there, &other.there) {
            (Some(a), Some(b)) => a == b,
            (None, None) => mention.key == other.key,
            _ => false,
        };
        match self.mentions.iter().position(same) {
            Some(place) => {
                let mut attributes = mention.attributes;
                attributes.inherit(&self.mentions[place].attributes);
                self.mentions[place].attributes = attributes;
                place
            }
            None => {
                self.mentions.push(mention);
                self.mentions.len() - 1
            }
        }
    }
}
