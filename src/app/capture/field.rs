//! The text field of the line: large type, and lines under what cannot be read or may be meant otherwise.
//! Must not know what the words mean.

use std::ops::Range;

use eframe::egui::{
    Color32, EventFilter, FontId, Frame, Galley, Id, Margin, Pos2, Rect, Response, RichText, Shape, Stroke,
    TextEdit, Ui, pos2, text::CCursor, text_selection::CCursorRange, vec2,
};

use crate::app::{theme::Theme, widgets::name_text_field};

/// What the field is called, for those who do not see it.
pub(super) const NAME: &str = "Capture line";
/// What can be typed, where nothing is.
const PLACEHOLDER: &str = "Type a name, or A > B : funding";
/// Half the height of a wave under words, points.
const WAVE: f32 = 1.5;

/// How the field is shown.
pub(super) struct Look<'a> {
    /// The window's looks.
    pub(super) theme: &'a Theme,
    /// Its type.
    pub(super) font: FontId,
    /// It holds several lines.
    pub(super) lines: bool,
    /// Where the caret goes first, in letters.
    pub(super) caret: Option<usize>,
}

/// The field as it was shown.
pub(super) struct Shown {
    /// The widget's answer.
    pub(super) response: Response,
    /// Where the caret is, in bytes of the text.
    pub(super) caret: usize,
    /// What is selected, in bytes of the text; empty at the caret where nothing is.
    pub(super) selected: Range<usize>,
    galley: std::sync::Arc<Galley>,
    galley_at: Pos2,
    clip: Rect,
}

/// The field's id: where the keyboard goes.
pub(super) fn id() -> Id {
    Id::new("capture line")
}

/// Shows the field over the width there is.
pub(super) fn field_ui(ui: &mut Ui, look: &Look<'_>, text: &mut String) -> Shown {
    if let Some(at) = look.caret {
        let mut state = TextEdit::load_state(ui.ctx(), id()).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
        // What was typed in another line is not taken back in this one.
        state.clear_undoer();
        state.store(ui.ctx(), id());
    }
    let edit = if look.lines { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
    let keys = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let width = ui.available_width();
    let edit = edit
        .id(id())
        .hint_text(RichText::new(PLACEHOLDER).font(look.font.clone()).color(look.theme.muted))
        .font(look.font.clone())
        .text_color(look.theme.ink)
        .event_filter(keys)
        .desired_rows(1)
        .desired_width(width)
        .min_size(vec2(width, 0.0))
        .margin(Margin::ZERO)
        .frame(Frame::NONE);
    let output = edit.show(ui);
    let response = output.response.response.clone();
    name_text_field(ui, &response, NAME, text);
    let place = |cursor: CCursor| byte_of(text, cursor.index.into());
    let caret = output.cursor_range.map_or(text.len(), |range| place(range.primary));
    let other = output.cursor_range.map_or(caret, |range| place(range.secondary));
    Shown {
        response,
        caret,
        selected: caret.min(other)..caret.max(other),
        galley: output.galley,
        galley_at: output.galley_pos,
        clip: output.text_clip_rect,
    }
}

/// Where a letter begins, in bytes.
pub(super) fn byte_of(text: &str, letter: usize) -> usize {
    text.char_indices().nth(letter).map_or(text.len(), |(at, _)| at)
}

/// How many letters stand before a byte.
pub(super) fn letter_of(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

impl Shown {
    /// A wave under a part of the text, in bytes; a short one where the part is empty.
    pub(super) fn wave(&self, ui: &Ui, text: &str, span: &Range<usize>, ink: Color32) {
        let painter = ui.painter().with_clip_rect(self.clip.expand(3.0));
        for (row, across) in self.stretches(text, span) {
            let step = 2.0 * WAVE;
            let count = ((across.1 - across.0) / step).ceil() as usize;
            let points = (0..=count).map(|index| {
                let up = if index % 2 == 0 { -WAVE / 2.0 } else { WAVE / 2.0 };
                pos2((across.0 + index as f32 * step).min(across.1), row + up)
            });
            painter.add(Shape::line(points.collect(), Stroke::new(1.6, ink)));
        }
    }

    /// Where the caret stands on the screen.
    pub(super) fn caret_rect(&self, text: &str) -> Rect {
        let cursor = CCursor::new(letter_of(text, self.caret));
        self.galley.pos_from_cursor(cursor).translate(self.galley_at.to_vec2())
    }

    /// For each row that the part runs over, the height under its words and from where to where.
    fn stretches(&self, text: &str, span: &Range<usize>) -> Vec<(f32, (f32, f32))> {
        let mut rows: Vec<(f32, (f32, f32))> = Vec::new();
        for letter in letter_of(text, span.start)..=letter_of(text, span.end) {
            let at = self.galley.pos_from_cursor(CCursor::new(letter)).translate(self.galley_at.to_vec2());
            match rows.last_mut().filter(|(row, _)| (*row - at.bottom()).abs() < 1.0) {
                Some((_, across)) => across.1 = at.left(),
                None => rows.push((at.bottom(), (at.left(), at.left()))),
            }
        }
        for (_, across) in &mut rows {
            across.1 = across.1.max(across.0 + 8.0);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_bytes_are_told_apart() {
        let text = "Caffè > Öl";
        for (letter, byte) in [(0, 0), (5, 6), (8, 9), (9, 11), (10, 12), (99, 12)] {
            assert_eq!(byte_of(text, letter), byte);
            assert_eq!(letter_of(text, byte), letter.min(10));
        }
    }
}
