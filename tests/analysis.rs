//! The measures against published numbers, and against another program where it is installed.

#[path = "analysis/findings.rs"]
mod findings;
#[path = "analysis/measures.rs"]
mod measures;
#[path = "analysis/networkx.rs"]
mod networkx;
#[path = "analysis/published.rs"]
mod published;
#[path = "analysis/report.rs"]
mod report;
#[path = "analysis/study.rs"]
mod study;

use std::{fs, path::Path};

use ecomap::{analysis::Graph, model::OrganisationId};

/// A table of tests/fixtures/networks.
fn table(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/networks");
    fs::read_to_string(folder.join(format!("{name}.tsv"))).expect("it lies in tests/fixtures")
}

/// A network of tests/fixtures/networks, and the names of its nodes in the order of the graph.
fn network(name: &str) -> (Graph, Vec<String>) {
    let text = table(name);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
    let mut names: Vec<String> =
        pairs.iter().flat_map(|(from, to)| [*from, *to]).map(str::to_owned).collect();
    names.sort_by_key(|name| (name.parse::<usize>().unwrap_or(0), name.clone()));
    names.dedup();
    let number = |name: &str| names.iter().position(|one| one == name).expect("it is in the list");
    let ties: Vec<_> = pairs.iter().map(|(from, to)| (number(from), number(to), 1.0)).collect();
    let ids = (0..names.len()).map(|number| OrganisationId::new(&format!("n{number:03}")).expect("a slug"));
    (Graph::from_ties(ids.collect(), &ties, false), names)
}
