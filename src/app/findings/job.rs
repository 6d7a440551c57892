//! The measures of the map, asked again after every edit. Must not know how they are shown.

use std::sync::Arc;

use eframe::egui;

use crate::{
    analysis::Question,
    app::{jobs::Job, progress::Inquiry},
    editor::Session,
    pipeline::{self, Analysis},
};

/// Of which state of the map, and what is asked.
pub(super) type Work = Inquiry<(u64, Question), Analysis>;

/// What is known, once a frame; that of the state before while the map is measured.
pub(super) fn follow(
    work: &mut Work,
    ctx: &egui::Context,
    session: &Session,
    question: &Question,
) -> Option<Arc<Analysis>> {
    work.follow(ctx, Job::Findings, (session.revision(), question.clone()), |(_, question)| {
        let document = session.document().clone();
        move |progress| pipeline::analyse(&document, &question, progress).ok()
    });
    // What is said of sectors is not said of scales.
    work.ready().filter(|((_, asked), _)| asked == question).map(|(_, found)| Arc::clone(found))
}
