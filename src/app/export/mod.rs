//! The page on which a figure is chosen, seen as it will be printed, and exported. It writes nothing and edits
//! nothing: it hands back wishes. Must not know dialogs or the shell.

pub mod choices;
mod form;
pub mod job;
pub mod picture;
mod preview;
pub mod remembered;
mod words;

use eframe::egui::{self, Align, Key, Layout, Margin, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::{
    chrome::{
        foot,
        parts::{Sign, Weight, sign_button_ui, words_ui},
    },
    icons,
    theme::{self, RADIUS, Theme},
    widgets::{follow_keyboard, segments_ui},
};
use crate::{model::Document, pipeline::Format};
use choices::Choices;
use job::Progress;
use preview::Live;

/// Room round the page in the window, points.
const RIM: f32 = 24.0;
/// In a window narrower than this the page takes all of it, points.
const NARROW: f32 = 900.0;
/// Width of the column of choices, points, and the most of a narrow window that it takes.
const COLUMN: (f32, f32) = (312.0, 0.5);
const HEAD: f32 = 52.0;
/// In less the words under the page stand above the choice of its size, points.
const NARROW_STRIP: f32 = 480.0;
/// Findings beyond these are counted.
const MOST_FINDINGS: usize = 3;

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Leave the page.
    Close,
    /// Ask where to write, and write.
    Export,
    /// Stop what is being written.
    Stop,
}

/// The page while it is open.
pub struct Exporting {
    /// What is chosen.
    pub choices: Choices,
    /// The job that writes, while one does.
    pub running: Option<Progress>,
    /// Why the last one did not.
    pub trouble: Option<String>,
    live: Live,
    true_size: bool,
    /// Which of several pages is seen, from 0.
    seen: usize,
    /// What had the keyboard in the last frame.
    focused: Option<egui::Id>,
    opened: bool,
}

impl Exporting {
    /// A page on which these are chosen.
    #[must_use]
    pub fn new(choices: Choices) -> Self {
        Self {
            choices,
            running: None,
            trouble: None,
            live: Live::default(),
            true_size: false,
            seen: 0,
            focused: None,
            opened: false,
        }
    }

    /// Something is asked before it: when it comes back, the keyboard is where it was at first.
    pub fn sleep(&mut self) {
        self.opened = false;
    }

    /// Whether a preview is being made.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.live.is_busy()
    }
}

/// Shows the page. With `asleep` something else stands before it: keys are not its own.
#[must_use]
pub fn export_ui(
    ctx: &egui::Context,
    theme: &Theme,
    map: (&Document, u64),
    page: &mut Exporting,
    asleep: bool,
) -> Option<Wish> {
    page.seen = page.seen.min(job::pages(map.0, &page.choices).saturating_sub(1));
    page.live.follow(ctx, map, &page.choices, page.seen);
    // Esc closes a list first, and only then the page.
    let list_open = egui::Popup::is_any_open(ctx);
    let window = ctx.content_rect();
    let size = if window.width() < NARROW { window.size() } else { window.size() - vec2(2.0, 2.0) * RIM };
    let radius = if window.width() < NARROW { 0 } else { RADIUS + 4 };
    let frame = theme.floating().inner_margin(0).corner_radius(radius);
    let modal = egui::Modal::new(egui::Id::new("export figure")).frame(frame).backdrop_color(theme.veil);
    // Behind a question it does not reach for the keyboard; once that is answered it does.
    page.opened |= asleep;
    let shown = modal.show(ctx, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        parts_ui(ui, theme, map.0, page, rect)
    });
    if asleep {
        page.opened = false;
        return None;
    }
    let escape = !list_open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let anywhere = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    match (shown.inner, escape, page.running.is_some()) {
        (_, true, true) => Some(Wish::Stop),
        (_, true, false) => Some(Wish::Close),
        (None, ..) if anywhere && can_export(page) => Some(Wish::Export),
        (wish, ..) => wish,
    }
}

fn can_export(page: &Exporting) -> bool {
    // What cannot be drawn asks for no file.
    let undrawn = !page.live.is_busy() && page.live.trouble().is_some();
    page.running.is_none() && page.choices.wrong().is_none() && !undrawn
}

/// Head, choices, and the desk with the page on it.
fn parts_ui(
    ui: &mut Ui,
    theme: &Theme,
    document: &Document,
    page: &mut Exporting,
    rect: Rect,
) -> Option<Wish> {
    let column = COLUMN.0.min(rect.width() * COLUMN.1);
    let (left, right) = (rect.with_max_x(rect.right() - column), rect.with_min_x(rect.right() - column));
    let wish = column_ui(ui, theme, document, page, right);
    let pages = job::pages(document, &page.choices);
    desk_ui(ui, theme, page, left.with_min_y(rect.top() + HEAD));
    let head = left.with_max_y(rect.top() + HEAD).shrink2(vec2(20.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
        words_ui(ui, "Export figure", theme::bold(17.0), theme.ink);
        if page.live.is_busy() {
            words_ui(ui, "updating…", theme::regular(12.5), theme.muted);
        }
        if pages > 1 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| pages_ui(ui, theme, page, pages));
        }
    });
    let line = theme.hairline_stroke();
    ui.painter().vline(right.left(), rect.y_range(), line);
    wish
}

/// From page to page of a story; laid out from the right.
fn pages_ui(ui: &mut Ui, theme: &Theme, page: &mut Exporting, pages: usize) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let button = |ui: &mut Ui, icon, name, enabled| {
        let sign = Sign { icon, name, tip: name, tip_beside: false, side: 28.0, on: false, enabled };
        sign_button_ui(ui, theme, &sign).clicked()
    };
    if button(ui, icons::CARET_RIGHT, "Next page", page.seen + 1 < pages) {
        page.seen += 1;
    }
    let words = format!("Page {} of {pages}", page.seen + 1);
    words_ui(ui, &words, theme::regular(12.5), theme.muted);
    if button(ui, icons::CARET_LEFT, "Page before", page.seen > 0) {
        page.seen -= 1;
    }
}

/// The choices, with the buttons under them.
fn column_ui(
    ui: &mut Ui,
    theme: &Theme,
    document: &Document,
    page: &mut Exporting,
    rect: Rect,
) -> Option<Wish> {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("choices"));
    let mut wish = foot::foot_ui(&mut child, theme, "export foot", |ui| foot_ui(ui, theme, page));
    let enter = egui::ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(&mut child, |ui| {
        let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
        let inner = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let report = page.live.shown().map(|preview| preview.page);
            let enter = form::form_ui(ui, document, &mut page.choices, report.as_ref());
            follow_keyboard(ui, &mut page.focused);
            enter
        });
        inner.inner
    });
    if enter.inner && can_export(page) {
        wish = Some(Wish::Export);
    }
    wish
}

/// What stands in the way, and the buttons.
fn foot_ui(ui: &mut Ui, theme: &Theme, page: &mut Exporting) -> Option<Wish> {
    if let Some(words) = &page.trouble {
        words_ui(ui, words, theme::regular(12.5), theme.danger);
    }
    if let Some(progress) = &page.running {
        return foot::under_way_ui(ui, theme, &progress.words()).then_some(Wish::Stop);
    }
    if let Some(what) = page.choices.wrong() {
        let words = format!("{what} is not a number.");
        words_ui(ui, &words, theme::regular(12.5), theme.danger);
    }
    let mut exports = false;
    let enabled = can_export(page);
    let cancelled = foot::buttons_ui(ui, theme, |ui| {
        let export = foot::button_ui(ui, theme, "Export…", Weight::Main, enabled);
        if !std::mem::replace(&mut page.opened, true) {
            // Enter exports at once.
            export.request_focus();
        }
        exports = export.clicked();
    });
    match (cancelled, exports) {
        (true, _) => Some(Wish::Close),
        (false, exports) => exports.then_some(Wish::Export),
    }
}

/// The page on its desk, and under it what is to be said of it.
fn desk_ui(ui: &mut Ui, theme: &Theme, page: &mut Exporting, rect: Rect) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("desk"));
    let strip = egui::Panel::bottom("export strip")
        .frame(egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 12 }))
        .show_separator_line(false)
        .resizable(false);
    strip.show(&mut child, |ui| strip_ui(ui, theme, page));
    let desk = child.available_rect_before_wrap();
    child.painter().rect_filled(desk, 0.0, theme.hover);
    child.set_clip_rect(desk);
    let mut child = child.new_child(UiBuilder::new().max_rect(desk).id_salt("sheet"));
    let paper = page.choices.format != Format::Html;
    let ground = if paper { page.choices.ground } else { page.choices.ground.opaque() };
    page.live.page_ui(&mut child, theme, ground, page.true_size && paper);
}

/// Size, smallest type, and what did not come out as one would wish.
fn strip_ui(ui: &mut Ui, theme: &Theme, page: &mut Exporting) {
    ui.spacing_mut().item_spacing.y = 3.0;
    if page.choices.format == Format::Html {
        report_ui(ui, theme, page);
        return;
    }
    if ui.available_width() < NARROW_STRIP {
        report_ui(ui, theme, page);
        sizes_ui(ui, theme, page);
        return;
    }
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        sizes_ui(ui, theme, page);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.add_space(5.0);
            report_ui(ui, theme, page);
        });
    });
}

/// As large as fits, or at true size.
fn sizes_ui(ui: &mut Ui, theme: &Theme, page: &mut Exporting) {
    let sizes = [("Fit", "As large as fits"), ("True size", "About true size on this screen")];
    let layout = Layout::left_to_right(Align::Center);
    let clicked = ui.allocate_ui_with_layout(vec2(184.0, theme::CONTROL_HEIGHT), layout, |ui| {
        let label = words_ui(ui, "Preview", theme::regular(12.0), theme.muted).id;
        let current = Some(usize::from(page.true_size));
        segments_ui(ui, egui::Id::new("export size"), label, &sizes, current)
    });
    if let Some(index) = clicked.inner {
        page.true_size = index == 1;
    }
}

fn report_ui(ui: &mut Ui, theme: &Theme, page: &Exporting) {
    if let Some(words) = page.live.trouble() {
        let words = super::words::capital(words);
        minded_ui(ui, &words, theme.danger);
    }
    let Some(preview) = page.live.shown() else {
        if page.live.trouble().is_none() {
            words_ui(ui, "The figure is being drawn…", theme::medium(13.0), theme.muted);
        }
        return;
    };
    let (mut words, minded) = match page.choices.format {
        Format::Html => (words::WEB_PAGE.to_owned(), false),
        _ => words::size(&preview.page, page.choices.minimum.value()),
    };
    if page.true_size && page.choices.format != Format::Html {
        words.push_str(", about true size");
    }
    if minded {
        minded_ui(ui, &words, theme.warning);
    } else {
        words_ui(ui, &words, theme::medium(13.0), theme.ink);
    }
    let found = words::findings(preview);
    for line in found.iter().take(MOST_FINDINGS) {
        words_ui(ui, line, theme::regular(12.5), theme.muted);
    }
    if found.len() > MOST_FINDINGS {
        let words = format!("and {} more", found.len() - MOST_FINDINGS);
        words_ui(ui, &words, theme::regular(12.5), theme.muted);
    }
}

/// Words with the sign of what is to be minded: not by colour alone.
fn minded_ui(ui: &mut Ui, words: &str, ink: egui::Color32) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        words_ui(ui, icons::WARNING, theme::icon(15.0), ink);
        words_ui(ui, words, theme::medium(13.0), ink);
    });
}
