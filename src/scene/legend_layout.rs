//! Where a legend's entries stand: in rows under the map, or in a column beside or inside it.
//! Must not know what they mean.

use crate::{
    model::{Pattern, Point, Rect, Size},
    style::{FlowStyle, Look, NodeStyle, Rgba},
    text::{Fonts, TextStyle},
};

use super::{
    badge, change, flows,
    legend::{Entry, Sample, Section},
    path::Path,
    pattern,
    reach::Reach,
    shapes, tower,
    types::{Item, Role, Stroke, Target},
    words::{self, Words},
};

/// Type of an entry, canvas units.
pub(super) const TYPE: f64 = 13.0;
const SAMPLE: f64 = 26.0;
const LINE_SAMPLE: f64 = 32.0;
const SAMPLE_HEIGHT: f64 = 17.0;
const SAMPLE_GAP: f64 = 9.0;
/// Entries wider than this are wrapped.
const WIDEST: f64 = 220.0;
/// Nor are they wrapped to less than this.
const NARROWEST: f64 = 50.0;

/// How close a legend's parts stand, canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pitch {
    /// The least height of a row, and what it is more than its words.
    row: f64,
    over_words: f64,
    /// From a section's title to its first row.
    title: f64,
    column_gap: f64,
    section_gap: f64,
    /// Between the sections of a column, and between lines of sections.
    stack_gap: f64,
    /// Titles and letters are no smaller than this.
    least: f64,
}

impl Pitch {
    /// For a figure in the map's own size.
    pub const OPEN: Self = Self {
        row: 27.0,
        over_words: 9.0,
        title: 25.0,
        column_gap: 24.0,
        section_gap: 48.0,
        stack_gap: 20.0,
        least: 0.0,
    };
    /// For a page, where room is dear.
    pub const CLOSE: Self = Self {
        row: 20.0,
        over_words: 4.0,
        title: 19.0,
        column_gap: 18.0,
        section_gap: 30.0,
        stack_gap: 12.0,
        least: 0.0,
    };

    /// Titles and letters are no smaller than this.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// With titles and letters no smaller than `least`.
    pub fn with_least(self, least: f64) -> Self {
        Self { least, ..self }
    }
}

/// A legend with its upper left corner at the origin.
pub(super) struct Legend {
    pub items: Vec<Item>,
    pub width: f64,
    pub height: f64,
}

struct SetEntry<'a> {
    entry: &'a Entry,
    /// The sample, where that is a letter.
    letter: Option<Words>,
    words: Words,
    width: f64,
}

struct SetSection<'a> {
    title: Words,
    entries: Vec<SetEntry<'a>>,
    is_lines: bool,
    pitch: Pitch,
}

/// Sections side by side, in as many lines no wider than `width` as make the legend lowest.
pub(super) fn rows(sections: &[Section], width: f64, pitch: Pitch, look: &Look, fonts: &Fonts) -> Legend {
    let set = set(sections, width, pitch, fonts);
    let mut legend = Legend { items: Vec::new(), width: 0.0, height: 0.0 };
    for (section, (at, rows)) in set.iter().zip(lines(&set, width, pitch)) {
        section.draw(at, rows, look, &mut legend.items);
        legend.width = legend.width.max(at.x + section.width(rows));
        legend.height = legend.height.max(at.y + section.height(rows));
    }
    legend
}

/// A line of sections is this much better than two of the same height: a legend of one line is read at a glance.
const LINE_COSTS: f64 = 6.0;

/// Where sections stand, each with its rows: of all ways to break them into lines the lowest.
fn lines(set: &[SetSection<'_>], width: f64, pitch: Pitch) -> Vec<(Point, usize)> {
    // The best for the first so many sections: what it costs, where its last line begins and how many rows that has.
    let mut best = vec![(0.0, 0, 1)];
    for end in 1..=set.len() {
        let ends = |start: usize| {
            let rows = rows_of(&set[start..end], width, pitch)?;
            let height = set[start..end].iter().map(|section| section.height(rows)).fold(0.0, f64::max);
            let gap = if start > 0 { pitch.stack_gap + LINE_COSTS } else { 0.0 };
            Some((best[start].0 + gap + height, start, rows))
        };
        let ways = (0..end).filter_map(ends);
        let cheapest = ways.reduce(|one, other| if other.0 < one.0 - 0.5 { other } else { one });
        best.push(cheapest.unwrap_or((0.0, end - 1, 1)));
    }
    let mut breaks = Vec::new();
    let mut end = set.len();
    while end > 0 {
        let (_, start, rows) = best[end];
        breaks.push((start, end, rows));
        end = start;
    }
    let mut places = Vec::with_capacity(set.len());
    let mut y = 0.0;
    for (start, end, rows) in breaks.into_iter().rev() {
        let (mut x, mut height) = (0.0, 0.0_f64);
        for section in &set[start..end] {
            places.push((Point::new(x, y), rows));
            x += section.width(rows) + pitch.section_gap;
            height = height.max(section.height(rows));
        }
        y += height + pitch.stack_gap;
    }
    places
}

/// In how few rows these sections fit into a line; a section alone always does in the end.
fn rows_of(set: &[SetSection<'_>], width: f64, pitch: Pitch) -> Option<usize> {
    let most = set.iter().map(|section| section.entries.len()).max().unwrap_or(1).max(1);
    let total = |rows: usize| {
        let widths: f64 = set.iter().map(|section| section.width(rows)).sum();
        widths + pitch.section_gap * set.len().saturating_sub(1) as f64
    };
    let fitting = (1..=most).find(|rows| total(*rows) <= width + 0.5);
    fitting.or_else(|| (set.len() == 1).then_some(most))
}

/// Sections one under the other in columns no higher than `height`, each no wider than `width`; as few columns as can
/// be, and these as even as can be.
pub(super) fn columns(
    sections: &[Section],
    (width, height): (f64, f64),
    pitch: Pitch,
    look: &Look,
    fonts: &Fonts,
) -> Legend {
    let set = set(sections, width, pitch, fonts);
    let heights: Vec<f64> = set.iter().map(|section| section.height(section.entries.len())).collect();
    let tops = even_columns(&heights, height, pitch.stack_gap);
    let mut legend = Legend { items: Vec::new(), width: 0.0, height: 0.0 };
    let mut left = 0.0;
    for (index, (section, top)) in set.iter().zip(tops).enumerate() {
        let rows = section.entries.len();
        if top == 0.0 && index > 0 {
            left = legend.width + pitch.section_gap;
        }
        section.draw(Point::new(left, top), rows, look, &mut legend.items);
        legend.width = legend.width.max(left + section.width(rows));
        legend.height = legend.height.max(top + section.height(rows));
    }
    legend
}

/// The upper ends of what stands one under the other; 0 where a column begins.
fn even_columns(heights: &[f64], most: f64, gap: f64) -> Vec<f64> {
    let filled = |most: f64| {
        let mut y = 0.0;
        let tops = heights.iter().map(|height| {
            let top = if y > 0.0 && y + height > most { 0.0 } else { y };
            y = top + height + gap;
            top
        });
        tops.collect::<Vec<f64>>()
    };
    let columns = |tops: &[f64]| tops.iter().filter(|top| **top == 0.0).count();
    let widest = filled(most);
    // Every height that a column can have.
    let mut lower: Vec<f64> = (0..heights.len())
        .flat_map(|from| {
            let mut sum = -gap;
            heights[from..].iter().map(move |height| {
                sum += height + gap;
                sum
            })
        })
        .filter(|height| *height < most)
        .collect();
    lower.sort_by(f64::total_cmp);
    let mut even = lower.into_iter().map(|height| filled(height + 1e-9));
    even.find(|tops| columns(tops) <= columns(&widest)).unwrap_or(widest)
}

/// Measures all entries; their words are wrapped to what `width` leaves.
fn set<'a>(sections: &'a [Section], width: f64, pitch: Pitch, fonts: &Fonts) -> Vec<SetSection<'a>> {
    let set_section = |section: &'a Section| {
        let is_line = |entry: &Entry| matches!(entry.sample, Sample::Line(_) | Sample::Broker(_));
        let is_lines = section.entries.iter().all(is_line);
        let sample = if is_lines { LINE_SAMPLE } else { SAMPLE };
        let widest = (width - sample - SAMPLE_GAP).clamp(NARROWEST, WIDEST);
        let entries = section.entries.iter().map(|entry| {
            let words = Words::wrapped(&entry.words, &TextStyle::new(TYPE), widest, fonts);
            let width = sample + SAMPLE_GAP + words.size().width;
            let letter = match &entry.sample {
                Sample::Letter(letter) => Some(badge::set_letter(letter, pitch.least, fonts)),
                _ => None,
            };
            SetEntry { entry, letter, words, width }
        });
        let capitals = words::capitals();
        let capitals = TextStyle { size: capitals.size.max(pitch.least), ..capitals };
        SetSection {
            title: Words::line(&section.title.to_uppercase(), &capitals, fonts),
            entries: entries.collect(),
            is_lines,
            pitch,
        }
    };
    sections.iter().map(set_section).collect()
}

impl SetSection<'_> {
    fn columns(&self, rows: usize) -> usize {
        self.entries.len().div_ceil(rows.max(1)).max(1)
    }

    fn column_widths(&self, rows: usize) -> Vec<f64> {
        let columns = self.columns(rows);
        let mut widths = vec![0.0_f64; columns];
        for (index, entry) in self.entries.iter().enumerate() {
            widths[index % columns] = widths[index % columns].max(entry.width);
        }
        widths
    }

    fn width(&self, rows: usize) -> f64 {
        let widths = self.column_widths(rows);
        let entries = widths.iter().sum::<f64>() + self.pitch.column_gap * (widths.len() - 1) as f64;
        entries.max(self.title.size().width)
    }

    /// The height of each row: more where words are wrapped.
    fn row_heights(&self, rows: usize) -> Vec<f64> {
        let columns = self.columns(rows);
        let height =
            |entry: &SetEntry<'_>| (entry.words.size().height + self.pitch.over_words).max(self.pitch.row);
        self.entries
            .chunks(columns)
            .map(|row| row.iter().map(height).fold(self.pitch.row, f64::max))
            .collect()
    }

    fn height(&self, rows: usize) -> f64 {
        self.pitch.title + self.row_heights(rows).iter().sum::<f64>()
    }

    fn draw(&self, at: Point, rows: usize, look: &Look, items: &mut Vec<Item>) {
        let size = self.title.size();
        let title = self.title.placed(Rect::new(at.x, at.y, size.width, size.height), 0.0, look.muted());
        items.push(Item::text(Target::Legend, Role::Label, title));
        let columns = self.columns(rows);
        let widths = self.column_widths(rows);
        let mut y = at.y + self.pitch.title;
        for (row, height) in self.entries.chunks(columns).zip(self.row_heights(rows)) {
            let mut x = at.x;
            for (entry, width) in row.iter().zip(&widths) {
                self.draw_entry(entry, Point::new(x, y + height / 2.0), look, items);
                x += width + self.pitch.column_gap;
            }
            y += height;
        }
    }

    /// Draws an entry whose left end is at `at`, at half height.
    fn draw_entry(&self, set: &SetEntry<'_>, at: Point, look: &Look, items: &mut Vec<Item>) {
        let sample = if self.is_lines { LINE_SAMPLE } else { SAMPLE };
        draw_sample(&set.entry.sample, set.letter.as_ref(), at, sample, look, items);
        let size = set.words.size();
        let left = at.x + sample + SAMPLE_GAP;
        let place = Rect::new(left, at.y - size.height / 2.0, size.width, size.height);
        let words = set.words.placed(place, 0.0, look.ink());
        items.push(Item::text(Target::Legend, Role::Label, words));
    }
}

fn draw_sample(
    sample: &Sample,
    letter: Option<&Words>,
    at: Point,
    width: f64,
    look: &Look,
    items: &mut Vec<Item>,
) {
    match sample {
        Sample::Line(style) => items.extend(flows::sample(&Target::Legend, style, at, width)),
        Sample::Broker(style) => {
            items.extend(flows::sample(&Target::Legend, style, at, width));
            let ring = Path::circle(at + Point::new(width * 0.42, 0.0), 3.6);
            let stroke = Stroke::full(style.colour, 1.6);
            items.push(Item::path(Target::Legend, Role::Swatch, ring, Some(look.page()), Some(stroke)));
        }
        Sample::Node(style) => items.extend(node_sample(style, look.page(), at, width)),
        Sample::Sized(style, growth) => items.extend(sized_sample(style, *growth, look, at, width)),
        Sample::Reach(style, tones) => {
            items.extend(node_sample(style, look.page(), at, width));
            let end = at + Point::new(width - 5.0, 0.0);
            Reach::sample(tones.clone(), style.outline).draw(&Target::Legend, Role::Swatch, end, 9.0, items);
        }
        Sample::Tower => tower::sample(at + Point::new(width / 2.0, 0.0), look, items),
        Sample::Change(kind) => change::sample(*kind, at, width, look, items),
        Sample::Badge(position) => badge::sample(*position, at, width, look, items),
        Sample::Letter(_) => {
            if let Some(letter) = letter {
                let size = letter.size();
                let line = Rect::new(at.x, at.y - size.height / 2.0, width, size.height);
                items.push(Item::text(Target::Legend, Role::Label, letter.placed(line, 0.5, look.ink())));
            }
        }
    }
}

/// A small box, so many times as wide and high as the smallest; the largest is as wide as other samples.
fn sized_sample(style: &NodeStyle, growth: f64, look: &Look, at: Point, width: f64) -> Vec<Item> {
    let size = Size::new(width * 0.62 * growth, SAMPLE_HEIGHT * 0.62 * growth);
    let rect = Rect::from_center(at + Point::new(width / 2.0, 0.0), size);
    let stroke = Stroke::full(style.outline, style.outline_width);
    let body = Path::rounded_rect(rect, 2.0 * growth);
    vec![Item::path(Target::Legend, Role::Swatch, body, Some(look.page()), Some(stroke))]
}

/// The sample of a node's look, as the legend draws it: `width` units to the right from `at`, the middle of its left
/// edge. `page` lies under a node that has no fill of its own.
#[must_use]
pub fn node_sample(style: &NodeStyle, page: Rgba, at: Point, width: f64) -> Vec<Item> {
    let mut items = Vec::new();
    let rect = Rect::new(at.x, at.y - SAMPLE_HEIGHT / 2.0, width, SAMPLE_HEIGHT);
    let fill = style.fill.unwrap_or(page);
    let sheets = shapes::small_sheets(style.shape, rect);
    for sheet in &sheets {
        let stroke = Stroke {
            colour: style.outline,
            width: style.outline_width,
            dash: style.outline_dash.iter().map(|dash| dash * 0.7).collect(),
        };
        items.push(Item::path(Target::Legend, Role::Swatch, sheet.clone(), Some(fill), Some(stroke)));
    }
    if let (Some(sheet), true) = (sheets.last(), style.pattern != Pattern::Plain) {
        let inside = style.outline_width / 2.0;
        items.extend(pattern::items(&Target::Legend, sheet, inside, style.pattern, style.pattern_colour));
        if style.glyph.is_some() {
            let plate = Path::circle(rect.center(), 6.5);
            items.push(Item::path(Target::Legend, Role::Plate, plate, Some(fill), None));
        }
    }
    if let Some(glyph) = style.glyph {
        let path = shapes::glyph(glyph, rect.center(), 8.5);
        items.push(Item::path(Target::Legend, Role::Swatch, path, Some(style.glyph_colour), None));
    }
    items
}

/// The sample of a flow's look, as the legend draws it: `width` units to the right from `at`.
#[must_use]
pub fn flow_sample(style: &FlowStyle, at: Point, width: f64) -> Vec<Item> {
    flows::sample(&Target::Legend, style, at, width)
}
