//! The table: organisations and flows as rows, beside the map or in its place, edited in place; and the pairs that are
//! probably one organisation. Both ways live: rows are read from the session each time it changes, edits are commands.
//! Must not know how an edit is carried out.
//!
//! `rows` says which rows there are, `cell` what stands in them, `write` reads what is written; `grid` draws, `keys` and
//! `acting` are the hands, `editing` is the cell that is written; `tsv` and `pasting` are for spreadsheets.

mod acting;
mod cell;
mod column;
mod cursor;
mod duplicates;
mod editing;
mod grid;
mod keys;
mod pasting;
mod rows;
mod speech;
mod toolbar;
mod tsv;
mod write;

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{self, EventFilter, Id, Margin, Modifiers};

use super::{Intent, PanelContext};
use crate::{editor::Target, model::RecordId};
use column::Column;
pub use column::Sort;
use cursor::Sheet;
use duplicates::Duplicates;
use editing::{Edit, Left, cell_id};
use grid::{Grid, Touched, grid_id};

/// How much of the height the table has at first, and the least that is left to the canvas, points.
const SHARE: f32 = 0.5;
const CANVAS_LEAST: f32 = 140.0;
const LEAST: f32 = 150.0;

/// What the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Rows(Sort),
    Duplicates,
}

/// The table of one map. It keeps its place while it is closed.
pub struct Table {
    /// Whether it is shown.
    pub open: bool,
    /// Whether it takes the canvas's place.
    pub alone: bool,
    page: Page,
    filter: String,
    /// What is hidden on the map has no row.
    hidden: Arc<BTreeSet<RecordId>>,
    organisations: Sheet,
    flows: Sheet,
    edit: Option<Edit>,
    duplicates: Duplicates,
    /// What was selected when the cursor was last brought there.
    seen: Vec<Target>,
    /// The next change of the selection is the table's own.
    skip_sync: bool,
    wants_keyboard: bool,
    wants_filter: bool,
    wants_canvas: bool,
    /// Just opened: nothing has been done in it yet.
    fresh: bool,
    /// What of the table had the keyboard last.
    holder: Option<Id>,
    holder_before: Option<Id>,
    /// How many rows were seen at once, and laid out.
    seen_rows: usize,
    laid_out: usize,
}

impl Default for Table {
    fn default() -> Self {
        let sheet = |column| Sheet { order: vec![(column, true)], ..Sheet::default() };
        Self {
            open: false,
            alone: false,
            page: Page::Rows(Sort::Organisations),
            filter: String::new(),
            hidden: Arc::default(),
            organisations: sheet(Column::Name),
            flows: sheet(Column::From),
            edit: None,
            duplicates: Duplicates::default(),
            seen: Vec::new(),
            skip_sync: false,
            wants_keyboard: false,
            wants_filter: false,
            wants_canvas: false,
            fresh: true,
            holder: None,
            holder_before: None,
            seen_rows: 1,
            laid_out: 0,
        }
    }
}

impl Table {
    /// Shows it with the keyboard in it, or puts it away.
    pub fn toggle(&mut self) {
        self.open = !self.open;
        (self.wants_keyboard, self.edit, self.fresh) = (self.open, None, true);
    }

    /// In the canvas's place, or beside it.
    pub fn toggle_alone(&mut self) {
        self.alone = !(self.open && self.alone);
        (self.open, self.wants_keyboard, self.fresh) = (true, true, true);
    }

    /// Shows the probable duplicates.
    pub fn consolidate(&mut self) {
        (self.open, self.page, self.wants_keyboard, self.edit) = (true, Page::Duplicates, true, None);
    }

    /// The table, should it be shown beside the canvas.
    pub fn beside(&mut self) -> Option<&mut Self> {
        (self.open && !self.alone).then_some(self)
    }

    /// The table, should it be shown in the canvas's place.
    pub fn instead(&mut self) -> Option<&mut Self> {
        (self.open && self.alone).then_some(self)
    }

    /// Gives its rows the keyboard, should they be wanted.
    pub fn focus_if(&mut self, wanted: bool) {
        self.wants_keyboard |= wanted;
    }

    /// Leaves out the rows of what filters and focus hide on the map.
    pub fn set_hidden(&mut self, hidden: &Arc<BTreeSet<RecordId>>) {
        self.hidden = Arc::clone(hidden);
    }

    /// Whether plain letters, arrows and the clipboard are the table's own at the moment.
    #[must_use]
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        // From the first letter on, also before the field has the keyboard.
        let in_cell = || focused.is_none_or(|id| id == cell_id() || id == grid_id());
        self.open
            && if self.edit.is_some() { in_cell() } else { self.holder.is_some() && focused == self.holder }
    }

    /// How many rows the last frame has laid out.
    #[must_use]
    pub fn laid_out(&self) -> usize {
        self.laid_out
    }

    /// How often rows were gathered, sorted and filtered anew.
    #[must_use]
    pub fn times_made(&self) -> usize {
        self.organisations.rows.times + self.flows.rows.times
    }

    /// The rows of a sheet as they are shown.
    #[must_use]
    pub fn rows(&self, sort: Sort) -> &[RecordId] {
        self.sheet(sort).rows.ids()
    }

    /// How many rows are hidden on the map.
    fn hidden_rows(&self) -> usize {
        let Page::Rows(sort) = self.page else { return 0 };
        self.sheet(sort).rows.hidden()
    }

    /// Whether the filter leaves rows out.
    fn is_filtered(&self) -> bool {
        let Page::Rows(sort) = self.page else { return false };
        let rows = &self.sheet(sort).rows;
        rows.ids().len() < rows.all()
    }

    fn sheet(&self, sort: Sort) -> &Sheet {
        match sort {
            Sort::Organisations => &self.organisations,
            Sort::Flows => &self.flows,
        }
    }

    fn sheet_mut(&mut self, sort: Sort) -> &mut Sheet {
        match sort {
            Sort::Organisations => &mut self.organisations,
            Sort::Flows => &mut self.flows,
        }
    }

    /// The cursor follows what is selected on the canvas, also from sheet to sheet.
    fn follow(&mut self, context: &PanelContext<'_>) {
        let selected = context.session.selection().targets();
        if self.seen == selected {
            return;
        }
        self.seen = selected.to_vec();
        if std::mem::take(&mut self.skip_sync) || self.edit.is_some() {
            return;
        }
        let Page::Rows(shown) = self.page else { return };
        let of = |sort: Sort| {
            let is_row = |target: &&Target| match sort {
                Sort::Organisations => matches!(target, Target::Organisation(_)),
                Sort::Flows => matches!(target, Target::Flow(_)),
            };
            selected.iter().rev().find(is_row).and_then(Target::record)
        };
        let other = if shown == Sort::Organisations { Sort::Flows } else { Sort::Organisations };
        let Some((sort, row)) = [shown, other].into_iter().find_map(|sort| Some((sort, of(sort)?))) else {
            return;
        };
        self.page = Page::Rows(sort);
        let sheet = self.sheet_mut(sort);
        let stands =
            sheet.cursor.row.as_ref().is_some_and(|id| context.session.selection().contains_record(id));
        if !stands {
            sheet.anchor = Some(row.clone());
            sheet.cursor.row = Some(row);
            sheet.reveal = true;
        }
    }

    fn refresh(&mut self, context: &PanelContext<'_>, sort: Sort) {
        let (filter, hidden) = (self.filter.clone(), Arc::clone(&self.hidden));
        let (document, revision) = (context.session.document(), context.session.revision());
        let sheet = self.sheet_mut(sort);
        let before = sheet.place();
        let order = sheet.order.clone();
        sheet.rows.refresh(document, revision, sort, &order, (&filter, &hidden));
        sheet.settle(before);
        sheet.begin();
    }
}

/// Shows the table in the lower half, the canvas above it.
pub fn table_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, table: &mut Table) -> Vec<Intent> {
    if std::mem::take(&mut table.wants_canvas) {
        ui.memory_mut(|memory| memory.request_focus(super::canvas::Canvas::id()));
    }
    let room = ui.available_height();
    let most = (room - CANVAS_LEAST).max(LEAST + 1.0);
    let panel = egui::Panel::bottom("table")
        .resizable(true)
        .default_size(room * SHARE)
        .size_range(LEAST..=most)
        .show_separator_line(false)
        .frame(context.theme.panel(Margin::ZERO));
    panel.show(ui, |ui| content_ui(ui, context, table)).inner
}

/// Shows the table in all the room there is.
pub fn table_alone_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, table: &mut Table) -> Vec<Intent> {
    let panel = egui::CentralPanel::no_frame().frame(context.theme.panel(Margin::ZERO));
    let intents = panel.show(ui, |ui| content_ui(ui, context, table)).inner;
    // Escape has taken the keyboard from a tab, a button or the pairs: nobody may have it but what is seen.
    let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
    let nobody = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    let busy = table.wants_keyboard || table.edit.is_some() || egui::Popup::is_any_open(ui.ctx());
    if escaped && nobody && !busy {
        table.leave_rows(ui.ctx());
    }
    intents
}

fn content_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, table: &mut Table) -> Vec<Intent> {
    let top = ui.max_rect().top() + 0.5;
    ui.painter().hline(ui.max_rect().x_range(), top, context.theme.hairline_stroke());
    ui.spacing_mut().item_spacing.y = 0.0;
    table.follow(context);
    if let Page::Rows(sort) = table.page {
        table.refresh(context, sort);
    }
    let mut intents = toolbar::toolbar_ui(ui, context, table);
    table.holder_before = table.holder.take();
    intents.extend(match table.page {
        Page::Rows(sort) => rows_ui(ui, context, table, sort),
        Page::Duplicates => duplicates::duplicates_ui(ui, context, table),
    });
    intents
}

fn rows_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, table: &mut Table, sort: Sort) -> Vec<Intent> {
    let mut intents = Vec::new();
    let has_keyboard = ui.memory(|memory| memory.has_focus(grid_id()));
    let focused = ui.memory(egui::Memory::focused);
    // Letters may come before the field has the keyboard that the first of them opened.
    let waits = table.edit.is_some() && focused.is_none_or(|id| id == grid_id());
    if has_keyboard && table.edit.is_none() || waits {
        for press in keys::take(ui, table.seen_rows, table.fresh) {
            table.fresh = false;
            intents.extend(table.press_on(ui.ctx(), context, sort, press));
        }
    }
    table.refresh(context, sort);
    let grid = Grid { context, sheet: table.sheet(sort), sort, writing: table.edit.is_some() };
    let (touched, response) = grid.ui(ui);
    table.sheet_mut(sort).reveal = false;
    (table.seen_rows, table.laid_out) = (touched.page, touched.laid_out);
    if std::mem::take(&mut table.wants_keyboard) || response.clicked() {
        response.request_focus();
    }
    let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid_id(), all));
    if response.has_focus() || ui.memory(|memory| memory.has_focus(grid_id())) {
        table.holder = Some(grid_id());
    }
    if table.edit.is_some() {
        intents.extend(edit_ui(ui, context, table, sort, &touched));
    }
    intents.extend(touch(ui, context, table, sort, touched));
    intents
}

/// The cell that is written, over its place; scrolled out of sight it is left.
fn edit_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    table: &mut Table,
    sort: Sort,
    touched: &Touched,
) -> Vec<Intent> {
    let Some(edit) = &mut table.edit else { return Vec::new() };
    let gone = edit.row.as_ref().is_some_and(|id| context.session.document().get(id).is_none());
    let left = match (touched.cell, touched.rows) {
        (Some(cell), Some(rows)) if !gone && rows.contains(cell.center()) => {
            let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rows));
            inside.set_clip_rect(rows.intersect(ui.clip_rect()));
            edit.ui(&mut inside, context, cell)
        }
        _ if gone => Some(Left::Dropped),
        _ => Some(Left::Elsewhere),
    };
    if left.is_some() {
        ui.ctx().request_repaint();
    }
    left.map(|left| table.left(context, sort, left)).unwrap_or_default()
}

/// What the pointer did.
fn touch(
    ui: &egui::Ui,
    context: &PanelContext<'_>,
    table: &mut Table,
    sort: Sort,
    touched: Touched,
) -> Vec<Intent> {
    let mut intents = Vec::new();
    if let Some(column) = touched.titled {
        table.fresh = false;
        let sheet = table.sheet_mut(sort);
        rows::chosen(&mut sheet.order, column, None);
        sheet.reveal = true;
        table.wants_keyboard = true;
        ui.ctx().request_repaint();
    }
    if let Some(cell) = touched.clicked {
        table.fresh = false;
        let held: Modifiers = ui.input(|input| input.modifiers);
        intents.extend(table.click(context, sort, cell, held));
        if touched.twice {
            intents.extend(table.begin(context, sort, None));
        }
        table.wants_keyboard = table.edit.is_none();
        ui.ctx().request_repaint();
    }
    intents
}
