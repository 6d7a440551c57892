//! What is offered where there are too many to pull about at once. Must not know the network.

use eframe::egui::{self, vec2};

use super::scope::{BEST, FARTHEST, MOST, Scope};
use crate::{
    app::{
        PanelContext,
        chrome::parts::{Weight, words_button_ui, words_ui},
        theme,
    },
    model::grouped,
};

/// Says that so many are too many, and what may be looked at instead.
pub(super) fn crowd_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, count: usize) -> Option<Scope> {
    let theme = context.theme;
    let mut wish = None;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.32).max(16.0));
        ui.spacing_mut().item_spacing = vec2(8.0, 10.0);
        let title = format!("{} organisations are too many to pull about at once", grouped(count as u64));
        words_ui(ui, &title, theme::bold(16.0), theme.ink);
        let words = format!(
            "A live network shows up to {}. Look at those with the most ties, or a few steps around somebody, or \
             filter the map (Ctrl+F) and come back.",
            grouped(MOST as u64)
        );
        ui.scope(|ui| {
            ui.set_max_width(520.0);
            words_ui(ui, &words, theme::regular(13.5), theme.muted);
        });
        let best = format!("The {BEST} best joined");
        if words_button_ui(ui, theme, &best, Weight::Main).clicked() {
            wish = Some(Scope::Best);
        }
        let around = format!("Steps around the selection or the best joined, up to {FARTHEST}");
        if words_button_ui(ui, theme, &around, Weight::Plain).clicked() {
            wish = Some(Scope::Around);
        }
    });
    wish
}
