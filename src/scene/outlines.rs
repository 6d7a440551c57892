//! Outlines of areas that are no rectangles, the gaps that part slices and columns, and pillars: how far somebody
//! reaches over bands. Must not know titles.

use crate::{
    model::{Area, AreaMeaning, AreaShape, Document, Organisation, Point, Rect, ScaleId},
    style::{Look, Rgba},
};

use super::{
    ground::Ground,
    path::{Path, Segment},
    types::{Item, Role, Stroke, Target},
};

/// Between two slices, and between two columns where bands cross them, canvas units.
const GAP: f64 = 8.0;
/// Columns further apart than this are not parted by a line.
const NEAR: f64 = 24.0;
/// From the end of a pillar to the edge of its band, and how wide it is between two bands that are not neighbours.
const PILLAR_EDGE: f64 = 10.0;
const STEM: f64 = 6.0;
/// How much of a node's colour its pillar has.
const PILLAR_TINT: f64 = 0.22;

/// The outline of an area.
pub(super) fn outline(area: &Area, radius: f64) -> Path {
    let (from, to, hole) = match area.shape {
        AreaShape::Rect => return Path::rounded_rect(area.extent, radius),
        AreaShape::Ring { hole } => (0.0, 360.0, hole),
        AreaShape::Slice { from, to, hole } => (from, to, hole),
    };
    let mut path = Path::default();
    arc(&mut path, area.extent, 1.0, (from, to), Join::Move);
    let is_whole = to - from > 360.0 - 1e-9;
    if is_whole {
        path.segments.push(Segment::Close);
    }
    if hole > 0.0 {
        // The other way round, so that every rule of filling leaves the hole free.
        arc(&mut path, area.extent, hole, (to, from), if is_whole { Join::Move } else { Join::Line });
        path.segments.push(Segment::Close);
    } else if !is_whole {
        path.segments.push(Segment::Line(area.extent.center()));
        path.segments.push(Segment::Close);
    }
    path
}

/// How an arc follows what is there.
#[derive(Clone, Copy)]
enum Join {
    Move,
    Line,
}

/// A piece of the ellipse at this share of the extent, in cubics of an eighth at most.
fn arc(path: &mut Path, extent: Rect, share: f64, (from, to): (f64, f64), join: Join) {
    let steps = ((to - from).abs() / 45.0).ceil().max(1.0);
    let step = (to - from) / steps;
    // The handles of a circle's arc: four thirds of the tangent of a quarter of its angle.
    let handle = 4.0 / 3.0 * libm::tan(step.to_radians() / 4.0);
    let at = |degrees: f64| AreaShape::point_at(extent, share, degrees);
    let along = |degrees: f64| AreaShape::point_at(extent, share, degrees + 90.0) - extent.center();
    path.segments.push(match join {
        Join::Move => Segment::Move(at(from)),
        Join::Line => Segment::Line(at(from)),
    });
    for number in 0..steps as usize {
        let start = from + step * number as f64;
        let end = start + step;
        let first = at(start) + along(start) * handle;
        let second = at(end) - along(end) * handle;
        path.segments.push(Segment::Cubic(first, second, at(end)));
    }
}

/// Whether the ground of a slice is seen: over rings only its edges are.
pub(super) fn is_tinted(area: &Area, document: &Document) -> bool {
    let is_ring_under = |other: &Area| {
        matches!(other.shape, AreaShape::Ring { .. }) && other.is_sane() && other.extent.overlaps(area.extent)
    };
    !matches!(area.shape, AreaShape::Slice { .. }) || !document.map().areas.iter().any(is_ring_under)
}

/// The edges of slices, and the gaps between columns where bands lie over them, in the colour of the page.
pub(super) fn partings(document: &Document, look: &Look) -> Vec<Item> {
    let areas: Vec<&Area> = document.map().areas.iter().filter(|area| area.is_sane()).collect();
    let mut items = Vec::new();
    for area in &areas {
        if let AreaShape::Slice { from, to, hole } = area.shape
            && to - from < 360.0 - 1e-9
        {
            let edge = Path::line(
                AreaShape::point_at(area.extent, hole, from),
                AreaShape::point_at(area.extent, 1.01, from),
            );
            let stroke = Stroke::full(look.page(), GAP);
            items.push(Item::path(Target::Area(area.id.clone()), Role::Body, edge, None, Some(stroke)));
        }
    }
    let mut columns: Vec<&&Area> = areas
        .iter()
        .enumerate()
        .filter(|(place, area)| areas[place + 1..].iter().any(|over| crosses(area, over)))
        .map(|(_, area)| area)
        .collect();
    columns.sort_by(|a, b| a.extent.left().total_cmp(&b.extent.left()));
    for pair in columns.windows(2) {
        let (left, right) = (pair[0].extent, pair[1].extent);
        let gap = right.left() - left.right();
        if gap > 0.0 && gap <= NEAR {
            let top = left.top().min(right.top());
            let bottom = left.bottom().max(right.bottom());
            let strip = Rect::new(left.right(), top, gap, bottom - top);
            let path = Path::rounded_rect(strip, 0.0);
            let target = Target::Area(pair[0].id.clone());
            items.push(Item::path(target, Role::Body, path, Some(look.page()), None));
        }
    }
    items
}

/// Whether an area that means something else lies over this upright one from side to side.
fn crosses(area: &Area, over: &Area) -> bool {
    let kind = |area: &Area| match area.meaning {
        AreaMeaning::Title if !area.is_of_not_stated() => 0,
        AreaMeaning::Title if area.id.as_str() == Area::SCALE_NOT_STATED => 1,
        AreaMeaning::Scale(_) => 1,
        AreaMeaning::Title | AreaMeaning::Sector(_) => 2,
    };
    kind(area) + kind(over) == 3
        && area.shape == AreaShape::Rect
        && over.shape == AreaShape::Rect
        && over.extent.left() <= area.extent.left()
        && over.extent.right() >= area.extent.right()
        && over.extent.overlaps(area.extent)
}

/// A pale pillar for everyone who stands in a band and reaches others: over the bands that are reached, and as a stem
/// across those that are not.
pub(super) fn pillars(document: &Document, ground: &Ground, look: &Look) -> Vec<Item> {
    let mut items = Vec::new();
    for (id, station) in &ground.by_organisation {
        let station = &ground.stations[*station];
        if station.target != Target::Organisation(id.clone()) {
            continue;
        }
        let Some(organisation) = document.organisation(id) else { continue };
        let Some(pillar) = Pillar::of(document, organisation, station.rect) else { continue };
        let style = look.organisation(document, organisation);
        let colour = style.fill.unwrap_or(style.outline);
        let pale = look.page().mix(colour, PILLAR_TINT);
        pillar.draw(pale, &Target::Area(pillar.home.clone()), &mut items);
    }
    items
}

/// Whether anyone has a pillar.
pub(super) fn has_pillars(document: &Document, ground: &Ground) -> bool {
    ground.by_organisation.iter().any(|(id, station)| {
        let station = &ground.stations[*station];
        station.target == Target::Organisation(id.clone())
            && document
                .organisation(id)
                .is_some_and(|organisation| Pillar::of(document, organisation, station.rect).is_some())
    })
}

struct Pillar {
    home: crate::model::AreaId,
    rect: Rect,
    upright: bool,
    /// Stretches that are reached, in the pillar's direction.
    reached: Vec<(f64, f64)>,
}

impl Pillar {
    fn of(document: &Document, organisation: &Organisation, rect: Rect) -> Option<Self> {
        let center = rect.center();
        let bands = || {
            document.map().areas.iter().filter_map(|area| match &area.meaning {
                AreaMeaning::Scale(id) if area.shape == AreaShape::Rect && area.extent.is_sane() => {
                    Some((area, id))
                }
                _ => None,
            })
        };
        let is_own = |scale: &ScaleId| organisation.scale.as_ref() == Some(scale);
        let (home, _) = bands().find(|(area, scale)| is_own(scale) && area.extent.contains(center))?;
        let others =
            || bands().filter(|(area, scale)| organisation.reach.contains(*scale) && area.id != home.id);
        let beside = |area: &Area, upright: bool| {
            let (own, other) = (home.extent, area.extent);
            if upright {
                other.left() <= rect.left()
                    && other.right() >= rect.right()
                    && (other.bottom() <= own.top() || other.top() >= own.bottom())
            } else {
                other.top() <= rect.top()
                    && other.bottom() >= rect.bottom()
                    && (other.right() <= own.left() || other.left() >= own.right())
            }
        };
        let upright = others().any(|(area, _)| beside(area, true));
        let along = |it: Rect| if upright { (it.top(), it.bottom()) } else { (it.left(), it.right()) };
        let mut reached: Vec<(f64, f64)> =
            others().filter(|(area, _)| beside(area, upright)).map(|(area, _)| along(area.extent)).collect();
        if reached.is_empty() {
            return None;
        }
        reached.push(along(home.extent));
        reached.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Self {
            home: home.id.clone(),
            rect,
            upright,
            reached: Self::runs(reached, along(rect), along(home.extent)),
        })
    }

    /// Neighbours as one stretch; where it ends at home, it ends at the box.
    fn runs(reached: Vec<(f64, f64)>, own: (f64, f64), home: (f64, f64)) -> Vec<(f64, f64)> {
        let mut runs: Vec<(f64, f64)> = Vec::new();
        for (start, end) in reached {
            match runs.last_mut() {
                Some(last) if start - last.1 <= NEAR => last.1 = end,
                _ => runs.push((start, end)),
            }
        }
        let middle = (own.0 + own.1) / 2.0;
        let ends = |(start, end): (f64, f64)| {
            let start = if start == home.0 { middle } else { start + PILLAR_EDGE };
            let end = if end == home.1 { middle } else { end - PILLAR_EDGE };
            (start, end)
        };
        runs.into_iter().map(ends).collect()
    }

    fn draw(&self, colour: Rgba, target: &Target, items: &mut Vec<Item>) {
        let stretch = |(start, end): (f64, f64), from: f64, wide: f64| {
            let corner = Point::new(from, start);
            let rect = Rect::from_corners(corner, Point::new(from + wide, end));
            if self.upright { rect } else { rect.turned() }
        };
        let own = if self.upright { self.rect } else { self.rect.turned() };
        let mut add = |rect: Rect, radius: f64| {
            let path = Path::rounded_rect(rect, radius);
            items.push(Item::path(target.clone(), Role::Body, path, Some(colour), None));
        };
        if let (Some(first), Some(last)) = (self.reached.first(), self.reached.last())
            && self.reached.len() > 1
        {
            add(stretch((first.0, last.1), own.center().x - STEM / 2.0, STEM), 0.0);
        }
        for run in &self.reached {
            add(stretch(*run, own.left(), own.width), 8.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AreaId;

    fn area(shape: AreaShape) -> Area {
        let extent = Rect::new(-300.0, -200.0, 600.0, 400.0);
        Area { id: AreaId::literal("a"), title: String::new(), extent, meaning: AreaMeaning::Title, shape }
    }

    #[test]
    fn an_outline_holds_what_its_area_holds() {
        for shape in [
            AreaShape::Rect,
            AreaShape::Ring { hole: 0.0 },
            AreaShape::Ring { hole: 0.5 },
            AreaShape::Slice { from: 20.0, to: 100.0, hole: 0.3 },
            AreaShape::Slice { from: 300.0, to: 400.0, hole: 0.0 },
            AreaShape::Slice { from: 10.0, to: 330.0, hole: 0.2 },
        ] {
            let area = area(shape);
            let parts = outline(&area, 0.0).flatten(0.1);
            for step in 0..60 {
                let share = 0.05 + f64::from(step % 7) * 0.14;
                let at = AreaShape::point_at(area.extent, share, f64::from(step) * 6.0 + 1.0);
                let inside = parts
                    .iter()
                    .filter(|(points, _)| super::super::path::polygon_contains(points, at))
                    .count();
                assert_eq!(inside % 2 == 1, area.contains(at), "{shape:?} {at:?}");
            }
        }
    }
}
