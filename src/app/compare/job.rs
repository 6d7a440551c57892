//! Comparing on a thread: what differs, the ghost of what went, the other map's picture, measures, agreement. What was
//! found stays until there is better. Must not know how it is shown.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use eframe::egui;

use super::Page;
use crate::{
    analysis::{Column, Question, Watch},
    app::{
        canvas::Ghost,
        jobs::{Job, Jobs},
    },
    editor::Session,
    model::{Document, OrganisationId, Record, RecordId, Rect},
    pipeline::{self, Agreement, Beside, Comparison, Fate, Namesake},
    scene::{self, Options, Scene},
    style::Look,
    text::Fonts,
};

static NEXT: AtomicU64 = AtomicU64::new(1);

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) revision: u64,
    /// Which of the other maps, of how many.
    pub(super) chosen: usize,
    pub(super) of: usize,
    pub(super) same: Vec<(OrganisationId, OrganisationId)>,
    pub(super) page: Page,
}

/// What was found.
pub(super) struct Found {
    pub(super) chosen: usize,
    /// Another for each.
    pub(super) generation: u64,
    pub(super) comparison: Comparison,
    /// The open map as it was compared.
    pub(super) here: Document,
    /// Organisations of one name under two ids, whoever has confirmed them.
    pub(super) namesakes: Vec<Namesake>,
    /// What went, pale.
    pub(super) ghost: Option<Arc<Ghost>>,
    /// Where it stands.
    pub(super) gone: BTreeMap<RecordId, Rect>,
    /// The picture of the other map.
    pub(super) there: Scene,
    pub(super) measures: Option<Beside>,
    pub(super) agreement: Option<Agreement>,
}

/// Whether anybody still wants it.
struct Wanted(Arc<AtomicBool>);

impl Watch for Wanted {
    fn progress(&self, _done: f64) {}

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

type Done = Option<(Asked, Arc<Found>)>;

/// The work, and what came of it.
#[derive(Default)]
pub(super) struct Work {
    jobs: Jobs<Done>,
    running: Option<(Asked, Arc<AtomicBool>)>,
    ready: Option<(Asked, Arc<Found>)>,
    failed: Option<Asked>,
}

impl Work {
    /// Asks anew when map or question are others; what was found of a map for the first time.
    pub(super) fn follow(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
        asked: Asked,
        maps: Vec<(String, Arc<Document>)>,
        (look, fonts): (&Look, &Fonts),
    ) -> Option<Arc<Found>> {
        let mut first = None;
        for done in self.jobs.finished() {
            let running = self.running.take();
            match done {
                Some((of, found)) => {
                    let is_other = self.ready.as_ref().is_none_or(|(before, _)| before.chosen != of.chosen);
                    first = is_other.then(|| Arc::clone(&found)).or(first);
                    self.ready = Some((of, found));
                }
                None => {
                    self.failed =
                        running.filter(|(_, stop)| !stop.load(Ordering::Relaxed)).map(|(asked, _)| asked);
                }
            }
        }
        let is_known = self.ready.as_ref().is_some_and(|(known, _)| *known == asked);
        match &self.running {
            _ if is_known || self.failed.as_ref() == Some(&asked) => {}
            Some((other, stop)) if *other != asked => stop.store(true, Ordering::Relaxed),
            Some(_) => {}
            None => {
                let stop = Arc::<AtomicBool>::default();
                self.running = Some((asked.clone(), Arc::clone(&stop)));
                let (here, look, fonts) = (session.document().clone(), look.clone(), fonts.clone());
                self.jobs.run(ctx, Job::Compare, None, move || {
                    let found = found(&asked, here, &maps, (&look, &fonts), &Wanted(stop))?;
                    Some((asked, Arc::new(found)))
                });
            }
        }
        first
    }

    pub(super) fn ready(&self) -> Option<Arc<Found>> {
        self.ready.as_ref().map(|(_, found)| Arc::clone(found))
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    pub(super) fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }

    /// What was found is of maps that are no longer compared.
    pub(super) fn forget(&mut self) {
        self.stop();
        self.ready = None;
    }

    /// Calls off what is being worked out.
    pub(super) fn stop(&mut self) {
        if let Some((_, stop)) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

fn found(
    asked: &Asked,
    here: Document,
    maps: &[(String, Arc<Document>)],
    (look, fonts): (&Look, &Fonts),
    watch: &dyn Watch,
) -> Option<Found> {
    let (_, other) = maps.get(asked.chosen)?;
    let comparison = pipeline::compared(other, &here, &asked.same);
    watch.go_on().ok()?;
    let there = scene::build(&comparison.there, &Options::default(), look, fonts);
    watch.go_on().ok()?;
    let (ghost, gone) = ghost(&comparison, &here, look, fonts);
    watch.go_on().ok()?;
    let measures = match asked.page {
        Page::Measures => {
            let question = Question::default();
            let before = pipeline::analyse(&comparison.there, &question, watch).ok()?;
            let after = pipeline::analyse(&here, &question, watch).ok()?;
            Some(pipeline::beside((&comparison.there, &before), (&here, &after), &Column::ALL))
        }
        _ => None,
    };
    let agreement = (asked.page == Page::Agreement).then(|| {
        let others = maps.iter().map(|(name, map)| (name.as_str(), &**map));
        let all: Vec<(&str, &Document)> = std::iter::once(("This map", &here)).chain(others).collect();
        pipeline::agreement(&all, true)
    });
    Some(Found {
        chosen: asked.chosen,
        generation: NEXT.fetch_add(1, Ordering::Relaxed),
        namesakes: pipeline::namesakes(other, &here),
        comparison,
        ghost,
        gone,
        there,
        measures,
        agreement,
        here,
    })
}

/// What went, pale, on the map as it is; where it stands.
fn ghost(
    comparison: &Comparison,
    here: &Document,
    look: &Look,
    fonts: &Fonts,
) -> (Option<Arc<Ghost>>, BTreeMap<RecordId, Rect>) {
    let gone = comparison.difference.records.iter().filter(|record| record.fate == Fate::Gone);
    let gone: Vec<(RecordId, Record)> =
        gone.filter_map(|record| Some((record.id.clone(), comparison.there.get(&record.id)?))).collect();
    let touched: Vec<RecordId> = gone.iter().map(|(id, _)| id.clone()).collect();
    let is_drawn = |id: &RecordId| matches!(id, RecordId::Organisation(_) | RecordId::Flow(_));
    if !touched.iter().any(is_drawn) {
        return (None, BTreeMap::new());
    }
    let both = Document::from_records(here.records().chain(gone).collect::<Vec<_>>());
    let ghost = Ghost::new(&both, &touched, look, fonts);
    let places = ghost.places();
    (Some(Arc::new(ghost)), places)
}
