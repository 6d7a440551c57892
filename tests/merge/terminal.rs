//! `ecomap compare` and `ecomap merge` as scripts use them: words, data, exit codes. Must not know how they work.

use std::fs;

use ecomap::pipeline::{self, Fate};

use crate::program::ecomap;

fn map(body: &str) -> String {
    format!("(header: (format: \"ecomap\", version: \"1.0\"), {body})")
}

const BEFORE: &str = r#"organisations: [
    (id: "a", name: "Watershed", sector: "third-sector", tags: ["film", "media"], position: (0, 0)),
    (id: "b", name: "Knowle West", position: (9, 9)),
    (id: "c", name: "Beacon", position: (0, 9)),
], flows: [(id: "f", from: "a", to: "b", kind: "funding")]"#;

const AFTER: &str = r#"organisations: [
    (id: "a", name: "Watershed Arts", sector: "industry", tags: ["media", "games"], position: (5, 0)),
    (id: "b", name: "Knowle West", position: (90, 9)),
    (id: "d", name: "Arnolfini", scale: "local", count: 12),
], flows: [(id: "f", from: "a", to: "b", kind: "funding", formality: formal)]"#;

const DIFFERENCE: &str = "\
+ organisation Arnolfini
    name: Arnolfini
    scale: Local
    count: 12
- organisation Beacon
~ organisation Watershed Arts
    name: Watershed → Watershed Arts
    sector: Third sector → Industry
    tags: + games, - film
~ flow Watershed Arts → Knowle West, funding
    formality: – → formal
1 record only moved
";

#[test]
fn a_difference_is_told_in_words_and_as_data_with_exit_codes_as_diff_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| {
        let path = folder.path().join(name).display().to_string();
        fs::write(&path, text).unwrap();
        path
    };
    let (before, after, broken) =
        (at("a.ron", &map(BEFORE)), at("b.ron", &map(AFTER)), at("c.ron", "no map"));
    let ran = ecomap(&["compare", &before, &after]);
    assert_eq!((ran.code, String::from_utf8(ran.out).unwrap().as_str()), (1, DIFFERENCE));
    let ran = ecomap(&["compare", &before, &after, "--places"]);
    let text = String::from_utf8(ran.out).unwrap();
    assert!(text.contains("~ organisation Knowle West\n    position: 9, 9 → 90, 9\n"), "{text}");
    let ran = ecomap(&["compare", &before, &before]);
    assert_eq!((ran.code, ran.out.len()), (0, 0));
    for paths in [[&before, &broken], [&broken, &before]] {
        let ran = ecomap(&["compare", paths[0], paths[1]]);
        assert_eq!((ran.code, ran.out.len()), (2, 0), "{}", ran.said());
        assert!(ran.said().contains("not an ecomap file"), "{}", ran.said());
    }
    let ran = ecomap(&["compare", &before, &after, "--format", "json"]);
    let data: serde_json::Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &data["same"], &data["gone"], &data["moved"]),
        (1, &false.into(), &1.into(), &1.into())
    );
    let watershed = data["records"].as_array().unwrap().iter().find(|record| record["id"] == "a").unwrap();
    assert_eq!(watershed["change"], "changed");
    assert_eq!(watershed["fields"][0]["before"], "Watershed");
    assert_eq!(watershed["fields"][2]["after"], serde_json::json!(["media", "games"]));
}

/// Two maps, what is asked, how many records came, went, changed, and whether one name under two ids is spoken of.
type Pair = (&'static str, &'static str, &'static str, &'static [&'static str], [usize; 3], bool);

const PAIRS: [Pair; 6] = [
    ("flows under other ids", ORGANISATIONS, FLOWS, &[], [0, 0, 0], false),
    ("a flow of another kind", ORGANISATIONS, OTHER_KIND, &[], [1, 1, 0], false),
    ("one id is one flow, whatever its ends", ORGANISATIONS, TURNED, &[], [0, 0, 1], false),
    ("one id goes before the same ends", ORGANISATIONS, TWO_FLOWS, &[], [1, 0, 1], false),
    ("one name, two ids", ORGANISATIONS, RENAMED, &[], [2, 2, 0], true),
    ("one name, taken for one", ORGANISATIONS, RENAMED, &["--by-name"], [0, 0, 0], false),
];

const ORGANISATIONS: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "b", name: "BFI")],
    flows: [(id: "f", from: "b", to: "a", kind: "funding")]"#;
const FLOWS: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "b", name: "BFI")],
    flows: [(id: "other", from: "b", to: "a", kind: "funding")]"#;
const OTHER_KIND: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "b", name: "BFI")],
    flows: [(id: "other", from: "b", to: "a", kind: "knowledge")]"#;
const TURNED: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "b", name: "BFI")],
    flows: [(id: "f", from: "a", to: "b", kind: "funding")]"#;
const TWO_FLOWS: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "b", name: "BFI")],
    flows: [(id: "f", from: "a", to: "b", kind: "funding"), (id: "g", from: "b", to: "a", kind: "funding")]"#;
const RENAMED: &str = r#"organisations: [(id: "a", name: "Watershed"), (id: "o1", name: "BFI")],
    flows: [(id: "f1", from: "o1", to: "a", kind: "funding")]"#;

#[test]
fn who_is_who_is_found_by_id_then_by_ends_and_kind_and_by_name_only_when_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let [before, after] = ["a.ron", "b.ron"].map(|name| folder.path().join(name).display().to_string());
    for (what, one, other, more, [added, gone, changed], speaks) in PAIRS {
        let (one, other) = (map(one), map(other));
        fs::write(&before, &one).unwrap();
        fs::write(&after, &other).unwrap();
        let ran = ecomap(&[&["compare", before.as_str(), &after, "--format", "json"], more].concat());
        let data: serde_json::Value = serde_json::from_slice(&ran.out).unwrap();
        let told = ["added", "gone", "changed"].map(|fate| data[fate].as_u64().unwrap() as usize);
        assert_eq!(told, [added, gone, changed], "{what}");
        assert_eq!(ran.code, i32::from(added + gone + changed > 0), "{what}");
        assert_eq!(ran.said().contains("--by-name"), speaks, "{what}: {}", ran.said());
        // The window counts what this says.
        let read = |text: &str| ecomap::file::read(text).unwrap().value;
        let (one, other) = (read(&one), read(&other));
        let same = pipeline::namesakes(&one, &other).into_iter().filter(|_| !more.is_empty());
        let same: Vec<_> = same.map(|namesake| (namesake.there, namesake.here)).collect();
        let found = pipeline::compared(&one, &other, &same).difference;
        assert_eq!([Fate::Added, Fate::Gone, Fate::Changed].map(|fate| found.count(fate)), told, "{what}");
    }
}

#[test]
fn a_merge_ends_with_0_1_or_129_and_a_damaged_side_leaves_the_output_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let write = |name: &str, text: &str| fs::write(path(name), text).unwrap();
    write("base", &map(BEFORE));
    write("ours", &map(&BEFORE.replace("third-sector", "industry")));
    write("theirs", &map(&BEFORE.replace("Knowle West", "Knowle West Media Centre")));
    write("other", &map(&BEFORE.replace("third-sector", "government")));
    write("broken", &map(&BEFORE.replace("Beacon\"", "Beacon")));
    write("empty", "");
    let run = |base: &str, ours: &str, theirs: &str, out: &str| {
        ecomap(&["merge", &path(base), &path(ours), &path(theirs), "-o", &path(out)])
    };
    let ran = run("base", "ours", "theirs", "out");
    assert_eq!((ran.code, ran.said().as_str()), (0, ""));
    let merged = fs::read_to_string(path("out")).unwrap();
    assert!(merged.contains("Knowle West Media Centre") && merged.contains("\"industry\""), "{merged}");
    let ran = run("base", "ours", "other", "out");
    assert_eq!(ran.code, 1, "{}", ran.said());
    let words = "organisation Watershed: sector: Industry (ours) or Government (theirs)";
    assert!(ran.said().contains(words) && ran.said().contains("1 conflict left"), "{}", ran.said());
    let merged = fs::read_to_string(path("out")).unwrap();
    assert!(merged.contains("sector: \"government\"") && merged.contains("conflicts: ["), "{merged}");
    for sides in [
        ["broken", "ours", "theirs"],
        ["base", "broken", "theirs"],
        ["base", "ours", "broken"],
        ["base", "ours", "empty"],
    ] {
        let ran = run(sides[0], sides[1], sides[2], "out");
        assert_eq!(ran.code, 129, "{sides:?}: {}", ran.said());
        assert!(!ran.said().is_empty() && !ran.said().contains("panicked"), "{}", ran.said());
        assert_eq!(fs::read_to_string(path("out")).unwrap(), merged, "{sides:?}");
    }
    let ran = run("empty", "ours", "other", "out");
    assert_eq!(ran.code, 1, "each made the file by itself: {}", ran.said());
    let ran = run("base", "ours", "theirs", "no/such/folder");
    assert_eq!(ran.code, 129, "{}", ran.said());
}
