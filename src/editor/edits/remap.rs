//! References of a record turned to other ids: for copies, for pasting, for an id made from a first name.
//! Must not know why the ids differ.

use std::collections::BTreeMap;

use crate::model::{
    AreaMeaning, EvidenceId, Flow, FlowKind, FlowKindId, Group, MapInfo, Member, Note, Organisation,
    OrganisationId, Record, RecordId, ScaleId, SectorId, View,
};

/// Where references go. `None` drops a reference; a record that can't be without it is dropped too.
pub(in crate::editor) trait Mapping {
    /// What the id becomes.
    fn of(&self, id: RecordId) -> Option<RecordId>;

    fn organisation(&self, id: &OrganisationId) -> Option<OrganisationId> {
        match self.of(RecordId::Organisation(id.clone()))? {
            RecordId::Organisation(id) => Some(id),
            _ => None,
        }
    }

    fn sector(&self, id: &SectorId) -> Option<SectorId> {
        match self.of(RecordId::Sector(id.clone()))? {
            RecordId::Sector(id) => Some(id),
            _ => None,
        }
    }

    fn scale(&self, id: &ScaleId) -> Option<ScaleId> {
        match self.of(RecordId::Scale(id.clone()))? {
            RecordId::Scale(id) => Some(id),
            _ => None,
        }
    }

    fn flow_kind(&self, id: &FlowKindId) -> Option<FlowKindId> {
        match self.of(RecordId::FlowKind(id.clone()))? {
            RecordId::FlowKind(id) => Some(id),
            _ => None,
        }
    }

    fn member(&self, member: &Member) -> Option<Member> {
        match member {
            Member::Organisation(id) => self.organisation(id).map(Member::Organisation),
            Member::Group(id) => match self.of(RecordId::Group(id.clone()))? {
                RecordId::Group(id) => Some(Member::Group(id)),
                _ => None,
            },
        }
    }

    fn evidence(&self, ids: &[EvidenceId]) -> Vec<EvidenceId> {
        let mut list = Vec::new();
        for id in ids {
            if let Some(RecordId::Evidence(id)) = self.of(RecordId::Evidence(id.clone()))
                && !list.contains(&id)
            {
                list.push(id);
            }
        }
        list
    }
}

impl<F: Fn(RecordId) -> Option<RecordId>> Mapping for F {
    fn of(&self, id: RecordId) -> Option<RecordId> {
        self(id)
    }
}

/// The record with its references turned to what these ids are called now.
#[must_use]
pub fn renamed(record: &Record, ids: &BTreeMap<RecordId, RecordId>) -> Record {
    let turned = remapped(record, &|id: RecordId| Some(ids.get(&id).cloned().unwrap_or(id)));
    // Nothing is dropped where every id leads somewhere.
    turned.unwrap_or_else(|| record.clone())
}

/// The record with its references turned; none when it can't be without one that was dropped.
pub(in crate::editor) fn remapped(record: &Record, map: &impl Mapping) -> Option<Record> {
    match record {
        Record::Map(it) => Some(map_info(it, map).into()),
        Record::Organisation(it) => Some(organisation(it, map).into()),
        Record::Flow(it) => flow(it, map).map(Record::from),
        Record::Group(it) => Some(group(it, map).into()),
        Record::Note(it) => {
            let mut note = Note::clone(it);
            note.attached_to = note.attached_to.and_then(|id| map.of(id));
            Some(note.into())
        }
        Record::View(it) => Some(view(it, map).into()),
        Record::FlowKind(it) => {
            let mut kind = FlowKind::clone(it);
            kind.family = kind.family.and_then(|id| match map.of(RecordId::Family(id))? {
                RecordId::Family(id) => Some(id),
                _ => None,
            });
            Some(kind.into())
        }
        Record::Sector(_) | Record::Scale(_) | Record::Family(_) | Record::Evidence(_) => {
            Some(record.clone())
        }
    }
}

fn organisation(it: &Organisation, map: &impl Mapping) -> Organisation {
    let scale = it.scale.as_ref().and_then(|id| map.scale(id));
    let mut reach = Vec::new();
    for id in it.reach.iter().filter_map(|id| map.scale(id)) {
        if !reach.contains(&id) && scale.as_ref() != Some(&id) {
            reach.push(id);
        }
    }
    Organisation {
        sector: it.sector.as_ref().and_then(|id| map.sector(id)),
        scale,
        reach,
        evidence: map.evidence(&it.evidence),
        ..it.clone()
    }
}

fn flow(it: &Flow, map: &impl Mapping) -> Option<Flow> {
    let from = map.organisation(&it.from)?;
    let to = map.organisation(&it.to)?;
    let via = it.via.as_ref().and_then(|id| map.organisation(id)).filter(|id| *id != from && *id != to);
    let kind = map.flow_kind(&it.kind)?;
    Some(Flow { from, to, via, kind, evidence: map.evidence(&it.evidence), ..it.clone() })
}

fn group(it: &Group, map: &impl Mapping) -> Group {
    let mut members: Vec<Member> = it.members.iter().filter_map(|member| map.member(member)).collect();
    members.sort();
    members.dedup();
    Group { members, evidence: map.evidence(&it.evidence), ..it.clone() }
}

fn map_info(it: &MapInfo, map: &impl Mapping) -> MapInfo {
    let mut info = it.clone();
    for area in &mut info.areas {
        let meaning = match &area.meaning {
            AreaMeaning::Title => Some(AreaMeaning::Title),
            AreaMeaning::Scale(id) => map.scale(id).map(AreaMeaning::Scale),
            AreaMeaning::Sector(id) => map.sector(id).map(AreaMeaning::Sector),
        };
        area.meaning = meaning.unwrap_or_default();
    }
    info
}

fn view(it: &View, map: &impl Mapping) -> View {
    let mut view = it.clone();
    view.focus = view.focus.and_then(|focus| {
        let organisation = map.organisation(&focus.organisation)?;
        Some(crate::model::Focus { organisation, ..focus })
    });
    let filter = &mut view.filter;
    filter.sectors = distinct(filter.sectors.iter().filter_map(|id| match id {
        Some(id) => map.sector(id).map(Some),
        None => Some(None),
    }));
    filter.scales = distinct(filter.scales.iter().filter_map(|id| match id {
        Some(id) => map.scale(id).map(Some),
        None => Some(None),
    }));
    filter.flow_kinds = distinct(filter.flow_kinds.iter().filter_map(|id| map.flow_kind(id)));
    view.hidden_kinds = distinct(view.hidden_kinds.iter().filter_map(|id| map.flow_kind(id)));
    view
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        if !list.contains(&item) {
            list.push(item);
        }
    }
    list
}
