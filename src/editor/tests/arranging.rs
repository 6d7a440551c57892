//! Aligning, distributing, stacking, locking, pinning: on one small row of boxes, and on random ones.

use super::{super::Session, map, organisation, record};
use crate::{
    editor::{
        Arrangement, Boxes, Command, CommandError, Held, Stacking, Target, arranged, held, nudged, stacked,
        toggled,
    },
    model::{
        Document, Flow, FlowId, FlowKindId, Group, GroupId, Member, Note, NoteId, Organisation,
        OrganisationId, Point, Record, RecordId, Rect, Size, default_scheme,
    },
};

/// Boxes in words, `left,top,width,height`, of `a`, `b`, `c`, `d`; `!` before one that is locked.
pub(super) fn stage(boxes: &str) -> Document {
    let mut records = default_scheme();
    for (id, words) in ["a", "b", "c", "d"].into_iter().zip(boxes.split(' ')) {
        let numbers: Vec<f64> =
            words.trim_start_matches('!').split(',').map(|number| number.parse().unwrap()).collect();
        let rect = Rect::new(numbers[0], numbers[1], numbers[2], numbers[3]);
        let organisation = Organisation {
            position: Some(rect.center()),
            size: Some(rect.size()),
            locked: words.starts_with('!'),
            ..Organisation::default()
        };
        records.push((record(id), organisation.into()));
    }
    Document::from_records(records)
}

/// Boxes as they would be drawn: of groups, round their members.
pub(super) fn boxes(document: &Document) -> Boxes {
    let organisations = document.organisations().iter().filter_map(|(id, it)| {
        let size = it.size.unwrap_or(Size::new(80.0, 40.0));
        Some((id.clone(), Rect::from_center(it.position?, size)))
    });
    let mut boxes = Boxes { organisations: organisations.collect(), ..Boxes::default() };
    for (id, group) in document.groups() {
        let members = group.members.iter().filter_map(|member| match member {
            Member::Organisation(id) => boxes.organisations.get(id).copied(),
            Member::Group(_) => None,
        });
        boxes.frames.extend(Rect::around(members).map(|rect| (id.clone(), rect)));
    }
    let notes = document.notes().iter().filter(|(_, note)| note.attached_to.is_none());
    let notes = notes.filter_map(|(id, note)| {
        Some((id.clone(), Rect::from_center(note.position?, Size::new(60.0, 60.0))))
    });
    boxes.notes = notes.collect();
    boxes
}

pub(super) fn all(document: &Document) -> Vec<Target> {
    document.organisations().keys().cloned().map(Target::Organisation).collect()
}

/// Left upper corners of all organisations after a command.
pub(super) fn corners(session: &Session) -> String {
    let boxes = boxes(session.document());
    let corners = boxes.organisations.values().map(|rect| format!("{},{}", rect.x, rect.y));
    corners.collect::<Vec<_>>().join(" ")
}

#[test]
fn boxes_come_into_line_and_to_equal_gaps() {
    use Arrangement as A;
    for (how, before, after) in [
        (A::Left, "0,0,80,40 30,100,100,40 200,200,50,20", "0,0 0,100 0,200"),
        (A::Right, "0,0,80,40 30,100,100,40 200,200,50,20", "170,0 150,100 200,200"),
        (A::Centre, "0,0,80,40 30,100,100,40 200,200,50,20", "85,0 75,100 100,200"),
        (A::Top, "0,0,80,40 30,100,100,40 200,200,50,20", "0,0 30,0 200,0"),
        (A::Bottom, "0,0,80,40 30,100,100,40 200,200,50,20", "0,180 30,180 200,200"),
        (A::Middle, "0,0,80,40 30,100,100,40 200,200,50,20", "0,90 30,90 200,100"),
        // What is locked says where the line is.
        (A::Left, "0,0,80,40 !30,100,100,40 200,200,50,20", "30,0 30,100 30,200"),
        (A::Right, "!0,0,80,40 !30,100,100,40 200,200,50,20", "0,0 30,100 80,200"),
        // Gaps, in whatever order they were selected.
        (A::Across, "0,0,80,40 90,5,100,40 300,0,60,40", "0,0 140,5 300,0"),
        (A::Across, "300,0,60,40 0,0,80,40 90,5,100,40", "300,0 0,0 140,5"),
        (A::Down, "0,0,80,40 0,50,80,20 0,200,80,60", "0,0 0,110 0,200"),
        // What is locked stays, and gaps are equal on either side of it.
        (A::Across, "0,0,40,40 50,0,40,40 !200,0,40,40 400,0,40,40", "0,0 100,0 200,0 400,0"),
        (A::Across, "0,0,40,40 !100,0,40,40 150,0,40,40 400,0,40,40", "0,0 100,0 250,0 400,0"),
        // No room for gaps: the middles at equal distances, none overtakes another.
        (A::Across, "0,0,100,40 40,0,10,40 50,0,10,40 20,0,100,40", "3,0 40,0 57,0 20,0"),
    ] {
        let document = stage(before);
        let command = arranged(&document, &all(&document), &boxes(&document), how).unwrap();
        let mut session = Session::new(document.clone());
        session.perform(command).unwrap();
        let rounded = corners(&session)
            .split(' ')
            .map(|corner| {
                let (x, y) = corner.split_once(',').unwrap();
                format!("{},{}", x.parse::<f64>().unwrap().round(), y.parse::<f64>().unwrap().round())
            })
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(rounded, after, "{how:?} of {before}");
        assert!(session.history().steps().len() <= 1);
        session.undo();
        assert_eq!(*session.document(), document, "{how:?} of {before}");
    }
}

#[test]
fn what_cannot_be_arranged_is_refused_in_words() {
    let document = stage("!0,0,80,40 !30,100,100,40 !200,200,50,20");
    let boxes = boxes(&document);
    let refused =
        |targets: &[Target], how| arranged(&document, targets, &boxes, how).unwrap_err().to_string();
    assert_eq!(refused(&all(&document), Arrangement::Left), CommandError::AllLocked.to_string());
    assert_eq!(
        refused(&all(&document)[..1], Arrangement::Left),
        "there is nothing here to align: select two or more organisations, notes or groups"
    );
    assert!(refused(&all(&document)[..2], Arrangement::Across).contains("three or more"));
}

#[test]
fn groups_and_notes_are_arranged_as_wholes_and_take_along_what_is_theirs() {
    let mut records: Vec<(RecordId, Record)> =
        stage("100,100,80,40 200,100,80,40 0,300,80,40").records().collect();
    let group = RecordId::Group(GroupId::literal("pair"));
    let members = vec![Member::Organisation(organisation("a")), Member::Organisation(organisation("b"))];
    records.push((group.clone(), Group { members, ..Group::default() }.into()));
    let flow = Flow {
        route: vec![Point::new(190.0, 60.0)],
        ..Flow::new(organisation("a"), organisation("b"), FlowKindId::literal("funding"))
    };
    records.push((RecordId::Flow(FlowId::literal("f")), flow.into()));
    let note = RecordId::Note(NoteId::literal("n"));
    records.push((note.clone(), Note { position: Some(Point::new(500.0, 500.0)), ..Note::default() }.into()));
    let document = Document::from_records(records);
    let targets: Vec<Target> =
        [group, record("a"), note, record("c")].iter().filter_map(Target::of).collect();
    let command = arranged(&document, &targets, &boxes(&document), Arrangement::Left).unwrap();
    let mut session = Session::new(document);
    session.perform(command).unwrap();
    let after = session.document();
    assert_eq!(
        corners(&session),
        "0,100 100,100 0,300",
        "the group is one thing; its member is none beside it"
    );
    assert_eq!(after.note(&NoteId::literal("n")).unwrap().position, Some(Point::new(30.0, 500.0)));
    let route = &after.flow(&FlowId::literal("f")).unwrap().route;
    assert_eq!(*route, [Point::new(90.0, 60.0)], "a bend between two members goes along");
}

#[test]
fn a_note_tied_to_what_is_arranged_with_it_ends_in_line() {
    let mut records: Vec<(RecordId, Record)> = stage("0,0,80,40 200,100,80,40").records().collect();
    let id = NoteId::literal("n");
    let tied =
        Note { position: Some(Point::new(0.0, -72.0)), attached_to: Some(record("b")), ..Note::default() };
    records.push((RecordId::Note(id.clone()), tied.into()));
    let document = Document::from_records(records);
    let mut boxes = boxes(&document);
    boxes.notes.insert(id.clone(), Rect::new(210.0, 18.0, 60.0, 60.0));
    let targets: Vec<Target> =
        [record("a"), record("b"), RecordId::Note(id.clone())].iter().filter_map(Target::of).collect();
    let command = arranged(&document, &targets, &boxes, Arrangement::Left).unwrap();
    let mut session = Session::new(document);
    session.perform(command).unwrap();
    // b went 200 to the left and took the note along; the note itself had 210 to go.
    assert_eq!(session.document().note(&id).unwrap().position, Some(Point::new(-10.0, -72.0)));
}

/// A plain stream of numbers, so that a failure can be told by its seed.
fn numbers(seed: u64) -> impl FnMut(u64) -> f64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below) as f64
    }
}

#[test]
fn of_any_boxes_locked_ones_stay_order_is_kept_and_all_numbers_are_numbers() {
    for seed in 0..400 {
        let mut next = numbers(seed);
        let words: Vec<String> = (0..4)
            .map(|_| {
                let lock = if next(5) == 0.0 { "!" } else { "" };
                let scale = if next(10) == 0.0 { 1e6 } else { 1.0 };
                format!("{lock}{},{},{},{}", next(900) * scale, next(600) - 300.0, next(200), next(80))
            })
            .collect();
        let document = stage(&words.join(" "));
        let before = boxes(&document);
        for how in Arrangement::ALL {
            let Ok(command) = arranged(&document, &all(&document), &before, how) else { continue };
            let Command::MoveEach { moves, .. } = &command else { panic!("{command:?}") };
            assert!(moves.iter().all(|(_, by)| by.is_finite()), "{seed}: {how:?}");
            let mut session = Session::new(document.clone());
            session.perform(command.clone()).unwrap();
            let after = boxes(session.document());
            for (id, it) in document.organisations() {
                if it.locked {
                    assert_eq!(before.organisations[id], after.organisations[id], "{seed}: {how:?}");
                }
            }
            let along = |boxes: &Boxes, id: &OrganisationId| match how {
                Arrangement::Across => boxes.organisations[id].center().x,
                _ => boxes.organisations[id].center().y,
            };
            if matches!(how, Arrangement::Across | Arrangement::Down) {
                let mut order: Vec<_> = before.organisations.keys().collect();
                order.sort_by(|a, b| along(&before, a).total_cmp(&along(&before, b)));
                for pair in order.windows(2) {
                    let (one, other) = (along(&after, pair[0]), along(&after, pair[1]));
                    assert!(one <= other + 1e-6, "{seed}: {how:?}: {one} before {other}");
                }
            }
            // What is arranged is not moved again.
            let again = arranged(session.document(), &all(&document), &after, how).unwrap();
            session.perform(again).unwrap();
            let twice = boxes(session.document());
            for (id, rect) in &after.organisations {
                assert!(rect.center().distance(twice.organisations[id].center()) < 1e-3, "{seed}: {how:?}");
            }
        }
    }
}

fn z(session: &Session, ids: &str) -> Vec<i32> {
    let z = |id: &str| session.document().organisation(&OrganisationId::new(id).unwrap()).unwrap().z_order;
    ids.split(' ').map(z).collect()
}

#[test]
fn the_stack_is_gone_through_step_by_step_and_all_the_way() {
    let mut session = Session::new(stage("0,0,80,40 0,0,80,40 0,0,80,40 !0,0,80,40"));
    let mut go = |ids: &str, how| {
        let targets: Vec<Target> =
            ids.split(' ').map(|id| Target::Organisation(OrganisationId::new(id).unwrap())).collect();
        let command = stacked(session.document(), &targets, how).unwrap();
        session.perform(command).unwrap();
        z(&session, "a b c d")
    };
    assert_eq!(go("a", Stacking::Front), [1, 0, 0, 0]);
    assert_eq!(go("a", Stacking::Front), [1, 0, 0, 0], "it is in front already");
    assert_eq!(go("b", Stacking::Forward), [1, 1, 0, 0], "before those on its level");
    assert_eq!(go("b", Stacking::Forward), [1, 2, 0, 0], "before the next");
    assert_eq!(go("b", Stacking::Forward), [1, 2, 0, 0]);
    assert_eq!(go("c b", Stacking::Back), [1, -1, -3, 0], "they keep their order");
    assert_eq!(go("b", Stacking::Backward), [1, -4, -3, 0]);
    assert_eq!(go("b c a", Stacking::Front), [6, 1, 2, 0]);
    session.undo();
    assert_eq!(z(&session, "a b c d"), [1, -4, -3, 0], "one step each");
    let locked = [Target::Organisation(organisation("d"))];
    assert_eq!(stacked(session.document(), &locked, Stacking::Front), Err(CommandError::AllLocked));
    assert!(stacked(session.document(), &[], Stacking::Front).is_err());
}

#[test]
fn each_sort_has_a_layer_of_its_own() {
    let mut session = Session::new(map());
    let every: Vec<Target> = ["f", "g"].map(|id| Target::Flow(FlowId::literal(id))).to_vec();
    let command = stacked(session.document(), &every[..1], Stacking::Front).unwrap();
    session.perform(command).unwrap();
    assert_eq!(session.document().flow(&FlowId::literal("f")).unwrap().z_order, 1);
    let note = Target::Note(NoteId::literal("m"));
    session.perform(stacked(session.document(), &[note], Stacking::Back).unwrap()).unwrap();
    assert_eq!(session.document().note(&NoteId::literal("m")).unwrap().z_order, -1);
    let group = Target::Group(GroupId::literal("pair"));
    session.perform(stacked(session.document(), &[group], Stacking::Front).unwrap()).unwrap();
    assert_eq!(session.document().group(&GroupId::literal("pair")).unwrap().z_order, 1);
}

#[test]
fn lock_and_pin_hold_all_or_set_all_free() {
    let mut session = Session::new(map());
    let targets: Vec<Target> = [record("a"), record("c"), RecordId::Note(NoteId::literal("m"))]
        .iter()
        .filter_map(Target::of)
        .collect();
    let toggle = |session: &mut Session, targets: &[Target], by| {
        let command = toggled(session.document(), targets, by).unwrap();
        session.perform(command).unwrap().name
    };
    assert!(!held(session.document(), &targets, Held::Locked), "only c is");
    assert_eq!(toggle(&mut session, &targets, Held::Locked), "Lock");
    assert!(held(session.document(), &targets, Held::Locked));
    assert_eq!(toggle(&mut session, &targets, Held::Locked), "Unlock");
    assert!(!session.document().organisation(&organisation("c")).unwrap().locked);
    let pair = [Target::Group(GroupId::literal("pair"))];
    assert_eq!(toggle(&mut session, &pair, Held::Pinned), "Pin");
    assert!(["a", "b"].iter().all(|id| session.document().organisation(&organisation(id)).unwrap().pinned));
    assert_eq!(toggle(&mut session, &pair, Held::Pinned), "Unpin");
    let flow = [Target::Flow(FlowId::literal("f"))];
    assert!(toggled(session.document(), &flow, Held::Locked).is_err());
    assert!(!held(session.document(), &flow, Held::Locked));
}

#[test]
fn nudging_goes_from_grid_line_to_grid_line() {
    let document = stage("0,0,80,40 500,0,80,40");
    let boxes = boxes(&document);
    let a = [Target::Organisation(organisation("a"))];
    for (way, grid, by) in [
        ((1.0, 0.0), None, (10.0, 0.0)),
        // The centre is at 40, 20.
        ((1.0, 0.0), Some(16.0), (8.0, 0.0)),
        ((-1.0, 0.0), Some(16.0), (-8.0, 0.0)),
        ((0.0, 1.0), Some(20.0), (0.0, 20.0)),
        ((0.0, -1.0), Some(16.0), (0.0, -4.0)),
    ] {
        let moved = nudged(&document, &a, &boxes, Point::new(way.0, way.1), 10.0, grid);
        assert_eq!((moved.x, moved.y), by, "{way:?} on {grid:?}");
    }
    let nothing = nudged(
        &document,
        &[Target::Flow(FlowId::literal("f"))],
        &boxes,
        Point::new(1.0, 0.0),
        10.0,
        Some(16.0),
    );
    assert_eq!(nothing, Point::new(10.0, 0.0), "what has no box goes as far as without a grid");
}

#[test]
fn groups_and_free_notes_are_nudged() {
    let mut session = Session::new(map());
    let targets = vec![Target::Group(GroupId::literal("pair")), Target::Note(NoteId::literal("m"))];
    session.perform(Command::Nudge { targets, by: Point::new(16.0, 0.0) }).unwrap();
    let at = |id| session.document().organisation(&organisation(id)).unwrap().position.unwrap().x;
    assert_eq!((at("a"), at("b"), at("c")), (116.0, 416.0, 400.0));
    assert_eq!(session.document().note(&NoteId::literal("m")).unwrap().position.unwrap().x, 116.0);
}
