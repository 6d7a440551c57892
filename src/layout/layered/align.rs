//! Where everyone stands across the stream: links drawn straight where they may be (Brandes, Koepf 2001), four ways
//! and the middle of them; boxes with their real sizes, groups with room of their own. Must not know directions.

use super::{fold::Folds, groups::NO_GROUP, layers::Layers, links::Link};

/// Between two boxes of a layer, canvas units.
pub(super) const BETWEEN_BOXES: f64 = 30.0;
/// Between a box and a line that passes.
const BETWEEN_BOX_AND_LINE: f64 = 22.0;
/// Between two lines that pass.
const BETWEEN_LINES: f64 = 14.0;
/// Between two boxes of a layer that a link joins, when layers follow each other across: the words are beside it.
const BETWEEN_JOINED: f64 = 64.0;
/// Between two boxes side by side that a link joins, at most; and beside its words.
const MOST_JOINED: f64 = 170.0;
const BESIDE_WORDS: f64 = 48.0;
/// What each of several flows between the same two takes across, and how many are given room.
const LANE: f64 = 26.0;
const MOST_LANES: u32 = 8;
/// Between the outermost box of a group and its edge; where it begins its title stands.
const INSIDE: f64 = 20.0;
const TITLE: f64 = 40.0;
/// Between the edge of a group and what stands outside.
const OUTSIDE: f64 = 16.0;

/// `after` stands at least `apart` further than `before`.
#[derive(Clone, Copy)]
struct Apart {
    before: usize,
    after: usize,
    apart: f64,
}

/// How much room everyone needs across the stream, canvas units.
pub(super) struct Room {
    /// From the middle of each organisation to its edge.
    half: Vec<f64>,
    /// From the middle of each organisation to the end of its flows' lanes.
    lanes: Vec<f64>,
    /// Between two boxes of a layer that a link joins.
    joined: f64,
    /// Where a group begins, before its outermost box.
    title: f64,
    folds: Folds,
}

impl Room {
    /// For organisations so broad, with these links.
    pub(super) fn new(breadth: &[f64], links: &[Link], folds: Folds, sideways: bool) -> Self {
        let half: Vec<f64> = breadth.iter().map(|breadth| breadth / 2.0).collect();
        let mut lanes = half.clone();
        for link in links {
            for end in [link.from, link.to] {
                lanes[end] = lanes[end].max(f64::from(link.weight.min(MOST_LANES)) * LANE / 2.0);
            }
        }
        let words = links.iter().map(|link| link.words + BESIDE_WORDS).fold(BETWEEN_JOINED, f64::max);
        let joined = if sideways { words.min(MOST_JOINED) } else { BETWEEN_JOINED };
        Self { half, lanes, joined, title: if sideways { INSIDE } else { TITLE }, folds }
    }

    fn half(&self, node: u32) -> f64 {
        self.half.get(node as usize).copied().unwrap_or(0.0)
    }

    /// The distance of two neighbours of a layer.
    fn between(&self, layers: &Layers, a: u32, b: u32) -> f64 {
        let (real_a, real_b) = (layers.is_real(a), layers.is_real(b));
        if real_a && real_b && self.folds.is_one_row(a, b) {
            return 0.0;
        }
        let gap = match (real_a, real_b) {
            (true, true) if layers.beside.of(a).contains(&b) => self.joined,
            (true, true) => BETWEEN_BOXES,
            (false, false) => BETWEEN_LINES,
            _ => BETWEEN_BOX_AND_LINE,
        };
        let lanes = |node: u32| self.lanes.get(node as usize).copied().unwrap_or(0.0);
        (self.half(a) + self.half(b) + gap).max(lanes(a) + lanes(b) + BETWEEN_LINES)
    }
}

/// The middle of each organisation and waypoint, canvas units.
pub(super) fn across(layers: &Layers, room: &Room) -> Vec<f64> {
    let apart = all_apart(layers, room);
    let conflicts = conflicts(layers);
    let mut ways: Vec<Vec<f64>> = Vec::new();
    for onward in [true, false] {
        for rightward in [true, false] {
            let root = blocks(layers, &conflicts, onward, rightward);
            ways.push(compact(layers, root, &apart, rightward));
        }
    }
    middle(&mut ways, layers.place.len())
}

/// The mean of the two middle ones of the four ways, once they all lie as the narrowest does. Whatever is far enough
/// apart in all four is so in the middle too.
fn middle(ways: &mut [Vec<f64>], count: usize) -> Vec<f64> {
    let ends = |way: &[f64]| {
        way[..count]
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)))
    };
    let all: Vec<(f64, f64)> = ways.iter().map(|way| ends(way)).collect();
    let narrowest =
        all.iter().copied().min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or((0.0, 0.0));
    for (number, way) in ways.iter_mut().enumerate() {
        let shift = if number % 2 == 0 { narrowest.0 - all[number].0 } else { narrowest.1 - all[number].1 };
        way.iter_mut().for_each(|x| *x += shift);
    }
    let of = |node: usize| {
        let mut four: Vec<f64> = ways.iter().map(|way| way[node]).collect();
        four.sort_by(f64::total_cmp);
        (four[1] + four[2]) / 2.0
    };
    (0..count).map(of).collect()
}

/// All distances to be kept: nodes of a layer, and the edges of groups, which are numbered after the nodes: where
/// each begins, and where it ends.
fn all_apart(layers: &Layers, room: &Room) -> Vec<Apart> {
    let half = |node: u32| room.half(node);
    let count = layers.place.len();
    let (begins, ends) = (|group: usize| count + 2 * group, |group: usize| count + 2 * group + 1);
    let title = room.title;
    let mut all = Vec::new();
    for (layer, row) in layers.layers.iter().enumerate() {
        let columns = room.folds.columns(layer);
        if columns > 1 {
            let boxes: Vec<u32> = row.iter().copied().filter(|node| layers.is_real(*node)).collect();
            // Each and the next of its column.
            all.extend(boxes.iter().zip(boxes.iter().skip(columns)).map(|(a, b)| {
                let apart = room.between(layers, *a, *b);
                Apart { before: *a as usize, after: *b as usize, apart }
            }));
        }
        for pair in row.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let apart = room.between(layers, a, b);
            all.push(Apart { before: a as usize, after: b as usize, apart });
            if layers.groups.is_empty() {
                continue;
            }
            let (home_a, home_b) = (layers.home[a as usize], layers.home[b as usize]);
            let round = layers.groups.round_both(home_a, home_b);
            let outermost =
                |home: usize| layers.groups.outward(home).take_while(|group| *group != round).last();
            match (outermost(home_a), outermost(home_b)) {
                (Some(one), Some(other)) => {
                    all.push(Apart { before: ends(one), after: begins(other), apart: OUTSIDE });
                }
                (Some(one), None) => {
                    all.push(Apart { before: ends(one), after: b as usize, apart: half(b) + OUTSIDE });
                }
                (None, Some(other)) => {
                    all.push(Apart { before: a as usize, after: begins(other), apart: half(a) + OUTSIDE });
                }
                (None, None) => {}
            }
        }
    }
    for node in 0..count {
        let home = layers.home[node];
        if home != NO_GROUP {
            let half = half(node as u32);
            all.push(Apart { before: begins(home), after: node, apart: half + title });
            all.push(Apart { before: node, after: ends(home), apart: half + INSIDE });
        }
    }
    for (group, round) in layers.groups.parent.iter().enumerate() {
        if *round != NO_GROUP {
            all.push(Apart { before: begins(*round), after: begins(group), apart: title });
            all.push(Apart { before: ends(group), after: ends(*round), apart: INSIDE });
        }
    }
    all
}

/// The links from `node` that a straight link of waypoints crosses: they give way. As pairs, sorted.
fn conflicts(layers: &Layers) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for layer in 1..layers.layers.len() {
        let row = &layers.layers[layer];
        let width = layers.layers[layer - 1].len() as u32;
        let (mut scanned, mut from) = (0, 0);
        for (place, node) in row.iter().enumerate() {
            let inner = inner_before(layers, *node);
            if inner.is_none() && place + 1 < row.len() {
                continue;
            }
            let to = inner.map_or(width, |other| layers.place[other as usize]);
            while scanned <= place {
                let other = row[scanned];
                for up in layers.before.of(other) {
                    let up_place = layers.place[*up as usize];
                    if (up_place < from || up_place > to) && inner_before(layers, other) != Some(*up) {
                        found.push((*up, other));
                    }
                }
                scanned += 1;
            }
            from = inner.map_or(from, |other| layers.place[other as usize]);
        }
    }
    found.sort_unstable();
    found
}

/// The waypoint before a waypoint.
fn inner_before(layers: &Layers, node: u32) -> Option<u32> {
    if layers.is_real(node) {
        return None;
    }
    layers.before.of(node).first().copied().filter(|other| !layers.is_real(*other))
}

/// Lines everyone up with the middle one of its neighbours in the layer before (or after); the first of each line.
fn blocks(layers: &Layers, conflicts: &[(u32, u32)], onward: bool, rightward: bool) -> Vec<u32> {
    let count = layers.place.len();
    let mut root: Vec<u32> = (0..count as u32).collect();
    let mut taken = vec![false; count];
    let last = layers.layers.len() - 1;
    for step in 1..=last {
        let layer = if onward { step } else { last - step };
        let row = &layers.layers[layer];
        // The place up to which the other layer is taken.
        let mut limit: Option<u32> = None;
        for index in 0..row.len() {
            let node = if rightward { row[index] } else { row[row.len() - 1 - index] };
            let mut others = if onward { layers.before.of(node) } else { layers.after.of(node) }.to_vec();
            others.sort_unstable_by_key(|other| layers.place[*other as usize]);
            let (low, high) = (others.len().saturating_sub(1) / 2, others.len() / 2);
            let medians = if rightward { [low, high] } else { [high, low] };
            for median in medians {
                let Some(other) = others.get(median).copied() else { break };
                let place = layers.place[other as usize];
                let free = limit.is_none_or(|limit| if rightward { place > limit } else { place < limit });
                let ends = if onward { (other, node) } else { (node, other) };
                if free && !taken[node as usize] && conflicts.binary_search(&ends).is_err() {
                    taken[node as usize] = true;
                    root[node as usize] = root[other as usize];
                    limit = Some(place);
                }
            }
        }
    }
    root
}

/// Draws all lines together to one side, and then each back to what it stands beside.
fn compact(layers: &Layers, mut root: Vec<u32>, apart: &[Apart], rightward: bool) -> Vec<f64> {
    let nodes = layers.place.len();
    let count = nodes + 2 * layers.groups.parent.len();
    root.extend(nodes as u32..count as u32);
    loop {
        let arcs: Vec<(u32, u32, f64)> = apart
            .iter()
            .map(|one| {
                let (a, b) = (root[one.before], root[one.after]);
                if rightward { (a, b, one.apart) } else { (b, a, one.apart) }
            })
            .collect();
        let (order, stuck) = in_order(&root, &arcs);
        if let Some(line) = stuck {
            // Groups can make a line impossible that two layers alone allow: then everyone in it stands alone.
            for (node, root) in root.iter_mut().enumerate().filter(|(_, root)| **root == line) {
                *root = node as u32;
            }
            continue;
        }
        let place = drawn_together(&order, &arcs, count);
        let sign = if rightward { 1.0 } else { -1.0 };
        return root.iter().map(|root| sign * place[*root as usize]).collect();
    }
}

/// The lines, each after all that it keeps a distance from; or one that stands in its own way.
fn in_order(root: &[u32], arcs: &[(u32, u32, f64)]) -> (Vec<u32>, Option<u32>) {
    let count = root.len();
    let mut waits_for = vec![0_u32; count];
    let mut start = vec![0_u32; count + 1];
    for (from, to, _) in arcs {
        waits_for[*to as usize] += 1;
        start[*from as usize + 1] += 1;
    }
    (0..count).for_each(|node| start[node + 1] += start[node]);
    let mut next = start.clone();
    let mut to = vec![0; arcs.len()];
    for (from, other, _) in arcs {
        to[next[*from as usize] as usize] = *other;
        next[*from as usize] += 1;
    }
    let is_line = |node: usize| root[node] as usize == node;
    let mut order: Vec<u32> =
        (0..count).filter(|node| is_line(*node) && waits_for[*node] == 0).map(|node| node as u32).collect();
    let mut done = 0;
    while let Some(line) = order.get(done).copied() {
        done += 1;
        for other in &to[start[line as usize] as usize..start[line as usize + 1] as usize] {
            waits_for[*other as usize] -= 1;
            if waits_for[*other as usize] == 0 {
                order.push(*other);
            }
        }
    }
    // Of those that wait for ever, the first line of more than one.
    let mut members = vec![0_u32; count];
    root.iter().for_each(|root| members[*root as usize] += 1);
    let stuck = (0..count).find(|line| is_line(*line) && waits_for[*line] > 0 && members[*line] > 1);
    (order, stuck.map(|line| line as u32))
}

/// As far to the front as distances allow, and then as far back as the next allows.
fn drawn_together(order: &[u32], arcs: &[(u32, u32, f64)], count: usize) -> Vec<f64> {
    let mut index = vec![0_u32; count];
    order.iter().enumerate().for_each(|(place, line)| index[*line as usize] = place as u32);
    let mut place = vec![0.0_f64; count];
    let mut arcs = arcs.to_vec();
    arcs.sort_by_key(|(from, ..)| index[*from as usize]);
    for (from, to, apart) in &arcs {
        place[*to as usize] = place[*to as usize].max(place[*from as usize] + apart);
    }
    let mut room = vec![f64::INFINITY; count];
    for (from, to, apart) in arcs.iter().rev() {
        // All that come after have gone back already: arcs are sorted by where they begin.
        let to_place = if room[*to as usize].is_finite() { room[*to as usize] } else { place[*to as usize] };
        room[*from as usize] = room[*from as usize].min(to_place - apart);
    }
    for (place, room) in place.iter_mut().zip(&room) {
        if room.is_finite() {
            *place = place.max(*room);
        }
    }
    place
}
