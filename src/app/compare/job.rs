//! Comparing on a thread: what differs, the ghost of what went, the other map's picture, measures, agreement. What was
//! found stays until there is better. Must not know how it is shown.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use eframe::egui;

use super::{Other, Page};
use crate::{
    analysis::{Column, Question, Watch},
    app::{canvas::Ghost, jobs::Job, progress::Inquiry},
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

/// The maps that are compared, and what came of it.
pub(super) type Work = Inquiry<Asked, Found>;

/// Asks anew when map or question are others; what was found of a map for the first time.
pub(super) fn follow(
    work: &mut Work,
    ctx: &egui::Context,
    session: &Session,
    asked: Asked,
    (others, look, fonts): (&[Other], &Look, &Fonts),
) -> Option<Arc<Found>> {
    let chosen = |work: &Work| work.ready().map(|(asked, _)| asked.chosen);
    let before = chosen(work);
    work.follow(ctx, Job::Compare, asked, |asked| {
        let maps: Vec<_> =
            others.iter().map(|other| (other.name.clone(), Arc::clone(&other.document))).collect();
        let (here, look, fonts) = (session.document().clone(), look.clone(), fonts.clone());
        move |progress| found(&asked, here, &maps, (&look, &fonts), progress)
    });
    work.ready().filter(|(asked, _)| Some(asked.chosen) != before).map(|(_, found)| Arc::clone(found))
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
    let (ghost, gone) = ghost(&comparison, &here, &there, (look, fonts));
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

/// What went, pale, on the map as it is; where it stands. Groups and notes stand where they stood: what a group held may
/// be anywhere now.
fn ghost(
    comparison: &Comparison,
    here: &Document,
    there: &Scene,
    (look, fonts): (&Look, &Fonts),
) -> (Option<Arc<Ghost>>, BTreeMap<RecordId, Rect>) {
    let gone = comparison.difference.records.iter().filter(|record| record.fate == Fate::Gone);
    let gone: Vec<(RecordId, Record)> =
        gone.filter_map(|record| Some((record.id.clone(), comparison.there.get(&record.id)?))).collect();
    let is_joined = |id: &&RecordId| matches!(id, RecordId::Organisation(_) | RecordId::Flow(_));
    let is_beside = |id: &&RecordId| matches!(id, RecordId::Group(_) | RecordId::Note(_));
    let ids = || gone.iter().map(|(id, _)| id);
    let joined: Vec<RecordId> = ids().filter(is_joined).cloned().collect();
    let beside: Vec<RecordId> = ids().filter(is_beside).cloned().collect();
    if joined.is_empty() && beside.is_empty() {
        return (None, BTreeMap::new());
    }
    let both = Document::from_records(here.records().chain(gone).collect::<Vec<_>>());
    let ghost = Ghost::new(&both, &joined, look, fonts).with(&beside, there, look);
    let places = ghost.places();
    (Some(Arc::new(ghost)), places)
}
