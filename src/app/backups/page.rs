//! The page itself: versions at the left, the chosen one at the right, what is kept at the foot.
//! Must not know what a wish does.

use eframe::egui::{self, Align, Id, Key, Layout, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::{Backups, DAYS, Kept, Line, Seen, VERSIONS, Wish};
use crate::app::{
    chrome::{
        menu_bar::file_name,
        parts::{Row, Weight, caption_ui, row_ui, sheet_head_ui, sheet_ui, words_button_ui, words_ui},
        start_page::picture_ui,
        status_line::counted,
    },
    icons,
    recovery::ago,
    theme::{self, Theme, UNIT},
    widgets::segments_ui,
};

const WIDTH: f32 = 860.0;
const LIST: f32 = 300.0;
const ROW: f32 = 32.0;
/// The picture of the chosen version, points.
const PICTURE: egui::Vec2 = vec2(232.0, 138.0);

/// Shows the page; what is asked for.
#[must_use]
pub fn backups_page_ui(ctx: &egui::Context, theme: &Theme, page: &mut Backups, kept: Kept) -> Option<Wish> {
    let (wish, close) = sheet_ui(ctx, theme, "backups", WIDTH, |ui| {
        let title = format!("Backups of “{}”", file_name(&page.map));
        let mut wish = sheet_head_ui(ui, theme, &title).then_some(Wish::Close);
        let words =
            "What the file said before it was saved over. Kept in your own folder, never beside the map.";
        words_ui(ui, words, theme::regular(13.0), theme.muted);
        if !page.trouble.is_empty() {
            words_ui(ui, &page.trouble, theme::medium(13.0), theme.ink);
        }
        let room = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 420.0);
        match page.lines.as_ref().map(Vec::len) {
            None => {
                words_ui(ui, "Looking…", theme::regular(13.0), theme.muted);
            }
            Some(0) => nothing_ui(ui, theme, kept),
            Some(_) => {
                let size = vec2(ui.available_width(), room);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0 * UNIT;
                    list_ui(ui, theme, page, room);
                    wish = chosen_ui(ui, theme, page, kept, room).or(wish.take());
                });
            }
        }
        ui.add_space(UNIT);
        wish = foot_ui(ui, theme, page, kept).or(wish.take());
        wish
    });
    wish.or_else(|| close.then_some(Wish::Close))
}

fn nothing_ui(ui: &mut Ui, theme: &Theme, kept: Kept) {
    let words = if kept.is_on {
        "There is none yet: the first is kept when the map is saved over a file that says something else."
    } else {
        "There is none, and none is kept: View, Keep history is off."
    };
    words_ui(ui, words, theme::medium(13.0), theme.ink);
}

fn list_ui(ui: &mut Ui, theme: &Theme, page: &mut Backups, room: f32) {
    let wants_keyboard = std::mem::take(&mut page.wants_keyboard);
    let Some(lines) = &page.lines else { return };
    let mut chosen = page.chosen;
    ui.vertical(|ui| {
        ui.set_width(LIST);
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().id_salt("backups").max_height(room).auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            // Room for the ring round the first.
            ui.add_space(2.0);
            let mut has_keyboard = false;
            let before = page.chosen;
            let mut rows = Vec::new();
            for (place, line) in lines.iter().enumerate() {
                let words = line.when();
                let beside = line.beside();
                let icon = if line.is_unreadable() { icons::WARNING } else { icons::FILE_TEXT };
                let on = place == page.chosen;
                let row = Row { icon, words: &words, beside: &beside, on, height: ROW, ..Row::default() };
                let response = row_ui(ui, theme, &row);
                let name = format!("{words}, {beside}");
                response
                    .widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::Button, true, on, &name));
                if on && wants_keyboard {
                    response.request_focus();
                }
                has_keyboard |= response.has_focus();
                if response.clicked() {
                    chosen = place;
                }
                rows.push(response);
            }
            if has_keyboard {
                chosen = stepped(ui, chosen, lines.len());
            }
            if let Some(response) = rows.get(chosen).filter(|_| chosen != before && has_keyboard) {
                response.request_focus();
                response.scroll_to_me(None);
            }
        });
    });
    page.chosen = chosen;
}

/// The row that the arrows lead to.
fn stepped(ui: &Ui, from: usize, rows: usize) -> usize {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = rows.saturating_sub(1);
    match () {
        () if pressed(Key::ArrowDown) => (from + 1).min(last),
        () if pressed(Key::ArrowUp) => from.saturating_sub(1),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => last,
        () => from,
    }
}

fn chosen_ui(ui: &mut Ui, theme: &Theme, page: &Backups, kept: Kept, room: f32) -> Option<Wish> {
    let line = page.lines.as_ref()?.get(page.chosen)?;
    let mut wish = None;
    ui.vertical(|ui| {
        ui.set_width(ui.available_width());
        match (&line.counts, &line.seen) {
            (Some(Err(words)), _) => {
                words_ui(ui, "This version can’t be read whole", theme::medium(13.5), theme.ink);
                words_ui(ui, words, theme::regular(12.5), theme.muted);
            }
            (_, None) => {
                words_ui(ui, "Reading…", theme::regular(13.0), theme.muted);
            }
            (_, Some(seen)) => seen_ui(ui, theme, line, seen, room),
        }
        ui.add_space(UNIT);
        ui.horizontal(|ui| {
            if let Some(seen) = line.seen.as_ref().filter(|_| !kept.looks_only)
                && words_button_ui(ui, theme, "Bring back", Weight::Main)
                    .on_hover_text("The map becomes what it was then, as one step that can be undone")
                    .clicked()
            {
                wish = Some(Wish::BringBack(seen.document.clone(), line.backup.written));
            }
            if let Some(seen) = line.seen.as_ref().filter(|_| page.revision.is_some())
                && words_button_ui(ui, theme, "Compare", Weight::Plain)
                    .on_hover_text("What came, went, changed and moved since then, in place on the map")
                    .clicked()
            {
                wish = Some(Wish::LayOver(seen.document.clone(), line.backup.written));
            }
            if words_button_ui(ui, theme, "Look", Weight::Plain)
                .on_hover_text("Open this version to look at only, beside the map")
                .clicked()
            {
                wish = Some(Wish::Look(line.backup.clone()));
            }
            if words_button_ui(ui, theme, "Save as…", Weight::Plain)
                .on_hover_text("Write this version to another file, as it is")
                .clicked()
            {
                wish = Some(Wish::SaveAs(line.backup.clone()));
            }
        });
    });
    wish
}

fn seen_ui(ui: &mut Ui, theme: &Theme, line: &Line, seen: &Seen, room: f32) {
    ui.horizontal_top(|ui| {
        if let Some(picture) = &seen.picture {
            picture_ui(ui, theme, picture, &format!("the map, {}", line.when()), PICTURE);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            words_ui(ui, &line.when(), theme::medium(14.0), theme.ink);
            let replaced = format!("Saved over {}", ago(line.backup.replaced / 1000));
            words_ui(ui, &replaced, theme::regular(12.5), theme.muted);
            words_ui(ui, &line.beside(), theme::regular(12.5), theme.muted);
            if let Some((summary, _)) = &seen.since {
                words_ui(ui, &format!("Since then: {summary}"), theme::regular(12.5), theme.muted);
            }
        });
    });
    let Some((_, lines)) = &seen.since else { return };
    caption_ui(ui, theme, "Since then (+ new, − gone, ~ changed)");
    let height = (room - PICTURE.y - 88.0).max(60.0);
    let scroll = ScrollArea::vertical().id_salt("since then").max_height(height).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if lines.is_empty() {
            let words = "The map is as it was then";
            words_ui(ui, words, theme::regular(12.5), theme.muted);
        }
        for words in lines {
            let text = RichText::new(words).font(theme::regular(12.5)).color(theme.ink);
            ui.add(egui::Label::new(text).wrap());
        }
    });
}

/// How much is kept, to be chosen, and the way out.
fn foot_ui(ui: &mut Ui, theme: &Theme, page: &Backups, kept: Kept) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        if kept.is_on {
            wish = numbers_ui(ui, theme, "Versions", "versions", VERSIONS, kept.versions).map(Wish::Versions);
            ui.add_space(UNIT);
            wish = numbers_ui(ui, theme, "Days", "days", DAYS, kept.days).map(Wish::Days).or(wish.take());
        } else if page.lines.as_ref().is_some_and(|lines| !lines.is_empty()) {
            let words = "No more are kept: View, Keep history is off";
            words_ui(ui, words, theme::regular(12.5), theme.muted);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if words_button_ui(ui, theme, "Close", Weight::Plain).clicked() {
                wish = Some(Wish::Close);
            }
        });
    });
    wish
}

fn numbers_ui(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    unit: &str,
    choices: [u16; 4],
    now: u16,
) -> Option<u16> {
    let label = words_ui(ui, label, theme::regular(12.5), theme.muted).id;
    let words = choices.map(|number| (number.to_string(), format!("Keep {number} {unit}")));
    let options: Vec<(&str, &str)> =
        words.iter().map(|(word, name)| (word.as_str(), name.as_str())).collect();
    let current = choices.iter().position(|number| *number == now);
    let size = vec2(176.0, theme::CONTROL_HEIGHT);
    let clicked = ui
        .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(size.x);
            segments_ui(ui, Id::new(("backups kept", unit)), label, &options, current)
        })
        .inner;
    clicked.map(|index| choices[index])
}

impl Line {
    /// When it was written.
    fn when(&self) -> String {
        format!("Saved {}", ago(self.backup.written / 1000))
    }

    /// What is in it.
    fn beside(&self) -> String {
        match &self.counts {
            None => format!("{} kB", self.backup.bytes.div_ceil(1000)),
            Some(Ok((organisations, flows))) => {
                format!("{}, {}", counted(*organisations, "organisation"), counted(*flows, "flow"))
            }
            Some(Err(_)) => "damaged".to_owned(),
        }
    }
}
