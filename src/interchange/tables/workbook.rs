//! XLSX: cells as a stream, so that a far corner costs nothing; what is packed is measured first. Must not know nodes.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::{ForeignGraph, Row, Sheet, Value, sheets};
use crate::interchange::{Format, ReadError, WriteError, limits};

/// The sheet that is ours: others skip it for its name, as Kumu does.
pub(super) const OWN_SHEET: &str = "ecomap (ignore)";
/// The longest text of a cell that spreadsheets take, characters.
pub(super) const LONGEST_CELL: usize = 32_000;
/// The most rows of a sheet.
const MOST_ROWS: usize = 1_048_575;

fn not_so(reason: &dyn ToString) -> ReadError {
    ReadError::NotSo { format: Format::Xlsx, reason: reason.to_string() }
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    unpacked_size(bytes)?;
    // The library counts cells without looking for overflow, and a build that checks that breaks down there.
    std::panic::catch_unwind(|| sheets_of(bytes))
        .unwrap_or_else(|_| Err(not_so(&"a cell has a place beyond any sheet")))
}

fn sheets_of(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| not_so(&error))?;
    let mut found = Vec::new();
    for name in book.sheet_names() {
        // Charts and dialogs are sheets, too.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Row> = Vec::new();
        let mut cells = 0usize;
        while let Some(cell) = reader.next_cell().map_err(|error| not_so(&error))? {
            let (row, column) = cell.get_position();
            let Some(value) = value(cell.get_value()) else { continue };
            cells += 1;
            if column as usize >= limits::MOST_COLUMNS {
                return Err(ReadError::TooMany { what: "columns", limit: limits::MOST_COLUMNS });
            }
            if cells > limits::MOST_EDGES * 8 {
                return Err(ReadError::TooMany { what: "cells", limit: limits::MOST_EDGES * 8 });
            }
            let line = row + 1;
            let last = rows.last().map_or(0, |(line, _)| *line);
            if last != line {
                // Two blank rows part two tables; more say nothing else.
                let blank = line.saturating_sub(last + 1).min(2);
                rows.extend((1..=blank).filter(|_| last > 0).map(|step| (last + step, Vec::new())));
                rows.push((line, Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                cells.resize(cells.len().max(column as usize + 1), Value::Text(String::new()));
                cells[column as usize] = value;
            }
        }
        found.push(Sheet { name, rows });
    }
    Ok(found)
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    Some(match data {
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(yes) => Value::YesNo(*yes),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Value::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::Error(_) | DataRef::Empty => return None,
    })
}

/// Measures what the archive holds by unpacking it to nowhere, so that no header is believed.
fn unpacked_size(bytes: &[u8]) -> Result<(), ReadError> {
    let number = |at: usize, length: usize| {
        let part = bytes.get(at..at + length)?;
        Some(part.iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    let broken = || not_so(&"the archive that it should be is broken");
    let start = bytes.len().saturating_sub(66_000);
    let end = bytes[start..].windows(4).rposition(|it| it == b"PK\x05\x06").ok_or_else(broken)? + start;
    let mut at = number(end + 16, 4).ok_or_else(broken)?;
    let entries = number(end + 10, 2).ok_or_else(broken)?;
    let mut total = 0u64;
    for _ in 0..entries {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(broken());
        }
        let field = |offset: usize, length: usize| number(at + offset, length).ok_or_else(broken);
        let (packed, names) = (field(20, 4)?, field(28, 2)? + field(30, 2)? + field(32, 2)?);
        let local = field(42, 4)?;
        let within = |offset: usize| number(local + offset, 2).ok_or_else(broken);
        let data = local + 30 + within(26)? + within(28)?;
        let data = bytes.get(data..(data + packed).min(bytes.len())).ok_or_else(broken)?;
        if field(10, 2)? == 8 {
            let mut unpacked = flate2::read::DeflateDecoder::new(data).take(limits::MOST_BYTES + 1);
            total += std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| broken())?;
        } else {
            total += data.len() as u64;
        }
        limits::size(total)?;
        at += 46 + names;
    }
    Ok(())
}

pub(super) fn write(graph: &ForeignGraph) -> Result<Vec<u8>, WriteError> {
    let packing = |error: rust_xlsxwriter::XlsxError| WriteError::Packing {
        format: Format::Xlsx,
        reason: error.to_string(),
    };
    let found = graph.nodes.len().max(graph.edges.len());
    if found > MOST_ROWS {
        return Err(WriteError::TooMany { format: Format::Xlsx, what: "rows", found, limit: MOST_ROWS });
    }
    let mut book = Workbook::new();
    // Same map, same bytes: no time of day.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(packing)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let tables = [("Elements", sheets::nodes(graph)), ("Connections", sheets::edges(graph))];
    let mut keys: Vec<Vec<String>> = Vec::new();
    for (name, (head, rows)) in &tables {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).map_err(packing)?;
        for (column, title) in head.iter().enumerate() {
            put(sheet, 0, column, &Value::Text(title.clone())).map_err(packing)?;
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if let Some(cell) = cell {
                    put(sheet, row + 1, column, cell).map_err(packing)?;
                }
            }
        }
        let (columns, fixed) =
            if *name == "Elements" { (graph.node_columns.list(), 2) } else { (graph.edge_columns.list(), 6) };
        for (column, title) in columns.iter().zip(&head[fixed..]) {
            keys.push(vec![(*name).to_owned(), title.clone(), column.key.clone(), column.title.clone()]);
        }
    }
    if let Some(own) = &graph.own {
        let sheet = book.add_worksheet();
        sheet.set_name(OWN_SHEET).map_err(packing)?;
        sheet.set_hidden(true);
        let signs: Vec<char> = own.0.chars().collect();
        for (row, part) in signs.chunks(LONGEST_CELL).enumerate() {
            put(sheet, row, 0, &Value::Text(part.iter().collect())).map_err(packing)?;
        }
        for (row, key) in keys.iter().enumerate() {
            for (column, words) in key.iter().enumerate() {
                put(sheet, row, column + 1, &Value::Text(words.clone())).map_err(packing)?;
            }
        }
    }
    book.save_to_buffer().map_err(packing)
}

/// Words are always words: nothing that is written is a formula.
fn put(
    sheet: &mut Worksheet,
    row: usize,
    column: usize,
    value: &Value,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let (row, column) = (row as u32, column as u16);
    match value {
        Value::Number(number) => sheet.write_number(row, column, *number)?,
        Value::YesNo(yes) => sheet.write_boolean(row, column, *yes)?,
        Value::Text(_) | Value::List(_) => {
            let words: String = value.words().chars().take(LONGEST_CELL).collect();
            sheet.write_string(row, column, words)?
        }
    };
    Ok(())
}
