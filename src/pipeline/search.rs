//! Finding by words: organisations by what is written of them, flows by label and kind, notes by text. Accents, case
//! and punctuation make no difference. Must not know how what is found is shown.

use crate::{
    editor::names::folded,
    model::{Document, Flow, Note, Organisation, RecordId},
};

/// How near the words are to what was found; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Its name begins with them.
    NameBegins,
    /// A word of its name does.
    WordBegins,
    /// They stand in its name.
    InName,
    /// They stand in what is written of it.
    InWords,
}

/// What is written of one record, made ready to be searched.
struct Entry {
    id: RecordId,
    name: String,
    words: String,
}

/// All that can be found in one state of a map. Made once for each state; a search through it is quick.
#[derive(Default)]
pub struct Index {
    /// Organisations, flows and notes, each by name.
    entries: Vec<Entry>,
}

impl Index {
    /// What can be found in a map.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let organisations = document.organisations().iter();
        entries.extend(organisations.map(|(id, it)| Entry {
            id: RecordId::Organisation(id.clone()),
            name: folded(&it.name),
            words: written_of(it),
        }));
        let flows = document.flows().iter();
        entries.extend(flows.map(|(id, it)| Entry {
            id: RecordId::Flow(id.clone()),
            name: flow_name(document, it),
            words: folded(&it.condition),
        }));
        let notes = document.notes().iter();
        entries.extend(notes.map(|(id, it): (_, &std::sync::Arc<Note>)| Entry {
            id: RecordId::Note(id.clone()),
            name: folded(&it.text),
            words: String::new(),
        }));
        Self { entries }
    }

    /// What holds all of the words, the nearest first; nothing for no words.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<RecordId> {
        let whole = folded(words);
        let parts: Vec<&str> = whole.split(' ').filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u8, Nearness, &Entry)> = Vec::new();
        for entry in &self.entries {
            if let Some(nearness) = nearness(entry, &whole, &parts) {
                found.push((sort_of(&entry.id), nearness, entry));
            }
        }
        found.sort_by(|a, b| (a.0, a.1, &a.2.name, &a.2.id).cmp(&(b.0, b.1, &b.2.name, &b.2.id)));
        found.into_iter().map(|(_, _, entry)| entry.id.clone()).collect()
    }
}

/// Organisations before flows before notes.
fn sort_of(id: &RecordId) -> u8 {
    match id {
        RecordId::Organisation(_) => 0,
        RecordId::Flow(_) => 1,
        _ => 2,
    }
}

fn nearness(entry: &Entry, whole: &str, parts: &[&str]) -> Option<Nearness> {
    if entry.name.starts_with(whole) {
        return Some(Nearness::NameBegins);
    }
    let begins = |part: &&str| entry.name.split(' ').any(|word| word.starts_with(part));
    if parts.iter().all(begins) {
        return Some(Nearness::WordBegins);
    }
    if parts.iter().all(|part| entry.name.contains(part)) {
        return Some(Nearness::InName);
    }
    let anywhere = |part: &&str| entry.name.contains(part) || entry.words.contains(part);
    parts.iter().all(anywhere).then_some(Nearness::InWords)
}

/// Place, roles, tags and description of an organisation, folded.
fn written_of(organisation: &Organisation) -> String {
    let texts = [&organisation.place, &organisation.description].into_iter();
    let texts = texts.chain(&organisation.roles).chain(&organisation.tags);
    let folded: Vec<String> = texts.map(|text| folded(text)).filter(|text| !text.is_empty()).collect();
    folded.join(" ")
}

/// What a flow is found by: its own words and its kind's.
fn flow_name(document: &Document, flow: &Flow) -> String {
    let kind = document.flow_kind(&flow.kind).map_or("", |kind| kind.name.as_str());
    folded(&format!("{} {kind}", flow.label))
}

/// Whether name, place, roles, tags or description of an organisation hold all of the words.
#[must_use]
pub(super) fn says(organisation: &Organisation, words: &str) -> bool {
    let all = format!("{} {}", folded(&organisation.name), written_of(organisation));
    folded(words).split(' ').all(|part| all.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FlowId, FlowKindId, NoteId, OrganisationId, Record, default_scheme};

    fn map() -> Document {
        let organisation = |id: &'static str, one: Organisation| {
            (RecordId::Organisation(OrganisationId::literal(id)), Record::from(one))
        };
        let named = |name: &str| Organisation { name: name.into(), ..Organisation::default() };
        let end = OrganisationId::literal;
        let flow = Flow {
            label: "residencies".into(),
            ..Flow::new(end("watershed"), end("uwe"), FlowKindId::literal("knowledge"))
        };
        let records = [
            organisation("watershed", Organisation { place: "Bristol".into(), ..named("Watershed") }),
            organisation(
                "uwe",
                Organisation { roles: vec!["Anchor".into()], ..named("University of the West of England") },
            ),
            organisation("cafe", Organisation { tags: vec!["arts".into()], ..named("Café Kino") }),
            organisation("bristol", named("Bristol City Council")),
            (RecordId::Flow(FlowId::literal("f")), Record::from(flow)),
            (
                RecordId::Note(NoteId::literal("n")),
                Record::from(Note { text: "Ask the BBC about Watershed".into(), ..Note::default() }),
            ),
        ];
        Document::from_records(default_scheme().into_iter().chain(records))
    }

    #[test]
    fn words_find_what_they_mean_nearest_first() {
        let index = Index::new(&map());
        for (words, expected) in [
            ("water", vec!["watershed", "n"]),
            ("BRISTOL", vec!["bristol", "watershed"]),
            ("cafe kino", vec!["cafe"]),
            ("CAFÉ", vec!["cafe"]),
            ("west eng", vec!["uwe"]),
            ("anchor", vec!["uwe"]),
            ("arts", vec!["cafe"]),
            ("residenc", vec!["f"]),
            ("knowledge", vec!["f"]),
            ("bbc", vec!["n"]),
            ("council watershed", vec![]),
            ("  ", vec![]),
            ("xyzzy", vec![]),
        ] {
            let found = index.find(words);
            assert_eq!(found.iter().map(RecordId::as_str).collect::<Vec<_>>(), expected, "{words}");
        }
    }
}
