//! The picture of the document on the canvas and what is looked up in it, made anew only when something changed.
//! Must not know the camera.

use super::spoken::FlowCounts;
use crate::{
    editor::Boxes,
    model::{AreaId, Document, GroupId, NoteId, RecordId, Rect},
    scene::{self, Item, Options, Role, Routes, Scene, Shape, Target, TextBlock},
    style::Look,
    text::Fonts,
};

/// With more records changed than this a large picture is not made between two frames: fewer are drawn at once, as
/// hands that move one box or type one name expect.
const FEW: usize = 40;
/// So many more records than a small picture shows make a large one.
const MANY: usize = 1_000;

/// What a picture is made of.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The map.
    pub document: &'a Document,
    /// The number of its state.
    pub revision: u64,
    /// How it looks.
    pub look: &'a Look,
    /// With what it is drawn.
    pub options: &'a Options,
    /// Its fonts.
    pub fonts: &'a Fonts,
}

/// The picture and its look-up tables.
pub struct Derived {
    /// The picture.
    pub scene: Scene,
    /// Boxes as the tools want them: gathered once, for on a large map that takes longer than to draw a frame.
    boxes: Boxes,
    /// How many flows go out and in.
    pub counts: FlowCounts,
    /// Moves on with every new picture.
    pub generation: u64,
    revision: u64,
    look: Look,
    options: Options,
    /// The ways of flows, so that the next picture finds again what has not changed.
    routes: Routes,
    /// What it was made of, where it is large: the next is made at once only if little has changed since.
    of: Option<Document>,
    /// How many organisations and flows it was made of.
    size: usize,
}

fn size(document: &Document) -> usize {
    document.organisations().len() + document.flows().len()
}

impl Derived {
    /// The picture of this state of a document.
    #[must_use]
    pub fn new(wanted: &Wanted<'_>) -> Self {
        Self::with(wanted, Routes::default())
    }

    /// The same, sooner where the ways of flows come from a picture of nearly the same map.
    #[must_use]
    pub fn with(wanted: &Wanted<'_>, mut routes: Routes) -> Self {
        let Wanted { document, revision, look, options, fonts } = *wanted;
        let scene = scene::build_with(document, options, look, fonts, &mut routes);
        let boxes = boxes(&scene);
        let counts = FlowCounts::of(document);
        let (look, options) = (look.clone(), options.clone());
        let of = super::glide::is_large(&scene).then(|| document.clone());
        let size = size(document);
        Self { scene, boxes, counts, generation: 1, revision, look, options, routes, of, size }
    }

    /// Boxes as the tools want them.
    #[must_use]
    pub fn boxes(&self) -> &Boxes {
        &self.boxes
    }

    /// The same while `work` is done that heeds only what is seen.
    pub fn with_boxes_seen<T>(&mut self, view: Rect, work: impl FnOnce(&Boxes) -> T) -> T {
        self.boxes.view = Some(view);
        let done = work(&self.boxes);
        self.boxes.view = None;
        done
    }

    /// The number of the state that it shows.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The same picture stands for another number of state, as one that was not printed yet.
    pub fn stand_for(&mut self, revision: u64, generation: u64) {
        (self.revision, self.generation) = (revision, generation);
    }

    /// Whether it is too large to be drawn anew again and again.
    #[must_use]
    pub fn is_large(&self) -> bool {
        super::glide::is_large(&self.scene)
    }

    /// With what it was drawn.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether it is what is wanted.
    #[must_use]
    pub fn is_of(&self, wanted: &Wanted<'_>) -> bool {
        self.revision == wanted.revision && self.look == *wanted.look && self.options == *wanted.options
    }

    /// Whether what is wanted takes longer to make than anybody waits between two frames.
    #[must_use]
    pub fn takes_long(&self, wanted: &Wanted<'_>) -> bool {
        let others = |of: &Document| {
            self.look != *wanted.look
                || self.options != *wanted.options
                || of.differs_in_more_than(FEW, wanted.document)
        };
        let grows = || size(wanted.document) > self.size + MANY;
        self.of.as_ref().map_or_else(grows, others)
    }

    /// The ways of its flows, for a picture that takes long: they serve where the map is the same, and else are of no
    /// use.
    #[must_use]
    pub fn routes_for(&self, wanted: &Wanted<'_>) -> Routes {
        if self.revision == wanted.revision { self.routes.clone() } else { Routes::default() }
    }

    /// Draws anew what is wanted now.
    pub fn refresh(&mut self, wanted: &Wanted<'_>) {
        let generation = self.generation + 1;
        let routes = std::mem::take(&mut self.routes);
        *self = Self { generation, ..Self::with(wanted, routes) };
    }

    /// The box of what is drawn for a target.
    #[must_use]
    pub fn rect(&self, target: &Target) -> Option<Rect> {
        match target {
            Target::Organisation(id) => self.boxes.organisations.get(id).copied(),
            Target::Flow(id) => {
                self.scene.flow(id).map(|flow| flow.label.map_or(flow.bounds, |l| l.union(flow.bounds)))
            }
            Target::Stem(id) => {
                let stem = self.scene.stem(id)?;
                Some(stem.label.map_or(stem.bounds, |label| label.union(stem.bounds)))
            }
            Target::Group(id) => self.group(id),
            Target::Note(id) => self.note(id),
            Target::Area(id) => self.area(id),
            Target::Page | Target::Title | Target::Legend => None,
        }
    }

    fn group(&self, id: &GroupId) -> Option<Rect> {
        self.scene.groups.iter().find(|group| group.id == *id).map(|group| group.rect)
    }

    fn note(&self, id: &NoteId) -> Option<Rect> {
        self.scene.notes.iter().find(|note| note.id == *id).map(|note| note.rect)
    }

    fn area(&self, id: &AreaId) -> Option<Rect> {
        self.scene.areas.iter().find(|area| area.id == *id).map(|area| area.rect)
    }

    /// The words of a target and the box round them.
    #[must_use]
    pub fn label(&self, target: &Target) -> Option<(&TextBlock, Rect)> {
        let labels =
            self.scene.items.iter().filter(|item| item.role == Role::Label && item.target == *target);
        labels.filter_map(words).next()
    }
}

fn boxes(scene: &Scene) -> Boxes {
    let groups = |collapsed: bool| {
        let groups = scene.groups.iter().filter(move |group| group.collapsed == collapsed);
        groups.map(|group| (group.id.clone(), group.rect)).collect()
    };
    Boxes {
        organisations: scene.nodes.iter().map(|node| (node.id.clone(), node.rect)).collect(),
        notes: scene.notes.iter().map(|note| (note.id.clone(), note.rect)).collect(),
        groups: groups(true),
        frames: groups(false),
        view: None,
    }
}

fn words(item: &Item) -> Option<(&TextBlock, Rect)> {
    match &item.shape {
        Shape::Text(block) => Some((block, item.bounds)),
        Shape::Path { .. } => None,
    }
}

/// The target on the canvas of a record; none for those that are not drawn.
#[must_use]
pub fn target_of(id: &RecordId) -> Option<Target> {
    match id {
        RecordId::Organisation(id) => Some(Target::Organisation(id.clone())),
        RecordId::Flow(id) => Some(Target::Flow(id.clone())),
        RecordId::Group(id) => Some(Target::Group(id.clone())),
        RecordId::Note(id) => Some(Target::Note(id.clone())),
        _ => None,
    }
}
