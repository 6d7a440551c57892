//! `ecomap layout` as scripts rely on it: every method over every example and over maps that are odd.

use std::{collections::BTreeMap, path::Path, process::Command};

use ecomap::{
    file,
    layout::Method,
    model::{AreaMeaning, Document, OrganisationId, Point, Rect},
    scene,
    style::{Look, Theme},
    text::Fonts,
};

use super::program::{self, Ran, ecomap, examples};

/// Pairs of boxes that lie over each other.
fn overlaps(document: &Document) -> Vec<(OrganisationId, OrganisationId)> {
    let look = Look::of(document, Theme::Light);
    let sizes = scene::node_boxes(document, &look, &Fonts::with_system());
    let places = document.organisations().iter().filter_map(|(id, it)| Some((id, it.position?)));
    let mut boxes: Vec<_> = places.map(|(id, at)| (Rect::from_center(at, sizes[id]), id.clone())).collect();
    boxes.sort_by(|a, b| a.0.left().total_cmp(&b.0.left()));
    let mut found = Vec::new();
    for (place, (rect, id)) in boxes.iter().enumerate() {
        let near = boxes[place + 1..].iter().take_while(|(other, _)| other.left() < rect.right());
        found.extend(near.filter(|(other, _)| other.overlaps(*rect)).map(|(_, it)| (id.clone(), it.clone())));
    }
    found
}

/// Who stands in an area that is only a title and did not before, and whose area it is.
fn strangers(before: &Document, after: &Document) -> Vec<(OrganisationId, String)> {
    let look = Look::of(after, Theme::Light);
    let sizes = scene::node_boxes(after, &look, &Fonts::with_system());
    let mut found = Vec::new();
    for area in after.map().areas.iter().filter(|area| area.meaning == AreaMeaning::Title) {
        let Some(was) = before.map().areas.iter().find(|it| it.id == area.id) else { continue };
        for (id, organisation) in after.organisations() {
            let is_member = before.organisation(id).unwrap().position.is_some_and(|at| was.contains(at));
            let rect = Rect::from_center(organisation.position.unwrap(), sizes[id]);
            if !is_member && rect.overlaps(area.extent) {
                found.push((id.clone(), area.title.clone()));
            }
        }
    }
    found
}

/// Lays a map out; what came, and the words.
fn laid_out(command: &mut Command, map: &[u8], options: &[&str]) -> (Vec<u8>, String) {
    let ran = Ran::of(command.args(["layout", "-", "-o", "-"]).args(options), map);
    let said = ran.said();
    assert_eq!(ran.code, 0, "{options:?}: {said}");
    (ran.out, said)
}

/// The program on one processor, if the system can do that.
fn on_one_processor() -> Command {
    let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
    if !has_taskset {
        return program::command();
    }
    let mut command = Command::new("taskset");
    command
        .args(["-c", "0", env!("CARGO_BIN_EXE_ecomap")])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    command
}

fn read(bytes: &[u8]) -> Document {
    file::read(bytes).unwrap().value
}

/// A map of this many organisations and these flows, in the file's own words.
fn map(organisations: usize, of: impl Fn(usize) -> String, flows: &[(usize, usize)]) -> Vec<u8> {
    let mut text = String::from("(header: (format: \"ecomap\", version: \"1.0\"), organisations: [");
    for index in 0..organisations {
        text.push_str(&format!("(id: \"o{index}\", name: \"Number {index}\"{}), ", of(index)));
    }
    text.push_str("], flows: [");
    for (index, (from, to)) in flows.iter().enumerate() {
        text.push_str(&format!("(id: \"f{index}\", from: \"o{from}\", to: \"o{to}\", kind: \"funding\"), "));
    }
    text.push_str("])");
    text.into_bytes()
}

/// Maps that break layouts, by name.
fn odd_maps() -> BTreeMap<&'static str, Vec<u8>> {
    let nothing = |_| String::new();
    let grid = |index: usize| format!(", position: ({}, {})", index % 8 * 300, index / 8 * 200);
    let loops: Vec<_> = (0..12).flat_map(|at| [(at, at), (at, (at + 1) % 12), (at, (at + 1) % 12)]).collect();
    let parts: Vec<_> = (0..40).filter(|at| at % 5 != 4).map(|at| (at, at + 1)).collect();
    let clique: Vec<_> = (0..40).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let star: Vec<_> = (1..400).map(|leaf| (0, leaf)).collect();
    BTreeMap::from([
        ("nobody", map(0, nothing, &[])),
        ("one", map(1, nothing, &[])),
        ("one that is joined to itself", map(1, nothing, &[(0, 0), (0, 0)])),
        ("two", map(2, grid, &[(0, 1)])),
        ("isolates", map(200, nothing, &[])),
        ("a star", map(400, nothing, &star)),
        ("a clique", map(40, nothing, &clique)),
        ("loops and parallel flows", map(12, grid, &loops)),
        ("several parts", map(41, grid, &parts)),
        ("all at one point", map(30, |_| ", position: (7, 7)".into(), &parts[..20])),
        ("very far", map(12, |at| format!(", position: ({}, {})", 9e8 - at as f64, -9e8), &loops)),
        (
            "very near and very far",
            map(
                12,
                |at| format!(", position: ({}, 0)", if at == 3 { 1e9 } else { 1e-9 * at as f64 }),
                &loops,
            ),
        ),
        ("wide names", map(6, |at| format!(", size: ({}, {})", 40 + at * 700, 30 + at * 300), &parts[..4])),
    ])
}

#[test]
fn every_method_lays_every_example_out() {
    for path in examples() {
        let map = std::fs::read(&path).unwrap();
        for method in Method::ALL.map(Method::name) {
            let case = format!("{} by {method}", path.display());
            let (bytes, said) = laid_out(&mut program::command(), &map, &["--method", method]);
            let document = read(&bytes);
            assert_eq!(overlaps(&document), [], "{case}");
            assert_eq!(strangers(&read(&map), &document), [], "{case}");
            assert_eq!(file::read(&bytes).unwrap().warnings, file::read(&map).unwrap().warnings, "{case}");
            assert!(said.contains("no overlaps"), "{case}: {said}");
            let again = laid_out(&mut on_one_processor(), &map, &["--method", method]);
            assert_eq!((bytes, said), again, "{case}: another arrangement on one processor");
        }
    }
}

#[test]
fn odd_maps_get_a_sane_picture() {
    for (name, map) in odd_maps() {
        for method in Method::ALL.map(Method::name) {
            let (bytes, said) = laid_out(&mut program::command(), &map, &["--method", method, "--seed", "3"]);
            let document = read(&bytes);
            let places = document.organisations().values().map(|it| it.position.unwrap());
            let far = places.clone().find(|at| !at.is_within_reach());
            assert_eq!(far, None, "{name} by {method}");
            assert_eq!(overlaps(&document), [], "{name} by {method}");
            assert!(!said.contains("panicked"), "{name} by {method}: {said}");
            // Not a line of dust across the sky: a page could show it.
            let middle =
                places.clone().fold(Point::default(), |sum, at| sum + at * (1.0 / places.len() as f64));
            let reach = places.map(|at| at.distance(middle)).fold(0.0, f64::max);
            let room = 2500.0 * (document.organisations().len() as f64).max(16.0);
            let keeps_places = method == "tidy" && name.starts_with("very");
            assert!(reach < room || keeps_places, "{name} by {method} reaches {reach}");
        }
    }
}

#[test]
fn who_may_not_move_stays() {
    let at = |index: usize| match index {
        0 => ", position: (40, 40), pinned: true".to_owned(),
        1 => ", position: (900, 40), locked: true".to_owned(),
        2 => String::new(),
        _ => format!(", position: ({}, 400)", index * 60),
    };
    let map = map(8, at, &[(0, 1), (1, 2), (3, 4), (4, 5), (6, 7)]);
    let before = read(&map);
    let stays = |options: &[&str], ids: &[&str]| {
        for method in Method::ALL.map(Method::name) {
            let after =
                read(&laid_out(&mut program::command(), &map, &[&["--method", method], options].concat()).0);
            for (id, organisation) in after.organisations() {
                assert!(organisation.position.is_some(), "{id} by {method} has no place");
                if ids.contains(&id.as_str()) {
                    assert_eq!(
                        organisation.position,
                        before.organisation(id).unwrap().position,
                        "{id} by {method}"
                    );
                }
            }
        }
    };
    stays(&[], &["o0", "o1"]);
    stays(&["--only", "o3,o4"], &["o0", "o1", "o5", "o6", "o7"]);
    stays(&["--only", "Number 3"], &["o0", "o1", "o4", "o5", "o6", "o7"]);
    stays(&["--unplaced"], &["o0", "o1", "o3", "o4", "o5", "o6", "o7"]);
}

#[test]
fn what_is_asked_in_vain_of_a_layout_is_said() {
    let path = examples().remove(2);
    let map = path.display().to_string();
    let text = std::fs::read(&path).unwrap();
    let cases: &[(&[&str], i32, &str)] = &[
        (&["layout", &map, "-o", &map], 2, "would take the place of"),
        (&["layout", &map, "-o", "-", "--method", "spiral"], 2, "rings"),
        (&["layout", &map, "-o", "-", "--strength", "1.5"], 2, "between 0 and 1"),
        (&["layout", &map, "-o", "-", "--strength", "nan"], 2, "between 0 and 1"),
        (&["layout", &map, "-o", "-", "--only", "no-such"], 2, "no organisation `no-such`"),
        (
            &["layout", &map, "-o", "-", "--method", "rings", "--centre", "watershd"],
            2,
            "did you mean `watershed`",
        ),
        (&["layout", &map, "-o", "-", "--method", "bands", "--centre", "watershed"], 2, "--method rings"),
        (&["layout", &map, "-o", "-", "--method", "tidy", "--sideways"], 2, "--sideways"),
        (&["layout", &map, "-o", "-", "--only", "watershed", "--unplaced"], 2, "--unplaced"),
        (&["layout", "no-such.ron", "-o", "-"], 1, "no-such.ron"),
        (&["layout", &map, "-o", "no/such/folder/map.ron"], 1, "no/such/folder"),
        (&["layout", &map], 2, "--output"),
        (&["layout", &map, "-o", "-", "--method", "rings", "--centre", "watershed"], 0, "laid out in rings"),
        (&["layout", "--help"], 0, ""),
        (&["render", &map, "-o", "-", "--format", "svg", "--layout", "network"], 0, ""),
    ];
    for (arguments, code, words) in cases {
        let ran = ecomap(arguments);
        assert_eq!(ran.code, *code, "{arguments:?}: {}", ran.said());
        assert!(ran.said().contains(words), "{arguments:?} says {}", ran.said());
    }
    assert_eq!(std::fs::read(&path).unwrap(), text);
    let help = ecomap(&["layout", "--help"]).text();
    assert!(help.contains("Examples:") && !said_progress(&map).contains('\r'), "{help}");
}

/// What a layout says where nobody watches.
fn said_progress(map: &str) -> String {
    ecomap(&["layout", map, "-o", "-", "--method", "network"]).said()
}

#[test]
fn a_layout_begins_where_scale_and_sector_are_stated() {
    let laid = |path: &Path| ecomap(&["layout", &path.display().to_string(), "-o", "-"]).said();
    assert!(laid(&examples().remove(2)).contains("laid out in bands"));
    let bare = map(3, |_| String::new(), &[(0, 1), (1, 2)]);
    assert!(laid_out(&mut program::command(), &bare, &[]).1.contains("laid out as a network"));
}
