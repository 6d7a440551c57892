//! What a hand-out lists, as tables for spreadsheets and scripts. Must not know paper.

use super::{Parts, listed::Listed};
use crate::model::{Evidence, Flow, Organisation, OrganisationId};

/// Two tables in CSV: UTF-8, commas, a head of one row, lines ended as RFC 4180 has it.
///
/// Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula. Before such words
/// stands an apostrophe, as OWASP advises, and before words that begin with apostrophes and then one of these one more:
/// who reads the table with a program takes one apostrophe away where one of these follows it. Numbers are bare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// One row for each organisation.
    pub organisations: Vec<u8>,
    /// One row for each flow.
    pub flows: Vec<u8>,
}

/// The tables of what is listed.
pub(super) fn tables(listed: &Listed<'_>, included: &Parts) -> Tables {
    Tables { organisations: organisations(listed, included), flows: flows(listed, included) }
}

/// Words that no spreadsheet takes for a formula.
pub(super) fn harmless(words: &str) -> String {
    let is_formula = |words: &str| words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_formula(words.trim_start_matches('\'')) { format!("'{words}") } else { words.to_owned() }
}

/// A cell: words, or a number, which is no formula whatever its sign.
pub(super) enum Cell {
    Words(String),
    Number(String),
}

impl Cell {
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    pub(super) fn number(number: &impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    fn date(date: Option<crate::model::Date>) -> Self {
        Self::words(date.map(|date| date.to_string()).unwrap_or_default())
    }
}

/// A table of these rows, each as long as the head.
pub(super) fn written(head: Vec<String>, rows: impl Iterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut put = |cells: Vec<String>| {
        writer.write_record(&cells).expect("memory takes every row, and all rows are as long as the head");
    };
    put(head);
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Words(words) => harmless(&words),
            Cell::Number(number) => number,
        });
        put(cells.collect());
    }
    writer.into_inner().expect("memory can always be flushed")
}

fn organisations(listed: &Listed<'_>, included: &Parts) -> Vec<u8> {
    let most = most(listed, included, listed.organisations.iter().map(|(_, one)| one.evidence.as_slice()));
    let mut head: Vec<String> = [
        "id",
        "name",
        "kind",
        "sector",
        "scale",
        "reach",
        "place",
        "count_low",
        "count_high",
        "roles",
        "tags",
        "status",
        "active_from",
        "active_to",
        "description",
        "url",
        "flows_in",
        "flows_out",
    ]
    .map(str::to_owned)
    .to_vec();
    head.extend(evidence_head(most, included));
    let counts = listed.in_and_out();
    let rows = listed.organisations.iter().map(|(id, one)| {
        let count = counts.get(id).copied().unwrap_or_default();
        let mut row = organisation(listed, id, one, count);
        row.extend(evidence_cells(listed, &one.evidence, most, included));
        row
    });
    written(head, rows)
}

fn organisation(
    listed: &Listed<'_>,
    id: &OrganisationId,
    one: &Organisation,
    (into, out): (usize, usize),
) -> Vec<Cell> {
    let number = |number: Option<u64>| number.map_or(Cell::words(""), |number| Cell::number(&number));
    vec![
        Cell::words(id.as_str()),
        Cell::words(one.name.as_str()),
        Cell::words(one.kind.name()),
        Cell::words(listed.sector(one)),
        Cell::words(listed.scale(one)),
        Cell::words(listed.reach(one).join("; ")),
        Cell::words(one.place.as_str()),
        number(one.count.low),
        number(one.count.high),
        Cell::words(one.roles.join("; ")),
        Cell::words(one.tags.join("; ")),
        Cell::words(listed.status(one.status)),
        Cell::date(one.active_from),
        Cell::date(one.active_to),
        Cell::words(one.description.as_str()),
        Cell::words(one.url.as_str()),
        Cell::number(&into),
        Cell::number(&out),
    ]
}

fn flows(listed: &Listed<'_>, included: &Parts) -> Vec<u8> {
    let most = most(listed, included, listed.flows.iter().map(|(_, flow)| flow.evidence.as_slice()));
    let mut head: Vec<String> = [
        "id",
        "from_id",
        "from",
        "to_id",
        "to",
        "via",
        "kind",
        "label",
        "direction",
        "formality",
        "status",
        "condition",
        "weight",
        "active_from",
        "active_to",
    ]
    .map(str::to_owned)
    .to_vec();
    head.extend(evidence_head(most, included));
    let rows = listed.flows.iter().map(|(id, one)| {
        let mut row = vec![Cell::words(id.as_str())];
        row.extend(flow(listed, one));
        row.extend(evidence_cells(listed, &one.evidence, most, included));
        row
    });
    written(head, rows)
}

fn flow(listed: &Listed<'_>, flow: &Flow) -> Vec<Cell> {
    vec![
        Cell::words(flow.from.as_str()),
        Cell::words(listed.name(&flow.from)),
        Cell::words(flow.to.as_str()),
        Cell::words(listed.name(&flow.to)),
        Cell::words(flow.via.as_ref().map_or("", |id| listed.name(id))),
        Cell::words(listed.kind(flow)),
        Cell::words(flow.label.as_str()),
        Cell::words(flow.direction.name()),
        Cell::words(flow.formality.name()),
        Cell::words(listed.status(flow.status)),
        Cell::words(flow.condition.as_str()),
        flow.weight.map_or(Cell::words(""), |weight| Cell::number(&weight)),
        Cell::date(flow.active_from),
        Cell::date(flow.active_to),
    ]
}

/// How many pieces of evidence the best supported record has.
fn most<'a>(
    listed: &Listed<'_>,
    included: &Parts,
    all: impl Iterator<Item = &'a [crate::model::EvidenceId]>,
) -> usize {
    if included.evidence { all.map(|ids| listed.evidence(ids).count()).max().unwrap_or(0) } else { 0 }
}

fn evidence_head(most: usize, included: &Parts) -> Vec<String> {
    let mut parts = vec!["", "_quote", "_source", "_url", "_page", "_method", "_date", "_confidence"];
    if included.respondents {
        parts.extend(["_respondent", "_recorded_by"]);
    }
    (1..=most).flat_map(|number| parts.iter().map(move |part| format!("evidence_{number}{part}"))).collect()
}

fn evidence_cells(
    listed: &Listed<'_>,
    ids: &[crate::model::EvidenceId],
    most: usize,
    included: &Parts,
) -> Vec<Cell> {
    let told: Vec<&Evidence> = listed.evidence(ids).collect();
    let nothing = Evidence::default();
    (0..most)
        .flat_map(|index| match told.get(index) {
            Some(item) => evidence(item, included),
            None => evidence(&nothing, included).into_iter().map(|_| Cell::words("")).collect(),
        })
        .collect()
}

fn evidence(item: &Evidence, included: &Parts) -> Vec<Cell> {
    let mut cells = vec![
        Cell::words(item.text.as_str()),
        Cell::words(if item.quote { "yes" } else { "no" }),
        Cell::words(item.source.title.as_str()),
        Cell::words(item.source.url.as_str()),
        Cell::words(item.source.page.as_str()),
        Cell::words(item.method.as_str()),
        Cell::date(item.date),
        Cell::words(item.confidence.name()),
    ];
    if included.respondents {
        cells.extend([Cell::words(item.respondent.as_str()), Cell::words(item.recorded_by.as_str())]);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_are_a_formula_and_the_apostrophe_can_be_taken_away() {
        for (words, expected) in [
            ("Watershed", "Watershed"),
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("'t Hooft", "'t Hooft"),
            ("'=1", "''=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(words), expected);
        }
    }
}
