//! What is written is read back as it was, and what this version does not know survives.

use std::collections::BTreeSet;

use ecomap::{
    diagnostics::Severity,
    file::{read, read_records, write, write_records},
    model::{Document, Record, RecordId, validate},
};
use proptest::prelude::*;

use crate::common::maps::{map, maps};

/// The map in a text that must be sound.
fn sound(text: &str) -> Document {
    match read(text) {
        Ok(map) => map.value,
        Err(error) => panic!("{error}\n{:#?}\n{text}", error.diagnostics()),
    }
}

/// The first record in which two maps differ, for messages.
fn first_difference(one: &Document, other: &Document) -> Option<(RecordId, Option<Record>, Option<Record>)> {
    let ids: BTreeSet<RecordId> = one.record_ids().chain(other.record_ids()).collect();
    ids.into_iter().map(|id| (id.clone(), one.get(&id), other.get(&id))).find(|(_, one, other)| one != other)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn every_map_is_read_back_as_it_was_and_written_the_same(document in maps(8)) {
        let errors: Vec<_> =
            validate(&document).into_iter().filter(|found| found.severity == Severity::Error).collect();
        prop_assert_eq!(&errors, &Vec::new());
        let text = write(&document);
        let read_back = sound(&text);
        prop_assert_eq!(first_difference(&document, &read_back), None);
        prop_assert_eq!(write(&read_back), text);
    }

    #[test]
    fn records_pass_through_the_clipboard(document in maps(6)) {
        let records: Vec<_> = document
            .records()
            .filter(|(id, _)| !matches!(id, RecordId::Map | RecordId::View(_)))
            .collect();
        prop_assert_eq!(read_records(&write_records(&records)), Ok(records));
    }
}

#[test]
fn the_generated_maps_use_every_field() {
    let text: String = (0..300).map(|seed| write(&map(seed, 6, 6))).collect();
    let fields = [
        "title subtitle place author licence sources coverage created as_of background palette status_names",
        "appearance goals areas conflicts id text extent meaning record field ours theirs target url page",
        "name hue glyph pattern order level lightness chroma outline colour family dash undirected question",
        "kind sector scale reach count low high roles tags description influence height agreed_by when stances",
        "goal position active_from active_to status size width pinned locked z_order style evidence extra",
        "from to direction formality label condition via weight route members look collapsed attached_to parked",
        "quote respondent source method date confidence recorded_by filter focus layout camera legend hidden_kinds",
        "caption speaker_notes sectors scales families kinds flow_kinds statuses formalities organisation steps",
        "upstream downstream center zoom width_mm height_mm minimum_type_pt margin_mm format",
        "later_date preset dpi ground outlines embed_map with without",
    ];
    let missing: Vec<&str> = fields
        .iter()
        .flat_map(|line| line.split(' '))
        .filter(|field| !text.contains(&format!(" {field}: ")) && !text.contains(&format!("({field}: ")))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
