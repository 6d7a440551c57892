//! All measures of a map for programs. Must not know other writers.

use serde_json::{Map, Value, json};

use super::{Analysis, one_line};
use crate::{
    analysis::{Cell, Column, totals},
    model::Document,
};

impl Analysis {
    /// Everything: the whole map, classes, organisations with these measures or all, cuts, bridges and findings. What is
    /// not defined is null.
    #[must_use]
    pub fn json(&self, document: &Document, columns: &[Column]) -> Value {
        let columns = if columns.is_empty() { &Column::ALL } else { columns };
        let survey = &self.survey;
        let id = |node: usize| survey.graph.ids()[node].as_str();
        let whole: Map<String, Value> =
            totals(survey).into_iter().map(|(name, number)| (name.to_owned(), of(number))).collect();
        let organisations: Vec<Value> = (0..survey.graph.len())
            .map(|node| {
                let mut one = Map::new();
                one.insert("id".into(), json!(id(node)));
                one.insert("name".into(), json!(self.name(document, node)));
                let class = survey.classes.of[node].map(|class| survey.classes.names[class].as_str());
                one.insert("class".into(), json!(class));
                let values = columns
                    .iter()
                    .map(|column| (column.name().to_owned(), cell(&column.value(survey, node))));
                one.insert("measures".into(), Value::Object(values.collect()));
                Value::Object(one)
            })
            .collect();
        let cuts: Vec<Value> =
            (survey.joints.cuts.iter()).map(|cut| json!({"id": id(cut.node), "parts": cut.parts})).collect();
        let bridges: Vec<Value> = (survey.joints.bridges.iter())
            .map(|bridge| json!({"ends": [id(bridge.ends.0), id(bridge.ends.1)], "parted": bridge.parted}))
            .collect();
        let findings: Vec<Value> = (self.findings.iter())
            .map(|finding| {
                let numbers: Map<String, Value> =
                    finding.numbers.iter().map(|(name, number)| (name.clone(), json!(number))).collect();
                let shows: Vec<Value> = (finding.shows.iter())
                    .map(|record| json!({"kind": record.kind(), "id": record.as_str()}))
                    .collect();
                json!({
                    "heading": finding.heading.name(),
                    "sentence": finding.sentence,
                    "numbers": numbers,
                    "caveat": finding.caveat,
                    "shows": shows,
                })
            })
            .collect();
        json!({
            "title": one_line(&document.map().title),
            "conventions": self.conventions(),
            "caveats": Self::caveats(document),
            "by": survey.question.by.name(),
            "whole": whole,
            "flows": self.flows(document),
            "classes": self.classes(),
            "organisations": organisations,
            "articulation points": cuts,
            "bridges": bridges,
            "findings": findings,
        })
    }

    fn classes(&self) -> Vec<Value> {
        let (table, survey) = (&self.survey.mixing, &self.survey);
        let one = |from: usize| {
            let to: Vec<Value> = (0..table.names.len())
                .map(|to| {
                    json!({
                        "class": table.names[to],
                        "ties": table.ties[from][to],
                        "possible": table.possible(from, to),
                        "density": of(table.density(from, to)),
                    })
                })
                .collect();
            let [ties, members] = [crate::analysis::Counting::Ties, crate::analysis::Counting::Members]
                .map(|counting| of(survey.segregation.class(from, counting).index()));
            json!({
                "class": table.names[from],
                "organisations": table.sizes[from],
                "E-I index": ties,
                "E-I index over members": members,
                "to": to,
            })
        };
        (0..table.names.len()).map(one).collect()
    }

    fn flows(&self, document: &Document) -> Value {
        let tally = &self.survey.tally;
        let kinds: Vec<Value> = (tally.by_kind.iter())
            .map(|((kind, status), count)| {
                let name = document.flow_kind(kind).map_or(kind.as_str(), |kind| kind.name.as_str());
                json!({"kind": kind.as_str(), "name": name, "status": status.name(), "flows": count})
            })
            .collect();
        let formality: Map<String, Value> =
            tally.by_formality.iter().map(|(it, count)| (it.name().to_owned(), json!(count))).collect();
        let direction: Map<String, Value> =
            tally.by_direction.iter().map(|(it, count)| (it.name().to_owned(), json!(count))).collect();
        let status: Map<String, Value> =
            tally.by_status.iter().map(|(it, count)| (it.name().to_owned(), json!(count))).collect();
        json!({
            "all": tally.flows,
            "to oneself": tally.to_oneself,
            "by kind and status": kinds,
            "by formality": formality,
            "by direction": direction,
            "by status": status,
        })
    }
}

fn of(number: Option<f64>) -> Value {
    number.map_or(Value::Null, |number| json!(number))
}

pub(super) fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Count(count) => json!(count),
        Cell::Number(number) => json!(number),
        Cell::Words(words) => json!(words),
        Cell::None => Value::Null,
    }
}
