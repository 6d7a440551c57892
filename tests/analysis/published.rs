//! Numbers from the literature and from the test suites of networkx and igraph.

use ecomap::analysis::{
    Length, Unwatched, betweenness, communities, degrees, modularity, normalised_betweenness,
};

use crate::network;

/// Zachary's club: degree and betweenness of members 1 to 34 (networkx 3.4.2 and igraph 1.0.0 agree).
const KARATE: [(usize, f64); 34] = [
    (16, 231.071_429),
    (9, 28.478_571),
    (10, 75.850_794),
    (6, 6.288_095),
    (3, 0.333_333),
    (4, 15.833_333),
    (4, 15.833_333),
    (4, 0.0),
    (5, 29.529_365),
    (2, 0.447_619),
    (3, 0.333_333),
    (1, 0.0),
    (2, 0.0),
    (5, 24.215_873),
    (2, 0.0),
    (2, 0.0),
    (2, 0.0),
    (2, 0.0),
    (2, 0.0),
    (3, 17.146_825),
    (2, 0.0),
    (2, 0.0),
    (2, 0.0),
    (5, 9.3),
    (3, 1.166_667),
    (3, 2.027_778),
    (2, 0.0),
    (4, 11.792_063),
    (3, 0.947_619),
    (4, 1.542_857),
    (4, 7.609_524),
    (6, 73.009_524),
    (12, 76.690_476),
    (17, 160.551_587),
];
/// Members who stayed with Mr Hi.
const MR_HI: [usize; 17] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 20, 22];

fn all_betweenness(name: &str) -> (Vec<f64>, Vec<f64>, Vec<String>) {
    let (graph, names) = network(name);
    let raw = betweenness(&graph, Length::Step, None, &Unwatched).expect("nobody calls it off");
    let normalised = normalised_betweenness(&graph, &raw);
    (raw, normalised, names)
}

#[test]
fn the_karate_club_has_its_degrees_and_its_betweenness() {
    let (graph, _) = network("karate");
    let (raw, normalised, names) = all_betweenness("karate");
    assert_eq!(names[33], "34");
    for (node, (degree, expected)) in KARATE.iter().enumerate() {
        assert_eq!(degrees(&graph)[node].all, *degree, "member {}", node + 1);
        assert!((raw[node] - expected).abs() < 1e-6, "member {}: {} {expected}", node + 1, raw[node]);
    }
    for (member, expected) in
        [(1, 0.437_635), (34, 0.304_075), (33, 0.145_247), (3, 0.143_657), (32, 0.138_276), (12, 0.0)]
    {
        assert!((normalised[member - 1] - expected).abs() < 1e-6, "member {member}");
    }
}

#[test]
fn the_florentine_families_have_their_betweenness() {
    let (_, normalised, names) = all_betweenness("florentine");
    let expected = [
        ("Medici", 0.522),
        ("Guadagni", 0.255),
        ("Albizzi", 0.212),
        ("Salviati", 0.143),
        ("Ridolfi", 0.114),
        ("Bischeri", 0.104),
        ("Strozzi", 0.103),
        ("Barbadori", 0.093),
        ("Tornabuoni", 0.092),
        ("Castellani", 0.055),
        ("Peruzzi", 0.022),
    ];
    for (name, found) in names.iter().zip(&normalised) {
        let known = expected.iter().find(|(one, _)| one == name).map_or(0.0, |(_, number)| *number);
        assert!((found - known).abs() < 1e-3, "{name}: {found}");
    }
}

#[test]
fn the_kite_has_its_betweenness() {
    let (raw, ..) = all_betweenness("kite");
    let third = |number: f64| number / 3.0;
    let expected = [5.0 / 6.0, 5.0 / 6.0, 0.0, third(11.0), 0.0, third(25.0), third(25.0), 14.0, 8.0, 0.0];
    for (node, (found, expected)) in raw.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() < 1e-9, "{node}: {found} {expected}");
    }
}

#[test]
fn valjean_holds_the_miserables_together() {
    let (_, normalised, names) = all_betweenness("miserables");
    for (name, expected) in [("Valjean", 0.569_989_052_783_618_4), ("Myriel", 0.176_842_105_263_157_93)] {
        let node = names.iter().position(|one| one == name).expect("is among them");
        assert!((normalised[node] - expected).abs() < 1e-6, "{name}: {}", normalised[node]);
    }
}

#[test]
fn communities_of_the_club_are_as_good_as_any_known() {
    let (graph, _) = network("karate");
    let factions: Vec<usize> = (1..=34).map(|member| usize::from(!MR_HI.contains(&member))).collect();
    assert!((modularity(&graph, &factions, 1.0) - 0.358_235).abs() < 1e-6, "as the club split");
    let best = (1..=20).map(|seed| communities(&graph, 1.0, seed, &Unwatched).expect("not called off"));
    // 0.419790 is the optimum (Brandes et al. 2008).
    for found in best {
        assert!(found.modularity > 0.4155 && found.modularity < 0.419_79, "{}", found.modularity);
        assert!((3..=4).contains(&found.count), "{}", found.count);
    }
}
