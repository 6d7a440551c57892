//! What is written into a cell, as a record: words read as people write them, with what is wrong said in words.
//! Must not know whether it was typed or pasted.

use std::{cell::OnceCell, collections::BTreeMap};

use super::column::Column;
use crate::app::words::{NOT_STATED, capital};
use crate::{
    editor::names::folded,
    model::{
        Count, Direction, Document, Flow, Formality, Influence, Organisation, OrganisationId,
        OrganisationKind, Record, RecordId, ScaleId, Status,
    },
};

/// A map into which is written, with its names at hand: a thousand rows may mention them.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    names: OnceCell<Names>,
}

/// Organisations by their name, and by their name whatever its case and accents.
#[derive(Default)]
struct Names {
    exact: BTreeMap<String, Vec<OrganisationId>>,
    folded: BTreeMap<String, Vec<OrganisationId>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, names: OnceCell::new() }
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (id, it) in self.document.organisations() {
                names.exact.entry(it.name.trim().to_owned()).or_default().push(id.clone());
                names.folded.entry(folded(&it.name)).or_default().push(id.clone());
            }
            names
        })
    }

    /// Whether there is an organisation of this name, whatever its case and accents.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.names().folded.contains_key(&folded(name))
    }

    /// The organisation of this name.
    fn named(&self, text: &str) -> Result<OrganisationId, String> {
        if text.is_empty() {
            return Err("a flow needs an organisation at either end".to_owned());
        }
        let found = self.names().exact.get(text).or_else(|| self.names().folded.get(&folded(text)));
        match found.map(Vec::as_slice).unwrap_or_default() {
            [id] => Ok(id.clone()),
            [] => Err(format!("there is no organisation called “{text}”. Add it first")),
            several => {
                let count = crate::app::words::number(several.len());
                Err(format!("{count} organisations are called “{text}”. Merge or rename them first"))
            }
        }
    }
}

/// The record with this cell written, or what is wrong, in a sentence without a full stop.
pub(super) fn written(
    reader: &Reader<'_>,
    record: &Record,
    column: Column,
    text: &str,
) -> Result<Record, String> {
    let text = clean(text);
    match record {
        Record::Organisation(it) => {
            let mut it = Organisation::clone(it);
            organisation(reader.document, &mut it, column, &text)?;
            Ok(it.into())
        }
        Record::Flow(it) => {
            let mut it = Flow::clone(it);
            flow(reader, &mut it, column, &text)?;
            Ok(it.into())
        }
        _ => Err("only organisations and flows are rows".to_owned()),
    }
}

/// Words in one line, without control characters.
fn clean(text: &str) -> String {
    let blank = |sign: char| if sign.is_control() { ' ' } else { sign };
    text.chars().map(blank).collect::<String>().trim().to_owned()
}

fn organisation(
    document: &Document,
    it: &mut Organisation,
    column: Column,
    text: &str,
) -> Result<(), String> {
    match column {
        Column::Name if text.is_empty() => return Err("an organisation needs a name".to_owned()),
        Column::Name => text.clone_into(&mut it.name),
        Column::NodeKind => {
            let kinds = OrganisationKind::ALL.map(|kind| (kind, kind.name().to_owned()));
            it.kind = stated(text, "kind of organisation", &kinds)?.unwrap_or_default();
        }
        Column::Sector => {
            let sectors = document.sectors_in_order().into_iter();
            let sectors: Vec<_> = sectors.map(|(id, sector)| (id.clone(), sector.name.clone())).collect();
            it.sector = stated(text, "sector of this map", &sectors)?;
        }
        Column::Scale => {
            it.scale = stated(text, "scale of this map", &scales(document))?;
            it.reach.retain(|reached| Some(reached) != it.scale.as_ref());
        }
        Column::Reach => {
            let scales = scales(document);
            let mut reach = Vec::new();
            for word in words(text) {
                let id = one_of(&word, "scale of this map", &scales)?;
                if it.scale.as_ref() != Some(&id) && !reach.contains(&id) {
                    reach.push(id);
                }
            }
            it.reach = reach;
        }
        Column::Place => text.clone_into(&mut it.place),
        Column::Count => it.count = count(text)?,
        Column::Roles => it.roles = words(text),
        Column::Tags => it.tags = words(text),
        Column::Status => it.status = status(document, text)?,
        Column::Influence => match (text, &mut it.influence) {
            ("", influence) => *influence = None,
            (_, influence) => {
                influence.get_or_insert_with(Influence::default).height = figure(text)?;
            }
        },
        other => return Err(format!("{} is counted, it can't be written", other.title())),
    }
    Ok(())
}

fn flow(reader: &Reader<'_>, it: &mut Flow, column: Column, text: &str) -> Result<(), String> {
    let document = reader.document;
    match column {
        Column::From => it.from = reader.named(text)?,
        Column::To => it.to = reader.named(text)?,
        Column::FlowKind => {
            let kinds = document.flow_kinds_in_order().into_iter();
            let kinds: Vec<_> = kinds.map(|(id, kind)| (id.clone(), kind.name.clone())).collect();
            it.kind = one_of(text, "kind of flow in this map", &kinds)?;
        }
        Column::Direction => {
            let directions = Direction::ALL.map(|direction| (direction, direction.name().to_owned()));
            it.direction = stated(text, "direction", &directions)?.unwrap_or_default();
        }
        Column::Formality => {
            let formalities = [Formality::Formal, Formality::Informal];
            let formalities = formalities.map(|formality| (formality, formality.name().to_owned()));
            it.formality = stated(text, "formality", &formalities)?.unwrap_or_default();
        }
        Column::Status => it.status = status(document, text)?,
        Column::Label => text.clone_into(&mut it.label),
        Column::Condition => text.clone_into(&mut it.condition),
        Column::Weight if text.is_empty() => it.weight = None,
        Column::Weight => {
            let weight = text.replace(',', "").parse::<f64>().ok();
            let good = |weight: &f64| weight.is_finite() && *weight >= 0.0;
            let weight = weight.filter(good);
            it.weight = Some(weight.ok_or_else(|| format!("“{text}” is not a number from 0 up"))?);
        }
        other => return Err(format!("{} is counted, it can't be written", other.title())),
    }
    // A broker that has become an end is no third party.
    if it.via.as_ref().is_some_and(|via| *via == it.from || *via == it.to) {
        it.via = None;
    }
    Ok(())
}

fn scales(document: &Document) -> Vec<(ScaleId, String)> {
    document.scales_in_order().into_iter().map(|(id, scale)| (id.clone(), scale.name.clone())).collect()
}

/// Words between commas, each once.
fn words(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    for word in text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        if !list.iter().any(|other| other == word) {
            list.push(word.to_owned());
        }
    }
    list
}

fn status(document: &Document, text: &str) -> Result<Status, String> {
    let own = &document.map().status_names;
    let names = Status::ALL
        .map(|status| (status, own.get(&status).map_or_else(|| status.name().to_owned(), String::clone)));
    Ok(stated(text, "status", &names)?.unwrap_or_default())
}

/// One of these by its name or the beginning of it; nothing, or *not stated*, is none.
fn stated<T: Clone>(text: &str, what: &str, all: &[(T, String)]) -> Result<Option<T>, String> {
    let is_none = text.is_empty() || text.eq_ignore_ascii_case(NOT_STATED) || matches!(text, "-" | "–" | "?");
    let is_name = all.iter().any(|(_, name)| folded(name) == folded(text));
    if is_none && !is_name { Ok(None) } else { one_of(text, what, all).map(Some) }
}

/// One of these by its name, whatever its case and accents, or by the beginning of one name only.
fn one_of<T: Clone>(text: &str, what: &str, all: &[(T, String)]) -> Result<T, String> {
    let sought = folded(text);
    if let Some((found, _)) = all.iter().find(|(_, name)| folded(name) == sought) {
        return Ok(found.clone());
    }
    let begins = |(_, name): &&(T, String)| !sought.is_empty() && folded(name).starts_with(&sought);
    let beginning: Vec<_> = all.iter().filter(begins).collect();
    match beginning.as_slice() {
        [(found, _)] => Ok(found.clone()),
        [] if all.len() > MOST_NAMED => Err(format!("“{text}” is no {what}")),
        [] => {
            let names: Vec<_> = all.iter().map(|(_, name)| capital(name)).collect();
            Err(format!("“{text}” is no {what}. There are {}", names.join(", ")))
        }
        several => {
            let names: Vec<_> = several.iter().map(|(_, name)| capital(name)).collect();
            Err(format!("“{text}” may be {}. Write more of it", names.join(" or ")))
        }
    }
}

/// More names than this are not told in a message.
const MOST_NAMED: usize = 8;

/// A whole number with or without commas at the thousands.
fn figure(text: &str) -> Result<u32, String> {
    let plain = text.replace([',', ' '], "");
    plain.parse().map_err(|_| format!("“{text}” is not a number of stones. Write it in digits"))
}

/// `12`, `40 to 50`, `40-50`, `over 1,000`, `up to 9`.
fn count(text: &str) -> Result<Count, String> {
    let lower = text.to_lowercase();
    let figure = |part: &str| {
        let plain = part.replace([',', ' '], "").parse::<u64>();
        plain
            .map(Some)
            .map_err(|_| format!("“{text}” is no count. Write it as 12, 40 to 50, over 1,000 or up to 9"))
    };
    let after = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word)).map(str::trim);
    if lower.is_empty() {
        return Ok(Count::default());
    }
    if let Some(low) = after(&["over ", "more than ", "at least ", ">"]).or(lower.strip_suffix('+')) {
        return Ok(Count { low: figure(low)?, high: None });
    }
    if let Some(high) = after(&["up to ", "at most ", "<"]) {
        return Ok(Count { low: None, high: figure(high)? });
    }
    let parts = [" to ", "–", "-"].iter().find_map(|between| lower.split_once(between));
    let Some((low, high)) = parts else {
        let exactly = figure(&lower)?;
        return Ok(Count { low: exactly, high: exactly });
    };
    let (low, high) = (figure(low.trim())?, figure(high.trim())?);
    if low > high { Err(format!("“{text}” begins above its end")) } else { Ok(Count { low, high }) }
}

/// Why the row can't be written, in words: it is locked. None where it can.
pub(super) fn locked(document: &Document, id: &RecordId) -> Option<String> {
    let RecordId::Organisation(of) = id else { return None };
    let it = document.organisation(of).filter(|it| it.locked)?;
    Some(format!("“{}” is locked: unlock it first", it.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: Column, text: &str) -> Result<Organisation, String> {
        let before = Organisation { name: "Watershed".into(), ..Organisation::default() };
        match written(&Reader::new(&Document::default()), &before.into(), column, text)? {
            Record::Organisation(it) => Ok(Organisation::clone(&it)),
            _ => Err("another record".into()),
        }
    }

    #[test]
    fn counts_are_read_as_they_are_spoken() {
        for (text, low, high) in [
            ("", None, None),
            ("12", Some(12), Some(12)),
            ("40 to 50", Some(40), Some(50)),
            ("40-50", Some(40), Some(50)),
            ("40 – 50", Some(40), Some(50)),
            ("over 1,000", Some(1000), None),
            ("1,000+", Some(1000), None),
            ("up to 9", None, Some(9)),
        ] {
            assert_eq!(cell(Column::Count, text).map(|it| it.count), Ok(Count { low, high }), "{text}");
        }
        for text in ["many", "50 to 40", "over", "-3", "1.5"] {
            assert!(cell(Column::Count, text).is_err(), "{text}");
        }
    }

    #[test]
    fn scheme_words_are_found_by_their_beginning_and_never_guessed() {
        let sector = |text| cell(Column::Sector, text).map(|it| it.sector.map(|id| id.as_str().to_owned()));
        let found = |id: &str| Ok(Some(id.to_owned()));
        assert_eq!(sector("third"), found("third-sector"));
        assert_eq!(sector("GOVERNMENT"), found("government"));
        assert_eq!(sector(""), Ok(None));
        assert_eq!(sector("not stated"), Ok(None));
        let error = sector("Bank").expect_err("no sector");
        assert!(error.starts_with("“Bank” is no sector of this map. There are Government,"), "{error}");
        let scales = cell(Column::Reach, "nat, reg; national").map(|it| it.reach.len());
        assert_eq!(scales, Ok(2));
        assert!(cell(Column::Reach, "national, moon").is_err());
    }

    #[test]
    fn what_is_counted_cannot_be_written_and_a_name_is_needed() {
        assert_eq!(cell(Column::FlowsOut, "3"), Err("Out is counted, it can't be written".to_owned()));
        assert_eq!(cell(Column::Name, " "), Err("an organisation needs a name".to_owned()));
        assert_eq!(
            cell(Column::Tags, "film, arts,, film").map(|it| it.tags.join("|")),
            Ok("film|arts".to_owned())
        );
        assert_eq!(cell(Column::Influence, "4").map(|it| it.influence.map(|it| it.height)), Ok(Some(4)));
        assert_eq!(cell(Column::Influence, "").map(|it| it.influence), Ok(None));
    }
}
