//! The same numbers on any number of threads, as a plain search finds them, and none when called off.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{
    analysis::{
        Cancelled, Graph, Length, Measure, Unwatched, Watch, betweenness, communities, modularity,
        normalised_betweenness,
    },
    chance::Chance,
    model::OrganisationId,
};

fn graph(count: usize, ties: &[(usize, usize, f64)], directed: bool) -> Graph {
    let id = |number| OrganisationId::new(&format!("o{number:05}")).expect("a slug");
    Graph::from_ties((0..count).map(id).collect(), ties, directed)
}

/// A network at random, some of it in pieces, with loops and parallel ties.
fn random(count: usize, ties: usize, directed: bool, seed: u64) -> Graph {
    let mut chance = Chance::new(seed);
    let tie = |_| (chance.below(count), chance.below(count), 1.0 + chance.below(3) as f64);
    graph(count, &(0..ties).map(tie).collect::<Vec<_>>(), directed)
}

fn threads(number: usize) -> Option<NonZeroUsize> {
    NonZeroUsize::new(number)
}

/// Betweenness as its definition says it: of all pairs, how many of their shortest ways lead over each.
fn plainly(graph: &Graph) -> Vec<f64> {
    let count = graph.len();
    let search = |begin: usize| {
        let (mut far, mut ways) = (vec![usize::MAX; count], vec![0.0; count]);
        (far[begin], ways[begin]) = (0, 1.0);
        let mut queue = vec![begin];
        let mut next = 0;
        while let Some(node) = queue.get(next).copied() {
            next += 1;
            for other in graph.out().of(node).iter().map(|other| *other as usize) {
                if far[other] == usize::MAX {
                    far[other] = far[node] + 1;
                    queue.push(other);
                }
                if far[other] == far[node] + 1 {
                    ways[other] += ways[node];
                }
            }
        }
        (far, ways)
    };
    let found: Vec<_> = (0..count).map(search).collect();
    let mut sums = vec![0.0; count];
    for (from, (far, ways)) in found.iter().enumerate() {
        for to in (0..count).filter(|to| *to != from && far[*to] != usize::MAX) {
            for over in (0..count).filter(|over| *over != from && *over != to && far[*over] != usize::MAX) {
                let (rest, on) = (&found[over].0, &found[over].1);
                if rest[to] != usize::MAX && far[over] + rest[to] == far[to] {
                    sums[over] += ways[over] * on[to] / ways[to];
                }
            }
        }
    }
    let pairs = if graph.is_directed() { 1.0 } else { 2.0 };
    sums.iter().map(|sum| sum / pairs).collect()
}

fn assert_near(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len());
    for (node, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!(
            (found - expected).abs() < 1e-9 * expected.abs().max(1.0),
            "{what} {node}: {found} {expected}"
        );
    }
}

#[test]
fn betweenness_is_what_its_definition_says_however_ties_are_measured() {
    for seed in 0..40 {
        let directed = seed % 2 == 0;
        let count = 3 + seed as usize;
        let graph = random(count, count * 2, directed, seed);
        let expected = plainly(&graph);
        let steps = betweenness(&graph, Length::Step, threads(1), &Unwatched).expect("nobody calls it off");
        assert_near(&steps, &expected, &format!("seed {seed}"));
        // Lengths that are all alike are steps.
        let mut ties = Vec::new();
        for from in 0..count {
            ties.extend(graph.out().of(from).iter().map(|to| (from, *to as usize, 0.3)));
        }
        let alike = self::graph(count, &ties, true);
        for length in [Length::Strength, Length::Inverse] {
            let found = betweenness(&alike, length, threads(2), &Unwatched).expect("nobody calls it off");
            let halves = if directed { 1.0 } else { 2.0 };
            let expected: Vec<f64> = expected.iter().map(|number| number * halves).collect();
            assert_near(&found, &expected, &format!("seed {seed}, {length:?}"));
        }
    }
}

#[test]
fn lengths_decide_which_way_is_the_shortest() {
    // Straight on is one tie of 3; round about are two of 1, and a tie of 0 leads nowhere.
    let ties = [(0, 2, 3.0), (0, 1, 1.0), (1, 2, 1.0), (0, 3, 0.0), (3, 2, 0.0)];
    let graph = graph(4, &ties, true);
    for (length, expected) in [
        (Length::Step, [0.0, 0.0, 0.0, 0.0]),
        (Length::Strength, [0.0, 1.0, 0.0, 0.0]),
        (Length::Inverse, [0.0, 0.0, 0.0, 0.0]),
    ] {
        let found = betweenness(&graph, length, None, &Unwatched).expect("nobody calls it off");
        assert_near(&found, &expected, &format!("{length:?}"));
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    for (length, directed) in [(Length::Step, false), (Length::Step, true), (Length::Inverse, true)] {
        let graph = random(300, 900, directed, 7);
        let bits = |number| -> Vec<u64> {
            let found = betweenness(&graph, length, threads(number), &Unwatched).expect("not called off");
            found.iter().map(|value| value.to_bits()).collect()
        };
        let alone = bits(1);
        for number in [2, 3, 8, 64] {
            assert_eq!(bits(number), alone, "{number} threads");
        }
    }
}

#[test]
fn small_and_empty_networks_have_numbers_too() {
    for count in 0..4 {
        let graph = graph(count, &[], false);
        let raw = betweenness(&graph, Length::Step, None, &Unwatched).expect("not called off");
        assert_eq!(raw, vec![0.0; count]);
        assert_eq!(normalised_betweenness(&graph, &raw), vec![0.0; count]);
        let found = communities(&graph, 1.0, 1, &Unwatched).expect("not called off");
        assert_eq!((found.count, found.modularity), (count, 0.0), "everybody is alone");
        for measure in Measure::ALL {
            let values = measure.values(&graph, &Unwatched).expect("not called off");
            assert!(values.values().all(|value| value.is_finite()));
        }
    }
}

#[test]
fn communities_are_connected_numbered_by_size_and_the_same_for_the_same_seed() {
    for seed in 0..30 {
        let graph = random(60 + seed as usize * 5, 90 + seed as usize * 8, seed % 3 == 0, seed);
        let found = communities(&graph, 1.0, seed, &Unwatched).expect("not called off");
        assert_eq!(found, communities(&graph, 1.0, seed, &Unwatched).expect("not called off"));
        assert!((modularity(&graph, &found.of, 1.0) - found.modularity).abs() < 1e-12);
        let members =
            |name: usize| (0..graph.len()).filter(|node| found.of[*node] == name).collect::<Vec<_>>();
        let sizes: Vec<usize> = (0..found.count).map(|name| members(name).len()).collect();
        assert!(
            sizes.windows(2).all(|pair| pair[0] >= pair[1]) && sizes.iter().sum::<usize>() == graph.len()
        );
        for name in 0..found.count {
            let inside = members(name);
            let mut reached = vec![inside[0]];
            let mut next = 0;
            while let Some(node) = reached.get(next).copied() {
                next += 1;
                for other in graph.out().of(node).iter().chain(graph.back().of(node)) {
                    let other = *other as usize;
                    if found.of[other] == name && !reached.contains(&other) {
                        reached.push(other);
                    }
                }
            }
            assert_eq!(reached.len(), inside.len(), "community {name} of seed {seed} falls apart");
        }
    }
}

#[test]
fn two_cliques_and_a_bridge_are_two_communities() {
    let clique =
        |from: usize| (from..from + 5).flat_map(move |a| (a + 1..from + 5).map(move |b| (a, b, 1.0)));
    let ties: Vec<_> = clique(0).chain(clique(5)).chain([(4, 5, 1.0)]).collect();
    let found = communities(&graph(10, &ties, false), 1.0, 3, &Unwatched).expect("not called off");
    assert_eq!(found.of, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
}

#[test]
fn steps_are_counted_whichever_way_ties_lead() {
    let graph = graph(6, &[(0, 1, 1.0), (2, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0)], true);
    assert_eq!(graph.steps_from(&[0]), [Some(0), Some(1), Some(2), Some(3), None, None]);
    assert_eq!(graph.steps_from(&[0, 4]), [Some(0), Some(1), Some(2), Some(3), Some(0), Some(1)]);
}

/// Calls it off when it has been asked so often.
struct Impatient(AtomicUsize);

impl Watch for Impatient {
    fn progress(&self, done: f64) {
        assert!((0.0..=1.0).contains(&done));
    }

    fn is_cancelled(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) >= 3
    }
}

#[test]
fn what_is_called_off_has_no_numbers() {
    let graph = random(400, 900, false, 1);
    for length in [Length::Step, Length::Inverse] {
        let found = betweenness(&graph, length, threads(2), &Impatient(AtomicUsize::new(0)));
        assert_eq!(found, Err(Cancelled), "{length:?}");
    }
}
