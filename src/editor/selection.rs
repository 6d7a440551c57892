//! What is selected: an ordered set of what stands on the canvas.
//! Must not know how something came to be selected.

use std::collections::BTreeSet;

use crate::model::{AreaId, Document, FlowId, GroupId, NoteId, OrganisationId, RecordId};

/// Something on the canvas that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An organisation.
    Organisation(OrganisationId),
    /// A flow.
    Flow(FlowId),
    /// A group.
    Group(GroupId),
    /// A note.
    Note(NoteId),
    /// A band or column; it lives in the map's own record.
    Area(AreaId),
}

impl Target {
    /// The record it is; none for an area, which is a part of the map's own.
    #[must_use]
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::Organisation(id) => Some(RecordId::Organisation(id.clone())),
            Self::Flow(id) => Some(RecordId::Flow(id.clone())),
            Self::Group(id) => Some(RecordId::Group(id.clone())),
            Self::Note(id) => Some(RecordId::Note(id.clone())),
            Self::Area(_) => None,
        }
    }

    /// What stands on the canvas for this record; none for those that are not drawn, such as evidence.
    #[must_use]
    pub fn of(record: &RecordId) -> Option<Self> {
        match record {
            RecordId::Organisation(id) => Some(Self::Organisation(id.clone())),
            RecordId::Flow(id) => Some(Self::Flow(id.clone())),
            RecordId::Group(id) => Some(Self::Group(id.clone())),
            RecordId::Note(id) => Some(Self::Note(id.clone())),
            RecordId::Map
            | RecordId::Sector(_)
            | RecordId::Scale(_)
            | RecordId::Family(_)
            | RecordId::FlowKind(_)
            | RecordId::Evidence(_)
            | RecordId::View(_) => None,
        }
    }

    /// Whether it is there.
    #[must_use]
    pub fn exists_in(&self, document: &Document) -> bool {
        match self {
            Self::Area(id) => document.map().areas.iter().any(|area| area.id == *id),
            other => other.record().is_some_and(|id| document.contains(&id)),
        }
    }
}

macro_rules! from_id {
    ($($kind:ident: $id:ty),*) => {$(
        impl From<$id> for Target {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        }
    )*};
}

from_id! { Organisation: OrganisationId, Flow: FlowId, Group: GroupId, Note: NoteId, Area: AreaId }

/// What is selected, in the order in which it was; nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    targets: Vec<Target>,
    /// The same, to be found quickly: a whole map may be selected.
    members: BTreeSet<Target>,
}

impl FromIterator<Target> for Selection {
    fn from_iter<T: IntoIterator<Item = Target>>(targets: T) -> Self {
        let mut selection = Self::default();
        for target in targets {
            selection.add(target);
        }
        selection
    }
}

impl Selection {
    /// Only this one.
    #[must_use]
    pub fn one(target: Target) -> Self {
        Self { members: BTreeSet::from([target.clone()]), targets: vec![target] }
    }

    /// All of it, in order.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The records selected, in order; areas are no records.
    #[must_use]
    pub fn records(&self) -> Vec<RecordId> {
        self.targets.iter().filter_map(Target::record).collect()
    }

    /// The organisations selected, in order.
    #[must_use]
    pub fn organisations(&self) -> Vec<OrganisationId> {
        let id = |target: &Target| match target {
            Target::Organisation(id) => Some(id.clone()),
            _ => None,
        };
        self.targets.iter().filter_map(id).collect()
    }

    /// The flows selected, in order.
    #[must_use]
    pub fn flows(&self) -> Vec<FlowId> {
        let id = |target: &Target| match target {
            Target::Flow(id) => Some(id.clone()),
            _ => None,
        };
        self.targets.iter().filter_map(id).collect()
    }

    /// The areas selected, in order.
    #[must_use]
    pub fn areas(&self) -> Vec<AreaId> {
        let id = |target: &Target| match target {
            Target::Area(id) => Some(id.clone()),
            _ => None,
        };
        self.targets.iter().filter_map(id).collect()
    }

    /// The one thing selected, if it is one.
    #[must_use]
    pub fn only(&self) -> Option<&Target> {
        match self.targets.as_slice() {
            [target] => Some(target),
            _ => None,
        }
    }

    /// What was selected last.
    #[must_use]
    pub fn last(&self) -> Option<&Target> {
        self.targets.last()
    }

    /// Whether this is selected.
    #[must_use]
    pub fn contains(&self, target: &Target) -> bool {
        self.members.contains(target)
    }

    /// Whether this record is selected.
    #[must_use]
    pub fn contains_record(&self, id: &RecordId) -> bool {
        Target::of(id).is_some_and(|target| self.contains(&target))
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// How much is.
    #[must_use]
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Puts it last unless it is in already.
    pub fn add(&mut self, target: Target) {
        if self.members.insert(target.clone()) {
            self.targets.push(target);
        }
    }

    /// In if it was out, out if it was in.
    pub fn toggle(&mut self, target: Target) {
        if self.members.remove(&target) {
            self.targets.retain(|other| *other != target);
        } else {
            self.add(target);
        }
    }

    /// Drops what is no longer in the map.
    pub fn drop_vanished(&mut self, document: &Document) {
        self.targets.retain(|target| target.exists_in(document));
        self.members.retain(|target| target.exists_in(document));
    }

    /// The same selection where records have got other ids.
    pub(super) fn renamed(&self, rename: impl Fn(RecordId) -> RecordId) -> Self {
        let one = |target: &Target| target.record().map(&rename).and_then(|id| Target::of(&id));
        self.targets.iter().map(|target| one(target).unwrap_or_else(|| target.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_order_and_holds_nothing_twice() {
        let organisation = |id: &'static str| Target::Organisation(OrganisationId::literal(id));
        let mut selection: Selection = ["b", "a", "b"].map(organisation).into_iter().collect();
        assert_eq!(selection.organisations().len(), 2);
        assert_eq!(selection.last(), Some(&organisation("a")));
        selection.toggle(organisation("b"));
        assert_eq!(selection.only(), Some(&organisation("a")));
        selection.toggle(organisation("b"));
        assert_eq!(selection.targets(), [organisation("a"), organisation("b")]);
        selection.drop_vanished(&Document::default());
        assert!(selection.is_empty());
    }
}
