//! GraphML: plain, of yEd, Gephi and Cytoscape read; written so that all of them find what they look for. Must not know
//! maps.

mod looks;
mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;

use super::holds::Holds;

/// All but notes, which other programs would count as nodes. yEd numbers nodes anew, so that ids go along as fields.
pub(super) const HOLDS: Holds = Holds { ids: false, notes: false, ..Holds::ALL };
