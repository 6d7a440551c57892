//! Which flows run against the stream, so that the others run one way: the greedy heuristic of Eades, Lin and Smyth
//! (1993) within each strong component, made better by moving single nodes, and then every flow let back in that
//! closes no cycle. Must not know layers.

use std::collections::BTreeSet;

use petgraph::{algo::kosaraju_scc, graph::DiGraph};

use super::links::Link;

/// How often everyone may move to a better place of the order.
const ROUNDS: usize = 12;
/// How many links are followed at most to let flows back in.
const EFFORT: usize = 4_000_000;

/// For each link whether it is to be read from its second end to its first. What is not directed never is.
pub(super) fn against_the_stream(count: usize, links: &[Link]) -> Vec<bool> {
    let mut graph = DiGraph::<(), ()>::with_capacity(count, links.len());
    (0..count).for_each(|_| _ = graph.add_node(()));
    for link in links.iter().filter(|link| link.directed) {
        graph.add_edge((link.from as u32).into(), (link.to as u32).into(), ());
    }
    let mut component = vec![0; count];
    let components = kosaraju_scc(&graph);
    for (number, members) in components.iter().enumerate() {
        members.iter().for_each(|node| component[node.index()] = number);
    }
    let within = |link: &Link| link.directed && component[link.from] == component[link.to];
    let mut stream = Stream::new(count, links, within);
    for members in components.iter().filter(|members| members.len() > 1) {
        let mut members: Vec<usize> = members.iter().map(|node| node.index()).collect();
        members.sort_unstable();
        stream.order(&members);
    }
    let mut against: Vec<bool> =
        links.iter().map(|link| within(link) && stream.place[link.from] > stream.place[link.to]).collect();
    stream.let_back(links, &mut against);
    against
}

/// The links of all strong components, and where everyone comes in the stream.
struct Stream {
    /// Of each node, the other ends of its links: who, how heavy, whether the link leads away, and the link's number.
    around: Vec<Vec<(usize, i64, bool, usize)>>,
    place: Vec<f64>,
}

impl Stream {
    fn new(count: usize, links: &[Link], within: impl Fn(&Link) -> bool) -> Self {
        let mut around = vec![Vec::new(); count];
        for (number, link) in links.iter().enumerate().filter(|(_, link)| within(link)) {
            around[link.from].push((link.to, i64::from(link.weight), true, number));
            around[link.to].push((link.from, i64::from(link.weight), false, number));
        }
        Self { around, place: vec![0.0; count] }
    }

    /// Orders one strong component.
    fn order(&mut self, members: &[usize]) {
        self.greedily(members);
        for _ in 0..ROUNDS {
            let mut better = false;
            for node in members {
                better |= self.move_one(*node);
            }
            // Whole numbers again, lest halves run out of digits.
            let mut order = members.to_vec();
            order.sort_by(|a, b| self.place[*a].total_cmp(&self.place[*b]).then(a.cmp(b)));
            order.iter().enumerate().for_each(|(place, node)| self.place[*node] = place as f64);
            if !better {
                break;
            }
        }
    }

    /// Sinks to the end, sources to the front, and else whoever gives most more than it takes to the front.
    fn greedily(&mut self, members: &[usize]) {
        let mut left: BTreeSet<usize> = members.iter().copied().collect();
        let surplus = |out: i64, taken: i64| match (out, taken) {
            (0, _) => i64::MIN,
            (_, 0) => i64::MAX,
            _ => out - taken,
        };
        let mut gives = vec![(0_i64, 0_i64); self.around.len()];
        for node in members {
            for (_, weight, away, _) in &self.around[*node] {
                let sum = if *away { &mut gives[*node].0 } else { &mut gives[*node].1 };
                *sum += weight;
            }
        }
        let key = |gives: &[(i64, i64)], node: usize| {
            (surplus(gives[node].0, gives[node].1), std::cmp::Reverse(node))
        };
        let mut queue: BTreeSet<_> = members.iter().map(|node| key(&gives, *node)).collect();
        let (mut front, mut back) = (0.0, members.len() as f64);
        while let Some(first) = queue.first().copied() {
            let sink = first.0 == i64::MIN;
            let chosen = if sink { first } else { queue.last().copied().unwrap_or(first) };
            queue.remove(&chosen);
            let node = chosen.1.0;
            left.remove(&node);
            if sink {
                back -= 1.0;
                self.place[node] = back;
            } else {
                self.place[node] = front;
                front += 1.0;
            }
            for (other, weight, away, _) in &self.around[node] {
                if left.contains(other) {
                    queue.remove(&key(&gives, *other));
                    let sum = if *away { &mut gives[*other].1 } else { &mut gives[*other].0 };
                    *sum -= weight;
                    queue.insert(key(&gives, *other));
                }
            }
        }
    }

    /// Puts one node where the fewest of its links run against the stream. Whether that was another place.
    fn move_one(&mut self, node: usize) -> bool {
        let mut others: Vec<(f64, i64)> = self.around[node]
            .iter()
            .map(|(other, weight, away, _)| (self.place[*other], if *away { *weight } else { -*weight }))
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0));
        let here = self.place[node];
        // What is lost when it comes after the first so many: what it gives to them; what it takes from them is won.
        let (mut cost, mut now, mut best) = (0, 0, (0, None));
        for (index, (place, weight)) in others.iter().enumerate() {
            cost += weight;
            if *place < here {
                now = cost;
            }
            if cost < best.0 {
                best = (cost, Some(index));
            }
        }
        if best.0 >= now {
            return false;
        }
        self.place[node] = match best.1 {
            None => others.first().map_or(here, |(first, _)| first - 1.0),
            Some(last) => others
                .get(last + 1)
                .map_or(others[last].0 + 1.0, |(next, _)| others[last].0 + (next - others[last].0) / 2.0),
        };
        true
    }

    /// Lets back in whatever closes no cycle: the heaviest first.
    fn let_back(&self, links: &[Link], against: &mut [bool]) {
        let mut turned: Vec<usize> = (0..links.len()).filter(|link| against[*link]).collect();
        turned.sort_by_key(|link| (std::cmp::Reverse(links[*link].weight), *link));
        let mut effort = 0;
        let mut seen = vec![usize::MAX; self.around.len()];
        for (turn, number) in turned.into_iter().enumerate() {
            let goal = links[number].from;
            let mut stack = vec![links[number].to];
            let mut closes = false;
            while let Some(node) = stack.pop() {
                if effort > EFFORT {
                    return;
                }
                for (other, _, away, link) in &self.around[node] {
                    effort += 1;
                    // A link that stays turned counts neither way: it is a way of drawing only.
                    if *away && !against[*link] && seen[*other] != turn {
                        seen[*other] = turn;
                        closes |= *other == goal;
                        stack.push(*other);
                    }
                }
                if closes {
                    break;
                }
            }
            if !closes {
                against[number] = false;
            }
        }
    }
}
