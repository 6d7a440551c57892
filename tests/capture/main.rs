//! Capture from the text to the map: how many keys a map takes, and where what is captured comes to stand.

mod placing;
mod strokes;

use ecomap::{
    editor::{
        Session,
        capture::{Setting, read, records},
    },
    model::{Document, OrganisationId, Rect},
    pipeline::placed,
    style::Look,
    text::Fonts,
};

/// Captures a text as the bar does, as one step; who is named last.
fn capture(
    session: &mut Session,
    text: &str,
    near: Option<OrganisationId>,
    visible: Option<Rect>,
    fonts: &Fonts,
) -> Option<OrganisationId> {
    let kind = session.current_kind().cloned();
    let document = session.document().clone();
    let setting = Setting { document: &document, kind: kind.as_ref(), sector: None, scale: None };
    let reading = read(text, &setting);
    let problems: Vec<_> = reading.problems().map(|(_, problem)| problem).collect();
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    let captured = records(&reading, &setting);
    let (last, focus) = (captured.last.clone(), captured.focus.clone());
    let command = placed(captured, &document, near, visible, &Look::default(), fonts);
    session.perform(command).expect("a capture is sound");
    session.select(focus);
    last
}

/// Captures lines one after another, each near the last.
fn capture_lines(lines: &[&str], visible: Option<Rect>) -> Document {
    let fonts = Fonts::bundled();
    let mut session = Session::new(Document::default());
    let mut last = None;
    for line in lines {
        last = capture(&mut session, line, last, visible, &fonts);
    }
    assert_eq!(session.history().steps().len(), lines.len(), "one line is one step");
    session.document().clone()
}
