//! From a text or a file to a map, with everything that is to be said about it.
//! Must not know how values are scanned or records are spelt.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::{
    errors::OpenError,
    foreign,
    header::{self, CURRENT, Version},
    label::{label, record_at},
    problems::{MOST, diagnose, nearest},
    reading::Reading,
    salvage::salvage,
    syntax::{Fault, Kind, Lines, Node, Scan, Span, scan},
    v1::{self, Gathered, Sections},
    write::{COMMENT_PATH, VERSION_PATH},
};
use crate::{
    diagnostics::{Diagnostic, Place, Severity, Warned},
    model::{Document, Finding, Record, RecordId, default_scheme, validate},
};

/// The longest text that is read, in bytes: ten times a map of 50,000 organisations.
pub const MAX_SIZE: u64 = 64_000_000;
/// For so many unknown ids the one that was perhaps meant is looked for.
const MOST_SUGGESTIONS: usize = 100;

/// Reads the map in a file.
///
/// # Errors
/// See [`OpenError`].
pub fn open(path: &Path) -> Result<Warned<Document>, OpenError> {
    read(&bytes(path)?)
}

/// What stands in a file that may be a map: never more than [`MAX_SIZE`] and a byte.
///
/// # Errors
/// See [`OpenError`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, OpenError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenError::NotFound(path.into()),
        io::ErrorKind::PermissionDenied => OpenError::NoPermission(path.into()),
        io::ErrorKind::IsADirectory => OpenError::NotAFile { path: path.into(), what: "a folder" },
        _ => OpenError::Unreadable { path: path.into(), source },
    };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(OpenError::NotAFile { path: path.into(), what: "a folder" });
    }
    if !about.is_file() {
        return Err(OpenError::NotAFile { path: path.into(), what: "a device or a pipe" });
    }
    check_size(about.len())?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // It may grow while it is read.
    File::open(path).and_then(|file| file.take(MAX_SIZE + 1).read_to_end(&mut bytes)).map_err(failed)?;
    Ok(bytes)
}

fn check_size(size: u64) -> Result<(), OpenError> {
    if size > MAX_SIZE { Err(OpenError::TooLarge { size, limit: MAX_SIZE }) } else { Ok(()) }
}

/// Reads a map. Of a text with mistakes all are told at once.
///
/// # Errors
/// See [`OpenError`].
pub fn read(bytes: impl AsRef<[u8]>) -> Result<Warned<Document>, OpenError> {
    let text = text_of(bytes.as_ref())?;
    let version = match header::read(text) {
        Err(OpenError::TooNew { found, .. }) => return Err(newer(text, found)),
        other => other?,
    };
    let draft = Draft::read(text, version);
    let document = draft.document();
    let mut faults = draft.faults.clone();
    faults.extend(draft.findings(&validate(&document)));
    let is_damaged = faults.iter().any(|fault| fault.severity == Severity::Error);
    let diagnostics = draft.diagnostics(faults);
    if is_damaged {
        let salvaged = salvage(document);
        let left_out = draft.left_out(&salvaged);
        return Err(OpenError::Damaged { diagnostics, salvaged: Some(Box::new(salvaged)), left_out });
    }
    Ok(Warned { value: document, warnings: diagnostics })
}

/// What can be told of a map that a later program made: its records as ours understands them, to be looked at.
fn newer(text: &str, found: Version) -> OpenError {
    let draft = Draft::read(text, found);
    let document = draft.document();
    let mut faults = draft.faults.clone();
    faults.extend(draft.findings(&validate(&document)));
    let salvaged = salvage(document);
    let mut unread = draft.diagnostics(faults);
    unread.extend(draft.left_out(&salvaged));
    let is_something = !salvaged.organisations().is_empty() || !salvaged.notes().is_empty();
    let salvaged = is_something.then(|| Box::new(salvaged));
    OpenError::TooNew { found, known: CURRENT, salvaged, unread }
}

/// Everything there is to say about a text that should be a map, in the order of the text.
#[must_use]
pub fn inspect(bytes: impl AsRef<[u8]>) -> Vec<Diagnostic> {
    match read(bytes) {
        Ok(map) => map.warnings,
        Err(error) => error.diagnostics(),
    }
}

/// The bytes as text.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, OpenError> {
    check_size(bytes.len() as u64)?;
    std::str::from_utf8(bytes).map_err(|error| {
        if let Some(name) = foreign::named(bytes).filter(|_| !bytes.starts_with(b"(")) {
            return OpenError::NotAMap { reason: format!("it is {name}") };
        }
        let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let place = Lines::new(good).place(u32::try_from(good.len()).unwrap_or(u32::MAX));
        let hint = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                Some("it looks like UTF-16; save it as UTF-8 in a text editor")
            }
            _ if bytes.contains(&0) => Some("it looks like a program or a picture, not like a text"),
            _ => Some("save it as UTF-8 in a text editor"),
        };
        OpenError::NotUtf8 { place, hint }
    })
}

/// A text taken apart into records and faults.
pub(super) struct Draft<'t> {
    text: &'t str,
    root: Node<'t>,
    comments: Vec<Span>,
    carried: Vec<Span>,
    sections: Sections,
    cut_off: bool,
    pub faults: Vec<Fault>,
}

impl<'t> Draft<'t> {
    pub(super) fn read(text: &'t str, version: Version) -> Self {
        let Scan { root, comments, faults, cut_off } = scan(text);
        let mut reading = Reading::new(text, version > CURRENT);
        reading.faults = faults;
        let mut sections = v1::read_sections(&root, &comments, &mut reading);
        let mut about_file = Vec::new();
        if version > CURRENT {
            about_file.push((VERSION_PATH.to_owned(), version.to_string()));
        }
        let top: Vec<&str> = comments
            .iter()
            .take_while(|comment| comment.end <= root.span.start)
            .flat_map(|comment| comment.of(text).lines().map(str::trim))
            .collect();
        if !top.is_empty() {
            about_file.push((COMMENT_PATH.to_owned(), top.join("\n")));
        }
        sections.carry_with_map(about_file);
        let (carried, faults) = (reading.carried_spans, reading.faults);
        Self { text, root, comments, carried, sections, cut_off, faults }
    }

    fn gathered(&self) -> &Gathered {
        &self.sections.gathered
    }

    /// All records that could be read.
    pub(super) fn records(&self) -> impl Iterator<Item = (RecordId, Record)> + '_ {
        self.gathered().records.iter().map(|(id, record, _)| (id.clone(), record.clone()))
    }

    /// The map of all records that could be read, with the study's own scheme where the text has none.
    fn document(&self) -> Document {
        let is_preset =
            |id: &RecordId| v1::scheme_part(id).is_some_and(|part| self.sections.preset.contains(part));
        let preset = default_scheme().into_iter().filter(|(id, _)| is_preset(id));
        Document::from_records(preset.chain(self.records()))
    }

    /// The records that were read and are not in what is left, or not as they were read.
    fn left_out(&self, left: &Document) -> Vec<Diagnostic> {
        let lines = Lines::new(self.text);
        let mut left_out = Vec::new();
        for (id, record, span) in &self.gathered().records {
            let what = match left.get(id) {
                Some(kept) if kept == *record => continue,
                Some(_) => "is kept without what is wrong in it",
                None => "is left out",
            };
            left_out.push(Diagnostic::warning(format!("{id} {what}")).at(lines.place(span.start)));
            if left_out.len() == MOST {
                break;
            }
        }
        left_out
    }

    /// What is wrong between records, as faults with places.
    fn findings(&self, findings: &[Finding]) -> Vec<Fault> {
        if findings.is_empty() {
            return Vec::new();
        }
        let gathered = self.gathered();
        let places: BTreeMap<&RecordId, Span> =
            gathered.records.iter().map(|(id, _, span)| (id, *span)).collect();
        let ids: Vec<&RecordId> = places.keys().copied().collect();
        let mut suggestions = 0;
        let mut after_the_cut = 0;
        let mut faults = Vec::new();
        for finding in findings {
            let mut message = finding.message.clone();
            let mut hint = finding.hint.clone();
            if let Some(missing) = &finding.missing {
                if gathered.dropped.contains(missing.as_str()) || gathered.lost.contains(missing.kind()) {
                    continue;
                }
                if self.cut_off {
                    // Most likely it stood after the cut: one line for all, or they bury what is the matter.
                    after_the_cut += 1;
                    continue;
                }
                message = format!("unknown {missing}");
                suggestions += 1;
                if suggestions <= MOST_SUGGESTIONS {
                    hint = Some(self.suggestion(missing, &ids));
                }
            }
            let offset = match places.get(&finding.record) {
                Some(span) => self.place_of(finding, *span),
                None => {
                    message = format!("{}: {message}", finding.record);
                    self.sections.scheme.map_or(0, |span| span.start)
                }
            };
            faults.push(Fault { severity: finding.severity, offset, message, hint });
        }
        if after_the_cut > 0 {
            let message = format!("{after_the_cut} references are to records that stood after the end");
            let offset = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            faults.push(Fault { severity: Severity::Error, offset, message, hint: None });
        }
        faults
    }

    fn suggestion(&self, missing: &RecordId, ids: &[&RecordId]) -> String {
        let preset = default_scheme();
        let kind = missing.kind();
        let scheme = preset
            .iter()
            .map(|(id, _)| id)
            .filter(|id| v1::scheme_part(id).is_some_and(|part| self.sections.preset.contains(part)));
        let known: Vec<&str> =
            ids.iter().copied().chain(scheme).filter(|id| id.kind() == kind).map(RecordId::as_str).collect();
        match nearest(missing.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("this map has no {kind} at all: add it, or take this out"),
            None if known.len() <= 8 => format!("this map has {}", known.join(", ")),
            None => format!("add the {kind}, or take this out"),
        }
    }

    /// The byte at which the finding's value stands, as exactly as it is known.
    fn place_of(&self, finding: &Finding, record: Span) -> u32 {
        let field = record_at(&self.root, record.start).and_then(|node| node.field(finding.field));
        let Some(field) = field else { return record.start };
        let missing = finding.missing.as_ref();
        missing.and_then(|id| text_within(&field.value, id.as_str())).unwrap_or(field.value.span.start)
    }

    /// The faults as diagnostics, with what is to be said about comments.
    pub(super) fn diagnostics(&self, faults: Vec<Fault>) -> Vec<Diagnostic> {
        let mut diagnostics = diagnose(self.text, faults, |offset| label(&self.root, offset));
        if let Some((place, warning)) = self.comments_dropped() {
            let at = diagnostics.partition_point(|found| found.place.is_some_and(|other| other <= place));
            diagnostics.insert(at, warning);
        }
        diagnostics
    }

    /// One warning about all comments that a save would drop.
    fn comments_dropped(&self) -> Option<(Place, Diagnostic)> {
        let kept = &self.gathered().kept_comments;
        let stray: Vec<Span> = self
            .comments
            .iter()
            .filter(|comment| comment.end > self.root.span.start && !kept.contains(&comment.start))
            .filter(|comment| !self.carried.iter().any(|carried| carried.contains(**comment)))
            .copied()
            .collect();
        let first = stray.first()?;
        let lines = Lines::new(self.text);
        let place = lines.place(first.start);
        let message = match stray.len() {
            1 => "a comment does not stand before a record: the first save will drop it".to_owned(),
            count => {
                let listed: Vec<String> =
                    stray.iter().take(8).map(|comment| lines.place(comment.start).line.to_string()).collect();
                let more = if count > 8 { ", ..." } else { "" };
                format!(
                    "{count} comments do not stand before a record (lines {}{more}): the first save will drop them",
                    listed.join(", ")
                )
            }
        };
        let hint = "move it to a line of its own before a record, or into the record's description";
        Some((place, Diagnostic::warning(message).at(place).hint(hint)))
    }
}

/// Where within a value this text stands.
fn text_within(node: &Node<'_>, text: &str) -> Option<u32> {
    match &node.kind {
        Kind::Text(inside) if *inside == text => Some(node.span.start),
        Kind::Struct { fields } => fields.iter().find_map(|field| text_within(&field.value, text)),
        Kind::Tuple { items, .. } | Kind::List(items) => {
            items.iter().find_map(|item| text_within(item, text))
        }
        _ => None,
    }
}
