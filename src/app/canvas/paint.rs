//! Prints the scene on the screen: its items become one mesh with one texture, kept while nothing changes, moved and
//! stretched while the view does, and made anew a little in each frame where that takes long.
//! Must not invent a shape and must not know tools or documents.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{Context, Shape as ScreenShape, vec2};

use super::{
    camera::Projection,
    glyphs::Glyphs,
    mesh::MeshBuilder,
    printer::{PaleTargets, Printer, lit_targets},
    sheet::Sheet,
};
use crate::{
    model::{RecordId, Rect},
    scene::{Item, Scene, Target},
    text::Fonts,
};

/// So much of what is seen is drawn beyond each edge, so that panning needs nothing new for a while.
const BEYOND: f64 = 0.15;
/// The same while the view goes farther away, when the edges come in from all sides.
const BEYOND_GOING_OUT: f64 = 0.35;
/// More is drawn as soon as less than this is left.
const NEAR: f64 = 0.05;
/// While the zoom changes, what was made for another one is shown up to this stretch ...
const MOST_STRETCHED: f64 = 2.0;
/// ... and from this one on made anew.
const STRETCHED: f64 = 1.1;
/// So much is made in a frame while the view moves, in vertices, ...
const IN_PASSING: usize = 12_000;
/// ... or this part of all, ...
const PART_IN_PASSING: usize = 6;
/// ... and so much while it stands still.
const AT_REST: usize = 100_000;
/// An item takes as long as so many vertices, beside its own.
const ITEM: usize = 3;

/// What a mesh is made for.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    scene: u64,
    glyphs: u64,
    zoom: f64,
    pixels_per_point: f32,
    unlabelled: Option<Target>,
    lit: Option<Arc<BTreeSet<RecordId>>>,
    pale: Option<Pale>,
    whole: bool,
}

impl Made {
    /// Whether no more than the zoom lies between them.
    fn is_same_picture(&self, other: &Self) -> bool {
        let at_one_zoom = |made: &Self| Self { zoom: 1.0, ..made.clone() };
        self.scene == other.scene && at_one_zoom(self) == at_one_zoom(other)
    }
}

/// The mesh that was made last.
pub struct Kept {
    made: Made,
    covered: Rect,
    origin: (f64, f64),
    sheets: Layers<Sheet>,
    /// What it took to make it, in vertices.
    effort: usize,
}

/// How well what is kept serves a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// As if it was made for it.
    Well,
    /// Stretched, or what lies beyond the edges will be wanted soon.
    Passably,
    /// Not at all.
    Badly,
}

impl Kept {
    fn fit(&self, wanted: &Made, visible: Rect) -> Fit {
        let stretched = wanted.zoom / self.made.zoom;
        let is_bearable = !wanted.whole && (MOST_STRETCHED.recip()..=MOST_STRETCHED).contains(&stretched);
        if !self.covered.contains_rect(visible)
            || !self.made.is_same_picture(wanted)
            || (stretched != 1.0 && !is_bearable)
        {
            Fit::Badly
        } else if stretched == 1.0 && self.covered.contains_rect(expanded(visible, NEAR)) {
            Fit::Well
        } else {
            Fit::Passably
        }
    }

    /// Where it is to be seen by this projection.
    fn shapes(&mut self, projection: &Projection) -> Layers<ScreenShape> {
        let scale = projection.zoom / self.made.zoom;
        let by = vec2(
            (projection.origin.0 - scale * self.origin.0) as f32,
            (projection.origin.1 - scale * self.origin.1) as f32,
        );
        let Layers { ground, figures } = &mut self.sheets;
        let scale = scale as f32;
        Layers { ground: ground.shape(scale, by), figures: figures.shape(scale, by) }
    }
}

/// A mesh in the making.
struct Growing {
    made: Made,
    covered: Rect,
    projection: Projection,
    /// The items that will be on it, back to front: their numbers, and whether they lie in there only in part.
    wanted: Vec<(u32, bool)>,
    /// So many of them are ground.
    ground: usize,
    done: usize,
    builders: Layers<MeshBuilder>,
    lit: Option<BTreeSet<Target>>,
    pale: Option<PaleTargets>,
    effort: usize,
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

/// The painter, with the mesh it keeps.
#[derive(Default)]
pub struct Painter {
    glyphs: Glyphs,
    kept: Option<Kept>,
    growing: Option<Growing>,
    /// From where the picture was seen last.
    last: Option<Projection>,
    goes_out: bool,
    built: u64,
    /// The edges of all items of the scene of this number: what is in view is found without a look at each item.
    edges: Vec<Edges>,
    edges_of: Option<u64>,
}

/// A part of the canvas that holds whatever anybody could look at.
const EVERYTHING: Rect = Rect { x: -1e15, y: -1e15, width: 2e15, height: 2e15 };

/// Left, top, right and bottom of what is drawn, rounded outward.
type Edges = [f32; 4];

fn edges(rect: Rect) -> Edges {
    let (low, high) = (|side: f64| (side as f32).next_down(), |side: f64| (side as f32).next_up());
    [low(rect.left()), low(rect.top()), high(rect.right()), high(rect.bottom())]
}

/// Whether they meet; a line's bounds may be flat.
fn touch(a: Edges, b: Edges) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// Whether one lies in the other.
fn holds(outer: Edges, inner: Edges) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

/// A part of the canvas and so much of its sides beyond each edge.
fn expanded(rect: Rect, by: f64) -> Rect {
    let (x, y) = (by * rect.width, by * rect.height);
    Rect::new(rect.x - x, rect.y - y, rect.width + 2.0 * x, rect.height + 2.0 * y)
}

/// Records that come or go, and how near to the page's colour they are: 1 is the page.
pub type Pale = (Arc<BTreeSet<RecordId>>, f32);

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
    /// These are nearer to the page's colour, by such a share: they come or go.
    pub pale: Option<&'a Pale>,
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
        self.growing = None;
        self.kept.take()
    }

    /// The mesh that was laid aside is that of the picture of this number now.
    pub fn take_back(&mut self, kept: Option<Kept>, generation: u64) {
        self.growing = None;
        self.kept = kept.map(|kept| Kept { made: Made { scene: generation, ..kept.made }, ..kept });
    }

    /// The picture as shapes: the kept ones, moved or stretched if need be, or new ones. Asks for another frame while
    /// they are stretched.
    pub fn shapes(&mut self, ctx: &Context, print: &Print<'_>) -> Layers<ScreenShape> {
        let projection = &print.projection;
        let visible = projection.visible();
        let before = self.last.replace(*projection);
        let is_still = before == Some(*projection);
        self.goes_out = before.is_some_and(|before| projection.zoom < before.zoom);
        let wanted = self.made(ctx, print);
        match self.kept.as_ref().map_or(Fit::Badly, |kept| kept.fit(&wanted, visible)) {
            Fit::Well => self.growing = None,
            Fit::Passably => {
                let took = self.kept.as_ref().map_or(0, |kept| kept.effort);
                let pace = if is_still { AT_REST } else { IN_PASSING.max(took / PART_IN_PASSING) };
                if is_still || self.is_hurried(&wanted, visible) || took <= pace {
                    self.grow(ctx, print, &wanted, is_still, pace);
                }
            }
            Fit::Badly => self.grow(ctx, print, &wanted, true, usize::MAX),
        }
        let Some(kept) = &mut self.kept else { return Layers::default_shapes() };
        if kept.made.zoom != projection.zoom {
            ctx.request_repaint();
        }
        kept.shapes(projection)
    }

    /// Whether what is kept will not serve much longer.
    fn is_hurried(&self, wanted: &Made, visible: Rect) -> bool {
        self.kept.as_ref().is_none_or(|kept| {
            let stretched = wanted.zoom / kept.made.zoom;
            !(STRETCHED.recip()..=STRETCHED).contains(&stretched)
                || !kept.covered.contains_rect(expanded(visible, NEAR))
        })
    }

    fn made(&self, ctx: &Context, print: &Print<'_>) -> Made {
        Made {
            scene: print.generation,
            glyphs: self.glyphs.generation(),
            zoom: print.projection.zoom,
            pixels_per_point: ctx.pixels_per_point(),
            unlabelled: print.unlabelled.clone(),
            lit: print.lit.cloned(),
            pale: print.pale.cloned(),
            whole: print.whole,
        }
    }

    /// Goes on with the mesh in the making by so much, or begins one; what is finished is kept. Where it must be
    /// `exact`, one for another zoom is of no use.
    fn grow(&mut self, ctx: &Context, print: &Print<'_>, wanted: &Made, exact: bool, pace: usize) {
        let visible = print.projection.visible();
        let is_of_use = self.growing.as_ref().is_some_and(|growing| {
            growing.made.is_same_picture(wanted)
                && (growing.made.zoom == wanted.zoom || !exact)
                && growing.covered.contains_rect(visible)
        });
        if !is_of_use {
            self.growing = Some(self.begin(ctx, print));
        }
        if !self.advance(ctx, print, pace) {
            return;
        }
        if self.growing.as_ref().is_some_and(|growing| growing.made.glyphs != self.glyphs.generation()) {
            // The texture of signs was full and begun anew on the way: what was drawn before that is no longer in it.
            self.growing = Some(self.begin(ctx, print));
            self.advance(ctx, print, usize::MAX);
        }
        let Some(growing) = self.growing.take() else { return };
        self.built += 1;
        let made = Made { glyphs: self.glyphs.generation(), ..growing.made };
        let Layers { ground, figures } = growing.builders;
        let sheets = Layers { ground: Sheet::new(ground.finish()), figures: Sheet::new(figures.finish()) };
        let (covered, origin) = (growing.covered, growing.projection.origin);
        self.kept = Some(Kept { made, covered, origin, sheets, effort: growing.effort });
    }

    /// What is seen now, and a little more, with nothing on it yet.
    fn begin(&mut self, ctx: &Context, print: &Print<'_>) -> Growing {
        let items = &print.scene.items;
        if self.edges_of != Some(print.generation) || self.edges.len() != items.len() {
            self.edges = items.iter().map(|item| edges(item.bounds)).collect();
            self.edges_of = Some(print.generation);
        }
        let beyond = if self.goes_out { BEYOND_GOING_OUT } else { BEYOND };
        let covered = expanded(print.projection.visible(), beyond);
        let near = edges(covered);
        let is_seen = |(index, edges): (usize, &Edges)| {
            touch(*edges, near).then(|| (index as u32, !holds(near, *edges)))
        };
        let wanted: Vec<(u32, bool)> = self.edges.iter().enumerate().filter_map(is_seen).collect();
        let is_whole = wanted.len() == items.len() && wanted.iter().all(|(_, is_cut)| !is_cut);
        // Beyond the whole picture there is nothing to be drawn.
        let covered = if is_whole { EVERYTHING } else { covered };
        let is_ground =
            |item: &Item| matches!(item.target, Target::Page | Target::Area(_) | Target::Group(_));
        let split = items.iter().position(|item| !is_ground(item)).unwrap_or(items.len()) as u32;
        let texture = self.glyphs.texture(ctx).id();
        let builder = || MeshBuilder::new(texture, self.glyphs.white(), ctx.pixels_per_point());
        Growing {
            made: self.made(ctx, print),
            covered,
            projection: print.projection,
            ground: wanted.partition_point(|(index, _)| *index < split),
            wanted,
            done: 0,
            builders: Layers { ground: builder(), figures: builder() },
            lit: print.lit.map(|lit| lit_targets(print.scene, lit)),
            pale: print.pale.map(|(ids, share)| (lit_targets(print.scene, ids), *share)),
            effort: 0,
        }
    }

    /// Prints items until all are printed, or until it took as long as so many vertices. Whether all are, or the
    /// signs in use were lost.
    fn advance(&mut self, ctx: &Context, print: &Print<'_>, pace: usize) -> bool {
        let Some(growing) = &mut self.growing else { return false };
        let items = &print.scene.items;
        let enough = growing.effort.saturating_add(pace);
        let Layers { ground, figures } = &mut growing.builders;
        for (builder, end) in [(ground, growing.ground), (figures, growing.wanted.len())] {
            let place = (growing.projection, growing.covered);
            let faded = (growing.lit.as_ref(), growing.pale.as_ref());
            let mut printer = Printer::new(ctx, print, place, builder, &mut self.glyphs, faded);
            let mut before = printer.effort();
            while growing.done < end && growing.effort < enough {
                let (index, is_cut) = growing.wanted[growing.done];
                let index = index as usize;
                if let Some(item) = items.get(index)
                    && printer.is_worth_it(item, &items[index + 1..])
                {
                    printer.item(item, is_cut);
                }
                growing.done += 1;
                let now = printer.effort();
                growing.effort += ITEM + now - before;
                before = now;
            }
        }
        growing.done == growing.wanted.len() || growing.made.glyphs != self.glyphs.generation()
    }
}

impl Layers<ScreenShape> {
    fn default_shapes() -> Self {
        Self { ground: ScreenShape::Noop, figures: ScreenShape::Noop }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Color32, RawInput, Rect as ScreenRect, pos2};

    use super::*;
    use crate::{
        app::canvas::View,
        model::{
            Document, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Point, Record, default_scheme,
        },
        scene::{Options, build},
        style::Look,
    };

    const SCREEN: ScreenRect = ScreenRect::from_min_max(pos2(0.0, 0.0), pos2(1200.0, 800.0));

    /// Organisations row by row, each joined to the next but four.
    fn scene(fonts: &Fonts) -> Scene {
        let id = |index: usize| OrganisationId::new(&format!("o{index}")).unwrap();
        let mut records = default_scheme();
        for index in 0..900 {
            let place = Point::new((index % 30) as f64 * 260.0, (index / 30) as f64 * 140.0);
            let name = format!("Organisation {index}");
            let made = Organisation { name, position: Some(place), ..Organisation::default() };
            records.push((RecordId::Organisation(id(index)), made.into()));
            let flow = Flow::new(id(index), id((index + 5) % 900), FlowKindId::literal("funding"));
            let number = FlowId::new(&format!("f{index}")).unwrap();
            records.push((RecordId::Flow(number), Record::from(flow)));
        }
        build(&Document::from_records(records), &Options::default(), &Look::default(), fonts)
    }

    /// Corners, colours and triangles of a frame, and whether it asks for another.
    type Frame = (Vec<([f32; 2], Color32)>, Vec<u32>, bool);

    fn frame(ctx: &Context, painter: &mut Painter, (scene, fonts): (&Scene, &Fonts), view: View) -> Frame {
        let projection = Projection::new(view, SCREEN).snapped(1.0);
        let mut shapes = Layers { ground: ScreenShape::Noop, figures: ScreenShape::Noop };
        let input = RawInput { screen_rect: Some(SCREEN), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            let (unlabelled, lit) = (None, None);
            let print =
                Print { scene, generation: 1, fonts, projection, unlabelled, lit, pale: None, whole: false };
            shapes = painter.shapes(ui.ctx(), &print);
        });
        let ScreenShape::Mesh(mesh) = shapes.figures else { panic!("figures are a mesh") };
        let corners = mesh.vertices.iter().map(|corner| ([corner.pos.x, corner.pos.y], corner.color));
        // Nobody paints here.
        output.textures_delta.clear();
        let asks = output.viewport_output.values().any(|view| view.repaint_delay.is_zero());
        (corners.collect(), mesh.indices.clone(), asks)
    }

    #[test]
    fn however_one_came_there_the_picture_at_rest_is_the_one_made_for_it() {
        let fonts = Fonts::bundled();
        let scene = scene(&fonts);
        let middle = scene.map.center();
        let (ctx, mut painter) = (Context::default(), Painter::default());
        let near = |zoom: f64, aside: f64| View { center: middle + Point::new(aside, aside / 3.0), zoom };
        frame(&ctx, &mut painter, (&scene, &fonts), near(0.15, 0.0));
        for (zoom, aside) in
            [(0.16, 0.0), (0.4, 100.0), (0.9, 900.0), (0.7, 900.0), (0.7, -60.0), (0.15, 0.0)]
        {
            for part in 1..=12 {
                let way = f64::from(part) / 12.0;
                let before = painter.last.unwrap();
                let view = near(before.zoom + (zoom - before.zoom) * way, aside * way);
                let (corners, ..) = frame(&ctx, &mut painter, (&scene, &fonts), view);
                assert!(!corners.is_empty());
            }
            let end = near(zoom, aside);
            let frames = (0..40).take_while(|_| frame(&ctx, &mut painter, (&scene, &fonts), end).2).count();
            assert!(frames < 40, "at rest no frame is asked for");
            let seen = frame(&ctx, &mut painter, (&scene, &fonts), end);
            let kept = painter.kept.as_ref().unwrap();
            assert!(
                kept.made.zoom == zoom && kept.covered.contains_rect(Projection::new(end, SCREEN).visible())
            );
            let fresh = frame(&Context::default(), &mut Painter::default(), (&scene, &fonts), end);
            let in_view = |(corners, ..): &Frame| -> Vec<([i32; 2], Color32)> {
                let seen = corners.iter().filter(|(at, _)| SCREEN.contains((*at).into()));
                let mut seen: Vec<_> =
                    seen.map(|(at, ink)| (at.map(|side| (side * 8.0).round() as i32), *ink)).collect();
                seen.sort_unstable_by_key(|(at, ink)| (*at, ink.to_array()));
                seen
            };
            let (seen, fresh) = (in_view(&seen), in_view(&fresh));
            assert!(seen.len().abs_diff(fresh.len()) <= fresh.len() / 500, "{} {}", seen.len(), fresh.len());
        }
    }
}
