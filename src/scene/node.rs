//! Nodes: how large an organisation's box is and what is drawn in it. Must not know where it stands, nor flows.

use std::collections::BTreeMap;

use crate::{
    model::{Document, Organisation, OrganisationId, Pattern, Point, Rect, Size},
    style::{ByData, Look, NodeStyle},
    text::{Fonts, TextStyle, Weight},
};

use super::{
    data::{Data, Measures},
    looks::Looks,
    path::Path,
    pattern,
    reach::Reach,
    shapes::{self, Insets},
    shown::Shown,
    types::{Item, Role, Stroke, Target},
    words::{self, Words},
};

/// Type of a node's label, canvas units.
pub(super) const LABEL_SIZE: f64 = 14.0;
/// Type of the lines under it: how many it stands for, and the parts that it plays.
const COUNT_SIZE: f64 = 12.0;
const TAGS_SIZE: f64 = 11.0;
/// Parts are wrapped at the width of the name, but never narrower than this.
const TAGS_WIDTH: f64 = 110.0;
const MINIMUM_HEIGHT: f64 = 38.0;
const MINIMUM_WIDTH: f64 = 64.0;
/// Size of the sector's sign and its distance from the words.
const GLYPH: f64 = 9.5;
const GLYPH_GAP: f64 = 8.5;
/// So many lines has a label at most that is asked to be narrow.
const MOST_NARROW: usize = 5;
/// The widths that a label is tried in until it has no more than three lines.
const WIDTHS: [f64; 6] = [150.0, 185.0, 225.0, 280.0, 350.0, 440.0];

/// A node measured and styled, ready to be put somewhere.
#[derive(Clone, Debug)]
pub(super) struct NodePlan {
    pub style: NodeStyle,
    pub size: Size,
    name: Words,
    under: Under,
    reach: Reach,
    insets: Insets,
}

/// The lines under a name: how many it stands for, and the parts that it plays.
#[derive(Clone, Debug, Default)]
pub(super) struct Under(Vec<Words>);

impl Under {
    /// A number alone.
    pub fn count(count: &str, fonts: &Fonts) -> Self {
        let count = Words::line(count, &words::style(COUNT_SIZE, Weight::Regular), fonts);
        Self(if count.is_empty() { Vec::new() } else { vec![count] })
    }

    fn of(organisation: &Organisation, shown: Shown, widest: Option<f64>, fonts: &Fonts) -> Self {
        let mut under =
            if shown.counts { Self::count(&organisation.count.to_string(), fonts) } else { Self::default() };
        if shown.roles && !organisation.roles.is_empty() {
            let style = words::style(TAGS_SIZE, Weight::Regular).italic();
            let name = Words::line(&organisation.name, &words::style(LABEL_SIZE, Weight::Medium), fonts);
            let most = widest.unwrap_or(WIDTHS[0]);
            let width = name.size().width.clamp(TAGS_WIDTH.min(most), most);
            let tags = Words::wrapped(&organisation.roles.join(" \u{b7} "), &style, width, fonts);
            under.0.extend((!tags.is_empty()).then_some(tags));
        }
        under
    }

    fn size(&self) -> Size {
        let sizes = self.0.iter().map(Words::size);
        sizes.fold(Size::default(), |sum, one| Size::new(sum.width.max(one.width), sum.height + one.height))
    }
}

/// The size of an organisation's box: the one chosen by hand where there is one, but never too low for its label.
#[must_use]
pub fn node_size(document: &Document, organisation: &Organisation, look: &Look, fonts: &Fonts) -> Size {
    let looks = &mut Looks::default();
    plan(document, organisation, Shown::default(), &ByRule::default(), (look, looks), fonts).size
}

/// The sizes of all boxes, also of organisations that have no position yet.
#[must_use]
pub fn node_boxes(document: &Document, look: &Look, fonts: &Fonts) -> BTreeMap<OrganisationId, Size> {
    measured_boxes(document, &Measures::new(), look, fonts)
}

/// The same where rules of appearance follow these measures.
#[must_use]
pub fn measured_boxes(
    document: &Document,
    measures: &Measures,
    look: &Look,
    fonts: &Fonts,
) -> BTreeMap<OrganisationId, Size> {
    let data = Data::new(document, measures);
    let mut looks = Looks::default();
    let sized = document.organisations().iter().map(|(id, organisation)| {
        let rule = ByRule::of(&data, id);
        let plan = plan(document, organisation, Shown::default(), &rule, (look, &mut looks), fonts);
        (id.clone(), plan.size)
    });
    sized.collect()
}

/// What rules of appearance by data, and the page, make of one organisation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByRule {
    /// How many times as wide and high as its label needs; the size chosen by hand then gives way.
    growth: Option<f64>,
    looks: ByData,
    /// How wide its name is at most, if that can be had.
    name_width: Option<f64>,
}

impl ByRule {
    pub fn of(data: &Data, id: &OrganisationId) -> Self {
        Self { growth: data.size.is_some().then(|| data.growth(id)), looks: data.looks(id), name_width: None }
    }

    /// With a name no wider than this, if that can be had.
    pub fn narrow(self, name_width: Option<f64>) -> Self {
        Self { name_width, ..self }
    }
}

/// Measures an organisation.
pub(super) fn plan(
    document: &Document,
    organisation: &Organisation,
    shown: Shown,
    rule: &ByRule,
    (look, looks): (&Look, &mut Looks),
    fonts: &Fonts,
) -> NodePlan {
    let style = looks.organisation(document, organisation, &rule.looks, look);
    let under = Under::of(organisation, shown, rule.name_width, fonts);
    let reach = match rule.looks.tone {
        None => Reach::of(document, organisation, &style, look),
        // The bars' tones would be read as the tones of fills are.
        Some(_) => Reach::default(),
    };
    let chosen = organisation.size.filter(|_| rule.growth.is_none());
    let mut plan = measure(&organisation.name, under, reach, (chosen, rule.name_width), style, fonts);
    if let Some(growth) = rule.growth {
        let grown = |length: f64| (length * growth).round();
        plan.size = Size::new(grown(plan.size.width), grown(plan.size.height));
    }
    plan
}

/// Measures a node of these words.
pub(super) fn measure(
    name: &str,
    under: Under,
    reach: Reach,
    (chosen, widest): (Option<Size>, Option<f64>),
    style: NodeStyle,
    fonts: &Fonts,
) -> NodePlan {
    let chosen = chosen.filter(|size| size.width.is_finite() && size.height.is_finite());
    let sign = if style.glyph.is_some() { GLYPH + GLYPH_GAP } else { 0.0 } + reach.width();
    let name_style = words::style(LABEL_SIZE, Weight::Medium);
    let name = match chosen {
        None => shaped(name, &name_style, widest, fonts),
        Some(size) => fitted(name, &name_style, size, &style, sign, fonts),
    };
    let content = content_size(&name, &under, sign);
    let insets = shapes::insets(style.shape, content.width, content.height, MINIMUM_HEIGHT);
    let minimum = MINIMUM_HEIGHT
        + match style.shape {
            crate::style::NodeShape::Stack => shapes::SHEET,
            crate::style::NodeShape::Tab => shapes::TAB,
            _ => 0.0,
        };
    let needed = Size::new(
        (content.width + insets.left + insets.right).ceil().max(MINIMUM_WIDTH),
        (content.height + insets.top + insets.bottom).ceil().max(minimum),
    );
    let size = chosen
        .map_or(needed, |chosen| Size::new(chosen.width.max(needed.width), chosen.height.max(needed.height)));
    NodePlan { style, size, name, under, reach, insets }
}

/// The words in two or three lines of like length, wider only where they would else be more; narrower where that is
/// asked for and breaks no word.
fn shaped(name: &str, style: &TextStyle, widest: Option<f64>, fonts: &Fonts) -> Words {
    if let Some(widest) = widest {
        let word = |word: &str| fonts.line(word, style).width;
        let longest = name.split_whitespace().map(word).fold(widest, f64::max);
        let words = Words::wrapped(name, style, longest, fonts);
        if words.lines.len() <= MOST_NARROW {
            return words;
        }
    }
    let mut words = Words::wrapped(name, style, WIDTHS[0], fonts);
    for width in &WIDTHS[1..] {
        if words.lines.len() <= 3 {
            break;
        }
        words = Words::wrapped(name, style, *width, fonts);
    }
    words
}

/// The words in a box whose width was chosen by hand.
fn fitted(name: &str, label: &TextStyle, chosen: Size, style: &NodeStyle, sign: f64, fonts: &Fonts) -> Words {
    let rough = shapes::insets(style.shape, chosen.width - 24.0, chosen.height - 20.0, MINIMUM_HEIGHT);
    let room = (chosen.width - rough.left - rough.right - sign).max(24.0);
    Words::wrapped(name, label, room, fonts)
}

fn content_size(name: &Words, under: &Under, sign: f64) -> Size {
    let (name, under) = (name.size(), under.size());
    Size::new(sign + name.width.max(under.width), name.height + under.height)
}

impl NodePlan {
    /// Draws the node into a box of its size.
    pub fn draw(&self, target: &Target, rect: Rect, look: &Look, items: &mut Vec<Item>) {
        let style = &self.style;
        let sheets = shapes::sheets(style.shape, rect);
        let (last, is_plain) = (sheets.len().saturating_sub(1), style.pattern == Pattern::Plain);
        let front = if is_plain { None } else { sheets.last().cloned() };
        for (index, sheet) in sheets.into_iter().enumerate() {
            // Where nothing is stated the page shows, but not what lies under the node.
            let mut fill = style.fill.unwrap_or_else(|| look.page());
            if index < last {
                // Paler, so that dark sheets are told apart too.
                fill = fill.mix(look.page(), 0.45);
            }
            let stroke = (style.outline_width > 0.0).then(|| Stroke {
                colour: style.outline,
                width: style.outline_width,
                dash: style.outline_dash.clone(),
            });
            items.push(Item::path(target.clone(), Role::Body, sheet, Some(fill), stroke));
        }
        let content = self.content(rect);
        if let Some(front) = &front {
            self.draw_pattern(target, front, content, look, items);
        }
        let middle = content.center().y;
        let mut left = content.x;
        if let Some(glyph) = style.glyph {
            let path = shapes::glyph(glyph, Point::new(left + GLYPH / 2.0, middle), GLYPH);
            items.push(Item::path(target.clone(), Role::Glyph, path, Some(style.glyph_colour), None));
            left += GLYPH + GLYPH_GAP;
        }
        let end = Point::new(content.right(), middle);
        self.reach.draw(target, Role::Swatch, end, rect.height - 12.0, items);
        let width = content.right() - left - self.reach.width();
        let mut top = content.y;
        for words in std::iter::once(&self.name).chain(&self.under.0) {
            if !words.is_empty() {
                let height = words.size().height;
                let block = words.placed(Rect::new(left, top, width, height), 0.0, style.ink);
                items.push(Item::text(target.clone(), Role::Label, block));
                top += height;
            }
        }
    }

    /// Sign and words, in the middle of what the shape leaves free.
    fn content(&self, rect: Rect) -> Rect {
        let sign = if self.style.glyph.is_some() { GLYPH + GLYPH_GAP } else { 0.0 } + self.reach.width();
        let size = content_size(&self.name, &self.under, sign);
        let free = Rect::new(
            rect.x + self.insets.left,
            rect.y + self.insets.top,
            (rect.width - self.insets.left - self.insets.right).max(0.0),
            (rect.height - self.insets.top - self.insets.bottom).max(0.0),
        );
        Rect::from_center(free.center(), size)
    }

    fn draw_pattern(&self, target: &Target, sheet: &Path, content: Rect, look: &Look, items: &mut Vec<Item>) {
        let inside = self.style.outline_width / 2.0;
        items.extend(pattern::items(target, sheet, inside, self.style.pattern, self.style.pattern_colour));
        let fill = self.style.fill.unwrap_or_else(|| look.page());
        let plate = Rect::new(content.x - 4.0, content.y, content.width + 8.0, content.height);
        items.push(Item::path(target.clone(), Role::Plate, Path::rounded_rect(plate, 4.0), Some(fill), None));
    }
}
