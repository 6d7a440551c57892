//! What a panel or the canvas asks of the window, and what they are given to draw with.
//! Nobody but the shell carries an intent out. Must not know any panel.

use std::path::PathBuf;

use super::{actions::Action, capture::Captured, theme::Theme};
use crate::app::words::capital;
use crate::{
    diagnostics::{Diagnostic, Severity},
    editor::{Command, CommandError, Session},
    model::{FlowKindId, RecordId, ScaleId, SectorId, ViewId},
    style::Look,
    text::Fonts,
};

/// What a panel draws from. It changes nothing: it hands back intents.
#[derive(Clone, Copy)]
pub struct PanelContext<'a> {
    /// The open map, what is selected, what can be undone.
    pub session: &'a Session,
    /// How the map looks.
    pub look: &'a Look,
    /// How the window looks.
    pub theme: &'a Theme,
    /// What the map is set in.
    pub fonts: &'a Fonts,
}

/// A wish. Carried out after all panels have drawn, in the order given.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // it lives for one frame, in ones and twos
pub enum Intent {
    /// Carry an edit out.
    Do(Command),
    /// Carry an edit out, then these, unless it was refused.
    DoThen(Command, Vec<Self>),
    /// Select exactly these.
    Select(Vec<RecordId>),
    /// What a menu or a key would do.
    Act(Action),
    /// The kind that new flows get.
    SetCurrentKind(FlowKindId),
    /// The sector that new organisations get; `None` is *not stated*.
    SetCurrentSector(Option<SectorId>),
    /// The scale that new organisations get; `None` is *not stated*.
    SetCurrentScale(Option<ScaleId>),
    /// Begin to type its name on the canvas.
    Rename(RecordId),
    /// Open the looks of this part of the scheme where the legend shows it.
    EditLooks(RecordId),
    /// Begin a round of this kind of flow.
    BeginRound(FlowKindId),
    /// Move the view no more than is needed to see these.
    Reveal(Vec<RecordId>),
    /// Bring these into view.
    ZoomTo(Vec<RecordId>),
    /// Show what a saved view shows, from where it was seen.
    ShowView(ViewId),
    /// Keep what is seen now in a saved view.
    UpdateView(ViewId),
    /// Open this map file.
    OpenFile(PathBuf),
    /// The next edit is a step of its own: a field has lost the keyboard.
    Seal,
    /// A line of the capture bar: one step, which is then selected and in view.
    Capture(Box<Captured>),
    /// Tell the user something.
    Say(Notice),
    /// Tell those who listen to a screen reader what the others see.
    Announce(String),
}

/// Something to tell the user, shown over the canvas until it is dismissed or has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Errors stay until they are dismissed; what went well goes by itself.
    pub tone: Tone,
    /// What happened, in a sentence without a full stop.
    pub message: String,
    /// Where and what to do; may be empty.
    pub detail: String,
    /// What was found in a file, to be read at leisure.
    pub findings: Vec<Diagnostic>,
    /// What may be done about it, on a button.
    pub offer: Option<Action>,
    /// It stays until it is dismissed, whatever its tone.
    pub stays: bool,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// It went well.
    Done,
    /// Worth knowing.
    Warning,
    /// It did not work.
    Error,
}

impl Notice {
    fn new(tone: Tone, message: impl Into<String>) -> Self {
        let (detail, findings) = (String::new(), Vec::new());
        Self { tone, message: message.into(), detail, findings, offer: None, stays: false }
    }

    /// It went well.
    #[must_use]
    pub fn done(message: impl Into<String>) -> Self {
        Self::new(Tone::Done, message)
    }

    /// Worth knowing.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Tone::Warning, message)
    }

    /// It did not work.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Tone::Error, message)
    }

    /// Why the last command was refused. A flow that is there already may be added anyway.
    #[must_use]
    pub fn refused(error: &CommandError, session: &Session) -> Self {
        // Errors begin small, for they may stand within a sentence.
        let text = error.to_string();
        let offer = match error {
            CommandError::ReadOnly => Some(Action::SaveMapAs),
            _ => session.offered().map(|_| Action::AddFlowAnyway),
        };
        Self { offer, ..Self::warning(capital(&text)) }
    }

    /// The same with where and what to do.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same with what was found in a file.
    #[must_use]
    pub fn findings(mut self, findings: Vec<Diagnostic>) -> Self {
        self.findings = findings;
        self
    }

    /// How many errors and how many warnings were found.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }
}
