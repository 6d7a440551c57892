//! A map without what was said in confidence: evidence, respondents, notes, what a speaker has before them.
//! Must not know where the copy goes.

use std::fmt;

use super::quoted::Quoted;
use crate::model::{Carried, Document, EvidenceId, ExtraFields, FieldValue, MapInfo, Record, RecordId, View};

/// What goes along in a copy, besides the map itself. The default is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Pieces of evidence, without those who spoke.
    pub evidence: bool,
    /// Respondents' roles, who wrote evidence down, who agreed on an influence.
    pub respondents: bool,
    /// Notes on the canvas, comments in the file, and words and links in fields of the user's own.
    pub notes: bool,
    /// What a speaker has before them.
    pub speaker_notes: bool,
}

impl Parts {
    /// Everything: the map as it is.
    pub const ALL: Self = Self { evidence: true, respondents: true, notes: true, speaker_notes: true };
}

/// How much was left out of a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Pieces of evidence.
    pub evidence: usize,
    /// Names of respondents, recorders and of those who agreed, in what was kept.
    pub respondents: usize,
    /// Notes on the canvas.
    pub notes: usize,
    /// Views' speaker notes.
    pub speaker_notes: usize,
    /// Comments in the file.
    pub comments: usize,
    /// Fields of the user's own, fields that this version does not know, sides of unsettled merges.
    pub fields: usize,
    /// Descriptions, captions and the like that quote what is left out.
    pub quotations: usize,
}

impl Removed {
    /// Whether all is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Removed {
    /// "12 pieces of evidence, 3 notes"; "nothing".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.evidence, "piece of evidence", "pieces of evidence"),
            (self.respondents, "respondent", "respondents"),
            (self.notes, "note", "notes"),
            (self.speaker_notes, "speaker note", "speaker notes"),
            (self.comments, "comment", "comments"),
            (self.fields, "free field", "free fields"),
            (self.quotations, "text that quotes them", "texts that quote them"),
        ];
        let said: Vec<String> = parts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|part| counted(part.0, part.1, part.2))
            .collect();
        if said.is_empty() { f.write_str("nothing") } else { f.write_str(&said.join(", ")) }
    }
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::model::grouped(count as u64), if count == 1 { one } else { many })
}

/// Where the file keeps the comment that stands above everything: see [`crate::file`].
const TOP_COMMENT: &str = "//";

/// A copy without the parts that are not asked for, and how much was left out. What stays is what a map says in
/// public: names, places, descriptions, flows, groups, goals, views and their captions, sources, coverage; but a
/// description, condition, caption or coverage that quotes a piece of evidence, a note or what a speaker says goes with it. Fields that
/// this version does not know, and unsettled merges, may hold anything: they stay only where everything does.
#[must_use]
pub fn redacted(document: &Document, parts: &Parts) -> (Document, Removed) {
    let mut copy = Copy { parts: *parts, removed: Removed::default(), quoted: quoted(document, parts) };
    let records: Vec<(RecordId, Record)> = document
        .records()
        .filter_map(|(id, record)| {
            let record = copy.record(record)?;
            Some((id, record))
        })
        .collect();
    (Document::from_records(records), copy.removed)
}

/// What must not be found in the words that stay.
fn quoted(document: &Document, parts: &Parts) -> Quoted {
    let mut quoted = Quoted::default();
    for evidence in document.evidence().values().filter(|_| !parts.evidence) {
        quoted.add(&evidence.text);
    }
    for evidence in document.evidence().values().filter(|_| !parts.respondents) {
        quoted.add(&evidence.respondent);
        quoted.add(&evidence.recorded_by);
    }
    for note in document.notes().values().filter(|_| !parts.notes) {
        quoted.add(&note.text);
    }
    for view in document.views().values().filter(|_| !parts.speaker_notes) {
        quoted.add(&view.speaker_notes);
    }
    quoted
}

struct Copy {
    parts: Parts,
    removed: Removed,
    quoted: Quoted,
}

/// The record, changed in a copy of its own.
macro_rules! changed {
    ($record:ident, $change:expr) => {{
        let mut $record = (*$record).clone();
        $change;
        Some(Record::from($record))
    }};
}

impl Copy {
    fn record(&mut self, record: Record) -> Option<Record> {
        match record {
            Record::Map(map) => changed!(map, self.map(&mut map)),
            Record::Sector(sector) => changed!(sector, self.carried(&mut sector.carried)),
            Record::Scale(scale) => changed!(scale, self.carried(&mut scale.carried)),
            Record::Family(family) => changed!(family, self.carried(&mut family.carried)),
            Record::FlowKind(kind) => changed!(kind, self.carried(&mut kind.carried)),
            Record::Organisation(organisation) => changed!(organisation, {
                self.carried(&mut organisation.carried);
                self.extra(&mut organisation.extra);
                self.unsupported(&mut organisation.evidence);
                self.words(&mut organisation.description);
                self.words(&mut organisation.place);
                if let Some(influence) = &mut organisation.influence {
                    self.respondent(&mut influence.agreed_by);
                }
            }),
            Record::Flow(flow) => changed!(flow, {
                self.carried(&mut flow.carried);
                self.extra(&mut flow.extra);
                self.unsupported(&mut flow.evidence);
                self.words(&mut flow.label);
                self.words(&mut flow.condition);
            }),
            Record::Group(group) => changed!(group, {
                self.carried(&mut group.carried);
                self.unsupported(&mut group.evidence);
            }),
            Record::Note(_) if !self.parts.notes => {
                self.removed.notes += 1;
                None
            }
            Record::Note(note) => changed!(note, self.carried(&mut note.carried)),
            Record::Evidence(_) if !self.parts.evidence => {
                self.removed.evidence += 1;
                None
            }
            Record::Evidence(evidence) => changed!(evidence, {
                self.carried(&mut evidence.carried);
                self.respondent(&mut evidence.respondent);
                self.respondent(&mut evidence.recorded_by);
            }),
            Record::View(view) => changed!(view, self.view(&mut view)),
        }
    }

    /// The ids of evidence go with it: they may be made of what was said.
    fn unsupported(&self, evidence: &mut Vec<EvidenceId>) {
        if !self.parts.evidence {
            evidence.clear();
        }
    }

    fn map(&mut self, map: &mut MapInfo) {
        self.carried(&mut map.carried);
        if self.parts != Parts::ALL {
            self.removed.fields += map.conflicts.len();
            map.conflicts.clear();
        }
        self.words(&mut map.subtitle);
        self.words(&mut map.coverage);
    }

    fn view(&mut self, view: &mut View) {
        self.carried(&mut view.carried);
        if !self.parts.speaker_notes && !view.speaker_notes.is_empty() {
            view.speaker_notes.clear();
            self.removed.speaker_notes += 1;
        }
        self.words(&mut view.caption);
        self.words(&mut view.filter.text);
        if !self.parts.evidence {
            // Nothing has evidence any more: the view would show nothing, or what it should not.
            view.filter.evidence = None;
        }
    }

    /// Words that stay unless they quote what does not.
    fn words(&mut self, words: &mut String) {
        if self.quoted.is_in(words) {
            words.clear();
            self.removed.quotations += 1;
        }
    }

    fn respondent(&mut self, name: &mut String) {
        if !self.parts.respondents && !name.is_empty() {
            name.clear();
            self.removed.respondents += 1;
        }
    }

    /// Numbers, dates and answers stay: what a figure shows by data.
    fn extra(&mut self, extra: &mut ExtraFields) {
        if self.parts.notes {
            return;
        }
        let before = extra.len();
        extra.retain(|_, value| !matches!(value, FieldValue::Text(_) | FieldValue::Link(_)));
        self.removed.fields += before - extra.len();
    }

    fn carried(&mut self, carried: &mut Carried) {
        if !self.parts.notes && !carried.comment.is_empty() {
            carried.comment.clear();
            self.removed.comments += 1;
        }
        let notes = self.parts.notes;
        let everything = self.parts == Parts::ALL;
        let mut removed = Removed::default();
        carried.fields.retain(|(path, _)| {
            let is_comment = path == TOP_COMMENT;
            let stays = if is_comment { notes } else { everything };
            removed.comments += usize::from(!stays && is_comment);
            removed.fields += usize::from(!stays && !is_comment);
            stays
        });
        self.removed.comments += removed.comments;
        self.removed.fields += removed.fields;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file, model::*};

    fn carried() -> Carried {
        Carried {
            comment: vec!["// in-notes-comment".into()],
            fields: vec![("unknown".into(), "\"in-all-unknown\"".into())],
        }
    }

    fn extra(place: &str) -> ExtraFields {
        ExtraFields::from([
            ("words".to_owned(), FieldValue::Text(format!("in-notes-{place}"))),
            ("link".to_owned(), FieldValue::Link(format!("in-notes-link-{place}"))),
            ("number".to_owned(), FieldValue::Number(7.0)),
        ])
    }

    fn supported() -> Vec<EvidenceId> {
        vec![EvidenceId::literal("in-evidence-id")]
    }

    /// A map in which every word that somebody wrote says where it stands: `in-PART-PLACE`.
    fn telling() -> Document {
        Document::from_records(default_scheme().into_iter().chain(on_the_map()).chain(beside_the_map()))
    }

    fn on_the_map() -> Vec<(RecordId, Record)> {
        let a = Organisation {
            name: "in-public-name".into(),
            description: "in-public-description".into(),
            influence: Some(Influence { height: 3, agreed_by: "in-respondents-agreed".into(), when: None }),
            evidence: supported(),
            extra: extra("organisation"),
            carried: carried(),
            ..Organisation::default()
        };
        let id = OrganisationId::literal("a");
        let flow = Flow {
            evidence: supported(),
            extra: extra("flow"),
            carried: carried(),
            label: "in-public-label".into(),
            ..Flow::new(id.clone(), id.clone(), FlowKindId::literal("funding"))
        };
        let group = Group {
            label: "in-public-group".into(),
            members: vec![Member::Organisation(id.clone())],
            evidence: supported(),
            carried: carried(),
            ..Group::default()
        };
        let note = Note {
            text: "in-notes-text".into(),
            attached_to: Some(RecordId::Organisation(id.clone())),
            carried: carried(),
            ..Note::default()
        };
        vec![
            (RecordId::Organisation(id), a.into()),
            (RecordId::Flow(FlowId::literal("f")), flow.into()),
            (RecordId::Group(GroupId::literal("g")), group.into()),
            (RecordId::Note(NoteId::literal("in-notes-id")), note.into()),
        ]
    }

    fn beside_the_map() -> Vec<(RecordId, Record)> {
        let item = Evidence {
            text: "in-evidence-text".into(),
            respondent: "in-respondents-role".into(),
            source: Source {
                title: "in-evidence-title".into(),
                url: "in-evidence-url".into(),
                page: "in-evidence-page".into(),
            },
            method: "in-evidence-method".into(),
            recorded_by: "in-respondents-recorder".into(),
            carried: carried(),
            ..Evidence::default()
        };
        let view = View {
            name: "in-public-view".into(),
            caption: "in-public-caption".into(),
            speaker_notes: "in-speaker-notes".into(),
            filter: Filter { evidence: Some(true), ..Filter::default() },
            carried: carried(),
            ..View::default()
        };
        let mut of_map = carried();
        of_map.fields.push((TOP_COMMENT.into(), "// in-notes-top".into()));
        of_map.fields.push(("/appendix".into(), "[\"in-all-section\"]".into()));
        of_map.comment.clear();
        let map = MapInfo {
            title: "in-public-title".into(),
            conflicts: vec![Conflict {
                record: RecordId::Organisation(OrganisationId::literal("a")),
                field: "description".into(),
                ours: "\"in-all-ours\"".into(),
                theirs: "\"in-all-theirs\"".into(),
            }],
            carried: of_map,
            ..MapInfo::default()
        };
        vec![
            (RecordId::Map, map.into()),
            (RecordId::Evidence(EvidenceId::literal("in-evidence-id")), item.into()),
            (RecordId::View(ViewId::literal("v")), view.into()),
        ]
    }

    #[test]
    fn the_bytes_of_a_copy_hold_only_what_was_asked_for() {
        let places = |text: &str| {
            let parts = ["public", "evidence", "respondents", "notes", "speaker", "all"];
            parts.map(|part| text.matches(&format!("in-{part}-")).count() > 0)
        };
        let whole = file::write(&telling());
        assert_eq!(places(&whole), [true; 6], "{whole}");
        let none = Parts::default();
        for (parts, expected) in [
            (none, [true, false, false, false, false, false]),
            (Parts { evidence: true, ..none }, [true, true, false, false, false, false]),
            (Parts { notes: true, ..none }, [true, false, false, true, false, false]),
            (Parts { speaker_notes: true, ..none }, [true, false, false, false, true, false]),
            // Who agreed on an influence; who spoke stands in the evidence.
            (Parts { respondents: true, ..none }, [true, false, true, false, false, false]),
            (Parts::ALL, [true; 6]),
        ] {
            let (copy, _) = redacted(&telling(), &parts);
            let text = file::write(&copy);
            assert_eq!(places(&text), expected, "{parts:?}: {text}");
            // What this version does not know is a mistake in a file of this version.
            let is_sound = file::read(&text).is_ok_and(|read| read.warnings.is_empty());
            assert_eq!(is_sound, parts != Parts::ALL, "{parts:?}: {text}");
        }
    }

    #[test]
    fn a_copy_with_everything_is_the_map_and_one_with_nothing_says_what_is_gone() {
        let (copy, removed) = redacted(&telling(), &Parts::ALL);
        assert!(copy == telling() && removed.to_string() == "nothing", "{removed}");
        let (copy, removed) = redacted(&telling(), &Parts::default());
        assert_eq!(
            removed.to_string(),
            "1 piece of evidence, 1 respondent, 1 note, 1 speaker note, 5 comments, 11 free fields"
        );
        let view = copy.views().values().next().expect("the view stays");
        assert_eq!(view.filter.evidence, None);
        assert!(!removed.is_empty());
    }
}
