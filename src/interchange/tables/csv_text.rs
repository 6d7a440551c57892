//! Tables as text: which sign stands between cells, decimal commas, what a spreadsheet would run. Must not know nodes.

use super::{Row, Sheet};
use crate::diagnostics::Place;
use crate::interchange::{Format, ReadError, graph::Value, limits};

/// How many lines tell what stands between cells.
const LOOKED_AT: usize = 50;

pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    // Excel's own way to say it.
    let (told, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.bytes().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text),
    };
    let separator = told.unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut line_before = 0;
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::Syntax {
            format: Format::Csv,
            place: Place { line: rows.len() as u32 + 1, column: 1 },
            reason: error.to_string(),
        })?;
        if record.len() > limits::MOST_COLUMNS {
            return Err(ReadError::TooMany { what: "columns", limit: limits::MOST_COLUMNS });
        }
        if rows.len() > limits::MOST_EDGES {
            return Err(ReadError::TooMany { what: "rows", limit: limits::MOST_EDGES });
        }
        // The reader's place may lie before blank lines that it skipped.
        let (line, start) =
            record.position().map_or((0, 0), |place| (place.line() as u32, place.byte() as usize));
        let ahead = text.as_bytes().get(start..).unwrap_or_default().iter();
        let ahead =
            ahead.take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
        let line = line + ahead as u32;
        // The reader skips blank lines: two of them part two tables.
        let skipped = line.saturating_sub(line_before + 1);
        if skipped >= 2 && !rows.is_empty() {
            rows.extend([(line_before + 1, Vec::new()), (line_before + 2, Vec::new())]);
        }
        line_before = line + record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>() as u32;
        rows.push((line, record.iter().map(|cell| Value::Text(unguarded(cell).to_owned())).collect()));
    }
    if separator != b',' {
        decimal_commas(&mut rows);
    }
    Ok(Sheet { name: String::new(), rows })
}

/// The sign that stands equally often in most lines.
fn separator(text: &str) -> u8 {
    let mut counts: [Vec<usize>; 4] = Default::default();
    let signs = [b'\t', b';', b',', b'|'];
    let mut current = [0; 4];
    let mut quoted = false;
    let mut lines = 0;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                for (list, count) in counts.iter_mut().zip(&mut current) {
                    list.push(std::mem::take(count));
                }
                lines += 1;
                if lines == LOOKED_AT {
                    break;
                }
            }
            byte if !quoted => {
                if let Some(index) = signs.iter().position(|sign| *sign == byte) {
                    current[index] += 1;
                }
            }
            _ => {}
        }
    }
    if lines < LOOKED_AT && current.iter().any(|count| *count > 0) {
        counts.iter_mut().zip(current).for_each(|(list, count)| list.push(count));
    }
    let score = |list: &Vec<usize>| {
        let first = list.first().copied().unwrap_or(0);
        let alike = list.iter().filter(|count| **count == first && first > 0).count();
        (alike, first)
    };
    let best = (0..4).max_by_key(|index| (score(&counts[*index]), std::cmp::Reverse(*index)));
    best.filter(|index| score(&counts[*index]).0 > 0).map_or(b',', |index| signs[index])
}

/// Numbers with a comma before their decimals, where all of a column are written so.
fn decimal_commas(rows: &mut [Row]) {
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let number = |text: &str| {
        let plain = text.trim();
        let signs = plain.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '-' | '.'));
        (signs && !plain.is_empty())
            .then(|| plain.replace('.', "").replacen(',', ".", 1).parse::<f64>().ok())?
    };
    for column in 0..columns {
        let cells = || {
            let below = rows.iter().skip(1).filter_map(|(_, cells)| cells.get(column));
            below.filter_map(|cell| if let Value::Text(text) = cell { Some(text.as_str()) } else { None })
        };
        let filled = || cells().filter(|text| !text.trim().is_empty());
        let has_comma = filled().any(|text| text.contains(','));
        let plain_points = filled().any(|text| text.contains('.') && !text.contains(','));
        if !has_comma || plain_points || !filled().all(|text| number(text).is_some()) {
            continue;
        }
        for (_, cells) in rows.iter_mut().skip(1) {
            if let Some(Value::Text(text)) = cells.get(column)
                && let Some(found) = number(text)
            {
                cells[column] = Value::Number(found);
            }
        }
    }
}

fn is_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Words without the apostrophe that keeps spreadsheets from running them.
fn unguarded(words: &str) -> &str {
    match words.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => words,
    }
}

/// A cell as it is written: words that a spreadsheet would run stand behind an apostrophe; numbers are bare.
fn guarded(value: &Value) -> String {
    let words = value.words();
    let is_words = matches!(value, Value::Text(_) | Value::List(_));
    if is_words && is_formula(words.trim_start_matches('\'')) { format!("'{words}") } else { words }
}

/// UTF-8 with a mark, so that spreadsheets see that it is; lines ended as RFC 4180 has it.
pub(super) fn write(head: &[String], rows: &[Vec<Option<Value>>], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .delimiter(separator)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let head = head.iter().map(|title| guarded(&Value::Text(title.clone())));
    writer.write_record(head).expect("memory takes every row");
    for row in rows {
        let cells = row.iter().map(|cell| cell.as_ref().map_or_else(String::new, guarded));
        writer.write_record(cells).expect("memory takes every row, and all are as long as the head");
    }
    writer.into_inner().expect("memory can always be flushed")
}
