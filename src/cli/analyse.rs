//! `ecomap analyse`: the measures of a map, and what they say. Must not know the other commands.

use std::{collections::BTreeSet, path::Path};

use super::{
    Outcome,
    arguments::{AnalyseOptions, AnalysisFormat, CountOptions},
    opening::{is_same_file, opened},
    progress::Progress,
    say, write,
};
use crate::{
    analysis::{By, Column, Conventions, Question},
    model::{Document, FlowKindId},
    pipeline::{self, Analysis, ReportFormat},
};

pub(super) fn run(options: &AnalyseOptions) -> Outcome {
    let format = match options.report.as_deref().map(report_format).transpose() {
        Ok(format) => format,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    if let Some(report) = options.report.as_ref().filter(|report| is_same_file(&options.map, report)) {
        say::error(&format!(
            "the report would take the place of the map {}: give --report another name",
            report.display()
        ));
        return Outcome::Usage;
    }
    let Some(document) = opened(&options.map) else { return Outcome::Failed };
    let asked =
        question(&document, &options.count).and_then(|question| Ok((question, columns(&options.count)?)));
    let (question, columns) = match asked {
        Ok(asked) => asked,
        Err(words) => {
            say::error(&words);
            return Outcome::Usage;
        }
    };
    let Some(analysis) = analysed(&document, &question) else { return Outcome::Failed };
    if let (Some(path), Some(format)) = (&options.report, format) {
        let outcome = write::bytes(path, &analysis.report(format, &document, &columns), "report");
        // Whoever asks for a report and for nothing else has it.
        if outcome != Outcome::Done || options.format == AnalysisFormat::Table {
            return outcome;
        }
    }
    let bytes = match options.format {
        AnalysisFormat::Table => analysis.text(&document, &columns).into_bytes(),
        AnalysisFormat::Csv => analysis.organisations_csv(&document, &columns),
        AnalysisFormat::Json => format!("{:#}\n", analysis.json(&document, &columns)).into_bytes(),
    };
    write::bytes(Path::new("-"), &bytes, "analysis")
}

/// A map measured, with a line that says how far it is.
pub(super) fn analysed(document: &Document, question: &Question) -> Option<Analysis> {
    let watch = Progress::new("Measuring");
    let found = pipeline::analyse(document, question, &watch);
    watch.end();
    found.map_err(|error| say::error(&error.to_string())).ok()
}

fn report_format(path: &Path) -> Result<ReportFormat, String> {
    ReportFormat::of(path).ok_or_else(|| {
        format!(
            "no report is written as {}: give --report a name that ends in .md, .html or .csv",
            path.display()
        )
    })
}

/// The measures that are asked for; the usual ones where none are.
pub(super) fn columns(options: &CountOptions) -> Result<Vec<Column>, String> {
    if options.measure.iter().any(|name| name.trim() == "all") {
        return Ok(Column::ALL.to_vec());
    }
    let column = |name: &String| {
        Column::named(name.trim()).ok_or_else(|| {
            let known = Column::ALL.map(Column::name).join(", ");
            format!("there is no measure `{}`: the measures are {known}", name.trim())
        })
    };
    options.measure.iter().map(column).collect()
}

/// What is asked of a map; what the map has none of is said.
pub(super) fn question(document: &Document, options: &CountOptions) -> Result<Question, String> {
    let by = By::named(&options.by);
    if let By::Field(field) = &by {
        let has = |name: &str| document.organisations().values().any(|one| one.extra.contains_key(name));
        if !has(field) {
            let own: BTreeSet<&String> =
                document.organisations().values().flat_map(|one| one.extra.keys()).collect();
            let own: Vec<&str> = own.into_iter().map(String::as_str).collect();
            let known = [vec!["sector", "scale", "kind", "place"], own].concat().join(", ");
            return Err(format!("no organisation has a field `{field}`: it can be by {known}"));
        }
    }
    let no_direction = options.no_direction.into();
    let conventions = Conventions {
        directed: !options.undirected,
        no_direction,
        not_known: no_direction,
        strength: options.strength.into(),
        statuses: options.status.iter().map(|status| (*status).into()).collect(),
        self_flows: options.self_flows,
        kinds: kinds(document, &options.kind)?,
        formality: options.formality.map(Into::into),
    };
    Ok(Question { conventions, by, not_stated: options.not_stated.into() })
}

fn kinds(document: &Document, names: &[String]) -> Result<Option<BTreeSet<FlowKindId>>, String> {
    if names.is_empty() {
        return Ok(None);
    }
    let kind = |name: &String| {
        let name = name.trim();
        let found = document.flow_kinds().iter().find(|(id, kind)| id.as_str() == name || kind.name == name);
        found.map(|(id, _)| id.clone()).ok_or_else(|| {
            let known: Vec<&str> =
                document.flow_kinds_in_order().iter().map(|(_, kind)| kind.name.as_str()).collect();
            format!(
                "there is no kind of flow `{name}` in the map's scheme: the kinds are {}",
                known.join(", ")
            )
        })
    };
    names.iter().map(kind).collect::<Result<_, _>>().map(Some)
}
