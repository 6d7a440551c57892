//! What was read: statements with their place in the text, and what each means or why it can't be read.
//! Must not know the signs in which it was written.

use std::ops::Range;

use crate::model::{
    Direction, ExtraFields, FlowKindId, Formality, OrganisationId, OrganisationKind, ScaleId, SectorId,
    Status,
};

use super::super::names::Likeness;

/// All statements of a text, in order. Each sign that is no blank and no separator lies in one of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// One a statement.
    pub lines: Vec<LineReading>,
}

impl Reading {
    /// The statements that can't be read.
    pub fn problems(&self) -> impl Iterator<Item = (&LineReading, &CaptureProblem)> {
        self.lines.iter().filter_map(|line| Some((line, line.meaning.as_ref().err()?)))
    }

    /// The text of the statements that can't be read, one a line, as they were written: what stays for correction.
    #[must_use]
    pub fn handed_back(&self, text: &str) -> String {
        let texts: Vec<&str> =
            self.problems().map(|(line, _)| text.get(line.span.clone()).unwrap_or_default()).collect();
        texts.join("\n")
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct LineReading {
    /// Where it stands in the text, bytes, without blanks around.
    pub span: Range<usize>,
    /// What it says.
    pub meaning: Result<Meaning, CaptureProblem>,
    /// What is worth a second look although it can be read.
    pub warnings: Vec<CaptureWarning>,
}

/// Why a statement can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CaptureProblem {
    /// Where in the text, bytes; within the statement.
    pub span: Range<usize>,
    /// What is the matter: one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A name that is probably there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureWarning {
    /// The name, bytes in the text.
    pub span: Range<usize>,
    /// The name that was written.
    pub name: String,
    /// The organisation that it is like; none when that is new in this same text.
    pub of: Option<OrganisationId>,
    /// What that is called.
    pub of_name: String,
    /// How they are alike. `Same`: several organisations have this very name, and the first is taken.
    pub likeness: Likeness,
}

impl CaptureWarning {
    /// The warning in words.
    #[must_use]
    pub fn message(&self) -> String {
        let (name, other) = (&self.name, &self.of_name);
        match self.likeness {
            Likeness::Same => format!("several organisations are called “{other}”: the first is meant"),
            Likeness::Abbreviation => format!("“{name}” is new. Is it “{other}”, in other words?"),
            Likeness::Typing => format!("“{name}” is new. Did you mean “{other}”?"),
        }
    }
}

/// What a statement says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// Organisations that it names, in order, each once.
    pub mentions: Vec<Mention>,
    /// Flows that it draws, between those.
    pub links: Vec<Link>,
    /// The label of the group into which all organisations go that it names: it stood under a heading.
    pub group: Option<String>,
    /// It is a heading: it says something of the statements below it and makes nothing itself.
    pub is_heading: bool,
}

/// An organisation that a statement names.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its name: as the map has it when it is there, otherwise as it was written.
    pub name: String,
    /// The name as it is compared: one new organisation a key.
    pub(super) key: String,
    /// Where the name stands, bytes in the text.
    pub span: Range<usize>,
    /// The organisation, when it is there already.
    pub there: Option<OrganisationId>,
    /// What is said of it.
    pub attributes: Attributes,
}

/// What is said of an organisation; what is not said stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Its sector.
    pub sector: Option<SectorId>,
    /// Its scale.
    pub scale: Option<ScaleId>,
    /// What it is.
    pub kind: Option<OrganisationKind>,
    /// Where it is.
    pub place: Option<String>,
    /// Tags that it gets.
    pub tags: Vec<String>,
    /// Parts that it plays.
    pub roles: Vec<String>,
    /// Columns of a table that have no field of their own.
    pub extra: ExtraFields,
}

/// A flow that a statement draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it comes from: a place in the statement's mentions.
    pub from: usize,
    /// Where it goes: a place in the statement's mentions.
    pub to: usize,
    /// What flows.
    pub kind: FlowKindId,
    /// Which way.
    pub direction: Direction,
    /// By contract or by acquaintance.
    pub formality: Formality,
    /// There, wanted, absent.
    pub status: Status,
    /// Words on the line; empty for none.
    pub label: String,
    /// On what condition; empty for none.
    pub condition: String,
    /// The broker: a place in the statement's mentions; neither end.
    pub via: Option<usize>,
    /// Columns of a table that have no field of their own.
    pub extra: ExtraFields,
}
