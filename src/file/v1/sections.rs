//! Version 1: the sections of a file and their order.
//! Must not know how a record is read or written.

use std::{collections::BTreeSet, sync::Arc};

use super::listed::{Gathered, Listed, comments_before, read_list, write_listed};
use crate::{
    file::{
        reading::{Reading, in_order},
        syntax::{Field, Kind, Node, Span},
        value::{Shape, Value},
        writing::Out,
    },
    model::{Document, MapInfo, Record, RecordId, default_scheme},
};

/// The sections of a file, in the order in which they are written.
const SECTIONS: [&str; 9] =
    ["header", "map", "scheme", "organisations", "flows", "groups", "notes", "evidence", "views"];
const SCHEME: [&str; 4] = ["sectors", "scales", "families", "flow_kinds"];

/// What a text holds.
pub(in crate::file) struct Sections {
    pub gathered: Gathered,
    /// Parts of the scheme that the text does not speak of: they are the study's.
    pub preset: BTreeSet<&'static str>,
    /// Where the scheme stands, if it does.
    pub scheme: Option<Span>,
}

impl Sections {
    /// Lets the map's record carry what is known of the file itself.
    pub(in crate::file) fn carry_with_map(&mut self, about_file: Vec<(String, String)>) {
        let map = self.gathered.records.iter_mut().find(|(id, ..)| *id == RecordId::Map);
        if let Some((_, Record::Map(map), _)) = map
            && !about_file.is_empty()
        {
            let map = Arc::make_mut(map);
            map.carried.fields.extend(about_file);
            map.carried.fields.sort();
        }
    }
}

/// Reads all sections below the header.
pub(in crate::file) fn read_sections<'t>(
    root: &Node<'t>,
    comments: &[Span],
    reading: &mut Reading<'t>,
) -> Sections {
    let mut sections =
        Sections { gathered: Gathered::default(), preset: SCHEME.into_iter().collect(), scheme: None };
    let gathered = &mut sections.gathered;
    let mut map = None;
    let mut previous = root.span.start + 1;
    let mut unknown = Vec::new();
    reading.repeated_fields(root.fields());
    for field in root.fields() {
        let list = &field.value;
        match field.name {
            "header" => read_header(list, reading, &mut unknown),
            "map" => map = Some(read_map(field, previous, comments, reading, gathered)),
            "scheme" => {
                sections.scheme = Some(list.span);
                read_scheme(list, comments, reading, gathered, &mut sections.preset, &mut unknown);
            }
            "organisations" => {
                read_list::<crate::model::Organisation>(list, comments, reading, gathered);
            }
            "flows" => read_list::<crate::model::Flow>(list, comments, reading, gathered),
            "groups" => read_list::<crate::model::Group>(list, comments, reading, gathered),
            "notes" => read_list::<crate::model::Note>(list, comments, reading, gathered),
            "evidence" => read_list::<crate::model::Evidence>(list, comments, reading, gathered),
            "views" => read_list::<crate::model::View>(list, comments, reading, gathered),
            _ => {
                reading.unknown(field, &SECTIONS);
                unknown
                    .extend(reading.take_carried().into_iter().map(|(name, raw)| (format!("/{name}"), raw)));
            }
        }
        previous = list.span.end;
    }
    let (mut info, span) = map.unwrap_or_else(|| (MapInfo::default(), root.span));
    unknown.extend(info.carried.fields);
    info.carried.fields = in_order(unknown);
    gathered.records.push((RecordId::Map, Record::from(info), span));
    sections
}

fn read_header<'t>(header: &Node<'t>, reading: &mut Reading<'t>, unknown: &mut Vec<(String, String)>) {
    for field in header.fields() {
        if !["format", "version"].contains(&field.name) {
            reading.unknown(field, &["format", "version"]);
            let carried = reading.take_carried().into_iter();
            unknown.extend(carried.map(|(name, raw)| (format!("/header/{name}"), raw)));
        }
    }
}

fn read_map<'t>(
    field: &Field<'t>,
    previous: u32,
    comments: &[Span],
    reading: &mut Reading<'t>,
    gathered: &mut Gathered,
) -> (MapInfo, Span) {
    // The comment stands before the section's name, not before its bracket.
    let named = Node { span: Span { start: field.start, end: field.value.span.end }, kind: Kind::Broken };
    let comment = comments_before(&named, previous, comments, reading.text, gathered);
    let mut info = MapInfo::read(&field.value, reading).unwrap_or_default();
    info.carried.comment = comment;
    info.carried.fields = reading.take_carried();
    (info, field.value.span)
}

fn read_scheme<'t>(
    scheme: &Node<'t>,
    comments: &[Span],
    reading: &mut Reading<'t>,
    gathered: &mut Gathered,
    preset: &mut BTreeSet<&'static str>,
    unknown: &mut Vec<(String, String)>,
) {
    match &scheme.kind {
        Kind::Struct { fields } => reading.repeated_fields(fields),
        Kind::Tuple { items, .. } if items.is_empty() => {}
        _ => {
            reading.expected::<()>(scheme, "the scheme", "(sectors: [...], flow_kinds: [...])");
        }
    }
    for field in scheme.fields() {
        preset.remove(field.name);
        let list = &field.value;
        match field.name {
            "sectors" => read_list::<crate::model::Sector>(list, comments, reading, gathered),
            "scales" => read_list::<crate::model::Scale>(list, comments, reading, gathered),
            "families" => read_list::<crate::model::Family>(list, comments, reading, gathered),
            "flow_kinds" => read_list::<crate::model::FlowKind>(list, comments, reading, gathered),
            _ => {
                reading.unknown(field, &SCHEME);
                let carried = reading.take_carried().into_iter();
                unknown.extend(carried.map(|(name, raw)| (format!("/scheme/{name}"), raw)));
            }
        }
    }
}

/// The section, or the part of the scheme, in which a record stands.
pub(in crate::file) fn section(id: &RecordId) -> &'static str {
    match id {
        RecordId::Map => "map",
        RecordId::Sector(_) => "sectors",
        RecordId::Scale(_) => "scales",
        RecordId::Family(_) => "families",
        RecordId::FlowKind(_) => "flow_kinds",
        RecordId::Organisation(_) => "organisations",
        RecordId::Flow(_) => "flows",
        RecordId::Group(_) => "groups",
        RecordId::Note(_) => "notes",
        RecordId::Evidence(_) => "evidence",
        RecordId::View(_) => "views",
    }
}

/// The part of the scheme in which a record stands, if it is one of the scheme's.
pub(in crate::file) fn scheme_part(id: &RecordId) -> Option<&'static str> {
    match id {
        RecordId::Sector(_) | RecordId::Scale(_) | RecordId::Family(_) | RecordId::FlowKind(_) => {
            Some(section(id))
        }
        _ => None,
    }
}

/// A section of records, left out when there are none.
fn write_list<'r, T: Listed + 'r>(
    name: &str,
    records: impl ExactSizeIterator<Item = (&'r T::Id, &'r Arc<T>)>,
    out: &mut Out<'_>,
) where
    T::Id: 'r,
{
    if records.len() > 0 {
        write_whole_list(name, records, out);
    }
}

fn write_whole_list<'r, T: Listed + 'r>(
    name: &str,
    records: impl ExactSizeIterator<Item = (&'r T::Id, &'r Arc<T>)>,
    out: &mut Out<'_>,
) where
    T::Id: 'r,
{
    if records.len() == 0 {
        return out.line(&format!("{name}: [],"));
    }
    out.open(&format!("{name}: ["));
    for (id, record) in records {
        write_listed::<T>(id, record, out);
    }
    out.close("],");
}

/// Writes all sections below the header.
pub(in crate::file) fn write_sections(document: &Document, out: &mut Out<'_>) {
    write_map(document.map(), out);
    write_scheme(document, out);
    write_tables(document, out);
    for (path, raw) in &document.map().carried.fields {
        if let Some(name) = path.strip_prefix('/')
            && !name.contains('/')
        {
            out.raw_line(name, raw);
        }
    }
}

fn write_tables(document: &Document, out: &mut Out<'_>) {
    write_list("organisations", document.organisations().iter(), out);
    write_list("flows", document.flows().iter(), out);
    write_list("groups", document.groups().iter(), out);
    write_list("notes", document.notes().iter(), out);
    write_list("evidence", document.evidence().iter(), out);
    write_list("views", document.views().iter(), out);
}

fn write_map(map: &MapInfo, out: &mut Out<'_>) {
    out.comment(&map.carried.comment);
    let mut fields = Out::new(out.depth() + 1);
    fields.record(&map.carried.fields, |fields| map.write_fields(fields));
    if fields.text.is_empty() && map.carried.comment.is_empty() {
        return;
    }
    out.open("map: (");
    out.push(&fields.text);
    out.close("),");
}

/// The scheme, without those of its parts that are the study's own.
fn write_scheme(document: &Document, out: &mut Out<'_>) {
    let preset = Document::from_records(default_scheme());
    let mut parts = Out::new(out.depth() + 1);
    if document.sectors() != preset.sectors() {
        write_whole_list("sectors", document.sectors().iter(), &mut parts);
    }
    if document.scales() != preset.scales() {
        write_whole_list("scales", document.scales().iter(), &mut parts);
    }
    if document.families() != preset.families() {
        write_whole_list("families", document.families().iter(), &mut parts);
    }
    if document.flow_kinds() != preset.flow_kinds() {
        write_whole_list("flow_kinds", document.flow_kinds().iter(), &mut parts);
    }
    for (path, raw) in &document.map().carried.fields {
        if let Some(name) = path.strip_prefix("/scheme/") {
            parts.raw_line(name, raw);
        }
    }
    if !parts.text.is_empty() {
        out.open("scheme: (");
        out.push(&parts.text);
        out.close("),");
    }
}

/// Writes these records and nothing else, as a file of the same shape.
pub(in crate::file) fn write_records(records: &[(RecordId, Record)], out: &mut Out<'_>) {
    let document = Document::from_records(records.iter().cloned());
    if records.iter().any(|(id, _)| *id == RecordId::Map) {
        write_map(document.map(), out);
    }
    let mut parts = Out::new(out.depth() + 1);
    write_list("sectors", document.sectors().iter(), &mut parts);
    write_list("scales", document.scales().iter(), &mut parts);
    write_list("families", document.families().iter(), &mut parts);
    write_list("flow_kinds", document.flow_kinds().iter(), &mut parts);
    if !parts.text.is_empty() {
        out.open("scheme: (");
        out.push(&parts.text);
        out.close("),");
    }
    write_tables(&document, out);
}
