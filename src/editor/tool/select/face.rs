//! How the select tool shows itself before anything moves: over what the pointer hovers, on what a button is down.
//! Must not know what comes of a press.

use super::{Context, Cursor, Face, HitPart, On, Press, Target, ToolEvent, corner_at};

/// Of a line that stands for several flows, so many are named.
const MOST_NAMED: usize = 3;

pub(super) fn pressed_face(press: &Press) -> Face {
    let (cursor, hint) = match &press.on {
        On::Ground(_) => (Cursor::Default, ""),
        On::Thing(_) => (Cursor::Move, "Drag to move"),
        On::Rim(_) => (Cursor::Crosshair, "Drag to another organisation to draw a flow"),
        On::Line(_) => (Cursor::Grabbing, "Drag to bend"),
        On::Corner(_, corner, _) => (corner.cursor(), "Drag to resize"),
    };
    Face { cursor, hint: hint.into(), ..Face::default() }
}

pub(super) fn hovering(event: &ToolEvent, context: &Context) -> Face {
    if let Some((_, corner, _)) = corner_at(event, context) {
        return Face { cursor: corner.cursor(), hint: "Drag to resize".into(), ..Face::default() };
    }
    if let Some(hit) = event.hit.as_ref().filter(|hit| !hit.with.is_empty()) {
        return Face { cursor: Cursor::Pointing, hint: several(&hit.all(), context), ..Face::default() };
    }
    let (cursor, hint) = match event.hit.as_ref().map(|hit| (&hit.target, hit.part)) {
        Some((Target::Organisation(_), HitPart::Rim)) => {
            (Cursor::Crosshair, "Drag from the rim to draw a flow")
        }
        Some((Target::Organisation(_), _)) => {
            (Cursor::Pointing, "Click to select, drag to move, double-click to rename")
        }
        Some((Target::Flow(_), _)) if context.selection.len() == 1 => {
            (Cursor::Pointing, "Click to select; drag a selected flow to bend it; double-click to label")
        }
        Some((Target::Flow(_), _)) => (Cursor::Pointing, "Click to select, double-click to label"),
        Some((Target::Area(_), HitPart::Body)) | None => {
            (Cursor::Default, "Double-click to add an organisation, drag to select several")
        }
        Some((Target::Note(id), _)) if context.document.note(id).is_some_and(|note| note.parked) => {
            (Cursor::Grab, "Drag onto the map to bring it back, double-click to write")
        }
        Some((Target::Note(_), _)) => (Cursor::Pointing, "Drag to move, double-click to write"),
        Some((target @ Target::Group(_), _)) if context.is_solid(target) => {
            (Cursor::Pointing, "Drag to move, double-click to expand")
        }
        Some((Target::Group(_) | Target::Area(_), _)) => {
            (Cursor::Pointing, "Drag to move, double-click to rename")
        }
    };
    Face { cursor, hint: hint.into(), ..Face::default() }
}

/// `4 flows: BBC to Schools, BBC to Artists, BBC to Studios and 1 more. Click to select them all`.
fn several(flows: &[Target], context: &Context) -> String {
    let ends = |target: &Target| match target {
        Target::Flow(id) => context.document.flow(id).map(|flow| {
            let name = |id| context.organisation_name(id);
            format!("{} to {}", name(&flow.from), name(&flow.to))
        }),
        _ => None,
    };
    let named: Vec<String> = flows.iter().filter_map(ends).take(MOST_NAMED).collect();
    let more = match flows.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} flows: {}{more}. Click to select them all", flows.len(), named.join(", "))
}
