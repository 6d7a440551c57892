//! A cell while it is written: a field over the cell, with the list of what it may hold where that is a list.
//! Must not know what becomes of what was written.

use eframe::egui::{
    self, Align2, Area, CornerRadius, Id, Key, Modifiers, Order, Rect, ScrollArea, Stroke, StrokeKind,
    TextEdit, Ui, pos2, text::CCursor, text_selection::CCursorRange, vec2,
};

use super::column::{Column, Pen, Sort};
use crate::app::words::number;
use crate::{
    app::{
        intent::PanelContext,
        panels::{called, flow_kinds, organisation_kinds, scales, sectors, statuses},
        theme::{self, RADIUS_SMALL},
        widgets::{CONTROL, GAP, Swatch, TEXT_SIZE, hint_ui, menu_row_ui, name_text_field},
        words::capital,
    },
    editor::names::folded,
    model::{Direction, Formality, RecordId},
};

/// How many rows of the list are seen at once.
const SEEN: usize = 8;
/// More than these are found by typing.
const MOST: usize = 200;
/// A field is at least as wide as this while it is written, points.
const NARROWEST: f32 = 168.0;

/// The field's id.
pub(super) fn cell_id() -> Id {
    Id::new("table cell")
}

/// Something that a cell may hold.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    words: String,
    /// The same whatever its case and accents, by which it is found.
    folded: String,
    swatch: Option<Swatch>,
}

/// A cell that is being written.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// The row; none is the empty row after the last.
    pub(super) row: Option<RecordId>,
    /// The rows that get what is written.
    pub(super) rows: Vec<RecordId>,
    pub(super) column: Column,
    pub(super) text: String,
    /// What is wrong with it.
    pub(super) problem: Option<String>,
    offers: Vec<Offer>,
    touched: bool,
    /// Something was typed or chosen: leaving it otherwise changes nothing.
    pub(super) changed: bool,
    lit: usize,
    /// The lit row is to be brought into view.
    moved: bool,
    begun: bool,
}

/// How a cell is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// With Enter, downward or upward.
    Rows(isize),
    /// With Tab, to the right or to the left.
    Cells(isize),
    /// By a click elsewhere.
    Elsewhere,
    /// Given up.
    Dropped,
}

impl Edit {
    /// Begins with what stands there, or with the first letter typed.
    pub(super) fn new(
        context: &PanelContext<'_>,
        row: Option<RecordId>,
        column: Column,
        typed: Option<String>,
        stands: String,
    ) -> Self {
        let offers = if column.pen() == Pen::Choice { offers(context, column) } else { Vec::new() };
        let lit = offers.iter().position(|offer| offer.words == stands).unwrap_or(0);
        let touched = typed.is_some();
        Self {
            rows: row.iter().cloned().collect(),
            row,
            column,
            text: typed.unwrap_or(stands),
            problem: None,
            offers,
            lit: if touched { 0 } else { lit },
            touched,
            changed: touched,
            moved: true,
            begun: false,
        }
    }

    /// The cells of several rows, to be written at once.
    pub(super) fn of_rows(
        context: &PanelContext<'_>,
        rows: Vec<RecordId>,
        column: Column,
        text: &str,
    ) -> Self {
        let edit = Self::new(context, rows.first().cloned(), column, Some(text.to_owned()), String::new());
        Self { rows, ..edit }
    }

    /// Writes on, before the field itself has the keyboard.
    pub(super) fn type_on(&mut self, words: &str) {
        self.text.push_str(words);
        (self.touched, self.changed, self.lit, self.problem) = (true, true, 0, None);
    }

    /// What is meant: the lit row of the list, or what was typed.
    pub(super) fn meant(&self) -> String {
        if self.column.pen() != Pen::Choice || (self.touched && self.text.trim().is_empty()) {
            return self.text.clone();
        }
        self.found().get(self.lit).map_or_else(|| self.text.clone(), |offer| offer.words.clone())
    }

    /// What the list shows: what begins with the words typed first, then what holds them.
    fn found(&self) -> Vec<&Offer> {
        let sought = folded(&self.text);
        if !self.touched || sought.is_empty() {
            return self.offers.iter().take(MOST).collect();
        }
        let begins = |offer: &&Offer| offer.folded.starts_with(&sought);
        let holds = |offer: &&Offer| !begins(offer) && offer.folded.contains(&sought);
        let first = self.offers.iter().filter(begins);
        first.chain(self.offers.iter().filter(holds)).take(MOST).collect()
    }

    /// Shows the field over its cell; how it was left, if it was.
    pub(super) fn ui(&mut self, ui: &mut Ui, context: &PanelContext<'_>, cell: Rect) -> Option<Left> {
        let id = cell_id();
        let several = (self.rows.len() > 1).then(|| format!("to {} rows", number(self.rows.len())));
        let wide = if several.is_some() { NARROWEST + 72.0 } else { NARROWEST };
        let rect = widened(cell, wide, ui.clip_rect());
        if !self.begun || ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.field_ui(ui, context, id, rect, several.as_deref());
        // After the field, which may get words and Enter in one frame.
        let mut left = self.keys(ui);
        let over = self.list_ui(ui, context, id, rect, &mut left);
        let pressed =
            ui.input(|input| if input.pointer.any_pressed() { input.pointer.interact_pos() } else { None });
        let outside =
            pressed.is_some_and(|at| !rect.contains(at) && !over.is_some_and(|over| over.contains(at)));
        let other = ui.memory(egui::Memory::focused).is_some_and(|focused| focused != id);
        if left.is_none() && self.begun && (outside || other) {
            left = Some(Left::Elsewhere);
        }
        self.begun = true;
        left
    }

    /// Keys that the field does not understand itself.
    fn keys(&mut self, ui: &Ui) -> Option<Left> {
        let last = self.found().len().saturating_sub(1);
        let list = self.column.pen() == Pen::Choice;
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        // Shift first: a press with it matches the one without.
        if pressed(Modifiers::SHIFT, Key::Enter) {
            return Some(Left::Rows(-1));
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            return Some(Left::Rows(1));
        }
        if pressed(Modifiers::SHIFT, Key::Tab) {
            return Some(Left::Cells(-1));
        }
        if pressed(Modifiers::NONE, Key::Tab) {
            return Some(Left::Cells(1));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            return Some(Left::Dropped);
        }
        for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
            if pressed(Modifiers::NONE, key) {
                if !list {
                    return Some(Left::Rows(by));
                }
                self.lit = self.lit.saturating_add_signed(by).min(last);
                (self.moved, self.changed) = (true, true);
            }
        }
        None
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        context: &PanelContext<'_>,
        id: Id,
        rect: Rect,
        several: Option<&str>,
    ) {
        let theme = context.theme;
        let painter = ui.painter();
        let ring = if self.problem.is_some() { theme.danger } else { theme.accent };
        painter.rect(rect, CornerRadius::same(4), theme.field, Stroke::new(2.0, ring), StrokeKind::Inside);
        let mut room = rect.shrink2(vec2(GAP, 2.0));
        if let Some(words) = several {
            let at = pos2(rect.right() - GAP, rect.center().y);
            let said = painter.text(at, Align2::RIGHT_CENTER, words, theme::medium(11.5), theme.accent);
            room.max.x = said.left() - GAP;
        }
        if !self.begun {
            let end = CCursor::new(self.text.chars().count());
            let start = if self.touched || self.column.pen() == Pen::Words { end } else { CCursor::new(0) };
            let mut state = egui::text_edit::TextEditState::default();
            state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
            state.store(ui.ctx(), id);
        }
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .lock_focus(true)
            .return_key(None)
            .font(egui::FontId::proportional(TEXT_SIZE))
            .hint_text(self.column.hint())
            .frame(egui::Frame::NONE)
            .vertical_align(egui::Align::Center)
            .desired_width(room.width());
        let response = ui.put(room, edit);
        let name = several.map_or_else(
            || self.column.title().to_owned(),
            |several| format!("{}, {several}", self.column.title()),
        );
        name_text_field(ui, &response, &name, &self.text);
        if response.changed() {
            (self.touched, self.changed, self.lit, self.problem) = (true, true, 0, None);
        }
    }

    /// The list or the word of what is wrong, under the field or above it; where it is shown.
    fn list_ui(
        &mut self,
        ui: &Ui,
        context: &PanelContext<'_>,
        id: Id,
        rect: Rect,
        left: &mut Option<Left>,
    ) -> Option<Rect> {
        let list = self.column.pen() == Pen::Choice;
        if !list && self.problem.is_none() {
            return None;
        }
        let found: Vec<Offer> = self.found().into_iter().cloned().collect();
        let height = CONTROL * found.len().clamp(1, SEEN) as f32 + 16.0;
        let below = rect.bottom() + height < ui.ctx().content_rect().bottom();
        let (pivot, at) = if below {
            (Align2::LEFT_TOP, rect.left_bottom() + vec2(0.0, 4.0))
        } else {
            (Align2::LEFT_BOTTOM, rect.left_top() - vec2(0.0, 4.0))
        };
        let (mut clicked, problem, lit) = (None, self.problem.clone(), self.lit);
        let scrolled = std::mem::take(&mut self.moved).then(|| lit.saturating_sub(SEEN / 2) as f32 * CONTROL);
        let shown = Area::new(id.with("list")).order(Order::Foreground).pivot(pivot).fixed_pos(at).show(
            ui.ctx(),
            |ui| {
                context.theme.floating().corner_radius(RADIUS_SMALL).show(ui, |ui| {
                    ui.set_width(rect.width().max(232.0));
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if let Some(problem) = &problem {
                        crate::app::widgets::error_ui(ui, &format!("{problem}."));
                    } else if found.is_empty() {
                        hint_ui(ui, "Nothing of that name");
                    }
                    if !list {
                        return;
                    }
                    let mut area = ScrollArea::vertical()
                        .max_height(CONTROL * SEEN as f32)
                        .min_scrolled_height(CONTROL * SEEN as f32);
                    if let Some(down) = scrolled {
                        area = area.vertical_scroll_offset(down);
                    }
                    area.show_rows(ui, CONTROL, found.len(), |ui, range| {
                        for index in range {
                            let row = menu_row_ui(
                                ui,
                                found[index].swatch.as_ref(),
                                &found[index].words,
                                index == lit,
                            );
                            clicked = if row.clicked() { Some(index) } else { clicked };
                        }
                    });
                });
            },
        );
        if let Some(index) = clicked {
            (self.lit, self.changed) = (index, true);
            *left = Some(Left::Rows(0));
        }
        Some(shown.response.rect)
    }
}

/// A cell at least so wide, within what is seen.
fn widened(cell: Rect, wide: f32, seen: Rect) -> Rect {
    let wide = wide.max(cell.width()).min(seen.width());
    let left = cell.left().min(seen.right() - wide).max(seen.left());
    Rect::from_min_size(pos2(left, cell.top()), vec2(wide, cell.height()))
}

/// What a cell of the column may hold.
fn offers(context: &PanelContext<'_>, column: Column) -> Vec<Offer> {
    let document = context.session.document();
    let offer = |words: String, swatch| Offer { folded: folded(&words), words, swatch };
    let plain = |words: String| offer(words, None);
    macro_rules! of {
        ($choices:expr) => {
            $choices.into_iter().map(|it| offer(it.words, it.swatch)).collect()
        };
    }
    match column {
        Column::Sector => of!(sectors(context)),
        Column::Scale => of!(scales(context)),
        Column::NodeKind => of!(organisation_kinds()),
        Column::FlowKind => of!(flow_kinds(context)),
        Column::Status => of!(statuses(document)),
        Column::Direction => Direction::ALL.map(|it| plain(capital(it.name()))).into(),
        Column::Formality => Formality::ALL.map(|it| plain(capital(it.name()))).into(),
        Column::From | Column::To => {
            let mut names: Vec<String> =
                document.organisations().values().map(|it| called(&it.name)).collect();
            names.sort_by_key(|name| name.to_lowercase());
            names.dedup();
            names.into_iter().map(plain).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a cell of the empty row after the last may be written: an organisation begins with its name.
pub(super) fn begins_a_row(sort: Sort, column: Column) -> bool {
    sort == Sort::Organisations && column == Column::Name
}
