//! Prints the scene on the screen: its items become one mesh with one texture, kept while nothing changes.
//! Must not invent a shape and must not know tools or documents.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{Color32, Context, Mesh, Pos2, Shape as ScreenShape, pos2, vec2};

use super::{
    camera::Projection,
    derived::target_of,
    glyphs::{Glyphs, Ink},
    mesh::{MeshBuilder, dashes},
};
use crate::{
    app::theme::colour,
    model::{Point, RecordId, Rect},
    scene::{FlowPath, Item, Path, Role, Scene, Shape, Stroke, Target, TextBlock},
    style::Rgba,
    text::Fonts,
};

/// No label is drawn under this size, screen points.
const SMALLEST_LABEL: f64 = 6.5;
/// Under this zoom flows are drawn in few straight pieces and without gaps, straying so many times further.
const PLAIN_BELOW: f64 = 0.3;
const PLAINER: f64 = 12.0;
/// What is smaller than this on the screen is a block, screen points; so is the body of a box that is no higher.
const BLOCK_BELOW: f64 = 3.0;
/// Curves stray from their true way by at most so much, pixels.
const TOLERANCE: f64 = 0.1;
/// So much of the window's size is drawn beyond each edge, so that panning needs nothing new for a while.
const BEYOND: f64 = 0.3;

/// How near to the page's colour that comes which is not lit.
const FADED: f32 = 0.78;

/// What the kept mesh was made for.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    scene: u64,
    glyphs: u64,
    zoom: f64,
    pixels_per_point: f32,
    unlabelled: Option<Target>,
    lit: Option<Arc<BTreeSet<RecordId>>>,
    whole: bool,
}

/// The mesh that was made last.
pub struct Kept {
    made: Made,
    covered: Rect,
    origin: (f64, f64),
    layers: Layers<Arc<Mesh>>,
}

/// What lies under the flows (areas, groups), and all the rest: between them there is room for the glow of what is
/// selected.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layers<T> {
    /// Areas and groups.
    pub ground: T,
    /// Flows, organisations, notes.
    pub figures: T,
}

impl<T> Layers<T> {
    fn map<U>(&self, turn: impl Fn(&T) -> U) -> Layers<U> {
        Layers { ground: turn(&self.ground), figures: turn(&self.figures) }
    }
}

/// The painter, with the mesh it keeps.
#[derive(Default)]
pub struct Painter {
    glyphs: Glyphs,
    kept: Option<Kept>,
    built: u64,
    /// The edges of all items of the scene of this number: what is in view is found without a look at each item.
    edges: Vec<Edges>,
    edges_of: Option<u64>,
}

/// A part of the canvas that holds whatever anybody could look at.
const EVERYTHING: Rect = Rect { x: -1e15, y: -1e15, width: 2e15, height: 2e15 };

/// Whether all of what has these edges lies in a part of the canvas.
fn holds(covered: Rect, edges: Edges) -> bool {
    let [left, top, right, bottom] = edges.map(f64::from);
    covered.left() <= left && covered.top() <= top && right <= covered.right() && bottom <= covered.bottom()
}

/// Left, top, right and bottom of what is drawn, rounded outward.
type Edges = [f32; 4];

fn edges(rect: Rect) -> Edges {
    let (low, high) = (|side: f64| (side as f32).next_down(), |side: f64| (side as f32).next_up());
    [low(rect.left()), low(rect.top()), high(rect.right()), high(rect.bottom())]
}

/// What is printed.
pub struct Print<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// Moves on with every new picture.
    pub generation: u64,
    /// Its fonts.
    pub fonts: &'a Fonts,
    /// Where it is seen from; snapped to pixels.
    pub projection: Projection,
    /// What is drawn without its label, for a text field lies over it.
    pub unlabelled: Option<Target>,
    /// All but these records are faded; with `None` nothing is.
    pub lit: Option<&'a Arc<BTreeSet<RecordId>>>,
    /// Also what is too small to be read: the page of a figure is seen as it will be printed.
    pub whole: bool,
}

impl Painter {
    /// How often a mesh was built: what tests count.
    #[must_use]
    pub fn meshes_built(&self) -> u64 {
        self.built
    }

    /// Lays the mesh of a picture aside; it need not be made again if that picture comes back.
    #[must_use]
    pub fn lay_aside(&mut self) -> Option<Kept> {
        self.kept.take()
    }

    /// The mesh that was laid aside is that of the picture of this number now.
    pub fn take_back(&mut self, kept: Option<Kept>, generation: u64) {
        self.kept = kept.map(|kept| Kept { made: Made { scene: generation, ..kept.made }, ..kept });
    }

    /// The picture as shapes: the kept ones, moved if need be, or new ones.
    pub fn shapes(&mut self, ctx: &Context, print: &Print<'_>) -> Layers<ScreenShape> {
        let projection = &print.projection;
        let made = self.made(ctx, print);
        if let Some(kept) = &self.kept
            && kept.made == made
            && kept.covered.contains_rect(projection.visible())
        {
            let by = (projection.origin.0 - kept.origin.0, projection.origin.1 - kept.origin.1);
            return kept.layers.map(|mesh| moved(mesh, by));
        }
        let visible = projection.visible();
        let covered = visible.expanded(BEYOND * visible.width.max(visible.height));
        let layers = self.build(ctx, print, covered);
        let is_whole = self.edges.iter().all(|edges| holds(covered, *edges));
        // Beyond the whole picture there is nothing to be drawn.
        let covered = if is_whole { EVERYTHING } else { covered };
        let shapes = layers.map(|mesh| ScreenShape::Mesh(Arc::clone(mesh)));
        let made = self.made(ctx, print);
        self.kept = Some(Kept { made, covered, origin: projection.origin, layers });
        shapes
    }

    fn made(&self, ctx: &Context, print: &Print<'_>) -> Made {
        Made {
            scene: print.generation,
            glyphs: self.glyphs.generation(),
            zoom: print.projection.zoom,
            pixels_per_point: ctx.pixels_per_point(),
            unlabelled: print.unlabelled.clone(),
            lit: print.lit.cloned(),
            whole: print.whole,
        }
    }

    fn build(&mut self, ctx: &Context, print: &Print<'_>, covered: Rect) -> Layers<Arc<Mesh>> {
        self.built += 1;
        let before = self.glyphs.generation();
        let layers = self.build_once(ctx, print, covered);
        if self.glyphs.generation() == before {
            return layers;
        }
        // The texture of signs was full and begun anew on the way: what was drawn before that is no longer in it.
        self.build_once(ctx, print, covered)
    }

    fn build_once(&mut self, ctx: &Context, print: &Print<'_>, covered: Rect) -> Layers<Arc<Mesh>> {
        let texture = self.glyphs.texture(ctx).id();
        let scale = ctx.pixels_per_point();
        let items = &print.scene.items;
        if self.edges_of != Some(print.generation) || self.edges.len() != items.len() {
            self.edges = items.iter().map(|item| edges(item.bounds)).collect();
            self.edges_of = Some(print.generation);
        }
        let covered = edges(covered);
        let lit = print.lit.map(|lit| lit_targets(print.scene, lit));
        let is_ground =
            |item: &Item| matches!(item.target, Target::Page | Target::Area(_) | Target::Group(_));
        let split = items.iter().position(|item| !is_ground(item)).unwrap_or(items.len());
        let mut mesh = |items: &[Item], edges: &[Edges]| {
            let builder = MeshBuilder::new(texture, self.glyphs.white(), scale);
            let mut printer = Printer {
                ctx,
                print,
                scale,
                builder,
                glyphs: &mut self.glyphs,
                lit: lit.as_ref(),
                faded: false,
            };
            for (index, (item, edges)) in items.iter().zip(edges).enumerate() {
                if touch(*edges, covered) && printer.is_worth_it(item, &items[index + 1..]) {
                    printer.item(item);
                }
            }
            Arc::new(printer.builder.finish())
        };
        let (under, over) = self.edges.split_at(split);
        Layers { ground: mesh(&items[..split], under), figures: mesh(&items[split..], over) }
    }
}

/// A mesh, a whole number of pixels farther on.
fn moved(mesh: &Arc<Mesh>, by: (f64, f64)) -> ScreenShape {
    if by == (0.0, 0.0) {
        return ScreenShape::Mesh(Arc::clone(mesh));
    }
    let mut mesh = (**mesh).clone();
    mesh.translate(vec2(by.0 as f32, by.1 as f32));
    mesh.into()
}

/// Whether they meet; a line's bounds may be flat.
fn touch(a: Edges, b: Edges) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

struct Printer<'a> {
    ctx: &'a Context,
    print: &'a Print<'a>,
    scale: f32,
    builder: MeshBuilder,
    glyphs: &'a mut Glyphs,
    /// With `None` nothing is faded.
    lit: Option<&'a BTreeSet<Target>>,
    /// Whether what is printed now is.
    faded: bool,
}

impl Printer<'_> {
    fn zoom(&self) -> f64 {
        self.print.projection.zoom
    }

    fn at(&self, point: Point) -> Pos2 {
        self.print.projection.screen_from_canvas(point)
    }

    /// A colour as it is printed: near the page's where it is faded, never see-through, so that nothing shines
    /// through what it covers.
    fn shade(&self, ink: Rgba) -> Color32 {
        let page = colour(self.print.scene.background);
        if self.faded { colour(ink).lerp_to_gamma(page, FADED) } else { colour(ink) }
    }

    fn is_legible(&self, item: &Item) -> bool {
        let hidden = item.role == Role::Label && self.print.unlabelled.as_ref() == Some(&item.target);
        let Shape::Text(block) = &item.shape else { return true };
        (self.print.whole || block.style.size * self.zoom() >= SMALLEST_LABEL) && !hidden
    }

    /// Whether an item would be seen; a plate only under words that are.
    fn is_worth_it(&self, item: &Item, above: &[Item]) -> bool {
        let words = |item: &&Item| matches!(item.shape, Shape::Text(_));
        match item.role {
            Role::Plate => {
                let mut own = above.iter().take_while(|other| other.target == item.target).filter(words);
                own.any(|item| self.is_legible(item))
            }
            _ => self.is_legible(item),
        }
    }

    fn item(&mut self, item: &Item) {
        self.faded = self.lit.is_some_and(|lit| can_fade(&item.target) && !lit.contains(&item.target));
        match &item.shape {
            Shape::Text(block) => self.text(block),
            Shape::Path { path, fill, stroke } => {
                let (width, height) = (item.bounds.width, item.bounds.height);
                // Of a low box neither corners nor outline are seen; a line may be as flat as it likes.
                let is_box = item.role == Role::Body && fill.is_some();
                let side = if is_box { width.min(height) } else { width.max(height) } * self.zoom();
                let detail = matches!(item.role, Role::Glyph | Role::Pattern | Role::Head | Role::Broker);
                if side >= BLOCK_BELOW || self.print.whole {
                    self.path(path, *fill, stroke.as_ref(), item.role);
                } else if !detail {
                    self.block(item.bounds, fill.or(stroke.as_ref().map(|stroke| stroke.colour)));
                }
            }
        }
    }

    fn block(&mut self, rect: Rect, fill: Option<Rgba>) {
        if let Some(fill) = fill {
            let corners = self.print.projection.screen_rect(rect);
            self.builder.block(corners.min, corners.max, self.shade(fill));
        }
    }

    fn path(&mut self, path: &Path, fill: Option<Rgba>, stroke: Option<&Stroke>, role: Role) {
        let plain = role == Role::Line && self.zoom() < PLAIN_BELOW && !self.print.whole;
        let tolerance = TOLERANCE / (self.zoom() * f64::from(self.scale));
        let mut parts = path.flatten(if plain { PLAINER * tolerance } else { tolerance });
        if plain && parts.len() > 1 {
            // The gaps where others cross would not be seen.
            parts = vec![(parts.into_iter().flat_map(|(points, _)| points).collect(), false)];
        }
        for (points, closed) in parts {
            let points: Vec<Pos2> = points.into_iter().map(|point| self.at(point)).collect();
            if let Some(fill) = fill {
                self.builder.fill(&points, self.shade(fill));
            }
            if let Some(stroke) = stroke {
                self.stroke(&points, closed, stroke);
            }
        }
    }

    fn stroke(&mut self, points: &[Pos2], closed: bool, stroke: &Stroke) {
        let zoom = self.zoom() as f32;
        let width = stroke.width as f32 * zoom;
        let ink = self.shade(stroke.colour);
        let pattern: Vec<f32> = stroke.dash.iter().map(|length| *length as f32 * zoom).collect();
        // Dashes that the eye can't tell apart are a paler line.
        let told_apart = pattern.iter().sum::<f32>() * self.scale > 3.0;
        if pattern.len() < 2 || !told_apart {
            let ink = if pattern.len() < 2 { ink } else { ink.gamma_multiply(0.6) };
            self.builder.stroke(points, closed, width, ink);
            return;
        }
        for dash in dashes(points, closed, &pattern) {
            let (first, last) = (dash[0], dash[dash.len() - 1]);
            if first.distance(last) < width {
                // Dashes have round ends: one shorter than the line is wide is a dot. As a strip it would be shorter
                // than a pixel and fall between them.
                self.builder.dot(first.lerp(last, 0.5), width, ink);
            } else {
                self.builder.stroke(&dash, false, width, ink);
            }
        }
    }

    fn text(&mut self, block: &TextBlock) {
        let scale = f64::from(self.scale);
        let to_pixels = self.zoom() * scale;
        let size = (block.style.size * to_pixels) as f32;
        let ink = if is_pale(block.colour) { Ink::Pale } else { Ink::Dark };
        let ink_colour = self.shade(block.colour);
        for placed in &block.lines {
            let start = self.at(Point::new(placed.x, placed.baseline));
            let (left, baseline) = (f64::from(start.x) * scale, f64::from(start.y) * scale);
            for run in &placed.line.runs {
                for glyph in &run.glyphs {
                    let x = left + (run.x + glyph.x) * to_pixels;
                    let pen = pos2(x as f32, (baseline + glyph.y * to_pixels) as f32);
                    let sign = (run.face, glyph.id);
                    let picture = self.glyphs.picture(self.ctx, self.print.fonts, sign, size, pen, ink);
                    if let Some(picture) = picture {
                        let corners = picture.corners.map(|corner| corner / self.scale);
                        self.builder.picture(corners, picture.uv, ink_colour);
                    }
                }
            }
        }
    }
}

/// What fades where only some is lit: the ground stays as it is.
fn can_fade(target: &Target) -> bool {
    !matches!(target, Target::Page | Target::Title | Target::Legend | Target::Area(_))
}

/// The targets of what is lit; a line that stands for several flows is lit with any of them.
fn lit_targets(scene: &Scene, lit: &BTreeSet<RecordId>) -> BTreeSet<Target> {
    let mut targets: BTreeSet<Target> = lit.iter().filter_map(target_of).collect();
    let sums = scene.flows.iter().filter(|path| path.sums.len() > 1);
    let any = |path: &&FlowPath| path.sums.iter().any(|id| lit.contains(&RecordId::Flow(id.clone())));
    targets.extend(sums.filter(any).map(|path| Target::Flow(path.id.clone())));
    targets
}

fn is_pale(colour: Rgba) -> bool {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(u32::from);
    2 * red + 5 * green + blue > 8 * 140
}
