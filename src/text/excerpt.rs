//! A bundled face cut down to the signs of a text, as a TrueType file: what a page carries along so that its words look
//! the same everywhere. Kerning goes along for the pairs of signs that occur; other substitutions do not.
//! Must not know pages.

use std::collections::{BTreeMap, BTreeSet};

use rustybuzz::{Direction, Feature, ShapePlan, UnicodeBuffer, script, ttf_parser};
use ttf_parser::{GlyphId, Tag};

use super::BUNDLED;

/// More pairs than these do not fit the table; the rest is set without kerning.
const MOST_PAIRS: usize = 8000;
/// Tables that are taken as they are: names and licence, hinting of the whole face, general measures.
const AS_THEY_ARE: [&[u8; 4]; 4] = [b"OS/2", b"gasp", b"name", b"prep"];

/// The bundled face of this number (see [`BUNDLED`]) with the signs of `text` that it has, and the box of a missing
/// sign. The same text gives the same bytes. `None` when there is no such face.
#[must_use]
pub fn excerpt(face: usize, text: &str) -> Option<Vec<u8>> {
    let (_, _, _, bytes) = BUNDLED.get(face)?;
    let source = Source::new(bytes)?;
    let signs: BTreeMap<char, GlyphId> = text
        .chars()
        .filter(|sign| !sign.is_control())
        .collect::<BTreeSet<char>>()
        .into_iter()
        .filter_map(|sign| Some((sign, source.face.glyph_index(sign)?)))
        .collect();
    let glyphs = Glyphs::new(&source, signs.values().copied());
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    for tag in AS_THEY_ARE {
        if let Some(table) = source.table(tag) {
            tables.insert(*tag, table.to_vec());
        }
    }
    let (glyf, loca) = glyphs.outlines(&source)?;
    tables.insert(*b"glyf", glyf);
    tables.insert(*b"loca", loca);
    tables.insert(*b"hmtx", glyphs.advances(&source));
    tables.insert(*b"cmap", cmap(&signs, &glyphs));
    tables.insert(*b"kern", kern(&pairs(bytes, text, &signs, &glyphs)));
    let count = glyphs.order.len() as u16;
    tables.insert(*b"head", patched(source.table(b"head")?, &[(8, &[0; 4]), (50, &[0, 1])])?);
    tables.insert(*b"hhea", patched(source.table(b"hhea")?, &[(34, &count.to_be_bytes())])?);
    tables.insert(*b"maxp", patched(source.table(b"maxp")?, &[(4, &count.to_be_bytes())])?);
    let mut post = source.table(b"post")?.get(..32)?.to_vec();
    // Without names of glyphs.
    post[..4].copy_from_slice(&[0, 3, 0, 0]);
    tables.insert(*b"post", post);
    Some(file(&tables))
}

/// The whole face.
struct Source<'a> {
    face: ttf_parser::Face<'a>,
}

impl<'a> Source<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { face: ttf_parser::Face::parse(bytes, 0).ok()? })
    }

    fn table(&self, tag: &[u8; 4]) -> Option<&'a [u8]> {
        self.face.raw_face().table(Tag::from_bytes(tag))
    }

    /// The outline of a glyph as it is stored; empty for a space.
    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let is_long = *self.table(b"head")?.get(51)? != 0;
        let loca = self.table(b"loca")?;
        let at = |index: usize| -> Option<usize> {
            Some(if is_long {
                u32::from_be_bytes(loca.get(index * 4..index * 4 + 4)?.try_into().ok()?) as usize
            } else {
                usize::from(u16::from_be_bytes(loca.get(index * 2..index * 2 + 2)?.try_into().ok()?)) * 2
            })
        };
        let index = usize::from(glyph);
        self.table(b"glyf")?.get(at(index)?..at(index + 1)?)
    }
}

/// The glyphs that are kept, under new numbers.
struct Glyphs {
    order: Vec<u16>,
    numbers: BTreeMap<u16, u16>,
}

impl Glyphs {
    /// These glyphs, what they are composed of, and the box of a missing sign as number 0.
    fn new(source: &Source<'_>, wanted: impl Iterator<Item = GlyphId>) -> Self {
        let mut kept = BTreeSet::from([0]);
        let mut open: Vec<u16> = wanted.map(|glyph| glyph.0).collect();
        while let Some(glyph) = open.pop() {
            if kept.insert(glyph) {
                let parts = source.outline(glyph).map(components).unwrap_or_default();
                open.extend(parts.into_iter().map(|(_, part)| part));
            }
        }
        let order: Vec<u16> = kept.into_iter().collect();
        let numbers = order.iter().enumerate().map(|(new, old)| (*old, new as u16)).collect();
        Self { order, numbers }
    }

    fn number(&self, glyph: u16) -> u16 {
        self.numbers.get(&glyph).copied().unwrap_or(0)
    }

    /// The outlines and where each begins.
    fn outlines(&self, source: &Source<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut glyf, mut loca) = (Vec::new(), Vec::new());
        for glyph in &self.order {
            loca.extend((glyf.len() as u32).to_be_bytes());
            let mut outline = source.outline(*glyph)?.to_vec();
            for (at, part) in components(&outline) {
                outline[at..at + 2].copy_from_slice(&self.number(part).to_be_bytes());
            }
            glyf.extend(outline);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
        loca.extend((glyf.len() as u32).to_be_bytes());
        Some((glyf, loca))
    }

    fn advances(&self, source: &Source<'_>) -> Vec<u8> {
        let mut hmtx = Vec::new();
        for glyph in &self.order {
            let id = GlyphId(*glyph);
            hmtx.extend(source.face.glyph_hor_advance(id).unwrap_or(0).to_be_bytes());
            hmtx.extend(source.face.glyph_hor_side_bearing(id).unwrap_or(0).to_be_bytes());
        }
        hmtx
    }
}

/// The glyphs that an outline is composed of, each with the byte at which its number stands (OpenType, `glyf`).
fn components(outline: &[u8]) -> Vec<(usize, u16)> {
    const WORDS: u16 = 0x0001;
    const SCALE: u16 = 0x0008;
    const MORE: u16 = 0x0020;
    const SCALES: u16 = 0x0040;
    const MATRIX: u16 = 0x0080;
    let word = |at: usize| Some(u16::from_be_bytes(outline.get(at..at + 2)?.try_into().ok()?));
    let mut parts = Vec::new();
    if word(0).is_none_or(|contours| contours < 0x8000) {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(glyph)) = (word(at), word(at + 2)) {
        parts.push((at + 2, glyph));
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    parts
}

/// Which sign has which glyph: one table of format 12, for the whole of Unicode.
fn cmap(signs: &BTreeMap<char, GlyphId>, glyphs: &Glyphs) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [0_u16, 1, 3, 10] {
        out.extend(number.to_be_bytes());
    }
    out.extend(12_u32.to_be_bytes());
    out.extend([0, 12, 0, 0]);
    for number in [16 + 12 * signs.len() as u32, 0, signs.len() as u32] {
        out.extend(number.to_be_bytes());
    }
    for (sign, glyph) in signs {
        let code = u32::from(*sign);
        for number in [code, code, u32::from(glyphs.number(glyph.0))] {
            out.extend(number.to_be_bytes());
        }
    }
    out
}

/// How much nearer two glyphs stand than their advances say, in units of the face; pairs that do not matter left out.
fn pairs(
    bytes: &[u8],
    text: &str,
    signs: &BTreeMap<char, GlyphId>,
    glyphs: &Glyphs,
) -> BTreeMap<(u16, u16), i16> {
    let Some(face) = rustybuzz::Face::from_slice(bytes, 0) else { return BTreeMap::new() };
    // Kerning and nothing else: the glyphs must stay those of the signs.
    let off = |tag: &[u8; 4]| Feature::new(Tag::from_bytes(tag), 0, ..);
    let features = [off(b"calt"), off(b"liga"), off(b"clig"), off(b"ccmp"), off(b"locl"), off(b"rlig")];
    let plan = ShapePlan::new(&face, Direction::LeftToRight, Some(script::LATIN), None, &features);
    let next = text.chars().skip(1);
    let met: BTreeSet<(char, char)> = text.chars().zip(next).collect();
    let mut found = BTreeMap::new();
    for (first, second) in met {
        let (Some(one), Some(two)) = (signs.get(&first), signs.get(&second)) else { continue };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&format!("{first}{second}"));
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = rustybuzz::shape_with_plan(&face, &plan, buffer);
        let kept = shaped.glyph_infos().iter().map(|info| info.glyph_id);
        if !kept.eq([u32::from(one.0), u32::from(two.0)]) {
            continue;
        }
        let alone = i32::from(face.glyph_hor_advance(*one).unwrap_or(0));
        let nearer = shaped.glyph_positions()[0].x_advance - alone;
        if let (Ok(nearer), true) = (i16::try_from(nearer), nearer != 0 && found.len() < MOST_PAIRS) {
            found.insert((glyphs.number(one.0), glyphs.number(two.0)), nearer);
        }
    }
    found
}

/// The pairs as a table of format 0, sorted by the numbers of their glyphs.
fn kern(pairs: &BTreeMap<(u16, u16), i16>) -> Vec<u8> {
    let count = pairs.len() as u16;
    let (range, selector) = search(count, 6);
    let mut out = Vec::new();
    for number in [0, 1, 0, 14 + 6 * count, 1, count, range, selector, (6 * count).saturating_sub(range)] {
        out.extend(number.to_be_bytes());
    }
    for ((one, two), nearer) in pairs {
        out.extend(one.to_be_bytes());
        out.extend(two.to_be_bytes());
        out.extend(nearer.to_be_bytes());
    }
    out
}

/// What makes a table quick to search: the largest power of two among the entries, in bytes, and its exponent.
fn search(count: u16, size: u16) -> (u16, u16) {
    let selector = count.checked_ilog2().unwrap_or(0) as u16;
    ((1 << selector) * size, selector)
}

/// A table with bytes of it replaced.
fn patched(table: &[u8], changes: &[(usize, &[u8])]) -> Option<Vec<u8>> {
    let mut table = table.to_vec();
    for (at, bytes) in changes {
        table.get_mut(*at..at + bytes.len())?.copy_from_slice(bytes);
    }
    Some(table)
}

/// The tables as a file.
fn file(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let (range, selector) = search(count, 16);
    let mut out = vec![0, 1, 0, 0];
    for number in [count, range, selector, count * 16 - range] {
        out.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, table) in tables {
        if tag == b"head" {
            head = Some(at);
        }
        out.extend(tag);
        for number in [checksum(table), at as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    if let Some(head) = head {
        // The sum of the whole file, OpenType `head`.
        let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
        out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

fn checksum(table: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut four = [0; 4];
        four[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(four)
    };
    table.chunks(4).fold(0, |sum, bytes| sum.wrapping_add(word(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_has_the_signs_of_the_text_with_their_advances_and_kerning() {
        let text = "AVATAR Größe ﻻ 漢";
        for (number, (name, _, _, bytes)) in BUNDLED.iter().enumerate() {
            let small = excerpt(number, text).unwrap();
            assert!(small.len() < 16_000, "{name}: {}", small.len());
            assert_eq!(small, excerpt(number, text).unwrap());
            let whole = ttf_parser::Face::parse(bytes, 0).unwrap();
            let face = ttf_parser::Face::parse(&small, 0).unwrap();
            for sign in "AVTRGröße ".chars() {
                let (one, other) = (face.glyph_index(sign).unwrap(), whole.glyph_index(sign).unwrap());
                assert_eq!(face.glyph_hor_advance(one), whole.glyph_hor_advance(other), "{name}: {sign}");
                assert_eq!(face.glyph_bounding_box(one), whole.glyph_bounding_box(other), "{name}: {sign}");
            }
            for sign in ['漢', 'Q'] {
                assert_eq!(face.glyph_index(sign), None, "{name}: {sign}");
            }
            let width = |bytes: &[u8]| {
                let face = rustybuzz::Face::from_slice(bytes, 0).unwrap();
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str("AVATAR");
                let shaped = rustybuzz::shape(&face, &[], buffer);
                shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum::<i32>()
            };
            assert_eq!(width(&small), width(bytes), "{name}");
        }
        assert_eq!(excerpt(BUNDLED.len(), text), None);
    }
}
