//! When two names probably mean one organisation: written otherwise, shortened, or with a slip of the finger.
//! Must not know what is done about it.

mod fold;
mod forms;

use std::collections::BTreeMap;

pub use fold::folded;
pub use forms::Forms;
pub(super) use forms::written_out;

use crate::model::{Document, OrganisationId};

/// In what way two names are alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// They differ in case, accents, spacing or punctuation only.
    Same,
    /// One is a known short form of the other: "UWE", "Uni of Bristol", "Watershed Ltd".
    Abbreviation,
    /// One is the other with a typing error or two.
    Typing,
}

/// Every pair of organisations whose names are alike, each once with the smaller id first; sorted. An organisation
/// without a name is like no other.
#[must_use]
pub fn probable_duplicates(document: &Document) -> Vec<(OrganisationId, OrganisationId, Likeness)> {
    let names = Names::of(document);
    let mut pairs = Vec::new();
    for (place, (id, forms)) in names.entries.iter().enumerate() {
        for (other, others_forms) in &names.entries[place + 1..] {
            if let Some(likeness) = forms.likeness(others_forms) {
                pairs.push(((*id).clone(), (*other).clone(), likeness));
            }
        }
    }
    pairs
}

/// The names of a map, made ready to be compared with many others.
pub struct Names<'a> {
    /// By id.
    entries: Vec<(&'a OrganisationId, Forms)>,
    /// Places in `entries`, by folded name.
    folded: BTreeMap<String, Vec<usize>>,
}

impl<'a> Names<'a> {
    /// The names of all organisations that have one.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        let named = document.organisations().iter().filter(|(_, it)| !it.name.trim().is_empty());
        let entries: Vec<_> = named.map(|(id, it)| (id, Forms::of(&it.name))).collect();
        let mut folded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, (_, forms)) in entries.iter().enumerate() {
            folded.entry(forms.folded().to_owned()).or_default().push(place);
        }
        Self { entries, folded }
    }

    /// The organisations of this name, as [`folded`] sees it, by id.
    pub fn same(&self, name: &str) -> impl Iterator<Item = &'a OrganisationId> + '_ {
        let places = self.folded.get(&folded(name)).into_iter().flatten();
        places.map(|place| self.entries[*place].0)
    }

    /// Organisations whose names are like this one, the likest first, then by id.
    #[must_use]
    pub fn alike_to(&self, forms: &Forms) -> Vec<(&'a OrganisationId, Likeness)> {
        let found = self.entries.iter().filter_map(|(id, other)| Some((*id, forms.likeness(other)?)));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(_, likeness)| *likeness);
        found
    }
}

#[cfg(test)]
mod tests;
