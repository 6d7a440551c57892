//! Bands and columns: faintly tinted rounded areas with small titles. Must not know what stands in them.

use crate::{
    model::{Area, AreaMeaning, Document, Point, Rect},
    style::{Look, Rgba},
    text::Fonts,
};

use super::{
    ground::Ground,
    path::Path,
    types::{AreaBox, Item, Role, Target},
    words::{self, Words},
};

const RADIUS: f64 = 10.0;
/// Where a title begins, from the corner of its area.
const TITLE: Point = Point::new(18.0, 14.0);

/// Areas ready to be laid under everything.
pub(super) struct Areas {
    pub items: Vec<Item>,
    pub boxes: Vec<AreaBox>,
    /// Each area's tint.
    pub fills: Vec<(Rect, Rgba)>,
}

/// Draws all areas of the map, in its order. Titles stand in the first corner that no node covers.
pub(super) fn draw(document: &Document, ground: &Ground, look: &Look, fonts: &Fonts) -> Areas {
    let mut areas = Areas { items: Vec::new(), boxes: Vec::new(), fills: Vec::new() };
    let drawn = document.map().areas.iter().filter(|area| area.extent.is_sane());
    for (index, area) in drawn.enumerate() {
        let rect = area.extent;
        let fill = look.area_fill(index);
        let target = Target::Area(area.id.clone());
        let path = Path::rounded_rect(rect, RADIUS);
        areas.items.push(Item::path(target.clone(), Role::Body, path, Some(fill), None));
        let title = title(document, area).to_uppercase();
        let width = (rect.width - 2.0 * TITLE.x).max(40.0);
        let words = Words::wrapped(&title, &words::capitals(), width, fonts);
        let size = words.size();
        let (left, right) = (rect.left() + TITLE.x, rect.right() - TITLE.x - size.width);
        let (top, foot) = (rect.top() + TITLE.y, rect.bottom() - TITLE.y - size.height);
        let corners = [(left, top), (right, top), (left, foot), (right, foot)];
        let places = corners.map(|(x, y)| Rect::new(x, y, size.width, size.height));
        let is_free = |place: &Rect| {
            let mut stations = ground.stations.iter();
            place.x >= left && place.y >= top && !stations.any(|it| it.around.overlaps(*place))
        };
        let place = places.into_iter().find(is_free).unwrap_or(places[0]);
        if !words.is_empty() {
            let block = words.placed(place, 0.0, look.muted());
            areas.items.push(Item::text(target, Role::Label, block));
        }
        areas.boxes.push(AreaBox { id: area.id.clone(), rect, title: place });
        areas.fills.push((rect, fill));
    }
    areas
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
