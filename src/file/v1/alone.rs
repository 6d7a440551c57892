//! Version 1: one record alone, as text: its fields as a file has them, one a line. What it carries is not among
//! them and is kept beside it. Must not know who keeps it.

use super::listed::Listed;
use crate::{
    diagnostics::Severity,
    file::{
        reading::Reading,
        syntax::scan,
        value::{Shape, Value},
        writing::Out,
    },
    model::{
        Carried, Evidence, Family, Flow, FlowKind, Group, MapInfo, Note, Organisation, Record, RecordId,
        Scale, Sector, View,
    },
};

fn text_of(record: &impl Shape) -> String {
    let mut out = Out::new(0);
    out.push("(\n");
    record.write_fields(&mut out);
    out.push(")");
    out.text
}

/// The record in this text; what it does not know is added to what is carried. `None` when there is a mistake in it.
fn read<T: Shape>(text: &str, carried: &mut Carried) -> Option<T> {
    let scanned = scan(text);
    let mut reading = Reading::new(text, false);
    let record = <T as Value>::read(&scanned.root, &mut reading)?;
    let mut faults = scanned.faults.iter().chain(&reading.faults);
    if faults.any(|fault| fault.severity == Severity::Error) {
        return None;
    }
    let unknown = reading.take_carried();
    if !unknown.is_empty() {
        carried.fields.extend(unknown);
        carried.fields.sort();
        carried.fields.dedup();
    }
    Some(record)
}

/// The fields of a record as text, and what it carries.
pub(in crate::file) fn write_alone(record: &Record) -> (String, &Carried) {
    match record {
        Record::Map(it) => (text_of(&**it), &it.carried),
        Record::Sector(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Scale(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Family(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::FlowKind(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Organisation(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Flow(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Group(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Note(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::Evidence(it) => (text_of(&**it), Listed::carried(&**it)),
        Record::View(it) => (text_of(&**it), Listed::carried(&**it)),
    }
}

/// The record under this id that [`write_alone`] wrote, or a newer program. `None` when it can't be read.
pub(in crate::file) fn read_alone(id: &RecordId, text: &str, mut carried: Carried) -> Option<Record> {
    fn listed<T: Listed>(text: &str, mut carried: Carried) -> Option<Record> {
        let mut record: T = read(text, &mut carried)?;
        *record.carried_mut() = carried;
        Some(record.into())
    }
    match id {
        RecordId::Map => {
            let map: MapInfo = read(text, &mut carried)?;
            Some(MapInfo { carried, ..map }.into())
        }
        RecordId::Sector(_) => listed::<Sector>(text, carried),
        RecordId::Scale(_) => listed::<Scale>(text, carried),
        RecordId::Family(_) => listed::<Family>(text, carried),
        RecordId::FlowKind(_) => listed::<FlowKind>(text, carried),
        RecordId::Organisation(_) => listed::<Organisation>(text, carried),
        RecordId::Flow(_) => listed::<Flow>(text, carried),
        RecordId::Group(_) => listed::<Group>(text, carried),
        RecordId::Note(_) => listed::<Note>(text, carried),
        RecordId::Evidence(_) => listed::<Evidence>(text, carried),
        RecordId::View(_) => listed::<View>(text, carried),
    }
}
