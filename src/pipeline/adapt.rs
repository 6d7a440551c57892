//! A map with its places adapted to a page that is too narrow for its type: a copy for the figure alone.
//! Must not know how a figure is printed.

use std::sync::Arc;

use crate::{
    layout::{Unwatched, narrow},
    model::{
        Area, AreaShape, Change, Document, Flow, MapInfo, Note, Organisation, Point, Record, RecordId, Rect,
        Size, Transaction,
    },
    scene::{AreaBox, Frame, Options, Scene, Shape, Target},
};

/// Room between boxes, canvas units.
const GAP: Size = Size::new(16.0, 22.0);
/// Room for an arrow between two boxes one above the other, and room for its words, too; canvas units.
pub(super) const ARROW: f64 = 30.0;
pub(super) const ARROW_AND_WORDS: f64 = 54.0;

/// What of a map can be put elsewhere, read from its picture at the canvas's own size.
pub(super) struct Adaptable<'a> {
    document: &'a Document,
    /// Whose boxes: organisations, then loose notes.
    ids: Vec<RecordId>,
    boxes: Vec<Rect>,
    joined: Vec<(usize, usize)>,
    areas: Vec<(usize, Rect, narrow::Head)>,
}

impl<'a> Adaptable<'a> {
    /// Nothing where a camera says what is seen, a collapsed group stands for others, or there are rings and slices:
    /// places then mean more.
    pub(super) fn new(document: &'a Document, options: &Options, scene: &Scene) -> Option<Self> {
        let has_window = matches!(&options.frame, Frame::Figure(frame) if frame.window.is_some());
        let is_round = scene.areas.iter().any(|area| area.shape != AreaShape::Rect);
        if is_round || has_window || scene.groups.iter().any(|group| group.collapsed) || scene.nodes.len() < 2
        {
            return None;
        }
        let around = |node: &crate::scene::NodeBox| {
            node.tower.iter().chain(&node.badges).fold(node.rect, |all, mark| all.union(*mark))
        };
        let nodes = scene.nodes.iter().map(|node| (RecordId::Organisation(node.id.clone()), around(node)));
        let is_loose = |id| document.note(id).is_some_and(|note| note.attached_to.is_none());
        let notes = scene.notes.iter().filter(|note| !note.parked && is_loose(&note.id));
        let notes = notes.map(|note| (RecordId::Note(note.id.clone()), note.rect));
        let (ids, boxes): (Vec<_>, Vec<_>) = nodes.chain(notes).unzip();
        let number = |id: &crate::model::OrganisationId| scene.nodes.iter().position(|node| node.id == *id);
        let mut joined: Vec<(usize, usize)> = scene
            .flows
            .iter()
            .filter_map(|flow| {
                let (from, to) = (number(&flow.from)?, number(&flow.to)?);
                Some((from.min(to), from.max(to)))
            })
            .collect();
        joined.sort_unstable();
        joined.dedup();
        let drawn = |area: &Area| scene.areas.iter().find(|drawn| drawn.id == area.id);
        let areas = document.map().areas.iter().enumerate();
        let areas = areas.filter_map(|(place, area)| {
            let drawn = drawn(area)?;
            Some((place, area.extent, head(scene, drawn)))
        });
        Some(Self { document, ids, boxes, joined, areas: areas.collect() })
    }

    /// How wide all of it is.
    pub(super) fn width(&self) -> f64 {
        let rects = self.boxes.iter().copied().chain(self.areas.iter().map(|area| area.1));
        Rect::around(rects).map_or(0.0, |around| around.width)
    }

    /// The widest box.
    pub(super) fn least_width(&self) -> f64 {
        self.boxes.iter().map(|rect| rect.width).fold(0.0, f64::max)
    }

    /// A copy of the map that is so wide, with gaps downward that are first `down` of what they were, and so much room
    /// between joined boxes; none where its bands and columns cannot hold those who stand in them.
    pub(super) fn copy(&self, width: f64, down: f64, joined_gap: f64) -> Option<Document> {
        let areas: Vec<(Rect, narrow::Head)> =
            self.areas.iter().map(|&(_, rect, head)| (rect, head)).collect();
        let wide =
            narrow::Wide { boxes: &self.boxes, joined: &self.joined, areas: &areas, gap: GAP, joined_gap };
        let found = narrow::narrow(&wide, width, down, &Unwatched).ok()?;
        if !self.is_held(&found) {
            return None;
        }
        let mut changes: Vec<Change> = Vec::new();
        for ((id, old), new) in self.ids.iter().zip(&self.boxes).zip(&found.boxes) {
            let by = *new - old.center();
            match id {
                RecordId::Organisation(key) => {
                    let Some(it) = self.document.organisation(key) else { continue };
                    let position = it.position.map(|at| at + by);
                    changes.push(change(id.clone(), &**it, Organisation { position, ..(**it).clone() }));
                }
                RecordId::Note(key) => {
                    let Some(it) = self.document.note(key) else { continue };
                    let position = it.position.map(|at| at + by);
                    changes.push(change(id.clone(), &**it, Note { position, ..(**it).clone() }));
                }
                _ => {}
            }
        }
        // Bends were drawn for the places of before.
        let bent = self.document.flows().iter().filter(|(_, flow)| !flow.route.is_empty());
        for (id, flow) in bent {
            let straight = Flow { route: Vec::<Point>::new(), ..(**flow).clone() };
            changes.push(change(RecordId::Flow(id.clone()), &**flow, straight));
        }
        let info: &Arc<MapInfo> = self.document.map();
        let mut areas = info.areas.clone();
        for (&(place, _, _), extent) in self.areas.iter().zip(&found.areas) {
            areas[place].extent = *extent;
        }
        changes.push(change(RecordId::Map, &**info, MapInfo { areas, ..(**info).clone() }));
        changes.retain(|change| change.before != change.after);
        let mut copy = self.document.clone();
        copy.apply(&Transaction::new(changes)).expect("made from this very document");
        Some(copy)
    }

    /// Whether everybody lies within the areas where they stood.
    fn is_held(&self, found: &narrow::Narrow) -> bool {
        self.areas.iter().zip(&found.areas).all(|((_, old, _), new)| {
            let members = self.boxes.iter().zip(&found.boxes).filter(|(rect, _)| old.contains(rect.center()));
            members.into_iter().all(|(rect, at)| {
                let half = rect.width / 2.0 - 1.0;
                new.left() <= at.x - half && at.x + half <= new.right()
            })
        })
    }
}

/// What a title takes of its area, with the room between it and the nearest edges; and how narrow it may be.
fn head(scene: &Scene, drawn: &AreaBox) -> narrow::Head {
    let (title, area) = (drawn.title, drawn.rect);
    let beside = (title.left() - area.left()).min(area.right() - title.right()).clamp(0.0, 24.0);
    let above = (title.top() - area.top()).min(area.bottom() - title.bottom()).clamp(0.0, 24.0);
    let size = Size::new(title.width + beside, title.height + above);
    let blocks = scene.items.iter().filter(|item| item.target == Target::Area(drawn.id.clone()));
    let blocks = blocks.filter_map(|item| match &item.shape {
        Shape::Text(block) => Some(block),
        Shape::Path { .. } => None,
    });
    let mut head = narrow::Head { size, least: size.width, line: title.height };
    for block in blocks.filter(|block| !block.lines.is_empty()) {
        let words = block.words();
        let width: f64 = block.lines.iter().map(|placed| placed.line.width).sum();
        let longest = words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        // Letters differ in width.
        let part = 1.2 * longest as f64 / words.chars().count().max(1) as f64;
        head.least = (part * width + beside).min(size.width);
        head.line = title.height / block.lines.len() as f64;
    }
    head
}

fn change<T: Clone + Into<Record>>(id: RecordId, before: &T, after: T) -> Change {
    Change { id, before: Some(before.clone().into()), after: Some(after.into()) }
}
