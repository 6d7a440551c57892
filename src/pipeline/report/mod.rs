//! What the measures of a map say, as a report: Markdown, a page for browsers, tables, JSON. Must not know how anything is
//! measured, nor who asks.

mod beside;
mod html;
mod json;
mod markdown;
mod spreadsheet;
mod terminal;

pub use beside::{Beside, beside};
pub(super) use terminal::{cut, lined};

use std::path::Path;

use crate::{
    analysis::{self, CAVEAT, Cancelled, Cell, Column, Finding, Heading, Question, Survey, Watch},
    model::Document,
};

/// The measures of a map, and what they say.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// All measures.
    pub survey: Survey,
    /// What they say.
    pub findings: Vec<Finding>,
}

/// Measures a map and says what that means. Takes its time on a large map: about a second for 10,000 organisations.
///
/// # Errors
/// When it was called off.
pub fn analyse(document: &Document, question: &Question, watch: &dyn Watch) -> Result<Analysis, Cancelled> {
    let survey = analysis::survey(document, question, watch)?;
    let findings = analysis::findings(document, &survey, watch)?;
    Ok(Analysis { survey, findings })
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// Text for people and for other programs.
    Markdown,
    /// A page for browsers.
    Html,
    /// The findings as rows for a spreadsheet.
    Csv,
}

impl ReportFormat {
    /// How the name of a report may end, the usual one first.
    pub const ENDINGS: [&'static str; 5] = ["md", "html", "csv", "markdown", "htm"];

    /// What the name of a file asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

impl Analysis {
    /// The report, with these columns of measures, or the usual ones where none are named.
    #[must_use]
    pub fn report(&self, format: ReportFormat, document: &Document, columns: &[Column]) -> Vec<u8> {
        match format {
            ReportFormat::Markdown => self.markdown(document, columns).into_bytes(),
            ReportFormat::Html => self.html(document, columns).into_bytes(),
            ReportFormat::Csv => self.findings_csv(),
        }
    }

    /// The findings of a heading.
    fn of(&self, heading: Heading) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.heading == heading)
    }

    /// The class of an organisation, by its place in the graph; empty where it has none.
    fn class(&self, node: usize) -> &str {
        self.survey.classes.of[node].map_or("", |class| self.survey.classes.names[class].as_str())
    }

    /// Organisations in the order of a table: those with the most ties first, then by name.
    fn order(&self, document: &Document) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.survey.graph.len()).collect();
        order.sort_by_cached_key(|node| {
            let ties = std::cmp::Reverse(self.survey.degrees[*node].others);
            (ties, self.name(document, *node).to_lowercase(), *node)
        });
        order
    }

    fn name(&self, document: &Document, node: usize) -> String {
        let id = &self.survey.graph.ids()[node];
        let name = document.organisation(id).map_or("", |one| one.name.as_str());
        let name = one_line(name);
        if name.is_empty() { id.as_str().to_owned() } else { name }
    }

    /// What is true of all numbers: the map's own words on what was asked, then ours.
    fn caveats(document: &Document) -> Vec<String> {
        let coverage = one_line(&document.map().coverage);
        [coverage, CAVEAT.to_owned()].into_iter().filter(|words| !words.is_empty()).collect()
    }

    fn title(document: &Document) -> String {
        let title = one_line(&document.map().title);
        if title.is_empty() { "Map without a title".to_owned() } else { title }
    }

    /// What counts as a tie, and what becomes of those without a class.
    fn conventions(&self) -> String {
        let question = &self.survey.question;
        let by = question.by.name();
        let rest = match question.not_stated {
            analysis::NotStated::OneClass => format!("those without a {by} are a class of their own"),
            analysis::NotStated::LeftOut => {
                format!("those without a {by} are left out of what is told by {by}")
            }
        };
        format!("{} Classes are by {by}; {rest}.", question.conventions.words())
    }
}

/// The columns of a report, and of a table where nobody chose.
const USUAL: [Column; 10] = [
    Column::Degree,
    Column::DegreeIn,
    Column::DegreeOut,
    Column::Betweenness,
    Column::Reach,
    Column::Constraint,
    Column::EffectiveSize,
    Column::Brokerage,
    Column::EI,
    Column::Community,
];

/// These columns, or the usual ones where none are named.
fn chosen(columns: &[Column]) -> &[Column] {
    if columns.is_empty() { &USUAL } else { columns }
}

/// Which of these columns have no value for somebody, and why.
fn undefined(analysis: &Analysis, columns: &[Column]) -> Vec<String> {
    let nodes = 0..analysis.survey.graph.len();
    let has_none =
        |column: &&Column| nodes.clone().any(|node| column.value(&analysis.survey, node) == Cell::None);
    columns.iter().filter(has_none).map(|column| format!("{}: {}", column.name(), column.none())).collect()
}

/// A cell as people read it: three places.
fn spelt(cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => decimals(*number),
        Cell::Words(words) => words.clone(),
        Cell::None => "–".to_owned(),
    }
}

/// Three places, and a real minus.
fn decimals(number: f64) -> String {
    let text = format!("{number:.3}");
    let text = if text == "-0.000" { "0.000".to_owned() } else { text };
    text.replace('-', "\u{2212}")
}

fn total(number: Option<f64>) -> String {
    match number {
        None => "not defined".to_owned(),
        Some(number) if number == number.trunc() => format!("{number:.0}").replace('-', "\u{2212}"),
        Some(number) => decimals(number),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
