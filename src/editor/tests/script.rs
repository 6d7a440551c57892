//! Gestures as words: "down a; move b; up" on the small map. Must not know what they should do.

use crate::{
    editor::{
        Boxes, Button, Hit, HitPart, Key, Modifiers, Session, Target, ToolEvent, ToolEventKind, ToolResponse,
    },
    model::{AreaId, FlowId, GroupId, NoteId, OrganisationId, Point, Rect, Size},
};

/// Boxes of the map as it is shown, all of one size.
pub(super) fn boxes(session: &Session) -> Boxes {
    let document = session.preview();
    let rect = |at: Point, size: Option<Size>| Rect::from_center(at, size.unwrap_or(Size::new(80.0, 40.0)));
    let organisations = document.organisations().iter();
    let free_notes = document.notes().iter().filter(|(_, note)| note.attached_to.is_none());
    Boxes {
        organisations: organisations
            .filter_map(|(id, it)| Some((id.clone(), rect(it.position?, it.size))))
            .collect(),
        groups: std::collections::BTreeMap::new(),
        notes: free_notes.filter_map(|(id, it)| Some((id.clone(), rect(it.position?, it.size)))).collect(),
        ..Boxes::default()
    }
}

/// A place by name, and what is hit there; `line@250,52` is the line, hit elsewhere.
fn place(words: &str, session: &Session) -> (Point, Option<Hit>) {
    if let Some((name, at)) = words.split_once('@') {
        return (place(at, session).0, place(name, session).1);
    }
    let hit = |target: Target, part| Some(Hit::new(target, part));
    let (name, part) = words.split_once('.').unwrap_or((words, "body"));
    match name {
        "ground" => (Point::new(250.0, 600.0), None),
        "line" => (Point::new(300.0, 70.0), hit(FlowId::literal("f").into(), HitPart::Line)),
        "note" => (Point::new(100.0, 400.0), hit(NoteId::literal("m").into(), HitPart::Body)),
        "band" => (Point::new(20.0, -190.0), hit(AreaId::literal("band").into(), HitPart::Title)),
        "inband" => (Point::new(300.0, -100.0), hit(AreaId::literal("band").into(), HitPart::Body)),
        "pair" => (Point::new(200.0, 60.0), hit(GroupId::literal("pair").into(), HitPart::Title)),
        "inpair" => (Point::new(200.0, 150.0), hit(GroupId::literal("pair").into(), HitPart::Body)),
        _ => match name.split_once(',') {
            Some((x, y)) => (Point::new(x.parse().unwrap(), y.parse().unwrap()), None),
            None => {
                let id = OrganisationId::new(name).unwrap();
                let at = session.document().organisation(&id).and_then(|it| it.position).unwrap();
                let (at, part) = if part == "rim" {
                    (at + Point::new(40.0, 0.0), HitPart::Rim)
                } else {
                    (at, HitPart::Body)
                };
                (at, hit(id.into(), part))
            }
        },
    }
}

/// Plays it and returns the last answer, with the last name that was asked for.
pub(super) fn play(session: &mut Session, script: &str) -> ToolResponse {
    let mut response = ToolResponse::default();
    let mut begin_rename = None;
    let mut last = (Point::default(), None);
    for step in script.split(';').map(str::trim).filter(|step| !step.is_empty()) {
        let mut words = step.split(' ');
        let verb = words.next().unwrap();
        if let Some(words) = words.next() {
            last = place(words, session);
        }
        let modifiers = Modifiers {
            shift: verb.contains("shift+"),
            ctrl: verb.contains("ctrl+"),
            alt: verb.contains("alt+"),
        };
        let kind = match verb.rsplit('+').next().unwrap() {
            "down" => ToolEventKind::Press { button: Button::Primary },
            "up" => ToolEventKind::Release { button: Button::Primary },
            "right" => ToolEventKind::Press { button: Button::Secondary },
            "middle" => ToolEventKind::Press { button: Button::Middle },
            "middle-up" => ToolEventKind::Release { button: Button::Middle },
            "move" => ToolEventKind::Move,
            "double" => ToolEventKind::DoubleClick,
            "esc" => ToolEventKind::Key(Key::Escape),
            "enter" => ToolEventKind::Key(Key::Enter),
            "cancel" => ToolEventKind::Cancel,
            other => panic!("no such verb: {other}"),
        };
        let event =
            ToolEvent { kind, at: last.0, screen_at: last.0, hit: last.1.clone(), modifiers, zoom: 1.0 };
        let boxes = boxes(session);
        response = session.tool_event(&event, &boxes);
        begin_rename = response.begin_rename.take().or(begin_rename);
    }
    response.begin_rename = begin_rename;
    response
}
