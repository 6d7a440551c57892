//! What scripts rely on: the real program, its outputs byte by byte, its words and its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "cli/agreement.rs"]
mod agreement;
#[path = "cli/analyse.rs"]
mod analyse;
#[path = "cli/convert.rs"]
mod convert;
#[path = "cli/dates.rs"]
mod dates;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/layout.rs"]
mod layout;
#[path = "cli/program.rs"]
mod program;
#[path = "cli/quiet.rs"]
mod quiet;

use std::{collections::BTreeSet, fs, path::Path, process::Stdio};

use ecomap::file;
use program::{Ran, ecomap, examples, fixture, letters};

fn svg_of(map: &Path) -> String {
    let ran = ecomap(&["render", &map.display().to_string(), "-o", "-", "--format", "svg"]);
    ran.text()
}

fn png_chunk<'a>(png: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    let at = png.windows(4).position(|window| window == kind)?;
    let length = u32::from_be_bytes(png.get(at - 4..at)?.try_into().ok()?);
    png.get(at + 4..at + 4 + length as usize)
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes[..4].try_into().unwrap())
}

#[test]
fn the_same_map_gives_the_same_bytes_in_any_folder_language_and_time_zone() {
    for map in examples() {
        let bytes = |locale: &str, zone: &str| {
            let folder = tempfile::tempdir().unwrap();
            let mut command = program::command();
            command.current_dir(folder.path()).env("LC_ALL", locale).env("TZ", zone);
            let ran = Ran::of(command.arg("render").arg(&map).args(["-o", "figure.svg"]), b"");
            assert_eq!((ran.code, ran.out.len()), (0, 0), "{}: {}", map.display(), ran.said());
            fs::read(folder.path().join("figure.svg")).unwrap()
        };
        let same = bytes("C", "UTC") == bytes("tr_TR.UTF-8", "Asia/Kathmandu");
        assert!(same, "{} gives different figures", map.display());
    }
}

#[test]
fn every_organisation_can_be_read_in_the_figure() {
    for map in examples() {
        let svg = svg_of(&map);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let texts = tree.descendants().filter(|node| node.has_tag_name("text"));
        // A label may be on several lines: white space does not count.
        let said: BTreeSet<String> = texts
            .map(|text| {
                let parts =
                    text.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
                letters(&parts.collect::<String>())
            })
            .collect();
        for organisation in file::open(&map).unwrap().value.organisations().values() {
            let name = letters(&organisation.name);
            assert!(said.contains(&name), "{}: `{}` is missing", map.display(), organisation.name);
        }
    }
}

#[test]
fn a_png_has_the_width_and_the_resolution_that_were_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let map = examples().remove(0);
    for (width_mm, dpi) in [(175.0, 150.0), (85.0, 300.0)] {
        let figure = folder.path().join("figure.png").display().to_string();
        let (width, dots) = (format!("{width_mm}"), format!("{dpi}"));
        let options = ["-o", &figure, "--width-mm", &width, "--dpi", &dots];
        ecomap(&[&["render", &map.display().to_string()], &options[..]].concat()).text();
        let png = fs::read(&figure).unwrap();
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        let pixels = f64::from(number(png_chunk(&png, b"IHDR").unwrap()));
        assert!((pixels - width_mm / 25.4 * dpi).abs() <= 1.0, "{pixels} pixels for {width_mm} mm at {dpi}");
        let resolution = png_chunk(&png, b"pHYs").unwrap();
        let per_inch = f64::from(number(resolution)) * 0.0254;
        assert!((per_inch - dpi).abs() < 0.02 && resolution[8] == 1, "{per_inch} dots an inch");
    }
}

#[test]
fn a_map_may_come_from_standard_input() {
    let map = examples().remove(0);
    let text = fs::read(&map).unwrap();
    let mut command = program::command();
    let ran = Ran::of(command.args(["render", "-", "-o", "-", "--format", "svg"]), &text);
    assert_eq!(ran.text(), svg_of(&map));
    let ran = Ran::of(program::command().args(["validate", "-"]), &text);
    assert_eq!((ran.code, ran.out.len()), (0, 0), "{}", ran.said());
}

#[test]
fn exit_codes_tell_what_kind_of_trouble_there_was() {
    let map = examples().remove(0).display().to_string();
    let cases: &[(&[&str], i32, &str)] = &[
        (&["render", &map, "-o", "-", "--format", "svg", "--palette", "colour-blind"], 0, ""),
        (&["render", &map, "-o", "-", "--format", "svg", "--palette", "neon"], 2, "high-contrast"),
        (&["render", &map, "-o", "-", "--format", "svg", "--view", "neon"], 2, "neon"),
        (&["render", &map, "-o", "-", "--format", "bmp"], 2, "svg, png, pdf and html"),
        (&["render", &map, "-o", "figure"], 2, "extension"),
        (&["render", &map, "-o", "figure.bmp"], 2, "svg, png, pdf and html"),
        (&["render", &map, "-o", "-", "--format", "png", "--dpi", "0"], 2, "dpi"),
        (&["render", &map, "-o", "-", "--format", "svg", "--dpi", "1e9"], 2, "dpi"),
        (&["render", &map, "-o", "-", "--format", "png", "--width-mm", "0"], 2, "width"),
        (&["render", &map, "-o", &map, "--format", "svg"], 2, "would take the place of the map"),
        (&["render", &map, "-o", "no/such/folder/figure.svg"], 1, "no/such/folder"),
        (&["render", "no-such.ron", "-o", "-", "--format", "svg"], 1, "no-such.ron"),
        (&["render"], 2, "Usage"),
        (&["render", &map], 2, "--output"),
        (&["validate"], 2, "Usage"),
        (&["validate", "no-such.ron"], 1, ""),
        (&["--no-such-option"], 2, "no-such-option"),
        (&["--version"], 0, ""),
    ];
    for (arguments, code, words) in cases {
        let ran = ecomap(arguments);
        assert_eq!(ran.code, *code, "{arguments:?}: {}", ran.said());
        assert!(ran.said().contains(words), "{arguments:?} says {}", ran.said());
        assert!(*code == 0 || !ran.said().contains("panicked"), "{arguments:?} says {}", ran.said());
    }
}

#[test]
fn what_is_asked_for_in_vain_is_said() {
    let map = examples().remove(0).display().to_string();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("taken"), "words").unwrap();
    let (pdf, svg, taken, nowhere, tables) =
        (at("h.pdf"), at("h.svg"), at("taken"), at("no/h.pdf"), at("tables"));
    let cases: &[(&[&str], i32, &str)] = &[
        (&["render", &map, "-o", "-"], 2, "add --format"),
        (&["handout", &map, "-o", &svg], 2, "ends in .pdf"),
        (&["handout", &map, "-o", &map], 2, "ends in .pdf"),
        (&["handout", &map, "-o", &pdf, "--page", "slide"], 2, "a4-portrait, a4-landscape"),
        (&["handout", &map, "-o", &pdf, "--page", "letter"], 2, "a3-portrait, a3-landscape"),
        (&["handout", &map, "-o", &pdf, "--include", "evidence", "--no-evidence"], 2, "--no-evidence"),
        (&["handout", &map, "-o", &pdf, "--include", "speaker-notes"], 2, "speaker-notes"),
        (&["handout", &map, "-o", &pdf, "--tables", "-"], 2, "give --tables a folder"),
        (&["handout", &map, "-o", &pdf, "--tables", &taken], 1, "give --tables a folder"),
        (&["handout", &map, "-o", &nowhere, "--tables", &tables], 1, "is not there"),
    ];
    for (arguments, code, words) in cases {
        let ran = ecomap(arguments);
        assert_eq!(ran.code, *code, "{arguments:?}: {}", ran.said());
        assert!(ran.said().contains(words) && !ran.said().contains("os error"), "{}", ran.said());
    }
    assert!(!folder.path().join("tables").exists(), "tables without their hand-out");
    assert_eq!(std::fs::read_to_string(taken).unwrap(), "words");
}

#[cfg(unix)]
#[test]
fn a_figure_never_takes_the_place_of_its_map() {
    let folder = tempfile::tempdir().unwrap();
    let (map, link) = (folder.path().join("map.svg"), folder.path().join("link.svg"));
    fs::copy(examples().remove(0), &map).unwrap();
    std::os::unix::fs::symlink(&map, &link).unwrap();
    let before = fs::read(&map).unwrap();
    for figure in ["map.svg", "./map.svg", "link.svg"] {
        let mut command = program::command();
        command.current_dir(folder.path()).args(["render", "map.svg", "-o", figure]);
        let ran = Ran::of(&mut command, b"");
        assert_eq!(ran.code, 2, "{figure}: {}", ran.said());
        assert!(ran.said().contains("would take the place of the map map.svg"), "{}", ran.said());
        assert_eq!(fs::read(&map).unwrap(), before, "{figure}");
    }
}

#[test]
fn what_a_view_of_the_map_asks_for_is_no_mistake_of_the_one_who_calls() {
    let map = |view: &str| {
        format!(
            "(header: (format: \"ecomap\", version: \"1.0\"), organisations: [(id: \"a\", position: (0, 0))], \
             views: [(name: \"v\", {view})])"
        )
    };
    let options = ["render", "-", "-o", "-", "--format", "svg", "--view", "v"];
    for (view, more, code, words) in [
        ("palette: \"neon\"", &[][..], 1, "view `v` of the map: there is no palette `neon`"),
        ("palette: \"neon\"", &["--palette", "default"], 0, ""),
        ("palette: \"default\"", &["--palette", "neon"], 2, "there is no palette `neon`"),
        ("page: (width_mm: 1)", &[], 1, "view `v` of the map: the width in mm"),
        ("page: (width_mm: 1)", &["--width-mm", "100"], 0, ""),
        ("page: (width_mm: 100)", &["--width-mm", "1"], 2, "the width in mm"),
    ] {
        let mut command = program::command();
        let ran = Ran::of(command.args(options).args(more), map(view).as_bytes());
        assert_eq!(ran.code, code, "{view} {more:?}: {}", ran.said());
        assert!(ran.said().contains(words), "{view} {more:?}: {}", ran.said());
    }
}

#[test]
fn a_damaged_map_is_told_by_render_as_by_validate() {
    let map = fixture("file/six_faults.ron").display().to_string();
    let validated = String::from_utf8(ecomap(&["validate", &map]).out).unwrap();
    let rendered = ecomap(&["render", &map, "-o", "-", "--format", "svg"]);
    assert_eq!((rendered.code, rendered.said()), (1, validated));
}

#[test]
fn a_figure_shows_and_hides_what_it_is_told_to() {
    let map = r#"(
        header: (format: "ecomap", version: "1.0"),
        map: (goals: [(id: "rents", text: "Cheap space")]),
        organisations: [(
            id: "a", name: "Watershed", position: (0, 0), count: (low: 3, high: 3), roles: ["anchor"],
            influence: (height: 7), stances: [(goal: "rents", position: support)],
        )],
        notes: [(id: "aaaaaa", text: "Later", parked: true)],
    )"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    fs::write(&path, map).unwrap();
    let words =
        ["steps of influence", "a disc for each step", "Cheap space", "anchor", "Later", "PARKING LOT"];
    for (options, expected) in [
        (&[][..], &["anchor"][..]),
        (&["--hide", "tags,counts"], &[]),
        (&["--show", "influence,goals"], &["a disc for each step", "Cheap space", "anchor"]),
        (&["--show", "parked", "--hide", "tags"], &["Later", "PARKING LOT"]),
    ] {
        let path = path.display().to_string();
        let svg = ecomap(&[&["render", &path, "-o", "-", "--format", "svg"], options].concat()).text();
        // Each word stands in a place of its own: only what is read counts.
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let texts = tree.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
        let read = texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        let found: Vec<&str> = words.into_iter().filter(|words| read.contains(words)).collect();
        assert_eq!(found, expected, "{options:?}");
    }
    let wrong = ecomap(&["render", "map.ron", "-o", "-", "--show", "everything"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.said().contains("influence, goals, tags, counts, parked"), "{}", wrong.said());
}

#[test]
fn an_unknown_palette_is_answered_with_those_there_are() {
    let map = examples().remove(0).display().to_string();
    let said = ecomap(&["render", &map, "-o", "-", "--format", "svg", "--palette", "neon"]).said();
    for name in ecomap::style::Palette::NAMES {
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn each_of_six_faults_is_told_with_its_place() {
    let map = fixture("file/six_faults.ron").display().to_string();
    let ran = ecomap(&["validate", &map]);
    assert_eq!(ran.code, 1);
    let out = String::from_utf8(ran.out).unwrap();
    let found: Vec<(u32, u32, &str)> = out.lines().filter_map(|line| program::finding(line, &map)).collect();
    assert_eq!(found.len(), 6, "{out}");
    for (line, column, message) in found {
        assert!(line > 1 && column > 0 && !message.is_empty(), "{out}");
    }
    let prefixed = out.lines().filter(|line| line.starts_with(&map)).count();
    assert_eq!(prefixed, 6, "a finding has no place: {out}");
}

#[test]
fn the_examples_are_sound() {
    let maps: Vec<String> = examples().iter().map(|map| map.display().to_string()).collect();
    let arguments: Vec<&str> = ["validate"].into_iter().chain(maps.iter().map(String::as_str)).collect();
    let ran = ecomap(&arguments);
    assert_eq!((ran.code, String::from_utf8_lossy(&ran.out).as_ref(), ran.said().as_str()), (0, "", ""));
}

#[test]
fn every_help_shows_an_example() {
    for arguments in [&["--help"][..], &["render", "--help"], &["validate", "--help"], &["analyse", "--help"]]
    {
        let help = ecomap(arguments).text();
        assert!(help.contains("Example") && help.contains("ecomap "), "{arguments:?}: {help}");
    }
}

#[test]
fn without_a_window_the_program_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program::command();
    // Its settings are its own, and there is no socket to be found by a usual name.
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
        command.env(variable, folder.path());
    }
    let ran = Ran::of(&mut command, b"");
    assert_eq!(ran.code, 1, "{}", ran.said());
    let words = if cfg!(feature = "gui") { "there is no display" } else { "without its window" };
    assert!(ran.said().contains(words) && !ran.said().contains("panicked"), "{}", ran.said());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let map = examples().remove(0).display().to_string();
    let faulty = fixture("file/six_faults.ron").display().to_string();
    let cases: [(&[&str], i32); 4] = [
        (&["--help"], 0),
        (&["render", "--help"], 0),
        (&["render", &map, "-o", "-", "--format", "svg"], 0),
        (&["validate", &faulty], 1),
    ];
    for (arguments, code) in cases {
        let mut command = program::command();
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!((ended.status.code(), said.as_ref()), (Some(code), ""), "{arguments:?}");
    }
}

#[test]
fn one_organisation_without_a_place_is_told_as_one() {
    let text = fs::read_to_string(examples().remove(0)).unwrap();
    let at = text.find("position: (").unwrap();
    let end = at + text[at..].find("),").unwrap() + 2;
    let mut command = program::command();
    let map = [&text[..at], &text[end..]].concat();
    let ran = Ran::of(command.args(["render", "-", "-o", "-", "--format", "svg"]), map.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.said().contains("1 organisation has no position"), "{}", ran.said());
}

#[test]
fn flows_over_organisations_that_they_do_not_touch_are_counted() {
    let map = |between: &str| {
        format!(
            r#"(header: (format: "ecomap", version: "1.0"), map: (title: "Wall"),
            organisations: [
                (id: "a", name: "A", position: (0, 0)), (id: "b", name: "B", position: (600, 0)),
                (id: "c", name: "A house that stands round the other", position: ({between})),
            ],
            flows: [(id: "f", from: "a", to: "b", kind: "funding")])"#
        )
    };
    let run = |text: &str| {
        Ran::of(program::command().args(["render", "-", "-o", "-", "--format", "svg"]), text.as_bytes())
    };
    let covered = run(&map("600, 0"));
    assert_eq!(covered.code, 0, "a warning is no failure");
    let said = covered.said();
    assert!(said.contains("1 of 1 flows passes over an organisation that it does not touch"), "{said}");
    assert!(said.contains("move organisations apart"), "{said}");
    let free = run(&map("300, 400"));
    assert!(!free.said().contains("passes over"), "{}", free.said());
}
