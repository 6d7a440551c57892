//! From a byte of a text to the line and column that an editor shows.
//! Must not know what stands there.

use crate::diagnostics::Place;

/// Where the lines of a text begin.
pub(in crate::file) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(in crate::file) fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The place of a byte. A byte-order mark at the beginning does not count as a column.
    pub(in crate::file) fn place(&self, offset: u32) -> Place {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.text[start..offset].chars().filter(|sign| *sign != '\u{feff}').count() + 1;
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place { line: short(line), column: short(column) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_as_editors_count() {
        let lines = Lines::new("\u{feff}ab\nÄÖ\"x\n");
        for (offset, line, column) in [
            (0, 1, 1),
            (3, 1, 1),
            (4, 1, 2),
            (6, 2, 1),
            (8, 2, 2),
            (10, 2, 3),
            (12, 2, 5),
            (13, 3, 1),
            (99, 3, 1),
        ] {
            assert_eq!(lines.place(offset), Place { line, column }, "{offset}");
        }
    }
}
