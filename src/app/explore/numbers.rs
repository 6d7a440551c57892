//! The measures of what is shown, worked out on a thread. Must not know how they are shown.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use eframe::egui;

use crate::{
    analysis::{Conventions, Graph, Measure, Watch, measured},
    app::jobs::{Job, Jobs},
    model::{Document, RecordId},
    scene::Measures,
    topology::Topology,
};

/// Nobody waits any more once it is dropped.
#[derive(Default)]
struct Patience(Arc<AtomicBool>);

impl Drop for Patience {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Waiting(Arc<AtomicBool>);

impl Watch for Waiting {
    fn progress(&self, _done: f64) {}

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Measures of one network; none until they are there.
#[derive(Default)]
pub(super) struct Numbers {
    jobs: Jobs<(u64, Option<Measures>)>,
    asked: u64,
    patience: Patience,
    measures: Option<Arc<Measures>>,
}

impl Numbers {
    /// Begins to measure the network of this map without what is left out.
    pub fn ask(&mut self, ctx: &egui::Context, document: &Document, left_out: &Arc<BTreeSet<RecordId>>) {
        self.asked += 1;
        self.patience = Patience::default();
        self.measures = None;
        let (document, left_out) = (document.clone(), Arc::clone(left_out));
        let (number, waiting) = (self.asked, Waiting(Arc::clone(&self.patience.0)));
        self.jobs.run(ctx, Job::Explore, (number, None), move || {
            let topology = Topology::without(&document, &left_out);
            let graph = Graph::new(&topology, &document, &Conventions::default());
            (number, measured(&graph, &Measure::ALL, &waiting).ok())
        });
    }

    /// Takes what is ready; whether there is something new.
    pub fn take(&mut self) -> bool {
        let ready = self.jobs.finished().into_iter().filter(|(number, _)| *number == self.asked).last();
        match ready {
            Some((_, Some(measures))) => {
                self.measures = Some(Arc::new(measures));
                true
            }
            _ => false,
        }
    }

    /// What was measured.
    pub fn measures(&self) -> Option<&Arc<Measures>> {
        self.measures.as_ref()
    }

    /// Whether it is still being measured.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }
}
