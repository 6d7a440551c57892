//! Merging two maps that began as one. Must not know where they came from, or who decides what is left to decide.
//!
//! Changes to different records, or to different fields of one, all count. Where both sides changed one field, and not
//! alike, one value stands in the meantime and both are kept as a [`Conflict`] in the map's own record. Which one stands
//! follows from the values and not from whose they are, so that merging commutes: exchanged sides give the same map,
//! save that `ours` and `theirs` are exchanged in the conflicts.
//!
//! | one side | the other | merged |
//! | --- | --- | --- |
//! | changes a field | changes another, or the same alike | both |
//! | changes a field | changes it otherwise | a conflict; the longer value stands, of places and orders those of one side |
//! | deletes a record | changes it | a conflict; the record stays |
//! | deletes a record | only moves it | deleted |
//! | deletes a record | newly speaks of it (a flow, a citation) | a conflict; the record stays |
//! | takes a thing out of a list, or puts one in | does so with another thing | both |
//! | puts somebody into a group | puts it into another | a conflict in the field [`GROUP_FIELD`] |
//! | adds a record | adds another under the same id | one of the two gets another id |
//! | adds a record | adds the same (by name; flows by ends and kind) | one record, merged |
//! | lets go what leaves a pair unsound (ends before it begins) | | a conflict; one side's pair stands |

mod build;
mod homes;
mod rename;
mod sequence;
mod settle;
mod values;

use crate::{
    file,
    model::{Conflict, Document, Finding, MapInfo, RecordId, Transaction, validate},
};
use build::{Attempt, Building, Lessons};
pub use homes::GROUP_FIELD;
pub(super) use rename::turned;
pub use settle::{Take, home_of, same_text, settle, settle_all};
use values::Side;

/// A merged map.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The map; what is left to decide is among its [`MapInfo::conflicts`].
    pub document: Document,
    /// What this merge left to decide, sorted by record and field.
    pub conflicts: Vec<Conflict>,
    /// Ids that both sides gave to different things: the old one, and the new one of one of the things.
    pub renamed: Vec<(RecordId, RecordId)>,
}

impl Merged {
    fn clean(document: &Document) -> Self {
        Self { document: document.clone(), conflicts: Vec::new(), renamed: Vec::new() }
    }
}

/// Why two maps could not be merged.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MergeError {
    /// Together they break an invariant that neither breaks by itself. No such pair of sound maps is known.
    #[error(
        "the two versions can't be brought together: {record}: {message}. Change it in one of them, then merge again"
    )]
    Unsound {
        /// The record.
        record: RecordId,
        /// What is the matter.
        message: String,
    },
}

/// Merges two maps that both began as `base`. All three have to be sound.
///
/// # Errors
/// See [`MergeError`].
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Result<Merged, MergeError> {
    if ours == theirs || base == theirs {
        return Ok(Merged::clean(ours));
    }
    if base == ours {
        return Ok(Merged::clean(theirs));
    }
    let lead = if file::write(ours) < file::write(theirs) { Side::Ours } else { Side::Theirs };
    let apart = rename::apart(base, ours, theirs);
    let mut lessons = Lessons::default();
    loop {
        let attempt = Building::new(base, (&apart.ours, &apart.theirs), lead, &lessons).attempt();
        let errors: Vec<Finding> =
            validate(&attempt.document).into_iter().filter(Finding::is_error).collect();
        if errors.is_empty() && attempt.wanted.is_empty() {
            let both_changed_map = base.map() != ours.map() && base.map() != theirs.map();
            return Ok(finished(attempt, apart.renamed, both_changed_map));
        }
        let before = lessons.clone();
        learn(&mut lessons, &attempt, &errors, (&apart.ours, &apart.theirs));
        if lessons == before {
            let (record, message) = errors.into_iter().next().map_or_else(
                || (RecordId::Map, "a group's member is missing".to_owned()),
                |finding| (finding.record, finding.message),
            );
            return Err(MergeError::Unsound { record, message });
        }
    }
}

/// Values that hold only together: the field that a finding names, and all of them.
const HELD_TOGETHER: [(&str, &[&str]); 2] =
    [("active_to", &["active_from", "active_to"]), ("via", &["from", "to", "via"])];

/// What an attempt that does not hold teaches.
fn learn(lessons: &mut Lessons, attempt: &Attempt, errors: &[Finding], sides: (&Document, &Document)) {
    lessons.kept.extend(attempt.wanted.iter().cloned());
    let goals = &attempt.document.map().goals;
    for organisation in attempt.document.organisations().values() {
        let missing = organisation.stances.iter().map(|stance| &stance.goal);
        lessons.goals.extend(missing.filter(|id| goals.iter().all(|goal| goal.id != **id)).cloned());
    }
    for error in errors {
        if let Some(missing) = &error.missing {
            if sides.0.contains(missing) || sides.1.contains(missing) {
                lessons.kept.insert(missing.clone());
            }
        } else if error.field != "stances" {
            let together = HELD_TOGETHER.iter().find(|(field, _)| *field == error.field);
            let together = together.map_or(&[][..], |(_, fields)| fields);
            let is_known = !lessons.of_one_side.insert((error.record.clone(), together));
            if is_known {
                lessons.of_one_side.insert((error.record.clone(), &[]));
            }
        }
    }
}

/// The attempt that holds, with its conflicts kept in the map.
fn finished(attempt: Attempt, renamed: Vec<(RecordId, RecordId)>, both_changed_map: bool) -> Merged {
    let Attempt { mut document, mut conflicts, .. } = attempt;
    sort(&mut conflicts);
    if conflicts.is_empty() && !both_changed_map {
        return Merged { document, conflicts, renamed };
    }
    let mut all = conflicts.clone();
    all.extend(document.map().conflicts.iter().cloned());
    all.retain(|conflict| document.contains(&conflict.record));
    sort(&mut all);
    let map = MapInfo { conflicts: all, ..MapInfo::clone(document.map()) };
    let change = crate::model::Change {
        id: RecordId::Map,
        before: document.get(&RecordId::Map),
        after: Some(map.into()),
    };
    document.apply(&Transaction::new([change])).expect("made from this very document");
    Merged { document, conflicts, renamed }
}

/// By record and field, then by the values whoever's they are; what is said twice, once.
fn sort(conflicts: &mut Vec<Conflict>) {
    let pair = |conflict: &Conflict| {
        let mut values = [conflict.ours.clone(), conflict.theirs.clone()];
        values.sort();
        (conflict.record.clone(), conflict.field.clone(), values)
    };
    conflicts.sort_by_cached_key(pair);
    conflicts.dedup_by(|one, other| pair(one) == pair(other));
}
