//! The study's maps: five roles by sector as sna 2.7.1 counts them, and E-I by sector. They describe the drawing.

use std::path::Path;

use ecomap::{
    analysis::{By, Classes, Conventions, Graph, NotStated, Unwatched, brokerage, segregation},
    pipeline,
    topology::Topology,
};

use crate::table;

/// What the tables call an organisation, and its id in the example.
const NAMES: [(&str, &str, &str); 32] = [
    ("fig1_types_of_connections", "gov", "government"),
    ("fig1_types_of_connections", "ind", "industry"),
    ("fig1_types_of_connections", "hei", "universities-and-higher-education-institutions"),
    ("fig1_types_of_connections", "third", "third-sector"),
    ("fig2_government_scales", "natgov", "national-government-uk"),
    ("fig2_government_scales", "locgov", "local-government-cities-and-regions"),
    ("fig2_government_scales", "prog", "programme-activity-in-creative-tech-clusters"),
    ("fig2_government_scales", "third", "third-sector-organisations"),
    ("fig2_government_scales", "ind", "companies"),
    ("fig2_government_scales", "hei", "universities-and-higher-education"),
    ("fig5_cardiff_government", "wg", "welsh-government"),
    ("fig5_cardiff_government", "fw", "finance-wales"),
    ("fig5_cardiff_government", "tsf", "tech-seed-fund"),
    ("fig5_cardiff_government", "early", "early-stage-businesses"),
    ("fig5_cardiff_government", "orgs", "organisations-in-the-creative-and-tech-industries"),
    ("fig5_cardiff_government", "locgov", "local-government-cardiff"),
    ("fig5_cardiff_government", "comm", "commercial-projects"),
    ("fig5_cardiff_government", "noncomm", "non-commercial-projects"),
    ("platform1_orchestrator", "platform", "platform-moving-image-cluster"),
    ("platform1_orchestrator", "members", "cluster-member-companies"),
    ("platform1_orchestrator", "edu", "education-and-skills-pipeline"),
    ("platform1_orchestrator", "rnd", "targeted-r-d-collaborations"),
    ("platform1_orchestrator", "startsup", "start-up-support"),
    ("platform1_orchestrator", "fin", "access-to-finance"),
    ("platform1_orchestrator", "startups", "start-ups"),
    ("platform1_orchestrator", "scaleups", "scaled-up-companies"),
    ("platform1_orchestrator", "partners", "partners-in-the-city-region"),
    ("platform1_orchestrator", "locreg", "local-or-regional-governments-and-development-agencies"),
    ("platform1_orchestrator", "strategy", "local-and-regional-growth-strategies"),
    ("platform1_orchestrator", "ukgov", "uk-government-industrial-strategy"),
    ("platform1_orchestrator", "bop", "bop-consulting"),
    ("platform1_orchestrator", "cic", "creative-industries-council"),
];

fn by_sector(map: &str) -> (Graph, Classes) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(map).with_extension("ron");
    let document = pipeline::read(&path).expect("a sound map").value;
    let graph = Graph::new(&Topology::new(&document), &document, &Conventions::default());
    let classes = Classes::new(&document, &graph, &By::Sector, NotStated::OneClass);
    (graph, classes)
}

#[test]
fn organisations_of_the_study_play_the_roles_that_sna_counts() {
    for map in [
        "fig1_types_of_connections",
        "fig2_government_scales",
        "fig5_cardiff_government",
        "platform1_orchestrator",
    ] {
        let (graph, classes) = by_sector(map);
        let found = brokerage(&graph, &classes, &Unwatched).expect("nobody calls it off");
        let rows = table(&format!("{map}.brokerage"));
        assert_eq!(rows.lines().count() - 1, graph.len(), "{map}");
        for row in rows.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let name = NAMES.iter().find(|(of, short, _)| (*of, *short) == (map, cells[0]));
            let id = name.map(|(.., id)| *id).expect("it has an id");
            let node = graph.ids().iter().position(|one| one.as_str() == id).expect("it is on the map");
            let expected: Vec<u64> = cells[2..].iter().map(|cell| cell.parse().expect("a number")).collect();
            assert_eq!(found.of[node][..], expected[..5], "{id} of {map}");
            assert_eq!(found.total(node), expected[5], "{id} of {map}");
        }
    }
}

#[test]
fn the_study_s_maps_join_sectors_as_far_as_was_published() {
    for (map, expected) in [
        ("fig1_types_of_connections", 1.0),
        ("fig2_government_scales", 0.75),
        ("fig5_cardiff_government", 0.428_571),
        ("platform1_orchestrator", 0.176_471),
    ] {
        let (graph, classes) = by_sector(map);
        let found = segregation(&graph, &classes).whole;
        let index = found.index().unwrap_or(f64::NAN);
        assert!((index - expected).abs() < 1e-6, "{map}: {index} of {found:?}");
    }
}
