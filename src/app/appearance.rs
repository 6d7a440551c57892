//! How map and window look at the moment: theme, type, and the system's wishes. Must not know what is shown.

use eframe::egui;

use super::{
    fonts,
    settings::{Settings, ThemeChoice},
    theme::Theme,
};
use crate::{
    model::Document,
    style::{self, Look, Palette},
    text::Fonts,
};

/// The looks of one window.
pub struct Appearance {
    /// How the map looks.
    pub look: Look,
    /// How the window looks.
    pub theme: Theme,
    /// What the map is set in.
    pub fonts: Fonts,
}

impl Appearance {
    /// The looks that the settings ask for, told to egui.
    #[must_use]
    pub fn new(ctx: &egui::Context, settings: &Settings, fonts: Fonts) -> Self {
        ctx.set_fonts(fonts::definitions());
        // Ctrl with plus and minus is the canvas's.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let look = Look::new(wanted(ctx, settings), Palette::default());
        let theme = Theme::new(&look);
        theme.apply(ctx);
        Self { look, theme, fonts }
    }

    /// Follows settings, system and map: to be called before each frame is drawn.
    pub fn follow(&mut self, ctx: &egui::Context, settings: &Settings, document: Option<&Document>) {
        let theme = wanted(ctx, settings);
        let look = document
            .map_or_else(|| Look::new(theme, Palette::default()), |document| Look::of(document, theme));
        if look != self.look {
            self.theme = Theme::new(&look);
            self.look = look;
            self.theme.apply(ctx);
        }
        let zoom = f32::from(settings.text_size) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(zoom);
        }
    }
}

/// Light where nobody says.
fn wanted(ctx: &egui::Context, settings: &Settings) -> style::Theme {
    let dark = match settings.theme {
        ThemeChoice::Light => false,
        ThemeChoice::Dark => true,
        ThemeChoice::System => ctx.system_theme() == Some(egui::Theme::Dark),
    };
    if dark { style::Theme::Dark } else { style::Theme::Light }
}
