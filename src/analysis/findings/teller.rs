//! Words for numbers and names: lists, shares, who is first and who shares a place. Must not know what is told.

use super::{super::Survey, Finding, Heading};
use crate::model::{Document, FlowKindId, OrganisationId, RecordId, grouped};

/// So many names stand in a list; of more, their number is told.
const NAMED: usize = 5;
/// Two numbers are equal when they differ by less.
const ALIKE: f64 = 1e-9;

/// A map and its measures.
pub(super) struct Teller<'a> {
    pub document: &'a Document,
    pub survey: &'a Survey,
}

/// Those with the largest number, and the next number below it.
pub(super) struct First {
    pub nodes: Vec<usize>,
    pub value: f64,
    pub next: Option<(usize, f64)>,
}

impl Teller<'_> {
    pub(super) fn len(&self) -> usize {
        self.survey.graph.len()
    }

    pub(super) fn id(&self, node: usize) -> &OrganisationId {
        &self.survey.graph.ids()[node]
    }

    pub(super) fn name(&self, node: usize) -> String {
        self.name_of(self.id(node))
    }

    pub(super) fn name_of(&self, id: &OrganisationId) -> String {
        let name = self.document.organisation(id).map_or("", |one| one.name.as_str());
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() { id.as_str().to_owned() } else { name }
    }

    pub(super) fn kind(&self, id: &FlowKindId) -> String {
        self.document.flow_kind(id).map_or(id.as_str(), |kind| kind.name.as_str()).to_owned()
    }

    pub(super) fn names(&self, nodes: &[usize]) -> String {
        listed(&nodes.iter().map(|node| self.name(*node)).collect::<Vec<_>>())
    }

    pub(super) fn records(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<RecordId> {
        nodes.into_iter().map(|node| RecordId::Organisation(self.id(node).clone())).collect()
    }

    pub(super) fn members(&self, class: usize) -> Vec<usize> {
        let of = &self.survey.classes.of;
        (0..of.len()).filter(|node| of[*node] == Some(class)).collect()
    }

    pub(super) fn class(&self, class: usize) -> &str {
        &self.survey.classes.names[class]
    }

    pub(super) fn finding(
        &self,
        heading: Heading,
        sentence: impl Into<String>,
        shows: impl IntoIterator<Item = usize>,
    ) -> Finding {
        Finding {
            heading,
            sentence: sentence.into(),
            numbers: Vec::new(),
            caveat: String::new(),
            shows: self.records(shows),
        }
    }
}

impl Finding {
    pub(super) fn number(mut self, name: &str, number: f64) -> Self {
        self.numbers.push((name.to_owned(), number));
        self
    }

    pub(super) fn caveat(mut self, words: &str) -> Self {
        words.clone_into(&mut self.caveat);
        self
    }
}

/// Those with the largest number above 0; `None` where nobody has one, or all have the same.
pub(super) fn first(values: &[f64]) -> Option<First> {
    let value = values.iter().copied().fold(0.0, f64::max);
    let nodes: Vec<usize> = (0..values.len()).filter(|node| values[*node] >= value - ALIKE).collect();
    if value <= ALIKE || nodes.len() == values.len() && values.len() > 1 {
        return None;
    }
    let below = (0..values.len()).filter(|node| values[*node] < value - ALIKE);
    let next = below.max_by(|one, other| values[*one].total_cmp(&values[*other]).then(other.cmp(one)));
    Some(First { nodes, value, next: next.map(|node| (node, values[node])) })
}

/// "A", "A and B", "A, B and C", "A, B, C, D, E and 3 more".
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        words if words.len() > NAMED + 1 => {
            format!("{} and {} more", words[..NAMED].join(", "), grouped((words.len() - NAMED) as u64))
        }
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// "1 organisation", "3 organisations".
pub(super) fn counted(count: usize, noun: &str) -> String {
    let noun = match (count, noun.strip_suffix('y')) {
        (1, _) => noun.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    };
    format!("{} {noun}", grouped(count as u64))
}

/// "once", "twice", "12 times".
pub(super) fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{} times", grouped(many)),
    }
}

/// A share as a whole percentage; what is above nothing is never told as nothing, nor what is below all as all.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        part if part > 0.0 && part < 0.5 => "less than 1%".to_owned(),
        part if (99.5..100.0).contains(&part) => "more than 99%".to_owned(),
        part => format!("{part:.0}%"),
    }
}

/// Two places, and a real minus.
pub(super) fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = if text == "-0.00" { "0.00".to_owned() } else { text };
    text.replace('-', "\u{2212}")
}
