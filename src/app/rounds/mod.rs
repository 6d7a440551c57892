//! Rounds: one kind of flow at a time, with its question on the screen; and the panel of influence and goals, which
//! can be read aloud. All of it is state of the window: a file knows nothing of rounds.
//! Must not know how a flow is drawn.

mod bar;
mod chooser;
mod edits;
mod frame;
mod goals;
mod influence;
mod panel;
mod question;
mod reading;
mod reading_bar;
mod round;
mod tower;

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui;

use super::{Intent, PanelContext, actions::Action, canvas::Canvas, intent::Notice};
use crate::{
    editor::{Session, Target, ToolKind},
    model::{FlowKindId, RecordId},
};
use chooser::Chooser;
pub use chooser::chooser_ui;
pub use frame::frame_ui;
use panel::Panel;
use reading::Reading;
use round::{Round, Tally};

/// A canvas narrower than this is not shared by panels at both its sides, points.
const LEAST_WIDTH: f32 = 1100.0;

/// What the rounds and the panel of influence and goals remember.
#[derive(Default)]
pub struct Rounds {
    round: Option<Round>,
    /// What earlier rounds brought.
    tally: Tally,
    chooser: Option<Chooser>,
    /// The question, while it is being rewritten.
    rewriting: Option<String>,
    panel: Panel,
    reading: Option<Reading>,
    /// What the round's frame goes round.
    outer: Option<egui::Rect>,
}

impl Rounds {
    /// Whether a round is on.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.round.is_some()
    }

    /// The kind that the round is about.
    #[must_use]
    pub fn kind(&self) -> Option<&FlowKindId> {
        self.round.as_ref().map(|round| &round.kind)
    }

    /// Whether a kind is being chosen, so that keys are the chooser's.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        self.chooser.is_some()
    }

    /// Whether influence and goals are shown at the left.
    #[must_use]
    pub fn panel_is_open(&self) -> bool {
        self.panel.open
    }

    /// Whether the towers are being read aloud.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// What is read aloud, so that all else on the canvas is faded; the same `Arc` until the reading goes on.
    #[must_use]
    pub fn lit(&self) -> Option<Arc<BTreeSet<RecordId>>> {
        self.reading.as_ref().map(|reading| Arc::clone(reading.lit()))
    }

    /// Keeps to the round: the kind stays, steps are counted. A notice when the kind was taken out of the scheme.
    pub fn hold(&mut self, session: &mut Session) -> Option<Notice> {
        if let Some(reading) = &mut self.reading
            && !reading.follow(session)
        {
            self.reading = None;
        }
        let round = self.round.as_mut()?;
        round.since.follow(session.history());
        if session.document().flow_kind(&round.kind).is_none() {
            self.end_round(session);
            let words = "The round has ended: its kind of flow is no longer in the scheme";
            return Some(Notice::warning(words));
        }
        if session.current_kind() != Some(&round.kind) {
            session.set_current_kind(round.kind.clone());
        }
        None
    }

    /// Why new flows may not get this kind now; none where they may.
    #[must_use]
    pub fn refuses(&self, kind: &FlowKindId, session: &Session) -> Option<Notice> {
        let round = self.round.as_ref().filter(|round| round.kind != *kind)?;
        let name = question::name_of(session.document(), &round.kind);
        let words = format!("This round is about {name}");
        Some(Notice::warning(words).detail("Press R for a round of another kind, Shift+R to end the round."))
    }

    /// Begins a round of this kind; one that is on is counted and left.
    pub fn begin(&mut self, kind: FlowKindId, session: &mut Session, canvas: &mut Canvas) -> Option<Notice> {
        let refused = canvas.finish_rename(session);
        self.end_round(session);
        self.chooser = None;
        self.reading = None;
        session.set_current_kind(kind.clone());
        session.set_tool(ToolKind::Connect);
        self.round = Some(Round::begin(kind, session));
        refused
    }

    fn end_round(&mut self, session: &Session) {
        self.rewriting = None;
        if let Some(round) = self.round.take() {
            let flows = round.flows(session);
            self.tally.add(round.kind, flows);
        }
    }

    /// Whether the panels at the right are to be shown, after the one at the left was opened or closed: on a small
    /// screen the two would leave too little of the map.
    pub fn side(&mut self, shown: bool, canvas: &Canvas) -> bool {
        let small = canvas.viewport().is_some_and(|viewport| viewport.width() < LEAST_WIDTH);
        if self.panel.open {
            self.panel.folded = shown && small;
            shown && !small
        } else {
            shown || std::mem::take(&mut self.panel.folded)
        }
    }

    /// Does what a menu or a key asks of the rounds.
    pub fn act(&mut self, action: Action, session: &mut Session) -> Option<Notice> {
        match action {
            Action::Round => {
                self.chooser = Some(Chooser::new(session, self.kind(), &self.tally));
                None
            }
            Action::RoundEnd => self.end(session),
            Action::RoundQuestion => {
                let kind = session.document().flow_kind(self.kind()?)?;
                self.rewriting = Some(question::of(kind));
                None
            }
            Action::RoundTakeBack => {
                self.round.as_mut()?.since.take_back_last(session);
                None
            }
            Action::RoundTakeBackAll => {
                self.round.as_mut()?.since.take_back(session);
                None
            }
            Action::Influence => {
                self.panel.open = !self.panel.open;
                None
            }
            Action::ReadInfluence => self.read(session),
            Action::InfluenceUp | Action::InfluenceDown => {
                if let Some(reading) = &self.reading {
                    // What is read is what is corrected, wherever undo or a click has led the selection.
                    session.select([Target::Organisation(reading.now().2.clone())]);
                }
                edits::step_influence(session, action == Action::InfluenceUp)
            }
            Action::GoalStance => self.panel.step_stance(session),
            Action::GoalNext => {
                self.panel.next_goal(session.document());
                None
            }
            _ => None,
        }
    }

    /// The rounds are over; what they brought.
    fn end(&mut self, session: &mut Session) -> Option<Notice> {
        self.round.as_ref()?;
        self.end_round(session);
        self.chooser = None;
        session.set_tool(ToolKind::Select);
        let words = std::mem::take(&mut self.tally).words(session.document());
        Some(Notice::done("Rounds ended").detail(words))
    }

    fn read(&mut self, session: &mut Session) -> Option<Notice> {
        if self.reading.take().is_some() {
            return None;
        }
        self.reading = Reading::begin(session);
        self.reading.is_none().then(|| Notice::warning("There is no organisation to read out yet"))
    }
}

/// The keyboard goes back to the canvas; nowhere when that is not shown, for what has the keyboard must be there.
fn to_canvas(ctx: &egui::Context) {
    if ctx.read_response(Canvas::id()).is_some() {
        ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
    }
    ctx.request_repaint();
}

/// Shows the question above the canvas while a round is on, or what is read aloud.
pub fn round_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, rounds: &mut Rounds) -> Vec<Intent> {
    if rounds.reading.is_some() {
        rounds.outer = None;
        return reading_bar::reading_ui(ui, context, rounds);
    }
    bar::bar_ui(ui, context, rounds)
}

/// Shows influence and goals at the left of the canvas.
pub fn influence_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, rounds: &mut Rounds) -> Vec<Intent> {
    panel::panel_ui(ui, context, &mut rounds.panel)
}
