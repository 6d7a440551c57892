//! What makes a figure of a map: title block, legend, caption and the line under them, in the size of the map or on a
//! page. Must not know what they say, nor which page is wanted.

use crate::{
    model::{Document, LegendPlace, Point, Rect, Size},
    style::Look,
    text::{Fonts, TextStyle, Weight},
};

use super::{
    inside::{Forms, Taken},
    legend::Section,
    legend_layout::{self, Legend, Pitch},
    page::PageFrame,
    placed::moved,
    sheet,
    types::{Item, Role, SceneReport, Target},
    words::{self, Words},
};

/// A figure in the map's own size is never narrower than this: titles and legends need it.
const NARROWEST: f64 = 560.0;
const MARGIN: f64 = 40.0;

/// What stands round the map.
pub(super) struct Surround<'a> {
    pub frame: &'a PageFrame,
    /// Round the map, if anything is on it.
    pub map: Option<Rect>,
    pub sections: &'a [Section],
    pub footer: &'a str,
}

/// Sizes of type and the room between the parts: canvas units, or the 96th part of an inch on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub title: f64,
    pub subtitle: f64,
    pub caption: f64,
    pub footer: f64,
    pub legend: f64,
    pub under_title: f64,
    pub over_legend: f64,
    pub over_footer: f64,
    pub under_caption: f64,
    pub pitch: Pitch,
}

impl Sizes {
    /// For a figure in the map's own size.
    pub const CANVAS: Self = Self {
        title: 24.0,
        subtitle: 14.0,
        caption: 14.0,
        footer: 12.0,
        legend: legend_layout::TYPE,
        under_title: 34.0,
        over_legend: 34.0,
        over_footer: 22.0,
        under_caption: 8.0,
        pitch: Pitch::OPEN,
    };

    /// How much smaller or larger than on the canvas the legend is.
    pub fn legend_scale(&self) -> f64 {
        self.legend / legend_layout::TYPE
    }

    /// These, then closer, then with a legend in so many parts of its type as is not smaller than was asked for.
    pub fn ever_smaller(&self, parts: &[f64]) -> Vec<Self> {
        let close = Self { pitch: Pitch::CLOSE.with_least(self.pitch.least()), ..*self };
        let is_closer = close.pitch != self.pitch;
        let least = self.pitch.least() / legend_layout::TYPE;
        let smaller = parts.iter().filter(|part| **part >= least).map(|part| Self {
            legend: self.legend * part,
            pitch: close.pitch.with_least(self.pitch.least() / part),
            ..close
        });
        std::iter::once(*self).chain(is_closer.then_some(close)).chain(smaller).collect()
    }

    /// A line of the footer longer than this is hard to read.
    fn widest_line(&self) -> f64 {
        self.footer * 92.0
    }
}

/// A part of the figure with its upper left corner at the origin.
#[derive(Default)]
pub(super) struct Block {
    pub items: Vec<Item>,
    pub size: Size,
}

impl Block {
    /// Puts its upper left corner at `at`.
    pub fn put(self, at: Point, items: &mut Vec<Item>) {
        items.extend(self.items.into_iter().map(|item| moved(item, at)));
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Adds title block, legend and footer to the items of a map and returns the bounds of the figure.
pub(super) fn surround(
    document: &Document,
    surround: &Surround<'_>,
    items: &mut Vec<Item>,
    (look, fonts): (&Look, &Fonts),
    report: &mut SceneReport,
) -> Rect {
    if surround.frame.page.width_mm.is_some() {
        return sheet::surround(document, surround, items, (look, fonts), report);
    }
    let sizes = Sizes::CANVAS;
    let map = surround.map.unwrap_or(Rect::new(0.0, 0.0, NARROWEST, 0.0));
    let width = map.width.max(NARROWEST);
    let mut extra = Vec::new();
    // The title is read first, wherever the legend pushes it.
    let mut legend = Vec::new();
    let (top, bottom) = put_legend(surround, map, width, items, &mut legend, (look, fonts), report);
    if surround.frame.title {
        let block = title_block((document, surround.frame), width, &sizes, look, fonts);
        if !block.is_empty() {
            let top = top - sizes.under_title - block.size.height;
            block.put(Point::new(map.left(), top), &mut extra);
        }
    }
    extra.extend(legend);
    let foot = foot_block(surround, width, &sizes, look, fonts);
    foot.put(Point::new(map.left(), bottom + sizes.over_footer), &mut extra);
    items.extend(extra);
    let all = Rect::around(items.iter().map(|item| item.bounds)).unwrap_or(map);
    whole(all.union(Rect::new(map.x, all.y, width, all.height)).expanded(MARGIN))
}

/// Adds the legend of a figure in the map's own size and returns the upper and the lower end of map and legend.
fn put_legend(
    surround: &Surround<'_>,
    map: Rect,
    width: f64,
    items: &[Item],
    extra: &mut Vec<Item>,
    (look, fonts): (&Look, &Fonts),
    report: &mut SceneReport,
) -> (f64, f64) {
    let sizes = Sizes::CANVAS;
    match surround.frame.legend {
        LegendPlace::Off => return (map.top(), map.bottom()),
        LegendPlace::Beside => {
            let legend = columns(surround, (f64::INFINITY, f64::INFINITY), &sizes, look, fonts);
            let bottom = map.top() + legend.size.height;
            legend.put(Point::new(map.left() + width + sizes.over_legend, map.top()), extra);
            return (map.top(), bottom.max(map.bottom()));
        }
        LegendPlace::Inside => {
            let room = Rect::new(map.x, map.y, width, map.height);
            let forms = Forms::of(surround, room.size(), &sizes, look, fonts);
            let taken = Taken::of(items, |point| point);
            if let Some(spot) = forms.free(room, &taken).or_else(|| forms.grown(room, &taken)) {
                extra.extend(forms.put(&spot, look));
                return (map.top() - spot.above, map.bottom() + spot.below);
            }
            report.legend_moved = !surround.sections.is_empty();
        }
        LegendPlace::Below => {}
    }
    let legend = rows(surround, width, &sizes, look, fonts);
    let top = map.bottom() + sizes.over_legend;
    let bottom = top + legend.size.height;
    legend.put(Point::new(map.left(), top), extra);
    (map.top(), bottom)
}

/// The rectangle grown to whole units, so that a figure has sharp edges and a plain size.
fn whole(rect: Rect) -> Rect {
    let (x, y) = (rect.x.floor(), rect.y.floor());
    Rect::new(x, y, (rect.right() - x).ceil(), (rect.bottom() - y).ceil())
}

/// Title and subtitle, and the date that is shown.
pub(super) fn title_block(
    (document, frame): (&Document, &PageFrame),
    width: f64,
    sizes: &Sizes,
    look: &Look,
    fonts: &Fonts,
) -> Block {
    let info = document.map();
    let title = Words::wrapped(&info.title, &words::style(sizes.title, Weight::Bold), width, fonts);
    let subtitle = frame.under_title(&info.subtitle);
    let subtitle = Words::wrapped(&subtitle, &TextStyle::new(sizes.subtitle), width, fonts);
    let gap = if title.is_empty() || subtitle.is_empty() { 0.0 } else { sizes.title * 5.0 / 24.0 };
    let mut block = Block::default();
    for (words, before, colour) in [(&title, 0.0, look.ink()), (&subtitle, gap, look.muted())] {
        add_words(&mut block, words, before, Target::Title, colour);
    }
    block
}

/// Caption, the line of sources and counts, and the number of the page.
pub(super) fn foot_block(
    surround: &Surround<'_>,
    width: f64,
    sizes: &Sizes,
    look: &Look,
    fonts: &Fonts,
) -> Block {
    let number = surround.frame.page_number.map(|(page, of)| format!("{page} / {of}")).unwrap_or_default();
    let number = Words::line(&number, &TextStyle::new(sizes.footer), fonts);
    let taken = if number.is_empty() { 0.0 } else { number.size().width + 2.0 * sizes.footer };
    let lines = [
        (&surround.frame.caption[..], sizes.caption, width, look.ink()),
        (surround.footer, sizes.footer, width - taken, look.muted()),
    ];
    let mut block = Block::default();
    for (text, size, width, colour) in lines {
        let style = TextStyle::new(size);
        let words = Words::wrapped(text, &style, width.min(sizes.widest_line()), fonts);
        let before = if block.is_empty() { 0.0 } else { sizes.under_caption };
        add_words(&mut block, &words, before, Target::Legend, colour);
    }
    if !number.is_empty() {
        // At the right end of the last line.
        let size = number.size();
        let top = (block.size.height - size.height).max(0.0);
        let place = Rect::new(width - size.width, top, size.width, size.height);
        block.items.push(Item::text(Target::Page, Role::Label, number.placed(place, 0.0, look.muted())));
        block.size = Size::new(width, top + size.height);
    }
    block
}

fn add_words(block: &mut Block, words: &Words, before: f64, target: Target, colour: crate::style::Rgba) {
    if words.is_empty() {
        return;
    }
    let (size, top) = (words.size(), block.size.height + before);
    let placed = words.placed(Rect::new(0.0, top, size.width, size.height), 0.0, colour);
    block.items.push(Item::text(target, Role::Label, placed));
    block.size = Size::new(block.size.width.max(size.width), top + size.height);
}

/// The legend in rows no wider than `width`.
pub(super) fn rows(surround: &Surround<'_>, width: f64, sizes: &Sizes, look: &Look, fonts: &Fonts) -> Block {
    let scale = sizes.legend_scale();
    block(legend_layout::rows(surround.sections, width / scale, sizes.pitch, look, fonts), scale)
}

/// The legend in columns no wider each and no higher than this.
pub(super) fn columns(
    surround: &Surround<'_>,
    (width, height): (f64, f64),
    sizes: &Sizes,
    look: &Look,
    fonts: &Fonts,
) -> Block {
    let scale = sizes.legend_scale();
    let most = (width / scale, height / scale);
    block(legend_layout::columns(surround.sections, most, sizes.pitch, look, fonts), scale)
}

fn block(legend: Legend, scale: f64) -> Block {
    let size = Size::new(legend.width * scale, legend.height * scale);
    Block { items: legend.items.into_iter().map(|item| super::placed::scaled(item, scale)).collect(), size }
}
