//! Cuts a line into stretches of one face and one direction, in the order in which they are drawn.
//! Must not know advances.

use std::ops::Range;

use rustybuzz::ttf_parser;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    FaceKey, TextStyle,
    faces::Bundled,
    fallback::{System, is_ignorable},
};

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    pub(super) face: FaceKey,
    pub(super) right_to_left: bool,
}

/// Direction of a line: found from its first letter that has one, or given by its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Base {
    Auto,
    LeftToRight,
    RightToLeft,
}

impl Base {
    /// The direction of a paragraph.
    pub(super) fn of(paragraph: &str) -> Self {
        if paragraph.is_ascii() {
            return Self::LeftToRight;
        }
        let info = BidiInfo::new(paragraph, None);
        match info.paragraphs.first() {
            Some(found) if found.level.is_rtl() => Self::RightToLeft,
            _ => Self::LeftToRight,
        }
    }

    fn level(self) -> Option<Level> {
        match self {
            Self::Auto => None,
            Self::LeftToRight => Some(Level::ltr()),
            Self::RightToLeft => Some(Level::rtl()),
        }
    }
}

/// The text with every control character made a space: what is measured is what is drawn.
pub(super) fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

/// The stretches of a line without control characters, from left to right. `system` is asked only for signs that the
/// bundled family lacks.
pub(super) fn itemise<'s>(
    line: &str,
    style: &TextStyle,
    base: Base,
    bundled: &Bundled,
    system: &dyn Fn() -> Option<&'s System>,
) -> Vec<Stretch> {
    if line.is_empty() {
        return Vec::new();
    }
    let own = FaceKey::Bundled(Bundled::key(style));
    if line.is_ascii() && base != Base::RightToLeft {
        return vec![Stretch { range: 0..line.len(), face: own, right_to_left: false }];
    }
    let faces = by_coverage(line, style, bundled, system);
    let info = BidiInfo::new(line, base.level());
    let Some(paragraph) = info.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = info.visual_runs(paragraph, 0..line.len());
    let mut stretches = Vec::new();
    for run in runs {
        let right_to_left = levels[run.start].is_rtl();
        let first = stretches.len();
        for (range, face) in &faces {
            let range = range.start.max(run.start)..range.end.min(run.end);
            if !range.is_empty() {
                stretches.push(Stretch { range, face: *face, right_to_left });
            }
        }
        if right_to_left {
            stretches[first..].reverse();
        }
    }
    stretches
}

fn by_coverage<'s>(
    line: &str,
    style: &TextStyle,
    bundled: &Bundled,
    system: &dyn Fn() -> Option<&'s System>,
) -> Vec<(Range<usize>, FaceKey)> {
    let own_key = Bundled::key(style);
    let own = FaceKey::Bundled(own_key);
    let mut faces: Vec<(Range<usize>, FaceKey)> = Vec::new();
    for (start, sign) in line.grapheme_indices(true) {
        let face = if covered(bundled.face(own_key), sign) {
            own
        } else {
            system().and_then(|system| system.choose(sign, style)).map_or(own, FaceKey::System)
        };
        let end = start + sign.len();
        match faces.last_mut() {
            Some((range, last)) if *last == face => range.end = end,
            _ => faces.push((start..end, face)),
        }
    }
    faces
}

/// Whether the face draws this sign: has all its characters, or one composed of them.
fn covered(face: &rustybuzz::Face<'_>, sign: &str) -> bool {
    let tables: &ttf_parser::Face<'_> = face;
    let has = |c: char| is_ignorable(c) || c == ' ' || tables.glyph_index(c).is_some();
    if sign.chars().all(has) {
        return true;
    }
    if sign.chars().nth(1).is_none() {
        return false;
    }
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(sign);
    rustybuzz::shape(face, &[], buffer).glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str, base: Base) -> Vec<(String, bool)> {
        let bundled = Bundled::default();
        let stretches = itemise(line, &TextStyle::new(14.0), base, &bundled, &|| None);
        stretches.into_iter().map(|s| (line[s.range].to_owned(), s.right_to_left)).collect()
    }

    fn owned(expected: &[(&str, bool)]) -> Vec<(String, bool)> {
        expected.iter().map(|(text, rtl)| ((*text).to_owned(), *rtl)).collect()
    }

    #[test]
    fn directions_are_cut_in_the_order_of_drawing() {
        for (line, expected) in [
            ("", &[][..]),
            ("Watershed", &[("Watershed", false)]),
            ("Größe, Кластер, Ομάδα", &[("Größe, Кластер, Ομάδα", false)]),
            ("UWE שלום 12", &[("UWE ", false), ("12", false), ("שלום ", true)][..]),
            ("שלום UWE", &[("UWE", false), ("שלום ", true)]),
        ] {
            assert_eq!(cut(line, Base::Auto), owned(expected), "{line}");
        }
        assert_eq!(cut("UWE!", Base::RightToLeft), owned(&[("!", true), ("UWE", false)]));
    }

    #[test]
    fn every_byte_is_in_one_stretch() {
        let line = "a\u{301} 你好 مرحبا 12 🎬👩‍👩‍👧 שלום (b) \u{202E}x\u{202C}";
        let bundled = Bundled::default();
        let mut ranges: Vec<_> = itemise(line, &TextStyle::new(9.0), Base::Auto, &bundled, &|| None)
            .into_iter()
            .map(|stretch| stretch.range)
            .collect();
        ranges.sort_by_key(|range| range.start);
        assert_eq!(ranges.first().map(|range| range.start), Some(0));
        assert_eq!(ranges.last().map(|range| range.end), Some(line.len()));
        assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "{ranges:?}");
    }
}
