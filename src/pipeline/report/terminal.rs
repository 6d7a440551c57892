//! A report for the terminal: columns of one width, then sentences. Must not know other writers.

use super::{Analysis, chosen, decimals, spelt, total, undefined};
use crate::{
    analysis::{Column, Heading, Mixing, totals},
    model::Document,
};

/// A name is cut to so many signs, so that columns stay in sight.
const NAME: usize = 40;

impl Analysis {
    /// The report as lines of text: the whole map, ties from class to class, organisations, findings.
    #[must_use]
    pub fn text(&self, document: &Document, columns: &[Column]) -> String {
        let mut out = format!("{}\n\n", Self::title(document));
        let whole =
            totals(&self.survey).into_iter().map(|(name, number)| vec![name.to_owned(), total(number)]);
        out += &lined(&whole.collect::<Vec<_>>());
        let table = &self.survey.mixing;
        if !table.names.is_empty() {
            let by = self.survey.question.by.name();
            out += &format!(
                "\nTies from {by} to {by}: rows lead to columns, in brackets the share of possible ties\n\n"
            );
            let mut rows =
                vec![[vec![String::new()], table.names.iter().map(|name| cut(name)).collect()].concat()];
            for (from, name) in table.names.iter().enumerate() {
                let cells = (0..table.names.len()).map(|to| with_density(table, from, to));
                rows.push([vec![format!("{} ({})", cut(name), table.sizes[from])], cells.collect()].concat());
            }
            out += &lined(&rows);
        }
        let columns = chosen(columns);
        out += "\nOrganisations\n\n";
        let heads = columns.iter().map(|column| column.name().to_owned());
        let mut rows = vec![[String::new()].into_iter().chain(heads).collect::<Vec<_>>()];
        for node in self.order(document) {
            let cells = columns.iter().map(|column| spelt(&column.value(&self.survey, node)));
            rows.push([cut(&self.name(document, node))].into_iter().chain(cells).collect());
        }
        out += &lined(&rows);
        for words in undefined(self, columns) {
            out += &format!("–  {words}\n");
        }
        for heading in Heading::ALL {
            let mut list = self.of(heading).peekable();
            if list.peek().is_none() {
                continue;
            }
            out += &format!("\n{}\n\n", heading.name());
            for finding in list {
                out += &format!("* {}\n", finding.sentence);
                if !finding.caveat.is_empty() {
                    out += &format!("  ({})\n", finding.caveat);
                }
            }
        }
        out.push('\n');
        for words in Self::caveats(document) {
            out += &format!("{words}\n");
        }
        out += &format!("{}\n", self.conventions());
        out
    }
}

/// A number of ties, and its density in brackets.
pub(super) fn with_density(table: &Mixing, from: usize, to: usize) -> String {
    match table.density(from, to) {
        Some(density) => format!("{} ({})", table.ties[from][to], decimals(density)),
        None => "–".to_owned(),
    }
}

pub(in crate::pipeline) fn cut(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(NAME - 1).collect::<String>().trim_end())
}

/// Rows of cells under each other: the first to the left, the others to the right.
pub(in crate::pipeline) fn lined(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..count).map(|column| wide(column).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let room = " ".repeat(width - cell.chars().count());
            if at == 0 {
                line += cell;
                line += &room;
            } else {
                line += "  ";
                line += &room;
                line += cell;
            }
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}
