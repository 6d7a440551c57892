//! Triangles of our own: filled outlines and strokes with soft edges, all in one mesh with one texture.
//! egui's tessellator works every shape out anew on every frame; these are kept while nothing changes.
//! Must not know scenes or cameras: points on the screen in, triangles out.

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
            points.reverse();
        }
        let first = self.mesh.vertices.len() as u32;
        let count = points.len();
        for (index, point) in points.iter().enumerate() {
            let before = points[(index + count - 1) % count];
            let after = points[(index + 1) % count];
            let outward = mitre(normal(before, *point), normal(*point, after)) * (self.soft / 2.0);
            self.vertex(*point - outward, colour);
            self.vertex(*point + outward, Color32::TRANSPARENT);
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
        if points.len() < 2 {
            if let (Some(only), false) = (points.first(), closed) {
                self.dot(*only, width, colour);
            }
            return;
        }
        let (inner, outer, colour) = self.profile(width, colour);
        let count = points.len();
        let mut previous: Option<u32> = None;
        let mut first = None;
        for index in 0..count {
            let point = points[index];
            let before = (index > 0 || closed).then(|| normal(points[(index + count - 1) % count], point));
            let after = (index + 1 < count || closed).then(|| normal(point, points[(index + 1) % count]));
            let (arriving, leaving) = match (before, after) {
                (Some(a), Some(b)) if a.dot(b) < SHARPEST_MITRE => (a, Some(b)),
                (Some(a), Some(b)) => (mitre(a, b), None),
                (Some(one), None) | (None, Some(one)) => (one, None),
                (None, None) => continue,
            };
            for sideways in std::iter::once(arriving).chain(leaving) {
                let section = self.section(point, sideways, inner, outer, colour);
                if let Some(previous) = previous {
                    self.band(previous, section);
                }
                first.get_or_insert(section);
                previous = Some(section);
            }
        }
        if let (true, Some(previous), Some(first)) = (closed, previous, first) {
            self.band(previous, first);
        } else {
            // A cap under a pixel would not be seen.
            if width > 1.5 * self.soft {
                self.cap(points[0], points[0] - points[1], inner, outer, colour);
                self.cap(points[count - 1], points[count - 1] - points[count - 2], inner, outer, colour);
            }
        }
    }

    /// A filled disc.
    pub fn dot(&mut self, center: Pos2, diameter: f32, colour: Color32) {
        let (inner, outer, colour) = self.profile(diameter, colour);
        self.cap(center, Vec2::RIGHT, inner, outer, colour);
        self.cap(center, Vec2::LEFT, inner, outer, colour);
    }

    /// Half widths of the full and of the faded part, and the colour: a line thinner than a pixel is a paler one.
    fn profile(&self, width: f32, colour: Color32) -> (f32, f32, Color32) {
        if width >= self.soft {
            ((width - self.soft) / 2.0, f32::midpoint(width, self.soft), colour)
        } else {
            (0.0, self.soft, colour.gamma_multiply(width / self.soft))
        }
    }

    /// Four vertices across a line.
    fn section(&mut self, at: Pos2, sideways: Vec2, inner: f32, outer: f32, colour: Color32) -> u32 {
        let first = self.vertex(at + sideways * outer, Color32::TRANSPARENT);
        self.vertex(at + sideways * inner, colour);
        self.vertex(at - sideways * inner, colour);
        self.vertex(at - sideways * outer, Color32::TRANSPARENT);
        first
    }

    fn band(&mut self, from: u32, to: u32) {
        for strip in 0..3 {
            self.quad([from + strip, from + strip + 1, to + strip, to + strip + 1]);
        }
    }

    /// A half disc that looks in the direction `ahead`.
    fn cap(&mut self, at: Pos2, ahead: Vec2, inner: f32, outer: f32, colour: Color32) {
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

/// Cuts a line into dashes: lengths of dash and gap in turn, in the unit of the points.
#[must_use]
pub fn dashes(points: &[Pos2], closed: bool, pattern: &[f32]) -> Vec<Vec<Pos2>> {
    let total: f32 = pattern.iter().sum();
    let mut points = points.to_vec();
    if let (true, Some(first)) = (closed, points.first().copied()) {
        points.push(first);
    }
    if total.is_nan() || total <= 0.05 {
        return vec![points];
    }
    let mut out = Vec::new();
    let (mut slot, mut left, mut drawing) = (0, pattern[0], true);
    let mut current: Vec<Pos2> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let length = pair[0].distance(pair[1]);
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let here = pair[0].lerp(pair[1], gone / length);
            if drawing {
                current.push(here);
                out.push(std::mem::take(&mut current));
            } else {
                current = vec![here];
            }
            drawing = !drawing;
            slot = (slot + 1) % pattern.len();
            left = pattern[slot];
        }
        left -= length - gone;
        if drawing {
            current.push(pair[1]);
        }
    }
    if drawing && current.len() > 1 {
        out.push(current);
    }
    out
}

fn without_repeats(points: &[Pos2], closed: bool) -> Vec<Pos2> {
    let near = |a: Pos2, b: Pos2| a.distance_sq(b) < 1e-4;
    let mut out: Vec<Pos2> = Vec::with_capacity(points.len());
    for point in points {
        if out.last().is_none_or(|last| !near(*last, *point)) {
            out.push(*point);
        }
    }
    while closed && out.len() > 1 && near(out[0], out[out.len() - 1]) {
        out.pop();
    }
    out
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
    fn dashes_have_their_lengths() {
        let cut = dashes(&[pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(30.0, 0.0)], false, &[6.0, 4.0]);
        let ends: Vec<_> = cut.iter().map(|dash| (dash[0].x, dash[dash.len() - 1].x)).collect();
        assert_eq!(ends, [(0.0, 6.0), (10.0, 16.0), (20.0, 26.0)]);
        let whole = dashes(&[pos2(0.0, 0.0), pos2(9.0, 0.0)], false, &[0.0, 0.0]);
        assert_eq!(whole.len(), 1);
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
