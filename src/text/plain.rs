//! Plain words set from a table: of letters, figures and spaces alone each sign moves the pen by what it and the next
//! one say, so that most labels need no shaping. Must not know sizes or lines.

/// What the shaper says of any two of them in each of the bundled faces. A table, for to ask the shaper about the pairs of
/// one map takes longer than drawing it; the tests below make it, and hold it to the shaper.
const TABLE: &[u8] = include_bytes!("../../assets/fonts/plain.bin");

/// Signs of a plain text: letters and figures of ASCII and the space, and one more for the end.
const SIGNS: usize = 64;
const END: usize = SIGNS - 1;
/// Bytes of the table for a sign: its glyph, then for each sign that may follow, and for the end, how far it moves the pen
/// in units of the face; nothing where the two change each other. All are numbers of two bytes, the low one first.
const ROW: usize = 2 * (1 + SIGNS);
/// Bytes for a face.
const FACE: usize = END * ROW;

/// A sign before another: its glyph and how far it moves the pen, in units of the face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) glyph: u16,
    pub(super) advance: i32,
}

fn place(sign: u8) -> Option<usize> {
    Some(usize::from(match sign {
        b'a'..=b'z' => sign - b'a',
        b'A'..=b'Z' => sign - b'A' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b' ' => 62,
        _ => return None,
    }))
}

/// The steps of a text in a bundled face from left to right, one for each sign; `None` where it has to be shaped.
pub(super) fn steps(face: u8, text: &str) -> Option<Vec<Step>> {
    let rows = TABLE.chunks_exact(FACE).nth(usize::from(face))?;
    let number = |at: usize| u16::from_le_bytes([rows[at], rows[at + 1]]);
    let signs = text.as_bytes();
    let mut steps = Vec::with_capacity(signs.len());
    let (mut has_x, mut has_figure) = (false, false);
    for (index, sign) in signs.iter().enumerate() {
        let row = place(*sign)? * ROW;
        let next = signs.get(index + 1).map_or(Some(END), |next| place(*next))?;
        let advance = number(row + 2 * (1 + next));
        if advance == 0 {
            return None;
        }
        steps.push(Step { glyph: number(row), advance: i32::from(advance) });
        has_x |= matches!(sign, b'x' | b'X');
        has_figure |= sign.is_ascii_digit();
    }
    // Between figures an x becomes the sign of multiplication.
    (!(has_x && has_figure)).then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::{
        super::faces::{BUNDLED, Bundled},
        *,
    };

    /// As the shaper sets it: where each glyph's cluster begins, and its step; nothing where a glyph is moved.
    fn full(bundled: &Bundled, face: u8, text: &str) -> Option<Vec<(usize, Step)>> {
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
        steps.collect()
    }

    fn signs() -> Vec<char> {
        ('a'..='z').chain('A'..='Z').chain('0'..='9').chain([' ']).collect()
    }

    /// The table as the shaper would have it.
    fn table(bundled: &Bundled) -> Vec<u8> {
        let mut table = Vec::new();
        for face in 0..BUNDLED.len() as u8 {
            let alone = signs().into_iter().map(|sign| full(bundled, face, &sign.to_string()).unwrap()[0].1);
            let alone: Vec<Step> = alone.collect();
            for (one, own) in signs().iter().zip(&alone) {
                table.extend(own.glyph.to_le_bytes());
                for (next, other) in signs().iter().zip(&alone) {
                    let pair = full(bundled, face, &format!("{one}{next}"));
                    // What comes before a sign must change neither its glyph nor its own step.
                    let advance = match pair.as_deref() {
                        Some([(0, first), second]) if first.glyph == own.glyph && *second == (1, *other) => {
                            first.advance
                        }
                        _ => 0,
                    };
                    table.extend(u16::try_from(advance).unwrap().to_le_bytes());
                }
                table.extend(u16::try_from(own.advance).unwrap().to_le_bytes());
            }
        }
        table
    }

    #[test]
    fn the_table_is_what_the_shaper_says() {
        let made = table(&Bundled::default());
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/plain.bin"), &made).unwrap();
        } else {
            assert!(made == TABLE, "the shaper or a face is another: make the table with UPDATE_SNAPSHOTS=1");
        }
    }

    #[test]
    fn plain_words_are_set_as_the_shaper_sets_them() {
        let bundled = Bundled::default();
        let signs = signs();
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
        for face in 0..BUNDLED.len() as u8 {
            let mut plain = 0;
            for text in &texts {
                if let Some(steps) = steps(face, text) {
                    plain += 1;
                    let steps: Vec<(usize, Step)> = steps.into_iter().enumerate().collect();
                    assert_eq!(Some(steps), full(&bundled, face, text), "{text:?} in face {face}");
                }
            }
            assert!(plain * 3 > texts.len() * 2, "most texts are plain: {plain} of {}", texts.len());
        }
    }
}
