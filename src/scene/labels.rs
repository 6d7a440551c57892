//! Labels of flows: their words, how important each is, how they are wrapped and drawn.
//! Must not know how a place is found: that is asked of the places along the line.

use std::cmp::Ordering;

use crate::{
    model::{Document, Point, Rect, Size, Status},
    style::{Look, Rgba},
    text::{Fonts, TextStyle, Weight},
};

use super::{
    areas::Tint,
    label_places::{Place, Wishes},
    path::Path,
    strands::{Part, Strand},
    types::{Item, Role},
    words::{Words, clean},
};

/// Type of a label and of the condition under it.
const LABEL: f64 = 12.0;
const CONDITION: f64 = 11.0;
/// A label is wrapped at the first of these; at the others where there is no good place for it else. One of more lines
/// than the last number is cut.
const WIDTHS: [f64; 3] = [150.0, 98.0, 66.0];
const MOST_LINES: usize = 5;
/// Lines of a label that was wrapped narrower.
const MOST_NARROW_LINES: usize = 4;
/// Signs of a label of which lines are made at all.
const MOST_SIGNS: usize = 600;
/// The plate's rim round the words.
const RIM: (f64, f64) = (3.0, 0.5);

/// The words of a label in one wrapping, measured.
struct Setting {
    name: Words,
    condition: Words,
    size: Size,
}

impl Setting {
    fn new(name: Words, condition: Words) -> Self {
        let (a, b) = (name.size(), condition.size());
        let size = Size::new(a.width.max(b.width) + 2.0 * RIM.0, a.height + b.height + 2.0 * RIM.1);
        Self { name, condition, size }
    }

    fn lines(&self) -> usize {
        self.name.lines.len() + self.condition.lines.len()
    }
}

/// The words of a label.
pub(super) struct FlowLabel {
    pub strand: usize,
    pub is_cut: bool,
    /// All its words.
    pub words: String,
    name: String,
    condition: String,
    settings: Vec<Setting>,
    weight: Weighed,
}

/// How important a label is: what it says that nothing else says, then what its flow weighs.
struct Weighed {
    has_own_words: bool,
    /// It repeats a kind, and the legend does not show that kind.
    is_unexplained: bool,
    weight: f64,
    is_current: bool,
}

impl Weighed {
    fn new(strand: &Strand, by_family: bool) -> Self {
        let flow = &strand.flow;
        let has_own_words =
            strand.sums.len() > 1 || !(clean(&flow.label).is_empty() && clean(&flow.condition).is_empty());
        Self {
            has_own_words,
            is_unexplained: by_family,
            weight: flow.weight.unwrap_or(0.0),
            is_current: flow.status == Status::Current,
        }
    }

    /// The more important first.
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .has_own_words
            .cmp(&self.has_own_words)
            .then(other.is_unexplained.cmp(&self.is_unexplained))
            .then(other.weight.total_cmp(&self.weight))
            .then(other.is_current.cmp(&self.is_current))
    }
}

/// The label of a strand: its own words or its kind's name, how many flows it sums up, and on what condition.
/// `by_family`: the legend shows families instead of kinds.
fn label(
    document: &Document,
    number: usize,
    strand: &Strand,
    by_family: bool,
    fonts: &Fonts,
) -> Option<FlowLabel> {
    if strand.part == (Part::Twig { said: true }) {
        return None;
    }
    let flow = &strand.flow;
    let mut text = if strand.is_mixed { String::new() } else { clean(&flow.label) };
    if text.is_empty() && !strand.is_mixed {
        text = document.flow_kind(&flow.kind).map(|kind| clean(&kind.name)).unwrap_or_default();
    }
    if strand.is_mixed {
        text = format!("{} flows", strand.sums.len());
    } else if strand.sums.len() > 1 {
        text = format!("{text} \u{d7} {}", strand.sums.len());
    }
    let mut condition = clean(&flow.condition);
    if !condition.is_empty() && !condition.to_lowercase().starts_with("if ") {
        condition = format!("if {condition}");
    }
    let (first, name_is_cut) = set(&text, &name_style(), WIDTHS[0], fonts);
    let (second, condition_is_cut) = set(&condition, &condition_style(), WIDTHS[0], fonts);
    if first.is_empty() && second.is_empty() {
        return None;
    }
    Some(FlowLabel {
        strand: number,
        is_cut: name_is_cut || condition_is_cut,
        words: if condition.is_empty() {
            text.clone()
        } else {
            format!("{text} {condition}").trim().to_owned()
        },
        name: text,
        condition,
        settings: vec![Setting::new(first, second)],
        weight: Weighed::new(strand, by_family),
    })
}

fn name_style() -> TextStyle {
    TextStyle::new(LABEL).weight(Weight::Medium)
}

fn condition_style() -> TextStyle {
    TextStyle::new(CONDITION).italic()
}

fn set(text: &str, style: &TextStyle, width: f64, fonts: &Fonts) -> (Words, bool) {
    if text.is_empty() {
        return (Words { lines: Vec::new(), style: *style }, false);
    }
    // What five lines can hold is decided by the beginning: a book is not set to be thrown away.
    let end = text.char_indices().nth(MOST_SIGNS).map_or(text.len(), |(end, _)| end);
    let beginning = &text[..end];
    let all = fonts.wrap(beginning, style, width, None);
    if all.len() <= MOST_LINES && beginning.len() == text.len() {
        return (Words { lines: all, style: *style }, false);
    }
    let lines = fonts.wrap(beginning, style, width, Some(MOST_LINES));
    (Words { lines, style: *style }, true)
}

impl FlowLabel {
    /// Whether the other is less important; of like ones the later.
    pub fn is_before(&self, other: &Self) -> bool {
        self.weight.cmp(&other.weight).then(self.strand.cmp(&other.strand)) == Ordering::Less
    }

    /// Wraps the label narrower where that gives more lines, breaks no word and cuts nothing.
    fn add_narrower(&mut self, fonts: &Fonts) {
        if self.is_cut || self.settings.len() > 1 {
            return;
        }
        for width in &WIDTHS[1..] {
            let last = &self.settings[self.settings.len() - 1];
            if last.size.width <= *width {
                continue;
            }
            let (name, name_is_cut) = set(&self.name, &name_style(), *width, fonts);
            let (condition, condition_is_cut) = set(&self.condition, &condition_style(), *width, fonts);
            let is_whole = |words: &Words, text: &str| {
                let lines: Vec<&str> = words.lines.iter().map(|line| line.text.as_str()).collect();
                lines.join(" ") == text
            };
            if name_is_cut
                || condition_is_cut
                || !is_whole(&name, &self.name)
                || !is_whole(&condition, &self.condition)
            {
                return;
            }
            let setting = Setting::new(name, condition);
            if setting.lines() > MOST_NARROW_LINES {
                return;
            }
            if setting.size.width < last.size.width - 8.0 {
                self.settings.push(setting);
            }
        }
    }
}

/// All labels of a picture, for those who look for their places.
pub(super) struct Labels<'a> {
    pub all: Vec<FlowLabel>,
    fonts: &'a Fonts,
}

impl<'a> Labels<'a> {
    /// The labels of all strands that have one.
    pub fn of(document: &Document, strands: &[Strand], by_family: bool, fonts: &'a Fonts) -> Self {
        let numbered = strands.iter().enumerate();
        let all = numbered.filter_map(|(number, strand)| label(document, number, strand, by_family, fonts));
        Self { all: all.collect(), fonts }
    }
}

impl Wishes for Labels<'_> {
    fn count(&self) -> usize {
        self.all.len()
    }

    fn strand(&self, label: usize) -> usize {
        self.all[label].strand
    }

    fn size(&self, label: usize, shape: usize) -> Option<Size> {
        self.all[label].settings.get(shape).map(|setting| setting.size)
    }

    fn add_narrower(&mut self, label: usize) {
        self.all[label].add_narrower(self.fonts);
    }

    fn is_before(&self, first: usize, second: usize) -> bool {
        self.all[first].is_before(&self.all[second])
    }
}

/// Draws a label in its place, on a plate of the ground under it.
pub(super) fn draw(label: &FlowLabel, strand: &Strand, place: &Place, plate: Rgba, items: &mut Vec<Item>) {
    let (setting, rect) = (&label.settings[place.shape], place.rect);
    let target = strand.target();
    let path = Path::rounded_rect(rect, 4.0);
    items.push(Item::path(target.clone(), Role::Plate, path, Some(plate), None));
    let inner = rect.expanded(-RIM.1);
    let height = setting.name.size().height;
    for (words, top, height) in [
        (&setting.name, inner.y, height),
        (&setting.condition, inner.y + height, setting.condition.size().height),
    ] {
        if !words.is_empty() {
            let line = Rect::new(rect.x, top, rect.width, height);
            let block = words.placed(line, 0.5, strand.style.label_colour);
            items.push(Item::text(target.clone(), Role::Label, block));
        }
    }
}

/// The colour of the ground at a point: the page, and over it the tints of areas and groups.
pub(super) fn ground_colour(look: &Look, areas: &[Tint], groups: &[(Rect, &Path, Rgba)], at: Point) -> Rgba {
    let mut colour = look.page();
    for tint in areas {
        colour = tint.over(colour, at);
    }
    for (around, outline, fill) in groups {
        if around.contains(at) && outline.contains(at) {
            colour = fill.over(colour);
        }
    }
    colour
}
