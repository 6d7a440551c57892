//! The page on which the map is saved for another program: which format, what that cannot hold, what goes along, which
//! files it makes. It writes nothing and edits nothing: it hands back wishes. Must not know dialogs or the shell.

pub mod job;
mod list;
mod report;
mod words;

use std::sync::Arc;

use eframe::egui::{self, Align, Key, Layout, Margin, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::{
    chrome::{
        foot,
        parts::{Weight, words_ui},
    },
    icons,
    progress::Progress,
    theme::{self, RADIUS, Theme},
    widgets::follow_keyboard,
};
use crate::{
    interchange::{self, Format, Writing},
    model::Document,
};
use job::Counting;

/// Room round the page in the window, points.
const RIM: f32 = 24.0;
/// In a window narrower than this the page takes all of it, points.
const NARROW: f32 = 900.0;
/// Width of the column of formats, points, and the most of a narrow window that it takes.
const COLUMN: (f32, f32) = (344.0, 0.5);
const HEAD: f32 = 52.0;

/// The formats, in the order of the list.
pub(super) const FORMATS: [Format; 13] = [
    Format::GraphMl,
    Format::Gexf,
    Format::Xlsx,
    Format::Csv,
    Format::KumuJson,
    Format::Canvas,
    Format::DrawIo,
    Format::CytoscapeJs,
    Format::Dot,
    Format::Gml,
    Format::Pajek,
    Format::Mermaid,
    Format::Table,
];

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Leave the page.
    Close,
    /// Ask where to write, and write.
    Save,
    /// Stop what is being written.
    Stop,
}

/// The page while it is open.
pub struct OtherProgram {
    /// The format that is chosen.
    pub format: Format,
    /// Notes go along where the format has a canvas.
    pub notes: bool,
    /// The job that writes, while one does.
    pub running: Option<Arc<Progress>>,
    /// Why the last one did not.
    pub trouble: Option<String>,
    /// What the file is called at first, without its end.
    stem: String,
    counting: Counting,
    /// What had the keyboard in the last frame.
    focused: Option<egui::Id>,
    opened: bool,
    /// The chosen row is yet to be brought into sight.
    scrolls: bool,
}

impl OtherProgram {
    /// A page on which this format is chosen. What was perhaps said in confidence is chosen anew each time.
    #[must_use]
    pub fn new(format: Format, stem: String) -> Self {
        Self {
            format,
            notes: false,
            running: None,
            trouble: None,
            stem,
            counting: Counting::default(),
            focused: None,
            opened: false,
            scrolls: true,
        }
    }

    /// The format that is remembered under this name, or the first.
    #[must_use]
    pub fn format_of(key: &str) -> Format {
        FORMATS.into_iter().find(|format| format.key() == key).unwrap_or(FORMATS[0])
    }

    /// Something is asked before it: when it comes back, the keyboard is where it was at first.
    pub fn sleep(&mut self) {
        self.opened = false;
    }

    /// Whether something is being counted.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.counting.is_busy()
    }

    /// As what the map is written.
    #[must_use]
    pub fn writing(&self) -> Writing {
        writing(self.format, self.notes)
    }

    /// The chosen format is counted first, then the others as the list has them.
    fn follow(&mut self, ctx: &egui::Context, map: (&Document, u64)) {
        let all = |notes| FORMATS.into_iter().map(move |format| writing(format, notes));
        let wanted: Vec<Writing> =
            std::iter::once(self.writing()).chain(all(self.notes)).chain(all(!self.notes)).collect();
        self.counting.follow(ctx, map, &wanted);
    }

    fn can_save(&self) -> bool {
        self.running.is_none() && matches!(self.counting.answer(self.writing()), Some(Ok(_)))
    }
}

/// Where there is no canvas, there are no notes to choose about.
fn writing(format: Format, notes: bool) -> Writing {
    Writing { format, notes: notes && interchange::holds_notes(format) }
}

/// Shows the page. With `asleep` something else stands before it: keys are not its own.
#[must_use]
pub fn other_program_ui(
    ctx: &egui::Context,
    theme: &Theme,
    map: (&Document, u64),
    page: &mut OtherProgram,
    asleep: bool,
) -> Option<Wish> {
    page.follow(ctx, map);
    let window = ctx.content_rect();
    let size = if window.width() < NARROW { window.size() } else { window.size() - vec2(2.0, 2.0) * RIM };
    let radius = if window.width() < NARROW { 0 } else { RADIUS + 4 };
    let frame = theme.floating().inner_margin(0).corner_radius(radius);
    let modal = egui::Modal::new(egui::Id::new("other program")).frame(frame).backdrop_color(theme.veil);
    // Behind a question it does not reach for the keyboard; once that is answered it does.
    page.opened |= asleep;
    let shown = modal.show(ctx, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        parts_ui(ui, theme, page, rect)
    });
    if asleep {
        page.opened = false;
        return None;
    }
    let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let anywhere = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    match (shown.inner, escape, page.running.is_some()) {
        (_, true, true) => Some(Wish::Stop),
        (_, true, false) => Some(Wish::Close),
        (None, ..) if anywhere && page.can_save() => Some(Wish::Save),
        (wish, ..) => wish,
    }
}

/// Head, formats, and the desk with what is said of the chosen one.
fn parts_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram, rect: Rect) -> Option<Wish> {
    let column = COLUMN.0.min(rect.width() * COLUMN.1);
    let (left, right) = (rect.with_max_x(rect.right() - column), rect.with_min_x(rect.right() - column));
    let wish = column_ui(ui, theme, page, right);
    report::desk_ui(ui, theme, page, left.with_min_y(rect.top() + HEAD));
    let head = left.with_max_y(rect.top() + HEAD).shrink2(vec2(20.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
        words_ui(ui, "Save for another program", theme::bold(17.0), theme.ink);
    });
    ui.painter().vline(right.left(), rect.y_range(), theme.hairline_stroke());
    wish
}

/// The formats, with the buttons under them.
fn column_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram, rect: Rect) -> Option<Wish> {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("formats"));
    let wish = foot::foot_ui(&mut child, theme, "other program foot", |ui| foot_ui(ui, theme, page));
    let list = egui::ScrollArea::vertical().id_salt("formats").auto_shrink(false).show(&mut child, |ui| {
        let margin = Margin { left: 12, right: 12, top: 14, bottom: 12 };
        let inner = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let taken = list::list_ui(ui, theme, page);
            follow_keyboard(ui, &mut page.focused);
            taken
        });
        inner.inner
    });
    wish.or((list.inner && page.can_save()).then_some(Wish::Save))
}

/// What stands in the way, and the buttons.
fn foot_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram) -> Option<Wish> {
    if let Some(words) = &page.trouble {
        words_ui(ui, words, theme::regular(12.5), theme.danger);
    }
    if page.running.is_some() {
        return foot::under_way_ui(ui, theme, "Writing…").then_some(Wish::Stop);
    }
    // Beside the button, however long the sheet is.
    if let Some(Ok(counted)) = page.counting.answer(page.writing()).filter(|_| page.notes)
        && counted.along.notes > 0
    {
        report::signed_ui(ui, theme, icons::WARNING, &words::notes(&counted.along), theme.warning);
    }
    let mut saves = false;
    let enabled = page.can_save();
    let cancelled = foot::buttons_ui(ui, theme, |ui| {
        let save = foot::button_ui(ui, theme, "Save…", Weight::Main, enabled);
        if enabled && !std::mem::replace(&mut page.opened, true) {
            // Enter saves at once.
            save.request_focus();
        }
        saves = save.clicked();
    });
    match (cancelled, saves) {
        (true, _) => Some(Wish::Close),
        (false, saves) => saves.then_some(Wish::Save),
    }
}
