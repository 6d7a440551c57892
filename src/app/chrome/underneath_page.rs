//! What somebody else has changed in the open map's file, and what may be done about it. Must not know how files are
//! read or merged.

use eframe::egui::{self, Align, FontId, Layout, vec2};

use super::parts::{Weight, sheet_head_ui, sheet_ui, words_button_ui, words_ui};
use crate::app::theme::{self, Theme};

/// What the page tells.
pub struct Underneath<'a> {
    /// The file's name.
    pub file: &'a str,
    /// How many records differ, in words.
    pub summary: &'a str,
    /// The difference, a line for each record and each field.
    pub text: &'a str,
    /// The open map has edits that are not in the file.
    pub is_edited: bool,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Close the page: the open map stays as it is, and so does the file.
    Close,
    /// Take the file's map in place of the open one.
    Reload,
    /// Merge both.
    Merge,
}

/// Shows the page.
#[must_use]
pub fn underneath_page_ui(ctx: &egui::Context, theme: &Theme, shown: &Underneath<'_>) -> Option<Wish> {
    let (wish, close) = sheet_ui(ctx, theme, "underneath", 640.0, |ui| {
        let title = format!("“{}” was changed by somebody else", shown.file);
        let mut wish = sheet_head_ui(ui, theme, &title).then_some(Wish::Close);
        let edits = if shown.is_edited {
            "Your own edits are not in it yet: merging brings both together, and asks where both changed one thing."
        } else {
            "You have no edits that are not saved."
        };
        let words = format!("In the file: {}. {edits}", shown.summary);
        words_ui(ui, &words, theme::regular(13.0), theme.muted);
        let room = (ui.ctx().content_rect().height() - 280.0).max(100.0);
        let frame = egui::Frame::new().fill(theme.field).stroke(theme.hairline_stroke());
        frame.corner_radius(theme::RADIUS).inner_margin(12).show(ui, |ui| {
            egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                words_ui(ui, shown.text.trim_end(), FontId::monospace(12.5), theme.ink);
            });
        });
        ui.add_space(4.0);
        let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let (main, doing) =
                if shown.is_edited { ("Merge", Wish::Merge) } else { ("Reload", Wish::Reload) };
            let main = words_button_ui(ui, theme, main, Weight::Main);
            if ui.memory(|memory| memory.focused().is_none()) {
                main.request_focus();
            }
            if main.clicked() {
                wish = Some(doing);
            }
            let keep = if shown.is_edited { "Keep mine for now" } else { "Not now" };
            if words_button_ui(ui, theme, keep, Weight::Plain).clicked() {
                wish = Some(Wish::Close);
            }
            if shown.is_edited {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if words_button_ui(ui, theme, "Reload without my edits", Weight::Danger).clicked() {
                        wish = Some(Wish::Reload);
                    }
                });
            }
        });
        wish
    });
    wish.or_else(|| close.then_some(Wish::Close))
}
