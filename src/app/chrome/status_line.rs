//! The line under the canvas: what is on the map, what the tool wants, zoom, and whether all is saved.
//! Must not know where the facts come from.

use eframe::egui::{self, Align, Layout, Margin};

use super::parts::{Sign, focus_ring, sign_button_ui, words_ui};
use crate::app::{
    actions::{Action, Situation},
    icons,
    intent::Intent,
    theme::{self, STATUS_HEIGHT, Theme},
};

/// How the map stands with its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// It never was in a file, and nothing is in it that could be lost.
    #[default]
    New,
    /// It never was in a file.
    NotSavedYet,
    /// Edited since.
    Edited,
    /// Being written.
    Saving,
    /// On disk as it is here.
    Saved,
    /// Open to look at only.
    ReadOnly,
}

impl SaveState {
    /// Its words on the line.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "New map",
            Self::NotSavedYet => "Not saved yet",
            Self::Edited => "Edited",
            Self::Saving => "Saving…",
            Self::Saved => "Saved",
            Self::ReadOnly => "Read-only",
        }
    }
}

/// What the line says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// How many organisations.
    pub organisations: usize,
    /// How many flows.
    pub flows: usize,
    /// What is selected or what the tool wants, in a few words.
    pub hint: String,
    /// Screen points a canvas unit.
    pub zoom: f64,
    /// How the map stands with its file.
    pub save: SaveState,
}

/// `1 organisation`, `8 organisations`.
#[must_use]
pub fn counted(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", crate::model::grouped(number as u64))
}

/// Shows the line.
pub fn status_line_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    status: &Status,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    let frame = theme.panel(Margin::symmetric(12, 0));
    egui::Panel::bottom("status line")
        .exact_size(STATUS_HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top() + 0.5, theme.hairline_stroke());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                zoom_ui(ui, theme, situation, status.zoom, &mut intents);
                ui.add_space(12.0);
                save_ui(ui, theme, status.save);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let counts = format!(
                        "{}, {}",
                        counted(status.organisations, "organisation"),
                        counted(status.flows, "flow")
                    );
                    words_ui(ui, &counts, theme::medium(12.0), theme.ink);
                    if !status.hint.is_empty() {
                        ui.add_space(8.0);
                        let words =
                            egui::RichText::new(&status.hint).font(theme::regular(12.0)).color(theme.muted);
                        ui.add(egui::Label::new(words).truncate());
                    }
                });
            });
        });
    intents
}

/// From right to left.
fn zoom_ui(ui: &mut egui::Ui, theme: &Theme, situation: &Situation, zoom: f64, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    intents.extend(zoom_button_ui(ui, theme, situation, Action::ZoomIn, icons::PLUS));
    let words = format!("{:.0} %", zoom * 100.0);
    let galley = ui.painter().layout_no_wrap(words.clone(), theme::regular(12.0), theme.muted);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(46.0, 22.0), egui::Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS_SMALL, theme.hover);
    }
    let at = egui::Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter().galley(at.min, galley, theme.muted);
    if response.has_focus() {
        focus_ring(ui, rect.shrink(1.0), theme::RADIUS_SMALL, theme);
    }
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("Zoom {words}")));
    if response.on_hover_text(Action::ZoomActual.entry().tip()).clicked() {
        intents.push(Intent::Act(Action::ZoomActual));
    }
    intents.extend(zoom_button_ui(ui, theme, situation, Action::ZoomOut, icons::MINUS));
}

fn zoom_button_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    action: Action,
    icon: &str,
) -> Option<Intent> {
    let entry = action.entry();
    let tip = entry.tip();
    let enabled = situation.allows(action);
    let sign = Sign { icon, name: entry.name, tip: &tip, tip_beside: false, side: 22.0, on: false, enabled };
    sign_button_ui(ui, theme, &sign).clicked().then_some(Intent::Act(action))
}

fn save_ui(ui: &mut egui::Ui, theme: &Theme, save: SaveState) {
    let (icon, ink) = match save {
        SaveState::Saved => (icons::CHECK, theme.success),
        SaveState::Edited | SaveState::NotSavedYet => (icons::CIRCLE, theme.warning),
        SaveState::ReadOnly => (icons::EYE, theme.warning),
        SaveState::New | SaveState::Saving => ("", theme.muted),
    };
    ui.spacing_mut().item_spacing.x = 6.0;
    words_ui(ui, save.words(), theme::regular(12.0), theme.muted);
    if !icon.is_empty() {
        words_ui(ui, icon, theme::icon(13.0), ink);
    }
}
