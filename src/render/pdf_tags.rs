//! What a PDF tells those who do not see it: a heading, each record in words in the order of reading, the legend.
//! Must not know how anything is drawn.

use std::{collections::BTreeMap, num::NonZeroU16};

use krilla::{
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Tag, TagGroup},
};

use crate::{
    model::Point,
    scene::{Item, Role, Scene, Shape, Target},
};

/// Rows of this height are read from left to right, canvas units: about one box.
const ROW: f64 = 48.0;

/// The tagged pieces of a page, by what they belong to.
#[derive(Default)]
pub(super) struct Tags {
    pieces: BTreeMap<Target, Vec<Identifier>>,
}

impl Tags {
    /// Whether two items that follow each other are one piece: figures of one record, or no words at all.
    pub(super) fn belong_together(one: &Item, next: &Item) -> bool {
        let is_text = |item: &Item| matches!(item.shape, Shape::Text(_));
        one.target == next.target && !is_text(one) && !is_text(next) && is_ground(one) == is_ground(next)
    }

    /// Begins the piece of an item; the caller ends it.
    pub(super) fn start(&mut self, surface: &mut Surface<'_>, item: &Item) {
        // What is only there to be looked at, and what the words of the legend say anyway.
        if is_ground(item) {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            return;
        }
        // No replacement text for labels of several lines: readers differ in what they make of it, and some lose it.
        let piece = surface.start_tagged(ContentTag::Other);
        self.pieces.entry(item.target.clone()).or_default().push(piece);
    }

    /// The page as a section: its title, its records, its legend.
    pub(super) fn group(self, scene: &Scene) -> TagGroup {
        let mut places: BTreeMap<&Target, Point> = BTreeMap::new();
        for item in &scene.items {
            places.entry(&item.target).or_insert_with(|| item.bounds.center());
        }
        let mut pieces: Vec<(Target, Vec<Identifier>)> = self.pieces.into_iter().collect();
        pieces.sort_by_key(|(target, _)| {
            let at = places.get(target).copied().unwrap_or_default();
            (part(target), (at.y / ROW).floor() as i64, at.x.round() as i64)
        });
        let mut section = TagGroup::new(Tag::Section);
        for (target, pieces) in pieces {
            let children = pieces.into_iter().map(Into::into).collect();
            let group = match &target {
                Target::Title => {
                    TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, Some(scene.title.clone())), children)
                }
                Target::Legend | Target::Page => TagGroup::with_children(Tag::P, children),
                _ => {
                    let words = scene.titles.get(&target).cloned();
                    TagGroup::with_children(Tag::Figure(words), children)
                }
            };
            section.push(group);
        }
        section
    }
}

/// Title first, then the ground, the organisations, what joins them, what is said of them, and the legend last.
fn part(target: &Target) -> u8 {
    match target {
        Target::Title => 0,
        Target::Page => 1,
        Target::Area(_) => 2,
        Target::Group(_) => 3,
        Target::Organisation(_) => 4,
        Target::Flow(_) => 5,
        Target::Note(_) => 6,
        Target::Legend => 7,
    }
}

/// Whether an item says nothing that words do not say: plates, patterns, the samples of the legend.
fn is_ground(item: &Item) -> bool {
    matches!(item.role, Role::Background | Role::Plate | Role::Pattern | Role::Swatch)
        || (item.target == Target::Legend && !matches!(item.shape, Shape::Text(_)))
}
