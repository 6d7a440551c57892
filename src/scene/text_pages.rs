//! Pages of text set from headings, words and tables: what goes with a figure on paper, as pictures like any other.
//! Must not know what the words are about.

use std::sync::Arc;

use crate::{
    model::{Point, Rect},
    style::{Look, Rgba},
    text::{Fonts, Line, TextStyle, Weight},
};

use super::{
    path::Path,
    placed::moved,
    text_row::{Cell, Row},
    text_table,
    types::{Item, PlacedLine, Role, Scene, SceneReport, Shape, Stroke, Target, TextBlock},
    words::{clean, style},
};

/// Canvas units to the point: 96 units are an inch.
const POINT: f64 = 96.0 / 72.0;
/// Running head and page number, in points.
const RUNNING: f64 = 7.5;
/// From the running head to the words under it, and from the words to the page number, canvas units.
const RUNNING_GAP: f64 = 20.0;
/// A row that must be torn is begun on a page only where so much of it is free.
const WORTH_BEGINNING: f64 = 0.3;

/// What is to be set.
#[derive(Clone, Debug, Default)]
pub struct TextMatter {
    /// The running head of every page.
    pub title: String,
    /// One under the other.
    pub parts: Vec<TextPart>,
}

/// A part of a text.
#[derive(Clone, Debug)]
pub enum TextPart {
    /// A heading; it has a bookmark.
    Heading(String),
    /// Paragraphs.
    Words(Vec<Passage>),
    /// A table; its head is repeated on each page.
    Table {
        /// Its columns.
        columns: Vec<TextColumn>,
        /// Its rows, each of as many cells as there are columns.
        rows: Vec<Vec<TextCell>>,
    },
}

/// A column of a table.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    /// Its head.
    pub title: String,
    /// It holds numbers, which are set flush right.
    pub is_figures: bool,
    /// Its part of the width; by what stands in it when not set.
    pub share: Option<f64>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct TextCell {
    /// Its paragraphs.
    pub passages: Vec<Passage>,
    /// A sign before its words, drawn round the origin and no higher than a line.
    pub mark: Vec<Item>,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Passage {
    /// How it is set.
    pub voice: Voice,
    /// Its words.
    pub words: String,
}

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// As most are.
    #[default]
    Plain,
    /// What a row is about.
    Strong,
    /// What is said beside.
    Muted,
    /// The title of the whole.
    Title,
    /// A heading.
    Heading,
    /// The head of a column.
    Capitals,
}

/// The paper, canvas units: 96 are an inch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextPaper {
    /// Width of the page.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Free on every side.
    pub margin: f64,
}

/// A page of text.
#[derive(Clone, Debug)]
pub struct TextPage {
    /// Its picture.
    pub scene: Scene,
    /// For each item of the picture, the piece of text that it belongs to; none for rules and what is repeated.
    pub pieces: Vec<Option<usize>>,
}

/// A text on pages.
#[derive(Clone, Debug, Default)]
pub struct TextPages {
    /// The pages.
    pub pages: Vec<TextPage>,
    /// What is told, in the order of reading.
    pub told: Vec<Told>,
}

/// A part of what is told, by the numbers of its pieces of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A heading.
    Heading {
        /// Its words.
        words: String,
        /// Its piece.
        piece: usize,
    },
    /// A paragraph or more.
    Words(usize),
    /// A table.
    Table {
        /// The heads of its columns; none where it has none.
        head: Vec<usize>,
        /// Its rows; the first cell says what the row is about.
        rows: Vec<Vec<usize>>,
    },
}

impl Passage {
    /// A paragraph in this voice.
    #[must_use]
    pub fn new(voice: Voice, words: impl Into<String>) -> Self {
        Self { voice, words: words.into() }
    }
}

impl TextCell {
    /// A cell of a few plain words.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Self {
        Self { passages: vec![Passage::new(Voice::Plain, words)], mark: Vec::new() }
    }
}

impl TextPaper {
    /// What is between the margins.
    pub(super) fn inner(self) -> f64 {
        (self.width - 2.0 * self.margin).max(1.0)
    }

    fn top(self) -> f64 {
        self.margin + RUNNING * POINT + RUNNING_GAP
    }

    fn bottom(self) -> f64 {
        self.height - self.margin - RUNNING * POINT - RUNNING_GAP
    }
}

impl Voice {
    /// Type, height of a line, and colour.
    pub(super) fn set(self, look: &Look) -> (TextStyle, f64, Rgba) {
        let (points, weight, leading) = match self {
            Self::Plain => (9.0, Weight::Regular, 1.36),
            Self::Strong => (9.0, Weight::Medium, 1.36),
            Self::Muted => (8.0, Weight::Regular, 1.4),
            Self::Title => (17.0, Weight::Bold, 1.25),
            Self::Heading => (12.5, Weight::Bold, 1.3),
            Self::Capitals => (6.5, Weight::Bold, 1.4),
        };
        let size = points * POINT;
        let set = style(size, weight);
        let set = if self == Self::Capitals { set.spaced(0.6) } else { set };
        let colour = match self {
            Self::Muted | Self::Capitals => look.muted(),
            _ => look.ink(),
        };
        (set, size * leading, colour)
    }
}

/// Sets a text. `before` pages stand before it and are counted; numbers are printed from there on.
#[must_use]
pub fn text_pages(
    matter: &TextMatter,
    paper: TextPaper,
    before: usize,
    look: &Look,
    fonts: &Fonts,
) -> TextPages {
    let mut setter = Setter::new(paper, look, fonts);
    for part in &matter.parts {
        setter.part(part);
    }
    setter.finish(&clean(&matter.title), before)
}

/// Fills page after page.
struct Setter<'a> {
    paper: TextPaper,
    look: &'a Look,
    fonts: &'a Fonts,
    pages: Vec<Sheet>,
    told: Vec<Told>,
    /// Where the next row stands.
    y: f64,
    /// Rows that stand on the page of the row after them.
    kept: Vec<Row>,
    /// The head that is repeated.
    head: Option<Row>,
    pieces: usize,
    section: String,
}

/// A page that is being filled.
#[derive(Default)]
struct Sheet {
    items: Vec<Item>,
    pieces: Vec<Option<usize>>,
    section: String,
}

impl<'a> Setter<'a> {
    fn new(paper: TextPaper, look: &'a Look, fonts: &'a Fonts) -> Self {
        Self {
            paper,
            look,
            fonts,
            pages: vec![Sheet::default()],
            told: Vec::new(),
            y: paper.top(),
            kept: Vec::new(),
            head: None,
            pieces: 0,
            section: String::new(),
        }
    }

    fn part(&mut self, part: &TextPart) {
        match part {
            TextPart::Heading(words) => {
                self.section = clean(words);
                let passage = Passage::new(Voice::Heading, words.as_str());
                let mut row = self.words_row(&[passage], self.paper.inner());
                let piece = self.number(&mut row);
                row.over = 26.0;
                row.under = 5.0;
                self.told.push(Told::Heading { words: clean(words), piece: piece[0] });
                self.kept.push(row);
            }
            TextPart::Words(passages) => {
                // Longer lines than this are hard to read.
                let measure = self.paper.inner().min(560.0);
                let mut row = self.words_row(passages, measure);
                let piece = self.number(&mut row);
                self.told.push(Told::Words(piece[0]));
                row.under = 8.0;
                let leads_on = passages.iter().all(|passage| passage.voice == Voice::Muted);
                if leads_on && !self.kept.is_empty() {
                    self.kept.push(row);
                } else {
                    self.place(row);
                }
            }
            TextPart::Table { columns, rows } => self.table(columns, rows),
        }
    }

    fn words_row(&self, passages: &[Passage], width: f64) -> Row {
        let cell = Cell::set(passages, Vec::new(), (0.0, width), false, (self.look, self.fonts));
        Row { cells: vec![cell], ..Row::default() }
    }

    /// Gives each cell a number.
    fn number(&mut self, row: &mut Row) -> Vec<usize> {
        let first = self.pieces;
        self.pieces += row.cells.len();
        row.first_piece = Some(first);
        (first..self.pieces).collect()
    }

    fn table(&mut self, columns: &[TextColumn], rows: &[Vec<TextCell>]) {
        let set = (self.look, self.fonts);
        let places = text_table::places(columns, rows, self.paper.inner(), set);
        let has_head = columns.iter().any(|column| !column.title.trim().is_empty());
        let cells = columns.iter().zip(&places).map(|(column, place)| {
            let passage = Passage::new(Voice::Capitals, column.title.to_uppercase());
            Cell::set(&[passage], Vec::new(), *place, column.is_figures, set)
        });
        let mut head =
            Row { cells: cells.collect(), rule: Some(1.0), over: 6.0, under: 4.0, ..Row::default() };
        let head_pieces = if has_head { self.number(&mut head) } else { Vec::new() };
        if has_head {
            self.kept.push(head.clone());
        }
        // The first time it is kept with its first row; from then on it is repeated, and no longer told.
        head.first_piece = None;
        let mut told = Vec::new();
        for cells in rows {
            let cells = columns.iter().zip(&places).zip(cells).map(|((column, place), cell)| {
                Cell::set(&cell.passages, cell.mark.clone(), *place, column.is_figures, set)
            });
            let mut row =
                Row { cells: cells.collect(), rule: Some(0.5), over: 4.0, under: 4.0, ..Row::default() };
            told.push(self.number(&mut row));
            self.place(row);
            self.head = has_head.then(|| head.clone());
        }
        self.flush();
        self.head = None;
        self.told.push(Told::Table { head: head_pieces, rows: told });
    }

    /// Puts a row, and before it what is kept with it, on this page or on the next one.
    fn place(&mut self, row: Row) {
        let kept: f64 = self.kept.iter().map(Row::height).sum();
        let free = self.paper.bottom() - self.y;
        let body = self.paper.bottom() - self.paper.top();
        let repeated = self.head.as_ref().map_or(0.0, Row::height);
        let needed = kept + row.height();
        let must_be_torn = needed + repeated > body;
        let has_no_room = if must_be_torn { free < body * WORTH_BEGINNING } else { needed > free };
        if has_no_room && self.y > self.paper.top() {
            self.turn();
        }
        self.flush();
        let mut rest = row;
        loop {
            let free = self.paper.bottom() - self.y;
            if rest.height() <= free {
                break;
            }
            let (top, under) = rest.torn(free);
            self.put(top);
            self.turn();
            match under {
                Some(under) => rest = under,
                None => return,
            }
        }
        self.put(rest);
    }

    /// Puts what waits for a row.
    fn flush(&mut self) {
        for row in std::mem::take(&mut self.kept) {
            if row.height() > self.paper.bottom() - self.y && self.y > self.paper.top() {
                self.turn();
            }
            self.put(row);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Sheet::default());
        self.y = self.paper.top();
        if let Some(head) = self.head.clone() {
            self.put(head);
        }
    }

    fn put(&mut self, row: Row) {
        let height = row.height();
        // What separates parts separates nothing at the top of a page.
        let y = if self.y <= self.paper.top() { self.y - row.over } else { self.y };
        let section = self.section.clone();
        let Some(sheet) = self.pages.last_mut() else { return };
        if sheet.section.is_empty() {
            sheet.section = section;
        }
        let at = Point::new(self.paper.margin, y + row.over);
        if let Some(width) = row.rule {
            let under = y + height;
            let ends = [Point::new(at.x, under), Point::new(at.x + self.paper.inner(), under)];
            let stroke = Stroke::full(self.look.hairline(), width);
            let rule = Path::line(ends[0], ends[1]);
            sheet.items.push(Item::path(Target::Page, Role::Body, rule, None, Some(stroke)));
            sheet.pieces.push(None);
        }
        for (index, cell) in row.cells.into_iter().enumerate() {
            let piece = row.first_piece.map(|first| first + index);
            for item in cell.items() {
                let piece = if matches!(item.shape, Shape::Text(_)) { piece } else { None };
                sheet.items.push(moved(item, at));
                sheet.pieces.push(piece);
            }
        }
        self.y = y + height;
    }

    fn finish(mut self, title: &str, before: usize) -> TextPages {
        self.flush();
        self.head = None;
        let (paper, look, fonts) = (self.paper, self.look, self.fonts);
        let of = before + self.pages.len();
        let pages = self.pages.into_iter().enumerate().map(|(index, mut sheet)| {
            let running = running(paper, title, &sheet.section, (before + index + 1, of), look, fonts);
            sheet.pieces.extend(running.iter().map(|_| None));
            sheet.items.extend(running);
            TextPage { scene: scene(paper, title, sheet.items, look), pieces: sheet.pieces }
        });
        TextPages { pages: pages.collect(), told: self.told }
    }
}

/// What stands at the head and the foot of a page.
fn running(
    paper: TextPaper,
    title: &str,
    section: &str,
    (number, of): (usize, usize),
    look: &Look,
    fonts: &Fonts,
) -> Vec<Item> {
    let set = style(RUNNING * POINT, Weight::Regular);
    let mut items = Vec::new();
    let mut put = |words: &str, baseline: f64, is_right: bool, most: f64| {
        if words.is_empty() {
            return;
        }
        let mut lines = fonts.wrap(words, &set, most, Some(1));
        let Some(line) = lines.pop() else { return };
        items.push(line_item(line, paper, baseline, is_right, (set, look.muted())));
    };
    let top = paper.margin + set.size * 0.75;
    put(title, top, false, paper.inner() * 0.7);
    put(section, top, true, paper.inner() * 0.27);
    put(&format!("{number} / {of}"), paper.height - paper.margin, true, paper.inner());
    let y = top + 7.0;
    let rule = Path::line(Point::new(paper.margin, y), Point::new(paper.margin + paper.inner(), y));
    items.push(Item::path(Target::Page, Role::Body, rule, None, Some(Stroke::full(look.hairline(), 0.5))));
    items
}

fn line_item(
    line: Arc<Line>,
    paper: TextPaper,
    baseline: f64,
    is_right: bool,
    (style, colour): (TextStyle, Rgba),
) -> Item {
    let x = if is_right { paper.margin + paper.inner() - line.width } else { paper.margin };
    let lines = vec![PlacedLine { x, baseline, line }];
    Item::text(Target::Page, Role::Label, TextBlock { lines, style, colour })
}

fn scene(paper: TextPaper, title: &str, items: Vec<Item>, look: &Look) -> Scene {
    let bounds = Rect::new(0.0, 0.0, paper.width, paper.height);
    Scene {
        bounds,
        map: bounds,
        background: look.page(),
        title: title.to_owned(),
        description: String::new(),
        items,
        nodes: Vec::new(),
        stems: Vec::new(),
        flows: Vec::new(),
        bridges: Vec::new(),
        areas: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
        titles: std::collections::BTreeMap::new(),
        report: SceneReport::default(),
    }
}
