//! Where flows begin and end on a node: aimed at each other's middles, straight where boxes face each other, and
//! spread along a side where several would meet in one point. Must not know kinds or curves.

use std::collections::BTreeMap;

use crate::model::{Point, Rect};

/// The least distance between two ends on one side, canvas units.
const APART: f64 = 17.0;
/// How near to a corner an end may be moved.
const CORNER: f64 = 7.0;

/// A bundle's ends: the points inside both boxes that it is aimed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Aim {
    pub low: Point,
    pub high: Point,
}

/// Aims that face each other: from middle to middle, or straight across where the boxes overlap in one direction.
/// Changes steadily while a box is dragged.
pub(super) fn facing(low: Rect, high: Rect) -> Aim {
    let (a, b) = (low.center(), high.center());
    let x = shared(low.left(), low.right(), high.left(), high.right());
    let y = shared(low.top(), low.bottom(), high.top(), high.bottom());
    let (mut aim_low, mut aim_high) = (a, b);
    if let Some((middle, weight)) = x {
        aim_low.x += (middle - a.x) * weight;
        aim_high.x += (middle - b.x) * weight;
    }
    if let Some((middle, weight)) = y {
        aim_low.y += (middle - a.y) * weight;
        aim_high.y += (middle - b.y) * weight;
    }
    Aim { low: aim_low, high: aim_high }
}

/// The middle of what two spans share, and how much it counts: nothing for little, all for two thirds of the smaller.
fn shared(low_a: f64, high_a: f64, low_b: f64, high_b: f64) -> Option<(f64, f64)> {
    let (from, to) = (low_a.max(low_b), high_a.min(high_b));
    let smaller = (high_a - low_a).min(high_b - low_b);
    if to <= from || smaller <= 0.0 {
        return None;
    }
    let part = (((to - from) / smaller - 0.3) / 0.37).clamp(0.0, 1.0);
    Some((f64::midpoint(from, to), part * part * (3.0 - 2.0 * part)))
}

/// What joins two boxes.
pub(super) struct Joint {
    /// Numbers of the boxes.
    pub low: usize,
    pub high: usize,
    /// The width of its lanes at the boxes.
    pub width: f64,
    /// The directions in which it leaves both boxes.
    pub leaves: (Point, Point),
    /// Points on its way that tell whether it runs to the left or to the right of others, for both boxes.
    pub toward: (Point, Point),
}

/// One end of a bundle at a box.
struct End {
    bundle: usize,
    at_low: bool,
    /// Where it meets the edge, measured round the box.
    place: f64,
    /// Where a line from the middle of the box to where it is bound would: ends lie in this order, so that flows do not
    /// cross near their box.
    bound: f64,
    /// Half the width of its lanes, along the edge.
    half: f64,
    /// The part of the edge through which it can leave: the sides that its direction looks out of.
    range: (f64, f64),
}

/// Moves aims along the edges of their boxes so that ends keep their distance; one joint for each aim.
pub(super) fn spread(aims: &mut [Aim], joints: &[Joint], rects: &[Rect]) {
    let mut boxes: BTreeMap<usize, Vec<End>> = BTreeMap::new();
    for (bundle, joint) in joints.iter().enumerate() {
        let aim = aims[bundle];
        let (low, high) = joint.leaves;
        for (at_low, station, from, along, toward) in [
            (true, joint.low, aim.low, low, joint.toward.0),
            (false, joint.high, aim.high, high, joint.toward.1),
        ] {
            if let Some(mut end) = end(rects[station], from, along, joint.width) {
                end.bind(rects[station], toward);
                boxes.entry(station).or_default().push(End { bundle, at_low, ..end });
            }
        }
    }
    for (station, mut ends) in boxes {
        if ends.len() < 2 {
            continue;
        }
        let rect = rects[station];
        unroll(&mut ends, 2.0 * (rect.width + rect.height));
        let moved = apart(&ends);
        for (end, place) in ends.iter().zip(moved) {
            let by = on_edge(rect, place) - on_edge(rect, end.place);
            let aim = &mut aims[end.bundle];
            if end.at_low {
                aim.low = aim.low + by;
            } else {
                aim.high = aim.high + by;
            }
        }
    }
}

/// Where a ray from inside leaves a box, measured round its edge: clockwise from the top left corner.
fn end(rect: Rect, from: Point, along: Point, width: f64) -> Option<End> {
    let along = along.normalised();
    let reach = |delta: f64, low: f64, high: f64, at: f64| {
        if delta > 1e-9 {
            (high - at) / delta
        } else if delta < -1e-9 {
            (low - at) / delta
        } else {
            f64::INFINITY
        }
    };
    let x = reach(along.x, rect.left(), rect.right(), from.x);
    let y = reach(along.y, rect.top(), rect.bottom(), from.y);
    if !(x.is_finite() || y.is_finite()) {
        return None;
    }
    let point = from + along * x.min(y);
    let (w, h) = (rect.width, rect.height);
    let (right, down) = ((point.x - rect.x).clamp(0.0, w), (point.y - rect.y).clamp(0.0, h));
    let is_upright = x < y;
    let (place, lean) = match (is_upright, along.x > 0.0, along.y > 0.0) {
        (false, _, false) => (right, along.y),
        (true, true, _) => (w + down, along.x),
        (false, _, true) => (w + h + w - right, along.y),
        (true, false, _) => (2.0 * w + h + h - down, along.x),
    };
    let half = width / 2.0 / lean.abs().max(0.5);
    Some(End { bundle: 0, at_low: true, place, bound: place, half, range: range(rect, along, place) })
}

impl End {
    /// Notes where it is bound, and counts its place on the same round.
    fn bind(&mut self, rect: Rect, toward: Point) {
        let center = rect.center();
        if rect.contains(toward) {
            return;
        }
        if let Some(bound) = end(rect, center, toward - center, 0.0) {
            self.bound = bound.place;
        }
        let around = 2.0 * (rect.width + rect.height);
        let by = ((self.bound - self.place) / around).round() * around;
        self.move_by(by);
    }

    fn move_by(&mut self, by: f64) {
        self.place += by;
        self.range = (self.range.0 + by, self.range.1 + by);
    }
}

/// The part of the edge that a direction looks out of, as places about `place`, kept off the last corners.
fn range(rect: Rect, along: Point, place: f64) -> (f64, f64) {
    const LOOKS_OUT: f64 = 0.25;
    let (w, h) = (rect.width, rect.height);
    let around = 2.0 * (w + h);
    let sides = [
        (0.0, w, -along.y),
        (w, w + h, along.x),
        (w + h, 2.0 * w + h, along.y),
        (2.0 * w + h, around, -along.x),
    ];
    let mut at = sides.iter().position(|(from, to, _)| (*from..=*to).contains(&place)).unwrap_or(0);
    // At a corner two sides hold the place: the one that looks out counts.
    if sides[at].2 <= 0.0 {
        at = (at + 1) % 4;
    }
    let (mut low, mut high) = (sides[at].0, sides[at].1);
    if high < place - 1e-9 {
        (low, high) = (low + around, high + around);
    }
    let (before, after) = (sides[(at + 3) % 4], sides[(at + 1) % 4]);
    if before.2 > LOOKS_OUT {
        low -= before.1 - before.0;
    }
    if after.2 > LOOKS_OUT {
        high += after.1 - after.0;
    }
    let corner = CORNER.min((high - low) / 2.0);
    ((low + corner).min(place), (high - corner).max(place))
}

/// Sorts the ends round the box by where they are bound, beginning after the widest gap between them.
fn unroll(ends: &mut [End], around: f64) {
    ends.sort_by(|a, b| {
        a.bound.total_cmp(&b.bound).then(a.place.total_cmp(&b.place)).then(a.bundle.cmp(&b.bundle))
    });
    let gap = |index: usize| {
        let before = if index == 0 { ends[ends.len() - 1].bound - around } else { ends[index - 1].bound };
        ends[index].bound - before
    };
    let first = (0..ends.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b))).unwrap_or(0);
    for end in &mut ends[..first] {
        end.bound += around;
        end.move_by(around);
    }
    ends.rotate_left(first);
}

/// The point of the edge at a place, which may lie a round further.
fn on_edge(rect: Rect, place: f64) -> Point {
    let (w, h) = (rect.width, rect.height);
    let place = place.rem_euclid((2.0 * (w + h)).max(1e-9));
    let corner = Point::new(rect.x, rect.y);
    corner
        + if place < w {
            Point::new(place, 0.0)
        } else if place < w + h {
            Point::new(w, place - w)
        } else if place < 2.0 * w + h {
            Point::new(2.0 * w + h - place, h)
        } else {
            Point::new(0.0, 2.0 * (w + h) - place)
        }
}

/// The places, in order, moved as little as may be so that neighbours keep their distance (least squares under an
/// order: pooling of adjacent violators), each then held in its range.
fn apart(ends: &[End]) -> Vec<f64> {
    let mut needed = vec![0.0];
    for pair in ends.windows(2) {
        let last = needed[needed.len() - 1];
        needed.push(last + pair[0].half + pair[1].half + APART);
    }
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (end, needed) in ends.iter().zip(&needed) {
        blocks.push((end.place - needed, 1));
        while let [.., (before, many), (after, more)] = blocks[..] {
            if before <= after {
                break;
            }
            let mean = (before * many as f64 + after * more as f64) / (many + more) as f64;
            blocks.truncate(blocks.len() - 2);
            blocks.push((mean, many + more));
        }
    }
    let bases = blocks.into_iter().flat_map(|(base, many)| std::iter::repeat_n(base, many));
    let mut places: Vec<f64> = bases.zip(&needed).map(|(base, needed)| base + needed).collect();
    squeeze(ends, &mut places);
    places
}

/// Holds places in their ranges. Where several are pushed against one bound they share what room there is.
fn squeeze(ends: &[End], places: &mut [f64]) {
    for (end, place) in ends.iter().zip(places.iter_mut()) {
        *place = place.clamp(end.range.0, end.range.1);
    }
    // From either bound inward, keep a part of the distance as long as the range allows it.
    for index in 1..places.len() {
        let least = places[index - 1] + APART * 0.6;
        if places[index] < least {
            places[index] = least.min(ends[index].range.1).max(places[index]);
        }
    }
    for index in (1..places.len()).rev() {
        let most = places[index] - APART * 0.6;
        if places[index - 1] > most {
            places[index - 1] = most.max(ends[index - 1].range.0).min(places[index - 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(places: &[f64]) -> Vec<End> {
        let end = |place: &f64| End {
            bundle: 0,
            at_low: true,
            place: *place,
            bound: *place,
            half: 0.0,
            range: (0.0, 100.0),
        };
        places.iter().map(end).collect()
    }

    #[test]
    fn ends_that_have_room_stay_where_they_are() {
        assert_eq!(apart(&ends(&[20.0, 50.0, 90.0])), vec![20.0, 50.0, 90.0]);
    }

    #[test]
    fn crowded_ends_step_aside_evenly() {
        assert_eq!(apart(&ends(&[50.0, 50.0, 50.0])), vec![50.0 - APART, 50.0, 50.0 + APART]);
        for many in 2..12 {
            let places = apart(&ends(&vec![95.0; many]));
            assert!(places.is_sorted(), "{places:?}");
            assert!(places.iter().all(|place| (0.0..=100.0).contains(place)), "{places:?}");
        }
    }

    #[test]
    fn a_place_on_the_edge_is_found_again() {
        let rect = Rect::new(10.0, 20.0, 100.0, 40.0);
        for (along, point) in [
            ((0.0, -1.0), (60.0, 20.0)),
            ((1.0, 0.0), (110.0, 40.0)),
            ((0.0, 1.0), (60.0, 60.0)),
            ((-1.0, 0.0), (10.0, 40.0)),
            ((1.0, 0.1), (110.0, 45.0)),
        ] {
            let end = end(rect, rect.center(), Point::new(along.0, along.1), 0.0).expect("it leaves");
            assert!(on_edge(rect, end.place).distance(Point::new(point.0, point.1)) < 1e-9, "{along:?}");
            assert!(end.range.0 <= end.place && end.place <= end.range.1, "{along:?}");
        }
    }

    #[test]
    fn flows_do_not_cross_near_their_box() {
        // The one runs far to the left, the other straight up at a place further left than that.
        let hub = Rect::new(-90.0, -20.0, 180.0, 40.0);
        let rects = [hub, Rect::new(-600.0, -600.0, 100.0, 40.0), Rect::new(-95.0, -500.0, 70.0, 40.0)];
        let mut aims = [facing(hub, rects[1]), facing(hub, rects[2])];
        let joints = [1, 2].map(|high| {
            let along = aims[high - 1].high - aims[high - 1].low;
            let toward = aims[high - 1].low.lerp(aims[high - 1].high, 0.5);
            Joint { low: 0, high, width: 0.0, leaves: (along, along * -1.0), toward: (toward, toward) }
        });
        spread(&mut aims, &joints, &rects);
        let leaves = |aim: &Aim| aim.low.lerp(aim.high, (aim.low.y + 20.0) / (aim.low.y - aim.high.y)).x;
        assert!(leaves(&aims[0]) + APART * 0.8 < leaves(&aims[1]), "{aims:?}");
    }

    #[test]
    fn boxes_that_face_each_other_are_joined_straight() {
        let low = Rect::new(0.0, 0.0, 150.0, 40.0);
        let aim = facing(low, Rect::new(10.0, 200.0, 150.0, 40.0));
        assert!((aim.low.x - aim.high.x).abs() < 1e-9, "{aim:?}");
        let apart = facing(low, Rect::new(400.0, 300.0, 150.0, 40.0));
        assert_eq!((apart.low, apart.high), (low.center(), Point::new(475.0, 320.0)));
    }
}
