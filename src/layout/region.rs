//! Where somebody belongs: the band, the column, the ring or the slice that means it, or where two of them meet. Must
//! not know who else stands there.

use super::{
    Problem, division,
    sector_ring::{Ring, STRETCH, Wedge},
};
use crate::model::{Area, AreaMeaning, AreaShape, Point, Rect, Size};

/// Room between an area's edge and what stands in it, canvas units; at the top its title stands.
const MARGIN: f64 = 24.0;
const TITLE_ROOM: f64 = 44.0;
/// The same for rings and slices, and the box of a ring's title.
const ROUND_MARGIN: f64 = 8.0;
const ROUND_TITLE: Size = Size::new(170.0, 24.0);
/// Places in a ring are tried at so many distances from the middle, and in directions so far apart, canvas units.
const DISTANCES: usize = 16;
const APART: f64 = 16.0;

/// A part of the canvas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// A number that no other such region of the map has.
    pub(super) number: usize,
    /// Upright box round it; all of it where it is not round. Titles and edges are left out.
    pub(super) bounds: Rect,
    /// The rings and slices that it is part of.
    round: [Option<Round>; 2],
}

/// A ring or a slice.
#[derive(Clone, Copy, Debug)]
struct Round {
    shape: AreaShape,
    extent: Rect,
}

impl Region {
    /// What the map's areas mean for an organisation: its scale's band or ring, its sector's column or slice, or where
    /// both meet. Of several that mean it, the one in which it stands.
    pub(super) fn of(problem: &Problem<'_>, node: usize) -> Option<Self> {
        let (scale, sector) = (division::scale_of(problem, node), division::sector_of(problem, node));
        let band = find(problem, node, |area| match &area.meaning {
            AreaMeaning::Scale(id) => Some(id) == scale,
            _ => scale.is_none() && area.id.as_str() == Area::SCALE_NOT_STATED && area.is_of_not_stated(),
        });
        let column = find(problem, node, |area| match &area.meaning {
            AreaMeaning::Sector(id) => Some(id) == sector,
            _ => sector.is_none() && area.id.as_str() == Area::SECTOR_NOT_STATED && area.is_of_not_stated(),
        });
        let areas = problem.document.map().areas.len();
        match (band, column) {
            (Some(band), Some(column)) => {
                let number = (band.number + 1) * (areas + 1) + column.number;
                Some(band.meet(column, number).unwrap_or(band))
            }
            (one, other) => one.or(other),
        }
    }

    /// The band, the column, the ring or the slice that a point lies in, or where it lies in two of them.
    pub(super) fn around(problem: &Problem<'_>, at: Point) -> Option<Self> {
        let areas = &problem.document.map().areas;
        let is_around = |area: &Area| division::gives_way(area) && area.is_sane() && area.contains(at);
        let found = areas.iter().enumerate().filter(|(_, area)| is_around(area));
        let mut found = found.map(|(number, area)| Self::of_area(number, area));
        let first = found.next()?;
        let both = found
            .next()
            .and_then(|other| first.meet(other, (first.number + 1) * (areas.len() + 1) + other.number));
        Some(both.unwrap_or(first))
    }

    /// What these have in common; `None` for none or where they have nothing.
    pub(super) fn of_areas(areas: &[&Area]) -> Option<Self> {
        let mut regions = areas.iter().enumerate().map(|(number, area)| Self::of_area(number, area));
        let first = regions.next()?;
        regions.try_fold(first, |all, one| all.meet(one, 0))
    }

    /// An upright box.
    pub(super) fn of_box(number: usize, bounds: Rect) -> Self {
        Self { number, bounds, round: [None, None] }
    }

    fn of_area(number: usize, area: &Area) -> Self {
        match area.shape {
            AreaShape::Rect => Self::of_box(number, inner(area.extent)),
            shape => {
                let round = Round { shape, extent: area.extent };
                Self { number, bounds: area.extent, round: [Some(round), None] }
            }
        }
    }

    /// Where two meet; `None` where they have nothing in common.
    fn meet(self, other: Self, number: usize) -> Option<Self> {
        let bounds = common(self.bounds, other.bounds)?;
        let round = [self.round[0].or(other.round[0]), self.round[0].and(other.round[0])];
        Some(Self { number, bounds, round })
    }

    /// The same by another number.
    pub(super) fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }

    /// What of it lies in a box.
    pub(super) fn narrowed(self, view: Rect, number: usize) -> Option<Self> {
        Some(Self { number, bounds: common(self.bounds, view)?, ..self })
    }

    /// Whether it is part of a ring or a slice.
    pub(super) fn is_round(&self) -> bool {
        self.round[0].is_some()
    }

    /// Whether a box stands wholly in it.
    pub(super) fn holds(&self, rect: Rect) -> bool {
        self.bounds.contains_rect(rect) && self.round.iter().flatten().all(|round| round.holds(rect))
    }

    /// The place nearest to a wish at which a box stands wholly in it, about; the nearest to that where none is.
    pub(super) fn nearest(&self, wish: Point, size: Size) -> Point {
        let side = |at: f64, low: f64, high: f64, side: f64| {
            if high - low < side {
                f64::midpoint(low, high)
            } else {
                at.clamp(low + side / 2.0, high - side / 2.0)
            }
        };
        let bounds = self.bounds;
        let near = Point::new(
            side(wish.x, bounds.left(), bounds.right(), size.width),
            side(wish.y, bounds.top(), bounds.bottom(), size.height),
        );
        let Some(round) = self.round[0].filter(|_| !self.holds(Rect::from_center(near, size))) else {
            return near;
        };
        self.nearest_round(round, near, size).unwrap_or_else(|| self.middle())
    }

    /// A wish brought into it, without regard to where a box would fit, unless it is round.
    pub(super) fn towards(&self, wish: Point, size: Size) -> Point {
        if self.is_round() {
            return self.nearest(wish, size);
        }
        let bounds = self.bounds;
        Point::new(wish.x.clamp(bounds.left(), bounds.right()), wish.y.clamp(bounds.top(), bounds.bottom()))
    }

    /// From the wish's own direction on both ways round.
    fn nearest_round(&self, round: Round, wish: Point, size: Size) -> Option<Point> {
        let (from, to) = self.directions();
        let (_, direction) = AreaShape::place_of(round.extent, wish);
        let direction = if direction < from { direction + 360.0 } else { direction };
        let direction = if direction > to {
            if direction - to < from + 360.0 - direction { to } else { from }
        } else {
            direction
        };
        let reach = round.extent.width.max(round.extent.height) / 2.0;
        let step = (APART / reach.max(APART)).to_degrees();
        let mut best: Option<(f64, Point)> = None;
        for turn in 0..=(360.0 / step) as usize {
            for sign in [1.0, -1.0] {
                let degrees = direction + sign * turn as f64 * step;
                if !(from..=to).contains(&degrees) {
                    continue;
                }
                for distance in 0..=DISTANCES {
                    let hole = round.hole();
                    let share = hole + (1.0 - hole) * distance as f64 / DISTANCES as f64;
                    let at = AreaShape::point_at(round.extent, share, degrees);
                    let far = at.distance(wish);
                    if best.is_none_or(|(least, _)| far < least) && self.holds(Rect::from_center(at, size)) {
                        best = Some((far, at));
                    }
                }
            }
            // Further round nothing is nearer.
            if best.is_some() && turn > 24 {
                break;
            }
        }
        best.map(|(_, at)| at)
    }

    /// In which direction from its middle a point lies, degrees clockwise from where it begins; what lies opposite is
    /// nearer to the end that is nearer.
    pub(super) fn direction_of(&self, point: Point) -> f64 {
        let Some(round) = self.round[0] else { return 0.0 };
        let (from, to) = self.directions();
        let half = 180.0 - (to - from) / 2.0;
        let (_, direction) = AreaShape::place_of(round.extent, point);
        (direction - from + half).rem_euclid(360.0) - half
    }

    /// The same point, or the nearest in it, about: for boxes without a size, and quickly.
    pub(super) fn brought_in(&self, point: Point, size: Size) -> Point {
        let Some(round) = self.round[0] else { return self.nearest(point, size) };
        let (from, to) = self.directions();
        let hole = self.round.iter().flatten().map(Round::hole).fold(0.0, f64::max);
        let (share, _) = AreaShape::place_of(round.extent, point);
        let direction = from + self.direction_of(point).clamp(0.0, to - from);
        AreaShape::point_at(round.extent, share.clamp(hole, 1.0), direction)
    }

    /// Where it begins and ends, degrees clockwise from the top; all the way round where no slice says less.
    fn directions(&self) -> (f64, f64) {
        let slice = self.round.iter().flatten().find_map(|round| match round.shape {
            AreaShape::Slice { from, to, .. } => Some((from, to)),
            _ => None,
        });
        slice.unwrap_or((0.0, 360.0))
    }

    /// A place in the middle of it.
    pub(super) fn middle(&self) -> Point {
        let Some(round) = self.round[0] else { return self.bounds.center() };
        let hole = self.round.iter().flatten().map(Round::hole).fold(0.0, f64::max);
        let (from, to) = self.directions();
        // Not the top of a whole ring: its title stands there.
        let degrees = if to - from >= 360.0 { from + 90.0 } else { f64::midpoint(from, to) };
        AreaShape::point_at(round.extent, f64::midpoint(hole, 1.0), degrees)
    }

    /// Lanes in which boxes of these sizes stand in it, about a middle; where it is as rings are when they are laid out.
    pub(super) fn lanes(&self, sizes: &[Size]) -> Option<(Point, Ring, Wedge)> {
        let middle = self.round[0]?.extent.center();
        let rounds = || self.round.iter().flatten();
        let is_usual = |round: &Round| {
            let stretch = round.extent.width / round.extent.height.max(1.0);
            (stretch - STRETCH).abs() < 0.02 && round.extent.center().distance(middle) < 2.0
        };
        if !rounds().all(is_usual) {
            return None;
        }
        let inner = rounds().map(|round| round.hole() * round.extent.height / 2.0).fold(0.0, f64::max);
        let outer = rounds().map(|round| round.extent.height / 2.0).fold(f64::INFINITY, f64::min);
        let has_title = rounds().any(|round| matches!(round.shape, AreaShape::Ring { .. }));
        let (from, to) = self.directions();
        let wedge = Wedge::new(from.to_radians(), to.to_radians());
        Some((middle, Ring::drawn(inner, outer, sizes, has_title)?, wedge))
    }
}

impl Round {
    fn hole(&self) -> f64 {
        match self.shape {
            AreaShape::Rect => 0.0,
            AreaShape::Ring { hole } | AreaShape::Slice { hole, .. } => hole,
        }
    }

    fn holds(&self, rect: Rect) -> bool {
        let middle = self.extent.center();
        let is_ring = matches!(self.shape, AreaShape::Ring { .. });
        let title = Point::new(middle.x, self.extent.top() + ROUND_TITLE.height / 2.0 + 10.0);
        if is_ring && rect.overlaps(Rect::from_center(title, ROUND_TITLE)) {
            return false;
        }
        let rect = rect.expanded(ROUND_MARGIN);
        let corners = rect.corners();
        let sides = (0..4).map(|side| corners[side].lerp(corners[(side + 1) % 4], 0.5));
        // What of the box lies nearest to the middle must not lie in the hole.
        let inmost =
            Point::new(middle.x.clamp(rect.left(), rect.right()), middle.y.clamp(rect.top(), rect.bottom()));
        AreaShape::place_of(self.extent, inmost).0 >= self.hole()
            && corners.into_iter().chain(sides).all(|point| self.shape.contains(self.extent, point))
    }
}

/// The area that fits: one in which somebody stands already before any other.
fn find(problem: &Problem<'_>, node: usize, fits: impl Fn(&Area) -> bool) -> Option<Region> {
    let areas = problem.document.map().areas.iter().enumerate();
    let fitting = areas.filter(|(_, area)| fits(area) && area.is_sane());
    let stands = |area: &Area| problem.before[node].is_some_and(|at| area.contains(at));
    let found = fitting.min_by_key(|(number, area)| (!stands(area), *number));
    found.map(|(number, area)| Region::of_area(number, area))
}

/// Where boxes may stand in a band or a column.
fn inner(extent: Rect) -> Rect {
    let side = MARGIN.min(extent.width / 4.0);
    let (top, bottom) = (TITLE_ROOM.min(extent.height / 4.0), MARGIN.min(extent.height / 4.0));
    Rect::new(extent.x + side, extent.y + top, extent.width - 2.0 * side, extent.height - top - bottom)
}

fn common(a: Rect, b: Rect) -> Option<Rect> {
    a.overlaps(b).then(|| {
        let corner = Point::new(a.left().max(b.left()), a.top().max(b.top()));
        Rect::from_corners(corner, Point::new(a.right().min(b.right()), a.bottom().min(b.bottom())))
    })
}
