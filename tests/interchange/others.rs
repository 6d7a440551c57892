//! What we write is read by the libraries and programs of others: same counts and names. Skips what is not installed.

use std::{process::Command, sync::Arc};

use ecomap::{
    interchange::{self, Dress, Format},
    model::{Change, Direction, Document, Flow, FlowId, FlowKind, FlowKindId, RecordId, Transaction},
};

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
    g = nx.read_gexf(path)
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
elif kind == "networkx pajek":
    import networkx as nx
    g = nx.read_pajek(path)
    say(len(g), g.number_of_edges(), [(name, 0, 0) for name in g])
elif kind == "igraph pajek":
    import igraph
    g = igraph.Graph.Read_Pajek(path)
    say(g.vcount(), g.ecount(), [(name, 0, 0) for name in g.vs["name"]])
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
    let document = bristol();
    for (kind, format, has_places) in [
        ("networkx graphml", Format::GraphMl, false),
        ("networkx gexf", Format::Gexf, true),
        ("networkx gml", Format::Gml, true),
        ("igraph graphml", Format::GraphMl, true),
        ("igraph gml", Format::Gml, false),
        ("openpyxl xlsx", Format::Xlsx, true),
    ] {
        if !is_read_by(kind, &document, format, has_places) {
            eprintln!("skipped: {kind} is not installed");
        }
    }
}

/// graphology takes the first edge's word for the graph's and refuses `mutual`, and networkx `undirected` beside
/// arrows.
#[test]
fn gexf_says_ways_in_words_that_every_reader_takes() {
    let ways = |document: &Document| -> Vec<String> {
        let (parts, _) = interchange::write(document, &Dress::default(), Format::Gexf).expect("written");
        let text = String::from_utf8(parts[0].bytes.clone()).expect("UTF-8");
        let said = |line: &str| Some(line.split_once(" type=\"")?.1.split_once('"')?.0.to_owned());
        text.lines().filter(|line| line.contains("<edge ")).filter_map(said).collect()
    };
    let mut document = bristol();
    let (arrows, lines): (Vec<_>, Vec<_>) =
        document.flows().values().partition(|it| it.direction != Direction::None);
    let expected = [vec!["directed"; arrows.len()], vec!["Undirected"; lines.len()]].concat();
    assert_eq!(
        (ways(&document), lines.is_empty()),
        (expected.iter().map(ToString::to_string).collect(), false)
    );

    let without = |(id, flow): (&FlowId, &Arc<Flow>)| {
        let id = RecordId::Flow(id.clone());
        let line = Flow { direction: Direction::None, ..Flow::clone(flow) };
        Change { before: document.get(&id), id, after: Some(line.into()) }
    };
    let changes: Vec<_> = document.flows().iter().map(without).collect();
    document.apply(&Transaction::new(changes)).expect("made from this very document");
    assert!(ways(&document).iter().all(|way| way == "undirected"), "no arrow beside them");
    let _ = is_read_by("networkx gexf", &document, Format::Gexf, true);
}

/// Relations are Pajek's alone: neither library knows a heading with a relation's number, or a line that begins with one,
/// so a map of several kinds is written for Pajek. One of plain links has no relation.
#[test]
fn libraries_of_others_read_plain_links_as_pajek() {
    let several = bristol();
    let (parts, _) = interchange::write(&several, &Dress::default(), Format::Pajek).expect("written");
    assert!(
        String::from_utf8_lossy(&parts[0].bytes).contains("*Arcs :4 \"funding\"\n"),
        "kinds are relations"
    );

    let mut document = several;
    let plain = |(id, flow): (&FlowId, &Arc<Flow>)| {
        // Both ways is two arcs in any file of Pajek's.
        let direction = if flow.direction == Direction::None { Direction::None } else { Direction::Forward };
        let link = Flow { kind: FlowKindId::literal("link"), direction, ..Flow::clone(flow) };
        let id = RecordId::Flow(id.clone());
        Change { before: document.get(&id), id, after: Some(link.into()) }
    };
    let link = RecordId::FlowKind(FlowKindId::literal("link"));
    let kind = FlowKind { name: "link".into(), ..FlowKind::default() };
    let mut changes = vec![Change { before: document.get(&link), id: link, after: Some(kind.into()) }];
    changes.extend(document.flows().iter().map(plain));
    document.apply(&Transaction::new(changes)).expect("made from this very document");

    let (parts, _) = interchange::write(&document, &Dress::default(), Format::Pajek).expect("written");
    let text = String::from_utf8_lossy(&parts[0].bytes).into_owned();
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('*')).skip(2).collect();
    assert_eq!(headings, ["*Arcs", "*Edges"]);
    let again = interchange::read(text.as_bytes(), Format::Pajek).expect("our own").value.document().value;
    assert_eq!(again.flows().len(), document.flows().len());
    assert!(again.flows().values().all(|flow| flow.kind.as_str() == "link"), "nothing is lost");
    for kind in ["networkx pajek", "igraph pajek"] {
        if !is_read_by(kind, &document, Format::Pajek, false) {
            eprintln!("skipped: {kind} is not installed");
        }
    }
}

fn bristol() -> Document {
    let text = include_str!("../../examples/fig3_bristol.ron");
    ecomap::file::read(text.as_bytes()).expect("the example is sound").value
}

/// A library finds the same counts, names and, where it has them, places; `false` where it is not installed.
fn is_read_by(kind: &str, document: &Document, format: Format, has_places: bool) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("map.{}", format.extension()));
    let (parts, _) = interchange::write(document, &Dress::default(), format).expect("written");
    std::fs::write(&path, &parts[0].bytes).expect("written");
    let Some(found) = run(Command::new("python3").args(["-c", SCRIPT, kind]).arg(&path)) else {
        return false;
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
    let (nodes, flows) = (document.organisations().len(), document.flows().len());
    assert_eq!(found, format!("{nodes}|{flows}|{}", named.join("|")), "{kind}");
    true
}

#[test]
fn graphviz_reads_what_we_write() {
    let document = bristol();
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
