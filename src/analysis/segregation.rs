//! How far ties stay within classes: the E-I index. Must not know what the classes are.
//!
//! Krackhardt and Stern, Informal networks and organizational crises (1988): external less internal ties, as a share of
//! all, from -1 (all within: a silo) to 1 (all to others). A tie is a pair of organisations, whichever way and however
//! often they are joined. What is possible depends on the sizes of the classes: [`Segregation::by_chance`] says what the
//! index would be if everybody were tied to everybody.

use super::{Classes, Graph, neighbours::Neighbours};

/// Ties within a class and out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// Ties within.
    pub internal: usize,
    /// Ties to other classes.
    pub external: usize,
}

impl Ends {
    /// The index, -1 to 1; `None` without ties.
    #[must_use]
    pub fn index(self) -> Option<f64> {
        let all = self.internal + self.external;
        (all > 0).then(|| (self.external as f64 - self.internal as f64) / all as f64)
    }

    /// Whether a tie is internal.
    fn add(&mut self, is_internal: bool) {
        if is_internal {
            self.internal += 1;
        } else {
            self.external += 1;
        }
    }
}

/// How the ties of a class are counted. Both are in use and differ: state which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Each internal tie once.
    #[default]
    Ties,
    /// The ties of each member: an internal tie twice, once for either end.
    Members,
}

/// The ties of a map by whether they stay within classes. Ties of who has no class do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segregation {
    /// Of the whole map, each tie once.
    pub whole: Ends,
    /// Of each organisation in the order of the graph.
    pub of: Vec<Ends>,
    /// Of each class, each tie once.
    classes: Vec<Ends>,
    /// All pairs that there could be.
    possible: Ends,
}

impl Segregation {
    /// Of a class.
    #[must_use]
    pub fn class(&self, class: usize, counting: Counting) -> Ends {
        let once = self.classes[class];
        match counting {
            Counting::Ties => once,
            Counting::Members => Ends { internal: once.internal * 2, ..once },
        }
    }

    /// The index of the whole map if everybody were tied to everybody, which is also its mean if ties fell at random.
    #[must_use]
    pub fn by_chance(&self) -> Option<f64> {
        self.possible.index()
    }
}

/// The ties within and between classes.
#[must_use]
pub fn segregation(graph: &Graph, classes: &Classes) -> Segregation {
    let flat = Neighbours::of(graph);
    let mut found = Segregation {
        of: vec![Ends::default(); graph.len()],
        classes: vec![Ends::default(); classes.len()],
        ..Segregation::default()
    };
    for (one, other) in flat.pairs() {
        let (Some(here), Some(there)) = (classes.of[one], classes.of[other]) else { continue };
        let is_internal = here == there;
        found.whole.add(is_internal);
        found.of[one].add(is_internal);
        found.of[other].add(is_internal);
        found.classes[here].add(is_internal);
        if !is_internal {
            found.classes[there].add(false);
        }
    }
    let sizes = classes.sizes();
    let all: usize = sizes.iter().sum();
    let pairs = |count: usize| count * count.saturating_sub(1) / 2;
    let internal = sizes.iter().map(|size| pairs(*size)).sum();
    found.possible = Ends { internal, external: pairs(all) - internal };
    found
}
