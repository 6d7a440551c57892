//! Any record, whatever its kind: what a transaction carries before and after.
//! Must not know the document.

use std::sync::Arc;

use super::{
    Evidence, Family, Flow, FlowKind, Group, MapInfo, Note, Organisation, RecordId, Scale, Sector, View,
};

/// One record. Shared, so that documents, transactions and histories are cheap to copy.
#[derive(Clone, Debug)]
pub enum Record {
    /// The map's own.
    Map(Arc<MapInfo>),
    /// A sector.
    Sector(Arc<Sector>),
    /// A scale.
    Scale(Arc<Scale>),
    /// A family of flow kinds.
    Family(Arc<Family>),
    /// A flow kind.
    FlowKind(Arc<FlowKind>),
    /// An organisation.
    Organisation(Arc<Organisation>),
    /// A flow.
    Flow(Arc<Flow>),
    /// A group.
    Group(Arc<Group>),
    /// A note.
    Note(Arc<Note>),
    /// A piece of evidence.
    Evidence(Arc<Evidence>),
    /// A view.
    View(Arc<View>),
}

impl Record {
    /// Whether a record of this kind may stand under that id.
    #[must_use]
    pub fn fits(&self, id: &RecordId) -> bool {
        matches!(
            (self, id),
            (Self::Map(_), RecordId::Map)
                | (Self::Sector(_), RecordId::Sector(_))
                | (Self::Scale(_), RecordId::Scale(_))
                | (Self::Family(_), RecordId::Family(_))
                | (Self::FlowKind(_), RecordId::FlowKind(_))
                | (Self::Organisation(_), RecordId::Organisation(_))
                | (Self::Flow(_), RecordId::Flow(_))
                | (Self::Group(_), RecordId::Group(_))
                | (Self::Note(_), RecordId::Note(_))
                | (Self::Evidence(_), RecordId::Evidence(_))
                | (Self::View(_), RecordId::View(_))
        )
    }
}

macro_rules! from_record {
    ($($kind:ident: $type:ty),* $(,)?) => {
        impl PartialEq for Record {
            /// Most records that are compared are shared: then nobody need look at what they say.
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$kind(one), Self::$kind(other)) => Arc::ptr_eq(one, other) || one == other,)*
                    _ => false,
                }
            }
        }

        $(
            impl From<$type> for Record {
                fn from(record: $type) -> Self {
                    Self::$kind(Arc::new(record))
                }
            }

            impl From<Arc<$type>> for Record {
                fn from(record: Arc<$type>) -> Self {
                    Self::$kind(record)
                }
            }
        )*
    };
}

from_record! {
    Map: MapInfo,
    Sector: Sector,
    Scale: Scale,
    Family: Family,
    FlowKind: FlowKind,
    Organisation: Organisation,
    Flow: Flow,
    Group: Group,
    Note: Note,
    Evidence: Evidence,
    View: View,
}
