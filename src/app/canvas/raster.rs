//! One sign as a small picture of its coverage: the outline of the same face that the figures use, at one size.
//! Must not know where the picture is kept or drawn.

use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder};
use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

/// Each pixel is measured at so many places across and down.
const FINENESS: u32 = 4;
/// No picture is larger, pixels.
const LARGEST: u32 = 512;

/// A sign's coverage, row by row, and where it lies from the pen, pixels (y grows downward).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// From the pen to the left edge.
    pub left: i32,
    /// From the baseline to the top edge.
    pub top: i32,
    /// 0 to 255.
    pub pixels: Vec<u8>,
}

struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, -y1, x, -y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, -y1, x2, -y2, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// The picture of a sign at `size` pixels an em, the pen `shift` (0 to 1) pixels right of a pixel's edge. Empty for a
/// space.
#[must_use]
pub fn coverage(face: &Face<'_>, glyph: u16, size: f32, shift: f32) -> Coverage {
    let mut outline = Outline(PathBuilder::new());
    face.outline_glyph(GlyphId(glyph), &mut outline);
    let scale = size / f32::from(face.units_per_em());
    let place = Transform::from_scale(scale, scale).post_translate(shift, 0.0);
    outline
        .0
        .finish()
        .and_then(|path| path.transform(place))
        .and_then(|path| paint(&path))
        .unwrap_or_default()
}

fn paint(path: &Path) -> Option<Coverage> {
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let side = |low: f32, high: f32| (high.ceil() - low).max(1.0) as u32;
    let width = side(left, bounds.right()).min(LARGEST);
    let height = side(top, bounds.bottom()).min(LARGEST);
    let fine = FINENESS as f32;
    let mut mask = Mask::new(width * FINENESS, height * FINENESS)?;
    let place = Transform::from_translate(-left, -top).post_scale(fine, fine);
    mask.fill_path(path, FillRule::Winding, true, place);
    Some(Coverage {
        width,
        height,
        left: left as i32,
        top: top as i32,
        pixels: coarser(&mask, width, height),
    })
}

/// The mean of each pixel's measures.
fn coarser(mask: &Mask, width: u32, height: u32) -> Vec<u8> {
    let fine = FINENESS as usize;
    let row_length = width as usize * fine;
    let data = mask.data();
    let mut pixels = Vec::with_capacity((width * height) as usize);
    for y in 0..height as usize {
        for x in 0..width as usize {
            let sum: u32 = (0..fine)
                .flat_map(|row| {
                    let start = (y * fine + row) * row_length + x * fine;
                    &data[start..start + fine]
                })
                .map(|part| u32::from(*part))
                .sum();
            pixels.push((sum / (FINENESS * FINENESS)) as u8);
        }
    }
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTER: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");

    #[test]
    fn a_sign_covers_its_own_outline() {
        let face = Face::parse(INTER, 0).unwrap();
        let glyph = |sign| face.glyph_index(sign).unwrap().0;
        let ink = |picture: &Coverage| picture.pixels.iter().map(|p| f32::from(*p) / 255.0).sum::<f32>();
        let stem = coverage(&face, glyph('l'), 100.0, 0.0);
        let stem_height = -stem.top as f32;
        assert!((70.0..85.0).contains(&stem_height), "{stem_height}");
        assert!(ink(&stem) > 500.0 && ink(&stem) < 1200.0, "{}", ink(&stem));
        assert_eq!(coverage(&face, glyph(' '), 14.0, 0.0), Coverage::default());
    }
}
