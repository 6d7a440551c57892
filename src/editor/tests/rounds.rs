//! A round's own steps: taken back one by one or all at once, and never what stood before.

use super::{Command, Session, flow, kind, map, organisation};
use crate::{
    editor::Since,
    model::{Flow, Record},
};

fn add(session: &mut Session, from: &'static str, to: &'static str) {
    let flow = Flow::new(organisation(from), organisation(to), kind("knowledge"));
    session.perform(Command::AddFlow { flow, anyway: false }).expect("a new flow");
}

fn rename(session: &mut Session, name: &str, coalesce: Option<&str>) {
    let record = session.document().flow(&crate::model::FlowId::literal("f")).expect("f");
    let named = Flow { label: name.into(), ..Flow::clone(record) };
    let command = Command::Replace {
        name: "Edit label".into(),
        records: vec![(flow("f"), Record::from(named))],
        coalesce: coalesce.map(Into::into),
    };
    session.perform(command).expect("an edit");
}

#[test]
fn a_round_takes_back_its_last_step_or_all_and_no_more() {
    let mut session = Session::new(map());
    add(&mut session, "a", "d");
    let before = session.document().clone();
    let mut round = Since::now(&mut session);
    assert_eq!(round.take_back_last(&mut session), None, "nothing was done yet");
    for to in ["b", "c", "d"] {
        add(&mut session, "b", to);
    }
    assert_eq!(round.steps(session.history()).len(), 3);
    assert_eq!(round.take_back_last(&mut session).as_deref(), Some("Add flow"));
    assert_eq!(round.take_back(&mut session), 2);
    assert_eq!(*session.document(), before);
    assert_eq!((round.take_back(&mut session), round.take_back_last(&mut session)), (0, None));
    assert_eq!(session.undo_name(), Some("Add flow"), "what stood before stands");
}

#[test]
fn an_undo_below_the_round_moves_its_beginning() {
    let mut session = Session::new(map());
    add(&mut session, "a", "d");
    let mut round = Since::now(&mut session);
    session.undo();
    round.follow(session.history());
    add(&mut session, "b", "d");
    assert_eq!(round.steps(session.history()).len(), 1, "what is drawn instead is the round's");
    session.undo();
    round.follow(session.history());
    assert!(round.steps(session.history()).is_empty());
}

#[test]
fn what_stood_before_is_not_the_rounds_when_it_is_done_again() {
    let mut session = Session::new(map());
    add(&mut session, "a", "d");
    let before = session.document().clone();
    let mut round = Since::now(&mut session);
    session.undo();
    round.follow(session.history());
    session.redo();
    assert_eq!(round.take_back(&mut session), 0);
    assert_eq!(*session.document(), before);
}

#[test]
fn typing_that_began_before_the_round_is_not_taken_back_with_it() {
    let mut session = Session::new(map());
    rename(&mut session, "gran", Some("label of f"));
    let before = session.document().clone();
    let mut round = Since::now(&mut session);
    rename(&mut session, "grant", Some("label of f"));
    assert_eq!(round.take_back(&mut session), 1);
    assert_eq!(*session.document(), before);
}
