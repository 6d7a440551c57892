//! The layers of a piece with a waypoint in every layer that a long link passes, so that links lead from layer to
//! layer only; and a place kept for each group in every layer it reaches over. Must not know coordinates.

use super::{
    groups::{Groups, NO_GROUP},
    links::Link,
};

/// How many waypoints there are at most, for each organisation and in all: the longest links go without beyond that,
/// for a picture of lines that pass shows nobody.
const MOST_WAYPOINTS_EACH: usize = 50;
/// With so many links for each organisation there is one waypoint each, with half as many two: where all are joined with
/// all, ways beside the boxes take far more room than they tell anything.
const WAYPOINTS_BY_DENSITY: usize = 400;
const MOST_WAYPOINTS: usize = 300_000;

/// Neighbours of all nodes in one direction, one list after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Lists {
    fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut start = vec![0_u32; count + 1];
        pairs.iter().for_each(|(from, _)| start[*from as usize + 1] += 1);
        (0..count).for_each(|node| start[node + 1] += start[node]);
        let mut next = start.clone();
        let mut to = vec![0; pairs.len()];
        for (from, other) in pairs {
            to[next[*from as usize] as usize] = *other;
            next[*from as usize] += 1;
        }
        Self { start, to }
    }

    pub(super) fn of(&self, node: u32) -> &[u32] {
        &self.to[self.start[node as usize] as usize..self.start[node as usize + 1] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.to.len()
    }

    /// Sorts the lists of the nodes of one layer by the order of the layer that they lead to. `back` are the same
    /// links from there.
    pub(super) fn sort(&mut self, onto: &[u32], back: &Lists, next: &mut [u32]) {
        for node in onto {
            for other in back.of(*node) {
                next[*other as usize] = self.start[*other as usize];
            }
        }
        for node in onto {
            for other in back.of(*node) {
                self.to[next[*other as usize] as usize] = *node;
                next[*other as usize] += 1;
            }
        }
    }
}

/// Organisations come first, then waypoints.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    /// How many are organisations.
    pub(super) real: usize,
    /// Who stands in each layer, in order.
    pub(super) layers: Vec<Vec<u32>>,
    /// Each node's place in its layer.
    pub(super) place: Vec<u32>,
    /// Each node's layer.
    pub(super) layer_of: Vec<u32>,
    /// Neighbours in the layer before.
    pub(super) before: Lists,
    /// Neighbours in the layer after.
    pub(super) after: Lists,
    /// Neighbours in the same layer.
    pub(super) beside: Lists,
    /// The innermost group of each node.
    pub(super) home: Vec<usize>,
    /// The tree of groups.
    pub(super) groups: Groups,
}

impl Layers {
    pub(super) fn new(ranks: &[usize], links: &[Link], groups: &Groups) -> Self {
        let real = ranks.len();
        let by_density = WAYPOINTS_BY_DENSITY * real * real / links.len().max(1);
        let most = (real * MOST_WAYPOINTS_EACH).min(by_density).min(MOST_WAYPOINTS);
        let mut layer_of: Vec<u32> = ranks.iter().map(|rank| *rank as u32).collect();
        let mut home = groups.home.clone();
        let mut steps = Vec::new();
        let mut beside = Vec::new();
        let mut by_length: Vec<&Link> = links.iter().collect();
        by_length.sort_by_key(|link| ranks[link.from].abs_diff(ranks[link.to]));
        for link in by_length {
            let (from, to) =
                if ranks[link.from] <= ranks[link.to] { (link.from, link.to) } else { (link.to, link.from) };
            if ranks[from] == ranks[to] {
                beside.push((from as u32, to as u32));
                beside.push((to as u32, from as u32));
                continue;
            }
            if layer_of.len() - real + (ranks[to] - ranks[from]) > most {
                break;
            }
            let round = groups.round_both(home[from], home[to]);
            let mut last = from as u32;
            for layer in ranks[from] + 1..ranks[to] {
                let waypoint = layer_of.len() as u32;
                layer_of.push(layer as u32);
                home.push(round);
                steps.push((last, waypoint));
                last = waypoint;
            }
            steps.push((last, to as u32));
        }
        let mut layers = vec![Vec::new(); ranks.iter().max().map_or(0, |last| last + 1)];
        keep_places(groups, &mut layer_of, &mut home, layers.len());
        let count = layer_of.len();
        for (node, layer) in layer_of.iter().enumerate() {
            layers[*layer as usize].push(node as u32);
        }
        let backwards: Vec<(u32, u32)> = steps.iter().map(|(from, to)| (*to, *from)).collect();
        let mut all = Self {
            real,
            layers,
            place: vec![0; count],
            layer_of,
            before: Lists::new(count, &backwards),
            after: Lists::new(count, &steps),
            beside: Lists::new(count, &beside),
            home,
            groups: groups.clone(),
        };
        (0..all.layers.len()).for_each(|layer| all.number(layer));
        all
    }

    pub(super) fn is_real(&self, node: u32) -> bool {
        (node as usize) < self.real
    }

    /// Tells the nodes of a layer their places.
    pub(super) fn number(&mut self, layer: usize) {
        for (place, node) in self.layers[layer].iter().enumerate() {
            self.place[*node as usize] = place as u32;
        }
    }

    /// Gives everyone the order of another time.
    pub(super) fn reset(&mut self, layers: &[Vec<u32>]) {
        for (number, layer) in layers.iter().enumerate() {
            self.layers[number].clone_from(layer);
            self.number(number);
        }
    }
}

/// Adds a waypoint that leads nowhere wherever a group reaches over a layer in which nothing of it stands.
fn keep_places(groups: &Groups, layer_of: &mut Vec<u32>, home: &mut Vec<usize>, count: usize) {
    for group in groups.inner_first() {
        let mut there = vec![false; count];
        for (node, layer) in layer_of.iter().enumerate() {
            there[*layer as usize] |= home[node] != NO_GROUP && groups.is_within(home[node], group);
        }
        let first = there.iter().position(|there| *there).unwrap_or(0);
        let last = there.iter().rposition(|there| *there).unwrap_or(0);
        for (layer, there) in there.iter().enumerate().take(last).skip(first) {
            if !there {
                layer_of.push(layer as u32);
                home.push(group);
            }
        }
    }
}
