//! A scene as SVG: real text, plain attributes, nothing that only some readers know (no CSS, no foreignObject, no
//! clip, no paint order). Must not know the document.

use std::fmt::Write;

use crate::{
    model::Point,
    scene::{Item, PlacedLine, Role, Scene, Segment, Shape, Stroke, Target, TextBlock},
    style::Rgba,
    text::{FAMILY, Run},
};

use super::number;

/// The families named after the bundled one, for readers that do not have it.
const FALLBACKS: &str = "'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/// How the SVG is written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SvgOptions {
    /// No page is painted.
    pub transparent: bool,
    /// Width on paper in mm; when not set, the scene's own size in pixels.
    pub width_mm: Option<f64>,
}

/// The scene as an SVG document: one canvas unit is one pixel. The same scene gives the same bytes.
#[must_use]
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut out = String::with_capacity(scene.items.len() * 160 + 1024);
    open(&mut out, scene, options);
    if !options.transparent {
        let bounds = scene.bounds;
        out.push_str("<rect");
        attribute(&mut out, "x", bounds.x);
        attribute(&mut out, "y", bounds.y);
        attribute(&mut out, "width", bounds.width);
        attribute(&mut out, "height", bounds.height);
        paint(&mut out, "fill", scene.background);
        out.push_str("/>\n");
    }
    let mut items = scene.items.iter().peekable();
    let mut opened = std::collections::BTreeSet::new();
    while let Some(item) = items.next() {
        // All that belongs to one record and lies together is one group, to be named, hovered, taken apart.
        open_group(&mut out, scene, &item.target, opened.insert(item.target.clone()));
        write_item(&mut out, item);
        while let Some(next) = items.next_if(|next| next.target == item.target) {
            write_item(&mut out, next);
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn open(out: &mut String, scene: &Scene, options: &SvgOptions) {
    let bounds = scene.bounds;
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if let Some(width) = options.width_mm {
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
    out.push_str(" role=\"img\" aria-labelledby=\"title description\"");
    // Letters stand where they were measured: some browsers round each advance to pixels otherwise.
    out.push_str(" text-rendering=\"geometricPrecision\"");
    let _ = write!(out, " font-family=\"{FAMILY}, {FALLBACKS}\">\n<title id=\"title\">");
    escape(out, &scene.title);
    out.push_str("</title>\n<desc id=\"description\">");
    escape(out, &scene.description);
    out.push_str("</desc>\n");
}

/// Opens the group of a record; a record's second group (a flow's label, above all lines) has no id of its own.
fn open_group(out: &mut String, scene: &Scene, target: &Target, is_first: bool) {
    let (class, id) = match target {
        Target::Page => ("page", String::new()),
        Target::Title => ("title", String::new()),
        Target::Legend => ("legend", String::new()),
        Target::Area(id) => ("area", format!("area-{id}")),
        Target::Organisation(id) => ("organisation", format!("organisation-{id}")),
        Target::Flow(id) => ("flow", format!("flow-{id}")),
        Target::Group(id) => ("group", format!("group-{id}")),
        Target::Note(id) => ("note", format!("note-{id}")),
    };
    let _ = write!(out, "<g class=\"{class}\"");
    if is_first && !id.is_empty() {
        // Ids are slugs: nothing in them needs escaping.
        let _ = write!(out, " id=\"{id}\"");
    }
    out.push('>');
    if let Some(title) = scene.titles.get(target) {
        out.push_str("<title>");
        escape(out, title);
        out.push_str("</title>");
    }
    out.push('\n');
}

fn write_item(out: &mut String, item: &Item) {
    match &item.shape {
        Shape::Path { path, fill, stroke } => {
            out.push_str("<path d=\"");
            for segment in &path.segments {
                write_segment(out, segment);
            }
            out.push('"');
            match fill {
                Some(fill) => paint(out, "fill", *fill),
                None => out.push_str(" fill=\"none\""),
            }
            if let Some(stroke) = stroke {
                write_stroke(out, stroke);
            }
            out.push_str("/>\n");
        }
        Shape::Text(block) => write_text(out, block, item.role),
    }
}

fn write_segment(out: &mut String, segment: &Segment) {
    let mut step = |letter: char, points: &[Point]| {
        out.push(letter);
        for (index, point) in points.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            number::write(out, point.x);
            out.push(' ');
            number::write(out, point.y);
        }
    };
    match *segment {
        Segment::Move(to) => step('M', &[to]),
        Segment::Line(to) => step('L', &[to]),
        Segment::Cubic(first, second, to) => step('C', &[first, second, to]),
        Segment::Close => step('Z', &[]),
    }
}

fn write_stroke(out: &mut String, stroke: &Stroke) {
    paint(out, "stroke", stroke.colour);
    attribute(out, "stroke-width", stroke.width);
    out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    if !stroke.dash.is_empty() {
        let dashes: Vec<String> = stroke.dash.iter().map(|dash| number::text(*dash)).collect();
        let _ = write!(out, " stroke-dasharray=\"{}\"", dashes.join(" "));
    }
}

fn write_text(out: &mut String, block: &TextBlock, role: Role) {
    out.push_str("<text");
    attribute(out, "font-size", block.style.size);
    let _ = write!(out, " font-weight=\"{}\"", block.style.weight.number());
    if block.style.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if block.style.letter_spacing != 0.0 {
        attribute(out, "letter-spacing", block.style.letter_spacing);
    }
    paint(out, "fill", block.colour);
    if role == Role::Swatch {
        out.push_str(" aria-hidden=\"true\"");
    }
    out.push('>');
    for (index, line) in block.lines.iter().enumerate() {
        if index > 0 {
            // A space for those who read the text; it takes no room, since every line has its own place.
            out.push(' ');
        }
        write_line(out, line);
    }
    out.push_str("</text>\n");
}

/// A line, run by run in the order of reading, each in its own place: one missing sign moves nothing else.
fn write_line(out: &mut String, placed: &PlacedLine) {
    let runs = reading_order(&placed.line.runs);
    for run in runs {
        out.push_str("<tspan");
        attribute(out, "x", placed.x + run.x);
        attribute(out, "y", placed.baseline);
        if !run.face.is_bundled() {
            let family: String =
                run.family.chars().filter(|sign| !matches!(sign, '\'' | '"' | '<' | '&')).collect();
            let _ = write!(out, " font-family=\"'{family}', {FAMILY}, sans-serif\"");
        }
        out.push('>');
        escape(out, &run.text);
        out.push_str("</tspan>");
    }
}

/// Runs stand from left to right; words are read from the right where all of them run that way.
fn reading_order(runs: &[Run]) -> Vec<&Run> {
    let mut ordered: Vec<&Run> = runs.iter().collect();
    if !runs.is_empty() && runs.iter().all(|run| run.right_to_left) {
        ordered.reverse();
    }
    ordered
}

fn paint(out: &mut String, name: &str, colour: Rgba) {
    let _ = write!(out, " {name}=\"{}\"", colour.to_hex());
    if colour.alpha < 255 {
        attribute(out, &format!("{name}-opacity"), colour.opacity());
    }
}

fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number::write(out, value);
    out.push('"');
}

/// Text as XML holds it: marks escaped, signs that XML does not know as spaces.
pub(super) fn escape(out: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            other => out.push(other),
        }
    }
}
