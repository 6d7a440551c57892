//! Version 1: records in lists, each under an id that may be left out by who writes by hand.
//! Must not know the order of the sections.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostics::Severity,
    file::{
        reading::Reading,
        syntax::{Kind, Node, Span},
        value::{Shape, StandIn, Value},
        writing::Out,
    },
    model::{
        Carried, Document, Evidence, EvidenceId, Family, FamilyId, Flow, FlowId, FlowKind, FlowKindId, Group,
        GroupId, Note, NoteId, Organisation, OrganisationId, Record, RecordId, Scale, ScaleId, Sector,
        SectorId, View, ViewId, slug,
    },
};

/// A record that stands in a list of the file.
pub(super) trait Listed: Shape + Into<Record> {
    type Id: Value + StandIn + Ord + Clone;

    fn record_id(id: Self::Id) -> RecordId;
    /// An id for a record written without one: the same as the editor gives to a new one.
    fn derived_id(&self, taken: &dyn Fn(&Self::Id) -> bool) -> Self::Id;
    fn carried(&self) -> &Carried;
    fn carried_mut(&mut self) -> &mut Carried;
}

macro_rules! listed {
    ($($type:ident, $id:ident, |$record:ident, $none:ident, $taken:ident| $derive:expr;)*) => {$(
        impl Listed for $type {
            type Id = $id;

            fn record_id(id: $id) -> RecordId {
                RecordId::$type(id)
            }

            fn derived_id(&self, $taken: &dyn Fn(&$id) -> bool) -> $id {
                let $record = self;
                let $none = Document::bare();
                $derive
            }

            fn carried(&self) -> &Carried {
                &self.carried
            }

            fn carried_mut(&mut self) -> &mut Carried {
                &mut self.carried
            }
        }
    )*};
}

listed! {
    Sector, SectorId, |record, none, taken| none.new_sector_id(&record.name, taken);
    Scale, ScaleId, |record, none, taken| none.new_scale_id(&record.name, taken);
    Family, FamilyId, |record, _none, taken| new_family_id(&record.name, taken);
    FlowKind, FlowKindId, |record, none, taken| none.new_flow_kind_id(&record.name, taken);
    Organisation, OrganisationId, |record, none, taken| none.new_organisation_id(&record.name, taken);
    Flow, FlowId, |record, none, taken| none.new_flow_id(record, taken);
    Group, GroupId, |record, none, taken| none.new_group_id(&record.label, taken);
    Note, NoteId, |record, none, taken| none.new_note_id(&record.text, taken);
    Evidence, EvidenceId, |record, none, taken| none.new_evidence_id(&record.text, taken);
    View, ViewId, |record, none, taken| none.new_view_id(&record.name, taken);
}

fn new_family_id(name: &str, taken: impl Fn(&FamilyId) -> bool) -> FamilyId {
    let base = slug(name, "family");
    (1_u64..)
        .map(|number| if number == 1 { base.clone() } else { format!("{base}-{number}") })
        .filter_map(|text| FamilyId::new(&text).ok())
        .find(|id| !taken(id))
        .unwrap_or_else(|| FamilyId::literal("family"))
}

/// What was read from a list of records.
#[derive(Default)]
pub(in crate::file) struct Gathered {
    /// Records and where each stands, in the order of the text.
    pub records: Vec<(RecordId, Record, Span)>,
    /// Ids of records that could not be taken as they stand: what refers to them is no fault of its own.
    pub dropped: BTreeSet<String>,
    /// Words for kinds of record (see [`RecordId::kind`]) of which some could not be made out at all.
    pub lost: BTreeSet<&'static str>,
    /// Comments that are kept with a record, by their first byte.
    pub kept_comments: BTreeSet<u32>,
}

/// Reads a list of records.
pub(super) fn read_list<'t, T: Listed>(
    list: &Node<'t>,
    comments: &[Span],
    reading: &mut Reading<'t>,
    gathered: &mut Gathered,
) {
    let kind = T::record_id(T::Id::stand_in()).kind();
    let Kind::List(items) = &list.kind else {
        gathered.lost.insert(kind);
        return reading.expected::<()>(list, "a list of records", "[(...), (...)]").unwrap_or_default();
    };
    let mut ids: BTreeMap<T::Id, u32> = BTreeMap::new();
    let mut nameless = Vec::new();
    let mut previous = list.span.start + 1;
    for item in items {
        let before = comments_before(item, previous, comments, reading.text, gathered);
        previous = item.span.end;
        if matches!(item.kind, Kind::Broken) {
            gathered.lost.insert(kind);
        }
        let id_field = item.field("id");
        let id = id_field.map(|field| T::Id::read(&field.value, reading));
        let record = <T as Value>::read(item, reading);
        let carried = reading.take_carried();
        let (Some(mut record), Some(id)) = (record, id.map_or(Some(None), |id| id.map(Some))) else {
            drop_record(item, gathered, kind);
            continue;
        };
        *record.carried_mut() = Carried { comment: before, fields: carried };
        match id {
            None => nameless.push((record, item.span)),
            Some(id) => match ids.get(&id) {
                Some(_) => repeated::<T>(id_field.map_or(item, |field| &field.value), &id, reading),
                None => {
                    ids.insert(id.clone(), item.span.start);
                    gathered.records.push((T::record_id(id), record.into(), item.span));
                }
            },
        }
    }
    for (record, span) in nameless {
        let id = record.derived_id(&|id| ids.contains_key(id));
        ids.insert(id.clone(), span.start);
        gathered.records.push((T::record_id(id), record.into(), span));
    }
}

fn drop_record(item: &Node<'_>, gathered: &mut Gathered, kind: &'static str) {
    match item.field("id").map(|field| &field.value.kind) {
        Some(Kind::Text(id)) => {
            gathered.dropped.insert((*id).to_owned());
        }
        _ => {
            gathered.lost.insert(kind);
        }
    }
}

fn repeated<'t, T: Listed>(node: &Node<'t>, id: &T::Id, reading: &mut Reading<'t>) {
    let id = T::record_id(id.clone());
    let message = format!("the id `{}` is given to a second {}", id.as_str(), id.kind());
    let hint = "give this one another id; what refers to it must then say so too".to_owned();
    reading.say(Severity::Error, node.span.start, message, Some(hint));
}

/// The lines of the comments that stand on lines of their own between `previous` and the record.
pub(super) fn comments_before(
    item: &Node<'_>,
    previous: u32,
    comments: &[Span],
    text: &str,
    gathered: &mut Gathered,
) -> Vec<String> {
    let first = comments.partition_point(|comment| comment.start < previous);
    let mut lines = Vec::new();
    for comment in comments[first..].iter().take_while(|comment| comment.end <= item.span.start) {
        let between = Span { start: previous, end: comment.start }.of(text);
        if between.contains('\n') {
            gathered.kept_comments.insert(comment.start);
            lines.extend(comment.of(text).lines().map(|line| line.trim().to_owned()));
        }
    }
    lines
}

/// Writes one record of a list.
pub(super) fn write_listed<T: Listed>(id: &T::Id, record: &T, out: &mut Out<'_>) {
    let carried = record.carried();
    out.comment(&carried.comment);
    out.open("(");
    let mut fields = Out::new(out.depth());
    fields.record(&carried.fields, |fields| {
        fields.required("id", id);
        record.write_fields(fields);
    });
    out.push(&fields.text);
    out.close("),");
}
