//! Who belongs together: sets that are joined one by one. Must not know why they are.

/// Sets of the numbers from nought on.
pub(super) struct Unions(Vec<usize>);

impl Unions {
    /// Everyone alone.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// Joins two sets; the smallest number stands for both.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The smallest of the set.
    pub(super) fn first(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    /// The smallest of the set of everyone.
    pub(super) fn firsts(mut self) -> Vec<usize> {
        (0..self.0.len()).map(|node| self.first(node)).collect()
    }
}
