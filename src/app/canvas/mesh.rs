//! Triangles of our own: filled outlines and strokes with soft edges, all in one mesh with one texture.
//! egui's tessellator works every shape out anew on every frame; these are kept while nothing changes.
//! Must not know scenes or cameras: points on the screen in, triangles out.

use std::borrow::Cow;

use eframe::egui::{
    Color32, Mesh, Pos2, Vec2,
    epaint::{TextureId, Vertex},
    vec2,
};

use super::triangulate::triangulate;

/// Corners sharper than this (cosine between the normals) are cut off, not drawn out to a spike.
const SHARPEST_MITRE: f32 = 0.2;

/// Collects triangles. All lengths in screen points.
#[derive(Clone, Debug)]
pub struct MeshBuilder {
    mesh: Mesh,
    white: Pos2,
    soft: f32,
}

impl MeshBuilder {
    /// A builder for this texture, whose texel at `white` is white; edges fade over one pixel.
    #[must_use]
    pub fn new(texture: TextureId, white: Pos2, pixels_per_point: f32) -> Self {
        Self { mesh: Mesh::with_texture(texture), white, soft: 1.0 / pixels_per_point }
    }

    /// What was collected.
    #[must_use]
    pub fn finish(self) -> Mesh {
        self.mesh
    }

    /// How many vertices were collected.
    #[must_use]
    pub fn size(&self) -> usize {
        self.mesh.vertices.len()
    }

    fn vertex(&mut self, pos: Pos2, color: Color32) -> u32 {
        let index = self.mesh.vertices.len() as u32;
        self.mesh.vertices.push(Vertex { pos, uv: self.white, color });
        index
    }

    /// A piece of the texture, such as a glyph.
    pub fn picture(&mut self, corners: [Pos2; 2], uv: [Pos2; 2], colour: Color32) {
        let [min, max] = corners;
        let first = self.mesh.vertices.len() as u32;
        for (pos, uv) in [
            (min, uv[0]),
            (Pos2::new(max.x, min.y), Pos2::new(uv[1].x, uv[0].y)),
            (Pos2::new(min.x, max.y), Pos2::new(uv[0].x, uv[1].y)),
            (max, uv[1]),
        ] {
            self.mesh.vertices.push(Vertex { pos, uv, color: colour });
        }
        self.mesh.indices.extend([0, 1, 2, 2, 1, 3].map(|corner| first + corner));
    }

    /// An upright rectangle without soft edges.
    pub fn block(&mut self, min: Pos2, max: Pos2, colour: Color32) {
        self.picture([min, max], [self.white, self.white], colour);
    }

    /// A filled polygon, convex or not, with a soft edge.
    pub fn fill(&mut self, points: &[Pos2], colour: Color32) {
        let mut points = without_repeats(points, true);
        if points.len() < 3 || colour == Color32::TRANSPARENT {
            return;
        }
        if area(&points) < 0.0 {
            points.to_mut().reverse();
        }
        let first = self.mesh.vertices.len() as u32;
        let count = points.len();
        let mut arriving = normal(points[count - 1], points[0]);
        for (index, point) in points.iter().enumerate() {
            let leaving = normal(*point, points[if index + 1 == count { 0 } else { index + 1 }]);
            let outward = mitre(arriving, leaving) * (self.soft / 2.0);
            self.vertex(*point - outward, colour);
            self.vertex(*point + outward, Color32::TRANSPARENT);
            arriving = leaving;
        }
        for [a, b, c] in triangulate(&points) {
            self.mesh.indices.extend([a, b, c].map(|corner| first + 2 * corner));
        }
        for index in 0..count as u32 {
            let next = (index + 1) % count as u32;
            self.quad([first + 2 * index, first + 2 * index + 1, first + 2 * next, first + 2 * next + 1]);
        }
    }

    /// A line of this width along the points, with round ends unless it closes.
    pub fn stroke(&mut self, points: &[Pos2], closed: bool, width: f32, colour: Color32) {
        let points = without_repeats(points, closed);
        let count = points.len();
        if count < 2 {
            if let (Some(only), false) = (points.first(), closed) {
                self.dot(*only, width, colour);
            }
            return;
        }
        let profile = self.profile(width, colour);
        let mut previous: Option<u32> = None;
        let mut first = None;
        let mut before = closed.then(|| normal(points[count - 1], points[0]));
        for (index, point) in points.iter().enumerate() {
            let next = points.get(index + 1).or(points.first().filter(|_| closed));
            let after = next.map(|next| normal(*point, *next));
            let (arriving, leaving) = match (before, after) {
                (Some(a), Some(b)) if a.dot(b) < SHARPEST_MITRE => (a, Some(b)),
                (Some(a), Some(b)) => (mitre(a, b), None),
                (Some(one), None) | (None, Some(one)) => (one, None),
                (None, None) => continue,
            };
            for sideways in std::iter::once(arriving).chain(leaving) {
                let section = self.section(*point, sideways, profile);
                if let Some(previous) = previous {
                    self.band(previous, section, profile);
                }
                first.get_or_insert(section);
                previous = Some(section);
            }
            before = after;
        }
        if let (true, Some(previous), Some(first)) = (closed, previous, first) {
            self.band(previous, first, profile);
        } else {
            // A cap under a pixel would not be seen.
            if width > 1.5 * self.soft {
                self.cap(points[0], points[0] - points[1], profile);
                self.cap(points[count - 1], points[count - 1] - points[count - 2], profile);
            }
        }
    }

    /// A filled disc.
    pub fn dot(&mut self, center: Pos2, diameter: f32, colour: Color32) {
        let profile = self.profile(diameter, colour);
        self.cap(center, Vec2::RIGHT, profile);
        self.cap(center, Vec2::LEFT, profile);
    }

    /// How a line is across: one thinner than a pixel is a paler one.
    fn profile(&self, width: f32, colour: Color32) -> Profile {
        if width >= self.soft {
            Profile { inner: (width - self.soft) / 2.0, outer: f32::midpoint(width, self.soft), colour }
        } else {
            Profile { inner: 0.0, outer: self.soft, colour: colour.gamma_multiply(width / self.soft) }
        }
    }

    /// The vertices across a line: four, or three where nothing of it is full.
    fn section(&mut self, at: Pos2, sideways: Vec2, profile: Profile) -> u32 {
        let Profile { inner, outer, colour } = profile;
        let first = self.vertex(at + sideways * outer, Color32::TRANSPARENT);
        self.vertex(at + sideways * inner, colour);
        if !profile.is_hair() {
            self.vertex(at - sideways * inner, colour);
        }
        self.vertex(at - sideways * outer, Color32::TRANSPARENT);
        first
    }

    fn band(&mut self, from: u32, to: u32, profile: Profile) {
        let strips = if profile.is_hair() { 2 } else { 3 };
        for strip in 0..strips {
            self.quad([from + strip, from + strip + 1, to + strip, to + strip + 1]);
        }
    }

    /// A half disc that looks in the direction `ahead`.
    fn cap(&mut self, at: Pos2, ahead: Vec2, profile: Profile) {
        let Profile { inner, outer, colour } = profile;
        let ahead = ahead.normalized();
        let sideways = ahead.rot90();
        let steps = (3.0 + outer * 1.5).min(24.0) as u32;
        let middle = self.vertex(at, colour);
        for step in 0..=steps {
            let angle = std::f32::consts::PI * step as f32 / steps as f32;
            let direction = sideways * angle.cos() + ahead * angle.sin();
            let here = self.vertex(at + direction * inner, colour);
            self.vertex(at + direction * outer, Color32::TRANSPARENT);
            if step > 0 {
                self.mesh.indices.extend([middle, here - 2, here]);
                self.quad([here - 2, here - 1, here, here + 1]);
            }
        }
    }

    fn quad(&mut self, corners: [u32; 4]) {
        let [a, b, c, d] = corners;
        self.mesh.indices.extend([a, b, c, c, b, d]);
    }
}

/// Half widths of the full and of the faded part of a line, and its colour.
#[derive(Clone, Copy, Debug)]
struct Profile {
    inner: f32,
    outer: f32,
    colour: Color32,
}

impl Profile {
    /// Whether it fades from its very middle.
    fn is_hair(self) -> bool {
        self.inner == 0.0
    }
}

/// The points without those that stand on the one before; most lines have none.
fn without_repeats(points: &[Pos2], closed: bool) -> Cow<'_, [Pos2]> {
    let near = |a: Pos2, b: Pos2| a.distance_sq(b) < 1e-4;
    let ends_meet = closed && points.len() > 1 && near(points[0], points[points.len() - 1]);
    if !ends_meet && points.windows(2).all(|pair| !near(pair[0], pair[1])) {
        return Cow::Borrowed(points);
    }
    let mut out: Vec<Pos2> = Vec::with_capacity(points.len());
    for point in points {
        if out.last().is_none_or(|last| !near(*last, *point)) {
            out.push(*point);
        }
    }
    while closed && out.len() > 1 && near(out[0], out[out.len() - 1]) {
        out.pop();
    }
    Cow::Owned(out)
}

/// Twice the signed area; positive when clockwise as seen on the screen.
pub(super) fn area(points: &[Pos2]) -> f32 {
    let count = points.len();
    (0..count)
        .map(|index| {
            let (a, b) = (points[index], points[(index + 1) % count]);
            a.x * b.y - b.x * a.y
        })
        .sum()
}

/// To the left of the way from a to b as seen on the screen: outward of a clockwise outline.
fn normal(a: Pos2, b: Pos2) -> Vec2 {
    let way = (b - a).normalized();
    vec2(way.y, -way.x)
}

/// The offset that keeps both edges of a corner at distance one; limited at sharp corners.
fn mitre(a: Vec2, b: Vec2) -> Vec2 {
    let sum = a + b;
    let square = sum.length_sq();
    if square < 0.3 { a } else { sum * (2.0 / square).min(1.8) }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    fn builder() -> MeshBuilder {
        MeshBuilder::new(TextureId::default(), Pos2::ZERO, 1.0)
    }

    /// The area that a mesh covers, weighted by its opacity.
    fn covered(mesh: &Mesh) -> f32 {
        let triangles = mesh.indices.chunks_exact(3).map(|triangle| {
            let corners: Vec<_> = triangle.iter().map(|index| mesh.vertices[*index as usize]).collect();
            let opacity: f32 =
                corners.iter().map(|corner| f32::from(corner.color.a()) / 255.0).sum::<f32>() / 3.0;
            let points: Vec<_> = corners.iter().map(|corner| corner.pos).collect();
            area(&points).abs() / 2.0 * opacity
        });
        triangles.sum()
    }

    #[test]
    fn shapes_cover_what_they_should() {
        let square = [pos2(0.0, 0.0), pos2(40.0, 0.0), pos2(40.0, 40.0), pos2(0.0, 40.0)];
        let corner = [pos2(0.0, 0.0), pos2(40.0, 0.0), pos2(40.0, 40.0), pos2(20.0, 20.0), pos2(0.0, 40.0)];
        for (name, points, expected) in [("square", &square[..], 1600.0), ("notched", &corner[..], 1200.0)] {
            let mut reversed = points.to_vec();
            reversed.reverse();
            for points in [points.to_vec(), reversed] {
                let mut builder = builder();
                builder.fill(&points, Color32::WHITE);
                let mesh = builder.finish();
                assert!((covered(&mesh) - expected).abs() < 0.02 * expected, "{name} {}", covered(&mesh));
            }
        }
        let mut line = builder();
        line.stroke(&[pos2(0.0, 0.0), pos2(100.0, 0.0)], false, 4.0, Color32::WHITE);
        let mesh = line.finish();
        assert!((covered(&mesh) - 412.0).abs() < 6.0, "{}", covered(&mesh));
    }

    #[test]
    fn nothing_and_less_than_nothing_are_drawn_in_peace() {
        let mut builder = builder();
        builder.fill(&[], Color32::WHITE);
        builder.fill(&[pos2(1.0, 1.0); 5], Color32::WHITE);
        builder.stroke(&[], true, 2.0, Color32::WHITE);
        builder.stroke(&[pos2(1.0, 1.0); 3], false, 2.0, Color32::WHITE);
        assert!(builder.finish().is_valid());
    }
}
