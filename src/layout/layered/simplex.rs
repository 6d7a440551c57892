//! Network simplex for layers (Gansner, Koutsofios, North, Vo 1993): whole numbers for nodes so that every arc leads up
//! by its least length at least and the weighted sum of lengths is as small as can be. Must not know flows.

use std::collections::BinaryHeap;

use super::super::{Cancelled, Watch};

/// How many tree arcs are looked at for one that may go.
const SEARCH: usize = 30;
/// After how many exchanges the one who waits is asked.
const ASKED_EVERY: usize = 64;

/// `to` comes at least `least` after `from`; each step further costs `weight`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) least: i64,
    pub(super) weight: i64,
}

/// Makes ranks that fit as good as they can be, or as good as `exchanges` make them. All nodes must be joined.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn improve(
    ranks: &mut [i64],
    arcs: &[Arc],
    exchanges: usize,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    if ranks.len() < 2 || arcs.is_empty() {
        return Ok(());
    }
    let mut simplex = Simplex::new(ranks, arcs);
    simplex.tight_tree();
    watch.go_on()?;
    simplex.number(0, NONE, 0);
    simplex.first_cuts();
    for exchange in 0..exchanges {
        if exchange % ASKED_EVERY == 0 {
            watch.go_on()?;
        }
        let Some(leaving) = simplex.leaving() else { break };
        let Some(entering) = simplex.entering(leaving) else { break };
        simplex.exchange(leaving, entering);
    }
    Ok(())
}

const NONE: usize = usize::MAX;

struct Simplex<'a> {
    ranks: &'a mut [i64],
    arcs: &'a [Arc],
    /// Of each node, its arcs.
    around: Vec<Vec<usize>>,
    /// Of each node, its arcs of the tree.
    tree: Vec<Vec<usize>>,
    in_tree: Vec<bool>,
    tree_arcs: Vec<usize>,
    place_in_tree: Vec<usize>,
    cut: Vec<i64>,
    parent: Vec<usize>,
    /// A subtree has the numbers from its root's `low` to its root's `number`.
    low: Vec<usize>,
    number: Vec<usize>,
    by_number: Vec<usize>,
    next: usize,
    /// Where the search for an arc that may go goes on.
    search: usize,
}

impl<'a> Simplex<'a> {
    fn new(ranks: &'a mut [i64], arcs: &'a [Arc]) -> Self {
        let count = ranks.len();
        let mut around = vec![Vec::new(); count];
        for (number, arc) in arcs.iter().enumerate() {
            around[arc.from].push(number);
            around[arc.to].push(number);
        }
        Self {
            ranks,
            arcs,
            around,
            tree: vec![Vec::new(); count],
            in_tree: vec![false; arcs.len()],
            tree_arcs: Vec::with_capacity(count),
            place_in_tree: vec![NONE; arcs.len()],
            cut: vec![0; arcs.len()],
            parent: vec![NONE; count],
            low: vec![0; count],
            number: vec![0; count],
            by_number: vec![0; count],
            next: 0,
            search: 0,
        }
    }

    fn slack(&self, arc: usize) -> i64 {
        let arc = &self.arcs[arc];
        self.ranks[arc.to] - self.ranks[arc.from] - arc.least
    }

    fn other_end(&self, arc: usize, node: usize) -> usize {
        let arc = &self.arcs[arc];
        if arc.from == node { arc.to } else { arc.from }
    }

    /// Grows a tree of tight arcs from the first node; where no arc is tight, the tree moves until one is.
    fn tight_tree(&mut self) {
        // How far the tree has moved since it began; nodes outside have not.
        let mut moved = 0;
        let mut inside = vec![None; self.ranks.len()];
        let mut out: BinaryHeap<std::cmp::Reverse<(i64, usize)>> = BinaryHeap::new();
        let mut into = out.clone();
        let mut node = 0;
        inside[0] = Some(0);
        loop {
            for arc in &self.around[node] {
                let slack = self.slack(*arc);
                // The ranks of the tree are as they were when their node came in: told apart by `moved` then.
                if self.arcs[*arc].from == node {
                    out.push(std::cmp::Reverse((slack + moved, *arc)));
                } else {
                    into.push(std::cmp::Reverse((slack - moved, *arc)));
                }
            }
            let stale =
                |arc: usize| inside[self.arcs[arc].from].is_some() && inside[self.arcs[arc].to].is_some();
            while out.peek().is_some_and(|top| stale(top.0.1)) {
                out.pop();
            }
            while into.peek().is_some_and(|top| stale(top.0.1)) {
                into.pop();
            }
            let leading_out = out.peek().map(|top| (top.0.0 - moved, top.0.1));
            let leading_in = into.peek().map(|top| (top.0.0 + moved, top.0.1));
            let (slack, arc, sign) = match (leading_out, leading_in) {
                (Some(a), Some(b)) if b < a => (b.0, b.1, -1),
                (Some(a), _) => (a.0, a.1, 1),
                (None, Some(b)) => (b.0, b.1, -1),
                (None, None) => break,
            };
            moved += sign * slack;
            self.add_to_tree(arc);
            let ends = &self.arcs[arc];
            node = if inside[ends.from].is_some() { ends.to } else { ends.from };
            inside[node] = Some(moved);
        }
        for (rank, came_in) in self.ranks.iter_mut().zip(&inside) {
            *rank += came_in.map_or(0, |came_in| moved - came_in);
        }
    }

    fn add_to_tree(&mut self, arc: usize) {
        self.in_tree[arc] = true;
        self.place_in_tree[arc] = self.tree_arcs.len();
        self.tree_arcs.push(arc);
        self.tree[self.arcs[arc].from].push(arc);
        self.tree[self.arcs[arc].to].push(arc);
    }

    /// Numbers the subtree of a node in postorder, from `low` on.
    fn number(&mut self, root: usize, parent: usize, low: usize) {
        self.parent[root] = parent;
        self.low[root] = low;
        self.next = low;
        let mut stack = vec![(root, 0)];
        while let Some((node, child)) = stack.pop() {
            match self.tree[node].get(child).copied() {
                Some(arc) => {
                    stack.push((node, child + 1));
                    if arc != self.parent[node] {
                        let below = self.other_end(arc, node);
                        self.parent[below] = arc;
                        self.low[below] = self.next;
                        stack.push((below, 0));
                    }
                }
                None => {
                    self.number[node] = self.next;
                    self.by_number[self.next] = node;
                    self.next += 1;
                }
            }
        }
    }

    fn is_below(&self, node: usize, root: usize) -> bool {
        (self.low[root]..=self.number[root]).contains(&self.number[node])
    }

    /// The end of a tree arc that is further from the root.
    fn lower_end(&self, arc: usize) -> usize {
        let ends = &self.arcs[arc];
        if self.number[ends.from] < self.number[ends.to] { ends.from } else { ends.to }
    }

    fn first_cuts(&mut self) {
        for place in 0..self.by_number.len() {
            let node = self.by_number[place];
            let arc = self.parent[node];
            if arc != NONE {
                self.cut[arc] = self.cut_of(arc, node);
            }
        }
    }

    /// The cut value of the arc above `node`, from those of the arcs below it.
    fn cut_of(&self, arc: usize, node: usize) -> i64 {
        let leads_up = self.arcs[arc].from == node;
        let part = |one: &usize| {
            let ends = &self.arcs[*one];
            let other = self.other_end(*one, node);
            let outside = !self.is_below(other, node);
            let value = if outside {
                ends.weight
            } else if self.in_tree[*one] {
                self.cut[*one] - ends.weight
            } else {
                -ends.weight
            };
            let along = (if leads_up { ends.to == node } else { ends.from == node }) != outside;
            if along { value } else { -value }
        };
        self.around[node].iter().map(part).sum()
    }

    /// A tree arc that makes things longer than need be.
    fn leaving(&mut self) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for step in 0..self.tree_arcs.len() {
            let place = (self.search + step) % self.tree_arcs.len();
            let arc = self.tree_arcs[place];
            if self.cut[arc] < 0 {
                if best.is_none_or(|(cut, _)| self.cut[arc] < cut) {
                    best = Some((self.cut[arc], arc));
                }
                found += 1;
                if found >= SEARCH {
                    self.search = place;
                    break;
                }
            }
        }
        best.map(|(_, arc)| arc)
    }

    /// The tightest arc that joins both halves the other way round.
    fn entering(&self, leaving: usize) -> Option<usize> {
        let below = self.lower_end(leaving);
        let tail_is_below = self.arcs[leaving].from == below;
        let mut best: Option<(i64, usize)> = None;
        for node in &self.by_number[self.low[below]..=self.number[below]] {
            for arc in &self.around[*node] {
                let ends = &self.arcs[*arc];
                let inner = if tail_is_below { ends.to } else { ends.from };
                if inner != *node || self.is_below(self.other_end(*arc, *node), below) {
                    continue;
                }
                let slack = self.slack(*arc);
                if best.is_none_or(|(least, _)| slack < least) {
                    best = Some((slack, *arc));
                    if slack == 0 {
                        return best.map(|(_, arc)| arc);
                    }
                }
            }
        }
        best.map(|(_, arc)| arc)
    }

    fn exchange(&mut self, leaving: usize, entering: usize) {
        let delta = self.slack(entering);
        let below = self.lower_end(leaving);
        let delta = if self.arcs[leaving].from == below { -delta } else { delta };
        if delta != 0 {
            for place in self.low[below]..=self.number[below] {
                self.ranks[self.by_number[place]] += delta;
            }
        }
        let cut = self.cut[leaving];
        let ends = self.arcs[entering];
        let top = self.shift_cuts(ends.from, ends.to, cut, true);
        self.shift_cuts(ends.to, ends.from, cut, false);
        self.cut[entering] = -cut;
        self.cut[leaving] = 0;
        self.in_tree[leaving] = false;
        let place = std::mem::replace(&mut self.place_in_tree[leaving], NONE);
        self.tree_arcs[place] = entering;
        self.place_in_tree[entering] = place;
        self.in_tree[entering] = true;
        for end in [self.arcs[leaving].from, self.arcs[leaving].to] {
            self.tree[end].retain(|arc| *arc != leaving);
        }
        self.tree[ends.from].push(entering);
        self.tree[ends.to].push(entering);
        self.number(top, self.parent[top], self.low[top]);
    }

    /// Carries a cut value up from `node` until `other` lies below too; says where that is.
    fn shift_cuts(&mut self, mut node: usize, other: usize, cut: i64, forward: bool) -> usize {
        while !self.is_below(other, node) {
            let arc = self.parent[node];
            let leads_away = self.arcs[arc].from == node;
            self.cut[arc] += if leads_away == forward { cut } else { -cut };
            let ends = &self.arcs[arc];
            node = if self.number[ends.from] > self.number[ends.to] { ends.from } else { ends.to };
        }
        node
    }
}
