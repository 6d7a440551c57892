//! Boxes in a ring: how wide it must be, and where along its lanes everyone fits within a wedge of it.
//! Must not know who stands there or why.

use std::f64::consts::TAU;

use super::{Cancelled, Watch};
use crate::model::{Point, Rect, Size};

/// Width to height of every ring. Radii are measured along the smaller axis, angles on the circle that is stretched.
pub(super) const STRETCH: f64 = 1.5;
/// From a ring's rim or a wedge's edge to a box, canvas units.
const EDGE: f64 = 12.0;
/// Between two boxes, canvas units: at least, and what is tried first, so that labels find room.
const CLOSE: f64 = 30.0;
const ROOMY: [f64; 4] = [150.0, 110.0, 80.0, 52.0];
/// How far boxes keep from what stays, canvas units.
const CLEAR: f64 = 20.0;
/// The title of a ring stands at its top, canvas units.
const TITLE: Size = Size::new(170.0, 24.0);
/// Places along a lane are tried at steps of this, canvas units.
const STEP: f64 = 8.0;
/// No ring is thinner, canvas units.
const LEAST: f64 = 90.0;
/// At most so many lanes one round the other.
const MOST_LANES: usize = 80;
/// So often a ring grows by a twelfth before more lanes are tried.
const SLOWLY: usize = 12;

/// A piece of the circle, radians clockwise from the top; all of it when it is a whole turn long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wedge {
    pub(super) from: f64,
    pub(super) to: f64,
    /// Sine and cosine of both.
    edges: [(f64, f64); 2],
}

/// Those who share a ring and a wedge: their boxes, clockwise.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    pub(super) wedge: Wedge,
    pub(super) sizes: Vec<Size>,
}

/// A ring about the origin, with lanes for the middles of boxes.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    pub(super) inner: f64,
    pub(super) outer: f64,
    lanes: Vec<f64>,
    has_title: bool,
}

impl Wedge {
    pub(super) fn new(from: f64, to: f64) -> Self {
        Self { from, to, edges: [libm::sincos(from), libm::sincos(to)] }
    }

    fn is_whole(self) -> bool {
        self.to - self.from > TAU - 1e-9
    }

    /// Whether a box lies in it, well off its edges.
    fn holds(self, rect: Rect) -> bool {
        self.is_whole()
            || rect.corners().iter().all(|corner| {
                let at = Point::new(corner.x / STRETCH, corner.y);
                let is_in = |(sin, cos): (f64, f64), sign: f64| {
                    let ahead = at.dot(Point::new(sin, -cos)) > 0.0;
                    !ahead || at.dot(Point::new(cos, sin)) * sign >= EDGE
                };
                is_in(self.edges[0], 1.0) && is_in(self.edges[1], -1.0)
            })
    }
}

impl Ring {
    /// The slimmest ring round `inner` into which all lots fit, clear of what stays.
    pub(super) fn around(
        inner: f64,
        lots: &[Lot],
        fixed: &[Rect],
        has_title: bool,
        watch: &dyn Watch,
    ) -> Result<Self, Cancelled> {
        let sizes = || lots.iter().flat_map(|lot| &lot.sizes);
        let thick = sizes().map(|size| libm::hypot(size.width / STRETCH, size.height)).fold(0.0, f64::max);
        let is_alone = sizes().count() == 1 && lots.len() == 1;
        let of = |lanes: usize, further: f64| {
            let first = if inner == 0.0 && is_alone { 0.0 } else { inner + EDGE + thick / 2.0 + further };
            let lanes: Vec<f64> = (0..lanes).map(|lane| first + lane as f64 * (thick + EDGE)).collect();
            let last = lanes.last().copied().unwrap_or(inner);
            Self { inner, outer: (last + thick / 2.0 + EDGE).max(inner + LEAST), lanes, has_title }
        };
        let mut best: Option<Self> = None;
        let is_better =
            |ring: &Self, best: &Option<Self>| best.as_ref().is_none_or(|it| ring.outer < it.outer);
        for lanes in 1..=MOST_LANES {
            if !is_better(&of(lanes, 0.0), &best) {
                break;
            }
            let mut further = 0.0;
            for step in 0.. {
                watch.go_on()?;
                let ring = of(lanes, further);
                // Rather more lanes than a ring that is mostly empty; the last number of lanes must do.
                if !is_better(&ring, &best) || (best.is_none() && lanes < MOST_LANES && step > SLOWLY) {
                    break;
                }
                if lots.iter().all(|lot| ring.fits(lot, fixed)) {
                    best = Some(ring);
                    break;
                }
                let by = if step < SLOWLY { 0.08 } else { 0.5 };
                further += (ring.lanes[0].max(thick)) * by;
            }
        }
        Ok(best.unwrap_or_else(|| of(1, 0.0)))
    }

    /// A ring that is drawn already, with as many lanes as boxes of these sizes need; none where not even one fits.
    pub(super) fn drawn(inner: f64, outer: f64, sizes: &[Size], has_title: bool) -> Option<Self> {
        let thick = |size: &Size| libm::hypot(size.width / STRETCH, size.height);
        let thick = sizes.iter().map(thick).fold(0.0, f64::max);
        let room = outer - inner - 2.0 * EDGE;
        if inner <= 0.0 && sizes.len() == 1 {
            return Some(Self { inner, outer, lanes: vec![0.0], has_title });
        }
        let lanes = (((room + EDGE) / (thick + EDGE)) as usize).min(MOST_LANES);
        let step = if lanes > 1 { (room - thick) / (lanes as f64 - 1.0) } else { 0.0 };
        let first = if lanes > 1 { inner + EDGE + thick / 2.0 } else { f64::midpoint(inner, outer) };
        let lanes: Vec<f64> = (0..lanes).map(|lane| first + lane as f64 * step).collect();
        (!lanes.is_empty()).then_some(Self { inner, outer, lanes, has_title })
    }

    /// Whether a lot fits in.
    pub(super) fn fits(&self, lot: &Lot, fixed: &[Rect]) -> bool {
        // Every box takes at least its smaller side of a lane, as it is stretched: most rings are too small at once.
        let least = |size: &Size| ((size.width + CLOSE) / STRETCH).min(size.height + 0.7 * CLOSE);
        let needed: f64 = lot.sizes.iter().map(least).sum();
        let along = lot.wedge.to - lot.wedge.from;
        let longest = lot.sizes.iter().map(least).fold(0.0, f64::max);
        let has: f64 = self.lanes.iter().map(|radius| along * radius + longest).sum();
        needed <= 1.1 * has && self.pack(lot, fixed, lot.wedge.from, CLOSE).is_some()
    }

    /// The middles of the boxes of a lot: as roomy as may be, in the middle of their wedge.
    pub(super) fn seat(&self, lot: &Lot, fixed: &[Rect]) -> Vec<Point> {
        let start = lot.wedge.from;
        let gaps = ROOMY.into_iter().chain([CLOSE]);
        let found = gaps.into_iter().find_map(|gap| Some((gap, self.pack(lot, fixed, start, gap)?)));
        let Some((gap, packed)) = found else {
            return self.crowded(lot);
        };
        if lot.wedge.is_whole() {
            return packed;
        }
        // They begin where as much room is left behind them as before them.
        let (mut fits, mut too_far) = (0.0, lot.wedge.to - start);
        for _ in 0..7 {
            let trial = (fits + too_far) / 2.0;
            if self.pack(lot, fixed, start + trial, gap).is_some() { fits = trial } else { too_far = trial }
        }
        self.pack(lot, fixed, start + fits / 2.0, gap).unwrap_or(packed)
    }

    /// Evenly along the wedge whatever the boxes: only for a while, until the ring is made larger.
    fn crowded(&self, lot: &Lot) -> Vec<Point> {
        let count = lot.sizes.len() as f64;
        let lanes = self.lanes.len();
        let angle =
            |index: usize| lot.wedge.from + (lot.wedge.to - lot.wedge.from) * (index as f64 + 0.5) / count;
        (0..lot.sizes.len()).map(|index| at(self.lanes[index % lanes], angle(index))).collect()
    }

    /// One after the other from `start` on, each in the lane that lies furthest back; `None` if they do not fit.
    fn pack(&self, lot: &Lot, fixed: &[Rect], start: f64, gap: f64) -> Option<Vec<Point>> {
        let title = Rect::from_center(Point::new(0.0, TITLE.height / 2.0 + 10.0 - self.outer), TITLE);
        let title = self.has_title.then_some(title);
        let mut lanes: Vec<Lane> = self.lanes.iter().map(|radius| Lane::new(*radius, start)).collect();
        let mut places = Vec::with_capacity(lot.sizes.len());
        for size in &lot.sizes {
            let place = loop {
                let open = lanes.iter_mut().filter(|lane| !lane.is_full);
                let lane =
                    open.min_by(|a, b| a.next.total_cmp(&b.next).then(a.radius.total_cmp(&b.radius)))?;
                let is_free = |rect: Rect| {
                    !title.is_some_and(|title| title.overlaps(rect))
                        && !fixed.iter().any(|other| other.overlaps(rect.expanded(CLEAR)))
                };
                if let Some(place) = lane.next(*size, lot.wedge, gap, is_free) {
                    break place;
                }
            };
            places.push(place);
        }
        Some(places)
    }
}

/// Boxes along one lane.
struct Lane {
    radius: f64,
    next: f64,
    is_full: bool,
    boxes: Vec<Rect>,
}

impl Lane {
    fn new(radius: f64, start: f64) -> Self {
        Self { radius, next: start, is_full: false, boxes: Vec::new() }
    }

    /// The next place for a box of this size; none, and no more to come, when the wedge ends before.
    fn next(&mut self, size: Size, wedge: Wedge, gap: f64, is_free: impl Fn(Rect) -> bool) -> Option<Point> {
        let step = STEP / self.radius.max(STEP);
        while self.next < wedge.to {
            let place = at(self.radius, self.next);
            let rect = Rect::from_center(place, size);
            // Only the last few and, all the way round, the first few can be near.
            let near = self.boxes.iter().rev().take(4).chain(self.boxes.iter().take(3));
            let mut near = near.copied();
            if wedge.holds(rect) && is_free(rect) && !near.any(|other| are_close(other, rect, gap)) {
                self.boxes.push(rect);
                self.next += step;
                return Some(place);
            }
            self.next += step;
        }
        self.is_full = true;
        None
    }
}

fn are_close(a: Rect, b: Rect, gap: f64) -> bool {
    let (across, down) = (gap / 2.0, gap * 0.35);
    let grown =
        |it: Rect| Rect::new(it.x - across, it.y - down, it.width + 2.0 * across, it.height + 2.0 * down);
    grown(a).overlaps(grown(b))
}

/// The point on a lane in this direction.
fn at(radius: f64, angle: f64) -> Point {
    let (sin, cos) = libm::sincos(angle);
    Point::new(STRETCH * radius * sin, -radius * cos)
}
