//! Journals and merging under trial. Must not know how inputs are made.

use ecomap::{
    editor::{Command, Session},
    file::{
        self, OpenError,
        journal::{self, Header, bytes_of},
    },
    model::{Document, Finding, MapInfo, Organisation, Point, Record, validate},
    pipeline::{
        keeping::{log_of, session_of},
        merge,
    },
};

use crate::readers::{MAP_WORDS, Reader};

/// A small map with one of everything that is merged in a way of its own.
const MAP: &str = r#"(header: (format: "ecomap", version: "1.0"),
map: (title: "Bristol", sources: [(title: "Nesta")], goals: [(id: "grow", text: "Grow")]),
organisations: [
(id: "a", name: "Watershed", sector: "third-sector", scale: "local", tags: ["film", "place"], position: (0, 0)),
(id: "b", name: "BBC", reach: ["national"], stances: [(goal: "grow", stance: support)], position: (300, 0), extra: {"staff": 40}),
(id: "c", name: "UWE", sector: "universities", position: (0, 200)),
],
flows: [(id: "f", from: "a", to: "b", kind: "funding", evidence: ["e"]), (id: "k", from: "c", to: "a", kind: "knowledge", via: "b")],
groups: [(id: "g", label: "West", members: ["a", "c"])],
notes: [(id: "n", text: "Who else?", attached_to: organisation("a"))],
evidence: [(id: "e", text: "They fund us.", quote: true)],
views: [(id: "v", name: "Money", hidden_kinds: ["knowledge"])])"#;

/// A journal found at the start.
pub const JOURNAL: Reader = Reader {
    name: "journal",
    words: MAP_WORDS,
    beginnings: || {
        let mut session = Session::new(document(MAP));
        for at in [10.0, 20.0, 30.0] {
            let organisation = Organisation {
                name: format!("New {at}"),
                position: Some(Point::new(at, 500.0)),
                ..Organisation::default()
            };
            session.perform(Command::AddOrganisation(organisation)).expect("nothing stands against it");
        }
        session.undo();
        let header = Header { name: "Bristol".into(), when: 5, ..Header::default() };
        vec![bytes_of(&log_of(&session, header, 10).expect("its steps can be turned back").entries())]
    },
    read: |_, input| {
        let raw = journal::read(input);
        // As torn as it is; and as if what was torn had been written so, for the checksums let next to nothing through.
        match journal::read(&journal::mended(input)).or(raw) {
            Ok(reading) => {
                let session = session_of(&reading.log).expect("what was read leads to a map");
                let errors = validate(session.document()).into_iter().filter(Finding::is_error);
                assert_eq!(errors.count(), 0, "a map that breaks its own rules");
                let again = journal::read(&bytes_of(&reading.log.entries())).expect("it was read before");
                assert_eq!((again.lost, again.misfits), (0, 0));
                let map = session.document();
                let (organisations, flows) = (map.organisations().len(), map.flows().len());
                let counts = [reading.log.steps().len(), reading.misfits, reading.lost, organisations, flows];
                // As letters, for numbers in an answer tell no kinds apart.
                let told: String =
                    counts.into_iter().map(|count| char::from(b'a' + count.min(20) as u8)).collect();
                format!("{told} {}", reading.is_newer)
            }
            Err(error) => error.to_string(),
        }
    },
    multiple: 1_000,
    ground: 16_000_000,
};

/// Two maps that began as one, in three parts of the input.
pub const MERGING: Reader = Reader {
    name: "merging",
    words: MAP_WORDS,
    beginnings: || {
        let edited = MAP.replace("Watershed", "The Watershed").replace("\"film\", ", "");
        let other = MAP
            .replace("(id: \"b\"", "(id: \"d\", name: \"Aardman\"), (id: \"b\"")
            .replace("funding", "policy");
        vec![[MAP, &edited, &other].join("\u{1e}").into_bytes(), [MAP, MAP, MAP].join("\u{1e}").into_bytes()]
    },
    read: |_, input| {
        let text = String::from_utf8_lossy(input);
        let mut parts = text.split('\u{1e}').map(document);
        let mut part = || parts.next().unwrap_or_else(|| document(MAP));
        let (base, ours, theirs) = (part(), part(), part());
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        match (one, other) {
            (Ok(one), Ok(other)) => {
                let errors = validate(&one.document).into_iter().filter(Finding::is_error);
                assert_eq!(errors.count(), 0, "a merged map that breaks its own rules");
                let (one, other) = (whichever_side(&one.document), whichever_side(&other.document));
                assert_eq!(file::write(&one), file::write(&other), "who merges makes a difference");
                let mut fields: Vec<&str> =
                    one.map().conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
                fields.dedup();
                fields.join(" ")
            }
            (Err(error), Err(_)) => error.to_string(),
            (one, other) => panic!("one way it merges, the other it does not: {one:?} {other:?}"),
        }
    },
    multiple: 4_000,
    ground: 16_000_000,
};

/// The map of a text, or what can be saved of it.
fn document(text: &str) -> Document {
    match file::read(text) {
        Ok(read) => read.value,
        Err(OpenError::Damaged { salvaged: Some(salvaged), .. }) => *salvaged,
        Err(_) => Document::default(),
    }
}

/// The map without a word on which of two sides was ours.
fn whichever_side(document: &Document) -> Document {
    let records = document.records().map(|(id, record)| match record {
        Record::Map(map) => {
            let mut map = MapInfo::clone(&map);
            for conflict in &mut map.conflicts {
                if conflict.ours > conflict.theirs {
                    std::mem::swap(&mut conflict.ours, &mut conflict.theirs);
                }
            }
            map.conflicts.sort_by_key(|conflict| format!("{conflict:?}"));
            (id, Record::from(map))
        }
        other => (id, other),
    });
    Document::from_records(records)
}
