//! Closeness, holes, roles, silos, core: numbers from the literature, from networkx, igraph and sna.

#![allow(clippy::print_stderr, reason = "says what was skipped")]

use std::{fs, path::Path};

use ecomap::analysis::{
    Between, Classes, Counting, Graph, Role, Unwatched, Way, brokerage, cohesion, core, distances,
    eigenvector, fitted_core, holes, joints, mixing, pieces, segregation,
};
use ecomap::model::OrganisationId;

use crate::{network, table};

fn graph(count: usize, ties: &[(usize, usize, f64)], directed: bool) -> Graph {
    let id = |number: usize| OrganisationId::new(&format!("n{number:03}")).expect("a slug");
    Graph::from_ties((0..count).map(id).collect(), ties, directed)
}

fn alike(found: Option<f64>, expected: f64, what: &str) {
    let found = found.unwrap_or(f64::NAN);
    assert!((found - expected).abs() < 1e-6, "{what}: {found}, expected {expected}");
}

fn roughly(found: Option<f64>, expected: f64, what: &str) {
    let found = found.unwrap_or(f64::NAN);
    assert!((found - expected).abs() < 6e-4, "{what}: {found}, expected {expected}");
}

/// The tables that lie beside the project's folder say the same as ours, where they are there.
fn same_as_the_shared_table(name: &str, shared: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference").join(shared);
    match fs::read_to_string(&path) {
        Ok(text) => assert_eq!(text.trim(), table(name).trim(), "{shared}"),
        Err(_) => eprintln!("skipped: ../shared/reference/{shared} is not there"),
    }
}

#[test]
fn every_member_of_the_club_has_the_numbers_of_networkx_and_igraph() {
    same_as_the_shared_table("karate.reference", "karate_reference.tsv");
    let (graph, _) = network("karate");
    let closeness = distances(&graph, Way::Out, None, &Unwatched).expect("not called off").closeness();
    let eigenvector = eigenvector(&graph, &Unwatched).expect("not called off").expect("it settles");
    let holes = holes(&graph);
    for (node, line) in table("karate.reference").lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| cells[column].parse::<f64>().expect("a number");
        let member = node + 1;
        alike(Some(closeness[node]), cell(5), &format!("closeness of {member}"));
        alike(Some(eigenvector[node]), cell(6), &format!("eigenvector of {member}"));
        alike(holes[node].effective_size, cell(8), &format!("effective size of {member}"));
        alike(holes[node].efficiency(), cell(9), &format!("efficiency of {member}"));
        alike(holes[node].constraint, cell(10), &format!("constraint of {member}"));
    }
}

#[test]
fn the_club_as_a_whole_has_its_numbers() {
    let (graph, _) = network("karate");
    let whole = cohesion(&graph);
    alike(whole.density, 0.139_037, "density");
    alike(whole.transitivity, 0.255_682, "transitivity");
    alike(whole.clustering, 0.570_638, "clustering");
    let far = distances(&graph, Way::Out, None, &Unwatched).expect("not called off");
    alike(far.mean(), 2.408_200, "mean distance");
    assert_eq!(far.diameter(), Some(5));
    assert_eq!(pieces(&graph).sizes, [34]);
    let found = joints(&graph);
    let bridges: Vec<_> = found.bridges.iter().map(|bridge| (bridge.ends, bridge.parted)).collect();
    assert_eq!(bridges, [((0, 11), 1)]);
    assert_eq!(found.cuts.iter().map(|cut| cut.node).collect::<Vec<_>>(), [0]);
    assert_eq!(found.cuts[0].parts, [27, 5, 1]);
}

fn factions() -> Classes {
    let lines = table("karate.brokerage");
    let of = lines.lines().skip(1).map(|line| Some(usize::from(line.contains("Officer"))));
    Classes::numbered(of.collect())
}

#[test]
fn every_member_of_the_club_plays_the_roles_that_sna_counts() {
    same_as_the_shared_table("karate.brokerage", "karate_brokerage_sna.tsv");
    let (graph, _) = network("karate");
    let found = brokerage(&graph, &factions(), &Unwatched).expect("not called off");
    let mut whole = [0; 6];
    for (node, line) in table("karate.brokerage").lines().skip(1).enumerate() {
        let expected: Vec<u64> =
            line.split('\t').skip(2).map(|cell| cell.parse().expect("a number")).collect();
        assert_eq!(found.of[node][..], expected[..5], "member {}", node + 1);
        assert_eq!(found.total(node), expected[5], "member {}", node + 1);
        whole.iter_mut().zip(&expected).for_each(|(sum, number)| *sum += number);
    }
    assert_eq!(whole, [510, 20, 128, 128, 0, 786]);
    // Among two classes nobody can stand between two others.
    assert_eq!(found.z(0, Some(Role::Liaison)), None);
    assert!(found.z(0, Some(Role::Coordinator)).is_some_and(|z| z > 10.0));
}

#[test]
fn roles_are_named_as_in_the_paper() {
    let rows = ["0110", "0011", "0001", "1000"];
    let ties = rows.iter().enumerate().flat_map(|(from, row)| {
        let there = row.char_indices().filter(|(_, sign)| *sign == '1');
        there.map(move |(to, _)| (from, to, 1.0))
    });
    let documented = graph(4, &ties.collect::<Vec<_>>(), true);
    let classes = Classes::numbered(vec![Some(0), Some(0), Some(1), Some(1)]);
    let found = brokerage(&documented, &classes, &Unwatched).expect("not called off");
    assert_eq!(found.of, [[0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 1, 1, 0, 0]]);
    for (of, role) in [
        ([1, 2, 2], Role::Gatekeeper),
        ([1, 1, 2], Role::Representative),
        ([1, 1, 1], Role::Coordinator),
        ([1, 2, 1], Role::Consultant),
        ([0, 1, 2], Role::Liaison),
    ] {
        let path = graph(3, &[(0, 1, 1.0), (1, 2, 1.0)], true);
        let found = brokerage(&path, &Classes::numbered(of.map(Some).to_vec()), &Unwatched);
        let mut expected = [0; 5];
        expected[role as usize] = 1;
        assert_eq!(found.expect("not called off").of[1], expected, "{of:?}");
    }
}

/// All networks of four organisations, each as likely as ties of this chance make it.
#[test]
fn the_chances_of_a_role_are_those_of_all_networks_together() {
    const COUNT: usize = 4;
    let pairs: Vec<(usize, usize)> = (0..COUNT)
        .flat_map(|from| (0..COUNT).filter(move |to| *to != from).map(move |to| (from, to)))
        .collect();
    for of in [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 2, 2], [0, 1, 2, 3]] {
        let classes = Classes::numbered(of.map(Some).to_vec());
        // Five ties of twelve: the density that the chances are asked for.
        let density = 5.0 / 12.0;
        let mut sums = [[[0.0; 2]; 6]; COUNT];
        let mut asked = None;
        for set in 0_u32..1 << pairs.len() {
            let there = pairs.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
            let ties: Vec<_> = there.map(|(_, (from, to))| (*from, *to, 1.0)).collect();
            let likely: f64 = density_of(density, ties.len(), pairs.len());
            let found = brokerage(&graph(COUNT, &ties, true), &classes, &Unwatched).expect("not called off");
            for (node, sums) in sums.iter_mut().enumerate() {
                for (role, sum) in sums.iter_mut().enumerate() {
                    let played = found.of[node].get(role).copied().unwrap_or(found.total(node)) as f64;
                    sum[0] += likely * played;
                    sum[1] += likely * played * played;
                }
            }
            if ties.len() == 5 && asked.is_none() {
                asked = Some(found);
            }
        }
        let asked = asked.expect("some network has five ties");
        for (node, sums) in sums.iter().enumerate() {
            for (role, [mean, square]) in sums.iter().enumerate() {
                let chances = asked.chances(node, Role::ALL.get(role).copied()).expect("it has a class");
                let what = format!("classes {of:?}, organisation {node}, role {role}");
                alike(Some(chances.expected), *mean, &what);
                alike(Some(chances.deviation), (square - mean * mean).max(0.0).sqrt(), &what);
            }
        }
    }
}

fn density_of(density: f64, ties: usize, all: usize) -> f64 {
    density.powi(ties as i32) * (1.0 - density).powi((all - ties) as i32)
}

/// A network by letters: "AB AF" is a tie from A to B and one from A to F.
fn lettered(text: &str, weights: &[f64], directed: bool) -> (Graph, impl Fn(char) -> usize) {
    let mut letters: Vec<char> = text.chars().filter(|letter| *letter != ' ').collect();
    letters.sort_unstable();
    letters.dedup();
    let known = letters.clone();
    let number = move |letter: char| known.iter().position(|one| *one == letter).expect("it is among them");
    let ties: Vec<_> = text
        .split(' ')
        .enumerate()
        .map(|(at, pair)| {
            let mut ends = pair.chars().map(&number);
            let ends = (ends.next().expect("an end"), ends.next().expect("an end"));
            (ends.0, ends.1, weights.get(at).copied().unwrap_or(1.0))
        })
        .collect();
    (graph(letters.len(), &ties, directed), number)
}

#[test]
fn holes_are_those_of_networkx_and_of_borgatti() {
    type Expected<'a> = &'a [(char, f64, f64)];
    let borgatti = "AB AF AG AE EG FG BG BD DG GC";
    let table: [(&str, &[f64], bool, Expected<'_>); 4] = [
        ("01 02 10 21", &[], true, &[('0', 1.003, 1.167), ('1', 1.003, 1.167), ('2', 1.389, 1.0)]),
        (
            "01 02 10 21",
            &[2.0, 2.0, 1.0, 1.0],
            true,
            &[('0', 0.840, 1.567), ('1', 1.143, 1.083), ('2', 1.378, 1.0)],
        ),
        (borgatti, &[], false, &[('G', 0.400, 4.67), ('A', 0.595, 2.50), ('C', 1.0, 1.0)]),
        (
            borgatti,
            &[2.0, 3.0, 5.0, 2.0, 8.0, 3.0, 4.0, 1.0, 3.0, 10.0],
            false,
            &[('G', 0.299, 5.47), ('A', 0.795, 2.47), ('C', 1.0, 1.0)],
        ),
    ];
    for (text, weights, directed, expected) in table {
        let (graph, number) = lettered(text, weights, directed);
        let found = holes(&graph);
        for (letter, constraint, size) in expected {
            let hole = found[number(*letter)];
            roughly(hole.constraint, *constraint, &format!("constraint of {letter} in {text} {weights:?}"));
            let size = (hole.effective_size.unwrap_or(f64::NAN) - size).abs();
            assert!(
                size < 5.1e-3,
                "effective size of {letter} in {text} {weights:?}: {:?}",
                hole.effective_size
            );
        }
    }
}

#[test]
fn constraint_is_that_of_igraphs_test_suite() {
    let clique = |members: &[usize]| -> Vec<(usize, usize, f64)> {
        let pairs = members.iter().flat_map(|a| members.iter().map(move |b| (*a, *b, 1.0)));
        pairs.filter(|(a, b, _)| a < b).collect()
    };
    let line = |a: usize, b: usize| f64::from(u8::from(b == a + 1));
    let lined = clique(&[0, 1, 2, 3]).into_iter().map(|(a, b, _)| (a, b, line(a, b))).collect::<Vec<_>>();
    let halves: Vec<_> =
        clique(&[0, 1, 2, 3]).into_iter().flat_map(|(a, b, _)| [(a, b, 0.25), (a, b, 0.75)]).collect();
    let loops: Vec<_> = clique(&[0, 1, 2, 3]).into_iter().chain([(0, 0, 1.0), (2, 2, 4.0)]).collect();
    let joined = [clique(&[0, 1, 2, 3]), clique(&[5, 6, 7, 8]), vec![(3, 4, 1.0), (4, 5, 1.0)]].concat();
    let four = [0.925_926; 4].to_vec();
    for (what, ties, expected) in [
        ("a path", vec![(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)], vec![1.0, 0.5, 0.5, 1.0]),
        ("four", clique(&[0, 1, 2, 3]), four.clone()),
        ("four with ties to themselves", loops, four.clone()),
        ("four with halves", halves, four),
        ("ties of strength 0", lined, vec![1.25, 0.5625, 0.5625, 1.25]),
        (
            "two fours",
            joined,
            vec![0.865_741, 0.865_741, 0.865_741, 0.583_333, 0.5, 0.583_333, 0.865_741, 0.865_741, 0.865_741],
        ),
    ] {
        let found = holes(&graph(expected.len(), &ties, false));
        for (node, expected) in expected.into_iter().enumerate() {
            alike(found[node].constraint, expected, &format!("{what}, {node}"));
        }
    }
    let alone = holes(&graph(2, &[], true))[0];
    assert_eq!((alone.constraint, alone.effective_size, alone.efficiency()), (None, None, None));
}

#[test]
fn the_factions_of_the_club_are_silos_by_both_conventions() {
    let (graph, _) = network("karate");
    let classes = factions();
    let found = segregation(&graph, &classes);
    assert_eq!((found.whole.external, found.whole.internal), (11, 67));
    alike(found.whole.index(), -0.717_949, "the club");
    for (class, counting, expected) in [
        (0, Counting::Ties, -0.521_739),
        (1, Counting::Ties, -0.488_372),
        (0, Counting::Members, -0.728_395),
        (1, Counting::Members, -0.706_667),
    ] {
        alike(found.class(class, counting).index(), expected, &format!("class {class}, {counting:?}"));
    }
    // 289 pairs across, 272 within.
    alike(found.by_chance(), 17.0 / 561.0, "everybody tied to everybody");
    let table = mixing(&graph, &classes);
    assert_eq!(table.ties, [[35, 11], [11, 32]]);
    alike(table.density(0, 0), 35.0 / 136.0, "within");
    alike(table.density(0, 1), 11.0 / 289.0, "across");
}

#[test]
fn cores_are_the_best_there_are() {
    for (name, exceptions) in [("kite", 4), ("florentine", 9), ("karate", 23)] {
        let (graph, _) = network(name);
        assert_eq!(core(&graph).exceptions, exceptions, "{name}");
    }
    let (club, names) = network("karate");
    let found = core(&club);
    let mut members: Vec<&str> = found.members.iter().map(|node| names[*node].as_str()).collect();
    members.sort_by_key(|name| name.parse::<usize>().unwrap_or(0));
    assert_eq!(members, ["1", "2", "3", "4", "33", "34"]);
    assert_eq!(found.sizes, [6, 7]);
    let (families, names) = network("florentine");
    for (between, expected, core) in [
        (Between::Tied, 0.329_853, ["Guadagni", "Medici", "Strozzi"]),
        (Between::Ignored, 0.422_577, ["Medici", "Ridolfi", "Tornabuoni"]),
    ] {
        let found = fitted_core(&families, between, &Unwatched).expect("not called off").expect("it has one");
        alike(Some(found.correlation), expected, &format!("{between:?}"));
        let mut members: Vec<&str> = found.members.iter().map(|node| names[*node].as_str()).collect();
        members.sort_unstable();
        assert!(found.is_certain);
        assert_eq!(members, core, "{between:?}");
    }
}

/// Fewest exceptions by trying all, against the rule that sorts.
#[test]
fn sorting_finds_the_fewest_exceptions() {
    for seed in 0_usize..40 {
        let count = 3 + seed % 7;
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let mut dice = seed * 7919 + 13;
        let ties: Vec<_> = pairs
            .filter(|_| {
                dice = (dice * 1_103_515_245 + 12345) % 2_147_483_648;
                dice % 100 < 45
            })
            .map(|(a, b)| (a, b, 1.0))
            .collect();
        let graph = graph(count, &ties, false);
        let exceptions = |set: u32| {
            let is_core = |node: usize| set >> node & 1 == 1;
            let tied = |a: usize, b: usize| ties.contains(&(a, b, 1.0));
            let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
            pairs
                .filter(|(a, b)| match (is_core(*a), is_core(*b)) {
                    (true, true) => !tied(*a, *b),
                    (false, false) => tied(*a, *b),
                    _ => false,
                })
                .count()
        };
        let least = (0..1_u32 << count).map(exceptions).min().expect("there are divisions");
        let found = core(&graph);
        assert_eq!(found.exceptions, least, "seed {seed}");
        let set = found.members.iter().fold(0, |set, node| set | 1 << node);
        assert_eq!(exceptions(set), least, "seed {seed}: who is in it");
    }
}
