//! Everyone goes where modularity gains most, until nobody gains: those whose neighbours moved are asked again.
//! Must not know how communities are refined.

use std::collections::VecDeque;

use super::level::Level;
use crate::chance::Chance;

/// A gain smaller than this is rounding.
pub(super) const NOTHING: f64 = 1e-12;

/// Moves nodes between communities, whose names are below the number of nodes.
pub(super) fn move_all(level: &Level, of: &mut [u32], resolution: f64, chance: &mut Chance) {
    if level.all <= 0.0 {
        return;
    }
    let mut order: Vec<u32> = (0..level.len() as u32).collect();
    chance.shuffle(&mut order);
    let mut queue: VecDeque<u32> = order.into();
    let mut waits = vec![true; level.len()];
    let mut moves = Moves::new(level, of, resolution);
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        waits[node] = false;
        if let Some(there) = moves.ask(node) {
            for (other, _) in level.ties(node) {
                let follows = moves.of[*other as usize] != there;
                if follows && !std::mem::replace(&mut waits[*other as usize], true) {
                    queue.push_back(*other);
                }
            }
        }
    }
}

struct Moves<'a> {
    level: &'a Level,
    of: &'a mut [u32],
    resolution: f64,
    /// How strong the members of each community are together, and how many.
    total: Vec<f64>,
    size: Vec<u32>,
    empty: Vec<u32>,
    /// What ties the node that is asked to each community, and which these are.
    tied: Vec<f64>,
    is_met: Vec<bool>,
    met: Vec<u32>,
}

impl<'a> Moves<'a> {
    fn new(level: &'a Level, of: &'a mut [u32], resolution: f64) -> Self {
        let count = level.len();
        let (mut total, mut size) = (vec![0.0; count], vec![0_u32; count]);
        for (node, own) in of.iter().enumerate() {
            total[*own as usize] += level.strength[node];
            size[*own as usize] += 1;
        }
        let empty = (0..count as u32).rev().filter(|name| size[*name as usize] == 0).collect();
        let (tied, is_met) = (vec![0.0; count], vec![false; count]);
        Self { level, of, resolution, total, size, empty, tied, is_met, met: Vec::new() }
    }

    /// Moves a node if it gains; where to.
    fn ask(&mut self, node: usize) -> Option<u32> {
        for (other, strength) in self.level.ties(node) {
            let there = self.of[*other as usize];
            if !std::mem::replace(&mut self.is_met[there as usize], true) {
                self.met.push(there);
            }
            self.tied[there as usize] += strength;
        }
        let (own, strength) = (self.of[node], self.level.strength[node]);
        self.total[own as usize] -= strength;
        self.size[own as usize] -= 1;
        let there = self.best(own, strength);
        for there in self.met.drain(..) {
            self.tied[there as usize] = 0.0;
            self.is_met[there as usize] = false;
        }
        self.total[there as usize] += strength;
        self.size[there as usize] += 1;
        if there == own {
            return None;
        }
        if self.empty.last() == Some(&there) {
            self.empty.pop();
        }
        if self.size[own as usize] == 0 {
            self.empty.push(own);
        }
        self.of[node] = there;
        Some(there)
    }

    /// Where one that has just left its own community gains most; back there when nowhere gains more.
    fn best(&self, own: u32, strength: f64) -> u32 {
        let share = self.resolution * strength / self.level.all;
        let gain = |there: u32| self.tied[there as usize] - share * self.total[there as usize];
        let mut best = (own, gain(own));
        for there in self.met.iter().copied().filter(|there| *there != own) {
            let gain = gain(there);
            if gain > best.1 + NOTHING {
                best = (there, gain);
            }
        }
        let alone = if self.size[own as usize] == 0 { Some(own) } else { self.empty.last().copied() };
        alone.filter(|_| 0.0 > best.1 + NOTHING).unwrap_or(best.0)
    }
}
