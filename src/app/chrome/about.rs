//! Version, licences, and where the program keeps what it remembers. Must not know the open map.

use std::path::Path;

use eframe::egui;

use super::parts::{caption_ui, sheet_head_ui, sheet_ui, words_ui};
use crate::app::theme::{self, Theme};

/// Shows the page; whether it is to be closed.
#[must_use]
pub fn about_ui(ctx: &egui::Context, theme: &Theme, settings: Option<&Path>) -> bool {
    let (cross, close) = sheet_ui(ctx, theme, "about", 480.0, |ui| {
        let cross = sheet_head_ui(ui, theme, concat!("ecomap ", env!("CARGO_PKG_VERSION")));
        words_ui(ui, env!("CARGO_PKG_DESCRIPTION"), theme::regular(13.0), theme.ink);
        ui.add_space(8.0);
        caption_ui(ui, theme, "Licences");
        let licences = "ecomap: MIT or Apache 2.0. Inter by Rasmus Andersson: SIL Open Font License 1.1. \
            Phosphor icons: MIT.";
        words_ui(ui, licences, theme::regular(13.0), theme.muted);
        ui.add_space(8.0);
        caption_ui(ui, theme, "Your maps");
        let words = "Maps are plain text files wherever you save them. Nothing is sent anywhere.";
        words_ui(ui, words, theme::regular(13.0), theme.muted);
        if let Some(settings) = settings {
            let words = format!("Settings are kept in {}", settings.display());
            words_ui(ui, &words, theme::regular(13.0), theme.muted);
        }
        cross
    });
    cross || close
}
