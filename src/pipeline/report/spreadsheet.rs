//! A report as tables for spreadsheets: no cell is a live formula. Must not know other writers.

use super::{
    super::tables::{Cell as Written, written},
    Analysis, chosen,
};
use crate::{
    analysis::{CAVEAT, Cell, Column},
    model::Document,
};

impl Analysis {
    /// The findings, a row each: heading, sentence, caveat, numbers, and the ids of what it shows. CSV as
    /// [`super::super::Tables`] has it.
    #[must_use]
    pub fn findings_csv(&self) -> Vec<u8> {
        let head = ["heading", "finding", "caveat", "numbers", "shows"].map(str::to_owned).to_vec();
        let general =
            vec![Written::words("about all"), Written::words(CAVEAT), Written::words(self.conventions())];
        let general = general.into_iter().chain([Written::words(""), Written::words("")]).collect();
        let rows = self.findings.iter().map(|finding| {
            let numbers: Vec<String> =
                finding.numbers.iter().map(|(name, number)| format!("{name}: {number}")).collect();
            let shows: Vec<&str> = finding.shows.iter().map(crate::model::RecordId::as_str).collect();
            vec![
                Written::words(finding.heading.name()),
                Written::words(finding.sentence.as_str()),
                Written::words(finding.caveat.as_str()),
                Written::words(numbers.join("; ")),
                Written::words(shows.join("; ")),
            ]
        });
        written(head, std::iter::once(general).chain(rows))
    }

    /// The organisations, a row each, with these measures, or the usual ones where none are named. Numbers are whole,
    /// bare and unrounded; an empty cell is a measure that is not defined for the organisation.
    #[must_use]
    pub fn organisations_csv(&self, document: &Document, columns: &[Column]) -> Vec<u8> {
        let columns = chosen(columns);
        let mut head = vec![
            "id".to_owned(),
            "name".to_owned(),
            super::super::tables::harmless(self.survey.question.by.name()),
        ];
        head.extend(columns.iter().map(|column| column.name().to_owned()));
        let rows = self.order(document).into_iter().map(|node| {
            let id = self.survey.graph.ids()[node].as_str();
            let mut row = vec![
                Written::words(id),
                Written::words(self.name(document, node)),
                Written::words(self.class(node)),
            ];
            row.extend(columns.iter().map(|column| match column.value(&self.survey, node) {
                Cell::Count(count) => Written::number(&count),
                Cell::Number(number) => Written::number(&number),
                Cell::Words(words) => Written::words(words),
                Cell::None => Written::words(""),
            }));
            row
        });
        written(head, rows)
    }
}
