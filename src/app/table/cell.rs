//! What stands in a cell: its words, and what it is sorted by. Must not know how it is drawn or written.

use std::{cmp::Ordering, collections::BTreeMap};

use super::column::Column;
use crate::app::words::{NOT_STATED, capital};
use crate::{
    app::panels::called,
    model::{Direction, Document, Flow, Organisation, OrganisationId, RecordId, Status},
};

/// What cells are read from.
pub(super) struct Facts<'a> {
    pub(super) document: &'a Document,
    pub(super) counts: &'a Counts,
}

/// Flows out of and into each organisation. A flow both ways counts at either end as out and in.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(BTreeMap<OrganisationId, (usize, usize)>);

impl Counts {
    pub(super) fn of(document: &Document) -> Self {
        let mut counts: BTreeMap<OrganisationId, (usize, usize)> = BTreeMap::new();
        for flow in document.flows().values() {
            let both = usize::from(flow.direction == Direction::Both);
            let from = counts.entry(flow.from.clone()).or_default();
            *from = (from.0 + 1, from.1 + both);
            let to = counts.entry(flow.to.clone()).or_default();
            *to = (to.0 + both, to.1 + 1);
        }
        Self(counts)
    }

    fn at(&self, id: &RecordId) -> (usize, usize) {
        match id {
            RecordId::Organisation(id) => self.0.get(id).copied().unwrap_or_default(),
            _ => (0, 0),
        }
    }
}

/// What a cell is sorted by. Nothing comes last, whichever way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Words(String),
    Number(f64),
    Nothing,
}

impl Key {
    fn words(text: &str) -> Self {
        if text.trim().is_empty() { Self::Nothing } else { Self::Words(text.to_lowercase()) }
    }

    fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// How it stands to the other, upward or downward.
    pub(super) fn compare(&self, other: &Self, up: bool) -> Ordering {
        let turned = |order: Ordering| if up { order } else { order.reverse() };
        match (self, other) {
            (Self::Words(a), Self::Words(b)) => turned(a.cmp(b)),
            (Self::Number(a), Self::Number(b)) => turned(a.total_cmp(b)),
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => Ordering::Greater,
            (_, Self::Nothing) => Ordering::Less,
            (Self::Number(_), Self::Words(_)) => Ordering::Less,
            (Self::Words(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

impl Facts<'_> {
    /// The words of a cell; empty where nothing is said.
    pub(super) fn words(&self, id: &RecordId, column: Column) -> String {
        match id {
            RecordId::Organisation(of) => {
                self.document.organisation(of).map(|it| self.of_organisation(id, it, column))
            }
            RecordId::Flow(of) => self.document.flow(of).map(|it| self.of_flow(it, column)),
            _ => None,
        }
        .unwrap_or_default()
    }

    fn of_organisation(&self, id: &RecordId, it: &Organisation, column: Column) -> String {
        let scale = |id| self.document.scale(id).map_or_else(String::new, |scale| scale.name.clone());
        match column {
            Column::Name => it.name.replace('\n', " "),
            Column::NodeKind => capital(it.kind.name()),
            Column::Sector => it.sector.as_ref().map_or_else(
                || NOT_STATED.to_owned(),
                |id| self.document.sector(id).map_or_else(String::new, |sector| sector.name.clone()),
            ),
            Column::Scale => it.scale.as_ref().map_or_else(|| NOT_STATED.to_owned(), scale),
            Column::Reach => it.reach.iter().map(scale).collect::<Vec<_>>().join(", "),
            Column::Place => it.place.replace('\n', " "),
            Column::Count => it.count.to_string(),
            Column::Roles => it.roles.join(", "),
            Column::Tags => it.tags.join(", "),
            Column::Status => self.status(it.status),
            Column::Influence => it.influence.as_ref().map_or_else(String::new, |it| it.height.to_string()),
            Column::FlowsOut => self.counts.at(id).0.to_string(),
            Column::FlowsIn => self.counts.at(id).1.to_string(),
            Column::Evidence => it.evidence.len().to_string(),
            _ => String::new(),
        }
    }

    fn of_flow(&self, it: &Flow, column: Column) -> String {
        match column {
            Column::From => self.name(&it.from),
            Column::To => self.name(&it.to),
            Column::FlowKind => {
                self.document.flow_kind(&it.kind).map_or_else(String::new, |kind| capital(&kind.name))
            }
            Column::Direction => capital(it.direction.name()),
            Column::Formality => capital(it.formality.name()),
            Column::Status => self.status(it.status),
            Column::Label => it.label.replace('\n', " "),
            Column::Condition => it.condition.replace('\n', " "),
            Column::Weight => it.weight.map_or_else(String::new, |weight| weight.to_string()),
            Column::Evidence => it.evidence.len().to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn name(&self, id: &OrganisationId) -> String {
        self.document.organisation(id).map_or_else(String::new, |it| called(&it.name))
    }

    /// Under the map's own name for it.
    pub(super) fn status(&self, status: Status) -> String {
        let own = self.document.map().status_names.get(&status);
        capital(own.map_or(status.name(), String::as_str))
    }

    /// Whether the cell says that nothing is stated, so that it stands back.
    pub(super) fn is_faint(&self, id: &RecordId, column: Column) -> bool {
        let organisation = || match id {
            RecordId::Organisation(id) => self.document.organisation(id),
            _ => None,
        };
        match column {
            Column::Sector => organisation().is_some_and(|it| it.sector.is_none()),
            Column::Scale => organisation().is_some_and(|it| it.scale.is_none()),
            Column::Formality => match id {
                RecordId::Flow(id) => self
                    .document
                    .flow(id)
                    .is_some_and(|it| it.formality == crate::model::Formality::NotStated),
                _ => false,
            },
            Column::FlowsOut | Column::FlowsIn | Column::Evidence => self.words(id, column) == "0",
            _ => false,
        }
    }

    /// What a cell is sorted by: parts of the scheme in the order of the legend.
    pub(super) fn key(&self, id: &RecordId, column: Column) -> Key {
        match id {
            RecordId::Organisation(of) => {
                let Some(it) = self.document.organisation(of) else { return Key::Nothing };
                match column {
                    Column::NodeKind => Key::Number(f64::from(it.kind as u8)),
                    Column::Sector => {
                        let sector = it.sector.as_ref().and_then(|id| self.document.sector(id));
                        sector.map_or(Key::Nothing, |sector| Key::Number(f64::from(sector.order)))
                    }
                    Column::Scale => {
                        let scale = it.scale.as_ref().and_then(|id| self.document.scale(id));
                        scale.map_or(Key::Nothing, |scale| Key::Number(f64::from(scale.level)))
                    }
                    Column::Count => {
                        let count = it.count.low.or(it.count.high);
                        count.map_or(Key::Nothing, |count| Key::Number(count as f64))
                    }
                    Column::Status => Key::Number(f64::from(it.status as u8)),
                    Column::Influence => {
                        it.influence.as_ref().map_or(Key::Nothing, |it| Key::Number(f64::from(it.height)))
                    }
                    Column::FlowsOut => Key::count(self.counts.at(id).0),
                    Column::FlowsIn => Key::count(self.counts.at(id).1),
                    Column::Evidence => Key::count(it.evidence.len()),
                    _ => Key::words(&self.of_organisation(id, it, column)),
                }
            }
            RecordId::Flow(of) => {
                let Some(it) = self.document.flow(of) else { return Key::Nothing };
                match column {
                    Column::Direction => Key::Number(f64::from(it.direction as u8)),
                    Column::Formality => Key::Number(f64::from(it.formality as u8)),
                    Column::Status => Key::Number(f64::from(it.status as u8)),
                    Column::Weight => it.weight.map_or(Key::Nothing, Key::Number),
                    Column::Evidence => Key::count(it.evidence.len()),
                    _ => Key::words(&self.of_flow(it, column)),
                }
            }
            _ => Key::Nothing,
        }
    }
}
