//! Names and words: renaming, and cleaning what is typed or pasted of signs that a map does not keep.
//! Must not know where the words were typed.

use crate::model::{
    Document, Evidence, Family, Flow, FlowKind, Group, MapInfo, Note, Organisation, Record, RecordId, Scale,
    Sector, View,
};

use super::{CommandError, Draft, Outcome};

/// Line ends as the file has them, other control characters as blanks.
pub(super) fn clean(text: &mut String) {
    if text.contains(|sign: char| sign.is_control() && sign != '\n') {
        *text = text.replace("\r\n", "\n").replace(|sign: char| sign.is_control() && sign != '\n', " ");
    }
}

pub(super) fn clean_organisation(organisation: &mut Organisation) {
    let Organisation { name, place, description, url, roles, tags, .. } = organisation;
    for text in [name, place, description, url].into_iter().chain(roles).chain(tags) {
        clean(text);
    }
}

pub(super) fn clean_flow(flow: &mut Flow) {
    clean(&mut flow.label);
    clean(&mut flow.condition);
}

pub(super) fn clean_evidence(evidence: &mut Evidence) {
    let Evidence { text, respondent, source, method, recorded_by, .. } = evidence;
    for text in [text, respondent, method, recorded_by, &mut source.title, &mut source.url, &mut source.page]
    {
        clean(text);
    }
}

pub(super) fn clean_map(map: &mut MapInfo) {
    let MapInfo { title, subtitle, place, author, licence, coverage, .. } = map;
    for text in [title, subtitle, place, author, licence, coverage] {
        clean(text);
    }
    map.areas.iter_mut().for_each(|area| clean(&mut area.title));
    map.goals.iter_mut().for_each(|goal| clean(&mut goal.text));
}

/// The record with its words cleaned.
pub(super) fn cleaned(record: &Record) -> Record {
    match record {
        Record::Map(map) => {
            let mut map = MapInfo::clone(map);
            clean_map(&mut map);
            map.into()
        }
        Record::Organisation(organisation) => {
            let mut organisation = Organisation::clone(organisation);
            clean_organisation(&mut organisation);
            organisation.into()
        }
        Record::Flow(flow) => {
            let mut flow = Flow::clone(flow);
            clean_flow(&mut flow);
            flow.into()
        }
        Record::Evidence(evidence) => {
            let mut evidence = Evidence::clone(evidence);
            clean_evidence(&mut evidence);
            evidence.into()
        }
        Record::FlowKind(kind) => {
            let mut kind = FlowKind::clone(kind);
            clean(&mut kind.name);
            clean(&mut kind.question);
            kind.into()
        }
        Record::View(view) => {
            let mut view = View::clone(view);
            for text in [&mut view.name, &mut view.caption, &mut view.speaker_notes] {
                clean(text);
            }
            view.into()
        }
        Record::Sector(_) | Record::Scale(_) | Record::Family(_) | Record::Group(_) | Record::Note(_) => {
            with_name(record, clean).unwrap_or_else(|| record.clone())
        }
    }
}

/// The record with its name, label, text or title changed; none for evidence, which has no name.
fn with_name(record: &Record, change: impl FnOnce(&mut String)) -> Option<Record> {
    macro_rules! changed {
        ($record:expr, $type:ty, $field:ident) => {{
            let mut record = <$type>::clone($record);
            change(&mut record.$field);
            Some(record.into())
        }};
    }
    match record {
        Record::Map(record) => changed!(record, MapInfo, title),
        Record::Sector(record) => changed!(record, Sector, name),
        Record::Scale(record) => changed!(record, Scale, name),
        Record::Family(record) => changed!(record, Family, name),
        Record::FlowKind(record) => changed!(record, FlowKind, name),
        Record::Organisation(record) => changed!(record, Organisation, name),
        Record::Flow(record) => changed!(record, Flow, label),
        Record::Group(record) => changed!(record, Group, label),
        Record::Note(record) => changed!(record, Note, text),
        Record::Evidence(record) => changed!(record, Evidence, text),
        Record::View(record) => changed!(record, View, name),
    }
}

/// What the record under this id is called; empty where it has no words yet.
pub(super) fn name_of(document: &Document, id: &RecordId) -> Option<String> {
    name_in(&document.get(id)?)
}

/// What the record is called; empty where it has no words yet.
pub(super) fn name_in(record: &Record) -> Option<String> {
    let mut found = String::new();
    with_name(record, |name| found.clone_from(name))?;
    Some(found)
}

/// Short enough for a message.
pub(super) fn shortened(name: &str) -> String {
    const LONGEST: usize = 60;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(LONGEST).collect();
    format!("{beginning}…")
}

pub(super) fn rename(draft: &mut Draft, id: &RecordId, name: &str) -> Result<Outcome, CommandError> {
    let record = draft.get(id).ok_or_else(|| CommandError::NotThere(id.clone()))?;
    let renamed = with_name(&record, |old| {
        name.clone_into(old);
        clean(old);
        // A name has no blanks about it; the lines of a note may.
        if !matches!(id, RecordId::Note(_) | RecordId::Evidence(_)) {
            *old = old.trim().to_owned();
        }
    });
    draft.set(id.clone(), renamed)?;
    let name = match id {
        RecordId::Note(_) => "Edit note".to_owned(),
        RecordId::Flow(_) => "Label flow".to_owned(),
        RecordId::Evidence(_) => "Edit evidence".to_owned(),
        RecordId::Map => "Edit title".to_owned(),
        other => format!("Rename {}", other.kind()),
    };
    Ok(Outcome::named(name))
}
