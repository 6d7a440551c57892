//! The page on which another program's file is looked at before anything is made of it: as what it is read, what its
//! columns and words mean, what map that makes, whether it becomes a map of its own or joins the open one. It edits
//! nothing: it hands back wishes. Must not know dialogs or the shell.

mod adding;
mod columns;
mod form;
pub mod job;
mod preview;
pub mod remembered;
mod values;
mod words;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use eframe::egui::{self, Align, Key, Layout, Margin, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::{
    chrome::{
        foot,
        parts::{Weight, words_ui},
    },
    icons,
    theme::{self, RADIUS, Theme},
    widgets::follow_keyboard,
};
use crate::{
    editor::Session,
    interchange::{Format, Mapping, Role, Uses, graph::Columns},
};
use job::{Drawing, Made, Order, Trouble, Work};
use preview::Still;
use remembered::Remembered;

/// Room round the page in the window, points.
const RIM: f32 = 24.0;
/// In a window narrower than this the page takes all of it, points.
const NARROW: f32 = 900.0;
/// Width of the column of choices, points, and the most of a window that it takes.
const COLUMN: (f32, f32) = (448.0, 0.56);
const HEAD: f32 = 52.0;

/// A file that is to be looked at.
#[derive(Clone)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// Where it lies; nowhere for what was pasted.
    pub path: Option<PathBuf>,
    /// What stands in it.
    pub bytes: Arc<[u8]>,
    /// What it seems to be.
    pub format: Format,
}

/// The open map, as far as the page is concerned.
#[derive(Clone, Copy)]
pub struct Open<'a> {
    /// The map and its state.
    pub session: &'a Session,
    /// What it is called.
    pub name: &'a str,
    /// It is open to look at only.
    pub read_only: bool,
}

/// What is wished.
pub enum Wish {
    /// Leave the page.
    Close,
    /// The map takes the place of the open one.
    OpenAsNew,
    /// Add it to the open map, in one step.
    Add,
    /// Forget how files of this shape are taken.
    Forget,
}

/// To what the file is to become once it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Accepted {
    AsNew,
    Added,
}

/// The page while it is open.
pub struct Importing {
    /// The file.
    pub source: Source,
    formats: Vec<Format>,
    format: Format,
    drawing: Drawing,
    remembered: Arc<Remembered>,
    /// What is said of the columns of a table.
    uses: Uses,
    work: Work,
    /// What was made last; stays while there is no better.
    made: Option<Box<Made>>,
    /// How the file is meant: what is chosen on the page.
    mapping: Mapping,
    trouble: Option<String>,
    adding: adding::Choices,
    /// The state of the open map with which it was made.
    revision: Option<u64>,
    /// Pressed before it was ready.
    accepted: Option<Accepted>,
    still: Still,
    /// What had the keyboard in the last frame.
    focused: Option<egui::Id>,
    opened: bool,
    /// A role or a meaning was changed by hand.
    is_changed: bool,
    /// How it was taken the last time is not used.
    is_forgotten: bool,
}

impl Importing {
    /// A page on this file.
    #[must_use]
    pub fn new(source: Source, drawing: Drawing, remembered: Remembered, open: Option<Open<'_>>) -> Self {
        let mut page = Self {
            formats: Format::candidates(&source.bytes, source.format),
            format: source.format,
            source,
            drawing,
            remembered: Arc::new(remembered),
            uses: Uses::default(),
            work: Work::default(),
            made: None,
            mapping: Mapping::default(),
            trouble: None,
            adding: adding::Choices::default(),
            revision: None,
            accepted: None,
            still: Still::default(),
            focused: None,
            opened: false,
            is_changed: false,
            is_forgotten: false,
        };
        page.read_anew(open);
        page
    }

    /// Whether something is being read or made.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.work.is_busy()
    }

    /// What was made last.
    #[must_use]
    pub fn made(&self) -> Option<&Made> {
        self.made.as_deref()
    }

    /// What was made, to be taken: the page is done.
    #[must_use]
    pub fn take(&mut self) -> Option<Box<Made>> {
        self.work.stop();
        self.made.take()
    }

    /// Something is asked before it: when it comes back, the keyboard is where it was at first.
    pub fn sleep(&mut self) {
        self.opened = false;
    }

    /// How this file is taken, to be remembered; none where nothing was changed by hand.
    #[must_use]
    pub fn to_remember(&self) -> Option<(&crate::interchange::Read, &Mapping)> {
        // What was said of the columns of a table is not of the shape that a file has before it is said.
        let made = self.made.as_deref().filter(|_| self.is_changed && self.uses.is_empty())?;
        Some((&made.file.read, &self.mapping))
    }

    /// From the beginning, as this format, and as is most probably meant.
    fn read_anew(&mut self, open: Option<Open<'_>>) {
        self.made = None;
        self.trouble = None;
        self.is_changed = false;
        self.uses = Uses::default();
        self.order(None, open);
    }

    /// Once more, for something else was said of the columns of a table; the roles of others stay.
    fn read_as_said(&mut self, open: Option<Open<'_>>) {
        let Some(made) = &self.made else { return };
        let graph = &made.file.read.graph;
        let by_key = |columns: &Columns, roles: &[Role]| {
            let keys = columns.list().iter().map(|column| column.key.clone());
            keys.zip(roles.iter().copied()).collect()
        };
        let roles = [
            by_key(&graph.node_columns, &self.mapping.nodes),
            by_key(&graph.edge_columns, &self.mapping.edges),
        ];
        let mut order = self.ordered(None, open);
        (order.file, order.roles) = (None, roles);
        self.work.want(order);
    }

    /// What was remembered is no longer used.
    pub fn forget(&mut self, open: Option<Open<'_>>) {
        self.remembered = Arc::default();
        self.is_forgotten = true;
        self.is_changed = false;
        self.order(None, open);
    }

    /// Asks for the map of this mapping.
    fn order(&mut self, mapping: Option<Mapping>, open: Option<Open<'_>>) {
        if self.made.as_ref().is_some_and(|made| made.file.uses != self.uses) {
            self.read_as_said(open);
            return;
        }
        let order = self.ordered(mapping, open);
        self.work.want(order);
    }

    fn ordered(&mut self, mapping: Option<Mapping>, open: Option<Open<'_>>) -> Order {
        self.revision = open.map(|open| open.session.revision());
        let open = open.filter(|open| !open.read_only);
        let adding = open.map(|open| self.adding.adding(open.session.standing(), &self.source.name));
        Order {
            bytes: self.source.bytes.clone(),
            format: self.format,
            file: self.made.as_ref().map(|made| made.file.clone()),
            mapping,
            remembered: self.remembered.clone(),
            adding,
            drawing: self.drawing.clone(),
            uses: self.uses.clone(),
            roles: <[BTreeMap<String, Role>; 2]>::default(),
        }
    }

    /// Takes what the thread has made.
    fn follow(&mut self, ctx: &egui::Context, open: Option<Open<'_>>) {
        if self.revision != open.map(|open| open.session.revision()) && !self.work.is_busy() {
            let mapping = self.made.is_some().then(|| self.mapping.clone());
            self.order(mapping, open);
        }
        match self.work.follow(ctx) {
            None | Some(Err(Trouble::Stopped)) => {}
            Some(Ok(made)) => {
                self.mapping = made.mapping.clone();
                self.is_changed |= made.is_remembered;
                self.made = Some(made);
                self.trouble = None;
                self.still.renew();
            }
            Some(Err(Trouble::Failed(words))) => {
                self.trouble = Some(words);
                self.accepted = None;
            }
        }
    }

    /// What Enter does: what was pasted is meant for the map that is open.
    fn first_choice(&self, open: Option<Open<'_>>) -> Accepted {
        let joins = self.source.path.is_none() && open.is_some_and(|open| !open.read_only);
        if joins { Accepted::Added } else { Accepted::AsNew }
    }

    /// Whether the button that makes it can be pressed.
    fn can_accept(&self, how: Accepted, open: Option<Open<'_>>) -> bool {
        let adds = || open.is_some_and(|open| !open.read_only);
        let fits = self.made.as_ref().is_none_or(|made| !matches!(made.joined, Some(Err(_))));
        self.trouble.is_none() && self.accepted.is_none() && (how == Accepted::AsNew || (adds() && fits))
    }
}

/// Shows the page. With `asleep` something else stands before it: keys are not its own.
#[must_use]
pub fn import_ui(
    ctx: &egui::Context,
    theme: &Theme,
    page: &mut Importing,
    open: Option<Open<'_>>,
    asleep: bool,
) -> Option<Wish> {
    page.follow(ctx, open);
    // Esc closes a list first, and only then the page.
    let list_open = egui::Popup::is_any_open(ctx);
    let window = ctx.content_rect();
    let size = if window.width() < NARROW { window.size() } else { window.size() - vec2(2.0, 2.0) * RIM };
    let radius = if window.width() < NARROW { 0 } else { RADIUS + 4 };
    let frame = theme.floating().inner_margin(0).corner_radius(radius);
    let modal = egui::Modal::new(egui::Id::new("import page")).frame(frame).backdrop_color(theme.veil);
    page.opened |= asleep;
    let shown = modal.show(ctx, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        parts_ui(ui, theme, page, open, rect)
    });
    if asleep {
        page.opened = false;
        return None;
    }
    let escape = !list_open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let anywhere = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if escape {
        return Some(Wish::Close);
    }
    let first = page.first_choice(open);
    if anywhere && page.can_accept(first, open) {
        page.accepted = Some(first);
    }
    let is_ready = !page.is_busy() && page.made.is_some();
    match page.accepted.take_if(|_| is_ready) {
        Some(Accepted::AsNew) => Some(Wish::OpenAsNew),
        Some(Accepted::Added) => Some(Wish::Add),
        None => shown.inner,
    }
}

/// Head, choices, and the map that the file makes.
fn parts_ui(
    ui: &mut Ui,
    theme: &Theme,
    page: &mut Importing,
    open: Option<Open<'_>>,
    rect: Rect,
) -> Option<Wish> {
    let column = COLUMN.0.min(rect.width() * COLUMN.1);
    let (left, right) = (rect.with_max_x(rect.right() - column), rect.with_min_x(rect.right() - column));
    let wish = column_ui(ui, theme, page, open, right);
    desk_ui(ui, theme, page, left.with_min_y(rect.top() + HEAD));
    let head = left.with_max_y(rect.top() + HEAD).shrink2(vec2(20.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
        let title = format!("Import “{}”", page.source.name);
        let room = ui.available_width() - 96.0;
        ui.label(super::chrome::parts::cut(&title, theme::bold(17.0), theme.ink, room));
        if page.is_busy() && page.made.is_some() {
            words_ui(ui, "updating…", theme::regular(12.5), theme.muted);
        }
    });
    ui.painter().vline(right.left(), rect.y_range(), theme.hairline_stroke());
    wish
}

/// The choices, with the buttons under them.
fn column_ui(
    ui: &mut Ui,
    theme: &Theme,
    page: &mut Importing,
    open: Option<Open<'_>>,
    rect: Rect,
) -> Option<Wish> {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("import choices"));
    let mut wish = foot::foot_ui(&mut child, theme, "import foot", |ui| foot_ui(ui, theme, page, open));
    let scroll = egui::ScrollArea::vertical().id_salt("import choices").auto_shrink(false);
    scroll.show(&mut child, |ui| {
        let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let before = (page.format, page.uses.clone());
            let asked = form::form_ui(ui, theme, page, open);
            if page.format != before.0 {
                page.read_anew(open);
            } else if page.uses != before.1 {
                page.read_as_said(open);
            } else if asked.mapping || asked.adding {
                page.is_changed |= asked.mapping;
                page.order(Some(page.mapping.clone()), open);
            }
            if asked.forget {
                wish = Some(Wish::Forget);
            }
            follow_keyboard(ui, &mut page.focused);
        });
    });
    wish
}

/// The buttons, and what stands in the way.
fn foot_ui(ui: &mut Ui, theme: &Theme, page: &mut Importing, open: Option<Open<'_>>) -> Option<Wish> {
    if let Some(open) = open.filter(|open| open.read_only) {
        let words = format!("“{}” is open to look at only: nothing can be added to it.", open.name);
        words_ui(ui, &words, theme::regular(12.5), theme.muted);
    }
    let cancelled = foot::buttons_ui(ui, theme, |ui| match page.accepted {
        Some(_) => {
            let percent = page.work.percent().map(|percent| format!(" {percent} %")).unwrap_or_default();
            let words = format!("As soon as it is read…{percent}");
            words_ui(ui, &words, theme::regular(12.5), theme.muted);
        }
        None => accepting_ui(ui, theme, page, open),
    });
    cancelled.then_some(Wish::Close)
}

/// The buttons that make a map of it. What Enter does stands last.
fn accepting_ui(ui: &mut Ui, theme: &Theme, page: &mut Importing, open: Option<Open<'_>>) {
    let first = page.first_choice(open);
    let mut buttons = vec![("Open as new map", Accepted::AsNew)];
    if open.is_some() {
        buttons.push(("Add to this map", Accepted::Added));
    }
    buttons.sort_by_key(|(_, how)| *how != first);
    for (words, how) in buttons {
        let weight = if how == first { Weight::Main } else { Weight::Plain };
        let button = foot::button_ui(ui, theme, words, weight, page.can_accept(how, open));
        if button.clicked() {
            page.accepted = Some(how);
        }
        if how == first && !std::mem::replace(&mut page.opened, true) {
            button.request_focus();
        }
    }
}

/// The map that the file makes, and under it what is to be said of it.
fn desk_ui(ui: &mut Ui, theme: &Theme, page: &mut Importing, rect: Rect) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("import desk"));
    let strip = egui::Panel::bottom("import strip")
        .frame(egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 12 }))
        .show_separator_line(false)
        .resizable(false);
    strip.show(&mut child, |ui| strip_ui(ui, theme, page));
    let desk = child.available_rect_before_wrap();
    child.painter().rect_filled(desk, 0.0, theme.hover);
    child.set_clip_rect(desk);
    let mut child = child.new_child(UiBuilder::new().max_rect(desk).id_salt("import picture"));
    if let Some(made) = page.made.as_deref() {
        let name = format!("Preview of the map: {}", form::counts_of(made));
        page.still.ui(&mut child, &made.picture, &page.drawing.fonts, &name);
    }
}

/// What it comes to, and what is to be minded.
fn strip_ui(ui: &mut Ui, theme: &Theme, page: &Importing) {
    ui.spacing_mut().item_spacing.y = 3.0;
    if let Some(words) = &page.trouble {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            words_ui(ui, icons::WARNING, theme::icon(15.0), theme.danger);
            words_ui(ui, &super::words::capital(words), theme::medium(13.0), theme.danger);
        });
        return;
    }
    let Some(made) = page.made.as_deref() else {
        let words = match page.work.percent() {
            Some(percent) => format!("The file is being read and laid out… {percent} %"),
            None => "The file is being read…".to_owned(),
        };
        words_ui(ui, &words, theme::medium(13.0), theme.muted);
        return;
    };
    words_ui(ui, &form::counts_of(made), theme::medium(13.0), theme.ink);
    let words = form::remarks(made);
    if !words.is_empty() {
        words_ui(ui, &words, theme::regular(12.5), theme.muted);
    }
}
