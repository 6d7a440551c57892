//! How map and window look at the moment: theme, type, and the system's wishes. Must not know what is shown.

use std::sync::Arc;

use eframe::egui::{self, Event, FontData, FontDefinitions, ImeEvent};

use super::{
    PanelContext,
    actions::Situation,
    canvas::CanvasContext,
    fonts,
    settings::{Settings, ThemeChoice},
    theme::{FOLD_SECONDS, Theme},
};
use crate::{
    editor::Session,
    model::Document,
    scene::Options,
    style::{self, Look, Palette},
    text::{FaceKey, Fonts, TextStyle},
};

/// How much of a pasted text is looked at for signs that our faces lack.
const LOOKED_AT: usize = 2_000;

/// The looks of one window.
pub struct Appearance {
    /// How the map looks.
    pub look: Look,
    /// How the window looks.
    pub theme: Theme,
    /// What the map is set in.
    pub fonts: Fonts,
    faces: FontDefinitions,
    /// How many system faces egui has been told.
    told: u32,
}

impl Appearance {
    /// The looks that the settings ask for, told to egui.
    #[must_use]
    pub fn new(ctx: &egui::Context, settings: &Settings, fonts: Fonts) -> Self {
        let faces = fonts::definitions();
        ctx.set_fonts(faces.clone());
        // Ctrl with plus and minus is the canvas's.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let look = Look::new(wanted(ctx, settings), Palette::default());
        let theme = Theme::new(&look);
        theme.apply(ctx);
        Self { look, theme, fonts, faces, told: 0 }
    }

    /// What a panel draws this map with.
    #[must_use]
    pub fn context<'a>(&'a self, session: &'a Session) -> PanelContext<'a> {
        PanelContext { session, look: &self.look, theme: &self.theme, fonts: &self.fonts }
    }

    /// What the canvas draws this map with; so much of it is covered at its left, screen points.
    #[must_use]
    pub fn canvas<'a>(
        &'a self,
        ui: &egui::Ui,
        situation: &'a Situation,
        options: &'a Options,
        covered: f32,
    ) -> CanvasContext<'a> {
        CanvasContext {
            look: &self.look,
            fonts: &self.fonts,
            theme: &self.theme,
            situation,
            options,
            covered,
            reduced_motion: ui.style().animation_time == 0.0,
        }
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
        self.share_faces(ctx);
        let seconds = if settings.reduce_motion { 0.0 } else { FOLD_SECONDS };
        if ctx.global_style().animation_time.to_bits() != seconds.to_bits() {
            ctx.all_styles_mut(|style| style.animation_time = seconds);
        }
        let zoom = f32::from(settings.text_size) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(zoom);
        }
    }
}

impl Appearance {
    /// What falls in on the map falls in in the panels too: the system faces that were needed so far, behind ours.
    fn share_faces(&mut self, ctx: &egui::Context) {
        self.look_at_input(ctx);
        let before = self.told;
        while let Some(face) = self.fonts.face_data(FaceKey::System(self.told)) {
            let name = format!("system {}", self.told);
            let mut data = FontData::from_owned((*face.bytes).as_ref().to_vec());
            data.index = face.index;
            self.faces.font_data.insert(name.clone(), Arc::new(data));
            for family in self.faces.families.values_mut() {
                family.push(name.clone());
            }
            self.told += 1;
        }
        if self.told > before {
            ctx.set_fonts(self.faces.clone());
            ctx.request_repaint();
        }
    }

    /// What is being typed may need a face before it is on the map.
    fn look_at_input(&self, ctx: &egui::Context) {
        let foreign: Vec<String> = ctx.input(|input| {
            let text = |event: &Event| match event {
                Event::Text(text) | Event::Paste(text) | Event::Ime(ImeEvent::Commit(text)) => {
                    Some(text.clone())
                }
                _ => None,
            };
            input.events.iter().filter_map(text).filter(|text| !text.is_ascii()).collect()
        });
        for text in foreign {
            let beginning: String = text.chars().take(LOOKED_AT).collect();
            let _ = self.fonts.line(&beginning, &TextStyle::new(13.0));
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
