//! Groups that are open: soft hulls and frames round their members, with a title. Must not know collapsed ones: those
//! are nodes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Document, GroupId, GroupLook, MOST_GROUP_LEVELS, Member, Point, RecordId, Rect, Size},
    style::{Look, Rgba},
    text::Fonts,
};

use super::{
    flows::DrawnFlow,
    ground::Ground,
    path::{Path, QUARTER, Segment},
    titles,
    types::{GroupBox, Item, Role, Stroke, Target},
    words::{self, Words},
};

/// Air between members and outline.
const AIR: f64 = 16.0;
/// Between members and title.
const TITLE_GAP: f64 = 6.0;
const FRAME_RADIUS: f64 = 12.0;

/// What groups stand among: nodes, and the lines between them.
type Standing<'a> = (&'a Ground, &'a [DrawnFlow]);

/// One group's outline.
pub(super) struct Hull {
    pub shown: GroupBox,
    pub items: Vec<Item>,
    pub fill: Rgba,
    depth: usize,
    z_order: i32,
}

/// The outlines of all open groups with somebody in them, back to front: outer ones first.
pub(super) fn hulls(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    (ground, drawn): Standing<'_>,
    look: &Look,
    fonts: &Fonts,
) -> Vec<Hull> {
    let mut made: BTreeMap<GroupId, Option<Hull>> = BTreeMap::new();
    for id in document.groups().keys() {
        make(document, hidden, (ground, drawn), look, fonts, id, 0, &mut made);
    }
    let mut hulls: Vec<Hull> = made.into_values().flatten().collect();
    // A group holds all that its members hold: the deeper the nesting under it, the further back it lies.
    hulls.sort_by_key(|hull| (hull.z_order, std::cmp::Reverse(hull.depth)));
    hulls
}

#[expect(clippy::too_many_arguments, reason = "one recursive step with all that it hands on")]
fn make(
    document: &Document,
    hidden: &BTreeSet<RecordId>,
    (ground, drawn): Standing<'_>,
    look: &Look,
    fonts: &Fonts,
    id: &GroupId,
    steps: usize,
    made: &mut BTreeMap<GroupId, Option<Hull>>,
) {
    if made.contains_key(id) || steps > MOST_GROUP_LEVELS {
        return;
    }
    let Some(group) = document.group(id) else { return };
    if hidden.contains(&RecordId::Group(id.clone())) || ground.by_group.contains_key(id) {
        made.insert(id.clone(), None);
        return;
    }
    let mut corners = Vec::new();
    let mut depth = 0;
    for member in &group.members {
        match member {
            Member::Organisation(organisation) => {
                if let Some(station) = ground.station_of(organisation)
                    && ground.stations[station].target == Target::Organisation(organisation.clone())
                {
                    corners.extend(ground.stations[station].around.corners());
                }
            }
            Member::Group(child) => {
                make(document, hidden, (ground, drawn), look, fonts, child, steps + 1, made);
                if let Some(station) = ground.by_group.get(child) {
                    corners.extend(ground.stations[*station].rect.corners());
                } else if let Some(Some(hull)) = made.get(child) {
                    depth = depth.max(hull.depth + 1);
                    let inner = hull.shown.outline.flatten(1.0);
                    corners.extend(inner.into_iter().flat_map(|(points, _)| points));
                }
            }
        }
    }
    let hull = (!corners.is_empty()).then(|| {
        let mut hull = outline(id, group, corners, (ground, drawn), look, fonts);
        hull.depth = depth;
        hull
    });
    made.insert(id.clone(), hull);
}

fn outline(
    id: &GroupId,
    group: &crate::model::Group,
    mut corners: Vec<Point>,
    standing: Standing<'_>,
    look: &Look,
    fonts: &Fonts,
) -> Hull {
    let words = Words::wrapped(&group.label.to_uppercase(), &words::capitals(), 260.0, fonts);
    let size = words.size();
    let bounds = bounds(&corners);
    let mut title = title_place(bounds, size, standing);
    if words.is_empty() {
        title = Rect::new(bounds.x, bounds.y - AIR, 0.0, 0.0);
    } else {
        corners.extend(title.corners());
    }
    let path = match group.look {
        GroupLook::Hull => rounded_hull(&corners, AIR),
        GroupLook::Frame => Path::rounded_rect(self::bounds(&corners).expanded(AIR - 2.0), FRAME_RADIUS),
    };
    let chosen = group.style.colour.map(Rgba::from);
    let fill = chosen.map_or_else(|| look.group_fill(), |colour| colour.with_alpha(26));
    let edge = group.style.outline.or(group.style.colour).map_or_else(|| look.group_outline(), Rgba::from);
    let width =
        group.style.width.filter(|width| width.is_finite()).map_or(1.0, |width| width.clamp(0.0, 8.0));
    let target = Target::Group(id.clone());
    let stroke = (width > 0.0).then(|| Stroke::full(edge, width));
    let mut items = vec![Item::path(target.clone(), Role::Body, path.clone(), Some(fill), stroke)];
    if !words.is_empty() {
        items.push(Item::text(target, Role::Label, words.placed(title, 0.0, look.group_title())));
    }
    let rect = path.bounds();
    let shown = GroupBox { id: id.clone(), rect, outline: path, title, collapsed: false };
    Hull { shown, items, fill, depth: 0, z_order: group.z_order }
}

/// Over the members or under them, at the left or at the right: the first of these places that no node covers and no
/// flow runs through, or that no node covers.
fn title_place(bounds: Rect, size: Size, (ground, drawn): Standing<'_>) -> Rect {
    let (over, under) = (bounds.top() - TITLE_GAP - size.height, bounds.bottom() + TITLE_GAP);
    let (left, right) = (bounds.left(), bounds.right() - size.width);
    let places = [(left, over), (right, over), (left, under), (right, under)];
    let places = places.map(|(x, y)| Rect::new(x, y, size.width, size.height));
    let is_free = |place: &&Rect| !ground.stations.iter().any(|station| station.around.overlaps(**place));
    let free = || places.iter().filter(is_free);
    let clear = free().find(|place| !titles::meets_flow(place.expanded(2.0), drawn));
    clear.or_else(|| free().next()).copied().unwrap_or(places[0])
}

fn bounds(points: &[Point]) -> Rect {
    Rect::around(points.iter().map(|point| Rect::new(point.x, point.y, 0.0, 0.0))).unwrap_or_default()
}

/// The convex hull of the points, `air` units wider on every side, its corners rounded by that much.
fn rounded_hull(points: &[Point], air: f64) -> Path {
    let hull = convex_hull(points);
    if hull.len() < 3 {
        return Path::rounded_rect(bounds(points).expanded(air), air);
    }
    let mut path = Path::default();
    let count = hull.len();
    for index in 0..count {
        let corner = hull[index];
        // The hull runs clockwise as seen on the canvas, so the left of its way is outside.
        let before = (corner - hull[(index + count - 1) % count]).normalised().perpendicular();
        let after = (hull[(index + 1) % count] - corner).normalised().perpendicular();
        let (start, end) = (corner + before * air, corner + after * air);
        path.segments.push(if index == 0 { Segment::Move(start) } else { Segment::Line(start) });
        // An arc of less than half a circle as one cubic: handles of 4/3 tan(angle / 4).
        let angle = libm::acos(before.dot(after).clamp(-1.0, 1.0));
        let reach = if angle > 1e-6 { 4.0 / 3.0 * libm::tan(angle / 4.0) } else { QUARTER };
        let turn = |normal: Point| normal.perpendicular() * (-air * reach);
        path.segments.push(Segment::Cubic(start + turn(before), end - turn(after), end));
    }
    path.segments.push(Segment::Close);
    path
}

/// The convex hull (Andrew's monotone chain), clockwise as seen on the canvas.
fn convex_hull(points: &[Point]) -> Vec<Point> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let chain = |points: &mut dyn Iterator<Item = Point>| {
        let mut chain: Vec<Point> = Vec::new();
        for point in points {
            while chain.len() >= 2 && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 1e-9 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut sorted.iter().copied());
    hull.extend(chain(&mut sorted.iter().rev().copied()));
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_keeps_its_air_round_every_point() {
        let points: Vec<Point> =
            [(0.0, 0.0), (100.0, 10.0), (50.0, 90.0), (50.0, 40.0), (120.0, 60.0), (0.0, 0.0)]
                .map(|(x, y)| Point::new(x, y))
                .to_vec();
        let hull = rounded_hull(&points, 16.0);
        for point in &points {
            assert!(hull.contains(*point), "{point:?}");
            assert!(hull.distance(*point) > 15.7, "{point:?}: {}", hull.distance(*point));
        }
        let nearest = points.iter().map(|point| hull.distance(*point)).fold(f64::INFINITY, f64::min);
        assert!(nearest < 16.2, "{nearest}");
    }

    #[test]
    fn points_on_a_line_have_a_hull_too() {
        let points = [Point::new(0.0, 0.0), Point::new(50.0, 0.0), Point::new(100.0, 0.0)];
        assert!(rounded_hull(&points, 10.0).contains(Point::new(50.0, 5.0)));
        assert!(rounded_hull(&points[..1], 10.0).contains(Point::new(5.0, 0.0)));
    }
}
