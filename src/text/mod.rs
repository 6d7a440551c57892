//! Text: the bundled family, its measures, shaping and line breaking; system faces for what it lacks.
//! Must not know egui, nor where a text stands. Shapes with the shaper and the features that usvg uses, so that the
//! advances measured here are those of every figure.

use std::borrow::Cow;

mod cache;
mod excerpt;
mod faces;
mod fallback;
mod fonts;
mod itemise;
mod outline;
mod plain;
mod shape;
mod wrap;

pub use excerpt::excerpt;
pub use faces::{BUNDLED, FAMILY, FaceKey};
pub use fallback::FaceData;
pub use fonts::{FallbackUse, Fonts};
pub use outline::{Outline, OutlineStep};

/// How bold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 500.
    Medium,
    /// 700.
    Bold,
}

impl Weight {
    /// As CSS and SVG number it.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::Bold => 700,
        }
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Canvas units to the em.
    pub size: f64,
    /// How bold.
    pub weight: Weight,
    /// Slanted; the bundled family has it in regular weight only.
    pub italic: bool,
    /// Added between signs, canvas units.
    pub letter_spacing: f64,
}

impl TextStyle {
    /// Regular, upright, not spaced.
    #[must_use]
    pub const fn new(size: f64) -> Self {
        Self { size, weight: Weight::Regular, italic: false, letter_spacing: 0.0 }
    }

    /// The same in another weight.
    #[must_use]
    pub const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// The same, slanted.
    #[must_use]
    pub const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// The same with this much between signs, canvas units.
    #[must_use]
    pub const fn spaced(self, letter_spacing: f64) -> Self {
        Self { letter_spacing, ..self }
    }
}

/// Measures of a style, canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// From the baseline up to the top of the tallest sign.
    pub ascent: f64,
    /// From the baseline down to the foot of the lowest; positive.
    pub descent: f64,
    /// From the baseline up to the top of a capital.
    pub cap_height: f64,
    /// From the baseline up to the top of an x.
    pub x_height: f64,
    /// From one baseline to the next.
    pub line_height: f64,
}

/// One drawn sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the run's face; 0 is the box of a missing sign.
    pub id: u16,
    /// Where it is drawn, from the run's left edge, canvas units.
    pub x: f64,
    /// How far above the baseline it is drawn (marks), canvas units; y grows downward, so this is negative upward.
    pub y: f64,
    /// How far the pen moves, canvas units.
    pub advance: f64,
    /// The byte of the run's text at which its cluster begins.
    pub cluster: usize,
}

/// A stretch of text in one face and one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its text, in the order of reading.
    pub text: String,
    /// Family name of its face, by which [`Fonts::database`] finds it.
    pub family: String,
    /// Its face.
    pub face: FaceKey,
    /// Left edge from the line's left edge, canvas units.
    pub x: f64,
    /// Width, canvas units.
    pub advance: f64,
    /// Whether it is read from the right.
    pub right_to_left: bool,
    /// Its glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// Its text for a text element of its own, as in a figure: between direction marks (which are not seen) where it
    /// would otherwise be read from the left there, because what decides its direction stands in other runs.
    #[must_use]
    pub fn isolated_text(&self) -> Cow<'_, str> {
        const MARK: char = '\u{200F}';
        if self.right_to_left {
            format!("{MARK}{}{MARK}", self.text).into()
        } else {
            Cow::Borrowed(&self.text)
        }
    }
}

/// One shaped line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its text, in the order of reading, without control characters.
    pub text: String,
    /// Width, canvas units.
    pub width: f64,
    /// Its runs from left to right, split by coverage: one missing sign never re-sets the whole line.
    pub runs: Vec<Run>,
    /// Signs (as a reader sees them) that no face has, each once, sorted.
    pub missing: Vec<String>,
}

impl Line {
    /// Families other than the bundled one that it is set in, each once, sorted.
    #[must_use]
    pub fn fallbacks(&self) -> Vec<&str> {
        let used = self.runs.iter().filter(|run| !run.face.is_bundled());
        let mut families: Vec<&str> = used.map(|run| run.family.as_str()).collect();
        families.sort_unstable();
        families.dedup();
        families
    }
}

#[cfg(test)]
mod tests;
