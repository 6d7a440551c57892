//! What must hold of groups: each member in one of them, none within itself, none too deep.
//! Must not know the other records' fields.

use std::collections::BTreeMap;

use super::{
    super::{GroupId, Member, RecordId},
    Check,
};

/// Groups may lie within one another this deep. More is no map, and would be too deep for those who walk down them.
pub const MOST_GROUP_LEVELS: usize = 64;

impl<'a> Check<'a> {
    pub(super) fn groups(&mut self) {
        let document = self.document;
        let mut home: BTreeMap<&Member, &GroupId> = BTreeMap::new();
        for (id, group) in document.groups() {
            self.record = RecordId::Group(id.clone());
            self.text("label", &group.label);
            self.style(&group.style);
            self.evidence(&group.evidence);
            for member in &group.members {
                let which = match member {
                    Member::Organisation(id) => RecordId::Organisation(id.clone()),
                    Member::Group(id) => RecordId::Group(id.clone()),
                };
                self.exists("members", &which);
                if let Some(other) = home.insert(member, id) {
                    self.error("members", format!("{which} is a member twice, here and in group `{other}`"));
                }
            }
        }
        self.forest(&home);
    }

    /// Every group once, from the outermost inwards.
    fn forest(&mut self, home: &BTreeMap<&'a Member, &'a GroupId>) {
        let mut within: BTreeMap<&GroupId, Vec<&GroupId>> = BTreeMap::new();
        let mut levels: BTreeMap<&GroupId, Option<usize>> =
            self.document.groups().keys().map(|id| (id, Some(1))).collect();
        for (member, parent) in home {
            if let Member::Group(id) = member {
                within.entry(parent).or_default().push(id);
                levels.entry(id).and_modify(|level| *level = None);
            }
        }
        let mut waiting: Vec<(&GroupId, usize)> =
            levels.iter().filter_map(|(id, level)| level.map(|level| (*id, level))).collect();
        while let Some((id, level)) = waiting.pop() {
            levels.insert(id, Some(level));
            waiting.extend(within.get(id).into_iter().flatten().map(|inner| (*inner, level + 1)));
        }
        for (id, level) in levels {
            self.record = RecordId::Group(id.clone());
            match level {
                // Nobody came by from outside: it lies on a ring, or hangs from one.
                None => self.error("members", format!("group `{id}` lies within itself")),
                Some(level) if level > MOST_GROUP_LEVELS => {
                    self.error("", format!("groups are nested deeper than {MOST_GROUP_LEVELS}"));
                }
                Some(_) => {}
            }
        }
    }
}
