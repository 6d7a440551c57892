//! Sifting: each node of a layer goes to the best of all places of its layer. Must not know coordinates.

use super::{
    super::{Cancelled, Watch},
    count,
    groups::NO_GROUP,
    layers::Layers,
};

/// How many pairs of nodes are compared at most.
const EFFORT: usize = 50_000_000;

/// Sorts the lists of a layer's nodes to the layers before and after.
pub(super) fn sort_lists(layers: &mut Layers, layer: usize, next: &mut [u32]) {
    let Layers { after, before, layers: rows, .. } = layers;
    if layer > 0 {
        before.sort(&rows[layer - 1], after, next);
    }
    if let Some(following) = rows.get(layer + 1) {
        after.sort(following, before, next);
    }
}

/// How many crossings fewer there are when two neighbours change places.
pub(super) fn gain_of_exchange(layers: &Layers, first: u32, second: u32) -> i64 {
    let gain = count::difference(&layers.place, layers.before.of(first), layers.before.of(second))
        + count::difference(&layers.place, layers.after.of(first), layers.after.of(second));
    if layers.beside.len() == 0 {
        return gain;
    }
    let here = layers.place[first as usize];
    let nearer = |node: u32, other: &u32| {
        if *other == first || *other == second {
            0
        } else if (layers.place[*other as usize] > here) == (node == first) {
            1
        } else {
            -1
        }
    };
    let beside = |node: u32| layers.beside.of(node).iter().map(|other| nearer(node, other)).sum::<i64>();
    gain + beside(first) + beside(second)
}

/// Sifts all layers, at most so often, until it gets hardly better; how bad it is then. `badness` says how bad it was.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn sift(
    layers: &mut Layers,
    badness: u64,
    rounds: usize,
    watch: &dyn Watch,
) -> Result<u64, Cancelled> {
    let mut next = vec![0; layers.place.len()];
    let mut tree = Vec::new();
    let (mut least, mut best) = (badness, layers.layers.clone());
    let mut effort = 0;
    for round in 0..rounds {
        for step in 0..layers.layers.len() {
            watch.go_on()?;
            let layer = if round % 2 == 0 { step } else { layers.layers.len() - 1 - step };
            sort_lists(layers, layer, &mut next);
            let mut row = Row::new(layers, layer);
            let mut nodes = layers.layers[layer].clone();
            // Those with the most links first: the others find their places among them.
            nodes.sort_by_key(|node| {
                (std::cmp::Reverse(layers.before.of(*node).len() + layers.after.of(*node).len()), *node)
            });
            for node in nodes {
                if effort > EFFORT {
                    break;
                }
                effort += row.seats.len();
                row.sift_one(layers, node);
            }
            let order = row.seats.iter().map(|seat| seat.node);
            layers.layers[layer].clear();
            layers.layers[layer].extend(order);
            layers.number(layer);
        }
        let badness = count::badness(layers, &mut next, &mut tree);
        let enough = badness * 1000 > least * 999;
        if badness < least {
            (least, best) = (badness, layers.layers.clone());
        }
        if enough || effort > EFFORT || least == 0 {
            break;
        }
    }
    layers.reset(&best);
    Ok(least)
}

/// A node and where the places of its neighbours are kept: up to the middle those in the layer before.
#[derive(Clone, Copy)]
struct Seat {
    node: u32,
    start: u32,
    middle: u32,
    end: u32,
}

/// A layer while its nodes are sifted.
struct Row {
    seats: Vec<Seat>,
    places: Vec<u32>,
    /// For each place of the layer before: how many neighbours of a node stand after it, less how many before it.
    before: Vec<i32>,
    /// The same for the layer after.
    after: Vec<i32>,
}

impl Row {
    fn new(layers: &Layers, layer: usize) -> Self {
        let mut places = Vec::new();
        let mut add = |others: &[u32]| {
            let start = places.len() as u32;
            places.extend(others.iter().map(|other| layers.place[*other as usize]));
            start
        };
        let seat = |node: &u32| {
            let start = add(layers.before.of(*node));
            let middle = add(layers.after.of(*node));
            Seat { node: *node, start, middle, end: middle + layers.after.of(*node).len() as u32 }
        };
        let seats = layers.layers[layer].iter().map(seat).collect();
        let width =
            |layer: Option<usize>| layer.and_then(|layer| layers.layers.get(layer)).map_or(0, Vec::len);
        let (before, after) = (vec![0; width(layer.checked_sub(1))], vec![0; width(Some(layer + 1))]);
        Self { seats, places, before, after }
    }

    /// How often the links of a node cross those of another when it stands before it, less how often after.
    fn difference(&self, other: Seat) -> i32 {
        let sum = |range: std::ops::Range<u32>, table: &[i32]| {
            let places = &self.places[range.start as usize..range.end as usize];
            places.iter().map(|place| table[*place as usize]).sum::<i32>()
        };
        sum(other.start..other.middle, &self.before) + sum(other.middle..other.end, &self.after)
    }

    /// Moves one node to the best place of its layer; of equal ones to the nearest.
    fn sift_one(&mut self, layers: &Layers, node: u32) {
        let Some(here) = self.seats.iter().position(|seat| seat.node == node) else { return };
        let own = self.seats[here];
        fill(&mut self.before, &self.places[own.start as usize..own.middle as usize]);
        fill(&mut self.after, &self.places[own.middle as usize..own.end as usize]);
        let mut best = (0, here);
        let mut gain = 0;
        for place in (0..here).rev() {
            gain -= self.difference(self.seats[place]);
            if gain > best.0 && self.fits(layers, node, place.checked_sub(1), Some(place)) {
                best = (gain, place);
            }
        }
        gain = 0;
        for place in here + 1..self.seats.len() {
            gain += self.difference(self.seats[place]);
            if gain > best.0 && self.fits(layers, node, Some(place), Some(place + 1)) {
                best = (gain, place);
            }
        }
        let there = best.1;
        if there < here {
            self.seats[there..=here].rotate_right(1);
        } else {
            self.seats[here..=there].rotate_left(1);
        }
    }

    /// Whether all groups still stand together when a node goes between two others.
    fn fits(&self, layers: &Layers, node: u32, left: Option<usize>, right: Option<usize>) -> bool {
        if layers.groups.is_empty() {
            return true;
        }
        let home = layers.home[node as usize];
        let home_at = |place: Option<usize>| {
            place.and_then(|place| self.seats.get(place)).map(|seat| layers.home[seat.node as usize])
        };
        let (left, right) = (home_at(left), home_at(right));
        let joins = |other: Option<usize>| {
            home == NO_GROUP || other.is_some_and(|other| layers.groups.is_within(other, home))
        };
        let splits = match (left, right) {
            (Some(left), Some(right)) => {
                !layers.groups.is_within(home, layers.groups.round_both(left, right))
            }
            _ => false,
        };
        (joins(left) || joins(right)) && !splits
    }
}

/// For each place, how many of the (sorted) places lie after it, less how many before it.
fn fill(table: &mut [i32], places: &[u32]) {
    let (mut from, mut value) = (0, places.len() as i32);
    for place in places {
        let place = *place as usize;
        // Places that are told twice count twice: between them lies nothing.
        if place >= from {
            table[from..place].fill(value);
            table[place] = value - 1;
            from = place + 1;
        } else {
            table[place] -= 1;
        }
        value -= 2;
    }
    table[from..].fill(value);
}
