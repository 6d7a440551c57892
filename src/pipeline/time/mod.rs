//! Time: when a map changes, and what is there, what came and what went. Must not know who looks at it.
//!
//! Dates may be partial. What has no beginning was always there, what has no end always will be, and what has neither is
//! *undated*: it is there at any date, and counted as such, for that is what is not known and no finding.

mod moments;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt};

pub use moments::moments;

use super::view::changes_by;
use crate::{
    model::{Date, Document, Flow, Organisation, RecordId, View},
    scene::{Change, Changes},
};

/// A date to be looked at, or two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The map as it was then.
    At(Date),
    /// Before and after: what came and what went from the first to the second.
    Between(Date, Date),
}

impl When {
    /// What a view says.
    #[must_use]
    pub fn of(view: &View) -> Option<Self> {
        let date = view.date?;
        Some(view.later_date.map_or(Self::At(date), |later| Self::Between(date, later)))
    }

    /// The view at this date, else as it is.
    #[must_use]
    pub fn over(self, view: &View) -> View {
        let (date, later_date) = match self {
            Self::At(date) => (date, None),
            Self::Between(date, later) => (date, Some(later)),
        };
        View { date: Some(date), later_date, ..view.clone() }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => write!(f, "{date}"),
            Self::Between(from, to) => write!(f, "{from} to {to}"),
        }
    }
}

/// How many organisations and flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Organisations.
    pub organisations: usize,
    /// Flows.
    pub flows: usize,
}

impl Tally {
    /// Counts records; others than organisations and flows are left out.
    pub fn of<'a>(records: impl Iterator<Item = &'a RecordId>) -> Self {
        records.fold(Self::default(), |mut tally, id| {
            match id {
                RecordId::Organisation(_) => tally.organisations += 1,
                RecordId::Flow(_) => tally.flows += 1,
                _ => {}
            }
            tally
        })
    }

    /// Both together.
    #[must_use]
    pub fn total(self) -> usize {
        self.organisations + self.flows
    }
}

impl fmt::Display for Tally {
    /// "2 organisations and 1 flow", "3 flows", "nothing".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::counted;
        match (self.organisations, self.flows) {
            (0, 0) => f.write_str("nothing"),
            (some, 0) => f.write_str(&counted(some, "organisation")),
            (0, some) => f.write_str(&counted(some, "flow")),
            (one, other) => {
                write!(f, "{} and {}", counted(one, "organisation"), counted(other, "flow"))
            }
        }
    }
}

/// The state of a map at a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What is there, the undated with it.
    pub there: Tally,
    /// Of that, what was not there at the date before, and what was there then and is no more; not known without a date
    /// before.
    pub changes: Option<(Tally, Tally)>,
    /// Of what is there, what has no dates.
    pub undated: Tally,
    /// Flows that are dated to be there while an end of theirs is not: they are not there.
    pub without_ends: usize,
}

/// What is there at a date: organisations, and flows of which both ends are there.
#[must_use]
pub fn there(document: &Document, date: Date) -> BTreeSet<RecordId> {
    let is = |one: &Organisation| date.lies_within(one.active_from, one.active_to);
    let organisations = document.organisations().iter().filter(|(_, one)| is(one));
    let mut found: BTreeSet<RecordId> =
        organisations.map(|(id, _)| RecordId::Organisation(id.clone())).collect();
    let flows = document.flows().iter().filter(|(_, flow)| {
        date.lies_within(flow.active_from, flow.active_to) && has_ends(document, flow, date)
    });
    found.extend(flows.map(|(id, _)| RecordId::Flow(id.clone())));
    found
}

fn has_ends(document: &Document, flow: &Flow, date: Date) -> bool {
    [&flow.from, &flow.to].into_iter().all(|id| {
        document.organisation(id).is_some_and(|one| date.lies_within(one.active_from, one.active_to))
    })
}

/// What came and what went from one date to another.
#[must_use]
pub fn changes(document: &Document, from: Date, to: Date) -> Changes {
    changes_by(&When::Between(from, to).over(&View::default()), document)
        .into_iter()
        .filter(|(id, _)| matches!(id, RecordId::Organisation(_) | RecordId::Flow(_)))
        .collect()
}

/// The state of a map at a date, counted against the date before, if there is one.
#[must_use]
pub fn state(document: &Document, date: Date, before: Option<Date>) -> State {
    let now = there(document, date);
    let of = |changes: &Changes, change: Change| {
        Tally::of(changes.iter().filter(|(_, it)| **it == change).map(|(id, _)| id))
    };
    let changes = before.map(|before| changes(document, before, date));
    let is_undated = |id: &&RecordId| match id {
        RecordId::Organisation(id) => {
            document.organisation(id).is_some_and(|one| one.active_from.is_none() && one.active_to.is_none())
        }
        RecordId::Flow(id) => {
            document.flow(id).is_some_and(|one| one.active_from.is_none() && one.active_to.is_none())
        }
        _ => false,
    };
    let without_ends = document.flows().values().filter(|flow| {
        (flow.active_from.is_some() || flow.active_to.is_some())
            && date.lies_within(flow.active_from, flow.active_to)
            && !has_ends(document, flow, date)
    });
    State {
        there: Tally::of(now.iter()),
        changes: changes.map(|changes| (of(&changes, Change::Came), of(&changes, Change::Went))),
        undated: Tally::of(now.iter().filter(is_undated)),
        without_ends: without_ends.count(),
    }
}

impl fmt::Display for State {
    /// "12 organisations and 30 flows there; new: 1 flow; gone: nothing; without dates: 2 organisations".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} there", self.there)?;
        if let Some((came, went)) = self.changes {
            write!(f, "; new: {came}; gone: {went}")?;
        }
        if self.undated.total() > 0 {
            write!(f, "; without dates: {}", self.undated)?;
        }
        match self.without_ends {
            0 => Ok(()),
            1 => f.write_str("; 1 flow is dated to be there while an end of it is not"),
            many => write!(f, "; {many} flows are dated to be there while an end of them is not"),
        }
    }
}

/// All moments of a map, each with its state counted against the one before.
#[must_use]
pub fn states(document: &Document) -> Vec<(Date, State)> {
    let moments = moments(document);
    let before = std::iter::once(None).chain(moments.iter().copied().map(Some));
    moments.iter().zip(before).map(|(date, before)| (*date, state(document, *date, before))).collect()
}
