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

/// The place of A after each of three moves, each a step of its own.
fn moved_thrice() -> (Session, Vec<u64>) {
    let mut session = Session::new(map());
    let mut states = vec![session.revision()];
    for _ in 0..3 {
        moved(&mut session, 10.0);
        states.push(session.revision());
    }
    (session, states)
}

fn moved(session: &mut Session, x: f64) {
    let targets = vec![Target::Organisation(organisation("a"))];
    session.perform(Command::Move { targets, by: Point::new(x, 0.0) }).unwrap();
}

fn place_of_a(session: &Session) -> f64 {
    session.document().organisation(&organisation("a")).and_then(|it| it.position).unwrap().x
}

#[test]
fn going_back_and_doing_something_else_loses_no_step() {
    let (mut session, states) = moved_thrice();
    let start = place_of_a(&session) - 30.0;
    session.go_to_state(states[1]);
    moved(&mut session, 500.0);
    let other = session.revision();
    assert_eq!(session.history().aside().len(), 1);
    assert_eq!(session.redo(), None);
    for (state, x) in [(states[3], 30.0), (other, 510.0), (states[2], 20.0), (states[0], 0.0), (other, 510.0)]
    {
        assert!(session.go_to_state(state));
        assert_eq!((session.revision(), place_of_a(&session) - start), (state, x));
    }
    assert_eq!(session.history().steps().len(), 2, "the line on which the map is");
    assert!(!session.go_to_state(999), "there is no such state");
    assert_eq!(session.revision(), other);
}

#[test]
fn branches_hang_on_branches() {
    let (mut session, states) = moved_thrice();
    session.go_to_state(states[1]);
    moved(&mut session, 100.0);
    let branch = session.revision();
    moved(&mut session, 100.0);
    let end = session.revision();
    session.go_to_state(branch);
    moved(&mut session, 1000.0);
    let twig = session.revision();
    session.go_to_state(states[3]);
    assert!(session.go_to_state(twig));
    assert!(session.go_to_state(end));
    assert!(session.go_to_state(states[3]));
    assert!(session.go_to_state(states[0]));
    assert_eq!(*session.document(), map());
    let steps: usize = session.history().aside().iter().map(|branch| branch.steps.len()).sum();
    assert_eq!(steps + session.history().steps().len(), 6, "no step is lost");
}

#[test]
fn a_session_goes_on_as_it_was_left() {
    let (mut session, states) = moved_thrice();
    session.undo();
    let history = crate::editor::History::left(
        session.history().first(),
        session.history().steps().to_vec(),
        session.history().position(),
        session.history().aside().to_vec(),
    );
    let mut again = Session::left(session.document().clone(), history);
    assert!(again.is_modified(), "what is saved is not known");
    again.mark_saved_at(states[2]);
    assert!(!again.is_modified());
    assert_eq!(again.redo_name(), session.redo_name());
    moved(&mut again, 7.0);
    assert!(!states.contains(&again.revision()), "a state of its own");
    again.go_to_state(states[0]);
    assert_eq!(*again.document(), map());
}
