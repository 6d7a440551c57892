//! A step that was worked out away from the session is the step that the session would have taken.

use super::*;

fn arrives(name: &str) -> Command {
    Command::AddOrganisation(named(name, 0.0, 0.0))
}

#[test]
fn a_step_worked_out_elsewhere_is_the_one_that_is_carried_out_here() {
    let (mut here, mut elsewhere) = (Session::new(map()), Session::new(map()));
    let ready = elsewhere.standing().work_out(&arrives("Epsilon"), Vec::new()).expect("fits");
    let done = elsewhere.take(ready).expect("is taken");
    assert_eq!(done.created, here.perform(arrives("Epsilon")).expect("fits").created);
    assert_eq!(elsewhere.document(), here.document());
    assert_eq!(elsewhere.history().steps().len(), 1);
    assert!(elsewhere.is_modified() && elsewhere.selection().is_empty());
    assert!(elsewhere.undo().is_some());
    assert_eq!(*elsewhere.document(), map());
}

#[test]
fn what_was_done_meanwhile_stays() {
    let mut session = Session::new(map());
    let ready = session.standing().work_out(&arrives("Epsilon"), Vec::new()).expect("fits");
    let rename = Command::Rename { id: record("b"), name: "Other".into() };
    session.perform(rename).expect("is another record");
    // This one is gone again, and its id is not given to anybody else.
    let gone = session.perform(arrives("Zeta")).expect("fits").created;
    session.undo();
    session.take(ready).expect("still fits");
    let document = session.document();
    assert_eq!(document.organisation(&organisation("b")).expect("there").name, "Other");
    assert!(document.organisations().values().any(|it| it.name == "Epsilon"));
    assert!(gone.iter().all(|id| document.was_given(id)), "{gone:?}");
    assert_eq!(session.history().steps().len(), 2);
}

#[test]
fn a_step_that_no_longer_fits_changes_nothing() {
    let mut session = Session::new(map());
    let rename = |name: &str| Command::Rename { id: record("b"), name: name.into() };
    let ready = session.standing().work_out(&rename("One"), Vec::new()).expect("fits");
    session.perform(rename("Other")).expect("fits");
    let before = session.document().clone();
    assert!(session.take(ready.clone()).is_err(), "it was called something else when that was worked out");
    assert_eq!(*session.document(), before);
    assert_eq!(session.history().steps().len(), 1);
    // Nor is another map this one, though its states have the same numbers.
    let mut another = Session::new(Document::default());
    assert!(another.take(ready).is_err());
    session.set_read_only(true);
    let ready = session.standing().work_out(&arrives("Epsilon"), Vec::new()).expect("fits");
    assert!(session.take(ready).is_err(), "it is open to look at only");
    assert_eq!(*session.document(), before);
}
