//! Which rows are shown, in which order: made anew when the map, the sorting or the filter has changed, never for
//! a frame alone. Must not know how a row is drawn.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    cell::{Counts, Facts, Key},
    column::{Column, Sort},
};
use crate::model::{Document, RecordId};

/// By which columns the rows are sorted, the one chosen last first; `true` is upward.
pub(super) type Order = Vec<(Column, bool)>;

/// More columns than this make no difference that anybody sees.
const DEEPEST: usize = 4;

/// What the rows were made from.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    revision: u64,
    sort: Sort,
    order: Order,
    filter: String,
    hidden: Arc<BTreeSet<RecordId>>,
}

/// The rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    made: Option<Made>,
    counts: Counts,
    ids: Vec<RecordId>,
    places: BTreeMap<RecordId, usize>,
    all: usize,
    hidden: usize,
    /// How often they were made.
    pub(super) times: usize,
}

impl Rows {
    /// Brings them up to date.
    pub(super) fn refresh(
        &mut self,
        document: &Document,
        revision: u64,
        sort: Sort,
        order: &Order,
        (filter, hidden): (&str, &Arc<BTreeSet<RecordId>>),
    ) {
        let (filter, hidden) = (filter.trim().to_lowercase(), Arc::clone(hidden));
        let made = Made { revision, sort, order: order.clone(), filter, hidden };
        if self.made.as_ref() == Some(&made) {
            return;
        }
        if self.made.as_ref().is_none_or(|before| before.revision != revision) {
            self.counts = Counts::of(document);
        }
        let facts = Facts { document, counts: &self.counts };
        let mut ids: Vec<RecordId> = match sort {
            Sort::Organisations => {
                document.organisations().keys().cloned().map(RecordId::Organisation).collect()
            }
            Sort::Flows => document.flows().keys().cloned().map(RecordId::Flow).collect(),
        };
        let before = ids.len();
        ids.retain(|id| !made.hidden.contains(id));
        let all = ids.len();
        self.hidden = before - all;
        if !made.filter.is_empty() {
            ids.retain(|id| holds(&facts, id, sort, &made.filter));
        }
        sort_by(&facts, &mut ids, order);
        let places = ids.iter().cloned().zip(0..).collect();
        (self.ids, self.places, self.all, self.made) = (ids, places, all, Some(made));
        self.times += 1;
    }

    pub(super) fn ids(&self) -> &[RecordId] {
        &self.ids
    }

    /// How many are hidden on the map, and so here.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// How many there are without the table's own filter.
    pub(super) fn all(&self) -> usize {
        self.all
    }

    pub(super) fn place(&self, id: &RecordId) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// Whether the row holds every word of the filter, in whatever columns.
fn holds(facts: &Facts<'_>, id: &RecordId, sort: Sort, filter: &str) -> bool {
    let mut row = String::new();
    for column in sort.columns() {
        row.push_str(&facts.words(id, *column).to_lowercase());
        row.push('\n');
    }
    filter.split_whitespace().all(|word| row.contains(word))
}

/// Stable: what is alike stays in the order of the columns chosen before, then of the ids.
fn sort_by(facts: &Facts<'_>, ids: &mut Vec<RecordId>, order: &Order) {
    let keys =
        |id: &RecordId| -> Vec<Key> { order.iter().map(|(column, _)| facts.key(id, *column)).collect() };
    let mut keyed: Vec<(Vec<Key>, RecordId)> = ids.drain(..).map(|id| (keys(&id), id)).collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b).zip(order);
        pairs.fold(std::cmp::Ordering::Equal, |so_far, ((a, b), (_, up))| {
            so_far.then_with(|| a.compare(b, *up))
        })
    });
    ids.extend(keyed.into_iter().map(|(_, id)| id));
}

/// The order after a column was chosen: upward, or turned round where it was chosen last.
pub(super) fn chosen(order: &mut Order, column: Column, up: Option<bool>) {
    let first = order.first().copied();
    let up = up.unwrap_or_else(|| first.is_none_or(|(last, up)| last != column || !up));
    order.retain(|(other, _)| *other != column);
    order.insert(0, (column, up));
    order.truncate(DEEPEST);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Organisation, OrganisationId, Record, SectorId, default_scheme};

    fn document(names: &[(&'static str, &str, Option<&'static str>)]) -> Document {
        let record = |(id, name, sector): &(&'static str, &str, Option<&'static str>)| {
            let sector = sector.map(SectorId::literal);
            let organisation = Organisation { name: (*name).to_owned(), sector, ..Organisation::default() };
            (RecordId::Organisation(OrganisationId::literal(id)), Record::from(organisation))
        };
        Document::from_records(default_scheme().into_iter().chain(names.iter().map(record)))
    }

    fn names(rows: &Rows) -> Vec<&str> {
        rows.ids().iter().map(RecordId::as_str).collect()
    }

    #[test]
    fn rows_are_sorted_stably_and_what_says_nothing_comes_last() {
        let document = document(&[
            ("a", "Zebra", Some("industry")),
            ("b", "apple", Some("government")),
            ("c", "Mango", None),
            ("d", "banana", Some("industry")),
        ]);
        let mut rows = Rows::default();
        let mut order = Order::new();
        let mut after = |column, order: &mut Order| {
            chosen(order, column, None);
            rows.refresh(&document, 1, Sort::Organisations, order, ("", &Arc::default()));
            names(&rows).join("")
        };
        assert_eq!(after(Column::Name, &mut order), "bdca");
        assert_eq!(after(Column::Sector, &mut order), "bdac", "by sector, then by name as before");
        assert_eq!(after(Column::Sector, &mut order), "dabc", "turned round, the unstated still last");
    }

    #[test]
    fn the_filter_looks_into_all_columns_and_rows_are_kept() {
        let document = document(&[("a", "Alpha", Some("industry")), ("b", "Beta", Some("government"))]);
        let mut rows = Rows::default();
        for (filter, left) in
            [("", 2), ("alp", 1), ("GOVERN beta", 1), ("govern alpha", 0), ("organisation", 2)]
        {
            rows.refresh(&document, 1, Sort::Organisations, &Order::new(), (filter, &Arc::default()));
            assert_eq!(rows.ids().len(), left, "{filter}");
            assert_eq!(rows.all(), 2);
        }
        let times = rows.times;
        rows.refresh(&document, 1, Sort::Organisations, &Order::new(), ("organisation", &Arc::default()));
        assert_eq!(rows.times, times, "nothing has changed");
    }
}
