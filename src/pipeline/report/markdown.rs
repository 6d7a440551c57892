//! A report in Markdown, as GitHub and pandoc read it. Must not know other writers.

use super::{Analysis, chosen, spelt, total, undefined};
use crate::{
    analysis::{Column, Heading, totals},
    model::Document,
};

impl Analysis {
    /// The report in Markdown: findings by heading, then tables. What the map's authors wrote is escaped.
    #[must_use]
    pub fn markdown(&self, document: &Document, columns: &[Column]) -> String {
        let mut out = format!("# What the map says: {}\n\n", escaped(&Self::title(document)));
        for words in Self::caveats(document) {
            out += &format!("> {}\n>\n", escaped(&words));
        }
        out += &format!("> {}\n", escaped(&self.conventions()));
        for heading in Heading::ALL {
            let mut list = self.of(heading).peekable();
            if list.peek().is_none() {
                continue;
            }
            out += &format!("\n## {}\n\n", heading.name());
            for finding in list {
                out += &format!("- {}", escaped(&finding.sentence));
                if !finding.caveat.is_empty() {
                    out += &format!(" *{}*", escaped(&finding.caveat));
                }
                out.push('\n');
            }
        }
        out += "\n## The whole map\n\n| measure | value |\n| --- | ---: |\n";
        for (name, number) in totals(&self.survey) {
            out += &format!("| {name} | {} |\n", total(number));
        }
        self.mixing_markdown(&mut out);
        self.organisations_markdown(document, columns, &mut out);
        out
    }

    fn mixing_markdown(&self, out: &mut String) {
        let table = &self.survey.mixing;
        if table.names.is_empty() {
            return;
        }
        let by = escaped(self.survey.question.by.name());
        *out += &format!(
            "\n## Ties from {by} to {by}\n\nRows lead to columns; in brackets the share of the ties that there could be.\n\n| from \\ to |"
        );
        table.names.iter().for_each(|name| *out += &format!(" {} |", escaped(name)));
        *out += "\n| --- |";
        table.names.iter().for_each(|_| *out += " ---: |");
        out.push('\n');
        for (from, name) in table.names.iter().enumerate() {
            *out += &format!("| {} ({}) |", escaped(name), table.sizes[from]);
            for to in 0..table.names.len() {
                *out += &format!(" {} |", super::terminal::with_density(table, from, to));
            }
            out.push('\n');
        }
    }

    fn organisations_markdown(&self, document: &Document, columns: &[Column], out: &mut String) {
        let columns = chosen(columns);
        *out +=
            &format!("\n## Organisations\n\n| organisation | {} |", escaped(self.survey.question.by.name()));
        columns.iter().for_each(|column| *out += &format!(" {} |", column.name()));
        *out += "\n| --- | --- |";
        columns.iter().for_each(|_| *out += " ---: |");
        out.push('\n');
        for node in self.order(document) {
            *out += &format!("| {} | {} |", escaped(&self.name(document, node)), escaped(self.class(node)));
            for column in columns {
                *out += &format!(" {} |", spelt(&column.value(&self.survey, node)));
            }
            out.push('\n');
        }
        out.push('\n');
        for column in columns {
            *out += &format!("- **{}**: {}\n", column.name(), column.words());
        }
        for words in undefined(self, columns) {
            *out += &format!("- –, {words}\n");
        }
    }
}

/// Words that Markdown takes for nothing but words.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // "1." at the beginning of a line would begin a list.
    let digits = words.len() - words.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    for (at, sign) in words.char_indices() {
        let is_sign = matches!(
            sign,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '$' | '!'
        );
        let begins = at == 0 && matches!(sign, '-' | '+' | '=')
            || digits > 0 && at == digits && matches!(sign, '.' | ')');
        if is_sign || begins {
            out.push('\\');
        }
        out.push(if sign == '\n' { ' ' } else { sign });
    }
    out
}
