//! Words of an SVG: as text, word by word in its own place, or as the outlines of the very faces that measured them.
//! Must not know what the words belong to.

use crate::{
    scene::{PlacedLine, Role, TextBlock},
    text::{FAMILY, Fonts, OutlineStep, Run},
};

use super::{
    markup::Markup,
    number,
    svg::{attribute, paint},
};

/// Writes a block as a text element. Each word stands in its own place, so that a reader without the bundled family
/// sets every word where it belongs, and a line grows by no more than its last word does.
pub(super) fn text(out: &mut Markup, block: &TextBlock, role: Role) {
    open_text(out, block, role);
    for (index, placed) in block.lines.iter().enumerate() {
        let is_last_line = index + 1 == block.lines.len();
        let runs = reading_order(&placed.line.runs);
        for (number, run) in runs.iter().enumerate() {
            // A space for those who read the text; it takes no room, since every word has its own place.
            let is_last_run = number + 1 == runs.len();
            text_run(out, placed, run, is_last_run && !is_last_line);
        }
    }
    out.push_str("</text>\n");
}

/// Writes a block as outlines, in a group that keeps the words. Signs that a face has only as pictures stay text.
pub(super) fn outlined(out: &mut Markup, block: &TextBlock, role: Role, fonts: &Fonts) {
    let words = block.words();
    if words.is_empty() {
        return;
    }
    if role == Role::Swatch {
        out.push_str("<g aria-hidden=\"true\">\n");
    } else {
        out.push_str("<g aria-label=\"");
        out.escape(&words);
        out.push_str("\">\n");
    }
    let mut pen = Pen::default();
    let mut as_text: Vec<(&PlacedLine, &Run)> = Vec::new();
    let start = out.len();
    out.push_str("<path d=\"");
    let before = out.len();
    for placed in &block.lines {
        for run in &placed.line.runs {
            if fonts.has_outlines(run) {
                outline_run(out, &mut pen, placed, run, block.style.size, fonts);
            } else {
                as_text.push((placed, run));
            }
        }
    }
    if out.len() == before {
        out.truncate(start);
    } else {
        out.push('"');
        paint(out, "fill", block.colour);
        out.push_str("/>\n");
    }
    if !as_text.is_empty() {
        open_text(out, block, Role::Swatch);
        for (placed, run) in as_text {
            text_run(out, placed, run, false);
        }
        out.push_str("</text>\n");
    }
    out.push_str("</g>\n");
}

fn open_text(out: &mut Markup, block: &TextBlock, role: Role) {
    out.push_str("<text");
    attribute(out, "font-size", block.style.size);
    out.push_str(" font-weight=\"");
    out.number(f64::from(block.style.weight.number()));
    out.push('"');
    if block.style.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if block.style.letter_spacing != 0.0 {
        attribute(out, "letter-spacing", block.style.letter_spacing);
    }
    paint(out, "fill", block.colour);
    if role == Role::Swatch {
        out.push_str(" aria-hidden=\"true\"");
    }
    out.push('>');
}

/// Runs stand from left to right; words are read from the right where all of them run that way.
fn reading_order(runs: &[Run]) -> Vec<&Run> {
    let mut ordered: Vec<&Run> = runs.iter().collect();
    if !runs.is_empty() && runs.iter().all(|run| run.right_to_left) {
        ordered.reverse();
    }
    ordered
}

/// A run, word by word; one that is read from the right in one piece, since its letters join.
fn text_run(out: &mut Markup, placed: &PlacedLine, run: &Run, space_after: bool) {
    let start = placed.x + run.x;
    let mut write = |x: f64, words: &str, space: bool| {
        out.push_str("<tspan");
        attribute(out, "x", x);
        attribute(out, "y", placed.baseline);
        if !run.face.is_bundled() {
            out.push_str(" font-family=\"'");
            let plain = run.family.chars().filter(|sign| !matches!(sign, '\'' | '"' | '<' | '&'));
            plain.for_each(|sign| out.push(sign));
            out.push_str("', ");
            out.push_str(FAMILY);
            out.push_str(", sans-serif\"");
        }
        out.push('>');
        out.escape(words);
        if space {
            out.push(' ');
        }
        out.push_str("</tspan>");
    };
    if run.right_to_left {
        // A sign without a direction of its own, as a bracket, takes the run's at its edge from the marks.
        let is_neutral = |sign: Option<char>| sign.is_some_and(|sign| !sign.is_alphabetic());
        let has_open_edge = is_neutral(run.text.chars().next()) || is_neutral(run.text.chars().next_back());
        let words = if has_open_edge { run.isolated_text() } else { run.text.as_str().into() };
        write(start, &words, space_after);
        return;
    }
    let (mut from, mut x) = (0, start);
    let mut pen = 0.0;
    for glyph in &run.glyphs {
        // A word begins behind a space, where a glyph does.
        let begins = glyph.cluster > from
            && run.text.as_bytes()[glyph.cluster - 1] == b' '
            && run.text.as_bytes().get(glyph.cluster).is_some_and(|next| *next != b' ');
        if begins {
            write(x, &run.text[from..glyph.cluster], false);
            (from, x) = (glyph.cluster, start + pen);
        }
        pen += glyph.advance;
    }
    write(x, &run.text[from..], space_after);
}

/// Where the pen stands, in hundredths, as it was written: steps are relative to it, so that errors never add up.
#[derive(Default)]
struct Pen {
    x: i64,
    y: i64,
    begun: bool,
}

fn outline_run(out: &mut Markup, pen: &mut Pen, placed: &PlacedLine, run: &Run, size: f64, fonts: &Fonts) {
    for glyph in &run.glyphs {
        let Some(outline) = fonts.outline(run.face, glyph.id) else { continue };
        let (x, y) = (placed.x + run.x + glyph.x, placed.baseline + glyph.y);
        let at = |dx: f32, dy: f32| {
            (number::hundredths(x + f64::from(dx) * size), number::hundredths(y + f64::from(dy) * size))
        };
        let mut first = (0, 0);
        for step in &outline.steps {
            match *step {
                OutlineStep::Move(x, y) => {
                    first = at(x, y);
                    pen.step(out, 'm', &[first]);
                }
                OutlineStep::Line(x, y) => pen.step(out, 'l', &[at(x, y)]),
                OutlineStep::Quad(a, b, x, y) => pen.step(out, 'q', &[at(a, b), at(x, y)]),
                OutlineStep::Cubic(a, b, c, d, x, y) => pen.step(out, 'c', &[at(a, b), at(c, d), at(x, y)]),
                OutlineStep::Close => {
                    out.push('z');
                    (pen.x, pen.y) = first;
                }
            }
        }
    }
}

impl Pen {
    fn step(&mut self, out: &mut Markup, letter: char, points: &[(i64, i64)]) {
        // The first step of a path stands for itself: some readers want it in capitals.
        out.push(if self.begun { letter } else { letter.to_ascii_uppercase() });
        self.begun = true;
        for (index, (x, y)) in points.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            out.hundredths(x - self.x);
            out.push(' ');
            out.hundredths(y - self.y);
        }
        if let Some((x, y)) = points.last() {
            (self.x, self.y) = (*x, *y);
        }
    }
}
