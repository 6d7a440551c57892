//! Plain words set from a table: of letters, figures and spaces alone each sign moves the pen by what it and the next
//! one say, so that most labels need no shaping. Must not know sizes or lines.

use std::sync::{Mutex, PoisonError};

use super::faces::Bundled;

/// Signs of a plain text: letters and figures of ASCII and the space, and one more for the end.
const SIGNS: usize = 64;
const END: usize = SIGNS - 1;

/// A sign before another: its glyph and how far it moves the pen, in units of the face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) glyph: u16,
    pub(super) advance: i32,
}

/// What is known of two signs side by side.
#[derive(Clone, Copy, Default)]
enum Pair {
    #[default]
    Unknown,
    Plain(Step),
    /// They change each other: to be shaped.
    Bound,
}

/// Pairs of one face, found out as they are met.
#[derive(Default)]
pub(super) struct Pairs(Mutex<Vec<Pair>>);

fn place(sign: u8) -> Option<usize> {
    Some(usize::from(match sign {
        b'a'..=b'z' => sign - b'a',
        b'A'..=b'Z' => sign - b'A' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b' ' => 62,
        _ => return None,
    }))
}

impl Pairs {
    /// The steps of a text, one for each sign; `None` where it has to be shaped.
    pub(super) fn steps(&self, bundled: &Bundled, face: u8, text: &str) -> Option<Vec<Step>> {
        let signs = text.as_bytes();
        // Between figures an x becomes the sign of multiplication.
        let may_multiply = || signs.iter().any(u8::is_ascii_digit);
        if !signs.iter().all(|sign| place(*sign).is_some())
            || signs.iter().any(|sign| matches!(sign, b'x' | b'X')) && may_multiply()
        {
            return None;
        }
        let mut pairs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pairs.resize(SIGNS * SIGNS, Pair::Unknown);
        let mut steps = Vec::with_capacity(signs.len());
        for (index, sign) in signs.iter().enumerate() {
            let next = signs.get(index + 1).and_then(|next| place(*next));
            let pair = &mut pairs[place(*sign)? * SIGNS + next.unwrap_or(END)];
            if matches!(pair, Pair::Unknown) {
                *pair = shaped(bundled, face, &text[index..(index + 2).min(text.len())]);
            }
            let Pair::Plain(step) = *pair else { return None };
            steps.push(step);
        }
        Some(steps)
    }
}

/// What the shaper makes of one sign or two.
fn shaped(bundled: &Bundled, face: u8, signs: &str) -> Pair {
    let set = |text: &str| {
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let shaped = bundled.shape(face, buffer);
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let steps = glyphs.map(|(info, position)| {
            let is_moved = position.x_offset != 0 || position.y_offset != 0;
            let glyph = u16::try_from(info.glyph_id).ok().filter(|_| !is_moved)?;
            Some((info.cluster as usize, Step { glyph, advance: position.x_advance }))
        });
        steps.collect::<Option<Vec<_>>>().unwrap_or_default()
    };
    let together = set(signs);
    let alone: Vec<_> = (0..signs.len()).map(|at| set(&signs[at..=at])).collect();
    let is_plain = together.len() == signs.len()
        && together.iter().zip(&alone).enumerate().all(|(at, ((cluster, step), alone))| {
            *cluster == at && matches!(alone[..], [(0, own)] if own.glyph == step.glyph)
        })
        // What comes before a sign must not change its own advance.
        && matches!((together.last(), alone.last().map(|alone| &alone[..])), (Some((_, last)), Some([(_, own)])) if last == own);
    match together.first() {
        Some((_, step)) if is_plain => Pair::Plain(*step),
        _ => Pair::Bound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the shaper sets it.
    fn full(bundled: &Bundled, face: u8, text: &str) -> Vec<Step> {
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let shaped = bundled.shape(face, buffer);
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let steps = glyphs.enumerate().map(|(at, (info, position))| {
            assert_eq!((info.cluster as usize, position.x_offset, position.y_offset), (at, 0, 0), "{text:?}");
            Step { glyph: info.glyph_id as u16, advance: position.x_advance }
        });
        steps.collect()
    }

    #[test]
    fn plain_words_are_set_as_the_shaper_sets_them() {
        let bundled = Bundled::new();
        let signs: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain([' ']).collect();
        let mut state = 7_u64;
        let mut below = |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % limit as u64) as usize
        };
        let mut texts: Vec<String> = Vec::new();
        for _ in 0..3000 {
            let length = 1 + below(14);
            texts.push((0..length).map(|_| signs[below(signs.len())]).collect());
        }
        // Figures, capitals and words among their like, too.
        for (from, to) in [(52, 63), (26, 52), (0, 26), (49, 63), (23, 24)] {
            for _ in 0..400 {
                let length = 1 + below(9);
                texts.push((0..length).map(|_| signs[from + below(to - from)]).collect());
            }
        }
        texts.extend(
            ["affluent office", "1x2 3x4", "4 x 4", "A V A To Ty", "", "WAVE AWAY", "fjord ffi"]
                .map(String::from),
        );
        for face in 0..4 {
            let pairs = Pairs::default();
            let mut plain = 0;
            for text in &texts {
                if let Some(steps) = pairs.steps(&bundled, face, text) {
                    plain += 1;
                    assert_eq!(steps, full(&bundled, face, text), "{text:?} in face {face}");
                }
            }
            assert!(plain * 3 > texts.len() * 2, "most texts are plain: {plain} of {}", texts.len());
        }
    }
}
