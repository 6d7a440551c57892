//! What the line means, kept while neither words nor map change; long lists are thought about on a thread of their
//! own, so that no key waits. Must not know how a line is read.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use eframe::egui;

use super::understand::{Question, Understood, understand};
use crate::{
    app::jobs::{Job, Jobs},
    model::{FlowKindId, OrganisationId, Rect, ScaleId, SectorId},
};

/// Text with more letters than this is thought about on a thread.
const SHORT: usize = 400;
/// So is everything typed into a map with more organisations than this.
const SMALL: usize = 400;
/// So is everything, once a thought took longer than this.
const PATIENCE: Duration = Duration::from_millis(6);

/// What is thought about: other words, another state of the map, another look or another place for what is new are
/// another thought.
#[derive(Clone, Debug, PartialEq)]
struct About {
    text: String,
    revision: u64,
    dark: bool,
    kind: Option<FlowKindId>,
    sector: Option<SectorId>,
    scale: Option<ScaleId>,
    near: Option<OrganisationId>,
    visible: Option<Rect>,
}

/// What was thought of, and what came of it.
type Thought = (About, Option<Arc<Understood>>);

/// The thoughts of one line.
#[derive(Default)]
pub(super) struct Mind {
    last: Option<Thought>,
    jobs: Jobs<(Thought, Duration)>,
    cost: Duration,
}

impl Mind {
    /// Takes in the long thoughts that have ended. Once a frame.
    pub(super) fn collect(&mut self) {
        for (thought, cost) in self.jobs.finished() {
            self.cost = cost;
            self.last = Some(thought);
        }
    }

    /// Follows the words. Another frame comes by itself when a long thought ends.
    pub(super) fn follow(&mut self, ctx: &egui::Context, question: &Question<'_>) {
        let about = About::of(question);
        if self.last.as_ref().is_some_and(|(last, _)| *last == about) || self.jobs.is_busy() {
            return;
        }
        let small = question.document.organisations().len() <= SMALL;
        if small && question.text.len() <= SHORT && self.cost <= PATIENCE {
            self.think(about, question);
        } else {
            let asked = question.owned();
            let before = self.last().cloned();
            let gave_up = ((about.clone(), None), Duration::MAX);
            self.jobs.run(ctx, Job::Capture, gave_up, move || {
                let begun = Instant::now();
                let mut understood = asked.answer();
                let cost = begun.elapsed();
                if let Some(before) = before {
                    understood.go_on_from(&before);
                }
                ((about, Some(Arc::new(understood))), cost)
            });
        }
        ctx.request_repaint();
    }

    /// The meaning of these very words, now: for Enter, which can't wait.
    pub(super) fn now(&mut self, question: &Question<'_>) -> Option<Arc<Understood>> {
        let about = About::of(question);
        if self.last.as_ref().is_none_or(|(last, thought)| *last != about || thought.is_none()) {
            self.think(about, question);
        }
        self.last.as_ref().and_then(|(_, thought)| thought.clone())
    }

    fn think(&mut self, about: About, question: &Question<'_>) {
        let begun = Instant::now();
        let mut understood = understand(question);
        self.cost = begun.elapsed();
        if let Some((_, Some(before))) = &self.last {
            understood.go_on_from(before);
        }
        let understood = Arc::new(understood);
        self.last = Some((about, Some(understood)));
    }

    /// What was understood last; of other words while a long thought lasts.
    pub(super) fn last(&self) -> Option<&Arc<Understood>> {
        self.last.as_ref().and_then(|(_, thought)| thought.as_ref())
    }

    /// Whether a long thought lasts.
    pub(super) fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }
}

impl About {
    fn of(question: &Question<'_>) -> Self {
        Self {
            text: question.text.to_owned(),
            revision: question.revision,
            dark: question.look.is_dark(),
            kind: question.kind.cloned(),
            sector: question.sector.cloned(),
            scale: question.scale.cloned(),
            near: question.near.cloned(),
            visible: question.visible,
        }
    }
}
