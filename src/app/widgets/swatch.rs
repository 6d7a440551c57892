//! Samples of the map's looks, as small as a line of text: a node with its sign, a line with its head.
//! Must not know where the looks come from: `style` decides them.

use std::f32::consts::TAU;

use eframe::egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::{
    app::theme,
    model::Glyph,
    style::{FlowStyle, NodeStyle, Rgba},
};

/// Something to draw a sample of.
#[derive(Clone, Debug)]
pub enum Swatch {
    /// A node of this look.
    Node(NodeStyle),
    /// A flow of this look.
    Flow(FlowStyle),
    /// A plain colour.
    Plain(Color32),
}

impl Swatch {
    /// Its size, points.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        match self {
            Self::Node(_) => vec2(24.0, 16.0),
            Self::Flow(_) => vec2(30.0, 16.0),
            Self::Plain(_) => vec2(16.0, 16.0),
        }
    }
}

/// A colour of the map as egui has it.
#[must_use]
pub fn colour(rgba: Rgba) -> Color32 {
    theme::colour(rgba)
}

/// Draws the sample into the rectangle.
pub fn paint_swatch(painter: &Painter, rect: Rect, swatch: &Swatch) {
    match swatch {
        Swatch::Node(style) => node(painter, rect, style),
        Swatch::Flow(style) => flow(painter, rect, style),
        Swatch::Plain(colour) => {
            painter.rect_filled(rect, CornerRadius::same(4), *colour);
        }
    }
}

fn node(painter: &Painter, rect: Rect, style: &NodeStyle) {
    let radius = CornerRadius::same(4);
    if let Some(fill) = style.fill {
        painter.rect_filled(rect, radius, colour(fill));
    }
    // Half the weight of the map: the sample is half as large.
    let stroke = Stroke::new((style.outline_width * 0.8).max(1.0) as f32, colour(style.outline));
    if style.outline_dash.is_empty() {
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    } else {
        let rim = rounded(rect.shrink(stroke.width / 2.0), 4.0);
        painter.extend(Shape::dashed_line(&rim, stroke, 3.0, 2.5));
    }
    if let Some(glyph) = style.glyph {
        painter.add(sign(glyph, rect.center(), 4.0, colour(style.glyph_colour)));
    }
}

/// The outline of a rounded rectangle as a closed line of points.
fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    let corners = [
        (rect.right_top() + vec2(-radius, radius), -0.25),
        (rect.right_bottom() + vec2(-radius, -radius), 0.0),
        (rect.left_bottom() + vec2(radius, -radius), 0.25),
        (rect.left_top() + vec2(radius, radius), 0.5),
    ];
    let mut points: Vec<Pos2> = corners
        .into_iter()
        .flat_map(|(center, from)| {
            (0..=4).map(move |step| center + radius * Vec2::angled(TAU * (from + step as f32 / 16.0)))
        })
        .collect();
    points.extend(points.first().copied());
    points
}

/// The sign that repeats a sector, `half` points from its centre to its rim.
fn sign(glyph: Glyph, center: Pos2, half: f32, ink: Color32) -> Shape {
    let regular = |corners: usize, turn: f32, radius: f32| -> Vec<Pos2> {
        (0..corners)
            .map(|corner| center + radius * Vec2::angled(TAU * (corner as f32 / corners as f32 + turn)))
            .collect()
    };
    let filled = |points| Shape::convex_polygon(points, ink, Stroke::NONE);
    match glyph {
        Glyph::Square => Shape::rect_filled(
            Rect::from_center_size(center, Vec2::splat(half * 1.8)),
            CornerRadius::ZERO,
            ink,
        ),
        Glyph::Triangle => filled(regular(3, -0.25, half * 1.2)),
        Glyph::Diamond => filled(regular(4, 0.0, half * 1.2)),
        Glyph::Circle => Shape::circle_filled(center, half, ink),
        Glyph::Hexagon => filled(regular(6, 0.0, half * 1.1)),
        Glyph::Pentagon => filled(regular(5, -0.25, half * 1.15)),
        Glyph::Star => {
            let outer = regular(5, -0.25, half * 1.3);
            let inner = regular(5, -0.15, half * 0.55);
            let mut mesh = vec![filled(inner.clone())];
            for (index, tip) in outer.into_iter().enumerate() {
                mesh.push(filled(vec![inner[(index + 4) % 5], tip, inner[index]]));
            }
            Shape::Vec(mesh)
        }
        Glyph::Cross => {
            let arm =
                |size| Shape::rect_filled(Rect::from_center_size(center, size), CornerRadius::ZERO, ink);
            let (long, thick) = (half * 2.0, half * 0.8);
            Shape::Vec(vec![arm(vec2(long, thick)), arm(vec2(thick, long))])
        }
    }
}

fn flow(painter: &Painter, rect: Rect, style: &FlowStyle) {
    let ink = colour(style.colour);
    let stroke = Stroke::new((style.width as f32).min(2.0), ink);
    let (left, right, y) = (rect.left(), rect.right(), rect.center().y);
    let head = 7.0;
    let start = if style.head_at_start { left + head } else { left };
    let end = if style.head_at_end { right - head } else { right };
    let ends = [pos2(start, y), pos2(end, y)];
    if let [dash, gap, ..] = style.dash[..] {
        painter.extend(Shape::dashed_line(&ends, stroke, (dash * 0.7) as f32, (gap * 0.7) as f32));
    } else {
        painter.line_segment(ends, stroke);
    }
    let tip = |x: f32, back: f32| {
        let points = vec![pos2(x, y), pos2(x + back, y - 3.0), pos2(x + back, y + 3.0)];
        if style.open_head {
            Shape::closed_line(points, Stroke::new(1.2, ink))
        } else {
            Shape::convex_polygon(points, ink, Stroke::NONE)
        }
    };
    if style.head_at_end {
        painter.add(tip(right, -head));
    }
    if style.head_at_start {
        painter.add(tip(left, head));
    }
    if style.struck {
        let middle = rect.center();
        painter.line_segment([middle + vec2(-3.0, 4.0), middle + vec2(3.0, -4.0)], Stroke::new(1.2, ink));
    }
}
