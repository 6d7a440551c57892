//! Groups: members are drawn together, and each group becomes a block that nobody else stands in, blocks within
//! blocks. Must not know how groups are drawn, but for the room that takes.

use std::collections::BTreeMap;

use super::{GAP, room};
use crate::{
    layout::{Cancelled, Problem, Watch, overlap},
    model::{GroupId, MOST_GROUP_LEVELS, Member, Point, Rect, Size},
};

/// Room between a group's outermost boxes and its outline, canvas units; above them stands its title.
const AIR: f64 = 18.0;
const TITLE: f64 = 30.0;
/// A title's sign, canvas units, and its longest row.
const SIGN: f64 = 10.0;
const LONGEST_TITLE: f64 = 260.0;

/// Who belongs together.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// The innermost group of each organisation.
    of: Vec<Option<usize>>,
    /// The group round each group.
    parents: Vec<Option<usize>>,
    /// How wide each group's title is, canvas units.
    titles: Vec<f64>,
}

impl Groups {
    pub(super) fn new(problem: &Problem<'_>) -> Self {
        let table = problem.document.groups();
        let numbers: BTreeMap<&GroupId, usize> =
            table.keys().enumerate().map(|(number, id)| (id, number)).collect();
        let mut groups = Self {
            of: vec![None; problem.len()],
            parents: vec![None; table.len()],
            titles: table
                .values()
                .map(|group| (group.label.chars().count() as f64 * SIGN).min(LONGEST_TITLE))
                .collect(),
        };
        for (number, group) in table.values().enumerate() {
            for member in &group.members {
                match member {
                    Member::Organisation(id) => {
                        if let Ok(node) = problem.ids.binary_search(&id) {
                            groups.of[node] = Some(number);
                        }
                    }
                    Member::Group(id) => {
                        if let Some(child) = numbers.get(id) {
                            groups.parents[*child] = Some(number);
                        }
                    }
                }
            }
        }
        groups
    }

    /// A further node for each group, joined to its members and to the groups within it.
    pub(super) fn add_hubs(&self, neighbours: &mut Vec<Vec<u32>>, counts: impl Fn(usize) -> bool) {
        let first = self.of.len();
        neighbours.resize(first + self.parents.len(), Vec::new());
        let members = self.of.iter().enumerate().filter_map(|(node, group)| Some((node, (*group)?)));
        let members = members.filter(|(node, _)| counts(*node));
        let nested =
            self.parents.iter().enumerate().filter_map(|(child, parent)| Some((first + child, (*parent)?)));
        for (node, group) in members.chain(nested).filter(|(node, group)| *node != first + group) {
            neighbours[node].push((first + group) as u32);
            neighbours[first + group].push(node as u32);
        }
    }

    /// Moves these organisations so that no two boxes overlap and nobody stands in a group that is not their own.
    pub(super) fn separate(
        &self,
        problem: &Problem<'_>,
        nodes: &[usize],
        centres: &mut [Point],
        watch: &dyn Watch,
    ) -> Result<(), Cancelled> {
        let mut members: BTreeMap<Option<usize>, Contents> = BTreeMap::new();
        for node in nodes {
            members.entry(self.of[*node]).or_default().organisations.push(*node);
        }
        // Every group that holds something, and those round it.
        let holding: Vec<usize> = members.keys().copied().flatten().collect();
        for group in holding {
            let mut within = group;
            for _ in 0..=MOST_GROUP_LEVELS {
                let parent = self.parents[within];
                let contents = members.entry(parent).or_default();
                if contents.groups.contains(&within) {
                    break;
                }
                contents.groups.push(within);
                let Some(parent) = parent else { break };
                within = parent;
            }
        }
        let mut work = Work { groups: self, problem, members, centres, watch };
        work.block(None, 0)?;
        Ok(())
    }
}

#[derive(Clone, Debug, Default)]
struct Contents {
    organisations: Vec<usize>,
    groups: Vec<usize>,
}

struct Work<'a> {
    groups: &'a Groups,
    problem: &'a Problem<'a>,
    members: BTreeMap<Option<usize>, Contents>,
    centres: &'a mut [Point],
    watch: &'a dyn Watch,
}

/// What became of a group: its outline, who is in it, and whether somebody of them stays.
#[derive(Default)]
struct Block {
    outline: Rect,
    everyone: Vec<usize>,
    stays: bool,
}

impl Work<'_> {
    fn block(&mut self, group: Option<usize>, level: usize) -> Result<Block, Cancelled> {
        let contents = self.members.remove(&group).unwrap_or_default();
        let mut blocks: Vec<Block> = Vec::new();
        for child in contents.groups {
            if level <= MOST_GROUP_LEVELS {
                blocks.push(self.block(Some(child), level + 1)?);
            }
        }
        for node in contents.organisations {
            blocks.push(Block {
                outline: self.problem.box_at(node, self.centres[node]),
                everyone: vec![node],
                stays: self.problem.stays_at[node].is_some(),
            });
        }
        blocks.retain(|block| !block.everyone.is_empty());
        let mut middles: Vec<Point> = blocks.iter().map(|block| block.outline.center()).collect();
        let sizes: Vec<Size> =
            blocks.iter().map(|block| Size::new(block.outline.width, block.outline.height)).collect();
        let stays: Vec<bool> = blocks.iter().map(|block| block.stays).collect();
        if !stays.contains(&true) {
            room::make(&mut middles, &sizes, GAP, self.watch)?;
        }
        overlap::remove(&mut middles, &sizes, &stays, GAP, self.watch)?;
        let mut all = Block { stays: stays.contains(&true), ..Block::default() };
        let mut outline: Option<Rect> = None;
        for (block, middle) in blocks.into_iter().zip(middles) {
            let by = middle - block.outline.center();
            for node in &block.everyone {
                if self.problem.stays_at[*node].is_none() {
                    self.centres[*node] = self.centres[*node] + by;
                }
            }
            let moved = Rect::new(
                block.outline.x + by.x,
                block.outline.y + by.y,
                block.outline.width,
                block.outline.height,
            );
            outline = Some(outline.map_or(moved, |outline| outline.union(moved)));
            all.everyone.extend(block.everyone);
        }
        if let Some(outline) = outline {
            let title = group.map_or(0.0, |group| self.groups.titles[group]);
            let wider = (title - outline.width).max(0.0);
            let top = if title > 0.0 { TITLE } else { 0.0 };
            all.outline = Rect::new(
                outline.x - AIR,
                outline.y - AIR - top,
                outline.width + wider + 2.0 * AIR,
                outline.height + top + 2.0 * AIR,
            );
        }
        Ok(all)
    }
}
