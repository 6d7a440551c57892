//! Appearance by data: what the map's own rules make of its numbers, from a value to a size, a tone, a width.
//! Must not know where anything stands, nor how the legend words it.

use std::collections::BTreeMap;

use crate::{
    model::{
        AppearanceTarget, Document, ExtraFields, FieldValue, Flow, FlowId, Organisation, OrganisationId,
        Status,
    },
    style::ByData,
    topology::flow_counts,
};

use super::strands::Strand;

/// Measures that were computed elsewhere: by name, a number for each organisation that has one.
pub type Measures = BTreeMap<String, BTreeMap<OrganisationId, f64>>;

/// How many an organisation stands for: the middle of the range where it is one.
pub const COUNT: &str = "count";
/// The height of its tower.
pub const INFLUENCE: &str = "influence";
/// How many flows that are there it takes part in.
pub const FLOWS: &str = "flows";
/// How many of these lead to it.
pub const FLOWS_IN: &str = "flows in";
/// How many of these lead away from it.
pub const FLOWS_OUT: &str = "flows out";
/// A measure: how many others it is tied to.
pub const DEGREE: &str = "degree";
/// A measure: on which share of the shortest ways between others it lies.
pub const BETWEENNESS: &str = "betweenness";
/// A measure: the number of its community, the largest the first.
pub const COMMUNITY: &str = "community";
/// The weight of a flow.
pub const WEIGHT: &str = "weight";

/// The largest number makes a box so many times the area that its label needs: seen, and no map has to be torn apart.
const LARGEST: f64 = 2.0;
/// Widths of the line for the smallest and the largest number, canvas units.
const FLOW_WIDTHS: (f64, f64) = (1.0, 8.0);
/// The same for outlines.
const OUTLINES: (f64, f64) = (0.8, 6.0);

/// What a rule follows, as a form lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataField {
    /// Its name in the file.
    pub name: String,
    /// The words for it.
    pub words: String,
}

/// The fields and measures that a rule for this target may follow in this map: those of the program, then the user's
/// own fields in which at least one number stands.
#[must_use]
pub fn data_fields(document: &Document, target: AppearanceTarget, measures: &Measures) -> Vec<DataField> {
    let mut names: Vec<String> = match target {
        AppearanceTarget::FlowWidth => vec![WEIGHT.to_owned()],
        _ => [COUNT, INFLUENCE, FLOWS, FLOWS_IN, FLOWS_OUT].map(str::to_owned).to_vec(),
    };
    let mut add = |extra: &ExtraFields| {
        for (name, value) in extra {
            if number_in(value).is_some() && !names.contains(name) {
                names.push(name.clone());
            }
        }
    };
    if target == AppearanceTarget::FlowWidth {
        document.flows().values().for_each(|flow| add(&flow.extra));
    } else {
        document.organisations().values().for_each(|one| add(&one.extra));
        // Numbers of communities are names: no size, no width says them.
        let fits = |name: &str| name != COMMUNITY || target == AppearanceTarget::Tone;
        let more: Vec<DataField> = measures
            .keys()
            .filter(|name| fits(name) && !names.contains(name))
            .map(|name| DataField { words: measure_words(name).to_owned(), name: name.clone() })
            .collect();
        return names.into_iter().map(DataField::plain).chain(more).collect();
    }
    names.into_iter().map(DataField::plain).collect()
}

impl DataField {
    fn plain(name: String) -> Self {
        Self { words: field_words(&name).to_owned(), name }
    }
}

/// Whether anybody states a number in a field of their own of this name.
#[must_use]
pub fn is_stated(document: &Document, name: &str) -> bool {
    document.organisations().values().any(|one| one.extra.get(name).and_then(number_in).is_some())
}

/// The words for a measure.
#[must_use]
pub fn measure_words(name: &str) -> &str {
    match name {
        DEGREE => "degree, how many others it is tied to",
        BETWEENNESS => "betweenness, how often it lies between others",
        COMMUNITY => "community, the largest numbered 1",
        other => other,
    }
}

/// The words for a field that a rule follows.
#[must_use]
pub fn field_words(name: &str) -> &str {
    match name {
        COUNT => "how many it stands for",
        FLOWS => "number of flows",
        FLOWS_IN => "flows coming in",
        FLOWS_OUT => "flows going out",
        own => own,
    }
}

/// The rules that act.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    pub size: Option<Scaled<OrganisationId>>,
    pub tone: Option<Scaled<OrganisationId>>,
    pub outline: Option<Scaled<OrganisationId>>,
    pub width: Option<Scaled<FlowId>>,
}

impl Data {
    /// The rules of a map; of two for one target the first.
    pub fn new(document: &Document, measures: &Measures) -> Self {
        let field = |target| {
            let rule = document.map().appearance.iter().find(|rule| rule.target == target);
            rule.map(|rule| rule.field.trim())
        };
        let nodes = |target| field(target).map(|name| of_organisations(document, name, measures));
        Self {
            size: nodes(AppearanceTarget::Size),
            tone: nodes(AppearanceTarget::Tone),
            outline: nodes(AppearanceTarget::Outline),
            width: field(AppearanceTarget::FlowWidth).map(|name| of_flows(document, name)),
        }
    }

    /// How many times as wide and high as its label needs an organisation's box is.
    pub fn growth(&self, id: &OrganisationId) -> f64 {
        self.size.as_ref().map_or(1.0, |scaled| growth(scaled.share(id)))
    }

    /// What the rules make of an organisation's looks.
    pub fn looks(&self, id: &OrganisationId) -> ByData {
        ByData {
            tone: self.tone.as_ref().map(|scaled| scaled.share(id)),
            outline: self.outline.as_ref().map(|scaled| outline(scaled.share(id))),
        }
    }

    /// Gives flows their widths. What several flows weigh together is what a line weighs that sums them up; flows that
    /// are missing keep their hairline.
    pub fn widen(&mut self, strands: &mut [Strand]) {
        let Some(scaled) = &mut self.width else { return };
        let sum = |scaled: &Scaled<FlowId>, strand: &Strand| {
            let values = strand.sums.iter().filter_map(|id| scaled.values.get(id));
            values.copied().reduce(|sum, value| sum + value)
        };
        let largest = strands.iter().filter_map(|strand| sum(scaled, strand)).fold(scaled.high, f64::max);
        scaled.high = largest;
        for strand in strands.iter_mut().filter(|strand| strand.flow.status != Status::Absent) {
            let value = sum(scaled, strand);
            strand.style.width = flow_width(value.map_or(0.0, |value| scaled.share_of(value)));
        }
    }
}

/// Numbers and the range that they run over: from nothing, or from the least where that is below.
#[derive(Clone, Debug)]
pub(super) struct Scaled<Id> {
    /// What is followed, as the file names it.
    pub field: String,
    pub values: BTreeMap<Id, f64>,
    /// The least and the largest number; both 0 where there is none.
    pub low: f64,
    pub high: f64,
    /// Some have no number.
    pub missing: bool,
    /// It was measured on the flows, not stated.
    pub measured: bool,
}

impl<Id: Ord> Scaled<Id> {
    fn new(field: &str, values: BTreeMap<Id, f64>, all: usize) -> Self {
        let low = values.values().copied().reduce(f64::min).unwrap_or(0.0);
        let high = values.values().copied().reduce(f64::max).unwrap_or(0.0);
        let missing = values.len() < all;
        Self { field: field.to_owned(), values, low, high, missing, measured: false }
    }

    /// Where a number lies between nothing and the largest, 0 to 1.
    pub fn share_of(&self, value: f64) -> f64 {
        let from = self.low.min(0.0);
        let span = self.high - from;
        if span > 0.0 && span.is_finite() { ((value - from) / span).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The same for a record; what has no number is as the smallest.
    pub fn share(&self, id: &Id) -> f64 {
        self.values.get(id).map_or(0.0, |value| self.share_of(*value))
    }

    /// Up to three numbers that the legend shows: the least, one between and the largest.
    pub fn samples(&self) -> Vec<f64> {
        if self.values.is_empty() {
            return Vec::new();
        }
        let whole = self.values.values().all(|value| value.fract() == 0.0);
        let mut between = f64::midpoint(self.low, self.high);
        if whole {
            between = between.round();
        }
        let mut samples = vec![self.low, between, self.high];
        samples.dedup_by(|a, b| written(*a) == written(*b));
        samples
    }
}

/// Width and height of a box as a factor: what is added to its area follows the number.
pub(super) fn growth(share: f64) -> f64 {
    (1.0 + (LARGEST - 1.0) * share).sqrt()
}

/// Width of an outline, canvas units: in proportion to the number, and never so thin that it is lost.
pub(super) fn outline(share: f64) -> f64 {
    (OUTLINES.1 * share).max(OUTLINES.0)
}

/// Width of a flow, canvas units: in proportion to the number, and never so thin that it is lost.
pub(super) fn flow_width(share: f64) -> f64 {
    (FLOW_WIDTHS.1 * share).max(FLOW_WIDTHS.0)
}

fn of_organisations(document: &Document, field: &str, measures: &Measures) -> Scaled<OrganisationId> {
    let all = document.organisations();
    let counted = match field {
        FLOWS | FLOWS_IN | FLOWS_OUT => Some(flow_counts(document)),
        _ => None,
    };
    let number = |id: &OrganisationId, one: &Organisation| match (field, &counted) {
        (FLOWS, Some(counts)) => Some(counts.get(id).map_or(0, |count| count.all) as f64),
        (FLOWS_IN, Some(counts)) => Some(counts.get(id).map_or(0, |count| count.incoming) as f64),
        (FLOWS_OUT, Some(counts)) => Some(counts.get(id).map_or(0, |count| count.outgoing) as f64),
        (COUNT, _) => middle(one.count.low, one.count.high),
        (INFLUENCE, _) => one.influence.as_ref().map(|tower| f64::from(tower.height)),
        _ => match measures.get(field) {
            Some(measure) => measure.get(id).copied().filter(|number| number.is_finite()),
            None => one.extra.get(field).and_then(number_in),
        },
    };
    let values = all.iter().filter_map(|(id, one)| Some((id.clone(), number(id, one)?))).collect();
    let measured =
        !matches!(field, FLOWS | FLOWS_IN | FLOWS_OUT | COUNT | INFLUENCE) && measures.contains_key(field);
    Scaled { measured, ..Scaled::new(field, values, all.len()) }
}

fn of_flows(document: &Document, field: &str) -> Scaled<FlowId> {
    let number = |flow: &Flow| match field {
        WEIGHT => flow.weight.filter(|weight| weight.is_finite()),
        own => flow.extra.get(own).and_then(number_in),
    };
    let there = || document.flows().iter().filter(|(_, flow)| flow.status != Status::Absent);
    let values = there().filter_map(|(id, flow)| Some((id.clone(), number(flow)?))).collect();
    Scaled::new(field, values, there().count())
}

fn middle(low: Option<u64>, high: Option<u64>) -> Option<f64> {
    match (low, high) {
        (Some(low), Some(high)) => Some(f64::midpoint(low as f64, high as f64)),
        (one, other) => one.or(other).map(|number| number as f64),
    }
}

/// The number in a field of the user's own, also where it is written as text.
fn number_in(value: &FieldValue) -> Option<f64> {
    let number = match value {
        FieldValue::Number(number) => Some(*number),
        FieldValue::Text(text) => text.trim().replace(',', "").parse().ok(),
        FieldValue::Date(_) | FieldValue::YesNo(_) | FieldValue::Link(_) => None,
    };
    number.filter(|number: &f64| number.is_finite())
}

/// A number as the legend writes it: three figures at most after the point, a comma at each thousand.
pub(super) fn written(number: f64) -> String {
    let size = number.abs();
    if size >= 1e15 {
        return format!("{number:e}");
    }
    let digits = match size {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{size:.digits$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), crate::model::grouped);
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    let sign = if number < 0.0 && (whole != "0" || !part.is_empty()) { "\u{2212}" } else { "" };
    format!("{sign}{whole}{point}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_do() {
        for (number, words) in [
            (0.0, "0"),
            (12.0, "12"),
            (1234.5, "1,234"),
            (0.25, "0.25"),
            (12.34, "12.3"),
            (-3.0, "\u{2212}3"),
            (-0.0001, "0"),
        ] {
            assert_eq!(written(number), words);
        }
    }

    #[test]
    fn a_box_grows_by_area_and_a_line_in_proportion() {
        let area = |share: f64| growth(share).powi(2);
        assert!((area(0.0) - 1.0).abs() < 1e-9 && (area(1.0) - 2.0).abs() < 1e-9);
        assert!((area(0.5) - 1.5).abs() < 1e-9, "half of the number, half of what is added");
        assert!((flow_width(1.0) - 8.0).abs() < 1e-9 && (flow_width(0.5) - 4.0).abs() < 1e-9);
        assert!((flow_width(0.0) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn text_that_is_a_number_is_one() {
        for (value, number) in [
            (FieldValue::Text(" 1,200 ".into()), Some(1200.0)),
            (FieldValue::Text("many".into()), None),
            (FieldValue::Text("NaN".into()), None),
            (FieldValue::Number(0.5), Some(0.5)),
            (FieldValue::YesNo(true), None),
        ] {
            assert_eq!(number_in(&value), number, "{value:?}");
        }
    }
}
