//! Hand-outs and redacted copies, as those who get them see them: pages, words, faces and tables, and never a word that
//! was said in confidence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;
#[allow(dead_code, reason = "made for the tests of the terminal")]
#[path = "cli/program.rs"]
mod program;
#[path = "handout/secrets.rs"]
mod secrets;
#[path = "printing/tools.rs"]
mod tools;

use std::{collections::BTreeSet, fs, path::Path};

use ecomap::{
    diagnostics::Severity,
    file,
    model::*,
    pipeline::{self, FigureOptions, FontChoice, Format, HANDED_OUT, PagePreset, Parts, figure, handout},
    scene::Shown,
};
use program::{ecomap, examples, letters};
use tools::{plain, seen_by};

fn maps() -> impl Iterator<Item = (String, Document)> {
    examples().into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, file::open(&path).unwrap().value)
    })
}

fn bundled(included: Parts) -> FigureOptions {
    FigureOptions { fonts: FontChoice::Bundled, included, ..FigureOptions::default() }
}

fn page_text(bytes: &[u8], page: usize) -> Option<String> {
    let page = page.to_string();
    seen_by("pdftotext", &["-raw", "-f", &page, "-l", &page, "-", "-"], bytes)
}

/// Everything after the page of the figure, without white space.
fn lists(bytes: &[u8]) -> Option<String> {
    Some(letters(&seen_by("pdftotext", &["-raw", "-f", "2", "-", "-"], bytes)?))
}

#[test]
fn every_organisation_flow_and_piece_of_evidence_is_on_the_pages() {
    for (name, document) in maps() {
        let made = handout(&document, &bundled(HANDED_OUT)).unwrap().value;
        let again = handout(&document, &bundled(HANDED_OUT)).unwrap().value;
        assert!(made.bytes == again.bytes && made.tables == again.tables, "{name}: the same bytes again");
        let Some(text) = lists(&made.bytes) else { return };
        for organisation in document.organisations().values() {
            assert!(text.contains(&letters(&organisation.name)), "{name}: {}", organisation.name);
            assert!(
                text.contains(&letters(&organisation.description)),
                "{name}: {}",
                organisation.description
            );
        }
        for flow in document.flows().values() {
            let end = |id| document.organisation(id).unwrap().name.clone();
            let arrow = match flow.direction {
                Direction::Forward => "\u{2192}",
                Direction::Both => "\u{2194}",
                Direction::None | Direction::Unknown => "\u{2013}",
            };
            let kind = &document.flow_kind(&flow.kind).unwrap().name;
            let words = format!("{} {arrow} {}: {kind}", end(&flow.from), end(&flow.to));
            assert!(text.contains(&letters(&words)), "{name}: {words}");
        }
        for evidence in document.evidence().values() {
            assert!(text.contains(&letters(&evidence.text)), "{name}: {}", evidence.text);
            assert!(
                evidence.respondent.is_empty() || !text.contains(&letters(&evidence.respondent)),
                "{name}"
            );
        }
        let map = document.map();
        for words in [&map.coverage, &map.licence, &map.author, &map.sources[0].title] {
            assert!(text.contains(&letters(words)), "{name}: {words}");
        }
    }
}

#[test]
fn pages_are_numbered_headed_bookmarked_tagged_and_set_in_embedded_faces() {
    for (name, document) in maps() {
        let made = handout(&document, &bundled(HANDED_OUT)).unwrap().value;
        let Some(about) = seen_by("pdfinfo", &["-"], &made.bytes) else { return };
        let about = plain(&about);
        assert!(about.contains(&format!("Pages: {} ", made.pages)), "{name}: {about}");
        assert!(about.contains("Tagged: yes") && about.contains(&document.map().title), "{name}: {about}");
        for page in 1..=made.pages {
            let Some(text) = page_text(&made.bytes, page) else { return };
            let text = plain(&text);
            assert!(text.contains(&format!("{page} / {}", made.pages)), "{name}: {text}");
            assert!(text.contains(&plain(&document.map().title)), "{name}, page {page}: {text}");
        }
        if let Some(tags) = seen_by("pdfinfo", &["-struct", "-"], &made.bytes) {
            for tag in ["Table", "THead", "TBody", "TR", "TH", "TD", "H1", "H2 \"Flows\""] {
                assert!(tags.contains(tag), "{name}: {tag}");
            }
            let rows = tags.lines().filter(|line| line.trim() == "TR").count();
            assert!(rows > document.organisations().len() + document.flows().len(), "{name}: {rows} rows");
        }
        let Some(fonts) = seen_by("pdffonts", &["-"], &made.bytes) else { return };
        for line in fonts.lines().skip(2) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let flags = &columns[columns.len() - 5..columns.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "{name}: embedded, subset, with text: {line}");
        }
    }
}

#[test]
fn the_head_of_a_table_stands_on_each_of_its_pages() {
    let document = common::generated::map(100, 7);
    let made = handout(&document, &bundled(HANDED_OUT)).unwrap().value;
    assert!(made.pages > 4, "{} pages", made.pages);
    let mut heads = 0;
    for page in 2..=made.pages {
        let Some(text) = page_text(&made.bytes, page) else { return };
        heads += usize::from(text.contains("FLOW") || text.contains("ORGANISATION"));
    }
    // The last page may hold only what is said of the whole.
    assert!(heads >= made.pages - 2, "{heads} heads on {} pages", made.pages);
}

#[test]
fn a_page_is_what_was_asked_for_and_lies_where_that_suits_the_map() {
    let (_, document) = maps().find(|(name, _)| name == "fig5_cardiff_government").unwrap();
    let sizes = |options: &FigureOptions| {
        let made = handout(&document, options).unwrap().value;
        let about = seen_by("pdfinfo", &["-f", "1", "-l", "2", "-"], &made.bytes)?;
        let sizes = about.lines().filter(|line| line.contains("size:") && line.starts_with("Page"));
        let wide = sizes.map(|line| {
            let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            let [.., width, height] = numbers[..] else { panic!("{line}") };
            (width > height, width.max(height).round() as i32)
        });
        Some(wide.collect::<Vec<_>>())
    };
    let page = |page| FigureOptions { page, ..bundled(HANDED_OUT) };
    for (asked, expected) in [
        (None, [(true, 842), (false, 842)]),
        (Some(PagePreset::A4Landscape), [(true, 842), (true, 842)]),
        (Some(PagePreset::A3Portrait), [(false, 1191), (false, 1191)]),
    ] {
        let Some(found) = sizes(&page(asked)) else { return };
        assert_eq!(found, expected, "{asked:?}");
    }
}

#[test]
fn a_view_is_handed_out_with_what_it_shows_and_nothing_else() {
    let (_, document) = maps().find(|(name, _)| name == "fig3_bristol").unwrap();
    let filter = Filter { flow_kinds: vec![FlowKindId::literal("funding")], ..Filter::default() };
    let view = View { name: "The money".into(), filter, ..View::default() };
    let view = (RecordId::View(ViewId::literal("money")), Record::from(view));
    let document = Document::from_records(document.records().chain([view]));
    let options = FigureOptions { view: Some("The money".into()), ..bundled(HANDED_OUT) };
    let made = handout(&document, &options).unwrap().value;
    let mut reader = csv::Reader::from_reader(&made.tables.flows[..]);
    let kinds: BTreeSet<String> = reader.records().map(|row| row.unwrap()[6].to_owned()).collect();
    assert_eq!(kinds, BTreeSet::from(["funding".to_owned()]));
    let Some(text) = lists(&made.bytes) else { return };
    assert!(text.contains(&letters("What the view \u{201c}The money\u{201d} shows")), "{text}");
}

#[test]
fn long_words_are_torn_across_pages_and_nothing_is_lost() {
    let (_, document) = maps().find(|(name, _)| name == "fig5_cardiff_government").unwrap();
    let words: Vec<String> = (0..4000).map(|number| format!("word{number:04}")).collect();
    let records = document.records().map(|(id, record)| match record {
        Record::Evidence(evidence) if evidence.text.contains("Tech Seed Fund") => {
            (id, Record::from(Evidence { text: words.join(" "), ..Evidence::clone(&evidence) }))
        }
        other => (id, other),
    });
    let made = handout(&Document::from_records(records), &bundled(HANDED_OUT)).unwrap().value;
    let Some(text) = lists(&made.bytes) else { return };
    for word in &words {
        assert!(text.contains(word.as_str()), "{word}");
    }
}

#[test]
fn the_bytes_of_what_goes_out_hold_no_secret() {
    for seed in 0..3 {
        let view = (RecordId::View(ViewId::literal("told")), Record::from(View::default()));
        let records = common::maps::map(seed, 9, 12).records().chain([view]).collect::<Vec<_>>();
        let (document, secrets) = secrets::planted(&Document::from_records(records));
        assert!(document.views()[&ViewId::literal("told")].caption.contains("secret"));
        let whole = file::write(&document);
        for secret in &secrets {
            assert!(whole.contains(secret), "the map itself says {secret}");
        }
        let none = Parts::default();
        let (copy, removed) = pipeline::redacted(&document, &none);
        let written = file::write(&copy);
        none_of(&secrets, &written, &format!("map {seed}, redacted"));
        let said = removed.to_string();
        for (count, what) in [
            (document.evidence().len(), "evidence"),
            (document.notes().len(), "note"),
            (removed.speaker_notes, "speaker note"),
        ] {
            assert!(count == 0 || said.contains(what), "{said}");
        }
        // The copy opens, and nothing is wrong with it that was not wrong with the map.
        let read = file::read(&written).unwrap();
        let errors = read.warnings.iter().filter(|found| found.severity == Severity::Error).count();
        assert_eq!(errors, 0, "map {seed}: {:?}", read.warnings);
        assert!(read.value == copy, "map {seed}");
        let options = bundled(none);
        let shown = Shown { parked: true, influence: true, goals: true, ..Shown::default() };
        let options = FigureOptions { fonts: FontChoice::System, embed: Some(none), shown, ..options };
        let svg = figure(&document, Format::Svg, &options).unwrap().value.bytes;
        let svg = String::from_utf8(svg).unwrap();
        none_of(&secrets, &svg, &format!("map {seed}, SVG"));
        // A view has a caption, which is printed too.
        let page = Some(PagePreset::DoubleColumn);
        let of_view = FigureOptions { view: Some("told".into()), page, ..options.clone() };
        for format in [Format::Svg, Format::Html] {
            let bytes = figure(&document, format, &of_view).unwrap().value.bytes;
            none_of(&secrets, &String::from_utf8(bytes).unwrap(), &format!("map {seed}, view, {format:?}"));
        }
        let page = figure(&document, Format::Html, &options).unwrap().value.bytes;
        none_of(&secrets, &String::from_utf8(page).unwrap(), &format!("map {seed}, page"));
        let made = handout(&document, &options).unwrap().value;
        let tables = [made.tables.organisations, made.tables.flows].concat();
        none_of(&secrets, &String::from_utf8(tables).unwrap(), &format!("map {seed}, tables"));
        none_of(&secrets, &String::from_utf8_lossy(&made.bytes), &format!("map {seed}, hand-out"));
        if let Some(text) = seen_by("pdftotext", &["-raw", "-", "-"], &made.bytes) {
            none_of(&secrets, &text, &format!("map {seed}, words of the hand-out"));
        }
    }
}

/// Also not where lines are broken within words, or where each word stands between marks of its own: the last word of a
/// secret is its own alone.
fn none_of(secrets: &[String], text: &str, what: &str) {
    let joined = letters(text);
    for secret in secrets {
        assert!(!text.contains(secret) && !joined.contains(&letters(secret)), "{what}: {secret}");
        let number = secret.rsplit(' ').next().unwrap();
        assert!(!text.contains(number), "{what}: {secret}, word by word");
    }
}

#[test]
fn a_hand_out_with_evidence_names_respondents_and_notes_only_when_asked_to() {
    let (document, _) = secrets::planted(&common::maps::map(3, 9, 12));
    let of = |part: &str, included: Parts| {
        let options = FigureOptions { fonts: FontChoice::System, ..bundled(included) };
        let made = handout(&document, &options).unwrap().value;
        Some(lists(&made.bytes)?.contains(&letters(&format!("secret {part}"))))
    };
    let all = Parts { respondents: true, notes: true, ..HANDED_OUT };
    for (part, included, expected) in [
        ("evidence", HANDED_OUT, true),
        ("respondent", HANDED_OUT, false),
        ("note", HANDED_OUT, false),
        ("evidence", all, true),
        ("respondent", all, true),
        ("note", all, true),
        ("speaker", all, false),
    ] {
        let Some(found) = of(part, included) else { return };
        assert_eq!(found, expected, "{part}: {included:?}");
    }
}

#[test]
fn the_terminal_hands_out_and_redacts_and_never_writes_over_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (document, _) = secrets::planted(&common::maps::map(5, 9, 12));
    fs::write(at("map.ron"), file::write(&document)).unwrap();
    let before = fs::read(at("map.ron")).unwrap();
    let ran = ecomap(&["handout", &at("map.ron"), "-o", &at("out.pdf"), "--tables", &at("tables/new")]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.said().contains("left out: "), "{}", ran.said());
    assert!(fs::read(at("out.pdf")).unwrap().starts_with(b"%PDF-"));
    for table in ["tables/new/organisations.csv", "tables/new/flows.csv"] {
        assert!(fs::read_to_string(at(table)).unwrap().starts_with("id,"), "{table}");
    }
    let ran = ecomap(&["redact", &at("map.ron"), "-o", &at("copy.ron")]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let said = ran.said();
    let told = said.lines().find_map(|line| line.strip_prefix("ecomap: left out: ")).unwrap().to_owned();
    assert!(told.contains("evidence") && told.starts_with(|sign: char| sign.is_ascii_digit()), "{told}");
    let checked = ecomap(&["validate", &at("copy.ron")]);
    assert_eq!(checked.code, 0, "{}", checked.said());
    for arguments in
        [["redact", &at("map.ron"), "-o", &at("map.ron")], ["handout", &at("map.ron"), "-o", &at("map.ron")]]
    {
        let ran = ecomap(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.said());
        assert_eq!(fs::read(at("map.ron")).unwrap(), before, "{arguments:?}");
    }
    if let Ok(()) = fs::hard_link(at("map.ron"), at("other-name.ron")) {
        let link = at("link.ron");
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("map.ron"), &link).unwrap();
        #[cfg(unix)]
        assert_eq!(ecomap(&["redact", &at("map.ron"), "-o", &link]).code, 2);
        assert_eq!(fs::read(at("map.ron")).unwrap(), before);
    }
    assert!(Path::new(&at("copy.ron")).is_file());
    let keeping = ecomap(&["redact", &at("map.ron"), "-o", "-", "--keep", "evidence,notes"]).text();
    assert!(keeping.contains("secret evidence") && !keeping.contains("secret respondent"));
}
