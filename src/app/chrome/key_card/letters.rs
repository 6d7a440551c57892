//! The letters of the canvas on a card that may stay while one works: read from the table of actions, so that it is
//! never wrong. Must not know what a letter does.

use eframe::egui::{self, Align2, CornerRadius, Margin, Rect, Sense, Stroke, StrokeKind, vec2};

use super::super::parts::caption_ui;
use crate::app::{
    actions::{Action, keys},
    theme::{self, Theme},
};

/// Height of a line, points.
const LINE: f32 = 25.0;
/// Width of the captions before the lines, points.
const CAPTION: f32 = 46.0;
/// A word, and the actions whose keys stand before it.
type Letter = (&'static [Action], &'static str);
/// What is on the card, line by line.
const LINES: [(&str, &[Letter]); 3] = [
    (
        "Make",
        &[
            (&[Action::ToolOrganisation], "Organisation"),
            (&[Action::ToolFlow], "Flow"),
            (&[Action::ToolNote], "Note"),
            (&[Action::Group], "Group"),
            (&[Action::Capture], "Type"),
            (&[Action::Round], "Round"),
            (&[Action::Lock], "Lock"),
            (&[Action::Pin], "Pin"),
        ],
    ),
    (
        "Set",
        &[
            (&[Action::ChooseSector], "Sector"),
            (&[Action::ChooseScale], "Scale"),
            (&[Action::ChooseKind], "Kind"),
            (&[Action::ChooseFormality], "Formality"),
            (&[Action::ChooseStatus], "Status"),
            (&[Action::InfluenceUp, Action::InfluenceDown], "Influence"),
            (&[Action::GoalStance], "Stance"),
        ],
    ),
    (
        "See",
        &[
            (&[Action::Find], "Find"),
            (&[Action::ToggleExplore], "Explore"),
            (&[Action::Table], "Table"),
            (&[Action::Layout], "Arrange"),
            (&[Action::Influence], "Goals"),
            (&[Action::TogglePanels], "Panels"),
            (&[Action::Present], "Present"),
            (&[Action::ToolSelect], "Select"),
            (&[Action::ToolHand], "Hand"),
        ],
    ),
];
/// What the canvas keeps for itself.
const GO: [(&str, &str); 5] = [
    ("↑↓←→", "Walk"),
    ("Tab", "Along flows"),
    ("Enter", "Rename"),
    ("Ctrl+→", "Neighbour"),
    ("Alt+→", "Move"),
];

/// Shows the card over the foot of `place`; the pointer goes through it.
pub(super) fn letters_ui(ctx: &egui::Context, theme: &Theme, place: Rect) {
    egui::Area::new("letters".into())
        .order(egui::Order::Middle)
        .interactable(false)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(place.center_bottom() - vec2(0.0, 16.0))
        .show(ctx, |ui| {
            theme.floating().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
                ui.set_max_width(place.width() - 48.0);
                ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
                for (caption, letters) in LINES {
                    let letters = letters.iter().filter_map(|(actions, words)| letter_of(actions, words));
                    line_ui(ui, theme, caption, letters.collect());
                }
                let go = GO.iter().map(|(keys, words)| (vec![(*keys).to_owned()], (*words).to_owned()));
                let table = [(Action::NextPart, "Next part"), (Action::Shortcuts, "All keys")];
                let table = table.into_iter().filter_map(|(action, words)| letter_of(&[action], words));
                line_ui(ui, theme, "Go", go.chain(table).collect());
            });
        });
}

/// The plain keys of some actions as the table has them; none where they have none.
fn letter_of(actions: &[Action], words: &str) -> Option<(Vec<String>, String)> {
    let plain = |action: &Action| {
        let mut shortcuts = action.entry().shortcuts.iter();
        shortcuts.find(|shortcut| !shortcut.modifiers.any()).map(keys::text)
    };
    let keys: Vec<String> = actions.iter().filter_map(plain).collect();
    (!keys.is_empty()).then(|| (keys, words.to_owned()))
}

fn line_ui(ui: &mut egui::Ui, theme: &Theme, caption: &str, letters: Vec<(Vec<String>, String)>) {
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(CAPTION, LINE), Sense::hover());
        let left = egui::Layout::left_to_right(egui::Align::Center);
        let mut cell = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(left));
        caption_ui(&mut cell, theme, caption);
        for (keys, words) in letters {
            letter_ui(ui, theme, &keys, &words);
        }
    });
}

/// Caps and a word.
fn letter_ui(ui: &mut egui::Ui, theme: &Theme, keys: &[String], words: &str) {
    let word = ui.painter().layout_no_wrap(words.to_owned(), theme::regular(13.5), theme.muted);
    let caps: Vec<_> = keys
        .iter()
        .map(|key| {
            let cap = ui.painter().layout_no_wrap(key.clone(), theme::medium(13.0), theme.ink);
            let width = (cap.size().x + 10.0).max(21.0);
            (cap, width)
        })
        .collect();
    let width: f32 = caps.iter().map(|(_, width)| width + 3.0).sum();
    let (rect, response) =
        ui.allocate_exact_size(vec2(width + 3.0 + word.size().x + 7.0, LINE), Sense::hover());
    let mut left = rect.left_center();
    let line = Stroke::new(1.0, theme.outline);
    for (cap, width) in caps {
        let place = Rect::from_min_size(left - vec2(0.0, 10.5), vec2(width, 21.0));
        ui.painter().rect(place, CornerRadius::same(5), theme.field, line, StrokeKind::Inside);
        let at = Align2::CENTER_CENTER.anchor_size(place.center(), cap.size());
        ui.painter().galley(at.min, cap, theme.ink);
        left.x += width + 3.0;
    }
    let at = Align2::LEFT_CENTER.anchor_size(left + vec2(3.0, 0.0), word.size());
    ui.painter().galley(at.min, word, theme.muted);
    let name = format!("{}: {words}", keys.join(" "));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &name));
}
