//! Pointer and key events at random, over whatever the map has.
//! Must not know what a tool makes of them.

use ecomap::{
    editor::{
        Boxes, Button, Hit, HitPart, Key, Modifiers, Session, Target, ToolEvent, ToolEventKind, ToolKind,
    },
    model::{Document, Point, Rect, Size},
};

use crate::dice::Dice;

const BOX: Size = Size::new(120.0, 48.0);

/// Boxes of what has a place.
pub fn boxes(document: &Document) -> Boxes {
    let rect = |at: Point, size: Option<Size>| Rect::from_center(at, size.unwrap_or(BOX));
    let organisations = document.organisations().iter();
    let notes = document.notes().iter();
    Boxes {
        organisations: organisations
            .filter_map(|(id, it)| Some((id.clone(), rect(it.position?, it.size))))
            .collect(),
        groups: std::collections::BTreeMap::new(),
        notes: notes.filter_map(|(id, it)| Some((id.clone(), rect(it.position?, it.size)))).collect(),
        ..Boxes::default()
    }
}

fn hit(dice: &mut Dice, document: &Document) -> Option<Hit> {
    let mut targets: Vec<Target> = document.record_ids().filter_map(|id| Target::of(&id)).collect();
    targets.extend(document.map().areas.iter().map(|area| Target::Area(area.id.clone())));
    let parts = [HitPart::Body, HitPart::Rim, HitPart::Line, HitPart::Label, HitPart::Title];
    let part = dice.pick(&parts)?;
    if dice.once_in(3) { None } else { dice.pick(&targets).map(|target| Hit::new(target, part)) }
}

fn event(dice: &mut Dice, document: &Document) -> ToolEvent {
    let button = match dice.below(8) {
        6 => Button::Secondary,
        7 => Button::Middle,
        _ => Button::Primary,
    };
    let kind = match dice.below(16) {
        0..=3 => ToolEventKind::Press { button },
        4..=8 => ToolEventKind::Move,
        9..=12 => ToolEventKind::Release { button },
        13 => ToolEventKind::DoubleClick,
        14 => ToolEventKind::Key(if dice.once_in(2) { Key::Escape } else { Key::Enter }),
        _ => ToolEventKind::Cancel,
    };
    let at = Point::new(dice.coordinate(), dice.coordinate());
    let modifiers = Modifiers { shift: dice.once_in(4), ctrl: dice.once_in(8), alt: dice.once_in(5) };
    ToolEvent { kind, at, screen_at: at, hit: hit(dice, document), modifiers, zoom: 1.0 }
}

/// Something happens; now and then the user takes up another tool.
pub fn any(dice: &mut Dice, session: &mut Session) -> ToolEvent {
    if dice.once_in(10) {
        let tool = dice.pick(&ToolKind::ALL).unwrap();
        session.set_tool(tool);
    }
    let boxes = boxes(session.preview());
    let event = event(dice, &session.document().clone());
    let response = session.tool_event(&event, &boxes);
    if let Some(target) = &response.begin_rename {
        assert!(target.exists_in(session.document()), "asked to name what is not there");
    }
    event
}

/// Whether the event leaves whatever is under way.
pub fn leaves(event: &ToolEvent) -> bool {
    matches!(event.kind, ToolEventKind::Key(Key::Escape) | ToolEventKind::Cancel)
}
