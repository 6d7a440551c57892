//! Shapes a line: glyphs and advances of each of its stretches, with the kerning and ligatures that are drawn.
//! Must not know where lines are broken.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    FAMILY, FaceKey, Glyph, Line, Run, TextStyle,
    faces::{Bundled, em_scale},
    fallback::System,
    itemise::{Base, Stretch, itemise},
    plain::{self, Step},
};

/// What shaping needs: the bundled faces, and the system's where a sign is missing.
pub(super) struct Shaper<'s> {
    pub(super) bundled: &'s Bundled,
    pub(super) system: &'s dyn Fn() -> Option<&'s System>,
}

impl Shaper<'_> {
    /// Shapes a line that holds no control characters.
    pub(super) fn line(&self, text: &str, style: &TextStyle, base: Base) -> Line {
        let stretches = itemise(text, style, base, self.bundled, self.system);
        let mut line = Line { text: text.to_owned(), ..Line::default() };
        let mut missing = BTreeSet::new();
        for stretch in &stretches {
            let mut run = self.run(text, stretch, style);
            if run.glyphs.iter().any(|glyph| glyph.id == 0) {
                note_missing(&run, &mut missing);
            }
            run.x = line.width;
            line.width += run.advance;
            line.runs.push(run);
        }
        trim_spacing(&mut line, style);
        line.missing = missing.into_iter().collect();
        line
    }

    /// For each byte of a text, how far the clusters before it reach; one more for the end. Good for choosing breaks;
    /// the lines themselves are shaped anew.
    pub(super) fn reach(&self, text: &str, style: &TextStyle, base: Base) -> Vec<f64> {
        let mut reach = vec![0.0; text.len() + 1];
        for stretch in itemise(text, style, base, self.bundled, self.system) {
            for glyph in self.run(text, &stretch, style).glyphs {
                reach[stretch.range.start + glyph.cluster + 1] += glyph.advance;
            }
        }
        let mut sum = 0.0;
        for advance in &mut reach {
            sum += *advance;
            *advance = sum;
        }
        reach
    }

    fn run(&self, line: &str, stretch: &Stretch, style: &TextStyle) -> Run {
        let text = &line[stretch.range.clone()];
        let bundled = |key| {
            if !stretch.right_to_left
                && let Some(steps) = plain::steps(key, text)
            {
                return plain_glyphs(&steps, self.bundled.face(key), style);
            }
            let shaped = self.bundled.shape(key, buffer(text, stretch.right_to_left));
            glyphs(&shaped, self.bundled.face(key), stretch.right_to_left, style)
        };
        let (family, glyphs) = match stretch.face {
            FaceKey::Bundled(key) => (FAMILY.to_owned(), bundled(key)),
            FaceKey::System(key) => {
                let system = (self.system)();
                let family = system.and_then(|system| system.family(key));
                let data = system.and_then(|system| system.data(key));
                let shaped = data.and_then(|data| {
                    let face = rustybuzz::Face::from_slice((*data.bytes).as_ref(), data.index)?;
                    // No features beyond the shaper's own: usvg asks for none either.
                    let shaped = rustybuzz::shape(&face, &[], buffer(text, stretch.right_to_left));
                    Some(glyphs(&shaped, &face, stretch.right_to_left, style))
                });
                // A file that was sound when it was searched and is none now: boxes, rather than nothing.
                let shaped = shaped.unwrap_or_else(|| bundled(Bundled::key(style)));
                (family.map_or_else(String::new, |family| family.to_string()), shaped)
            }
        };
        Run {
            text: text.to_owned(),
            family,
            face: stretch.face,
            x: 0.0,
            advance: glyphs.iter().map(|glyph| glyph.advance).sum(),
            right_to_left: stretch.right_to_left,
            glyphs,
        }
    }
}

fn buffer(text: &str, right_to_left: bool) -> rustybuzz::UnicodeBuffer {
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if right_to_left {
        rustybuzz::Direction::RightToLeft
    } else {
        rustybuzz::Direction::LeftToRight
    });
    buffer
}

/// What was shaped by a face, in canvas units.
fn glyphs(
    shaped: &rustybuzz::GlyphBuffer,
    face: &rustybuzz::Face<'_>,
    right_to_left: bool,
    style: &TextStyle,
) -> Vec<Glyph> {
    let scale = em_scale(face, style);
    // Spacing would tear joined letters apart; usvg leaves such scripts alone as well.
    let spacing = if right_to_left || !style.letter_spacing.is_finite() { 0.0 } else { style.letter_spacing };
    let infos = shaped.glyph_infos();
    let mut pen = 0.0;
    let mut glyphs = Vec::with_capacity(shaped.len());
    for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let ends_cluster = infos.get(index + 1).is_none_or(|next| next.cluster != info.cluster);
        let advance = f64::from(position.x_advance) * scale + if ends_cluster { spacing } else { 0.0 };
        glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            x: pen + f64::from(position.x_offset) * scale,
            y: -f64::from(position.y_offset) * scale,
            advance,
            cluster: info.cluster as usize,
        });
        pen += advance;
    }
    glyphs
}

/// The same for a plain text, of one glyph for each byte.
fn plain_glyphs(steps: &[Step], face: &rustybuzz::Face<'_>, style: &TextStyle) -> Vec<Glyph> {
    let scale = em_scale(face, style);
    let spacing = if style.letter_spacing.is_finite() { style.letter_spacing } else { 0.0 };
    let mut pen = 0.0;
    let glyphs = steps.iter().enumerate().map(|(cluster, step)| {
        let advance = f64::from(step.advance) * scale + spacing;
        let glyph = Glyph { id: step.glyph, x: pen, y: 0.0, advance, cluster };
        pen += advance;
        glyph
    });
    glyphs.collect()
}

/// Spacing stands between signs, not after the last.
fn trim_spacing(line: &mut Line, style: &TextStyle) {
    if style.letter_spacing == 0.0 || !style.letter_spacing.is_finite() {
        return;
    }
    let Some(run) = line.runs.last_mut().filter(|run| !run.right_to_left) else { return };
    let Some(glyph) = run.glyphs.last_mut() else { return };
    glyph.advance -= style.letter_spacing;
    run.advance -= style.letter_spacing;
    line.width -= style.letter_spacing;
}

fn note_missing(run: &Run, missing: &mut BTreeSet<String>) {
    let lost: BTreeSet<usize> =
        run.glyphs.iter().filter(|glyph| glyph.id == 0).map(|glyph| glyph.cluster).collect();
    for (start, sign) in run.text.grapheme_indices(true) {
        if lost.range(start..start + sign.len()).next().is_some() {
            missing.insert(sign.to_owned());
        }
    }
}
