//! Edits by forms and from elsewhere: whole records put in place of what was there.
//! Must not know which form it was.

use std::collections::BTreeSet;

use crate::model::{GoalId, MapInfo, OrganisationId, Record, RecordId, Transaction};

use super::{CommandError, Draft, Outcome, text};

pub(super) fn replace(
    draft: &mut Draft,
    name: &str,
    records: &[(RecordId, Record)],
    coalesce: Option<&String>,
) -> Result<Outcome, CommandError> {
    for (id, record) in records {
        draft.need(id)?;
        draft.set(id.clone(), Some(text::cleaned(record)))?;
    }
    if records.iter().any(|(id, _)| *id == RecordId::Map) {
        drop_stances_without_goal(draft);
    }
    Ok(Outcome::named(name).joining(coalesce.cloned()))
}

pub(super) fn edit_map(draft: &mut Draft, map: &MapInfo) -> Result<Outcome, CommandError> {
    draft.set(RecordId::Map, Some(text::cleaned(&map.clone().into())))?;
    drop_stances_without_goal(draft);
    Ok(Outcome::named("Edit map"))
}

/// A goal that is no longer the map's takes the stances on it along.
fn drop_stances_without_goal(draft: &mut Draft) {
    let goals: BTreeSet<GoalId> = draft.map().goals.iter().map(|goal| goal.id.clone()).collect();
    let concerned: Vec<OrganisationId> = draft
        .organisations()
        .iter()
        .filter(|(_, it)| it.stances.iter().any(|stance| !goals.contains(&stance.goal)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in concerned {
        draft.change_organisation(&id, |it| it.stances.retain(|stance| goals.contains(&stance.goal)));
    }
}

pub(super) fn transaction(
    draft: &mut Draft,
    name: &str,
    transaction: &Transaction,
) -> Result<Outcome, CommandError> {
    draft.apply(transaction)?;
    Ok(Outcome::named(name))
}
