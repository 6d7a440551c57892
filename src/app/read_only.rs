//! A map that is open to look at only: why, and the strip that says so and what may be done. Must not know how a file is
//! read, nor carry anything out.

use std::path::PathBuf;

use eframe::egui::{self, Align, Align2, Layout, Margin, Sense, vec2};

use super::{
    Intent, PanelContext,
    actions::Action,
    chrome::{
        menu_bar::file_name,
        parts::{Weight, words_button_ui},
    },
    icons,
    recovery::ago,
    theme::{self, UNIT},
};
use crate::{diagnostics::Diagnostic, file::Version};

/// Why a map is open to look at only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its file has mistakes: this is what could be read.
    Damaged,
    /// A newer program made it: this is what ours understands.
    Newer(Version),
    /// Its file, or the folder of its file, may not be written.
    Protected,
    /// It is a backup, written then: milliseconds since 1970.
    Backup(u64),
}

/// A map that is open to look at only.
#[derive(Clone, Debug)]
pub struct ReadOnly {
    /// Why.
    pub why: Why,
    /// Its file, which stays as it is; of a backup the file whose backup it is.
    pub source: PathBuf,
    /// What could not be read.
    pub findings: Vec<Diagnostic>,
}

impl ReadOnly {
    /// Whether this file must not be written: a copy has another name. A backup may well take its file's place.
    #[must_use]
    pub fn keeps(&self) -> bool {
        !matches!(self.why, Why::Backup(_))
    }

    /// What is the matter, in a sentence without a full stop, and what that means.
    #[must_use]
    pub fn words(&self) -> (String, &'static str) {
        let name = file_name(&self.source);
        match self.why {
            Why::Damaged => (
                format!("{name} is damaged: this is what could be read of it"),
                "Open to look at only. The file stays as it is; save a copy to go on from here.",
            ),
            Why::Newer(version) => (
                format!("{name} was made by a newer ecomap (format {version})"),
                "What this one understands is shown, which may not be all. The file stays as it is.",
            ),
            Why::Protected => {
                (format!("{name} is write-protected"), "Open to look at only. Save a copy to edit it.")
            }
            Why::Backup(written) => (
                format!("{name} as it was saved {}", ago(written / 1000)),
                "A backup, to look at only. Save a copy to go on from here.",
            ),
        }
    }
}

/// Shows the strip; `beside` is the map that waits beside it, to which closing leads back.
#[must_use]
pub fn read_only_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    read_only: Option<&ReadOnly>,
    beside: Option<&str>,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    if read_only.is_none() && beside.is_none() {
        return intents;
    }
    let theme = context.theme;
    let (fill, icon, ink) = match read_only {
        Some(_) => (theme.warning_soft, icons::EYE, theme.warning),
        None => (theme.surface, icons::ARROW_LEFT, theme.muted),
    };
    let frame = theme.panel(Margin { left: 16, right: 12, top: 6, bottom: 6 }).fill(fill);
    egui::Panel::top("read only").resizable(false).frame(frame).show(ui, |ui| {
        let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            buttons_ui(ui, context, read_only, beside, &mut intents);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, theme::icon(17.0), ink);
                let (message, detail) = match (read_only, beside) {
                    (Some(read_only), _) => read_only.words(),
                    (None, beside) => {
                        (format!("“{}” is open beside this map", beside.unwrap_or_default()), "")
                    }
                };
                let words = egui::RichText::new(&message).font(theme::medium(13.0)).color(theme.ink);
                ui.add(egui::Label::new(words).truncate()).on_hover_text(&message);
                let words = egui::RichText::new(detail).font(theme::regular(12.5)).color(theme.muted);
                if ui.available_width() > 2.0 * UNIT && !detail.is_empty() {
                    ui.add(egui::Label::new(words).truncate()).on_hover_text(detail);
                }
            });
        });
    });
    intents
}

/// From right to left.
fn buttons_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    read_only: Option<&ReadOnly>,
    beside: Option<&str>,
    intents: &mut Vec<Intent>,
) {
    let mut button = |words: &str, weight, action| {
        if words_button_ui(ui, context.theme, words, weight).clicked() {
            intents.push(Intent::Act(action));
        }
    };
    if let Some(name) = beside {
        button(&format!("Back to “{name}”"), Weight::Plain, Action::CloseMap);
    }
    if let Some(read_only) = read_only {
        button("Save a copy as…", Weight::Main, Action::SaveMapAs);
        if !read_only.findings.is_empty() {
            button("What could not be read…", Weight::Plain, Action::Unread);
        }
        if read_only.keeps() {
            button("Backups…", Weight::Plain, Action::Backups);
        }
    }
}
