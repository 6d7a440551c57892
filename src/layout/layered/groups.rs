//! The groups of a map as a tree over some organisations: what must stand together. Must not know layers.

use std::collections::BTreeMap;

use crate::{layout::Problem, model::Member};

/// Stands for no group at all.
pub(super) const NO_GROUP: usize = usize::MAX;

/// Groups with two members or more, and whose member everyone is.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// The group round each group.
    pub(super) parent: Vec<usize>,
    /// The innermost group of each organisation.
    pub(super) home: Vec<usize>,
}

impl Groups {
    /// The groups of these organisations, told by their places in `nodes`.
    pub(super) fn new(problem: &Problem<'_>, nodes: &[usize]) -> Self {
        let index: BTreeMap<_, usize> =
            nodes.iter().enumerate().map(|(index, node)| (problem.ids[*node], index)).collect();
        let groups = problem.document.groups();
        let number: BTreeMap<_, usize> = groups.keys().enumerate().map(|(number, id)| (id, number)).collect();
        let mut all = Self { parent: vec![NO_GROUP; groups.len()], home: vec![NO_GROUP; nodes.len()] };
        for (own, group) in groups.values().enumerate() {
            for member in &group.members {
                match member {
                    Member::Organisation(id) => {
                        if let Some(node) = index.get(id) {
                            all.home[*node] = own;
                        }
                    }
                    Member::Group(id) => {
                        let inner = number.get(id).copied().filter(|inner| !all.is_within(own, *inner));
                        if let Some(inner) = inner {
                            all.parent[inner] = own;
                        }
                    }
                }
            }
        }
        all.without_small()
    }

    /// The same for some of the organisations.
    pub(super) fn of(&self, nodes: &[usize]) -> Self {
        let home = nodes.iter().map(|node| self.home[*node]).collect();
        Self { parent: self.parent.clone(), home }.without_small()
    }

    /// Drops groups with fewer than two organisations here; what they hold goes to the group round them.
    fn without_small(mut self) -> Self {
        let mut members = vec![0_usize; self.parent.len()];
        for home in &self.home {
            for group in self.outward(*home) {
                members[group] += 1;
            }
        }
        let kept: Vec<usize> = (0..self.parent.len()).filter(|group| members[*group] > 1).collect();
        let renamed = |all: &Self, group: usize| {
            let kept_one = all.outward(group).find(|group| members[*group] > 1);
            kept_one.and_then(|group| kept.binary_search(&group).ok()).unwrap_or(NO_GROUP)
        };
        let parent = kept.iter().map(|group| renamed(&self, self.parent[*group])).collect();
        let home = self.home.iter().map(|home| renamed(&self, *home)).collect();
        self.parent = parent;
        self.home = home;
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parent.is_empty()
    }

    /// A group, the one round it, and so on.
    pub(super) fn outward(&self, group: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent.get(group).map(|_| group), |group| {
            Some(self.parent[*group]).filter(|parent| *parent != NO_GROUP)
        })
    }

    /// Whether one group is the other or lies in it; everything lies in no group.
    pub(super) fn is_within(&self, group: usize, round: usize) -> bool {
        round == NO_GROUP || self.outward(group).any(|one| one == round)
    }

    /// The innermost group round both.
    pub(super) fn round_both(&self, a: usize, b: usize) -> usize {
        self.outward(a).find(|group| self.is_within(b, *group)).unwrap_or(NO_GROUP)
    }

    /// The groups, inner ones before those round them.
    pub(super) fn inner_first(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.parent.len()).collect();
        all.sort_by_key(|group| (std::cmp::Reverse(self.outward(*group).count()), *group));
        all
    }
}
