//! Which towers and badges the picture has, and how they are put on a node. Must not know how they are painted.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Document, Goal, GoalId, Organisation, Point, RecordId, Rect},
    style::{Look, NodeShape},
    text::Fonts,
};

use super::{
    badge::{self, Along, Badge},
    grid::Grid,
    ground::{Ground, Station},
    path::segment_meets_rect,
    shown::Shown,
    tower::{self, Stand, Tower},
    types::{Item, Target},
    ways,
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

    /// Puts towers and badges on all nodes that have some.
    pub fn put(&self, document: &Document, hidden: &BTreeSet<RecordId>, ground: &mut Ground, fonts: &Fonts) {
        if !self.shown.influence && !self.shown.goals {
            return;
        }
        let own = |station: &Station| match &station.target {
            Target::Organisation(id) => document.organisation(id),
            _ => None,
        };
        for number in 0..ground.stations.len() {
            let station = &ground.stations[number];
            let badges = own(station).map(|it| self.badges(it, station, fonts)).unwrap_or_default();
            if !badges.is_empty() {
                ground.stations[number].mark(NodeMarks { tower: None, badges });
            }
        }
        if !self.shown.influence {
            return;
        }
        let mut surroundings = Surroundings::new(document, hidden, ground);
        for number in 0..ground.stations.len() {
            let station = &ground.stations[number];
            let influence = own(station).and_then(|organisation| organisation.influence.as_ref());
            if let Some(influence) = influence {
                let tower = surroundings.tower(number, station, influence.height, self.steps_a_disc, fonts);
                let badges = std::mem::take(&mut ground.stations[number].marks.badges);
                ground.stations[number].mark(NodeMarks { tower: Some(tower), badges });
            }
        }
    }

    fn badges(&self, organisation: &Organisation, station: &Station, fonts: &Fonts) -> Vec<Badge> {
        let known = organisation.stances.iter();
        let known = known.filter_map(|stance| Some((*self.places.get(&stance.goal)?, stance.position)));
        let mut stances: Vec<_> = known.collect();
        stances.sort_unstable();
        let set = |(place, position)| (badge::set_letter(&badge::letter(place), 0.0, fonts), position);
        let foot =
            |x: f64| reach(station.polygons(), x, x).map_or(station.rect.bottom(), |(_, bottom)| bottom);
        let along = match station.plan.style.shape {
            NodeShape::Pill => Along::from_left((station.rect.height / 2.0).min(30.0) * 0.8),
            NodeShape::Circle => Along::centred(station.rect.width * 0.16),
            _ => Along::from_left(8.0),
        };
        badge::badges(stances.into_iter().map(set).collect(), station.rect, along, foot)
    }
}

/// How near a tower may come to what it does not belong to, and to the flows of its node, canvas units.
const NEAR: f64 = 5.0;

/// What a tower should not stand in the way of.
struct Surroundings {
    /// Nodes, badges and towers, by their node's number.
    taken: Grid,
    /// For each node, the middles of those that it is joined to.
    joined: Vec<Vec<Point>>,
}

impl Surroundings {
    fn new(document: &Document, hidden: &BTreeSet<RecordId>, ground: &Ground) -> Self {
        let mut joined = vec![Vec::new(); ground.stations.len()];
        for (id, flow) in document.flows() {
            let ends = (ground.station_of(&flow.from), ground.station_of(&flow.to));
            if let (Some(from), Some(to)) = ends
                && from != to
                && !hidden.contains(&RecordId::Flow(id.clone()))
            {
                joined[from].push(ground.stations[to].rect.center());
                joined[to].push(ground.stations[from].rect.center());
            }
        }
        Self { taken: ways::obstacles(ground), joined }
    }

    /// Where fewest flows leave and nothing else stands; on the right shoulder if it can be. Later towers keep clear
    /// of it.
    fn tower(&mut self, number: usize, station: &Station, height: u32, steps: u32, fonts: &Fonts) -> Tower {
        let rect = station.rect;
        let top = |from: f64, to: f64| {
            reach(station.polygons(), from, to).map_or(rect.top(), |(top, _)| top) - station.rim()
        };
        let mut best: Option<(usize, Tower)> = None;
        for stand in Stand::ALL {
            let tower = Tower::new(height, steps, (rect, station.around), stand, top, fonts);
            let cost = self.cost(number, station, tower.rect);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, tower));
            }
            if cost == 0 {
                break;
            }
        }
        let (_, tower) = best.expect("there are four places to choose from");
        self.taken.insert_as(number, tower.rect);
        tower
    }

    fn cost(&self, number: usize, station: &Station, tower: Rect) -> usize {
        let (middle, wide) = (station.rect.center(), tower.expanded(NEAR));
        let crossed = self.joined[number].iter().filter(|to| segment_meets_rect(middle, **to, wide));
        let mut covered = station.marks.rects().filter(|own| own.overlaps(wide)).count();
        self.taken.each(wide, |other, _| {
            covered += usize::from(other != number);
            true
        });
        crossed.count() + 3 * covered
    }
}

/// The marks of one node.
#[derive(Default)]
pub(super) struct NodeMarks {
    pub tower: Option<Tower>,
    pub badges: Vec<Badge>,
}

impl NodeMarks {
    /// Boxes that others keep clear of, canvas units.
    pub fn rects(&self) -> impl Iterator<Item = Rect> {
        let tower = self.tower.iter().map(|tower| tower.rect);
        tower.chain(self.badges.iter().map(|badge| badge.rect))
    }

    /// What a flow stops at beside the node's own outline: its tower down to the node, and its badges.
    pub fn polygons(&self, rect: Rect) -> Vec<Vec<Point>> {
        // The tower and what lies between it and the middle of the node, so that there is no gap between the two.
        let column = |tower: &Tower| {
            let (tower, middle) = (tower.rect, rect.center());
            let is_beside = tower.left() > rect.right() || tower.right() < rect.left();
            let bridge = if is_beside {
                let end = tower.center().x;
                Rect::from_corners(Point::new(middle.x, rect.top()), Point::new(end, rect.bottom()))
            } else {
                Rect::new(tower.x, tower.bottom(), tower.width, middle.y - tower.bottom())
            };
            [tower, bridge].map(|rect| rect.corners().to_vec())
        };
        let badges = self.badges.iter().flat_map(|badge| badge.outline().flatten(0.2));
        let badges = badges.map(|(points, _)| points);
        self.tower.iter().flat_map(column).chain(badges).collect()
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
