//! The bar over the network: what is seen, and what can be done with it. Must not know the network.

use eframe::egui::{self, Margin};

use crate::app::{
    PanelContext,
    chrome::{
        parts::{Weight, words_button_ui, words_ui},
        status_line::counted,
    },
    theme::{self, UNIT},
};

/// Width under which title and buttons do not stand on one line, points.
const ONE_LINE: f32 = 680.0;

/// What was asked for.
pub(super) enum Wish {
    /// The network's arrangement becomes the map's.
    Keep,
    /// All of it into view.
    Fit,
    /// Arrange anew.
    Shake,
    /// Back to the map.
    Close,
}

/// Shows the bar. What is shown is counted: organisations and flows.
pub(super) fn toolbar_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    settled: bool,
    (organisations, flows): (usize, usize),
) -> Option<Wish> {
    let theme = context.theme;
    let mut wish = None;
    let bar = egui::Panel::top("explore bar").frame(theme.panel(Margin::symmetric(16, 6)));
    bar.show(ui, |ui| {
        if ui.available_width() < ONE_LINE {
            // Two lines are better than buttons that no one can reach.
            ui.horizontal(|ui| words_ui(ui, "Explore", theme::bold(14.0), theme.ink));
            ui.horizontal_wrapped(|ui| wish = buttons_ui(ui, context, settled));
            return;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            words_ui(ui, "Explore", theme::bold(14.0), theme.ink);
            ui.add_space(UNIT);
            let organisations = counted(organisations, "organisation");
            let flows = counted(flows, "flow");
            words_ui(ui, &format!("{organisations}, {flows}"), theme::regular(13.0), theme.muted);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                wish = buttons_ui(ui, context, settled);
            });
        });
    });
    wish
}

fn buttons_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, settled: bool) -> Option<Wish> {
    let mut wish = None;
    ui.spacing_mut().item_spacing.x = UNIT;
    let mut button = |ui: &mut egui::Ui, words: &str, weight, asked: Wish| {
        if words_button_ui(ui, context.theme, words, weight).clicked() {
            wish = Some(asked);
        }
    };
    button(ui, "Close", Weight::Plain, Wish::Close);
    button(ui, "Keep this arrangement", Weight::Main, Wish::Keep);
    ui.add_enabled_ui(settled, |ui| button(ui, "Arrange anew", Weight::Quiet, Wish::Shake));
    button(ui, "Zoom to fit", Weight::Quiet, Wish::Fit);
    wish
}
