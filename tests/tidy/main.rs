//! The rules of the house, held by machine: who may import whom, how long a file may get, where egui may be named.
//! Reads the sources with `syn`; must not know what the code does.

mod imports;
mod rules;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file of the crate, read and parsed.
struct SourceFile {
    /// Path from the crate's root, with forward slashes.
    path: String,
    text: String,
    syntax: syn::File,
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    rust_files(&root.join(folder), &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8");
            let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let path = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            SourceFile { path, text, syntax }
        })
        .collect()
}

#[track_caller]
fn none(what: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{what}:\n  {}", findings.join("\n  "));
}

#[test]
fn imports_point_down_the_floors() {
    let findings: Vec<String> = sources("src").iter().flat_map(imports::floor_findings).collect();
    none("a room may import only what the table in src/lib.rs says", &findings);
}

#[test]
fn egui_stays_in_the_window() {
    let findings: Vec<String> = sources("src").iter().flat_map(imports::window_library_findings).collect();
    none("egui belongs to src/app, egui_graphs to src/app/explore", &findings);
}

#[test]
fn files_and_functions_stay_small() {
    let mut findings: Vec<String> = sources("src").iter().flat_map(rules::size_findings).collect();
    findings.extend(sources("tests").iter().flat_map(rules::size_findings));
    none("no file over 600 lines, no function over 60", &findings);
}

#[test]
fn every_file_says_what_it_is_for() {
    let findings: Vec<String> = sources("src").iter().flat_map(rules::opening_findings).collect();
    none("a file opens with a line that says what it is for", &findings);
}

#[test]
fn colours_of_the_window_come_from_the_theme() {
    let findings: Vec<String> = sources("src").iter().flat_map(rules::colour_findings).collect();
    none("no Color32::from_rgb outside src/app/theme.rs", &findings);
}

#[test]
fn no_drawer_for_odds_and_ends() {
    let findings: Vec<String> = sources("src").iter().flat_map(rules::name_findings).collect();
    none("no utils, helpers or manager: say what it is", &findings);
}

/// `tests/faults` refuses each step of that hand: what goes past it is not tried.
#[test]
fn everything_is_written_by_one_hand() {
    let findings: Vec<String> = sources("src").iter().flat_map(rules::writing_findings).collect();
    none("files are changed through src/file/disk.rs only", &findings);
}

#[test]
fn the_rules_find_what_they_forbid() {
    for (path, text, expected) in [
        ("src/model/x.rs", "use crate::scene::Scene;", 1),
        ("src/model/x.rs", "fn f() { let _ = super::super::file::read; }", 1),
        ("src/style/x.rs", "use crate::text::Fonts;", 1),
        ("src/style/x.rs", "use crate::{model::Document, text};", 1),
        ("src/scene/x.rs", "fn f() { m!(crate::file::read()); }", 1),
        ("src/scene/x.rs", "use crate::{model::Document, style::Look, text::Fonts};", 0),
        ("src/layout/x.rs", "use crate::topology::Topology;", 0),
        ("src/app/x.rs", "use crate::cli;", 1),
        ("src/model/x.rs", "pub use super::super::render as r;", 1),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
            syntax: syn::parse_file(text).expect("a sample that parses"),
        };
        assert_eq!(imports::floor_findings(&file).len(), expected, "{path}: {text}");
    }
    for (path, text, expected) in [
        ("src/scene/x.rs", "fn f(ui: &mut egui::Ui) {}", 1),
        ("src/app/x.rs", "use egui::Ui;", 0),
        ("src/app/x.rs", "use egui_graphs::Graph;", 1),
        ("src/app/explore/x.rs", "use egui_graphs::Graph;", 0),
    ] {
        let file = SourceFile {
            path: path.into(),
            text: text.into(),
            syntax: syn::parse_file(text).expect("a sample that parses"),
        };
        assert_eq!(imports::window_library_findings(&file).len(), expected, "{path}: {text}");
    }
}
