//! A scene as SVG: plain attributes, nothing that only some readers know (no CSS, no foreignObject, no clip, no paint
//! order). Must not know the document.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use crate::{
    model::{Point, Rect},
    scene::{Bridge, Item, Path, Scene, Segment, Shape, Stroke, Target},
    style::Rgba,
    text::{FAMILY, Fonts},
};

use super::{markup::Markup, number, svg_text};

/// The families named after the bundled one, for readers that do not have it: first those that run no wider.
const FALLBACKS: &str =
    "'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'DejaVu Sans Condensed', sans-serif";

/// The namespace under which a figure holds the map it was made from; the number is that of this way of holding it.
pub const MAP_NAMESPACE: &str = "urn:ecomap:map:1";

/// How all lines end and turn: said once for all in a picture, or in a part of one that may stand elsewhere.
pub(super) const ROUND: &str = " stroke-linecap=\"round\" stroke-linejoin=\"round\"";

/// What becomes of words.
#[derive(Clone, Copy, Debug, Default)]
pub enum SvgText<'a> {
    /// They stay text, to be searched and mended; a reader without the bundled family sets them in another.
    #[default]
    Text,
    /// Outlines of the faces of these fonts, alike everywhere; the words are kept as labels of their groups.
    Outlines(&'a Fonts),
}

/// How the SVG is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct SvgOptions<'a> {
    /// No page is painted.
    pub transparent: bool,
    /// Width on paper in mm; when not set, the scene's own size in pixels.
    pub width_mm: Option<f64>,
    /// What becomes of words.
    pub text: SvgText<'a>,
    /// The text of the map, to go along in the metadata.
    pub map: Option<&'a str>,
    /// As a part of a page of HTML: no declaration, no size of its own, and every group names its record, also a
    /// record's second one. What lines lack where others cross over them goes along, not shown.
    pub in_page: bool,
    /// As another picture of a page that has one: nothing in it has an id, or says again what it is.
    pub is_second: bool,
}

/// The scene as an SVG document: one canvas unit is one pixel. The same scene gives the same bytes.
#[must_use]
pub fn svg(scene: &Scene, options: &SvgOptions<'_>) -> String {
    let map = options.map.map_or(0, str::len);
    let mut out = Markup::with_capacity(scene.items.len() * 330 + map + 4096);
    open(&mut out, scene, options);
    if !options.transparent {
        out.push_str("<rect");
        write_rect(&mut out, scene.bounds);
        paint(&mut out, "fill", scene.background);
        out.push_str("/>\n");
    }
    // Only asked by flow: the order in which this is kept is never seen.
    let mut bridges: HashMap<&Target, Vec<&Bridge>> = HashMap::new();
    for bridge in scene.bridges.iter().filter(|_| options.in_page) {
        bridges.entry(&bridge.of).or_default().push(bridge);
    }
    let mut items = scene.items.iter().peekable();
    let mut opened: HashSet<&Target> = HashSet::with_capacity(scene.titles.len() + 16);
    while let Some(item) = items.next() {
        // All that belongs to one record and lies together is one group, to be named, hovered, taken apart.
        let is_first = opened.insert(&item.target);
        open_group(&mut out, scene, &item.target, is_first, options);
        write_item(&mut out, item, options.text);
        while let Some(next) = items.next_if(|next| next.target == item.target) {
            write_item(&mut out, next, options.text);
        }
        if is_first {
            bridges.get(&item.target).into_iter().flatten().for_each(|bridge| write_bridge(&mut out, bridge));
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out.into_text()
}

fn open(out: &mut Markup, scene: &Scene, options: &SvgOptions<'_>) {
    let bounds = scene.bounds;
    if !options.in_page {
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    out.push_str(ROUND);
    if options.in_page {
        // The page gives it its room.
    } else if let Some(width) = options.width_mm {
        let height = width * bounds.height.max(1.0) / bounds.width.max(1.0);
        let _ = write!(out, " width=\"{}mm\" height=\"{}mm\"", number::text(width), number::text(height));
    } else {
        attribute(out, "width", bounds.width.max(1.0));
        attribute(out, "height", bounds.height.max(1.0));
    }
    let _ = write!(
        out,
        " viewBox=\"{} {} {} {}\"",
        number::text(bounds.x),
        number::text(bounds.y),
        number::text(bounds.width.max(1.0)),
        number::text(bounds.height.max(1.0))
    );
    if options.is_second {
        out.push_str(">\n");
        return;
    }
    out.push_str(" role=\"img\" aria-labelledby=\"title description\"");
    // Letters stand where they were measured: some browsers round each advance to pixels otherwise.
    out.push_str(" text-rendering=\"geometricPrecision\"");
    let _ = write!(out, " font-family=\"{FAMILY}, {FALLBACKS}\">\n<title id=\"title\">");
    out.escape(&scene.title);
    out.push_str("</title>\n<desc id=\"description\">");
    out.escape(&scene.description);
    out.push_str("</desc>\n");
    if let Some(map) = options.map {
        // The text begins on a line of its own, so that its lines can be told from those of the figure.
        let _ = write!(out, "<metadata>\n<ecomap:map xmlns:ecomap=\"{MAP_NAMESPACE}\">\n");
        out.escape(map);
        out.push_str("</ecomap:map>\n</metadata>\n");
    }
}

/// The class of what is drawn for a target, and its id where there are several of that class.
fn named(target: &Target) -> (&'static str, Option<&str>) {
    match target {
        Target::Page => ("page", None),
        Target::Title => ("title", None),
        Target::Legend => ("legend", None),
        Target::Area(id) => ("area", Some(id.as_str())),
        Target::Organisation(id) => ("organisation", Some(id.as_str())),
        Target::Flow(id) => ("flow", Some(id.as_str())),
        Target::Stem(id) => ("stem", Some(id.as_str())),
        Target::Group(id) => ("group", Some(id.as_str())),
        Target::Note(id) => ("note", Some(id.as_str())),
    }
}

/// Opens the group of a record; a record's second group (a flow's label, above all lines) has no id of its own.
fn open_group(out: &mut Markup, scene: &Scene, target: &Target, is_first: bool, options: &SvgOptions<'_>) {
    let (class, id) = named(target);
    out.push_str("<g class=\"");
    out.push_str(class);
    out.push('"');
    if let (true, Some(id)) = (is_first && !options.is_second, id) {
        // Ids are slugs: nothing in them needs escaping.
        for part in [" id=\"", class, "-", id, "\""] {
            out.push_str(part);
        }
    }
    if let (true, Some(id)) = (options.in_page, id) {
        for part in [" data-record=\"", class, "-", id, "\""] {
            out.push_str(part);
        }
    }
    out.push('>');
    if let Some(title) = scene.titles.get(target).filter(|_| !options.is_second) {
        out.push_str("<title>");
        out.escape(title);
        out.push_str("</title>");
    }
    out.push('\n');
}

pub(super) fn write_item(out: &mut Markup, item: &Item, text: SvgText<'_>) {
    match &item.shape {
        Shape::Path { path, fill, stroke } => {
            write_outline(out, path);
            match fill {
                Some(fill) => paint(out, "fill", *fill),
                None => out.push_str(" fill=\"none\""),
            }
            if let Some(stroke) = stroke {
                write_stroke(out, stroke);
            }
            out.push_str("/>\n");
        }
        Shape::Text(block) => match text {
            SvgText::Text => svg_text::text(out, block, item.role),
            SvgText::Outlines(fonts) => svg_text::outlined(out, block, item.role, fonts),
        },
    }
}

/// A piece that the page shows where all that it makes room for is hidden.
fn write_bridge(out: &mut Markup, bridge: &Bridge) {
    out.push_str("<path d=\"");
    write_path(out, &bridge.path);
    out.push_str("\" fill=\"none\"");
    write_stroke(out, &bridge.stroke);
    out.push_str(" display=\"none\" data-over=\"");
    let mut between = "";
    for target in &bridge.over {
        if let (class, Some(id)) = named(target) {
            [between, class, "-", id].into_iter().for_each(|part| out.push_str(part));
            between = " ";
        }
    }
    out.push_str("\"/>\n");
}

/// An element with its outline, still open. Most outlines are boxes: as such they take a third of the signs.
fn write_outline(out: &mut Markup, path: &Path) {
    if let Some((rect, radius)) = path.as_rounded_rect() {
        out.push_str("<rect");
        write_rect(out, rect);
        attribute(out, "rx", radius);
    } else {
        out.push_str("<path d=\"");
        write_path(out, path);
        out.push('"');
    }
}

fn write_rect(out: &mut Markup, rect: Rect) {
    attribute(out, "x", rect.x);
    attribute(out, "y", rect.y);
    attribute(out, "width", rect.width);
    attribute(out, "height", rect.height);
}

/// The steps of a path.
fn write_path(out: &mut Markup, path: &Path) {
    path.segments.iter().for_each(|segment| write_segment(out, segment));
}

fn write_segment(out: &mut Markup, segment: &Segment) {
    let mut step = |letter: char, points: &[Point]| {
        let mut before = letter;
        for point in points {
            out.push(before);
            out.number(point.x);
            out.push(' ');
            out.number(point.y);
            before = ' ';
        }
    };
    match *segment {
        Segment::Move(to) => step('M', &[to]),
        Segment::Line(to) => step('L', &[to]),
        Segment::Cubic(first, second, to) => step('C', &[first, second, to]),
        Segment::Close => out.push('Z'),
    }
}

fn write_stroke(out: &mut Markup, stroke: &Stroke) {
    paint(out, "stroke", stroke.colour);
    attribute(out, "stroke-width", stroke.width);
    if !stroke.dash.is_empty() {
        out.push_str(" stroke-dasharray=\"");
        for (index, dash) in stroke.dash.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            out.number(*dash);
        }
        out.push('"');
    }
}

/// A colour as an attribute, and its opacity as another where it has one.
pub(super) fn paint(out: &mut Markup, name: &str, colour: Rgba) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"#");
    for part in [colour.red, colour.green, colour.blue] {
        for nibble in [part >> 4, part & 15] {
            out.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    out.push('"');
    if colour.alpha < 255 {
        out.push(' ');
        out.push_str(name);
        attribute_value(out, "-opacity", colour.opacity());
    }
}

/// A number as an attribute.
pub(super) fn attribute(out: &mut Markup, name: &str, value: f64) {
    out.push(' ');
    attribute_value(out, name, value);
}

fn attribute_value(out: &mut Markup, name: &str, value: f64) {
    out.push_str(name);
    out.push_str("=\"");
    out.number(value);
    out.push('"');
}
