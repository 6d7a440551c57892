//! What all readers share: the text, the map's words and names, and the statements read so far.
//! Must not know any grammar.

use std::{collections::BTreeSet, ops::Range};

use crate::model::{FlowKindId, OrganisationId};

use super::{
    Attributes, CaptureProblem, CaptureWarning, LineReading, Meaning, Mention, Reading, Setting, records,
    words::Vocabulary,
};
use crate::editor::names::{Forms, Likeness, Names, folded};

/// A longer name is a sentence, in signs.
const LONGEST_NAME: usize = 160;

pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub setting: &'a Setting<'a>,
    pub vocabulary: Vocabulary,
    names: Names<'a>,
    pub lines: Vec<LineReading>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, setting: &'a Setting<'a>) -> Self {
        let vocabulary = Vocabulary::of(setting.document);
        Self { text, setting, vocabulary, names: Names::of(setting.document), lines: Vec::new() }
    }

    /// A statement has been read.
    pub(super) fn push(&mut self, span: Range<usize>, meaning: Result<Meaning, CaptureProblem>) {
        // What a problem points at lies in its statement.
        let within = |at: usize| at.clamp(span.start, span.end);
        let meaning = meaning.map_err(|problem| CaptureProblem {
            span: within(problem.span.start)..within(problem.span.end),
            ..problem
        });
        self.lines.push(LineReading { span, meaning, warnings: Vec::new() });
    }

    pub(super) fn slice(&self, span: &Range<usize>) -> &'a str {
        &self.text[span.clone()]
    }

    /// The span without blanks around.
    pub(super) fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let part = self.slice(&span);
        if part.trim().is_empty() {
            return span.start..span.start;
        }
        let start = span.start + (part.len() - part.trim_start().len());
        start..start + part.trim().len()
    }

    /// What flows where nothing is said.
    pub(super) fn usual_kind(&self) -> Option<FlowKindId> {
        let document = self.setting.document;
        let given = self.setting.kind.filter(|kind| document.flow_kind(kind).is_some());
        given.or_else(|| document.flow_kinds_in_order().first().map(|(id, _)| *id)).cloned()
    }

    /// An organisation by its name, as it stands at `span`.
    pub(super) fn mention(
        &self,
        written: &str,
        span: Range<usize>,
        attributes: Attributes,
    ) -> Result<Mention, CaptureProblem> {
        let name = clean_name(written);
        if !name.chars().any(is_visible) {
            let hint = "write the name of an organisation here";
            return Err(problem(span, "there is no name", hint));
        }
        if name.chars().count() > LONGEST_NAME {
            let hint = "write a name here, and the rest as a note on the map";
            return Err(problem(span, format!("a name has at most {LONGEST_NAME} signs"), hint));
        }
        let document = self.setting.document;
        let there = self.meant(&name);
        let organisation = there.as_ref().and_then(|id| document.organisation(id));
        if let Some(organisation) = organisation.filter(|it| it.locked)
            && records::with(organisation, &attributes) != **organisation
        {
            let message = format!("“{}” is locked, so that nothing changes it", organisation.name);
            return Err(problem(span, message, "unlock it first, or leave out what is said of it"));
        }
        let name = organisation.map_or(name, |organisation| organisation.name.clone());
        Ok(Mention { key: folded(&name), name, span, there, attributes })
    }

    /// The organisation of this name; of several the one that is written the same, or else the first.
    fn meant(&self, name: &str) -> Option<OrganisationId> {
        let all: Vec<&OrganisationId> = self.names.same(name).collect();
        let is_exact = |id: &&&OrganisationId| {
            self.setting.document.organisation(id).is_some_and(|organisation| organisation.name == name)
        };
        all.iter().find(is_exact).or(all.first()).map(|id| (*id).clone())
    }

    /// Whether there is an organisation of this name.
    pub(super) fn is_there(&self, name: &str) -> bool {
        self.names.same(name).next().is_some()
    }

    /// All that was read, with warnings of names that are probably there already.
    pub(super) fn finish(mut self) -> Reading {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut new: Vec<(String, Forms)> = Vec::new();
        let mut lines = std::mem::take(&mut self.lines);
        for line in &mut lines {
            let Ok(meaning) = &line.meaning else { continue };
            for mention in meaning.mentions.iter().filter(|mention| seen.insert(mention.key.clone())) {
                let forms = Forms::of(&mention.name);
                line.warnings.extend(self.warning(mention, &forms, &new));
                if mention.there.is_none() {
                    new.push((mention.name.clone(), forms));
                }
            }
        }
        Reading { lines }
    }

    fn warning(&self, mention: &Mention, forms: &Forms, new: &[(String, Forms)]) -> Option<CaptureWarning> {
        let warning = |of: Option<&OrganisationId>, of_name: &str, likeness| CaptureWarning {
            span: mention.span.clone(),
            name: mention.name.clone(),
            of: of.cloned(),
            of_name: of_name.to_owned(),
            likeness,
        };
        if let Some(there) = &mention.there {
            let several = self.names.same(&mention.name).nth(1).is_some();
            return several.then(|| warning(Some(there), &mention.name, Likeness::Same));
        }
        if let Some((id, likeness)) = self.names.alike_to(forms).first() {
            let of_name = self.setting.document.organisation(id).map_or("", |it| it.name.as_str());
            return Some(warning(Some(id), of_name, *likeness));
        }
        let alike = new.iter().find_map(|(name, other)| Some((name, other.likeness(forms)?)));
        alike.map(|(name, likeness)| warning(None, name, likeness))
    }
}

pub(super) fn problem(
    span: Range<usize>,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> CaptureProblem {
    CaptureProblem { span, message: message.into(), hint: hint.into() }
}

/// A text as a record keeps it: one blank between words, no control characters.
pub(super) fn clean_name(written: &str) -> String {
    let words = written.split(|sign: char| sign.is_whitespace() || sign.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_visible(sign: char) -> bool {
    !sign.is_whitespace()
        && !sign.is_control()
        && !matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
