//! `ecomap convert` as scripts use it: which format, what is lost, what is never written.

use std::{fs, path::Path};

use ecomap::file;
use tempfile::TempDir;

use super::program::{Ran, command, examples, fixture};

/// A folder with a map in it that has groups, notes, views and evidence.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("file/golden.ron"), folder.path().join("map.ron")).unwrap();
    folder
}

fn convert(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    Ran::of(command().current_dir(folder).arg("convert").args(arguments), input)
}

/// What lies in the folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_extension_tells_the_format_and_the_way_back_gives_the_map() {
    let folder = folder();
    for (name, begins) in [
        ("a.graphml", "<?xml"),
        ("a.gexf", "<?xml"),
        ("a.canvas", "{"),
        ("a.json", "{"),
        ("a.cyjs", "{"),
        ("a.dot", "digraph"),
        ("a.gml", ""),
        ("a.drawio", "<"),
        ("a.xlsx", "PK"),
    ] {
        let ran = convert(folder.path(), &["map.ron", name], b"");
        assert_eq!(ran.code, 0, "{name}: {}", ran.said());
        let bytes = fs::read(folder.path().join(name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
        let ran = convert(folder.path(), &[name, "back.ron"], b"");
        assert_eq!((ran.code, ran.said()), (0, String::new()), "{name}");
        let (map, back) = (open(&folder, "map.ron"), open(&folder, "back.ron"));
        assert_eq!(map.flows().len(), back.flows().len(), "{name}");
        for (id, it) in map.organisations() {
            assert_eq!(back.organisation(id).map(|it| &it.name), Some(&it.name), "{name}");
        }
    }
    let ran = convert(folder.path(), &["map.ron", "a.mmd"], b"");
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(fs::read_to_string(folder.path().join("a.mmd")).unwrap().starts_with("flowchart"));
}

fn open(folder: &TempDir, name: &str) -> ecomap::model::Document {
    file::open(&folder.path().join(name)).unwrap().value
}

#[test]
fn a_format_can_be_named_where_no_name_tells_it() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(convert(path, &["map.ron", "network", "--to", "gml"], b"").code, 0);
    assert!(
        convert(path, &["network", "-", "--from", "gml", "--to", "ron"], b"").text().contains("watershed")
    );
    // What it is called does not matter where the format is said.
    assert_eq!(convert(path, &["map.ron", "odd.gexf", "--to", "GraphML"], b"").code, 0);
    assert!(fs::read_to_string(path.join("odd.gexf")).unwrap().contains("<graphml"));
    fs::write(path.join("list.txt"), "Name,Sector\nBFI,third\nBBC,public\n").unwrap();
    let ran = convert(path, &["list.txt", "list.ron", "--from", "csv"], b"");
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert_eq!(open(&folder, "list.ron").organisations().len(), 2);
}

#[test]
fn the_result_may_be_named_as_other_commands_have_it() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(convert(path, &["map.ron", "-o", "a.gexf"], b"").code, 0);
    assert_eq!(convert(path, &["map.ron", "b.gexf"], b"").code, 0);
    assert_eq!(fs::read(path.join("a.gexf")).unwrap(), fs::read(path.join("b.gexf")).unwrap());
    let ran = convert(path, &["map.ron", "c.gexf", "-o", "d.gexf"], b"");
    assert_eq!(ran.code, 2, "{}", ran.said());
    let ran = convert(path, &["map.ron"], b"");
    assert!(ran.code == 2 && ran.said().contains("OUTPUT"), "{}", ran.said());
    assert_eq!(files(path), ["a.gexf", "b.gexf", "map.ron"]);
}

#[test]
fn what_is_lost_is_said_item_by_item_and_strict_writes_nothing() {
    let folder = folder();
    let path = folder.path();
    let ran = convert(path, &["map.ron", "a.mmd", "--strict"], b"");
    assert_eq!(ran.code, 1);
    let said = ran.said();
    for words in [
        "Mermaid cannot hold all of the map; left out:",
        "pieces of evidence: 1",
        "views: 1",
        "notes: 1",
        "organisations: further scales: 1",
        "organisations: positions: 1",
        "organisations: own field “Founded”: 1",
        "flows: weight: 1",
        "groups: that they are collapsed: 1",
        "nothing was written, for --strict allows no loss",
    ] {
        assert!(said.contains(words), "no `{words}` in {said}");
    }
    assert_eq!(files(path), ["map.ron"]);
    assert_eq!(convert(path, &["map.ron", "a.mmd"], b"").code, 0, "without it the same is a note");
    // Where nothing is lost, it has nothing to say.
    fs::write(
        path.join("plain.ron"),
        "(header: (format: \"ecomap\", version: \"1.0\"), organisations: [(name: \"A\", position: (0, 0))])",
    )
    .unwrap();
    let ran = convert(path, &["plain.ron", "plain.graphml", "--strict"], b"");
    assert_eq!((ran.code, ran.said()), (0, String::new()));
}

#[test]
fn it_stands_in_a_pipe() {
    let folder = folder();
    let text = fs::read(folder.path().join("map.ron")).unwrap();
    let graphml = convert(folder.path(), &["-", "-", "--to", "graphml"], &text).text();
    assert!(graphml.contains("<graphml"));
    let back = convert(folder.path(), &["-", "-o", "-", "--to", "ron"], graphml.as_bytes()).text();
    assert_eq!(file::read(back.as_bytes()).unwrap().value.organisations().len(), 3);
    let ran = convert(folder.path(), &["-", "-"], &text);
    assert!(ran.code == 2 && ran.said().contains("standard output tells no format"), "{}", ran.said());
    let ran = convert(folder.path(), &["-", "-", "--to", "csv"], &text);
    assert!(ran.code == 2 && ran.said().contains("several files"), "{}", ran.said());
    assert_eq!(ran.out.len(), 0);
}

#[test]
fn several_files_are_named_after_the_one_that_was_asked_for() {
    let folder = folder();
    let ran = convert(folder.path(), &["map.ron", "tables.csv"], b"");
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert_eq!(files(folder.path()), ["map.ron", "tables-flows.csv", "tables-organisations.csv"]);
    assert!(
        ran.said().contains("wrote tables-organisations.csv")
            && ran.said().contains("wrote tables-flows.csv")
    );
    let rows = fs::read_to_string(folder.path().join("tables-organisations.csv")).unwrap();
    assert_eq!(rows.matches("\r\n").count(), 4, "{rows}");
}

#[test]
fn what_is_converted_is_never_written_over() {
    let folder = folder();
    let path = folder.path();
    let map = fs::read(path.join("map.ron")).unwrap();
    let ran = convert(path, &["map.ron", "-o", "map.ron"], b"");
    assert!(ran.code == 2 && ran.said().contains("would take the place of map.ron"), "{}", ran.said());
    // Nor by one of several files.
    assert_eq!(convert(path, &["map.ron", "a.csv"], b"").code, 0);
    fs::remove_file(path.join("a-organisations.csv")).unwrap();
    let flows = fs::read(path.join("a-flows.csv")).unwrap();
    let ran = convert(path, &["a-flows.csv", "a.csv"], b"");
    assert!(ran.code == 2 && ran.said().contains("a-flows.csv"), "{}", ran.said());
    assert_eq!(files(path), ["a-flows.csv", "map.ron"], "nothing was written");
    assert_eq!(fs::read(path.join("a-flows.csv")).unwrap(), flows);
    assert_eq!(fs::read(path.join("map.ron")).unwrap(), map);
}

#[test]
fn what_cannot_be_is_said_in_words() {
    let folder = folder();
    let map = examples().remove(0).display().to_string();
    let cases: &[(&[&str], i32, &str)] = &[
        (&[&map, "a.bmp"], 2, "a.bmp tells no format: say which with --to"),
        (&[&map, "a"], 2, "tells no format"),
        (&[&map, "a.gml", "--to", "word"], 2, "there is no format `word`: choose one of graphml, gexf"),
        (&[&map, "a.gml", "--to", "word"], 2, ", or ron"),
        (&[&map, "a.gml", "--from", "word"], 2, "there is no format `word`"),
        (&[&map, "a.json", "--to", "360giving"], 2, "is read, never written"),
        (&[&map, "a.gml", "--from", "mermaid"], 2, "Mermaid"),
        (&[&map, "no/such/a.gml"], 1, "no/such"),
        (&["no-such.gexf", "a.gml"], 1, "no-such.gexf"),
        (&[&map, "a.gml", "--from", "gexf"], 1, "GEXF"),
    ];
    for (arguments, code, words) in cases {
        let ran = convert(folder.path(), arguments, b"");
        assert_eq!(ran.code, *code, "{arguments:?}: {}", ran.said());
        assert!(ran.said().contains(words), "{arguments:?} says {}", ran.said());
    }
    assert_eq!(files(folder.path()), ["map.ron"]);
}

#[test]
fn one_of_a_kind_is_told_as_one() {
    let folder = folder();
    for (rows, words) in
        [("A,B\n,C\n", "1 row lacks an end and was left out"), ("A,B\n,C\n,D\n", "2 rows lack an end")]
    {
        fs::write(folder.path().join("pairs.csv"), format!("From,To\n{rows}")).unwrap();
        let ran = convert(folder.path(), &["pairs.csv", "pairs.ron"], b"");
        assert!(ran.code == 0 && ran.said().contains(words), "{}", ran.said());
    }
}
