//! A figure on a page of a given size: type in points, margins in mm, the map as large as what is left allows.
//! Must not know what the parts say.

use crate::{
    model::{Document, LegendPlace, Point, Rect, Size},
    style::Look,
    text::Fonts,
};

use super::{
    frame::{self, Block, Sizes, Surround},
    inside::{Forms, Spot, Taken},
    legend_layout::{self, Pitch},
    node::LABEL_SIZE,
    page::Page,
    placed::{moved, scaled},
    types::{Item, SceneReport, Shape},
};

/// Lengths on a page are the 96th part of an inch, as a canvas unit in the map's own size.
const PER_MM: f64 = 96.0 / 25.4;
const PER_POINT: f64 = 96.0 / 72.0;
/// A figure in less room than this, within the margins, is none.
const LEAST_WIDTH: f64 = 20.0 * PER_MM;
/// Nor is a map in less.
const LEAST_MAP: f64 = 12.0 * PER_MM;
/// A legend beside the map takes no more than this part of the width.
const MOST_BESIDE: f64 = 0.5;
/// And a column of it no more than this.
const MOST_COLUMN: f64 = 0.22;
/// A legend that may move does so where the map gains this much.
const MUCH_LARGER: f64 = 1.1;
/// A map on a page of a given height gives way to a legend inside it so far, in parts of its size.
const GIVES_WAY: [f64; 4] = [1.0, 0.9, 0.8, 0.7];
/// No line is thinner, in points: thinner ones vanish in print.
const HAIRLINE: f64 = 0.25;
/// A name in the map is at most so much larger than the title.
const MOST_NAME: f64 = 0.9;

/// The page in lengths.
struct Sheet {
    width: f64,
    /// As high as the figure needs when not set.
    height: Option<f64>,
    margin: f64,
    sizes: Sizes,
}

impl Sheet {
    fn of(page: &Page) -> Self {
        let width_mm = page.width_mm.unwrap_or(175.0);
        let margin_mm = page.margin_mm.unwrap_or_else(|| margin(width_mm, page.height_mm));
        Self {
            width: width_mm * PER_MM,
            height: page.height_mm.map(|height| height * PER_MM),
            margin: margin_mm * PER_MM,
            sizes: sizes(page, width_mm),
        }
    }

    fn inner(&self) -> f64 {
        (self.width - 2.0 * self.margin).max(1.0)
    }
}

/// A figure for a column needs hardly a margin; a page for itself does. In mm.
fn margin(width: f64, height: Option<f64>) -> f64 {
    height.map_or(2.0, |height| (width.min(height) * 0.06).clamp(2.0, 25.0).round())
}

/// Type that suits a page so wide: 6 points for a column, 7 for two, 8 for A4; never less than was asked for.
fn sizes(page: &Page, width_mm: f64) -> Sizes {
    let text = page.type_pt.unwrap_or(5.6 + width_mm / 125.0);
    let least = page.minimum_type_pt.unwrap_or(0.0);
    let size = |points: f64| points.max(least) * PER_POINT;
    let text_size = size(text);
    // What is shown to a room has a title to be read from the last row.
    let is_shown = page.height_mm.is_some_and(|height| width_mm > height * 1.5);
    Sizes {
        title: size(text * if is_shown { 2.0 } else { 1.5 }),
        subtitle: size(text * if is_shown { 1.25 } else { 1.05 }),
        caption: text_size,
        footer: size(text * 0.9),
        legend: text_size,
        under_title: text_size * 1.6,
        over_legend: text_size * 1.9,
        over_footer: text_size * 1.2,
        under_caption: text_size * 0.6,
        // The legend's capitals and letters are smaller than its words, but not than was asked for.
        pitch: Pitch::CLOSE.with_least(least * PER_POINT * legend_layout::TYPE / text_size),
    }
}

/// What stands above and under the map, and beside it.
struct Parts {
    title: Block,
    legend: Block,
    foot: Block,
    place: LegendPlace,
}

impl Parts {
    /// How much height all but the map takes, with the room between.
    fn height(&self, sizes: &Sizes) -> f64 {
        let over = if self.title.is_empty() { 0.0 } else { self.title.size.height + sizes.under_title };
        over + self.under(sizes)
    }

    /// How much of it lies under the map.
    fn under(&self, sizes: &Sizes) -> f64 {
        let legend = match self.place {
            LegendPlace::Below if !self.legend.is_empty() => sizes.over_legend + self.legend.size.height,
            _ => 0.0,
        };
        let foot = if self.foot.is_empty() { 0.0 } else { sizes.over_footer + self.foot.size.height };
        legend + foot
    }
}

/// Where map and parts stand on the page.
struct Plan {
    height: f64,
    /// What is left for the map.
    room: Rect,
    /// Lengths to the canvas unit.
    scale: f64,
    /// The map's rectangle.
    map: Rect,
    /// The upper end of a legend below it.
    legend: f64,
}

/// Adds what stands round the map on its page and returns the page; all in canvas units, of which the page holds as
/// many as make the map fit.
pub(super) fn surround(
    document: &Document,
    surround: &Surround<'_>,
    items: &mut Vec<Item>,
    (look, fonts): (&Look, &Fonts),
    report: &mut SceneReport,
) -> Rect {
    let sheet = Sheet::of(&surround.frame.page);
    let canvas = surround.map.unwrap_or_default();
    let planned = |place| {
        let parts = parts(document, surround, &sheet, place, look, fonts);
        let plan = plan(&sheet, &parts, canvas);
        (parts, plan)
    };
    let wanted = surround.frame.legend;
    let (mut chosen, mut plan) = planned(wanted);
    let mut legend = None;
    let has_no_place = match wanted {
        LegendPlace::Inside => {
            let forms = Forms::of(surround, plan.room.size(), &sheet.sizes, look, fonts);
            if let Some(spot) = make_room(&forms, &sheet, &mut plan, canvas, items) {
                let down = Point::new(0.0, spot.above);
                let placed = forms.put(&spot, look).into_iter().map(|item| moved(item, down));
                legend = Some(placed.collect::<Vec<Item>>());
            }
            legend.is_none() && !surround.sections.is_empty()
        }
        LegendPlace::Beside => !fits_beside(&sheet, &chosen, &plan),
        LegendPlace::Below | LegendPlace::Off => false,
    };
    if has_no_place {
        report.legend_moved = true;
        (chosen, plan) = planned(LegendPlace::Below);
    } else if wanted == LegendPlace::Below && surround.frame.legend_may_move && sheet.height.is_some() {
        let (parts, beside) = planned(LegendPlace::Beside);
        if beside.scale > plan.scale * MUCH_LARGER && fits_beside(&sheet, &parts, &beside) {
            (chosen, plan) = (parts, beside);
        }
    }
    report.page_needs = needs(&sheet, &chosen, &plan);
    let mut extra = legend.unwrap_or_default();
    put(chosen, &sheet, &plan, &mut extra);
    // From the page to the canvas: the map stays what it is, the page is measured in its units.
    let unit = 1.0 / plan.scale;
    let by = origin(canvas) + origin(plan.map) * -unit;
    thicken(items, HAIRLINE * PER_POINT * unit);
    thicken(&mut extra, HAIRLINE * PER_POINT);
    items.extend(extra.into_iter().map(|item| moved(scaled(item, unit), by)));
    Rect::new(by.x, by.y, sheet.width * unit, plan.height * unit)
}

/// A place for a legend inside the map. Where there is none, a page that may be higher grows by the lowest strip that
/// will do, and on one that may not the map gives way, as little as will do.
fn make_room(forms: &Forms, sheet: &Sheet, plan: &mut Plan, canvas: Rect, items: &[Item]) -> Option<Spot> {
    let taken = |map: Rect, scale: f64| {
        Taken::of(items, |point: Point| (point - origin(canvas)) * scale + origin(map))
    };
    let now = taken(plan.map, plan.scale);
    if let Some(spot) = forms.free(plan.room, &now) {
        return Some(spot);
    }
    if sheet.height.is_none() {
        let spot = forms.grown(plan.room, &now)?;
        plan.height += spot.above + spot.below;
        plan.room.height += spot.above + spot.below;
        plan.map.y += spot.above;
        return Some(spot);
    }
    for part in GIVES_WAY {
        let size = Size::new(plan.map.width * part, plan.map.height * part);
        let (right, bottom) = (plan.room.right() - size.width, plan.room.bottom() - size.height);
        let (left, top) = (plan.room.left(), plan.room.top());
        for (x, y) in [(left, top), (right, top), (left, bottom), (right, bottom)] {
            let map = Rect::new(x, y, size.width, size.height);
            if let Some(spot) = forms.free(plan.room, &taken(map, plan.scale * part)) {
                (plan.map, plan.scale) = (map, plan.scale * part);
                return Some(spot);
            }
        }
    }
    None
}

fn fits_beside(sheet: &Sheet, parts: &Parts, plan: &Plan) -> bool {
    parts.legend.size.width <= sheet.inner() * MOST_BESIDE
        && (sheet.height.is_none() || parts.legend.size.height <= plan.room.height + 0.5)
}

fn origin(rect: Rect) -> Point {
    Point::new(rect.x, rect.y)
}

fn parts(
    document: &Document,
    surround: &Surround<'_>,
    sheet: &Sheet,
    place: LegendPlace,
    look: &Look,
    fonts: &Fonts,
) -> Parts {
    let (sizes, inner) = (&sheet.sizes, sheet.inner());
    let title = if surround.frame.title {
        frame::title_block((document, surround.frame), inner, sizes, look, fonts)
    } else {
        Block::default()
    };
    let foot = frame::foot_block(surround, inner, sizes, look, fonts);
    let mut parts = Parts { title, legend: Block::default(), foot, place };
    let free = sheet.height.map(|height| height - 2.0 * sheet.margin - parts.height(sizes));
    parts.legend = match place {
        LegendPlace::Below => frame::rows(surround, inner, sizes, look, fonts),
        LegendPlace::Beside => {
            let most = (inner * MOST_COLUMN, free.unwrap_or(f64::INFINITY));
            frame::columns(surround, most, sizes, look, fonts)
        }
        LegendPlace::Inside | LegendPlace::Off => Block::default(),
    };
    parts
}

fn plan(sheet: &Sheet, parts: &Parts, canvas: Rect) -> Plan {
    let sizes = &sheet.sizes;
    let is_beside = parts.place == LegendPlace::Beside && !parts.legend.is_empty();
    let beside = if is_beside { parts.legend.size.width + sizes.over_legend } else { 0.0 };
    let around = parts.height(sizes) + 2.0 * sheet.margin;
    let width = (sheet.inner() - beside).max(1.0);
    let height = sheet.height.map(|height| (height - around).max(1.0));
    let most = sizes.title * MOST_NAME / LABEL_SIZE;
    let by_width = if canvas.width > 0.0 { width / canvas.width } else { f64::INFINITY };
    let by_height = match height {
        Some(height) if canvas.height > 0.0 => height / canvas.height,
        _ => f64::INFINITY,
    };
    let scale = by_width.min(by_height).min(most);
    let size = Size::new(canvas.width * scale, canvas.height * scale);
    let least = if is_beside { parts.legend.size.height } else { 0.0 };
    let room_height = height.unwrap_or_else(|| size.height.max(least));
    let top = sheet.margin + parts.height(sizes) - parts.under(sizes);
    let room = Rect::new(sheet.margin, top, width, room_height);
    let mut map = Rect::from_center(room.center(), size);
    let mut legend = room.bottom() + sizes.over_legend;
    if parts.place == LegendPlace::Below && !parts.legend.is_empty() {
        // A legend belongs to its map: what a high page has left over lies under both.
        let air = ((room.height - size.height) / 3.0).clamp(0.0, sizes.over_legend);
        map.y = room.y + air;
        legend = map.bottom() + air + sizes.over_legend;
    }
    Plan { height: sheet.height.unwrap_or(around + room_height), room, scale, map, legend }
}

/// The page that would be needed, in mm, where this one is too small for what stands on it.
fn needs(sheet: &Sheet, parts: &Parts, plan: &Plan) -> Option<Size> {
    let width = if sheet.inner() < LEAST_WIDTH { LEAST_WIDTH + 2.0 * sheet.margin } else { sheet.width };
    let width = width.max(sheet.width + parts.legend.size.width - sheet.inner());
    let around = parts.height(&sheet.sizes) + 2.0 * sheet.margin;
    let least = LEAST_MAP.min(plan.map.height.max(LEAST_MAP));
    let height = sheet.height.map_or(plan.height, |height| height.max(around + least));
    let is_enough = width <= sheet.width + 0.5 && height <= plan.height + 0.5;
    (!is_enough).then(|| Size::new((width / PER_MM).ceil(), (height / PER_MM).ceil()))
}

fn put(parts: Parts, sheet: &Sheet, plan: &Plan, items: &mut Vec<Item>) {
    let sizes = &sheet.sizes;
    parts.title.put(Point::new(sheet.margin, sheet.margin), items);
    if !parts.legend.is_empty() {
        let at = match parts.place {
            LegendPlace::Beside => Point::new(plan.room.right() + sizes.over_legend, plan.room.top()),
            _ => Point::new(sheet.margin, plan.legend),
        };
        parts.legend.put(at, items);
    }
    // The foot stands at the foot of the page, however high the map is.
    let foot = plan.height - sheet.margin - parts.foot.size.height;
    parts.foot.put(Point::new(sheet.margin, foot), items);
}

/// Makes all lines at least so wide.
fn thicken(items: &mut [Item], least: f64) {
    for item in items {
        if let Shape::Path { stroke: Some(stroke), .. } = &mut item.shape
            && stroke.width > 0.0
            && stroke.width < least
        {
            item.bounds = item.bounds.expanded((least - stroke.width) / 2.0);
            stroke.width = least;
        }
    }
}
