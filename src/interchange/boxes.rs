//! The boxes of groups, drawn round what they hold. Must not know any format.

use super::graph::{ForeignGraph, Part};
use crate::model::{Rect, Size};

/// Room between members and the border of their group, canvas units.
const MARGIN: f64 = 20.0;
/// Room above for the group's title.
const TITLE: f64 = 24.0;

/// The box of each group, by node; none for other nodes, and for groups of which nothing is placed.
pub(super) fn of_groups(graph: &ForeignGraph) -> Vec<Option<Rect>> {
    let mut found: Vec<Option<Rect>> = vec![None; graph.nodes.len()];
    let mut level: Vec<(usize, usize)> = Vec::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let mut depth = 0;
        let mut above = node.parent;
        while let Some(parent) = above {
            depth += 1;
            above = graph.nodes[parent].parent;
        }
        level.push((depth, index));
    }
    // The innermost first, so that each box is whole when the one round it grows.
    level.sort_by_key(|(depth, index)| (std::cmp::Reverse(*depth), *index));
    for (_, index) in level {
        let node = &graph.nodes[index];
        let own = match node.part {
            Part::Group => found[index],
            _ => {
                node.centre.map(|centre| Rect::from_center(centre, node.size.unwrap_or(Size::new(1.0, 1.0))))
            }
        };
        let (Some(own), Some(parent)) = (own, node.parent) else { continue };
        let round = own.expanded(MARGIN);
        let round = Rect::new(round.x, round.y - TITLE, round.width, round.height + TITLE);
        found[parent] = Some(found[parent].map_or(round, |known| known.union(round)));
    }
    found
}
