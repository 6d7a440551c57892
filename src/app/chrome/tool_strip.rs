//! The slim strip of tools that floats at the left of the canvas. Must not know what a tool does.

use eframe::egui::{self, Sense, vec2};

use super::parts::{Sign, sign_button_ui};
use crate::app::{
    actions::{Action, Situation},
    intent::Intent,
    theme::Theme,
};

/// The tools from top to bottom; `None` is a hairline.
const TOOLS: [Option<Action>; 8] = [
    Some(Action::ToolSelect),
    Some(Action::ToolHand),
    None,
    Some(Action::ToolOrganisation),
    Some(Action::ToolFlow),
    Some(Action::ToolNote),
    Some(Action::Group),
    None,
];
const SIDE: f32 = 36.0;
/// On a low canvas the seven buttons become as small as this; what is between them does not.
const LEAST: f32 = 28.0;
const BETWEEN: f32 = 48.0;
/// From the canvas's edge to the strip, points.
const EDGE: f32 = 12.0;
/// What the strip covers of the canvas's left edge, points.
pub const STRIP_WIDTH: f32 = SIDE + 24.0;

/// Shows the strip within the canvas's place.
#[must_use]
pub fn tool_strip_ui(
    ctx: &egui::Context,
    theme: &Theme,
    situation: &Situation,
    place: egui::Rect,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    if place.height() < LEAST + 2.0 * EDGE {
        return intents;
    }
    let in_pairs = place.height() < 7.0 * LEAST + BETWEEN + 2.0 * EDGE;
    let side = ((place.height() - BETWEEN - 2.0 * EDGE) / 7.0).floor().clamp(LEAST, SIDE);
    egui::Area::new("tool strip".into())
        .order(egui::Order::Middle)
        .fixed_pos(place.left_top() + vec2(EDGE, EDGE))
        .show(ctx, |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(place));
            theme.floating().show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
                // A canvas that is lower than the strip has it scrolled, not lying over what is round the canvas.
                let height = (place.height() - 2.0 * EDGE - 8.0).max(SIDE);
                let strip = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
                strip.show(ui, |ui| {
                    if in_pairs {
                        return pairs_ui(ui, theme, situation, &mut intents);
                    }
                    for tool in TOOLS {
                        match tool {
                            Some(action) => tool_ui(ui, theme, situation, (action, side), &mut intents),
                            None => divider_ui(ui, theme, side),
                        }
                    }
                    tool_ui(ui, theme, situation, (Action::ZoomFit, side), &mut intents);
                });
            });
        });
    intents
}

/// Two beside each other, where one under the other is too high.
fn pairs_ui(ui: &mut egui::Ui, theme: &Theme, situation: &Situation, intents: &mut Vec<Intent>) {
    let tools: Vec<Action> = TOOLS.into_iter().flatten().chain([Action::ZoomFit]).collect();
    for pair in tools.chunks(2) {
        ui.horizontal(|ui| {
            for action in pair {
                tool_ui(ui, theme, situation, (*action, LEAST), intents);
            }
        });
    }
}

fn divider_ui(ui: &mut egui::Ui, theme: &Theme, side: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, 9.0), Sense::hover());
    ui.painter().hline(rect.shrink2(vec2(8.0, 0.0)).x_range(), rect.center().y, theme.hairline_stroke());
}

fn tool_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    (action, side): (Action, f32),
    intents: &mut Vec<Intent>,
) {
    let entry = action.entry();
    let tip = format!("{}\n{}", entry.tip(), entry.description);
    let sign = Sign {
        icon: entry.icon,
        name: entry.name,
        tip: &tip,
        tip_beside: true,
        side,
        on: situation.is_on(action),
        enabled: situation.allows(action),
    };
    if sign_button_ui(ui, theme, &sign).clicked() {
        intents.push(Intent::Act(action));
    }
}
