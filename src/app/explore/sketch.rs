//! A node's picture, taken from the scene so that an organisation looks here as it does on the map, and painted at any
//! zoom. Must not know the network.

use eframe::egui::{
    Align2, Color32, Context, Painter, Pos2, Shape, Vec2,
    epaint::{TextureId, WHITE_UV},
};

use crate::{
    app::{
        canvas::{MeshBuilder, dashes},
        fonts,
        theme::colour,
    },
    scene::{Item, Shape as Drawn, TextBlock},
    text::Weight,
};

/// How far a flattened curve may stray, canvas units.
const TOLERANCE: f64 = 0.15;
/// Below this a label is no longer text, points.
const SMALLEST_TEXT: f32 = 4.0;
/// From the base line up to the middle of a line, parts of the size of the type.
const MIDDLE_OF_LINE: f32 = 0.364;

/// A stroke as egui wants it, canvas units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pen {
    pub colour: Color32,
    pub width: f32,
    pub dash: Vec<f32>,
}

impl Pen {
    /// Draws along points of the screen.
    pub fn draw(&self, mesh: &mut MeshBuilder, (points, closed): (&[Pos2], bool), zoom: f32, strength: f32) {
        let (width, colour) = ((self.width * zoom).max(0.8), self.colour.gamma_multiply(strength));
        if self.dash.is_empty() {
            mesh.stroke(points, closed, width, colour);
            return;
        }
        let dash: Vec<f32> = self.dash.iter().map(|length| length * zoom).collect();
        for piece in dashes(points, closed, &dash) {
            mesh.stroke(&piece, false, width, colour);
        }
    }
}

/// A mesh in the texture of egui's own type.
pub(super) fn mesh(ctx: &Context) -> MeshBuilder {
    MeshBuilder::new(TextureId::default(), WHITE_UV, ctx.pixels_per_point())
}

#[derive(Clone, Debug)]
struct Figure {
    lines: Vec<(Vec<Vec2>, bool)>,
    fill: Option<Color32>,
    pen: Option<Pen>,
}

#[derive(Clone, Debug)]
struct Words {
    text: String,
    at: Vec2,
    size: f32,
    weight: Weight,
    colour: Color32,
}

/// Outlines and words round the middle of a box, canvas units.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// The box.
    pub size: Vec2,
    /// How round its corners are.
    pub corner: f32,
    figures: Vec<Figure>,
    words: Vec<Words>,
}

impl Sketch {
    /// An empty sketch of a box.
    pub fn new(size: Vec2, corner: f32) -> Self {
        Self { size, corner, ..Self::default() }
    }

    /// Adds what the scene draws round the middle of the canvas.
    pub fn add(&mut self, item: &Item) {
        match &item.shape {
            Drawn::Path { path, fill, stroke } => {
                let vector = |point: &crate::model::Point| Vec2::new(point.x as f32, point.y as f32);
                let flat = path.flatten(TOLERANCE);
                let lines = flat.iter().map(|(line, closed)| (line.iter().map(vector).collect(), *closed));
                let pen = stroke.as_ref().map(|stroke| Pen {
                    colour: colour(stroke.colour),
                    width: stroke.width as f32,
                    dash: stroke.dash.iter().map(|length| *length as f32).collect(),
                });
                self.figures.push(Figure { lines: lines.collect(), fill: fill.map(colour), pen });
            }
            Drawn::Text(block) => self.add_words(block),
        }
    }

    fn add_words(&mut self, block: &TextBlock) {
        for placed in &block.lines {
            let size = block.style.size as f32;
            self.words.push(Words {
                text: placed.line.text.clone(),
                at: Vec2::new(placed.x as f32, placed.baseline as f32 - MIDDLE_OF_LINE * size),
                size,
                weight: block.style.weight,
                colour: colour(block.colour),
            });
        }
    }

    /// The colour of its largest part.
    pub fn fill(&self) -> Option<Color32> {
        self.figures.iter().find_map(|figure| figure.fill)
    }

    /// Paints it round a place of the screen, as strong as said: 1 is wholly.
    pub fn shapes(&self, painter: &Painter, middle: Pos2, zoom: f32, strength: f32) -> Vec<Shape> {
        let mut mesh = mesh(painter.ctx());
        for figure in &self.figures {
            for (line, closed) in &figure.lines {
                let points: Vec<Pos2> = line.iter().map(|point| middle + *point * zoom).collect();
                if let Some(fill) = figure.fill {
                    mesh.fill(&points, fill.gamma_multiply(strength));
                }
                if let Some(pen) = &figure.pen {
                    pen.draw(&mut mesh, (&points, *closed), zoom, strength);
                }
            }
        }
        let mut shapes = vec![Shape::mesh(mesh.finish())];
        shapes.extend(self.words.iter().filter_map(|words| words.shape(painter, middle, zoom, strength)));
        shapes
    }
}

impl Words {
    fn shape(&self, painter: &Painter, middle: Pos2, zoom: f32, strength: f32) -> Option<Shape> {
        // Few sizes, so that the atlas of glyphs stays small while the view is zoomed.
        let size = (self.size * zoom * 4.0).round() / 4.0;
        if size < SMALLEST_TEXT {
            return None;
        }
        let face = match self.weight {
            Weight::Regular => fonts::REGULAR,
            Weight::Medium => fonts::MEDIUM,
            Weight::Bold => fonts::BOLD,
        };
        let ink = self.colour.gamma_multiply(strength);
        let galley = painter.layout_no_wrap(self.text.clone(), fonts::font(face, size), ink);
        let at = Align2::LEFT_CENTER.anchor_size(middle + self.at * zoom, galley.size());
        Some(Shape::galley(at.min, galley, ink))
    }
}
