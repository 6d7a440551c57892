//! A scene painted as pixels, straight from its display list: paths by the rasteriser that resvg uses, glyphs from the
//! outlines of the faces that measured them, each drawn once and laid down as often as it occurs.
//! Must not know files or resolutions.

use std::collections::HashMap;

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Mask, Paint, Path as Outline, PathBuilder, Pixmap, Stroke as Pen,
    StrokeDash, Transform,
};

use crate::{
    scene::{Path, Scene, Segment, Shape, Stroke, TextBlock},
    style::Rgba,
    text::{FaceKey, Fonts, Outline as TextOutline, OutlineStep},
};

/// Glyphs larger than this, in pixels to the em, are filled one by one: they are few, and their masks large.
const LARGEST_KEPT: f64 = 48.0;
/// Places within a pixel at which a glyph is drawn, each way.
const PLACES: i64 = 8;

/// Paints the scene over the whole picture.
pub(super) fn paint(scene: &Scene, fonts: &Fonts, pixmap: &mut Pixmap, background: Option<Rgba>) {
    let bounds = scene.bounds;
    let scale = (
        f64::from(pixmap.width()) / bounds.width.max(1.0),
        f64::from(pixmap.height()) / bounds.height.max(1.0),
    );
    if let Some(colour) = background {
        pixmap.fill(Color::from_rgba8(colour.red, colour.green, colour.blue, colour.alpha));
    }
    let transform = Transform::from_row(
        scale.0 as f32,
        0.0,
        0.0,
        scale.1 as f32,
        (-bounds.x * scale.0) as f32,
        (-bounds.y * scale.1) as f32,
    );
    let mut painter = Painter { fonts, pixmap, transform, scale, kept: HashMap::new() };
    for item in &scene.items {
        match &item.shape {
            Shape::Path { path, fill, stroke } => painter.path(path, *fill, stroke.as_ref()),
            Shape::Text(block) => painter.text(block, (bounds.x, bounds.y)),
        }
    }
}

struct Painter<'a> {
    fonts: &'a Fonts,
    pixmap: &'a mut Pixmap,
    transform: Transform,
    /// Pixels a unit, across and down.
    scale: (f64, f64),
    kept: HashMap<Key, Option<Stamp>>,
}

/// A glyph of a size, at a place within a pixel.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    face: FaceKey,
    glyph: u16,
    size: u64,
    place: (u8, u8),
}

/// A glyph as it covers pixels, from the pixel at its foot.
struct Stamp {
    left: i64,
    top: i64,
    width: usize,
    coverage: Vec<u8>,
}

impl Painter<'_> {
    fn path(&mut self, path: &Path, fill: Option<Rgba>, stroke: Option<&Stroke>) {
        let Some(outline) = outline(path) else { return };
        if let Some(colour) = fill {
            self.pixmap.fill_path(&outline, &paint_of(colour), FillRule::Winding, self.transform, None);
        }
        if let Some(stroke) = stroke {
            let dash: Vec<f32> = stroke.dash.iter().map(|length| *length as f32).collect();
            let pen = Pen {
                width: stroke.width as f32,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                dash: if dash.is_empty() { None } else { StrokeDash::new(doubled(dash), 0.0) },
                ..Pen::default()
            };
            self.pixmap.stroke_path(&outline, &paint_of(stroke.colour), &pen, self.transform, None);
        }
    }

    fn text(&mut self, block: &TextBlock, corner: (f64, f64)) {
        let size = block.style.size;
        let pixels = size * self.scale.0.max(self.scale.1);
        for placed in &block.lines {
            for run in &placed.line.runs {
                for glyph in &run.glyphs {
                    let x = (placed.x + run.x + glyph.x - corner.0) * self.scale.0;
                    let y = (placed.baseline + glyph.y - corner.1) * self.scale.1;
                    if pixels > LARGEST_KEPT {
                        let Some(outline) = self.glyph(run.face, glyph.id, size, (x, y)) else { continue };
                        let paint = paint_of(block.colour);
                        let identity = Transform::identity();
                        self.pixmap.fill_path(&outline, &paint, FillRule::Winding, identity, None);
                        continue;
                    }
                    let places = |at: f64| (at * PLACES as f64).round().clamp(-1e9, 1e9) as i64;
                    let (x, y) = (places(x), places(y));
                    let place = (x.rem_euclid(PLACES) as u8, y.rem_euclid(PLACES) as u8);
                    let key = Key { face: run.face, glyph: glyph.id, size: size.to_bits(), place };
                    if !self.kept.contains_key(&key) {
                        let stamp = self.stamp(&key, size);
                        self.kept.insert(key, stamp);
                    }
                    if let Some(Some(stamp)) = self.kept.get(&key) {
                        let at = (x.div_euclid(PLACES), y.div_euclid(PLACES));
                        lay(self.pixmap, stamp, at, block.colour);
                    }
                }
            }
        }
    }

    /// The outline of a glyph in pixels, its foot at this place. `None` for what leaves no ink.
    fn glyph(&self, face: FaceKey, glyph: u16, size: f64, (x, y): (f64, f64)) -> Option<Outline> {
        let outline = self.fonts.outline(face, glyph).unwrap_or_else(|| TextOutline::of_picture().into());
        let (across, down) = ((size * self.scale.0) as f32, (size * self.scale.1) as f32);
        let (x, y) = (x as f32, y as f32);
        let mut builder = PathBuilder::with_capacity(outline.steps.len() + 1, 2 * outline.steps.len() + 2);
        let px = |value: f32| value * across + x;
        let py = |value: f32| value * down + y;
        for step in &outline.steps {
            match *step {
                OutlineStep::Move(x, y) => builder.move_to(px(x), py(y)),
                OutlineStep::Line(x, y) => builder.line_to(px(x), py(y)),
                OutlineStep::Quad(a, b, x, y) => builder.quad_to(px(a), py(b), px(x), py(y)),
                OutlineStep::Cubic(a, b, c, d, x, y) => {
                    builder.cubic_to(px(a), py(b), px(c), py(d), px(x), py(y));
                }
                OutlineStep::Close => builder.close(),
            }
        }
        builder.finish()
    }

    fn stamp(&self, key: &Key, size: f64) -> Option<Stamp> {
        let within = |place: u8| f64::from(place) / PLACES as f64;
        let outline = self.glyph(key.face, key.glyph, size, (within(key.place.0), within(key.place.1)))?;
        let bounds = outline.bounds();
        let (left, top) = (bounds.left().floor() - 1.0, bounds.top().floor() - 1.0);
        let width = (bounds.right().ceil() + 1.0 - left) as u32;
        let height = (bounds.bottom().ceil() + 1.0 - top) as u32;
        let mut mask = Mask::new(width, height)?;
        mask.fill_path(&outline, FillRule::Winding, true, Transform::from_translate(-left, -top));
        Some(Stamp {
            left: left as i64,
            top: top as i64,
            width: width as usize,
            coverage: mask.data().to_vec(),
        })
    }
}

/// Lays a stamp down, its foot in this pixel.
fn lay(pixmap: &mut Pixmap, stamp: &Stamp, (x, y): (i64, i64), colour: Rgba) {
    let (width, height) = (i64::from(pixmap.width()), i64::from(pixmap.height()));
    let left = x + stamp.left;
    let alpha = u32::from(colour.alpha);
    let ink = [colour.red, colour.green, colour.blue].map(|part| divided(u32::from(part) * alpha));
    let ink = [ink[0], ink[1], ink[2], alpha];
    let data = pixmap.data_mut();
    for (row, coverage) in stamp.coverage.chunks_exact(stamp.width).enumerate() {
        let line = y + stamp.top + row as i64;
        if !(0..height).contains(&line) {
            continue;
        }
        let from = (-left).clamp(0, stamp.width as i64);
        let to = (width - left).clamp(from, stamp.width as i64);
        if from >= to {
            return;
        }
        let start = ((line * width + left + from) * 4) as usize;
        let pixels = &mut data[start..start + ((to - from) * 4) as usize];
        for (pixel, cover) in pixels.chunks_exact_mut(4).zip(&coverage[from as usize..to as usize]) {
            let cover = u32::from(*cover);
            if cover == 0 {
                continue;
            }
            let rest = 255 - divided(alpha * cover);
            for (part, ink) in pixel.iter_mut().zip(ink) {
                *part = (divided(ink * cover) + divided(u32::from(*part) * rest)).min(255) as u8;
            }
        }
    }
}

/// Divided by 255, rounded.
fn divided(product: u32) -> u32 {
    let product = product + 128;
    (product + (product >> 8)) >> 8
}

/// Dashes and gaps; an odd number of lengths goes round twice, as in SVG.
fn doubled(mut dash: Vec<f32>) -> Vec<f32> {
    if !dash.len().is_multiple_of(2) {
        dash.extend_from_within(..);
    }
    dash
}

fn paint_of(colour: Rgba) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(colour.red, colour.green, colour.blue, colour.alpha);
    paint
}

fn outline(path: &Path) -> Option<Outline> {
    let steps = path.segments.len();
    let mut builder = PathBuilder::with_capacity(steps, 3 * steps);
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => builder.move_to(to.x as f32, to.y as f32),
            Segment::Line(to) => builder.line_to(to.x as f32, to.y as f32),
            Segment::Cubic(a, b, to) => {
                builder.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, to.x as f32, to.y as f32);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}
