//! The menu under the right button: what can be done with what is there. Must not know how.

use eframe::egui;

use super::CanvasContext;
use crate::{
    app::{
        Intent,
        actions::Action,
        chrome::parts::{Row, hairline_ui, row_ui},
        icons,
    },
    editor::Session,
};

/// What the menu offers over something; each part between hairlines.
const OVER_SOMETHING: [&[Action]; 5] = [
    &[Action::Rename, Action::Duplicate, Action::ToolFlow],
    &[Action::Cut, Action::Copy, Action::Paste],
    &[Action::Group, Action::Ungroup, Action::ToggleFold, Action::TogglePark, Action::ZoomSelection],
    &[Action::BringToFront, Action::SendToBack, Action::Lock, Action::Pin],
    &[Action::Delete],
];
/// What the menu offers over empty ground.
const OVER_GROUND: [&[Action]; 3] = [
    &[Action::ToolOrganisation, Action::ToolNote],
    &[Action::Paste, Action::SelectAll],
    &[Action::ZoomFit, Action::ZoomActual],
];

/// Width of the menu, screen points.
const WIDTH: f32 = 236.0;

/// Shows the menu while it is open: where the right button came down, or at `place`. With `opens` it opens now, and its
/// first row has the keyboard.
pub fn menu_ui(
    response: &egui::Response,
    place: Option<egui::Pos2>,
    opens: bool,
    session: &Session,
    context: &CanvasContext<'_>,
    intents: &mut Vec<Intent>,
) {
    let parts: &[&[Action]] = if session.selection().is_empty() { &OVER_GROUND } else { &OVER_SOMETHING };
    let mut popup = egui::Popup::context_menu(response).width(WIDTH);
    if let Some(place) = place {
        popup = popup.at_position(place);
    }
    if opens {
        popup = popup.open_memory(Some(true.into()));
    }
    let mut wants_focus = opens;
    popup.show(|ui| {
        ui.set_min_width(WIDTH - 8.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                hairline_ui(ui, context.theme, 4.0);
            }
            let special = |action: &Action| matches!(action, Action::ToggleFold | Action::TogglePark);
            // What only groups or notes can do is offered only there.
            let shown = part.iter().filter(|action| !special(action) || context.situation.allows(**action));
            for action in shown {
                let row = action_ui(ui, *action, context);
                if wants_focus && context.situation.allows(*action) {
                    row.request_focus();
                    wants_focus = false;
                }
                if row.clicked() {
                    intents.push(Intent::Act(*action));
                    ui.close();
                }
            }
        }
    });
}

fn action_ui(ui: &mut egui::Ui, action: Action, context: &CanvasContext<'_>) -> egui::Response {
    let entry = action.entry();
    let keys = entry.shortcut_text();
    let row = Row {
        icon: if context.situation.is_on(action) { icons::CHECK } else { entry.icon },
        words: &context.situation.name(action),
        keys: &keys,
        disabled: !context.situation.allows(action),
        ..Row::default()
    };
    row_ui(ui, context.theme, &row)
}
