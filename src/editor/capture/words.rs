//! The words of the map's scheme, found by as much of them as is unambiguous.
//! Must not know where in a statement they stand.

use crate::model::{Document, FlowKindId, Formality, OrganisationKind, ScaleId, SectorId, Status};

use super::super::names::{folded, written_out};

/// What a word says of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    Sector(SectorId),
    Scale(ScaleId),
    Kind(OrganisationKind),
}

/// What a word says of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Kind(FlowKindId),
    Formality(Formality),
    Status(Status),
}

/// What came of looking a word up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<T> {
    One(T),
    /// It is the beginning of several: their names.
    Several(Vec<String>),
    Nothing,
}

impl<T> Found<T> {
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// A word of the vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Word<T> {
    /// As the interface shows it.
    pub name: String,
    pub folded: String,
    pub means: T,
}

/// How much of a word must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Any beginning.
    Beginning,
    /// At least three letters: for words that may as well be a name.
    Most,
}

/// All words that a statement may use.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    /// Sectors and scales.
    pub fields: Vec<Word<Trait>>,
    /// Kinds of organisation.
    pub organisation_kinds: Vec<Word<Trait>>,
    pub flow_kinds: Vec<Word<Manner>>,
    /// Formality and status.
    pub manners: Vec<Word<Manner>>,
}

fn word<T>(name: &str, means: T) -> Word<T> {
    Word { name: name.to_owned(), folded: folded(name), means }
}

impl Vocabulary {
    pub(super) fn of(document: &Document) -> Self {
        let mut fields = Vec::new();
        for (id, sector) in document.sectors_in_order() {
            fields.push(word(&sector.name, Trait::Sector(id.clone())));
        }
        for (id, scale) in document.scales_in_order() {
            fields.push(word(&scale.name, Trait::Scale(id.clone())));
        }
        let kinds = OrganisationKind::ALL.map(|kind| word(kind.name(), Trait::Kind(kind)));
        let mut flow_kinds = Vec::new();
        for (id, kind) in document.flow_kinds_in_order() {
            flow_kinds.push(word(&kind.name, Manner::Kind(id.clone())));
        }
        let mut manners: Vec<_> =
            Formality::ALL.map(|formality| word(formality.name(), Manner::Formality(formality))).into();
        for status in Status::ALL {
            manners.push(word(status.name(), Manner::Status(status)));
            if let Some(name) = document.map().status_names.get(&status) {
                manners.push(word(name, Manner::Status(status)));
            }
        }
        Self { fields, organisation_kinds: kinds.into(), flow_kinds, manners }
    }

    /// What words say of an organisation: its sector, its scale, or else what kind it is.
    pub(super) fn of_organisation(&self, words: &str, strictness: Strictness) -> Found<Trait> {
        let words = folded(words);
        let all = || self.fields.iter().chain(&self.organisation_kinds);
        let exact = look_up(all(), &words, Depth::Exact);
        if !exact.is_nothing() {
            return exact;
        }
        for depth in Depth::INEXACT {
            for list in [&self.fields, &self.organisation_kinds] {
                let found =
                    look_up(list.iter().filter(|it| is_enough(it, &words, strictness)), &words, depth);
                if !found.is_nothing() {
                    return found;
                }
            }
        }
        Found::Nothing
    }

    /// What words say of a flow: what flows, or how. Once it is known what flows, `how` goes first.
    pub(super) fn of_flow(&self, words: &str, how_first: bool) -> Found<Manner> {
        let words = folded(words);
        let exact = look_up(self.flow_kinds.iter().chain(&self.manners), &words, Depth::Exact);
        if !exact.is_nothing() {
            return exact;
        }
        let lists =
            if how_first { [&self.manners, &self.flow_kinds] } else { [&self.flow_kinds, &self.manners] };
        for depth in Depth::INEXACT {
            for list in lists {
                let found = look_up(list.iter(), &words, depth);
                if !found.is_nothing() {
                    return found;
                }
            }
        }
        Found::Nothing
    }

    /// The words of an organisation that are nearest to what was written, for a hint.
    pub(super) fn nearest_of_organisation(&self, written: &str) -> Option<&str> {
        nearest(self.fields.iter().chain(&self.organisation_kinds).map(|word| word.name.as_str()), written)
    }

    /// The words of a flow that are nearest to what was written, for a hint.
    pub(super) fn nearest_of_flow(&self, written: &str) -> Option<&str> {
        nearest(self.flow_kinds.iter().chain(&self.manners).map(|word| word.name.as_str()), written)
    }
}

fn is_enough<T>(it: &Word<T>, words: &str, strictness: Strictness) -> bool {
    strictness == Strictness::Beginning || words.len() >= 3.min(it.folded.len())
}

/// How words are compared, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Exact,
    /// The name begins so.
    Beginning,
    /// A later word of the name begins so.
    Inside,
    /// Another form of the name's word: "funds" for "funding".
    Form,
}

impl Depth {
    const INEXACT: [Self; 3] = [Self::Beginning, Self::Inside, Self::Form];
}

fn look_up<'a, T: Clone + PartialEq + 'a>(
    words: impl Iterator<Item = &'a Word<T>>,
    written: &str,
    depth: Depth,
) -> Found<T> {
    if written.is_empty() {
        return Found::Nothing;
    }
    let mut found: Vec<&Word<T>> = Vec::new();
    for word in words {
        let fits = match depth {
            Depth::Exact => word.folded == written,
            Depth::Beginning => word.folded.starts_with(written),
            Depth::Inside => {
                word.folded.match_indices(' ').any(|(at, _)| word.folded[at + 1..].starts_with(written))
            }
            Depth::Form => is_form_of(written, &word.folded),
        };
        if fits && !found.iter().any(|other| other.means == word.means) {
            found.push(word);
        }
    }
    match found.as_slice() {
        [] => Found::Nothing,
        [one] => Found::One(one.means.clone()),
        several => Found::Several(several.iter().map(|word| word.name.clone()).collect()),
    }
}

fn is_form_of(written: &str, word: &str) -> bool {
    if written.contains(' ') {
        return false;
    }
    let stem =
        ["ies", "ing", "ed", "es", "s", "y", "d", "t"].iter().find_map(|end| written.strip_suffix(end));
    // "uni" is short for one, the scheme may speak of "Universities".
    let long = written_out(written);
    let long = long.strip_suffix("ies").or_else(|| long.strip_suffix('y')).unwrap_or(long);
    (long.len() > written.len() && word.starts_with(long))
        || stem.is_some_and(|stem| stem.len() >= 4 && word.starts_with(stem))
}

fn nearest<'a>(words: impl Iterator<Item = &'a str>, written: &str) -> Option<&'a str> {
    let written = folded(written);
    if written.len() > 60 {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    for word in words {
        let likeness = strsim::jaro_winkler(&folded(word), &written);
        if likeness > 0.8 && best.is_none_or(|(other, _)| likeness > other) {
            best = Some((likeness, word));
        }
    }
    best.map(|(_, word)| word)
}
