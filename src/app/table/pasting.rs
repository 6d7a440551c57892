//! Rows from a spreadsheet put into a sheet from the cursor on: rows that are there are changed, others added, in one
//! step; what cannot be read is told by row and left out. Must not know the clipboard.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    column::{Column, Pen, Sort},
    cursor::Sheet,
    write::{Reader, locked, written},
};
use crate::app::words::number;
use crate::{
    app::{
        chrome::status_line::counted,
        intent::{Intent, Notice, PanelContext},
    },
    diagnostics::Diagnostic,
    editor::{Command, names::folded},
    model::{
        Change, Direction, Document, Flow, FlowId, Organisation, OrganisationId, Record, RecordId,
        Transaction,
    },
    pipeline,
};

/// More rows than this come from no workshop.
const MOST_ROWS: usize = 20_000;

/// What is asked for when these rows are pasted from this place on, at the cursor's column.
pub(super) fn paste(
    context: &PanelContext<'_>,
    sheet: &Sheet,
    sort: Sort,
    text: (usize, Vec<Vec<String>>),
) -> Vec<Intent> {
    let (start, mut rows) = text;
    if rows.is_empty() {
        return vec![Intent::Say(Notice::warning("There is no text to paste"))];
    }
    if rows.len() > MOST_ROWS {
        let notice = Notice::warning(format!("{} are too many to paste at once", counted(rows.len(), "row")));
        return vec![Intent::Say(notice.detail(format!("Paste up to {}.", counted(MOST_ROWS, "row"))))];
    }
    let (columns, headed) = columns(sheet, sort, &rows);
    if headed {
        rows.remove(0);
    }
    let document = context.session.document();
    let mut paste = Paste {
        context,
        document,
        reader: Reader::new(document),
        sort,
        columns,
        changed: BTreeMap::new(),
        cells: 0,
        added: Vec::new(),
        promised: BTreeSet::new(),
        names: BTreeSet::new(),
        ids: Vec::new(),
        problems: Vec::new(),
    };
    let beyond = rows.iter().map(|row| row.len().saturating_sub(paste.columns.len())).max().unwrap_or(0);
    if beyond > 0 {
        paste.problem(format!("{} beyond the last one here", counted(beyond, "column")));
    }
    for (index, row) in rows.iter().enumerate() {
        // The row as it is counted in what was copied.
        let number = index + 1 + usize::from(headed);
        match sheet.rows.ids().get(start + index) {
            Some(id) => paste.change(id, number, row),
            None => paste.add(number, row),
        }
    }
    paste.finish()
}

/// Which column each cell of a row goes to, and whether the first row only names them.
fn columns(sheet: &Sheet, sort: Sort, rows: &[Vec<String>]) -> (Vec<Option<Column>>, bool) {
    let titled = |cell: &String| sort.columns().iter().copied().find(|it| folded(it.title()) == folded(cell));
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    if rows.len() > 1 && !first.is_empty() && first.iter().all(|cell| titled(cell).is_some()) {
        return (first.iter().map(titled).collect(), true);
    }
    (sort.columns().iter().skip(sheet.cursor.column).copied().map(Some).collect(), false)
}

struct Paste<'a, 'c> {
    context: &'a PanelContext<'c>,
    document: &'c Document,
    reader: Reader<'c>,
    sort: Sort,
    columns: Vec<Option<Column>>,
    changed: BTreeMap<RecordId, Record>,
    /// How many cells were changed.
    cells: usize,
    added: Vec<(RecordId, Record)>,
    /// Their ids, and the names of new organisations whatever their case.
    promised: BTreeSet<RecordId>,
    names: BTreeSet<String>,
    /// The rows that were touched, in order.
    ids: Vec<RecordId>,
    problems: Vec<Diagnostic>,
}

impl Paste<'_, '_> {
    fn problem(&mut self, words: String) {
        self.problems.push(Diagnostic::warning(words));
    }

    fn cells_of<'r>(&self, row: &'r [String]) -> Vec<(Column, &'r str)> {
        let cells = self.columns.iter().zip(row);
        cells.filter_map(|(column, cell)| Some(((*column)?, cell.as_str()))).collect()
    }

    /// The record with the row's cells; what cannot be read is told and left as it was.
    fn with_cells(&mut self, before: Record, number: usize, cells: &[(Column, &str)]) -> Record {
        let mut record = before;
        for (column, cell) in cells {
            // What is counted comes along when a whole table is copied; it says nothing of its own.
            if column.pen() == Pen::None {
                continue;
            }
            match written(&self.reader, &record, *column, cell) {
                Ok(after) => {
                    self.cells += usize::from(after != record);
                    record = after;
                }
                Err(error) => self.problem(format!("Row {number}, {}: {error}", column.title())),
            }
        }
        record
    }

    fn change(&mut self, id: &RecordId, number: usize, row: &[String]) {
        let Some(before) = self.document.get(id) else { return };
        if let Some(words) = locked(self.document, id) {
            self.problem(format!("Row {number}: {words}"));
            return;
        }
        let cells = self.cells_of(row);
        let after = self.with_cells(before.clone(), number, &cells);
        self.ids.push(id.clone());
        if after != before {
            self.changed.insert(id.clone(), after);
        }
    }

    fn add(&mut self, number: usize, row: &[String]) {
        let cells = self.cells_of(row);
        let cell =
            |column| cells.iter().find(|(other, _)| *other == column).map_or("", |(_, cell)| cell.trim());
        let before = self.cells;
        match self.sort {
            Sort::Organisations => {
                if cell(Column::Name).is_empty() {
                    self.problem(format!("Row {number}: a new organisation needs a name"));
                    return;
                }
                let record = self.with_cells(Organisation::default().into(), number, &cells);
                self.warn_of_double(number, cell(Column::Name));
                let taken = |id: &OrganisationId| self.is_promised(&RecordId::Organisation(id.clone()));
                let id = RecordId::Organisation(self.document.new_organisation_id(cell(Column::Name), taken));
                self.put(id, record);
            }
            Sort::Flows => {
                self.add_flow(number, &cells, [cell(Column::From), cell(Column::FlowKind), cell(Column::To)]);
            }
        }
        // Cells of new rows are not cells changed.
        self.cells = before;
    }

    fn is_promised(&self, id: &RecordId) -> bool {
        self.promised.contains(id)
    }

    fn put(&mut self, id: RecordId, record: Record) {
        self.ids.push(id.clone());
        self.promised.insert(id.clone());
        self.added.push((id, record));
    }

    fn warn_of_double(&mut self, number: usize, name: &str) {
        if !self.names.insert(folded(name)) || self.reader.knows(name) {
            self.problem(format!("Row {number}: added, but there is another “{name}”; see Duplicates"));
        }
    }

    /// A flow is there when both its ends are; without a kind it gets the one that new flows get.
    fn add_flow(&mut self, number: usize, cells: &[(Column, &str)], [from, kind, to]: [&str; 3]) {
        match self.flow(from, kind, to) {
            Ok(flow) => {
                let cells: Vec<_> = cells
                    .iter()
                    .filter(|(column, _)| !matches!(column, Column::From | Column::To | Column::FlowKind))
                    .filter(|(column, cell)| *column != Column::Direction || !cell.trim().is_empty())
                    .copied()
                    .collect();
                let Record::Flow(flow) = self.with_cells(flow.into(), number, &cells) else { return };
                let twin = self.document.flows().values().any(|other| other.says_the_same(&flow))
                    || self
                        .added
                        .iter()
                        .any(|(_, it)| matches!(it, Record::Flow(it) if it.says_the_same(&flow)));
                if twin {
                    self.problem(format!("Row {number}: such a flow is there already"));
                    return;
                }
                let taken = |id: &FlowId| self.is_promised(&RecordId::Flow(id.clone()));
                let id = RecordId::Flow(self.document.new_flow_id(&flow, taken));
                self.put(id, Record::Flow(flow));
            }
            Err(error) => self.problem(format!("Row {number}: {error}")),
        }
    }

    fn flow(&self, from: &str, kind: &str, to: &str) -> Result<Flow, String> {
        let usual = self.context.session.current_kind().ok_or("this map has no kind of flow yet")?.clone();
        let nobody = || OrganisationId::literal("nobody");
        let mut record = Record::from(Flow::new(nobody(), nobody(), usual));
        for (column, cell) in [(Column::From, from), (Column::To, to), (Column::FlowKind, kind)] {
            if column != Column::FlowKind || !cell.is_empty() {
                record = written(&self.reader, &record, column, cell)?;
            }
        }
        let Record::Flow(flow) = record else { return Err("it is no flow".to_owned()) };
        let undirected = self.document.flow_kind(&flow.kind).is_some_and(|kind| kind.undirected);
        let direction = if undirected { Direction::None } else { Direction::Forward };
        Ok(Flow { direction, ..Flow::clone(&flow) })
    }

    fn finish(self) -> Vec<Intent> {
        let notice = self.notice();
        let changes = self.changed.into_iter().map(|(id, after)| Change {
            before: self.document.get(&id),
            after: Some(after),
            id,
        });
        let added = self.added.into_iter().map(|(id, after)| Change { before: None, after: Some(after), id });
        let transaction = Transaction::new(changes.chain(added));
        if transaction.is_empty() {
            return vec![Intent::Say(notice)];
        }
        let transaction = placed(self.context, transaction);
        let command = Command::Transaction { name: "Paste rows".to_owned(), transaction };
        vec![Intent::DoThen(command, vec![Intent::Select(self.ids), Intent::Say(notice)])]
    }

    /// What was pasted and what was not.
    fn notice(&self) -> Notice {
        let mut parts = Vec::new();
        if self.cells > 0 {
            let (cells, rows) = (counted(self.cells, "cell"), counted(self.changed.len(), "row"));
            parts.push(format!("{cells} changed in {rows}"));
        }
        if !self.added.is_empty() {
            parts.push(format!("{} added", counted(self.added.len(), self.sort.one())));
        }
        let words = if parts.is_empty() { "Nothing was changed".to_owned() } else { parts.join(", ") };
        if self.problems.is_empty() {
            return Notice::done(words);
        }
        let first = self.problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        let more = self.problems.len() - 1;
        let detail =
            if more == 0 { format!("{first}.") } else { format!("{first}. And {} more.", number(more)) };
        Notice::warning(format!("{words}, {} left out or to be minded", number(self.problems.len())))
            .detail(detail)
            .findings(self.problems.clone())
    }
}

/// The changes, with a free place for each new organisation near what it is joined to; nothing that stands moves.
pub(super) fn placed(context: &PanelContext<'_>, transaction: Transaction) -> Transaction {
    let mut after = context.session.document().clone();
    if after.apply(&transaction).is_err() {
        return transaction;
    }
    let places = pipeline::place(&after, context.look, context.fonts);
    let new = |change: &&Change| {
        let is_new =
            transaction.changes().iter().any(|other| other.id == change.id && other.before.is_none());
        is_new && matches!(change.id, RecordId::Organisation(_))
    };
    let places = Transaction::new(places.changes().iter().filter(new).cloned());
    transaction.squash(&places)
}
