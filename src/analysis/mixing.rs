//! Ties from class to class, as a table with densities. Must not know what the classes are.

use super::{Classes, Graph};

/// How many ties lead from each class to each. Where ties have no direction each stands in both of its cells, and once on
/// the diagonal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mixing {
    /// The classes, as [`Classes::names`] has them.
    pub names: Vec<String>,
    /// How many organisations each has.
    pub sizes: Vec<usize>,
    /// Row by row: ties from the class of the row to that of the column.
    pub ties: Vec<Vec<usize>>,
    directed: bool,
}

impl Mixing {
    /// How many ties there could be from one class to another.
    #[must_use]
    pub fn possible(&self, from: usize, to: usize) -> usize {
        let within = self.sizes[from] * self.sizes[from].saturating_sub(1);
        match (from == to, self.directed) {
            (false, _) => self.sizes[from] * self.sizes[to],
            (true, true) => within,
            (true, false) => within / 2,
        }
    }

    /// The ties as a share of those that there could be, 0 to 1; `None` where there could be none: within a class of one.
    #[must_use]
    pub fn density(&self, from: usize, to: usize) -> Option<f64> {
        let possible = self.possible(from, to);
        (possible > 0).then(|| self.ties[from][to] as f64 / possible as f64)
    }

    /// The pairs of different classes without a tie either way, in the order of the classes.
    #[must_use]
    pub fn strangers(&self) -> Vec<(usize, usize)> {
        let count = self.names.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        pairs.filter(|(one, other)| self.ties[*one][*other] + self.ties[*other][*one] == 0).collect()
    }
}

/// The table of a network. Ties to oneself, and of who has no class, do not count.
#[must_use]
pub fn mixing(graph: &Graph, classes: &Classes) -> Mixing {
    let mut ties = vec![vec![0; classes.len()]; classes.len()];
    for node in 0..graph.len() {
        for other in graph.out().of(node).iter().map(|other| *other as usize).filter(|other| *other != node) {
            if let (Some(from), Some(to)) = (classes.of[node], classes.of[other]) {
                ties[from][to] += 1;
            }
        }
    }
    if !graph.is_directed() {
        (0..classes.len()).for_each(|class| ties[class][class] /= 2);
    }
    Mixing { names: classes.names.clone(), sizes: classes.sizes(), ties, directed: graph.is_directed() }
}
