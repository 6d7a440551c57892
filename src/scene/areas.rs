//! Bands, columns, rings and slices: faintly tinted areas with small titles. Must not know what stands in them.

use crate::{
    model::{Area, AreaMeaning, AreaShape, Document, Point, Rect, Size},
    style::{Look, Rgba},
    text::Fonts,
};

use super::{
    ground::Ground,
    outlines,
    path::Path,
    types::{AreaBox, Item, Role, Target},
    words::{self, Words},
};

const RADIUS: f64 = 10.0;
/// Where a title begins, from the corner of its area.
const TITLE: Point = Point::new(18.0, 14.0);

/// Titles of rings and slices are broken at this width, canvas units.
const ROUND_TITLE: f64 = 170.0;
/// From a ring's rim inward to its title, and from a slice's outward.
const RING_TITLE: f64 = 11.0;
const SLICE_TITLE: f64 = 10.0;

/// Areas ready to be laid under everything.
pub(super) struct Areas {
    pub items: Vec<Item>,
    pub boxes: Vec<AreaBox>,
    /// Each area's tint, where it has one.
    pub fills: Vec<Tint>,
}

/// The tint of an area's ground.
pub(super) struct Tint {
    extent: Rect,
    shape: AreaShape,
    fill: Rgba,
    outline: Path,
}

impl Tint {
    /// The ground at a point: this tint over what lies under it, or that alone.
    pub fn over(&self, ground: Rgba, at: Point) -> Rgba {
        if self.shape.contains(self.extent, at) { self.fill.over(ground) } else { ground }
    }

    /// The lines round it, as corners.
    pub fn edges(&self) -> Vec<Vec<Point>> {
        if self.shape == AreaShape::Rect {
            return vec![self.extent.corners().to_vec()];
        }
        self.outline.flatten(1.0).into_iter().map(|(points, _)| points).collect()
    }
}

/// Draws all areas of the map, in its order, and what parts them; their titles over all of it.
pub(super) fn draw(document: &Document, ground: &Ground, look: &Look, fonts: &Fonts) -> Areas {
    let mut areas = Areas { items: Vec::new(), boxes: Vec::new(), fills: Vec::new() };
    let mut titles = Vec::new();
    let all: Vec<&Area> = document.map().areas.iter().filter(|area| area.is_sane()).collect();
    let words: Vec<Words> = all.iter().map(|area| title_words(document, area, fonts)).collect();
    let places = title_places(&all, &words, ground);
    for (index, ((area, words), place)) in all.into_iter().zip(words).zip(places).enumerate() {
        let fill = look.area_fill(index);
        let target = Target::Area(area.id.clone());
        let outline = outlines::outline(area, RADIUS);
        if outlines::is_tinted(area, document) {
            areas.items.push(Item::path(target, Role::Body, outline.clone(), Some(fill), None));
            let (extent, shape) = (area.extent, area.shape);
            areas.fills.push(Tint { extent, shape, fill, outline: outline.clone() });
        }
        let shape = area.shape;
        areas.boxes.push(AreaBox { id: area.id.clone(), rect: area.extent, shape, outline, title: place });
        titles.push((area.id.clone(), words, place));
    }
    areas.items.extend(outlines::partings(document, look));
    areas.items.extend(outlines::pillars(document, ground, look));
    for (id, words, place) in titles.into_iter().filter(|(_, words, _)| !words.is_empty()) {
        let block = words.placed(place, 0.0, look.muted());
        areas.items.push(Item::text(Target::Area(id), Role::Label, block));
    }
    areas
}

/// The places of all titles. Those of bands, columns, rings and slices are found first: they stand alike, and the others
/// give way to them.
fn title_places(areas: &[&Area], words: &[Words], ground: &Ground) -> Vec<Rect> {
    let bands = areas.iter().filter(|area| area.shape == AreaShape::Rect);
    let extents = bands.map(|area| area.extent).collect();
    let mut crowd = Crowd { ground, titles: Vec::new(), extents };
    let mut places = vec![Rect::default(); areas.len()];
    let mut order: Vec<usize> = (0..areas.len()).collect();
    order.sort_by_key(|number| areas[*number].meaning == AreaMeaning::Title);
    for number in order {
        places[number] = title_place(areas[number], words[number].size(), &crowd);
        crowd.titles.extend((!words[number].is_empty()).then_some(places[number]));
    }
    places
}

fn title_words(document: &Document, area: &Area, fonts: &Fonts) -> Words {
    let title = title(document, area).to_uppercase();
    let width = match area.shape {
        AreaShape::Rect => (area.extent.width - 2.0 * TITLE.x).max(40.0),
        AreaShape::Ring { .. } | AreaShape::Slice { .. } => ROUND_TITLE,
    };
    Words::wrapped(&title, &words::capitals(), width, fonts)
}

/// What titles keep clear of: nodes, the titles placed before, and the edges of areas that are rectangles.
struct Crowd<'a> {
    ground: &'a Ground,
    titles: Vec<Rect>,
    extents: Vec<Rect>,
}

/// How far titles keep from each other, across and down, canvas units: two in one line would be read as one.
const APART: (f64, f64) = (40.0, 4.0);

impl Crowd<'_> {
    /// What is wrong with a place: the less the better.
    fn faults(&self, place: Rect) -> u8 {
        let near = Rect::new(
            place.x - APART.0,
            place.y - APART.1,
            place.width + 2.0 * APART.0,
            place.height + 2.0 * APART.1,
        );
        let hides_node = self.ground.stations.iter().any(|it| it.around.overlaps(place));
        let meets_title = self.titles.iter().any(|title| title.overlaps(near));
        let is_across = |extent: &Rect| extent.overlaps(place) && !extent.contains_rect(place);
        let is_on_edge = self.extents.iter().any(is_across);
        4 * u8::from(hides_node) + 2 * u8::from(meets_title) + u8::from(is_on_edge)
    }

    /// The first of the places with the fewest faults.
    fn best(&self, places: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        places.into_iter().min_by_key(|place| self.faults(*place))
    }
}

/// Titles stand in the first corner of their area that is free, or in the middle of its top or foot; those of rings at
/// the top of the ring, or at its foot; those of slices outside, where the middle of the slice meets the rim.
fn title_place(area: &Area, size: Size, crowd: &Crowd<'_>) -> Rect {
    let rect = area.extent;
    let middle = rect.center().x - size.width / 2.0;
    let place = |(x, y): (f64, f64)| Rect::new(x, y, size.width, size.height);
    let fallback = Rect::new(rect.left() + TITLE.x, rect.top() + TITLE.y, size.width, size.height);
    match area.shape {
        AreaShape::Rect => {
            let (left, right) = (rect.left() + TITLE.x, rect.right() - TITLE.x - size.width);
            let (top, foot) = (rect.top() + TITLE.y, rect.bottom() - TITLE.y - size.height);
            let ends =
                [(left, top), (right, top), (left, foot), (right, foot), (middle, top), (middle, foot)];
            let places = ends.map(place).into_iter().filter(|place| place.x >= left && place.y >= top);
            crowd.best(places).unwrap_or(fallback)
        }
        AreaShape::Ring { .. } => {
            let ends = [rect.top() + RING_TITLE, rect.bottom() - RING_TITLE - size.height];
            crowd.best(ends.map(|y| place((middle, y)))).unwrap_or(fallback)
        }
        AreaShape::Slice { from, to, .. } => {
            let at = AreaShape::point_at(rect, 1.0, (from + to) / 2.0);
            // Straight out from the rim, as far as the words' own box reaches inward; further where another title is.
            let (across, down) = ((rect.width / 2.0).max(1.0), (rect.height / 2.0).max(1.0));
            let way = at - rect.center();
            let out = Point::new(way.x / across / across, way.y / down / down).normalised();
            let reach = out.x.abs() * size.width / 2.0 + out.y.abs() * size.height / 2.0 + SLICE_TITLE;
            let further = (0..4).map(|step| reach + f64::from(step) * (size.height + 2.0 * APART.1));
            crowd.best(further.map(|reach| Rect::from_center(at + out * reach, size))).unwrap_or(fallback)
        }
    }
}

/// The title of an area: its own, or the name of what it stands for.
pub(super) fn title(document: &Document, area: &Area) -> String {
    if !area.title.trim().is_empty() {
        return words::clean(&area.title);
    }
    let name = match &area.meaning {
        AreaMeaning::Title => None,
        AreaMeaning::Scale(id) => document.scale(id).map(|scale| scale.name.clone()),
        AreaMeaning::Sector(id) => document.sector(id).map(|sector| sector.name.clone()),
    };
    words::clean(&name.unwrap_or_default())
}
