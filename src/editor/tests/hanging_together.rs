//! Arranging what hangs together: notes that are parked or tied to something that moves, groups within groups.

use super::{
    super::Session,
    arranging::{all, boxes, corners, stage},
    *,
};
use crate::editor::{Arrangement, Boxes, Target, arrangeable, arranged, edits::anchor, nudged};

/// The stage with more records.
fn with(stage_boxes: &str, more: impl IntoIterator<Item = (RecordId, Record)>) -> Document {
    let records: Vec<_> = stage(stage_boxes).records().chain(more).collect();
    Document::from_records(records)
}

/// The small stage with a parked note that is drawn far off, in the parking lot, and where its own place is.
fn with_parked_note() -> (Document, Boxes, Target, Point) {
    let own = Point::new(500.0, 500.0);
    let id = NoteId::literal("n");
    let parked = Note { position: Some(own), parked: true, ..Note::default() };
    let document = with("0,0,80,40 200,100,80,40", [(RecordId::Note(id.clone()), parked.into())]);
    let mut boxes = boxes(&document);
    boxes.notes.insert(id.clone(), Rect::new(-3000.0, -2000.0, 60.0, 60.0));
    (document, boxes, Target::Note(id), own)
}

#[test]
fn a_parked_note_keeps_its_place_while_others_are_arranged() {
    let (document, boxes, note, own) = with_parked_note();
    let targets: Vec<Target> = std::iter::once(note.clone()).chain(all(&document)).collect();
    assert!(arranged(&document, &targets[..2], &boxes, Arrangement::Left).is_err(), "one is not enough");
    let command = arranged(&document, &targets, &boxes, Arrangement::Left).unwrap();
    let mut session = Session::new(document.clone());
    session.perform(command).unwrap();
    assert_eq!(corners(&session), "0,0 0,100", "it does not say where the line is");
    assert_eq!(session.document().note(&NoteId::literal("n")).unwrap().position, Some(own));

    let each = |targets: &[&Target]| Command::MoveEach {
        name: "Align left".into(),
        moves: targets.iter().map(|target| (Target::clone(target), Point::new(7.0, 0.0))).collect(),
    };
    let mut session = Session::new(document);
    let refused = session.perform(each(&[&note])).unwrap_err().to_string();
    assert_eq!(refused, "there is nothing here to move: bring parked notes back first");
    session.perform(each(&[&note, &targets[1]])).unwrap();
    assert_eq!(corners(&session), "7,0 200,100");
    assert_eq!(session.document().note(&NoteId::literal("n")).unwrap().position, Some(own));
}

#[test]
fn a_parked_note_does_not_lead_others_to_the_grid() {
    let (document, boxes, note, _) = with_parked_note();
    let targets = [note, Target::Organisation(organisation("a"))];
    let by = nudged(&document, &targets, &boxes, Point::new(1.0, 0.0), 10.0, Some(16.0));
    assert_eq!(by, Point::new(8.0, 0.0), "from the organisation's centre at 40 to the next line");
}

#[test]
fn a_note_tied_to_a_group_ends_up_where_it_was_sent() {
    let group = GroupId::literal("g");
    let members = ["a", "b"].map(|id| Member::Organisation(organisation(id))).to_vec();
    let note = Note {
        attached_to: Some(RecordId::Group(group.clone())),
        position: Some(Point::new(0.0, -100.0)),
        ..Note::default()
    };
    let more = [
        (RecordId::Group(group.clone()), Group { members, ..Group::default() }.into()),
        (RecordId::Note(NoteId::literal("n")), note.into()),
    ];
    let document = with("0,0,80,40 200,100,80,40", more);
    let place = |document: &Document| {
        let note = document.note(&NoteId::literal("n")).unwrap();
        anchor(document, &RecordId::Group(group.clone())) + note.position.unwrap()
    };
    let before = place(&document);
    let sent = (Target::Note(NoteId::literal("n")), Point::new(10.0, 0.0));
    for others in [
        vec![(Target::Organisation(organisation("a")), Point::new(0.0, 40.0))],
        vec![(Target::Group(group.clone()), Point::new(50.0, 0.0))],
        vec![
            (Target::Organisation(organisation("a")), Point::new(0.0, 400.0)),
            (Target::Organisation(organisation("b")), Point::new(-30.0, 0.0)),
        ],
        Vec::new(),
    ] {
        let mut session = Session::new(document.clone());
        let moves = others.iter().cloned().chain([sent.clone()]).collect();
        session.perform(Command::MoveEach { name: "Align left".into(), moves }).unwrap();
        let moved = place(session.document()) - before;
        assert!((moved - sent.1).length() < 1e-9, "{others:?}: {moved:?}");
    }
}

#[test]
fn a_group_goes_with_the_one_that_holds_it_though_it_holds_all_the_same() {
    let (inner, outer) = (GroupId::literal("inner"), GroupId::literal("outer"));
    let members = vec![Member::Organisation(organisation("a"))];
    let more = [
        (RecordId::Group(inner.clone()), Group { members, ..Group::default() }.into()),
        (
            RecordId::Group(outer.clone()),
            Group { members: vec![Member::Group(inner.clone())], ..Group::default() }.into(),
        ),
    ];
    let document = with("300,0,80,40 0,100,80,40", more);
    let targets = [
        Target::Group(inner),
        Target::Group(outer.clone()),
        Target::Organisation(organisation("a")),
        Target::Organisation(organisation("b")),
    ];
    let whole = [Target::Group(outer), Target::Organisation(organisation("b"))];
    assert_eq!(arrangeable(&document, &targets), whole);
    let mut boxes = boxes(&document);
    boxes.frames.insert(GroupId::literal("outer"), Rect::new(300.0, 0.0, 80.0, 40.0));
    let command = arranged(&document, &targets, &boxes, Arrangement::Left).unwrap();
    let mut session = Session::new(document);
    session.perform(command).unwrap();
    assert_eq!(corners(&session), "0,0 0,100", "moved once, not once for each group");
}
