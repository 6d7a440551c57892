//! A page for browsers: one file with the picture, the records as data, our own style and script, and the faces that
//! the words are set in. Nothing is fetched: the page's own policy forbids it. Must not know the document.

use std::{collections::BTreeSet, fmt::Write};

use crate::{
    scene::{Item, Scene, Shape},
    text::{BUNDLED, FAMILY, excerpt},
};

use super::{
    SvgOptions, SvgText,
    encode::{base64, sha256},
    markup::Markup,
    svg::{self, ROUND},
};

const TEMPLATE: &str = include_str!("../../assets/page/page.html");
const STYLE: &str = include_str!("../../assets/page/page.css");
/// The parts of the script, in the order in which they build on each other.
const SCRIPT: [&str; 11] = [
    include_str!("../../assets/page/records.js"),
    include_str!("../../assets/page/camera.js"),
    include_str!("../../assets/page/showing.js"),
    include_str!("../../assets/page/dress.js"),
    include_str!("../../assets/page/card.js"),
    include_str!("../../assets/page/walking.js"),
    include_str!("../../assets/page/filter.js"),
    include_str!("../../assets/page/search.js"),
    include_str!("../../assets/page/tables.js"),
    include_str!("../../assets/page/time.js"),
    include_str!("../../assets/page/story.js"),
];

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// The heading.
    pub title: &'a str,
    /// The line under it; may be empty.
    pub subtitle: &'a str,
    /// The language of the program's own words, as HTML names it.
    pub language: &'a str,
    /// What the script shows of the records: JSON.
    pub data: &'a str,
    /// Small pictures that stand before words, by the id under which the data names them; each lies between (0, -10)
    /// and (28, 10).
    pub samples: &'a [(String, Vec<Item>)],
    /// How else it is shown; the data ask for them by their places in this list.
    pub dresses: &'a [Dress],
}

/// The picture once more, every record in its place, in other colours or with its legend elsewhere.
#[derive(Clone, Debug)]
pub struct Dress {
    /// The picture.
    pub scene: Scene,
    /// The small pictures.
    pub samples: Vec<(String, Vec<Item>)>,
}

/// The page as HTML that is also well-formed XML but for its script and style. The same page gives the same bytes.
#[must_use]
pub fn html(page: &Page<'_>) -> String {
    let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPT.concat());
    let style = style(page, &script);
    let picture =
        super::svg(page.scene, &SvgOptions { transparent: true, in_page: true, ..SvgOptions::default() });
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
        source(&script),
        source(&style)
    );
    let mut out = Markup::with_capacity(picture.len() + style.len() + script.len() + page.data.len() + 8192);
    let mut rest = TEMPLATE;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        match name {
            "language" => out.escape(page.language),
            "policy" => out.escape(&policy),
            "title" => out.escape(page.title),
            "subtitle" => out.escape(page.subtitle),
            "style" => out.push_str(&style),
            "script" => out.push_str(&script),
            "data" => push_data(&mut out, page.data),
            "picture" => out.push_str(&picture),
            "samples" => push_samples(&mut out, page.samples),
            "dresses" => page.dresses.iter().for_each(|dress| push_dress(&mut out, dress)),
            other => debug_assert!(false, "the template asks for {other}"),
        }
        rest = after;
    }
    out.push_str(rest);
    out.into_text()
}

/// How a policy names what it allows: by its digest.
fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&sha256(text.as_bytes())))
}

/// Faces and the colour of the figure's page, then our style.
fn style(page: &Page<'_>, script: &str) -> String {
    let mut out = String::new();
    // All that can be shown: the picture's words, the records', the program's own, and what one may type.
    let mut words: Vec<&str> = Vec::new();
    let mut slanted: Vec<&str> = Vec::new();
    let scenes = page.dresses.iter().map(|dress| &dress.scene);
    for item in scenes.chain([page.scene]).flat_map(|scene| &scene.items) {
        if let Shape::Text(block) = &item.shape {
            let list = if block.style.italic { &mut slanted } else { &mut words };
            list.extend(block.lines.iter().map(|placed| placed.line.text.as_str()));
        }
    }
    words.extend([page.title, page.subtitle, page.data, TEMPLATE, script]);
    let texts = [words.join("\n"), slanted.join("\n")];
    for (number, (_, weight, italic, _)) in BUNDLED.iter().enumerate() {
        let text = &texts[usize::from(*italic)];
        let Some(face) = excerpt(number, text).filter(|_| !text.is_empty()) else { continue };
        let _ = writeln!(
            out,
            "@font-face {{ font-family: {FAMILY}; font-weight: {}; font-style: {}; src: url(data:font/ttf;base64,{}) format(\"truetype\"); }}",
            weight.number(),
            if *italic { "italic" } else { "normal" },
            base64(&face)
        );
    }
    let _ = writeln!(out, ":root {{ --page: {}; }}", page.scene.background.to_hex());
    out.push_str(STYLE);
    out
}

/// JSON inside a script element: signs that could end it, or that old parsers take for an end of line, stand escaped.
/// All of them occur within strings only.
fn push_data(out: &mut Markup, json: &str) {
    for sign in json.chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
            other => out.push(other),
        }
    }
}

fn push_samples(out: &mut Markup, samples: &[(String, Vec<Item>)]) {
    let mut known = BTreeSet::new();
    for (id, items) in samples {
        if !known.insert(id) {
            continue;
        }
        out.push_str("<symbol id=\"");
        out.escape(id);
        let _ = writeln!(out, "\" viewBox=\"-2 -10 32 20\"{ROUND}>");
        for item in items {
            svg::write_item(out, item, SvgText::Text);
        }
        out.push_str("</symbol>\n");
    }
}

/// Kept apart from the page: nothing in it is drawn, named or asked for before the script takes it out.
fn push_dress(out: &mut Markup, dress: &Dress) {
    let _ = writeln!(out, "<template class=\"dress\" data-page=\"{}\">", dress.scene.background.to_hex());
    let options = SvgOptions { transparent: true, in_page: true, is_second: true, ..SvgOptions::default() };
    out.push_str(&super::svg(&dress.scene, &options));
    let _ = writeln!(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"{ROUND}>");
    for (id, items) in &dress.samples {
        out.push_str("<g data-sample=\"");
        out.escape(id);
        out.push_str("\">\n");
        items.iter().for_each(|item| svg::write_item(out, item, SvgText::Text));
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n</template>\n");
}
