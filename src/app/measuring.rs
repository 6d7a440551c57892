//! The measures that the map's rules of appearance follow, as the canvas draws them: at once for a small map, on a
//! thread for a larger one, whose picture keeps the numbers from before until then. Must not know what they mean.

use std::sync::Arc;

use eframe::egui;

use super::jobs::{Job, Jobs};
use crate::{editor::Session, pipeline, scene::Measures};

/// A map of so many organisations and flows is measured well within a frame.
const SMALL: usize = 150;

/// The measures of one map.
#[derive(Default)]
pub struct Measuring {
    jobs: Jobs<Option<Measures>>,
    /// The state that was asked about.
    of: Option<u64>,
    measures: Arc<Measures>,
}

impl Measuring {
    /// What is known of this state of the map, or of the one before; to be asked in every frame.
    pub fn follow(&mut self, ctx: &egui::Context, session: &Session) -> Arc<Measures> {
        if let Some(measured) = self.jobs.finished().pop().flatten() {
            self.keep(measured);
        }
        let revision = session.revision();
        if self.of != Some(revision) && !self.jobs.is_busy() {
            self.of = Some(revision);
            let document = session.document();
            if pipeline::named_measures(document).is_empty() {
                self.keep(Measures::new());
            } else if document.organisations().len() + document.flows().len() <= SMALL {
                self.keep(pipeline::measures(document));
            } else {
                let document = document.clone();
                self.jobs.run(ctx, Job::Measure, None, move || Some(pipeline::measures(&document)));
            }
        }
        Arc::clone(&self.measures)
    }

    /// The same numbers stay the same numbers: nothing is drawn anew for them.
    fn keep(&mut self, measured: Measures) {
        if *self.measures != measured {
            self.measures = Arc::new(measured);
        }
    }
}
