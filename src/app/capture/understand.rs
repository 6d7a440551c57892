//! From words to what the bar shows of them: what Enter would do, what can't be read, what may be there already, and
//! the ghost of it. Must not know keys or widgets.

use std::{ops::Range, sync::Arc};

use super::{chips::Chip, list::Offer, words::Outcome};
use crate::app::words::capital;
use crate::{
    app::{PanelContext, canvas::Ghost, chrome::status_line::counted, widgets::Swatch},
    editor::{
        Command, Target,
        capture::{self, CaptureProblem, CaptureWarning, Completion, CompletionOf, Setting},
        names::Likeness,
        tried,
    },
    model::{Document, FlowKindId, OrganisationId, Rect, ScaleId, SectorId},
    pipeline,
    style::Look,
    text::Fonts,
};

/// Words, and all that their meaning hangs on.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// The map.
    pub(super) document: &'a Document,
    /// The number of its state.
    pub(super) revision: u64,
    /// The kind that new flows get.
    pub(super) kind: Option<&'a FlowKindId>,
    /// The sector that new organisations get.
    pub(super) sector: Option<&'a SectorId>,
    /// The scale that new organisations get.
    pub(super) scale: Option<&'a ScaleId>,
    /// What new things come to stand near to.
    pub(super) near: Option<&'a OrganisationId>,
    /// What is seen of the map, canvas units.
    pub(super) visible: Option<Rect>,
    /// How the map looks.
    pub(super) look: &'a Look,
    /// What it is set in.
    pub(super) fonts: &'a Fonts,
}

/// A question that can be taken to another thread.
pub(super) struct Asked {
    text: String,
    document: Document,
    revision: u64,
    kind: Option<FlowKindId>,
    sector: Option<SectorId>,
    scale: Option<ScaleId>,
    near: Option<OrganisationId>,
    visible: Option<Rect>,
    look: Look,
    fonts: Fonts,
}

impl<'a> Question<'a> {
    /// About words typed into this map.
    pub(super) fn new(text: &'a str, context: &PanelContext<'a>, visible: Option<Rect>) -> Self {
        let session = context.session;
        let near = session.selection().targets().iter().rev().find_map(|target| match target {
            Target::Organisation(id) => Some(id),
            _ => None,
        });
        Self {
            text,
            document: session.document(),
            revision: session.revision(),
            kind: session.current_kind(),
            sector: session.current_sector(),
            scale: session.current_scale(),
            near,
            visible,
            look: context.look,
            fonts: context.fonts,
        }
    }

    fn setting(&self) -> Setting<'a> {
        Setting { document: self.document, kind: self.kind, sector: self.sector, scale: self.scale }
    }

    /// The same for another thread. The copy of the map shares its records.
    pub(super) fn owned(&self) -> Asked {
        Asked {
            text: self.text.to_owned(),
            document: self.document.clone(),
            revision: self.revision,
            kind: self.kind.cloned(),
            sector: self.sector.cloned(),
            scale: self.scale.cloned(),
            near: self.near.cloned(),
            visible: self.visible,
            look: self.look.clone(),
            fonts: self.fonts.clone(),
        }
    }
}

impl Asked {
    /// Thinks.
    pub(super) fn answer(&self) -> Understood {
        understand(&Question {
            text: &self.text,
            document: &self.document,
            revision: self.revision,
            kind: self.kind.as_ref(),
            sector: self.sector.as_ref(),
            scale: self.scale.as_ref(),
            near: self.near.as_ref(),
            visible: self.visible,
            look: &self.look,
            fonts: &self.fonts,
        })
    }
}

/// A part of the line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where, in bytes.
    pub(super) span: Range<usize>,
    /// What is the matter.
    pub(super) words: String,
    /// What to do; may be empty.
    pub(super) hint: String,
}

/// A name that probably means an organisation that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// Where it is typed, in bytes.
    pub(super) span: Range<usize>,
    /// What is the matter.
    pub(super) words: String,
    /// The name on the map.
    pub(super) there: String,
    /// That name as it is written in a line.
    pub(super) written: String,
}

/// What words come to.
#[derive(Default)]
pub(super) struct Understood {
    /// The words.
    pub(super) text: String,
    /// What can't be read.
    pub(super) problems: Vec<Problem>,
    /// What may be there already.
    pub(super) doubts: Vec<Doubt>,
    /// The statements that can't be read, to stay for correction.
    pub(super) unread: String,
    /// The step, if the map would change.
    pub(super) command: Option<Command>,
    /// What is then selected.
    pub(super) focus: Vec<Target>,
    /// What Enter does: "adds Watershed". Empty when it does nothing.
    pub(super) words: String,
    /// What then has been done: "Added Watershed".
    pub(super) said: String,
    /// What is missing at the end of an unfinished line; empty when nothing is.
    pub(super) missing: String,
    /// New organisations, new flows, changed records and statements that can't be read.
    pub(super) counts: [usize; 4],
    /// The same in pictures.
    pub(super) chips: Vec<Chip>,
    /// What it would look like.
    pub(super) ghost: Option<Arc<Ghost>>,
}

impl Understood {
    /// Whether Enter does anything.
    pub(super) fn does_something(&self) -> bool {
        self.command.is_some() || !self.focus.is_empty()
    }

    /// Whether something can't be read that is no mere beginning: the last words of a line are still being typed.
    pub(super) fn is_wrong(&self) -> bool {
        let end = self.text.trim_end().len();
        self.problems.iter().any(|problem| problem.span.end < end)
    }

    /// The ghost stays while the line is being typed on: a sign whose other half is still to come makes nothing vanish.
    pub(super) fn go_on_from(&mut self, before: &Self) {
        let goes_on = !before.text.trim().is_empty() && self.text.starts_with(before.text.trim_end());
        if goes_on && self.ghost.is_none() && !self.problems.is_empty() && !self.is_wrong() {
            self.ghost.clone_from(&before.ghost);
        }
    }

    /// `12 organisations, 15 flows, 2 lines not understood`.
    pub(super) fn summary(&self) -> String {
        let [organisations, flows, changed, unread] = self.counts;
        let parts = [
            (organisations, counted(organisations, "organisation")),
            (flows, counted(flows, "flow")),
            (changed, format!("{changed} changed")),
            (unread, format!("{} not understood", counted(unread, "line"))),
        ];
        let said: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        if said.is_empty() { "Nothing new".to_owned() } else { said.join(", ") }
    }

    /// The line with what is there in place of its doubles.
    pub(super) fn with_existing(&self) -> String {
        let mut text = self.text.clone();
        let mut doubts: Vec<&Doubt> = self.doubts.iter().collect();
        doubts.sort_by_key(|doubt| std::cmp::Reverse(doubt.span.start));
        for doubt in doubts {
            if text.get(doubt.span.clone()).is_some() {
                text.replace_range(doubt.span.clone(), &doubt.written);
            }
        }
        text
    }
}

/// Thinks.
pub(super) fn understand(question: &Question<'_>) -> Understood {
    let setting = question.setting();
    let text = question.text;
    let reading = capture::read(text, &setting);
    let mut understood = Understood {
        text: text.to_owned(),
        problems: reading.problems().map(|(_, problem)| told(text, problem)).collect(),
        doubts: reading.lines.iter().flat_map(|line| &line.warnings).filter_map(doubt).collect(),
        unread: reading.handed_back(text),
        ..Understood::default()
    };
    let captured = capture::records(&reading, &setting);
    understood.counts[3] = understood.problems.len();
    understood.missing =
        understood.problems.first().map_or_else(String::new, |problem| problem.words.clone());
    understood.focus = captured.focus.clone();
    if captured.changes_nothing() {
        understood.words = there_already(question.document, &understood.focus);
        return understood;
    }
    let near = question.near.cloned();
    let command =
        pipeline::placed(captured, question.document, near, question.visible, question.look, question.fonts);
    if let Ok(trial) = tried(question.document, &command) {
        let outcome = Outcome::new(question.document, &trial);
        let [organisations, flows, changed] = outcome.counts();
        understood.counts[..3].copy_from_slice(&[organisations, flows, changed]);
        understood.words = outcome.does();
        understood.said = outcome.did();
        understood.chips = outcome.chips(question.look);
        let ghost = Ghost::new(&trial.document, &trial.touched, question.look, question.fonts);
        understood.ghost = Some(Arc::new(ghost));
    }
    understood.command = Some(command);
    understood
}

/// A problem as it is told: a sentence begins large.
fn told(text: &str, problem: &CaptureProblem) -> Problem {
    Problem {
        span: problem.span.start.min(text.len())..problem.span.end.min(text.len()),
        words: capital(&problem.message),
        hint: capital(&problem.hint),
    }
}

/// Several of the very same name can't be told apart by a name: that is no question.
fn doubt(warning: &CaptureWarning) -> Option<Doubt> {
    (warning.likeness != Likeness::Same).then(|| Doubt {
        span: warning.span.clone(),
        words: capital(&warning.message()),
        there: warning.of_name.clone(),
        written: capture::written(&warning.of_name),
    })
}

/// What Enter does with a line that says nothing new.
fn there_already(document: &Document, focus: &[Target]) -> String {
    match focus {
        [] => String::new(),
        [Target::Organisation(id)] => {
            let name = document.organisation(id).map_or("it", |one| one.name.as_str());
            format!("{name} is there: shows it")
        }
        [Target::Flow(_)] => "This flow is there: shows it".to_owned(),
        _ => "All of this is there: shows it".to_owned(),
    }
}

/// What can stand where the caret is, the best first.
pub(super) fn offers(question: &Question<'_>, caret: usize) -> Vec<Offer> {
    let offered = capture::complete(question.text, caret, &question.setting());
    offered.into_iter().map(|completion| offer(question, completion)).collect()
}

fn offer(question: &Question<'_>, completion: Completion) -> Offer {
    let Question { document, look, .. } = question;
    let named = |name: &str| name == completion.shown;
    let (beside, swatch) = match completion.what {
        CompletionOf::Organisation => {
            let mut all = document.organisations().values();
            let found = all.find(|one| named(one.name.trim()));
            ("on the map", found.map(|one| Swatch::Node(look.organisation(document, one))))
        }
        CompletionOf::Sector => {
            let found = document.sectors().values().find(|sector| named(&sector.name));
            ("sector", found.map(|sector| Swatch::Node(look.sector_swatch(Some(sector)))))
        }
        CompletionOf::Scale => {
            let found = document.scales().values().find(|scale| named(&scale.name));
            ("scale", found.map(|scale| Swatch::Node(look.scale_swatch(Some(scale)))))
        }
        CompletionOf::Kind => {
            let found = document.flow_kinds().values().find(|kind| named(&kind.name));
            ("kind of flow", found.map(|kind| Swatch::Flow(look.flow_swatch(document, kind, false))))
        }
        CompletionOf::OrganisationKind => ("what it is", None),
        CompletionOf::Formality => ("formality", None),
        CompletionOf::Status => ("status", None),
    };
    let Completion { replace, text, shown, .. } = completion;
    Offer { replace, text, shown, beside, swatch }
}
