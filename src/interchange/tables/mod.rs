//! Tables: CSV and workbooks, in the shapes of Kumu, Gephi, Onodo, PRSM and of plain lists and matrices. Must not know
//! maps.

mod csv_text;
mod shapes;
mod sheets;
mod workbook;

use super::{
    Format, ReadError, WriteError,
    graph::{Column, ForeignGraph, Value, Way, join},
    holds::{Groups, Held, Holds, Places},
    roles::Role,
    uses::Uses,
};
use crate::diagnostics::Diagnostic;

/// All fields, groups by name; nothing of the map as a whole.
pub(super) const CSV_HOLDS: Holds =
    Holds { map: false, title: false, types: false, longest: None, ..XLSX_HOLDS };
/// The same with the map as a whole on a sheet of its own.
pub(super) const XLSX_HOLDS: Holds = Holds {
    places: Places::AsFields,
    groups: Groups::AsWords,
    notes: false,
    routes: false,
    blanks: false,
    longest: Some(workbook::LONGEST_CELL),
    ..Holds::ALL
};

/// Only who flows to whom, with sectors and scales.
pub(super) const TABLE_HOLDS: Holds = Holds {
    fields: Held::Only { organisations: &[Role::Sector, Role::Scale], flows: &[Role::Kind] },
    places: Places::Nowhere,
    groups: Groups::Nowhere,
    ids: false,
    weights: false,
    kind_beside_label: false,
    ..CSV_HOLDS
};

/// A row and the line it stands on.
type Row = (u32, Vec<Value>);

/// A table as it was found.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    rows: Vec<Row>,
}

pub(super) fn read_csv(text: &str, uses: &Uses) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let sheet = csv_text::read(text)?;
    shapes::graph(Format::Csv, vec![sheet], uses)
}

pub(super) fn read_xlsx(bytes: &[u8], uses: &Uses) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let sheets = workbook::read(bytes)?;
    shapes::graph(Format::Xlsx, sheets, uses)
}

/// Whether a text is a table whose first row names its columns: two columns at least, a row under them, and one of the
/// titles that people and programs use.
pub(super) fn is_titled(text: &str) -> bool {
    csv_text::read(text).is_ok_and(|sheet| shapes::is_titled(&sheet))
}

/// The two tables of CSV: organisations and flows.
pub(super) fn write_csv(graph: &ForeignGraph) -> [Vec<u8>; 2] {
    [sheets::nodes(graph), sheets::edges(graph)].map(|(head, rows)| csv_text::write(&head, &rows, b','))
}

/// One table of all flows, for word processors: tabs between cells.
pub(super) fn write_table(graph: &ForeignGraph) -> Vec<u8> {
    let (head, rows) = sheets::plain(graph);
    csv_text::write(&head, &rows, b'\t')
}

pub(super) fn write_xlsx(graph: &ForeignGraph) -> Result<Vec<u8>, WriteError> {
    workbook::write(graph)
}
