//! A question that stands before everything else: unsaved changes, a file to be written over, a map to be recovered.
//! Must not know what is done with the answer.

use eframe::egui::{self, Align, Layout, vec2};

use super::parts::{Weight, sheet_ui, words_button_ui, words_ui};
use crate::app::theme::{self, Theme};

/// What is asked: words and up to three answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The question, naming the file.
    pub title: String,
    /// What depends on the answer.
    pub detail: String,
    /// What most people want.
    pub main: &'static str,
    /// What destroys something, if there is such an answer.
    pub other: Option<&'static str>,
    /// What changes nothing.
    pub cancel: &'static str,
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The first.
    Main,
    /// The second.
    Other,
    /// Neither: Escape, a click beside it, or the last.
    Cancel,
}

/// A page that comes back when a dialog closes would otherwise stand before the question that the answer raised.
fn stay_on_top(ui: &egui::Ui) {
    let layer = ui.layer_id();
    let top = ui.memory(|memory| memory.areas().top_layer_id(layer.order));
    ui.ctx().move_to_top(layer);
    if top != Some(layer) {
        ui.ctx().request_repaint();
    }
}

/// Asks; `None` while nobody has answered.
#[must_use]
pub fn question_ui(ctx: &egui::Context, theme: &Theme, words: &Words) -> Option<Reply> {
    let (reply, close) = sheet_ui(ctx, theme, "question", 440.0, |ui| {
        stay_on_top(ui);
        words_ui(ui, &words.title, theme::bold(17.0), theme.ink);
        words_ui(ui, &words.detail, theme::regular(13.0), theme.muted);
        ui.add_space(theme::UNIT);
        let height = theme::CONTROL_HEIGHT;
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), height),
            Layout::right_to_left(Align::Center),
            |ui| {
                let main = words_button_ui(ui, theme, words.main, Weight::Main);
                if ui.memory(|memory| memory.focused().is_none()) {
                    main.request_focus();
                }
                let mut reply = main.clicked().then_some(Reply::Main);
                if words_button_ui(ui, theme, words.cancel, Weight::Plain).clicked() {
                    reply = Some(Reply::Cancel);
                }
                if let Some(other) = words.other {
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        if words_button_ui(ui, theme, other, Weight::Danger).clicked() {
                            reply = Some(Reply::Other);
                        }
                    });
                }
                reply
            },
        )
        .inner
    });
    reply.or_else(|| close.then_some(Reply::Cancel))
}
