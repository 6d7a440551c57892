//! What is not on the map yet, drawn where it will stand: pale, over the picture, out of reach of every tool.
//! Must not know who would make it, nor why.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use eframe::egui::{Context, CornerRadius, Shape as ScreenShape, epaint::RectShape};

use super::{
    camera::Projection,
    derived::target_of,
    paint::{Painter, Print},
};
use crate::{
    app::theme::colour,
    model::{Document, Flow, OrganisationId, Record, RecordId, Rect},
    scene::{self, Item, Options, Role, Scene, Shape, Target},
    style::{Look, Rgba, readable_ink},
    text::Fonts,
};

/// How far the fill of a ghost is on its way to the page's colour.
const PALE: f64 = 0.68;
/// How strong the glow round it is, of 1.
const GLOW: f32 = 0.16;
/// In maps up to so many organisations the ways of ghosts keep clear of all of them; in larger ones only of their ends.
const LOOKED_ROUND: usize = 300;

/// The number of the next one.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Organisations and flows as they would be; groups and notes as they were.
pub struct Ghost {
    pub(super) scene: Scene,
    /// The boxes of its organisations.
    nodes: Vec<Rect>,
    accent: Rgba,
    /// Another for each ghost.
    pub(super) generation: u64,
}

impl Ghost {
    /// The picture of these records of a map as it would be.
    #[must_use]
    pub fn new(document: &Document, touched: &[RecordId], look: &Look, fonts: &Fonts) -> Self {
        let targets: BTreeSet<Target> = touched.iter().filter_map(target_of).collect();
        let mut scene = scene::build(&surroundings(document, touched), &Options::default(), look, fonts);
        scene.items.retain(|item| targets.contains(&item.target));
        pale(&mut scene.items, look.page());
        let shown =
            scene.nodes.iter().filter(|node| targets.contains(&Target::Organisation(node.id.clone())));
        let nodes = shown.map(|node| node.rect).collect();
        Self { scene, nodes, accent: look.accent(), generation: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Groups and notes as they stood on another picture: an open group as its outline alone, for what stands in it now
    /// is to be seen.
    #[must_use]
    pub fn with(mut self, ids: &[RecordId], picture: &Scene, look: &Look) -> Self {
        let mut wanted: BTreeSet<Target> = ids.iter().filter_map(target_of).collect();
        let open = picture.groups.iter().filter(|group| !group.collapsed);
        let open: Vec<Target> =
            open.filter_map(|group| wanted.take(&Target::Group(group.id.clone()))).collect();
        let of = |is: &dyn Fn(&Target) -> bool| -> Vec<Item> {
            picture.items.iter().filter(|item| is(&item.target)).cloned().collect()
        };
        let mut items = of(&|target| open.contains(target));
        items.iter_mut().for_each(outlined);
        let mut filled = of(&|target| wanted.contains(target));
        pale(&mut filled, look.page());
        items.append(&mut self.scene.items);
        items.append(&mut filled);
        self.scene.items = items;
        self.scene.groups.clone_from(&picture.groups);
        self.scene.notes.clone_from(&picture.notes);
        self
    }

    /// Where all that it shows stands, canvas units.
    #[must_use]
    pub fn places(&self) -> BTreeMap<RecordId, Rect> {
        let drawn: BTreeSet<&Target> = self.scene.items.iter().map(|item| &item.target).collect();
        let nodes =
            self.scene.nodes.iter().filter(|node| drawn.contains(&Target::Organisation(node.id.clone())));
        let flows = self.scene.flows.iter().filter(|flow| drawn.contains(&Target::Flow(flow.id.clone())));
        let nodes = nodes.map(|node| (RecordId::Organisation(node.id.clone()), node.rect));
        let flows = flows.map(|flow| (RecordId::Flow(flow.id.clone()), flow.label.unwrap_or(flow.bounds)));
        let groups =
            self.scene.groups.iter().filter(|group| drawn.contains(&Target::Group(group.id.clone())));
        let notes = self.scene.notes.iter().filter(|note| drawn.contains(&Target::Note(note.id.clone())));
        let groups = groups.map(|group| (RecordId::Group(group.id.clone()), group.rect));
        let notes = notes.map(|note| (RecordId::Note(note.id.clone()), note.rect));
        nodes.chain(flows).chain(groups).chain(notes).collect()
    }

    /// How many things it shows.
    #[must_use]
    pub fn things(&self) -> usize {
        self.scene.items.iter().map(|item| &item.target).collect::<BTreeSet<_>>().len()
    }
}

/// Of the map only what the look and the ways of these records hang on.
fn surroundings(document: &Document, touched: &[RecordId]) -> Document {
    let touched: BTreeSet<&RecordId> = touched.iter().collect();
    let is_touched = |id: RecordId| touched.contains(&id);
    let ends = |flow: &Flow| {
        let (from, to) = (flow.from.clone(), flow.to.clone());
        if from < to { (from, to) } else { (to, from) }
    };
    let pairs: BTreeSet<(OrganisationId, OrganisationId)> = document
        .flows()
        .iter()
        .filter(|(id, _)| is_touched(RecordId::Flow((*id).clone())))
        .map(|(_, flow)| ends(flow))
        .collect();
    let joined: BTreeSet<&OrganisationId> = pairs.iter().flat_map(|(from, to)| [from, to]).collect();
    let looks_round = document.organisations().len() <= LOOKED_ROUND;
    let kept = document.records().filter(|(id, record)| match (id, record) {
        (RecordId::Organisation(id), _) => {
            looks_round || joined.contains(id) || is_touched(RecordId::Organisation(id.clone()))
        }
        (RecordId::Flow(_), Record::Flow(flow)) => pairs.contains(&ends(flow)),
        (RecordId::Group(_) | RecordId::Note(_) | RecordId::Evidence(_) | RecordId::View(_), _) => false,
        _ => true,
    });
    Document::from_records(kept.collect::<Vec<_>>())
}

/// A line round what it holds.
fn outlined(item: &mut Item) {
    if let Shape::Path { fill, .. } = &mut item.shape {
        *fill = None;
    }
}

/// Pales what is filled and drawn; words stay as legible as on the map.
fn pale(items: &mut [Item], page: Rgba) {
    let mut ink = (None, page);
    for item in items {
        let is_box = matches!(item.target, Target::Organisation(_) | Target::Note(_) | Target::Group(_));
        match (&mut item.shape, item.role) {
            // It keeps a label clear of its own line.
            (_, Role::Plate) => {}
            (Shape::Path { fill: Some(fill), stroke, .. }, Role::Body) => {
                *fill = fill.mix(page, PALE);
                if let Some(stroke) = stroke {
                    stroke.colour = stroke.colour.mix(page, PALE / 2.0);
                }
                ink = (Some(item.target.clone()), readable_ink(*fill));
            }
            (Shape::Path { fill, stroke, .. }, role) => {
                let own = ink.0.as_ref() == Some(&item.target) && role == Role::Glyph;
                for colour in fill.iter_mut().chain(stroke.iter_mut().map(|stroke| &mut stroke.colour)) {
                    *colour = if own { ink.1.mix(page, PALE / 3.0) } else { colour.mix(page, PALE / 1.6) };
                }
            }
            (Shape::Text(block), _) if is_box && ink.0.as_ref() == Some(&item.target) => {
                block.colour = ink.1;
            }
            (Shape::Text(_), _) => {}
        }
    }
}

/// The ghost on a canvas, with the mesh that is kept of it.
#[derive(Default)]
pub(super) struct Haunting {
    ghost: Option<Arc<Ghost>>,
    painter: Painter,
}

impl Haunting {
    /// Shows this one in place of the last.
    pub(super) fn set(&mut self, ghost: Option<Arc<Ghost>>) {
        self.ghost = ghost;
    }

    /// What is drawn of it.
    pub(super) fn shape(&mut self, ctx: &Context, fonts: &Fonts, projection: Projection) -> ScreenShape {
        let Some(ghost) = &self.ghost else { return ScreenShape::Noop };
        let print = Print {
            scene: &ghost.scene,
            generation: ghost.generation,
            fonts,
            projection,
            unlabelled: None,
            lit: None,
            pale: None,
            whole: false,
        };
        let layers = self.painter.shapes(ctx, &print);
        let corners = CornerRadius::same(12);
        let glow = colour(ghost.accent).gamma_multiply(GLOW);
        let glows = ghost.nodes.iter().map(|node| {
            let rect = projection.screen_rect(*node).expand(6.0);
            ScreenShape::Rect(RectShape::filled(rect, corners, glow))
        });
        ScreenShape::Vec(glows.chain([layers.ground, layers.figures]).collect())
    }
}
