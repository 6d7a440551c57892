//! Where along its line a label may stand: on it and beside it, from the middle outward, and what each place costs by
//! itself. Must not know what else is on the map.

use std::cell::OnceCell;

use crate::model::{Point, Rect, Size};

use super::curve::Walk;

/// What it costs to stand at the very end of the line instead of in its middle.
const OFF_MIDDLE: f64 = 60.0;
/// What it costs to stand beside the line instead of on it.
const BESIDE: f64 = 8.0;
/// What it costs to leave too little of the line to be seen.
const COVERS_OWN: f64 = 45.0;
/// That much of it should be seen, canvas units.
const SEEN: f64 = 36.0;
/// From a line to a label beside it, and how much of the label's box is air round the words where a slanting line
/// passes its corner: across and down.
const FROM_LINE: f64 = 2.5;
const AIR: (f64, f64) = (4.0, 2.0);
/// Round a loop shorter than this, a label beside it is drawn up to it.
const LOOP: f64 = 160.0;
/// Places follow each other in steps of this part of the line, but not of less than so many units.
const STEP: (f64, f64) = (0.045, 8.0);

/// Calls `found` with every place along a line, on it and beside it, from the middle outward: what it costs by itself,
/// its side (0 on the line), and its box. `found` returns what places may cost from then on: the walk ends where all do
/// cost more.
pub(super) fn for_each_place(
    walk: &Walk,
    size: Size,
    reach: f64,
    mut found: impl FnMut(f64, f64, &dyn Fn() -> Rect) -> f64,
) {
    let length = walk.length();
    let step = step(length);
    let steps = (length * reach / step).floor().clamp(0.0, 64.0) as i32;
    let mut most = f64::INFINITY;
    let samples = OnceCell::new();
    for number in 0..=steps {
        let off = f64::from(number) * step;
        let far = OFF_MIDDLE * off / length.max(1.0);
        if far > most {
            return;
        }
        for sign in if number == 0 { &[1.0][..] } else { &[-1.0, 1.0][..] } {
            let (point, along) = walk.at(length / 2.0 + sign * off);
            for side in [0.0, 1.0, -1.0] {
                let cost = far + if side == 0.0 { covering(size, length, along) } else { BESIDE };
                let rect = || {
                    let rect = rect_at(size, point, along, side);
                    let drawn_up = if side == 0.0 || length > LOOP {
                        0.0
                    } else {
                        too_far(rect, samples.get_or_init(|| self::samples(walk)))
                    };
                    rect.translated(along.perpendicular() * (-side * drawn_up))
                };
                if cost <= most {
                    most = found(cost, side, &rect);
                }
            }
        }
    }
}

/// Round all places along a line for labels no larger than this, with a little air.
pub(super) fn places_within(walk: &Walk, size: Size, reach: f64) -> Rect {
    const LITTLE: f64 = 16.0;
    let (middle, reach) = (walk.length() / 2.0, walk.length() * reach);
    let line = walk.bounds_between(middle - reach, middle + reach);
    // A label beside the line stands off it by at most half of its width and half of its height.
    let (across, down) = (size.width + size.height / 4.0 + LITTLE, size.height + size.width / 4.0 + LITTLE);
    Rect::new(line.x - across, line.y - down, line.width + 2.0 * across, line.height + 2.0 * down)
}

/// The place where one looks first, and what it costs: on the middle of the line.
pub(super) fn natural(walk: &Walk, size: Size) -> (Rect, f64) {
    let (point, along) = walk.at(walk.length() / 2.0);
    (rect_at(size, point, along, 0.0), covering(size, walk.length(), along))
}

/// What any other place along the line costs at least.
pub(super) fn least_elsewhere(walk: &Walk) -> f64 {
    BESIDE.min(OFF_MIDDLE * step(walk.length()) / walk.length().max(1.0))
}

fn step(length: f64) -> f64 {
    (length * STEP.0).max(STEP.1)
}

fn rect_at(size: Size, point: Point, along: Point, side: f64) -> Rect {
    let across = along.perpendicular() * side;
    let (half_width, half_height) =
        ((size.width / 2.0 - AIR.0).max(0.0), (size.height / 2.0 - AIR.1).max(0.0));
    let reach = across.x.abs() * half_width + across.y.abs() * half_height;
    // What counts as air at a corner does not where the line runs along a side.
    let beside = (across.x.abs() * AIR.0).max(across.y.abs() * AIR.1);
    Rect::from_center(point + across * (reach + beside + FROM_LINE), size)
}

/// So many pieces of a bent line are looked at.
const SAMPLES: usize = 32;

fn samples(walk: &Walk) -> [Point; SAMPLES + 1] {
    std::array::from_fn(|number| walk.point_at(walk.length() * number as f64 / SAMPLES as f64))
}

/// How much further than need be a box stands off a bent line.
fn too_far(rect: Rect, samples: &[Point]) -> f64 {
    let (left, right, top, bottom) = (rect.left(), rect.right(), rect.top(), rect.bottom());
    let outside = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    let square = |point: &Point| {
        let off = Point::new(outside(point.x, left, right), outside(point.y, top, bottom));
        off.dot(off)
    };
    let nearest = samples.iter().map(square).fold(f64::INFINITY, f64::min).sqrt();
    if nearest.is_finite() { (nearest - FROM_LINE).max(0.0) } else { 0.0 }
}

/// What it costs that a label on the line leaves too little of it to be seen.
fn covering(size: Size, length: f64, along: Point) -> f64 {
    let chord = (size.width / along.x.abs().max(1e-6)).min(size.height / along.y.abs().max(1e-6));
    if length - chord < SEEN { COVERS_OWN } else { 0.0 }
}
