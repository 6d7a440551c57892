//! Brandes' searches, sixteen at once: each organisation holds a row of sixteen numbers, one for each search, and what
//! one tie passes on is a row. Must not know lengths.

use super::super::{Cancelled, Graph, Watch};

/// Searches that go together.
pub(super) const LANES: usize = 16;

type Row = [f64; LANES];
const NOTHING: Row = [0.0; LANES];

/// All bits of a lane's number, or none, for each set of eight lanes.
const MASKS: [[u64; 8]; 256] = masks();

const fn masks() -> [[u64; 8]; 256] {
    let mut masks = [[0; 8]; 256];
    let mut set = 0;
    while set < 256 {
        let mut lane = 0;
        while lane < 8 {
            if (set >> lane) & 1 == 1 {
                masks[set][lane] = u64::MAX;
            }
            lane += 1;
        }
        set += 1;
    }
    masks
}

/// The beginnings in an order in which neighbours follow each other: searches that go together then see the same
/// organisations at nearly the same time.
pub(super) fn order(graph: &Graph) -> Vec<u32> {
    let mut order: Vec<u32> = Vec::with_capacity(graph.len());
    let mut seen = vec![false; graph.len()];
    for begin in 0..graph.len() {
        if seen[begin] {
            continue;
        }
        seen[begin] = true;
        let mut next = order.len();
        order.push(begin as u32);
        while let Some(node) = order.get(next).map(|node| *node as usize) {
            next += 1;
            for other in graph.out().of(node).iter().chain(graph.back().of(node)) {
                if !seen[*other as usize] {
                    seen[*other as usize] = true;
                    order.push(*other);
                }
            }
        }
    }
    order
}

/// Adds what the searches from these find.
pub(super) fn add(
    graph: &Graph,
    beginnings: &[u32],
    sums: &mut [f64],
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let mut sweep = Sweep::new(graph);
    for together in beginnings.chunks(LANES) {
        watch.go_on()?;
        sweep.go_out(together);
        sweep.come_back(sums);
    }
    Ok(())
}

struct Sweep<'a> {
    graph: &'a Graph,
    /// The number of shortest ways from each beginning.
    ways: Vec<Row>,
    /// How much each beginning depends on it.
    dependency: Vec<Row>,
    /// What the row of a level passes on; nothing where another level stands.
    passing: Vec<Row>,
    /// The lanes that have been here.
    seen: Vec<u16>,
    /// The lanes that stand here now.
    now: Vec<u16>,
    /// The lanes that arrive here next.
    next: Vec<u16>,
    /// Who was reached, and in which lanes, level by level.
    reached: Vec<(u32, u16)>,
    levels: Vec<usize>,
}

impl<'a> Sweep<'a> {
    fn new(graph: &'a Graph) -> Self {
        let count = graph.len();
        Self {
            graph,
            ways: vec![NOTHING; count],
            dependency: vec![NOTHING; count],
            passing: vec![NOTHING; count],
            seen: vec![0; count],
            now: vec![0; count],
            next: vec![0; count],
            reached: Vec::with_capacity(count * 4),
            levels: Vec::new(),
        }
    }

    /// Counts the shortest ways from the beginnings, level by level.
    fn go_out(&mut self, beginnings: &[u32]) {
        self.seen.fill(0);
        self.reached.clear();
        self.levels.clear();
        self.levels.push(0);
        for (lane, begin) in beginnings.iter().enumerate() {
            let node = *begin as usize;
            let bit = 1 << lane;
            self.seen[node] = bit;
            self.ways[node] = NOTHING;
            self.ways[node][lane] = 1.0;
            self.reached.push((*begin, bit));
        }
        let mut arriving: Vec<u32> = Vec::new();
        loop {
            let level = self.levels[self.levels.len() - 1]..self.reached.len();
            if level.is_empty() {
                return;
            }
            self.levels.push(level.end);
            for (node, lanes) in &self.reached[level.clone()] {
                let at = *node as usize;
                self.now[at] = *lanes;
                self.passing[at] = masked(&self.ways[at], *lanes);
                for other in self.graph.out().of(at) {
                    let new = lanes & !self.seen[*other as usize];
                    if new != 0 {
                        if self.next[*other as usize] == 0 {
                            arriving.push(*other);
                        }
                        self.next[*other as usize] |= new;
                    }
                }
            }
            for node in arriving.drain(..) {
                let at = node as usize;
                let lanes = std::mem::take(&mut self.next[at]);
                let from = gathered(self.graph.back().of(at), lanes, &self.now, &self.passing);
                blend(&mut self.ways[at], &from, lanes);
                self.seen[at] |= lanes;
                self.reached.push((node, lanes));
            }
            for (node, _) in &self.reached[level] {
                self.now[*node as usize] = 0;
            }
        }
    }

    /// Adds up, from the last level back, how much the beginnings depend on each.
    fn come_back(&mut self, sums: &mut [f64]) {
        for level in (0..self.levels.len() - 1).rev() {
            let here = self.levels[level]..self.levels[level + 1];
            let after = self.levels.get(level + 2).map_or(here.end..here.end, |end| here.end..*end);
            for (node, lanes) in &self.reached[here.clone()] {
                let at = *node as usize;
                let mut row = gathered(self.graph.out().of(at), *lanes, &self.now, &self.passing);
                row.iter_mut().zip(&self.ways[at]).for_each(|(sum, ways)| *sum *= ways);
                let row = masked(&row, *lanes);
                self.dependency[at] = row;
                if level > 0 {
                    sums[at] += row.iter().sum::<f64>();
                }
            }
            for (node, _) in &self.reached[after] {
                self.now[*node as usize] = 0;
            }
            for (node, lanes) in &self.reached[here] {
                let at = *node as usize;
                let mut row = self.dependency[at];
                row.iter_mut().zip(&self.ways[at]).for_each(|(sum, ways)| *sum = (1.0 + *sum) / ways);
                self.passing[at] = masked(&row, *lanes);
                self.now[at] = *lanes;
            }
        }
        for (node, _) in &self.reached[..self.levels.get(1).copied().unwrap_or(0)] {
            self.now[*node as usize] = 0;
        }
    }
}

/// The sum of what these pass on in these lanes; other lanes hold no meaning.
fn gathered(from: &[u32], lanes: u16, now: &[u16], passing: &[Row]) -> Row {
    let mut sum = NOTHING;
    for other in from {
        let at = *other as usize;
        if now[at] & lanes != 0 {
            sum.iter_mut().zip(&passing[at]).for_each(|(sum, part)| *sum += part);
        }
    }
    sum
}

fn masked(row: &Row, lanes: u16) -> Row {
    let (low, high) = (&MASKS[usize::from(lanes & 0xff)], &MASKS[usize::from(lanes >> 8)]);
    let mut kept = NOTHING;
    for lane in 0..8 {
        kept[lane] = f64::from_bits(row[lane].to_bits() & low[lane]);
        kept[lane + 8] = f64::from_bits(row[lane + 8].to_bits() & high[lane]);
    }
    kept
}

fn blend(into: &mut Row, from: &Row, lanes: u16) {
    let (kept, new) = (masked(into, !lanes), masked(from, lanes));
    for lane in 0..LANES {
        into[lane] = f64::from_bits(kept[lane].to_bits() | new[lane].to_bits());
    }
}
