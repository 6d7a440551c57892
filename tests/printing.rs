//! Figures as files for others: words as text or as outlines, the map inside a figure, hostile words in every format,
//! the same bytes wherever and whenever they are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "printing/painting.rs"]
mod painting;
#[path = "printing/pictures.rs"]
mod pictures;
#[allow(dead_code, reason = "made for the tests of the terminal")]
#[path = "cli/program.rs"]
mod program;
#[path = "printing/readers.rs"]
mod readers;
#[path = "printing/same.rs"]
mod same;
#[path = "printing/story.rs"]
mod story;
#[path = "printing/tools.rs"]
mod tools;

use std::fs;

use ecomap::{
    file,
    model::*,
    pipeline::{self, FigureOptions, FontChoice, Format, Parts, figure},
};
use program::examples;
use tools::{plain, seen_by};

fn svg(document: &Document, options: &FigureOptions) -> String {
    String::from_utf8(figure(document, Format::Svg, options).unwrap().value.bytes).unwrap()
}

fn bundled() -> FigureOptions {
    FigureOptions { fonts: FontChoice::Bundled, ..FigureOptions::default() }
}

fn maps() -> impl Iterator<Item = (String, Document)> {
    examples().into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, file::open(&path).unwrap().value)
    })
}

fn one(name: &str) -> Document {
    let organisation =
        Organisation { name: name.into(), position: Some(Point::default()), ..Organisation::default() };
    let record = (RecordId::Organisation(OrganisationId::literal("a")), Record::from(organisation));
    Document::from_records(default_scheme().into_iter().chain([record]))
}

#[test]
fn outlined_words_need_no_face_and_are_kept_for_readers() {
    for (name, document) in maps() {
        let text = svg(&document, &FigureOptions { outlines: true, ..bundled() });
        let parsed = roxmltree::Document::parse(&text).unwrap();
        assert!(!text.contains("<text") && !text.contains("<tspan"), "{name}");
        let labels: Vec<&str> =
            parsed.descendants().filter_map(|node| node.attribute("aria-label")).collect();
        for organisation in document.organisations().values() {
            let words = plain(&organisation.name);
            assert!(labels.contains(&words.as_str()), "{name}: {words}");
        }
        for tag in ["style", "foreignObject", "image", "use", "defs", "script", "clipPath"] {
            assert!(!text.contains(&format!("<{tag}")), "{name}: {tag} is not understood everywhere");
        }
        seen_by("xmllint", &["--noout", "-"], text.as_bytes());
    }
}

#[test]
fn each_word_of_a_text_stands_where_it_was_measured() {
    let text = svg(&one("Creative and tech"), &bundled());
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let spans: Vec<(f64, &str)> = parsed
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "tspan")))
        .map(|node| (node.attribute("x").unwrap().parse().unwrap(), node.text().unwrap()))
        .collect();
    let words: Vec<&str> = spans.iter().map(|(_, words)| *words).collect();
    let at = words.iter().position(|word| *word == "Creative ").unwrap();
    assert_eq!(words[at..at + 3], ["Creative ", "and ", "tech"]);
    assert!(spans[at].0 < spans[at + 1].0 && spans[at + 1].0 < spans[at + 2].0, "{spans:?}");
}

#[test]
fn a_figure_is_opened_again_as_the_map_it_was_made_from() {
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in maps() {
        let options = FigureOptions { embed: Some(Parts::ALL), ..bundled() };
        let made = figure(&document, Format::Svg, &options).unwrap().value;
        assert!(made.embedded.unwrap().ends_with("left out: nothing"), "{name}");
        seen_by("xmllint", &["--noout", "-"], &made.bytes);
        let path = folder.path().join("figure.svg");
        fs::write(&path, &made.bytes).unwrap();
        assert!(pipeline::is_foreign(&path));
        let read = pipeline::read(&path).unwrap();
        assert_eq!((read.value, read.warnings), (document.clone(), vec![]), "{name}");
        let nothing = FigureOptions { embed: Some(Parts::default()), ..bundled() };
        let made = figure(&document, Format::Svg, &nothing).unwrap().value;
        let text = String::from_utf8(made.bytes).unwrap();
        for evidence in document.evidence().values() {
            assert!(!text.contains(&evidence.text), "{name}: {}", evidence.text);
        }
    }
}

#[test]
fn words_that_break_markup_survive_the_way_into_a_figure_and_back() {
    for name in [
        "]]> </ecomap:map></metadata><script>",
        "&amp; &#x41; \"quotes\" 'and' <tags/>",
        "\u{202e}turned\u{202c} مركز الابتكار 👩‍🔬 \u{fffe}",
        "// not a comment /* nor this */",
    ] {
        let document = one(name);
        let options = FigureOptions { embed: Some(Parts::default()), ..FigureOptions::default() };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("figure.svg");
        fs::write(&path, svg(&document, &options)).unwrap();
        let read = pipeline::read(&path).unwrap_or_else(|error| panic!("{name:?}: {error}")).value;
        let organisation = read.organisations().values().next().unwrap();
        if name.contains('\u{fffe}') {
            // No XML can hold this sign.
            assert_eq!(organisation.name, name.replace('\u{fffe}', " "));
        } else {
            assert_eq!(organisation.name, name);
        }
    }
}

#[test]
fn the_terminal_embeds_says_what_goes_along_and_reads_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let figure = folder.path().join("figure.svg");
    let figure = figure.to_str().unwrap();
    let map = examples().into_iter().find(|path| path.ends_with("fig5_cardiff_government.ron")).unwrap();
    let ran = program::ecomap(&["render", map.to_str().unwrap(), "-o", figure, "--embed-map"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.said().contains("embedded: 8 organisations, 8 flows"), "{}", ran.said());
    assert!(ran.said().contains("left out: "), "{}", ran.said());
    let again = folder.path().join("again.png");
    let ran = program::ecomap(&["render", figure, "-o", again.to_str().unwrap(), "--dpi", "48"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(again.is_file());
    assert_eq!(program::ecomap(&["validate", figure]).code, 0);
    let ran = program::ecomap(&["render", figure, "-o", figure]);
    assert_eq!(ran.code, 2, "a figure with its map is a map: it is not overwritten");

    let plain = folder.path().join("plain.svg");
    let plain = plain.to_str().unwrap();
    assert_eq!(program::ecomap(&["render", map.to_str().unwrap(), "-o", plain]).code, 0);
    let ran = program::ecomap(&["validate", plain]);
    assert_eq!(ran.code, 1);
    let said = ran.said() + &String::from_utf8_lossy(&ran.out);
    assert!(said.contains("--embed-map") && said.contains("nothing of a map"), "{said}");
    for arguments in [&["-o", "x.png", "--embed-map"][..], &["-o", "x.svg", "--include", "notes"]] {
        let ran = program::ecomap(&[&["render", map.to_str().unwrap()], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.said());
    }
}

#[test]
fn a_mistake_in_an_embedded_map_is_told_by_the_line_of_the_figure() {
    let options = FigureOptions { embed: Some(Parts::default()), ..bundled() };
    let text = svg(&one("A"), &options);
    let damaged = text.replace("position: (0, 0)", "position: (0, nowhere)");
    assert_ne!(text, damaged);
    let line = damaged.lines().position(|line| line.contains("nowhere")).unwrap() + 1;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    fs::write(&path, damaged).unwrap();
    let found = pipeline::read(&path).unwrap_err().diagnostics();
    assert_eq!(found[0].place.unwrap().line as usize, line, "{found:?}");
}
