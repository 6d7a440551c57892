//! What a file holds beside what this version reads: comments, unknown fields, newer minor versions.

use ecomap::{
    file::{read, write},
    model::{Document, OrganisationId, OrganisationKind},
};

const GOLDEN: &str = include_str!("../fixtures/file/golden.ron");
const NEWER: &str = include_str!("../fixtures/file/newer_minor.ron");

fn map(text: &str) -> Document {
    read(text).unwrap_or_else(|error| panic!("{error}")).value
}

#[test]
fn the_format_is_these_bytes() {
    let read = read(GOLDEN).expect("it is a map");
    assert_eq!(read.warnings, Vec::new());
    assert_eq!(write(&read.value), GOLDEN);
}

#[test]
fn a_windows_text_editor_changes_nothing() {
    let windows = format!("\u{feff}{}", GOLDEN.replace('\n', "\r\n"));
    assert_eq!(map(&windows), map(GOLDEN));
}

#[test]
fn what_a_newer_minor_version_added_is_kept_and_written_back() {
    let read = read(NEWER).expect("a newer minor version can be read");
    let said: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "13:19: warning: organisation `watershed`: this version cannot read what stands in `kind`; it is kept as it is"
        ]
    );
    assert_eq!(write(&read.value), NEWER);
}

#[test]
fn a_value_that_was_not_understood_gives_way_to_one_that_was_chosen_since() {
    let document = map(NEWER);
    let id = OrganisationId::literal("watershed");
    let mut organisation = (**document.organisation(&id).expect("it is there")).clone();
    organisation.kind = OrganisationKind::Network;
    let records = document.records().map(|(record_id, record)| {
        let is_it = record_id.as_str() == "watershed";
        (record_id, if is_it { organisation.clone().into() } else { record })
    });
    let text = write(&Document::from_records(records));
    assert!(text.contains("kind: network,\n") && !text.contains("consortium"), "{text}");
}

#[test]
fn comments_before_records_are_kept_and_others_announced() {
    let text = "// Bristol, drawn in May
// by two of us
(
    header: (format: \"ecomap\", version: \"1.0\"), // always first
    // The map itself.
    map: (title: \"Bristol\"),
    organisations: [
        // A cinema,
        /* and more
           than that. */
        (id: \"watershed\"), // why not?
        (id: \"bfi\" /* national */),
    ],
)
";
    let read = read(text).expect("it is a map");
    let said: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["4:49: warning: 3 comments do not stand before a record (lines 4, 11, 12): the first save will drop them
    hint: move it to a line of its own before a record, or into the record's description"]
    );
    let written = write(&read.value);
    assert_eq!(
        written,
        "// Bristol, drawn in May
// by two of us
(
    header: (format: \"ecomap\", version: \"1.0\"),
    // The map itself.
    map: (
        title: \"Bristol\",
    ),
    organisations: [
        (
            id: \"bfi\",
        ),
        // A cinema,
        /* and more
        than that. */
        (
            id: \"watershed\",
        ),
    ],
)
"
    );
    assert_eq!(ecomap::file::read(&written).expect("it is a map").warnings, Vec::new());
}
