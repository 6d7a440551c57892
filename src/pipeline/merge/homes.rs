//! Merging membership: the group in which an organisation or a group lies is a value of its own, since it lies in one
//! only. Must not know how other values are merged.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{Side, stands};
use crate::model::{Conflict, Document, GroupId, MOST_GROUP_LEVELS, Member, RecordId};

/// As what a conflict names the group in which something lies.
pub const GROUP_FIELD: &str = "group";

/// Who lies in which group.
pub(super) type Homes = BTreeMap<Member, GroupId>;

/// The homes of a map.
pub(super) fn homes(document: &Document) -> Homes {
    let members =
        document.groups().iter().flat_map(|(id, group)| group.members.iter().map(move |it| (it, id)));
    members.map(|(member, id)| (member.clone(), id.clone())).collect()
}

/// The record of a member.
pub(super) fn record_of(member: &Member) -> RecordId {
    match member {
        Member::Organisation(id) => RecordId::Organisation(id.clone()),
        Member::Group(id) => RecordId::Group(id.clone()),
    }
}

/// The maps and their homes.
pub(super) struct Sides<'a> {
    pub base: (&'a Document, Homes),
    pub ours: (&'a Document, Homes),
    pub theirs: (&'a Document, Homes),
}

/// Where everybody lies after the merge.
#[derive(Default)]
pub(super) struct Housed {
    pub homes: Homes,
    pub conflicts: Vec<Conflict>,
    /// Who is not in the merged map, and was newly put into a group that is: they come back.
    pub wanted: BTreeSet<RecordId>,
}

impl Sides<'_> {
    /// Whether a side put somebody into a group that was not there before.
    pub fn gained(&self, side: Side, group: &GroupId) -> bool {
        let (_, homes) = self.of(side);
        homes.iter().any(|(member, home)| home == group && self.base.1.get(member) != Some(group))
    }

    fn of(&self, side: Side) -> &(&Document, Homes) {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Where a side wants a member to lie. Who deleted the member, or its group, which stays all the same, has no say.
    fn opinion(
        &self,
        side: Side,
        member: &Member,
        is_there: &impl Fn(&RecordId) -> bool,
    ) -> Option<&GroupId> {
        let (document, homes) = self.of(side);
        let before = self.base.1.get(member);
        if !document.contains(&record_of(member)) {
            return before;
        }
        let now = homes.get(member);
        if let Some(group) = before
            && document.group(group).is_none()
            && is_there(&RecordId::Group(group.clone()))
            && now == self.base.1.get(&Member::Group(group.clone()))
        {
            return before;
        }
        now
    }

    /// Who lies where in a map of which only this is there.
    pub fn house(&self, is_there: impl Fn(&RecordId) -> bool) -> Housed {
        let mut housed = Housed::default();
        let members: BTreeSet<&Member> =
            self.base.1.keys().chain(self.ours.1.keys()).chain(self.theirs.1.keys()).collect();
        for member in members {
            let before = self.base.1.get(member);
            let ours = self.opinion(Side::Ours, member, &is_there);
            let theirs = self.opinion(Side::Theirs, member, &is_there);
            let group = match (ours, theirs) {
                _ if ours == theirs || before == theirs => ours,
                _ if before == ours => theirs,
                (Some(one), Some(other)) if stands(one.as_str(), other.as_str()) == Side::Theirs => theirs,
                _ => ours.or(theirs),
            };
            let Some(group) = group.filter(|group| is_there(&RecordId::Group((*group).clone()))) else {
                continue;
            };
            let record = record_of(member);
            if is_there(&record) {
                housed.homes.insert(member.clone(), group.clone());
                if ours != theirs && before != theirs && before != ours {
                    housed.conflicts.push(conflict(record, ours, theirs));
                }
            } else if before != Some(group) {
                housed.wanted.insert(record);
            }
        }
        self.cut(&mut housed, &is_there);
        housed
    }

    /// Takes groups out of others where, together, the sides put a group into itself or too deep into others.
    fn cut(&self, housed: &mut Housed, is_there: &impl Fn(&RecordId) -> bool) {
        while let Some(member) = self.worst(&housed.homes) {
            let ours = self.opinion(Side::Ours, &member, is_there);
            let theirs = self.opinion(Side::Theirs, &member, is_there);
            let record = record_of(&member);
            housed.homes.remove(&member);
            housed.conflicts.retain(|conflict| conflict.record != record);
            housed.conflicts.push(conflict(record, ours, theirs));
        }
    }

    /// The first group that has to leave the one it lies in.
    fn worst(&self, homes: &Homes) -> Option<Member> {
        let groups: BTreeSet<&Member> =
            homes.keys().filter(|member| matches!(member, Member::Group(_))).collect();
        let above = |member: &Member| homes.get(member).map(|id| Member::Group(id.clone()));
        for group in groups {
            let mut way = vec![group.clone()];
            while let Some(next) = way.last().and_then(above) {
                if let Some(start) = way.iter().position(|other| *other == next) {
                    let ring = &way[start..];
                    let is_new = |member: &&Member| homes.get(*member) != self.base.1.get(*member);
                    return ring.iter().filter(is_new).min().or_else(|| ring.iter().min()).cloned();
                }
                way.push(next);
                if way.len() > MOST_GROUP_LEVELS {
                    return Some(group.clone());
                }
            }
        }
        None
    }
}

fn conflict(record: RecordId, ours: Option<&GroupId>, theirs: Option<&GroupId>) -> Conflict {
    let raw = |group: Option<&GroupId>| group.map(|id| format!("\"{id}\"")).unwrap_or_default();
    Conflict { record, field: GROUP_FIELD.to_owned(), ours: raw(ours), theirs: raw(theirs) }
}
