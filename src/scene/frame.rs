//! What makes a figure of a map: margin, title block, legend and the line under it. Must not know what they say.

use crate::{
    model::{Document, LegendPlace, Point, Rect},
    style::Look,
    text::{Fonts, TextStyle, Weight},
};

use super::{
    legend::Section,
    legend_layout::{self, Legend},
    page::PageFrame,
    path::Path,
    types::{Item, PlacedLine, Role, Shape, Stroke, Target, TextBlock},
    words::{self, Words},
};

const MARGIN: f64 = 40.0;
/// A figure is never narrower than this: titles and legends need it.
const NARROWEST: f64 = 560.0;
const TITLE: f64 = 24.0;
const SUBTITLE: f64 = 14.0;
const CAPTION: f64 = 14.0;
const FOOTER: f64 = 12.0;
/// A caption wider than this is hard to read.
const WIDEST_FOOTER: f64 = 1100.0;
/// Between title block and map, map and legend, legend and footer.
const UNDER_TITLE: f64 = 34.0;
const OVER_LEGEND: f64 = 34.0;
const OVER_FOOTER: f64 = 22.0;
const UNDER_CAPTION: f64 = 8.0;

/// What stands round the map.
pub(super) struct Surround<'a> {
    pub frame: &'a PageFrame,
    pub sections: &'a [Section],
    pub footer: &'a str,
}

/// Adds title block, legend and footer to the items of a map and returns the bounds of the figure.
pub(super) fn surround(
    document: &Document,
    surround: &Surround<'_>,
    items: &mut Vec<Item>,
    look: &Look,
    fonts: &Fonts,
) -> Rect {
    let map =
        Rect::around(items.iter().map(|item| item.bounds)).unwrap_or(Rect::new(0.0, 0.0, NARROWEST, 0.0));
    let width = map.width.max(NARROWEST);
    let mut extra = Vec::new();
    if surround.frame.title {
        title_block(document, map, width, look, fonts, &mut extra);
    }
    let foot = match surround.frame.legend {
        LegendPlace::Off => (map.left(), map.bottom() + OVER_FOOTER),
        LegendPlace::Below => {
            let legend = legend_layout::rows(surround.sections, width, look, fonts);
            let bottom = put(legend, Point::new(map.left(), map.bottom() + OVER_LEGEND), &mut extra);
            (map.left(), bottom + OVER_FOOTER)
        }
        LegendPlace::Beside => {
            let legend = legend_layout::column(surround.sections, look, fonts);
            let bottom = put(legend, Point::new(map.left() + width + OVER_LEGEND, map.top()), &mut extra);
            (map.left(), bottom.max(map.bottom()) + OVER_FOOTER)
        }
        LegendPlace::Inside => {
            let bottom = inside(surround, map, width, items, look, fonts, &mut extra);
            (map.left(), bottom + OVER_FOOTER)
        }
    };
    let (left, mut top) = foot;
    let lines = [(&surround.frame.caption[..], CAPTION, look.ink()), (surround.footer, FOOTER, look.muted())];
    for (text, size, colour) in lines.into_iter().filter(|(text, ..)| !text.trim().is_empty()) {
        let words = Words::wrapped(text, &TextStyle::new(size), width.min(WIDEST_FOOTER), fonts);
        let size = words.size();
        let block = words.placed(Rect::new(left, top, size.width, size.height), 0.0, colour);
        extra.push(Item::text(Target::Legend, Role::Label, block));
        top += size.height + UNDER_CAPTION;
    }
    items.extend(extra);
    let all = Rect::around(items.iter().map(|item| item.bounds)).unwrap_or(map);
    whole(all.union(Rect::new(map.x, all.y, width, all.height)).expanded(MARGIN))
}

/// The rectangle grown to whole units, so that a figure has sharp edges and a plain size.
fn whole(rect: Rect) -> Rect {
    let (x, y) = (rect.x.floor(), rect.y.floor());
    Rect::new(x, y, (rect.right() - x).ceil(), (rect.bottom() - y).ceil())
}

fn title_block(
    document: &Document,
    map: Rect,
    width: f64,
    look: &Look,
    fonts: &Fonts,
    items: &mut Vec<Item>,
) {
    let info = document.map();
    let title = Words::wrapped(&info.title, &words::style(TITLE, Weight::Bold), width, fonts);
    let subtitle = Words::wrapped(&info.subtitle, &TextStyle::new(SUBTITLE), width, fonts);
    if title.is_empty() && subtitle.is_empty() {
        return;
    }
    let gap = if title.is_empty() || subtitle.is_empty() { 0.0 } else { 5.0 };
    let height = title.size().height + gap + subtitle.size().height;
    let top = map.top() - UNDER_TITLE - height;
    for (words, y, colour) in
        [(&title, top, look.ink()), (&subtitle, top + title.size().height + gap, look.muted())]
    {
        if !words.is_empty() {
            let size = words.size();
            let block = words.placed(Rect::new(map.left(), y, size.width, size.height), 0.0, colour);
            items.push(Item::text(Target::Title, Role::Label, block));
        }
    }
}

/// Puts a legend's upper left corner at `at`; returns where it ends.
fn put(legend: Legend, at: Point, items: &mut Vec<Item>) -> f64 {
    items.extend(legend.items.into_iter().map(|item| moved(item, at)));
    at.y + legend.height
}

/// A legend in the corner of the map that is most free, on a plate; under the map where no corner is. Returns where
/// map and legend end.
fn inside(
    surround: &Surround<'_>,
    map: Rect,
    width: f64,
    items: &[Item],
    look: &Look,
    fonts: &Fonts,
    extra: &mut Vec<Item>,
) -> f64 {
    const AIR: f64 = 16.0;
    let legend = legend_layout::column(surround.sections, look, fonts);
    let (w, h) = (legend.width + 2.0 * AIR, legend.height + 2.0 * AIR);
    let (left, right) = (map.left() + 8.0, map.right() - w - 8.0);
    let (top, bottom) = (map.top() + 8.0, map.bottom() - h - 8.0);
    let corners = [(right, bottom), (left, bottom), (right, top), (left, top)];
    let covers = |rect: Rect| {
        let taken = |item: &&Item| !matches!(item.target, Target::Area(_)) && item.bounds.overlaps(rect);
        items.iter().filter(taken).count()
    };
    let free = corners
        .map(|(x, y)| Rect::new(x, y, w, h))
        .into_iter()
        .find(|rect| map.contains_rect(*rect) && covers(*rect) == 0);
    let Some(rect) = free else {
        let legend = legend_layout::rows(surround.sections, width, look, fonts);
        return put(legend, Point::new(map.left(), map.bottom() + OVER_LEGEND), extra);
    };
    let stroke = Stroke::full(look.hairline(), 1.0);
    let plate = Path::rounded_rect(rect, 8.0);
    extra.push(Item::path(Target::Legend, Role::Plate, plate, Some(look.page()), Some(stroke)));
    put(legend, Point::new(rect.x + AIR, rect.y + AIR), extra);
    map.bottom()
}

/// The same elsewhere.
pub(super) fn moved(item: Item, by: Point) -> Item {
    let shape = match item.shape {
        Shape::Path { path, fill, stroke } => Shape::Path { path: path.translated(by), fill, stroke },
        Shape::Text(block) => {
            let lines = block.lines.into_iter().map(|placed| PlacedLine {
                x: placed.x + by.x,
                baseline: placed.baseline + by.y,
                line: placed.line,
            });
            Shape::Text(TextBlock { lines: lines.collect(), ..block })
        }
    };
    Item { shape, bounds: item.bounds.translated(by), ..item }
}
