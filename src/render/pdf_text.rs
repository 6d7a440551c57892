//! What pages of text tell in a PDF: headings, paragraphs, tables with their heads, and bookmarks.
//! Must not know how anything is drawn.

use std::{collections::BTreeMap, num::NonZeroU16};

use krilla::{
    destination::XyzDestination,
    geom::Point,
    outline::OutlineNode,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind,
    },
};

use crate::scene::{TextPages, Told};

/// The level of headings: the figure's title is the first.
const LEVEL: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);

/// The tagged content of pages of text, by its piece.
#[derive(Default)]
pub(super) struct TextTags {
    pieces: BTreeMap<usize, Vec<Identifier>>,
}

impl TextTags {
    /// Begins an item; the caller ends it.
    pub fn start(&mut self, surface: &mut Surface<'_>, piece: Option<usize>) {
        match piece {
            Some(piece) => {
                let id = surface.start_tagged(ContentTag::Other);
                self.pieces.entry(piece).or_default().push(id);
            }
            None => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            }
        }
    }

    /// All of it as one section.
    pub fn group(mut self, text: &TextPages) -> TagGroup {
        let mut section = TagGroup::new(Tag::Section);
        for told in &text.told {
            section.push(match told {
                Told::Heading { words, piece } => self.leaf(Tag::Hn(LEVEL, Some(words.clone())), *piece),
                Told::Words(piece) => self.leaf(Tag::P, *piece),
                Told::Table { head, rows } => self.table(head, rows),
            });
        }
        section
    }

    fn leaf(&mut self, tag: impl Into<TagKind>, piece: usize) -> TagGroup {
        let content = self.pieces.remove(&piece).unwrap_or_default();
        TagGroup::with_children(tag, content.into_iter().map(Node::from).collect())
    }

    fn table(&mut self, head: &[usize], rows: &[Vec<usize>]) -> TagGroup {
        let mut heads = TagGroup::new(Tag::TR);
        for piece in head {
            heads.push(self.leaf(Tag::TH(TableHeaderScope::Column), *piece));
        }
        let mut body = TagGroup::new(Tag::TBody);
        for row in rows {
            let mut cells = TagGroup::new(Tag::TR);
            for (index, piece) in row.iter().enumerate() {
                let cell = if index == 0 {
                    self.leaf(Tag::TH(TableHeaderScope::Row), *piece)
                } else {
                    self.leaf(Tag::TD, *piece)
                };
                cells.push(cell);
            }
            body.push(cells);
        }
        let mut table = TagGroup::new(Tag::Table);
        if !head.is_empty() {
            table.push(TagGroup::with_children(Tag::THead, vec![heads.into()]));
        }
        table.push(body);
        table
    }
}

/// The headings with where they stand; `before` pages stand before the text, `points` to its canvas unit.
pub(super) fn bookmarks(text: &TextPages, before: usize, points: f64) -> Vec<OutlineNode> {
    let mut bookmarks = Vec::new();
    for told in &text.told {
        let Told::Heading { words, piece } = told else { continue };
        let found = text.pages.iter().enumerate().find_map(|(number, page)| {
            let at = page.pieces.iter().position(|found| *found == Some(*piece))?;
            Some((number, page.scene.items.get(at)?.bounds.y))
        });
        if let Some((number, y)) = found {
            let place = Point::from_xy(0.0, (y * points) as f32);
            let destination = XyzDestination::new(before + number, place);
            bookmarks.push(OutlineNode::new(words.clone(), destination));
        }
    }
    bookmarks
}
