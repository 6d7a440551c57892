//! The views of a map as pages, and what a reader of the pages finds: every name, once, in the order of reading.

use std::fs;

use ecomap::{
    model::*,
    pipeline::{FigureError, FigureOptions, Format, PagePreset, figure, story},
    scene::{Scene, Shape, Target},
};

use super::{
    bundled, maps, one,
    program::{self, examples},
    tools::{plain, seen_by},
};

fn with_views(document: &Document, names: &[&str]) -> Document {
    let views = names.iter().enumerate().map(|(index, name)| {
        let view = View {
            name: (*name).into(),
            // The last name is the first step.
            order: -(index as i32),
            caption: format!("Caption of {name}"),
            ..View::default()
        };
        (RecordId::View(ViewId::new(&format!("view-{index}")).unwrap()), Record::from(view))
    });
    let others = document.records().filter(|(id, _)| !matches!(id, RecordId::View(_)));
    Document::from_records(others.chain(views).collect::<Vec<_>>())
}

#[test]
fn a_story_is_a_page_for_each_view_in_their_order() {
    let document = with_views(&one("Watershed"), &["Who funds whom?", "Größe: \"all\" <b>", "First"]);
    let made = story(&document, Format::Pdf, &bundled()).unwrap().value;
    assert_eq!((made.files.len(), made.steps), (1, 3));
    let bytes = &made.files[0].bytes;
    assert!(*bytes == story(&document, Format::Pdf, &bundled()).unwrap().value.files[0].bytes);
    let Some(about) = seen_by("pdfinfo", &["-"], bytes) else { return };
    assert!(plain(&about).contains("Pages: 3"), "{about}");
    for (page, name) in ["First", "Größe: \"all\" <b>", "Who funds whom?"].iter().enumerate() {
        let page = (page + 1).to_string();
        let words = seen_by("pdftotext", &["-raw", "-f", &page, "-l", &page, "-", "-"], bytes).unwrap();
        assert!(plain(&words).contains(&format!("Caption of {name}")), "{page}: {words}");
        assert!(plain(&words).contains("Watershed"), "{page}: {words}");
    }
    let svg = story(&document, Format::Svg, &bundled()).unwrap().value;
    let names: Vec<&str> = svg.files.iter().filter_map(|file| file.suffix.as_deref()).collect();
    assert_eq!(names, ["1-first", "2-grosse-all-b", "3-who-funds-whom"]);
    assert!(matches!(story(&one("A"), Format::Pdf, &bundled()), Err(FigureError::NoViews)));
}

#[test]
fn the_terminal_makes_a_file_for_each_view_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("story-1-first.svg");
    let document = with_views(&one("Watershed"), &["Second", "First"]);
    fs::write(folder.path().join("map.ron"), ecomap::file::write(&document)).unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let ran = program::ecomap(&["render", &path("map.ron"), "-o", &path("story.svg"), "--all-views"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    for name in ["story-1-first.svg", "story-2-second.svg"] {
        assert!(ran.said().contains(name) && folder.path().join(name).is_file(), "{}", ran.said());
    }
    // A figure that holds its map is a map: a story of it never takes its place.
    let with_map = ["render", &path("map.ron"), "-o", &path("story.svg"), "--all-views", "--embed-map"];
    assert_eq!(program::ecomap(&with_map).code, 0);
    let before = fs::read(&map).unwrap();
    let over = ["render", &path("story-1-first.svg"), "-o", &path("story.svg"), "--all-views"];
    assert_eq!(program::ecomap(&over).code, 2);
    assert!(fs::read(&map).unwrap() == before);
    for (arguments, code) in [
        (&["-o", "-", "--format", "svg", "--all-views"][..], 2),
        (&["-o", "x.pdf", "--all-views", "--view", "First"], 2),
        (&["-o", "-", "--format", "pdf", "--all-views"], 0),
    ] {
        let ran = program::ecomap(&[&["render", &path("map.ron")], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.said());
    }
    let bare = examples().remove(0);
    let ran = program::ecomap(&["render", bare.to_str().unwrap(), "-o", "x.pdf", "--all-views"]);
    assert!(ran.code == 0 || ran.said().contains("no views"), "{}", ran.said());
}

/// How often these words stand in the others, as words and not as parts of longer ones.
fn times(words: &str, text: &str) -> usize {
    let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    let found = text.match_indices(words).filter(|(at, _)| {
        is_edge(text[..*at].chars().next_back()) && is_edge(text[at + words.len()..].chars().next())
    });
    found.count()
}

/// The words of all that belongs to what is asked for.
fn words_of(scene: &Scene, wanted: impl Fn(&Target) -> bool) -> Vec<String> {
    let items = scene.items.iter().filter(|item| wanted(&item.target));
    items
        .filter_map(|item| match &item.shape {
            Shape::Text(block) => Some(plain(&block.words())),
            Shape::Path { .. } => None,
        })
        .collect()
}

#[test]
fn each_name_is_read_once_and_row_by_row() {
    let pages = [None, Some(PagePreset::SingleColumn), Some(PagePreset::Slide), Some(PagePreset::A4Portrait)];
    for ((name, document), page) in maps().flat_map(|map| pages.map(|page| (map.clone(), page))) {
        let options = FigureOptions { page, ..bundled() };
        let made = figure(&document, Format::Pdf, &options).unwrap().value;
        let Some(words) = seen_by("pdftotext", &["-raw", "-", "-"], &made.bytes) else { return };
        let words = plain(&words);
        for (id, organisation) in document.organisations() {
            let organisation = plain(&organisation.name);
            let own = Target::Organisation(id.clone());
            let of = |wanted: &dyn Fn(&Target) -> bool| {
                let texts = words_of(&made.scene, wanted);
                texts.iter().map(|text| times(&organisation, text)).sum::<usize>()
            };
            assert_eq!(of(&|target| *target == own), 1, "{name}: the box of {organisation} says so once");
            // Beyond its box: in title, legend and the line under it, in longer names and the words of flows.
            let elsewhere = of(&|target| *target != own);
            let read = times(&organisation, &words);
            assert_eq!(read, 1 + elsewhere, "{name} on {page:?}: {organisation} in {words}");
        }
        rows_are_read_in_order(&name, &document, &made.scene, &words);
    }
}

fn rows_are_read_in_order(name: &str, document: &Document, scene: &Scene, words: &str) {
    let mut nodes: Vec<(f64, f64, String)> = scene
        .nodes
        .iter()
        .map(|node| {
            let at = node.rect.center();
            (at.y, at.x, plain(&document.organisation(&node.id).unwrap().name))
        })
        .collect();
    nodes.sort_by(|a, b| a.0.total_cmp(&b.0));
    // A row begins with its first and holds what stands less than a box below it.
    let mut rows: Vec<Vec<(f64, f64, String)>> = Vec::new();
    for node in nodes {
        match rows.last_mut() {
            Some(row) if node.0 - row[0].0 < 40.0 => row.push(node),
            _ => rows.push(vec![node]),
        }
    }
    let mut from = 0;
    for row in &mut rows {
        row.sort_by(|a, b| a.1.total_cmp(&b.1));
        for (_, _, organisation) in row.iter() {
            let at = words[from..].find(organisation.as_str());
            let at = at.unwrap_or_else(|| panic!("{name}: {organisation} is not read in its turn: {words}"));
            from += at + organisation.len();
        }
    }
}

#[test]
fn hostile_words_are_words_in_every_format() {
    for name in [
        "</text><script>alert(1)</script> & \"quotes\" ]]>",
        "مركز الابتكار الرقمي",
        "Emoji 👩\u{200d}🔬 here",
        "=HYPERLINK(\"http://example.org\")",
        "bell \u{7} null \u{0} escape \u{1b}[0m",
        "\u{202e}turned round\u{202c}",
        &"interminable ".repeat(770),
        &"x".repeat(10_000),
        "",
        "   ",
    ] {
        let shown: String = name.chars().take(30).collect();
        let document = with_views(&one(name), &[name, "b"]);
        let options = ecomap::pipeline::FigureOptions { dpi: Some(48.0), ..Default::default() };
        for format in Format::ALL {
            for outlines in [false, true] {
                let options = ecomap::pipeline::FigureOptions { outlines, ..options.clone() };
                let made = figure(&document, format, &options).unwrap().value;
                match format {
                    Format::Svg => {
                        let text = String::from_utf8(made.bytes).unwrap();
                        let parsed = roxmltree::Document::parse(&text).unwrap();
                        assert!(parsed.descendants().all(|n| !n.has_tag_name("script")), "{shown:?}");
                        seen_by("xmllint", &["--noout", "-"], text.as_bytes());
                    }
                    Format::Png => assert!(image::load_from_memory(&made.bytes).is_ok(), "{shown:?}"),
                    Format::Pdf => {
                        seen_by("pdftotext", &["-", "-"], &made.bytes);
                    }
                    Format::Html => assert!(!made.bytes.is_empty(), "{shown:?}"),
                }
            }
            assert!(story(&document, format, &options).is_ok(), "{shown:?}");
        }
    }
}
