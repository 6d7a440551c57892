//! Edits of evidence: what supports a record.
//! Must not know how evidence is shown.

use crate::model::{Document, Evidence, EvidenceId, Flow, Group, Organisation, Record, RecordId};

use super::{CommandError, Draft, Outcome, text};

/// What the record cites; none for a kind of record that cites nothing.
pub(super) fn cited(record: &Record) -> Option<&[EvidenceId]> {
    match record {
        Record::Organisation(record) => Some(&record.evidence),
        Record::Flow(record) => Some(&record.evidence),
        Record::Group(record) => Some(&record.evidence),
        _ => None,
    }
}

/// Changes what a record cites, if it is one that can.
fn change(
    draft: &mut Draft,
    id: &RecordId,
    change: impl FnOnce(&mut Vec<EvidenceId>),
) -> Result<(), CommandError> {
    let record = draft.get(id).ok_or_else(|| CommandError::NotThere(id.clone()))?;
    let changed: Record = match &record {
        Record::Organisation(record) => {
            let mut record = Organisation::clone(record);
            change(&mut record.evidence);
            record.into()
        }
        Record::Flow(record) => {
            let mut record = Flow::clone(record);
            change(&mut record.evidence);
            record.into()
        }
        Record::Group(record) => {
            let mut record = Group::clone(record);
            change(&mut record.evidence);
            record.into()
        }
        _ => return Err(CommandError::Nothing("support with evidence")),
    };
    draft.set(id.clone(), Some(changed))
}

pub(super) fn add(draft: &mut Draft, to: &[RecordId], evidence: &Evidence) -> Result<Outcome, CommandError> {
    let mut evidence = evidence.clone();
    text::clean_evidence(&mut evidence);
    let id = draft.new_evidence_id(&evidence.text, |_| false);
    draft.put(RecordId::Evidence(id.clone()), evidence);
    put_citations(draft, to, &id)?;
    Ok(Outcome::named("Add evidence"))
}

fn put_citations(draft: &mut Draft, to: &[RecordId], evidence: &EvidenceId) -> Result<(), CommandError> {
    for id in to {
        change(draft, id, |list| {
            if !list.contains(evidence) {
                list.push(evidence.clone());
            }
        })?;
    }
    Ok(())
}

pub(super) fn cite(
    draft: &mut Draft,
    to: &[RecordId],
    evidence: &EvidenceId,
) -> Result<Outcome, CommandError> {
    draft.need(&RecordId::Evidence(evidence.clone()))?;
    put_citations(draft, to, evidence)?;
    Ok(Outcome::named("Cite evidence"))
}

pub(super) fn remove(
    draft: &mut Draft,
    from: &[RecordId],
    evidence: &EvidenceId,
) -> Result<Outcome, CommandError> {
    draft.need(&RecordId::Evidence(evidence.clone()))?;
    for id in from {
        change(draft, id, |list| list.retain(|other| other != evidence))?;
    }
    if citing(draft, evidence).is_empty() {
        draft.remove(RecordId::Evidence(evidence.clone()));
    }
    Ok(Outcome::named("Remove evidence"))
}

/// Ids of all records that cite it.
fn citing(document: &Document, evidence: &EvidenceId) -> Vec<RecordId> {
    let cites = |record: &Record| cited(record).is_some_and(|list| list.contains(evidence));
    document.records().filter(|(_, record)| cites(record)).map(|(id, _)| id).collect()
}

/// No record cites it any more.
pub(super) fn forget(draft: &mut Draft, evidence: &EvidenceId) -> Result<(), CommandError> {
    for id in citing(draft, evidence) {
        change(draft, &id, |list| list.retain(|other| other != evidence))?;
    }
    Ok(())
}
