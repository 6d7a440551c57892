//! Marker words planted in every field that may hold what was said in confidence.
//! Must not know who looks for them.

use std::collections::BTreeMap;

use ecomap::model::*;

/// Plants words of one's own, each telling in which field it stands.
struct Planter {
    secrets: Vec<String>,
}

impl Planter {
    fn word(&mut self, part: &str) -> String {
        let secret = format!("secret {part} number q{:04}z", self.secrets.len());
        self.secrets.push(secret.clone());
        secret
    }

    fn carried(&mut self, carried: &mut Carried) {
        carried.comment = vec![format!("// {}", self.word("comment"))];
        carried.fields = vec![("future".to_owned(), format!("\"{}\"", self.word("unknown")))];
    }

    fn extra(&mut self, extra: &mut ExtraFields) {
        extra.insert("words".to_owned(), FieldValue::Text(self.word("field")));
        extra.insert("link".to_owned(), FieldValue::Link(self.word("link")));
        extra.insert("number".to_owned(), FieldValue::Number(7.0));
    }
}

/// The map with such words in all of its evidence, respondents, notes, speaker notes, comments and free fields, and in
/// descriptions, conditions and captions that quote them; and the words.
pub fn planted(document: &Document) -> (Document, Vec<String>) {
    let mut planter = Planter { secrets: Vec::new() };
    let mut records: BTreeMap<RecordId, Record> = document.records().collect();
    // What may be quoted stands first.
    let order = |id: &RecordId| !matches!(id, RecordId::Evidence(_) | RecordId::Note(_) | RecordId::View(_));
    let mut ids: Vec<RecordId> = records.keys().cloned().collect();
    ids.sort_by_key(|id| (order(id), id.clone()));
    let mut quotable = Vec::new();
    for id in ids {
        let record = records[&id].clone();
        let before = planter.secrets.len();
        let quoted = quotable.first().map(String::as_str);
        let record = plant(&mut planter, record, quoted);
        if matches!(id, RecordId::Evidence(_) | RecordId::Note(_)) {
            quotable.extend(planter.secrets.get(before).cloned());
        }
        records.insert(id, record);
    }
    (Document::from_records(records), planter.secrets)
}

fn plant(planter: &mut Planter, record: Record, quoted: Option<&str>) -> Record {
    let quoting =
        |words: &str| format!("{words}; as they say: \u{201c}{}\u{201d}.", quoted.unwrap_or_default());
    match record {
        Record::Evidence(evidence) => {
            let mut evidence = Evidence::clone(&evidence);
            evidence.text = planter.word("evidence");
            evidence.respondent = planter.word("respondent");
            evidence.recorded_by = planter.word("recorder");
            evidence.method = planter.word("method");
            evidence.source =
                Source { title: planter.word("title"), url: planter.word("url"), page: planter.word("page") };
            planter.carried(&mut evidence.carried);
            evidence.into()
        }
        Record::View(view) => {
            let mut view = View::clone(&view);
            view.speaker_notes = planter.word("speaker");
            view.caption = quoting("In public");
            planter.carried(&mut view.carried);
            view.into()
        }
        Record::Organisation(organisation) => {
            let mut organisation = Organisation::clone(&organisation);
            organisation.description = quoting("Known");
            if let Some(influence) = &mut organisation.influence {
                influence.agreed_by = planter.word("agreement");
            }
            planter.extra(&mut organisation.extra);
            planter.carried(&mut organisation.carried);
            organisation.into()
        }
        Record::Flow(flow) => {
            let mut flow = Flow::clone(&flow);
            flow.condition = quoting("If");
            planter.extra(&mut flow.extra);
            planter.carried(&mut flow.carried);
            flow.into()
        }
        Record::Map(map) => {
            let mut map = MapInfo::clone(&map);
            map.coverage = quoting("Asked");
            for conflict in &mut map.conflicts {
                conflict.ours = format!("\"{}\"", planter.word("ours"));
                conflict.theirs = format!("\"{}\"", planter.word("theirs"));
            }
            map.into()
        }
        other => plant_plainly(planter, other),
    }
}

/// What quotes nothing.
fn plant_plainly(planter: &mut Planter, record: Record) -> Record {
    match record {
        Record::Note(note) => {
            let mut note = Note::clone(&note);
            note.text = planter.word("note");
            planter.carried(&mut note.carried);
            note.into()
        }
        Record::Group(group) => {
            let mut group = Group::clone(&group);
            planter.carried(&mut group.carried);
            group.into()
        }
        other => other,
    }
}
