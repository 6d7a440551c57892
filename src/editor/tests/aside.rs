//! What is put aside comes back as it was: collapsed groups, parked notes.

use super::{super::Session, map, script::play};
use crate::{
    editor::Command,
    model::{GroupId, NoteId, Point, RecordId},
};

fn group(id: &'static str) -> GroupId {
    GroupId::literal(id)
}

fn note(id: &'static str) -> NoteId {
    NoteId::literal(id)
}

fn done(session: &mut Session, command: Option<Command>) -> String {
    session.perform(command.unwrap()).unwrap().name
}

#[test]
fn groups_are_collapsed_together_and_expanded_together() {
    let mut session = Session::new(map());
    let both = [group("pair"), group("all")];
    let collapsed = |session: &Session, id| session.document().group(&group(id)).unwrap().collapsed;
    for (groups, name, expected) in [
        (&both[..1], "Collapse group", (true, false)),
        (&both[..], "Collapse group", (true, true)),
        (&both[..], "Expand group", (false, false)),
    ] {
        let command = Command::fold(session.document(), groups);
        assert_eq!(done(&mut session, command), name);
        assert_eq!((collapsed(&session, "pair"), collapsed(&session, "all")), expected);
    }
    assert_eq!(*session.document(), map(), "nothing else was touched");
    assert!(Command::fold(session.document(), &[]).is_none());
}

#[test]
fn a_collapsed_group_is_moved_with_its_members_and_opened_by_a_double_click() {
    let mut session = Session::new(map());
    let command = Command::fold(session.document(), &[group("pair")]);
    done(&mut session, command);
    // A press on an open group would span a marquee; a collapsed one is a thing to be held.
    play(&mut session, "down inpair; move 210,170; up");
    let place =
        |id: &'static str| session.document().organisation(&super::organisation(id)).unwrap().position;
    assert_eq!(place("a"), Some(Point::new(110.0, 120.0)));
    assert_eq!(place("b"), Some(Point::new(410.0, 120.0)));
    assert_eq!(session.selection().records(), [RecordId::Group(group("pair"))]);
    session.undo();
    assert_eq!(session.selection().records(), [RecordId::Group(group("pair"))], "its members are not seen");
    session.redo();
    assert_eq!(session.selection().records(), [RecordId::Group(group("pair"))]);
    let response = play(&mut session, "double inpair");
    assert!(response.begin_rename.is_none());
    assert!(!session.document().group(&group("pair")).unwrap().collapsed);
    assert_eq!(session.history().position(), 3);
}

#[test]
fn a_parked_note_keeps_its_place_and_is_not_moved_by_key() {
    let mut session = Session::new(map());
    let command = Command::park(session.document(), &[note("m")]);
    assert_eq!(done(&mut session, command), "Park note");
    let targets = vec![note("m").into()];
    let refused = session.perform(Command::Nudge { targets, by: Point::new(1.0, 0.0) }).unwrap_err();
    assert_eq!(refused.to_string(), "there is nothing here to move: bring parked notes back first");
    let command = Command::park(session.document(), &[note("m")]);
    assert_eq!(done(&mut session, command), "Bring note back");
    assert_eq!(*session.document(), map());
}

#[test]
fn a_parked_note_is_dragged_back_onto_the_map() {
    let mut session = Session::new(map());
    let command = Command::park(session.document(), &[note("m")]);
    done(&mut session, command);
    let parked = session.document().clone();
    play(&mut session, "down note; move 330,250; esc; up");
    assert_eq!(*session.document(), parked, "Escape leaves it in the lot");
    play(&mut session, "down note; move 330,250");
    assert!(!session.preview().note(&note("m")).unwrap().parked, "it is shown where it would come to stand");
    session.cancel_gesture();
    play(&mut session, "down note; move 330,250; up");
    let back = session.document().note(&note("m")).unwrap();
    assert_eq!((back.parked, back.position), (false, Some(Point::new(330.0, 250.0))));
    session.undo();
    assert_eq!(*session.document(), parked);
}

#[test]
fn a_tied_note_comes_back_to_where_it_is_dropped() {
    let mut session = Session::new(map());
    let command = Command::park(session.document(), &[note("n")]);
    done(&mut session, command);
    let command = Command::bring_back(session.document(), &note("n"), Point::new(150.0, 180.0));
    done(&mut session, command);
    let back = session.document().note(&note("n")).unwrap();
    assert_eq!(back.position, Some(Point::new(50.0, 80.0)), "told from what it is tied to");
    assert!(Command::bring_back(session.document(), &note("n"), Point::default()).is_none());
}
