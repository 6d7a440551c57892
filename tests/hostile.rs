//! Hostile words: whatever stands in a map comes out as words, in every format.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "made for several tests")]
#[path = "printing/tools.rs"]
mod tools;

use ecomap::{
    model::*,
    pipeline::{FigureOptions, Format, HANDED_OUT, figure, handout},
};
use tools::seen_by;

/// What somebody may type or paste, and what it is called.
fn hostile() -> Vec<(&'static str, String)> {
    let words = [
        ("markup", "<b>bold</b> </text></svg> <!-- --> <?xml?>"),
        ("script", "</script><script>alert(1)</script><img src=x onerror=alert(1)>"),
        ("quotes", "\"double\" 'single' `back` \u{201c}curled\u{201d}"),
        ("end of CDATA", "]]> after"),
        ("references", "&amp; &lt; &#x41; &nbsp; &unknown;"),
        ("Hebrew", "\u{5de}\u{5e8}\u{5db}\u{5d6} \u{5d7}\u{5d3}\u{5e9}\u{5e0}\u{5d5}\u{5ea}"),
        ("two directions", "Fund \u{5e7}\u{5e8}\u{5df} 2019 (UK)"),
        ("turned round", "invoice\u{202e}fdp.exe\u{202c} end"),
        ("joined emoji", "Lab \u{1f469}\u{200d}\u{1f52c} and \u{1f3f4}\u{e0067}\u{e0062}\u{e007f}"),
        ("marks", "Zo\u{301}\u{327}\u{325}\u{489} a\u{300}\u{301}\u{302}\u{303}\u{304}"),
        ("control signs", "nul\u{0}bell\u{7}escape\u{1b}[31m delete\u{7f}"),
        ("formula", "=1+1"),
        ("sum", "@SUM(A1:A9)"),
        ("command", "+cmd|' /C calc'!A0"),
        ("minus", "-2+3"),
        ("tab", "\t=1+1"),
        ("only spaces", "     "),
        ("nothing", ""),
        ("lines", "one\ntwo\r\nthree\u{2028}four"),
        ("no words of Unicode", "\u{fffe}\u{ffff}x"),
    ];
    let mut all: Vec<(&str, String)> = words.map(|(what, words)| (what, words.to_owned())).to_vec();
    all.push(("a very long word", "Donaudampfschiff".repeat(40)));
    all.push(("ten thousand signs", "All work and no play. ".repeat(455)));
    all
}

/// A map with these words wherever words may stand.
fn map(words: &str) -> Document {
    let ids = [OrganisationId::literal("a"), OrganisationId::literal("b")];
    let evidence = EvidenceId::literal("said");
    let organisation = |x: f64, name: &str| Organisation {
        name: name.into(),
        place: words.into(),
        description: words.into(),
        roles: vec![words.into()],
        sector: Some(SectorId::literal("industry")),
        scale: Some(ScaleId::literal("local")),
        position: Some(Point::new(x, 0.0)),
        ..Organisation::default()
    };
    let flow = Flow {
        condition: words.into(),
        evidence: vec![evidence.clone()],
        ..Flow::new(ids[0].clone(), ids[1].clone(), FlowKindId::literal("funding"))
    };
    let item = Evidence { text: words.into(), quote: true, method: words.into(), ..Evidence::default() };
    let info =
        MapInfo { title: words.into(), coverage: words.into(), licence: words.into(), ..MapInfo::default() };
    Document::from_records(default_scheme().into_iter().chain([
        (RecordId::Map, info.into()),
        (RecordId::Organisation(ids[0].clone()), organisation(0.0, words).into()),
        (RecordId::Organisation(ids[1].clone()), organisation(600.0, "Plain").into()),
        (RecordId::Flow(FlowId::literal("f")), flow.into()),
        (RecordId::Evidence(evidence), item.into()),
    ]))
}

/// What is seen of words: letters and signs, without white space and without what no figure shows.
fn seen(words: &str) -> String {
    let is_seen = |sign: &char| {
        !(sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
    };
    words.chars().filter(is_seen).collect()
}

fn options() -> FigureOptions {
    FigureOptions { included: HANDED_OUT, ..FigureOptions::default() }
}

#[test]
fn hostile_words_are_words_in_an_svg() {
    for (what, words) in hostile() {
        for outlines in [false, true] {
            let options = FigureOptions { outlines, ..options() };
            let bytes = figure(&map(&words), Format::Svg, &options).unwrap().value.bytes;
            let text = String::from_utf8(bytes).unwrap();
            let parsed = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
            for tag in ["b", "script", "img"] {
                assert!(!parsed.descendants().any(|node| node.tag_name().name() == tag), "{what}: <{tag}>");
            }
            let mut found: String = String::new();
            for node in parsed.descendants() {
                found.extend(node.attribute("aria-label").map(seen));
                found.extend(node.text().filter(|_| node.is_text()).map(seen));
            }
            assert!(found.contains(&seen(&words)), "{what}, outlines {outlines}: {found:.300}");
        }
    }
}

#[test]
fn hostile_words_neither_break_pictures_nor_pages() {
    for (what, words) in hostile() {
        let document = map(&words);
        let options = FigureOptions { width_mm: Some(100.0), dpi: Some(72.0), ..options() };
        let png = figure(&document, Format::Png, &options).unwrap().value.bytes;
        assert!(png.starts_with(b"\x89PNG"), "{what}");
        let pdf = figure(&document, Format::Pdf, &options).unwrap().value.bytes;
        seen_by("pdftotext", &["-raw", "-", "-"], &pdf);
        let page = figure(&document, Format::Html, &options).unwrap().value.bytes;
        let page = String::from_utf8(page).unwrap();
        for markup in ["<b>bold", "<script>alert", "<img src=x"] {
            assert!(!page.contains(markup), "{what}: {markup}");
        }
    }
}

#[test]
fn hostile_words_are_words_in_a_hand_out_and_its_tables() {
    for (what, words) in hostile() {
        let document = map(&words);
        let made = handout(&document, &options());
        let made = made.unwrap_or_else(|error| panic!("{what}: {error}")).value;
        for (table, column) in [(&made.tables.organisations, 1), (&made.tables.flows, 11)] {
            let mut reader = csv::Reader::from_reader(&table[..]);
            let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
            assert!(rows.iter().any(|row| plain(&row[column]) == words), "{what}: {rows:?}");
            for cell in rows.iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{what}: {cell:?}");
            }
        }
        let Some(text) = seen_by("pdftotext", &["-raw", "-f", "2", "-", "-"], &made.bytes) else { continue };
        // Readers differ in the order of what runs backward and in marks; whatever is plain is found.
        if words.len() > 5000 {
            // Torn across pages, with a running head between: every word is there, in each of the places where it stood:
            // organisations' names, places, roles and descriptions, the flow, its condition and evidence, and the
            // title, coverage and licence of the whole.
            let (found, once) = (text.matches("work").count(), words.matches("work").count());
            assert!(found >= 15 * once, "{what}: {found} of {}", 15 * once);
        } else if words.is_ascii() {
            assert!(seen(&text).contains(&seen(&words)), "{what}: {text:.400}");
        }
    }
}

/// A cell as it was before it was made harmless.
fn plain(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    let is_guard =
        |rest: &&str| rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    rest.filter(is_guard).unwrap_or(cell)
}
