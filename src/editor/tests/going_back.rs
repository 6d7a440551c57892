//! History: steps, names, joining, saving, first names.

use super::{super::Session, Command, map, organisation, record};
use crate::{
    editor::{Target, ToolKind},
    model::{Organisation, Point, RecordId},
};

fn typed(session: &mut Session, name: &str, key: &str) {
    let organisation = session.document().organisation(&organisation("a")).unwrap();
    let edited = Organisation { name: name.into(), ..Organisation::clone(organisation) };
    let records = vec![(record("a"), edited.into())];
    let command = Command::Replace { name: "Edit name".into(), records, coalesce: Some(key.into()) };
    session.perform(command).unwrap();
}

#[test]
fn typing_in_one_field_is_one_step() {
    let mut session = Session::new(map());
    for name in ["O", "Ot", "Oth"] {
        typed(&mut session, name, "a.name");
    }
    assert_eq!(session.history().steps().len(), 1);
    typed(&mut session, "Other", "a.place");
    assert_eq!(session.history().steps().len(), 2, "another field");
    session.seal();
    typed(&mut session, "Others", "a.place");
    assert_eq!(session.history().steps().len(), 3, "the field was left between");
    session.go_to(1);
    assert_eq!(session.document().organisation(&organisation("a")).unwrap().name, "Oth");
    session.undo();
    assert_eq!(*session.document(), map());
}

#[test]
fn typing_back_what_was_there_is_no_step() {
    let mut session = Session::new(map());
    for name in ["Alph", "Alp", "Alph", "Alpha"] {
        typed(&mut session, name, "a.name");
    }
    assert_eq!(session.history().steps().len(), 0);
    assert!(!session.is_modified());
}

#[test]
fn a_series_of_nudges_is_one_step_until_something_else_happens() {
    let mut session = Session::new(map());
    let targets = vec![Target::Organisation(organisation("a"))];
    let nudge = |x: f64| Command::Nudge { targets: targets.clone(), by: Point::new(x, 0.0) };
    session.perform(nudge(1.0)).unwrap();
    session.perform(nudge(10.0)).unwrap();
    assert_eq!(session.history().steps().len(), 1);
    session.select([Target::Organisation(organisation("b"))]);
    session.perform(nudge(1.0)).unwrap();
    assert_eq!(session.history().steps().len(), 2);
    assert_eq!(session.undo_name(), Some("Nudge"));
}

#[test]
fn modified_means_not_the_saved_state() {
    let mut session = Session::new(map());
    assert!(!session.is_modified());
    typed(&mut session, "One", "k");
    assert!(session.is_modified());
    session.undo();
    assert!(!session.is_modified(), "undone to what was read");
    session.redo();
    session.mark_saved();
    assert!(!session.is_modified());
    typed(&mut session, "Two", "k");
    assert!(session.is_modified());
    assert_eq!(session.history().steps().len(), 2, "a saved state is not joined away");
    session.undo();
    assert!(!session.is_modified(), "undone to what was saved");
    session.undo();
    assert!(session.is_modified(), "before what was saved");
    typed(&mut session, "One", "k");
    assert!(session.is_modified(), "the saved state has been left for another with the same words");
}

#[test]
fn a_save_that_ends_late_marks_the_state_it_wrote() {
    let mut session = Session::new(map());
    typed(&mut session, "One", "k");
    let written = session.revision();
    session.perform(Command::Rename { id: record("b"), name: "Later".into() }).unwrap();
    session.mark_saved_at(written);
    assert!(session.is_modified());
    session.undo();
    assert!(!session.is_modified());
}

#[test]
fn undo_and_redo_select_what_they_touch() {
    let mut session = Session::new(map());
    session.perform(Command::Delete(vec![record("d")])).unwrap();
    assert!(session.selection().is_empty());
    assert_eq!(session.undo().as_deref(), Some("Delete organisation"));
    assert_eq!(session.selection().organisations(), [organisation("d")]);
    assert_eq!(session.redo_name(), Some("Delete organisation"));
    session.redo();
    assert!(session.selection().is_empty());
}

#[test]
fn a_new_edit_forgets_what_could_be_done_again() {
    let mut session = Session::new(map());
    typed(&mut session, "One", "k");
    session.undo();
    typed(&mut session, "Two", "k");
    assert_eq!(session.redo_name(), None);
    assert_eq!(session.history().steps().len(), 1);
}

#[test]
fn the_first_name_makes_the_id_and_is_no_step_of_its_own() {
    let mut session = Session::new(map());
    let unnamed = Organisation { position: Some(Point::default()), ..Organisation::default() };
    let kind = super::kind("funding");
    let command = Command::AddConnected { from: organisation("a"), organisation: unnamed, kind };
    let made = session.perform(command).unwrap().targets.remove(0);
    assert_eq!(made, Target::Organisation(organisation("organisation")));
    let id = made.record().unwrap();
    let done = session.perform(Command::Rename { id: id.clone(), name: " UWE Bristol ".into() }).unwrap();
    assert_eq!(done.targets, [Target::Organisation(organisation("uwe-bristol"))]);
    assert_eq!(session.history().steps().len(), 1);
    assert_eq!(session.undo_name(), Some("Add connected organisation"));
    let document = session.document();
    assert_eq!(document.organisation(&organisation("uwe-bristol")).unwrap().name, "UWE Bristol");
    assert!(document.contains(&super::flow("a--uwe-bristol--funding")));
    assert!(!document.contains(&id));
    assert_eq!(session.selection().organisations(), [organisation("uwe-bristol")]);
    session.undo();
    assert_eq!(*session.document(), map());
    session.redo();
    session.perform(Command::Rename { id: record("uwe-bristol"), name: "UWE".into() }).unwrap();
    assert!(session.document().contains(&record("uwe-bristol")), "a later name keeps the id");
    assert_eq!(session.history().steps().len(), 2);
}

#[test]
fn an_id_that_was_saved_stays_although_the_name_comes_later() {
    let mut session = Session::new(map());
    session.perform(Command::AddOrganisation(Organisation::default())).unwrap();
    session.mark_saved();
    let id = RecordId::Organisation(organisation("organisation"));
    session.perform(Command::Rename { id: id.clone(), name: "Watershed".into() }).unwrap();
    assert!(session.document().contains(&id));
    assert_eq!(session.history().steps().len(), 2);
}

#[test]
fn leaving_the_name_open_with_escape_leaves_nothing_behind() {
    let mut session = Session::new(map());
    session.set_tool(ToolKind::Place);
    let made = session.perform(Command::AddOrganisation(Organisation::default())).unwrap().targets.remove(0);
    assert!(session.discard_unnamed(&made));
    assert_eq!(*session.document(), map());
    assert_eq!((session.undo_name(), session.redo_name()), (None, None));
    assert!(!session.is_modified());
    assert!(!session.discard_unnamed(&Target::Organisation(organisation("a"))), "only what was just made");
}
