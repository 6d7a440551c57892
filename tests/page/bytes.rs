//! What the file holds, without a browser: sound markup and data, nothing fetched, nothing told unasked.

use std::{collections::BTreeSet, path::PathBuf};

use ecomap::{file, model::Document, pipeline::Parts};
use serde_json::Value;

use crate::{
    common,
    maps::{EVERYTHING, SECRETS, bristol, dressed, hostile, labelled, page},
};

/// A page in parts: its markup without style and scripts, its style, its script, its data.
struct Pieces {
    markup: String,
    style: String,
    script: String,
    data: Value,
}

/// Takes the text between the first `open` and the next `close` out.
fn cut(page: &mut String, open: &str, close: &str) -> String {
    let start = page.find(open).unwrap() + open.len();
    let end = start + page[start..].find(close).unwrap();
    let text = page[start..end].to_owned();
    page.replace_range(start..end, "");
    text
}

fn pieces(page: &str) -> Pieces {
    let mut markup = page.strip_prefix("<!DOCTYPE html>\n").unwrap().to_owned();
    let style = cut(&mut markup, "<style>", "</style>");
    let data = cut(&mut markup, "id=\"data\">", "</script>");
    let script = cut(&mut markup, "<script>", "</script>");
    Pieces { markup, style, script, data: serde_json::from_str(&data).unwrap() }
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn examples() -> Vec<(String, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    paths.sort();
    let named = |path: PathBuf| (path.display().to_string(), file::open(&path).unwrap().value);
    paths.into_iter().map(named).collect()
}

/// Sound markup that asks for nothing from outside.
fn check(name: &str, page: &str) -> Pieces {
    let parts = pieces(page);
    let tree = roxmltree::Document::parse(&parts.markup).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut ids = BTreeSet::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let tag = node.tag_name().name();
        assert!(
            !["iframe", "object", "embed", "img", "link", "base", "form", "foreignObject"].contains(&tag),
            "{name}: {tag}"
        );
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on") && key != "style", "{name}: {key}={value}");
            if ["src", "href", "action", "data", "poster", "srcset"].contains(&key) {
                assert!(value.starts_with('#'), "{name}: {key}={value}");
            }
            assert!(!value.contains("url("), "{name}: {key}={value}");
            if key == "id" {
                assert!(ids.insert(value.to_owned()), "{name}: two are called {value}");
            }
        }
    }
    assert!(!parts.style.contains("@import"), "{name}");
    assert_eq!(parts.style.matches("url(").count(), parts.style.matches("url(data:font/ttf;base64,").count());
    for way in
        ["fetch(", "XMLHttpRequest", "import(", "innerHTML", "insertAdjacent", "eval(", "document.write"]
    {
        assert!(!parts.script.contains(way), "{name}: {way}");
    }
    parts
}

#[test]
fn pages_of_all_examples_are_sound_and_ask_for_nothing() {
    for (name, document) in examples() {
        let parts = check(&name, &page(&document, EVERYTHING));
        assert_eq!(parts.data["organisations"].as_array().unwrap().len(), document.organisations().len());
        assert_eq!(parts.data["flows"].as_array().unwrap().len(), document.flows().len());
        for one in parts.data["organisations"].as_array().unwrap() {
            let id = format!("id=\"{}\"", one["drawn"].as_str().unwrap());
            assert!(parts.markup.contains(&id), "{name}: {id}");
        }
    }
}

#[test]
fn pages_of_maps_with_everything_in_them_are_sound() {
    for seed in 0..12 {
        let document = common::maps::map(seed, 12, 16);
        check(&format!("seed {seed}"), &page(&document, EVERYTHING));
    }
}

#[test]
fn hostile_labels_stay_text() {
    for label in hostile() {
        let shown: String = label.chars().take(40).collect();
        let page = page(&labelled(&label), EVERYTHING);
        let parts = check(&shown, &page);
        assert_eq!(page.matches("</script").count(), 2, "{shown}");
        assert_eq!(page.matches("<script").count(), 2, "{shown}");
        let mut said = Vec::new();
        texts(&parts.data, &mut said);
        assert!(said.contains(&label), "{shown}: the data hold it whole");
        let tree = roxmltree::Document::parse(&parts.markup).unwrap();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let heading = tree.descendants().find(|node| node.has_tag_name("h1")).unwrap().text().unwrap();
        let plain: String = label
            .chars()
            // A heading turns nothing round.
            .filter(|sign| *sign != '\u{202e}')
            .map(|sign| if sign.is_control() { ' ' } else { sign })
            .collect();
        assert_eq!(words(heading), words(&plain), "{shown}");
    }
}

#[test]
fn what_is_not_asked_for_is_nowhere_in_the_file() {
    let document = bristol();
    for bits in 0..16_u8 {
        let asked: Vec<bool> = (0..4).map(|bit| bits & (1 << bit) != 0).collect();
        let included =
            Parts { evidence: asked[0], respondents: asked[1], notes: asked[2], speaker_notes: asked[3] };
        let page = page(&document, included);
        for ((name, words), asked) in SECRETS.iter().zip(&asked) {
            // Respondents are told with their evidence only.
            let expected = *asked && (*name != "respondents" || included.evidence);
            // Words of a note stand in lines of their own.
            let first = words.split(' ').next().unwrap();
            assert_eq!(page.contains(first), expected, "{name} with {included:?}");
        }
        assert_eq!(page.contains("example.org/report"), included.evidence);
    }
}

#[test]
fn the_same_map_gives_the_same_page() {
    let document = bristol();
    let one = page(&document, EVERYTHING);
    assert_eq!(one, page(&document, EVERYTHING));
    assert!(one.len() < 400_000, "{} bytes", one.len());
}

#[test]
fn steps_that_are_dressed_alike_share_a_picture() {
    let page = page(&dressed(), EVERYTHING);
    let parts = check("dressed", &page);
    assert_eq!(page.matches("<template class=\"dress\"").count(), 2);
    let worn: Vec<Option<u64>> =
        parts.data["steps"].as_array().unwrap().iter().map(|step| step["dress"].as_u64()).collect();
    assert_eq!(worn, [Some(0), Some(1), None, Some(0)]);
}

#[test]
fn what_a_line_lacks_goes_along_unseen_with_the_lines_that_it_makes_room_for() {
    let page = page(&dressed(), EVERYTHING);
    let parts = check("dressed", &page);
    let tree = roxmltree::Document::parse(&parts.markup).unwrap();
    let pieces: Vec<roxmltree::Node> =
        tree.descendants().filter(|node| node.has_attribute("data-over")).collect();
    // Once in each picture.
    assert_eq!(pieces.len(), 3);
    for piece in pieces {
        let own = piece.parent().unwrap().attribute("data-record").unwrap();
        let over = piece.attribute("data-over").unwrap();
        assert_ne!(own, over);
        assert!(["flow-funding", "flow-knowledge"].contains(&over), "{over}");
        assert_eq!(piece.attribute("display"), Some("none"));
    }
}
