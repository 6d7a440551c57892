//! Parts of a community that hang together well: what is drawn together next, so that no community falls apart.
//! Must not know how nodes are moved between communities.

use super::{level::Level, moving::NOTHING};
use crate::chance::Chance;

/// How freely a node chooses among parts that gain: at 0 always the best. The paper's choice.
const FREEDOM: f64 = 0.01;

/// Each node's part, named below the number of nodes.
pub(super) fn refine(level: &Level, of: &[u32], resolution: f64, chance: &mut Chance) -> Vec<u32> {
    let count = level.len();
    let mut community = vec![0.0; count];
    for (node, own) in of.iter().enumerate() {
        community[*own as usize] += level.strength[node];
    }
    let mut parts = Parts {
        level,
        of,
        pull: resolution / level.all.max(f64::MIN_POSITIVE),
        part: (0..count as u32).collect(),
        total: level.strength.clone(),
        // What ties each part to the rest of its community.
        outward: (0..count).map(|node| within(level, of, node)).collect(),
        alone: vec![true; count],
        community,
        tied: vec![0.0; count],
        met: Vec::new(),
    };
    let mut order: Vec<u32> = (0..count as u32).collect();
    chance.shuffle(&mut order);
    for node in order {
        let node = node as usize;
        if parts.alone[node] && parts.is_well_tied(node) {
            parts.place(node, chance);
        }
    }
    parts.part
}

/// What ties a node to others of its community.
fn within(level: &Level, of: &[u32], node: usize) -> f64 {
    let ties = level.ties(node).iter().filter(|(other, _)| of[*other as usize] == of[node]);
    ties.map(|tie| tie.1).sum()
}

struct Parts<'a> {
    level: &'a Level,
    of: &'a [u32],
    pull: f64,
    part: Vec<u32>,
    total: Vec<f64>,
    outward: Vec<f64>,
    alone: Vec<bool>,
    community: Vec<f64>,
    tied: Vec<f64>,
    met: Vec<u32>,
}

impl Parts<'_> {
    /// Whether a part is tied to the rest of its community at least as strongly as chance would tie it.
    fn is_well_tied(&self, part: usize) -> bool {
        let total = self.total[part];
        // A part's name is one of its members: its community is that member's.
        let rest = self.community[self.of[part] as usize] - total;
        self.outward[part] + NOTHING >= self.pull * total * rest
    }

    fn place(&mut self, node: usize, chance: &mut Chance) {
        let level = self.level;
        for (other, strength) in level.ties(node) {
            if self.of[*other as usize] == self.of[node] {
                let there = self.part[*other as usize];
                if self.tied[there as usize] == 0.0 {
                    self.met.push(there);
                }
                self.tied[there as usize] += strength;
            }
        }
        let strength = level.strength[node];
        let mut choices: Vec<(u32, f64)> = Vec::with_capacity(self.met.len());
        let mut best = 0.0_f64;
        for there in &self.met {
            let at = *there as usize;
            let gain = self.tied[at] - self.pull * strength * self.total[at];
            if at != node && gain >= 0.0 && self.is_well_tied(at) {
                choices.push((*there, gain));
                best = best.max(gain);
            }
        }
        if let Some(there) = chosen(&choices, best, chance) {
            self.join(node, there as usize);
        }
        for there in std::mem::take(&mut self.met) {
            self.tied[there as usize] = 0.0;
        }
    }

    fn join(&mut self, node: usize, there: usize) {
        self.part[node] = there as u32;
        self.alone[there] = false;
        self.alone[node] = false;
        self.total[there] += self.total[node];
        // Ties between the two no longer lead out of either.
        self.outward[there] += self.outward[node] - 2.0 * self.tied[there];
        self.total[node] = 0.0;
    }
}

/// One of the choices, the better the likelier.
fn chosen(choices: &[(u32, f64)], best: f64, chance: &mut Chance) -> Option<u32> {
    if choices.len() < 2 {
        return choices.first().map(|choice| choice.0);
    }
    let likely = |gain: f64| libm::exp((gain - best) / FREEDOM);
    let sum: f64 = choices.iter().map(|(_, gain)| likely(*gain)).sum();
    let mut left = chance.share() * sum;
    for (there, gain) in choices {
        left -= likely(*gain);
        if left <= 0.0 {
            return Some(*there);
        }
    }
    choices.last().map(|choice| choice.0)
}
