//! Adding the map that another program's file means to one that is open: who is the same here and there, who probably
//! is, and what it comes to. Must not know windows, nor how the file was read.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    editor::{
        Addition, CommandError, added,
        names::{Forms, Likeness, Names},
    },
    model::{Document, FieldValue, Organisation, OrganisationId, Point, Rect, Size},
    watch::{Cancelled, Watch},
};

/// By what organisations of a file are found again on a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// By the name, as [`crate::editor::names::folded`] sees it.
    #[default]
    Name,
    /// By the id: a field `id`, or else the record's own.
    Id,
    /// Never: all are new.
    Never,
}

/// Two organisations that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The one of the file.
    pub theirs: OrganisationId,
    /// The one of the map.
    pub ours: OrganisationId,
    /// In what way their names are alike.
    pub likeness: Likeness,
}

/// Who is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// From those of the file to those of the map; each of the map at most once.
    pub same: BTreeMap<OrganisationId, OrganisationId>,
    /// Who else probably is, the surest first.
    pub likely: Vec<Likely>,
    /// There were too many names to compare each with each.
    pub too_many: bool,
}

/// More comparisons of two names than this are not made.
const MOST_COMPARISONS: usize = 4_000_000;
/// Between what was there and what is added, canvas units.
const GAP: f64 = 160.0;

/// Finds out who is the same here and there.
///
/// # Errors
/// When `watch` calls it off.
pub fn matched(
    document: &Document,
    other: &Document,
    key: Key,
    watch: &dyn Watch,
) -> Result<Matched, Cancelled> {
    let mut found = Matched::default();
    let names = Names::of(document);
    let by_id: BTreeMap<String, &OrganisationId> = match key {
        Key::Id => document.organisations().iter().map(|(id, it)| (stated(id, it), id)).collect(),
        Key::Name | Key::Never => BTreeMap::new(),
    };
    let mut taken = BTreeSet::new();
    for (id, it) in other.organisations() {
        let ours = match key {
            Key::Id => by_id.get(&stated(id, it)).copied(),
            Key::Name => names.same(&it.name).find(|ours| !taken.contains(*ours)),
            Key::Never => None,
        };
        if let Some(ours) = ours.filter(|ours| !taken.contains(*ours)) {
            taken.insert(ours);
            found.same.insert(id.clone(), ours.clone());
        }
    }
    found.too_many =
        document.organisations().len().saturating_mul(other.organisations().len()) > MOST_COMPARISONS;
    if found.too_many {
        return Ok(found);
    }
    let left = other
        .organisations()
        .iter()
        .filter(|(id, it)| !found.same.contains_key(*id) && !it.name.trim().is_empty());
    for (id, it) in left {
        watch.go_on()?;
        let alike = names.alike_to(&Forms::of(&it.name));
        let free = alike.into_iter().find(|(ours, _)| !taken.contains(*ours));
        if let Some((ours, likeness)) = free {
            found.likely.push(Likely { theirs: id.clone(), ours: ours.clone(), likeness });
        }
    }
    found.likely.sort_by_key(|pair| pair.likeness);
    Ok(found)
}

/// What an organisation is called by other programs.
fn stated(id: &OrganisationId, it: &Organisation) -> String {
    match it.extra.get("id") {
        Some(FieldValue::Text(text)) => text.trim().to_owned(),
        Some(FieldValue::Number(number)) => number.to_string(),
        _ => id.as_str().to_owned(),
    }
}

/// What it comes to: what is new stands at the right of what is there.
///
/// # Errors
/// As [`added`].
pub fn addition(
    document: &Document,
    other: &Document,
    same: &BTreeMap<OrganisationId, OrganisationId>,
) -> Result<Addition, CommandError> {
    let here = extent(document.organisations().values().map(|it| &**it));
    let new = other.organisations().iter().filter(|(id, _)| !same.contains_key(*id));
    let there = extent(new.map(|(_, it)| &**it));
    let by = match (here, there) {
        (Some(here), Some(there)) => Point::new(here.right() + GAP - there.x, here.y - there.y),
        _ => Point::default(),
    };
    added(document, other, same, by)
}

/// Round all that have a place, with the room that a box takes.
fn extent<'o>(organisations: impl Iterator<Item = &'o Organisation>) -> Option<Rect> {
    let boxes = organisations.filter_map(|it| {
        let size = it.size.unwrap_or(Size::new(160.0, 48.0));
        it.position.map(|place| Rect::from_center(place, size))
    });
    Rect::around(boxes)
}
