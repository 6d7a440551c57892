//! Rows as the clipboard has them: cells between tabs, as every spreadsheet gives and takes them.
//! Must not know what the cells mean.

/// Rows of cells as text. A spreadsheet would carry out what begins like a formula: such cells get an apostrophe.
pub(super) fn text(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&neutral(cell))).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

fn begins_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn neutral(cell: &str) -> String {
    if begins_a_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The rows of a text that was copied from a spreadsheet, or from a table here. Lines without a cell are left out.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut signs = text.chars().peekable();
    let mut inside = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' if inside && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if inside => inside = false,
            '"' if cell.is_empty() && closes(signs.clone()) => inside = true,
            sign if inside => cell.push(sign),
            '\t' => row.push(plain(&mut cell)),
            '\r' => {}
            '\n' => {
                row.push(plain(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(plain(&mut cell));
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// Whether the quotation mark that was just read is one of a pair that holds the whole cell: a name may begin with one.
fn closes(mut rest: impl Iterator<Item = char>) -> bool {
    while let Some(sign) = rest.next() {
        if sign == '"' {
            match rest.next() {
                Some('"') => {}
                None | Some('\t' | '\n' | '\r') => return true,
                Some(_) => return false,
            }
        }
    }
    false
}

/// The cell without the apostrophe that kept a formula from being one.
fn plain(cell: &mut String) -> String {
    let cell = std::mem::take(cell);
    match cell.strip_prefix('\'') {
        Some(rest) if begins_a_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn what_a_spreadsheet_copies_is_read() {
        for (text, expected) in [
            ("a\tb\nc\td\n", cells(&[&["a", "b"], &["c", "d"]])),
            ("a\tb\r\nc\t", cells(&[&["a", "b"], &["c", ""]])),
            ("\"two\nlines\"\t\"a \"\"b\"\"\"", cells(&[&["two\nlines", "a \"b\""]])),
            ("\"Bottle\" Yard\tx", cells(&[&["\"Bottle\" Yard", "x"]])),
            ("\"open\tx", cells(&[&["\"open", "x"]])),
            ("\n\n a \n\t\n", cells(&[&[" a "]])),
            ("", cells(&[])),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        let table =
            cells(&[&["Name", "Place"], &["=cmd|' /C calc'!A0", "@home"], &["+1", "two\nlines \"x\""]]);
        let text = text(&table);
        assert!(text.contains("\n'=cmd"), "{text}");
        assert_eq!(rows(&text), table);
    }
}
