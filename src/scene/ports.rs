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

/// One end of a bundle at a box.
struct End {
    bundle: usize,
    at_low: bool,
    /// Where it meets the side, along it.
    place: f64,
    /// Half the width of its lanes.
    half: f64,
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
}

/// Moves aims along the sides of their boxes so that ends keep their distance; one joint for each aim.
pub(super) fn spread(aims: &mut [Aim], joints: &[Joint], rects: &[Rect]) {
    let mut sides: BTreeMap<(usize, u8), Vec<End>> = BTreeMap::new();
    for (bundle, joint) in joints.iter().enumerate() {
        let aim = aims[bundle];
        let (low, high) = joint.leaves;
        for (at_low, station, from, along) in
            [(true, joint.low, aim.low, low), (false, joint.high, aim.high, high)]
        {
            if let Some((side, place)) = exit(rects[station], from, along) {
                let end = End { bundle, at_low, place, half: joint.width / 2.0 };
                sides.entry((station, side)).or_default().push(end);
            }
        }
    }
    for ((station, side), mut ends) in sides {
        if ends.len() < 2 {
            continue;
        }
        ends.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.bundle.cmp(&b.bundle)));
        let rect = rects[station];
        let is_flat = side < 2;
        let (from, to) = if is_flat { (rect.left(), rect.right()) } else { (rect.top(), rect.bottom()) };
        let moved = apart(&ends, from + CORNER, to - CORNER);
        for (end, place) in ends.iter().zip(moved) {
            let by = place - end.place;
            let by = if is_flat { Point::new(by, 0.0) } else { Point::new(0.0, by) };
            let aim = &mut aims[end.bundle];
            if end.at_low {
                aim.low = aim.low + by;
            } else {
                aim.high = aim.high + by;
            }
        }
    }
}

/// The side (0 top, 1 bottom, 2 left, 3 right) through which a ray from inside leaves, and where along that side.
fn exit(rect: Rect, from: Point, along: Point) -> Option<(u8, f64)> {
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
    Some(if x < y {
        (if along.x < 0.0 { 2 } else { 3 }, from.y + along.y * x)
    } else {
        (if along.y < 0.0 { 0 } else { 1 }, from.x + along.x * y)
    })
}

/// The places, in order, moved as little as may be so that neighbours keep their distance (least squares under an
/// order: pooling of adjacent violators), then held between `from` and `to` as far as there is room.
fn apart(ends: &[End], from: f64, to: f64) -> Vec<f64> {
    let mut needed = vec![0.0];
    for pair in ends.windows(2) {
        let last = needed[needed.len() - 1];
        needed.push(last + pair[0].half + pair[1].half + APART);
    }
    let total = needed[needed.len() - 1];
    let room = (to - from).max(0.0);
    // Where the side is too short the distances shrink alike.
    let squeeze = if total > room && total > 0.0 { room / total } else { 1.0 };
    for place in &mut needed {
        *place *= squeeze;
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
    let (lowest, highest) = (from, to - total * squeeze);
    let bases = blocks.into_iter().flat_map(|(base, many)| std::iter::repeat_n(base, many));
    bases
        .zip(&needed)
        .map(|(base, needed)| if highest >= lowest { base.clamp(lowest, highest) } else { base } + needed)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(place: f64) -> End {
        End { bundle: 0, at_low: true, place, half: 0.0 }
    }

    #[test]
    fn ends_that_have_room_stay_where_they_are() {
        let places = apart(&[end(20.0), end(50.0), end(90.0)], 0.0, 100.0);
        assert_eq!(places, vec![20.0, 50.0, 90.0]);
    }

    #[test]
    fn crowded_ends_step_aside_evenly() {
        let places = apart(&[end(50.0), end(50.0), end(50.0)], 0.0, 100.0);
        assert_eq!(places, vec![50.0 - APART, 50.0, 50.0 + APART]);
        for many in 2..12 {
            let ends: Vec<End> = (0..many).map(|_| end(95.0)).collect();
            let places = apart(&ends, 0.0, 100.0);
            assert!(places.is_sorted(), "{places:?}");
            assert!(places.iter().all(|place| (-1e-9..=100.0 + 1e-9).contains(place)), "{places:?}");
        }
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
