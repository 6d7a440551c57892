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
    /// An id for a record written without one: the same as the editor gives to the first such.
    fn derived_id(&self) -> Self::Id;
    /// The id with this text, which is a slug.
    fn id(text: &str) -> Option<Self::Id>;
    fn carried(&self) -> &Carried;
    fn carried_mut(&mut self) -> &mut Carried;
}

macro_rules! listed {
    ($($type:ident, $id:ident, |$record:ident, $none:ident| $derive:expr;)*) => {$(
        impl Listed for $type {
            type Id = $id;

            fn record_id(id: $id) -> RecordId {
                RecordId::$type(id)
            }

            fn derived_id(&self) -> $id {
                let $record = self;
                let $none = Document::bare();
                $derive
            }

            fn id(text: &str) -> Option<$id> {
                $id::new(text).ok()
            }

            fn carried(&self) -> &Carried {
                &self.carried
            }

            fn carried_mut(&mut self) -> &mut Carried {
                &mut self.carried
            }
        }
    )*

    /// What a record carries unread.
    pub(in crate::file) fn carried(record: &Record) -> &Carried {
        match record {
            Record::Map(map) => &map.carried,
            $(Record::$type(record) => &record.carried,)*
        }
    }
    };
}

listed! {
    Sector, SectorId, |record, none| none.new_sector_id(&record.name, free);
    Scale, ScaleId, |record, none| none.new_scale_id(&record.name, free);
    Family, FamilyId, |record, _none| FamilyId::new(&slug(&record.name, "family")).unwrap_or_else(|_| FamilyId::stand_in());
    FlowKind, FlowKindId, |record, none| none.new_flow_kind_id(&record.name, free);
    Organisation, OrganisationId, |record, none| none.new_organisation_id(&record.name, free);
    Flow, FlowId, |record, none| none.new_flow_id(record, free);
    Group, GroupId, |record, none| none.new_group_id(&record.label, free);
    Note, NoteId, |record, none| none.new_note_id(&record.text, free);
    Evidence, EvidenceId, |record, none| none.new_evidence_id(&record.text, free);
    View, ViewId, |record, none| none.new_view_id(&record.name, free);
}

/// For ids that no other record can have yet.
fn free<T>(_: &T) -> bool {
    false
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
    let mut next: BTreeMap<T::Id, u64> = BTreeMap::new();
    for (record, span) in nameless {
        let base = record.derived_id();
        let id = unused::<T>(base, &ids, &mut next);
        ids.insert(id.clone(), span.start);
        gathered.records.push((T::record_id(id), record.into(), span));
    }
}

/// The first of `base`, `base-2`, `base-3` ... that is not used yet. `next` remembers where to go on looking: a list
/// may hold thousands of records without a name.
fn unused<T: Listed>(base: T::Id, used: &BTreeMap<T::Id, u32>, next: &mut BTreeMap<T::Id, u64>) -> T::Id {
    if !used.contains_key(&base) {
        return base;
    }
    let text = T::record_id(base.clone()).as_str().to_owned();
    let number = next.entry(base.clone()).or_insert(2);
    loop {
        let candidate = T::id(&format!("{text}-{number}"));
        *number += 1;
        match candidate {
            Some(id) if used.contains_key(&id) => {}
            Some(id) => return id,
            // Only a number of more than 300 digits makes it too long.
            None => return base,
        }
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
