//! What presses, clicks and written cells come to: moves of the cursor, selections, commands.
//! Must not draw.

use eframe::egui::{Context, Modifiers};

use super::{
    Page, Table,
    cell::Facts,
    column::{Column, Pen, Sort},
    cursor::{Cursor, Step},
    editing::{Edit, Left, begins_a_row},
    keys::Press,
    pasting, rows, tsv,
    write::{Reader, locked, written},
};
use crate::app::words::number;
use crate::{
    app::{
        canvas::Canvas,
        chrome::status_line::counted,
        intent::{Intent, Notice, PanelContext},
        words::capital,
    },
    editor::Command,
    model::{Change, Organisation, Record, RecordId, Transaction},
};

/// What else the key that clears a cell might have been meant for.
const TAKES_ROWS: &str = "Ctrl+Delete takes rows away.";

impl Table {
    /// The rows meant by what is done at the cursor: those selected, as far as they are shown, or the cursor's own.
    fn meant(&self, context: &PanelContext<'_>, sort: Sort) -> Vec<RecordId> {
        let sheet = self.sheet(sort);
        let selection = context.session.selection();
        let selected =
            || sheet.rows.ids().iter().filter(|id| selection.contains_record(id)).cloned().collect();
        match &sheet.cursor.row {
            Some(id) if selection.contains_record(id) => selected(),
            Some(id) => vec![id.clone()],
            None => Vec::new(),
        }
    }

    /// Selects what the cursor moved to.
    fn select_cursor(&mut self, sort: Sort, grows: bool) -> Option<Intent> {
        let sheet = self.sheet_mut(sort);
        if !grows {
            sheet.anchor.clone_from(&sheet.cursor.row);
        }
        let ids = if grows { sheet.series() } else { sheet.cursor.row.iter().cloned().collect() };
        (!ids.is_empty()).then_some(Intent::Select(ids))
    }

    /// Does what a press asks for. One that came in the same frame as the first letter belongs to the cell.
    pub(super) fn press_on(
        &mut self,
        ctx: &Context,
        context: &PanelContext<'_>,
        sort: Sort,
        press: Press,
    ) -> Vec<Intent> {
        let Some(edit) = &mut self.edit else { return self.press(ctx, context, sort, press) };
        let left = match press {
            Press::Type(words) => {
                edit.type_on(&words);
                return Vec::new();
            }
            Press::Toggle => {
                edit.type_on(" ");
                return Vec::new();
            }
            Press::Open => Left::Rows(1),
            Press::Move(Step::Cells(by), _) => Left::Cells(by),
            Press::Leave => Left::Dropped,
            _ => return Vec::new(),
        };
        self.left(context, sort, left)
    }

    /// Does what a press asks for.
    fn press(&mut self, ctx: &Context, context: &PanelContext<'_>, sort: Sort, press: Press) -> Vec<Intent> {
        match press {
            Press::Move(step, grows) => {
                let sheet = self.sheet_mut(sort);
                if grows && sheet.anchor.is_none() {
                    sheet.anchor.clone_from(&sheet.cursor.row);
                }
                let moved = sheet.step(step, sort);
                // To the right and to the left the selection stays, so that another cell of all its rows is written.
                if moved || matches!(step, Step::Rows(_) | Step::FirstRow | Step::LastRow) {
                    return self.select_cursor(sort, grows).into_iter().collect();
                }
            }
            Press::Toggle => {
                let row = self.sheet(sort).cursor.row.clone();
                return row.map(|id| toggled(context, &id)).into_iter().collect();
            }
            Press::Open => return self.begin(context, sort, None),
            Press::Type(text) => return self.begin(context, sort, Some(text)),
            Press::Clear => return self.clear(context, sort),
            Press::TakeRows => {
                let rows = self.meant(context, sort);
                return if rows.is_empty() { Vec::new() } else { vec![Intent::Do(Command::Delete(rows))] };
            }
            Press::All => return vec![Intent::Select(self.sheet(sort).rows.ids().to_vec())],
            Press::Copy => return self.copy(ctx, context, sort).into_iter().collect(),
            Press::Cut => {
                let rows = self.meant(context, sort);
                let said = self.copy(ctx, context, sort);
                let taken = (!rows.is_empty()).then_some(Intent::Do(Command::Delete(rows)));
                return taken.into_iter().chain(said).collect();
            }
            Press::Paste(text) => return self.paste(context, sort, &text),
            Press::Sort(up) => {
                let sheet = self.sheet_mut(sort);
                if let Some(column) = sort.columns().get(sheet.cursor.column) {
                    rows::chosen(&mut sheet.order, *column, Some(up));
                    sheet.reveal = true;
                }
            }
            Press::Sheet => {
                self.show(if sort == Sort::Organisations { Sort::Flows } else { Sort::Organisations });
            }
            Press::Filter => self.wants_filter = true,
            Press::OpenerAgain(action) => return vec![Intent::Act(action)],
            Press::Leave => {
                if self.meant(context, sort).len() > 1 {
                    return self.select_cursor(sort, false).into_iter().collect();
                }
                self.leave_rows(ctx);
            }
        }
        Vec::new()
    }

    /// The canvas has the keyboard, and is seen: a table that stood alone goes beside it.
    pub(super) fn leave_rows(&mut self, ctx: &Context) {
        // The canvas takes the keyboard in the frame in which it is there again.
        self.wants_canvas = std::mem::take(&mut self.alone);
        ctx.memory_mut(|memory| {
            memory.surrender_focus(super::grid::grid_id());
            if !self.wants_canvas {
                memory.request_focus(Canvas::id());
            }
        });
        ctx.request_repaint();
    }

    /// Turns to a sheet, with the keyboard.
    pub(super) fn show(&mut self, sort: Sort) {
        (self.page, self.wants_keyboard) = (Page::Rows(sort), true);
    }

    /// A click on a cell: alone, with Ctrl in or out of the selection, with Shift all rows up to it. Within several
    /// selected rows it only moves the cursor, so that a cell of all of them can be written.
    pub(super) fn click(
        &mut self,
        context: &PanelContext<'_>,
        sort: Sort,
        (row, column): (Option<RecordId>, usize),
        held: Modifiers,
    ) -> Vec<Intent> {
        let selection = context.session.selection();
        let among = row.as_ref().is_some_and(|id| selection.contains_record(id))
            && self.meant(context, sort).len() > 1;
        self.sheet_mut(sort).cursor = Cursor { row: row.clone(), column };
        match row {
            Some(id) if held.command || held.ctrl => {
                self.sheet_mut(sort).anchor = Some(id.clone());
                self.skip_sync = true;
                vec![toggled(context, &id)]
            }
            Some(_) if held.shift => self.select_cursor(sort, true).into_iter().collect(),
            Some(_) if !among => self.select_cursor(sort, false).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Begins to write in the cursor's cell; why not, where it can't be written.
    pub(super) fn begin(
        &mut self,
        context: &PanelContext<'_>,
        sort: Sort,
        typed: Option<String>,
    ) -> Vec<Intent> {
        let cursor = self.sheet(sort).cursor.clone();
        let Some(column) = sort.columns().get(cursor.column).copied() else { return Vec::new() };
        let document = context.session.document();
        let refused = match &cursor.row {
            None if !begins_a_row(sort, column) => return Vec::new(),
            _ if column.pen() == Pen::None => {
                Some(format!("{} is counted, it can't be written", column.title()))
            }
            Some(id) => locked(document, id),
            None => None,
        };
        if let Some(words) = refused {
            return vec![Intent::Say(Notice::warning(words))];
        }
        let sheet = self.sheet_mut(sort);
        sheet.reveal = true;
        let facts = Facts { document, counts: sheet.rows.counts() };
        let stands = cursor.row.as_ref().map(|id| facts.words(id, column)).unwrap_or_default();
        let mut edit = Edit::new(context, cursor.row.clone(), column, typed, stands);
        edit.rows = self.meant(context, sort);
        self.edit = Some(edit);
        Vec::new()
    }

    /// The cell was left: what was written is asked for, and the cursor goes on. What cannot be read stays in the
    /// field with what is wrong, or is told when the hands are elsewhere.
    pub(super) fn left(&mut self, context: &PanelContext<'_>, sort: Sort, left: Left) -> Vec<Intent> {
        let Some(mut edit) = self.edit.take() else { return Vec::new() };
        self.wants_keyboard = left != Left::Elsewhere;
        if left == Left::Dropped {
            return Vec::new();
        }
        let asked = if edit.changed { self.asked(context, &edit, &edit.meant()) } else { Ok(Vec::new()) };
        let mut intents = match asked {
            Ok(intents) => intents,
            Err(problem) if left == Left::Elsewhere => {
                let words = format!("{} was left as it was", edit.column.title());
                return vec![Intent::Say(Notice::warning(words).detail(format!("{}.", capital(&problem))))];
            }
            Err(problem) => {
                self.wants_keyboard = false;
                edit.problem = Some(capital(&problem));
                self.edit = Some(edit);
                return Vec::new();
            }
        };
        let single = edit.rows.len() <= 1;
        let step = match left {
            Left::Rows(by) if single && by != 0 && edit.row.is_some() => Some(Step::Rows(by)),
            Left::Cells(by) => Some(Step::Cells(by)),
            _ => None,
        };
        if let Some(step) = step
            && self.sheet_mut(sort).step(step, sort)
            && single
        {
            intents.extend(self.select_cursor(sort, false));
        }
        intents
    }

    /// The command that writes these words into the cell of all rows meant.
    fn asked(&mut self, context: &PanelContext<'_>, edit: &Edit, text: &str) -> Result<Vec<Intent>, String> {
        let document = context.session.document();
        let reader = Reader::new(document);
        if edit.row.is_none() {
            if text.trim().is_empty() {
                return Ok(Vec::new());
            }
            // The next name is typed in the same row.
            self.skip_sync = true;
            return Ok(vec![Intent::Do(added(context, text)?)]);
        }
        if let ([id], Column::Name) = (edit.rows.as_slice(), edit.column) {
            // The first name of an organisation makes its id, too.
            let before = document.get(id).ok_or("the row is gone")?;
            let Record::Organisation(after) = written(&reader, &before, edit.column, text)? else {
                return Ok(Vec::new());
            };
            return Ok(vec![Intent::Do(Command::Rename { id: id.clone(), name: after.name.clone() })]);
        }
        let (mut records, mut spared) = (Vec::new(), Vec::new());
        for id in &edit.rows {
            let Some(before) = document.get(id) else { continue };
            if let Some(words) = locked(document, id) {
                spared.push(words);
                continue;
            }
            let after = written(&reader, &before, edit.column, text)?;
            if after != before {
                records.push((id.clone(), after));
            }
        }
        let mut intents = Vec::new();
        if let Some(first) = spared.first() {
            let words = format!("{} left as it was", counted(spared.len(), "locked row"));
            intents.push(Intent::Say(Notice::warning(words).detail(format!("{first}."))));
        }
        if !records.is_empty() {
            let verb = match edit.column.pen() {
                _ if text.is_empty() => "Clear",
                Pen::Choice => "Set",
                Pen::Words | Pen::None => "Edit",
            };
            let what = edit.column.title().to_lowercase();
            let many =
                if records.len() > 1 { format!(" of {} rows", number(records.len())) } else { String::new() };
            let name = format!("{verb} {what}{many}");
            intents.insert(0, Intent::Do(Command::Replace { name, records, coalesce: None }));
        }
        Ok(intents)
    }

    /// Nothing stands in the cell any more, in all rows meant. The rows stay, and how they would go is said.
    fn clear(&mut self, context: &PanelContext<'_>, sort: Sort) -> Vec<Intent> {
        let rows = self.meant(context, sort);
        let column = sort.columns().get(self.sheet(sort).cursor.column).copied();
        let Some(column) = column.filter(|_| !rows.is_empty()) else { return Vec::new() };
        let stays = |why: String| {
            vec![Intent::Say(Notice::warning("Nothing was cleared").detail(format!("{why}. {TAKES_ROWS}")))]
        };
        let edit = Edit::of_rows(context, rows, column, "");
        match self.asked(context, &edit, "") {
            Err(problem) => stays(capital(&problem)),
            Ok(intents) if intents.is_empty() => stays(format!("{} is empty here", column.title())),
            Ok(intents) => {
                let said = |intent| match intent {
                    Intent::Do(command) => {
                        let notice = Notice::done(format!("{} cleared", column.title())).detail(TAKES_ROWS);
                        Intent::DoThen(command, vec![Intent::Say(notice)])
                    }
                    other => other,
                };
                intents.into_iter().map(said).collect()
            }
        }
    }

    /// Rows from a spreadsheet, from the first row meant on; one cell alone goes into all rows meant.
    fn paste(&mut self, context: &PanelContext<'_>, sort: Sort, text: &str) -> Vec<Intent> {
        let rows = self.meant(context, sort);
        let lines = tsv::rows(text);
        let column = sort.columns().get(self.sheet(sort).cursor.column).copied();
        if let ([line], Some(column)) = (lines.as_slice(), column)
            && let ([cell], true) = (line.as_slice(), rows.len() > 1)
        {
            // As it stands there: of what a list offers for a beginning of it, nobody has seen anything.
            let edit = Edit::of_rows(context, rows, column, cell);
            return self.asked(context, &edit, cell).unwrap_or_else(|problem| {
                let notice = Notice::warning("Nothing was changed");
                vec![Intent::Say(notice.detail(format!("{}.", capital(&problem))))]
            });
        }
        let sheet = self.sheet(sort);
        let start = rows.first().and_then(|id| sheet.rows.place(id)).unwrap_or(sheet.place());
        pasting::paste(context, sheet, sort, (start, lines))
    }

    /// What is being written in a cell becomes part of the map, before anything is done with the map as a whole.
    pub fn finish_writing(&mut self, context: &PanelContext<'_>) -> Vec<Intent> {
        match self.page {
            Page::Rows(sort) if self.edit.is_some() => self.left(context, sort, Left::Elsewhere),
            _ => Vec::new(),
        }
    }

    /// Puts the rows meant on the clipboard, under their titles.
    fn copy(&self, ctx: &Context, context: &PanelContext<'_>, sort: Sort) -> Option<Intent> {
        let rows = self.meant(context, sort);
        if rows.is_empty() {
            return None;
        }
        let sheet = self.sheet(sort);
        let facts = Facts { document: context.session.document(), counts: sheet.rows.counts() };
        let titles = sort.columns().iter().map(|column| column.title().to_owned()).collect();
        let cells = |id: &RecordId| sort.columns().iter().map(|column| facts.words(id, *column)).collect();
        let lines: Vec<Vec<String>> = std::iter::once(titles).chain(rows.iter().map(cells)).collect();
        ctx.copy_text(tsv::text(&lines));
        Some(Intent::Say(Notice::done(format!("{} copied", counted(rows.len(), "row")))))
    }
}

/// The selection with this row in or out.
fn toggled(context: &PanelContext<'_>, id: &RecordId) -> Intent {
    let mut records = context.session.selection().records();
    match records.iter().position(|other| other == id) {
        Some(at) => drop(records.remove(at)),
        None => records.push(id.clone()),
    }
    Intent::Select(records)
}

/// An organisation of this name at a free place, of the sector and the scale that new ones get.
fn added(context: &PanelContext<'_>, name: &str) -> Result<Command, String> {
    let (session, document) = (context.session, context.session.document());
    let plain = Organisation {
        sector: session.current_sector().cloned(),
        scale: session.current_scale().cloned(),
        ..Organisation::default()
    };
    let record = written(&Reader::new(document), &plain.into(), Column::Name, name)?;
    let id = RecordId::Organisation(document.new_organisation_id(name, |_| false));
    let add = Transaction::new([Change { id: id.clone(), before: None, after: Some(record) }]);
    let placed = pasting::placed(context, add);
    let after =
        placed.changes().iter().find(|change| change.id == id).and_then(|change| change.after.clone());
    match after {
        Some(Record::Organisation(it)) => Ok(Command::AddOrganisation(Organisation::clone(&it))),
        _ => Err("there is no place for it".to_owned()),
    }
}
