//! Figures as PDF: sizes, faces, words and tags, as other programs see them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "printing/tools.rs"]
mod tools;

use std::path::PathBuf;

use ecomap::{
    file,
    model::Document,
    pipeline::{FigureOptions, Format, figure},
};
use tools::{plain, seen_by};

fn examples() -> Vec<(String, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, file::open(&path).unwrap().value)
        })
        .collect()
}

fn pdf(document: &Document, options: &FigureOptions) -> Vec<u8> {
    figure(document, Format::Pdf, options).unwrap().value.bytes
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn every_example_is_a_tagged_file_of_embedded_faces_and_the_same_bytes_again() {
    for (name, document) in examples() {
        let options = FigureOptions { width_mm: Some(175.0), ..FigureOptions::default() };
        let bytes = pdf(&document, &options);
        assert!(bytes.starts_with(b"%PDF-1."), "{name}");
        assert_eq!(bytes, pdf(&document, &options), "{name}: the same map gives the same bytes");
        for part in ["/StructTreeRoot", "/FontFile", "/Lang", "/Alt", "Inter"] {
            assert!(holds(&bytes, part), "{name}: {part}");
        }
        assert!(!holds(&bytes, "/CreationDate"), "{name}: no time stamp in a figure");
        assert!(
            !holds(&bytes, "/Subtype /Image") && !holds(&bytes, "/Subtype/Image"),
            "{name}: vectors only"
        );
    }
}

#[test]
fn readers_find_the_width_the_faces_and_every_name() {
    for (name, document) in examples() {
        let options = FigureOptions { width_mm: Some(175.0), ..FigureOptions::default() };
        let bytes = pdf(&document, &options);
        let Some(about) = seen_by("pdfinfo", &["-"], &bytes) else { return };
        let size = about.lines().find_map(|line| line.strip_prefix("Page size:")).unwrap().trim().to_owned();
        let width: f64 = size.split(' ').next().unwrap().parse().unwrap();
        assert!((width - 175.0 * 72.0 / 25.4).abs() < 0.1, "{name}: {size}");
        assert!(plain(&about).contains("Tagged: yes"), "{name}: {about}");
        assert!(plain(&about).contains(&document.map().title), "{name}: {about}");
        if let Some(fonts) = seen_by("pdffonts", &["-"], &bytes) {
            for line in fonts.lines().skip(2) {
                let columns: Vec<&str> = line.split_whitespace().collect();
                let flags = &columns[columns.len() - 5..columns.len() - 2];
                assert_eq!(flags, ["yes", "yes", "yes"], "{name}: embedded, subset, with text: {line}");
            }
        }
        let Some(text) = seen_by("pdftotext", &["-raw", "-", "-"], &bytes) else { return };
        let text = plain(&text);
        for organisation in document.organisations().values() {
            assert!(text.contains(&plain(&organisation.name)), "{name}: {} in {text}", organisation.name);
        }
    }
}
