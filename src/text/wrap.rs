//! Breaks a text into lines of like length.
//! Must not know faces; asks [`Fonts`] for widths. Breaks by UAX 14 (`unicode-linebreak`), long words by UAX 29.

use std::{ops::Range, sync::Arc};

use unicode_segmentation::UnicodeSegmentation;

use super::{Fonts, Line, TextStyle, itemise::Base, itemise::without_controls};

/// Widths are sums of many numbers: this much more is not wider, canvas units.
const TOLERANCE: f64 = 1e-6;
/// Balancing compares every two breaks; beyond this many parts lines are filled one after the other.
const MOST_BALANCED_PARTS: usize = 160;
/// Likewise for lines.
const MOST_BALANCED_LINES: usize = 24;
/// What a line that ends badly costs where lines are balanced, in parts of the square of the widest line: after a word
/// that belongs to the next one, and within a compound.
const ENDS_LOOSE: f64 = 0.085;
const ENDS_IN_COMPOUND: f64 = 0.3;
/// Likewise for a short line between others, and in parts of the widest what is short.
const WAIST: f64 = 0.08;
const SHORT_LINE: f64 = 0.5;
/// Lines wider than this are treated as if they were no wider, canvas units: a word more or less is little to them.
const WIDE: f64 = 200.0;
/// Words that belong to the next one, in the languages that most maps are in.
#[rustfmt::skip]
const LOOSE: [&str; 28] = [
    "a", "an", "and", "at", "by", "de", "der", "die", "du", "et", "for", "from", "f\u{fc}r", "in", "la", "le", "of",
    "on", "or", "the", "to", "und", "with", "y", "&", "+", "\u{2013}", "\u{2014}",
];
/// Words that belong together stay so where they take no more than this part of a line: narrow labels have no choice.
const MOST_JOINED: f64 = 0.4;
/// A text up to this many bytes is first tried as one line.
const SHORT: usize = 400;

/// See [`Fonts::wrap`].
pub(super) fn wrap(
    fonts: &Fonts,
    text: &str,
    style: &TextStyle,
    max_width: f64,
    max_lines: Option<usize>,
) -> Vec<Arc<Line>> {
    let max_width = sane(max_width);
    let paragraphs: Vec<String> = paragraphs(text);
    let broken = |balanced: bool| -> Vec<Arc<Line>> {
        let lines =
            paragraphs.iter().flat_map(|p| Paragraph::new(fonts, p, style, max_width).lines(balanced));
        lines.collect()
    };
    let lines = broken(true);
    match max_lines.map(|most| most.max(1)) {
        Some(most) if lines.len() > most => {
            let mut lines = broken(false);
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = with_ellipsis(fonts, &last.text, style, max_width);
            }
            lines
        }
        _ => lines,
    }
}

/// See [`Fonts::fill`].
pub(super) fn fill(fonts: &Fonts, text: &str, style: &TextStyle, max_width: f64) -> Vec<Arc<Line>> {
    let max_width = sane(max_width);
    let paragraphs: Vec<String> = paragraphs(text);
    paragraphs.iter().flat_map(|p| Paragraph::new(fonts, p, style, max_width).lines(false)).collect()
}

fn sane(max_width: f64) -> f64 {
    if max_width.is_nan() { f64::INFINITY } else { max_width.max(0.0) }
}

fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(ends).map(|paragraph| without_controls(paragraph).trim().to_owned()).collect()
}

/// Whether a line should not end between two words.
fn belongs(word: &str, is_apart: bool, next: &str) -> bool {
    let is_number = word.starts_with(|sign: char| sign.is_ascii_digit())
        && word
            .chars()
            .all(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '.' | '\u{a0}' | '\u{202f}'))
        && !word.ends_with(['.', ',']);
    let is_announced = word.len() > 1 && word.ends_with(':');
    is_apart && (is_announced || is_number && next.starts_with(char::is_lowercase))
}

/// What may not be broken unless it is wider than a line: bytes that are seen, without the space after them.
type Part = Range<usize>;

struct Paragraph<'a> {
    fonts: &'a Fonts,
    text: &'a str,
    style: &'a TextStyle,
    base: Base,
    max_width: f64,
    reach: Vec<f64>,
}

impl<'a> Paragraph<'a> {
    fn new(fonts: &'a Fonts, text: &'a str, style: &'a TextStyle, max_width: f64) -> Self {
        let base = Base::of(text);
        Self { fonts, text, style, base, max_width: max_width + TOLERANCE, reach: Vec::new() }
    }

    fn lines(mut self, balanced: bool) -> Vec<Arc<Line>> {
        if self.text.len() <= SHORT {
            let whole = self.shaped(0..self.text.len());
            if whole.width <= self.max_width {
                return vec![whole];
            }
        }
        self.reach = self.fonts.reach(self.text, self.style, self.base);
        let parts = self.parts();
        let filled = self.filled(&parts);
        let breaks = if balanced { self.balanced(&parts, filled.len()).unwrap_or(filled) } else { filled };
        let lines: Vec<Arc<Line>> =
            breaks.iter().map(|line| self.shaped(self.seen(&parts, line.clone()))).collect();
        if lines.iter().all(|line| line.width <= self.max_width) {
            return lines;
        }
        // Kerning, joined letters or ligatures made a line wider than its parts.
        self.filled_exactly(parts)
    }

    fn shaped(&self, bytes: Range<usize>) -> Arc<Line> {
        self.fonts.shaped(self.text[bytes].trim(), self.style, self.base)
    }

    /// Width of the bytes, as far as it can be known without shaping them anew.
    fn width(&self, bytes: Range<usize>) -> f64 {
        let spacing = if self.style.letter_spacing.is_finite() { self.style.letter_spacing } else { 0.0 };
        (self.reach[bytes.end] - self.reach[bytes.start] - spacing).max(0.0)
    }

    /// Bytes that are seen of a line made of these parts.
    fn seen(&self, parts: &[Part], line: Range<usize>) -> Range<usize> {
        parts[line.start].start..parts[line.end - 1].end
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (next, _) in unicode_linebreak::linebreaks(self.text) {
            if next > start {
                self.add_part(start..next, &mut parts);
                start = next;
            }
        }
        self.joined(parts)
    }

    /// A number with its noun and a word like "Source:" with the next one, where that leaves room enough in a line.
    fn joined(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
        for part in parts {
            match joined.last_mut() {
                Some(last)
                    if belongs(&self.text[last.clone()], last.end < part.start, &self.text[part.clone()])
                        && self.width(last.start..part.end) <= self.max_width * MOST_JOINED =>
                {
                    last.end = part.end;
                }
                _ => joined.push(part),
            }
        }
        joined
    }

    fn add_part(&self, bytes: Range<usize>, parts: &mut Vec<Part>) {
        let seen = bytes.start..bytes.start + self.text[bytes].trim_end().len();
        if self.width(seen.clone()) <= self.max_width {
            parts.push(seen);
        } else {
            parts.extend(self.signs(seen));
        }
    }

    fn signs(&self, part: Part) -> impl Iterator<Item = Part> + '_ {
        let start = part.start;
        self.text[part].grapheme_indices(true).map(move |(offset, sign)| {
            let first = start + offset;
            first..first + sign.len()
        })
    }

    /// Lines, as ranges of parts, each filled as far as it goes: as few as possible.
    fn filled(&self, parts: &[Part]) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for index in 1..=parts.len() {
            let full =
                index == parts.len() || self.width(self.seen(parts, start..index + 1)) > self.max_width;
            if full {
                lines.push(start..index);
                start = index;
            }
        }
        lines
    }

    /// What it costs that a line ends after this part.
    fn ending(&self, parts: &[Part], last: usize) -> f64 {
        let (part, next) = (&parts[last], parts[last + 1].start);
        let word = self.text[..part.end].rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_loose = part.end < next && LOOSE.iter().any(|loose| word.eq_ignore_ascii_case(loose));
        let is_compound = part.end == next && word.ends_with(['-', '\u{2010}']);
        let widest = self.max_width.min(WIDE);
        let cost = if is_loose { ENDS_LOOSE } else { 0.0 } + if is_compound { ENDS_IN_COMPOUND } else { 0.0 };
        cost * widest * widest
    }

    /// The same number of lines with the least sum of squared widths: lines of like length, which rather end before a
    /// small word than after it. `None` where that is not worth its time, or there is nothing to balance.
    fn balanced(&self, parts: &[Part], count: usize) -> Option<Vec<Range<usize>>> {
        let size = parts.len();
        if count < 2 || count >= size || size > MOST_BALANCED_PARTS || count > MOST_BALANCED_LINES {
            return None;
        }
        let widest = self.max_width.min(WIDE);
        let cost = |line: Range<usize>| -> f64 {
            let single = line.len() == 1;
            let is_between = line.start > 0 && line.end < size;
            let ending = if line.end < size { self.ending(parts, line.end - 1) } else { 0.0 };
            let width = self.width(self.seen(parts, line));
            let waist = if is_between && width < SHORT_LINE * widest { WAIST * widest * widest } else { 0.0 };
            if width <= self.max_width || single { width * width + ending + waist } else { f64::INFINITY }
        };
        // best[end]: the least cost of the parts before `end` in so many lines; from[lines][end]: their last break.
        let mut best: Vec<f64> = vec![f64::INFINITY; size + 1];
        best[0] = 0.0;
        let mut from = vec![vec![0; size + 1]; count + 1];
        for breaks in from.iter_mut().skip(1) {
            let mut next = vec![f64::INFINITY; size + 1];
            for end in 1..=size {
                for start in (0..end).rev() {
                    let line = cost(start..end);
                    if line.is_infinite() {
                        break;
                    }
                    let sum = best[start] + line;
                    if sum < next[end] - TOLERANCE {
                        next[end] = sum;
                        breaks[end] = start;
                    }
                }
            }
            best = next;
        }
        best[size].is_finite().then(|| {
            let mut end = size;
            let mut lines: Vec<Range<usize>> = from[1..]
                .iter()
                .rev()
                .map(|breaks| {
                    let line = breaks[end]..end;
                    end = line.start;
                    line
                })
                .collect();
            lines.reverse();
            lines
        })
    }

    /// Lines filled with every one of them shaped and measured.
    fn filled_exactly(&self, mut parts: Vec<Part>) -> Vec<Arc<Line>> {
        let mut lines = Vec::new();
        let mut start = 0;
        while start < parts.len() {
            let mut end = start + 1;
            while end < parts.len() && self.width(self.seen(&parts, start..end + 1)) <= self.max_width {
                end += 1;
            }
            let mut line = self.shaped(self.seen(&parts, start..end));
            while line.width > self.max_width && end > start + 1 {
                end -= 1;
                line = self.shaped(self.seen(&parts, start..end));
            }
            if line.width > self.max_width {
                let signs: Vec<Part> = self.signs(parts[start].clone()).collect();
                if signs.len() > 1 {
                    parts.splice(start..=start, signs);
                    continue;
                }
            }
            lines.push(line);
            start = end;
        }
        lines
    }
}

fn with_ellipsis(fonts: &Fonts, text: &str, style: &TextStyle, max_width: f64) -> Arc<Line> {
    let base = Base::of(text);
    let mut kept = text;
    loop {
        let line = fonts.shaped(&format!("{}…", kept.trim_end()), style, base);
        if line.width <= max_width + TOLERANCE || kept.is_empty() {
            return line;
        }
        let last = kept.grapheme_indices(true).next_back();
        kept = last.map_or("", |(start, _)| &kept[..start]);
    }
}
