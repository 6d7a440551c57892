//! What is left of a damaged map when everything that breaks an invariant is taken out.
//! Must not know where it was read.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    diagnostics::Severity,
    model::{
        Change, Document, EvidenceId, Flow, FlowKind, Group, MapInfo, Member, Note, Organisation, Record,
        RecordId, Transaction, validate,
    },
};

/// The map without what is wrong in it. A record loses the field that is wrong where it can be without; else it goes as
/// a whole, and what leaned on it is mended in the next round.
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
    let known = |id: &EvidenceId| document.evidence_item(id).is_some();
    match record {
        Record::Map(map) => Some(Record::from(sound_map(map))),
        Record::Organisation(organisation) => {
            let mut organisation = Organisation::clone(organisation);
            match field {
                "sector" => organisation.sector = None,
                "scale" => organisation.scale = None,
                "reach" => organisation.reach.retain(|id| document.scale(id).is_some()),
                "evidence" => organisation.evidence.retain(known),
                "stances" => organisation.stances.clear(),
                "count" => organisation.count = Default::default(),
                "position" => organisation.position = None,
                "size" => organisation.size = None,
                "active_to" => organisation.active_to = None,
                _ => return None,
            }
            Some(Record::from(organisation))
        }
        Record::Flow(flow) => {
            let mut flow = Flow::clone(flow);
            match field {
                "via" => flow.via = None,
                "evidence" => flow.evidence.retain(known),
                "weight" => flow.weight = None,
                "route" => flow.route.clear(),
                "active_to" => flow.active_to = None,
                _ => return None,
            }
            Some(Record::from(flow))
        }
        Record::FlowKind(kind) if field == "family" => {
            Some(Record::from(FlowKind { family: None, ..FlowKind::clone(kind) }))
        }
        Record::Group(group) => sound_group(document, group, field).map(Record::from),
        Record::Note(note) => {
            let mut note = Note::clone(note);
            match field {
                "attached_to" => note.attached_to = None,
                "position" => note.position = None,
                "size" => note.size = None,
                _ => return None,
            }
            if note.attached_to.is_none() {
                // Without a place it would be there, and nobody would see it.
                note.position.get_or_insert_default();
            }
            Some(Record::from(note))
        }
        _ => None,
    }
}

/// The group without members that are not there. Where that is not what ails it, or nobody is left, it goes.
fn sound_group(document: &Document, group: &Group, field: &str) -> Option<Group> {
    let mut sound = group.clone();
    match field {
        "evidence" => sound.evidence.retain(|id| document.evidence_item(id).is_some()),
        "members" => sound.members.retain(|member| match member {
            Member::Organisation(id) => document.organisation(id).is_some(),
            Member::Group(id) => document.group(id).is_some(),
        }),
        _ => return None,
    }
    (sound != *group && !sound.members.is_empty()).then_some(sound)
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
