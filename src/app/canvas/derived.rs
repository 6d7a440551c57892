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
}

impl Derived {
    /// The picture of this state of a document.
    #[must_use]
    pub fn new(document: &Document, revision: u64, look: &Look, options: &Options, fonts: &Fonts) -> Self {
        Self::with(document, revision, look, options, fonts, Routes::default())
    }

    fn with(
        document: &Document,
        revision: u64,
        look: &Look,
        options: &Options,
        fonts: &Fonts,
        mut routes: Routes,
    ) -> Self {
        let scene = scene::build_with(document, options, look, fonts, &mut routes);
        let boxes = boxes(&scene);
        let counts = FlowCounts::of(document);
        let (look, options) = (look.clone(), options.clone());
        Self { scene, boxes, counts, generation: 1, revision, look, options, routes }
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

    /// Draws anew if the document, the look or what is hidden changed. Whether it did.
    pub fn refresh(
        &mut self,
        document: &Document,
        revision: u64,
        look: &Look,
        options: &Options,
        fonts: &Fonts,
    ) -> bool {
        if self.revision == revision && self.look == *look && self.options == *options {
            return false;
        }
        let generation = self.generation + 1;
        let routes = std::mem::take(&mut self.routes);
        *self = Self { generation, ..Self::with(document, revision, look, options, fonts, routes) };
        true
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
