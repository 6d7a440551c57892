//! `ecomap analyse` and `ecomap compare --measures`, as a script would call them.

use std::{fs, path::PathBuf};

use crate::program::{Ran, command, ecomap};

fn example(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).display().to_string()
}

#[test]
fn a_map_is_analysed_for_people_spreadsheets_and_programs() {
    let map = example("platform1_orchestrator.ron");
    let text = ecomap(&["analyse", &map]).text();
    for expected in [
        "Who holds it together",
        "What is missing",
        "E-I index",
        "not a census",
        "Ties from sector to sector",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(text, ecomap(&["analyze", &map]).text(), "the other spelling");
    let csv = ecomap(&["analyse", &map, "--format", "csv", "--measure", "degree,brokerage"]).text();
    assert!(csv.starts_with("id,name,sector,degree,brokerage\r\n"), "{csv}");
    assert!(csv.contains("platform-moving-image-cluster,") && csv.contains(",41\r\n"), "{csv}");
    let json = ecomap(&["analyse", &map, "--format", "json", "--by", "scale"]).text();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["by"], "scale");
    assert_eq!(json["organisations"].as_array().map(Vec::len), Some(14));
}

#[test]
fn what_counts_can_be_chosen() {
    let map = example("platform1_orchestrator.ron");
    let ties = |more: &[&str]| {
        let arguments = [&["analyse", map.as_str(), "--format", "json"], more].concat();
        let json: serde_json::Value = serde_json::from_str(&ecomap(&arguments).text()).unwrap();
        json["whole"]["ties"].as_f64().unwrap()
    };
    // 17 flows, of which two run both ways and one has no direction.
    for (more, expected) in [
        (&[][..], 21.0),
        (&["--undirected"], 17.0),
        (&["--status", "current"], 8.0),
        (&["--no-direction", "drawn"], 20.0),
        (&["--no-direction", "out"], 19.0),
        (&["--formality", "formal", "--undirected"], 9.0),
    ] {
        assert_eq!(ties(more), expected, "{more:?}");
    }
}

#[test]
fn a_report_is_written_as_its_name_says() {
    let folder = tempfile::tempdir().unwrap();
    let map = example("fig5_cardiff_government.ron");
    for (name, begins) in [
        ("report.md", "# What the map says"),
        ("report.html", "<!DOCTYPE html>"),
        ("report.csv", "heading,finding"),
    ] {
        let path = folder.path().join(name);
        let ran = ecomap(&["analyse", &map, "--report", &path.display().to_string()]);
        assert_eq!((ran.code, ran.out.len()), (0, 0), "{}", ran.said());
        let text = fs::read_to_string(path).unwrap();
        assert!(text.starts_with(begins), "{text}");
    }
}

#[test]
fn what_is_asked_for_in_vain_is_answered_with_what_there_is() {
    let map = example("fig5_cardiff_government.ron");
    for (arguments, words) in [
        (["--measure", "fame"], "the measures are degree"),
        (["--by", "colour"], "no organisation has a field `colour`: it can be by sector"),
        (["--kind", "gossip"], "the kinds are"),
        (["--report", "x.docx"], "ends in .md, .html or .csv"),
    ] {
        let ran = ecomap(&[&["analyse", map.as_str()][..], &arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.said().contains(words), "{arguments:?}: {}", ran.said());
    }
}

#[test]
fn a_report_never_takes_the_place_of_its_map() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.md");
    fs::copy(example("fig5_cardiff_government.ron"), &path).unwrap();
    let before = fs::read(&path).unwrap();
    let name = path.display().to_string();
    assert_eq!(ecomap(&["analyse", &name, "--report", &name]).code, 2);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn maps_are_compared_with_their_measures_where_that_is_asked_for() {
    let (before, after) = (example("fig4_cardiff_informal.ron"), example("fig5_cardiff_government.ron"));
    let compare = |more: &[&str]| {
        let arguments = [&["compare", before.as_str(), after.as_str()], more].concat();
        let ran = Ran::of(command().args(&arguments), b"");
        assert_eq!(ran.code, 1, "{}", ran.said());
        String::from_utf8(ran.out).unwrap()
    };
    assert!(!compare(&[]).contains("Measures"));
    let text = compare(&["--measures"]);
    assert!(text.contains("Measures") && text.contains("density") && text.contains("→"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&compare(&["--format", "json", "--measure", "degree"])).unwrap();
    assert!(json["measures"]["whole"]["density"]["after"].is_number());
}
