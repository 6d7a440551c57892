//! The foot of a page's column of choices: what stands in the way, and under it the buttons, from the right; while
//! something is under way, words in their place. Must not know what the page is for.

use eframe::egui::{self, Align, Layout, Margin, Response, Ui, vec2};

use super::parts::{Weight, words_button_ui, words_ui};
use crate::app::theme::{self, Theme};

/// Takes the lowest part of the column for the foot, under a hairline; what is left is for the choices.
pub fn foot_ui<R>(column: &mut Ui, theme: &Theme, name: &'static str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let foot = egui::Panel::bottom(name)
        .frame(egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 14 }))
        .show_separator_line(false)
        .resizable(false);
    let shown = foot.show(column, add).inner;
    let room = column.available_rect_before_wrap();
    column.painter().hline(room.x_range(), room.bottom(), theme.hairline_stroke());
    shown
}

/// The row of buttons: those of the page, the first at the right, and Cancel; whether that was pressed.
pub fn buttons_ui(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui)) -> bool {
    let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        add(ui);
        words_button_ui(ui, theme, "Cancel", Weight::Plain).clicked()
    });
    row.inner
}

/// A button that can be pressed only where that leads somewhere.
pub fn button_ui(ui: &mut Ui, theme: &Theme, words: &str, weight: Weight, enabled: bool) -> Response {
    ui.add_enabled_ui(enabled, |ui| words_button_ui(ui, theme, words, weight)).inner
}

/// What is under way, in place of the buttons; whether it is to stop.
pub fn under_way_ui(ui: &mut Ui, theme: &Theme, words: &str) -> bool {
    words_ui(ui, words, theme::regular(12.5), theme.muted);
    words_button_ui(ui, theme, "Stop", Weight::Plain).clicked()
}
