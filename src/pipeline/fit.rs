//! Type in a map as large as was asked for, if there is room: boxes grow with their words, and no two meet that did
//! not. Must not know how a figure is printed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    adapt::{ARROW, ARROW_AND_WORDS, Adaptable},
    page::{self, PageReport},
};
use crate::{
    model::{Document, Rect},
    scene::{self, Frame, Options, Page, Scene},
    style::Look,
    text::Fonts,
};

/// Type never grows more than this.
const MOST: f64 = 8.0;
/// Boxes that have more room between them keep this much, and more where a flow runs between; canvas units.
const APART: f64 = 8.0;
const APART_JOINED: f64 = 26.0;
/// Boxes within an area keep so much from its edge.
const WITHIN: f64 = 4.0;
/// Halvings of the range in which the largest type is looked for.
const HALVINGS: usize = 10;
/// Steps toward the type that is asked for; each comes nearer than the one before.
const STEPS: usize = 6;

/// The figure with type as large as its page asks for, or as large as there is room, and what it measures.
pub(super) fn fitted(
    document: &Document,
    options: Options,
    (look, fonts): (&Look, &Fonts),
    keep_places: bool,
) -> (Scene, PageReport) {
    let page = page_of(&options);
    let mut grown = options.clone();
    let kept = grow(document, &mut grown, look, fonts);
    let Some(least) = page.minimum_type_pt else { return kept };
    if keep_places || kept.0.report.page_needs.is_some() || is_enough(&kept.1, least) {
        return kept;
    }
    let plain = Options { type_scale: 1.0, ..options };
    match adapted(document, &plain, (look, fonts), least) {
        // Who is moved about must gain by it.
        Some(moved) if gains(&moved.1, &kept.1) => moved,
        _ => kept,
    }
}

/// Whether type becomes clearly larger.
fn gains(moved: &PageReport, kept: &PageReport) -> bool {
    moved.smallest_type_pt.unwrap_or(0.0) > 1.05 * kept.smallest_type_pt.unwrap_or(0.0)
}

/// Widths are tried that are each so much of the one before.
const NARROWER: f64 = 0.9;
/// So many at most.
const WIDTHS: usize = 20;
/// How far gaps downward shrink first and how much room joined boxes have between them, where the page has a height and
/// where it has none.
const LOW: [(f64, f64); 3] = [(1.0, ARROW), (0.7, ARROW), (0.45, ARROW)];
const HIGH: [(f64, f64); 1] = [(0.7, ARROW_AND_WORDS)];
/// How wide names are tried at most: as on the canvas, then narrower; canvas units.
const NAMES: [Option<f64>; 4] = [None, Some(120.0), Some(100.0), Some(84.0)];
/// With more organisations than this they stay as on the canvas: it would take long, and type stays small all the same.
const MANY: usize = 150;
/// Names become narrower where the figure then has this part of its height.
const LOWER: f64 = 0.85;

/// The figure of a copy of the map whose places are adapted to the page, with names as wide as can be.
fn adapted(
    document: &Document,
    options: &Options,
    (look, fonts): (&Look, &Fonts),
    least: f64,
) -> Option<(Scene, PageReport)> {
    let mut best: Option<(Scene, PageReport)> = None;
    let is_many = document.organisations().len() > MANY;
    for name_width in NAMES.into_iter().take(if is_many { 1 } else { NAMES.len() }) {
        let options = Options { name_width, ..options.clone() };
        let Some(found) = adapted_with(document, &options, (look, fonts), least) else { continue };
        let is_nicer = |best: &PageReport| match (is_enough(&found.1, least), is_enough(best, least)) {
            (true, true) => found.1.height_mm < LOWER * best.height_mm,
            (false, false) => gains(&found.1, best),
            (is_enough, _) => is_enough,
        };
        if best.as_ref().is_none_or(|best| is_nicer(&best.1)) {
            best = Some(found);
        }
    }
    best
}

/// The same with names of one width: as wide as can be with type as large as asked for, else with the largest type.
fn adapted_with(
    document: &Document,
    options: &Options,
    (look, fonts): (&Look, &Fonts),
    least: f64,
) -> Option<(Scene, PageReport)> {
    let page = page_of(options);
    let plain = scene::build(document, options, look, fonts);
    let map = Adaptable::new(document, options, &plain)?;
    let rooms: &[(f64, f64)] = if page.height_mm.is_some() { &LOW } else { &HIGH };
    let mut best: Option<(Scene, PageReport, Document)> = None;
    let mut width = map.width();
    for _ in 0..WIDTHS {
        for &(down, joined_gap) in rooms {
            let Some(copy) = map.copy(width, down, joined_gap) else { continue };
            let scene = scene::build(&copy, options, look, fonts);
            let width_mm = page.width_mm.unwrap_or_else(|| page::own_width(&scene));
            let report =
                PageReport { places_adapted: true, ..page::report(&scene, width_mm, options.type_scale) };
            let has = |report: &PageReport| report.smallest_type_pt.unwrap_or(least).min(least);
            if scene.report.page_needs.is_some() {
                continue;
            }
            if is_enough(&report, least) {
                return Some((scene, report));
            }
            if best.as_ref().is_none_or(|best| has(&report) > has(&best.1) + 1e-9) {
                best = Some((scene, report, copy));
            }
        }
        if width <= map.least_width() {
            break;
        }
        width = (width * NARROWER).max(map.least_width());
    }
    // There may be room for larger type where they stand now.
    let (scene, report, copy) = best?;
    let (grown, mut larger) = grow(&copy, &mut options.clone(), look, fonts);
    larger.places_adapted = true;
    Some(if larger.smallest_type_pt > report.smallest_type_pt { (grown, larger) } else { (scene, report) })
}

fn page_of(options: &Options) -> Page {
    match &options.frame {
        Frame::Figure(frame) => frame.page,
        Frame::Canvas => Page::default(),
    }
}

/// The figure with type as large as its page asks for, or as large as there is room where everybody stands.
fn grow(document: &Document, options: &mut Options, look: &Look, fonts: &Fonts) -> (Scene, PageReport) {
    let page = page_of(options);
    let draw = |options: &Options| {
        let scene = scene::build(document, options, look, fonts);
        let width_mm = page.width_mm.unwrap_or_else(|| page::own_width(&scene));
        let report = page::report(&scene, width_mm, options.type_scale);
        (scene, report)
    };
    let mut drawn = draw(options);
    let Some(least) = page.minimum_type_pt else { return drawn };
    if drawn.0.report.page_needs.is_some() || is_enough(&drawn.1, least) {
        return drawn;
    }
    let room = Room::new(document, options, look, fonts);
    for _ in 0..STEPS {
        let has = drawn.1.smallest_type_pt.unwrap_or(least);
        let wanted = (options.type_scale * least / has * 1.001).min(MOST);
        let found = room.largest(options.type_scale, wanted);
        let is_all = found < wanted || wanted >= MOST;
        options.type_scale = found;
        drawn = draw(options);
        if is_all || is_enough(&drawn.1, least) {
            break;
        }
    }
    drawn
}

/// Whether the smallest type is what was asked for; printers round.
pub(super) fn is_enough(report: &PageReport, least: f64) -> bool {
    report.smallest_type_pt.is_none_or(|has| has >= least - 1e-3)
}

/// What may not meet, and how near it may come.
struct Room<'a> {
    document: &'a Document,
    options: Options,
    look: &'a Look,
    fonts: &'a Fonts,
    /// Pairs of solid things and the room between them that must be left.
    pairs: Vec<(usize, usize, f64)>,
    /// Solid things within areas, likewise.
    within: Vec<(usize, usize, f64)>,
    /// How many flows have no label as it is.
    dropped: usize,
}

/// Boxes, notes and titles, always in the same order; the areas.
struct Things {
    solid: Vec<Rect>,
    areas: Vec<Rect>,
}

impl<'a> Room<'a> {
    fn new(document: &'a Document, options: &Options, look: &'a Look, fonts: &'a Fonts) -> Self {
        let mut room = Self {
            document,
            options: options.clone(),
            look,
            fonts,
            pairs: Vec::new(),
            within: Vec::new(),
            dropped: 0,
        };
        let scene = room.scene(1.0);
        room.dropped = scene.report.dropped_labels.len();
        let things = things(&scene);
        let joined = joined(&scene);
        for (low, a) in things.solid.iter().enumerate() {
            for (high, b) in things.solid.iter().enumerate().skip(low + 1) {
                let gap = gap(*a, *b);
                if gap >= 0.0 {
                    let is_joined = joined.contains(&(low, high));
                    room.pairs.push((low, high, gap.min(if is_joined { APART_JOINED } else { APART })));
                }
            }
            let boxes = things.areas.iter().enumerate();
            // A title is as near to its area's edge as it is, whatever its size.
            for (area, rect) in boxes.filter(|_| low < scene.nodes.len()) {
                if rect.contains_rect(*a) {
                    room.within.push((low, area, inset(*a, *rect).min(WITHIN)));
                }
            }
        }
        room
    }

    fn scene(&self, type_scale: f64) -> Scene {
        let options = Options { type_scale, ..self.options.clone() };
        scene::build(self.document, &options, self.look, self.fonts)
    }

    fn is_free(&self, type_scale: f64) -> bool {
        let scene = self.scene(type_scale);
        let things = things(&scene);
        let apart =
            |&(a, b, least): &(usize, usize, f64)| gap(things.solid[a], things.solid[b]) >= least - 1e-9;
        let inside = |&(one, area, least): &(usize, usize, f64)| {
            inset(things.solid[one], things.areas[area]) >= least - 1e-9
        };
        // A name in larger type is no gain where what flows can no longer be told.
        scene.report.dropped_labels.len() <= self.dropped
            && self.pairs.iter().all(apart)
            && self.within.iter().all(inside)
    }

    /// The largest scale up to `wanted` at which all is free; `known` is one at which it is.
    fn largest(&self, known: f64, wanted: f64) -> f64 {
        if self.is_free(wanted) {
            return wanted;
        }
        let (mut low, mut high) = (known, wanted);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if self.is_free(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn things(scene: &Scene) -> Things {
    let nodes = scene.nodes.iter().map(|node| {
        let marks = node.tower.iter().chain(&node.badges);
        marks.fold(node.rect, |all, mark| all.union(*mark))
    });
    let folded = scene.groups.iter().filter(|group| group.collapsed).map(|group| group.rect);
    let notes = scene.notes.iter().map(|note| note.rect);
    let titles = scene.areas.iter().map(|area| area.title);
    Things {
        solid: nodes.chain(folded).chain(notes).chain(titles).collect(),
        areas: scene.areas.iter().map(|area| area.rect).collect(),
    }
}

/// Pairs of boxes that a flow joins, the lower number first.
fn joined(scene: &Scene) -> BTreeSet<(usize, usize)> {
    let numbers: BTreeMap<_, _> = scene.nodes.iter().enumerate().map(|(n, node)| (&node.id, n)).collect();
    let ends = scene.flows.iter().filter_map(|flow| {
        let (from, to) = (*numbers.get(&flow.from)?, *numbers.get(&flow.to)?);
        Some((from.min(to), from.max(to)))
    });
    ends.collect()
}

/// How far two boxes are apart in the direction in which they are furthest apart; negative where they overlap.
fn gap(a: Rect, b: Rect) -> f64 {
    let x = (a.left() - b.right()).max(b.left() - a.right());
    let y = (a.top() - b.bottom()).max(b.top() - a.bottom());
    x.max(y)
}

/// How far a box is from the edge of what it lies in; negative where it looks out.
fn inset(inner: Rect, outer: Rect) -> f64 {
    let x = (inner.left() - outer.left()).min(outer.right() - inner.right());
    let y = (inner.top() - outer.top()).min(outer.bottom() - inner.bottom());
    x.min(y)
}
