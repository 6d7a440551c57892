//! Small files in the ways of other programs, made by us: each is recognised by its content, and opened with the right
//! counts and words. They never skip.

use std::path::{Path, PathBuf};

use ecomap::{
    interchange::{self, Format},
    model::{Finding, validate},
};

/// File, format, then organisations, flows, groups, and a name that stands in it.
const FILES: [(&str, Format, usize, usize, usize, &str); 13] = [
    ("plain.graphml", Format::GraphMl, 3, 2, 0, "a"),
    ("yed.graphml", Format::GraphMl, 2, 1, 1, "Hub"),
    ("gephi.gexf", Format::Gexf, 3, 3, 1, "BBC & co"),
    ("onodo.csv", Format::Csv, 3, 2, 0, "=SUM(A1)"),
    ("matrix.tsv", Format::Csv, 3, 3, 0, "UWE"),
    ("obsidian.canvas", Format::Canvas, 3, 2, 1, "Watershed"),
    ("kumu.json", Format::KumuJson, 3, 2, 0, "BBC"),
    ("cytoscape.cyjs", Format::CytoscapeJs, 2, 2, 1, "Watershed"),
    ("grants.json", Format::Grants360, 3, 2, 0, "Arts Council"),
    ("graphviz.dot", Format::Dot, 4, 5, 2, "Water shed"),
    ("library.gml", Format::Gml, 2, 2, 1, "Böhm"),
    ("pajek.net", Format::Pajek, 3, 4, 0, "U W E"),
    ("diagrams.drawio", Format::DrawIo, 2, 1, 1, "Water shed"),
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/interchange").join(name)
}

#[test]
fn each_is_recognised_and_opened() {
    let mut wrong = Vec::new();
    for (name, format, organisations, flows, groups, word) in FILES {
        let path = fixture(name);
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(Format::recognise(&bytes, Some(&path)), Some(format), "{name}");
        let read = interchange::read(&bytes, format).unwrap_or_else(|error| panic!("{name}: {error}"));
        let map = read.value.document().value;
        let found = (map.organisations().len(), map.flows().len(), map.groups().len());
        let names: Vec<&str> = map.organisations().values().map(|it| it.name.as_str()).collect();
        if found != (organisations, flows, groups) || !names.contains(&word) {
            wrong.push(format!("{name}: {found:?}, {names:?}"));
        }
        let errors: Vec<_> = validate(&map).into_iter().filter(Finding::is_error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fixture_is_in_the_table() {
    let folder = fixture("");
    let entries = std::fs::read_dir(folder).expect("the folder of fixtures");
    let mut found: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let mut listed: Vec<String> = FILES.iter().map(|file| file.0.to_owned()).collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
}
