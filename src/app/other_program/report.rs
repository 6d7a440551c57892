//! The sheet on the desk: which files are made, what they cannot hold, what goes along. Must not know how it is counted.

use eframe::egui::{
    self, Align, Align2, CornerRadius, Frame, Key, Layout, Margin, Modifiers, Rect, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, WidgetType, vec2,
};

use super::{OtherProgram, job::Counted, words};
use crate::{
    app::{
        chrome::parts::{caption_ui, cut, hairline_ui, words_ui},
        icons,
        theme::{self, RADIUS, Theme},
        widgets::switch_ui,
    },
    interchange::{Along, Format},
    model::grouped,
};

/// The sheet is not wider than a line that is easily read, points.
const WIDTH: f32 = 620.0;
/// Between sheet and rim of the desk, points.
const MARGIN: f32 = 24.0;
const ROW: f32 = 24.0;

/// Shows the desk with the sheet on it.
pub(super) fn desk_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram, rect: Rect) {
    ui.painter().rect_filled(rect, CornerRadius { sw: RADIUS + 4, ..CornerRadius::ZERO }, theme.hover);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("desk"));
    child.set_clip_rect(rect);
    // A longer one begins at its beginning.
    let id = ("report", page.format);
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(&mut child, |ui| {
        turn_pages(ui, rect.height());
        let width = WIDTH.min(rect.width() - 2.0 * MARGIN);
        ui.add_space(MARGIN);
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                let frame = Frame::new()
                    .fill(theme.surface)
                    .stroke(theme.hairline_stroke())
                    .corner_radius(CornerRadius::same(RADIUS))
                    .inner_margin(Margin::symmetric(28, 24));
                frame.show(ui, |ui| {
                    ui.set_width(width - 56.0);
                    sheet_ui(ui, theme, page);
                });
            });
        });
        ui.add_space(MARGIN);
    });
}

/// The keys that turn pages do so wherever the keyboard is: nothing on the sheet may have it.
fn turn_pages(ui: &Ui, height: f32) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let page = height - 2.0 * MARGIN;
    for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page)] {
        if pressed(key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

fn sheet_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram) {
    ui.spacing_mut().item_spacing.y = 6.0;
    let format = page.format;
    head_ui(ui, theme, page);
    let answer = page.counting.answer(page.writing()).cloned();
    match answer {
        None => {
            part_ui(ui, theme, "Left out");
            words_ui(ui, "Counting what the file cannot hold…", theme::regular(13.0), theme.muted);
        }
        Some(Err(words)) => {
            part_ui(ui, theme, "Left out");
            signed_ui(ui, theme, icons::WARNING, &words, theme.danger);
        }
        Some(Ok(counted)) => {
            left_out_ui(ui, theme, format, &counted);
            along_ui(ui, theme, page, &counted.along);
        }
    }
}

/// The format, what reads it, and the files that are made.
fn head_ui(ui: &mut Ui, theme: &Theme, page: &OtherProgram) {
    let format = page.format;
    let (name, readers) = words::format(format);
    words_ui(ui, name, theme::bold(20.0), theme.ink);
    words_ui(ui, &format!("For {readers}"), theme::regular(13.0), theme.muted);
    ui.add_space(6.0);
    let asked = std::path::PathBuf::from(format!("{}.{}", page.stem, format.extension()));
    for file in format.files(&asked) {
        signed_ui(ui, theme, icons::FILE_TEXT, &file.to_string_lossy(), theme.ink);
    }
}

/// What the file cannot hold, item by item with its number.
fn left_out_ui(ui: &mut Ui, theme: &Theme, format: Format, counted: &Counted) {
    part_ui(ui, theme, "Left out");
    let whole = counted.loss.is_empty();
    if whole {
        signed_ui(ui, theme, icons::CHECK_CIRCLE, "Everything is held", theme.success);
    }
    for (heading, items) in words::lost(&counted.loss) {
        ui.add_space(4.0);
        words_ui(ui, heading, theme::medium(13.0), theme.ink);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (what, times) in items {
                item_ui(ui, theme, &what, times);
            }
        });
    }
    ui.add_space(2.0);
    words_ui(ui, words::way_back(format, whole), theme::regular(12.5), theme.muted);
}

/// What goes along that one may not think of, and whether notes do.
fn along_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram, along: &Along) {
    part_ui(ui, theme, "Goes along");
    let items = words::along(along);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (what, times) in items {
            item_ui(ui, theme, what, times);
        }
    });
    if along.notes + along.notes_left > 0 {
        // The keys that save are no press on the switch that has the focus.
        let saves = ui.input(|input| input.modifiers.command && input.key_pressed(egui::Key::Enter));
        let words = format!("Notes ({})", grouped((along.notes + along.notes_left) as u64));
        if switch_ui(ui, &words, Some(page.notes)).clicked() && !saves {
            page.notes = !page.notes;
        }
    }
    if let Some(unseen) = words::unseen(along, page.format) {
        words_ui(ui, &unseen, theme::regular(12.5), theme.muted);
    }
    words_ui(ui, words::STAYS, theme::regular(12.5), theme.muted);
}

fn part_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    hairline_ui(ui, theme, 8.0);
    caption_ui(ui, theme, title);
}

/// Words with a sign before them, which says what the colour says.
pub(super) fn signed_ui(ui: &mut Ui, theme: &Theme, sign: &str, words: &str, ink: egui::Color32) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let tone = if ink == theme.ink { theme.muted } else { ink };
        words_ui(ui, sign, theme::icon(16.0), tone);
        // Long words are broken, the sign stands before the first line.
        ui.vertical(|ui| words_ui(ui, words, theme::medium(13.0), ink));
    });
}

/// What, and its number at the right end, on a line of its own.
fn item_ui(ui: &mut Ui, theme: &Theme, what: &str, times: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let number = grouped(times as u64);
    if ui.is_rect_visible(rect) {
        let said = ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            &number,
            theme::regular(13.0),
            theme.ink,
        );
        let room = said.left() - 16.0 - rect.left();
        let galley = ui.painter().layout_job(cut(what, theme::regular(13.0), theme.ink, room));
        let at = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size());
        ui.painter().galley(at.min, galley, theme.ink);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline_stroke());
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{what}: {number}")));
}
