//! How things go pale before they are gone, and come out of the page. Must not know dates' meaning, nor who paints.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    app::canvas::Pale,
    model::{Date, RecordId},
};

/// What goes takes so long, and then what comes, seconds: a quarter of a second in all.
const HALF: f64 = 0.12;

/// A step from one date to another on its way.
pub struct Fading {
    /// What goes, and the date that is shown until it is gone.
    going: Option<(Arc<BTreeSet<RecordId>>, Date)>,
    coming: Arc<BTreeSet<RecordId>>,
    to: Date,
    most: f32,
    since: f64,
    pale: Option<Pale>,
}

impl Fading {
    /// From what is there to what will be there; nothing where nothing changes. What goes ends `most` pale, and what
    /// comes begins so.
    pub fn between(
        before: &BTreeSet<RecordId>,
        after: &BTreeSet<RecordId>,
        (from, to): (Option<Date>, Date),
        most: f32,
        now: f64,
    ) -> Option<Self> {
        let less = |one: &BTreeSet<RecordId>, other| Arc::new(one.difference(other).cloned().collect());
        let (going, coming): (Arc<BTreeSet<RecordId>>, Arc<BTreeSet<RecordId>>) =
            (less(before, after), less(after, before));
        if going.is_empty() && coming.is_empty() {
            return None;
        }
        let going = from.filter(|_| !going.is_empty()).map(|from| (going, from));
        let mut fading = Self { going, coming, to, most, since: now, pale: None };
        fading.go_on(now);
        Some(fading)
    }

    /// The date that is shown meanwhile, where that is not yet the one it goes to.
    pub fn shows(&self) -> Option<Date> {
        self.going.as_ref().map(|(_, date)| *date)
    }

    /// What is pale now.
    pub fn pale(&self) -> Option<&Pale> {
        self.pale.as_ref()
    }

    /// A frame later: the date from now on, where it is another; `None` once all is done.
    pub fn go_on(&mut self, now: f64) -> Option<Option<Date>> {
        let share = ((now - self.since) / HALF).clamp(0.0, 1.0) as f32;
        if let Some((going, _)) = &self.going {
            if share < 1.0 {
                self.pale = Some((Arc::clone(going), share * self.most));
                return Some(None);
            }
            (self.going, self.since) = (None, now);
            self.pale = Some((Arc::clone(&self.coming), self.most));
            return Some(Some(self.to));
        }
        if share >= 1.0 {
            self.pale = None;
            return None;
        }
        self.pale = Some((Arc::clone(&self.coming), (1.0 - share) * self.most));
        Some(None)
    }
}
