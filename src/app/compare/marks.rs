//! What differs, marked on the map: by the shape of a ring and a sign, not by colour alone. Must not know why it differs.

use std::collections::BTreeMap;

use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rect as ScreenRect, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::{CompareCard, job::Found};
use crate::{
    app::{
        canvas::{Canvas, Projection, dashes},
        theme::Theme,
    },
    model::{OrganisationId, Point, RecordId, Rect},
    pipeline::Fate,
    scene::{FlowPath, GroupBox, Scene},
};

/// A ring keeps so far from what it surrounds, screen points.
const DISTANCE: f32 = 5.0;
/// The radius of a sign, screen points.
const SIGN: f32 = 9.0;
/// Under this zoom marks are smaller, so that they do not hide what they mark.
const NEAR: f64 = 0.35;
/// A smaller sign is a dot: nobody could tell what is in it.
const DOT: f32 = 4.0;
/// What has moved no farther than this has not moved to the eye, canvas units.
const NOTICED: f64 = 4.0;

/// The colour of what became of a record; never alone.
pub(super) fn ink(theme: &Theme, fate: Fate) -> Color32 {
    match fate {
        Fate::Added => theme.success,
        Fate::Gone => theme.danger,
        Fate::Changed => theme.warning,
        Fate::Moved => theme.accent,
    }
}

/// A disc with a plus, a minus, a wave or an arrow.
pub(super) fn sign(painter: &Painter, theme: &Theme, fate: Fate, at: Pos2, radius: f32) {
    let ink = ink(theme, fate);
    let part = radius * 0.5;
    let line = |from: Pos2, to: Pos2| {
        painter.line_segment([from, to], Stroke::new((radius * 0.22).max(1.4), theme.page));
    };
    if radius < DOT {
        painter.circle_filled(at, radius, ink);
        return;
    }
    painter.circle(at, radius, ink, Stroke::new(1.0, theme.page));
    match fate {
        Fate::Added => {
            line(at - vec2(part, 0.0), at + vec2(part, 0.0));
            line(at - vec2(0.0, part), at + vec2(0.0, part));
        }
        Fate::Gone => line(at - vec2(part, 0.0), at + vec2(part, 0.0)),
        Fate::Changed => {
            let wave = [(-1.0, 0.35), (-0.4, -0.45), (0.4, 0.45), (1.0, -0.35)];
            let points: Vec<Pos2> = wave.iter().map(|(x, y)| at + vec2(x * part, y * part)).collect();
            painter.add(Shape::line(points, Stroke::new((radius * 0.22).max(1.4), theme.page)));
        }
        Fate::Moved => {
            line(at - vec2(part, 0.0), at + vec2(part, 0.0));
            line(at + vec2(part * 0.2, -part * 0.7), at + vec2(part, 0.0));
            line(at + vec2(part * 0.2, part * 0.7), at + vec2(part, 0.0));
        }
    }
}

/// Marks what differs on the canvas, over the map.
pub fn marks_ui(ui: &Ui, theme: &Theme, card: &CompareCard, canvas: &Canvas, place: ScreenRect) {
    let (Some(found), Some(scene)) = (card.found(), canvas.scene()) else { return };
    let projection = Projection::new(canvas.view(), place).snapped(ui.ctx().pixels_per_point());
    let marks = Marks { painter: &ui.painter_at(place), theme, projection };
    let fates = fates(card, &found);
    if card.shows(Fate::Moved) && !card.is_beside() {
        marks.ways(&found, scene);
    }
    marks.scene(scene, &fates);
    if !card.is_beside() && card.shows(Fate::Gone) {
        for (id, rect) in &found.gone {
            if !matches!(id, RecordId::Group(_)) {
                marks.mark(*rect, !matches!(id, RecordId::Flow(_)), Fate::Gone);
            }
        }
        for group in &found.there.groups {
            if found.gone.contains_key(&RecordId::Group(group.id.clone())) {
                marks.group(group, Fate::Gone);
            }
        }
    }
}

/// Marks the same on the picture of the other map.
pub(super) fn marks_there(ui: &Ui, theme: &Theme, card: &CompareCard, found: &Found, projection: Projection) {
    let marks = Marks { painter: &ui.painter_at(projection.viewport), theme, projection };
    marks.scene(&found.there, &fates(card, found));
}

fn fates<'a>(card: &CompareCard, found: &'a Found) -> BTreeMap<&'a RecordId, Fate> {
    let records = found.comparison.difference.records.iter();
    records.filter(|one| card.shows(one.fate)).map(|one| (&one.id, one.fate)).collect()
}

struct Marks<'a> {
    painter: &'a Painter,
    theme: &'a Theme,
    projection: Projection,
}

impl Marks<'_> {
    fn scene(&self, scene: &Scene, fates: &BTreeMap<&RecordId, Fate>) {
        if fates.is_empty() {
            return;
        }
        for flow in &scene.flows {
            let fate = flow.sums.iter().find_map(|id| fates.get(&RecordId::Flow(id.clone())));
            if let (Some(fate), Some(rect)) = (fate, middle(flow)) {
                self.mark(rect, false, *fate);
            }
        }
        let boxes = scene.nodes.iter().map(|node| (RecordId::Organisation(node.id.clone()), node.rect));
        let notes = scene.notes.iter().map(|note| (RecordId::Note(note.id.clone()), note.rect));
        for group in &scene.groups {
            if let Some(fate) = fates.get(&RecordId::Group(group.id.clone())) {
                self.group(group, *fate);
            }
        }
        for (id, rect) in boxes.chain(notes) {
            if let Some(fate) = fates.get(&id) {
                self.mark(rect, true, *fate);
            }
        }
    }

    /// How large marks are, of 1: in a view from afar smaller, as what they mark is.
    fn size(&self) -> f32 {
        let zoom = self.projection.zoom;
        if zoom < NEAR { (0.6 * zoom / NEAR).max(0.3) as f32 } else { 1.0 }
    }

    /// A ring whose line tells what became of it, and a sign at its corner.
    fn mark(&self, rect: Rect, ring: bool, fate: Fate) {
        let rect = self.projection.screen_rect(rect);
        if !rect.expand(30.0).intersects(self.projection.viewport) {
            return;
        }
        let size = self.size();
        let radius = SIGN * size;
        if !ring {
            // Beside its words, which stay legible.
            let radius = radius * 0.85;
            let aside = if rect.width() > 2.0 { radius + 2.0 } else { 0.0 };
            sign(self.painter, self.theme, fate, rect.left_center() - vec2(aside, 0.0), radius);
            return;
        }
        let around = rect.expand(DISTANCE * size);
        let corners = CornerRadius::from(8.0 * size);
        let stroke = Stroke::new((2.0 * size).max(1.0), ink(self.theme, fate));
        let pattern = pattern(fate);
        match fate {
            Fate::Moved => {}
            _ if pattern.is_empty() => {
                self.painter.rect_stroke(around, corners, stroke, StrokeKind::Middle);
            }
            _ => {
                let [a, b] = [around.left_top(), around.right_top()];
                let [c, d] = [around.right_bottom(), around.left_bottom()];
                for dash in dashes(&[a, b, c, d], true, pattern) {
                    self.painter.add(Shape::line(dash, stroke));
                }
            }
        }
        sign(self.painter, self.theme, fate, pos2(around.right() - 2.0, around.top() + 1.0), radius);
    }

    /// A group is marked along its own outline, which holds no more than the group does, and beside its title.
    fn group(&self, group: &GroupBox, fate: Fate) {
        if group.collapsed {
            self.mark(group.rect, true, fate);
            return;
        }
        if !self.projection.screen_rect(group.rect).expand(30.0).intersects(self.projection.viewport) {
            return;
        }
        let stroke = Stroke::new(1.5, ink(self.theme, fate));
        let parts = if fate == Fate::Moved { Vec::new() } else { group.outline.flatten(0.5) };
        for (points, _) in parts {
            let points: Vec<Pos2> =
                points.into_iter().map(|point| self.projection.screen_from_canvas(point)).collect();
            match pattern(fate) {
                [] => drop(self.painter.add(Shape::closed_line(points, stroke))),
                dashed => {
                    let dashes = dashes(&points, true, dashed);
                    self.painter.extend(dashes.into_iter().map(|dash| Shape::line(dash, stroke)));
                }
            }
        }
        let radius = SIGN * self.size();
        let title = self.projection.screen_rect(group.title);
        sign(self.painter, self.theme, fate, title.right_center() + vec2(radius + 5.0, 0.0), radius);
    }

    /// A thin line from where each stood to where it stands.
    fn ways(&self, found: &Found, scene: &Scene) {
        let center = |scene: &Scene| -> BTreeMap<OrganisationId, Point> {
            scene.nodes.iter().map(|node| (node.id.clone(), node.rect.center())).collect()
        };
        let before = center(&found.there);
        let stroke = Stroke::new(1.25, ink(self.theme, Fate::Moved).gamma_multiply(0.8));
        for node in &scene.nodes {
            let Some(old) = before.get(&node.id) else { continue };
            let way = node.rect.center() - *old;
            if way.x.hypot(way.y) < NOTICED {
                continue;
            }
            let [from, to] =
                [*old, node.rect.center()].map(|point| self.projection.screen_from_canvas(point));
            let seen = ScreenRect::from_two_pos(from, to).expand(8.0);
            if !seen.intersects(self.projection.viewport) {
                continue;
            }
            // It ends at the rim: the box is not struck through.
            let rect = self.projection.screen_rect(node.rect).expand(2.0);
            let end = rim(rect, from);
            for dash in dashes(&[from, end], false, &[5.0, 3.0]) {
                self.painter.add(Shape::line(dash, stroke));
            }
            self.painter.circle(from, 4.0, self.theme.page, Stroke::new(1.5, stroke.color));
        }
    }
}

/// Dashes and gaps of a ring, screen points; none for a whole one.
fn pattern(fate: Fate) -> &'static [f32] {
    match fate {
        Fate::Gone => &[9.0, 5.0],
        Fate::Changed => &[2.0, 4.0],
        Fate::Added | Fate::Moved => &[],
    }
}

/// Where the line from outside to the middle of a box meets it; the point itself if it lies inside.
fn rim(rect: ScreenRect, from: Pos2) -> Pos2 {
    let (middle, way) = (rect.center(), from - rect.center());
    let across = if way.x == 0.0 { f32::INFINITY } else { rect.width() / 2.0 / way.x.abs() };
    let down = if way.y == 0.0 { f32::INFINITY } else { rect.height() / 2.0 / way.y.abs() };
    let part = across.min(down);
    if part < 1.0 { middle + way * part } else { from }
}

/// Where a flow is marked: over its words, or on the middle of its line.
fn middle(flow: &FlowPath) -> Option<Rect> {
    flow.label.or_else(|| {
        let at = flow.curve.get(flow.curve.len() / 2)?.point(0.5);
        Some(Rect::new(at.x, at.y, 0.0, 0.0))
    })
}
