//! Rows of a text: cells of set lines side by side, and how a row too long for a page is torn.
//! Must not know pages.

use std::sync::Arc;

use crate::{
    model::Point,
    style::{Look, Rgba},
    text::{Fonts, Line, TextStyle},
};

use super::{
    placed::moved,
    text_pages::{Passage, Voice},
    types::{Item, PlacedLine, Role, Target, TextBlock},
    words::{clean, runs_backward},
};

/// Between two paragraphs of a cell, canvas units.
const BETWEEN: f64 = 3.0;
/// What a mark takes of the width before words, canvas units.
pub(super) const MARK: f64 = 28.0;

/// Cells side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub cells: Vec<Cell>,
    /// A hairline under it, so wide.
    pub rule: Option<f64>,
    /// Free above and under the words.
    pub over: f64,
    pub under: f64,
    /// The number of its first cell among the pieces of the text; none for what is only repeated.
    pub first_piece: Option<usize>,
}

/// Set lines, and a mark before them.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    lines: Vec<Set>,
    mark: Vec<Item>,
    x: f64,
    width: f64,
    is_flush_right: bool,
}

/// A set line.
#[derive(Clone, Debug)]
struct Set {
    line: Arc<Line>,
    style: TextStyle,
    colour: Rgba,
    height: f64,
    /// Free above it, but for the first.
    over: f64,
}

impl Cell {
    /// Sets paragraphs in a column that begins at `x` and is so wide.
    pub fn set(
        passages: &[Passage],
        mark: Vec<Item>,
        (x, width): (f64, f64),
        is_flush_right: bool,
        (look, fonts): (&Look, &Fonts),
    ) -> Self {
        let indent = if mark.is_empty() { 0.0 } else { MARK };
        let (x, width) = (x + indent, (width - indent).max(1.0));
        let mut lines = Vec::new();
        for passage in passages {
            let (style, height, colour) = passage.voice.set(look);
            let words = clean(&passage.words);
            if words.is_empty() {
                continue;
            }
            let is_title = matches!(passage.voice, Voice::Title | Voice::Heading);
            let set = if is_title {
                fonts.wrap(&words, &style, width, None)
            } else {
                fonts.fill(&words, &style, width)
            };
            for (index, line) in set.into_iter().enumerate() {
                let over = if index == 0 { BETWEEN } else { 0.0 };
                lines.push(Set { line, style, colour, height, over });
            }
        }
        Self { lines, mark, x, width, is_flush_right }
    }

    fn height(&self) -> f64 {
        let lines = self.lines.iter().enumerate();
        lines.map(|(index, set)| set.height + if index == 0 { 0.0 } else { set.over }).sum()
    }

    /// As many lines as fit, at least one; the rest.
    fn torn(mut self, most: f64) -> (Self, Self) {
        let mut height = 0.0;
        let mut count = 0;
        for set in &self.lines {
            height += set.height + if count == 0 { 0.0 } else { set.over };
            if height > most && count > 0 {
                break;
            }
            count += 1;
        }
        let rest = self.lines.split_off(count.min(self.lines.len()));
        let under = Self { lines: rest, mark: Vec::new(), ..self };
        (Self { mark: self.mark, lines: self.lines, ..under }, under)
    }

    /// What is drawn, seen from the upper left corner of the row.
    pub fn items(self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut y = 0.0;
        let mut block: Option<TextBlock> = None;
        if let Some(first) = self.lines.first() {
            let at = Point::new(self.x - MARK, first.height / 2.0);
            items.extend(self.mark.into_iter().map(|item| moved(item, at)));
        }
        for (index, set) in self.lines.into_iter().enumerate() {
            y += if index == 0 { 0.0 } else { set.over };
            let free = self.width - set.line.width;
            let is_right = self.is_flush_right || runs_backward(&set.line);
            let x = self.x + if is_right { free } else { 0.0 };
            // Capitals and figures of the family are 0.727 em high: their middle is the line's middle.
            let baseline = y + set.height / 2.0 + 0.3635 * set.style.size;
            y += set.height;
            let placed = PlacedLine { x, baseline, line: set.line };
            match &mut block {
                Some(block) if block.style == set.style && block.colour == set.colour => {
                    block.lines.push(placed);
                }
                _ => {
                    let fresh = TextBlock { lines: vec![placed], style: set.style, colour: set.colour };
                    items.extend(block.replace(fresh).map(text));
                }
            }
        }
        items.extend(block.map(text));
        items
    }
}

fn text(block: TextBlock) -> Item {
    Item::text(Target::Page, Role::Label, block)
}

impl Row {
    /// With what is free above and under.
    pub fn height(&self) -> f64 {
        self.over + self.words_height() + self.under
    }

    fn words_height(&self) -> f64 {
        self.cells.iter().map(Cell::height).fold(0.0, f64::max)
    }

    /// As much of it as fits into this height, at least a line, and the rest, if there is any.
    pub fn torn(self, most: f64) -> (Self, Option<Self>) {
        let room = most - self.over - self.under;
        let (rule, over, under, first_piece) = (self.rule, self.over, self.under, self.first_piece);
        let (top, rest): (Vec<Cell>, Vec<Cell>) = self.cells.into_iter().map(|cell| cell.torn(room)).unzip();
        let is_done = rest.iter().all(|cell| cell.lines.is_empty());
        let of = |cells, rule| Self { cells, rule, over, under, first_piece };
        if is_done { (of(top, rule), None) } else { (of(top, None), Some(of(rest, rule))) }
    }
}
