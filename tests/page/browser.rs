//! What the page does, in Chromium without a screen; skipped, said aloud, where there is none.

#![allow(clippy::print_stderr, reason = "says what was skipped")]

use std::{path::Path, process::Command};

use ecomap::{model::Document, pipeline::Parts};

use crate::maps::{EVERYTHING, bristol, dressed, hostile, labelled, page};

/// Whether a program of the system answers.
fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

fn write(folder: &Path, name: &str, document: &Document, included: Parts) {
    std::fs::write(folder.join(name), page(document, included)).unwrap();
}

#[test]
fn the_page_does_in_a_browser_what_it_promises() {
    if !["python3", "chromium", "chromedriver"].into_iter().all(is_installed) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "bristol.html", &bristol(), Parts::default());
    write(folder.path(), "evidence.html", &bristol(), Parts { evidence: true, ..Parts::default() });
    write(folder.path(), "dressed.html", &dressed(), Parts::default());
    let district = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/time/district.ron");
    let district = ecomap::file::open(&district).unwrap().value;
    write(folder.path(), "dates.html", &district, Parts::default());
    for (number, label) in hostile().iter().enumerate() {
        write(folder.path(), &format!("hostile-{number:02}.html"), &labelled(label), EVERYTHING);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/browser.py");
    let mut command = Command::new("python3");
    command.arg("-B").arg(script).arg(folder.path());
    // Pictures are kept where somebody wants to look at them.
    if let Some(pictures) = std::env::var_os("ECOMAP_PICTURES") {
        command.arg(pictures);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{said}");
}
