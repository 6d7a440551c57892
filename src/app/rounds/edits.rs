//! The edits that towers, agreements, stances and goals ask for. Each is one command.
//! Must not know which key or button asked.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    app::intent::Notice,
    editor::{Command, CommandError, Session},
    model::{
        Date, Document, Goal, GoalId, Influence, MapInfo, Organisation, OrganisationId, Position, Record,
        RecordId, Stance,
    },
};

/// A tower after one stone more or less. Where nobody said anything yet, a stone more is one and a stone less is none
/// at all, which is a statement too.
#[must_use]
pub(super) fn stepped(height: Option<u32>, up: bool) -> u32 {
    match (height, up) {
        (None, up) => u32::from(up),
        (Some(height), true) => height.saturating_add(1),
        (Some(height), false) => height.saturating_sub(1),
    }
}

/// The tower of an organisation, if a room built one.
pub(super) fn height(document: &Document, id: &OrganisationId) -> Option<u32> {
    document.organisation(id)?.influence.as_ref().map(|influence| influence.height)
}

/// `Arts Council England`; words in its place where it has no name yet.
pub(super) fn name_of(document: &Document, id: &OrganisationId) -> String {
    match document.organisation(id) {
        Some(organisation) if !organisation.name.trim().is_empty() => organisation.name.clone(),
        _ => "Unnamed organisation".to_owned(),
    }
}

/// An edit of organisations; locked ones stay as they are. None where it changes nothing.
///
/// # Errors
/// When all of them are locked.
pub(super) fn change(
    document: &Document,
    ids: &[OrganisationId],
    (name, coalesce): (&str, Option<&str>),
    edit: impl Fn(&mut Organisation),
) -> Result<Option<Command>, CommandError> {
    let there: Vec<_> = ids.iter().filter_map(|id| document.organisation(id).map(|it| (id, it))).collect();
    if !there.is_empty() && there.iter().all(|(_, organisation)| organisation.locked) {
        return Err(match &there[..] {
            [(id, _)] => CommandError::Locked(format!("“{}”", name_of(document, id))),
            _ => CommandError::AllLocked,
        });
    }
    let mut records = Vec::new();
    for (id, organisation) in there.into_iter().filter(|(_, organisation)| !organisation.locked) {
        let mut edited = Organisation::clone(organisation);
        edit(&mut edited);
        if edited != **organisation {
            records.push((RecordId::Organisation(id.clone()), Record::from(edited)));
        }
    }
    let key = coalesce.map(|key| {
        let ids: Vec<&str> = records.iter().map(|(id, _)| id.as_str()).collect();
        format!("{key} of {}", ids.join(" "))
    });
    let command = Command::Replace { name: name.to_owned(), records, coalesce: key };
    Ok(Some(command)
        .filter(|command| !matches!(command, Command::Replace { records, .. } if records.is_empty())))
}

/// A stone more or less for each; quick presses are one step.
///
/// # Errors
/// When all of them are locked.
pub(super) fn influence(
    document: &Document,
    ids: &[OrganisationId],
    up: bool,
) -> Result<Option<Command>, CommandError> {
    change(document, ids, ("Set influence", Some("influence")), |organisation| {
        let height = stepped(organisation.influence.as_ref().map(|influence| influence.height), up);
        organisation.influence.get_or_insert_with(Influence::default).height = height;
    })
}

/// The room has agreed on these towers: when, and who where nobody is named yet.
///
/// # Errors
/// When all of them are locked.
pub(super) fn agreed(
    document: &Document,
    ids: &[OrganisationId],
    who: &str,
    when: Option<Date>,
) -> Result<Option<Command>, CommandError> {
    change(document, ids, ("Agree on influence", None), |organisation| {
        if let Some(influence) = &mut organisation.influence {
            influence.when = when.or(influence.when);
            if influence.agreed_by.is_empty() {
                influence.agreed_by = who.to_owned();
            }
        }
    })
}

/// Where these stand on a goal; nowhere takes the stance away.
///
/// # Errors
/// When all of them are locked.
pub(super) fn stance(
    document: &Document,
    ids: &[OrganisationId],
    goal: &GoalId,
    position: Option<Position>,
) -> Result<Option<Command>, CommandError> {
    change(document, ids, ("Set stance", None), |organisation| {
        let at = organisation.stances.iter().position(|stance| stance.goal == *goal);
        match (at, position) {
            (Some(at), Some(position)) => organisation.stances[at].position = position,
            (Some(at), None) => drop(organisation.stances.remove(at)),
            (None, Some(position)) => organisation.stances.push(Stance { goal: goal.clone(), position }),
            (None, None) => {}
        }
    })
}

/// Where an organisation stands on a goal.
pub(super) fn stance_of(organisation: &Organisation, goal: &GoalId) -> Option<Position> {
    organisation.stances.iter().find(|stance| stance.goal == *goal).map(|stance| stance.position)
}

/// An edit of the map's goals; stances on one that goes go with it.
pub(super) fn goals(
    document: &Document,
    (name, coalesce): (&str, Option<String>),
    edit: impl FnOnce(&mut Vec<Goal>),
) -> Command {
    let mut map = MapInfo::clone(document.map());
    edit(&mut map.goals);
    Command::Replace { name: name.to_owned(), records: vec![(RecordId::Map, map.into())], coalesce }
}

/// A stone more or less for what is selected.
pub(super) fn step_influence(session: &mut Session, up: bool) -> Option<Notice> {
    let ids = session.selection().organisations();
    let command = influence(session.document(), &ids, up);
    perform(session, command)
}

/// Carries an edit out; why it was refused.
pub(super) fn perform(
    session: &mut Session,
    command: Result<Option<Command>, CommandError>,
) -> Option<Notice> {
    let done =
        command.and_then(|command| command.map_or(Ok(()), |command| session.perform(command).map(drop)));
    done.err().map(|error| Notice::refused(&error, session))
}

/// The day it is, in universal time. Asked only when somebody presses a button that says *now*.
pub(super) fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    day_of(i64::try_from(seconds / 86_400).ok()?)
}

/// The day so many days after 1 January 1970: counted in years that begin in March, so that a leap day comes last.
fn day_of(days: i64) -> Option<Date> {
    const ERA: i64 = 146_097;
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(ERA), shifted.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / (ERA - 1)) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = i16::try_from(year + era * 400 + next).ok()?;
    Date::new(year, u8::try_from(month).ok(), u8::try_from(of_month).ok()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_has_them() {
        for (days, date) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (19_722, "2023-12-31"),
            (19_723, "2024-01-01"),
            (20_000, "2024-10-04"),
        ] {
            assert_eq!(day_of(days).map(|day| day.to_string()).as_deref(), Some(date), "{days}");
        }
    }

    #[test]
    fn a_tower_that_nobody_built_differs_from_one_without_stones() {
        for (height, up, expected) in
            [(None, true, 1), (None, false, 0), (Some(0), false, 0), (Some(0), true, 1), (Some(3), false, 2)]
        {
            assert_eq!(stepped(height, up), expected, "{height:?} {up}");
        }
    }
}
