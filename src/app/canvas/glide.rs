//! From one picture to another: what is in both goes from its old place to its new one, so that the eye can follow.
//! Must not know why the picture changed.

use std::collections::BTreeMap;

use crate::{
    model::{AreaId, FlowId, GroupId, Point, Rect},
    scene::{Cubic, Item, Path, Scene, Segment, Shape, Target},
    style::Rgba,
};

/// How long it takes, seconds.
pub(super) const SECONDS: f64 = 0.3;
/// Pictures of more items than this change at once: a frame of the glide would take too long.
const MOST_ITEMS: usize = 5_000;

/// How far each thing is from where it will be, canvas units.
#[derive(Clone, Debug)]
pub(super) struct Glide {
    /// Egui's time when it began; none before its first frame.
    start: Option<f64>,
    far: BTreeMap<Target, Point>,
    flows: BTreeMap<FlowId, Ends>,
    groups: BTreeMap<GroupId, Vec<(Point, Point)>>,
    /// Areas that were not there, or not so.
    new_areas: Vec<AreaId>,
    number: u64,
}

/// The ends of a flow where they will be, and how far each is from there.
#[derive(Clone, Copy, Debug)]
struct Ends {
    at: (Point, Point),
    far: (Point, Point),
}

impl Ends {
    /// How far what will be at this point is from there.
    fn far_at(&self, point: Point) -> Point {
        let way = self.at.1 - self.at.0;
        let square = way.dot(way);
        let share = if square > 0.0 { ((point - self.at.0).dot(way) / square).clamp(0.0, 1.0) } else { 0.0 };
        self.far.0.lerp(self.far.1, share)
    }
}

impl Glide {
    /// From where things are seen now to where they are in `to`; none where nothing moves, or too much does.
    pub(super) fn between(seen: &BTreeMap<Target, Rect>, to: &Scene) -> Option<Self> {
        if is_large(to) {
            return None;
        }
        let mut far = BTreeMap::new();
        let mut areas = Vec::new();
        for (target, rect) in boxes(to) {
            match (seen.get(&target), target) {
                (was, Target::Area(id)) if was != Some(&rect) => areas.push(id),
                (Some(was), target) if was.center() != rect.center() => {
                    far.insert(target, was.center() - rect.center());
                }
                _ => {}
            }
        }
        if far.is_empty() && areas.is_empty() {
            return None;
        }
        let away = |target: &Target| far.get(target).copied().unwrap_or_default();
        let flows = to.flows.iter().filter_map(|flow| {
            let (start, end) = (flow.curve.first()?.start, flow.curve.last()?.end);
            let of = |id| away(&Target::Organisation(id));
            let ends = Ends { at: (start, end), far: (of(flow.from.clone()), of(flow.to.clone())) };
            Some((flow.id.clone(), ends))
        });
        let groups = to.groups.iter().map(|group| {
            let inside = to.nodes.iter().filter(|node| group.rect.contains(node.rect.center()));
            let members =
                inside.map(|node| (node.rect.center(), away(&Target::Organisation(node.id.clone()))));
            (group.id.clone(), members.collect())
        });
        let (flows, groups) = (flows.collect(), groups.collect());
        Some(Self { start: None, flows, groups, new_areas: areas, far, number: 0 })
    }

    /// How much of the way is left at this time, 1 to 0: it slows down towards its end.
    pub(super) fn left(&mut self, now: f64) -> f64 {
        let start = *self.start.get_or_insert(now);
        let part = ((now - start) / SECONDS).clamp(0.0, 1.0);
        (1.0 - part).powi(3)
    }

    /// A number for the next picture of it, which no picture of the map has.
    pub(super) fn next_number(&mut self) -> u64 {
        self.number += 1;
        u64::MAX - self.number
    }

    /// The picture with so much of the way left.
    pub(super) fn scene(&self, to: &Scene, left: f64) -> Scene {
        let mut scene = to.clone();
        let page = scene.background;
        for item in &mut scene.items {
            self.put_back(item, left, page);
        }
        for node in &mut scene.nodes {
            let by = self.away(&Target::Organisation(node.id.clone())) * left;
            node.rect = node.rect.translated(by);
            bend(&mut node.outline, |point| point + by);
        }
        for flow in &mut scene.flows {
            let Some(ends) = self.flows.get(&flow.id) else { continue };
            let moved = |point: Point| point + ends.far_at(point) * left;
            flow.label = flow.label.map(|rect| rect.translated(ends.far_at(rect.center()) * left));
            for Cubic { start, first, second, end } in &mut flow.curve {
                for point in [start, first, second, end] {
                    *point = moved(*point);
                }
            }
        }
        for note in &mut scene.notes {
            note.rect = note.rect.translated(self.away(&Target::Note(note.id.clone())) * left);
        }
        scene
    }

    fn away(&self, target: &Target) -> Point {
        self.far.get(target).copied().unwrap_or_default()
    }

    fn put_back(&self, item: &mut Item, left: f64, page: Rgba) {
        match &item.target {
            Target::Flow(id) => {
                if let Some(ends) = self.flows.get(id) {
                    moved(item, |point| point + ends.far_at(point) * left);
                }
            }
            Target::Group(id) => {
                let members = self.groups.get(id).map(Vec::as_slice).unwrap_or_default();
                let far = self.far.get(&item.target).copied().filter(|_| members.is_empty());
                moved(item, |point| point + far.unwrap_or_else(|| with_nearest(members, point)) * left);
            }
            Target::Area(id) if self.new_areas.contains(id) => faded(item, left, page),
            target => {
                let by = self.away(target) * left;
                if by != Point::default() {
                    moved(item, |point| point + by);
                }
            }
        }
    }
}

/// Whether a picture is too large to be drawn anew for each frame of a glide.
pub(super) fn is_large(scene: &Scene) -> bool {
    scene.items.len() > MOST_ITEMS
}

/// The boxes by which things are known again in the next picture.
pub(super) fn boxes(scene: &Scene) -> BTreeMap<Target, Rect> {
    let nodes = scene.nodes.iter().map(|node| (Target::Organisation(node.id.clone()), node.rect));
    let notes = scene.notes.iter().map(|note| (Target::Note(note.id.clone()), note.rect));
    let groups = scene.groups.iter().filter(|group| group.collapsed);
    let groups = groups.map(|group| (Target::Group(group.id.clone()), group.rect));
    let areas = scene.areas.iter().map(|area| (Target::Area(area.id.clone()), area.rect));
    nodes.chain(notes).chain(groups).chain(areas).collect()
}

/// How far the member is that will be nearest to this point.
fn with_nearest(members: &[(Point, Point)], point: Point) -> Point {
    let nearest = members.iter().min_by(|a, b| a.0.distance(point).total_cmp(&b.0.distance(point)));
    nearest.map(|(_, far)| *far).unwrap_or_default()
}

fn moved(item: &mut Item, to: impl Fn(Point) -> Point) {
    let center = item.bounds.center();
    let by = to(center) - center;
    match &mut item.shape {
        Shape::Path { path, .. } => {
            let before = path.bounds();
            bend(path, to);
            let margin = (item.bounds.width - before.width) / 2.0;
            item.bounds = path.bounds().expanded(margin);
        }
        Shape::Text(block) => {
            for line in &mut block.lines {
                (line.x, line.baseline) = (line.x + by.x, line.baseline + by.y);
            }
            item.bounds = item.bounds.translated(by);
        }
    }
}

fn bend(path: &mut Path, to: impl Fn(Point) -> Point) {
    for segment in &mut path.segments {
        match segment {
            Segment::Move(point) | Segment::Line(point) => *point = to(*point),
            Segment::Cubic(first, second, end) => {
                for point in [first, second, end] {
                    *point = to(*point);
                }
            }
            Segment::Close => {}
        }
    }
}

/// What is new comes out of the page.
fn faded(item: &mut Item, left: f64, page: Rgba) {
    match &mut item.shape {
        Shape::Path { fill, stroke, .. } => {
            for colour in fill.iter_mut().chain(stroke.iter_mut().map(|stroke| &mut stroke.colour)) {
                *colour = colour.mix(page, left);
            }
        }
        Shape::Text(block) => block.colour = block.colour.mix(page, left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Document, Flow, FlowKindId, Organisation, OrganisationId, Record, RecordId, default_scheme},
        scene::{Options, build},
        style::{Look, Theme},
        text::Fonts,
    };

    fn picture(of: &[(&'static str, f64, f64)]) -> Scene {
        let mut records = default_scheme();
        for (id, x, y) in of {
            let it = Organisation { position: Some(Point::new(*x, *y)), ..Organisation::default() };
            records.push((RecordId::Organisation(OrganisationId::literal(id)), it.into()));
        }
        let (a, b) = (OrganisationId::literal("a"), OrganisationId::literal("b"));
        let flow = Flow::new(a, b, FlowKindId::literal("funding"));
        records.push((RecordId::Flow(FlowId::literal("f")), Record::from(flow)));
        let document = Document::from_records(records);
        build(&document, &Options::default(), &Look::of(&document, Theme::Light), &Fonts::bundled())
    }

    #[test]
    fn a_glide_begins_at_the_old_picture_and_ends_at_the_new_one() {
        let old = picture(&[("a", 0.0, 0.0), ("b", 400.0, 0.0)]);
        let new = picture(&[("a", 0.0, 300.0), ("b", 700.0, 300.0)]);
        let mut glide = Glide::between(&boxes(&old), &new).unwrap();
        let first = glide.scene(&new, glide.clone().left(5.0));
        for node in &first.nodes {
            assert_eq!(node.rect, old.node(&node.id).unwrap().rect, "{}", node.id);
        }
        let (from, to) = (first.flows[0].curve[0].start, first.nodes[0].rect);
        assert!(to.expanded(12.0).contains(from), "the flow holds on: {from:?} {to:?}");
        assert!(glide.left(5.0) > glide.left(5.1) && glide.left(5.1) > 0.0);
        let left = glide.left(5.0 + SECONDS);
        let last = glide.scene(&new, left);
        assert_eq!(last.nodes[1].rect, new.nodes[1].rect);
        assert!(Glide::between(&boxes(&new), &new).is_none(), "nothing moves");
        assert_ne!(glide.next_number(), glide.next_number());
    }
}
