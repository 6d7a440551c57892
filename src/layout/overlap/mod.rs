//! Overlaps removed with the least movement: heaps are spread, then boxes are pushed apart, along each axis as little
//! as can be. Who is left of whom and above whom is kept as far as it can be. Must not know what the boxes stand for.

mod escape;
mod order;
pub(crate) mod projection;
mod separate;
mod spread;
mod sweep;
#[cfg(test)]
mod tests;

pub(crate) use order::kept as order_kept;

use super::{Cancelled, Watch};
use crate::model::{Point, Rect, Size};

/// More overlaps than this for each box are a heap: pushing apart along the axes would pull it out of shape.
const HEAP: f64 = 0.5;
/// Boxes nearer than wanted by no more than this don't overlap, canvas units: it is below what reckoning loses.
const NOTHING: f64 = 1e-6;
/// What whole numbers may take from a gap, canvas units.
const ROUNDING: f64 = 1.0;
/// How often boxes are pushed apart before those that still overlap are taken out one by one.
const ROUNDS: usize = 4;

/// What removing overlaps came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Removed {
    /// How many boxes moved.
    pub(crate) moved: usize,
    /// Pairs of fixed boxes that are nearer than the gap; no others are.
    pub(crate) left: usize,
    /// Boxes without a place or a size (not a number, or beyond all reckoning): they stay as they are, in nobody's way.
    pub(crate) refused: usize,
}

/// Moves boxes until any two are at least `gap` apart, across or down (less than a millionth of a unit does not count).
/// Those that are `fixed` never move; overlaps among them remain and are counted. Where nothing overlaps nothing moves,
/// not by a bit; what moves comes to stand in whole units. The same input gives the same places on every machine.
///
/// Slices are of one length; places beyond 1e12 and sizes that are negative, no number or beyond 1e9 are refused.
///
/// # Errors
/// When `watch` calls it off; the places are then of no use.
pub(crate) fn remove(
    centres: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    gap: Size,
    watch: &dyn Watch,
) -> Result<Removed, Cancelled> {
    remove_within(centres, sizes, fixed, &[], gap, watch)
}

/// The same, but nobody leaves the bounds it is given (none: the whole canvas). Where bounds are too narrow for what
/// stands in them, overlaps remain and are counted.
///
/// # Errors
/// When `watch` calls it off; the places are then of no use.
pub(crate) fn remove_within(
    centres: &mut [Point],
    sizes: &[Size],
    fixed: &[bool],
    bounds: &[Option<Rect>],
    gap: Size,
    watch: &dyn Watch,
) -> Result<Removed, Cancelled> {
    let is_known = |one: &usize| is_known(centres[*one], sizes[*one]);
    let known: Vec<usize> = (0..centres.len()).filter(is_known).collect();
    let mut places: Vec<Point> = known.iter().map(|&one| centres[one]).collect();
    let sizes: Vec<Size> = known.iter().map(|&one| sizes[one]).collect();
    let fixed: Vec<bool> = known.iter().map(|&one| fixed[one]).collect();
    let bounds: Vec<Option<Rect>> =
        known.iter().map(|&one| bounds.get(one).copied().flatten().filter(|rect| rect.is_sane())).collect();
    let task = Task { sizes: &sizes, fixed: &fixed, bounds: &bounds, gap, watch };
    let moved_apart = task.apart(&mut places)?;
    let mut removed = Removed { refused: centres.len() - known.len(), ..Removed::default() };
    if moved_apart {
        for (&one, place) in known.iter().zip(&places) {
            removed.moved += usize::from(centres[one] != *place);
            centres[one] = *place;
        }
    }
    removed.left = overlaps(&places, &sizes, gap);
    Ok(removed)
}

/// How many pairs of boxes are nearer to each other than the gap.
pub(crate) fn overlaps(centres: &[Point], sizes: &[Size], gap: Size) -> usize {
    let known: Vec<usize> = (0..centres.len()).filter(|&one| is_known(centres[one], sizes[one])).collect();
    let places: Vec<Point> = known.iter().map(|&one| centres[one]).collect();
    let sizes: Vec<Size> = known.iter().map(|&one| sizes[one]).collect();
    sweep::count(&Boxes { centres: &places, sizes: &sizes, gap }, usize::MAX)
}

fn is_known(centre: Point, size: Size) -> bool {
    let is_side = |side: f64| (0.0..=1e9).contains(&side);
    centre.x.abs() <= 1e12 && centre.y.abs() <= 1e12 && is_side(size.width) && is_side(size.height)
}

/// What is asked for, but where boxes are.
struct Task<'a> {
    sizes: &'a [Size],
    fixed: &'a [bool],
    bounds: &'a [Option<Rect>],
    gap: Size,
    watch: &'a dyn Watch,
}

impl Task<'_> {
    /// Whether anything had to be moved.
    fn apart(&self, centres: &mut [Point]) -> Result<bool, Cancelled> {
        let enough = ((centres.len() as f64 * HEAP) as usize).max(8);
        let found = self.overlapping(centres, enough);
        if found == 0 {
            return Ok(false);
        }
        let before = centres.to_vec();
        if found >= enough {
            self.heap(centres)?;
        }
        for _ in 0..ROUNDS {
            self.watch.go_on()?;
            if self.overlapping(centres, 1) == 0 {
                break;
            }
            separate::push(centres, &Task { gap: self.roomy(), ..*self })?;
            whole(centres, &before);
            self.back_within(centres);
        }
        whole(centres, &before);
        self.back_within(centres);
        escape::all(centres, self)?;
        Ok(true)
    }

    /// How many pairs overlap of which one may move, up to `most`.
    fn overlapping(&self, centres: &[Point], most: usize) -> usize {
        let boxes = Boxes { centres, sizes: self.sizes, gap: self.gap };
        let mut count = 0;
        sweep::pairs(&boxes, |a, b| {
            count += usize::from(!(self.fixed[a] && self.fixed[b]));
            count < most
        });
        count
    }

    fn roomy(&self) -> Size {
        Size::new(self.gap.width + ROUNDING, self.gap.height + ROUNDING)
    }

    /// Spreads a heap. Fixed boxes stay; the others are moved so that they lie round them as before.
    fn heap(&self, centres: &mut [Point]) -> Result<(), Cancelled> {
        let before = centres.to_vec();
        spread::spread(centres, self.sizes, self.roomy(), self.watch)?;
        let held: Vec<usize> = (0..centres.len()).filter(|&one| self.fixed[one]).collect();
        let moved = held.iter().fold(Point::default(), |sum, &one| sum + (centres[one] - before[one]));
        let back = moved * (1.0 / held.len().max(1) as f64);
        for (one, centre) in centres.iter_mut().enumerate() {
            *centre = if self.fixed[one] { before[one] } else { *centre - back };
        }
        self.back_within(centres);
        Ok(())
    }

    /// Nobody leaves the bounds, whatever overlaps there.
    fn back_within(&self, centres: &mut [Point]) {
        for (one, bounds) in self.bounds.iter().enumerate().filter(|(one, _)| !self.fixed[*one]) {
            if let Some(bounds) = bounds {
                centres[one] = nearest_within(centres[one], self.sizes[one], *bounds);
            }
        }
    }
}

/// The nearest place at which a box lies within bounds; their middle where it does not fit.
fn nearest_within(centre: Point, size: Size, bounds: Rect) -> Point {
    let side = |at: f64, low: f64, high: f64, side: f64| {
        if high - low < side {
            f64::midpoint(low, high)
        } else {
            at.clamp(low + side / 2.0, high - side / 2.0)
        }
    };
    Point::new(
        side(centre.x, bounds.left(), bounds.right(), size.width),
        side(centre.y, bounds.top(), bounds.bottom(), size.height),
    )
}

/// What has moved stands in whole units, what has not exactly where it was.
fn whole(centres: &mut [Point], before: &[Point]) {
    for (centre, old) in centres.iter_mut().zip(before) {
        let side = |new: f64, old: f64| if (new - old).abs() < 1e-3 { old } else { new.round() + 0.0 };
        *centre = Point::new(side(centre.x, old.x), side(centre.y, old.y));
    }
}

/// Boxes and the room that is wanted between them.
#[derive(Clone, Copy)]
struct Boxes<'a> {
    centres: &'a [Point],
    sizes: &'a [Size],
    gap: Size,
}

impl Boxes<'_> {
    fn len(&self) -> usize {
        self.centres.len()
    }

    /// How far the centres of two boxes must be apart, across or down.
    fn need(&self, a: usize, b: usize) -> Size {
        let half = |a: f64, b: f64, gap: f64| f64::midpoint(a, b) + gap;
        let (a, b) = (self.sizes[a], self.sizes[b]);
        Size::new(half(a.width, b.width, self.gap.width), half(a.height, b.height, self.gap.height))
    }

    fn overlap(&self, a: usize, b: usize) -> bool {
        let (need, between) = (self.need(a, b), self.centres[a] - self.centres[b]);
        between.x.abs() < need.width - NOTHING && between.y.abs() < need.height - NOTHING
    }

    fn left(&self, one: usize) -> f64 {
        self.centres[one].x - f64::midpoint(self.sizes[one].width, self.gap.width)
    }

    fn right(&self, one: usize) -> f64 {
        self.centres[one].x + f64::midpoint(self.sizes[one].width, self.gap.width)
    }

    fn top(&self, one: usize) -> f64 {
        self.centres[one].y - f64::midpoint(self.sizes[one].height, self.gap.height)
    }

    fn bottom(&self, one: usize) -> f64 {
        self.centres[one].y + f64::midpoint(self.sizes[one].height, self.gap.height)
    }
}
