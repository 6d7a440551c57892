//! A renderer for window tests that needs no graphics driver: egui's triangles, painted one by one.
//! Blends in gamma space as egui's own shader does; the same bytes on every machine.

use std::collections::BTreeMap;

use eframe::egui::{
    self, Color32, ImageData, Rect, TextureId, TextureWrapMode, TexturesDelta, epaint,
    epaint::{Mesh, Primitive, Vertex},
};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Positions are snapped to this fraction of a pixel, as graphics cards do, so that neighbours share their edge.
const SUBPIXEL: f32 = 256.0;

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    nearest: bool,
    repeat: bool,
}

/// Paints egui's output into a picture.
#[derive(Default)]
pub struct CpuRenderer {
    textures: BTreeMap<u64, Texture>,
}

fn key(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(number) => number,
        TextureId::User(number) => u64::MAX - number,
    }
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut set: Vec<_> = delta.set.drain().collect();
        set.sort_by_key(|(id, _)| key(*id));
        for (id, deltas) in set {
            for delta in deltas {
                self.set(key(id), &delta);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&key(id));
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut target = Target { width, height, pixels: vec![[0.0, 0.0, 0.0, 1.0]; width * height] };
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &primitive.primitive else {
                return Err("a paint callback can't be painted without a graphics card".to_owned());
            };
            let texture =
                self.textures.get(&key(mesh.texture_id)).ok_or("a mesh names an unknown texture")?;
            target.mesh(mesh, texture, primitive.clip_rect, scale);
        }
        Ok(target.into_image())
    }
}

impl CpuRenderer {
    fn set(&mut self, key: u64, delta: &epaint::ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let Some([left, top]) = delta.pos else {
            let texture = Texture {
                size: image.size,
                pixels: image.pixels.clone(),
                nearest: delta.options.magnification == egui::TextureFilter::Nearest,
                repeat: delta.options.wrap_mode != TextureWrapMode::ClampToEdge,
            };
            self.textures.insert(key, texture);
            return;
        };
        if let Some(texture) = self.textures.get_mut(&key) {
            for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                let start = (top + row) * texture.size[0] + left;
                texture.pixels[start..start + line.len()].copy_from_slice(line);
            }
        }
    }
}

impl Texture {
    fn texel(&self, x: i64, y: i64) -> [f32; 4] {
        let [width, height] = self.size.map(|side| side as i64);
        let (x, y) = if self.repeat {
            (x.rem_euclid(width), y.rem_euclid(height))
        } else {
            (x.clamp(0, width - 1), y.clamp(0, height - 1))
        };
        self.pixels[(y * width + x) as usize].to_array().map(|part| f32::from(part) / 255.0)
    }

    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.size[0] as f32, v * self.size[1] as f32);
        if self.nearest {
            return self.texel(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_part, bottom_part) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let mix = |a: [f32; 4], b: [f32; 4], t: f32| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t);
        if right_part == 0.0 && bottom_part == 0.0 {
            return self.texel(left, top);
        }
        let above = mix(self.texel(left, top), self.texel(left + 1, top), right_part);
        let below = mix(self.texel(left, top + 1), self.texel(left + 1, top + 1), right_part);
        mix(above, below, bottom_part)
    }
}

struct Target {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

/// A corner of a triangle in fixed-point pixels.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
}

/// Twice the signed area of a, b, p: the edge function.
fn edge(a: Corner, b: Corner, p: Corner) -> i64 {
    (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
}

/// Whether a pixel centre on this edge belongs to the triangle: top and left edges own it, so no pixel of two
/// neighbouring triangles is painted twice or never.
fn owns_its_edge(a: Corner, b: Corner) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

impl Target {
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        let clip_side = |side: f32, limit: usize| (side * scale).round().clamp(0.0, limit as f32) as i64;
        let clip = [
            clip_side(clip.min.x, self.width),
            clip_side(clip.min.y, self.height),
            clip_side(clip.max.x, self.width),
            clip_side(clip.max.y, self.height),
        ];
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|i| mesh.vertices[triangle[i] as usize]);
            self.triangle(corners, texture, clip, scale);
        }
    }

    fn triangle(&mut self, mut vertices: [Vertex; 3], texture: &Texture, clip: [i64; 4], scale: f32) {
        let snap = |v: &Vertex| Corner {
            x: (v.pos.x * scale * SUBPIXEL).round() as i64,
            y: (v.pos.y * scale * SUBPIXEL).round() as i64,
        };
        let area = |v: &[Vertex; 3]| edge(snap(&v[0]), snap(&v[1]), snap(&v[2]));
        if area(&vertices) < 0 {
            vertices.swap(1, 2);
        }
        let total = area(&vertices);
        if total == 0 {
            return;
        }
        let [a, b, c] = [snap(&vertices[0]), snap(&vertices[1]), snap(&vertices[2])];
        let one = SUBPIXEL as i64;
        let first = |low: i64, limit: i64| low.div_euclid(one).max(limit);
        let last = |high: i64, limit: i64| (high.div_euclid(one) + 1).min(limit);
        let columns = first(a.x.min(b.x).min(c.x), clip[0])..last(a.x.max(b.x).max(c.x), clip[2]);
        let rows = first(a.y.min(b.y).min(c.y), clip[1])..last(a.y.max(b.y).max(c.y), clip[3]);
        let bias = |owns: bool| i64::from(!owns);
        let biases = [bias(owns_its_edge(b, c)), bias(owns_its_edge(c, a)), bias(owns_its_edge(a, b))];
        // Most triangles are of one colour: no need to ask the texture for every pixel.
        let same = |v: &Vertex| v.color == vertices[0].color && v.uv == vertices[0].uv;
        let flat = vertices.iter().all(same).then(|| shade(&vertices, [1.0, 0.0, 0.0], texture));
        for y in rows {
            for x in columns.clone() {
                let p = Corner { x: x * one + one / 2, y: y * one + one / 2 };
                let weights = [edge(b, c, p), edge(c, a, p), edge(a, b, p)];
                if weights.iter().zip(biases).all(|(weight, bias)| weight - bias >= 0) {
                    let weights = weights.map(|weight| weight as f32 / total as f32);
                    self.blend(x, y, flat.unwrap_or_else(|| shade(&vertices, weights, texture)));
                }
            }
        }
    }

    fn blend(&mut self, x: i64, y: i64, source: [f32; 4]) {
        let index = y as usize * self.width + x as usize;
        let pixel = &mut self.pixels[index];
        for (below, above) in pixel.iter_mut().zip(source) {
            *below = above + *below * (1.0 - source[3]);
        }
    }

    fn into_image(self) -> RgbaImage {
        let byte = |part: f32| (part * 255.0).round().clamp(0.0, 255.0) as u8;
        RgbaImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            let [red, green, blue, _] = self.pixels[y as usize * self.width + x as usize].map(byte);
            Rgba([red, green, blue, 255])
        })
    }
}

fn shade(vertices: &[Vertex; 3], weights: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mut colour = [0.0; 4];
    let (mut u, mut v) = (0.0, 0.0);
    for (vertex, weight) in vertices.iter().zip(weights) {
        for (sum, part) in colour.iter_mut().zip(vertex.color.to_array()) {
            *sum += weight * f32::from(part) / 255.0;
        }
        u += weight * vertex.uv.x;
        v += weight * vertex.uv.y;
    }
    let texel = texture.sample(u, v);
    std::array::from_fn(|i| colour[i] * texel[i])
}

#[test]
fn a_filled_rectangle_covers_its_pixels_and_no_other() {
    let mut harness = egui_kittest::Harness::builder()
        .with_size([20.0, 10.0])
        .renderer(CpuRenderer::default())
        .build_ui(|ui| {
            let rect = Rect::from_min_max(egui::pos2(4.0, 2.0), egui::pos2(8.0, 6.0));
            ui.painter().with_clip_rect(Rect::EVERYTHING).rect_filled(rect, 0.0, Color32::WHITE);
        });
    let image = harness.render().expect("paints");
    let white = image.enumerate_pixels().filter(|(_, _, pixel)| pixel.0 == [255; 4]).map(|(x, y, _)| (x, y));
    let expected = (2..6).flat_map(|y| (4..8).map(move |x| (x, y)));
    assert_eq!(white.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
