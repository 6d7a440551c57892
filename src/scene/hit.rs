//! What lies under a point and within a marquee. Must not know what is done with it.

use crate::model::{FlowId, Point, Rect};

use super::{
    curve::Cubic,
    path::{segment_distance, segment_meets_rect},
    types::{AreaBox, FlowPath, Hit, HitPart, Scene, Target},
};

impl Scene {
    /// What a point hits, the top-most first: notes, organisations and collapsed groups, labels of flows, flows,
    /// titles of groups, groups, areas. `tolerance` in canvas units widens lines and rims.
    #[must_use]
    pub fn hit(&self, at: Point, tolerance: f64) -> Option<Hit> {
        self.hit_note(at)
            .or_else(|| self.hit_node(at, tolerance))
            .or_else(|| self.hit_flow(at, tolerance))
            .or_else(|| self.hit_group(at, tolerance))
            .or_else(|| self.hit_area(at))
    }

    fn hit_note(&self, at: Point) -> Option<Hit> {
        let note = self.notes.iter().rev().find(|note| note.rect.contains(at))?;
        Some(Hit { target: Target::Note(note.id.clone()), part: HitPart::Body })
    }

    fn hit_node(&self, at: Point, tolerance: f64) -> Option<Hit> {
        for node in self.nodes.iter().rev() {
            if node.tower.iter().chain(&node.badges).any(|mark| mark.contains(at)) {
                return Some(Hit { target: Target::Organisation(node.id.clone()), part: HitPart::Body });
            }
            if !node.rect.expanded(tolerance).contains(at) {
                continue;
            }
            let part = if node.outline.distance(at) <= tolerance {
                HitPart::Rim
            } else if node.outline.contains(at) {
                HitPart::Body
            } else {
                continue;
            };
            return Some(Hit { target: Target::Organisation(node.id.clone()), part });
        }
        let group = self.groups.iter().rev().find(|group| group.collapsed && group.outline.contains(at))?;
        Some(Hit { target: Target::Group(group.id.clone()), part: HitPart::Body })
    }

    fn hit_flow(&self, at: Point, tolerance: f64) -> Option<Hit> {
        type Named = fn(FlowId) -> Target;
        let stems = self.stems.iter().rev().map(|stem| (stem, Target::Stem as Named));
        let lines = || stems.clone().chain(self.flows.iter().rev().map(|flow| (flow, Target::Flow as Named)));
        let hit = |flow: &FlowPath, named: Named, part| Hit { target: named(flow.id.clone()), part };
        let labelled = lines().find(|(flow, _)| flow.label.is_some_and(|label| label.contains(at)));
        if let Some((flow, named)) = labelled {
            return Some(hit(flow, named, HitPart::Label));
        }
        let mut nearest: Option<(f64, &FlowPath, Named)> = None;
        for (flow, named) in lines() {
            if !flow.bounds.expanded(tolerance).contains(at) {
                continue;
            }
            let distance = curve_distance(flow.own(), at);
            if distance <= tolerance && nearest.is_none_or(|(best, ..)| distance < best) {
                nearest = Some((distance, flow, named));
            }
        }
        nearest.map(|(_, flow, named)| hit(flow, named, HitPart::Line))
    }

    fn hit_group(&self, at: Point, tolerance: f64) -> Option<Hit> {
        let open = || self.groups.iter().rev().filter(|group| !group.collapsed);
        let hit = |id: &crate::model::GroupId, part| Hit { target: Target::Group(id.clone()), part };
        if let Some(group) = open().find(|group| group.title.contains(at)) {
            return Some(hit(&group.id, HitPart::Title));
        }
        for group in open() {
            if !group.rect.expanded(tolerance).contains(at) {
                continue;
            }
            if group.outline.distance(at) <= tolerance {
                return Some(hit(&group.id, HitPart::Rim));
            }
            if group.outline.contains(at) {
                return Some(hit(&group.id, HitPart::Body));
            }
        }
        None
    }

    fn hit_area(&self, at: Point) -> Option<Hit> {
        let hit = |area: &AreaBox, part| Hit { target: Target::Area(area.id.clone()), part };
        // A title is seen wherever it stands, also in another area that lies in front, or outside its slice.
        if let Some(area) = self.areas.iter().rev().find(|area| area.title.contains(at)) {
            return Some(hit(area, HitPart::Title));
        }
        let area = self.areas.iter().rev().find(|area| area.shape.contains(area.rect, at))?;
        Some(hit(area, HitPart::Body))
    }

    /// What a marquee takes, back to front: notes, organisations and collapsed groups that it holds wholly, flows
    /// both of whose ends it holds or whose line lies wholly inside, groups that it holds wholly.
    #[must_use]
    pub fn within(&self, marquee: Rect) -> Vec<Target> {
        let mut taken = Vec::new();
        for group in &self.groups {
            if marquee.contains_rect(group.rect) {
                taken.push(Target::Group(group.id.clone()));
            }
        }
        for flow in &self.flows {
            let ends = [&flow.from, &flow.to].map(|id| self.node(id).map(|node| node.rect));
            let holds_ends = ends.iter().all(|rect| rect.is_some_and(|rect| marquee.contains_rect(rect)));
            if holds_ends || marquee.contains_rect(flow.bounds) {
                taken.push(Target::Flow(flow.id.clone()));
            }
        }
        for node in &self.nodes {
            if marquee.contains_rect(node.rect) {
                taken.push(Target::Organisation(node.id.clone()));
            }
        }
        for note in &self.notes {
            if marquee.contains_rect(note.rect) {
                taken.push(Target::Note(note.id.clone()));
            }
        }
        taken
    }

    /// Flows whose line passes through the rectangle, back to front.
    #[must_use]
    pub fn flows_through(&self, rect: Rect) -> Vec<&FlowPath> {
        let through = |flow: &&FlowPath| {
            let points = flattened(&flow.curve);
            flow.bounds.overlaps(rect)
                && points.windows(2).any(|pair| segment_meets_rect(pair[0], pair[1], rect))
        };
        self.flows.iter().filter(through).collect()
    }
}

fn flattened(curve: &[Cubic]) -> Vec<Point> {
    let mut points = Vec::new();
    for cubic in curve {
        if points.is_empty() {
            points.push(cubic.start);
        }
        cubic.flatten_into(0.25, &mut points);
    }
    points
}

/// Distance from a point to connected cubics, canvas units.
fn curve_distance(curve: &[Cubic], at: Point) -> f64 {
    let points = flattened(curve);
    points.windows(2).map(|pair| segment_distance(pair[0], pair[1], at)).fold(f64::INFINITY, f64::min)
}
