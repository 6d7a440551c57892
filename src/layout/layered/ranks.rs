//! Which layer everyone stands in: every directed link leads at least one layer on, all links together are as short
//! as can be, and layers are about equally full. Must not know who stands where in a layer.

use std::collections::VecDeque;

use super::{
    super::{Cancelled, Watch},
    cycles,
    links::Link,
    simplex::{self, Arc},
};

/// How much more it costs to draw out a link that has a direction than one that has none.
const DIRECTED: i64 = 3;
/// How many exchanges of the network simplex are made at most, in all and for each node.
const EXCHANGES: usize = 60_000;

/// The layer of each node, from nought on; the links all lie within one connected piece.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn ranks(
    count: usize,
    links: &[Link],
    joined: &[(usize, usize)],
    watch: &dyn Watch,
) -> Result<Vec<usize>, Cancelled> {
    let against = cycles::against_the_stream(count, links);
    watch.go_on()?;
    let ways: Vec<Way> = links
        .iter()
        .zip(&against)
        .map(|(link, against)| {
            let (from, to) = if *against { (link.to, link.from) } else { (link.from, link.to) };
            Way { from, to, directed: link.directed, weight: i64::from(link.weight.min(4)) }
        })
        .collect();
    let mut ranks = first_ranks(count, &ways, joined);
    let mut arcs: Vec<Arc> = ways.iter().map(|way| arc(way, &ranks)).collect();
    // Who is in one group without a flow stays near too.
    arcs.extend(joined.iter().map(|(a, b)| {
        let (from, to) = if ranks[*a] <= ranks[*b] { (*a, *b) } else { (*b, *a) };
        Arc { from, to, least: 0, weight: 1 }
    }));
    simplex::improve(&mut ranks, &arcs, EXCHANGES, watch)?;
    let lowest = ranks.iter().min().copied().unwrap_or(0);
    ranks.iter_mut().for_each(|rank| *rank -= lowest);
    balance(&mut ranks, &arcs);
    Ok(ranks.into_iter().map(|rank| usize::try_from(rank).unwrap_or(0)).collect())
}

/// A link that is to be read from its first end to its second.
struct Way {
    from: usize,
    to: usize,
    directed: bool,
    weight: i64,
}

/// What a link asks for: without a direction, to stay as it lies.
fn arc(way: &Way, ranks: &[i64]) -> Arc {
    if way.directed {
        return Arc { from: way.from, to: way.to, least: 1, weight: DIRECTED * way.weight };
    }
    let (from, to) = if ranks[way.from] <= ranks[way.to] { (way.from, way.to) } else { (way.to, way.from) };
    Arc { from, to, least: i64::from(ranks[from] < ranks[to]), weight: way.weight }
}

/// Ranks that fit: the longest way from a source within each part that directed links join; the parts are hung on
/// each other by the links without direction, both ways from the middle.
fn first_ranks(count: usize, ways: &[Way], joined: &[(usize, usize)]) -> Vec<i64> {
    let mut ranks = longest_ways(count, ways);
    let part = parts(count, ways);
    let mut members = vec![Vec::new(); count];
    (0..count).for_each(|node| members[part[node]].push(node));
    let mut around = vec![Vec::new(); count];
    let loose = ways.iter().filter(|way| !way.directed).map(|way| (way.from, way.to));
    for (a, b) in loose.chain(joined.iter().copied()) {
        around[a].push(b);
        around[b].push(a);
    }
    let joins = |part: &Vec<usize>| part.iter().map(|node| around[*node].len()).sum::<usize>();
    let mut starts: Vec<usize> = (0..count).filter(|part| !members[*part].is_empty()).collect();
    starts.sort_by_key(|part| {
        (std::cmp::Reverse(members[*part].len()), std::cmp::Reverse(joins(&members[*part])), *part)
    });
    let mut hung = vec![false; count];
    for start in starts {
        if std::mem::replace(&mut hung[start], true) {
            continue;
        }
        let mut queue = VecDeque::from_iter(members[start].iter().map(|node| (*node, 0)));
        // In a part that is one node, what hangs on it goes to both sides.
        let alone = members[start].len() == 1;
        let mut sides = [0_usize; 2];
        while let Some((node, side)) = queue.pop_front() {
            for other in &around[node] {
                if std::mem::replace(&mut hung[part[*other]], true) {
                    continue;
                }
                let side = match side {
                    0 if alone && sides[1] < sides[0] => -1,
                    0 => 1,
                    side => side,
                };
                let weight = members[part[*other]].len();
                sides[usize::from(side < 0)] += weight;
                let shift = ranks[node] + side - ranks[*other];
                for member in &members[part[*other]] {
                    ranks[*member] += shift;
                    queue.push_back((*member, side));
                }
            }
        }
    }
    ranks
}

/// The longest directed way to each node.
fn longest_ways(count: usize, ways: &[Way]) -> Vec<i64> {
    let mut onward = vec![Vec::new(); count];
    let mut waits_for = vec![0_usize; count];
    for way in ways.iter().filter(|way| way.directed) {
        onward[way.from].push(way.to);
        waits_for[way.to] += 1;
    }
    let mut ranks = vec![0_i64; count];
    let mut ready: VecDeque<usize> = (0..count).filter(|node| waits_for[*node] == 0).collect();
    while let Some(node) = ready.pop_front() {
        for other in &onward[node] {
            ranks[*other] = ranks[*other].max(ranks[node] + 1);
            waits_for[*other] -= 1;
            if waits_for[*other] == 0 {
                ready.push_back(*other);
            }
        }
    }
    ranks
}

/// The part of each node that directed links join, named by its first node.
fn parts(count: usize, ways: &[Way]) -> Vec<usize> {
    let mut unions = super::unions::Unions::new(count);
    for way in ways.iter().filter(|way| way.directed) {
        unions.join(way.from, way.to);
    }
    unions.firsts()
}

/// Whoever may as well stand in another layer goes to the emptiest.
fn balance(ranks: &mut [i64], arcs: &[Arc]) {
    let count = ranks.len();
    let mut before = vec![Vec::new(); count];
    let mut after = vec![Vec::new(); count];
    let mut pull = vec![0_i64; count];
    for arc in arcs {
        before[arc.to].push(arc);
        after[arc.from].push(arc);
        pull[arc.to] += arc.weight;
        pull[arc.from] -= arc.weight;
    }
    let last = ranks.iter().max().copied().unwrap_or(0);
    let mut filled = vec![0_usize; usize::try_from(last).unwrap_or(0) + 1];
    let layer = |rank: i64| usize::try_from(rank).unwrap_or(0);
    ranks.iter().for_each(|rank| filled[layer(*rank)] += 1);
    for node in (0..count).filter(|node| pull[*node] == 0) {
        let low = before[node].iter().map(|arc| ranks[arc.from] + arc.least).max();
        let high = after[node].iter().map(|arc| ranks[arc.to] - arc.least).min();
        let (Some(low), Some(high)) = (low, high) else { continue };
        let emptiest = (low..=high).min_by_key(|rank| (filled[layer(*rank)], (rank - ranks[node]).abs()));
        if let Some(emptiest) = emptiest.filter(|rank| filled[layer(*rank)] + 1 < filled[layer(ranks[node])])
        {
            filled[layer(ranks[node])] -= 1;
            filled[layer(emptiest)] += 1;
            ranks[node] = emptiest;
        }
    }
}
