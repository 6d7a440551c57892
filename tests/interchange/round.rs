//! A map that was written for another program and read again is the same map, but for what the loss names.

use std::sync::Arc;

use ecomap::{
    interchange::{self, Dress, Format},
    model::{Carried, Document, FieldValue, Record, RecordId, validate},
};
use proptest::{prelude::ProptestConfig, prop_assert, proptest};

use crate::common::maps::maps;

/// Formats that hold all of organisations, flows, groups and scheme.
const WHOLE: [Format; 9] = [
    Format::GraphMl,
    Format::Gexf,
    Format::Canvas,
    Format::Xlsx,
    Format::KumuJson,
    Format::CytoscapeJs,
    Format::Dot,
    Format::Gml,
    Format::DrawIo,
];

/// The map without what is never put where a recipient does not see it.
fn public(document: &Document) -> Document {
    let kept = document.records().filter_map(|(id, record)| {
        let record = match record {
            Record::Map(mut it) => {
                let map = Arc::make_mut(&mut it);
                map.carried = Carried::default();
                map.conflicts.clear();
                Record::Map(it)
            }
            Record::Sector(mut it) => {
                Arc::make_mut(&mut it).carried = Carried::default();
                Record::Sector(it)
            }
            Record::Scale(mut it) => {
                Arc::make_mut(&mut it).carried = Carried::default();
                Record::Scale(it)
            }
            Record::Family(mut it) => {
                Arc::make_mut(&mut it).carried = Carried::default();
                Record::Family(it)
            }
            Record::FlowKind(mut it) => {
                Arc::make_mut(&mut it).carried = Carried::default();
                Record::FlowKind(it)
            }
            Record::Organisation(mut it) => {
                let organisation = Arc::make_mut(&mut it);
                organisation.carried = Carried::default();
                organisation.evidence.clear();
                if let Some(influence) = &mut organisation.influence {
                    influence.agreed_by.clear();
                }
                Record::Organisation(it)
            }
            Record::Flow(mut it) => {
                let flow = Arc::make_mut(&mut it);
                flow.carried = Carried::default();
                flow.evidence.clear();
                Record::Flow(it)
            }
            Record::Group(mut it) => {
                let group = Arc::make_mut(&mut it);
                group.carried = Carried::default();
                group.evidence.clear();
                Record::Group(it)
            }
            Record::Note(_) | Record::Evidence(_) | Record::View(_) => return None,
        };
        Some((id, record))
    });
    Document::from_records(kept)
}

fn again(document: &Document, format: Format) -> Document {
    let (parts, _) = interchange::write(document, &Dress::default(), format).expect("the format is written");
    let read = interchange::read(&parts[0].bytes, format).expect("what we wrote is read");
    assert_eq!(read.warnings, [], "{format}");
    let mut mapped = read.value.document().value;
    // Notes lie on the canvas of some formats.
    let notes: Vec<RecordId> = mapped.notes().keys().cloned().map(RecordId::Note).collect();
    mapped = Document::from_records(mapped.records().filter(|(id, _)| !notes.contains(id)));
    mapped
}

/// A cell cannot say that there are words and that they are none.
fn without_blanks(record: &mut Option<Record>) {
    let says = |value: &FieldValue| !matches!(value, FieldValue::Text(text) | FieldValue::Link(text) if text.is_empty());
    match record {
        Some(Record::Organisation(it)) => Arc::make_mut(it).extra.retain(|_, value| says(value)),
        Some(Record::Flow(it)) => Arc::make_mut(it).extra.retain(|_, value| says(value)),
        _ => {}
    }
}

#[track_caller]
fn same(format: Format, expected: &Document, found: &Document) {
    for id in expected.record_ids().chain(found.record_ids()) {
        let mut wanted = expected.get(&id);
        // Who has no place gets one where each box must have one.
        if let (
            Some(Record::Organisation(it)),
            Some(Record::Organisation(other)),
            Format::Canvas | Format::DrawIo,
        ) = (&mut wanted, found.get(&id), format)
            && it.position.is_none()
        {
            Arc::make_mut(it).position = other.position;
        }
        if format == Format::Xlsx {
            without_blanks(&mut wanted);
        }
        assert_eq!(wanted, found.get(&id), "{format}: {id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_map_comes_back_whole(document in maps(14)) {
        for format in WHOLE {
            let found = again(&document, format);
            same(format, &public(&document), &found);
            let errors: Vec<_> = validate(&found).into_iter().filter(ecomap::model::Finding::is_error).collect();
            prop_assert!(errors.is_empty(), "{format}: {errors:?}");
        }
    }

    #[test]
    fn the_same_map_gives_the_same_bytes(document in maps(6)) {
        for format in Format::ALL.into_iter().filter(|format| format.is_written()) {
            let once = interchange::write(&document, &Dress::default(), format);
            prop_assert!(once == interchange::write(&document, &Dress::default(), format), "{format}");
        }
    }
}

/// What chance found once: the words that everybody's labels, names and weights go by, as words and fields of the map's own.
#[test]
fn labels_that_say_the_kind_and_fields_called_label_come_back() {
    let text = r#"(header: (format: "ecomap", version: "1.0"),
        organisations: [(id: "a", name: "A", extra: {"label": "x", "name": "y", "id": "z"}), (id: "b", name: "B")],
        flows: [(id: "f", from: "a", to: "b", kind: "funding", label: "funding", extra: {"label": "x", "weight": "y"})])"#;
    let document = ecomap::file::read(text.as_bytes()).expect("it is sound").value;
    for format in WHOLE {
        same(format, &public(&document), &again(&document, format));
    }
}
