//! Who stands where in a layer so that few links cross: barycentres (Sugiyama, Tagawa, Toda 1981), exchanges of
//! neighbours and sifting (Matuszewski, Schoenfeld, Molitor 1999), from several beginnings. Groups stay together, and
//! in one order in all layers. Must not know coordinates.

use super::{
    super::{Cancelled, Watch},
    count,
    groups::NO_GROUP,
    layers::Layers,
    sift,
};
use crate::chance::Chance;

/// How many links are looked at in sweeps from one beginning at least and at most.
const EFFORT: usize = 1_500_000;
/// How many beginnings there are.
const BEGINNINGS: usize = 4;
/// After how many sweeps that brought nothing a beginning is given up.
const PATIENCE: usize = 6;
/// How many sweeps there are at most, for small maps.
const SWEEPS: usize = 60;

/// Orders all layers. `done` is told how far it is, 0 to 1.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn order(
    layers: &mut Layers,
    seed: u64,
    watch: &dyn Watch,
    done: &dyn Fn(f64),
) -> Result<(), Cancelled> {
    if layers.layers.iter().all(|layer| layer.len() < 2) {
        return Ok(());
    }
    let mut order = Order::new(layers, watch);
    let mut chance = Chance::new(seed);
    let mut best: Option<(u64, Vec<Vec<u32>>)> = None;
    for beginning in 0..BEGINNINGS {
        done(0.7 * beginning as f64 / BEGINNINGS as f64);
        order.begin(beginning, &mut chance);
        let (badness, rows) = order.sweep()?;
        if best.as_ref().is_none_or(|(least, _)| badness < *least) {
            best = Some((badness, rows));
        }
        if best.as_ref().is_some_and(|(least, _)| *least == 0) {
            break;
        }
    }
    done(0.7);
    if let Some((badness, rows)) = best {
        layers.reset(&rows);
        sift::sift(layers, badness, 40, watch)?;
    }
    done(1.0);
    Ok(())
}

/// What the sweeps need.
struct Order<'a> {
    layers: &'a mut Layers,
    watch: &'a dyn Watch,
    keys: Vec<f64>,
    next: Vec<u32>,
    tree: Vec<u32>,
    /// The order of groups within the group round them.
    group_keys: Vec<f64>,
    effort: usize,
}

impl<'a> Order<'a> {
    fn new(layers: &'a mut Layers, watch: &'a dyn Watch) -> Self {
        let count = layers.place.len();
        let group_keys = vec![0.0; layers.groups.parent.len()];
        Self {
            layers,
            watch,
            keys: vec![0.0; count],
            next: vec![0; count],
            tree: Vec::new(),
            group_keys,
            effort: 0,
        }
    }

    /// A first order: as a walk through the links finds everyone, from the front, from the back, or from anywhere.
    fn begin(&mut self, beginning: usize, chance: &mut Chance) {
        let count = self.layers.place.len();
        let mut starts: Vec<u32> = (0..count as u32).collect();
        let layer_of = |node: &u32| self.layers.layer_of[*node as usize];
        match beginning {
            0 => starts.sort_by_key(|node| (layer_of(node), *node)),
            1 => starts.sort_by_key(|node| (std::cmp::Reverse(layer_of(node)), *node)),
            _ => chance.shuffle(&mut starts),
        }
        let mut seen = vec![false; count];
        let mut found = 0.0;
        for start in starts {
            let mut stack = vec![start];
            while let Some(node) = stack.pop() {
                if std::mem::replace(&mut seen[node as usize], true) {
                    continue;
                }
                found += 1.0;
                self.keys[node as usize] = found;
                let layers = &self.layers;
                for lists in [&layers.before, &layers.after, &layers.beside] {
                    stack.extend(lists.of(node).iter().rev().filter(|other| !seen[**other as usize]));
                }
            }
        }
        self.order_groups(|order, node| order.keys[node] / count as f64);
        for layer in 0..self.layers.layers.len() {
            self.arrange(layer, false);
        }
    }

    /// Sweeps to and fro until it gets no better; the best order there was, and how bad it is.
    fn sweep(&mut self) -> Result<(u64, Vec<Vec<u32>>), Cancelled> {
        self.effort = 0;
        let last = self.layers.layers.len() - 1;
        let mut best = (self.badness(), self.layers.layers.clone());
        let mut in_vain = 0;
        for round in 0..SWEEPS {
            if in_vain >= PATIENCE || self.effort > EFFORT || best.0 == 0 {
                break;
            }
            self.order_groups(|order, node| order.relative(node as u32));
            let onward = round % 2 == 0;
            for step in 0..=last {
                self.watch.go_on()?;
                let layer = if onward { step } else { last - step };
                self.draw_to(layer, onward);
                self.arrange(layer, round % 4 > 1);
            }
            for step in 0..=last {
                self.watch.go_on()?;
                self.exchange(if onward { last - step } else { step }, round % 4 > 1);
            }
            let badness = self.badness();
            in_vain += 1;
            if badness < best.0 {
                if badness * 1000 < best.0 * 995 {
                    in_vain = 0;
                }
                best = (badness, self.layers.layers.clone());
            }
        }
        Ok(best)
    }

    fn badness(&mut self) -> u64 {
        self.effort += self.layers.after.len();
        count::badness(self.layers, &mut self.next, &mut self.tree)
    }

    /// A place as a share of the layer, 0 to 1.
    fn relative(&self, node: u32) -> f64 {
        let width = self.layers.layers[self.layers.layer_of[node as usize] as usize].len();
        (f64::from(self.layers.place[node as usize]) + 0.5) / width as f64
    }

    /// Where everyone of a layer is drawn to by the layer before or after, and by those beside.
    fn draw_to(&mut self, layer: usize, onward: bool) {
        let mut effort = 0;
        for node in &self.layers.layers[layer] {
            let lists = if onward { &self.layers.before } else { &self.layers.after };
            let (others, beside) = (lists.of(*node), self.layers.beside.of(*node));
            effort += others.len();
            let sum: f64 = others.iter().map(|other| f64::from(self.layers.place[*other as usize])).sum();
            let key = match (others.first(), beside) {
                (Some(other), []) => {
                    let width = self.layers.layers[self.layers.layer_of[*other as usize] as usize].len();
                    (sum / others.len() as f64 + 0.5) / width as f64
                }
                (None, []) => self.relative(*node),
                _ => {
                    let all = others.iter().chain(beside);
                    all.map(|other| self.relative(*other)).sum::<f64>() / (others.len() + beside.len()) as f64
                }
            };
            self.keys[*node as usize] = key;
        }
        self.effort += effort;
    }

    /// The order of groups: by the mean of all that is in them.
    fn order_groups(&mut self, key: impl Fn(&Self, usize) -> f64) {
        if self.layers.groups.is_empty() {
            return;
        }
        let mut sums = vec![(0.0, 0.0); self.group_keys.len()];
        for node in 0..self.layers.place.len() {
            for group in self.layers.groups.outward(self.layers.home[node]) {
                sums[group].0 += key(self, node);
                sums[group].1 += 1.0;
            }
        }
        self.group_keys = sums.into_iter().map(|(sum, count): (f64, f64)| sum / count.max(1.0)).collect();
    }

    /// Sorts a layer by the keys; of equal ones the later comes first when `turned`.
    fn arrange(&mut self, layer: usize, turned: bool) {
        let mut row = std::mem::take(&mut self.layers.layers[layer]);
        if turned {
            row.reverse();
        }
        if self.layers.groups.is_empty() {
            row.sort_by(|a, b| self.keys[*a as usize].total_cmp(&self.keys[*b as usize]));
        } else {
            row = self.arranged_within(NO_GROUP, row);
        }
        self.layers.layers[layer] = row;
        self.layers.number(layer);
    }

    /// Sorts what lies within one group: single nodes and inner groups by their means; the inner groups keep the
    /// order they have in all layers.
    fn arranged_within(&self, round: usize, row: Vec<u32>) -> Vec<u32> {
        let groups = &self.layers.groups;
        let mut units: Vec<(f64, usize, Vec<u32>)> = Vec::new();
        for node in row {
            let home = self.layers.home[node as usize];
            let inner = groups.outward(home).take_while(|group| *group != round).last().unwrap_or(NO_GROUP);
            let unit = units.iter_mut().find(|unit| inner != NO_GROUP && unit.1 == inner);
            match unit {
                Some(unit) => unit.2.push(node),
                None => units.push((0.0, inner, vec![node])),
            }
        }
        for (key, _, members) in &mut units {
            *key = members.iter().map(|node| self.keys[*node as usize]).sum::<f64>() / members.len() as f64;
        }
        units.sort_by(|a, b| a.0.total_cmp(&b.0));
        let seats: Vec<usize> = (0..units.len()).filter(|unit| units[*unit].1 != NO_GROUP).collect();
        let mut in_order: Vec<(usize, Vec<u32>)> =
            seats.iter().map(|seat| (units[*seat].1, std::mem::take(&mut units[*seat].2))).collect();
        in_order.sort_by(|a, b| self.group_keys[a.0].total_cmp(&self.group_keys[b.0]).then(a.0.cmp(&b.0)));
        for (seat, (group, members)) in seats.into_iter().zip(in_order) {
            units[seat].2 = self.arranged_within(group, members);
        }
        units.into_iter().flat_map(|unit| unit.2).collect()
    }

    /// Exchanges neighbours of a layer as long as that makes fewer crossings; also where it changes nothing when
    /// `turned`.
    fn exchange(&mut self, layer: usize, turned: bool) {
        sift::sort_lists(self.layers, layer, &mut self.next);
        for round in 0..8 {
            let mut better = false;
            for place in 1..self.layers.layers[layer].len() {
                let (first, second) =
                    (self.layers.layers[layer][place - 1], self.layers.layers[layer][place]);
                if self.layers.home[first as usize] != self.layers.home[second as usize] {
                    continue;
                }
                let gain = sift::gain_of_exchange(self.layers, first, second);
                if gain > 0 || (turned && round == 0 && gain == 0) {
                    self.layers.layers[layer].swap(place - 1, place);
                    self.layers.place[first as usize] += 1;
                    self.layers.place[second as usize] -= 1;
                    better |= gain > 0;
                }
            }
            self.effort += self.layers.layers[layer].len();
            if !better {
                break;
            }
        }
    }
}
