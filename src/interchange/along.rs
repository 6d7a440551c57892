//! What goes along with a map that is written for another program, as far as one may not think of it: what was perhaps said
//! in confidence, and what nobody sees who opens the file elsewhere. Must not know any format's syntax.

use super::{
    holds::{Groups, Holds},
    loss::Of,
    roles::Role,
};
use crate::model::Document;

/// How much of what goes along. Evidence, respondents, views and comments never do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// Notes, which stand on the canvas of the other program.
    pub notes: usize,
    /// Those of them that are parked.
    pub parked: usize,
    /// Notes that would go along if they were not left out.
    pub notes_left: usize,
    /// Organisations with a tower of influence.
    pub influence: usize,
    /// Organisations with a stance on a goal.
    pub stances: usize,
    /// Organisations that are described.
    pub descriptions: usize,
    /// Fields of the user's own.
    pub own_fields: usize,
    /// Title, author, sources, coverage note, goals, areas and scheme, where the other program shows them to nobody.
    pub whole: bool,
    /// So do the groups.
    pub groups: bool,
}

/// Counts it.
pub(super) fn along(document: &Document, holds: &Holds, could_hold_notes: bool) -> Along {
    let organisations = || document.organisations().values();
    let held = |role| holds.field(Of::Organisations, role);
    let when = |is_held: bool, count: usize| if is_held { count } else { 0 };
    let notes = document.notes();
    let own = |role| held(Role::ExtraOf(role));
    let own_fields = organisations().map(|it| it.extra.len()).sum::<usize>()
        + document.flows().values().map(|it| it.extra.len()).sum::<usize>();
    Along {
        notes: when(holds.notes, notes.len()),
        parked: when(holds.notes, notes.values().filter(|it| it.parked).count()),
        notes_left: when(could_hold_notes && !holds.notes, notes.len()),
        influence: when(held(Role::Influence), organisations().filter(|it| it.influence.is_some()).count()),
        stances: when(held(Role::Stances), organisations().filter(|it| !it.stances.is_empty()).count()),
        descriptions: when(
            held(Role::Description),
            organisations().filter(|it| !it.description.is_empty()).count(),
        ),
        own_fields: when(own(super::FieldType::Text), own_fields),
        whole: holds.map,
        groups: holds.map && holds.groups == Groups::AsWords && !document.groups().is_empty(),
    }
}
