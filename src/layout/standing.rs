//! What stands on the canvas, found by place, and the nearest free place to a wish.
//! Must not know why a place is wished for.

use std::collections::BTreeMap;

use super::{FAR, GAP_ACROSS, GAP_DOWN, region::Region};
use crate::model::{Point, Rect, Size};

/// How far a newcomer keeps from what stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clearance {
    /// The labels of flows fit in between.
    Roomy,
    /// As near as can be borne.
    Tight,
    /// A hand's breadth: for what has no flows.
    Beside,
}

impl Clearance {
    /// Across and down, canvas units.
    pub(super) fn room(self) -> Size {
        match self {
            Self::Roomy => Size::new(84.0, 56.0),
            Self::Tight => Size::new(36.0, 26.0),
            Self::Beside => Size::new(12.0, 10.0),
        }
    }
}

/// Side of a square of the grid in which neighbours are looked up, canvas units.
const SQUARE: f64 = 256.0;
/// Whatever lies in more squares than this is kept in a list of its own.
const MANY_SQUARES: f64 = 64.0;
/// Places are tried at these distances, canvas units.
const STEP: Size = Size::new(40.0, 26.0);
/// How many rings of places round a wish are tried.
const RINGS: i64 = 300;

/// Boxes that stand.
#[derive(Default)]
pub(super) struct Standing {
    squares: BTreeMap<(i64, i64), Vec<Rect>>,
    huge: Vec<Rect>,
    bounds: Option<Rect>,
    /// From which ring on a place may still be free, for wishes that were had before. What is taken stays taken, so
    /// that a thousand newcomers with one wish need not ask the same places again.
    full: BTreeMap<Wish, i64>,
    /// Boxes for which a region has no room left, by its number: nor has it for any that is larger.
    no_room: BTreeMap<(Clearance, usize), Vec<Size>>,
}

/// A wish as it is remembered: where, how large, how far from others, within what.
type Wish = (i64, i64, u64, u64, Clearance, usize);

impl Standing {
    /// Whether nothing stands.
    pub(super) fn is_empty(&self) -> bool {
        self.bounds.is_none()
    }

    /// Takes a place. What is too far away to be reckoned with can't be in anyone's way.
    pub(super) fn add(&mut self, rect: Rect) {
        if !rect.is_sane()
            || rect.corners().iter().any(|corner| corner.x.abs().max(corner.y.abs()) > 4.0 * FAR)
        {
            return;
        }
        if is_huge(rect) {
            self.huge.push(rect);
        } else {
            for square in squares_of(rect) {
                self.squares.entry(square).or_default().push(rect);
            }
        }
        self.bounds = Some(self.bounds.map_or(rect, |bounds| bounds.union(rect)));
    }

    /// Whether something stands within this box.
    pub(super) fn covers(&self, rect: Rect) -> bool {
        !self.is_clear(rect)
    }

    /// Whether nothing stands under a box, however near.
    pub(super) fn touches_nothing(&self, rect: Rect) -> bool {
        let clear = |standing: &Rect| !standing.overlaps(rect);
        self.huge.iter().all(clear)
            && if is_huge(rect) {
                self.squares.values().flatten().all(clear)
            } else {
                squares_of(rect).filter_map(|square| self.squares.get(&square)).flatten().all(clear)
            }
    }

    /// Whether a box may stand here.
    pub(super) fn is_free(&self, rect: Rect, clearance: Clearance) -> bool {
        let room = clearance.room();
        let wanted = Rect::new(
            rect.x - room.width,
            rect.y - room.height,
            rect.width + 2.0 * room.width,
            rect.height + 2.0 * room.height,
        );
        self.is_clear(wanted)
    }

    fn is_clear(&self, wanted: Rect) -> bool {
        let clear = |standing: &Rect| !standing.overlaps(wanted);
        if !self.huge.iter().all(clear) {
            return false;
        }
        if is_huge(wanted) {
            return self.squares.values().flatten().all(clear);
        }
        squares_of(wanted).filter_map(|square| self.squares.get(&square)).flatten().all(clear)
    }

    /// The free place nearest to a wish within `region`, if there is one.
    pub(super) fn nearest_free(
        &mut self,
        wish: Point,
        size: Size,
        clearance: Clearance,
        region: Option<Region>,
    ) -> Option<Point> {
        // A large box tries places further apart: a small step would hardly take it off what is in its way.
        let step = Size::new(STEP.width.max(size.width / 8.0), STEP.height.max(size.height / 4.0));
        let (column, row) = ((wish.x / step.width).round(), (wish.y / step.height).round());
        let key = (
            column as i64,
            row as i64,
            size.width.ceil() as u64,
            size.height.ceil() as u64,
            clearance,
            region.map_or(usize::MAX, |region| region.number),
        );
        let full = region.map(|region| (clearance, region.number));
        let is_larger = |than: &Size| size.width >= than.width && size.height >= than.height;
        if full.and_then(|key| self.no_room.get(&key)).is_some_and(|sizes| sizes.iter().any(is_larger)) {
            return None;
        }
        let inside = |rect: Rect| region.is_none_or(|region| region.holds(rect));
        let first = self.full.get(&key).copied().unwrap_or(0);
        // Rings that lie wholly beyond the region have nothing to offer.
        let last = region.map_or(RINGS, |region| rings_to(region.bounds, wish, step).min(RINGS));
        for ring in first..=last {
            let places = ring_of(ring)
                .map(|(x, y)| Point::new((column + x as f64) * step.width, (row + y as f64) * step.height));
            let mut places: Vec<Point> =
                places.filter(|place| inside(Rect::from_center(*place, size))).collect();
            places.sort_by(|a, b| a.distance(wish).total_cmp(&b.distance(wish)));
            let free =
                places.into_iter().find(|place| self.is_free(Rect::from_center(*place, size), clearance));
            if free.is_some() {
                self.full.insert(key, ring);
                return free;
            }
        }
        self.full.insert(key, RINGS + 1);
        if let Some(full) = full.filter(|_| last < RINGS && step == STEP) {
            self.no_room.entry(full).or_default().push(size);
        }
        None
    }

    /// A place below all that stands: for when everything near is taken.
    pub(super) fn below(&self, wish: Point, size: Size) -> Point {
        let bounds = self.bounds.unwrap_or_default();
        let left = bounds.left() + (bounds.width - size.width).max(0.0) / 2.0;
        let x = if bounds.left() <= wish.x && wish.x <= bounds.right() { wish.x } else { left };
        Point::new(x, bounds.bottom() + GAP_DOWN + size.height / 2.0)
    }

    /// Where newcomers go who are joined to nobody: below the left half of what stands.
    pub(super) fn foot(&self) -> Point {
        let bounds = self.bounds.unwrap_or_default();
        Point::new(bounds.left() + bounds.width.min(8.0 * GAP_ACROSS) / 2.0, bounds.bottom() + 1.5 * GAP_DOWN)
    }
}

/// How many rings round a wish reach all of a region.
fn rings_to(region: Rect, wish: Point, step: Size) -> i64 {
    let across = (region.left() - wish.x).abs().max((region.right() - wish.x).abs()) / step.width;
    let down = (region.top() - wish.y).abs().max((region.bottom() - wish.y).abs()) / step.height;
    across.max(down).ceil().min(RINGS as f64) as i64 + 1
}

fn is_huge(rect: Rect) -> bool {
    (rect.width / SQUARE + 1.0) * (rect.height / SQUARE + 1.0) > MANY_SQUARES
}

fn squares_of(rect: Rect) -> impl Iterator<Item = (i64, i64)> {
    let square = |value: f64| (value / SQUARE).floor() as i64;
    let (left, right) = (square(rect.left()), square(rect.right()));
    let (top, bottom) = (square(rect.top()), square(rect.bottom()));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

/// The places of a square ring round the middle, in a fixed order.
fn ring_of(ring: i64) -> impl Iterator<Item = (i64, i64)> {
    let level = (-ring..=ring).flat_map(move |x| [(x, -ring), (x, ring)]);
    let upright = (1 - ring..ring).flat_map(move |y| [(-ring, y), (ring, y)]);
    let middle = (ring == 0).then_some((0, 0));
    middle.into_iter().chain(level.chain(upright).filter(move |_| ring > 0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn rings_cover_every_place_once() {
        let places: Vec<_> = (0..=4).flat_map(ring_of).collect();
        assert_eq!((places.len(), places.iter().collect::<BTreeSet<_>>().len()), (81, 81));
    }
}
