//! Who stands between whom, by class: the five roles of a broker. Must not know what the classes are.
//!
//! Gould and Fernandez, Structures of mediation: a formal approach to brokerage in transaction networks (1989). For a tie
//! from a to v and one from v to b, and none from a to b, v brokers once between a and b. Where ties have no direction
//! each pair counts both ways. The names of representative and gatekeeper are as in the paper: a representative speaks
//! for its own class to others (A A B), a gatekeeper lets others into its own (A B B).

use super::{Cancelled, Classes, Graph, Watch};

/// The part that a broker plays, by the classes of giver, broker and taker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A A A: all in one class.
    Coordinator,
    /// A B A: between two of one class, itself of another; also called itinerant broker.
    Consultant,
    /// A A B: from its own class to another.
    Representative,
    /// A B B: from another class into its own.
    Gatekeeper,
    /// A B C: between two classes, itself of a third.
    Liaison,
}

impl Role {
    /// All, in the order of the paper.
    pub const ALL: [Self; 5] =
        [Self::Coordinator, Self::Consultant, Self::Representative, Self::Gatekeeper, Self::Liaison];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Consultant => "consultant",
            Self::Representative => "representative",
            Self::Gatekeeper => "gatekeeper",
            Self::Liaison => "liaison",
        }
    }

    /// The role of a broker between these classes.
    #[must_use]
    pub fn of(giver: usize, broker: usize, taker: usize) -> Self {
        match (giver == broker, broker == taker, giver == taker) {
            (true, true, _) => Self::Coordinator,
            (true, false, _) => Self::Representative,
            (false, true, _) => Self::Gatekeeper,
            (false, false, true) => Self::Consultant,
            (false, false, false) => Self::Liaison,
        }
    }
}

/// How often somebody plays each role, in the order of [`Role::ALL`].
pub type Played = [u64; 5];

/// How often a role would be played if ties fell at random.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chances {
    /// The mean.
    pub expected: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// The brokerage of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brokerage {
    /// How often each plays each role, in the order of the graph.
    pub of: Vec<Played>,
    /// The class of each; who has none plays no role.
    class: Vec<Option<usize>>,
    /// For each class the chances of each role, and of all roles together.
    chances: Vec<[Chances; 6]>,
}

impl Brokerage {
    /// How often one brokers, in all roles.
    #[must_use]
    pub fn total(&self, node: usize) -> u64 {
        self.of[node].iter().sum()
    }

    /// How often the role, or all together, would be played by one of this class if ties fell at random with the density
    /// of this network, each by itself: the exact mean and deviation of the paper's model. `None` for who has no class.
    #[must_use]
    pub fn chances(&self, node: usize, role: Option<Role>) -> Option<Chances> {
        Some(self.chances[self.class[node]?][role.map_or(5, |role| role as usize)])
    }

    /// By how many standard deviations one plays the role, or all together, more often than chance would have it. `None`
    /// where chance leaves nothing open: among two classes there is no liaison.
    #[must_use]
    pub fn z(&self, node: usize, role: Option<Role>) -> Option<f64> {
        let chances = self.chances(node, role)?;
        let played = role.map_or(self.total(node), |role| self.of[node][role as usize]);
        (chances.deviation > 0.0).then(|| (played as f64 - chances.expected) / chances.deviation)
    }
}

/// The roles of all. Ties to oneself, and ties of those who have no class, do not count.
///
/// # Errors
/// When it was called off.
pub fn brokerage(graph: &Graph, classes: &Classes, watch: &dyn Watch) -> Result<Brokerage, Cancelled> {
    let count = graph.len();
    let mut of: Vec<Played> = vec![[0; 5]; count];
    let mut mark = vec![u32::MAX; count];
    let mut ties = 0;
    for giver in 0..count {
        if giver % 64 == 0 {
            watch.go_on()?;
            watch.progress(giver as f64 / count as f64);
        }
        let Some(first) = classes.of[giver] else { continue };
        let direct = graph.out().of(giver);
        direct.iter().for_each(|taker| mark[*taker as usize] = giver as u32);
        for broker in direct.iter().map(|broker| *broker as usize).filter(|broker| *broker != giver) {
            let Some(second) = classes.of[broker] else { continue };
            ties += 1;
            for taker in graph.out().of(broker).iter().map(|taker| *taker as usize) {
                if taker == giver || taker == broker || mark[taker] == giver as u32 {
                    continue;
                }
                let Some(third) = classes.of[taker] else { continue };
                of[broker][Role::of(first, second, third) as usize] += 1;
            }
        }
    }
    let sizes = classes.sizes();
    let all: usize = sizes.iter().sum();
    let possible = all * all.saturating_sub(1);
    let density = if possible > 0 { f64::from(ties) / possible as f64 } else { 0.0 };
    let chances = (0..sizes.len()).map(|class| chances(&sizes, class, density)).collect();
    Ok(Brokerage { of, class: classes.of.clone(), chances })
}

/// The exact mean and deviation where each tie is there with the same chance d, by itself. A pair (a, b) makes v a broker
/// with the chance d²(1 - d); two pairs that share their giver or their taker share a tie to or from v, which adds d³(1 -
/// d)³ to the variance each way; other pairs know nothing of each other.
fn chances(sizes: &[usize], class: usize, density: f64) -> [Chances; 6] {
    let size = |class: usize| sizes[class] as f64;
    let own = size(class) - 1.0;
    let all: f64 = sizes.iter().map(|size| *size as f64).sum();
    let others = all - size(class);
    let foreign = || (0..sizes.len()).filter(move |other| *other != class);
    // Of each role: the ordered pairs, and how many ordered pairs of pairs share their giver or their taker.
    let coordinator = (own * (own - 1.0), 2.0 * own * (own - 1.0) * (own - 2.0));
    let consultant = foreign().fold((0.0, 0.0), |(pairs, sharing), other| {
        let one = size(other);
        (pairs + one * (one - 1.0), sharing + 2.0 * one * (one - 1.0) * (one - 2.0))
    });
    let between = (own * others, own * others * (others - 1.0) + others * own * (own - 1.0));
    let liaison = foreign().fold((0.0, 0.0), |(pairs, sharing), other| {
        let rest = others - size(other);
        (pairs + size(other) * rest, sharing + 2.0 * size(other) * rest * (rest - 1.0))
    });
    let total = ((all - 1.0) * (all - 2.0), 2.0 * (all - 1.0) * (all - 2.0) * (all - 3.0));
    let broker = density * density * (1.0 - density);
    let shared = density.powi(3) * (1.0 - density).powi(3);
    [coordinator, consultant, between, between, liaison, total].map(|(pairs, sharing)| {
        let variance = pairs * broker * (1.0 - broker) + sharing * shared;
        Chances { expected: pairs * broker, deviation: variance.max(0.0).sqrt() }
    })
}
