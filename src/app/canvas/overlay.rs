//! What lies over the picture while one works on it: rings, handles, marquee, the line of a flow being drawn.
//! Never part of a figure. Must not know tools' states: only what they ask to be shown.

use std::collections::BTreeSet;

use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rect as ScreenRect, Shape, Stroke, StrokeKind, Vec2, vec2,
};

use super::camera::Projection;
use crate::{
    app::theme::{self, colour},
    model::{AreaShape, FlowId, OrganisationId, Point, Rect},
    scene::{FlowPath, NodeBox, Path, Scene, Target},
    style::Look,
};

/// Width of rings, screen points.
const RING: f32 = 2.0;
/// Distance of a ring from what it surrounds, screen points.
const RING_DISTANCE: f32 = 3.0;
/// Side of a resize handle, screen points.
const HANDLE: f32 = 7.0;
/// Radius of a dot from which a flow is drawn, screen points.
const DOT: f32 = 4.0;
/// How far curves may stray, canvas units at zoom 1.
const TOLERANCE: f64 = 0.2;

/// Draws the overlay.
pub struct Overlay<'a> {
    /// Where.
    pub painter: &'a Painter,
    /// Seen from where.
    pub projection: &'a Projection,
    /// Over what.
    pub scene: &'a Scene,
    /// In what colours.
    pub look: &'a Look,
}

impl Overlay<'_> {
    /// The accent, in which all of the overlay is drawn.
    pub fn accent(&self) -> Color32 {
        colour(self.look.accent())
    }

    /// The page under it.
    pub fn page(&self) -> Color32 {
        colour(self.look.page())
    }

    fn points(&self, path: &Path) -> Vec<(Vec<Pos2>, bool)> {
        let tolerance = TOLERANCE / self.projection.zoom;
        let parts = path.flatten(tolerance).into_iter();
        let screen = |points: Vec<Point>| {
            points.into_iter().map(|point| self.projection.screen_from_canvas(point)).collect()
        };
        parts.map(|(points, closed)| (screen(points), closed)).collect()
    }

    fn curve(&self, flow: &FlowPath) -> Vec<Pos2> {
        let parts = self.points(&Path::from_cubics(flow.own()));
        parts.into_iter().flat_map(|(points, _)| points).collect()
    }

    /// The flows among targets, and those of the stems among them.
    fn flows<'t>(&'t self, targets: impl Iterator<Item = &'t Target>) -> BTreeSet<&'t FlowId> {
        let mut flows = BTreeSet::new();
        for target in targets {
            match target {
                Target::Flow(id) => drop(flows.insert(id)),
                Target::Stem(_) => flows.extend(self.scene.flows_of(target)),
                _ => {}
            }
        }
        flows
    }

    /// The glow of selected flows, and a fainter one of the flow under the pointer.
    pub fn glow(&self, selected: &[Target], hovered: Option<&Target>, focused: Option<&Target>) {
        if !selected.iter().chain(hovered).chain(focused).any(is_flow) {
            return;
        }
        let width = (9.0 * self.projection.zoom as f32).clamp(6.0, 18.0);
        let glows = [
            (self.flows(focused.into_iter()), 0.45),
            (self.flows(selected.iter()), 0.28),
            (self.flows(hovered.into_iter()), 0.14),
        ];
        // What a stem shares glows once, however many of its flows do.
        for line in self.scene.flows.iter().chain(&self.scene.stems) {
            let is_meant = |flows: &BTreeSet<&FlowId>| line.sums.iter().any(|id| flows.contains(id));
            let Some((_, part)) = glows.iter().find(|(flows, _)| is_meant(flows)) else { continue };
            let glow = self.accent().gamma_multiply(*part);
            self.painter.add(Shape::line(self.curve(line), Stroke::new(width, glow)));
        }
    }

    /// The words of flows that are selected, under the pointer or under the keyboard and found no room on the picture.
    pub fn words_left_out(&self, selected: &[Target], hovered: Option<&Target>, focused: Option<&Target>) {
        if !selected.iter().chain(hovered).chain(focused).any(is_flow) {
            return;
        }
        let meant: BTreeSet<&Target> = selected.iter().chain(hovered).chain(focused).collect();
        for flow in self.scene.flows.iter().filter(|flow| flow.label.is_none()) {
            if meant.contains(&Target::Flow(flow.id.clone())) {
                self.left_out(flow);
            }
        }
    }

    /// The words of a flow that found no room on the picture, on its line over all else.
    fn left_out(&self, flow: &FlowPath) {
        let Some(middle) = flow.curve.get(flow.curve.len() / 2) else { return };
        if flow.label.is_some() || flow.words.is_empty() {
            return;
        }
        let size = (12.0 * self.projection.zoom as f32).clamp(11.0, 20.0);
        let ink = colour(self.look.ink());
        let galley = self.painter.layout(flow.words.clone(), theme::medium(size), ink, 14.0 * size);
        let part = if flow.curve.len() % 2 == 1 { 0.5 } else { 0.0 };
        let middle = self.projection.screen_from_canvas(middle.point(part));
        let plate = ScreenRect::from_center_size(middle, galley.size() + vec2(8.0, 2.0));
        self.painter.rect_filled(plate, CornerRadius::same(4), self.page());
        self.painter.galley(plate.min + vec2(4.0, 1.0), galley, ink);
    }

    /// Rings round what is selected.
    pub fn selection<'b>(&self, selected: impl Iterator<Item = &'b Target>) {
        let stroke = Stroke::new(RING, self.accent());
        // All of a large map may be selected: nothing is looked for among all the others.
        let (mut organisations, mut flows) = (BTreeSet::new(), BTreeSet::new());
        for target in selected {
            match target {
                Target::Organisation(id) => drop(organisations.insert(id)),
                Target::Flow(id) => drop(flows.insert(id)),
                other => self.ring(other, stroke),
            }
        }
        for node in self.scene.nodes.iter().filter(|node| organisations.contains(&node.id)) {
            self.node_ring(node, stroke);
        }
        if !flows.is_empty() {
            let is_meant = |line: &&FlowPath| line.sums.iter().any(|id| flows.contains(id));
            self.scene.flows.iter().filter(is_meant).for_each(|line| self.words_ring(line, stroke));
        }
    }

    /// What has the keyboard, beside its ring as selected: a box round a flow's words, a second ring where it is one of
    /// several.
    pub fn focus(&self, target: &Target, one_of_several: bool) {
        let stroke = Stroke::new(RING, self.accent());
        let rect = match target {
            Target::Flow(id) => {
                if let Some(label) = self.scene.flow(id).and_then(|flow| flow.label) {
                    let rect = self.projection.screen_rect(label).expand(1.0);
                    self.painter.rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Outside);
                }
                return;
            }
            Target::Organisation(id) => self.scene.node(id).map(|node| node.rect),
            Target::Note(id) => self.scene.notes.iter().find(|note| note.id == *id).map(|note| note.rect),
            Target::Group(id) => {
                self.scene.groups.iter().find(|group| group.id == *id).map(|group| group.rect)
            }
            _ => None,
        };
        if let Some(rect) = rect.filter(|_| one_of_several) {
            self.box_ring(rect, RING_DISTANCE + RING + 3.0, stroke);
        }
    }

    /// A faint ring round what is under the pointer.
    pub fn hover(&self, target: &Target) {
        self.ring(target, Stroke::new(1.5, self.accent().gamma_multiply(0.45)));
    }

    /// A thick ring and a tint: here a flow would end.
    pub fn lit(&self, id: &OrganisationId) {
        if let Some(node) = self.scene.node(id) {
            let rect = self.projection.screen_rect(node.rect).expand(RING_DISTANCE);
            self.painter.rect_filled(rect, self.corners(), self.accent().gamma_multiply(0.12));
            self.ring(&Target::Organisation(id.clone()), Stroke::new(3.0, self.accent()));
        }
    }

    fn corners(&self) -> CornerRadius {
        let radius = 8.0_f32.mul_add(self.projection.zoom as f32, RING_DISTANCE);
        CornerRadius::same(radius.clamp(3.0, 60.0) as u8)
    }

    fn ring(&self, target: &Target, stroke: Stroke) {
        match target {
            Target::Organisation(id) => {
                if let Some(node) = self.scene.node(id) {
                    self.node_ring(node, stroke);
                }
            }
            Target::Group(id) => {
                let group = self.scene.groups.iter().find(|group| group.id == *id);
                if let Some(group) = group.filter(|group| group.collapsed) {
                    self.outline_ring(&group.outline, group.rect, stroke);
                } else if let Some(group) = group {
                    for (points, _) in self.points(&group.outline) {
                        self.painter.add(Shape::closed_line(points, stroke));
                    }
                }
            }
            Target::Area(id) => {
                if let Some(area) = self.scene.areas.iter().find(|area| area.id == *id) {
                    if area.shape == AreaShape::Rect {
                        self.box_ring(area.rect, 0.0, stroke);
                    } else {
                        for (points, _) in self.points(&area.outline) {
                            self.painter.add(Shape::closed_line(points, stroke));
                        }
                    }
                }
            }
            Target::Note(id) => {
                if let Some(note) = self.scene.notes.iter().find(|note| note.id == *id) {
                    self.box_ring(note.rect, RING_DISTANCE, stroke);
                }
            }
            Target::Flow(id) | Target::Stem(id) => {
                let is_stem = matches!(target, Target::Stem(_));
                let line = if is_stem { self.scene.stem(id) } else { self.scene.flow(id) };
                if let Some(line) = line {
                    self.words_ring(line, stroke);
                }
            }
            Target::Page | Target::Title | Target::Legend => {}
        }
    }

    fn node_ring(&self, node: &NodeBox, stroke: Stroke) {
        if node.badges.is_empty() {
            self.outline_ring(&node.outline, node.rect, stroke);
        } else {
            // A ring along the outline would strike through the badges on it.
            let around = node.badges.iter().fold(node.rect, |sum, badge| sum.union(*badge));
            self.box_ring(around, RING_DISTANCE, stroke);
        }
    }

    fn words_ring(&self, line: &FlowPath, stroke: Stroke) {
        if let Some(label) = line.label {
            let rect = self.projection.screen_rect(label).expand(2.0);
            let thin = Stroke::new(1.0, stroke.color);
            self.painter.rect_stroke(rect, CornerRadius::same(4), thin, StrokeKind::Outside);
        }
    }

    /// A ring that follows an outline of one part at a distance; a box round an outline of several.
    fn outline_ring(&self, outline: &Path, rect: Rect, stroke: Stroke) {
        match self.points(outline).as_slice() {
            [(points, true)] if points.len() > 2 => {
                let distance = RING_DISTANCE + stroke.width / 2.0;
                self.painter.add(Shape::closed_line(grown(points, distance), stroke));
            }
            parts => {
                let all = parts.iter().flat_map(|(points, _)| points.iter().copied());
                let around = all.fold(self.projection.screen_rect(rect), |mut sum, point| {
                    sum.extend_with(point);
                    sum
                });
                let ring = around.expand(RING_DISTANCE);
                self.painter.rect_stroke(ring, self.corners(), stroke, StrokeKind::Outside);
            }
        }
    }

    fn box_ring(&self, rect: Rect, distance: f32, stroke: Stroke) {
        let rect = self.projection.screen_rect(rect).expand(distance);
        self.painter.rect_stroke(rect, self.corners(), stroke, StrokeKind::Outside);
    }

    /// Small squares at the corners of a box: drag to resize. None on a box that they would cover.
    pub fn handles(&self, corners: &[Point]) {
        let centers: Vec<Pos2> = corners.iter().map(|at| self.projection.screen_from_canvas(*at)).collect();
        let around = ScreenRect::from_points(&centers);
        if around.width() < 4.0 * HANDLE || around.height() < 3.0 * HANDLE {
            return;
        }
        for center in centers {
            let square = ScreenRect::from_center_size(center, Vec2::splat(HANDLE));
            let stroke = Stroke::new(1.5, self.accent());
            self.painter.rect(square, CornerRadius::same(2), self.page(), stroke, StrokeKind::Middle);
        }
    }

    /// Dots in the middle of each side: drag to draw a flow. Full when the pointer is on the rim.
    pub fn rim_dots(&self, id: &OrganisationId, on_rim: bool) {
        let Some(node) = self.scene.node(id) else { return };
        let rect = self.projection.screen_rect(node.rect);
        // On a low box the dots above and below would lie on the words.
        let sides = [rect.left_center(), rect.right_center(), rect.center_top(), rect.center_bottom()];
        let shown = if rect.height() < 30.0 { 2 } else { 4 };
        if rect.width() < 32.0 || rect.height() < 12.0 {
            return;
        }
        let fill = if on_rim { self.accent() } else { self.page() };
        for side in sides.into_iter().take(shown) {
            self.painter.circle(side, DOT, fill, Stroke::new(1.5, self.accent()));
        }
    }

    /// The frame that is being drawn round things.
    pub fn marquee(&self, rect: Rect) {
        let rect = self.projection.screen_rect(rect);
        let fill = self.accent().gamma_multiply(0.08);
        self.painter.rect(
            rect,
            CornerRadius::ZERO,
            fill,
            Stroke::new(1.0, self.accent()),
            StrokeKind::Inside,
        );
    }

    /// The flow that is being drawn, from a node towards a point.
    pub fn connection(&self, from: &OrganisationId, to: Point, over: Option<&OrganisationId>, ink: Color32) {
        let Some(node) = self.scene.node(from) else { return };
        self.ring(&Target::Organisation(from.clone()), Stroke::new(RING, self.accent()));
        if let Some(over) = over {
            self.lit(over);
        }
        let start = self.projection.screen_from_canvas(rim_towards(node.rect, to));
        let aimed = over.and_then(|id| self.scene.node(id));
        let end = aimed.map_or(to, |target| rim_towards(target.rect, node.rect.center()));
        let end = self.projection.screen_from_canvas(end);
        self.arrow(start, end, ink);
    }

    fn arrow(&self, start: Pos2, end: Pos2, ink: Color32) {
        let way = end - start;
        if way.length() < 6.0 {
            return;
        }
        let ahead = way.normalized();
        let width = (2.0 * self.projection.zoom as f32).clamp(1.5, 4.0);
        let head = 5.0 * width;
        let base = end - ahead * head;
        self.painter.line_segment([start, base], Stroke::new(width, ink));
        let side = ahead.rot90() * head * 0.36;
        self.painter.add(Shape::convex_polygon(vec![end, base + side, base - side], ink, Stroke::NONE));
    }

    /// The frame of the canvas while the keyboard goes there.
    pub fn keyboard_focus(&self) {
        let rect = self.projection.viewport.shrink(1.0);
        let stroke = Stroke::new(2.0, self.accent());
        self.painter.rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Inside);
    }
}

fn is_flow(target: &Target) -> bool {
    matches!(target, Target::Flow(_) | Target::Stem(_))
}

/// Where the line from the middle of a box towards a point leaves the box.
#[must_use]
pub fn rim_towards(rect: Rect, to: Point) -> Point {
    let center = rect.center();
    let way = to - center;
    let across = if way.x == 0.0 { f64::INFINITY } else { rect.width / 2.0 / way.x.abs() };
    let down = if way.y == 0.0 { f64::INFINITY } else { rect.height / 2.0 / way.y.abs() };
    let part = across.min(down);
    if part.is_finite() && part < 1.0 { center + way * part } else { to }
}

/// An outline moved outward by a distance.
fn grown(points: &[Pos2], by: f32) -> Vec<Pos2> {
    let count = points.len();
    let clockwise = super::mesh::area(points) > 0.0;
    let normal = |a: Pos2, b: Pos2| {
        let way = (b - a).normalized();
        if clockwise { vec2(way.y, -way.x) } else { vec2(-way.y, way.x) }
    };
    (0..count)
        .map(|index| {
            let (before, here) = (points[(index + count - 1) % count], points[index]);
            let after = points[(index + 1) % count];
            let sum = normal(before, here) + normal(here, after);
            let square = sum.length_sq();
            let outward = if square < 0.3 { normal(before, here) } else { sum * (2.0 / square).min(1.8) };
            here + outward * by
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_a_box_at_its_rim() {
        let rect = Rect::new(0.0, 0.0, 100.0, 40.0);
        assert_eq!(rim_towards(rect, Point::new(500.0, 20.0)), Point::new(100.0, 20.0));
        assert_eq!(rim_towards(rect, Point::new(50.0, -80.0)), Point::new(50.0, 0.0));
        assert_eq!(rim_towards(rect, Point::new(60.0, 25.0)), Point::new(60.0, 25.0));
        assert_eq!(rim_towards(rect, rect.center()), rect.center());
    }
}
