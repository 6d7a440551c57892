//! The measures of two maps beside each other. Must not know how maps differ otherwise.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Analysis, chosen,
    json::cell,
    spelt,
    terminal::{cut, lined},
    total,
};
use crate::{
    analysis::{Cell, Column, totals},
    model::{Document, OrganisationId},
};

/// The measures of one organisation before and after; `None` for who is not on that map.
pub type Sides = [Option<Vec<Cell>>; 2];

/// Two maps measured the same way.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Each measure of the whole map, before and after.
    pub whole: Vec<(&'static str, Option<f64>, Option<f64>)>,
    /// The measures that were asked for.
    pub columns: Vec<Column>,
    /// Each organisation of either map with its name and its measures.
    pub organisations: Vec<(OrganisationId, String, Sides)>,
}

/// The measures of two maps beside each other: organisations under one id are one.
#[must_use]
pub fn beside(before: (&Document, &Analysis), after: (&Document, &Analysis), columns: &[Column]) -> Beside {
    let columns = chosen(columns).to_vec();
    let whole = totals(&before.1.survey).into_iter().zip(totals(&after.1.survey));
    let whole = whole.map(|((name, old), (_, new))| (name, old, new)).collect();
    let mut found: BTreeMap<OrganisationId, (String, Sides)> = BTreeMap::new();
    for (side, (document, analysis)) in [before, after].into_iter().enumerate() {
        for (node, id) in analysis.survey.graph.ids().iter().enumerate() {
            let values = columns.iter().map(|column| column.value(&analysis.survey, node)).collect();
            let entry = found.entry(id.clone()).or_default();
            entry.0 = analysis.name(document, node);
            entry.1[side] = Some(values);
        }
    }
    let mut organisations: Vec<_> =
        found.into_iter().map(|(id, (name, values))| (id, name, values)).collect();
    organisations.sort_by_cached_key(|(id, name, _)| (name.to_lowercase(), id.clone()));
    Beside { whole, columns, organisations }
}

impl Beside {
    /// For people: the whole map, then each organisation whose measures differ.
    #[must_use]
    pub fn text(&self) -> String {
        let mut rows = vec![["", "before", "after"].map(str::to_owned).to_vec()];
        rows.extend(
            self.whole.iter().map(|(name, old, new)| vec![(*name).to_owned(), total(*old), total(*new)]),
        );
        let mut out = format!("\nMeasures\n\n{}", lined(&rows));
        let mut rows = vec![
            [String::new()]
                .into_iter()
                .chain(self.columns.iter().map(|it| it.name().to_owned()))
                .collect::<Vec<_>>(),
        ];
        let mut same = 0;
        for (_, name, sides) in &self.organisations {
            let [old, new] = sides;
            if old == new {
                same += 1;
                continue;
            }
            let cells = (0..self.columns.len()).map(|at| {
                let of = |side: &Option<Vec<Cell>>| side.as_ref().map(|cells| spelt(&cells[at]));
                match (of(old), of(new)) {
                    (Some(old), Some(new)) if old == new => old,
                    (Some(old), Some(new)) => format!("{old} → {new}"),
                    (Some(old), None) => format!("{old} → gone"),
                    (None, Some(new)) => format!("new → {new}"),
                    (None, None) => String::new(),
                }
            });
            rows.push([cut(name)].into_iter().chain(cells).collect());
        }
        if rows.len() > 1 {
            out += &format!("\nOrganisations whose measures differ\n\n{}", lined(&rows));
        }
        if same > 0 {
            out += &format!("{} as they were\n", super::super::counted(same, "organisation"));
        }
        out
    }

    /// For programs: all of them.
    #[must_use]
    pub fn json(&self) -> Value {
        let number = |number: Option<f64>| number.map_or(Value::Null, |number| json!(number));
        let whole: Map<String, Value> = (self.whole.iter())
            .map(|(name, old, new)| {
                ((*name).to_owned(), json!({"before": number(*old), "after": number(*new)}))
            })
            .collect();
        let side = |cells: &Option<Vec<Cell>>| match cells {
            None => Value::Null,
            Some(cells) => {
                let named = self.columns.iter().zip(cells);
                Value::Object(named.map(|(column, it)| (column.name().to_owned(), cell(it))).collect())
            }
        };
        let organisations: Vec<Value> = (self.organisations.iter())
            .map(|(id, name, [old, new])| {
                json!({"id": id.as_str(), "name": name, "before": side(old), "after": side(new)})
            })
            .collect();
        json!({"whole": whole, "organisations": organisations})
    }
}
