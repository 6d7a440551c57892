//! The moments at which a map changes. Must not know what is counted or drawn at them.

use std::collections::BTreeSet;

use crate::model::{Date, Document};

/// The first and the last day that a date may mean: dates in the order of time.
type Days = ((i16, u8, u8), (i16, u8, u8));

/// The dates at which something begins or is no more, in the order of time; none where nothing is dated. What ends in
/// 2018 is there all of 2018, as far as is known, and gone in 2019. Before the first of them stands one more where
/// something dated is there already.
///
/// No two of them overlap: where one thing begins in 2015 and another in June 2015, the moments are January and June
/// 2015. At each of them, what is there differs from the one before by exactly what began or ended there.
#[must_use]
pub fn moments(document: &Document) -> Vec<Date> {
    let dates: Vec<(Option<Date>, Option<Date>)> = (document.organisations().values())
        .map(|one| (one.active_from, one.active_to))
        .chain(document.flows().values().map(|flow| (flow.active_from, flow.active_to)))
        .collect();
    let starts = dates.iter().filter_map(|(from, _)| *from);
    let ends = dates.iter().filter_map(|(_, to)| to.and_then(Date::next));
    let mut moments = apart(starts.chain(ends).map(|date| (date.span(), date)).collect());
    let is_dated = |(from, to): &(Option<Date>, Option<Date>)| from.is_some() || to.is_some();
    let opening = match moments.first() {
        // What ends in the last year of all, and nothing else.
        None => dates.iter().filter_map(|(_, to)| *to).min_by_key(|date| date.span()),
        Some(first) => first.previous(),
    };
    if let Some(opening) = opening
        && dates.iter().filter(|it| is_dated(it)).any(|(from, to)| opening.lies_within(*from, *to))
    {
        moments.insert(0, opening);
    }
    moments
}

/// As fine as needed for no two to overlap.
fn apart(mut dates: BTreeSet<(Days, Date)>) -> Vec<Date> {
    loop {
        let in_order: Vec<(Days, Date)> = dates.iter().copied().collect();
        // In this order, what lies within a year or a month stands right beside it.
        let is_shared = |at: usize| {
            let ((first, last), _) = in_order[at];
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let mut beside = beside.filter_map(|other| in_order.get(other));
            beside.any(|((from, to), _)| first <= *from && *to <= last)
        };
        let finer = |(at, (span, date)): (usize, &(Days, Date))| {
            let date = if is_shared(at) { date.finer() } else { return (*span, *date) };
            (date.span(), date)
        };
        let finer: BTreeSet<(Days, Date)> = in_order.iter().enumerate().map(finer).collect();
        if finer == dates {
            return in_order.into_iter().map(|(_, date)| date).collect();
        }
        dates = finer;
    }
}
