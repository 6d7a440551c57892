//! What our own writers add for the map as a whole: its title, sources, goals, areas and scheme, as the text of a map
//! without organisations. Nothing that was said in confidence: no evidence, no notes, no comments.
//! Must not know any format.

use std::sync::Arc;

use crate::{
    file,
    model::{Carried, Document, GroupId, Record, RecordId},
};

/// The key of the map's own text where a format has keys.
pub(super) const KEY: &str = "ecomap:map";
/// Before the groups in that text.
const GROUPS: &str = "\n---- groups ----\n";

/// The map as a whole as another program's file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own(pub String);

impl Own {
    /// Of this map; with its groups where the format has no way to hold them.
    #[must_use]
    pub(super) fn of(document: &Document, groups: bool) -> Self {
        let public = |(id, record): (RecordId, Record)| {
            let record = match record {
                Record::Map(map) => {
                    let mut map = (*map).clone();
                    map.carried = Carried::default();
                    map.conflicts.clear();
                    Record::from(map)
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
                _ => return None,
            };
            Some((id, record))
        };
        let whole = Document::from_records(document.records().filter_map(public));
        let mut text = file::write(&whole);
        if groups && !document.groups().is_empty() {
            let bare = document.groups().iter().map(|(id, group)| {
                let mut group = (**group).clone();
                group.carried = Carried::default();
                group.evidence.clear();
                (RecordId::Group(id.clone()), Record::from(group))
            });
            text.push_str(GROUPS);
            text.push_str(&file::write_records(&bare.collect::<Vec<_>>()));
        }
        Self(text)
    }

    /// The map without organisations, and its groups; none where somebody spoilt the text.
    #[must_use]
    pub(super) fn read(&self) -> Option<(Document, Vec<(GroupId, crate::model::Group)>)> {
        let (whole, groups) = self.0.split_once(GROUPS).unwrap_or((&self.0, ""));
        let document = file::read(whole.as_bytes()).ok()?.value;
        let document = Document::from_records(document.records().filter(|(id, _)| {
            matches!(
                id,
                RecordId::Map
                    | RecordId::Sector(_)
                    | RecordId::Scale(_)
                    | RecordId::Family(_)
                    | RecordId::FlowKind(_)
            )
        }));
        let records = file::read_records(groups).unwrap_or_default();
        let groups = records.into_iter().filter_map(|(id, record)| match (id, record) {
            (RecordId::Group(id), Record::Group(group)) => Some((id, (*group).clone())),
            _ => None,
        });
        Some((document, groups.collect()))
    }
}
