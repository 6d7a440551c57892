//! The cell cursor of a sheet, and how keys move it. Must not know what stands in the cells.

use super::{
    column::Sort,
    rows::{Order, Rows},
};
use crate::model::RecordId;

/// Where the cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The row; none is the empty row after the last.
    pub(super) row: Option<RecordId>,
    /// The column, counted from the left.
    pub(super) column: usize,
}

/// One sheet: its rows, how they are sorted, where the cursor is.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Rows,
    pub(super) order: Order,
    pub(super) cursor: Cursor,
    /// Where a series of rows began that is selected with Shift.
    pub(super) anchor: Option<RecordId>,
    /// The cursor is to be brought into view.
    pub(super) reveal: bool,
    /// The cursor has once been put on a row.
    pub(super) begun: bool,
}

/// A step of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Rows(isize),
    FirstRow,
    LastRow,
    Columns(isize),
    FirstColumn,
    LastColumn,
    /// To the next cell, and at the end of a row to the next row; or back.
    Cells(isize),
}

impl Sheet {
    /// The cursor's row as a place; the empty row is after the last.
    pub(super) fn place(&self) -> usize {
        let count = self.rows.ids().len();
        self.cursor.row.as_ref().and_then(|id| self.rows.place(id)).unwrap_or(count)
    }

    fn put(&mut self, place: usize) {
        self.cursor.row = self.rows.ids().get(place).cloned();
    }

    /// A row that is gone or filtered away lets the cursor stand where it was: at the row that is there now.
    pub(super) fn settle(&mut self, before: usize) {
        if self.cursor.row.as_ref().is_some_and(|id| self.rows.place(id).is_none()) {
            let last = self.rows.ids().len().saturating_sub(1);
            self.put(before.min(last));
        }
    }

    /// The cursor begins at the first row.
    pub(super) fn begin(&mut self) {
        if !self.begun && !self.rows.ids().is_empty() {
            self.begun = true;
            if self.cursor.row.is_none() {
                self.put(0);
            }
        }
    }

    /// Moves the cursor. Whether its row is another one now.
    pub(super) fn step(&mut self, step: Step, sort: Sort) -> bool {
        let (row, columns, rows) = (self.place(), sort.columns().len(), self.rows.ids().len() + 1);
        let moved = |at: usize, by: isize, count: usize| at.saturating_add_signed(by).min(count - 1);
        let column = self.cursor.column;
        let (row_after, column_after) = match step {
            Step::Rows(by) => (moved(row, by, rows), column),
            Step::FirstRow => (0, column),
            Step::LastRow => (rows.saturating_sub(2), column),
            Step::Columns(by) => (row, moved(column, by, columns)),
            Step::FirstColumn => (row, 0),
            Step::LastColumn => (row, columns - 1),
            Step::Cells(by) if by > 0 && column + 1 == columns => {
                if row + 1 < rows {
                    (row + 1, 0)
                } else {
                    (row, column)
                }
            }
            Step::Cells(by) if by < 0 && column == 0 => {
                if row > 0 {
                    (row - 1, columns - 1)
                } else {
                    (row, column)
                }
            }
            Step::Cells(by) => (row, moved(column, by, columns)),
        };
        self.put(row_after);
        self.cursor.column = column_after;
        self.reveal = true;
        row_after != row
    }

    /// The rows from where a series began to the cursor.
    pub(super) fn series(&self) -> Vec<RecordId> {
        let to = self.place();
        let from = self.anchor.as_ref().and_then(|id| self.rows.place(id)).unwrap_or(to);
        let (first, last) = (from.min(to), from.max(to));
        self.rows.ids().iter().skip(first).take(last - first + 1).cloned().collect()
    }
}
