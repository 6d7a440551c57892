//! The capture bar: a line in which organisations and flows are typed at the speed of talk.
//! Must not know how a line is read: that is `editor::capture`.
//!
//! A frame: the first order among the keys is taken out (`keys`), the field has the typing before it, the words are
//! thought about (`mind`, `understand`), what was understood is shown, and then the order is carried out. What was
//! typed after the order waits for the next frame, so that a slow window loses nothing and mixes nothing up.

mod bar;
mod card;
mod chips;
mod field;
mod keys;
mod list;
mod mind;
mod orders;
mod past;
mod understand;
mod words;

use std::{ops::Range, sync::Arc};

use eframe::egui::{self, Event};

use super::{
    Intent, PanelContext,
    canvas::{Canvas, Ghost},
};
use crate::{
    editor::{Command, Target},
    model::Rect,
};
use keys::Order;
use list::List;
use mind::Mind;
use past::Past;
use understand::{Question, Understood};

/// What a line comes to: one step, and what stays in the bar.
#[derive(Clone, Debug)]
pub struct Captured {
    /// The step; none where only what is there already is named.
    pub command: Option<Command>,
    /// What is then selected and brought into view.
    pub focus: Vec<Target>,
    /// What was done, in words: "Added Watershed".
    pub said: String,
    /// The line, to be walked back to.
    pub line: String,
    /// What of it could not be read, to be corrected.
    pub unread: String,
}

/// The bar at the foot of the canvas.
pub struct CaptureBar {
    /// Whether it is shown.
    pub open: bool,
    text: String,
    /// Where the caret is, in bytes.
    caret: usize,
    /// What is selected, in bytes: typing and pasting stand in its place.
    selected: Range<usize>,
    /// For so many frames more the keyboard is to come here: a field that changes its place is not heard in the first.
    focus_frames: u8,
    /// The caret is to go there, in letters.
    caret_wanted: Option<usize>,
    /// The keyboard is to go on to what comes after the line, or before it.
    leaving: Option<egui::FocusDirection>,
    focused: bool,
    list: List,
    past: Past,
    mind: Mind,
    /// Typing of the last frame that comes after an order.
    held: Vec<Event>,
    /// Enter was pressed on words that can't be read: they are told of, not only marked.
    insisted: bool,
    /// There is no room beside the line to say what Enter does.
    crowded: bool,
    refused: String,
    said: String,
    /// The state of the map after what is said was done.
    said_at: u64,
    /// What a screen reader was given to say of the line.
    told: String,
    visible: Option<Rect>,
    /// Where the card over the bar stands.
    card: Option<egui::Rect>,
}

impl Default for CaptureBar {
    fn default() -> Self {
        Self {
            open: true,
            text: String::new(),
            caret: 0,
            selected: 0..0,
            focus_frames: 0,
            caret_wanted: None,
            leaving: None,
            focused: false,
            list: List::default(),
            past: Past::default(),
            mind: Mind::default(),
            held: Vec::new(),
            insisted: false,
            crowded: false,
            refused: String::new(),
            said: String::new(),
            said_at: 0,
            told: String::new(),
            visible: None,
            card: None,
        }
    }
}

impl CaptureBar {
    /// Shows the bar and gives it the keyboard.
    pub fn focus(&mut self) {
        self.open = true;
        self.hold_focus();
        if !self.focused {
            self.caret_wanted.get_or_insert(self.text.chars().count());
        }
    }

    fn hold_focus(&mut self) {
        self.focus_frames = 2;
    }

    /// What is typed and not done yet.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lines to be looked at before Enter takes them, such as a pasted list; the bar gets the keyboard.
    pub fn propose(&mut self, lines: &str) {
        self.insert(&orders::plain_lines(lines));
        self.focus();
    }

    /// What would be made, drawn where it would stand.
    #[must_use]
    pub fn ghost(&self) -> Option<Arc<Ghost>> {
        if !self.focused || self.text.trim().is_empty() {
            return None;
        }
        self.mind.last()?.ghost.clone()
    }

    /// Whether a long list is still being thought about.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.mind.is_busy() || !self.held.is_empty()
    }

    /// Before a frame: typing that was held back in the last one comes first, and new things will be placed in what is
    /// seen of the map.
    pub fn begin_frame(&mut self, ctx: &egui::Context, canvas: &Canvas) {
        self.visible = canvas.visible();
        self.mind.collect();
        if !self.held.is_empty() {
            let held = std::mem::take(&mut self.held);
            ctx.input_mut(|input| drop(input.events.splice(0..0, held)));
        }
    }

    /// The line has been done, and the map is in the state `revision`: it goes, but for what could not be read.
    pub fn done(&mut self, captured: Captured, revision: u64) {
        self.past.remember(&captured.line);
        self.said = captured.said;
        self.said_at = revision;
        self.insisted = !captured.unread.is_empty();
        self.set_text(captured.unread);
    }

    /// The map refused the line, with a reason: it stays for correction.
    pub fn refuse(&mut self, reason: String) {
        self.refused = reason;
    }

    fn set_text(&mut self, text: String) {
        if text.contains('\n') != self.holds_lines() && self.focused {
            self.hold_focus();
        }
        self.text = text;
        self.put_caret(self.text.len());
        self.list.close();
        self.refused.clear();
    }

    /// The caret to a byte, nothing selected.
    fn put_caret(&mut self, at: usize) {
        self.caret = at;
        self.selected = at..at;
        self.caret_wanted = Some(field::letter_of(&self.text, at));
    }

    /// Puts words where the caret is, in place of what is selected.
    fn insert(&mut self, words: &str) {
        let boundary = |at: usize| {
            (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
        };
        let replaced = boundary(self.selected.start)..boundary(self.selected.end.max(self.selected.start));
        if words.contains('\n') && !self.holds_lines() {
            self.hold_focus();
        }
        let at = replaced.start + words.len();
        self.text.replace_range(replaced, words);
        self.put_caret(at);
        self.list.close();
        self.said.clear();
    }

    fn holds_lines(&self) -> bool {
        self.text.contains('\n')
    }

    /// Whether there is anything to be seen of it, while the panels are folded or not.
    fn is_shown(&self, panels: bool) -> bool {
        self.open && (panels || self.focused || self.focus_frames > 0 || !self.text.is_empty())
    }

    fn question<'a>(&'a self, context: &PanelContext<'a>) -> Question<'a> {
        Question::new(&self.text, context, self.visible)
    }

    /// What these very words mean: for Enter, which can't wait.
    fn understood_now(&mut self, context: &PanelContext<'_>) -> Option<Arc<Understood>> {
        let question = Question::new(&self.text, context, self.visible);
        self.mind.now(&question)
    }

    /// Thinks about the words, unless they are known.
    fn think(&mut self, ctx: &egui::Context, context: &PanelContext<'_>) {
        if self.text.trim().is_empty() {
            return;
        }
        let question = Question::new(&self.text, context, self.visible);
        self.mind.follow(ctx, &question);
    }

    /// The first order among this frame's keys, while the keyboard is here.
    fn take_order(&mut self, ui: &egui::Ui) -> Option<Order> {
        let standing = keys::Standing {
            empty: self.text.is_empty(),
            lines: self.holds_lines(),
            list: self.list.is_open(),
        };
        let (order, held) = ui.input_mut(|input| keys::first_order(&mut input.events, standing));
        if !held.is_empty() {
            self.held = held;
            ui.ctx().request_repaint();
        }
        order
    }
}

/// Shows the bar over the status line, unless the panels are folded and nothing is in it.
pub fn capture_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    bar: &mut CaptureBar,
    panels: bool,
) -> Vec<Intent> {
    if bar.said_at != context.session.revision() {
        // What was done last is another thing by now, and that is what Ctrl+Z would take back.
        bar.said.clear();
    }
    if bar.focus_frames > 0 {
        bar.focus_frames -= 1;
        ui.ctx().request_repaint();
        ui.memory_mut(|memory| memory.request_focus(field::id()));
        bar.focused = true;
    } else {
        bar.focused = ui.memory(|memory| memory.has_focus(field::id()));
    }
    if !bar.is_shown(panels) {
        return Vec::new();
    }
    if let Some(way) = bar.leaving.take() {
        ui.memory_mut(|memory| memory.move_focus(way));
    }
    let order = if bar.focused { bar.take_order(ui) } else { None };
    let asked = bar::bar_ui(ui, context, bar);
    let mut intents = Vec::new();
    for order in asked.into_iter().chain(order) {
        orders::carry_out(ui, context, bar, order, &mut intents);
    }
    let told = bar::told(bar);
    if told != bar.told {
        bar.told.clone_from(&told);
        intents.extend((!told.is_empty()).then_some(Intent::Announce(told)));
    }
    intents
}
