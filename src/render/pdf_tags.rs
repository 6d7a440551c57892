//! What a PDF tells those who do not see it: a heading, each record in words in the order of reading, the legend.
//! Must not know how anything is drawn.

use std::{collections::HashMap, num::NonZeroU16};

use krilla::{
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Tag, TagGroup},
};

use super::reading::Ranks;
use crate::scene::{Item, Role, Scene, Shape, Target};

/// The tagged pieces of a page, by what they belong to.
#[derive(Default)]
pub(super) struct Tags {
    /// Only asked by target, and sorted in the end: the order in which these are kept is never seen.
    pieces: HashMap<Target, Vec<Identifier>>,
}

impl Tags {
    /// Whether two items that follow each other are one piece: figures of one record, or of any where they say nothing.
    pub(super) fn belong_together(one: &Item, next: &Item) -> bool {
        let is_text = |item: &Item| matches!(item.shape, Shape::Text(_));
        let is_ground = (is_ground(one), is_ground(next));
        !is_text(one)
            && !is_text(next)
            && (is_ground == (true, true) || is_ground == (false, false) && one.target == next.target)
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
    pub(super) fn group(self, scene: &Scene, ranks: &Ranks<'_>) -> TagGroup {
        let mut pieces: Vec<(Target, Vec<Identifier>)> = self.pieces.into_iter().collect();
        pieces.sort_by_cached_key(|(target, _)| {
            (ranks.get(target).copied().unwrap_or(usize::MAX), target.clone())
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

/// Whether an item says nothing that words do not say: plates, patterns, the samples of the legend.
fn is_ground(item: &Item) -> bool {
    matches!(item.role, Role::Background | Role::Plate | Role::Pattern | Role::Swatch)
        || (item.target == Target::Legend && !matches!(item.shape, Shape::Text(_)))
}
