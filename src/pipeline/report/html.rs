//! A report as one page for browsers: no script, nothing fetched, all words escaped. Must not know other writers.

use super::{Analysis, chosen, spelt, total, undefined};
use crate::{
    analysis::{Column, Heading, totals},
    model::Document,
};

/// Light and dark as the reader has it; on paper no colours.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1f2328;--muted:#59636e;--line:#d1d9e0;--ground:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--muted:#9aa4af;--line:#3a424b;--ground:#16191d}}
body{font:16px/1.55 Inter,system-ui,sans-serif;color:var(--ink);background:var(--ground);max-width:60rem;margin:2.5rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
.about{color:var(--muted);border-left:3px solid var(--line);padding-left:.9rem;margin:.5rem 0}
ul{padding-left:1.2rem;margin:0}
li{margin:.5rem 0}
.caveat{display:block;color:var(--muted);font-size:.875rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .65rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child,.left{text-align:left}
thead th{font-weight:600;vertical-align:bottom}
tbody th{font-weight:400}
dl{font-size:.875rem;color:var(--muted)}
dt{font-weight:600;float:left;clear:left;margin-right:.5rem}
dd{margin:0 0 .25rem}
@media print{body{max-width:none;margin:0}.wide{overflow:visible}}
";

impl Analysis {
    /// The report as one page.
    #[must_use]
    pub fn html(&self, document: &Document, columns: &[Column]) -> String {
        let title = escaped(&format!("What the map says: {}", Self::title(document)));
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
             <body>\n<h1>{title}</h1>\n"
        );
        for words in Self::caveats(document).into_iter().chain([self.conventions()]) {
            out += &format!("<p class=\"about\">{}</p>\n", escaped(&words));
        }
        for heading in Heading::ALL {
            let mut list = self.of(heading).peekable();
            if list.peek().is_none() {
                continue;
            }
            out += &format!("<h2>{}</h2>\n<ul>\n", escaped(heading.name()));
            for finding in list {
                out += &format!("<li>{}", escaped(&finding.sentence));
                if !finding.caveat.is_empty() {
                    out += &format!(" <span class=\"caveat\">{}</span>", escaped(&finding.caveat));
                }
                out += "</li>\n";
            }
            out += "</ul>\n";
        }
        out += "<h2>The whole map</h2>\n<table>\n<tbody>\n";
        for (name, number) in totals(&self.survey) {
            out += &format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(name), total(number));
        }
        out += "</tbody>\n</table>\n";
        self.mixing_html(&mut out);
        self.organisations_html(document, chosen(columns), &mut out);
        out += "</body>\n</html>\n";
        out
    }

    fn mixing_html(&self, out: &mut String) {
        let table = &self.survey.mixing;
        if table.names.is_empty() {
            return;
        }
        let by = escaped(self.survey.question.by.name());
        *out += &format!(
            "<h2>Ties from {by} to {by}</h2>\n<p>Rows lead to columns; in brackets the share of the ties that there could be.</p>\n"
        );
        *out += "<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">from, to</th>";
        table.names.iter().for_each(|name| *out += &format!("<th scope=\"col\">{}</th>", escaped(name)));
        *out += "</tr></thead>\n<tbody>\n";
        for (from, name) in table.names.iter().enumerate() {
            *out += &format!("<tr><th scope=\"row\">{} ({})</th>", escaped(name), table.sizes[from]);
            for to in 0..table.names.len() {
                *out += &format!("<td>{}</td>", super::terminal::with_density(table, from, to));
            }
            *out += "</tr>\n";
        }
        *out += "</tbody>\n</table>\n</div>\n";
    }

    fn organisations_html(&self, document: &Document, columns: &[Column], out: &mut String) {
        let by = escaped(self.survey.question.by.name());
        *out += &format!(
            "<h2>Organisations</h2>\n<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">organisation</th><th scope=\"col\" class=\"left\">{by}</th>"
        );
        columns.iter().for_each(|column| *out += &format!("<th scope=\"col\">{}</th>", column.name()));
        *out += "</tr></thead>\n<tbody>\n";
        for node in self.order(document) {
            let (name, class) = (escaped(&self.name(document, node)), escaped(self.class(node)));
            *out += &format!("<tr><th scope=\"row\">{name}</th><td class=\"left\">{class}</td>");
            for column in columns {
                *out += &format!("<td>{}</td>", escaped(&spelt(&column.value(&self.survey, node))));
            }
            *out += "</tr>\n";
        }
        *out += "</tbody>\n</table>\n</div>\n<dl>\n";
        for column in columns {
            *out += &format!("<dt>{}</dt><dd>{}</dd>\n", column.name(), escaped(column.words()));
        }
        for words in undefined(self, columns) {
            *out += &format!("<dt>–</dt><dd>{}</dd>\n", escaped(&words));
        }
        *out += "</dl>\n";
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            sign => out.push(sign),
        }
    }
    out
}
