//! Edits of groups. Membership is a forest: each member in one group, no group within itself.
//! Must not know how a group is drawn.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::model::{Document, Group, GroupId, Member, OrganisationId, RecordId};

use super::{CommandError, Draft, Outcome, note, text};

/// In which group each member is.
pub(super) fn homes(document: &Document) -> BTreeMap<Member, GroupId> {
    let members = |(id, group): (&GroupId, &Arc<Group>)| {
        let id = id.clone();
        group.members.clone().into_iter().map(move |member| (member, id.clone()))
    };
    document.groups().iter().flat_map(members).collect()
}

/// The groups above a member, the nearest first.
fn above(homes: &BTreeMap<Member, GroupId>, member: &Member) -> Vec<GroupId> {
    let mut found = Vec::new();
    let mut next = homes.get(member);
    while let Some(group) = next.filter(|group| !found.contains(*group)) {
        found.push(group.clone());
        next = homes.get(&Member::Group(group.clone()));
    }
    found
}

/// The organisations in a group and in the groups within it.
pub(in crate::editor) fn organisations_of(document: &Document, id: &GroupId) -> BTreeSet<OrganisationId> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![id.clone()];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for member in document.group(&id).iter().flat_map(|group| &group.members) {
            match member {
                Member::Organisation(id) => {
                    found.insert(id.clone());
                }
                Member::Group(id) => waiting.push(id.clone()),
            }
        }
    }
    found
}

/// What lies in these groups, however deep, whatever else the groups within hold.
pub(in crate::editor) fn inside(document: &Document, groups: &BTreeSet<&GroupId>) -> BTreeSet<RecordId> {
    if groups.is_empty() {
        return BTreeSet::new();
    }
    let homes = homes(document);
    let is_inside = |member: &&Member| above(&homes, member).iter().any(|id| groups.contains(id));
    homes.keys().filter(is_inside).map(record).collect()
}

fn member(id: &RecordId) -> Option<Member> {
    match id {
        RecordId::Organisation(id) => Some(Member::Organisation(id.clone())),
        RecordId::Group(id) => Some(Member::Group(id.clone())),
        _ => None,
    }
}

fn record(member: &Member) -> RecordId {
    match member {
        Member::Organisation(id) => RecordId::Organisation(id.clone()),
        Member::Group(id) => RecordId::Group(id.clone()),
    }
}

fn change(draft: &mut Draft, id: &GroupId, change: impl FnOnce(&mut Group)) {
    if let Some(group) = draft.group(id) {
        let mut group = Group::clone(group);
        change(&mut group);
        draft.put(RecordId::Group(id.clone()), group);
    }
}

/// Those of the records that can be members, without what lies in a group that is among them; all there.
fn outermost(draft: &Draft, ids: &[RecordId]) -> Result<Vec<Member>, CommandError> {
    let members: BTreeSet<Member> = ids.iter().filter_map(member).collect();
    for member in &members {
        draft.need(&record(member))?;
    }
    let homes = homes(draft);
    let is_inside =
        |member: &Member| above(&homes, member).iter().any(|id| members.contains(&Member::Group(id.clone())));
    Ok(members.iter().filter(|member| !is_inside(member)).cloned().collect())
}

pub(super) fn add(draft: &mut Draft, label: &str, ids: &[RecordId]) -> Result<Outcome, CommandError> {
    let members = outermost(draft, ids)?;
    if members.is_empty() {
        return Err(CommandError::Nothing("group: select organisations first"));
    }
    let homes = homes(draft);
    let parents: BTreeSet<Option<&GroupId>> = members.iter().map(|member| homes.get(member)).collect();
    let parent = parents.first().copied().flatten().filter(|_| parents.len() == 1).cloned();
    let mut label = label.trim().to_owned();
    text::clean(&mut label);
    let id = draft.new_group_id(&label, |_| false);
    take_out(draft, &members.iter().cloned().collect(), parent.as_ref());
    draft.put(RecordId::Group(id.clone()), Group { label, members, ..Group::default() });
    if let Some(parent) = parent {
        change(draft, &parent, |group| insert(group, [Member::Group(id.clone())]));
    }
    Ok(Outcome::named("Group").selecting([id]))
}

fn insert(group: &mut Group, members: impl IntoIterator<Item = Member>) {
    let all: BTreeSet<Member> = group.members.drain(..).chain(members).collect();
    group.members = all.into_iter().collect();
}

/// Takes members out of whatever group they are in. A group that has lost its last member goes, and so upward, unless
/// it is to be kept.
pub(super) fn take_out(draft: &mut Draft, members: &BTreeSet<Member>, keep: Option<&GroupId>) {
    let homes = homes(draft);
    let losing: BTreeSet<&GroupId> = members.iter().filter_map(|member| homes.get(member)).collect();
    let mut emptied = Vec::new();
    for id in losing {
        change(draft, id, |group| group.members.retain(|member| !members.contains(member)));
        if keep != Some(id) && draft.group(id).is_some_and(|group| group.members.is_empty()) {
            emptied.push(id.clone());
        }
    }
    if emptied.is_empty() {
        return;
    }
    let gone: BTreeSet<RecordId> = emptied.iter().cloned().map(RecordId::Group).collect();
    note::free_from(draft, &gone);
    let gone_members: BTreeSet<Member> = emptied.into_iter().map(Member::Group).collect();
    take_out(draft, &gone_members, keep);
    for id in gone {
        draft.remove(id);
    }
}

pub(super) fn ungroup(draft: &mut Draft, ids: &[GroupId]) -> Result<Outcome, CommandError> {
    if ids.is_empty() {
        return Err(CommandError::Nothing("ungroup: select a group first"));
    }
    let mut freed = Vec::new();
    for id in ids {
        freed.extend(dissolve(draft, id)?);
    }
    let is_there = |member: &Member| draft.contains(&record(member));
    let targets: Vec<_> =
        freed.iter().filter(|m| is_there(m)).filter_map(|m| super::Target::of(&record(m))).collect();
    Ok(Outcome::named("Ungroup").selecting(targets))
}

/// Takes a group away; its members go to the group above. They are returned.
pub(super) fn dissolve(draft: &mut Draft, id: &GroupId) -> Result<Vec<Member>, CommandError> {
    let this = RecordId::Group(id.clone());
    let members = match draft.group(id) {
        Some(group) => group.members.clone(),
        None => return Err(CommandError::NotThere(this)),
    };
    note::free_from(draft, &BTreeSet::from([this.clone()]));
    let parent = homes(draft).get(&Member::Group(id.clone())).cloned();
    draft.remove(this);
    if let Some(parent) = parent {
        change(draft, &parent, |group| {
            group.members.retain(|member| *member != Member::Group(id.clone()));
            insert(group, members.iter().cloned());
        });
        if draft.group(&parent).is_some_and(|group| group.members.is_empty()) {
            dissolve(draft, &parent)?;
        }
    }
    Ok(members)
}

pub(super) fn add_members(
    draft: &mut Draft,
    id: &GroupId,
    ids: &[RecordId],
) -> Result<Outcome, CommandError> {
    draft.need(&RecordId::Group(id.clone()))?;
    let members = outermost(draft, ids)?;
    if members.is_empty() {
        return Err(CommandError::Nothing("add to the group: select organisations first"));
    }
    let mut forbidden = above(&homes(draft), &Member::Group(id.clone()));
    forbidden.push(id.clone());
    if members.iter().any(|member| matches!(member, Member::Group(group) if forbidden.contains(group))) {
        return Err(CommandError::GroupInItself(id.clone()));
    }
    take_out(draft, &members.iter().cloned().collect(), Some(id));
    // The group may have lain in one that was emptied and is gone; it is kept itself.
    change(draft, id, |group| insert(group, members));
    Ok(Outcome::named("Add to group").selecting([id.clone()]))
}

pub(super) fn remove_members(draft: &mut Draft, ids: &[RecordId]) -> Result<Outcome, CommandError> {
    let members = outermost(draft, ids)?;
    let homes = homes(draft);
    if !members.iter().any(|member| homes.contains_key(member)) {
        return Err(CommandError::Nothing("take out of a group"));
    }
    take_out(draft, &members.into_iter().collect(), None);
    Ok(Outcome::named("Take out of group"))
}
