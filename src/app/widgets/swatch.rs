//! Samples of the map's looks in forms and lists: the very items that the figure's legend is made of.
//! Must not know where the looks come from: `style` decides them, `scene` draws them.

use eframe::egui::{Painter, Pos2, Rect, TextureId, Vec2, epaint::WHITE_UV, vec2};

use crate::{
    app::{
        canvas::{MeshBuilder, dashes},
        theme,
    },
    model::Point,
    scene::{Item, Shape, flow_sample, node_sample},
    style::{FlowStyle, NodeStyle, Rgba},
};

/// How far a drawn line may stray from its curve, points.
const TOLERANCE: f64 = 0.05;

/// Something to draw a sample of.
#[derive(Clone, Debug)]
pub enum Swatch {
    /// A node of this look.
    Node(NodeStyle),
    /// A flow of this look.
    Flow(FlowStyle),
}

impl Swatch {
    /// Its size, points.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        match self {
            Self::Node(_) => vec2(26.0, 18.0),
            Self::Flow(_) => vec2(32.0, 18.0),
        }
    }
}

/// Draws the sample into the rectangle.
pub fn paint_swatch(painter: &Painter, rect: Rect, swatch: &Swatch) {
    let width = f64::from(rect.width());
    let origin = Point::default();
    // What has no fill of its own shows the row that it lies on.
    let clear = Rgba::WHITE.with_alpha(0);
    let items = match swatch {
        Swatch::Node(style) => node_sample(style, clear, origin, width),
        Swatch::Flow(style) => flow_sample(style, origin, width),
    };
    let mut builder = MeshBuilder::new(TextureId::default(), WHITE_UV, painter.pixels_per_point());
    let place = |point: Point| rect.left_center() + vec2(point.x as f32, point.y as f32);
    for item in &items {
        paint_item(&mut builder, item, &place);
    }
    painter.add(builder.finish());
}

fn paint_item(builder: &mut MeshBuilder, item: &Item, place: &impl Fn(Point) -> Pos2) {
    let Shape::Path { path, fill, stroke } = &item.shape else { return };
    for (points, closed) in path.flatten(TOLERANCE) {
        let points: Vec<Pos2> = points.into_iter().map(place).collect();
        if let Some(fill) = fill {
            builder.fill(&points, theme::colour(*fill));
        }
        let Some(stroke) = stroke else { continue };
        let (width, ink) = (stroke.width as f32, theme::colour(stroke.colour));
        if stroke.dash.len() < 2 {
            builder.stroke(&points, closed, width, ink);
            continue;
        }
        let pattern: Vec<f32> = stroke.dash.iter().map(|length| *length as f32).collect();
        for dash in dashes(&points, closed, &pattern) {
            builder.stroke(&dash, false, width, ink);
        }
    }
}
