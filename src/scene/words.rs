//! Setting words: what signs may be drawn, how a label is wrapped, where its lines stand.
//! Must not know whose label it is.

use std::{borrow::Cow, sync::Arc};

use crate::{
    model::{Rect, Size},
    style::Rgba,
    text::{Fonts, Line, TextStyle, Weight},
};

use super::types::{PlacedLine, TextBlock};

/// A style of the picture's one family.
pub(super) fn style(size: f64, weight: Weight) -> TextStyle {
    TextStyle { size, weight, italic: false, letter_spacing: 0.0 }
}

/// The small spaced capitals over areas, groups and parts of the legend.
pub(super) fn capitals() -> TextStyle {
    TextStyle { size: 11.5, weight: Weight::Bold, italic: false, letter_spacing: 1.0 }
}

/// The height of a line, canvas units: a whole number, so that labels of like size stand alike.
pub(super) fn line_height(style: &TextStyle) -> f64 {
    (style.size * 1.28).round()
}

/// The words with every white space or control sign as one space: what a label shows of a name.
pub(super) fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

fn made_clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_whitespace() || sign.is_control() || is_forbidden(sign) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(sign);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The same without a copy where nothing has to be changed, as in most names.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    let is_plain = |pair: &[u8]| matches!(pair, [b' ', next] | [next, _] if next.is_ascii_graphic());
    let bytes = text.as_bytes();
    let ends_plain = bytes.last().is_none_or(u8::is_ascii_graphic) && bytes.first() != Some(&b' ');
    let is_clean = ends_plain && bytes.windows(2).all(is_plain);
    if is_clean { Cow::Borrowed(text) } else { Cow::Owned(made_clean(text)) }
}

/// Signs that no XML may hold, and signs that turn the words after them round beyond the label.
fn is_forbidden(sign: char) -> bool {
    matches!(sign, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Set lines, not yet placed.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub lines: Vec<Arc<Line>>,
    pub style: TextStyle,
}

impl Words {
    /// One line.
    pub fn line(text: &str, style: &TextStyle, fonts: &Fonts) -> Self {
        let text = cleaned(text);
        let lines = if text.is_empty() { Vec::new() } else { vec![fonts.line(&text, style)] };
        Self { lines, style: *style }
    }

    /// Lines no wider than `width`, all of them.
    pub fn wrapped(text: &str, style: &TextStyle, width: f64, fonts: &Fonts) -> Self {
        let text = cleaned(text);
        let lines = if text.is_empty() { Vec::new() } else { fonts.wrap(&text, style, width, None) };
        Self { lines, style: *style }
    }

    /// The same for a text of several paragraphs, whose line breaks are kept.
    pub fn paragraphs(text: &str, style: &TextStyle, width: f64, fonts: &Fonts) -> Self {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let paragraph = clean(paragraph);
            if paragraph.is_empty() {
                lines.push(fonts.line(" ", style));
            } else {
                lines.extend(fonts.wrap(&paragraph, style, width, None));
            }
        }
        Self { lines, style: *style }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Width of the longest line and height of all, canvas units.
    pub fn size(&self) -> Size {
        let width = self.lines.iter().map(|line| line.width).fold(0.0, f64::max);
        Size::new(width, self.lines.len() as f64 * line_height(&self.style))
    }

    /// The lines in a box as high as they are, each at `x` (a part of the free width: 0 left, 0.5 middle). Lines that
    /// run from right to left begin at the right.
    pub fn placed(&self, rect: Rect, align: f64, colour: Rgba) -> TextBlock {
        let height = line_height(&self.style);
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.iter().enumerate() {
            let free = rect.width - line.width;
            let align = if align == 0.0 && runs_backward(line) { 1.0 } else { align };
            // Capitals and figures of the family are 0.727 em high: their middle is the line's middle.
            let middle = rect.y + (index as f64 + 0.5) * height;
            let baseline = middle + 0.3635 * self.style.size;
            lines.push(PlacedLine { x: rect.x + free * align, baseline, line: Arc::clone(line) });
        }
        TextBlock { lines, style: self.style, colour }
    }
}

pub(super) fn runs_backward(line: &Line) -> bool {
    !line.runs.is_empty() && line.runs.iter().all(|run| run.right_to_left || run.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hold_no_sign_that_a_figure_cannot() {
        for (text, expected) in [
            ("  Two \n words ", "Two words"),
            ("a\u{0}b\u{7}c", "a b c"),
            ("</text><script>", "</text><script>"),
            ("\u{202e}evil", "evil"),
            ("]]> & \"quotes\"", "]]> & \"quotes\""),
            ("\u{fffe}", ""),
        ] {
            assert_eq!(clean(text), expected);
        }
        for text in [
            "",
            " ",
            "a",
            "a b",
            "a  b",
            " a",
            "a ",
            "a\tb",
            "a\n",
            "\n",
            "\u{0}",
            "gr\u{f6}\u{df}e",
            "a\u{feff}b",
            "a\u{7f}",
        ] {
            assert_eq!(cleaned(text), clean(text), "{text:?}");
        }
    }
}
