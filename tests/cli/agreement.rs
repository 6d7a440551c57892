//! `ecomap compare --agreement`: several groups drew one system.

use std::{fs, path::Path};

use crate::program::ecomap;

const MAPS: [(&str, &str); 3] = [
    (
        "one",
        r#"organisations: [(id: "bfi", name: "BFI"), (id: "watershed", name: "Watershed"), (id: "lab", name: "=Lab")],
        flows: [(id: "f1", from: "bfi", to: "watershed", kind: "funding"),
                (id: "f2", from: "watershed", to: "lab", kind: "collaboration", direction: "none")],"#,
    ),
    (
        "two",
        r#"organisations: [(id: "bfi", name: "BFI"), (id: "w", name: "WATERSHED")],
        flows: [(id: "other", from: "bfi", to: "w", kind: "funding"),
                (id: "twice", from: "bfi", to: "w", kind: "funding", label: "capital")],"#,
    ),
    (
        "three",
        r#"organisations: [(id: "watershed", name: "Watershed"), (id: "lab", name: "=Lab")],
        flows: [(id: "back", from: "lab", to: "watershed", kind: "collaboration", direction: "none")],"#,
    ),
];

fn written(folder: &Path) -> Vec<String> {
    let write = |(name, body): (&str, &str)| {
        let path = folder.join(format!("{name}.ron"));
        fs::write(&path, format!("(header: (format: \"ecomap\", version: \"1.0\"), {body})")).unwrap();
        path.display().to_string()
    };
    MAPS.map(write).to_vec()
}

#[test]
fn each_organisation_and_flow_is_counted_on_all_maps() {
    let folder = tempfile::tempdir().unwrap();
    let maps = written(folder.path());
    let arguments = |more: &[&'static str]| -> Vec<String> {
        let maps = maps.iter().cloned();
        ["compare".to_owned()].into_iter().chain(maps).chain(more.iter().map(ToString::to_string)).collect()
    };
    let run = |more: &[&'static str]| {
        let arguments = arguments(more);
        ecomap(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let text = run(&["--agreement"]).text();
    assert!(text.starts_with("1 of 3 organisations and 0 of 2 flows are on all 3 maps.\n"), "{text}");
    for line in ["Watershed  3 of 3  x  x  x", "BFI        2 of 3  x  x  ·", "=Lab       2 of 3  x  ·  x"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("1 organisation taken for another's for the name alone"), "{text}");
    let csv = run(&["--agreement", "--format", "csv"]).text();
    assert!(csv.starts_with("record,id,name,maps,of,one,two,three\r\n"), "{csv}");
    assert!(csv.contains("organisation,watershed,Watershed,3,3,yes,yes,yes\r\n"), "{csv}");
    assert!(!csv.contains(",=Lab,"), "no live formula: {csv}");
    let json = run(&["--agreement", "--format", "json", "--by-id"]).text();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["matched_by_name"], 0);
    assert_eq!(json["organisations"].as_array().map(Vec::len), Some(4), "Watershed twice");
    assert_eq!(json["flows"].as_array().map(Vec::len), Some(3));
}

#[test]
fn what_does_not_go_together_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let maps = written(folder.path());
    let [one, two, three] = [&maps[0], &maps[1], &maps[2]].map(String::as_str);
    let ran = ecomap(&["compare", one, two, three]);
    assert_eq!(ran.code, 2);
    assert!(ran.said().contains("--agreement takes more"), "{}", ran.said());
    let ran = ecomap(&["compare", one, two, "--format", "csv"]);
    assert_eq!(ran.code, 2);
    assert!(ran.said().contains("csv goes with --agreement"), "{}", ran.said());
}
