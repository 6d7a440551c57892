//! What is left of a damaged map when everything that breaks an invariant is taken out.
//! Must not know where it was read.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    diagnostics::Severity,
    model::{Change, Document, MapInfo, Organisation, Record, RecordId, Transaction, validate},
};

/// The map without what is wrong in it. An organisation loses the field that is wrong, so that its flows can stay; any
/// other record goes as a whole, and what leaned on it goes with the next round.
pub(super) fn salvage(mut document: Document) -> Document {
    loop {
        let findings = validate(&document);
        let wrong: BTreeSet<(RecordId, &str)> = findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| (finding.record, finding.field))
            .collect();
        if wrong.is_empty() {
            return document;
        }
        let changes = wrong.iter().filter_map(|(id, field)| {
            let before = document.get(id)?;
            let after = mended(&document, &before, field);
            Some(Change { id: id.clone(), before: Some(before), after })
        });
        let transaction = Transaction::new(changes);
        if transaction.is_empty() || document.apply(&transaction).is_err() {
            return Document::bare();
        }
    }
}

fn mended(document: &Document, record: &Record, field: &str) -> Option<Record> {
    match record {
        Record::Map(map) => Some(Record::from(sound_map(map))),
        Record::Organisation(organisation) => {
            let mut organisation = Organisation::clone(organisation);
            match field {
                "sector" => organisation.sector = None,
                "scale" => organisation.scale = None,
                "reach" => organisation.reach.retain(|id| document.scale(id).is_some()),
                "evidence" => organisation.evidence.retain(|id| document.evidence_item(id).is_some()),
                "stances" => organisation.stances.clear(),
                "count" => organisation.count = Default::default(),
                "position" => organisation.position = None,
                "size" => organisation.size = None,
                "active_to" => organisation.active_to = None,
                _ => return None,
            }
            Some(Record::from(organisation))
        }
        _ => None,
    }
}

/// The map's record with its words, without what refers to other records.
fn sound_map(map: &Arc<MapInfo>) -> MapInfo {
    let sound = |text: &String| text.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    MapInfo {
        title: sound(&map.title),
        subtitle: sound(&map.subtitle),
        place: sound(&map.place),
        author: sound(&map.author),
        licence: sound(&map.licence),
        coverage: sound(&map.coverage),
        areas: Vec::new(),
        goals: Vec::new(),
        ..MapInfo::clone(map)
    }
}
