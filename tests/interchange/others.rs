//! What we write is read by the libraries and programs of others: same counts and names. Skips what is not installed.

use std::process::Command;

use ecomap::interchange::{self, Dress, Format};

/// Prints how many nodes and edges there are, then each name with its place, y downwards.
const SCRIPT: &str = r#"
import sys
kind, path = sys.argv[1], sys.argv[2]
def say(nodes, edges, named): print(nodes, edges, *sorted(f"{name} {float(x):.0f} {float(y):.0f}" for name, x, y in named), sep="|")
def named(g, place): return [(d["label"], *place(d)) for _, d in g.nodes(data=True)]
if kind == "networkx graphml":
    import networkx as nx
    g = nx.read_graphml(path, force_multigraph=True)
    # It puts the corner of yEd's box over the place.
    say(len(g), g.number_of_edges(), [(d["label"], 0, 0) for _, d in g.nodes(data=True)])
elif kind == "networkx gexf":
    import networkx as nx
    # It knows no version after 1.2, which has the same words for all that we write, and no graph of mixed directions.
    text = open(path, encoding="utf-8").read().replace(' type="undirected"', "").replace(' type="mutual"', "").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    open(path, "w", encoding="utf-8").write(text)
    g = nx.read_gexf(path, version="1.2draft")
    say(len(g), g.number_of_edges(), named(g, lambda d: (d["viz"]["position"]["x"], -d["viz"]["position"]["y"])))
elif kind == "networkx gml":
    import networkx as nx
    g = nx.read_gml(path, label="id")
    say(len(g), g.number_of_edges(), named(g, lambda d: (d["graphics"]["x"], d["graphics"]["y"])))
elif kind == "igraph graphml":
    import igraph
    g = igraph.Graph.Read_GraphML(path)  # its y points up, as Gephi has it
    say(g.vcount(), g.ecount(), zip(g.vs["label"], g.vs["x"], (-y for y in g.vs["y"])))
elif kind == "igraph gml":
    import igraph
    g = igraph.Graph.Read_GML(path)
    say(g.vcount(), g.ecount(), [(name, 0, 0) for name in g.vs["label"]])
elif kind == "openpyxl xlsx":
    import openpyxl
    book = openpyxl.load_workbook(path)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    column = {title: at for at, title in enumerate(rows["Elements"][0])}
    told = [(row[column["Label"]], row[column["X"]], row[column["Y"]]) for row in rows["Elements"][1:]]
    say(len(told), len(rows["Connections"]) - 1, told)
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
    for (kind, format, has_places) in [
        ("networkx graphml", Format::GraphMl, false),
        ("networkx gexf", Format::Gexf, true),
        ("networkx gml", Format::Gml, true),
        ("igraph graphml", Format::GraphMl, true),
        ("igraph gml", Format::Gml, false),
        // Not Pajek: neither library reads relations with names, which Pajek itself does.
        ("openpyxl xlsx", Format::Xlsx, true),
    ] {
        let path = folder.path().join(format!("map.{}", format.extension()));
        let (parts, _) = interchange::write(&document, &Dress::default(), format).expect("written");
        std::fs::write(&path, &parts[0].bytes).expect("written");
        let Some(found) = run(Command::new("python3").args(["-c", SCRIPT, kind]).arg(&path)) else {
            eprintln!("skipped: {kind} is not installed");
            continue;
        };
        let mut named: Vec<String> = document
            .organisations()
            .values()
            .map(|it| {
                let place = it.position.filter(|_| has_places).unwrap_or_default();
                format!("{} {:.0} {:.0}", it.name, place.x, place.y)
            })
            .collect();
        named.sort_unstable();
        assert_eq!(found, format!("{nodes}|{flows}|{}", named.join("|")), "{kind}");
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
