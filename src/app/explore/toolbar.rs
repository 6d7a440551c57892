//! The bar over the network: what is seen, what colour and size say, what can be done. Must not know the network.

use eframe::egui::{self, Id, Margin, WidgetInfo, WidgetType, vec2};

use super::{
    dress::{ColourBy, Dress, SizeBy},
    scope::{FARTHEST, Scope, Span},
};
use crate::app::{
    PanelContext,
    chrome::{
        parts::{Weight, words_button_ui, words_ui},
        status_line::counted,
    },
    theme::{self, UNIT},
    widgets::{Choice, combo_ui},
};

/// Width under which title and buttons do not stand on one line, points.
const ONE_LINE: f32 = 860.0;

/// What was asked for.
pub(super) enum Wish {
    /// The network's arrangement becomes the map's.
    Keep,
    /// All of it into view.
    Fit,
    /// Arrange anew.
    Shake,
    /// Beside the map or in its place.
    Beside,
    /// Back to the map.
    Close,
    /// Of another part of the map.
    Look(Scope),
    /// So many steps around.
    Steps(usize),
    /// Colour and size say something else.
    Wear(Dress),
}

/// What the bar shows.
pub(super) struct Bar<'a> {
    pub settled: bool,
    pub organisations: usize,
    pub flows: usize,
    pub span: &'a Span,
    /// Around whom, where it is around somebody.
    pub around: String,
    pub dress: Dress,
    pub beside: bool,
}

/// Shows the bar.
pub(super) fn toolbar_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, bar: &Bar<'_>) -> Option<Wish> {
    let theme = context.theme;
    let mut wish = None;
    let panel = egui::Panel::top(ui.id().with("explore bar")).frame(theme.panel(Margin::symmetric(16, 6)));
    panel.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, 6.0);
        if ui.available_width() < ONE_LINE {
            // Two lines are better than buttons that no one can reach.
            ui.horizontal(|ui| title_ui(ui, context, bar));
            ui.horizontal_wrapped(|ui| wish = buttons_ui(ui, context, bar));
        } else {
            ui.horizontal(|ui| {
                title_ui(ui, context, bar);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    wish = buttons_ui(ui, context, bar);
                });
            });
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(asked) = choices_ui(ui, context, bar) {
                wish = Some(asked);
            }
        });
    });
    wish
}

fn title_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, bar: &Bar<'_>) {
    let theme = context.theme;
    words_ui(ui, "Explore", theme::bold(14.0), theme.ink);
    let (organisations, flows) = (counted(bar.organisations, "organisation"), counted(bar.flows, "flow"));
    words_ui(ui, &format!("{organisations}, {flows}"), theme::regular(13.0), theme.muted);
}

/// The first is the outermost where they stand at the right.
fn buttons_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, bar: &Bar<'_>) -> Option<Wish> {
    let mut wish = None;
    let mut button = |ui: &mut egui::Ui, words: &str, weight, asked: Wish| {
        if words_button_ui(ui, context.theme, words, weight).clicked() {
            wish = Some(asked);
        }
    };
    button(ui, "Close", Weight::Plain, Wish::Close);
    button(ui, "Keep this arrangement", Weight::Main, Wish::Keep);
    let beside = if bar.beside { "Network alone" } else { "Beside the map" };
    button(ui, beside, Weight::Quiet, Wish::Beside);
    ui.add_enabled_ui(bar.settled, |ui| button(ui, "Arrange anew", Weight::Quiet, Wish::Shake));
    button(ui, "Zoom to fit", Weight::Quiet, Wish::Fit);
    wish
}

fn choices_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, bar: &Bar<'_>) -> Option<Wish> {
    let mut wish = None;
    let scopes = Scope::ALL.map(|scope| Choice::new(scope, scope.words()));
    if let Some(scope) = choice_ui(ui, context, ("Show", 150.0), &scopes, bar.span.scope) {
        wish = Some(Wish::Look(scope));
    }
    if bar.span.scope == Scope::Around {
        let steps: Vec<Choice<usize>> =
            (1..=FARTHEST).map(|steps| Choice::new(steps, counted(steps, "step"))).collect();
        if let Some(steps) = choice_ui(ui, context, ("", 84.0), &steps, bar.span.steps) {
            wish = Some(Wish::Steps(steps));
        }
        words_ui(ui, &bar.around, theme::medium(13.0), context.theme.ink);
    }
    let colours = ColourBy::ALL.map(|colour| Choice::new(colour, colour.words()));
    if let Some(colour) = choice_ui(ui, context, ("Colour", 116.0), &colours, bar.dress.colour) {
        wish = Some(Wish::Wear(Dress { colour, ..bar.dress }));
    }
    let sizes = SizeBy::ALL.map(|size| Choice::new(size, size.words()));
    if let Some(size) = choice_ui(ui, context, ("Size", 116.0), &sizes, bar.dress.size) {
        wish = Some(Wish::Wear(Dress { size, ..bar.dress }));
    }
    wish
}

/// A word and a list; what was chosen in it.
fn choice_ui<V: Copy + PartialEq>(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    (word, width): (&str, f32),
    choices: &[Choice<V>],
    now: V,
) -> Option<V> {
    let name = if word.is_empty() { "Steps" } else { word };
    let label = if word.is_empty() {
        let (_, response) = ui.allocate_exact_size(egui::Vec2::ZERO, egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
        response.id
    } else {
        words_ui(ui, word, theme::regular(13.0), context.theme.muted).id
    };
    let current = choices.iter().position(|choice| choice.value == now);
    ui.allocate_ui(vec2(width, theme::CONTROL_HEIGHT), |ui| {
        combo_ui(ui, Id::new(("explore", name)), label, choices, current, "").copied()
    })
    .inner
    .filter(|value| *value != now)
}
