//! Numbers moved as little as can be so that given ones keep their distance: a least-squares projection onto
//! separation constraints by blocks (Dwyer, Marriott, Stuckey 2006). Must not know what the numbers stand for.

use std::collections::{BTreeMap, VecDeque, btree_map::Entry};

use crate::layout::{Cancelled, Watch};

/// `high` is to be at least `gap` above `low`; `gap` may be negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Separation {
    pub(crate) low: usize,
    pub(crate) high: usize,
    pub(crate) gap: f64,
}

/// Less than this is no violation.
const NOTHING: f64 = 1e-7;
/// So often blocks are looked through at most.
const ROUNDS: usize = 300;

/// The numbers nearest to `wanted` (each deviation squared and times its weight) that satisfy `separations`. A number
/// of infinite weight does not move; separations that cannot be had for that reason are left unsatisfied.
///
/// # Errors
/// When `watch` calls it off.
pub(crate) fn project(
    wanted: &[f64],
    weights: &[f64],
    separations: &[Separation],
    watch: &dyn Watch,
) -> Result<Vec<f64>, Cancelled> {
    let mut solver = Solver::new(wanted, weights, separations);
    solver.satisfy(watch)?;
    for _ in 0..ROUNDS {
        if !solver.relax() {
            break;
        }
        solver.satisfy(watch)?;
    }
    Ok((0..wanted.len()).map(|one| solver.position(one)).collect())
}

/// Numbers that hang together by separations that are just satisfied.
#[derive(Clone, Debug, Default)]
struct Block {
    members: Vec<usize>,
    /// The one that does not move.
    held: Option<usize>,
    position: f64,
}

struct Solver<'a> {
    wanted: &'a [f64],
    weights: &'a [f64],
    separations: &'a [Separation],
    is_active: Vec<bool>,
    is_hopeless: Vec<bool>,
    /// The separations of each number.
    of: Vec<Vec<usize>>,
    block: Vec<usize>,
    offset: Vec<f64>,
    blocks: Vec<Block>,
    /// Blocks without members.
    spare: Vec<usize>,
    /// How hard each active separation pushes; below nought it holds back what would like to move away.
    pressure: Vec<f64>,
    /// For sums; nought in between.
    pull: Vec<f64>,
}

impl<'a> Solver<'a> {
    fn new(wanted: &'a [f64], weights: &'a [f64], separations: &'a [Separation]) -> Self {
        let mut of = vec![Vec::new(); wanted.len()];
        for (number, separation) in separations.iter().enumerate() {
            of[separation.low].push(number);
            of[separation.high].push(number);
        }
        let mut solver = Self {
            wanted,
            weights,
            separations,
            is_active: vec![false; separations.len()],
            is_hopeless: vec![false; separations.len()],
            of,
            block: (0..wanted.len()).collect(),
            offset: vec![0.0; wanted.len()],
            blocks: vec![Block::default(); wanted.len()],
            spare: Vec::new(),
            pull: vec![0.0; wanted.len()],
            pressure: vec![0.0; separations.len()],
        };
        for one in 0..wanted.len() {
            solver.blocks[one].members = vec![one];
            solver.balance(one);
        }
        solver
    }

    fn position(&self, one: usize) -> f64 {
        if self.weights[one].is_infinite() {
            return self.wanted[one];
        }
        self.blocks[self.block[one]].position + self.offset[one]
    }

    fn violation(&self, separation: usize) -> f64 {
        let Separation { low, high, gap } = self.separations[separation];
        gap - (self.position(high) - self.position(low))
    }

    /// Puts a block where its members pull it. Offsets count from its first member, so that they stay small.
    fn balance(&mut self, block: usize) {
        let first = self.blocks[block].members[0];
        let base = self.wanted[first];
        let shift = self.offset[first];
        let mut sums = (0.0, 0.0, None);
        for index in 0..self.blocks[block].members.len() {
            let one = self.blocks[block].members[index];
            self.offset[one] -= shift;
            if self.weights[one].is_infinite() {
                sums.2 = Some(one);
            } else {
                sums.0 += self.weights[one];
                sums.1 += self.weights[one] * (self.wanted[one] - base - self.offset[one]);
            }
        }
        let position = match sums.2 {
            Some(held) => self.wanted[held] - self.offset[held],
            None => base + sums.1 / sums.0,
        };
        let block = &mut self.blocks[block];
        (block.held, block.position) = (sums.2, position);
    }

    /// Until nothing that can be satisfied is violated.
    fn satisfy(&mut self, watch: &dyn Watch) -> Result<(), Cancelled> {
        for _ in 0..ROUNDS {
            watch.go_on()?;
            let is_open = |&(_, number): &(f64, usize)| !self.is_active[number] && !self.is_hopeless[number];
            let all = (0..self.separations.len()).map(|number| (self.violation(number), number));
            let mut violated: Vec<(f64, usize)> =
                all.filter(|(by, _)| *by > NOTHING).filter(is_open).collect();
            if violated.is_empty() {
                return Ok(());
            }
            violated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (_, number) in violated {
                if !self.is_active[number] && self.violation(number) > NOTHING {
                    self.join(number);
                }
            }
        }
        Ok(())
    }

    /// Makes a violated separation just satisfied.
    fn join(&mut self, number: usize) {
        let Separation { low, high, gap } = self.separations[number];
        if self.block[low] == self.block[high] && !self.part(low, high) {
            self.is_hopeless[number] = true;
            return;
        }
        let (a, b) = (self.block[low], self.block[high]);
        if self.blocks[a].held.is_some() && self.blocks[b].held.is_some() && !self.part_held(low, high) {
            self.is_hopeless[number] = true;
            return;
        }
        let (a, b) = (self.block[low], self.block[high]);
        let distance = self.offset[low] + gap - self.offset[high];
        let (into, from, shift) = if self.blocks[a].members.len() >= self.blocks[b].members.len() {
            (a, b, distance)
        } else {
            (b, a, -distance)
        };
        let members = std::mem::take(&mut self.blocks[from].members);
        for &one in &members {
            self.offset[one] += shift;
            self.block[one] = into;
        }
        // A held block keeps its place, which may be that of the one taken in.
        self.blocks[into].members.extend(members);
        self.spare.push(from);
        self.is_active[number] = true;
        self.balance(into);
    }

    /// Cuts the way within a block from `low` to `high` where it pushes least; `false` where it can't be cut.
    fn part(&mut self, low: usize, high: usize) -> bool {
        self.press(self.block[low]);
        let Some(way) = self.way(low, high) else { return false };
        let forward = way.into_iter().filter(|(_, is_forward)| *is_forward).map(|(number, _)| number);
        let weakest = forward.min_by(|&a, &b| self.pressure[a].total_cmp(&self.pressure[b]).then(a.cmp(&b)));
        weakest.map(|number| self.split(number)).is_some()
    }

    /// Two blocks are held, each by a number that does not move, and must join: cuts one of the two between the
    /// number that is to move and the one that does not.
    fn part_held(&mut self, low: usize, high: usize) -> bool {
        let held = |solver: &Self, one: usize| solver.blocks[solver.block[one]].held;
        if let Some(held) = held(self, low)
            && held != low
            && self.part(low, held)
        {
            return true;
        }
        if let Some(held) = held(self, high)
            && held != high
            && self.part(held, high)
        {
            return true;
        }
        false
    }

    /// The active separations from one number to another of its block, and whether each leads from low to high.
    fn way(&self, from: usize, to: usize) -> Option<Vec<(usize, bool)>> {
        let mut came: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut open = VecDeque::from([from]);
        came.insert(from, (usize::MAX, from));
        while let Some(one) = open.pop_front() {
            if one == to {
                break;
            }
            for &number in self.of[one].iter().filter(|&&number| self.is_active[number]) {
                let Separation { low, high, .. } = self.separations[number];
                let other = if low == one { high } else { low };
                if let Entry::Vacant(entry) = came.entry(other) {
                    entry.insert((number, one));
                    open.push_back(other);
                }
            }
        }
        let mut way = Vec::new();
        let mut one = to;
        while one != from {
            let &(number, before) = came.get(&one)?;
            way.push((number, self.separations[number].low == before));
            one = before;
        }
        Some(way)
    }

    /// Reckons how hard each separation of a block pushes.
    fn press(&mut self, block: usize) {
        let root = self.blocks[block].held.unwrap_or(self.blocks[block].members[0]);
        // Parents before children; then sums from the leaves inward.
        let mut order = vec![(root, usize::MAX)];
        let mut next = 0;
        while next < order.len() {
            let (one, by) = order[next];
            next += 1;
            for &number in self.of[one].iter().filter(|&&number| self.is_active[number] && number != by) {
                let Separation { low, high, .. } = self.separations[number];
                order.push((if low == one { high } else { low }, number));
            }
        }
        for &(one, by) in order.iter().rev() {
            if by == usize::MAX {
                self.pull[one] = 0.0;
                continue;
            }
            let own = self.weights[one] * (self.position(one) - self.wanted[one]);
            let sum = own + std::mem::take(&mut self.pull[one]);
            let Separation { low, high, .. } = self.separations[by];
            self.pressure[by] = if high == one { sum } else { -sum };
            let parent = if high == one { low } else { high };
            self.pull[parent] += sum;
        }
    }

    /// Takes blocks apart where a separation holds back what would like to move away. Whether there were some.
    fn relax(&mut self) -> bool {
        let mut any = false;
        for block in 0..self.blocks.len() {
            if self.blocks[block].members.len() < 2 {
                continue;
            }
            self.press(block);
            let is_own =
                |one: usize, number: usize| self.is_active[number] && self.separations[number].low == one;
            let mut weakest: Option<usize> = None;
            for &one in &self.blocks[block].members {
                for &number in self.of[one].iter().filter(|&&number| is_own(one, number)) {
                    if weakest.is_none_or(|weakest| self.pressure[number] < self.pressure[weakest]) {
                        weakest = Some(number);
                    }
                }
            }
            if let Some(number) = weakest.filter(|&number| self.pressure[number] < -1e-6) {
                self.split(number);
                any = true;
            }
        }
        any
    }

    /// Makes two blocks of one.
    fn split(&mut self, number: usize) {
        self.is_active[number] = false;
        let Separation { low, high, .. } = self.separations[number];
        let old = self.block[low];
        let free = std::mem::take(&mut self.blocks[old].members);
        let mut side = vec![high];
        let new = self.spare.pop().unwrap_or(self.blocks.len());
        if new == self.blocks.len() {
            self.blocks.push(Block::default());
        }
        self.block[high] = new;
        let mut next = 0;
        while next < side.len() {
            let one = side[next];
            next += 1;
            for index in 0..self.of[one].len() {
                let link = self.of[one][index];
                let Separation { low, high, .. } = self.separations[link];
                let other = if low == one { high } else { low };
                if self.is_active[link] && self.block[other] == old {
                    self.block[other] = new;
                    side.push(other);
                }
            }
        }
        self.blocks[old].members = free.into_iter().filter(|&one| self.block[one] == old).collect();
        self.blocks[new].members = side;
        self.balance(old);
        self.balance(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Unwatched;

    fn solve(wanted: &[f64], weights: &[f64], separations: &[(usize, usize, f64)]) -> Vec<f64> {
        let all: Vec<Separation> =
            separations.iter().map(|&(low, high, gap)| Separation { low, high, gap }).collect();
        project(wanted, weights, &all, &Unwatched).unwrap()
    }

    #[test]
    fn two_that_are_too_near_share_the_way() {
        assert_eq!(solve(&[0.0, 4.0], &[1.0, 1.0], &[(0, 1, 10.0)]), [-3.0, 7.0]);
        assert_eq!(solve(&[0.0, 4.0], &[f64::INFINITY, 1.0], &[(0, 1, 10.0)]), [0.0, 10.0]);
        assert_eq!(solve(&[0.0, 4.0], &[1.0, 1.0], &[(0, 1, 3.0)]), [0.0, 4.0]);
    }

    #[test]
    fn a_row_between_two_that_do_not_move_goes_where_it_can() {
        let held = f64::INFINITY;
        let placed = solve(
            &[0.0, 1.0, 2.0, 100.0],
            &[held, 1.0, 1.0, held],
            &[(0, 1, 10.0), (1, 2, 10.0), (2, 3, 10.0)],
        );
        assert_eq!(placed, [0.0, 10.0, 20.0, 100.0]);
        let squeezed = solve(&[0.0, 5.0, 10.0], &[held, 1.0, held], &[(0, 1, 10.0), (1, 2, 10.0)]);
        assert_eq!((squeezed[0], squeezed[2]), (0.0, 10.0), "what is held stays");
    }

    #[test]
    fn no_small_move_of_a_feasible_answer_is_better() {
        // Against a slow and certain way: projections in turn (Hildreth).
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24)
        };
        for _ in 0..60 {
            let wanted: Vec<f64> = (0..12).map(|_| 100.0 * random()).collect();
            let mut separations = Vec::new();
            for low in 0..12 {
                for high in low + 1..12 {
                    if random() < 0.3 {
                        separations.push((low, high, 30.0 * random()));
                    }
                }
            }
            let fast = solve(&wanted, &[1.0; 12], &separations);
            let mut slow = wanted.clone();
            let mut push = vec![0.0; separations.len()];
            for _ in 0..40_000 {
                for (number, &(low, high, gap)) in separations.iter().enumerate() {
                    let lack = f64::midpoint(gap - (slow[high] - slow[low]), 0.0);
                    let change = lack.max(-push[number]);
                    push[number] += change;
                    slow[low] -= change;
                    slow[high] += change;
                }
            }
            for (fast, slow) in fast.iter().zip(&slow) {
                assert!((fast - slow).abs() < 1e-3, "{fast} {slow}");
            }
        }
    }
}
