//! The last resort: a box that still overlaps takes the nearest free place. Must not know why it could not be pushed.

use std::{cmp::Ordering, collections::BTreeMap, collections::BTreeSet, collections::BinaryHeap};

use super::{Boxes, ROUNDING, Task, sweep};
use crate::{
    layout::Cancelled,
    model::{Point, Rect, Size},
};

/// Takes boxes that overlap out of the way, one after the other; fixed ones stay.
pub(super) fn all(centres: &mut [Point], task: &Task<'_>) -> Result<(), Cancelled> {
    let Task { sizes, fixed, gap, .. } = *task;
    let mut caught: BTreeSet<usize> = BTreeSet::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    sweep::pairs(&Boxes { centres, sizes, gap }, |a, b| {
        pairs.push((a, b));
        true
    });
    pairs.sort_unstable();
    for (a, b) in pairs {
        if caught.contains(&a) || caught.contains(&b) {
            continue;
        }
        // Of two that may move, the smaller has the shorter way.
        let area = |one: usize| sizes[one].width * sizes[one].height;
        let goes = match (fixed[a], fixed[b]) {
            (true, true) => continue,
            (true, false) => b,
            (false, true) => a,
            (false, false) => {
                if area(a) < area(b) {
                    a
                } else {
                    b
                }
            }
        };
        caught.insert(goes);
    }
    if caught.is_empty() {
        return Ok(());
    }
    let mut field = Field::new(sizes, gap);
    for one in (0..centres.len()).filter(|one| !caught.contains(one)) {
        field.add(one, centres[one]);
    }
    for one in caught {
        task.watch.go_on()?;
        centres[one] = field.nearest(one, centres[one], task.bounds[one]);
        field.add(one, centres[one]);
    }
    Ok(())
}

/// Boxes that stand, in squares.
struct Field<'a> {
    sizes: &'a [Size],
    gap: Size,
    side: f64,
    squares: BTreeMap<(i64, i64), Vec<usize>>,
    large: Vec<usize>,
    places: BTreeMap<usize, Point>,
}

impl<'a> Field<'a> {
    fn new(sizes: &'a [Size], gap: Size) -> Self {
        let sum: f64 = sizes.iter().map(|size| size.width + gap.width + size.height + gap.height).sum();
        let side = (sum / sizes.len().max(1) as f64).max(1e-3);
        Self { sizes, gap, side, squares: BTreeMap::new(), large: Vec::new(), places: BTreeMap::new() }
    }

    fn squares(
        &self,
        one: usize,
        centre: Point,
    ) -> (std::ops::RangeInclusive<i64>, std::ops::RangeInclusive<i64>) {
        let square = |value: f64| (value / self.side).floor() as i64;
        let half = Size::new(
            self.sizes[one].width / 2.0 + self.gap.width + ROUNDING,
            self.sizes[one].height / 2.0 + self.gap.height + ROUNDING,
        );
        (
            square(centre.x - half.width)..=square(centre.x + half.width),
            square(centre.y - half.height)..=square(centre.y + half.height),
        )
    }

    fn add(&mut self, one: usize, centre: Point) {
        self.places.insert(one, centre);
        let (across, down) = self.squares(one, centre);
        if (across.end() - across.start()) * (down.end() - down.start()) > 256 {
            self.large.push(one);
            return;
        }
        for x in across {
            for y in down.clone() {
                self.squares.entry((x, y)).or_default().push(one);
            }
        }
    }

    /// The lowest number of a box that is in the way.
    fn in_the_way(&self, one: usize, centre: Point) -> Option<usize> {
        let is_in_the_way = |&&other: &&usize| {
            let (need, between) = (self.need(one, other), self.places[&other] - centre);
            between.x.abs() < need.width - ROUNDING - super::NOTHING
                && between.y.abs() < need.height - ROUNDING - super::NOTHING
        };
        let (across, down) = self.squares(one, centre);
        if (across.end() - across.start()).saturating_mul(down.end() - down.start()) > 4096 {
            return self.places.keys().find(is_in_the_way).copied();
        }
        let near = across.flat_map(|x| down.clone().map(move |y| (x, y)));
        let near = near.filter_map(|square| self.squares.get(&square)).flatten();
        near.chain(&self.large).filter(is_in_the_way).min().copied()
    }

    fn need(&self, one: usize, other: usize) -> Size {
        let (a, b) = (self.sizes[one], self.sizes[other]);
        Size::new(
            f64::midpoint(a.width, b.width) + self.gap.width + ROUNDING,
            f64::midpoint(a.height, b.height) + self.gap.height + ROUNDING,
        )
    }

    /// Best first: out of whatever is in the way, to each of its four sides, until nothing is.
    fn nearest(&self, one: usize, wish: Point, bounds: Option<Rect>) -> Point {
        let is_within = |place: Point| {
            bounds.is_none_or(|bounds| bounds.contains_rect(Rect::from_center(place, self.sizes[one])))
        };
        let mut seen: BTreeSet<(u64, u64)> = BTreeSet::new();
        let mut open = BinaryHeap::from([Try { far: 0.0, place: wish }]);
        while let Some(Try { place, .. }) = open.pop() {
            let Some(other) = self.in_the_way(one, place) else { return place };
            let (need, at) = (self.need(one, other), self.places[&other]);
            let exits = [
                Point::new((at.x - need.width).floor() + 0.0, place.y),
                Point::new((at.x + need.width).ceil() + 0.0, place.y),
                Point::new(place.x, (at.y - need.height).floor() + 0.0),
                Point::new(place.x, (at.y + need.height).ceil() + 0.0),
            ];
            for exit in exits {
                if is_within(exit) && seen.insert((exit.x.to_bits(), exit.y.to_bits())) {
                    open.push(Try { far: exit.distance(wish), place: exit });
                }
            }
        }
        wish
    }
}

/// A place to try; the nearer the greater.
struct Try {
    far: f64,
    place: Point,
}

impl Ord for Try {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_place = self.place.x.total_cmp(&other.place.x).then(self.place.y.total_cmp(&other.place.y));
        other.far.total_cmp(&self.far).then(by_place)
    }
}

impl PartialOrd for Try {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Try {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Try {}
