//! Positions for what has none. Headless and deterministic: the same map gives the same places on every machine.
//! Must not know text or drawing: it is told how large the boxes are.

mod bands;
mod free_place;
mod order;

use std::collections::BTreeMap;

use crate::{
    model::{Area, Document, OrganisationId, Point, Size},
    topology::Topology,
};

/// Room between two boxes side by side, canvas units: a flow's label fits in.
pub(crate) const GAP_ACROSS: f64 = 96.0;
/// Room between two boxes one above the other, canvas units.
pub(crate) const GAP_DOWN: f64 = 64.0;

/// How organisations are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Scales as bands, the largest on top; sectors as columns.
    #[default]
    Bands,
}

/// Which organisations may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restriction {
    /// Only those that have no position yet.
    #[default]
    Unplaced,
    /// All that are neither pinned nor locked.
    Free,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Which.
    pub restriction: Restriction,
}

impl Request {
    /// What opening a map asks for.
    #[must_use]
    pub fn first_placement() -> Self {
        Self::default()
    }
}

/// Where organisations are to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The centres of those that move, canvas units.
    pub positions: BTreeMap<OrganisationId, Point>,
    /// The bands that were made, for a map that has no areas of its own; otherwise empty.
    pub areas: Vec<Area>,
}

/// Finds places. `boxes` are the sizes of all organisations, canvas units; one that is missing counts as 160 x 48.
#[must_use]
pub fn run(
    topology: &Topology,
    document: &Document,
    boxes: &BTreeMap<OrganisationId, Size>,
    request: &Request,
) -> Placement {
    let stays = |id: &OrganisationId| {
        document.organisation(id).is_some_and(|organisation| match request.restriction {
            Restriction::Unplaced => organisation.position.is_some(),
            Restriction::Free => {
                organisation.position.is_some() && (organisation.pinned || organisation.locked)
            }
        })
    };
    let problem = Problem { topology, document, boxes };
    let (fixed, moving): (Vec<_>, Vec<_>) = document.organisations().keys().partition(|id| stays(id));
    if moving.is_empty() {
        Placement::default()
    } else if fixed.is_empty() {
        match request.method {
            Method::Bands => bands::place(&problem, &moving),
        }
    } else {
        Placement { positions: free_place::place(&problem, &fixed, &moving), areas: Vec::new() }
    }
}

/// What a method needs to know.
pub(crate) struct Problem<'a> {
    pub(crate) topology: &'a Topology,
    pub(crate) document: &'a Document,
    boxes: &'a BTreeMap<OrganisationId, Size>,
}

impl Problem<'_> {
    pub(crate) fn size(&self, id: &OrganisationId) -> Size {
        self.boxes.get(id).copied().unwrap_or(Size::new(160.0, 48.0))
    }
}

#[cfg(test)]
mod tests;
