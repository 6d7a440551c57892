//! Search over all actions and recent files, from the keyboard: a few letters, Enter.
//! Must not know how anything is done.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Key, Modifiers, vec2};

use super::{
    menu_bar::{file_name, folder_name},
    parts::{Row, row_ui, words_ui},
};
use crate::app::{
    actions::{Action, Situation, TABLE},
    icons,
    intent::Intent,
    theme::{self, RADIUS, Theme},
};

const ROW: f32 = 34.0;
const ROWS_IN_VIEW: f32 = 10.0;

/// An open search.
#[derive(Default)]
pub struct CommandPalette {
    words: String,
    chosen: usize,
}

/// Something that was found.
struct Found {
    icon: &'static str,
    name: String,
    beside: String,
    keys: String,
    enabled: bool,
    intent: Intent,
}

impl CommandPalette {
    /// Shows the search. The intent that was chosen, and whether the search is over.
    pub fn ui(
        &mut self,
        ctx: &egui::Context,
        theme: &Theme,
        situation: &Situation,
        recent: &[PathBuf],
    ) -> (Option<Intent>, bool) {
        let moved = self.keys(ctx);
        let enter = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let area = egui::Modal::default_area("command palette".into())
            .anchor(Align2::CENTER_TOP, vec2(0.0, (ctx.content_rect().height() * 0.12).min(120.0)));
        let width = 560.0_f32.min(ctx.content_rect().width() - 32.0);
        let modal = egui::Modal::new("command palette".into())
            .area(area)
            .frame(theme.floating().corner_radius(RADIUS + 4).inner_margin(8))
            .backdrop_color(theme.veil)
            .show(ctx, |ui| {
                ui.set_width(width);
                self.field_ui(ui, theme);
                // After the field: letters that came in one frame with Enter decide what Enter does.
                let found = search(&self.words, situation, recent);
                self.chosen = self.chosen.min(found.len().saturating_sub(1));
                let clicked = self.list_ui(ui, theme, &found, moved);
                (found, clicked)
            });
        let (found, clicked) = modal.inner;
        let chosen = if enter { Some(self.chosen) } else { clicked };
        let chosen = chosen.and_then(|index| found.get(index)).filter(|found| found.enabled);
        let intent = chosen.map(|found| found.intent.clone());
        let over = intent.is_some() || escape || modal.backdrop_response.clicked();
        (intent, over)
    }

    /// Up and down are taken before the field can have them.
    fn keys(&mut self, ctx: &egui::Context) -> bool {
        let pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        self.chosen = (self.chosen + down).saturating_sub(up);
        down + up > 0
    }

    fn field_ui(&mut self, ui: &mut egui::Ui, theme: &Theme) {
        let size = vec2(ui.available_width(), 40.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let line = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 40.0), egui::Sense::hover());
            let at = rect.center() + vec2(4.0, 0.0);
            ui.painter().text(
                at,
                Align2::CENTER_CENTER,
                icons::MAGNIFYING_GLASS,
                theme::icon(18.0),
                theme.muted,
            );
            let edit = egui::TextEdit::singleline(&mut self.words)
                .id(egui::Id::new("command palette words"))
                .hint_text("Search commands and recent maps")
                .font(theme::regular(16.0))
                .desired_width(f32::INFINITY)
                .frame(egui::Frame::NONE);
            let response = ui.add(edit);
            response.request_focus();
            if response.changed() {
                self.chosen = 0;
            }
        });
        let rect = line.response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() + 3.0, theme.hairline_stroke());
    }

    fn list_ui(&self, ui: &mut egui::Ui, theme: &Theme, found: &[Found], moved: bool) -> Option<usize> {
        if found.is_empty() {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                words_ui(ui, "No command has these letters", theme::regular(13.0), theme.muted);
            });
            ui.add_space(8.0);
        }
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = (ui.ctx().content_rect().height() - 240.0).max(ROW * 3.0);
        egui::ScrollArea::vertical().max_height((ROW * ROWS_IN_VIEW).min(room)).show(ui, |ui| {
            for (index, found) in found.iter().enumerate() {
                let row = Row {
                    icon: found.icon,
                    words: &found.name,
                    beside: &found.beside,
                    keys: &found.keys,
                    lit: index == self.chosen,
                    disabled: !found.enabled,
                    height: ROW,
                    ..Row::default()
                };
                let response = row_ui(ui, theme, &row);
                if index == self.chosen && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(index);
                }
            }
        });
        clicked
    }
}

fn search(words: &str, situation: &Situation, recent: &[PathBuf]) -> Vec<Found> {
    let mut found: Vec<(u32, Found)> = Vec::new();
    for entry in TABLE.iter().filter(|entry| entry.action != Action::CommandPalette) {
        let enabled = situation.allows(entry.action);
        let name = situation.name(entry.action).into_owned();
        let Some(score) = score(words, &name, entry.description) else { continue };
        let one = Found {
            icon: entry.icon,
            name,
            beside: entry.description.to_owned(),
            keys: entry.shortcut_text(),
            enabled,
            intent: Intent::Act(entry.action),
        };
        // What cannot be done now comes last, so that Enter never meets it first.
        found.push((score + if enabled { 0 } else { 1_000_000 }, one));
    }
    for path in recent {
        let name = format!("Open {}", file_name(path));
        let Some(score) = score(words, &name, &folder_name(path)) else { continue };
        let one = Found {
            icon: icons::FILE_TEXT,
            name,
            beside: folder_name(path),
            keys: String::new(),
            enabled: true,
            intent: Intent::OpenFile(path.clone()),
        };
        found.push((score + 500, one));
    }
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, found)| found).collect()
}

/// How far the words are from the name: small is near, `None` is not at all. All letters must come in their order;
/// best at the name's beginning, then at a word's, then side by side, then scattered; last in the description.
fn score(words: &str, name: &str, description: &str) -> Option<u32> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Some(0);
    }
    let name = name.to_lowercase();
    if name.starts_with(&words) {
        return Some(0);
    }
    if name.split(|sign: char| !sign.is_alphanumeric()).any(|word| word.starts_with(&words)) {
        return Some(1);
    }
    if name.contains(&words) {
        return Some(2);
    }
    if let Some(spread) = spread(&words, &name) {
        return Some(10 + spread);
    }
    description.to_lowercase().contains(&words).then_some(400)
}

/// How many signs lie between the first and the last letter found, in order.
fn spread(words: &str, name: &str) -> Option<u32> {
    let mut signs = name.chars().enumerate();
    let (mut first, mut last) = (None, 0);
    for wanted in words.chars().filter(|sign| !sign.is_whitespace()) {
        let (at, _) = signs.find(|(_, sign)| *sign == wanted)?;
        first.get_or_insert(at);
        last = at;
    }
    u32::try_from(last - first?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_the_command() {
        let situation = Situation { map: true, undo: Some("add flow".into()), ..Situation::default() };
        for (words, expected) in [
            ("dark", "Dark theme"),
            ("zf", "Zoom to fit"),
            ("save as", "Save map as…"),
            ("svg", "Export figure as SVG…"),
            ("undo", "Undo: add flow"),
            ("QUIT", "Quit"),
        ] {
            let found = search(words, &situation, &[]);
            assert_eq!(found.first().map(|found| found.name.as_str()), Some(expected), "{words}");
        }
        assert!(search("xyzzy", &situation, &[]).is_empty());
    }

    #[test]
    fn what_cannot_be_done_comes_last() {
        let situation = Situation { map: true, ..Situation::default() };
        let found = search("", &situation, &["/maps/bristol.ron".into()]);
        let first_disabled = found.iter().position(|found| !found.enabled).expect("undo");
        assert!(found[first_disabled..].iter().all(|found| !found.enabled));
        assert!(found.iter().any(|found| found.name == "Open bristol.ron"));
    }
}
