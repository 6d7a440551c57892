//! In which group each member is: in one at most, and no group within itself. Must not know how groups are read.

use std::collections::BTreeMap;

use crate::model::{GroupId, Member, Record, RecordId};

/// The group around each member that has one.
pub(super) struct Homes(BTreeMap<Member, GroupId>);

impl Homes {
    /// As groups are by now.
    pub(super) fn of(records: &[(RecordId, Record)]) -> Self {
        let groups = records.iter().filter_map(|(id, record)| match (id, record) {
            (RecordId::Group(id), Record::Group(group)) => Some((id, group)),
            _ => None,
        });
        Self(groups.flat_map(|(id, group)| group.members.iter().map(|it| (it.clone(), id.clone()))).collect())
    }

    /// Whether a member comes to a group; not when it is in one already, or the group is within the member itself.
    pub(super) fn moves_in(&mut self, member: &Member, group: &GroupId) -> bool {
        if self.0.contains_key(member) {
            return false;
        }
        let mut around = Some(group.clone());
        while let Some(id) = around {
            let it = Member::Group(id);
            if it == *member {
                return false;
            }
            around = self.0.get(&it).cloned();
        }
        self.0.insert(member.clone(), group.clone());
        true
    }
}
