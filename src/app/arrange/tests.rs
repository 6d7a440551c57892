//! What the panel does when an arrangement breaks down. Must not know how one is made.

use std::time::Duration;

use eframe::egui;

use super::{Arranging, choices::Choices, job::Work};
use crate::{
    app::{canvas::Canvas, intent::Intent},
    editor::Session,
    layout::Method,
    model::{Organisation, OrganisationId, Point, Record, RecordId, default_scheme},
    pipeline,
    style::{Look, Theme},
    text::Fonts,
};

fn map() -> crate::model::Document {
    let at = |x| Organisation { position: Some(Point::new(x, 0.0)), ..Organisation::default() };
    let named = |id| RecordId::Organisation(OrganisationId::literal(id));
    let records = [(named("a"), Record::from(at(0.0))), (named("b"), Record::from(at(10.0)))];
    crate::model::Document::from_records(default_scheme().into_iter().chain(records))
}

#[test]
fn a_layout_that_breaks_down_is_told_and_the_next_one_is_worked_out() {
    let (document, fonts) = (map(), Fonts::bundled());
    let look = Look::of(&document, Theme::Light);
    let (mut session, mut canvas) = (Session::new(document.clone()), Canvas::default());
    let ctx = egui::Context::default();
    let choices = Choices::default();
    let mut panel = Arranging::begin(choices, Some(Method::Network), &mut session, &mut canvas);
    panel.work = Work::with(|document, request, look, fonts, watch| {
        assert!(request.method != Method::Network, "broken on purpose");
        pipeline::arrange(document, request, look, fonts, watch)
    });
    let mut said = |panel: &mut Arranging, session: &mut Session| {
        let mut said = Vec::new();
        loop {
            let intents = panel.follow(&ctx, session, &mut canvas, (&look, &fonts));
            said.extend(intents.into_iter().filter_map(|intent| match intent {
                Intent::Announce(words) => Some(words),
                _ => None,
            }));
            if !panel.is_busy() {
                return said.join("; ");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    let words = said(&mut panel, &mut session);
    assert_eq!(words, "A fault in ecomap: this arrangement could not be worked out. The map is as it was");
    assert!(panel.ready().is_none() && session.is_looking_ahead());
    assert!(session.document() == &document && session.preview() == &document);
    panel.choose(Method::Tidy);
    let words = said(&mut panel, &mut session);
    assert!(words.starts_with("Preview: Tidy, 2 organisations move, order kept"), "{words}");
    assert!(panel.ready().is_some() && session.document() == &document && session.preview() != &document);
}
