//! The time bar: at which date the map is looked at, one date after the other, two at once. It never changes the map.
//! Must not know how a date hides anything: that is `find`'s, nor how things go pale: that is the canvas's.

mod bar;
mod fading;
#[cfg(test)]
mod tests;
mod track;

use std::{collections::BTreeSet, sync::Arc};

pub use bar::time_bar_ui;

use fading::Fading;

use super::{canvas::Pale, find::Looking};
use crate::{
    editor::Session,
    model::{Date, Document, RecordId},
    pipeline::time::{State, When, changes, moments, state, there},
    scene::Changes,
};

/// While it plays, a date is shown for so long, seconds.
const STEP: f64 = 1.4;
/// A map with more organisations and flows is not drawn again and again while things go pale.
const MANY: usize = 1500;
/// How pale is what is not there, where it is not gone: 1 is the page.
const GHOSTLY: f32 = 0.78;

/// What the bar shows, worked out once for each state of the map.
#[derive(Default)]
struct Made {
    /// Of which state of the map, at which dates, and how.
    of: Option<(u64, Option<When>, bool)>,
    moments: Vec<Date>,
    state: State,
    changes: Arc<Changes>,
    /// What is there at one of the dates, with all that has no dates.
    lit: Option<Arc<BTreeSet<RecordId>>>,
}

/// The time bar of a map.
#[derive(Default)]
pub struct TimeBar {
    open: bool,
    /// The date at the handle; none where nothing is dated.
    date: Option<Date>,
    /// The other date of before and after.
    beside: Option<Date>,
    /// What is not there is pale and not gone.
    ghosts: bool,
    made: Made,
    /// When the next date is due, while it plays; nothing until the first frame has told the time.
    playing: Option<Option<f64>>,
    fading: Option<Fading>,
    wants_keyboard: bool,
}

impl TimeBar {
    /// Whether it is shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether it plays.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Shows it with the keyboard in it, or the whole map again.
    pub fn toggle(&mut self) {
        if self.open {
            self.close();
        } else {
            (self.open, self.wants_keyboard) = (true, true);
        }
    }

    /// The whole map again.
    pub fn close(&mut self) {
        *self = Self { ghosts: self.ghosts, ..Self::default() };
    }

    /// Shows what a saved view shows: the bar with its dates, or no bar where it has none.
    pub fn show(&mut self, when: Option<When>) {
        self.close();
        self.open = when.is_some();
        (self.beside, self.date) = match when {
            None => (None, None),
            Some(When::At(date)) => (None, Some(date)),
            Some(When::Between(from, to)) => (Some(from), Some(to)),
        };
    }

    /// The date or the two dates that are looked at.
    #[must_use]
    pub fn when(&self) -> Option<When> {
        let date = self.date.filter(|_| self.open)?;
        Some(match self.beside {
            None => When::At(date),
            Some(other) if other.span() <= date.span() => When::Between(other, date),
            Some(other) => When::Between(date, other),
        })
    }

    /// What is there at only one of two dates.
    #[must_use]
    pub fn changes(&self) -> &Arc<Changes> {
        &self.made.changes
    }

    /// What is there, where what is not is pale and not gone.
    #[must_use]
    pub fn lit(&self) -> Option<&Arc<BTreeSet<RecordId>>> {
        self.made.lit.as_ref().filter(|_| self.open)
    }

    /// What is on its way in or out, and how pale it is.
    #[must_use]
    pub fn pale(&self) -> Option<&Pale> {
        self.fading.as_ref().and_then(Fading::pale)
    }

    /// The moments of the map, in the order of time.
    #[must_use]
    pub fn moments(&self) -> &[Date] {
        &self.made.moments
    }

    /// Plays from the date that is shown, or from the first one at the end; or stops.
    pub fn play(&mut self) {
        self.open = true;
        if self.playing.take().is_some() {
            return;
        }
        self.beside = None;
        self.playing = Some(None);
    }

    /// Marks what changes from the date that is shown on, or shows one date again.
    pub fn toggle_beside(&mut self) {
        self.stop();
        self.beside = match (self.beside, self.date) {
            (Some(_), _) | (None, None) => None,
            (None, Some(date)) => {
                // From the last date back to the first, else from here to the last.
                let (first, last) = (self.moments().first().copied(), self.moments().last().copied());
                let from = if Some(date) == last { first } else { Some(date) };
                self.date = last.or(self.date);
                from
            }
        };
    }

    /// What is not there is pale, or gone.
    pub fn toggle_ghosts(&mut self) {
        self.ghosts = !self.ghosts;
        self.fading = None;
    }

    /// It plays no more.
    pub fn stop(&mut self) {
        self.playing = None;
        self.fading = None;
    }

    /// The moment after or before the date that is shown.
    fn beyond(&self, forward: bool) -> Option<Date> {
        let now = self.date?.span();
        let mut moments = self.made.moments.iter().copied();
        if forward { moments.find(|date| date.span() > now) } else { moments.rfind(|date| date.span() < now) }
    }

    /// Goes to a date; what comes and goes does so within a quarter of a second, unless it is to be `still`.
    fn go(&mut self, date: Date, document: &Document, (now, still): (f64, bool)) {
        if self.date == Some(date) {
            return;
        }
        let before = self.when();
        let old = self.date.replace(date);
        let many = document.organisations().len() + document.flows().len() > MANY;
        let steps = before.zip(self.when()).filter(|_| !still && !many);
        self.fading = steps.and_then(|(before, after)| {
            let (before, after) = (shown_at(document, before), shown_at(document, after));
            let most = if self.ghosts { GHOSTLY } else { 1.0 };
            Fading::between(&before, &after, (old, date), most, now)
        });
        if let Some(first) = self.fading.as_ref().and_then(Fading::shows) {
            self.date = Some(first);
        }
    }

    /// Brings all up to date, once a frame before anything is drawn; `look` is told at which date. In how many seconds
    /// the next frame is wanted, if one is.
    pub fn settle(
        &mut self,
        session: &Session,
        look: &mut Looking,
        (now, still): (f64, bool),
    ) -> Option<f64> {
        let document = session.document();
        if self.open {
            self.refresh_moments(session);
        }
        let mut next = None;
        if let Some(fading) = &mut self.fading {
            match fading.go_on(now) {
                Some(date) => {
                    self.date = date.or(self.date);
                    next = Some(0.0);
                }
                None => self.fading = None,
            }
        }
        if let Some(due) = self.playing {
            next = self.play_on(due, document, (now, still)).or(next);
        }
        look.set_when(self.when().filter(|_| !self.ghosts));
        self.refresh(session);
        next
    }

    fn play_on(&mut self, due: Option<f64>, document: &Document, (now, still): (f64, bool)) -> Option<f64> {
        let due = match due {
            Some(due) if due > now => due,
            _ => {
                let next = match (due, self.beyond(true)) {
                    // At the end it begins anew.
                    (None, None) => self.moments().first().copied().filter(|first| Some(*first) != self.date),
                    (_, next) => next,
                };
                let Some(next) = next else {
                    self.playing = None;
                    return None;
                };
                self.go(next, document, (now, still));
                now + STEP
            }
        };
        self.playing = Some(Some(due));
        Some(if self.fading.is_some() { 0.0 } else { due - now })
    }

    fn refresh_moments(&mut self, session: &Session) {
        if self.made.of.is_none_or(|(revision, _, _)| revision != session.revision()) {
            self.made.moments = moments(session.document());
        }
        let last = self.made.moments.last().copied();
        if self.date.is_none() || last.is_none() {
            (self.date, self.beside) = (last, None);
        }
    }

    fn refresh(&mut self, session: &Session) {
        let of = (session.revision(), self.when(), self.ghosts);
        if self.made.of == Some(of) {
            return;
        }
        let document = session.document();
        self.made.of = self.open.then_some(of);
        let Some(when) = of.1 else {
            self.made = Made { of: self.made.of, ..Made::default() };
            return;
        };
        let (state, changed) = match when {
            When::At(date) => {
                let before = self.beyond(false);
                (state(document, date, before), Changes::new())
            }
            When::Between(from, to) => (state(document, to, Some(from)), changes(document, from, to)),
        };
        (self.made.state, self.made.changes) = (state, Arc::new(changed));
        self.made.lit = self.ghosts.then(|| {
            let mut lit = shown_at(document, when);
            lit.extend(document.notes().keys().cloned().map(RecordId::Note));
            lit.extend(document.groups().keys().cloned().map(RecordId::Group));
            Arc::new(lit)
        });
    }
}

/// What is there at a date, or at one of two.
fn shown_at(document: &Document, when: When) -> BTreeSet<RecordId> {
    match when {
        When::At(date) => there(document, date),
        When::Between(from, to) => {
            let mut both = there(document, from);
            both.extend(there(document, to));
            both
        }
    }
}
