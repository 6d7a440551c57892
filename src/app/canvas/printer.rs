//! One item of the scene after another becomes triangles, as coarse as the zoom allows and no farther than is looked at.
//! Must not know what is kept of them, tools or documents.

use std::collections::BTreeSet;

use eframe::egui::{Color32, Context, Pos2, Rect as ScreenRect, pos2};

use super::{
    camera::Projection,
    dashes::{each_dash, each_stretch},
    derived::target_of,
    glyphs::{Glyphs, Ink},
    mesh::MeshBuilder,
    paint::Print,
};
use crate::{
    app::theme::colour,
    model::{Point, RecordId, Rect},
    scene::{Cubic, FlowPath, Item, Path, Role, Scene, Segment, Shape, Stroke, Target, TextBlock},
    style::Rgba,
};

/// No label is drawn under this size, screen points.
const SMALLEST_LABEL: f64 = 6.5;
/// The title of an area is no smaller than this as long as the area has room for it, screen points: from afar it is what
/// a map is read by. So much of the area's width and height it may take.
const SMALLEST_TITLE: f64 = 9.0;
const TITLE_SHARE: (f64, f64) = (0.8, 0.3);
/// Under this zoom flows are drawn in few straight pieces and without gaps, straying so many times further.
const PLAIN_BELOW: f64 = 0.3;
const PLAINER: f64 = 12.0;
/// What is smaller than this on the screen is a block, screen points; so is the body of a box that is no higher.
const BLOCK_BELOW: f64 = 3.0;
/// Curves stray from their true way by at most so much, pixels.
const TOLERANCE: f64 = 0.1;
/// How near to the page's colour that comes which is not lit.
const FADED: f32 = 0.78;
/// A sign drawn for the first time takes as long as so many vertices.
const SIGN: usize = 400;

/// Targets that come or go, and how near to the page's colour they are: 1 is the page.
pub type PaleTargets = (BTreeSet<Target>, f32);

/// Prints items into one mesh.
pub struct Printer<'a> {
    ctx: &'a Context,
    print: &'a Print<'a>,
    projection: Projection,
    scale: f32,
    builder: &'a mut MeshBuilder,
    glyphs: &'a mut Glyphs,
    /// With `None` nothing is faded.
    lit: Option<&'a BTreeSet<Target>>,
    /// These are so near to the page's colour: they come or go.
    pale: Option<&'a PaleTargets>,
    /// How near to it what is printed now is.
    faded: f32,
    /// No more than this is looked at.
    seen: ScreenRect,
    /// Whether what is printed now lies in there only in part.
    is_cut: bool,
    /// Kept from path to path for its room.
    outline: Outline,
}

/// A path as straight lines.
#[derive(Default)]
struct Outline {
    points: Vec<Point>,
    screen: Vec<Pos2>,
    /// Where each part ends, and whether it is closed.
    parts: Vec<(usize, bool)>,
}

impl<'a> Printer<'a> {
    /// Prints what is seen of these parts of the canvas by that projection; `lit` as targets.
    pub fn new(
        ctx: &'a Context,
        print: &'a Print<'a>,
        (projection, covered): (Projection, Rect),
        builder: &'a mut MeshBuilder,
        glyphs: &'a mut Glyphs,
        (lit, pale): (Option<&'a BTreeSet<Target>>, Option<&'a PaleTargets>),
    ) -> Self {
        let scale = ctx.pixels_per_point();
        let seen = projection.screen_rect(covered);
        let outline = Outline::default();
        Self {
            ctx,
            print,
            projection,
            scale,
            builder,
            glyphs,
            lit,
            pale,
            faded: 0.0,
            seen,
            is_cut: false,
            outline,
        }
    }

    /// What all that was printed took, in vertices.
    #[must_use]
    pub fn effort(&self) -> usize {
        self.builder.size() + SIGN * self.glyphs.drawn()
    }

    fn zoom(&self) -> f64 {
        self.projection.zoom
    }

    fn at(&self, point: Point) -> Pos2 {
        self.projection.screen_from_canvas(point)
    }

    /// A colour as it is printed: near the page's where it is faded, never see-through, so that nothing shines
    /// through what it covers.
    fn shade(&self, ink: Rgba) -> Color32 {
        let page = colour(self.print.scene.background);
        if self.faded > 0.0 { colour(ink).lerp_to_gamma(page, self.faded) } else { colour(ink) }
    }

    fn is_legible(&self, item: &Item) -> bool {
        let hidden = item.role == Role::Label && self.print.unlabelled.as_ref() == Some(&item.target);
        let Shape::Text(block) = &item.shape else { return true };
        let size = block.style.size * self.zoom() * self.growth(item);
        (self.print.whole || size >= SMALLEST_LABEL) && !hidden
    }

    /// How many times its size the title of an area is shown.
    fn growth(&self, item: &Item) -> f64 {
        let (Target::Area(id), Shape::Text(block), false) = (&item.target, &item.shape, self.print.whole)
        else {
            return 1.0;
        };
        let wish = SMALLEST_TITLE / (block.style.size * self.zoom());
        let Some(area) = self.print.scene.areas.iter().find(|area| area.id == *id && wish > 1.0) else {
            return 1.0;
        };
        let share = |of: f64, share: f64, side: f64| of * share / side.max(1.0);
        let across = share(area.rect.width, TITLE_SHARE.0, item.bounds.width);
        let down = share(area.rect.height, TITLE_SHARE.1, item.bounds.height);
        wish.min(across).min(down).max(1.0)
    }

    /// The point of an area's title that stays where it is when the title grows: on the side where it stands.
    fn anchor(&self, item: &Item) -> Point {
        let title = item.bounds;
        let area = self.print.scene.areas.iter().find(|area| Target::Area(area.id.clone()) == item.target);
        let Some(area) = area.map(|area| area.rect) else { return title.center() };
        let side = |before: f64, after: f64| {
            if (before - after).abs() < 2.0 || before.min(after) < 0.0 {
                0.5
            } else if before < after {
                0.0
            } else {
                1.0
            }
        };
        let across = side(title.left() - area.left(), area.right() - title.right());
        let down = side(title.top() - area.top(), area.bottom() - title.bottom());
        Point::new(title.x + title.width * across, title.y + title.height * down)
    }

    /// Whether an item would be seen; a plate only under words that are.
    #[must_use]
    pub fn is_worth_it(&self, item: &Item, above: &[Item]) -> bool {
        let words = |item: &&Item| matches!(item.shape, Shape::Text(_));
        match item.role {
            Role::Plate => {
                let mut own = above.iter().take_while(|other| other.target == item.target).filter(words);
                own.any(|item| self.is_legible(item))
            }
            _ => self.is_legible(item),
        }
    }

    /// Prints an item that is looked at, be it in part.
    pub fn item(&mut self, item: &Item, is_cut: bool) {
        self.is_cut = is_cut;
        let is_unlit = self.lit.is_some_and(|lit| can_fade(&item.target) && !lit.contains(&item.target));
        let share =
            self.pale.filter(|(pale, _)| pale.contains(&item.target)).map_or(0.0, |(_, share)| *share);
        self.faded = share.max(if is_unlit { FADED } else { 0.0 });
        match &item.shape {
            Shape::Text(block) => {
                let growth = self.growth(item);
                let anchor = if growth > 1.0 { self.anchor(item) } else { Point::default() };
                self.text(block, (anchor, growth));
            }
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
            let corners = self.projection.screen_rect(rect);
            self.builder.block(corners.min, corners.max, self.shade(fill));
        }
    }

    fn path(&mut self, path: &Path, fill: Option<Rgba>, stroke: Option<&Stroke>, role: Role) {
        let plain = role == Role::Line && self.zoom() < PLAIN_BELOW && !self.print.whole;
        let tolerance = TOLERANCE / (self.zoom() * f64::from(self.scale));
        let leaps = self.is_cut && fill.is_none() && stroke.is_some_and(|stroke| stroke.dash.len() < 2);
        let mut outline = std::mem::take(&mut self.outline);
        self.flatten(path, if plain { PLAINER * tolerance } else { tolerance }, leaps, &mut outline);
        if plain && outline.parts.len() > 1 {
            // The gaps where others cross would not be seen.
            outline.parts = vec![(outline.points.len(), false)];
        }
        let mut start = 0;
        for (end, closed) in &outline.parts {
            let points = &outline.screen[start..*end];
            if let Some(fill) = fill {
                self.builder.fill(points, self.shade(fill));
            }
            if let Some(stroke) = stroke {
                self.stroke(points, *closed, stroke);
            }
            start = *end;
        }
        self.outline = outline;
    }

    /// The path as straight lines; where it `leaps`, a curve that nobody looks at is one of them.
    fn flatten(&self, path: &Path, tolerance: f64, leaps: bool, out: &mut Outline) {
        let Outline { points, screen, parts } = out;
        points.clear();
        screen.clear();
        parts.clear();
        for segment in &path.segments {
            match *segment {
                Segment::Move(to) => {
                    parts.push((0, false));
                    points.push(to);
                }
                Segment::Line(to) => points.push(to),
                Segment::Cubic(first, second, end) => {
                    let Some(&start) = points.last() else { continue };
                    let hull = || ScreenRect::from_points(&[start, first, second, end].map(|at| self.at(at)));
                    if leaps && !self.seen.intersects(hull()) {
                        points.push(end);
                    } else {
                        Cubic { start, first, second, end }.flatten_into(tolerance, points);
                    }
                }
                Segment::Close => {
                    if let Some(part) = parts.last_mut() {
                        part.1 = true;
                    }
                }
            }
            if let Some(part) = parts.last_mut() {
                part.0 = points.len();
            }
        }
        screen.extend(points.iter().map(|point| self.at(*point)));
    }

    fn stroke(&mut self, points: &[Pos2], closed: bool, stroke: &Stroke) {
        let zoom = self.zoom() as f32;
        let width = stroke.width as f32 * zoom;
        let ink = self.shade(stroke.colour);
        let seen = if self.is_cut { self.seen.expand(width) } else { ScreenRect::EVERYTHING };
        let pattern: Vec<f32> = stroke.dash.iter().map(|length| *length as f32 * zoom).collect();
        // Dashes that the eye can't tell apart are a paler line.
        let told_apart = pattern.iter().sum::<f32>() * self.scale > 3.0;
        if pattern.len() < 2 || !told_apart {
            let ink = if pattern.len() < 2 { ink } else { ink.gamma_multiply(0.6) };
            if self.is_cut && !closed {
                each_stretch(points, seen, |piece| self.builder.stroke(piece, false, width, ink));
            } else {
                self.builder.stroke(points, closed, width, ink);
            }
            return;
        }
        each_dash(points, closed, &pattern, seen, |dash| {
            let (first, last) = (dash[0], dash[dash.len() - 1]);
            if first.distance(last) < width {
                // Dashes have round ends: one shorter than the line is wide is a dot. As a strip it would be shorter
                // than a pixel and fall between them.
                self.builder.dot(first.lerp(last, 0.5), width, ink);
            } else {
                self.builder.stroke(dash, false, width, ink);
            }
        });
    }

    /// Words, so many times their size about a point of the canvas.
    fn text(&mut self, block: &TextBlock, (anchor, growth): (Point, f64)) {
        let scale = f64::from(self.scale);
        let to_pixels = self.zoom() * scale * growth;
        let size = (block.style.size * to_pixels) as f32;
        let ink = if is_pale(block.colour) { Ink::Pale } else { Ink::Dark };
        let ink_colour = self.shade(block.colour);
        for placed in &block.lines {
            let start = self.at(anchor + (Point::new(placed.x, placed.baseline) - anchor) * growth);
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
pub fn lit_targets(scene: &Scene, lit: &BTreeSet<RecordId>) -> BTreeSet<Target> {
    let mut targets: BTreeSet<Target> = lit.iter().filter_map(target_of).collect();
    let sums = scene.flows.iter().filter(|path| path.sums.len() > 1);
    let any = |path: &&FlowPath| path.sums.iter().any(|id| lit.contains(&RecordId::Flow(id.clone())));
    targets.extend(sums.filter(any).map(|path| Target::Flow(path.id.clone())));
    targets.extend(scene.stems.iter().filter(any).map(|path| Target::Stem(path.id.clone())));
    targets
}

fn is_pale(colour: Rgba) -> bool {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(u32::from);
    2 * red + 5 * green + blue > 8 * 140
}
