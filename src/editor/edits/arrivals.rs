//! What copies bring along: the parts of the scheme and the evidence that they mention, found in this map or added.
//! Must not know where the copies come from.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Document, EvidenceId, Family, FamilyId, FlowKind, FlowKindId, Record, RecordId, Scale, ScaleId, Sector,
    SectorId,
};

use super::{Draft, scheme, text};

/// For each part of the scheme that the copies mention: the same one here, one of the same name, or a new one.
pub(super) fn scheme_ids(draft: &mut Draft, records: &[(&RecordId, Record)]) -> BTreeMap<RecordId, RecordId> {
    let brought: BTreeMap<&RecordId, &Record> = records.iter().map(|(id, record)| (*id, record)).collect();
    let mut mentioned: BTreeSet<RecordId> = BTreeSet::new();
    for (_, record) in records {
        match record {
            Record::Organisation(it) => {
                mentioned.extend(it.sector.clone().map(RecordId::Sector));
                mentioned.extend(it.scale.iter().chain(&it.reach).cloned().map(RecordId::Scale));
            }
            Record::Flow(it) => {
                mentioned.insert(RecordId::FlowKind(it.kind.clone()));
            }
            _ => {}
        }
    }
    let mut ids = BTreeMap::new();
    for id in mentioned {
        let here = scheme_id(draft, &id, brought.get(&id).copied(), &brought);
        ids.extend(here.map(|here| (id, here)));
    }
    ids
}

fn scheme_id(
    draft: &mut Draft,
    id: &RecordId,
    record: Option<&Record>,
    brought: &BTreeMap<&RecordId, &Record>,
) -> Option<RecordId> {
    let name = record.and_then(text::name_in).unwrap_or_else(|| id.as_str().replace('-', " "));
    let same_words = |here: &str| here.trim().to_lowercase() == name.trim().to_lowercase();
    if draft.contains(id) && (record.is_none() || text::name_of(draft, id).is_some_and(|it| same_words(&it)))
    {
        return Some(id.clone());
    }
    match id {
        RecordId::Sector(_) => sector_named(draft, &name).map(RecordId::Sector).or_else(|| {
            let new = RecordId::Sector(draft.new_sector_id(&name, |_| false));
            let blank = || Record::from(Sector { name: name.clone(), ..Sector::default() });
            draft.put(new.clone(), record.cloned().unwrap_or_else(blank));
            Some(new)
        }),
        RecordId::Scale(_) => scale_named(draft, &name).map(RecordId::Scale).or_else(|| {
            let new = RecordId::Scale(draft.new_scale_id(&name, |_| false));
            let middling = || Scale { lightness: 0.7, chroma: 0.1, outline: 1.6, ..Scale::default() };
            let blank = || Record::from(Scale { name: name.clone(), ..middling() });
            draft.put(new.clone(), record.cloned().unwrap_or_else(blank));
            Some(new)
        }),
        RecordId::FlowKind(_) => flow_kind_named(draft, &name).map(RecordId::FlowKind).or_else(|| {
            let mut kind = match record {
                Some(Record::FlowKind(kind)) => FlowKind::clone(kind),
                _ => FlowKind { name: name.clone(), ..FlowKind::default() },
            };
            kind.family = kind.family.and_then(|family| family_id(draft, &RecordId::Family(family), brought));
            let new = RecordId::FlowKind(draft.new_flow_kind_id(&name, |_| false));
            draft.put(new.clone(), kind);
            Some(new)
        }),
        _ => None,
    }
}

fn family_id(
    draft: &mut Draft,
    id: &RecordId,
    brought: &BTreeMap<&RecordId, &Record>,
) -> Option<crate::model::FamilyId> {
    let record = brought.get(id).copied();
    let name = record.and_then(text::name_in).unwrap_or_else(|| id.as_str().replace('-', " "));
    if let Some(family) = family_named(draft, &name) {
        return Some(family);
    }
    let new = scheme::new_family_id(draft, &name)?;
    let blank = || Record::from(Family { name, ..Family::default() });
    draft.put(RecordId::Family(new.clone()), record.cloned().unwrap_or_else(blank));
    Some(new)
}

/// Evidence that is here already is cited; other evidence comes along under a new id if need be.
pub(super) fn evidence_ids(
    draft: &mut Draft,
    records: &[(&RecordId, Record)],
    ids: &mut BTreeMap<RecordId, RecordId>,
) {
    for (id, record) in records {
        let (RecordId::Evidence(old), Record::Evidence(it)) = (id, record) else { continue };
        let is_here = draft.evidence_item(old).is_some_and(|here| here == it);
        let new = if is_here { EvidenceId::clone(old) } else { draft.new_evidence_id(&it.text, |_| false) };
        if !is_here {
            draft.put(RecordId::Evidence(new.clone()), record.clone());
        }
        ids.insert((*id).clone(), RecordId::Evidence(new));
    }
}

/// A sector of this name; none for a name without letters.
fn sector_named(document: &Document, name: &str) -> Option<SectorId> {
    let alike = |other: &str| same_name(other, name);
    document.sectors().iter().find(|(_, it)| alike(&it.name)).map(|(id, _)| id.clone())
}

/// A scale of this name.
fn scale_named(document: &Document, name: &str) -> Option<ScaleId> {
    document.scales().iter().find(|(_, it)| same_name(&it.name, name)).map(|(id, _)| id.clone())
}

/// A flow kind of this name.
fn flow_kind_named(document: &Document, name: &str) -> Option<FlowKindId> {
    document.flow_kinds().iter().find(|(_, it)| same_name(&it.name, name)).map(|(id, _)| id.clone())
}

/// A family of this name.
fn family_named(document: &Document, name: &str) -> Option<FamilyId> {
    document.families().iter().find(|(_, it)| same_name(&it.name, name)).map(|(id, _)| id.clone())
}

fn same_name(a: &str, b: &str) -> bool {
    !a.trim().is_empty() && a.trim().to_lowercase() == b.trim().to_lowercase()
}
