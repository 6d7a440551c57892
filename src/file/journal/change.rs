//! A transaction as bytes: each change with its record before and after, spelt as a file spells it. What most records
//! of a change have in common is not looked for: a journal is short-lived, and simple to read. Must not know steps.

use super::bytes::{Put, Take};
use crate::{
    file::v1::{read_alone, write_alone},
    model::{
        Carried, Change, EvidenceId, FamilyId, FlowId, FlowKindId, GroupId, NoteId, OrganisationId, Record,
        RecordId, ScaleId, SectorId, Transaction, ViewId,
    },
};

/// Numbers of the kinds of record: never changed, only added to.
fn kind_of(id: &RecordId) -> u64 {
    match id {
        RecordId::Map => 0,
        RecordId::Sector(_) => 1,
        RecordId::Scale(_) => 2,
        RecordId::Family(_) => 3,
        RecordId::FlowKind(_) => 4,
        RecordId::Organisation(_) => 5,
        RecordId::Flow(_) => 6,
        RecordId::Group(_) => 7,
        RecordId::Note(_) => 8,
        RecordId::Evidence(_) => 9,
        RecordId::View(_) => 10,
    }
}

fn id_of(kind: u64, text: &str) -> Option<RecordId> {
    Some(match kind {
        0 => RecordId::Map,
        1 => RecordId::Sector(SectorId::new(text).ok()?),
        2 => RecordId::Scale(ScaleId::new(text).ok()?),
        3 => RecordId::Family(FamilyId::new(text).ok()?),
        4 => RecordId::FlowKind(FlowKindId::new(text).ok()?),
        5 => RecordId::Organisation(OrganisationId::new(text).ok()?),
        6 => RecordId::Flow(FlowId::new(text).ok()?),
        7 => RecordId::Group(GroupId::new(text).ok()?),
        8 => RecordId::Note(NoteId::new(text).ok()?),
        9 => RecordId::Evidence(EvidenceId::new(text).ok()?),
        10 => RecordId::View(ViewId::new(text).ok()?),
        _ => return None,
    })
}

fn put_record(put: &mut Put, record: &Record) {
    let (text, carried) = write_alone(record);
    put.text(&text);
    put.number(carried.comment.len() as u64);
    for line in &carried.comment {
        put.text(line);
    }
    put.number(carried.fields.len() as u64);
    for (path, raw) in &carried.fields {
        put.text(path);
        put.text(raw);
    }
}

fn take_record(take: &mut Take<'_>, id: &RecordId) -> Option<Record> {
    let text = take.text()?;
    let comment = take.list(Take::owned)?;
    let fields = take.list(|take| Some((take.owned()?, take.owned()?)))?;
    read_alone(id, text, Carried { comment, fields })
}

pub(super) fn put_transaction(put: &mut Put, transaction: &Transaction) {
    put.number(transaction.changes().len() as u64);
    for Change { id, before, after } in transaction.changes() {
        put.number(kind_of(id));
        put.text(id.as_str());
        put.maybe(before.as_ref(), put_record);
        put.maybe(after.as_ref(), put_record);
    }
}

pub(super) fn take_transaction(take: &mut Take<'_>) -> Option<Transaction> {
    let changes = take.list(|take| {
        let kind = take.number()?;
        let id = id_of(kind, take.text()?)?;
        let before = take.maybe(|take| take_record(take, &id))?;
        let after = take.maybe(|take| take_record(take, &id))?;
        Some(Change { id, before, after })
    })?;
    Some(Transaction::new(changes))
}
