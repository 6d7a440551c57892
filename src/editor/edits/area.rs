//! Edits of the map's own lists: areas and goals.
//! Must not know what stands within an area.

use crate::model::{Area, AreaId, Goal, GoalId, slug};

use super::{CommandError, Draft, Outcome, text};

/// The first of `base`, `base-2` ... that is free.
fn free_id<Id>(base: &str, make: impl Fn(&str) -> Option<Id>, is_taken: impl Fn(&Id) -> bool) -> Option<Id> {
    let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(numbered).find_map(|text| make(&text).filter(|id| !is_taken(id)))
}

pub(super) fn add(draft: &mut Draft, area: &Area) -> Result<Outcome, CommandError> {
    let mut area = area.clone();
    text::clean(&mut area.title);
    let base = match &area.meaning {
        crate::model::AreaMeaning::Scale(id) if area.title.is_empty() => id.to_string(),
        crate::model::AreaMeaning::Sector(id) if area.title.is_empty() => id.to_string(),
        _ => slug(&area.title, "area"),
    };
    let taken = |id: &AreaId| draft.map().areas.iter().any(|other| other.id == *id);
    if let Some(id) = free_id(&base, |text| AreaId::new(text).ok(), taken) {
        area.id = id;
    }
    let id = area.id.clone();
    draft.change_map(|map| map.areas.push(area));
    Ok(Outcome::named("Add area").selecting([id]))
}

pub(super) fn edit(draft: &mut Draft, area: &Area) -> Result<Outcome, CommandError> {
    need(draft, &area.id)?;
    let mut area = area.clone();
    text::clean(&mut area.title);
    draft.change_map(|map| {
        for old in map.areas.iter_mut().filter(|old| old.id == area.id) {
            old.clone_from(&area);
        }
    });
    Ok(Outcome::named("Edit area"))
}

pub(super) fn need(draft: &Draft, id: &AreaId) -> Result<Area, CommandError> {
    let found = draft.map().areas.iter().find(|area| area.id == *id);
    found.cloned().ok_or_else(|| CommandError::NoArea(id.clone()))
}

pub(super) fn delete(draft: &mut Draft, ids: &[AreaId]) -> Result<Outcome, CommandError> {
    if ids.is_empty() {
        return Err(CommandError::Nothing("delete"));
    }
    for id in ids {
        need(draft, id)?;
    }
    draft.change_map(|map| map.areas.retain(|area| !ids.contains(&area.id)));
    let name = if ids.len() == 1 { "Delete area".to_owned() } else { format!("Delete {} areas", ids.len()) };
    Ok(Outcome::named(name))
}

pub(super) fn add_goal(draft: &mut Draft, words: &str) -> Result<Outcome, CommandError> {
    let mut words = words.trim().to_owned();
    text::clean(&mut words);
    if words.is_empty() {
        return Err(CommandError::Nothing("add as a goal"));
    }
    let taken = |id: &GoalId| draft.map().goals.iter().any(|other| other.id == *id);
    if let Some(id) = free_id(&slug(&words, "goal"), |text| GoalId::new(text).ok(), taken) {
        draft.change_map(|map| map.goals.push(Goal { id, text: words }));
    }
    Ok(Outcome::named("Add goal"))
}
