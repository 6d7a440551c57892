//! Who is the core, and who stands around it. Must not know strengths or direction: a tie is a pair of organisations.
//!
//! Two ways of saying it. Lip, A fast algorithm for the discrete core/periphery bipartitioning problem (2011): the fewest
//! ties missing within the core and present within the periphery; exact at any size. Borgatti and Everett, Models of
//! core/periphery structures (1999): the best correlation with the ideal picture; exact for few organisations, the best
//! that a search found for more. Ties of equally good cores are common, and said.

use super::{Cancelled, Graph, Watch, neighbours::Neighbours};

/// All divisions are tried of so many organisations; of more, a search improves good beginnings.
const TRIED: usize = 18;
/// A core is as good as another when they differ by less.
const ALIKE: f64 = 1e-12;

/// A core of fewest exceptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Core {
    /// Who is in it, in the order of the graph; the smallest of those that are equally good.
    pub members: Vec<usize>,
    /// Pairs of the core that are not tied, and pairs of the periphery that are.
    pub exceptions: usize,
    /// The sizes that are equally good, the smallest first.
    pub sizes: Vec<usize>,
    /// Whether somebody outside has as many ties as somebody within: then the order of ids decided.
    pub is_arbitrary: bool,
}

/// The core of fewest exceptions (Lip 2011): those with the most ties, and of these as many as serve best.
#[must_use]
pub fn core(graph: &Graph) -> Core {
    let flat = Neighbours::of(graph);
    let degree = |node: usize| flat.of_node(node).len();
    let mut order: Vec<usize> = (0..flat.len()).collect();
    order.sort_by_key(|node| std::cmp::Reverse(degree(*node)));
    // A core of the first k leaves k(k - 1)/2 + ties - the sum of their degrees exceptions.
    let mut exceptions = flat.ties() / 2;
    let (mut least, mut sizes) = (exceptions, vec![0]);
    for (size, node) in order.iter().enumerate() {
        exceptions = exceptions + size - degree(*node).min(exceptions + size);
        if exceptions < least {
            (least, sizes) = (exceptions, vec![size + 1]);
        } else if exceptions == least {
            sizes.push(size + 1);
        }
    }
    let size = sizes[0];
    let is_arbitrary = size > 0 && size < order.len() && degree(order[size - 1]) == degree(order[size]);
    let mut members = order[..size].to_vec();
    members.sort_unstable();
    Core { members, exceptions: least, sizes, is_arbitrary }
}

/// What the ideal picture has between core and periphery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Between {
    /// All ties: everybody in the periphery is tied to all of the core.
    #[default]
    Tied,
    /// Nothing is said of it: only core and periphery themselves count.
    Ignored,
}

/// A core of best correlation.
#[derive(Clone, Debug, PartialEq)]
pub struct FittedCore {
    /// Who is in it, in the order of the graph; the first found of those that are equally good.
    pub members: Vec<usize>,
    /// The correlation with the ideal picture, -1 to 1.
    pub correlation: f64,
    /// Whether all divisions were tried: otherwise there may be a better one.
    pub is_certain: bool,
    /// How many divisions are equally good, where all were tried.
    pub as_good: Option<usize>,
}

/// The core of best correlation (Borgatti and Everett 1999). `None` where no division has a correlation: where all are
/// tied, or none.
///
/// # Errors
/// When it was called off.
pub fn fitted_core(
    graph: &Graph,
    between: Between,
    watch: &dyn Watch,
) -> Result<Option<FittedCore>, Cancelled> {
    let flat = Neighbours::of(graph);
    let split = Split::new(&flat, between);
    if flat.len() <= TRIED { split.try_all(watch) } else { split.search(&core(graph).members, watch) }
}

/// A division, and the counts that its correlation needs.
#[derive(Clone)]
struct Split<'a> {
    flat: &'a Neighbours,
    between: Between,
    is_core: Vec<bool>,
    size: usize,
    /// Ties within the core, and within the periphery.
    within: (usize, usize),
}

impl<'a> Split<'a> {
    fn new(flat: &'a Neighbours, between: Between) -> Self {
        let is_core = vec![false; flat.len()];
        Self { flat, between, is_core, size: 0, within: (0, flat.ties() / 2) }
    }

    /// Takes one into the core, or out of it.
    fn turn(&mut self, node: usize) {
        let around = self.flat.of_node(node);
        let to_core = around.iter().filter(|other| self.is_core[**other as usize]).count();
        let to_periphery = around.len() - to_core;
        if self.is_core[node] {
            self.size -= 1;
            self.within = (self.within.0 - to_core, self.within.1 + to_periphery);
        } else {
            self.size += 1;
            self.within = (self.within.0 + to_core, self.within.1 - to_periphery);
        }
        self.is_core[node] = !self.is_core[node];
    }

    fn correlation(&self) -> Option<f64> {
        let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
        let count = self.flat.len();
        let (core, periphery, whole) = (pairs(self.size), pairs(count - self.size), pairs(count));
        let ties = (self.flat.ties() / 2) as f64;
        let (in_core, in_periphery) = (self.within.0 as f64, self.within.1 as f64);
        let (all, ideal, tied, both) = match self.between {
            Between::Tied => (whole, whole - periphery, ties, ties - in_periphery),
            Between::Ignored => (core + periphery, core, in_core + in_periphery, in_core),
        };
        let spread = (all * tied - tied * tied) * (all * ideal - ideal * ideal);
        (spread > 0.0).then(|| (all * both - tied * ideal) / spread.sqrt())
    }

    fn members(&self) -> Vec<usize> {
        (0..self.is_core.len()).filter(|node| self.is_core[*node]).collect()
    }

    /// All divisions, each one turn away from the one before (Gray's code).
    fn try_all(mut self, watch: &dyn Watch) -> Result<Option<FittedCore>, Cancelled> {
        let all = 1_u32 << self.flat.len();
        let mut best: Option<(f64, Vec<usize>, usize)> = None;
        for number in 1..all {
            if number % 4096 == 0 {
                watch.go_on()?;
                watch.progress(f64::from(number) / f64::from(all));
            }
            self.turn(number.trailing_zeros() as usize);
            let Some(found) = self.correlation() else { continue };
            match &mut best {
                Some((known, ..)) if found < *known - ALIKE => {}
                Some((known, _, as_good)) if found <= *known + ALIKE => *as_good += 1,
                _ => best = Some((found, self.members(), 1)),
            }
        }
        Ok(best.map(|(correlation, members, as_good)| FittedCore {
            members,
            correlation,
            is_certain: true,
            as_good: Some(as_good),
        }))
    }

    /// From the core of fewest exceptions and from the best tied: the best turn, as long as one helps.
    fn search(self, least: &[usize], watch: &dyn Watch) -> Result<Option<FittedCore>, Cancelled> {
        let mut order: Vec<usize> = (0..self.flat.len()).collect();
        order.sort_by_key(|node| std::cmp::Reverse(self.flat.of_node(*node).len()));
        let mut ranked = self.clone();
        let mut prefix: Option<(f64, usize)> = None;
        for (at, node) in order.iter().enumerate() {
            ranked.turn(*node);
            let found = ranked.correlation();
            if let Some(found) = found.filter(|found| prefix.is_none_or(|(known, _)| *found > known)) {
                prefix = Some((found, at + 1));
            }
        }
        let size = prefix.map_or(0, |(_, size)| size);
        let mut best: Option<FittedCore> = None;
        for begin in [&order[..size], least] {
            let mut split = self.clone();
            begin.iter().for_each(|node| split.turn(*node));
            let Some(correlation) = split.climb(watch)? else { continue };
            if best.as_ref().is_none_or(|known| correlation > known.correlation + ALIKE) {
                let members = split.members();
                best = Some(FittedCore { members, correlation, is_certain: false, as_good: None });
            }
        }
        Ok(best)
    }

    fn climb(&mut self, watch: &dyn Watch) -> Result<Option<f64>, Cancelled> {
        let Some(mut now) = self.correlation() else { return Ok(None) };
        // As many turns as there are organisations are more than any search needed.
        for _ in 0..self.flat.len().min(400) {
            watch.go_on()?;
            let mut best = (now, None);
            for node in 0..self.flat.len() {
                self.turn(node);
                if let Some(found) = self.correlation().filter(|found| *found > best.0 + ALIKE) {
                    best = (found, Some(node));
                }
                self.turn(node);
            }
            let Some(node) = best.1 else { break };
            self.turn(node);
            now = best.0;
        }
        Ok(Some(now))
    }
}
