//! Gestures and what comes of them: steps of the history, the selection, whose name is asked for.

use super::{
    super::{Session, Target, ToolKind},
    map, organisation, record,
    script::play,
};
use crate::{
    editor::{Command, CommandError, Cursor, Overlay},
    model::{AreaMeaning, Direction, FlowId, Point, RecordId, Rect, ScaleId, SectorId},
};

fn word(target: &Target) -> String {
    match target {
        Target::Area(id) => id.to_string(),
        other => other.record().map_or_else(String::new, |id| id.as_str().to_owned()),
    }
}

struct Case {
    tool: ToolKind,
    script: &'static str,
    steps: &'static str,
    selected: &'static str,
    renames: &'static str,
}

const fn case(
    tool: ToolKind,
    script: &'static str,
    steps: &'static str,
    selected: &'static str,
    renames: &'static str,
) -> Case {
    Case { tool, script, steps, selected, renames }
}

use ToolKind::{Connect, Note, Pan, Place, Select};

const CASES: &[Case] = &[
    // Clicking
    case(Select, "down a; up", "", "a", ""),
    case(Select, "down a; up; down b; up", "", "b", ""),
    case(Select, "down a; up; shift+down b; shift+up", "", "a b", ""),
    case(Select, "down a; up; shift+down a; shift+up", "", "", ""),
    case(Select, "down a; up; shift+down b; shift+up; down a; up", "", "a", ""),
    case(Select, "down a; up; down ground; up", "", "", ""),
    case(Select, "down a; up; shift+down ground; shift+up", "", "a", ""),
    case(Select, "down a; move 102,101; up", "", "a", ""),
    case(Select, "down line; up", "", "f", ""),
    case(Select, "down inpair; up", "", "pair", ""),
    case(Select, "down inband; up", "", "", ""),
    case(Select, "down band; up", "", "band", ""),
    case(Select, "down a; up; right b", "", "b", ""),
    case(Select, "down a; up; shift+down b; shift+up; right b", "", "a b", ""),
    case(Select, "down a; up; right ground", "", "", ""),
    case(Select, "down a; up; esc", "", "", ""),
    case(Select, "down a; up; enter", "", "a", "a"),
    case(Select, "enter", "", "", ""),
    // Dragging
    case(Select, "down a; move 120,160; up", "Move", "a", ""),
    case(Select, "down a; move 120,160; move 100,100; up", "", "a", ""),
    case(Select, "down a; move 120,160; esc; up", "", "a", ""),
    case(Select, "down a; move 120,160; cancel; move 500,500; up", "", "a", ""),
    case(Select, "down a; up; shift+down b; shift+up; down a; move 120,160; up", "Move 2", "a b", ""),
    case(Select, "down a; up; down b; move 420,160; up", "Move", "b", ""),
    case(Select, "down a; up; shift+down b; move 420,160; up", "Move 2", "a b", ""),
    case(Select, "down pair; move 260,90; up", "Move 2", "pair", ""),
    case(Select, "down inpair; up; down inpair; move 260,200; up", "Move 2", "pair", ""),
    case(Select, "down band; move 40,-150; up", "Move", "band", ""),
    case(Select, "down note; move 140,440; up", "Move", "m", ""),
    case(Select, "down c; move 420,360; up", "", "c", ""),
    case(Select, "alt+down a; alt+move 120,160; alt+up", "Duplicate", "alpha", ""),
    // Marquee
    case(Select, "down 40,60; move 160,140; up", "", "a", ""),
    case(Select, "down 0,0; move 600,500; up", "", "a b c m", ""),
    case(Select, "down 0,300; move 150,500; up", "", "m", ""),
    case(Select, "down b; up; shift+down 40,60; shift+move 160,140; shift+up", "", "b a", ""),
    case(Select, "down b; up; down 40,60; move 160,140; esc; up", "", "b", ""),
    case(Select, "down inpair; move 190,60; up", "", "", ""),
    case(Select, "down inband; move 40,-60; up", "", "", ""),
    // Resizing
    case(Select, "down a; up; down 140,120; move 180,160; up", "Resize", "a", ""),
    case(Select, "down a; up; down 140,120; move 180,160; esc; up", "", "a", ""),
    case(Select, "down a; up; down 140,120; up", "", "a", ""),
    case(Select, "down band; up; down 600,-50; move 700,0; up", "Resize", "band", ""),
    case(Select, "down c; up; down 440,320; move 500,400; up", "", "", ""),
    // Bending
    case(Select, "down line; up; down line; move 300,20; up", "Bend flow", "f", ""),
    case(Select, "down line; up; down line; move 300,20; esc; up", "", "f", ""),
    case(Select, "down line; move 300,20; up", "", "", ""),
    // Drawing flows from a rim
    case(Select, "down a.rim; up", "", "a", ""),
    case(Select, "down a.rim; move 200,300; move d; up", "Add flow", "a--d--funding", ""),
    case(
        Select,
        "down a.rim; move 700,700; up",
        "Add connected organisation",
        "organisation",
        "organisation",
    ),
    case(Select, "down a.rim; move 700,700; esc; up", "", "a", ""),
    case(Select, "down a.rim; move a; up", "", "a", ""),
    case(Select, "down a.rim; move 300,300; move a; up", "Add flow", "a--a--funding", ""),
    case(Select, "down a.rim; move note; up", "", "a", ""),
    case(Select, "down d.rim; move line; up", "Add connected organisation", "organisation", "organisation"),
    // Making
    case(
        Select,
        "down ground; up; down ground; double; up",
        "Add organisation",
        "organisation",
        "organisation",
    ),
    case(Select, "down ground; up; double ground", "Add organisation", "organisation", "organisation"),
    case(Select, "down a; up; double a", "", "a", "a"),
    case(Select, "down line; up; double line", "", "f", "f"),
    case(Select, "double band", "", "band", "band"),
    case(Select, "double inband", "Add organisation", "organisation", "organisation"),
    case(Place, "down ground; up", "Add organisation", "organisation", "organisation"),
    case(Place, "down ground; esc; up", "", "", ""),
    case(Place, "down a; up", "", "a", ""),
    case(Place, "down note; up", "", "m", ""),
    case(Note, "down ground; up", "Add note", "byzwak", "byzwak"),
    case(Note, "down ground; cancel; up", "", "", ""),
    // The flow tool
    case(Connect, "down a; move 200,200; move d; up", "Add flow", "a--d--funding", ""),
    case(Connect, "down a; up; move 200,200; move d; down d; up", "Add flow", "a--d--funding", ""),
    case(Connect, "down a; up; down d; up", "Add flow", "a--d--funding", ""),
    case(Connect, "down a; up; down a; up", "", "", ""),
    case(
        Connect,
        "down a; up; down 700,700; up",
        "Add connected organisation",
        "organisation",
        "organisation",
    ),
    case(Connect, "down a; up; move d; esc; down ground; up", "", "", ""),
    case(Connect, "down ground; move a; up", "", "", ""),
    // The hand, and the middle button
    case(Pan, "down a; move 300,300; up", "", "", ""),
    case(Select, "down a; up; middle a; move 300,300; middle-up", "", "a", ""),
    // Found at random: the dragged view took Escape for itself, and the other gesture lived on.
    case(Select, "down a; move 200,200; middle a; esc; middle-up; up", "", "a", ""),
    case(
        Connect,
        "down a; up; middle a; move 300,300; middle-up; down d; up",
        "Add flow",
        "a--d--funding",
        "",
    ),
];

#[test]
fn each_gesture_is_one_step_or_none() {
    for case in CASES {
        let Case { tool, script, steps, selected, renames } = case;
        let mut session = Session::new(map());
        session.set_tool(*tool);
        let response = play(&mut session, script);
        let names: Vec<&str> = session.history().steps().iter().map(|step| step.name.as_str()).collect();
        assert_eq!(names.join("; "), *steps, "steps of: {script}");
        let words: Vec<String> = session.selection().targets().iter().map(word).collect();
        assert_eq!(words.join(" "), *selected, "selected after: {script}");
        let named = response.begin_rename.as_ref().map(word).unwrap_or_default();
        assert_eq!(named, *renames, "named after: {script}");
        assert!(!session.is_gesturing(), "still at it after: {script}");
        assert_eq!(session.preview(), session.document(), "left behind by: {script}");
        while session.undo().is_some() {}
        assert_eq!(*session.document(), map(), "undone: {script}");
    }
}

#[test]
fn what_is_shown_while_dragging_is_what_the_release_does() {
    for script in [
        "down a; move 120,160",
        "alt+down a; alt+move 120,160",
        "down a; up; down 140,120; move 180,160",
        "down line; up; down line; move 300,20",
        "down pair; move 260,90",
    ] {
        let mut session = Session::new(map());
        play(&mut session, script);
        let shown = session.preview().clone();
        assert_ne!(shown, map(), "{script}");
        assert_eq!(*session.document(), map(), "the map itself waits: {script}");
        assert_ne!(session.preview_revision(), session.revision());
        let release = if script.starts_with("alt+") { "alt+up" } else { "up" };
        let mut session = Session::new(map());
        play(&mut session, &format!("{script}; {release}"));
        assert_eq!(*session.document(), shown, "{script}");
    }
}

#[test]
fn escape_leaves_first_the_gesture_then_the_tool() {
    for (tool, press) in [(Place, "ground"), (Connect, "a"), (Note, "a"), (Pan, "a")] {
        let mut session = Session::new(map());
        session.set_tool(tool);
        play(&mut session, &format!("down {press}; move ground; esc"));
        assert_eq!(session.tool(), tool);
        play(&mut session, "up; esc");
        assert_eq!(session.tool(), Select, "{tool:?}");
        assert_eq!(*session.document(), map());
    }
}

#[test]
fn undo_in_the_middle_of_a_gesture_only_leaves_it() {
    let mut session = Session::new(map());
    session.perform(Command::Rename { id: record("a"), name: "Other".into() }).unwrap();
    play(&mut session, "down b; move 500,500");
    assert_eq!(session.undo(), None);
    assert!(!session.is_gesturing());
    assert_eq!(session.undo().as_deref(), Some("Rename organisation"));
}

#[test]
fn a_flow_that_is_there_already_is_offered_instead() {
    let mut session = Session::new(map());
    let response = play(&mut session, "down a.rim; move 200,200; move b; up");
    let refused = response.refused.expect("a flow of funding from a to b is there");
    assert!(matches!(&refused.error, CommandError::FlowExists(id) if id.as_str() == "f"));
    assert_eq!(session.history().steps().len(), 0);
    assert_eq!(session.selection().only(), Some(&Target::Flow(FlowId::literal("f"))), "here it is");
    let anyway = session.offered().cloned().expect("it can be added anyway");
    session.perform(anyway).unwrap();
    assert_eq!(session.offered(), None);
    assert_eq!(session.document().flows().len(), 3);
}

#[test]
fn what_is_new_is_as_the_palette_has_it() {
    let mut session = Session::new(map());
    session.set_tool(Place);
    session.set_current_sector(Some(SectorId::literal("third-sector")));
    session.set_current_kind(super::kind("collaboration"));
    play(&mut session, "down ground; up");
    let made = session.document().organisation(&organisation("organisation")).unwrap();
    assert_eq!(made.sector.as_ref().map(SectorId::as_str), Some("third-sector"));
    assert_eq!(made.position, Some(Point::new(250.0, 600.0)));
    session.set_tool(Connect);
    play(&mut session, "down a; move 300,300; move d; up");
    let flow = session.document().flows().values().find(|flow| flow.to == organisation("d")).unwrap();
    assert_eq!((flow.kind.as_str(), flow.direction), ("collaboration", Direction::None));
}

#[test]
fn a_bend_is_moved_made_and_taken_out() {
    for (script, bends) in [
        ("down line@250,52; move 250,0; up", vec![Point::new(250.0, 0.0)]),
        ("down line@320,70; move 320,20; up", vec![Point::new(250.0, 50.0), Point::new(320.0, 20.0)]),
        ("down line@250,52; move 251,102; up", vec![]),
    ] {
        let mut session = Session::new(map());
        play(&mut session, "down line; up");
        play(&mut session, script);
        let flow = session.document().flow(&FlowId::literal("f")).unwrap();
        assert_eq!(flow.route, bends, "{script}");
    }
}

#[test]
fn cursor_and_overlay_tell_the_state() {
    for (tool, script, cursor, overlay) in [
        (Select, "move ground", Cursor::Default, Overlay::None),
        (Select, "move a", Cursor::Pointing, Overlay::None),
        (Select, "move a.rim", Cursor::Crosshair, Overlay::None),
        (Select, "down a; move 200,200", Cursor::Move, Overlay::None),
        (Select, "alt+down a; alt+move 200,200", Cursor::Copy, Overlay::None),
        (
            Select,
            "down 10,20; move 30,50",
            Cursor::Crosshair,
            Overlay::Marquee(Rect::new(10.0, 20.0, 20.0, 30.0)),
        ),
        (
            Select,
            "down a.rim; move b",
            Cursor::Crosshair,
            Overlay::Connection {
                from: organisation("a"),
                to: Point::new(400.0, 100.0),
                over: Some(organisation("b")),
                guides: Vec::new(),
            },
        ),
        (
            Connect,
            "down a; move note",
            Cursor::NotAllowed,
            Overlay::Connection {
                from: organisation("a"),
                to: Point::new(100.0, 400.0),
                over: None,
                guides: Vec::new(),
            },
        ),
        (Pan, "move a", Cursor::Grab, Overlay::None),
        (Select, "middle a", Cursor::Grabbing, Overlay::None),
        (Place, "move ground", Cursor::Crosshair, Overlay::None),
    ] {
        let mut session = Session::new(map());
        session.set_tool(tool);
        let response = play(&mut session, script);
        assert_eq!((response.cursor, &response.overlay), (cursor, &overlay), "{script}");
        assert!(!response.hint.is_empty(), "a hint for: {script}");
    }
}

#[test]
fn what_the_palette_leaves_open_is_said_by_the_band() {
    for (current, expected) in [(None, Some("national")), (Some("regional"), Some("regional"))] {
        let mut session = Session::new(map());
        let mut info = (**session.document().map()).clone();
        info.areas[0].extent = Rect::new(0.0, 500.0, 600.0, 200.0);
        info.areas[0].meaning = AreaMeaning::Scale(ScaleId::literal("national"));
        session.perform(Command::replace("Set areas", RecordId::Map, info)).unwrap();
        session.set_tool(Place);
        session.set_current_scale(current.map(ScaleId::literal));
        play(&mut session, "down ground; up");
        let made = session.document().organisation(&organisation("organisation")).unwrap();
        assert_eq!(made.scale.as_ref().map(ScaleId::as_str), expected);
    }
}
