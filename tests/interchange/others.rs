//! What we write is read by the libraries and programs of others: same counts and names. Skips what is not installed.

use std::process::Command;

use ecomap::interchange::{self, Dress, Format};

const SCRIPT: &str = r#"
import sys
kind, path = sys.argv[1], sys.argv[2]
def say(nodes, edges, names): print(nodes, edges, *sorted(names), sep="|")
if kind.startswith("networkx"):
    import networkx as nx
    if kind.endswith("graphml"): g = nx.read_graphml(path, force_multigraph=True)
    elif kind.endswith("gexf"): g = nx.read_gexf(path, version="1.3" if False else "1.2draft")
    elif kind.endswith("gml"): g = nx.read_gml(path, label="id")
    names = [d.get("label", n) for n, d in g.nodes(data=True)]
    say(len(g), g.number_of_edges(), names)
else:
    import igraph
    g = igraph.Graph.Read_GraphML(path) if kind.endswith("graphml") else igraph.Graph.Read_GML(path)
    say(g.vcount(), g.ecount(), g.vs["label"])
"#;

fn run(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        if words.contains("ModuleNotFoundError") {
            return None;
        }
        panic!("{command:?}: {words}");
    }
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[test]
fn libraries_of_others_read_what_we_write() {
    let text = include_str!("../../examples/fig3_bristol.ron");
    let document = ecomap::file::read(text.as_bytes()).expect("the example is sound").value;
    let folder = tempfile::tempdir().expect("a folder");
    let (nodes, flows) = (document.organisations().len(), document.flows().len());
    for (kind, format) in [
        ("networkx graphml", Format::GraphMl),
        ("networkx gml", Format::Gml),
        ("igraph graphml", Format::GraphMl),
        ("igraph gml", Format::Gml),
    ] {
        let path = folder.path().join(format!("map.{}", format.extension()));
        let (parts, _) = interchange::write(&document, &Dress::default(), format).expect("written");
        std::fs::write(&path, &parts[0].bytes).expect("written");
        let Some(found) = run(Command::new("python3").args(["-c", SCRIPT, kind]).arg(&path)) else {
            eprintln!("skipped: {kind} is not installed");
            continue;
        };
        let mut names: Vec<&str> = document.organisations().values().map(|it| it.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(found, format!("{nodes}|{flows}|{}", names.join("|")), "{kind}");
    }
}

#[test]
fn graphviz_reads_what_we_write() {
    let text = include_str!("../../examples/fig3_bristol.ron");
    let document = ecomap::file::read(text.as_bytes()).expect("the example is sound").value;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.dot");
    let (parts, _) = interchange::write(&document, &Dress::default(), Format::Dot).expect("written");
    std::fs::write(&path, &parts[0].bytes).expect("written");
    let Some(found) = run(Command::new("neato").args(["-n2", "-Tplain"]).arg(&path)) else {
        eprintln!("skipped: Graphviz is not installed");
        return;
    };
    let count = |word: &str| found.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((count("node "), count("edge ")), (document.organisations().len(), document.flows().len()));
    // What Graphviz writes back is the same map.
    let Some(again) = run(Command::new("neato").args(["-n2", "-Tdot"]).arg(&path)) else { return };
    let read = interchange::read(again.as_bytes(), Format::Dot)
        .expect("Graphviz's own words")
        .value
        .document()
        .value;
    for (id, organisation) in document.organisations() {
        let found = read.organisation(id).unwrap_or_else(|| panic!("{id} is gone"));
        assert_eq!(
            (&found.name, &found.sector, &found.scale),
            (&organisation.name, &organisation.sector, &organisation.scale)
        );
    }
    assert_eq!(read.flows().len(), document.flows().len());
}
