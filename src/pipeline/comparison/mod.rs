//! Two maps beside each other that need not come from one file: who is who, by id and then by name where somebody says
//! so, and how they differ. Counts of agreement among several. Window and terminal both ask here. Headless;
//! must not know which of them is right.

mod agreement;
mod matching;

pub use agreement::{Agreed, Agreement, agreement};
pub use matching::{Namesake, namesakes};

use super::{Difference, difference};
use crate::model::{Document, OrganisationId};

/// How one map differs from another.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The other map, what is the same under the ids of this one.
    pub there: Document,
    /// What came, went and changed from there to here.
    pub difference: Difference,
}

/// How `here` differs from `there`. Records under one id are one; so are these organisations under two ids, the one there
/// and the one here, and flows of one kind between the same two.
#[must_use]
pub fn compared(there: &Document, here: &Document, same: &[(OrganisationId, OrganisationId)]) -> Comparison {
    let there = matching::named_as(there, here, same);
    let difference = difference(&there, here);
    Comparison { there, difference }
}
