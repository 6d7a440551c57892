//! The signs that the canvas shows, each drawn once and kept in one texture, so that the window's text has the
//! advances, the kerning and the fall-back faces of the figures. Must not know what the words mean.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

use eframe::egui::{Color32, ColorImage, Context, Pos2, TextureHandle, TextureOptions, pos2};
use rustybuzz::ttf_parser::Face;

use super::raster::{Coverage, coverage};
use crate::text::{FaceData, FaceKey, Fonts};

/// Side of the texture at first and at most, pixels.
const SIDES: [usize; 3] = [1024, 2048, 4096];
/// Pens stand at so many places within a pixel.
const PEN_PLACES: f32 = 4.0;
/// Up to this size every quarter of a pixel has its own pictures, which are never stretched.
const CRISP_UP_TO: f32 = 48.0;
/// No picture is drawn larger than this size, pixels an em; larger signs are stretched.
const LARGEST: f32 = 192.0;

/// What a sign is drawn for: pale ink on a dark ground needs fuller edges to look as heavy as dark ink on a pale one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Dark on pale.
    Dark,
    /// Pale on dark.
    Pale,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    face: FaceKey,
    glyph: u16,
    /// Quarters of a pixel an em.
    size: u16,
    pen: u8,
    ink: Ink,
}

/// Mixes the few small numbers of a key: a frame asks for thousands of signs. Nobody picks keys to make it slow.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }
    fn write_u16(&mut self, number: u16) {
        self.write_u64(u64::from(number));
    }
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }
}

/// Where a sign's picture lies in the texture and from the pen, pixels.
#[derive(Clone, Copy, Debug)]
struct Slot {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    left: i32,
    top: i32,
}

/// A sign ready to be drawn: its corners in pixels, and its piece of the texture.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// Top left and bottom right, pixels.
    pub corners: [Pos2; 2],
    /// The same in the texture.
    pub uv: [Pos2; 2],
}

/// The texture of all signs drawn so far.
#[derive(Default)]
pub struct Glyphs {
    texture: Option<TextureHandle>,
    level: usize,
    slots: HashMap<Key, Option<Slot>, BuildHasherDefault<Mix>>,
    /// How many signs were drawn.
    drawn: usize,
    faces: BTreeMap<FaceKey, Option<FaceData>>,
    shelf: (u32, u32, u32),
    generation: u64,
}

impl Glyphs {
    /// Moves on whenever pictures that were handed out are no longer valid.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How many signs were drawn so far: each takes as long as hundreds of triangles.
    #[must_use]
    pub fn drawn(&self) -> usize {
        self.drawn
    }

    /// The texture; its first texels are white.
    pub fn texture(&mut self, ctx: &Context) -> TextureHandle {
        if let Some(texture) = &self.texture {
            return texture.clone();
        }
        let side = SIDES[self.level];
        let mut image = ColorImage::filled([side, side], Color32::TRANSPARENT);
        for y in 0..3 {
            image.pixels[y * side..y * side + 3].fill(Color32::WHITE);
        }
        let texture = ctx.load_texture("signs of the canvas", image, TextureOptions::LINEAR);
        self.shelf = (4, 0, 4);
        self.texture = Some(texture.clone());
        texture
    }

    /// Where the texture is white.
    #[must_use]
    pub fn white(&self) -> Pos2 {
        let middle = 1.5 / SIDES[self.level] as f32;
        pos2(middle, middle)
    }

    /// The picture of a sign, its pen at `pen` (pixels), `size` pixels an em. None for a space, or where no face has it.
    pub fn picture(
        &mut self,
        ctx: &Context,
        fonts: &Fonts,
        sign: (FaceKey, u16),
        size: f32,
        pen: Pos2,
        ink: Ink,
    ) -> Option<Picture> {
        let drawn_size = drawn_size(size);
        let stretch = if size <= CRISP_UP_TO { 1.0 } else { size / drawn_size };
        let column = (pen.x * PEN_PLACES).round() / PEN_PLACES;
        let (whole, rest) =
            if stretch == 1.0 { (column.floor(), column - column.floor()) } else { (pen.x, 0.0) };
        let key = Key {
            face: sign.0,
            glyph: sign.1,
            size: (drawn_size * 4.0) as u16,
            pen: (rest * PEN_PLACES) as u8,
            ink,
        };
        let slot = match self.slots.get(&key) {
            Some(slot) => *slot,
            None => self.draw(ctx, fonts, key),
        }?;
        let baseline = if stretch == 1.0 { pen.y.round() } else { pen.y };
        let min = pos2(whole + slot.left as f32 * stretch, baseline + slot.top as f32 * stretch);
        let max = pos2(min.x + slot.width as f32 * stretch, min.y + slot.height as f32 * stretch);
        let side = SIDES[self.level] as f32;
        let uv = |x: u32, y: u32| pos2(x as f32 / side, y as f32 / side);
        Some(Picture {
            corners: [min, max],
            uv: [uv(slot.x, slot.y), uv(slot.x + slot.width, slot.y + slot.height)],
        })
    }

    fn draw(&mut self, ctx: &Context, fonts: &Fonts, key: Key) -> Option<Slot> {
        let data = self.faces.entry(key.face).or_insert_with(|| fonts.face_data(key.face)).clone();
        let slot = data.and_then(|data| {
            let face = Face::parse((*data.bytes).as_ref(), data.index).ok()?;
            let shift = f32::from(key.pen) / PEN_PLACES;
            let picture = coverage(&face, key.glyph, f32::from(key.size) / 4.0, shift);
            (!picture.pixels.is_empty()).then(|| self.store(ctx, &picture, key.ink))
        });
        self.drawn += 1;
        self.slots.insert(key, slot);
        slot
    }

    /// Puts a picture on the current shelf; a full texture is begun anew, larger if it may be.
    fn store(&mut self, ctx: &Context, picture: &Coverage, ink: Ink) -> Slot {
        let mut texture = self.texture(ctx);
        let side = SIDES[self.level] as u32;
        let (mut x, mut y, mut height) = self.shelf;
        if x + picture.width + 1 > side {
            (x, y, height) = (0, y + height + 1, 0);
        }
        if y + picture.height + 1 > side {
            self.level = (self.level + 1).min(SIDES.len() - 1);
            self.generation += 1;
            self.slots.clear();
            self.texture = None;
            texture = self.texture(ctx);
            (x, y, height) = self.shelf;
        }
        let size = [picture.width as usize, picture.height as usize];
        let pixels = picture.pixels.iter().map(|part| Color32::from_white_alpha(toned(*part, ink))).collect();
        texture.set_partial([x as usize, y as usize], ColorImage::new(size, pixels), TextureOptions::LINEAR);
        self.shelf = (x + picture.width + 1, y, height.max(picture.height));
        Slot { x, y, width: picture.width, height: picture.height, left: picture.left, top: picture.top }
    }
}

/// The size at which a sign of `size` pixels is drawn.
fn drawn_size(size: f32) -> f32 {
    if size <= CRISP_UP_TO { (size * 4.0).round() / 4.0 } else { ((size / 16.0).ceil() * 16.0).min(LARGEST) }
}

fn toned(part: u8, ink: Ink) -> u8 {
    match ink {
        Ink::Dark => part,
        Ink::Pale => {
            let part = u32::from(part);
            ((2 * part * 255 - part * part) / 255) as u8
        }
    }
}
