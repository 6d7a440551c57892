//! Which towers and badges the picture has, and how they are put on a node. Must not know how they are painted.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Document, Goal, GoalId, Organisation, Point, RecordId, Rect},
    style::{Look, NodeShape},
    text::Fonts,
};

use super::{
    badge::{self, Badge},
    shown::Shown,
    tower::{self, Tower},
    types::{Item, Target},
};

/// What a picture's marks have in common.
pub(super) struct Marks<'a> {
    pub shown: Shown,
    /// Steps of influence that one disc stands for.
    pub steps_a_disc: u32,
    places: BTreeMap<&'a GoalId, usize>,
}

/// The goals of the map with their letters, in its order.
pub(super) fn lettered(document: &Document) -> impl Iterator<Item = (String, &Goal)> {
    document.map().goals.iter().enumerate().map(|(place, goal)| (badge::letter(place), goal))
}

impl<'a> Marks<'a> {
    /// Looks through the map only for what is shown.
    pub fn new(document: &'a Document, hidden: &BTreeSet<RecordId>, shown: Shown) -> Self {
        let mut marks = Self { shown, steps_a_disc: 1, places: BTreeMap::new() };
        if shown.influence {
            let seen =
                |id: &crate::model::OrganisationId| !hidden.contains(&RecordId::Organisation(id.clone()));
            let heights = document.organisations().iter().filter(|(id, _)| seen(id));
            let highest = heights.filter_map(|(_, one)| one.influence.as_ref()).map(|it| it.height).max();
            marks.steps_a_disc = tower::steps_a_disc(highest.unwrap_or(0));
        }
        if shown.goals {
            let goals = document.map().goals.iter().enumerate();
            marks.places = goals.map(|(place, goal)| (&goal.id, place)).collect();
        }
        marks
    }
}

/// The marks of one node.
#[derive(Default)]
pub(super) struct NodeMarks {
    pub tower: Option<Tower>,
    pub badges: Vec<Badge>,
}

impl NodeMarks {
    /// Puts an organisation's marks on the outline of its node.
    pub fn new(
        marks: &Marks<'_>,
        organisation: &Organisation,
        (rect, shape, rim): (Rect, NodeShape, f64),
        polygons: &[Vec<Point>],
        fonts: &Fonts,
    ) -> Self {
        let mut made = Self::default();
        if let (true, Some(influence)) = (marks.shown.influence, &organisation.influence) {
            let top = |from: f64, to: f64| reach(polygons, from, to).map_or(rect.top(), |(top, _)| top);
            made.tower = Some(Tower::new(influence.height, marks.steps_a_disc, rect, top, rim, fonts));
        }
        if marks.shown.goals && !organisation.stances.is_empty() {
            let known = organisation.stances.iter();
            let known = known.filter_map(|stance| Some((*marks.places.get(&stance.goal)?, stance.position)));
            let mut stances: Vec<_> = known.collect();
            stances.sort_unstable();
            let set = |(place, position)| (badge::set_letter(&badge::letter(place), fonts), position);
            let foot = |x: f64| reach(polygons, x, x).map_or(rect.bottom(), |(_, bottom)| bottom);
            let stances = stances.into_iter().map(set).collect();
            made.badges = badge::badges(stances, rect, clear_ends(shape, rect), foot);
        }
        made
    }

    /// Boxes that others keep clear of, canvas units.
    pub fn rects(&self) -> impl Iterator<Item = Rect> {
        let tower = self.tower.iter().map(|tower| tower.rect);
        tower.chain(self.badges.iter().map(|badge| badge.rect))
    }

    /// What a flow stops at beside the node's own outline: its tower down to the node, and its badges.
    pub fn polygons(&self, rect: Rect) -> Vec<Vec<Point>> {
        let column = |tower: &Tower| {
            let foot = rect.center().y;
            Rect::new(tower.rect.x, tower.rect.y, tower.rect.width, foot - tower.rect.y).corners().to_vec()
        };
        let badges = self.badges.iter().flat_map(|badge| badge.outline().flatten(0.2));
        let badges = badges.map(|(points, _)| points);
        self.tower.iter().map(column).chain(badges).collect()
    }

    /// Draws all marks over their node.
    pub fn draw(&self, target: &Target, look: &Look, items: &mut Vec<Item>) {
        for badge in &self.badges {
            badge.draw(target, look, items);
        }
        if let Some(tower) = &self.tower {
            tower.draw(target, look, items);
        }
    }
}

/// How much of the left and right end of a node's foot is round, or else too near to a corner.
fn clear_ends(shape: NodeShape, rect: Rect) -> f64 {
    match shape {
        NodeShape::Pill => (rect.height / 2.0).min(30.0) * 0.8,
        NodeShape::Circle => rect.width * 0.28,
        NodeShape::Box | NodeShape::Stack | NodeShape::CutCorner | NodeShape::Tab => 8.0,
    }
}

/// How high and how low closed polygons reach between two places from left to right.
fn reach(polygons: &[Vec<Point>], from: f64, to: f64) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    let mut add = |y: f64| {
        let (top, bottom) = found.unwrap_or((y, y));
        found = Some((top.min(y), bottom.max(y)));
    };
    for polygon in polygons {
        for (a, b) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
            let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
            let (start, end) = (left.x.max(from), right.x.min(to));
            if start > end {
                continue;
            }
            for x in [start, end] {
                let part = if right.x > left.x { (x - left.x) / (right.x - left.x) } else { 0.0 };
                add(left.lerp(*right, part).y);
                if right.x <= left.x {
                    add(right.y);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_tells_how_far_it_reaches_between_two_places() {
        let points = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (50.0, 40.0), (0.0, 20.0)];
        let polygon = vec![points.map(|(x, y)| Point::new(x, y)).to_vec()];
        for (from, to, expected) in [
            (50.0, 50.0, Some((0.0, 40.0))),
            (75.0, 75.0, Some((0.0, 30.0))),
            (60.0, 90.0, Some((0.0, 36.0))),
            (0.0, 0.0, Some((0.0, 20.0))),
            (120.0, 130.0, None),
        ] {
            assert_eq!(reach(&polygon, from, to), expected, "{from} to {to}");
        }
    }
}
