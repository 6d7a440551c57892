//! What is not drawn by itself because a collapsed group stands for it. Must not know how that group is drawn.

use std::collections::BTreeMap;

use super::{Document, GroupId, MOST_GROUP_LEVELS, Member, RecordId};

impl Document {
    /// Organisations and groups within collapsed groups, and flows between members of the same, each with the
    /// outermost collapsed group, which is drawn instead.
    #[must_use]
    pub fn collapsed_into(&self) -> BTreeMap<RecordId, GroupId> {
        let mut within = BTreeMap::new();
        if !self.groups().values().any(|group| group.collapsed) {
            return within;
        }
        let mut parents: BTreeMap<&GroupId, &GroupId> = BTreeMap::new();
        for (id, group) in self.groups() {
            for member in &group.members {
                if let Member::Group(child) = member {
                    parents.insert(child, id);
                }
            }
        }
        for (id, group) in self.groups() {
            let Some(outermost) = self.outermost_collapsed(id, &parents) else { continue };
            if outermost != id {
                within.insert(RecordId::Group(id.clone()), outermost.clone());
            }
            for member in &group.members {
                if let Member::Organisation(organisation) = member {
                    within.insert(RecordId::Organisation(organisation.clone()), outermost.clone());
                }
            }
        }
        let group_of = |id: &_| within.get(&RecordId::Organisation(Clone::clone(id))).cloned();
        let flows: Vec<_> = self
            .flows()
            .iter()
            .filter_map(|(id, flow)| Some((id, group_of(&flow.from)?, group_of(&flow.to)?)))
            .filter(|(_, from, to)| from == to)
            .map(|(id, group, _)| (RecordId::Flow(id.clone()), group))
            .collect();
        within.extend(flows);
        within
    }

    /// The outermost collapsed one of a group and those that hold it.
    fn outermost_collapsed<'a>(
        &self,
        id: &'a GroupId,
        parents: &BTreeMap<&'a GroupId, &'a GroupId>,
    ) -> Option<&'a GroupId> {
        let mut outermost = None;
        let mut current = Some(id);
        // Membership is a forest; a damaged one must not hold us for ever.
        for _ in 0..=MOST_GROUP_LEVELS {
            let Some(at) = current else { break };
            if self.group(at).is_some_and(|group| group.collapsed) {
                outermost = Some(at);
            }
            current = parents.get(at).copied();
        }
        outermost
    }
}
