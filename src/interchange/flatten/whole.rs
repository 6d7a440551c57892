//! What is lost of the map as a whole: evidence, views, and all that is neither organisation, flow, group nor note. Must
//! not know any format's syntax.

use super::{CARRIED, fields::carried};
use crate::{
    interchange::{
        holds::Holds,
        loss::{Loss, Of},
    },
    model::{Carried, Document},
};

/// Counts it.
pub(super) fn count(document: &Document, holds: &Holds, loss: &mut Loss) {
    let map = document.map();
    // Of these no format of others has a place.
    for (what, times) in [
        ("pieces of evidence", document.evidence().len()),
        ("views", document.views().len()),
        ("conflicts of a merge", map.conflicts.len()),
        (CARRIED, carried_by_the_whole(document)),
    ] {
        loss.add_many(Of::Map, what, times);
    }
    if !holds.title {
        loss.add_many(Of::Map, "title", usize::from(!map.title.is_empty()));
    }
    if holds.map {
        return;
    }
    let plain = Document::default();
    let once = usize::from;
    for (what, times) in [
        ("subtitle", once(!map.subtitle.is_empty())),
        ("place", once(!map.place.is_empty())),
        ("author", once(!map.author.is_empty())),
        ("licence", once(!map.licence.is_empty())),
        ("sources", map.sources.len()),
        ("coverage note", once(!map.coverage.is_empty())),
        ("goals", map.goals.len()),
        ("areas", map.areas.len()),
        ("dates of the map", map.created.iter().count() + map.as_of.iter().count()),
        ("background", once(map.background.is_some())),
        ("palette", once(!map.palette.is_empty())),
        ("own names of statuses", map.status_names.len()),
        ("rules of appearance by data", map.appearance.len()),
        ("colours and signs of sectors", once(document.sectors() != plain.sectors())),
        ("order and tones of scales", once(document.scales() != plain.scales())),
        ("families of flow kinds", once(document.families() != plain.families())),
        ("colours and dashes of flow kinds", once(document.flow_kinds() != plain.flow_kinds())),
    ] {
        loss.add_many(Of::Map, what, times);
    }
}

/// What is carried along by the map's own record and by its scheme.
fn carried_by_the_whole(document: &Document) -> usize {
    let all: [Box<dyn Iterator<Item = &Carried> + '_>; 4] = [
        Box::new(document.sectors().values().map(|it| &it.carried)),
        Box::new(document.scales().values().map(|it| &it.carried)),
        Box::new(document.families().values().map(|it| &it.carried)),
        Box::new(document.flow_kinds().values().map(|it| &it.carried)),
    ];
    carried(&document.map().carried) + all.into_iter().flatten().map(carried).sum::<usize>()
}
