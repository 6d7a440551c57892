//! Ids that both sides gave to different things: one thing keeps the id, the other gets another, by what they say and not
//! by whose they are. Must not know how records are merged.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    editor::renamed,
    file::record_text,
    model::{
        Document, EvidenceId, FamilyId, FlowId, FlowKindId, GroupId, MAX_ID_LENGTH, NoteId, OrganisationId,
        Record, RecordId, ScaleId, SectorId, ViewId, slug,
    },
};

/// Both sides with one id for each thing, and what was renamed.
pub(super) struct Apart {
    pub ours: Document,
    pub theirs: Document,
    /// The old id and the new one.
    pub renamed: Vec<(RecordId, RecordId)>,
}

/// Renames what has the id of another thing. First all but flows, whose ends tell what they are.
pub(super) fn apart(base: &Document, ours: &Document, theirs: &Document) -> Apart {
    let mut taken: BTreeSet<RecordId> =
        [base, ours, theirs].into_iter().flat_map(Document::record_ids).collect();
    let mut apart = Apart { ours: ours.clone(), theirs: theirs.clone(), renamed: Vec::new() };
    for flows in [false, true] {
        let (mut of_ours, mut of_theirs) = (BTreeMap::new(), BTreeMap::new());
        let ids: Vec<RecordId> = apart.ours.record_ids().collect();
        for id in ids.iter().filter(|id| matches!(id, RecordId::Flow(_)) == flows && !base.contains(id)) {
            let (Some(one), Some(other)) = (apart.ours.get(id), apart.theirs.get(id)) else { continue };
            let (one_text, other_text) = (record_text(id, &one), record_text(id, &other));
            if one_text == other_text || is_one_thing(&one, &other) {
                continue;
            }
            let new = free(id, &taken);
            taken.insert(new.clone());
            apart.renamed.push((id.clone(), new.clone()));
            if one_text < other_text {
                of_theirs.insert(id.clone(), new)
            } else {
                of_ours.insert(id.clone(), new)
            };
        }
        apart.ours = turned(&apart.ours, &of_ours);
        apart.theirs = turned(&apart.theirs, &of_theirs);
    }
    apart
}

/// Whether two records under one id are one thing that two people wrote down.
fn is_one_thing(one: &Record, other: &Record) -> bool {
    let alike = |one: &str, other: &str| {
        one == other || slug(one, "") == slug(other, "") && !slug(one, "").is_empty()
    };
    let named = |one: &str, other: &str| !one.is_empty() && alike(one, other);
    match (one, other) {
        (Record::Sector(one), Record::Sector(other)) => named(&one.name, &other.name),
        (Record::Scale(one), Record::Scale(other)) => named(&one.name, &other.name),
        (Record::Family(one), Record::Family(other)) => named(&one.name, &other.name),
        (Record::FlowKind(one), Record::FlowKind(other)) => named(&one.name, &other.name),
        (Record::Organisation(one), Record::Organisation(other)) => named(&one.name, &other.name),
        (Record::Flow(one), Record::Flow(other)) => {
            (&one.from, &one.to, &one.kind) == (&other.from, &other.to, &other.kind)
        }
        (Record::Group(one), Record::Group(other)) => named(&one.label, &other.label),
        (Record::Note(one), Record::Note(other)) => !one.text.is_empty() && one.text == other.text,
        (Record::Evidence(one), Record::Evidence(other)) => !one.text.is_empty() && one.text == other.text,
        (Record::View(one), Record::View(other)) => named(&one.name, &other.name),
        _ => true,
    }
}

/// The first of `id-2`, `id-3` ... that nobody has.
fn free(id: &RecordId, taken: &BTreeSet<RecordId>) -> RecordId {
    // An id is ASCII; room is left for a number.
    let text = id.as_str();
    let stem = &text[..text.len().min(MAX_ID_LENGTH - 20)];
    (2_u64..)
        .filter_map(|number| with_text(id, &format!("{stem}-{number}")))
        .find(|candidate| !taken.contains(candidate))
        .expect("there are fewer records than numbers")
}

/// An id of the same kind.
pub(super) fn with_text(id: &RecordId, text: &str) -> Option<RecordId> {
    Some(match id {
        RecordId::Map => return None,
        RecordId::Sector(_) => RecordId::Sector(SectorId::new(text).ok()?),
        RecordId::Scale(_) => RecordId::Scale(ScaleId::new(text).ok()?),
        RecordId::Family(_) => RecordId::Family(FamilyId::new(text).ok()?),
        RecordId::FlowKind(_) => RecordId::FlowKind(FlowKindId::new(text).ok()?),
        RecordId::Organisation(_) => RecordId::Organisation(OrganisationId::new(text).ok()?),
        RecordId::Flow(_) => RecordId::Flow(FlowId::new(text).ok()?),
        RecordId::Group(_) => RecordId::Group(GroupId::new(text).ok()?),
        RecordId::Note(_) => RecordId::Note(NoteId::new(text).ok()?),
        RecordId::Evidence(_) => RecordId::Evidence(EvidenceId::new(text).ok()?),
        RecordId::View(_) => RecordId::View(ViewId::new(text).ok()?),
    })
}

/// The map with other ids for these records, wherever they are spoken of.
pub(in crate::pipeline) fn turned(document: &Document, ids: &BTreeMap<RecordId, RecordId>) -> Document {
    if ids.is_empty() {
        return document.clone();
    }
    let none = BTreeMap::new();
    let records = document.records().map(|(id, record)| {
        let new = renamed(&record, ids);
        // What speaks of none of them stays as it is written, to the letter.
        let record = if new == renamed(&record, &none) { record } else { new };
        (ids.get(&id).cloned().unwrap_or(id), record)
    });
    Document::from_records(records)
}
