//! Brandes' searches where ties have lengths: one at a time, by Dijkstra. Must not know lanes.

use std::{cmp::Ordering, collections::BinaryHeap, ops::Range};

use super::{
    super::{Cancelled, Graph, Watch},
    Length,
};

/// Two ways are equally long when they differ by less than this part: sums of the same lengths in another order do.
const ALIKE: f64 = 1e-10;

/// Adds what the searches from these find.
pub(super) fn add(
    graph: &Graph,
    length: Length,
    beginnings: Range<usize>,
    sums: &mut [f64],
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let mut search = Search::new(graph, length);
    for begin in beginnings {
        watch.go_on()?;
        search.go_out(begin);
        search.come_back(begin, sums);
    }
    Ok(())
}

/// Who is how far; the nearest comes first, of equals the one with the smaller number.
#[derive(PartialEq)]
struct Reached(f64, u32);

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then_with(|| other.1.cmp(&self.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Search<'a> {
    graph: &'a Graph,
    length: Length,
    far: Vec<f64>,
    ways: Vec<f64>,
    dependency: Vec<f64>,
    done: Vec<bool>,
    order: Vec<u32>,
    heap: BinaryHeap<Reached>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, length: Length) -> Self {
        let count = graph.len();
        Self {
            graph,
            length,
            far: vec![f64::INFINITY; count],
            ways: vec![0.0; count],
            dependency: vec![0.0; count],
            done: vec![false; count],
            order: Vec::with_capacity(count),
            heap: BinaryHeap::new(),
        }
    }

    fn go_out(&mut self, begin: usize) {
        self.far.fill(f64::INFINITY);
        self.ways.fill(0.0);
        self.dependency.fill(0.0);
        self.done.fill(false);
        self.order.clear();
        self.far[begin] = 0.0;
        self.ways[begin] = 1.0;
        self.heap.push(Reached(0.0, begin as u32));
        while let Some(Reached(far, node)) = self.heap.pop() {
            let at = node as usize;
            if std::mem::replace(&mut self.done[at], true) {
                continue;
            }
            self.order.push(node);
            let arcs = self.graph.out();
            for (other, strength) in arcs.of(at).iter().zip(arcs.strengths_of(at)) {
                let (to, there) = (*other as usize, far + self.length.of(*strength));
                if !there.is_finite() || self.done[to] {
                    continue;
                }
                if alike(there, self.far[to]) {
                    self.ways[to] += self.ways[at];
                } else if there < self.far[to] {
                    self.far[to] = there;
                    self.ways[to] = self.ways[at];
                    self.heap.push(Reached(there, *other));
                }
            }
        }
    }

    fn come_back(&mut self, begin: usize, sums: &mut [f64]) {
        let arcs = self.graph.back();
        for node in self.order.iter().rev() {
            let at = *node as usize;
            let share = (1.0 + self.dependency[at]) / self.ways[at];
            for (other, strength) in arcs.of(at).iter().zip(arcs.strengths_of(at)) {
                let before = *other as usize;
                let there = self.far[before] + self.length.of(*strength);
                if there.is_finite() && before != at && alike(there, self.far[at]) {
                    self.dependency[before] += self.ways[before] * share;
                }
            }
            if at != begin {
                sums[at] += self.dependency[at];
            }
        }
    }
}

fn alike(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= ALIKE * one.abs().max(other.abs()) && other.is_finite()
}
