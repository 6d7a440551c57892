//! What the open map can be compared with: another file, a state of its own, a backup. Must not know how any is read.

use eframe::egui::{self, vec2};

use super::{CompareCard, Wish};
use crate::{
    app::{
        PanelContext,
        chrome::parts::{Row, Sign, caption_ui, row_ui, sign_button_ui, words_ui},
        icons,
        theme::{self, UNIT},
    },
    model::Date,
};

const ROW: f32 = 30.0;

/// States of the open map that it can be compared with.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// It has a file, and differs from it or not.
    pub saved: bool,
    /// States of its history that have a name, the latest first.
    pub versions: &'a [String],
    /// Dates at which it changes.
    pub dates: &'a [Date],
}

/// Where another map may come from.
pub(super) fn sources_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, own: Own<'_>) -> Option<Wish> {
    let theme = context.theme;
    let mut wish = None;
    let mut row = |ui: &mut egui::Ui, icon, words: &str, asked: Wish| {
        let row = Row { icon, words, height: ROW, ..Row::default() };
        if row_ui(ui, theme, &row).clicked() {
            wish = Some(asked);
        }
    };
    caption_ui(ui, theme, "With another map");
    row(ui, icons::FOLDER_OPEN, "A map in a file…", Wish::AskFile);
    words_ui(ui, "Or drop files on the window, also several.", theme::regular(12.0), theme.muted);
    ui.add_space(UNIT);
    caption_ui(ui, theme, "With this map as it was");
    if own.saved {
        row(ui, icons::FLOPPY_DISK, "As it was last saved or opened", Wish::Saved);
    }
    for name in own.versions {
        row(ui, icons::FLAG, name, Wish::Version(name.clone()));
    }
    row(ui, icons::HARD_DRIVES, "A backup…", Wish::Backups);
    if !own.dates.is_empty() {
        ui.add_space(UNIT);
        caption_ui(ui, theme, "With this map at a date");
        let scroll = egui::ScrollArea::vertical().id_salt("dates").auto_shrink([false, true]);
        scroll.show_rows(ui, ROW, own.dates.len(), |ui, range| {
            for date in &own.dates[range] {
                row(ui, icons::CLOCK_BACK, &format!("As it was in {date}"), Wish::At(*date));
            }
        });
    }
    wish
}

/// The maps that are compared with the open one, each to be chosen or left out; another can be added.
pub(super) fn others_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
) -> Option<Wish> {
    let theme = context.theme;
    let (mut chosen, mut gone, mut wish) = (None, None, None);
    let several = card.others.len() > 1;
    for (place, other) in card.others.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let row = Row {
                icon: icons::MAP,
                words: &other.name,
                on: several && place == card.chosen,
                height: ROW,
                ..Row::default()
            };
            let size = vec2(ui.available_width() - 28.0 - 2.0, ROW);
            let tip = if several { "Compare with this one" } else { "What the open map is compared with" };
            if ui.allocate_ui(size, |ui| row_ui(ui, theme, &row)).inner.on_hover_text(tip).clicked() {
                chosen = Some(place);
            }
            if place + 1 < card.others.len() || several {
                let words = format!("Leave {} out", other.name);
                let sign = sign(icons::X, &words, &words);
                if sign_button_ui(ui, theme, &sign).clicked() {
                    gone = Some(place);
                }
            } else {
                let tip = "Add another map\nSeveral groups drew one system: on how many maps is what?";
                if sign_button_ui(ui, theme, &sign(icons::PLUS, "Add another map", tip)).clicked() {
                    wish = Some(Wish::AskFile);
                }
            }
        });
    }
    if several {
        let row = Row { icon: icons::PLUS, words: "Another map…", height: ROW, ..Row::default() };
        if row_ui(ui, theme, &row).clicked() {
            wish = Some(Wish::AskFile);
        }
        words_ui(ui, "The chosen one is laid over the map.", theme::regular(12.0), theme.muted);
    }
    if let Some(place) = chosen.filter(|place| *place != card.chosen) {
        (card.chosen, card.current) = (place, None);
    }
    if let Some(place) = gone {
        card.others.remove(place);
        card.chosen = card.chosen.min(card.others.len().saturating_sub(1));
        card.current = None;
        card.work.forget();
    }
    wish
}

pub(super) fn sign<'a>(icon: &'static str, name: &'a str, tip: &'a str) -> Sign<'a> {
    Sign { icon, name, tip, tip_beside: false, side: 28.0, on: false, enabled: true }
}
