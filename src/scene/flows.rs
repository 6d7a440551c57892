//! What is drawn of a flow: its line, its heads, the stroke through an absent one, the ring at a broker.
//! Must not know how its way was found.

use crate::{
    model::{Point, Rect},
    style::{FlowStyle, Look},
};

use super::{
    change,
    crossings::{self, Gap, Trace},
    curve::{Cubic, Walk, reverse, shortened},
    ground::Ground,
    path::{Path, Segment},
    strands::{Part, Strand},
    types::{Bridge, Item, Role, Stroke, Target},
    ways::Way,
};

/// The gap between an outline and the tip of a head.
const GAP: f64 = 1.6;
/// Radius of a broker's ring.
const RING: f64 = 4.0;

/// A flow ready to be drawn, without its label.
pub(super) struct DrawnFlow {
    pub items: Vec<Item>,
    /// From tip to tip.
    pub curve: Vec<Cubic>,
    /// Along that.
    pub walk: Walk,
    /// The line that is drawn first of its items: it ends within the heads.
    pub line: Vec<Cubic>,
    pub bounds: Rect,
    /// Heads, strokes and rings: what a label keeps clear of.
    pub marks: Vec<Rect>,
    /// What is left out of its line.
    pub gaps: Vec<Gap>,
}

/// Length and half width of a head on a line of this width.
pub(super) fn head_size(width: f64) -> (f64, f64) {
    (7.0 + 2.0 * width, 2.0 + width)
}

/// Draws a flow along its way.
pub(super) fn draw(strand: &Strand, way: &Way, ground: &Ground, look: &Look) -> DrawnFlow {
    let style = &FlowStyle {
        head_at_start: strand.style.head_at_start && !way.open.0,
        head_at_end: strand.style.head_at_end && !way.open.1,
        ..strand.style.clone()
    };
    let target = strand.target();
    let whole = Walk::along(&way.curve);
    let gap_at = |station: usize, has_head: bool, from_end: bool| {
        let station = &ground.stations[station];
        let gap = station.rim() + if has_head { GAP } else { 0.0 };
        // A line that leaves at a slant must go further to be as far away.
        let place = if from_end { whole.length() - gap } else { gap };
        let away = station.distance(whole.point_at(place)).max(gap * 0.4);
        gap * (gap / away.max(1e-6)).clamp(1.0, 2.5)
    };
    let from_start = if way.open.0 { 0.0 } else { gap_at(strand.from, style.head_at_start, false) };
    let from_end = if way.open.1 { 0.0 } else { gap_at(strand.to, style.head_at_end, true) };
    let curve = shortened(&way.curve, from_start, from_end);
    let parts = [style.head_at_end, style.head_at_start, style.struck, way.broker.is_some()];
    let parts = parts.into_iter().filter(|has| *has).count();
    let mut items = Vec::with_capacity(1 + parts);
    let mut marks = Vec::with_capacity(parts);
    let walk = Walk::along(&curve);
    let mut line = within_heads(style, &curve, walk.length());
    if way.open.1 && strand.part != Part::Stem {
        // Dashes begin where it leaves the stem, for those of its neighbours do.
        reverse(&mut line);
    }
    items.push(line_item(&target, style, Path::from_cubics(&line)));
    if style.head_at_end {
        add_head(&target, style, &walk, false, &mut items, &mut marks);
    }
    if style.head_at_start {
        add_head(&target, style, &walk, true, &mut items, &mut marks);
    }
    if style.struck {
        add_strike(&target, style, &walk, &mut items, &mut marks);
    }
    if let Some(at) = way.broker {
        let ring = Path::circle(at, RING);
        let stroke = Stroke::full(style.colour, style.width.clamp(1.2, 2.0));
        let item = Item::path(target, Role::Broker, ring, Some(look.page()), Some(stroke));
        marks.push(item.bounds);
        items.push(item);
    }
    if let (Some(change), Part::Whole | Part::Twig { .. }) = (strand.change, strand.part) {
        marks.push(change::on_flow(&strand.target(), change, &walk, look, &mut items));
    }
    let around = items.iter().map(|item| item.bounds);
    let bounds = Rect::around(around).unwrap_or_default();
    DrawnFlow { items, curve, walk, line, bounds, marks, gaps: Vec::new() }
}

/// Cuts lines where others cross over them; flows are in the order in which they lie, `labels` those that stand.
pub(super) fn part_crossings(strands: &[Strand], drawn: &mut [DrawnFlow], labels: &[Option<Rect>]) {
    let traces: Vec<Trace<'_>> = strands
        .iter()
        .zip(drawn.iter())
        .zip(labels)
        .map(|((strand, flow), label)| Trace {
            curve: &flow.line,
            width: strand.style.width,
            is_broken: !strand.style.dash.is_empty(),
            marks: &flow.marks,
            label: *label,
        })
        .collect();
    let gaps = crossings::gaps(&traces);
    for ((strand, flow), gaps) in strands.iter().zip(drawn).zip(gaps) {
        if !gaps.is_empty()
            && let Some(item) = flow.items.first_mut()
        {
            let path = crossings::without(&flow.line, &gaps);
            *item = line_item(&item.target.clone(), &strand.style, path);
        }
        flow.gaps = gaps;
    }
}

/// What the lines would be whole with.
pub(super) fn bridges(strands: &[Strand], drawn: &[DrawnFlow]) -> Vec<Bridge> {
    let each = strands.iter().zip(drawn).flat_map(|(strand, flow)| {
        flow.gaps.iter().map(move |gap| Bridge {
            of: strand.target(),
            over: gap.over.iter().map(|number| strands[*number].target()).collect(),
            path: crossings::between(&flow.line, gap.from, gap.to),
            stroke: stroke(&strand.style),
        })
    });
    each.collect()
}

/// The line ends within its heads, never beside their tips.
fn within_heads(style: &FlowStyle, curve: &[Cubic], length: f64) -> Vec<Cubic> {
    let head = head_size(style.width).0;
    // An open head is drawn by its edges: the line goes on to the tip.
    let inside = if style.open_head { 1.0 } else { (head - 2.0).min(length / 3.0) };
    let cut = |has_head: bool| if has_head { inside } else { 0.0 };
    shortened(curve, cut(style.head_at_start), cut(style.head_at_end))
}

fn line_item(target: &Target, style: &FlowStyle, path: Path) -> Item {
    Item::path(target.clone(), Role::Line, path, None, Some(stroke(style)))
}

fn stroke(style: &FlowStyle) -> Stroke {
    Stroke { colour: style.colour, width: style.width, dash: style.dash.clone() }
}

fn add_head(
    target: &Target,
    style: &FlowStyle,
    walk: &Walk,
    at_start: bool,
    items: &mut Vec<Item>,
    marks: &mut Vec<Rect>,
) {
    let (length, half) = head_size(style.width);
    let length = length.min(walk.length() * 0.45);
    let place = |distance: f64| walk.point_at(if at_start { distance } else { walk.length() - distance });
    let tip = place(0.0);
    // The head lies along the chord of the piece that it covers, so that it fits a bent line.
    let along = (tip - place(length)).normalised();
    let across = along.perpendicular();
    let back = tip - along * length;
    let (left, right) = (back + across * half, back - across * half);
    let item = if style.open_head {
        let edges = Path { segments: vec![Segment::Move(left), Segment::Line(tip), Segment::Line(right)] };
        let stroke = Stroke::full(style.colour, style.width.clamp(1.0, 2.0) * 0.8);
        Item::path(target.clone(), Role::Head, edges, None, Some(stroke))
    } else {
        let notch = back + along * (length * 0.18);
        let path = Path::polygon(&[tip, left, notch, right]);
        Item::path(target.clone(), Role::Head, path, Some(style.colour), None)
    };
    marks.push(item.bounds);
    items.push(item);
}

/// A short slanting stroke through the middle.
fn add_strike(target: &Target, style: &FlowStyle, walk: &Walk, items: &mut Vec<Item>, marks: &mut Vec<Rect>) {
    let (middle, along) = walk.at(walk.length() / 2.0);
    let slant = (along.perpendicular() + along * 0.55).normalised() * 7.0;
    let path = Path::line(middle - slant, middle + slant);
    let stroke = Stroke::full(style.colour, 1.8);
    let item = Item::path(target.clone(), Role::Strike, path, None, Some(stroke));
    marks.push(item.bounds);
    items.push(item);
}

/// A sample of a flow for the legend: `width` units from `at` to the right.
pub(super) fn sample(target: &Target, style: &FlowStyle, at: Point, width: f64) -> Vec<Item> {
    let curve = [Cubic::straight(at, at + Point::new(width, 0.0))];
    let walk = Walk::along(&curve);
    let path = Path::from_cubics(&within_heads(style, &curve, walk.length()));
    let mut items = vec![line_item(target, style, path)];
    let mut marks = Vec::new();
    if style.head_at_end {
        add_head(target, style, &walk, false, &mut items, &mut marks);
    }
    if style.head_at_start {
        add_head(target, style, &walk, true, &mut items, &mut marks);
    }
    if style.struck {
        add_strike(target, style, &walk, &mut items, &mut marks);
    }
    for item in &mut items {
        item.role = Role::Swatch;
    }
    items
}
