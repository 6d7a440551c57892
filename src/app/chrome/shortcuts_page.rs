//! All keys on one page, from the table of actions and the few that the canvas keeps for itself.
//! Must not know what they do.

use eframe::egui::{self, Align, Layout, vec2};

use super::parts::{caption_ui, cell_ui, key_caps_ui, sheet_head_ui, sheet_ui, words_ui};
use crate::app::{
    actions::{Menu, TABLE, keys},
    theme::{self, Theme},
};

/// What mouse and keys do on the canvas itself, beside the table.
const CANVAS: [(&str, &str); 17] = [
    ("Double-click", "New organisation; on one, rename it"),
    ("Drag from a rim", "Draw a flow, also to empty ground"),
    ("Shift + click", "Add to the selection, take away"),
    ("Arrow", "Walk to the nearest that way; Shift adds"),
    ("Tab, Shift + Tab", "Along the flows of what is in focus, then out"),
    ("Ctrl + arrow", "A new neighbour on that side"),
    ("Ctrl + Shift + arrow", "Resize what is selected"),
    ("F, arrows, Enter", "A flow from what is selected"),
    ("Alt + arrow", "Nudge what is selected, bend a flow"),
    ("Alt + Shift + arrow", "Nudge farther"),
    ("Wheel, pinch", "Zoom about the pointer"),
    ("Two fingers", "Move the canvas; Shift + wheel to the side"),
    ("Space + drag", "Move the canvas"),
    ("Middle button", "Move the canvas"),
    ("Enter", "Rename; on a flow, on to its other end"),
    ("Esc", "Leave a gesture, the selection, the canvas"),
    ("Shift + F10, long press", "The menu of what is there"),
];

/// What keys do while the map is presented.
const PRESENTING: [(&str, &str); 8] = [
    ("PageDown, Space", "Next; PageUp goes back"),
    ("3, then Enter", "To the third step; Home, End"),
    ("Z", "The whole step, however small"),
    ("L", "A spot of light as pointer"),
    ("D, or click", "Dim all but one and its neighbours"),
    ("Tab", "To the next organisation"),
    ("B or .", "Black screen, until the next key"),
    ("N", "Speaker notes"),
];

/// Shows the page; whether it is to be closed.
#[must_use]
pub fn shortcuts_page_ui(ctx: &egui::Context, theme: &Theme) -> bool {
    let (cross, close) = sheet_ui(ctx, theme, "shortcuts", 880.0, |ui| {
        let cross = sheet_head_ui(ui, theme, "Keyboard shortcuts");
        ui.add_space(8.0);
        let room = ui.ctx().content_rect().height() - 160.0;
        egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 40.0;
            ui.columns_const(|[left, right]| {
                for menu in Menu::ALL {
                    let on_left = matches!(menu, Menu::File | Menu::Edit | Menu::Help);
                    menu_keys_ui(if on_left { &mut *left } else { &mut *right }, theme, menu);
                }
                gestures_ui(right, theme, "On the canvas", &CANVAS);
                right.add_space(16.0);
                gestures_ui(left, theme, "While presenting", &PRESENTING);
            });
        });
        cross
    });
    cross || close
}

fn menu_keys_ui(ui: &mut egui::Ui, theme: &Theme, menu: Menu) {
    let title = if menu == Menu::Insert { "Tools" } else { menu.name() };
    ui.spacing_mut().item_spacing.y = 0.0;
    caption_ui(ui, theme, title);
    ui.add_space(4.0);
    for entry in TABLE.iter().filter(|entry| entry.menu == menu && !entry.shortcuts.is_empty()) {
        let all: Vec<String> = entry.shortcuts.iter().map(keys::text).collect();
        line_ui(ui, |ui| {
            words_ui(ui, entry.name, theme::regular(13.0), theme.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for keys in all.iter().rev() {
                    // Each set of caps reads from left to right.
                    ui.scope(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            caps_backward_ui(ui, theme, keys);
                        });
                    });
                    ui.add_space(8.0);
                }
            });
        });
    }
    ui.add_space(16.0);
}

/// In a layout from right to left the last cap comes first.
fn caps_backward_ui(ui: &mut egui::Ui, theme: &Theme, keys: &str) {
    let mut parts: Vec<&str> = keys.split('+').filter(|part| !part.is_empty()).collect();
    if keys.ends_with('+') {
        parts.push("+");
    }
    for part in parts.iter().rev() {
        key_caps_ui(ui, theme, part);
    }
}

fn gestures_ui(ui: &mut egui::Ui, theme: &Theme, title: &str, gestures: &[(&str, &str)]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    caption_ui(ui, theme, title);
    ui.add_space(4.0);
    for (gesture, meaning) in gestures {
        line_ui(ui, |ui| {
            cell_ui(ui, 132.0, 24.0, gesture, theme::medium(12.5), theme.muted);
            cell_ui(ui, ui.available_width(), 24.0, meaning, theme::regular(13.0), theme.ink);
        });
    }
}

fn line_ui(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui)) {
    let size = vec2(ui.available_width(), 26.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        add(ui);
    });
}
