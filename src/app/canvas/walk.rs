//! Where the arrow keys go from here, in which order flows leave a box, and where there is room beside it: plain
//! geometry in canvas units. Must not know what stands in the boxes.

use crate::model::{Point, Rect, Size};

/// How much farther a box must lie that is reached at a right angle is counted than one straight ahead.
const ASIDE: f64 = 0.35;
/// A box is ahead when its centre lies this far that way, canvas units.
const AHEAD: f64 = 1.0;
/// Boxes further aside than this, against one unit ahead, are taken only where nothing else is ahead.
const CONE: f64 = 2.2;
/// Room left beside a box for a flow and its label, canvas units: across and down.
const ROOM: (f64, f64) = (96.0, 64.0);
/// Room kept from what stands, canvas units: across and down.
const CLEARANCE: (f64, f64) = (32.0, 24.0);
/// How far a free place is looked for: steps outward, and to either side of each.
const STEPS: (u32, u32) = (6, 14);

/// A way to go on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To smaller x.
    Left,
    /// To larger x.
    Right,
    /// To smaller y.
    Up,
    /// To larger y.
    Down,
}

impl Way {
    /// One unit that way.
    #[must_use]
    pub fn unit(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Up => Point::new(0.0, -1.0),
            Self::Down => Point::new(0.0, 1.0),
        }
    }

    /// The way back.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// How far `to` lies that way from `from`, and how far aside: centre to centre, less what their sides overlap.
fn offset(from: Rect, to: Rect, way: Way) -> (f64, f64) {
    let between = to.center() - from.center();
    let unit = way.unit();
    let ahead = between.dot(unit);
    let (aside, reach) = if way.is_level() {
        (between.y.abs(), (from.height + to.height) / 2.0)
    } else {
        (between.x.abs(), (from.width + to.width) / 2.0)
    };
    // Boxes that overlap sideways lie in one row: only a part of what is left counts.
    (ahead, (aside - reach).max(0.0) + ASIDE * aside.min(reach))
}

/// The nearest of some boxes that way, its distance weighed by its angle; none where nothing lies that way. Of two that
/// are equally near the first is taken.
pub fn nearest<K>(from: Rect, way: Way, boxes: impl IntoIterator<Item = (K, Rect)>) -> Option<K> {
    let mut best: Option<(bool, f64, K)> = None;
    for (key, rect) in boxes {
        let (ahead, aside) = offset(from, rect, way);
        if ahead < AHEAD {
            continue;
        }
        let is_aside = aside > CONE * ahead;
        // Distance over the square of the angle's cosine.
        let square = ahead * ahead + aside * aside;
        let cost = square.sqrt() * square / (ahead * ahead);
        let better = best.as_ref().is_none_or(|(other_is_aside, other, _)| {
            (is_aside, cost).partial_cmp(&(*other_is_aside, *other)) == Some(std::cmp::Ordering::Less)
        });
        if better {
            best = Some((is_aside, cost, key));
        }
    }
    best.map(|(_, _, key)| key)
}

/// The box nearest to a point, by its centre.
pub fn nearest_to<K>(at: Point, boxes: impl IntoIterator<Item = (K, Rect)>) -> Option<K> {
    let distance = |rect: &Rect| rect.center().distance(at);
    boxes.into_iter().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b))).map(|(key, _)| key)
}

/// Keys in the order of the angle at which their points lie round a centre: clockwise from straight above. Those at one
/// angle stay in their order.
pub fn clockwise<K>(center: Point, points: impl IntoIterator<Item = (K, Point)>) -> Vec<K> {
    let angle = |at: Point| {
        let way = at - center;
        libm::atan2(way.x, -way.y).rem_euclid(std::f64::consts::TAU)
    };
    let mut keys: Vec<(f64, K)> = points.into_iter().map(|(key, at)| (angle(at), key)).collect();
    keys.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    keys.into_iter().map(|(_, key)| key).collect()
}

/// A free place for a box of this size beside another, that way: straight ahead if there is room, else as little aside
/// or farther out as may be. Nothing that stands is covered or crowded.
#[must_use]
pub fn free_beside(from: Rect, way: Way, size: Size, standing: &[Rect]) -> Point {
    let (unit, side) = (way.unit(), way.unit().perpendicular());
    let (room, step_out, step_aside) = if way.is_level() {
        ((from.width + size.width) / 2.0 + ROOM.0, size.width / 2.0, size.height / 2.0 + CLEARANCE.1 / 2.0)
    } else {
        ((from.height + size.height) / 2.0 + ROOM.1, size.height, size.width / 2.0 + CLEARANCE.0 / 2.0)
    };
    let is_free = |at: &Point| {
        let wanted = Size::new(size.width + 2.0 * CLEARANCE.0, size.height + 2.0 * CLEARANCE.1);
        let wanted = Rect::from_center(*at, wanted);
        !standing.iter().any(|rect| rect.overlaps(wanted))
    };
    let at = |out: f64, aside: f64| {
        let point = from.center() + unit * (room + out * step_out) + side * (aside * step_aside);
        Point::new(point.x.round() + 0.0, point.y.round() + 0.0)
    };
    let asides =
        |most: u32| std::iter::once(0.0).chain((1..=most).flat_map(|n| [f64::from(n), -f64::from(n)]));
    let near = (0..STEPS.0).flat_map(|out| asides(STEPS.1).map(move |aside| (f64::from(out), aside)));
    let found = near.map(|(out, aside)| at(out, aside)).find(is_free);
    found.unwrap_or_else(|| {
        // All is full: beyond everything.
        let edge = standing.iter().map(|rect| offset(from, *rect, way).0).fold(0.0, f64::max);
        at((edge + room) / step_out, 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Boxes of 100 x 40 on a grid of 200 x 100; the letters name them.
    fn drawn(rows: &[&str]) -> Vec<(char, Rect)> {
        let mut boxes = Vec::new();
        for (row, line) in rows.iter().enumerate() {
            for (column, name) in line.chars().enumerate().filter(|(_, name)| *name != '.') {
                let center = Point::new(column as f64 * 200.0, row as f64 * 100.0);
                boxes.push((name, Rect::from_center(center, Size::new(100.0, 40.0))));
            }
        }
        boxes
    }

    fn walk(boxes: &[(char, Rect)], from: char, way: Way) -> Option<char> {
        let here = boxes.iter().find(|(name, _)| *name == from).map(|(_, rect)| *rect)?;
        nearest(here, way, boxes.iter().copied().filter(|(name, _)| *name != from))
    }

    #[test]
    fn arrows_go_to_the_nearest_that_way() {
        use Way::{Down, Left, Right, Up};
        let square = ["abc", "def", "ghi"];
        let staggered = ["a.b", ".c.", "d.e"];
        let lonely = ["a....", ".....", "....b"];
        let column = ["a", "b", "c"];
        let far_ahead_or_near_aside = ["a...b", ".c..."];
        for (map, from, way, to) in [
            (&square[..], 'e', Left, Some('d')),
            (&square, 'e', Right, Some('f')),
            (&square, 'e', Up, Some('b')),
            (&square, 'e', Down, Some('h')),
            (&square, 'a', Left, None),
            (&square, 'a', Up, None),
            (&square, 'a', Right, Some('b')),
            (&square, 'i', Left, Some('h')),
            (&staggered, 'c', Left, Some('a')),
            (&staggered, 'c', Up, Some('a')),
            (&staggered, 'c', Down, Some('d')),
            (&staggered, 'a', Down, Some('d')),
            (&staggered, 'a', Right, Some('c')),
            (&lonely, 'a', Right, Some('b')),
            (&lonely, 'a', Down, Some('b')),
            (&lonely, 'b', Up, Some('a')),
            (&column, 'a', Down, Some('b')),
            (&column, 'a', Right, None),
            (&column, 'c', Up, Some('b')),
            (&far_ahead_or_near_aside, 'a', Right, Some('c')),
            (&far_ahead_or_near_aside, 'b', Left, Some('c')),
        ] {
            assert_eq!(walk(&drawn(map), from, way), to, "{way:?} from {from} in {map:?}");
        }
    }

    #[test]
    fn a_wide_box_is_below_all_that_stands_over_it() {
        let wide = ('w', Rect::new(-300.0, 100.0, 600.0, 40.0));
        let far = ('f', Rect::new(-250.0, 300.0, 100.0, 40.0));
        let from = Rect::new(-250.0, 0.0, 100.0, 40.0);
        assert_eq!(nearest(from, Way::Down, [far, wide]), Some('w'));
    }

    #[test]
    fn every_box_of_a_crowd_is_reached_by_arrows() {
        // Scattered without order, always the same way.
        let mut boxes = Vec::new();
        let mut seed = 7_u64;
        for name in 0..60 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as f64 / f64::from(1_u32 << 31)
            };
            let center = Point::new(next() * 4000.0, next() * 2000.0);
            boxes.push((name, Rect::from_center(center, Size::new(140.0, 48.0))));
        }
        let mut reached = vec![false; boxes.len()];
        let mut ahead = vec![0];
        while let Some(here) = ahead.pop() {
            if std::mem::replace(&mut reached[here], true) {
                continue;
            }
            let others = || boxes.iter().copied().filter(|(name, _)| *name != here);
            for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
                ahead.extend(nearest(boxes[here].1, way, others()));
            }
        }
        assert!(reached.iter().all(|reached| *reached), "{reached:?}");
    }

    #[test]
    fn flows_come_clockwise_from_above() {
        let ends = [('w', -9.0, 0.0), ('s', 0.0, 5.0), ('n', 0.0, -5.0), ('e', 3.0, 1.0), ('f', 3.0, 1.0)];
        let ends = ends.map(|(name, x, y)| (name, Point::new(x + 50.0, y - 20.0)));
        assert_eq!(clockwise(Point::new(50.0, -20.0), ends), ['n', 'e', 'f', 's', 'w']);
    }

    #[test]
    fn a_newcomer_stands_on_that_side_and_on_nobody() {
        let size = Size::new(160.0, 48.0);
        let from = Rect::from_center(Point::default(), size);
        for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
            let mut standing = vec![from];
            for _ in 0..40 {
                let at = free_beside(from, way, size, &standing);
                let newcomer = Rect::from_center(at, size);
                assert!(at.dot(way.unit()) > 60.0, "{way:?}: {at:?}");
                assert!(!standing.iter().any(|other| other.overlaps(newcomer)), "{way:?}: {at:?}");
                standing.push(newcomer);
            }
            assert_eq!(free_beside(from, way, size, &[from]).perpendicular().dot(way.unit()).abs(), 0.0);
        }
    }
}
