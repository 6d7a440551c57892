//! Ids that are taken, and free ones like them. Must not know what they name.

use std::collections::{BTreeMap, BTreeSet};

/// Slugs that are taken.
#[derive(Default)]
pub(super) struct Taken {
    ids: BTreeSet<String>,
    /// The number that is tried next after a slug: a thousand parallel flows would else count from two a thousand times.
    next: BTreeMap<String, u64>,
}

impl Taken {
    /// A slug like this one that is not taken yet, and is from now on.
    pub(super) fn fresh(&mut self, wanted: &str) -> String {
        if self.ids.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let next = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{next}");
            *next += 1;
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

impl FromIterator<String> for Taken {
    fn from_iter<I: IntoIterator<Item = String>>(ids: I) -> Self {
        Self { ids: ids.into_iter().collect(), next: BTreeMap::new() }
    }
}
